"""Corrections in the database, and what the program read before they were applied."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, delete, insert, or_, select, update

from corpus.corrections import Correction, CorrectionState, plan_key
from corpus.records import Classification, Measure
from corpus.schema import corrections, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.records import Analysis, Plan

__all__ = ["insert_corrections", "put_reading", "put_states", "read_corrections", "read_reading"]

_OWN: Final = [field.name for field in fields(Correction) if field.name != "number"]


def insert_corrections(connection: Connection, found: Sequence[Correction]) -> None:
    """Keep corrections; the very same one by the same person is kept once."""
    known = {_identity(one) for one in read_corrections(connection)}
    rows = [{name: getattr(one, name) for name in _OWN} for one in found if _identity(one) not in known]
    if rows:
        connection.execute(insert(corrections), rows)


def _identity(one: Correction) -> str:
    return json.dumps([one.measure_id, one.field, one.corrected, one.seen, one.reviewer, one.decided_on])


def read_corrections(connection: Connection, plan: Plan | None = None) -> list[Correction]:
    """All corrections in the order in which they came, or those that concern a plan as read."""
    statement = select(corrections).order_by(corrections.c.id)
    if plan is not None:
        statement = statement.where(
            or_(
                corrections.c.measure_id.in_([measure.id for measure in plan.measures]),
                corrections.c.plan_key == plan_key(plan),
                corrections.c.sha256 == plan.source.sha256,
            )
        )
    return [
        Correction(number=row["id"], **{name: row[name] for name in _OWN})
        for row in connection.execute(statement).mappings()
    ]


def put_states(connection: Connection, states: Mapping[int, CorrectionState]) -> None:
    """Keep what became of corrections."""
    for number, state in sorted(states.items()):
        connection.execute(update(corrections).where(corrections.c.id == number).values(state=state))


def put_reading(connection: Connection, document_id: int, plan: Plan, analysis: Analysis) -> None:
    """Keep measures and labels as the program gave them, beside the corrected ones."""
    connection.execute(delete(readings).where(readings.c.document_id == document_id))
    connection.execute(
        insert(readings).values(
            document_id=document_id, measures=_packed(plan.measures), classifications=_packed(analysis.classifications)
        )
    )


def read_reading(
    connection: Connection, document_id: int
) -> tuple[tuple[Measure, ...], tuple[Classification, ...]] | None:
    """Measures and labels as the program gave them, None where nothing was corrected."""
    row = connection.execute(select(readings).where(readings.c.document_id == document_id)).mappings().first()
    if row is None:
        return None
    from pydantic import TypeAdapter  # noqa: PLC0415 - a tenth of a second that only corrected plans need

    return (
        TypeAdapter(tuple[Measure, ...]).validate_json(row["measures"]),
        TypeAdapter(tuple[Classification, ...]).validate_json(row["classifications"]),
    )


def _packed(records: Iterable[Measure] | Iterable[Classification]) -> str:
    return json.dumps([_plain(record) for record in records], ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
