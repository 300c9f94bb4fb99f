"""Schedules given to measures: by position under a heading, or by the name of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.drafts import Draft, cell_regions
from extractors.labels import label_role
from extractors.lines import fold
from extractors.marks import split_mark
from extractors.outline import Section
from extractors.references import find_numbered, fold_name
from extractors.schedule import RowSchedule, read_row
from extractors.schedule_doubts import stray_bars
from extractors.section_tables import SectionTable
from extractors.table_measures import cell_offices, record_schedules, row_indicators
from extractors.table_records import ReadTable, Record
from extractors.years_down import read_years_down

__all__ = ["chart", "chart_by_number", "chart_by_title", "charted_sections", "is_figure"]


def chart(draft: Draft, read: ReadTable, records: Sequence[Record], legend: Mapping[str, str]) -> None:
    """Give the rows of a table to one measure as its schedule; named rows keep their names."""
    if read.axis is None:
        down = read_years_down(read.block)
        if down is not None:
            draft.schedule.extend(down.entries)
            draft.indicators.extend(down.indicators)
            draft.end_page = max(draft.end_page, read.block.page)
        return
    if not records:
        return
    # Without a column before the years, what reads as a title are the words of the years.
    named = [record for record in records if record.title and label_role(record.title) != "schedule"]
    if read.axis.first_column > 0 and named:
        for record in records:
            band = (record.top, record.bottom)
            row = read_row(read.block, read.axis, band, row_name=record.title, legend=legend)
            if row.entries or record.title:
                _add(draft, row)
    else:
        band = (records[0].top, records[-1].bottom)
        _add(draft, read_row(read.block, read.axis, band, legend=legend))
    draft.issues.extend(stray_bars(read.block, read.axis, [(record.top, record.bottom) for record in records]))
    draft.end_page = max(draft.end_page, read.block.page)


def _add(draft: Draft, row: RowSchedule) -> None:
    draft.schedule.extend(row.entries)
    draft.issues.extend(row.issues)


def is_figure(table: SectionTable, drafts: Sequence[Draft]) -> bool:
    """Whether the rows of a table only chart measures that were described before it."""
    named = [record for record in table.read.records if record.title]
    known = [record for record in named if _described(record, drafts) is not None]
    return bool(named) and len(known) * 2 > len(named)


def charted_sections(table: SectionTable, sections: Sequence[Section]) -> list[Section]:
    """The sections that the rows of a table name, if most of them do: it charts what these describe.

    Args:
        table: The table.
        sections: The sections in prose, without tables but those of indicators.

    """
    if table.kind != "measures" or table.read.has("description"):
        return []
    named = [record for record in table.read.records if record.title]
    written = {
        fold_name(split_mark(section.headings[-1].text)[1]): section
        for section in sections
        if section.headings
        and not section.has_children
        and section.headings[-1].mark is not None
        and any("。" in line.text for line in section.lines)
    }
    found = [written[name] for record in named if (name := fold_name(split_mark(record.title)[1])) in written]
    return found if len(found) * 2 > len(named) else []


def _described(record: Record, drafts: Sequence[Draft]) -> Draft | None:
    """The measure without a schedule that a row names, the latest where several do."""
    mark, rest = split_mark(record.title)
    label = record.number or (mark.text if mark is not None else "")
    for draft in reversed(drafts):
        same_label = not label or not draft.label or fold(label) == fold(draft.label)
        if not draft.schedule and same_label and fold_name(draft.title) in {fold_name(rest), fold_name(record.title)}:
            return draft
    return None


def chart_by_number(table: SectionTable, drafts: Sequence[Draft], legend: Mapping[str, str]) -> list[Record]:
    """Give the rows of a table of numbers and years to the measures so numbered; returns the rows that fit none."""
    left = []
    for record in table.read.records:
        if not record.number or table.read.axis is None:
            continue
        draft = find_numbered(
            [d for d in drafts if not d.schedule], record.number, path=table.section.path, page=table.read.block.page
        )
        if draft is None:
            left.append(record)
            continue
        for row in record_schedules(table.read, record, legend):
            _add(draft, row)
        draft.indicators.extend(row_indicators(table.read, record))
        draft.end_page = max(draft.end_page, table.read.block.page)
    return left


def chart_by_title(table: SectionTable, drafts: Sequence[Draft], legend: Mapping[str, str]) -> None:
    """Give each row of a figure to the measure it names."""
    for record in table.read.records:
        draft = _described(record, drafts)
        if draft is None or table.read.axis is None:
            continue
        for row in record_schedules(table.read, record, legend):
            _add(draft, row)
        offices = record.cells.get("department", ())
        if offices and not draft.departments:
            draft.departments = [name for entry in offices for name in cell_offices(entry)]
            draft.where["departments"] = cell_regions(table.read.block.page, *offices)
        draft.end_page = max(draft.end_page, table.read.block.page)
