"""Sections to measures: which tables and paragraphs of a plan are its measures, and what belongs to each.

A measure is the innermost unit with a printed item mark in an action chapter; rows of a table under such an item
chart it. In a section without such items each table row is a measure; a section without a table is one itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.records import Issue, ScheduleEntry
from extractors.chapters import (
    NO_ACTION,
    action_chapters,
    chapter_of,
    has_own_parts,
    heads_attributes,
    item_kinds,
)
from extractors.charts import chart, chart_by_number, chart_by_title, charted_sections, is_figure
from extractors.drafts import Draft
from extractors.form_reading import fill_from_form, read_forms
from extractors.indicator_tables import attach_indicator_tables
from extractors.legend import read_legend
from extractors.lines import Line, join_lines
from extractors.marks import split_mark
from extractors.outline import Section
from extractors.progress import attach_progress, items_to_progress
from extractors.prose import items_to_parts, section_to_draft
from extractors.reading import Reading
from extractors.section_tables import SectionTable, classify_tables
from extractors.table_measures import records_to_drafts

__all__ = ["read_sections"]


def read_sections(sections: Sequence[Section], period: tuple[int, int] | None) -> Reading:
    """Measures, reviews and initiatives of a plan, in reading order."""
    tables, reviews = classify_tables(sections, period)
    reading = Reading(reviews=reviews, tables=tables)
    legend = read_legend(sections)
    chapters = action_chapters(sections, tables)
    kinds = item_kinds(sections, tables, chapters)
    tabled = {id(table.section) for table in tables if table.kind != "indicators"}
    prose = [section for section in sections if id(section) not in tabled]
    figures = {id(table): found for table in tables if (found := charted_sections(table, prose))}
    kinds |= {(chapter_of(s), s.headings[-1].kind) for found in figures.values() for s in found}
    chapters |= {chapter_of(section) for found in figures.values() for section in found}
    # What a figure names is a measure in prose, with its indicators in a table or without one.
    charted = {id(section) for found in figures.values() for section in found}
    made: dict[int, list[Draft]] = {}
    for section in sections:
        if chapter_of(section) not in chapters:
            continue
        own = [t for t in tables if t.section is section and id(t) not in figures and id(section) not in charted]
        before = len(reading.drafts)
        _read_section(section, own, legend, reading, kinds)
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
    for table in tables:
        if id(table) in figures:
            chart_by_title(table, reading.drafts, legend)
        if table.kind == "numbers":
            chart_by_number(table, reading.drafts, legend)
    for draft in reading.drafts:
        if draft.extractor == "prose" and period is not None:
            draft.schedule = [_to_period_end(entry, period[1]) for entry in draft.schedule]
    attach_indicator_tables([t for t in tables if t.kind == "indicators"], reading)
    return reading


def _to_period_end(entry: ScheduleEntry, last: int) -> ScheduleEntry:
    """An entry printed as 令和8年度以降 reaches to the end of the plan."""
    return replace(entry, end_fy=last) if entry.open_end and entry.end_fy < last else entry


def _read_section(
    section: Section,
    tables: Sequence[SectionTable],
    legend: Mapping[str, str],
    reading: Reading,
    kinds: set[tuple[str, str]],
) -> None:
    forms = [table for table in tables if table.kind == "form"]
    if forms:
        read_forms(section, tables, legend, reading)
        return
    rows = [table for table in tables if table.kind in {"measures", "list"}]
    # A figure after the last of the measures that it charts is no part of that one.
    elsewhere = [table for table in rows if is_figure(table, reading.drafts)]
    draft = _section_item(section, [table for table in tables if table not in elsewhere], kinds, legend)
    known = [*reading.drafts, *([draft] if draft is not None else [])]
    figures = [table for table in rows if is_figure(table, known)]
    rest = [table for table in rows if table not in figures]
    if any(_names_measures(table) for table in rest):
        # Its rows carry numbers, marks or departments of their own: they are the measures, not the section.
        draft = None
    if draft is not None:
        reading.drafts.append(draft)
        for table in tables:
            if table.kind == "schedule" or table in rest:
                chart(draft, table.read, table.read.records, legend)
    for table in figures:
        chart_by_title(table, reading.drafts, legend)
    if draft is None and rest:
        _read_rows(section, rest, legend, reading)


def _section_item(
    section: Section, tables: Sequence[SectionTable], kinds: set[tuple[str, str]], legend: Mapping[str, str]
) -> Draft | None:
    """The draft of the measure that a section is itself, or None where it is written as none."""
    if not section.headings or section.has_children:
        return None
    charted = any(table.kind == "schedule" for table in tables) and not NO_ACTION.search(section.headings[-1].text)
    labelled = has_own_parts(section) or (
        any(table.kind == "attributes" for table in tables) and heads_attributes(section)
    )
    rows = any(table.kind in {"measures", "list"} for table in tables)
    if not labelled and (rows or not (charted or (not tables and _is_item_section(section, kinds)))):
        return None
    draft = section_to_draft(section)
    for table in tables:
        if table.kind == "attributes":
            fill_from_form(draft, table.read.block, legend)
    return draft if charted or draft.description or draft.current or draft.departments else None


def _names_measures(table: SectionTable) -> bool:
    """Whether the rows of a table are measures on their own: with departments, numbers or item marks."""
    if table.read.has("department") or table.read.has("number"):
        return True
    return any(split_mark(record.title)[0] for record in table.read.records)


def _is_item_section(section: Section, kinds: set[tuple[str, str]]) -> bool:
    heading = section.headings[-1]
    if heading.mark is None or len(section.headings) == 1:
        return False
    return (chapter_of(section), heading.kind) in kinds


def _read_rows(section: Section, tables: Sequence[SectionTable], legend: Mapping[str, str], reading: Reading) -> None:
    drafts: list[Draft] = []
    for table in tables:
        if is_figure(table, drafts):
            # 取組のスケジュール below the table of the measures.
            chart_by_title(table, drafts, legend)
            continue
        found = records_to_drafts(table.read, section.path, legend)
        if table.read.continues and found and drafts and _is_second_half(found[0], drafts):
            _join_halves(drafts[-1], found.pop(0))
        drafts.extend(draft for draft in found if draft.title.strip())
    if len(drafts) == 1 and not drafts[0].description:
        _describe(drafts[0], section, tables[0])
    reading.drafts.extend(drafts)


def _is_second_half(draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether the first row of a page is the rest of a broken row: it lacks its title, or the label others have."""
    if not draft.title.strip():
        return True
    return not draft.label and all(other.label for other in before)


def _join_halves(first: Draft, second: Draft) -> None:
    first.title = join_lines((first.title, second.title))
    first.description = join_lines((first.description, second.description))
    first.departments = list(dict.fromkeys((*first.departments, *second.departments)))
    first.schedule.extend(second.schedule)
    first.issues.extend(second.issues)
    first.indicators.extend(second.indicators)
    first.end_page = second.page
    for key, regions in second.where.items():
        first.where[key] = (*first.where.get(key, ()), *regions)


def _describe(draft: Draft, section: Section, table: SectionTable) -> None:
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
