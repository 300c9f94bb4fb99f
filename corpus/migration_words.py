"""The step to schema 3: packed tokens become words and texts that SQL can read, with the places of every text.

Until then a text was a blob of zlib over JSON, and which documents used it was all that was known of its places. What
such a blob lacks (shorter units, texts that no search looked at) comes when the next ingest reads the files anew.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from corpus.normalised_text import normalise_text

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["move_words"]

# The strings that schemas 1 and 2 compressed with.
_DICTIONARY: Final = (
    "記号,一般,*,*,*,*動詞,一般,*,*,五段-ラ行,連用形-一般動詞,非自立可能,*,*,サ行変格,終止形-一般助動詞,*,*,*,助動詞-タ,終止形-一般"
    "接尾辞,名詞的,一般,*,*,*補助記号,読点,*,*,*,*補助記号,句点,*,*,*,*補助記号,一般,*,*,*,*助詞,接続助詞,*,*,*,*"
    "助詞,係助詞,*,*,*,*名詞,数詞,*,*,*,*名詞,固有名詞,一般,*,*,*助詞,格助詞,*,*,*,*名詞,普通名詞,サ変可能,*,*,*"
    '",null,null,"名詞,普通名詞,一般,*,*,*"],['
).encode()

_TABLES: Final = (
    (
        "CREATE TABLE lexemes (id INTEGER NOT NULL, surface TEXT NOT NULL, dictionary_form TEXT NOT NULL, "
        "normalised_form TEXT NOT NULL, reading TEXT NOT NULL, part_of_speech TEXT NOT NULL, length INTEGER NOT NULL, "
        "units_b JSON NOT NULL, units_a JSON NOT NULL, PRIMARY KEY (id))"
    ),
    "CREATE INDEX ix_lexemes_surface ON lexemes (surface)",
    "CREATE INDEX ix_lexemes_dictionary_form ON lexemes (dictionary_form)",
    "CREATE INDEX ix_lexemes_normalised_form ON lexemes (normalised_form)",
    "ALTER TABLE texts RENAME TO packed_texts",
    (
        "CREATE TABLE texts (id INTEGER NOT NULL, text_sha256 VARCHAR(64) NOT NULL, tokeniser_version TEXT NOT NULL, "
        "text TEXT NOT NULL, tokens JSON NOT NULL, normalised TEXT, pieces JSON, annotations JSON NOT NULL, "
        "PRIMARY KEY (id), UNIQUE (text_sha256))"
    ),
    (
        "CREATE TABLE text_uses (document_id INTEGER NOT NULL, owner TEXT NOT NULL, owner_seq INTEGER NOT NULL, "
        "field TEXT NOT NULL, seq INTEGER NOT NULL, text_id INTEGER NOT NULL, "
        "PRIMARY KEY (document_id, owner, owner_seq, field, seq), "
        "FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE, "
        "FOREIGN KEY(text_id) REFERENCES texts (id)) WITHOUT ROWID"
    ),
    "CREATE INDEX ix_text_uses_text_id ON text_uses (text_id)",
    (
        "CREATE TABLE parses (text_id INTEGER NOT NULL, parser_version TEXT NOT NULL, entities JSON NOT NULL, "
        "phrases JSON NOT NULL, actions JSON NOT NULL, PRIMARY KEY (text_id), "
        "FOREIGN KEY(text_id) REFERENCES texts (id) ON DELETE CASCADE)"
    ),
)

# The places of the texts that a search looked at: those of which there were tokens.
_PLACES: Final = (
    "SELECT document_id, seq AS owner_seq, 'title' AS field, 0 AS seq, title AS text FROM measures",
    "SELECT document_id, seq, 'description', 0, description FROM measures",
    (
        "SELECT document_id, measures.seq, 'path', heading.key, heading.value "
        "FROM measures, json_each(measures.path) AS heading"
    ),
    "SELECT document_id, measure_seq, 'activities', seq, activity FROM schedule_entries",
    "SELECT document_id, measure_seq, 'departments', seq, department FROM measure_departments",
    (
        "SELECT document_id, measure_seq, 'indicators', "
        "row_number() OVER (PARTITION BY document_id, measure_seq ORDER BY seq, part) - 1, text FROM ("
        "SELECT document_id, measure_seq, seq, -1 AS part, name AS text FROM indicators UNION ALL "
        "SELECT document_id, measure_seq, seq, pair.key, pair.value ->> 1 "
        "FROM indicators, json_each(printed_values) AS pair)"
    ),
)


def move_words(connection: Connection) -> None:
    """Make the tables of schema 3 and move the texts into them."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
    words: dict[tuple[str, ...], int] = {}
    packed_texts = connection.exec_driver_sql(
        "SELECT id, text_sha256, tokeniser_version, tokens FROM packed_texts ORDER BY id"
    ).all()
    for text_id, sha256, version, packed in packed_texts:
        text, rows = json.loads(zlib.decompressobj(zdict=_DICTIONARY).decompress(packed))
        ids = [_word_id(connection, words, _forms(text, row)) for row in rows]
        connection.exec_driver_sql(
            "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (text_id, sha256, version, text, json.dumps(ids), *_normalised(text), "[]"),
        )
    places = " UNION ALL ".join(_PLACES)
    connection.exec_driver_sql("CREATE INDEX texts_by_text ON texts (text)")
    connection.exec_driver_sql(
        "INSERT INTO text_uses SELECT place.document_id, 'measure', owner_seq, field, seq, texts.id "  # noqa: S608 - ours
        f"FROM ({places}) AS place JOIN texts ON texts.text = place.text"
    )
    connection.exec_driver_sql("DROP INDEX texts_by_text")
    connection.exec_driver_sql("DROP TABLE document_texts")
    connection.exec_driver_sql("DROP TABLE packed_texts")
    connection.exec_driver_sql("DELETE FROM texts WHERE id NOT IN (SELECT text_id FROM text_uses)")


def _forms(text: str, row: list[Any]) -> tuple[str, ...]:
    start, end, reading, dictionary_form, normalised_form, part_of_speech, *other_surface = row
    surface = other_surface[0] if other_surface else text[start:end]
    return (surface, dictionary_form or surface, normalised_form or surface, reading, part_of_speech)


def _word_id(connection: Connection, words: dict[tuple[str, ...], int], forms: tuple[str, ...]) -> int:
    if forms not in words:
        words[forms] = len(words) + 1
        connection.exec_driver_sql(
            "INSERT INTO lexemes VALUES (?, ?, ?, ?, ?, ?, ?, '[]', '[]')", (words[forms], *forms, len(forms[0]))
        )
    return words[forms]


def _normalised(text: str) -> tuple[str | None, str | None]:
    normalised = normalise_text(text)
    if normalised.text == text:
        return None, None
    return normalised.text, json.dumps(normalised.pieces)
