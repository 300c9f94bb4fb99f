"""Plans as rows of `corpus.schema` and back: the only place that knows both.

A record's field goes to the column of the same key, so a new field is a new column and nothing here changes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select

from corpus import schema
from corpus.records import (
    Analysis,
    Classification,
    Document,
    Indicator,
    Initiative,
    Issue,
    Measure,
    Plan,
    Progress,
    Review,
    ScheduleEntry,
    Source,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["document_values", "insert_plan", "read_analysis", "read_plan", "replace_analysis"]

R = TypeVar("R")

_OF_DOCUMENT: Final[tuple[tuple[str, Table, type], ...]] = (
    ("reviews", schema.reviews, Review),
    ("terms", schema.terms, Term),
    ("initiatives", schema.initiatives, Initiative),
    ("issues", schema.issues, Issue),
)
_OF_MEASURE: Final[tuple[tuple[str, Table, type], ...]] = (
    ("schedule", schema.schedule_entries, ScheduleEntry),
    ("indicators", schema.indicators, Indicator),
    ("progress", schema.progress, Progress),
)
_TEXTS_OF_MEASURE: Final[tuple[tuple[str, Table, str], ...]] = (
    ("departments", schema.measure_departments, "department"),
    ("printed_codes", schema.measure_codes, "code"),
)


def document_values(plan: Plan) -> dict[str, Any]:
    """The plan's own columns of `schema.documents`."""
    return {**_values(schema.documents, plan.source), **_values(schema.documents, plan.document)}


def insert_plan(connection: Connection, document_id: int, plan: Plan, analysis: Analysis) -> list[int]:
    """Write everything below the document; gives the row ids of the measures, in the plan's order."""
    for name, table, _ in _OF_DOCUMENT:
        _insert(connection, table, _numbered(document_id, table, getattr(plan, name)))
    _insert_analysis(connection, document_id, analysis)
    row_ids = _insert_measures(connection, document_id, plan.measures)
    for name, table, _ in _OF_MEASURE:
        rows = [
            {"measure_seq": seq, **row}
            for seq, measure in enumerate(plan.measures)
            for row in _numbered(document_id, table, getattr(measure, name))
        ]
        _insert(connection, table, rows)
    for name, table, column in _TEXTS_OF_MEASURE:
        rows = [
            {"document_id": document_id, "measure_seq": measure_seq, "seq": seq, column: value}
            for measure_seq, measure in enumerate(plan.measures)
            for seq, value in enumerate(getattr(measure, name))
        ]
        _insert(connection, table, rows)
    return row_ids


def replace_analysis(connection: Connection, document_id: int, analysis: Analysis) -> None:
    """Write what the models added to a plan in place of what they did before."""
    connection.execute(delete(schema.classifications).where(schema.classifications.c.document_id == document_id))
    _insert_analysis(connection, document_id, analysis)


def _insert_analysis(connection: Connection, document_id: int, analysis: Analysis) -> None:
    rows = _numbered(document_id, schema.classifications, analysis.classifications)
    _insert(connection, schema.classifications, rows)


def read_plan(connection: Connection, document: Mapping[Any, Any]) -> Plan:
    """The plan whose row of `schema.documents` is `document`, as it was put."""
    document_id = document[schema.documents.c.id]
    parts: dict[str, Any] = {
        name: tuple(_record(record, table, row) for row in _rows(connection, table, document_id))
        for name, table, record in _OF_DOCUMENT
    }
    return Plan(
        source=_record(Source, schema.documents, document),
        document=_record(Document, schema.documents, document),
        measures=_read_measures(connection, document_id),
        **parts,
    )


def read_analysis(connection: Connection, document_id: int) -> Analysis:
    """What the models added to the plan."""
    rows = _rows(connection, schema.classifications, document_id)
    return Analysis(classifications=tuple(_record(Classification, schema.classifications, row) for row in rows))


def _values(table: Table, record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the records
    return {field.name: getattr(record, field.name) for field in fields(record) if field.name in table.c}


def _record(record: type[R], table: Table, row: Mapping[Any, Any], **more: object) -> R:
    values = {field.name: row[table.c[field.name]] for field in fields(record) if field.name in table.c}  # type: ignore[arg-type]
    return record(**values, **more)


def _numbered(document_id: int, table: Table, records: Iterable[object]) -> list[dict[str, Any]]:
    return [{"document_id": document_id, "seq": seq, **_values(table, record)} for seq, record in enumerate(records)]


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _insert_measures(connection: Connection, document_id: int, measures: Sequence[Measure]) -> list[int]:
    if not measures:
        return []
    statement = insert(schema.measures).returning(schema.measures.c.row_id, sort_by_parameter_order=True)
    return list(connection.scalars(statement, _numbered(document_id, schema.measures, measures)))


def _rows(connection: Connection, table: Table, document_id: int) -> Sequence[Mapping[Any, Any]]:
    statement = select(table).where(table.c.document_id == document_id).order_by(*table.primary_key.columns)
    return connection.execute(statement).mappings().all()


def _read_measures(connection: Connection, document_id: int) -> tuple[Measure, ...]:
    parts: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for name, table, record in _OF_MEASURE:
        for row in _rows(connection, table, document_id):
            parts[row[table.c.measure_seq]].setdefault(name, []).append(_record(record, table, row))
    for name, table, column in _TEXTS_OF_MEASURE:
        for row in _rows(connection, table, document_id):
            parts[row[table.c.measure_seq]].setdefault(name, []).append(row[table.c[column]])
    statement = (
        select(schema.measures).where(schema.measures.c.document_id == document_id).order_by(schema.measures.c.seq)
    )
    return tuple(
        _record(
            Measure,
            schema.measures,
            row,
            **{name: tuple(values) for name, values in parts[row[schema.measures.c.seq]].items()},
        )
        for row in connection.execute(statement).mappings()
    )
