"""Tables of indicators (指標, KPI), tied to measures by number, by title or by the section they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Indicator, Issue, Region
from extractors.blocks import CellText
from extractors.columns import header_role
from extractors.drafts import Draft
from extractors.indicator_lines import lone_value, split_value
from extractors.lines import join_lines
from extractors.outline import Section
from extractors.reading import Reading
from extractors.references import find_named, find_numbered, fold_name
from extractors.section_tables import SectionTable
from extractors.table_records import ReadTable, Record
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
            if not any(header_role(head) == "indicator" for head in table.read.heads):
                # Amounts by year that name no indicator count something else: inhabitants, answers.
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
    named = {fold_name(category) for category in record.categories}
    # Marks begin anew in each section: the merged cell before them says in which one.
    below = [draft for draft in drafts if named & {fold_name(heading) for heading in draft.path}] or drafts
    owner = find_numbered(below, record.number, path=table.section.path, page=table.read.block.page)
    titles = [join_lines(entry.text for entry in record.cells["title"])] if "title" in record.cells else []
    for name in (*titles, record.title, *reversed(record.categories)):
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
    return draft.where.get("title") == heading.regions or draft.path[: len(section.path)] == section.path


def table_indicator(read: ReadTable, record: Record) -> Indicator | None:
    """The indicator of a row with its values by year or by printed heading; None for a row without a name.

    Where its grid rows give two values for one year (目標, 実績), the later ones carry the row's own words in the key.
    """
    names = record.cells.get("indicator", ())
    if not names:
        return None
    values: dict[str, str] = {}
    regions: list[Region] = []
    for entry in _band(read, record):
        key = _value_key(read, entry.cell.column)
        if key is None:
            continue
        if key in values and values[key] != entry.text:
            beside = [e.text for e in read.block.row(entry.cell.row) if e.text and read.roles[e.cell.column] == "blank"]
            key = f"{key} {''.join(beside)}".strip()
        values.setdefault(key, entry.text)
        regions.extend(Region(read.block.page, line.box) for line in entry.lines)
    words: list[str] = []
    for line in (line for entry in names for line in entry.lines):
        # 令和4年度実績：18.2％ below the name, where no column is left for it.
        printed = split_value(_unbracketed(line.text)) if words else None
        if printed is not None and printed[0] not in values and lone_value(printed[1]):
            values[printed[0]] = printed[1]
            regions.append(Region(read.block.page, line.box))
        else:
            words.append(line.text)
    return Indicator(name=join_lines(words), values=tuple(values.items()), where=tuple(regions))


def _unbracketed(text: str) -> str:
    """A text without the brackets around the whole of it."""
    bare = text.strip(" \u3000")
    whole = re.fullmatch(r"[（(](?P<inside>[^（()）]*)[）)]", bare)
    return whole["inside"] if whole is not None else bare


def _band(read: ReadTable, record: Record) -> list[CellText]:
    """The printed cells of a record, row by row."""
    inside = [
        entry
        for entry in read.block.cells
        if entry.text and record.top - 1 <= (entry.cell.box.top + entry.cell.box.bottom) / 2 <= record.bottom + 1
    ]
    return sorted(inside, key=lambda entry: (entry.cell.row, entry.cell.column))


def _value_key(read: ReadTable, column: int) -> str | None:
    """The year that a column's values belong to, else its printed head; None for a column without values."""
    role = read.roles[column]
    if role in {"value", "other", "remarks"}:
        heads = [read.heads[column] if column < len(read.heads) else ""]
        upper = read.block.at(0, column) if read.head_rows else None
        heads += [upper.text] if upper is not None else []
        year = next((year for head in heads if (year := find_year(head)) is not None), None)
        text = next((head for head in heads if head), "")
        if not text or (role != "value" and year is None):
            return None
        return str(year or text)
    if role == "year" and read.axis is not None:
        xs = read.block.table.xs
        middle = (xs[column] + xs[column + 1]) / 2
        for year_column in read.axis.columns:
            if year_column.x0 <= middle <= year_column.x1:
                return str(year_column.label.start_fy or year_column.label.end_fy)
    return None
