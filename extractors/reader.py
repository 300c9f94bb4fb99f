"""Sections to measures: which tables and paragraphs of a plan are its measures, and what belongs to each.

A measure is the innermost unit with a printed item mark in an action chapter; rows of a table under such an item
chart it. In a section without such items each table row is a measure; a section without a table is one itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.records import Indicator, Issue, Region, Review
from extractors.drafts import Draft
from extractors.forms import (
    FormField,
    FormGroup,
    NestedTable,
    fields_to_groups,
    group_to_draft,
    is_form,
    table_to_fields,
    table_to_nested,
)
from extractors.layout import TableBlock
from extractors.lines import Line, fold, join_lines
from extractors.marks import split_mark
from extractors.outline import Section
from extractors.progress import attach_progress, items_to_progress
from extractors.prose import items_to_parts, section_to_draft
from extractors.reviews import read_reviews, review_columns
from extractors.schedule import read_row
from extractors.table_measures import ReadTable, Record, read_table, records_to_drafts
from extractors.years import find_year
from extractors.years_down import read_years_down

__all__ = ["Reading", "read_sections"]

# Words of chapter titles that hold measures, and words of those that do not.
_ACTION = re.compile(r"取組|取り組|施策|事業|アクション|実施計画|推進項目|展開|プロジェクト|具体")
_NO_ACTION = re.compile(
    r"背景|現状|趣旨|位置|理念|体制|用語|資料|参考|評価|検証|期間|はじめに|国の|県の|動向|進行管理|進め方|体系|策定|目的|"
    r"概要|見方|アンケート|結果|経過|名簿|要綱|前計画|前期計画|ふりかえり|振り返り"
)
_EMPTY = re.compile(r"^[\s\-－―—–・/／△▲]*$")
# An amount with its unit; 1 and ２ alone may be marks of phases, but not in most cells of a table.
_NUMBER = re.compile(
    r"^[\s△▲\-－+＋約]*[\d０-９][\d０-９,，.．\s]*(?:[％%]|[万億千]?円|[人件戸台回箇か所世帯件数m㎡ha時間分日]*)[\s()（）]*$"
)
_LEGEND_LINE = re.compile(r"凡例|記号|マークの")
_LEGEND_PAIR = re.compile(
    r"(?P<mark>[◎○●△▲□■☆★◇◆―－×✕])[\s　]*[…：:＝=・]*[\s　]*(?P<word>[^\s　◎○●△▲□■☆★◇◆×✕…：:＝=]+)"
)


@dataclass(slots=True)
class Reading:
    """What the sections of a plan hold."""

    drafts: list[Draft] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    groups: list[tuple[FormGroup, list[Draft]]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    action_pages: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Table:
    section: Section
    read: ReadTable
    kind: str


def read_sections(sections: Sequence[Section], period: tuple[int, int] | None) -> Reading:
    """Measures, reviews and initiatives of a plan, in reading order."""
    reading = Reading()
    tables = _classify(sections, period, reading)
    legend = _legend(sections)
    chapters = _action_chapters(sections, tables)
    item_kinds = _item_kinds(sections, tables, chapters)
    made: dict[int, list[Draft]] = {}
    for section in sections:
        if _chapter(section) not in chapters:
            continue
        own = [table for table in tables if table.section is section]
        before = len(reading.drafts)
        _read_section(section, own, legend, reading, item_kinds)
        made[id(section)] = reading.drafts[before:]
    for section in sections:
        reports = items_to_progress(section.side)
        inside = made.get(id(section)) or [d for d in reading.drafts if d.path[: len(section.path)] == section.path]
        reading.issues.extend(
            Issue(
                code="progress_without_measure",
                message=f"進捗の記載「{report.heading}」に対応する施策が見つかりません。",
                page=report.where[0].page,
                box=report.where[0].box,
            )
            for report in attach_progress(reports, inside)
        )
    _attach_indicator_tables([t for t in tables if t.kind == "indicators"], reading)
    reading.action_pages = {draft.page for draft in reading.drafts}
    return reading


def _chapter(section: Section) -> str:
    return section.headings[0].text if section.headings else ""


def _classify(sections: Sequence[Section], period: tuple[int, int] | None, reading: Reading) -> list[_Table]:
    out: list[_Table] = []
    before: ReadTable | None = None
    review_before: tuple[TableBlock, tuple[str, ...]] | None = None
    for section in sections:
        for block in section.tables:
            roles = review_columns(block)
            if roles is not None:
                same = review_before is not None and review_before[1] == section.path
                reading.reviews = read_reviews(block, roles, section.path, reading.reviews, continues=same)
                review_before = (block, section.path)
                continue
            read = read_table(block, before, period)
            kind = _kind(read)
            out.append(_Table(section, read, kind))
            before = read
    return out


def _kind(read: ReadTable) -> str:
    if _describes_measures(read.block) and is_form(read.block):
        return "form"
    if read.has("indicator") and (
        not read.has_titles or (read.axis is None and not read.has("description") and not read.has("department"))
    ):
        return "indicators"
    if read.axis is not None:
        if _is_statistics(read):
            return "statistics"
        return "measures" if _rows_are_measures(read) else "schedule"
    if read_years_down(read.block) is not None:
        return "schedule"
    if is_form(read.block):
        return "form"
    if read.has_titles and (read.has("description") or read.has("department")) and not read.has("review"):
        return "list"
    return "other"


def _is_statistics(read: ReadTable) -> bool:
    """Whether the year cells hold numbers: such a table counts or budgets, it schedules nothing."""
    if read.axis is None or read.block.bars:
        return False
    indicators = {record.first_row for record in read.records if record.is_indicator}
    words = [
        entry.text
        for entry in read.block.cells
        if entry.text
        and entry.cell.row >= read.head_rows
        and entry.cell.row not in indicators
        and read.axis.first_column <= entry.cell.column <= read.axis.last_column
        and not _EMPTY.match(entry.text)
    ]
    numbers = [text for text in words if _NUMBER.match(text)]
    return len(numbers) * 2 > len(words)


def _rows_are_measures(read: ReadTable) -> bool:
    if read.has_titles:
        return True
    if read.has("schedule"):
        return False
    names = [record.title for record in read.records if record.title]
    marked = [
        name for name in names if (mark := split_mark(name)[0]) is not None and not mark.kind.startswith("symbol")
    ]
    return bool(names) and len(marked) * 2 > len(names)


def _action_chapters(sections: Sequence[Section], tables: Sequence[_Table]) -> set[str]:
    charted = {
        _chapter(t.section)
        for t in tables
        if t.kind == "measures"
        or (t.kind == "schedule" and t.section.headings and not _NO_ACTION.search(t.section.headings[-1].text))
    }
    charted |= {
        _chapter(t.section)
        for t in tables
        if t.kind == "form" and _describes_measures(t.read.block) and not _NO_ACTION.search(_chapter(t.section))
    }
    written = {
        _chapter(section)
        for section in sections
        if section.headings
        and not section.has_children
        and _has_own_parts(section)
        and not _NO_ACTION.search(_chapter(section))
    }
    if charted or written:
        return charted | written
    chapters = {_chapter(section) for section in sections}
    listed = {_chapter(t.section) for t in tables if t.kind == "list" and not _NO_ACTION.search(_chapter(t.section))}
    named = {chapter for chapter in chapters if _ACTION.search(chapter) and not _NO_ACTION.search(chapter)}
    return named | {chapter for chapter in listed if _ACTION.search(chapter)}


def _describes_measures(block: TableBlock) -> bool:
    """Whether a form names something and says what is done; a title alone (件名, 議案) is no measure."""
    roles = {item.role for item in table_to_fields(block)}
    return "title" in roles and bool(roles & {"description", "current"})


def _item_kinds(sections: Sequence[Section], tables: Sequence[_Table], chapters: set[str]) -> set[tuple[str, str]]:
    """Level classes, by chapter, of the headings that are measures where they have no table.

    They are those under which tables of measures stand; in chapters without tables, that of most innermost headings.
    """
    kinds = {
        (_chapter(t.section), t.section.headings[-1].kind)
        for t in tables
        if t.section.headings and t.kind in {"measures", "schedule", "list", "form"} and _chapter(t.section) in chapters
    }
    for chapter in chapters - {chapter for chapter, _ in kinds}:
        leaves = Counter(
            section.headings[-1].kind
            for section in sections
            if _chapter(section) == chapter and section.headings and not section.has_children and _marked(section)
        )
        if leaves:
            kinds.add((chapter, max(leaves.items(), key=lambda item: (item[1], item[0]))[0]))
    return kinds


def _legend(sections: Sequence[Section]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for section in sections:
        lines = [line for item in section.items if isinstance(line := item.element, Line)]
        for index, line in enumerate(lines):
            if not _LEGEND_LINE.search(line.text):
                continue
            following = " ".join(other.text for other in lines[index : index + 2])
            for match in _LEGEND_PAIR.finditer(following):
                words.setdefault(match["mark"], match["word"].rstrip("、，。）)"))
    return words


def _read_section(
    section: Section,
    tables: Sequence[_Table],
    legend: Mapping[str, str],
    reading: Reading,
    item_kinds: set[tuple[str, str]],
) -> None:
    forms = [table for table in tables if table.kind == "form"]
    if forms:
        _read_forms(section, tables, legend, reading)
        return
    draft = _section_item(section, tables, item_kinds)
    if draft is not None:
        reading.drafts.append(draft)
    for table in tables:
        if table.kind == "schedule" and draft is not None:
            _chart(draft, table.read, table.read.records, legend)
    rows = [table for table in tables if table.kind in {"measures", "list"}]
    figures = [table for table in rows if _is_figure(table, reading.drafts)]
    for table in figures:
        _chart_by_title(table, reading.drafts, legend)
    rest = [table for table in rows if table not in figures]
    if draft is not None:
        for table in rest:
            _chart(draft, table.read, table.read.records, legend)
    elif rest:
        _read_rows(section, rest, legend, reading)


def _section_item(section: Section, tables: Sequence[_Table], item_kinds: set[tuple[str, str]]) -> Draft | None:
    """The draft of the measure that a section is itself, or None where its measures are table rows, or it has none."""
    if not section.headings or section.has_children:
        return None
    rows = [table for table in tables if table.kind in {"measures", "list"}]
    charted = any(table.kind == "schedule" for table in tables) and not _NO_ACTION.search(section.headings[-1].text)
    labelled = _has_own_parts(section)
    if (
        rows
        and not (labelled and not any(_names_measures(table) for table in rows))
        and not (labelled and _marked(section))
    ):
        return None
    if not (charted or labelled or rows or (not tables and _is_item_section(section, item_kinds))):
        return None
    draft = section_to_draft(section)
    return draft if charted or draft.description or draft.current else None


def _marked(section: Section) -> bool:
    return section.headings[-1].mark is not None


def _has_own_parts(section: Section) -> bool:
    """Whether a section is written as one measure: numbered, with its department or two labelled parts."""
    if not _marked(section):
        return False
    roles = {part.role for part in items_to_parts(section.items)} & {"current", "description", "department"}
    return "department" in roles or len(roles) > 1


def _names_measures(table: _Table) -> bool:
    """Whether the rows of a table are measures on their own: with departments, numbers or item marks."""
    if table.read.has("department") or table.read.has("number"):
        return True
    return any(split_mark(record.title)[0] for record in table.read.records)


def _is_figure(table: _Table, drafts: Sequence[Draft]) -> bool:
    """Whether the rows of a table only chart measures that were described before it."""
    named = [record for record in table.read.records if record.title]
    known = [record for record in named if _described(record, drafts) is not None]
    return bool(named) and len(known) * 2 > len(named)


def _described(record: Record, drafts: Sequence[Draft]) -> Draft | None:
    """The measure without a schedule that a row names, the latest where several do."""
    mark, rest = split_mark(record.title)
    label = record.number or (mark.text if mark is not None else "")
    for draft in reversed(drafts):
        same_label = not label or not draft.label or fold(label) == fold(draft.label)
        if not draft.schedule and same_label and fold(draft.title) in {fold(rest), fold(record.title)}:
            return draft
    return None


def _chart_by_title(table: _Table, drafts: Sequence[Draft], legend: Mapping[str, str]) -> None:
    for record in table.read.records:
        draft = _described(record, drafts)
        if draft is not None and table.read.axis is not None:
            band = (record.top, record.bottom)
            draft.schedule.extend(read_row(table.read.block, table.read.axis, band, legend=legend))
            draft.end_page = max(draft.end_page, table.read.block.page)


def _is_item_section(section: Section, item_kinds: set[tuple[str, str]]) -> bool:
    heading = section.headings[-1]
    if heading.mark is None or len(section.headings) == 1:
        return False
    kinds = {kind for chapter, kind in item_kinds if chapter == _chapter(section)}
    return heading.kind in kinds


def _read_rows(section: Section, tables: Sequence[_Table], legend: Mapping[str, str], reading: Reading) -> None:
    drafts: list[Draft] = []
    for table in tables:
        found = records_to_drafts(table.read, section.path, legend)
        if table.read.continues and found and drafts and _is_second_half(found[0], drafts):
            _join_halves(drafts[-1], found.pop(0))
        drafts.extend(draft for draft in found if draft.title.strip())
    if len(drafts) == 1 and not drafts[0].description:
        _describe(drafts[0], section, tables[0])
    reading.drafts.extend(drafts)


def _is_second_half(draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether the first row of a page is the rest of the row before it: it lacks its title, or the label others have."""
    if not draft.title.strip():
        return True
    return not draft.label and all(other.label for other in before)


def _join_halves(first: Draft, second: Draft) -> None:
    first.title = join_lines((first.title, second.title))
    first.description = join_lines((first.description, second.description))
    first.departments = list(dict.fromkeys((*first.departments, *second.departments)))
    first.schedule.extend(second.schedule)
    first.indicators.extend(second.indicators)
    first.end_page = second.page
    for key, regions in second.where.items():
        first.where[key] = (*first.where.get(key, ()), *regions)


def _describe(draft: Draft, section: Section, table: _Table) -> None:
    """The text between a heading and its table describes the table's only measure."""
    block = table.read.block
    before = [
        item
        for item in section.items[: next(i for i, it in enumerate(section.items) if it.element is block)]
        if isinstance(item.element, Line)
    ]
    parts = [part for part in items_to_parts(before) if part.role in {None, "description"}]
    text = join_lines(text for part in parts for text in part.texts)
    if "。" in text:
        draft.description = text
        draft.where["description"] = tuple(region for part in parts for region in part.regions)


def _chart(draft: Draft, read: ReadTable, records: Sequence[Record], legend: Mapping[str, str]) -> None:
    if read.axis is None:
        down = read_years_down(read.block)
        if down is not None:
            draft.schedule.extend(down.entries)
            draft.indicators.extend(down.indicators)
            draft.end_page = max(draft.end_page, read.block.page)
        return
    if not records:
        return
    named = [record for record in records if record.title] if not read.has("schedule") else []
    if len(named) >= 1 and not read.has("schedule"):
        for record in records:
            draft.schedule.extend(
                read_row(read.block, read.axis, (record.top, record.bottom), row_name=record.title, legend=legend)
            )
    else:
        band = (records[0].top, records[-1].bottom)
        draft.schedule.extend(read_row(read.block, read.axis, band, legend=legend))
    draft.end_page = max(draft.end_page, read.block.page)


def _read_forms(section: Section, tables: Sequence[_Table], legend: Mapping[str, str], reading: Reading) -> None:
    stream: list[FormField | NestedTable | ReadTable] = []
    for table in tables:
        if table.kind == "form":
            parts: list[tuple[int, FormField | NestedTable]] = [
                (item.value.cell.row, item) for item in table_to_fields(table.read.block)
            ]
            parts += [(nested.row, nested) for nested in table_to_nested(table.read.block)]
            stream.extend(part for _, part in sorted(parts, key=lambda pair: pair[0]))
        elif table.read.axis is not None:
            stream.append(table.read)
    groups = fields_to_groups([item for item in stream if isinstance(item, FormField)])
    heads = _initiative_heads(groups)
    path = section.path
    current: FormGroup | None = None
    drafts: list[Draft] = []
    by_title = {id(group.title): group for group in groups}
    for item in stream:
        if isinstance(item, ReadTable):
            _chart_forms(drafts, item, legend, reading)
            continue
        if isinstance(item, NestedTable):
            if drafts:
                _read_nested(drafts[-1], item, legend)
            continue
        group = by_title.get(id(item))
        if group is None:
            continue
        if id(group) in heads:
            current, drafts = group, []
            reading.groups.append((group, drafts))
            continue
        if not group.has("description", "current", "department"):
            continue
        inner = (*path, current.title.value.text) if current is not None else path
        draft = group_to_draft(group, inner)
        drafts.append(draft)
        reading.drafts.append(draft)


def _read_nested(draft: Draft, nested: NestedTable, legend: Mapping[str, str]) -> None:
    """The schedule or the indicators inside a form sheet."""
    read = read_table(nested.block, None, None)
    if _kind(read) in {"indicators", "statistics"}:
        found = [_indicator(read, record) for record in read.records]
        draft.indicators.extend(indicator for indicator in found if indicator is not None)
    elif read.axis is not None:
        _chart(draft, read, read.records, legend)


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
    for record in read.records:
        owner = _owner(drafts, record)
        entries = read_row(read.block, read.axis, (record.top, record.bottom), row_name=record.title, legend=legend)
        if owner is None:
            if entries:
                reading.issues.append(
                    Issue(
                        code="schedule_without_measure",
                        message=f"工程表の行「{record.title}」に対応する施策が見つかりません。",
                        page=read.block.page,
                        box=entries[0].where[0].box,
                    )
                )
            continue
        owner.schedule.extend(entries)
        owner.end_page = max(owner.end_page, read.block.page)


def _owner(drafts: Sequence[Draft], record: Record) -> Draft | None:
    if record.number:
        return next((draft for draft in reversed(drafts) if draft.label == record.number), None)
    if len(drafts) == 1:
        return drafts[0]
    return next((draft for draft in drafts if draft.title == record.title), None)


def _attach_indicator_tables(tables: Sequence[_Table], reading: Reading) -> None:
    for table in tables:
        for record in table.read.records:
            indicator = _indicator(table.read, record)
            if indicator is None:
                continue
            inside = [d for d in reading.drafts if (*d.path, d.title) and _within(d, table.section)]
            owner = next((d for d in reading.drafts if record.number and fold(d.label) == fold(record.number)), None)
            if owner is None and record.title:
                owner = next((d for d in reading.drafts if fold(d.title) == fold(record.title)), None)
            if owner is None and len(inside) == 1:
                owner = inside[0]
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


def _within(draft: Draft, section: Section) -> bool:
    if not section.headings:
        return False
    heading = section.headings[-1]
    return draft.where.get("title") == heading.regions or draft.path == section.path


def _indicator(read: ReadTable, record: Record) -> Indicator | None:
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
        head = read.block.at(0, column)
        if head is None or not head.text or (read.roles[column] != "value" and find_year(head.text) is None):
            return None
        return str(find_year(head.text) or head.text)
    if read.roles[column] == "year" and read.axis is not None:
        cell = next(e.cell for e in read.block.cells if e.cell.column == column)
        middle = (cell.box.x0 + cell.box.x1) / 2
        for year in read.axis.columns:
            if year.x0 <= middle <= year.x1:
                return str(year.label.start_fy or year.label.end_fy)
    return None
