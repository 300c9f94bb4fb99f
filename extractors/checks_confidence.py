"""How sure a measure is: a number in [0, 1] with its reasons in Japanese, from facts that need no gold.

The confidence is the product of the factors of all facts that hold (`FACTORS`), times what the reader left of it.
A measure in a ruled table, with its mark, its title and its schedule, has 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.records import Box, Document, Issue, Measure, Region, ScheduleEntry
from extractors.checks_loose_tables import loose_tables
from extractors.checks_names import is_unusual_title
from extractors.coverage import Evidence, PageCoverage
from extractors.geometry import contains

__all__ = ["FACTORS", "Fact", "is_inside", "weak_evidence", "weighed"]

Fact = Literal[
    "no_period",
    "no_title",
    "few",
    "background",
    "bare_chapter",
    "bare",
    "unmarked",
    "no_department",
    "title",
    "joined",
    "unruled",
    "unsure_years",
    "numbers",
    "outside",
    "jumbled",
    "unplaced",
    "double",
]

# What each fact leaves of the confidence, and how it is said. These are judgements, no frequencies: nearly all measures
# of our plans are right, so that nothing could be counted. They are set so that plans stay near 1 and the documents of
# ../shared/real that are no plans fall below WEAK.
FACTORS: dict[Fact, tuple[float, str]] = {
    # of the document
    "no_period": (0.8, "計画期間が文書に見つからない"),
    "no_title": (0.9, "計画の名称が文書に見つからない"),
    "few": (0.8, "文書全体で施策が３件以下しかない"),
    # of the place
    "background": (0.6, "現状・経過・資料などの見出しの下にある"),
    "bare_chapter": (0.85, "担当・工程・指標のない章で、章の題名と番号だけから施策と判断した"),
    "bare": (0.9, "見出しと本文だけで、担当・工程・指標の記載がない"),
    "unplaced": (0.8, "同じページに、どの施策にも入らない文字が１割以上ある"),
    # of the measure
    "unmarked": (0.85, "同じ節の他の施策にある項目番号がない"),
    "no_department": (0.9, "同じ節の他の施策にある担当部署がない"),
    "title": (0.7, "施策名らしくない題名"),
    "jumbled": (0.6, "説明に表らしい行が混じっている"),
    "joined": (0.95, "ページをまたぐ行をつないだ"),
    "double": (0.8, "同じ場所に同じ名前の施策がある"),
    # of its schedule
    "unruled": (0.95, "罫線のない工程表を文字の位置から読んだ"),
    "unsure_years": (0.95, "年度のはっきりしない工程がある"),
    "outside": (0.9, "工程の年度が計画期間の外にある"),
    "numbers": (0.6, "工程の内容が数値ばかりで、統計表のおそれがある"),
}
# A document whose measures are less sure than this on average may be no plan. Our plans have 0.77 (one in prose
# without departments or schedules) or more, the documents of ../shared/real in which measures were found 0.58 or less.
WEAK = 0.6
# Documents with at most this many measures.
FEW = 3
# Share of unplaced glyphs on a page from which its measures are doubtful.
MIN_PLACED = 0.9
# An entry less sure than this.
UNSURE = 0.8
# Lines of a loose table in a description; one or two may be figures in a text.
MIN_JUMBLED = 3
# So many measures of a section tell what its measures have.
MIN_SIBLINGS = 2
_BACKGROUND = re.compile(
    r"現状|現況|動向|推移|分析|アンケート|調査結果|経過|背景|資料|参考|要綱|名簿|前計画|振り返り|ふりかえり"
)
_NUMBER = re.compile(r"^[\s△▲\-－+＋約]*[\d０-９][\d０-９,，.．\s]*[％%円]?$")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the facts of one measure are told by."""

    document: Document
    measures: Sequence[Measure]
    shares: dict[int, float]
    loose: dict[int, list[Box]]
    unruled: Sequence[Region]
    bare_chapters: Collection[str]
    doubles: Collection[str]
    period_is_printed: bool


def weighed(
    evidence: Evidence, coverage: Sequence[PageCoverage], document: Document, *, period_is_printed: bool
) -> list[Measure]:
    """The measures with their confidence and its reasons.

    Args:
        evidence: What was read.
        coverage: Of the pages that hold measures.
        document: What the plan says of itself.
        period_is_printed: Whether its period was read, or given by a person, rather than guessed from schedules.

    """
    setting = _Setting(
        document=document,
        measures=evidence.measures,
        shares={page.page: page.share for page in coverage},
        loose=loose_tables(evidence.sections),
        unruled=_unruled(evidence),
        bare_chapters=_bare_chapters(evidence.measures),
        doubles=_doubles(evidence.measures),
        period_is_printed=period_is_printed,
    )
    return [_weighed(measure, [*_facts(measure, setting)]) for measure in evidence.measures]


def weak_evidence(measures: Sequence[Measure]) -> list[Issue]:
    """Whether the measures of a document rest on weak signs only."""
    mean = sum(measure.confidence for measure in measures) / max(len(measures), 1)
    if not measures or mean >= WEAK:
        return []
    weight = {
        reason: sum(reason in measure.confidence_reason for measure in measures) * (1 - factor)
        for factor, reason in FACTORS.values()
    }
    main = max(weight, key=lambda reason: weight[reason])
    message = (
        f"施策{len(measures)}件の確からしさが平均{mean:.2f}と低く、計画ではない文書のおそれがあります"
        f"（主な理由: {main}）。施策として扱ってよいか確かめてください。"
    )
    return [Issue(code="weak_evidence", message=message, page=measures[0].page)]


def _weighed(measure: Measure, facts: Sequence[Fact]) -> Measure:
    if not facts:
        return measure
    confidence = measure.confidence
    for fact in facts:
        confidence *= FACTORS[fact][0]
    reasons = [*filter(None, [measure.confidence_reason]), *(FACTORS[fact][1] for fact in facts)]
    return replace(measure, confidence=round(confidence, 3), confidence_reason="、".join(reasons))


def _facts(measure: Measure, setting: _Setting) -> Iterator[Fact]:
    document = setting.document
    found: dict[Fact, bool] = {
        "no_period": not setting.period_is_printed,
        "no_title": document.title is None,
        "few": len(setting.measures) <= FEW,
        "background": any(_BACKGROUND.search(heading) for heading in measure.path),
        "bare_chapter": _chapter(measure) in setting.bare_chapters,
        "bare": _is_bare(measure),
        "unplaced": setting.shares.get(measure.page, 1.0) < MIN_PLACED,
        "unmarked": not measure.label and _siblings_have(measure, setting.measures, "label"),
        "no_department": not measure.departments and _siblings_have(measure, setting.measures, "departments"),
        "title": is_unusual_title(measure.title),
        "jumbled": _n_loose(measure, setting.loose) >= MIN_JUMBLED,
        "joined": measure.extractor == "table_row" and _spans_pages(measure),
        "double": measure.id in setting.doubles,
        "unruled": any(_lies_in(entry.where, setting.unruled) for entry in measure.schedule),
        "unsure_years": any(entry.confidence < UNSURE for entry in measure.schedule),
        "outside": _is_outside(measure, document),
        "numbers": _has_numbers(measure),
    }
    return (fact for fact in FACTORS if found[fact])


def _chapter(measure: Measure) -> str:
    return measure.path[0] if measure.path else ""


def _is_bare(measure: Measure) -> bool:
    """Whether nothing but its heading and text says that it is a measure."""
    attached = (measure.departments, measure.schedule, measure.indicators, measure.progress, measure.current)
    return measure.extractor == "prose" and not any((*attached, measure.badges, measure.printed_codes))


def _bare_chapters(measures: Sequence[Measure]) -> set[str]:
    charted = {_chapter(measure) for measure in measures if not _is_bare(measure)}
    return {_chapter(measure) for measure in measures} - charted


def _siblings_have(measure: Measure, measures: Sequence[Measure], field: Literal["label", "departments"]) -> bool:
    """Whether all others of a section have a field."""
    others = [other for other in measures if other is not measure and other.path == measure.path]
    return len(others) >= MIN_SIBLINGS and all(getattr(other, field) for other in others)


def _doubles(measures: Sequence[Measure]) -> set[str]:
    places: dict[tuple[tuple[str, ...], str, str], list[Measure]] = {}
    for measure in measures:
        if not measure.repost:
            places.setdefault((measure.path, measure.label, measure.title), []).append(measure)
    return {measure.id for group in places.values() if len(group) > 1 for measure in group}


def _n_loose(measure: Measure, loose: dict[int, list[Box]]) -> int:
    regions = measure.where.get("description", ())
    return sum(
        any(contains(region.box, box) for region in regions if region.page == page)
        for page, boxes in loose.items()
        for box in boxes
    )


def _unruled(evidence: Evidence) -> list[Region]:
    """Tables in which no line or box is drawn from top to bottom of a cell: their columns were found by position."""
    drawn = {
        layout.page.number: [
            *(Box(r.position, r.start, r.position, r.end) for r in layout.page.rulings if not r.horizontal),
            *(shape.box for shape in layout.page.shapes if shape.stroke is not None and shape.rectangular),
        ]
        for layout in evidence.layouts
    }
    return [
        Region(block.page, block.box)
        for block in (table.read.block for table in evidence.tables)
        if not any(contains(block.box, box) for box in drawn[block.page])
    ]


def _lies_in(where: Sequence[Region], tables: Sequence[Region]) -> bool:
    return any(region.page == table.page and contains(table.box, region.box) for region in where for table in tables)


def _spans_pages(measure: Measure) -> bool:
    return any(len({region.page for region in regions}) > 1 for regions in measure.where.values())


def _is_outside(measure: Measure, document: Document) -> bool:
    if document.start_fy is None or document.end_fy is None:
        return False
    start, end = document.start_fy, document.end_fy
    return not all(is_inside(entry, start, end) for entry in measure.schedule)


def is_inside(entry: ScheduleEntry, start_fy: int, end_fy: int) -> bool:
    """Whether an entry lies in the plan period or the year before it; an open end may name the year after it."""
    first = entry.start_fy if entry.start_fy is not None else entry.end_fy + 1
    return first >= start_fy - 1 and entry.end_fy <= end_fy + entry.open_end


def _has_numbers(measure: Measure) -> bool:
    activities = [entry.activity for entry in measure.schedule if entry.activity]
    numbers = [text for text in activities if _NUMBER.match(text)]
    return len(activities) > 1 and len(numbers) * 2 > len(activities)
