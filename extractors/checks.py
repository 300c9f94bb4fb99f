"""Self-checks that need no gold: what does not add up in a plan becomes an Issue that a person can act on."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Document, Issue, Measure, ScheduleEntry
from extractors.checks_confidence import is_inside
from extractors.checks_marks import mark_gaps
from extractors.checks_names import duplicates, unusual_departments, unusual_titles
from extractors.coverage import PageCoverage
from extractors.page import Page

__all__ = ["check_coverage", "check_measures", "check_pages"]

# A page with fewer glyphs than this under an image that fills more than this share of it is a scan.
MAX_SCAN_GLYPHS = 15
MIN_SCAN_COVER = 0.5
# Share of a page's glyphs that must have a place. All 134 action pages of the five plans, the practice plans, the
# samples and tests/layouts have 1.0. With any one of their 443 measures taken out, the page it stood on falls to 0.991
# or less, but for two: the only one of its class (雛形市), and a row under a ribbon of other rows (浮見町).
MIN_PLACED = 0.995
# A smaller block of unplaced glyphs is a stray sign, no text.
MIN_BLOCK = 4
# So many characters of a text are quoted.
QUOTED = 20


def check_pages(pages: Sequence[Page]) -> list[Issue]:
    """Pages whose text is only in an image."""
    return [
        Issue(
            code="scanned_page",
            message="画像だけのページです。文字を読み取れないため、このページの内容は入っていません。",
            page=page.number,
        )
        for page in pages
        if sum(not glyph.text.isspace() for glyph in page.glyphs) < MAX_SCAN_GLYPHS
        and page.image_cover > MIN_SCAN_COVER
    ]


def check_measures(measures: Sequence[Measure], document: Document) -> list[Issue]:
    """Marks out of sequence, years outside the plan period, odd names, doubles, and plans without measures."""
    if not measures:
        message = "施策を記載した章が見つかりません。計画ではない文書か、読めない様式です。"
        return [Issue(code="no_action_chapter", message=message)]
    return [
        *mark_gaps(measures),
        *_years_outside(measures, document),
        *unusual_departments(measures),
        *unusual_titles(measures),
        *duplicates(measures),
    ]


def check_coverage(coverage: Sequence[PageCoverage]) -> list[Issue]:
    """Pages of measures with text that is in no record."""
    out = []
    for page in coverage:
        if page.share >= MIN_PLACED or page.blocks[0].n_glyphs < MIN_BLOCK:
            continue
        largest = page.blocks[0]
        text = largest.text if len(largest.text) <= QUOTED else f"{largest.text[:QUOTED]}…"
        out.append(
            Issue(
                code="unplaced_text",
                message=(
                    f"このページの文字の{1 - page.share:.1%}（{page.total - page.placed}字、{len(page.blocks)}か所）が"
                    f"どの施策にも入っていません。「{text}」のところを元のPDFと見比べてください。"
                ),
                page=page.page,
                box=largest.box,
            )
        )
    return out


def _years_outside(measures: Sequence[Measure], document: Document) -> list[Issue]:
    """One issue for each page whose schedules leave the plan period by more than the year before it."""
    if document.start_fy is None or document.end_fy is None:
        return []
    pages: dict[int, list[ScheduleEntry]] = {}
    for measure in measures:
        for entry in measure.schedule:
            if not is_inside(entry, document.start_fy, document.end_fy):
                pages.setdefault(entry.where[0].page if entry.where else measure.page, []).append(entry)
    return [
        Issue(
            code="year_outside_period",
            message=(
                f"工程「{found[0].activity}」{f'ほか{len(found) - 1}件' if len(found) > 1 else ''}の年度が"
                f"計画期間（{document.start_fy}～{document.end_fy}年度）の外です。"
                "年度の見出しと計画期間の読み取りを確かめてください。"
            ),
            page=page,
            box=found[0].where[0].box if found[0].where else None,
        )
        for page, found in pages.items()
    ]
