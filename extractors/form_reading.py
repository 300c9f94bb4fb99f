"""Form sheets to measures: the sheets of a section, their schedules, and the initiatives that head them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.records import Issue
from extractors.blocks import TableBlock
from extractors.charts import chart
from extractors.drafts import Draft
from extractors.form_fields import FormField, table_to_fields
from extractors.form_nested import NestedTable, YearHeads, last_years, stacked_indicators, table_to_nested
from extractors.forms import FormGroup, fields_to_groups, fill_from_fields, group_to_draft
from extractors.indicator_tables import table_indicator
from extractors.marks import split_mark
from extractors.outline import Section
from extractors.reading import Reading
from extractors.schedule import read_row
from extractors.section_tables import SectionTable, table_kind
from extractors.table_records import ReadTable, Record, read_table

__all__ = ["fill_from_form", "read_forms"]


def read_forms(section: Section, tables: Sequence[SectionTable], legend: Mapping[str, str], reading: Reading) -> None:
    """Add the measures of a section's form sheets, with their schedules and indicators, to a reading."""
    stream = _stream(tables)
    groups = fields_to_groups([item for item in stream if isinstance(item, FormField)])
    heads = _initiative_heads(groups)
    by_title = {id(group.title): group for group in groups}
    path = section.path
    drafts: list[Draft] = []
    for item in stream:
        if isinstance(item, ReadTable):
            _chart_forms(drafts, item, legend, reading)
        elif isinstance(item, NestedTable):
            if drafts:
                _read_nested(drafts[-1], item, legend)
        elif item.is_banner:
            path, drafts = _path_below(section, item.value.text), []
        elif (group := by_title.get(id(item))) is not None:
            if id(group) in heads:
                path, drafts = (*section.path, group.title.value.text), []
                reading.groups.append((group, drafts))
            elif group.has("description", "current", "department"):
                drafts.append(group_to_draft(group, path))
                reading.drafts.append(drafts[-1])


def fill_from_form(draft: Draft, block: TableBlock, legend: Mapping[str, str]) -> None:
    """Add to the measure that a heading names what the form below it says: texts, offices, schedule and indicators."""
    nested = table_to_nested(block)
    rows = {row for part in nested for row in part.rows}
    fill_from_fields(draft, [item for item in table_to_fields(block) if item.value.cell.row not in rows])
    for part in nested:
        _read_nested(draft, part, legend)
    draft.indicators.extend(stacked_indicators(block))


def _path_below(section: Section, banner: str) -> tuple[str, ...]:
    """The path of the sheets below a heading among them: beside the section's own heading if they are marked alike."""
    mark, _ = split_mark(banner)
    own = section.headings[-1].mark if section.headings else None
    alike = mark is not None and own is not None and mark.kind == own.kind
    return (*(section.path[:-1] if alike else section.path), banner)


def _stream(tables: Sequence[SectionTable]) -> list[FormField | NestedTable | ReadTable]:
    """The fields of forms, the tables inside them and the schedules between them, in reading order."""
    stream: list[FormField | NestedTable | ReadTable] = []
    years: YearHeads | None = None
    for table in tables:
        if table.kind == "form":
            nested = table_to_nested(table.read.block, years)
            inside = {row for part in nested for row in part.rows}
            parts: list[tuple[int, FormField | NestedTable]] = [(part.row, part) for part in nested]
            parts += [
                (item.value.cell.row, item)
                for item in table_to_fields(table.read.block)
                # 実施項目 beside the years of a nested table heads a column, and names nothing.
                if item.is_banner or item.value.cell.row not in inside
            ]
            years = last_years(table.read.block) or years
            stream.extend(part for _, part in sorted(parts, key=lambda pair: pair[0]))
        elif table.read.axis is not None and table.kind not in {"indicators", "statistics"}:
            stream.append(table.read)
    return stream


def _read_nested(draft: Draft, nested: NestedTable, legend: Mapping[str, str]) -> None:
    """The schedule or the indicators inside a form sheet."""
    read = read_table(nested.block, None, None)
    counted = not nested.is_schedule and table_kind(read) in {"indicators", "statistics"}
    if nested.is_indicator or counted:
        found = [table_indicator(read, record) for record in read.records]
        draft.indicators.extend(indicator for indicator in found if indicator is not None)
    else:
        chart(draft, read, read.records, legend)


def _initiative_heads(groups: Sequence[FormGroup]) -> set[int]:
    """Ids of the groups that head others: a title alone in its table, with described titles after it."""
    heads = set()
    for index, group in enumerate(groups):
        following = groups[index + 1 : index + 2]
        if group.title.alone and not group.has("description") and following and not following[0].title.alone:
            heads.add(id(group))
    return heads


def _chart_forms(drafts: Sequence[Draft], read: ReadTable, legend: Mapping[str, str], reading: Reading) -> None:
    if read.axis is None:
        return
    if drafts and not any(_named(drafts, record) for record in read.records):
        # Its rows name parts of the sheet that it stands below.
        chart(drafts[-1], read, read.records, legend)
        return
    for record in read.records:
        owner = _named(drafts, record)
        row = read_row(read.block, read.axis, (record.top, record.bottom), row_name=record.title, legend=legend)
        if owner is None:
            if row.entries:
                reading.issues.append(
                    Issue(
                        code="schedule_without_measure",
                        message=f"工程表の行「{record.title}」に対応する施策が見つかりません。",
                        page=read.block.page,
                        box=row.entries[0].where[0].box,
                    )
                )
            continue
        owner.schedule.extend(row.entries)
        owner.issues.extend(row.issues)
        owner.end_page = max(owner.end_page, read.block.page)


def _named(drafts: Sequence[Draft], record: Record) -> Draft | None:
    """The sheet that a row names by its number or title, or None."""
    if record.number:
        return next((draft for draft in reversed(drafts) if draft.label == record.number), None)
    return next((draft for draft in drafts if draft.title == record.title), None)
