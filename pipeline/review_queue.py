"""What goes out to reviewers: the measures to check, in the order in which to check them, and the plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.corrections import measure_fingerprint, national_labels, schedule_values
from corpus.schemes import NATIONAL_NAMES
from outputs.review_sheet import ReviewPlan
from pipeline.review_schedule import schedule_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from corpus.entries import StoredPlan
    from corpus.records import Classification, Measure, Plan
    from corpus.store import Store

    Explain = Callable[[Measure, str], tuple[Sequence[str], Sequence[str]]]
    """Gives the words for and against a label of a measure."""

__all__ = ["queue_rows", "review_plans"]


def queue_rows(
    pairs: Iterable[tuple[StoredPlan, StoredPlan]],
    explain: Explain,
    reopened: Mapping[str, str],
    *,
    everything: bool = False,
) -> list[dict[str, Any]]:
    """Rows of the sheet, those to be looked at again first, then by rising probability of the main label.

    Args:
        pairs: each plan as it is stored, and as it was read before corrections.
        explain: gives the words for and against a label.
        reopened: by measure id, what happened to its correction.
        everything: all measures; otherwise those that the model is not sure of, and those that are open again.

    """
    rows: list[tuple[tuple[bool, float, str, int, str], dict[str, Any]]] = []
    for stored, read in pairs:
        originals = {measure.id: measure for measure in read.plan.measures}
        labels = national_labels(stored.analysis)
        for measure in stored.plan.measures:
            original, given = originals.get(measure.id), labels.get(measure.id, [])
            if original is None or not given:
                continue
            main, note = given[0], reopened.get(measure.id, "")
            by_person = main.decided_by.startswith("person ")
            if everything or note or (main.abstain and not by_person):
                row = _row(stored.plan, measure, given, explain(original, main.label))
                row |= {"note": note, "seen": measure_fingerprint(original)}
                order = (not note, main.probability, row["municipality"], measure.page, measure.id)
                rows.append((order, row))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def _row(
    plan: Plan, measure: Measure, given: Sequence[Classification], evidence: tuple[Sequence[str], Sequence[str]]
) -> dict[str, Any]:
    return {
        "municipality": plan.document.municipality or "",
        "plan_title": plan.document.title or plan.source.source_name,
        "page": str(measure.page),
        "path": measure.path,
        "title": measure.title,
        "description": measure.description,
        "departments": measure.departments,
        "schedule": schedule_lines(schedule_values(measure.schedule)),
        "labels": [NATIONAL_NAMES.get(one.label, one.label) for one in given],
        "probabilities": [f"{one.probability:.2f}" for one in given],
        "abstain": "○" if given[0].abstain else "",
        "evidence_for": evidence[0],
        "evidence_against": evidence[1],
        "decided_by": given[0].decided_by,
        "measure_id": measure.id,
        "sha256": plan.source.sha256,
    }


def review_plans(store: Store) -> list[ReviewPlan]:
    """The plans to which a measure may be added, each by a name of its own."""
    plans = []
    for header in store.headers():
        place, title = header.municipality or "市区町村不明", header.title or "計画名不明"
        plans.append(ReviewPlan(f"{place} {title}（{header.source_name} {header.sha256[:8]}）", header.sha256))
    return plans
