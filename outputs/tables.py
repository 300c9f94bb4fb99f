"""Plans as rows of the tables in `outputs.columns`: one function per table, each row a dict by column key."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from corpus.schemes import NATIONAL_SCHEME
from outputs.cells import Cell
from outputs.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from corpus.entries import StoredPlan
    from corpus.records import Measure, Region

__all__ = ["ROWS", "Row", "rows_of"]

Row = dict[str, Cell]


def rows_of(table: str, stored: StoredPlan) -> Iterator[tuple[Cell, ...]]:
    """The rows of one plan in a table, in printed order, their cells in the order of the table's columns."""
    document, source = stored.plan.document, stored.plan.source
    shared: Row = {
        "municipality_code": document.municipality_code,
        "municipality": document.municipality,
        "prefecture": document.prefecture,
        "plan_title": document.title,
        "source_name": source.source_name,
        "sha256": source.sha256,
        "versions": stored.versions,
    }
    keys = [column.key for column in TABLES[table].columns]
    for row in ROWS[table](stored):
        cells = {**shared, **row}
        yield tuple(cells[key] for key in keys)


def _plans(stored: StoredPlan) -> Iterator[Row]:
    plan = stored.plan
    yield {
        "start_fy": plan.document.start_fy,
        "end_fy": plan.document.end_fy,
        "page": _page(plan.document.where.get("title", ()), None),
        "page_count": plan.source.page_count,
        "measure_count": len(plan.measures),
        "issue_count": len(plan.issues),
        "plan_id": stored.manifest.plan_id,
        "part": stored.manifest.part,
        "source_url": stored.manifest.source_url,
        "retrieved_on": stored.manifest.retrieved_on,
    }


def _measures(stored: StoredPlan) -> Iterator[Row]:
    national: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for classification in stored.analysis.classifications:
        if classification.scheme == NATIONAL_SCHEME:
            national[classification.measure_id].append((classification.rank, classification.label))
    for measure in stored.plan.measures:
        yield {
            "measure_id": measure.id,
            "path": measure.path,
            "label": measure.label,
            "title": measure.title,
            "description": measure.description,
            "current": measure.current,
            "departments": measure.departments,
            "printed_codes": measure.printed_codes,
            "badges": measure.badges,
            "repost": measure.repost,
            "term_refs": measure.term_refs,
            "national": tuple(label for _, label in sorted(national[measure.id], key=lambda ranked: ranked[0])),
            "page": measure.page,
            "end_page": measure.end_page,
            "confidence": float(measure.confidence),
            "confidence_reason": measure.confidence_reason,
            "extractor": measure.extractor,
        }


def _schedule(stored: StoredPlan) -> Iterator[Row]:
    for measure in stored.plan.measures:
        for entry in measure.schedule:
            yield {
                **_of(measure),
                "row": entry.row,
                "activity": entry.activity,
                "start_fy": entry.start_fy,
                "end_fy": entry.end_fy,
                "open_end": entry.open_end,
                "confidence": float(entry.confidence),
                "page": _page(entry.where, measure.page),
            }


def _indicators(stored: StoredPlan) -> Iterator[Row]:
    for measure in stored.plan.measures:
        for indicator in measure.indicators:
            for period, value in indicator.values or (("", ""),):
                yield {
                    **_of(measure),
                    "indicator": indicator.name,
                    "period": period,
                    "value": value,
                    "page": _page(indicator.where, measure.page),
                }


def _progress(stored: StoredPlan) -> Iterator[Row]:
    for measure in stored.plan.measures:
        for report in measure.progress:
            yield {
                **_of(measure),
                "heading": report.heading,
                "text": report.text,
                "departments": report.departments,
                "page": _page(report.where, measure.page),
            }


def _reviews(stored: StoredPlan) -> Iterator[Row]:
    for review in stored.plan.reviews:
        yield {
            "path": review.path,
            "label": review.label,
            "title": review.title,
            "current": review.current,
            "status": review.status,
            "direction": review.direction,
            "refs": review.refs,
            "page": review.page,
        }


def _terms(stored: StoredPlan) -> Iterator[Row]:
    for term in stored.plan.terms:
        yield {
            "marker": term.marker,
            "term": term.term,
            "expansion": term.expansion,
            "definition": term.definition,
            "kind": term.kind,
            "page": term.page,
        }


def _initiatives(stored: StoredPlan) -> Iterator[Row]:
    for initiative in stored.plan.initiatives:
        yield {
            "title": initiative.title,
            "issues": initiative.issues,
            "effects": initiative.effects,
            "measure_ids": initiative.measure_ids,
            "page": initiative.page,
        }


def _classifications(stored: StoredPlan) -> Iterator[Row]:
    measures = {measure.id: measure for measure in stored.plan.measures}
    for classification in stored.analysis.classifications:
        measure = measures.get(classification.measure_id)
        yield {
            "measure_id": classification.measure_id,
            "measure_title": measure.title if measure else None,
            "scheme": classification.scheme,
            "scheme_version": classification.scheme_version,
            "label": classification.label,
            "rank": classification.rank,
            "probability": float(classification.probability),
            "abstain": classification.abstain,
            "decided_by": classification.decided_by,
            "page": measure.page if measure else None,
        }


def _issues(stored: StoredPlan) -> Iterator[Row]:
    for issue in stored.plan.issues:
        yield {"code": issue.code, "message": issue.message, "page": issue.page}


def _of(measure: Measure) -> Row:
    return {"measure_id": measure.id, "measure_title": measure.title}


def _page(regions: tuple[Region, ...], otherwise: int | None) -> int | None:
    """The page on which a value begins."""
    return regions[0].page if regions else otherwise


ROWS: Final[Mapping[str, Callable[[StoredPlan], Iterator[Row]]]] = {
    "plans": _plans,
    "measures": _measures,
    "schedule": _schedule,
    "indicators": _indicators,
    "progress": _progress,
    "reviews": _reviews,
    "terms": _terms,
    "initiatives": _initiatives,
    "classifications": _classifications,
    "issues": _issues,
}
"""What fills each table of `outputs.columns.TABLES`."""
