"""Schedules without rulings: years in a row, with words, arrows and bars aligned below them by position.

Slides and shaded tables draw no grid. A row of years gives the columns, shaded bands or rules across give the rows;
where there are none, the lines of the leftmost column do. The result is a table like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import inf

from corpus.records import Box
from extractors.frames import innermost, is_block
from extractors.geometry import horizontal_overlap, union, vertical_overlap
from extractors.grid import Cell, Table
from extractors.indicator_lines import is_value_head
from extractors.lines import Line, glyphs_to_lines
from extractors.page import Glyph, Page
from extractors.unruled_bounds import SAME_RULE, drawn_box, drawn_columns, drawn_lines, heads_card
from extractors.unruled_grid import YearHeads, column_edges, row_cells, row_edges
from extractors.years import find_year, parse_year_row

__all__ = ["find_unruled"]

# Years that must stand side by side: two may be a period in running text.
MIN_YEARS = 3
# Words of one head row share a height within this share of their size.
SAME_ROW = 0.6
# Gap, in font sizes, that parts two words of a head row.
HEAD_GAP = 0.7
# Empty space below the last content, in points, that ends a schedule without a frame, or within one.
MAX_EMPTY = 30.0
MAX_EMPTY_FRAMED = 90.0
# Type larger than the years by this ratio heads the next section.
HEADING_RATIO = 1.2
# The head of a column is shorter than a line of prose.
MIN_PROSE = 12
# A row with nothing but a heading of other rows is at most so high, in sizes of its type.
MAX_GROUP_ROW = 3.5
# A box around a single year is at most this many times as high and wide as its word.
MAX_PILL = 5.0
# Uneven spacing of the years, as a share of the mean, above which they are no axis.
MAX_UNEVEN = 0.35

_SECOND_ROW = re.compile(r"^[（(]?\s*(?:年度?|度|(?:R|H|令和|平成)?\s*\d{1,4}\s*(?:年度?|FY)?)\s*[）)]?$")


def find_unruled(page: Page, glyphs: Sequence[Glyph], tables: Sequence[Table], frames: Sequence[Box]) -> list[Table]:
    """Tables for the schedules among loose glyphs, from top to bottom.

    Args:
        page: The page, for its rules and painted bands.
        glyphs: The glyphs outside ruled tables.
        tables: The ruled tables; none of them is touched.
        frames: Painted boxes, outermost first.

    """
    found: list[Table] = []
    for members in _by_frame(glyphs, [frame for frame in frames if is_block(frame)]):
        heads = _find_heads(members)
        for index, head in enumerate(heads):
            later = [other.box.top for other in heads[index + 1 :] if horizontal_overlap(other.box, head.box) > 0]
            beside = [other for other in heads if vertical_overlap(other.box, head.box) > 0 and other is not head]
            area, framed = _area(page, head, min(later, default=page.height), tables, frames)
            reach = _right_of_prose(_beside(area, head, beside), head, members), framed
            table = _head_to_table(page, glyphs, head, reach)
            if table is not None:
                found.append(table)
    return found


def _beside(area: Box, head: YearHeads, others: Sequence[YearHeads]) -> Box:
    """The area up to half-way to the schedules that stand side by side with this one."""
    left = [(other.edges[-1] + head.edges[0]) / 2 for other in others if other.edges[-1] <= head.edges[0] + 1]
    right = [(head.edges[-1] + other.edges[0]) / 2 for other in others if other.edges[0] >= head.edges[-1] - 1]
    return Box(max([area.x0, *left]), area.top, min([area.x1, *right]), area.bottom)


def _right_of_prose(area: Box, head: YearHeads, glyphs: Sequence[Glyph]) -> Box:
    """The area without the paragraph left of it: one that goes on from above the years to beside them, or sentences."""
    left = [g for g in glyphs if g.x1 <= head.edges[0] and g.top < head.box.bottom + 3 * g.size and g.top < area.bottom]
    reach = area.x0
    for above, line in pairwise(glyphs_to_lines(left)):
        goes_on = abs(above.box.x0 - line.box.x0) < 1 and line.box.top - above.box.bottom < line.size
        if goes_on and above.box.top < area.top < line.box.bottom and len(above.text) >= MIN_PROSE:
            reach = max(reach, above.box.x1, line.box.x1)
    if not _has_heads_beside(left, head):
        lines = glyphs_to_lines(left)
        beside = [line for line in lines if line.box.bottom > head.box.bottom]
        long = [line for line in lines if len(line.text) >= MIN_PROSE]
        # The end of a sentence may stand in a short line below a long one.
        sentences = [
            line
            for line in beside
            if "。" in line.text and (line in long or any(abs(one.box.x0 - line.box.x0) < 1 for one in long))
        ]
        # A text of sentences beside years that head no other column is no column of the schedule.
        reach = max([reach, *(line.box.x1 for line in long if sentences)])
    return Box(reach, area.top, area.x1, area.bottom)


def _has_heads_beside(left: Sequence[Glyph], head: YearHeads) -> bool:
    """Whether short words of the size of the years stand left of them at their height, as heads of columns do."""
    size = HEADING_RATIO * head.years[0].size
    level = [line for line in glyphs_to_lines(left) if vertical_overlap(line.box, head.box) > 0]
    return any(line.size <= size and len(line.text) < MIN_PROSE and not line.text.endswith("。") for line in level)


def _by_frame(glyphs: Sequence[Glyph], blocks: Sequence[Box]) -> list[list[Glyph]]:
    """Glyphs of one card or text box together: cards side by side each have their own years."""
    groups: dict[int | None, list[Glyph]] = {}
    for glyph in glyphs:
        groups.setdefault(innermost(blocks, glyph.box), []).append(glyph)
    return list(groups.values())


def _find_heads(glyphs: Sequence[Glyph]) -> list[YearHeads]:
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
        for years in _year_runs(words):
            edges = _edges(years)
            if edges is not None:
                heads.append(YearHeads(tuple(years), edges, _second_row(years, rows[index + 1 : index + 3])))
    return heads


def _year_runs(words: Sequence[Line]) -> list[list[Line]]:
    """Runs of years in a row of words: one, or several where schedules stand side by side."""
    if len(words) < MIN_YEARS:
        return []
    labels = parse_year_row([word.text for word in words])
    years = [word for word, label in zip(words, labels, strict=True) if label is not None]
    if len(years) >= MIN_YEARS:
        whole = words.index(years[-1]) - words.index(years[0]) + 1 == len(years)
        return [years] if whole else []
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    cut = gaps.index(max(gaps)) + 1
    return [*_year_runs(words[:cut]), *_year_runs(words[cut:])]


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


def _head_to_table(page: Page, glyphs: Sequence[Glyph], head: YearHeads, reach: tuple[Box, bool]) -> Table | None:
    area, framed = reach
    bottom = _bottom(page, glyphs, head, area, MAX_EMPTY_FRAMED if framed else MAX_EMPTY)
    if bottom is None:
        return _pills_to_table(page, head)
    area = Box(area.x0, area.top, area.x1, bottom)
    inside = [g for g in glyphs if _within(area, g.box) and not g.text.isspace()]
    body = [g for g in inside if g.top > head.box.bottom - 1]
    if not body:
        return None
    xs = column_edges(head, inside, area)
    ys = row_edges(page, head, body, area, xs)
    cells = [cell for index in range(len(ys) - 1) for cell in row_cells(page, inside, head, xs, (index, ys))]
    return Table(box=Box(xs[0], ys[0], xs[-1], ys[-1]), cells=tuple(cells), xs=tuple(xs), ys=tuple(ys))


def _pills_to_table(page: Page, head: YearHeads) -> Table | None:
    """A table for years in boxes of their own, some of them painted: the paint below each word is its schedule."""
    pills = [_pill(page, year) for year in head.years]
    boxes = [pill for pill in pills if pill is not None]
    if len(boxes) < len(pills):
        return None
    words = union(year.box for year in head.years)
    xs = [boxes[0].x0, *((a.x1 + b.x0) / 2 for a, b in pairwise(boxes)), boxes[-1].x1]
    ys = [words.top - 2, words.bottom, max(box.bottom for box in boxes)]
    if ys[2] - ys[1] < 1:
        return None
    cells = [Cell(i, j, 1, 1, Box(xs[j], ys[i], xs[j + 1], ys[i + 1])) for i in range(2) for j in range(len(boxes))]
    return Table(box=Box(xs[0], ys[0], xs[-1], ys[-1]), cells=tuple(cells), xs=tuple(xs), ys=tuple(ys))


def _pill(page: Page, year: Line) -> Box | None:
    """The smallest painted box around a year that holds little else."""
    around = [
        shape.box
        for shape in page.shapes
        if shape.box.x0 <= year.box.x0
        and shape.box.x1 >= year.box.x1
        and shape.box.top <= year.box.top + 1
        and shape.box.bottom >= year.box.bottom
        and shape.box.height <= MAX_PILL * year.box.height
        and shape.box.width <= MAX_PILL * year.box.width
    ]
    return min(around, key=lambda box: box.width * box.height, default=None)


def _within(area: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def _area(
    page: Page, head: YearHeads, limit: float, tables: Sequence[Table], frames: Sequence[Box]
) -> tuple[Box, bool]:
    """Where the schedule may reach: to its frame, or over the page down to the next table; and which of both."""
    if (drawn := drawn_box(page, head)) is not None:
        return drawn, True
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
    beside = [table.box for table in tables if table.box.top < limit and table.box.bottom > head.box.top]
    if holder:
        frame = holder[-1]
        level = [box for box in beside if box.top < head.box.bottom]
        panels = [box for box in frames if heads_card(box, head)]
        left = max([frame.x0, *(box.x1 for box in [*level, *panels] if box.x1 <= head.edges[0] + 1)])
        right = min([frame.x1, *(box.x0 for box in level if box.x0 >= head.edges[-1])])
        return Box(left, head.box.top - 2, right, min(bottom, frame.bottom)), True
    left = max([box.x1 for box in beside if box.x1 <= head.edges[0]], default=0.0)
    right = min([box.x0 for box in beside if box.x0 >= head.edges[-1]], default=page.width)
    return Box(left, head.box.top - 2, right, bottom), False


def _bottom(page: Page, glyphs: Sequence[Glyph], head: YearHeads, area: Box, max_empty: float) -> float | None:
    """Where the content below the years ends; None where there is none, as under the axis of a chart."""
    lines = glyphs_to_lines([g for g in glyphs if _within(area, g.box) and g.top > head.box.bottom - 1], max_gap=1.5)
    closing = _closing_rule(page, lines, head, area) if max_empty < MAX_EMPTY_FRAMED else None
    if closing is not None:
        return closing
    drawn = drawn_columns(page, head)
    if drawn is not None:
        return drawn
    shapes = [s.box for s in page.shapes if s.box.top > head.box.bottom - 2 and _within(area, s.box)]
    reached = head.box.bottom
    content: list[tuple[Box, Line | None]] = [(line.box, line) for line in lines]
    content += [(box, None) for box in shapes if box.height < (area.bottom - area.top) * 0.9]
    counted = False
    limit = _indicator_heads(lines)
    for box, line in sorted(content, key=lambda item: item[0].top):
        if box.top - reached > max_empty or box.bottom > limit or (line is not None and _ends(line, head)):
            break
        on_axis = min(box.x1, head.edges[-1]) - max(box.x0, head.edges[0]) > 0
        counted = counted or (line is not None and on_axis and not re.fullmatch(r"[\d,.%％\s]+", line.text))
        reached = max(reached, box.bottom)
    reached = drawn_lines(page, head) or reached
    return min(reached + 2, area.bottom) if counted else None


def _indicator_heads(lines: Sequence[Line]) -> float:
    """Where heads of indicators (現状値, 目標値) begin below a schedule, side by side; else infinity."""
    heads = [line for line in lines if is_value_head(line.text) and find_year(line.text) is None]
    tops = [a.box.top for a, b in pairwise(heads) if vertical_overlap(a.box, b.box) > 0]
    return min(tops, default=inf)


def _closing_rule(page: Page, lines: Sequence[Line], head: YearHeads, area: Box) -> float | None:
    """Where the last of the rules lies that are as long as the one right below the heads; None for a single rule.

    A rule with no words of the years above it, below a heading, a paragraph or a wide empty space, is not the table's.
    """
    below = sorted(
        (r for r in page.rulings if r.horizontal and head.box.bottom - 1 < r.position <= area.bottom + 1),
        key=lambda r: r.position,
    )
    first = next((r for r in below if r.start <= head.box.x0 + 1 and r.end >= head.box.x1 - 1), None)
    if first is None or first.position - head.box.bottom > 2 * head.box.height:
        return None
    alike = [r.position for r in below if max(abs(r.start - first.start), abs(r.end - first.end)) <= SAME_RULE]
    last = first.position
    for y in alike:
        if not _goes_on([line for line in lines if last < line.box.top < y], (last, y), head):
            break
        last = y
    return last + 1 if last - first.position > 2 * head.box.height else None


def _goes_on(lines: Sequence[Line], rules: tuple[float, float], head: YearHeads) -> bool:
    """Whether what stands between the heights of two rules is part of the schedule; headings of its rows may be."""
    reached = rules[0]
    for line in lines:
        if line.box.top - reached > MAX_EMPTY_FRAMED:
            return False
        reached = max(reached, line.box.bottom)
    if rules[1] - reached > MAX_EMPTY_FRAMED:
        return False
    endings = [index for index, line in enumerate(lines) if _ends(line, head)]
    if not endings or (len(lines) == 1 and rules[1] - rules[0] <= MAX_GROUP_ROW * lines[0].size):
        return True
    return any(line.box.x0 >= head.edges[0] - 2 for line in lines[endings[-1] + 1 :])


def _ends(line: Line, head: YearHeads) -> bool:
    """Whether a line belongs to what follows: a heading, or prose that runs from left of the years into them."""
    if line.size > HEADING_RATIO * head.years[0].size and line.box.x0 < head.edges[0]:
        return True
    crosses = sum(line.box.x0 < edge - 2 and edge + 2 < line.box.x1 for edge in head.edges[1:-1])
    return line.box.x0 < head.edges[0] - 2 and crosses >= 1 and len(line.text) > 12  # noqa: PLR2004 - a sentence
