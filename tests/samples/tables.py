"""Ruled tables: cells that span rows and columns, heights that follow the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from samples.drawing import Box, Canvas
from samples.typesetting import GOTHIC, Style, markers, text_to_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CELL_STYLE = Style(font=GOTHIC, size=8.5, leading=1.35)
PADDING = (3.5, 3.0)  # left and right, above and below


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; ``paint`` draws something else than its text into the cell's box."""

    text: str = ""
    style: Style = CELL_STYLE
    column_span: int = 1
    row_span: int = 1
    fill: str | None = None
    middle: bool = True
    stacked: bool = False
    paint: Callable[[Canvas, Box], None] | None = None

    def height(self, width: float) -> float:
        """Least height at this width, in points."""
        if self.stacked:
            return len(self.text) * self.style.size * 1.12 + 2 * PADDING[1]
        lines = text_to_lines(self.text, self.style, width - 2 * PADDING[0])
        return len(lines) * self.style.line_height + 2 * PADDING[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells left to right, None where a spanning cell covers the place.

    ``paint`` draws over the row when its cells are drawn: it gets the column edges and the row's top and bottom.
    ``on_placed`` is told the page the row stands on.
    """

    cells: tuple[Cell | None, ...]
    min_height: float = 0.0
    paint: Callable[[Canvas, Sequence[float], float, float], None] | None = None
    on_placed: Callable[[int], None] | None = None

    @property
    def markers(self) -> tuple[str, ...]:
        """Footnote markers of all cells."""
        return tuple(marker for cell in self.cells if cell for marker in markers(cell.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header that is drawn again after each page break."""

    widths: tuple[float, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...] = field(default=())
    rule_width: float = 0.5


def rows_to_heights(rows: Sequence[Row], widths: Sequence[float]) -> list[float]:
    """Row heights in points that hold every cell; a spanning cell stretches its last row."""
    heights = [row.min_height for row in rows]
    spanning = []
    for index, row in enumerate(rows):
        for column, cell in _cells(row):
            needed = cell.height(sum(widths[column : column + cell.column_span]))
            if cell.row_span == 1:
                heights[index] = max(heights[index], needed)
            else:
                spanning.append((index, cell.row_span, needed))
    for index, span, needed in spanning:
        missing = needed - sum(heights[index : index + span])
        heights[index + span - 1] += max(0.0, missing)
    return heights


def draw_rows(
    canvas: Canvas, x0: float, top: float, rows: Sequence[Row], widths: Sequence[float], *, rule_width: float = 0.5
) -> float:
    """Draw rows one below the other; returns the last one's bottom edge."""
    heights = rows_to_heights(rows, widths)
    xs = list(accumulate(widths, initial=x0))
    ys = list(accumulate(heights, initial=top))
    placed = [
        (cell, Box(xs[column], ys[index], xs[column + cell.column_span], ys[index + cell.row_span]))
        for index, row in enumerate(rows)
        for column, cell in _cells(row)
    ]
    for cell, box in placed:
        if cell.fill:
            canvas.box(box, fill=cell.fill, stroke=None)
    for edge in sorted({edge for _, box in placed for edge in _edges(box)}):
        canvas.rule(*edge, width=rule_width)
    for cell, box in placed:
        _draw_content(canvas, cell, box)
    for index, row in enumerate(rows):
        if row.paint:
            row.paint(canvas, xs, ys[index], ys[index + 1])
        if row.on_placed:
            row.on_placed(canvas.page_number)
    return ys[-1]


def _cells(row: Row) -> Iterator[tuple[int, Cell]]:
    return ((column, cell) for column, cell in enumerate(row.cells) if cell)


def _edges(box: Box) -> list[tuple[float, float, float, float]]:
    return [
        (box.x0, box.top, box.x1, box.top),
        (box.x0, box.bottom, box.x1, box.bottom),
        (box.x0, box.top, box.x0, box.bottom),
        (box.x1, box.top, box.x1, box.bottom),
    ]


def _draw_content(canvas: Canvas, cell: Cell, box: Box) -> None:
    inner = box.shrunk(*PADDING)
    if cell.paint:
        cell.paint(canvas, inner)
    elif cell.stacked:
        canvas.stacked(box, cell.text, cell.style)
    elif cell.text:
        canvas.paragraph(inner, cell.text, cell.style, middle=cell.middle)
