"""Rows and columns of schedules without rulings, told by where their words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.records import Box
from extractors.geometry import cluster, contains, horizontal_overlap, union
from extractors.grid import Cell
from extractors.lines import Line, glyphs_to_lines
from extractors.marks import parse_mark
from extractors.page import Glyph, Page

__all__ = ["YearHeads", "column_edges", "row_cells", "row_edges"]

# A rule or band that parts rows is at least this share as wide as the schedule.
MIN_SEPARATOR = 0.6
# The box of a year ends at most so many sizes of its type below it.
MAX_BOX_MARGIN = 2.0
# Gap between columns of words, in points.
MIN_COLUMN_GAP = 4.0
# Gap between the words of two columns, in type sizes; a full-width blank inside a text is a glyph, and no gap.
WORD_GAP = 0.35
# A column that nearly touches the one before it begins this many type sizes behind its left edge, and so large a share
# of the lines begin there.
MIN_TOUCHING, MIN_ALIGNED = 4.0, 0.25
# Type larger than most of the table's by this ratio heads rows.
LARGER = 1.07
# Share of the text's lines that may run over a gap between columns.
MAX_CROSSING = 0.12


@dataclass(frozen=True, slots=True)
class YearHeads:
    """A row of years, the words that go on with them in a second row, and the edges of their columns, ascending."""

    years: tuple[Line, ...]
    edges: tuple[float, ...]
    below: tuple[Line, ...] = ()

    @property
    def box(self) -> Box:
        """The box around the heads."""
        return union(word.box for word in (*self.years, *self.below))


def row_cells(
    page: Page, glyphs: Sequence[Glyph], head: YearHeads, xs: Sequence[float], row: tuple[int, Sequence[float]]
) -> list[Cell]:
    """The cells of a row: one where a line runs over its columns, else one a column, merged as the rules below show."""
    index, ys = row
    top, bottom = ys[index], ys[index + 1]
    lines = glyphs_to_lines([g for g in glyphs if top <= (g.top + g.bottom) / 2 <= bottom], max_gap=1.5)
    names = [x for x in xs[1:] if x <= head.edges[0] + 1]
    over = len(lines) == 1 and any(lines[0].box.x0 < x - 2 and lines[0].box.x1 > x + 2 for x in names)
    larger = len(lines) == 1 and lines[0].size > LARGER * median(g.size for g in glyphs)
    if index > 0 and (over or larger):
        # A line over the columns, or set larger than the rows, heads those below it.
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


def _open_edges(page: Page, head: YearHeads, y: float) -> set[float]:
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


def column_edges(head: YearHeads, glyphs: Sequence[Glyph], area: Box) -> list[float]:
    """Year edges, and on both sides of them the edges of columns that no word crosses."""
    first, last = _outer_edges(head, glyphs)
    left = [g for g in glyphs if (g.x0 + g.x1) / 2 < first]
    right = [g for g in glyphs if (g.x0 + g.x1) / 2 > last]
    before = _gaps(left, area.x0, first)[:-1] if left else []
    after = _gaps(right, last, area.x1)[1:] if right else []
    return [*before, first, *head.edges[1:-1], last, *after]


def _outer_edges(head: YearHeads, glyphs: Sequence[Glyph]) -> tuple[float, float]:
    """The outer edges of the years, moved aside for words of the columns beside them that reach over."""
    first, last = head.edges[0], head.edges[-1]
    room = 0.35 * (head.edges[1] - head.edges[0])
    for line in glyphs_to_lines(glyphs, max_gap=1.0):
        if line.box.x0 < head.edges[0] - room and head.edges[0] < line.box.x1 <= head.edges[0] + room:
            first = max(first, line.box.x1 + 1)
        if line.box.x1 > head.edges[-1] + room and head.edges[-1] - room <= line.box.x0 < head.edges[-1]:
            last = min(last, line.box.x0 - 1)
    # No further than the years themselves reach: a head cut in two is no year.
    return min(first, head.years[0].box.x0), max(last, head.years[-1].box.x1)


def _gaps(glyphs: Sequence[Glyph], low: float, high: float) -> list[float]:
    """Edges of the columns of words between two x, both included; the outer one lies at the words.

    A gap may be crossed by a few lines: rows that group others run over the columns.
    """
    lines = glyphs_to_lines(glyphs, max_gap=WORD_GAP)
    allowed = MAX_CROSSING * len({round(line.box.top / 4) for line in lines})
    events = sorted([(line.box.x0, 1) for line in lines] + [(line.box.x1, -1) for line in lines])
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    edges = [max(low, left - 2)]
    depth = 0
    gap: list[tuple[int, float, float]] | None = None
    for (x, step), (following, _) in pairwise(events):
        depth += step
        if depth > allowed:
            edges.extend(_cut(gap or []))
            gap = []
        elif gap is not None:
            # Only between words: what a few lines reach further out, left or right, is no column.
            gap.append((depth, x, following))
    edges.append(high if right < high else right + 2)
    return sorted([*edges, *_aligned_starts(glyphs, lines, edges)])


def _aligned_starts(glyphs: Sequence[Glyph], lines: Sequence[Line], edges: Sequence[float]) -> list[float]:
    """Edges of columns that nearly touch: where many lines begin, nothing stands before them, and no glyph crosses."""
    out = []
    for low, high in pairwise(edges):
        inside = [line for line in lines if low <= line.box.x0 and line.box.x1 <= high + 1]
        starts = cluster([line.box.x0 for line in inside], 1.0)
        for x in starts:
            own = [line for line in inside if abs(line.box.x0 - x) <= 1]
            size = max(line.size for line in own)
            many = len(own) > 2 and len(own) >= MIN_ALIGNED * len(inside)  # noqa: PLR2004 - two may be chance
            crossing = sum(g.x0 < x - 1.5 and g.x1 > x + 1.5 for g in glyphs if low <= g.x0 <= high)
            if many and x - low > MIN_TOUCHING * size and crossing <= MAX_CROSSING * len(inside):
                out.append(x - 0.5)
                break
    return out


def _cut(gap: Sequence[tuple[int, float, float]]) -> list[float]:
    """Where to part two columns: in the widest place that the fewest lines cross, if it is wide enough."""
    if not gap:
        return []
    least = min(depth for depth, _, _ in gap)
    width, middle = max((b - a, (a + b) / 2) for depth, a, b in gap if depth == least)
    return [middle] if width >= MIN_COLUMN_GAP else []


def row_edges(page: Page, head: YearHeads, body: Sequence[Glyph], area: Box, xs: Sequence[float]) -> list[float]:
    """Edges of the rows from the head's top: at rules or painted bands, else where the first column begins anew."""
    first = max(head.box.bottom + 1, _boxes_end(page, head))
    names = [g for g in body if (g.x0 + g.x1) / 2 < head.edges[0]]
    if not names:
        return [area.top, first, area.bottom]
    ys = _separators(page, xs)
    separators = [y for y in cluster(ys, 3.0) if first - 3 < y < area.bottom - 4]
    if len(separators) > 1 and _part_rows(separators, body, area):
        return [area.top, *(y for y in separators if y > first - 3), area.bottom]
    starts = _row_starts(names, xs)
    return [area.top, first, *(start - 2 for start in starts[1:]), area.bottom]


def _boxes_end(page: Page, head: YearHeads) -> float:
    """Where the boxes end that hold a year each; 0.0 where not every year has one."""
    ends = []
    for year in head.years:
        around = [
            shape.box
            for shape in page.shapes
            if shape.fill is not None
            and contains(shape.box, year.box)
            and shape.box.top <= year.box.top
            and year.box.bottom <= shape.box.bottom <= year.box.bottom + MAX_BOX_MARGIN * year.size
            and shape.box.width < 2 * (head.edges[1] - head.edges[0])
        ]
        if not around:
            return 0.0
        ends.append(min(box.bottom for box in around))
    return max(ends)


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
