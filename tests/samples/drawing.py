"""Pages drawn in memory: text, shapes and the block arrows of a 工程表.

Coordinates are those of the product: points, origin at the page's top-left corner, y down. A text's ``top``
is the top of its em box. The same calls always give the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from samples.typesetting import (
    RAISED_BY,
    RAISED_SIZE,
    Line,
    Run,
    Style,
    line_width,
    register_fonts,
    run_width,
    text_to_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

PORTRAIT = (A4[0], A4[1])
LANDSCAPE = (A4[1], A4[0])
ASCENT = 0.88  # of the em: where IPA fonts have their baseline
MAX_STRETCH = 0.12  # em a character; a line that misses more than that is left ragged


class Box(NamedTuple):
    """A rectangle on a page, in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Length along x."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Length along y."""
        return self.bottom - self.top

    def shrunk(self, dx: float, dy: float | None = None) -> Box:
        """The box with its edges moved inwards."""
        dy = dx if dy is None else dy
        return Box(self.x0 + dx, self.top + dy, self.x1 - dx, self.bottom - dy)


class LabelTooLongError(ValueError):
    """A label fits its shape at no legible size."""

    def __init__(self, label: str, box: Box) -> None:
        super().__init__(f"{label!r}: no room in {box.width:.0f} x {box.height:.0f} pt")


class Canvas:
    """A PDF being drawn; ``Canvas(...)`` opens its first page, ``to_pdf`` gives the bytes."""

    def __init__(self, size: tuple[float, float] = PORTRAIT, *, title: str = "") -> None:
        register_fonts()
        self._buffer = io.BytesIO()
        self._pdf = PdfCanvas(self._buffer, pagesize=size, invariant=1, pageCompression=1)
        self._pdf.setTitle(title or "sample")
        self._pdf.setCreator("keikaku tests/samples")
        self.width, self.height = size
        self.page_number = 1

    def next_page(self, size: tuple[float, float] | None = None) -> None:
        """Close the page and open another one, of the same size unless told."""
        self._pdf.showPage()
        self.page_number += 1
        if size:
            self._pdf.setPageSize(size)
            self.width, self.height = size

    def to_pdf(self) -> bytes:
        """Close the last page; the canvas cannot be drawn on afterwards."""
        ascii85, rl_config.useA85 = rl_config.useA85, 0  # no office program writes ASCII85
        try:
            self._pdf.save()
        finally:
            rl_config.useA85 = ascii85
        return self._buffer.getvalue()

    # Text

    def text(self, x: float, top: float, text: str, style: Style) -> None:
        """One line; ``x`` is its left end, middle or right end, as the style's align says."""
        for line in text_to_lines(text, style, float("inf")):
            shift = {"left": 0.0, "center": 0.5, "right": 1.0}[style.align]
            self._runs(x - shift * line_width(line, style), top, line, style)

    def lines(self, lines: Sequence[Line], x0: float, top: float, width: float, style: Style) -> float:
        """Set broken lines in a column; returns the top of what may follow."""
        # The leading is divided above and below the em box, as word processors do.
        lead = (style.line_height - style.size) / 2
        for line in lines:
            slack = width - line.indent - line_width(line, style)
            stretch = 0.0
            if style.justify and not line.is_last:
                n_gaps = sum(len(run.text) for run in line.runs) - 1
                stretch = slack / n_gaps if 0 < slack <= n_gaps * MAX_STRETCH * style.size else 0.0
            shift = {"left": 0.0, "center": slack / 2, "right": slack}[style.align]
            self._runs(x0 + line.indent + shift, top + lead, line, style, stretch)
            top += style.line_height
        return top

    def paragraph(self, box: Box, text: str, style: Style, *, middle: bool = False) -> float:
        """Break a text into a box, at its top or in its middle; returns the height it takes."""
        lines = text_to_lines(text, style, box.width)
        height = len(lines) * style.line_height
        top = box.top + (box.height - height) / 2 if middle else box.top
        self.lines(lines, box.x0, top, box.width, style)
        return height

    def stacked(self, box: Box, text: str, style: Style) -> None:
        """Characters one below the other in the box's middle, as in a narrow merged cell."""
        pitch = style.size * 1.12
        top = box.top + (box.height - pitch * len(text)) / 2
        for index, char in enumerate(text):
            x = (box.x0 + box.x1 - run_width(Run(char), style)) / 2
            self._runs(x, top + index * pitch, Line((Run(char),)), style)

    def _runs(self, x: float, top: float, line: Line, style: Style, stretch: float = 0.0) -> None:
        baseline = self.height - top - ASCENT * style.size
        for run in line.runs:
            size = style.size * (RAISED_SIZE if run.raised else 1.0)
            text = self._pdf.beginText(x, baseline + (RAISED_BY * style.size if run.raised else 0.0))
            text.setFont(style.font, size)
            text.setFillColor(HexColor(style.color))
            if stretch:
                text.setCharSpace(stretch)
            text.textOut(run.text)
            if stretch:
                text.setCharSpace(0)
            self._pdf.drawText(text)
            x += run_width(run, style) + stretch * len(run.text)

    # Shapes

    def rule(
        self, x0: float, top: float, x1: float, bottom: float, *, width: float = 0.5, color: str = "#000000"
    ) -> None:
        """A straight line from (x0, top) to (x1, bottom)."""
        self._pdf.setStrokeColor(HexColor(color))
        self._pdf.setLineWidth(width)
        self._pdf.line(x0, self.height - top, x1, self.height - bottom)

    def box(
        self,
        box: Box,
        *,
        fill: str | None = None,
        stroke: str | None = "#000000",
        width: float = 0.5,
        radius: float = 0,
    ) -> None:
        """A rectangle, with round corners if ``radius`` is given."""
        self._colors(fill, stroke, width)
        arguments = (box.x0, self.height - box.bottom, box.width, box.height)
        paint = {"fill": int(fill is not None), "stroke": int(stroke is not None)}
        if radius:
            self._pdf.roundRect(*arguments, radius, **paint)
        else:
            self._pdf.rect(*arguments, **paint)

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str | None,
        stroke: str | None = "#000000",
        width: float = 0.5,
    ) -> None:
        """A closed shape through (x, y-down) points."""
        self._colors(fill, stroke, width)
        path = self._pdf.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        path.close()
        self._pdf.drawPath(path, fill=int(fill is not None), stroke=int(stroke is not None))

    def block_arrow(self, box: Box, label: str, style: Style, *, fill: str) -> None:
        """A pentagon (ホームベース) that points right, its label inside, small enough to fit."""
        tip = min(6.0, box.width / 4)
        middle = (box.top + box.bottom) / 2
        self.polygon(
            [
                (box.x0, box.top),
                (box.x1 - tip, box.top),
                (box.x1, middle),
                (box.x1 - tip, box.bottom),
                (box.x0, box.bottom),
            ],
            fill=fill,
            stroke="#44546a",
        )
        self.fitted(Box(box.x0 + 2, box.top, box.x1 - tip + 1, box.bottom), label, style)

    def fitted(self, box: Box, label: str, style: Style) -> None:
        """A label in the middle of a box: its size falls until one line fits, then two."""
        sizes = [style.size - step / 4 for step in range(int(style.size * 4) - 20)]
        for n_lines, size in sorted(((n, size) for n in (1, 2) for size in sizes), key=_by_legibility):
            tried = replace(style, size=size, leading=1.1, align="center")
            lines = text_to_lines(label, tried, box.width)
            if len(lines) <= n_lines and n_lines * tried.line_height <= box.height:
                top = (box.top + box.bottom - len(lines) * tried.line_height) / 2
                self.lines(lines, box.x0, top, box.width, tried)
                return
        raise LabelTooLongError(label, box)

    def leader(self, x0: float, x1: float, top: float, style: Style) -> None:
        """A dotted leader as word processors make it: a row of … characters."""
        length = run_width(Run("…"), style)
        count = int((x1 - x0) // length)
        self.text(x1, top, "…" * count, replace(style, align="right"))

    def _colors(self, fill: str | None, stroke: str | None, width: float) -> None:
        if fill:
            self._pdf.setFillColor(HexColor(fill))
        if stroke:
            self._pdf.setStrokeColor(HexColor(stroke))
            self._pdf.setLineWidth(width)


def _by_legibility(choice: tuple[int, float]) -> tuple[float, int]:
    """One line down to three quarters of the size before two lines are tried."""
    n_lines, size = choice
    return (-size * (1.0 if n_lines == 1 else 0.75), n_lines)
