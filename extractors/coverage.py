"""What became of the text of the pages that hold measures: a reading that loses a row or a card must show it.

A glyph is *placed* if it lies in one of these:

- the regions of a record: measures with their schedules, indicators and progress, reviews, terms, initiatives;
- a heading, a caption, a running head or foot, a boxed column, a note;
- a row of a table from which a record was read, its head, or a row across it;
- text that the records leave out by rule: before the first heading, in chapters without measures, above the parts
  of a section, around the table or the labelled parts of a measure (shared introductions, notes below a table),
  tables of statistics, and tables of indicators, whose lost rows have an Issue of their own.

What is left is *unplaced*: rows of a table without any record, tables that gave none, sections written like the
measures beside them that became none, labelled parts (【取組内容】, 【担当課】) that no record holds, words that stand
as in a table outside any, schedules, tables and texts with departments in chapters from which nothing was read, and
glyphs that the layout lost.

It finds what is missing beside what was read. It cannot find a measure that was read under a wrong title, nor tell
that a whole document was taken for prose: `checks_confidence` speaks of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Box, Measure, Region, Review, Term
from extractors.blocks import PageLayout, TableBlock
from extractors.chapters import NO_ACTION, chapter_of
from extractors.checks_loose_tables import loose_tables
from extractors.checks_unplaced import UnplacedBlock, glyphs_to_blocks
from extractors.drafts import cell_regions
from extractors.form_fields import table_to_fields
from extractors.forms import FormGroup
from extractors.geometry import contains
from extractors.lines import Line, fold, without_doubles
from extractors.marks import split_mark
from extractors.outline import Section
from extractors.prose import items_to_parts
from extractors.section_tables import SectionTable
from extractors.years_down import read_years_down

__all__ = ["Evidence", "PageCoverage", "UnplacedBlock", "plan_coverage", "record_regions"]

# A region's edge passes through the middle of a raised or condensed glyph within this distance, in points.
SLACK = 1.0
# The parts of a measure that must be in its record; 効果, 備考 and the like are kept nowhere.
_KEPT_PARTS = frozenset({"description", "current", "department"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the stages made of a document: its pages without furniture, and what was read.

    ``tables`` are those of the sections, reviews aside; ``groups`` are the heads of initiatives.
    """

    layouts: Sequence[PageLayout]
    sections: Sequence[Section]
    tables: Sequence[SectionTable]
    measures: Sequence[Measure]
    reviews: Sequence[Review] = ()
    terms: Sequence[Term] = ()
    groups: Sequence[FormGroup] = ()


@dataclass(frozen=True, slots=True)
class PageCoverage:
    """How many of a page's glyphs, blanks aside, have a place in what was read, and the blocks of those without."""

    page: int
    placed: int
    total: int
    blocks: tuple[UnplacedBlock, ...] = ()

    @property
    def share(self) -> float:
        """Share of placed glyphs in [0, 1]; 1.0 for a page without text."""
        return self.placed / self.total if self.total else 1.0

    @property
    def unplaced(self) -> tuple[Box, ...]:
        """The box of each unplaced line."""
        return tuple(box for block in self.blocks for box in block.lines)


def plan_coverage(evidence: Evidence) -> list[PageCoverage]:
    """The coverage of each page of the chapters with measures, or with what looks like measures, in order of pages.

    A document without any measure has no such pages.
    """
    if not evidence.measures:
        return []
    records = _by_page(record_regions(evidence))
    measures = _by_page(region for measure in evidence.measures for region in measure_regions(measure))
    overlooked = _overlooked(evidence, measures)
    lost = _by_page([*_lost(evidence, records, measures), *overlooked])
    pages = _action_pages(evidence, measures) | {region.page for region in overlooked}
    return [
        _page_coverage(layout, records.get(number, []), lost.get(number, []))
        for layout in evidence.layouts
        if (number := layout.page.number) in pages
    ]


def measure_regions(measure: Measure) -> list[Region]:
    """All regions of a measure and of what is attached to it."""
    attached = [entry.where for entry in measure.schedule] + [indicator.where for indicator in measure.indicators]
    attached += [report.where for report in measure.progress]
    return [region for regions in (*measure.where.values(), *attached) for region in regions]


def record_regions(evidence: Evidence) -> list[Region]:
    """The regions of all records."""
    where = [review.where for review in evidence.reviews] + [term.where for term in evidence.terms]
    return [
        *(region for measure in evidence.measures for region in measure_regions(measure)),
        *(region for regions in where for region in regions),
        *(
            region
            for group in evidence.groups
            for field in (group.title, *group.fields)
            for region in cell_regions(field.page, field.value)
        ),
    ]


def _by_page(regions: Iterable[Region]) -> dict[int, list[Box]]:
    out: dict[int, list[Box]] = {}
    for page, box in regions:
        out.setdefault(page, []).append(box)
    return out


def _action_pages(evidence: Evidence, measures: Mapping[int, list[Box]]) -> set[int]:
    """Pages with a measure, and all pages of the chapters that hold measures."""
    chapters = {chapter_of(section) for section in evidence.sections if _is_kept(section, measures)}
    pages = set(measures)
    pages.update(page for m in evidence.measures for page in range(m.page, m.end_page + 1))
    pages.update(
        item.page for section in evidence.sections if chapter_of(section) in chapters for item in section.items
    )
    return pages


def _title_regions(section: Section) -> tuple[Region, ...]:
    return section.headings[-1].regions if section.headings else ()


def _holds(boxes: Mapping[int, list[Box]], page: int, outer: Box) -> bool:
    """Whether one of the boxes on a page lies in ``outer``."""
    return any(contains(outer, box, SLACK) for box in boxes.get(page, ()))


def _lost(evidence: Evidence, records: Mapping[int, list[Box]], measures: Mapping[int, list[Box]]) -> list[Region]:
    """Where the text stands that a record should hold but none does."""
    kept = [section for section in evidence.sections if _is_kept(section, measures)]
    chapters = {chapter_of(section) for section in kept}
    kinds = {(chapter_of(section), section.headings[-1].kind) for section in kept if section.headings}
    siblings = {_family(section) for section in kept if _is_measure(section, measures)}
    out: list[Region] = []
    for section in evidence.sections:
        if not section.headings or chapter_of(section) not in chapters:
            continue
        if _is_measure(section, measures):
            out.extend(_lost_parts(section, records))
        elif section in kept or section.has_children:
            continue
        elif _family(section) in siblings or (
            (chapter_of(section), section.headings[-1].kind) in kinds and not _is_background(section)
        ):
            out.extend(Region(item.page, item.element.box) for item in section.items)
    titles = {fold(measure.title) for measure in evidence.measures}
    for table in evidence.tables:
        if chapter_of(table.section) in chapters:
            out.extend(_lost_rows(table, records, titles))
    loose = loose_tables([section for section in evidence.sections if chapter_of(section) in chapters])
    return [*out, *(Region(page, box) for page, boxes in loose.items() for box in boxes)]


def _overlooked(evidence: Evidence, measures: Mapping[int, list[Box]]) -> list[Region]:
    """What looks like measures in chapters from which none was read.

    These are schedules, tables and texts with departments, and sections that name themselves (施策４) as measures do.
    """
    kept = [section for section in evidence.sections if _is_kept(section, measures)]
    chapters = {chapter_of(section) for section in kept}
    names = {section.headings[-1].kind for section in kept if _is_measure(section, measures)}
    left = [section for section in evidence.sections if chapter_of(section) not in chapters]
    titles = {fold(measure.title) for measure in evidence.measures}
    tables = [
        region
        for table in evidence.tables
        if (table.kind == "schedule" or table.read.has("department"))
        and any(table.section is section and not _is_about_plan(section) for section in left)
        for region in _lost_rows(table, {}, titles)
    ]
    texts = [
        Region(item.page, item.element.box)
        for section in left
        if (section.headings and section.headings[-1].kind.startswith("word:") and section.headings[-1].kind in names)
        or (any(part.role == "department" for part in items_to_parts(section.items)) and not _is_about_plan(section))
        for item in section.items
    ]
    return [*tables, *texts]


def _is_measure(section: Section, measures: Mapping[int, list[Box]]) -> bool:
    """Whether the heading of a section is the title of a measure."""
    return any(_holds(measures, region.page, region.box) for region in _title_regions(section))


def _family(section: Section) -> tuple[tuple[str, ...], str]:
    """What a section shares with those beside it: the headings above, and the class of its own."""
    return section.path[:-1], section.headings[-1].kind


def _is_kept(section: Section, measures: Mapping[int, list[Box]]) -> bool:
    """Whether a measure was read from a section: from its heading, or from what stands under it."""
    return _is_measure(section, measures) or any(
        _holds(measures, item.page, item.element.box) for item in section.items
    )


def _is_about_plan(section: Section) -> bool:
    return any(NO_ACTION.search(heading.text) for heading in section.headings)


def _is_background(section: Section) -> bool:
    return any(NO_ACTION.search(heading.text) for heading in section.headings[1:])


def _lost_parts(section: Section, records: Mapping[int, list[Box]]) -> list[Region]:
    """The labelled parts of a measure that no record holds."""
    return [
        region
        for part in items_to_parts(section.items)
        if part.role in _KEPT_PARTS
        for region in part.regions
        if not _holds(records, region.page, region.box)
    ]


def _lost_rows(table: SectionTable, records: Mapping[int, list[Box]], titles: Collection[str]) -> list[Region]:
    """The cells of rows from which no record was read; rows of a 施策一覧 only name what stands elsewhere."""
    block = table.read.block
    if table.kind in {"statistics", "indicators", "other"}:
        return []
    if table.kind == "form":
        return _lost_fields(block, records)
    if read_years_down(block) is not None:
        # Its rows are years; those without words say that nothing is planned.
        return [] if _holds(records, block.page, block.box) else [Region(block.page, block.box)]
    out = []
    for record in table.read.records:
        band = Box(block.box.x0, record.top, block.box.x1, record.bottom)
        names = {fold(record.title), fold(split_mark(record.title)[1])}
        if not names & {*titles} and not _holds(records, block.page, band):
            out.append(Region(block.page, band))
    return out


def _lost_fields(block: TableBlock, records: Mapping[int, list[Box]]) -> list[Region]:
    """The values of a form's labels that must be in a record."""
    return [
        Region(block.page, line.box)
        for item in table_to_fields(block)
        if item.role == "title" or item.role in _KEPT_PARTS
        for line in item.value.lines
        if not _holds(records, block.page, line.box)
    ]


def _page_coverage(layout: PageLayout, records: Sequence[Box], lost: Sequence[Box]) -> PageCoverage:
    glyphs = [glyph for glyph in without_doubles(layout.page.glyphs) if not glyph.text.isspace()]
    lines = _lines(layout)
    known = {glyph for line in lines for glyph in line.glyphs}

    def is_lost(box: Box) -> bool:
        return any(contains(area, box) for area in lost) and not any(contains(area, box, SLACK) for area in records)

    unplaced = [glyph for glyph in glyphs if glyph not in known or (lost and is_lost(glyph.box))]
    blocks = glyphs_to_blocks(unplaced, [line.box for line in lines])
    n_unplaced = sum(block.n_glyphs for block in blocks)
    return PageCoverage(layout.page.number, len(glyphs) - n_unplaced, len(glyphs), tuple(blocks))


def _lines(layout: PageLayout) -> list[Line]:
    """All lines that the layout holds, those of cells and of furniture too."""
    cells = [line for table in layout.tables for cell in table.cells for line in cell.lines]
    return [*layout.lines, *layout.furniture, *cells]
