"""The full-text index over the measures: SQLite FTS5, one character or one normalised word a token.

FTS5's own tokenisers fail on Japanese: unicode61 finds no 推進 inside a longer run, trigram nothing shorter than
three characters. So each character of a text's search form is written as its code point in hexadecimal (推 is
``63a8``), and a query is the phrase of its characters. The writing is one-to-one and immune to case folding and
to every kind of separator, so a phrase is found exactly where the substring stands, and no query holds an operator.

A measure is one row with a column per field, which no phrase can cross; the several texts of a field are kept
apart by a token that no text contains. The index holds no texts (``content=''``): taking a row out needs the
very strings that were put in, which `search_texts` keeps.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Integer, Subquery, bindparam, column, text

from corpus.column_types import compact_json
from corpus.normalise import search_form
from corpus.text_units import SEARCH_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "IndexedText",
    "add_measure",
    "create_index",
    "load_texts",
    "matching_characters",
    "matching_words",
    "remove_document",
    "words_of",
]

_COLUMNS = ", ".join(SEARCH_FIELDS)
_PLACES = ", ".join(f":{field}" for field in SEARCH_FIELDS)
# Not hexadecimal, so no character and no word is written like it.
_SEPARATOR = " x "


class IndexedText(NamedTuple):
    """A text of a field: as printed, in the form that is searched, and its words' normalised forms."""

    printed: str
    form: str
    words: tuple[str, ...]


def create_index(connection: Connection) -> None:
    """Make the index's tables, inside the caller's transaction."""
    for table in ("measure_characters", "measure_words"):
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table} USING fts5({_COLUMNS}, content='', columnsize=0, tokenize='ascii')"
        )
    connection.exec_driver_sql("CREATE TABLE search_texts (row_id INTEGER PRIMARY KEY, packed BLOB NOT NULL)")


def words_of(forms: Sequence[str]) -> tuple[str, ...]:
    """The words that are compared: search forms, blank ones left out, so that printed spaces part no phrase."""
    return tuple(search_form(form) for form in forms if form.strip())


def add_measure(connection: Connection, row_id: int, fields: Mapping[str, Sequence[IndexedText]]) -> None:
    """Index a measure under its `row_id`; a field that is not given is empty."""
    texts = {field: [entry for entry in fields.get(field, ()) if entry.form] for field in SEARCH_FIELDS}
    packed = {field: [_pack(entry) for entry in entries] for field, entries in texts.items() if entries}
    connection.exec_driver_sql(
        "INSERT INTO search_texts (row_id, packed) VALUES (?, ?)",
        (row_id, zlib.compress(compact_json(packed).encode(), level=6)),
    )
    for table, values in _written(texts):
        connection.execute(
            text(f"INSERT INTO {table} (rowid, {_COLUMNS}) VALUES (:row_id, {_PLACES})"),  # noqa: S608 - own names
            {"row_id": row_id, **values},
        )


def remove_document(connection: Connection, document_id: int) -> None:
    """Take the measures of a document out of the index; their rows must still be there."""
    rows = connection.exec_driver_sql("SELECT row_id FROM measures WHERE document_id = ?", (document_id,))
    row_ids = [int(row_id) for (row_id,) in rows]
    for row_id, texts in load_texts(connection, row_ids).items():
        for table, values in _written(texts):
            connection.execute(
                text(
                    f"INSERT INTO {table} ({table}, rowid, {_COLUMNS}) VALUES ('delete', :row_id, {_PLACES})"  # noqa: S608
                ),
                {"row_id": row_id, **values},
            )
        connection.exec_driver_sql("DELETE FROM search_texts WHERE row_id = ?", (row_id,))


def load_texts(connection: Connection, row_ids: Sequence[int]) -> dict[int, dict[str, list[IndexedText]]]:
    """The indexed texts of measures, by row id and field."""
    loaded: dict[int, dict[str, list[IndexedText]]] = {}
    for row_id in row_ids:
        row = connection.exec_driver_sql("SELECT packed FROM search_texts WHERE row_id = ?", (row_id,)).first()
        packed: dict[str, list[list[Any]]] = {} if row is None else json.loads(zlib.decompress(row[0]))
        loaded[row_id] = {field: [_unpack(entry) for entry in entries] for field, entries in packed.items()}
    return loaded


def matching_characters(form: str) -> Subquery:
    """The measures (column ``row_id``) of which a text contains `form`, a search form that is not empty."""
    return _matching("measure_characters", _write_characters(form))


def matching_words(words: Sequence[str]) -> Subquery:
    """The measures (column ``row_id``) of which a text has these words in a row; `words` as `words_of` gives them."""
    return _matching("measure_words", _write_words(words))


def _matching(table: str, phrase: str) -> Subquery:
    query = text(f"SELECT rowid AS row_id FROM {table} WHERE {table} MATCH :phrase")  # noqa: S608 - own names
    return query.bindparams(bindparam("phrase", f'"{phrase}"')).columns(column("row_id", Integer)).subquery()


def _written(texts: Mapping[str, Sequence[IndexedText]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Per table what goes into its columns."""
    yield (
        "measure_characters",
        {
            field: _SEPARATOR.join(_write_characters(entry.form) for entry in texts.get(field, ()))
            for field in SEARCH_FIELDS
        },
    )
    yield (
        "measure_words",
        {
            field: _SEPARATOR.join(_write_words(entry.words) for entry in texts.get(field, ()))
            for field in SEARCH_FIELDS
        },
    )


def _write_characters(form: str) -> str:
    return " ".join(f"{ord(character):x}" for character in form)


def _write_words(words: Sequence[str]) -> str:
    return " ".join(word.encode("utf-8", "surrogatepass").hex() for word in words)


def _pack(entry: IndexedText) -> list[Any]:
    return [entry.printed, None if entry.form == entry.printed else entry.form, list(entry.words)]


def _unpack(entry: list[Any]) -> IndexedText:
    printed, form, words = entry
    return IndexedText(printed, printed if form is None else form, tuple(words))
