"""Bars of a 工程表: block arrows, pentagons, brackets, rounded and plain rectangles, and arrows drawn as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.records import Box
from extractors.colours import is_painted
from extractors.geometry import contains, horizontal_overlap, overlap_area, same_box, union, vertical_overlap
from extractors.grid import Table
from extractors.lines import glyphs_to_lines
from extractors.page import Colour, Glyph, Page, Ruling, Shape
from extractors.schedule_shafts import HEAD_REACH, MAX_HEAD, find_shafts

__all__ = ["Bar", "find_bars", "without_shafts"]

# Smallest bar worth reading, in points.
MIN_BAR_WIDTH = 8.0
MIN_BAR_HEIGHT = 4.0
# More shapes than this over the tables of a page are a map or a picture; the fullest page of the five plans, the
# practice plans and tests/layouts has 56.
MAX_SHAPES = 1000
# A shape smaller than this both ways is a dot of a line.
MIN_DOT = 2.5
# Fill and outline of one bar are two paths with nearly the same box.
SAME_BOX = 2.5
# A shadow has the size of its bar and is moved by at most this, in points.
MAX_SHADOW = 6.0
# The parts of one bar touch within this distance, in points.
PIECE_GAP = 1.0
# The head of a bar drawn in parts is at most this wide, in points, and stands at the middle of its body within 2.
MAX_PART_HEAD = 24.0
HEAD_OFF = 2.0
# Cells of a shaded row touch within this distance, in points, and reach over this share of the table.
TILE_GAP = 1.5
MIN_TILED = 0.95
# A rectangle is the shading of cells, not a bar, if all of its sides lie on grid lines within this distance.
ON_GRID = 2.0
# A rectangle this far, in points, inside the grid lines on all four sides is a bar.
INSET = 1.2
# So many rectangles of one width on one base, of several heights, are the columns of a chart.
MIN_CHART_COLUMNS = 3
TRIANGLE = 3
# Gap between words, in font sizes.
WORD_GAP = 0.5


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar on a page. ``thin`` marks an arrow drawn as a line, whose label stands beside it."""

    box: Box
    thin: bool = False


def without_shafts(page: Page) -> tuple[list[Ruling], list[Bar]]:
    """The page's rulings without those that are bars drawn as lines, and these bars."""
    shafts = find_shafts(page)
    taken = {piece for shaft in shafts for piece in shaft.rulings}
    return [ruling for ruling in page.rulings if ruling not in taken], [Bar(s.box, thin=True) for s in shafts]


def find_bars(page: Page, tables: Sequence[Table], arrows: Iterable[Bar]) -> list[Bar]:
    """The bars drawn over tables, left to right within a height; ``arrows`` are those drawn as lines."""
    arrows = list(arrows)
    tiles = _tiled_rows(page.shapes, tables)
    over: list[Shape] = []
    for shape in page.shapes:
        if (
            _is_dot(shape.box)
            or not is_painted(shape)
            or shape.box in tiles
            or any(_is_head(shape.box, arrow) for arrow in arrows)
        ):
            continue
        table = next((table for table in tables if contains(table.box, shape.box, 4.0)), None)
        if table is not None and (_points_aside(shape) or not _is_shading(shape.box, table)) and not _is_callout(shape):
            over.append(shape)
    if len(over) > MAX_SHAPES:
        return []
    whole = _without_shadows(_halves_joined(_heads_joined(over), page.glyphs))
    charted = _chart_columns(whole) | _grounds(whole, tables)
    found: list[Bar] = []
    for shape in whole:
        box = shape.box
        if box.width < MIN_BAR_WIDTH or box.height < MIN_BAR_HEIGHT or box in charted:
            continue
        if not any(_same(box, bar.box) for bar in found):
            found.append(Bar(box))
    found.extend(arrow for arrow in arrows if any(contains(table.box, arrow.box, 4.0) for table in tables))
    return sorted(found, key=lambda bar: (round(bar.box.top), bar.box.x0))


def _is_dot(box: Box) -> bool:
    """Whether a shape is one dot of a dotted line: there may be thousands of them on a page."""
    return box.width < MIN_DOT and box.height < MIN_DOT


def _is_head(box: Box, arrow: Bar) -> bool:
    """Whether a shape is the head of a thin arrow."""
    small = box.width <= MAX_HEAD and box.height <= MAX_HEAD
    at_end = abs(box.x1 - arrow.box.x1) <= HEAD_REACH or abs(box.x0 - arrow.box.x0) <= HEAD_REACH
    return small and at_end and vertical_overlap(box, arrow.box) > 0


def _tiled_rows(shapes: Iterable[Shape], tables: Sequence[Table]) -> set[Box]:
    """Painted rectangles that lie side by side over a whole table: the shading of a row, cell by cell."""
    rows: dict[tuple[int, int, Colour | None], list[Box]] = {}
    for shape in shapes:
        if shape.is_box:
            # Bars that touch may span a table, too, but change their colour from one to the next.
            rows.setdefault((round(shape.box.top), round(shape.box.bottom), shape.fill), []).append(shape.box)
    tiled: set[Box] = set()
    for boxes in rows.values():
        ordered = sorted(set(boxes), key=lambda box: box.x0)
        touching = all(abs(b.x0 - a.x1) <= TILE_GAP for a, b in pairwise(ordered))
        width = ordered[-1].x1 - ordered[0].x0
        if (
            len(ordered) > 1
            and touching
            and any(
                _spans(ordered[0], width, table.box) and not any(_crosses_cells(box, table) for box in ordered)
                for table in tables
            )
        ):
            tiled.update(ordered)
    return tiled


def _crosses_cells(box: Box, table: Table) -> bool:
    """Whether a box lies over the side of a cell, as bars do and the shading of cells does not."""
    middle = (box.top + box.bottom) / 2
    row = [cell.box for cell in table.cells if cell.box.top <= middle <= cell.box.bottom]
    return any(box.x0 + ON_GRID < x < box.x1 - ON_GRID for cell in row for x in (cell.x0, cell.x1))


def _spans(first: Box, width: float, table: Box) -> bool:
    inside = table.top - TILE_GAP <= (first.top + first.bottom) / 2 <= table.bottom + TILE_GAP
    return inside and width >= MIN_TILED * table.width


def _is_shading(box: Box, table: Table) -> bool:
    """Whether a box is the background of whole cells, or of the table."""
    insets = (
        _offset(box.x0, table.xs),
        -_offset(box.x1, table.xs),
        _offset(box.top, table.ys),
        -_offset(box.bottom, table.ys),
    )
    on_grid = all(abs(inset) <= ON_GRID for inset in insets) and min(insets) <= INSET
    covers = overlap_area(box, table.box) > 0.95 * table.box.width * table.box.height
    return on_grid or covers


def _offset(edge: float, lines: Sequence[float]) -> float:
    """How far an edge lies right of or below the nearest grid line."""
    return min((edge - line for line in lines), key=abs)


def _points_aside(shape: Shape) -> bool:
    """Whether a shape has more corners on one of its sides than on the other, as arrows have: no cell is so."""
    points = set(shape.points)
    left = sum(x - shape.box.x0 < 1 for x, _ in points)
    right = sum(shape.box.x1 - x < 1 for x, _ in points)
    return left != right and min(left, right) == 1


def _is_callout(shape: Shape) -> bool:
    """Whether a closed shape comes to a point above or below only: a balloon that points at something.

    Arrows and chevrons are the same above and below, and a box that is round or square has two corners at each.
    """
    points = set(shape.points)
    if shape.fill is None or shape.rectangular or len(points) <= TRIANGLE + 1:
        return False
    at_top = sum(y - shape.box.top < 1 for _, y in points)
    at_bottom = sum(shape.box.bottom - y < 1 for _, y in points)
    return at_top + at_bottom > 2 and 1 in {at_top, at_bottom}  # noqa: PLR2004 - one point above and one below


def _heads_joined(shapes: Sequence[Shape]) -> list[Shape]:
    """Bars drawn as a body with a triangle at an end, as one shape each; in painting order."""
    heads = [s for s in shapes if len(set(s.points)) == TRIANGLE and s.box.width <= MAX_PART_HEAD]
    out: list[Shape] = []
    used: set[int] = set()
    for shape in shapes:
        if any(shape is head for head in heads):
            continue
        own = [head for head in heads if id(head) not in used and _ends_body(head, shape)]
        used.update(map(id, own))
        out.append(replace(shape, box=union(s.box for s in (shape, *own)), rectangular=not own and shape.rectangular))
    return [*out, *(head for head in heads if id(head) not in used)]


def _ends_body(head: Shape, body: Shape) -> bool:
    a, b = head.box, body.box
    level = abs((a.top + a.bottom) - (b.top + b.bottom)) <= 2 * HEAD_OFF
    touching = min(abs(a.x0 - b.x1), abs(a.x1 - b.x0)) <= PIECE_GAP
    return level and touching and head.fill == body.fill and (head.fill is not None or head.stroke == body.stroke)


def _halves_joined(shapes: Sequence[Shape], glyphs: Sequence[Glyph]) -> list[Shape]:
    """Rectangles of one colour and height that touch, as one bar, unless each has words of its own.

    Spreadsheets paint a bar cell by cell. An outline would show where one bar ends.
    """
    out: list[Shape] = []
    for shape in sorted(shapes, key=lambda s: (round(s.box.top), round(s.box.bottom), s.box.x0)):
        last = out[-1] if out else None
        if last is not None and _goes_on(last, shape) and not _are_apart(last, shape, glyphs):
            out[-1] = replace(last, box=union((last.box, shape.box)), rectangular=shape.rectangular)
        else:
            out.append(shape)
    return out


def _goes_on(shape: Shape, following: Shape) -> bool:
    a, b = shape.box, following.box
    level = abs(a.top - b.top) <= PIECE_GAP and abs(a.bottom - b.bottom) <= PIECE_GAP
    plain = shape.rectangular and shape.stroke is None and following.stroke is None
    return level and plain and abs(a.x1 - b.x0) <= PIECE_GAP and shape.fill == following.fill


def _are_apart(shape: Shape, following: Shape, glyphs: Sequence[Glyph]) -> bool:
    """Whether two shapes that touch have words of their own, and none that runs over both."""
    a, b = shape.box, following.box
    inside = [g for g in glyphs if a.top <= (g.top + g.bottom) / 2 <= a.bottom and a.x0 <= g.x1 and g.x0 <= b.x1]
    words = [word.box for word in glyphs_to_lines(inside, max_gap=WORD_GAP)]
    over = any(word.x0 < b.x0 - 1 and word.x1 > b.x0 + 1 for word in words)
    return not over and all(any(contains(box, word) for word in words) for box in (a, b))


def _without_shadows(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes without those that repeat another one of another colour, a little lower."""

    def is_shadow(shape: Shape) -> bool:
        a = shape.box
        return any(
            abs(a.width - b.box.width) <= 1
            and abs(a.height - b.box.height) <= 1
            and 0 < a.top - b.box.top <= MAX_SHADOW
            and abs(a.x0 - b.box.x0) <= MAX_SHADOW
            and shape.fill is not None
            and shape.fill != b.fill
            for b in shapes
        )

    return [shape for shape in shapes if not is_shadow(shape)]


def _chart_columns(shapes: Sequence[Shape]) -> set[Box]:
    """The columns of charts: rectangles of one width that stand on one base and differ in height."""
    stands = Counter((round(s.box.bottom), round(s.box.width)) for s in shapes if s.rectangular)
    return {
        shape.box
        for shape in shapes
        if stands[key := (round(shape.box.bottom), round(shape.box.width))] >= MIN_CHART_COLUMNS
        and len({round(s.box.height / 2) for s in shapes if (round(s.box.bottom), round(s.box.width)) == key}) > 1
    }


def _grounds(shapes: Sequence[Shape], tables: Sequence[Table]) -> set[Box]:
    """The grounds on which bars are drawn: as wide as the table or wider, with another shape inside."""
    return {
        shape.box
        for shape in shapes
        if any(_spans_table(shape.box, table.box) for table in tables)
        and any(_holds(shape.box, other.box) for other in shapes)
    }


def _spans_table(box: Box, table: Box) -> bool:
    """Whether a box lies over a table, and over its whole width."""
    return contains(table, box, 4.0) and table.x0 >= box.x0 - ON_GRID and table.x1 <= box.x1 + ON_GRID


def _holds(outer: Box, inner: Box) -> bool:
    """Whether a box lies between the upper and lower side of another one, and is smaller by more than a line's width.

    Its ends may touch those of the other one.
    """
    level = inner.top > outer.top and inner.bottom < outer.bottom
    inside = inner.x0 > outer.x0 - 1 and inner.x1 < outer.x1 + 1
    narrower = inner.width < outer.width - SAME_BOX
    lower = inner.top > outer.top + SAME_BOX and inner.bottom < outer.bottom - SAME_BOX
    return level and inside and (narrower or lower)


def _same(a: Box, b: Box) -> bool:
    return same_box(a, b, SAME_BOX) and horizontal_overlap(a, b) > 0 and vertical_overlap(a, b) > 0
