"""Ways in which offices draw a bar over year columns, each as a function; and the table that the bars are drawn over.

The table has three years from 令和７年度 on, each 80 points wide; they begin at x = 210, 290 and 370.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from unit.extractors.drawn_pages import LABEL, Box, blank_plan, cell, read, table, thin_arrow

if TYPE_CHECKING:
    from samples.drawing import Canvas

    from corpus.records import Measure

YEARS = ("令和７年度", "令和８年度", "令和９年度")
WIDTHS = (90, 60, 80, 80, 80)
X0 = 210.0
COLUMN = 80.0
HEIGHT = 44.0

Way = Callable[["Canvas", Box, str], None]


def year_table(
    canvas: Canvas, rows: int = 1, *, heads: Sequence[str] = YEARS, top: float = 110.0, height: float = HEIGHT
) -> list[float]:
    """Draw the table with empty year cells; the top of each body row."""
    names = ("予約", "発券", "納付", "相談")
    bottom = table(canvas, top, WIDTHS[: 2 + len(heads)], ("施策名", "担当課", *heads))
    tops = []
    for name in names[:rows]:
        tops.append(bottom)
        row = (name, "市民課", *([""] * len(heads)))
        bottom = table(canvas, bottom, WIDTHS[: len(row)], row, min_height=height)
    return tops


def measures(way: Way, *bars: tuple[str, float, float]) -> Sequence[Measure]:
    """What is read where bars (label, first and last x in columns from the first year on) are drawn in one way."""
    canvas = blank_plan()
    (top,) = year_table(canvas)
    for label, first, last in bars:
        way(canvas, Box(X0 + first * COLUMN, top + 12, X0 + last * COLUMN, top + 32), label)
    return read(canvas).measures


def text_in(canvas: Canvas, box: Box, label: str) -> None:
    """A label in the middle of a box."""
    x = (box.x0 + box.x1 - LABEL.size * len(label)) / 2
    canvas.text(x, (box.top + box.bottom - LABEL.size) / 2, label, LABEL)


def path(
    canvas: Canvas, points: Sequence[tuple[float, float]], *, fill: str | None = None, close: bool = False
) -> None:
    """A stroked path through points, open unless told."""
    pdf = canvas._pdf
    pdf.setLineWidth(0.8)
    pdf.setStrokeColor(HexColor("#203864"))
    if fill:
        pdf.setFillColor(HexColor(fill))
    drawn = pdf.beginPath()
    drawn.moveTo(points[0][0], canvas.height - points[0][1])
    for x, y in points[1:]:
        drawn.lineTo(x, canvas.height - y)
    if close:
        drawn.close()
    pdf.drawPath(drawn, stroke=1, fill=int(fill is not None))


def block_arrow(canvas: Canvas, box: Box, label: str) -> None:
    canvas.block_arrow(box, label, LABEL, fill="#ffe699")


def arrow_with_shoulders(canvas: Canvas, box: Box, label: str) -> None:
    """PowerPoint's 右矢印: a shaft, and a head that is higher."""
    x, y0, y1, middle = box.x1 - 9, box.top + 4, box.bottom - 4, (box.top + box.bottom) / 2
    points = [(box.x0, y0), (x, y0), (x, box.top), (box.x1, middle), (x, box.bottom), (x, y1), (box.x0, y1)]
    path(canvas, points, fill="#c6e0b4", close=True)
    text_in(canvas, box, label)


def double_arrow(canvas: Canvas, box: Box, label: str) -> None:
    """A block arrow with a head at both ends."""
    a, b, middle = box.x0 + 9, box.x1 - 9, (box.top + box.bottom) / 2
    y0, y1 = box.top + 4, box.bottom - 4
    points = [(box.x0, middle), (a, box.top), (a, y0), (b, y0), (b, box.top), (box.x1, middle), (b, box.bottom)]
    path(canvas, [*points, (b, y1), (a, y1), (a, box.bottom)], fill="#c6e0b4", close=True)
    text_in(canvas, box, label)


def chevron(canvas: Canvas, box: Box, label: str) -> None:
    middle = (box.top + box.bottom) / 2
    points = [(box.x0, box.top), (box.x1 - 8, box.top), (box.x1, middle), (box.x1 - 8, box.bottom)]
    canvas.polygon([*points, (box.x0, box.bottom), (box.x0 + 8, middle)], fill="#bdd7ee", stroke=None)
    text_in(canvas, box, label)


def rectangle(canvas: Canvas, box: Box, label: str) -> None:
    canvas.box(box, fill="#bdd7ee", stroke=None)
    text_in(canvas, box, label)


def rounded(canvas: Canvas, box: Box, label: str) -> None:
    canvas.box(box, fill="#bdd7ee", radius=6)
    text_in(canvas, box, label)


def outlined(canvas: Canvas, box: Box, label: str) -> None:
    canvas.box(box)
    text_in(canvas, box, label)


def white(canvas: Canvas, box: Box, label: str) -> None:
    canvas.box(box, fill="#ffffff")
    text_in(canvas, box, label)


def dashed(canvas: Canvas, box: Box, label: str) -> None:
    canvas._pdf.setDash(3, 2)
    canvas.box(box)
    canvas._pdf.setDash()
    text_in(canvas, box, label)


def transparent(canvas: Canvas, box: Box, label: str) -> None:
    canvas._pdf.setFillAlpha(0.4)
    canvas.box(box, fill="#4472c4", stroke=None)
    canvas._pdf.setFillAlpha(1)
    text_in(canvas, box, label)


def shadowed(canvas: Canvas, box: Box, label: str) -> None:
    """A bar with its shadow, a little lower and further right."""
    canvas.box(Box(box.x0 + 2, box.top + 2, box.x1 + 2, box.bottom + 2), fill="#a6a6a6", stroke=None)
    rectangle(canvas, box, label)


def body_and_head(canvas: Canvas, box: Box, label: str) -> None:
    """A rectangle, and a triangle of the same height at its end: two paths."""
    x, middle = box.x1 - 10, (box.top + box.bottom) / 2
    canvas.box(Box(box.x0, box.top, x, box.bottom), fill="#f8cbad", stroke=None)
    canvas.polygon([(x, box.top), (box.x1, middle), (x, box.bottom)], fill="#f8cbad", stroke=None)
    text_in(canvas, box, label)


def body_and_high_head(canvas: Canvas, box: Box, label: str) -> None:
    """A flat rectangle, and a triangle higher than it at its end, label above."""
    x, middle = box.x1 - 10, box.bottom - 5
    canvas.box(Box(box.x0, middle - 2, x, middle + 2), fill="#c00000", stroke=None)
    canvas.polygon([(x, middle - 6), (box.x1, middle), (x, middle + 6)], fill="#c00000", stroke=None)
    canvas.text(box.x0 + 4, box.top, label, LABEL)


def halves(canvas: Canvas, box: Box, label: str) -> None:
    """A bar of two rectangles that touch, as spreadsheets paint it cell by cell."""
    middle = (box.x0 + box.x1) / 2
    canvas.box(Box(box.x0, box.top, middle, box.bottom), fill="#f8cbad", stroke=None)
    canvas.box(Box(middle, box.top, box.x1, box.bottom), fill="#f8cbad", stroke=None)
    text_in(canvas, box, label)


def thin(canvas: Canvas, box: Box, label: str) -> None:
    thin_arrow(canvas, box.x0, box.bottom - 4, box.x1)
    canvas.text(box.x0 + 6, box.top, label, LABEL)


def thin_label_below(canvas: Canvas, box: Box, label: str) -> None:
    thin_arrow(canvas, box.x0, box.top, box.x1)
    canvas.text(box.x0 + 6, box.top + 5, label, LABEL)


def thin_two_heads(canvas: Canvas, box: Box, label: str) -> None:
    y = box.bottom - 4
    thin_arrow(canvas, box.x0, y, box.x1)
    canvas.polygon([(box.x0, y), (box.x0 + 6, y - 3), (box.x0 + 6, y + 3)], fill="#000000", stroke=None)
    canvas.text(box.x0 + 8, box.top, label, LABEL)


def thin_open_head(canvas: Canvas, box: Box, label: str) -> None:
    """A line with a head of two strokes, as one open path."""
    y = box.bottom - 4
    canvas.rule(box.x0, y, box.x1, y, width=1.0)
    path(canvas, [(box.x1 - 5, y - 3), (box.x1, y), (box.x1 - 5, y + 3)])
    canvas.text(box.x0 + 6, box.top, label, LABEL)


def thin_head_of_lines(canvas: Canvas, box: Box, label: str) -> None:
    """A line with a head of two lines."""
    y = box.bottom - 4
    canvas.rule(box.x0, y, box.x1, y, width=1.0)
    canvas.rule(box.x1 - 5, y - 3, box.x1, y, width=1.0)
    canvas.rule(box.x1 - 5, y + 3, box.x1, y, width=1.0)
    canvas.text(box.x0 + 6, box.top, label, LABEL)


def thin_dashed(canvas: Canvas, box: Box, label: str) -> None:
    canvas._pdf.setDash(3, 2)
    canvas.rule(box.x0, box.bottom - 4, box.x1 - 4, box.bottom - 4, width=1.0)
    canvas._pdf.setDash()
    y = box.bottom - 4
    canvas.polygon([(box.x1, y), (box.x1 - 6, y - 3), (box.x1 - 6, y + 3)], fill="#000000", stroke=None)
    canvas.text(box.x0 + 6, box.top, label, LABEL)


def dot_to_arrow(canvas: Canvas, box: Box, label: str) -> None:
    """●――→."""
    y = box.bottom - 4
    canvas._pdf.circle(box.x0 + 3, canvas.height - y, 3, stroke=0, fill=1)
    thin_arrow(canvas, box.x0 + 3, y, box.x1)
    canvas.text(box.x0 + 8, box.top, label, LABEL)


def dot_to_dot(canvas: Canvas, box: Box, label: str) -> None:
    """○――○."""
    y = box.bottom - 4
    for x in (box.x0 + 3, box.x1 - 3):
        canvas._pdf.circle(x, canvas.height - y, 3, stroke=1, fill=0)
    canvas.rule(box.x0 + 6, y, box.x1 - 6, y, width=1.0)
    canvas.text(box.x0 + 8, box.top, label, LABEL)


def with_end_caps(canvas: Canvas, box: Box, label: str) -> None:
    """|―――|."""
    y = box.bottom - 6
    canvas.rule(box.x0, y, box.x1, y, width=1.0)
    for x in (box.x0, box.x1):
        canvas.rule(x, y - 4, x, y + 4, width=1.0)
    canvas.text(box.x0 + 8, box.top - 2, label, LABEL)


def plain_line(canvas: Canvas, box: Box, label: str) -> None:
    """A thick line without a head."""
    canvas.rule(box.x0, box.bottom - 4, box.x1, box.bottom - 4, width=1.8)
    canvas.text(box.x0 + 6, box.top, label, LABEL)


def bracket(canvas: Canvas, box: Box, label: str) -> None:
    """An open path down, across and up, its label above it."""
    y0, y1 = box.bottom - 6, box.bottom
    path(canvas, [(box.x0, y0), (box.x0, y1), (box.x1, y1), (box.x1, y0)])
    canvas.text(box.x0 + 8, box.top, label, LABEL)


def bracket_of_lines(canvas: Canvas, box: Box, label: str) -> None:
    y0, y1 = box.bottom - 6, box.bottom
    for line in ((box.x0, y0, box.x0, y1), (box.x0, y1, box.x1, y1), (box.x1, y0, box.x1, y1)):
        canvas.rule(*line)
    canvas.text(box.x0 + 8, box.top, label, LABEL)


def brace(canvas: Canvas, box: Box, label: str) -> None:
    """A bracket with a tip in its middle, its label below it."""
    y, middle = box.top + 4, (box.x0 + box.x1) / 2
    points = [(box.x0, box.top), (box.x0, y), (middle - 4, y), (middle, y + 4), (middle + 4, y), (box.x1, y)]
    path(canvas, [*points, (box.x1, box.top)])
    canvas.text(middle - 8, y + 6, label, LABEL)


def gradient(canvas: Canvas, box: Box, label: str) -> None:
    """A gradient inside a clipping path, with an outline."""
    pdf = canvas._pdf
    pdf.saveState()
    drawn = pdf.beginPath()
    drawn.rect(box.x0, canvas.height - box.bottom, box.width, box.height)
    pdf.clipPath(drawn, stroke=0, fill=0)
    colours = (HexColor("#ffffff"), HexColor("#4472c4"))
    pdf.linearGradient(box.x0, 0, box.x1, 0, colours)
    pdf.restoreState()
    canvas.box(box, stroke="#203864")
    text_in(canvas, box, label)


def label_left(canvas: Canvas, box: Box, label: str) -> None:
    """A bar whose label stands left of it."""
    room = LABEL.size * len(label) + 4
    canvas.box(Box(box.x0 + room, box.top + 5, box.x1, box.bottom - 5), fill="#bdd7ee", stroke=None)
    canvas.text(box.x0 + 2, (box.top + box.bottom - LABEL.size) / 2, label, LABEL)


def label_below(canvas: Canvas, box: Box, label: str) -> None:
    canvas.box(Box(box.x0, box.top - 6, box.x1, box.top + 2), fill="#bdd7ee", stroke=None)
    canvas.text(box.x0 + 6, box.top + 5, label, LABEL)


def label_above(canvas: Canvas, box: Box, label: str) -> None:
    canvas.box(Box(box.x0, box.bottom - 6, box.x1, box.bottom + 2), fill="#bdd7ee", stroke=None)
    canvas.text(box.x0 + 6, box.top, label, LABEL)


__all__ = [
    "COLUMN",
    "HEIGHT",
    "WIDTHS",
    "X0",
    "YEARS",
    "Way",
    "arrow_with_shoulders",
    "block_arrow",
    "body_and_head",
    "body_and_high_head",
    "brace",
    "bracket",
    "bracket_of_lines",
    "cell",
    "chevron",
    "dashed",
    "dot_to_arrow",
    "dot_to_dot",
    "double_arrow",
    "gradient",
    "halves",
    "label_above",
    "label_below",
    "label_left",
    "measures",
    "outlined",
    "path",
    "plain_line",
    "rectangle",
    "rounded",
    "shadowed",
    "table",
    "text_in",
    "thin",
    "thin_dashed",
    "thin_head_of_lines",
    "thin_label_below",
    "thin_open_head",
    "thin_two_heads",
    "transparent",
    "white",
    "with_end_caps",
    "year_table",
]
