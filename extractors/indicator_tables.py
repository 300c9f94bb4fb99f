"""Tables of indicators (指標, KPI), tied to measures by number, by title or by the section they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Indicator, Issue, Region
from extractors.drafts import Draft
from extractors.lines import join_lines
from extractors.outline import Section
from extractors.reading import Reading
from extractors.references import find_named, find_numbered
from extractors.section_tables import SectionTable
from extractors.table_measures import ReadTable, Record
from extractors.years import find_year

__all__ = ["attach_indicator_tables", "table_indicator"]


def attach_indicator_tables(tables: Sequence[SectionTable], reading: Reading) -> None:
    """Give the rows of indicator tables to their measures; a row that fits none becomes an Issue."""
    for table in tables:
        for record in table.read.records:
            indicator = table_indicator(table.read, record)
            if indicator is None:
                continue
            owner = _owner(table, record, reading.drafts)
            if owner is not None:
                owner.indicators.append(indicator)
                continue
            reading.issues.append(
                Issue(
                    code="indicator_without_measure",
                    message=f"指標「{indicator.name}」に対応する施策が見つかりません。",
                    page=table.read.block.page,
                    box=table.read.block.box,
                )
            )


def _owner(table: SectionTable, record: Record, drafts: Sequence[Draft]) -> Draft | None:
    """The measure of a row: by its number, by its name or the merged cell before it, else by where the table stands."""
    owner = find_numbered(drafts, record.number, path=table.section.path, page=table.read.block.page)
    for name in (record.title, *reversed(record.categories)):
        owner = owner or find_named(drafts, name)
    inside = [draft for draft in drafts if _within(draft, table.section)]
    if owner is None and len(inside) == 1:
        owner = inside[0]
    return owner or _sheet_around(table, inside)


def _sheet_around(table: SectionTable, drafts: Sequence[Draft]) -> Draft | None:
    """The measure on the form sheet whose cell holds the table: the last one with its title above it on the page."""
    page, top = table.read.block.page, table.read.block.box.top
    above = [
        draft
        for draft in drafts
        if draft.extractor == "form"
        and any(region.page == page and region.box.bottom <= top for region in draft.where.get("title", ()))
    ]
    return max(above, key=lambda draft: draft.where["title"][0].box.top, default=None)


def _within(draft: Draft, section: Section) -> bool:
    if not section.headings:
        return False
    heading = section.headings[-1]
    return draft.where.get("title") == heading.regions or draft.path == section.path


def table_indicator(read: ReadTable, record: Record) -> Indicator | None:
    """The indicator of a row with its values by year or by printed heading; None for a row without a name."""
    names = record.cells.get("indicator", ())
    if not names:
        return None
    values: list[tuple[str, str]] = []
    regions: list[Region] = []
    for column in range(read.block.table.n_columns):
        entry = read.block.at(record.first_row, column)
        if entry is None or not entry.text or entry.cell.column != column:
            continue
        key = _value_key(read, column)
        if key is not None:
            values.append((key, entry.text))
            regions.extend(Region(read.block.page, line.box) for line in entry.lines)
    name = join_lines(entry.text for entry in names)
    return Indicator(name=name, values=tuple(values), where=tuple(regions))


def _value_key(read: ReadTable, column: int) -> str | None:
    if read.roles[column] in {"value", "other", "remarks"}:
        head = read.block.at(0, column) if read.head_rows else None
        text = head.text if head is not None else read.heads[column] if column < len(read.heads) else ""
        if not text or (read.roles[column] != "value" and find_year(text) is None):
            return None
        return str(find_year(text) or text)
    if read.roles[column] == "year" and read.axis is not None:
        cell = next(e.cell for e in read.block.cells if e.cell.column == column)
        middle = (cell.box.x0 + cell.box.x1) / 2
        for year in read.axis.columns:
            if year.x0 <= middle <= year.x1:
                return str(year.label.start_fy or year.label.end_fy)
    return None
