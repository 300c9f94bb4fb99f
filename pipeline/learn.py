"""What people decided on labels, as rows to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.features import MeasureText, measure_to_text
from models.training_rows import TrainingRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.corrections import Correction
    from corpus.store import Store

__all__ = ["Decided", "corrected_rows", "decided_labels"]

Decided = tuple[TrainingRow, str]
"""A measure with the labels that people gave it, and its municipality."""


def decided_labels(store: Store) -> list[Decided]:
    """Every measure whose labels a person decided and that still reads as that person saw it, by measure id."""
    texts: dict[str, tuple[MeasureText, str]] = {}
    for stored in store.unreviewed_plans():
        place = stored.plan.document.municipality_code or stored.plan.source.sha256
        texts |= {measure.id: (measure_to_text(measure), place) for measure in stored.plan.measures}
    newest = _newest(store.corrections())
    decided = []
    for id_ in sorted(newest):
        one = newest[id_]
        if one.field == "missing":
            value = one.corrected
            text = MeasureText(value["title"], value["description"], tuple(value["path"]), tuple(value["departments"]))
            decided.append((TrainingRow(text, tuple(value["national"])), one.plan_key.split("\x1f")[0]))
        elif id_ in texts:
            text, place = texts[id_]
            decided.append((TrainingRow(text, tuple(one.corrected)), place))
    return decided


def corrected_rows(store: Store) -> list[TrainingRow]:
    """The same without municipalities; of equal texts the first counts."""
    rows = {row.measure: row for row, _ in reversed(decided_labels(store))}
    return list(reversed(rows.values()))


def _newest(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """The correction of labels that counts for each measure; those of measures that are none do not."""
    found = [one for one in corrections if one.state in {"applied", "settled"}]
    none = {one.measure_id for one in found if one.field == "false"}
    return {one.measure_id: one for one in found if one.field in {"national", "missing"} and one.measure_id not in none}
