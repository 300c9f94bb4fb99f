"""Schedules (工程表): bars and words over year columns become activities with fiscal years.

Geometry alone decides the years, text names the activity. A bar counts for every year of which it covers about
a quarter of the column (hand-drawn ends miss the rulings by up to a fifth); if it covers less everywhere, for
the year that holds most of it. The words of a cell stand for the years the cell spans.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.records import Box, Region, ScheduleEntry
from extractors.axis import YearAxis, YearColumn
from extractors.bars import Bar
from extractors.blocks import TableBlock
from extractors.geometry import contains, horizontal_overlap, union, vertical_overlap
from extractors.lines import Line, glyphs_to_lines, lines_to_text
from extractors.page import Colour, Glyph

__all__ = ["bar_to_years", "read_row"]

# Share of a column that a bar must cover to count for its year: between the fifth by which hand-drawn ends
# overshoot and the half-year that is the shortest phase offices draw.
MIN_COVER = 0.25
# How far beside or above a thin arrow its label may stand, in points.
LABEL_REACH = 14.0
# Labels have at least two characters (運用, 実施).
MIN_LABEL = 2
# A glyph's box reaches this far below its ink.
LABEL_OVERLAP = 2.0
# Narrowest column of names, in points, whose ground can be compared with that of the years.
MIN_NAME_WIDTH = 12.0
# The lightest part of a colour from which it is a ground, not a sign.
PALE = 0.9
CMYK = 4
_DASH = re.compile(r"^[\s\-－―—–‐−ー・/／×✕]*$")
_CONTINUES = re.compile(r"^[\s→⇒➡➔⟶─━＝=>＞〃″々]+$|^同左$|^同上$|^〃$")


@dataclass(frozen=True, slots=True)
class _Found:
    """An activity with its first and last column (0-based, inclusive) and where it was read."""

    text: str
    first: int
    last: int
    box: Box
    is_bar: bool
    beyond: bool = False


def bar_to_years(bar: Box, columns: Sequence[YearColumn]) -> tuple[int, int] | None:
    """Indexes of the first and last column a bar counts for, both inclusive; None if it lies beside all of them."""
    cover = [horizontal_overlap(bar, Box(column.x0, bar.top, column.x1, bar.bottom)) for column in columns]
    if max(cover, default=0.0) <= 0:
        return None
    counted = [i for i, column in enumerate(columns) if cover[i] >= MIN_COVER * (column.x1 - column.x0)]
    if not counted:
        counted = [cover.index(max(cover))]
    return counted[0], counted[-1]


def read_row(
    table: TableBlock,
    axis: YearAxis,
    band: tuple[float, float],
    *,
    row_name: str = "",
    legend: Mapping[str, str] | None = None,
) -> list[ScheduleEntry]:
    """The schedule entries drawn between two heights of a table, in order of years.

    Args:
        table: The table.
        axis: Its year axis.
        band: (top, bottom) of the rows that belong together, in points.
        row_name: Printed name of the row, kept in each entry.
        legend: Words for marks such as ○, from a printed 凡例.

    """
    inside, free = _labels_inside(table, axis)
    bars = [
        (bar, inside.get(index))
        for index, bar in enumerate(table.bars)
        if _in_band(bar.box, band) and bar_to_years(bar.box, axis.columns) is not None
    ]
    row = Box(axis.x0 - 2, band[0], axis.x1 + 2, band[1])
    found, left = _bars_with_labels(bars, [g for g in free if contains(row, g.box)], axis)
    found.extend(_cells(table, axis, band, left, legend or {}))
    if not found:
        found = _filled(table, axis, band)
    found = _joined(sorted(found, key=lambda f: (f.first, f.box.top, f.last)))
    return [_to_entry(item, axis, table.page, row_name) for item in found]


def _in_band(box: Box, band: tuple[float, float]) -> bool:
    shared = vertical_overlap(box, Box(box.x0, band[0], box.x1, band[1]))
    # A ribbon over several rows is an entry of each of them; a bar that pokes into the next row is not.
    return shared >= 0.5 * min(box.height, band[1] - band[0])


def _labels_inside(table: TableBlock, axis: YearAxis) -> tuple[dict[int, str], list[Glyph]]:
    """Words inside bars, by the bar's index, and the glyphs of the year columns that stand in no bar.

    The smallest bar around a word owns it: ribbons lie behind the bars of single rows.
    """
    area = Box(axis.x0 - 2, table.table.ys[min(axis.head_rows, table.table.n_rows)], axis.x1 + 12, table.box.bottom)
    left = [g for e in table.cells for line in e.lines for g in line.glyphs if contains(area, g.box)]
    labels: dict[int, str] = {}
    for index, bar in sorted(enumerate(table.bars), key=lambda item: item[1].box.width * item[1].box.height):
        if bar.thin:
            continue
        inside = [g for g in left if contains(bar.box, g.box, 0.5)]
        if any(not g.text.isspace() for g in inside):
            labels[index] = _text(inside)
            taken = set(map(id, inside))
            left = [g for g in left if id(g) not in taken]
    return labels, left


def _bars_with_labels(
    bars: Sequence[tuple[Bar, str | None]], glyphs: Sequence[Glyph], axis: YearAxis
) -> tuple[list[_Found], list[Glyph]]:
    """Bars of a row with the words in or beside them, and the glyphs that belong to no bar."""
    bare = [bar for bar, label in bars if label is None]
    beside = _labels_beside(bare, glyphs)
    taken = {id(g) for lines in beside.values() for line in lines for g in line.glyphs}
    found = []
    for bar, label in bars:
        years = bar_to_years(bar.box, axis.columns)
        if years is not None:
            text = label if label is not None else lines_to_text(beside.get(bar.box, ()))
            found.append(_Found(text, *years, bar.box, is_bar=True, beyond=bar.box.x1 > axis.x1 + 6))
    return found, [g for g in glyphs if id(g) not in taken]


def _labels_beside(bars: Sequence[Bar], glyphs: Sequence[Glyph]) -> dict[Box, list[Line]]:
    """The lines above or right of bars, each given to the bar it fits best."""
    out: dict[Box, list[Line]] = {}
    if not bars:
        return out
    for line in (piece for whole in glyphs_to_lines(glyphs, max_gap=1.6) for piece in _cut_at_joints(whole, bars)):
        fits = [(fit, -bar.box.x0, bar.box) for bar in bars if (fit := _label_fit(line, bar)) > 0]
        if fits:
            out.setdefault(max(fits)[2], []).append(line)
    return out


def _label_fit(line: Line, bar: Bar) -> float:
    """How well a line fits a bar as its label: 0.0 not at all; above counts more than beside, near more than far."""
    shaft = bar.box.top + (3 if bar.thin else 0)
    gap = shaft - line.box.bottom
    shared = horizontal_overlap(line.box, bar.box)
    if -LABEL_OVERLAP <= gap <= LABEL_REACH and shared >= 0.5 * min(line.box.width, bar.box.width):
        return 1.0 + shared / line.box.width - max(gap, 0.0) / (2 * LABEL_REACH)
    distance = line.box.x0 - bar.box.x1
    if 0 <= distance <= LABEL_REACH and vertical_overlap(line.box, bar.box) > 0:
        return 1.0 - distance / (2 * LABEL_REACH)
    return 0.0


def _cut_at_joints(line: Line, bars: Sequence[Bar]) -> list[Line]:
    """A line over two thin arrows that meet end to end, cut where they meet: two labels that touch."""
    above = [
        bar.box for bar in bars if bar.thin and 0 <= bar.box.top + 3 - line.box.bottom + LABEL_OVERLAP <= LABEL_REACH
    ]
    joints = sorted(
        (a.x1 + b.x0) / 2
        for a in above
        for b in above
        if a.x0 < b.x0 and abs(b.x0 - a.x1) <= LABEL_REACH and abs(a.top - b.top) <= LABEL_OVERLAP
    )
    parts: list[list[Glyph]] = [[] for _ in range(len(joints) + 1)]
    for glyph in line.glyphs:
        parts[sum((glyph.x0 + glyph.x1) / 2 > joint for joint in joints)].append(glyph)
    if sum(len(part) >= MIN_LABEL for part in parts) < 2:  # noqa: PLR2004 - one label that reaches a little over
        return [line]
    return [piece for part in parts if part for piece in glyphs_to_lines(part, max_gap=3)]


def _text(glyphs: Sequence[Glyph]) -> str:
    lines = glyphs_to_lines(glyphs, max_gap=50)
    if len(lines) > 2 and all(len(line.text) == 1 for line in lines):  # noqa: PLR2004 - vertical writing
        return "".join(line.text for line in lines)
    return lines_to_text(lines)


def _cells(
    table: TableBlock, axis: YearAxis, band: tuple[float, float], glyphs: Sequence[Glyph], legend: Mapping[str, str]
) -> list[_Found]:
    """The words of year cells, without those that belong to bars."""
    keep = set(map(id, glyphs))
    found: list[_Found] = []
    for entry in table.cells:
        cell = entry.cell
        if not axis.first_column <= cell.column <= axis.last_column or not entry.text:
            continue
        if not band[0] - 1 <= (cell.box.top + cell.box.bottom) / 2 <= band[1] + 1:
            continue
        inside = [g for line in entry.lines for g in line.glyphs if id(g) in keep]
        text = _text(inside) if inside else ""
        if not text or _DASH.match(text):
            continue
        years = bar_to_years(cell.box, axis.columns)
        if years is None:
            continue
        box = union(g.box for g in inside if not g.text.isspace())
        found.extend(_Found(part, *years, box, is_bar=False) for part in _legend_words(text, legend))
    return found


def _filled(table: TableBlock, axis: YearAxis, band: tuple[float, float]) -> list[_Found]:
    """Runs of year cells painted in a colour that the rest of their row does not have: activities without words."""
    y = (band[0] + band[1]) / 2
    has_names = axis.x0 - table.box.x0 > MIN_NAME_WIDTH
    ground = _colour_at(table, (table.box.x0 + 4, y)) if has_names else None
    painted = []
    for index, column in enumerate(axis.columns):
        colour = _colour_at(table, ((column.x0 + column.x1) / 2, y))
        if colour is not None and colour != ground and not _is_pale(colour):
            painted.append((index, colour))
    apart = len({box for box, _ in table.fills if box.top <= y <= box.bottom}) >= len(axis.columns)
    if len(painted) == len(axis.columns) and not has_names and not apart:
        # A table painted all over, with nothing beside it to compare, shows no schedule.
        return []
    out: list[_Found] = []
    for index, _ in painted:
        column = axis.columns[index]
        box = Box(column.x0, band[0], column.x1, band[1])
        if out and out[-1].last == index - 1:
            out[-1] = replace(out[-1], last=index, box=union((out[-1].box, box)))
        else:
            out.append(_Found("", index, index, box, is_bar=True))
    return out


def _colour_at(table: TableBlock, point: tuple[float, float]) -> Colour | None:
    """The colour painted last at a point of the table; None where nothing is."""
    x, y = point
    return next((c for box, c in reversed(table.fills) if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom), None)


def _is_pale(colour: Colour) -> bool:
    """Whether a colour is white or nearly so, as the zebra stripes of tables are."""
    if len(colour) == CMYK:
        return max(colour) < 1 - PALE
    return min(colour) > PALE


def _legend_words(text: str, legend: Mapping[str, str]) -> list[str]:
    bare = text.strip()
    if bare in legend:
        word = legend[bare]
        return [] if re.search(r"行わない|実施しない|なし$|対象外", word) else [word]
    return [text]


def _joined(found: Sequence[_Found]) -> list[_Found]:
    """Arrows and ditto marks extend the entry before them; what they continue keeps its words.

    With nothing before it an arrow says only that something goes on: it is an entry where the row has no words.
    """
    out: list[_Found] = []
    worded = any(item.is_bar or not _CONTINUES.match(item.text) for item in found)
    for item in found:
        if not item.is_bar and _CONTINUES.match(item.text):
            earlier = [i for i, other in enumerate(out) if other.last < item.last]
            if earlier:
                index = max(earlier, key=lambda i: out[i].last)
                out[index] = replace(out[index], last=item.last)
                continue
            if worded:
                continue
        out.append(item)
    return out


def _to_entry(item: _Found, axis: YearAxis, page: int, row_name: str) -> ScheduleEntry:
    first, last = axis.columns[item.first].label, axis.columns[item.last].label
    charted = [column.label.end_fy for column in axis.columns if column.label.end_fy is not None]
    end = last.end_fy if last.end_fy is not None else max([last.start_fy or 0, *charted])
    activity = re.sub(r"^[\s→⇒]+|[\s→⇒]+$", "", item.text)
    return ScheduleEntry(
        row=row_name,
        activity=activity,
        start_fy=None if first.kind == "before" else first.start_fy,
        end_fy=end,
        open_end=last.kind == "after" or item.beyond,
        where=(Region(page, item.box),),
    )
