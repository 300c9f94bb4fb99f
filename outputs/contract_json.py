"""One plan as the public JSON record: the contract's form, with fields of our own besides.

Boxes are ``[page, x0, top, x1, bottom]`` in points, origin at the page's top-left corner, rounded to two decimals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from corpus.entries import Manifest, StoredPlan, Versions, versions_text
from corpus.phases import phases_of
from corpus.schemes import NATIONAL_SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.records import Analysis, Classification, Document, Issue, Measure, Plan, Region, Review, Source, Term

__all__ = ["plan_to_contract", "stored_plan_to_contract"]

Record = dict[str, Any]


def plan_to_contract(plan: Plan, analysis: Analysis, *, versions: Versions | None = None) -> Record:
    """The record of one plan, of JSON types only; `versions` are left out where the caller has none."""
    labels: defaultdict[str, list[Classification]] = defaultdict(list)
    for classification in analysis.classifications:
        labels[classification.measure_id].append(classification)
    record: Record = {
        "document": _document(plan.source, plan.document),
        "measures": [_measure(measure, labels[measure.id]) for measure in plan.measures],
        "reviews": [_review(review) for review in plan.reviews],
        "terms": [_term(term) for term in plan.terms],
        "initiatives": [
            {
                "title": initiative.title,
                "issues": list(initiative.issues),
                "effects": list(initiative.effects),
                "measure_ids": list(initiative.measure_ids),
                "page": initiative.page,
                "where": _boxes(initiative.where),
            }
            for initiative in plan.initiatives
        ],
        "issues": [_issue(issue) for issue in plan.issues],
    }
    return record if versions is None else {**record, "versions": versions_text(versions)}


def stored_plan_to_contract(stored: StoredPlan) -> Record:
    """The record of a plan of the corpus, with its versions and what the manifest says of it."""
    record = plan_to_contract(stored.plan, stored.analysis, versions=stored.versions)
    if stored.manifest != Manifest():
        manifest = stored.manifest
        record["document"] |= {
            "plan_id": manifest.plan_id,
            "part": manifest.part,
            "source_url": manifest.source_url,
            "retrieved_on": manifest.retrieved_on,
        }
    return record


def _boxes(regions: Iterable[Region]) -> list[list[float]]:
    return [[region.page, *(round(edge, 2) for edge in region.box)] for region in regions]


def _boxes_by_field(where: Mapping[str, Sequence[Region]], *fields: str) -> Record:
    """Boxes of the fields named here, empty or not, then of all others, by name."""
    others = sorted(set(where) - set(fields))
    return {field: _boxes(where.get(field, ())) for field in (*fields, *others)}


def _document(source: Source, document: Document) -> Record:
    return {
        "source_name": source.source_name,
        "sha256": source.sha256,
        "municipality": document.municipality,
        "municipality_code": document.municipality_code,
        "prefecture": document.prefecture,
        "title": document.title,
        "start_fy": document.start_fy,
        "end_fy": document.end_fy,
        "page_count": source.page_count,
        "extractor_version": source.extractor_version,
        **({} if document.printed_part is None else {"printed_part": document.printed_part}),
        "where": _boxes_by_field(document.where),
    }


def _measure(measure: Measure, classifications: Sequence[Classification]) -> Record:
    ranked = sorted(classifications, key=lambda classification: (classification.scheme, classification.rank))
    return {
        "id": measure.id,
        "path": list(measure.path),
        "label": measure.label,
        "title": measure.title,
        "description": measure.description,
        "current": measure.current,
        "departments": list(measure.departments),
        "printed_codes": list(measure.printed_codes),
        "badges": list(measure.badges),
        "repost": measure.repost,
        **_measure_parts(measure),
        "term_refs": list(measure.term_refs),
        "national": [label.label for label in ranked if label.scheme == NATIONAL_SCHEME],
        "classifications": [_classification(label) for label in ranked],
        "page": measure.page,
        "end_page": measure.end_page,
        "extractor": measure.extractor,
        "confidence": measure.confidence,
        "confidence_reason": measure.confidence_reason,
        "where": _boxes_by_field(measure.where, "title", "description", "departments"),
    }


def _measure_parts(measure: Measure) -> Record:
    return {
        "schedule": [
            {
                "row": entry.row,
                "activity": entry.activity,
                "phases": list(phases_of(entry.activity)),
                "start_fy": entry.start_fy,
                "end_fy": entry.end_fy,
                "open_end": entry.open_end,
                "confidence": entry.confidence,
                "where": _boxes(entry.where),
            }
            for entry in measure.schedule
        ],
        "indicators": [
            {"name": indicator.name, "values": _values(indicator.values), "where": _boxes(indicator.where)}
            for indicator in measure.indicators
        ],
        "progress": [
            {
                "heading": report.heading,
                "text": report.text,
                "departments": list(report.departments),
                "where": _boxes(report.where),
            }
            for report in measure.progress
        ],
    }


def _values(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Values by year or heading; a key that comes again gets its number, so that no value is lost."""
    values: dict[str, str] = {}
    times: Counter[str] = Counter()
    for key, value in pairs:
        times[key] += 1
        unique = key if times[key] == 1 else f"{key} ({times[key]})"
        while unique in values:
            unique += "'"
        values[unique] = value
    return values


def _classification(classification: Classification) -> Record:
    return {
        "scheme": classification.scheme,
        "scheme_version": classification.scheme_version,
        "label": classification.label,
        "rank": classification.rank,
        "probability": classification.probability,
        "abstain": classification.abstain,
        "decided_by": classification.decided_by,
    }


def _review(review: Review) -> Record:
    return {
        "path": list(review.path),
        "label": review.label,
        "title": review.title,
        "current": review.current,
        "status": review.status,
        "direction": review.direction,
        "refs": list(review.refs),
        "page": review.page,
        "where": _boxes(review.where),
    }


def _term(term: Term) -> Record:
    return {
        "marker": term.marker,
        "term": term.term,
        "expansion": term.expansion,
        "definition": term.definition,
        "kind": term.kind,
        "page": term.page,
        "where": _boxes(term.where),
    }


def _issue(issue: Issue) -> Record:
    box = None if issue.box is None else [round(edge, 2) for edge in issue.box]
    return {"code": issue.code, "message": issue.message, "page": issue.page, "box": box}
