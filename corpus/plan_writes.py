"""A plan into the database: as read, with what people corrected of it, its words and its search index."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus import fulltext, rows, schema
from corpus.correction_rows import put_reading, put_states, read_corrections
from corpus.corrections import correct_plan
from corpus.normalise import search_form
from corpus.text_units import SEARCH_FIELDS
from corpus.texts import put_texts, release_texts, remove_unused
from corpus.words import in_mode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from corpus.entries import StoredPlan
    from corpus.records import Measure, Plan, Token

__all__ = ["Wording", "remove_document", "storable", "write_labels", "write_plan"]


class Wording(NamedTuple):
    """The tokens of a plan by text as printed, what made them, and where those of the corrected plan come from."""

    tokens: Mapping[str, tuple[Token, ...]]
    version: str
    tokenise: Callable[[Plan], Mapping[str, tuple[Token, ...]]] | None


def write_plan(connection: Connection, read: StoredPlan, wording: Wording) -> None:
    """Store a plan as read, with its corrections applied, in place of what is known of the same bytes."""
    plan, sha256 = read.plan, read.plan.source.sha256
    connection.execute(delete(schema.quarantine).where(schema.quarantine.c.sha256 == sha256))
    corrected = correct_plan(plan, read.analysis, read_corrections(connection, plan))
    tokens = wording.tokens
    if corrected.is_changed and wording.tokenise is not None:
        tokens = wording.tokenise(corrected.plan)
    document_id, old_texts = remove_document(connection, sha256)
    document_id = document_id or _next_document_id(connection)
    columns = {**rows.document_values(plan), **asdict(read.manifest), "versions": read.versions}
    columns["source_name"] = storable(plan.source.source_name)
    connection.execute(insert(schema.documents).values(id=document_id, **columns))
    row_ids = rows.insert_plan(connection, document_id, corrected.plan, corrected.analysis)
    if corrected.is_changed:
        put_reading(connection, document_id, plan, read.analysis)
        put_states(connection, corrected.states)
    put_texts(connection, document_id, corrected.plan, tokens, wording.version)
    # Only now: a text that the new record prints too keeps what GiNZA saw in it.
    remove_unused(connection, old_texts)
    for row_id, measure in zip(row_ids, corrected.plan.measures, strict=True):
        fulltext.add_measure(connection, row_id, _indexed_texts(measure, tokens))


def write_labels(connection: Connection, document_id: int, read: StoredPlan) -> None:
    """Store the analysis and the versions of a plan that is stored already; what people decided of it stays."""
    corrected = correct_plan(read.plan, read.analysis, read_corrections(connection, read.plan))
    rows.replace_analysis(connection, document_id, corrected.analysis)
    if corrected.is_changed:
        put_reading(connection, document_id, read.plan, read.analysis)
    connection.execute(
        update(schema.documents).where(schema.documents.c.id == document_id).values(versions=read.versions)
    )


def remove_document(connection: Connection, sha256: str) -> tuple[int | None, list[int]]:
    """Remove the record of these bytes with all that hangs on it but its texts.

    Gives its id, None if there was none, and the ids of its texts for `remove_unused`.
    """
    document_id = connection.scalar(select(schema.documents.c.id).where(schema.documents.c.sha256 == sha256))
    if document_id is None:
        return None, []
    fulltext.remove_document(connection, document_id)
    text_ids = release_texts(connection, document_id)
    connection.execute(delete(schema.documents).where(schema.documents.c.id == document_id))
    return int(document_id), text_ids


def storable(name: str) -> str:
    """A name or message from outside, with bytes that are no UTF-8 written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _next_document_id(connection: Connection) -> int:
    return int(connection.scalar(select(func.coalesce(func.max(schema.documents.c.id), 0))) or 0) + 1


def _indexed_texts(measure: Measure, tokens: Mapping[str, tuple[Token, ...]]) -> dict[str, list[fulltext.IndexedText]]:
    return {
        field: [
            fulltext.IndexedText(
                printed,
                search_form(printed),
                fulltext.words_of([token.normalised_form for token in in_mode(tokens.get(printed, ()), "A")]),
            )
            for printed in texts_of(measure)
        ]
        for field, texts_of in SEARCH_FIELDS.items()
    }
