"""What was understood of a page, as boxes with a name: the first half of `keikaku inspect`, without any drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from corpus.records import Box, Issue, Measure, Plan, Region, ScheduleEntry

__all__ = ["KIND_NAMES", "Kind", "Mark", "overlay_marks", "page_issues", "years_text"]

Kind = Literal[
    "cell",
    "furniture",
    "document",
    "heading",
    "title",
    "departments",
    "current",
    "description",
    "other",
    "indicator",
    "schedule",
    "bar",
    "progress",
    "initiative",
    "review",
    "term",
    "unplaced",
    "issue",
]

KIND_NAMES: Final = MappingProxyType[Kind, str](
    {
        "cell": "表のセル",
        "furniture": "柱・ページ番号",
        "document": "計画名・期間",
        "heading": "見出し",
        "title": "施策名",
        "departments": "担当部署",
        "current": "現状・課題",
        "description": "内容",
        "other": "施策のその他の項目",
        "indicator": "指標",
        "schedule": "工程と年度",
        "bar": "年度を付けなかった矢印",
        "progress": "進捗",
        "initiative": "取組のまとまり",
        "review": "前の計画の点検",
        "term": "用語・注",
        "unplaced": "どこにも入らない文字",
        "issue": "指摘",
    }
)
"""What each kind is called in the legend, in the order of the legend and of painting."""

# Fields of a measure that have a colour of their own.
_FIELDS: Final = MappingProxyType[str, Kind](
    {"title": "title", "departments": "departments", "current": "current", "description": "description"}
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing understood on a page.

    ``boxes`` are the places of its lines, in points of the page as shown; ``label`` is what is written beside them:
    a measure's number in the record, the years of an entry, the marker of a term, the number of an issue.
    """

    kind: Kind
    boxes: tuple[Box, ...]
    label: str = ""


def overlay_marks(plan: Plan, page: int) -> list[Mark]:
    """Everything that the record of a plan places on a page (1-based), each thing once, in order of painting."""
    found = dict.fromkeys(mark for mark in _marks(plan, page) if mark.boxes)
    order = list(KIND_NAMES)
    return sorted(found, key=lambda mark: order.index(mark.kind))


def page_issues(plan: Plan, page: int) -> list[tuple[str, Issue]]:
    """The issues of a page, each with the label of its mark; one without a box has a label all the same."""
    return [(f"!{number}", issue) for number, issue in enumerate((i for i in plan.issues if i.page == page), start=1)]


def years_text(entry: ScheduleEntry) -> str:
    """The years of an entry as they are written beside its box: 2024, 2024〜2026, 〜2019 or 2026〜."""
    if entry.start_fy is None:
        return f"〜{entry.end_fy}"
    if entry.open_end:
        return f"{entry.start_fy}〜"
    return str(entry.end_fy) if entry.start_fy == entry.end_fy else f"{entry.start_fy}〜{entry.end_fy}"


def _marks(plan: Plan, page: int) -> Iterator[Mark]:
    for regions in plan.document.where.values():
        yield Mark("document", _on(page, regions))
    for number, measure in enumerate(plan.measures, start=1):
        yield from _measure_marks(measure, page, str(number))
    for initiative in plan.initiatives:
        yield Mark("initiative", _on(page, initiative.where))
    for number, review in enumerate(plan.reviews, start=1):
        yield Mark("review", _on(page, review.where), str(number))
    for term in plan.terms:
        yield Mark("term", _on(page, term.where), term.marker)
    for label, issue in page_issues(plan, page):
        yield Mark("issue", (issue.box,) if issue.box is not None else (), label)


def _measure_marks(measure: Measure, page: int, label: str) -> Iterator[Mark]:
    for field, regions in measure.where.items():
        yield Mark(_FIELDS.get(field, "other"), _on(page, regions), label)
    for indicator in measure.indicators:
        yield Mark("indicator", _on(page, indicator.where), label)
    for report in measure.progress:
        yield Mark("progress", _on(page, report.where), label)
    for entry in measure.schedule:
        # A ribbon over several measures is an entry of each of them, but is drawn once.
        yield Mark("schedule", _on(page, entry.where), years_text(entry))


def _on(page: int, regions: Iterable[Region]) -> tuple[Box, ...]:
    return tuple(dict.fromkeys(region.box for region in regions if region.page == page))
