"""Schedules without rulings: years in a row, with words, arrows and bars aligned below them by position.

Slides and shaded tables draw no grid. A row of years gives the columns, shaded bands or rules across give the rows;
where there are none, the lines of the leftmost column do. The result is a table like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.records import Box
from extractors.geometry import cluster, horizontal_overlap, union
from extractors.grid import Cell, Table
from extractors.lines import Line, glyphs_to_lines
from extractors.marks import parse_mark
from extractors.page import Glyph, Page
from extractors.years import parse_year_row

__all__ = ["find_unruled"]

# Years that must stand side by side: two may be a period in running text.
MIN_YEARS = 3
# Words of one head row share a height within this share of their size.
SAME_ROW = 0.6
# Gap, in font sizes, that parts two words of a head row.
HEAD_GAP = 0.7
# Empty space below the last content, in points, that ends a schedule without a frame, or within one.
MAX_EMPTY = 40.0
MAX_EMPTY_FRAMED = 90.0
# Type larger than the years by this ratio heads the next section.
HEADING_RATIO = 1.2
# A rule or band that parts rows is at least this share as wide as the schedule.
MIN_SEPARATOR = 0.6
# Gap between columns of words, in points.
MIN_COLUMN_GAP = 4.0
# Share of the text's lines that may run over a gap between columns.
MAX_CROSSING = 0.12
# Uneven spacing of the years, as a share of the mean, above which they are no axis.
MAX_UNEVEN = 0.35

_SECOND_ROW = re.compile(r"^[（(]?\s*(?:年度?|度|(?:R|H|令和|平成)?\s*\d{1,4}\s*(?:年度?|FY)?)\s*[）)]?$")


@dataclass(frozen=True, slots=True)
class _Head:
    """A row of years, the words that go on with them in a second row, and the edges of their columns, ascending."""

    years: tuple[Line, ...]
    edges: tuple[float, ...]
    below: tuple[Line, ...] = ()

    @property
    def box(self) -> Box:
        return union(word.box for word in (*self.years, *self.below))


def find_unruled(page: Page, glyphs: Sequence[Glyph], tables: Sequence[Table], frames: Sequence[Box]) -> list[Table]:
    """Tables for the schedules among loose glyphs, from top to bottom.

    Args:
        page: The page, for its rules and painted bands.
        glyphs: The glyphs outside ruled tables.
        tables: The ruled tables; none of them is touched.
        frames: Painted boxes, outermost first.

    """
    heads = _find_heads(glyphs)
    found: list[Table] = []
    for index, head in enumerate(heads):
        later = [other.box.top for other in heads[index + 1 :] if horizontal_overlap(other.box, head.box) > 0]
        reach = _area(page, head, min(later, default=page.height), tables, frames)
        table = _head_to_table(page, glyphs, head, reach)
        if table is not None:
            found.append(table)
    return found


def _find_heads(glyphs: Sequence[Glyph]) -> list[_Head]:
    rows: list[list[Line]] = []
    for word in glyphs_to_lines(glyphs, max_gap=HEAD_GAP):
        middle = (word.box.top + word.box.bottom) / 2
        if rows and abs((rows[-1][0].box.top + rows[-1][0].box.bottom) / 2 - middle) < SAME_ROW * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    heads = []
    for index, row in enumerate(rows):
        words = sorted(row, key=lambda word: word.box.x0)
        labels = parse_year_row([word.text for word in words])
        years = [word for word, label in zip(words, labels, strict=True) if label is not None]
        if len(years) < MIN_YEARS:
            continue
        first, last = words.index(years[0]), words.index(years[-1])
        edges = _edges(years)
        if last - first + 1 == len(years) and edges is not None:
            heads.append(_Head(tuple(years), edges, _second_row(years, rows[index + 1 : index + 3])))
    return heads


def _second_row(years: Sequence[Line], rows: Sequence[Sequence[Line]]) -> tuple[Line, ...]:
    """年度 or Western years in brackets, broken off below the years."""
    for row in rows:
        words = [word for word in row if _SECOND_ROW.match(word.text)]
        near = all(word.box.top - years[0].box.bottom < years[0].size for word in words)
        if len(words) * 2 > len(years) and near:
            return tuple(words)
    return ()


def _edges(years: Sequence[Line]) -> tuple[float, ...] | None:
    """Edges half-way between the years; None where they are not spaced evenly, as the columns of an axis are."""
    middles = [(year.box.x0 + year.box.x1) / 2 for year in years]
    steps = [b - a for a, b in pairwise(middles)]
    mean = sum(steps) / len(steps)
    if mean < 1 or any(abs(step - mean) > MAX_UNEVEN * mean for step in steps[1:]):
        return None
    inner = [(a + b) / 2 for a, b in pairwise(middles)]
    return (middles[0] - steps[-1] / 2, *inner, middles[-1] + steps[-1] / 2)


def _head_to_table(page: Page, glyphs: Sequence[Glyph], head: _Head, reach: tuple[Box, bool]) -> Table | None:
    area, framed = reach
    bottom = _bottom(page, glyphs, head, area, MAX_EMPTY_FRAMED if framed else MAX_EMPTY)
    if bottom is None:
        return None
    area = Box(area.x0, area.top, area.x1, bottom)
    inside = [g for g in glyphs if _within(area, g.box) and not g.text.isspace()]
    body = [g for g in inside if g.top > head.box.bottom - 1]
    if not body:
        return None
    xs = _column_edges(head, inside, area)
    ys = _row_edges(page, head, body, area, xs)
    cells = [cell for index in range(len(ys) - 1) for cell in _row_cells(page, inside, head, xs, (index, ys))]
    return Table(box=Box(xs[0], ys[0], xs[-1], ys[-1]), cells=tuple(cells), xs=tuple(xs), ys=tuple(ys))


def _row_cells(
    page: Page, glyphs: Sequence[Glyph], head: _Head, xs: Sequence[float], row: tuple[int, Sequence[float]]
) -> list[Cell]:
    """The cells of a row: one where a line runs over its columns, else one a column, merged as the rules below show."""
    index, ys = row
    top, bottom = ys[index], ys[index + 1]
    lines = glyphs_to_lines([g for g in glyphs if top <= (g.top + g.bottom) / 2 <= bottom], max_gap=1.5)
    names = [x for x in xs[1:] if x <= head.edges[0] + 1]
    if index > 0 and len(lines) == 1 and any(lines[0].box.x0 < x - 2 and lines[0].box.x1 > x + 2 for x in names):
        return [Cell(index, 0, 1, len(xs) - 1, Box(xs[0], top, xs[-1], bottom))]
    open_edges = _open_edges(page, head, bottom) if index > 0 else set()
    cells: list[Cell] = []
    start = 0
    for column in range(1, len(xs)):
        if column < len(xs) - 1 and xs[column] in open_edges:
            continue
        cells.append(Cell(index, start, 1, column - start, Box(xs[start], top, xs[column], bottom)))
        start = column
    return cells


def _open_edges(page: Page, head: _Head, y: float) -> set[float]:
    """Year edges that the rule below a row runs over, where it is drawn cell by cell: the cells above are merged."""
    pieces = [r for r in page.rulings if r.horizontal and abs(r.position - y) < 3 and r.end > head.edges[0]]  # noqa: PLR2004
    if len(pieces) < 2:  # noqa: PLR2004 - a rule in one piece tells nothing
        return set()
    return {
        edge
        for edge in head.edges[1:-1]
        if any(r.start < edge - 3 and r.end > edge + 3 for r in pieces)
        and not any(
            min(abs(r.start - edge), abs(r.end - edge)) <= 0.12 * (head.edges[1] - head.edges[0]) for r in pieces
        )
    }


def _within(area: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def _area(page: Page, head: _Head, limit: float, tables: Sequence[Table], frames: Sequence[Box]) -> tuple[Box, bool]:
    """Where the schedule may reach: to its frame, or over the page down to the next table; and which of both."""
    holder = [
        frame
        for frame in frames
        if frame.x0 <= head.box.x0 + 1
        and frame.x1 >= head.box.x1 - 1
        and frame.top <= head.box.top + 1
        and frame.bottom > head.box.bottom + 2 * head.box.height
    ]
    below = [table.box.top for table in tables if table.box.top > head.box.bottom]
    bottom = min([limit, *below])
    if holder:
        frame = holder[-1]
        return Box(frame.x0, head.box.top - 2, frame.x1, min(bottom, frame.bottom)), True
    beside = [table.box for table in tables if table.box.top < limit and table.box.bottom > head.box.top]
    left = max([box.x1 for box in beside if box.x1 <= head.edges[0]], default=0.0)
    right = min([box.x0 for box in beside if box.x0 >= head.edges[-1]], default=page.width)
    return Box(left, head.box.top - 2, right, bottom), False


def _bottom(page: Page, glyphs: Sequence[Glyph], head: _Head, area: Box, max_empty: float) -> float | None:
    """Where the content below the years ends; None where there is none, as under the axis of a chart."""
    shapes = [s.box for s in page.shapes if s.box.top > head.box.bottom - 2 and _within(area, s.box)]
    reached = head.box.bottom
    lines = glyphs_to_lines([g for g in glyphs if _within(area, g.box) and g.top > head.box.bottom - 1], max_gap=1.5)
    content: list[tuple[Box, Line | None]] = [(line.box, line) for line in lines]
    content += [(box, None) for box in shapes if box.height < (area.bottom - area.top) * 0.9]
    counted = False
    for box, line in sorted(content, key=lambda item: item[0].top):
        if box.top - reached > max_empty or (line is not None and _ends(line, head)):
            break
        on_axis = min(box.x1, head.edges[-1]) - max(box.x0, head.edges[0]) > 0
        counted = counted or (line is not None and on_axis and not re.fullmatch(r"[\d,.%％\s]+", line.text))
        reached = max(reached, box.bottom)
    return min(reached + 2, area.bottom) if counted else None


def _ends(line: Line, head: _Head) -> bool:
    """Whether a line belongs to what follows: a heading, or prose that runs from left of the years into them."""
    if line.size > HEADING_RATIO * head.years[0].size and line.box.x0 < head.edges[0]:
        return True
    crosses = sum(line.box.x0 < edge - 2 and edge + 2 < line.box.x1 for edge in head.edges[1:-1])
    return line.box.x0 < head.edges[0] - 2 and crosses >= 1 and len(line.text) > 12  # noqa: PLR2004 - a sentence


def _column_edges(head: _Head, glyphs: Sequence[Glyph], area: Box) -> list[float]:
    """Year edges, and on both sides of them the edges of columns that no word crosses."""
    left = [g for g in glyphs if (g.x0 + g.x1) / 2 < head.edges[0]]
    right = [g for g in glyphs if (g.x0 + g.x1) / 2 > head.edges[-1]]
    before = _gaps(left, area.x0, head.edges[0])[:-1] if left else []
    after = _gaps(right, head.edges[-1], area.x1)[1:] if right else []
    return [*before, *head.edges, *after]


def _gaps(glyphs: Sequence[Glyph], low: float, high: float) -> list[float]:
    """Edges of the columns of words between two x, both included; the outer one lies at the words.

    A gap may be crossed by a few lines: rows that group others run over the columns.
    """
    lines = glyphs_to_lines(glyphs, max_gap=1.0)
    allowed = MAX_CROSSING * len({round(line.box.top / 4) for line in lines})
    events = sorted([(line.box.x0, 1) for line in lines] + [(line.box.x1, -1) for line in lines])
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    edges = [max(low, left - 2)]
    depth = 0
    gap: list[tuple[int, float, float]] = []
    for (x, step), (following, _) in pairwise(events):
        depth += step
        if depth <= allowed and left < x and following < right + 0.1:
            gap.append((depth, x, following))
        elif gap:
            edges.extend(_cut(gap))
            gap = []
    edges.extend(_cut(gap))
    return [*edges, high if right < high else right + 2]


def _cut(gap: Sequence[tuple[int, float, float]]) -> list[float]:
    """Where to part two columns: in the middle of the widest place that the fewest lines cross, if it is wide enough."""
    if not gap:
        return []
    least = min(depth for depth, _, _ in gap)
    width, middle = max((b - a, (a + b) / 2) for depth, a, b in gap if depth == least)
    return [middle] if width >= MIN_COLUMN_GAP else []


def _row_edges(page: Page, head: _Head, body: Sequence[Glyph], area: Box, xs: Sequence[float]) -> list[float]:
    first = head.box.bottom + 1
    names = [g for g in body if (g.x0 + g.x1) / 2 < head.edges[0]]
    if not names:
        return [area.top, first, area.bottom]
    ys = _separators(page, xs)
    separators = [y for y in cluster(ys, 3.0) if first - 3 < y < area.bottom - 4]
    if len(separators) > 1 and _part_rows(separators, body, area):
        return [area.top, *(y for y in separators if y > first - 3), area.bottom]
    starts = _row_starts(names, xs)
    return [area.top, first, *(start - 2 for start in starts[1:]), area.bottom]


def _separators(page: Page, xs: Sequence[float]) -> list[float]:
    """Heights of rules and of edges of painted bands that cross most of the schedule; a band may be cut into cells."""
    width = xs[-1] - xs[0]
    reach = Box(xs[0], 0, xs[-1], 1)
    widths: dict[float, float] = {}
    for ruling in page.rulings:
        if ruling.horizontal:
            shared = horizontal_overlap(Box(ruling.start, 0, ruling.end, 1), reach)
            widths[round(ruling.position)] = widths.get(round(ruling.position), 0.0) + shared
    for shape in page.shapes:
        if shape.fill is not None and shape.rectangular:
            for edge in (shape.box.top, shape.box.bottom):
                widths[round(edge)] = widths.get(round(edge), 0.0) + horizontal_overlap(shape.box, reach)
    return [y for y, covered in widths.items() if covered >= MIN_SEPARATOR * width]


def _part_rows(separators: Sequence[float], body: Sequence[Glyph], area: Box) -> bool:
    """Whether words stand between most separators, and none on them."""
    edges = [*separators, area.bottom]
    filled = sum(any(a < (g.top + g.bottom) / 2 < b for g in body) for a, b in pairwise(edges))
    return filled * 2 >= len(edges) - 1


def _row_starts(names: Sequence[Glyph], xs: Sequence[float]) -> list[float]:
    """Tops of the rows: lines of the first column that open with a mark, or stand apart from the line above."""
    column = [g for g in names if (g.x0 + g.x1) / 2 < xs[1]] or list(names)
    lines = glyphs_to_lines(column, max_gap=50)
    marked = sum(parse_mark(line.text) is not None for line in lines) * 2 > len(lines)
    starts: list[float] = []
    previous: Line | None = None
    for line in lines:
        apart = previous is None or line.box.top - previous.box.bottom > 0.8 * line.size
        if previous is None or (parse_mark(line.text) is not None if marked else apart):
            starts.append(line.box.top)
        previous = line
    return starts
