"""Self-checks that need no gold: what does not add up in a plan becomes an Issue that a person can act on."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Document, Issue, Measure
from extractors.marks import parse_mark
from extractors.page import Page

__all__ = ["check_measures", "check_pages"]

# A page with fewer glyphs than this under an image that fills more than this share of it is a scan.
MAX_SCAN_GLYPHS = 15
MIN_SCAN_COVER = 0.5


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
    """Marks out of sequence, years outside the plan period, and plans without measures."""
    if not measures:
        message = "施策を記載した章が見つかりません。計画ではない文書か、読めない様式です。"
        return [Issue(code="no_action_chapter", message=message)]
    return [*_mark_gaps(measures), *_years_outside(measures, document)]


def _mark_gaps(measures: Sequence[Measure]) -> list[Issue]:
    out = []
    previous: dict[tuple[tuple[str, ...], str], int] = {}
    for measure in measures:
        # A mark is told by what follows it: a label has nothing after it.
        mark = parse_mark(f"{measure.label} 字")
        if mark is None or mark.ordinal == 0:
            continue
        key = (measure.path, mark.kind)
        last = previous.get(key, 0)
        missing = mark.ordinal - last - 1
        if last and missing > 0:
            regions = measure.where.get("title", ())
            out.append(
                Issue(
                    code="mark_gap",
                    message=(f"項目番号が続いていません: 「{measure.label}」の前の{missing}件が見つかりません。"),
                    page=measure.page,
                    box=regions[0].box if regions else None,
                )
            )
        previous[key] = mark.ordinal
    return out


def _years_outside(measures: Sequence[Measure], document: Document) -> list[Issue]:
    if document.start_fy is None or document.end_fy is None:
        return []
    out = []
    seen: set[tuple[int, int | None, int]] = set()
    for measure in measures:
        for entry in measure.schedule:
            first = entry.start_fy if entry.start_fy is not None else entry.end_fy + 1
            inside = first >= document.start_fy - 1 and entry.end_fy <= document.end_fy
            key = (measure.page, entry.start_fy, entry.end_fy)
            if inside or key in seen:
                continue
            seen.add(key)
            out.append(
                Issue(
                    code="year_outside_period",
                    message=(
                        f"工程「{entry.activity}」の年度が計画期間（{document.start_fy}～{document.end_fy}年度）の外です。"
                    ),
                    page=entry.where[0].page if entry.where else measure.page,
                    box=entry.where[0].box if entry.where else None,
                )
            )
    return out
