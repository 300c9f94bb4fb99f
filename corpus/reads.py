"""Reading plans back out of the database, inside the caller's transaction: whole, by identity, or only counted."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, func, select

from corpus import rows, schema
from corpus.correction_rows import read_reading
from corpus.corrections import REOPENED
from corpus.entries import Manifest, PlanCounts, PlanHeader, StoredPlan
from corpus.errors import StoreError
from corpus.records import Analysis
from corpus.texts import read_parses

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_counts", "read_headers", "read_stored_plan", "read_unreviewed_plan"]

_HEADER = tuple(
    schema.documents.c[{"document_id": "id"}.get(field.name, field.name)].label(field.name)
    for field in fields(PlanHeader)
)
_COUNTED: Mapping[str, Table] = {
    "measures": schema.measures,
    "schedule_entries": schema.schedule_entries,
    "terms": schema.terms,
    "issues": schema.issues,
}


def read_headers(connection: Connection) -> list[PlanHeader]:
    """The identities of all plans, in the order of plans."""
    headers = [PlanHeader(**row) for row in connection.execute(select(*_HEADER)).mappings()]
    return sorted(headers, key=lambda header: header.order)


def read_stored_plan(connection: Connection, sha256: str) -> StoredPlan:
    """The plan of these bytes.

    Raises:
        StoreError: there is none.

    """
    statement = select(schema.documents).where(schema.documents.c.sha256 == sha256)
    document: Mapping[Any, Any] | None = connection.execute(statement).mappings().first()
    if document is None:
        path = connection.engine.url.database
        raise StoreError(f"{path}: sha256 {sha256} の計画はありません。先に keikaku ingest で取り込んでください")
    return StoredPlan(
        plan=rows.read_plan(connection, document),
        analysis=rows.read_analysis(connection, document[schema.documents.c.id]),
        versions=document[schema.documents.c.versions],
        parses=read_parses(connection, document[schema.documents.c.id]),
        manifest=Manifest(**{field.name: document[schema.documents.c[field.name]] for field in fields(Manifest)}),
    )


def read_unreviewed_plan(connection: Connection, sha256: str) -> StoredPlan:
    """The plan of these bytes as the program read and labelled it, before what people corrected.

    Raises:
        StoreError: there is none.

    """
    stored = read_stored_plan(connection, sha256)
    document_id = connection.scalar(select(schema.documents.c.id).where(schema.documents.c.sha256 == sha256))
    found = read_reading(connection, int(document_id or 0))
    if found is None:
        return stored
    measures, classifications = found
    issues = tuple(issue for issue in stored.plan.issues if issue.code != REOPENED)
    return replace(
        stored,
        plan=replace(stored.plan, measures=measures, issues=issues),
        analysis=Analysis(classifications=classifications),
    )


def read_counts(connection: Connection, sha256: str) -> PlanCounts | None:
    """How much the plan of these bytes holds, None if there is none; its rows are counted in their indexes."""
    document = schema.documents.c
    counts = [
        select(func.count()).select_from(table).where(table.c.document_id == document.id).scalar_subquery().label(name)
        for name, table in _COUNTED.items()
    ]
    statement = select(document.id, document.page_count.label("pages"), *counts).where(document.sha256 == sha256)
    row = connection.execute(statement).mappings().first()
    if row is None:
        return None
    issue = schema.issues.c
    by_code = (
        select(issue.code, func.count(issue.page.distinct()))
        .where(issue.document_id == row["id"], issue.page.is_not(None))
        .group_by(issue.code)
    )
    return PlanCounts(
        **{name: value for name, value in row.items() if name != "id"},
        issue_pages={str(code): int(pages) for code, pages in connection.execute(by_code)},
    )
