"""Views for those who read the corpus in SQL: words, names and actions, one row each, with where they stand.

They unpack what `lexemes`, `texts` and `parses` keep in compact form, with SQLite's own functions, so that any program
that opens the file sees them. Offsets count characters of the printed text from 0, half-open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["create_views"]

_UNITS: Final = """
    SELECT texts.id AS text_id, '{mode}' AS mode, word.key AS word, unit.key AS unit, unit.value AS lexeme_id
    FROM texts, json_each(texts.tokens) AS word JOIN lexemes ON lexemes.id = word.value,
         json_each(CASE lexemes.units_{column} WHEN '[]' THEN json_array(lexemes.id) ELSE lexemes.units_{column} END)
         AS unit
"""

_VIEWS: Final = {
    # One row per word and mode: A shortest units, B middle ones, C longest.
    "tokens": f"""
        WITH units AS (
            SELECT texts.id AS text_id, 'C' AS mode, word.key AS word, 0 AS unit, word.value AS lexeme_id
            FROM texts, json_each(texts.tokens) AS word
            UNION ALL {_UNITS.format(mode="B", column="b")}
            UNION ALL {_UNITS.format(mode="A", column="a")}
        )
        SELECT text_id, mode, row_number() OVER places - 1 AS seq,
               sum(length) OVER places - length AS start, sum(length) OVER places AS stop,
               surface, dictionary_form, normalised_form, reading, part_of_speech
        FROM units JOIN lexemes ON lexemes.id = lexeme_id
        WINDOW places AS (PARTITION BY text_id, mode ORDER BY word, unit)
    """,  # noqa: S608 - our own words
    # One row per place of a text, with its plan and page.
    "text_places": """
        SELECT text_uses.text_id, owner, field, text_uses.seq, municipality_code, municipality,
               documents.title AS plan_title, start_fy, measures.measure_id,
               coalesce(measures.page, terms.page, reviews.page, initiatives.page) AS page, text_uses.document_id,
               owner_seq
        FROM text_uses JOIN documents ON documents.id = text_uses.document_id
        LEFT JOIN measures ON owner = 'measure' AND measures.document_id = text_uses.document_id
             AND measures.seq = owner_seq
        LEFT JOIN terms ON owner = 'term' AND terms.document_id = text_uses.document_id AND terms.seq = owner_seq
        LEFT JOIN reviews ON owner = 'review' AND reviews.document_id = text_uses.document_id
             AND reviews.seq = owner_seq
        LEFT JOIN initiatives ON owner = 'initiative' AND initiatives.document_id = text_uses.document_id
             AND initiatives.seq = owner_seq
    """,
    "entities": """
        SELECT text_id, row.key AS seq, row.value ->> 0 AS start, row.value ->> 1 AS stop,
               substr(text, (row.value ->> 0) + 1, (row.value ->> 1) - (row.value ->> 0)) AS entity,
               row.value ->> 2 AS kind, row.value ->> 3 AS source
        FROM parses JOIN texts ON texts.id = text_id, json_each(entities) AS row
    """,
    "phrases": """
        SELECT text_id, row.key AS seq, row.value ->> 0 AS start, row.value ->> 1 AS stop,
               substr(text, (row.value ->> 0) + 1, (row.value ->> 1) - (row.value ->> 0)) AS phrase,
               substr(text, (row.value ->> 2) + 1, (row.value ->> 3) - (row.value ->> 2)) AS head
        FROM parses JOIN texts ON texts.id = text_id, json_each(phrases) AS row
    """,
    "actions": """
        SELECT text_id, row.key AS seq, row.value ->> 0 AS object_start, row.value ->> 1 AS object_stop,
               substr(text, (row.value ->> 0) + 1, (row.value ->> 1) - (row.value ->> 0)) AS object,
               row.value ->> 2 AS verb_start, row.value ->> 3 AS verb_stop, row.value ->> 4 AS verb
        FROM parses JOIN texts ON texts.id = text_id, json_each(actions) AS row
    """,
}


def create_views(connection: Connection) -> None:
    """Make the views, inside the caller's transaction; one of that name is replaced."""
    for name, select in _VIEWS.items():
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {select}")
