"""Year tables with the years down the side: each row is a year, each further column an activity or an indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Indicator, Region, ScheduleEntry
from extractors.blocks import CellText, TableBlock
from extractors.columns import header_role
from extractors.drafts import cell_regions
from extractors.years import YearLabel, parse_year_row

__all__ = ["YearsDown", "read_years_down", "side_years"]

# Rows of years that must follow one another.
MIN_YEARS = 2
# What a row of a year holds, behind the year.
_OUTCOME = re.compile(r"[\s　]*[（(]?(?:実績|見込み?|計画|目標|現状)値?[)）]?[\s　]*$")
_EMPTY = re.compile(r"^[\s\-－―—–・/／]*$")
_CONTINUES = re.compile(r"^[\s→⇒↓⇓〃″々│|]+$|^同[上左]$")
_NUMBER = re.compile(r"^[\s約▲△]*[\d０-９][\d０-９,，.．]*\s*\S{0,4}$")


@dataclass(frozen=True, slots=True)
class YearsDown:
    """What a table with years down its side holds."""

    entries: tuple[ScheduleEntry, ...]
    indicators: tuple[Indicator, ...]


def read_years_down(block: TableBlock, period: tuple[int, int] | None = None) -> YearsDown | None:
    """The activities and indicators of a table whose first column names years; None for other tables."""
    side = [entry for entry in block.cells if entry.cell.column == 0]
    labels = side_years([entry.text for entry in side], period=period)
    years = {entry.cell.row: label for entry, label in zip(side, labels, strict=True) if label is not None}
    others = [e for e in side if e.cell.row not in years and not _EMPTY.match(e.text)]
    if len(years) < MIN_YEARS or len(others) > 1 or block.table.n_columns < 2:  # noqa: PLR2004 - years and words
        return None
    first = min(years)
    columns = range(1, block.table.n_columns)
    entries: list[ScheduleEntry] = []
    indicators: list[Indicator] = []
    # Amounts without a name are what is done by then: 18手続.
    named = {c for c in columns if first > 0 and (head := block.at(0, c)) is not None and head.text}
    activity_columns = [c for c in columns if c not in named or not _is_values(block, c, first)]
    worded = [c for c in activity_columns if not _is_values(block, c, first)]
    # Amounts whose head stands on the page before are no activities beside words; coverage lists them.
    activity_columns = worded or activity_columns
    for column in columns:
        head = block.at(0, column) if first > 0 else None
        name = head.text if head is not None else ""
        cells = [e for e in block.cells if e.cell.column == column and e.cell.row >= first]
        if column in activity_columns:
            row_name = name if len(activity_columns) > 1 else ""
            entries.extend(_entries(block.page, cells, years, row_name))
        else:
            indicators.extend(_indicator(block.page, name, cells, years))
    return YearsDown(entries=tuple(entries), indicators=tuple(indicators))


def side_years(texts: Sequence[str], *, period: tuple[int, int] | None = None) -> list[YearLabel | None]:
    """The years that a side column names, from top to bottom: 令和5年度実績 is one, too."""
    return parse_year_row([_OUTCOME.sub("", text) for text in texts], period=period)


def _is_values(block: TableBlock, column: int, first: int) -> bool:
    """Whether a column holds amounts: its head says so, or most of its cells are numbers."""
    head = block.at(0, column)
    role = header_role(head.text) if head is not None and first > 0 else "other"
    if role in {"indicator", "value"}:
        return True
    if role in {"content", "description", "title", "schedule"}:
        return False
    texts = [
        e.text for e in block.cells if e.cell.column == column and e.cell.row >= first and not _EMPTY.match(e.text)
    ]
    return sum(_NUMBER.match(text) is not None for text in texts) * 2 > len(texts)


def _entries(page: int, cells: Sequence[CellText], years: dict[int, YearLabel], row_name: str) -> list[ScheduleEntry]:
    out: list[ScheduleEntry] = []
    for entry in sorted(cells, key=lambda e: e.cell.row):
        covered = [years[r] for r in range(entry.cell.row, entry.cell.row + entry.cell.row_span) if r in years]
        if not covered or _EMPTY.match(entry.text):
            continue
        start = covered[0].start_fy
        end = covered[-1].end_fy if covered[-1].end_fy is not None else covered[-1].start_fy
        if end is None:
            continue
        regions = cell_regions(page, entry)
        if _CONTINUES.match(entry.text) and out:
            last = out[-1]
            out[-1] = ScheduleEntry(
                row=last.row, activity=last.activity, start_fy=last.start_fy, end_fy=end, where=(*last.where, *regions)
            )
            continue
        out.append(
            ScheduleEntry(
                row=row_name,
                activity=entry.text,
                start_fy=None if covered[0].kind == "before" else start,
                end_fy=end,
                open_end=covered[-1].kind == "after",
                where=regions,
            )
        )
    return out


def _indicator(page: int, name: str, cells: Sequence[CellText], years: dict[int, YearLabel]) -> list[Indicator]:
    values: list[tuple[str, str]] = []
    regions: list[Region] = []
    for entry in sorted(cells, key=lambda e: e.cell.row):
        label = years.get(entry.cell.row)
        if label is None or not entry.text:
            continue
        values.append((str(label.start_fy or label.end_fy), entry.text))
        regions.extend(cell_regions(page, entry))
    return [Indicator(name=name, values=tuple(values), where=tuple(regions))] if values and name else []
