"""Schedules (工程表): bars and words over year columns become activities with fiscal years.

Geometry alone decides the years, text names the activity. A bar counts for every year of which it covers about
a quarter of the column (hand-drawn ends miss the rulings by up to a fifth); if it covers less everywhere, for
the year that holds most of it. The words of a cell stand for the years the cell spans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.records import Box, Issue, Region, ScheduleEntry
from extractors.axis import YearAxis
from extractors.bars import Bar
from extractors.blocks import TableBlock
from extractors.geometry import contains
from extractors.lines import glyphs_to_lines, lines_to_text
from extractors.page import Glyph
from extractors.schedule_arrows import TypedArrow, continues, find_typed_arrows
from extractors.schedule_cells import joined, read_cells, read_straddling
from extractors.schedule_doubts import confidence, doubts, in_band, row_without_entries
from extractors.schedule_found import MIN_COVER, Found, Label, bar_to_years
from extractors.schedule_labels import labels_beside, labels_inside
from extractors.schedule_painted import read_painted, read_worded_runs

__all__ = ["RowSchedule", "bar_to_years", "read_row"]

# A bar goes on after the last year if it runs past it by these shares of the column and of the type size. What is
# carelessly long does so by at most 0.07 and 0.69 (one plan) or 0.14 and 0.39 (another); what leaves the table on
# purpose by at least 0.10 and 0.80 (tests/layouts).
BEYOND_COLUMN, BEYOND_TYPE = 0.085, 0.6


@dataclass(frozen=True, slots=True)
class RowSchedule:
    """The entries of a row, in order of years, and what is doubtful about them."""

    entries: list[ScheduleEntry] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_row(
    table: TableBlock,
    axis: YearAxis,
    band: tuple[float, float],
    *,
    row_name: str = "",
    legend: Mapping[str, str] | None = None,
) -> RowSchedule:
    """The schedule drawn between two heights of a table.

    Args:
        table: The table.
        axis: Its year axis.
        band: (top, bottom) of the rows that belong together, in points.
        row_name: Printed name of the row, kept in each entry.
        legend: Words for marks such as ○, from a printed 凡例.

    """
    near = [bar for bar in table.bars if bar.box.bottom > band[0] and bar.box.top < band[1]]
    inside, free = labels_inside(near, _glyphs(table, axis, near, band))
    row = Box(0.0, band[0], axis.x1 + 2, band[1])
    left = [g for g in free if contains(row, g.box)]
    typed = find_typed_arrows(left, _column_lines(table, axis, band))
    drawn = {id(g) for arrow in typed for g in arrow.glyphs}
    bars = [
        (bar, inside.get(index))
        for index, bar in enumerate(near)
        if in_band(bar, band) and bar_to_years(bar.box, axis.columns) is not None
    ]
    size = median([line.size for entry in table.cells for line in entry.lines] or [0.0])
    found, left = _with_labels(bars, typed, [g for g in left if id(g) not in drawn], axis, size)
    if not found:
        found, left = read_worded_runs(table, axis, band, left)
    over, left = read_straddling(table, axis, left)
    found.extend(over)
    found.extend(read_cells(table, axis, band, left, legend or {}))
    if all(item.painted or not item.is_bar for item in found):
        found.extend(read_painted(table, axis, band, found))
    found = joined(sorted(found, key=lambda f: (f.first, f.box.top, f.last)))
    if not found:
        return RowSchedule(issues=[row_without_entries(axis, band, table.page, row_name)])
    return RowSchedule(
        [_to_entry(item, axis, table.page, row_name) for item in found],
        [issue for item in found for issue in doubts(item, axis, table.page)],
    )


def _glyphs(table: TableBlock, axis: YearAxis, bars: Sequence[Bar], band: tuple[float, float]) -> list[Glyph]:
    """The glyphs over the years of a row, and over the bars that reach into it."""
    top = max(min([band[0], *(bar.box.top for bar in bars)]), table.table.ys[min(axis.head_rows, table.table.n_rows)])
    bottom = max([band[1], *(bar.box.bottom for bar in bars)])
    area = Box(axis.x0 - 2, top, axis.x1 + 12, bottom)
    # The label of a bar that begins a little left of the years does so, too.
    wide = area._replace(x0=axis.x0 - MIN_COVER * (axis.columns[0].x1 - axis.x0))
    glyphs = [g for entry in table.cells for line in entry.lines for g in line.glyphs if contains(wide, g.box)]
    left = {id(g) for g in glyphs if not contains(area, g.box)}
    if left:
        for word in glyphs_to_lines(glyphs, max_gap=0.5):
            if any(id(g) not in left for g in word.glyphs):
                left.difference_update(map(id, word.glyphs))
    return [g for g in glyphs if id(g) not in left]


def _column_lines(table: TableBlock, axis: YearAxis, band: tuple[float, float]) -> list[float]:
    """The lines between the cells of a row, among the years."""
    return [
        entry.cell.box.x1
        for entry in table.cells
        if axis.first_column <= entry.cell.column <= axis.last_column
        and band[0] <= (entry.cell.box.top + entry.cell.box.bottom) / 2 <= band[1]
    ]


def _with_labels(
    bars: Sequence[tuple[Bar, str | None]],
    typed: Sequence[TypedArrow],
    glyphs: Sequence[Glyph],
    axis: YearAxis,
    size: float,
) -> tuple[list[Found], list[Glyph]]:
    """Bars of a row with the words in or beside them, and the glyphs that belong to no bar."""
    drawn = [*bars, *((Bar(arrow.box, thin=True), arrow.words or None) for arrow in typed)]
    going_on = {arrow.box for arrow in typed if arrow.is_open}
    beside = labels_beside([bar for bar, label in drawn if label is None], glyphs)
    taken = beside.glyphs()
    found = []
    last = axis.columns[-1]
    limit = last.x1 + max(BEYOND_COLUMN * (last.x1 - last.x0), BEYOND_TYPE * size)
    for bar, label in drawn:
        years = bar_to_years(bar.box, axis.columns)
        if years is None:
            continue
        text = label if label is not None else lines_to_text(beside.lines.get(bar.box, ()))
        if not text and bar.box in going_on:
            found.append(Found("→", *years, bar.box, is_bar=False))
            continue
        where: Label = "inside" if label is not None else "unclear" if bar.box in beside.unclear else "beside"
        found.append(
            Found(
                text,
                *years,
                bar.box,
                is_bar=True,
                label=where if text else "none",
                beyond=bar.box.x1 > limit,
            )
        )
    return found, [g for g in glyphs if id(g) not in taken]


def _to_entry(item: Found, axis: YearAxis, page: int, row_name: str) -> ScheduleEntry:
    first, last = axis.columns[item.first].label, axis.columns[item.last].label
    charted = [column.label.end_fy for column in axis.columns if column.label.end_fy is not None]
    end = last.end_fy if last.end_fy is not None else max([last.start_fy or 0, *charted])
    return ScheduleEntry(
        row=row_name,
        activity="" if continues(item.text) else item.text.strip(" \u3000\n→⇒"),
        start_fy=None if first.kind == "before" else first.start_fy,
        end_fy=end,
        open_end=last.kind == "after" or item.beyond,
        confidence=confidence(item, axis),
        where=(Region(page, item.box),),
    )
