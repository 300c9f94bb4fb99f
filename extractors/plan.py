"""The bytes of one PDF to the record of one plan: the stages in order, each a pure function."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.records import Document, Initiative, Issue, Measure, Plan, Source, measure_id
from extractors.blocks import PageLayout
from extractors.checks import check_coverage, check_measures, check_pages
from extractors.checks_confidence import weak_evidence, weighed
from extractors.coverage import Evidence, PageCoverage, plan_coverage
from extractors.errors import UnreadableFileError
from extractors.forms import group_to_initiative
from extractors.furniture import without_furniture
from extractors.glossary import read_glossaries
from extractors.identity import PageText, read_identity
from extractors.layout import page_to_layout
from extractors.lines import Line
from extractors.markers import MarkerSet
from extractors.municipalities import resolve_municipality
from extractors.notes import read_notes
from extractors.outline import read_outline
from extractors.pdf import SkippedPage, open_pdf
from extractors.reader import read_sections
from extractors.schedule_doubts import settled
from extractors.version import EXTRACTOR_VERSION

if TYPE_CHECKING:
    from extractors.drafts import Draft
    from extractors.page import Page

__all__ = ["PlanHints", "PlanReading", "extract_plan", "read_plan"]

# Fewer glyphs on all pages together than this are stamps on scans, no text layer.
MIN_GLYPHS = 20
# Share of unreadable characters from which a document's fonts count as garbled.
MAX_GARBLED = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHints:
    """What a manifest says of a plan; each value that is not None wins over what is detected."""

    municipality_code: str | None = None
    municipality: str | None = None
    prefecture: str | None = None
    title: str | None = None
    start_fy: int | None = None
    end_fy: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """The record of a plan with what it was read from: for pictures of what was understood, not for storing.

    ``coverage`` is that of the pages that hold measures.
    """

    plan: Plan
    evidence: Evidence
    coverage: tuple[PageCoverage, ...]


def extract_plan(
    data: bytes,
    *,
    source_name: str,
    hints: PlanHints | None = None,
    password: str | None = None,
    on_page: Callable[[int, int], None] | None = None,
) -> Plan:
    """The record of the plan in a PDF.

    Args:
        data: The file's bytes.
        source_name: Its name, kept in the record.
        hints: Fields that a person has supplied.
        password: For encrypted files.
        on_page: Called after each page with its number and the number of pages.

    Raises:
        UnreadableFileError: nothing can be read, with a reason code and what to do.

    """
    return read_plan(data, source_name=source_name, hints=hints, password=password, on_page=on_page).plan


def read_plan(
    data: bytes,
    *,
    source_name: str,
    hints: PlanHints | None = None,
    password: str | None = None,
    on_page: Callable[[int, int], None] | None = None,
) -> PlanReading:
    """As `extract_plan`, with what it was read from and its coverage."""
    layouts, issues, n_pages = _read_layouts(data, password, on_page)
    document, identity_issues = read_identity([_page_text(layout) for layout in layouts])
    cleaned = without_furniture(layouts)
    glossaries = read_glossaries(cleaned)
    notes = read_notes(glossaries.layouts)
    period = _period(document, hints)
    sections = read_outline(notes.layouts, document.title)
    reading = read_sections(sections, period)
    if document.start_fy is None:
        years = sorted({year for d in reading.drafts for e in d.schedule for year in (e.start_fy, e.end_fy) if year})
        document, identity_issues = read_identity([_page_text(layout) for layout in layouts], charted_years=years)
    document, hint_issues = _with_hints(document, hints)
    sha256 = hashlib.sha256(data).hexdigest()
    # Marks printed in a glossary table (※1 | 用語 | 説明) are markers as those of notes are.
    terms = (*notes.terms, *glossaries.terms)
    markers = MarkerSet(frozenset(term.marker for term in terms if term.marker))
    measures = _measures(reading.drafts, markers, _plan_key(document, sha256))
    initiatives = _initiatives(reading.groups, reading.drafts, measures)
    evidence = Evidence(
        layouts=cleaned,
        sections=sections,
        tables=reading.tables,
        measures=measures,
        reviews=reading.reviews,
        terms=terms,
        groups=[group for group, _ in reading.groups],
    )
    coverage = plan_coverage(evidence)
    measures = weighed(evidence, coverage, document, period_is_printed=period is not None)
    found = [
        *issues,
        *identity_issues,
        *hint_issues,
        *notes.issues,
        *reading.issues,
        *settled((draft.schedule, draft.issues) for draft in reading.drafts),
        *check_measures(measures, document),
        *check_coverage(coverage),
        *weak_evidence(measures),
    ]
    plan = Plan(
        source=Source(source_name=source_name, sha256=sha256, page_count=n_pages, extractor_version=EXTRACTOR_VERSION),
        document=document,
        measures=tuple(measures),
        reviews=tuple(reading.reviews),
        terms=terms,
        initiatives=tuple(initiatives),
        issues=tuple(sorted(found, key=lambda issue: (issue.page or 0, issue.code, issue.message))),
    )
    return PlanReading(plan=plan, evidence=evidence, coverage=tuple(coverage))


def _read_layouts(
    data: bytes, password: str | None, on_page: Callable[[int, int], None] | None
) -> tuple[list[PageLayout], list[Issue], int]:
    layouts: list[PageLayout] = []
    issues: list[Issue] = []
    pages: list[Page] = []
    with open_pdf(data, password=password) as pdf:
        for number, page in enumerate(pdf.pages(), start=1):
            if isinstance(page, SkippedPage):
                issues.append(Issue(code="skipped_page", message=page.message, page=page.number))
            else:
                layouts.append(page_to_layout(page))
                # Geometry of a page is dropped once it is laid out: memory stays bounded.
                pages.append(replace(page, rulings=(), shapes=()))
            if on_page is not None:
                on_page(number, pdf.page_count)
        n_pages = pdf.page_count
    _require_text(pages, skipped=len(issues))
    issues.extend(check_pages(pages))
    return layouts, issues, n_pages


def _require_text(pages: Sequence[Page], *, skipped: int) -> None:
    glyphs = [glyph.text for page in pages for glyph in page.glyphs if not glyph.text.isspace()]
    if len(glyphs) < MIN_GLYPHS:
        if skipped and not pages:
            raise UnreadableFileError("damaged", "どのページも読めませんでした。PDFを入手し直してください")
        if any(page.image_cover > 0.3 for page in pages) or not glyphs:  # noqa: PLR2004 - a scan fills its page
            raise UnreadableFileError(
                "no_text_layer", "文字情報がありません（画像だけのPDF）。文字認識（OCR）済みのPDFを用意してください"
            )
    garbled = sum(text.startswith("(cid:") or text in "\ufffd\x00" or "\ue000" <= text <= "\uf8ff" for text in glyphs)
    if glyphs and garbled > MAX_GARBLED * len(glyphs):
        raise UnreadableFileError(
            "garbled_fonts",
            f"文字の{garbled * 100 // len(glyphs)}％がフォントの不備で読み取れません。"
            "作成元のファイルからPDFを作り直してください",
        )


def _page_text(layout: PageLayout) -> PageText:
    lines: list[Line] = []
    for element in layout.elements:
        if isinstance(element, Line):
            lines.append(element)
        else:
            lines.extend(line for cell in element.cells for line in cell.lines)
    page = layout.page
    return PageText(number=page.number, width=page.width, height=page.height, lines=tuple(lines))


def _period(document: Document, hints: PlanHints | None) -> tuple[int, int] | None:
    start = hints.start_fy if hints is not None and hints.start_fy is not None else document.start_fy
    end = hints.end_fy if hints is not None and hints.end_fy is not None else document.end_fy
    return (start, end) if start is not None and end is not None else None


def _with_hints(document: Document, hints: PlanHints | None) -> tuple[Document, list[Issue]]:
    """The document with a person's values; a municipality given by name alone is looked up."""
    if hints is None:
        return document, []
    given = {
        name: value
        for name in ("municipality", "municipality_code", "prefecture", "title", "start_fy", "end_fy")
        if (value := getattr(hints, name)) is not None
    }
    if hints.municipality is not None and hints.municipality_code is None:
        resolved = resolve_municipality(hints.municipality, prefecture=hints.prefecture)
        given.setdefault("municipality_code", resolved.code)
        given.setdefault("prefecture", resolved.prefecture)
    return replace(document, **given), []


def _plan_key(document: Document, sha256: str) -> str:
    """What identifies the plan in ids: code, title and start; the file's hash where one of them is unknown."""
    if document.municipality_code and document.title and document.start_fy is not None:
        return f"{document.municipality_code}\x1f{document.title}\x1f{document.start_fy}"
    return sha256


def _measures(drafts: Sequence[Draft], markers: MarkerSet, plan_key: str) -> list[Measure]:
    seen: dict[tuple[tuple[str, ...], str, str], int] = {}
    measures = []
    for draft in drafts:
        path = tuple(markers.strip(text)[0] for text in draft.path)
        title, title_refs = markers.strip(draft.title)
        description, description_refs = markers.strip(draft.description)
        indicators = []
        indicator_refs: list[str] = []
        for indicator in draft.indicators:
            name, refs = markers.strip(indicator.name)
            values = []
            for key, value in indicator.values:
                bare, more = markers.strip(value)
                values.append((key, bare))
                refs = (*refs, *more)
            indicator_refs.extend(refs)
            indicators.append(replace(indicator, name=name, values=tuple(values)))
        place = (path, draft.label, title)
        occurrence = seen.get(place, 0)
        seen[place] = occurrence + 1
        measures.append(
            Measure(
                id=measure_id(plan_key, path, draft.label, title, occurrence),
                path=path,
                label=draft.label,
                title=title,
                page=draft.page,
                end_page=max(draft.page, draft.end_page),
                description=description,
                current=draft.current,
                departments=tuple(draft.departments),
                printed_codes=tuple(draft.printed_codes),
                badges=tuple(draft.badges),
                repost="再掲" in title,
                schedule=tuple(
                    replace(entry, activity=markers.strip(entry.activity)[0], row=markers.strip(entry.row)[0])
                    for entry in draft.schedule
                ),
                indicators=tuple(indicators),
                progress=tuple(draft.progress),
                term_refs=tuple(dict.fromkeys((*title_refs, *description_refs, *indicator_refs))),
                extractor=draft.extractor,
                confidence=round(draft.confidence, 3),
                confidence_reason="、".join(draft.reasons),
                where=MappingProxyType({name: regions for name, regions in draft.where.items() if regions}),
            )
        )
    return measures


def _initiatives(
    groups: Sequence[tuple[object, list[Draft]]], drafts: Sequence[Draft], measures: Sequence[Measure]
) -> list[Initiative]:
    ids = {id(draft): measure.id for draft, measure in zip(drafts, measures, strict=True)}
    return [group_to_initiative(group, [ids[id(draft)] for draft in inside]) for group, inside in groups]  # type: ignore[arg-type]
