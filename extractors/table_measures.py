"""Tables with a measure in each row, and what the cells of a row say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.records import Indicator, Region
from extractors.blocks import CellText
from extractors.closing_offices import part_offices
from extractors.departments import are_offices, split_codes, split_departments, split_offices
from extractors.drafts import Draft, cell_regions
from extractors.headings import without_continued
from extractors.indicator_lines import lines_to_indicators
from extractors.lines import Line, join_lines, without_start
from extractors.marks import split_mark
from extractors.schedule import RowSchedule, read_row
from extractors.schedule_lines import lines_to_entries
from extractors.table_records import ReadTable, Record
from extractors.years import find_year

__all__ = ["cell_offices", "record_schedules", "records_to_drafts", "row_indicators"]

_INDICATOR_CELL = re.compile(
    r"^[\s　【\[〈（(■●・]*(?:(?:成果|目標|達成|数値)?指標|KPI|ＫＰＩ|数値目標|目標)[】\]〉）)]?"
    r"[\s　]*[：:／]?[\s　]*(?=\S)"
)
# Badges in a title's cell are set at most at this share of its size.
SMALLER = 0.9
_EMPTY = re.compile(r"^[\s\-－―—–・/／]*$")


def records_to_drafts(table: ReadTable, path: tuple[str, ...], legend: Mapping[str, str]) -> list[Draft]:
    """A draft for each row with a title; rows of indicators go to the measure above them.

    The first row of a table that goes on from the page before may lack its title: it is the rest of a broken row.
    """
    drafts: list[Draft] = []
    page = table.block.page
    for record in table.records:
        if record.is_indicator:
            indicator = _year_values(table, record)
            if drafts and indicator is not None:
                drafts[-1].indicators.append(indicator)
            continue
        if _EMPTY.match(record.title) and not (table.continues and record is table.records[0]):
            continue
        drafts.append(_draft(table, record, path, page, legend))
    return drafts


def _draft(table: ReadTable, record: Record, path: tuple[str, ...], page: int, legend: Mapping[str, str]) -> Draft:
    label, title = record.number, record.title
    if not label:
        mark, rest = split_mark(record.title)
        if mark is not None and rest and mark.counts:
            label, title = mark.text, rest
    cells = record.cells
    group = [record.group] if record.group else []
    draft = Draft(
        path=(*path, *map(without_continued, [*group, *record.categories])),
        label=label,
        title=title,
        page=page,
        end_page=page,
        extractor="table_row",
    )
    draft.where["title"] = cell_regions(page, *record.named)
    if "department" not in cells:
        _part_offices(draft, [line for entry in record.named for line in entry.lines])
    described = []
    for entry in cells.get("description", ()):
        found = _cell_indicators(entry, page)
        draft.indicators.extend(found)
        if not found:
            described.append(entry)
    if described:
        draft.description = join_lines(entry.text for entry in described)
        draft.where["description"] = cell_regions(page, *described)
    if "department" in cells:
        draft.departments = [name for entry in cells["department"] for name in cell_offices(entry)]
        draft.where["departments"] = cell_regions(page, *cells["department"])
    draft.printed_codes = [code for entry in cells.get("code", ()) for code in split_codes(entry.text)]
    draft.badges = [entry.text.strip() for entry in cells.get("badge", ())]
    inline = [i for entry in cells.get("indicator", ()) for i in lines_to_indicators(_placed(entry.lines, page))]
    draft.indicators.extend(row_indicators(table, record) or inline)
    _add_schedule(draft, table, record, legend)
    return draft


def _add_schedule(draft: Draft, table: ReadTable, record: Record, legend: Mapping[str, str]) -> None:
    """Give the years of a row to its measure: those of its year cells, or those printed as lines in one cell."""
    if table.axis is None:
        for entry in record.cells.get("schedule", ()):
            lines = [(line.text, line, Region(draft.page, line.box)) for line in entry.lines]
            draft.schedule.extend(lines_to_entries(lines))
    for row in record_schedules(table, record, legend):
        draft.schedule.extend(row.entries)
        draft.issues.extend(row.issues)


def record_schedules(table: ReadTable, record: Record, legend: Mapping[str, str]) -> list[RowSchedule]:
    """The schedule of a record: of each of the rows named before its years, if several, else of all."""
    if table.axis is None:
        return []
    names = _row_names(table, record)
    if len(names) < 2:  # noqa: PLR2004 - a single one says something else: 新規
        return [read_row(table.block, table.axis, (record.top, record.bottom), legend=legend)]
    bands = [(entry.cell.box.top, entry.cell.box.bottom) for entry in names]
    return [
        read_row(table.block, table.axis, band, row_name=entry.text.strip(), legend=legend)
        for entry, band in zip(names, bands, strict=True)
    ]


def _row_names(table: ReadTable, record: Record) -> list[CellText]:
    """The cells of the column right before the years that divide a record into rows, from top to bottom."""
    column = table.axis.first_column - 1 if table.axis is not None else -1
    if column < 0 or table.roles[column] not in {"badge", "other", "blank", "schedule"}:
        return []
    inside = [e for role in ("badge", "other", "blank", "schedule") for e in record.cells.get(role, ())]
    return sorted((e for e in inside if e.cell.column == column), key=lambda entry: entry.cell.row)


def _cell_indicators(entry: CellText, page: int) -> list[Indicator]:
    """The indicators of a cell of its own below a description, which says so (指標：…); none of other cells."""
    label = _INDICATOR_CELL.match(entry.text)
    if label is None:
        return []
    first = without_start(entry.lines[0], label[0])
    return lines_to_indicators(_placed((first, *entry.lines[1:]), page))


def _placed(lines: Sequence[Line], page: int) -> list[tuple[str, Region]]:
    return [(line.text, Region(page, line.box)) for line in lines]


def _part_offices(draft: Draft, lines: Sequence[Line]) -> None:
    """Take the offices in brackets that close a title's cell out of the title; each part keeps boxes of its own."""
    small = _small_offices(lines)
    if small:
        title = [line for line in lines if line not in small]
        draft.title = draft.title.removesuffix(join_lines(line.text for line in small)).rstrip(" \u3000")
        draft.departments = split_departments(line.text for line in small)
        draft.where["title"] = tuple(Region(draft.page, line.box) for line in title)
        draft.where["departments"] = tuple(Region(draft.page, line.box) for line in small)
        return
    opened = [line for line in lines if re.match(r"^[\s　]*[（(〔［\[]", line.text)]
    parted = part_offices(draft.title, [(line, draft.page) for line in lines])
    if parted is None or not opened:
        # In the middle of a line they are words of the title.
        return
    draft.title, draft.departments, draft.where["title"], draft.where["departments"] = parted


def _small_offices(lines: Sequence[Line]) -> list[Line]:
    """The last lines of a title's cell that are set smaller than it and hold offices alone, as badges do."""
    found: list[Line] = []
    for line in reversed(lines[1:]):
        if line.size >= SMALLER * lines[0].size or not are_offices(split_departments([line.text])):
            break
        found.insert(0, line)
    return found


def cell_offices(entry: CellText) -> list[str]:
    """The offices of a cell, in brackets or bare."""
    bare, offices = split_offices(entry.text)
    return offices if offices and not bare else split_departments(line.text for line in entry.lines)


def row_indicators(table: ReadTable, record: Record) -> list[Indicator]:
    """The indicators printed in columns of the measure's own row: a name, and values under heads such as 現状(R5)."""
    names = [e for e in record.cells.get("indicator", ()) if not _EMPTY.match(e.text)]
    out = []
    for entry in names:
        row = entry.cell.row if len(names) > 1 else record.first_row
        values: list[tuple[str, str]] = []
        regions = list(cell_regions(table.block.page, entry))
        for value in (*record.cells.get("value", ()), *record.cells.get("other", ())):
            head = table.heads[value.cell.column] if value.cell.column < len(table.heads) else ""
            year = find_year(head)
            dated = table.roles[value.cell.column] == "value" or year is not None
            covers = value.cell.row <= row < value.cell.row + value.cell.row_span
            if head and dated and (covers or len(names) == 1) and not _EMPTY.match(value.text):
                values.append((str(year or head), value.text))
                regions.extend(cell_regions(table.block.page, value))
        if values:
            out.append(Indicator(name=entry.text, values=tuple(values), where=tuple(regions)))
    return out


def _year_values(table: ReadTable, record: Record) -> Indicator | None:
    """The printed values of a row over the years, or None where it has none."""
    if table.axis is None or not record.title:
        return None
    values: list[tuple[str, str]] = []
    regions: list[Region] = []
    for column in table.axis.columns:
        year = column.label.start_fy or column.label.end_fy
        middle = (column.x0 + column.x1) / 2
        for entry in table.block.row(record.first_row):
            if entry.cell.box.x0 <= middle <= entry.cell.box.x1 and not _EMPTY.match(entry.text):
                values.append((str(year), entry.text))
                regions.extend(cell_regions(table.block.page, entry))
    return Indicator(name=record.title, values=tuple(values), where=tuple(regions))
