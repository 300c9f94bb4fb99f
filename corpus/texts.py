"""The texts of the corpus: one row per distinct text with its words, its normalised form and what GiNZA sees in it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from corpus.annotations import find_annotations
from corpus.lexemes import Lexicon, read_lexemes
from corpus.normalised_text import NormalisedText, normalise_text
from corpus.records import Action, Entity, Parse, Phrase, Token
from corpus.schema import parses, text_uses, texts
from corpus.text_units import PARSED_FIELDS, text_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.lexemes import Lexeme
    from corpus.records import Plan

__all__ = [
    "place_tokens",
    "put_parses",
    "put_texts",
    "read_normalised",
    "read_parse",
    "read_parses",
    "read_tokens",
    "release_texts",
    "remove_unused",
    "texts_to_parse",
]


def put_texts(
    connection: Connection,
    document_id: int,
    plan: Plan,
    tokens: Mapping[str, tuple[Token, ...]],
    tokeniser_version: str,
) -> None:
    """Keep the plan's texts of which there are tokens; those of another tokeniser version are written anew."""
    units = [unit for unit in text_units(plan) if unit.text in tokens]
    distinct = {unit.text: tokens[unit.text] for unit in units}
    text_ids = _put_all(connection, distinct, tokeniser_version)
    rows = [
        {
            "document_id": document_id,
            "owner": unit.owner,
            "owner_seq": unit.owner_seq,
            "field": unit.field,
            "seq": unit.seq,
            "text_id": text_ids[unit.text],
        }
        for unit in units
    ]
    if rows:
        connection.execute(insert(text_uses), rows)


def release_texts(connection: Connection, document_id: int) -> list[int]:
    """Let go of a document's texts; gives their ids for `remove_unused`."""
    of_document = text_uses.c.document_id == document_id
    text_ids = list(connection.scalars(select(text_uses.c.text_id).distinct().where(of_document)))
    connection.execute(delete(text_uses).where(of_document))
    return text_ids


def remove_unused(connection: Connection, text_ids: Iterable[int]) -> None:
    """Remove those of the texts that no document uses, with what was seen in them."""
    still_used = exists().where(text_uses.c.text_id == texts.c.id)
    for text_id in text_ids:
        connection.execute(delete(texts).where(texts.c.id == text_id, ~still_used))


def read_tokens(connection: Connection, text: str) -> tuple[Token, ...] | None:
    """The stored tokens of a text as printed, None if it has none."""
    ids = connection.scalar(select(texts.c.tokens).where(texts.c.text_sha256 == _text_sha256(text)))
    return None if ids is None else place_tokens(ids, read_lexemes(connection, ids))


def place_tokens(ids: Sequence[int], words: Mapping[int, Lexeme]) -> tuple[Token, ...]:
    """The words of these ids one after the other, from offset 0."""
    tokens: list[Token] = []
    for word_id in ids:
        tokens.append(words[word_id].token(tokens[-1].end if tokens else 0, words))
    return tuple(tokens)


def read_normalised(connection: Connection, text: str) -> NormalisedText | None:
    """The stored normalised form of a text with its map of offsets, None if the text is not stored."""
    statement = select(texts.c.normalised, texts.c.pieces).where(texts.c.text_sha256 == _text_sha256(text))
    row = connection.execute(statement).first()
    if row is None:
        return None
    if row.normalised is None:
        return NormalisedText(text, text, ((len(text), len(text)),))
    return NormalisedText(text, row.normalised, tuple((printed, end) for printed, end in row.pieces))


def texts_to_parse(connection: Connection, parser_version: str) -> list[tuple[int, str]]:
    """Ids and texts, by id, that GiNZA has not read in this version; a text that stands in several places is one."""
    wanted = exists().where(
        text_uses.c.text_id == texts.c.id,
        (text_uses.c.owner + "." + text_uses.c.field).in_([f"{owner}.{field}" for owner, field in PARSED_FIELDS]),
    )
    known = exists().where(parses.c.text_id == texts.c.id, parses.c.parser_version == parser_version)
    statement = select(texts.c.id, texts.c.text).where(wanted, ~known).order_by(texts.c.id)
    return [(text_id, text) for text_id, text in connection.execute(statement)]


def put_parses(connection: Connection, found: Iterable[tuple[int, Parse]], parser_version: str) -> None:
    """Keep what GiNZA sees in texts, in place of what an older version saw; a text that is gone is passed over."""
    for text_id, parse in found:
        if connection.scalar(select(texts.c.id).where(texts.c.id == text_id)) is None:
            continue
        connection.execute(delete(parses).where(parses.c.text_id == text_id))
        connection.execute(insert(parses).values(text_id=text_id, parser_version=parser_version, **_packed(parse)))


def read_parse(connection: Connection, text: str) -> Parse | None:
    """What GiNZA sees in a text as printed, None where it has not read it."""
    statement = select(*_PARSE).join(texts, texts.c.id == parses.c.text_id)
    row = connection.execute(statement.where(texts.c.text_sha256 == _text_sha256(text))).first()
    return None if row is None else _unpacked(row)


def read_parses(connection: Connection, document_id: int) -> dict[str, Parse]:
    """What GiNZA saw in a document's texts, by text as printed."""
    used = exists().where(text_uses.c.text_id == texts.c.id, text_uses.c.document_id == document_id)
    statement = select(texts.c.text, *_PARSE).join(texts, texts.c.id == parses.c.text_id).where(used)
    return {row.text: _unpacked(row) for row in connection.execute(statement)}


_PARSE = (parses.c.entities, parses.c.phrases, parses.c.actions)


def _unpacked(row: Any) -> Parse:  # noqa: ANN401 - a row with the columns of `_PARSE`
    return Parse(
        entities=tuple(Entity(start=a, end=b, kind=kind, source=source) for a, b, kind, source in row.entities),
        phrases=tuple(Phrase(start=a, end=b, head_start=c, head_end=d) for a, b, c, d in row.phrases),
        actions=tuple(
            Action(object_start=a, object_end=b, verb_start=c, verb_end=d, verb=verb)
            for a, b, c, d, verb in row.actions
        ),
    )


def _packed(parse: Parse) -> dict[str, Any]:
    return {
        "entities": [[entity.start, entity.end, entity.kind, entity.source] for entity in parse.entities],
        "phrases": [[phrase.start, phrase.end, phrase.head_start, phrase.head_end] for phrase in parse.phrases],
        "actions": [
            [action.object_start, action.object_end, action.verb_start, action.verb_end, action.verb]
            for action in parse.actions
        ],
    }


def _text_sha256(text: str) -> str:
    # A query may hold lone surrogates; a stored text never does.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _put_all(connection: Connection, tokens: Mapping[str, tuple[Token, ...]], tokeniser_version: str) -> dict[str, int]:
    """Ids of the texts, which are written where they are missing or of another version."""
    text_ids: dict[str, int] = {}
    stale: dict[str, int | None] = {}
    for text in tokens:
        known = connection.execute(
            select(texts.c.id, texts.c.tokeniser_version).where(texts.c.text_sha256 == _text_sha256(text))
        ).first()
        if known is not None:
            text_ids[text] = int(known.id)
        if known is None or known.tokeniser_version != tokeniser_version:
            stale[text] = None if known is None else int(known.id)
    words = Lexicon(connection).ids_of(tokens[text] for text in stale)
    for (text, text_id), ids in zip(stale.items(), words, strict=True):
        values = {"tokeniser_version": tokeniser_version, "text": text, "tokens": ids, **_normalised(text)}
        if text_id is not None:
            connection.execute(update(texts).where(texts.c.id == text_id).values(**values))
            continue
        statement = insert(texts).values(text_sha256=_text_sha256(text), **values).returning(texts.c.id)
        text_ids[text] = int(connection.execute(statement).scalar_one())
    return text_ids


def _normalised(text: str) -> dict[str, Any]:
    normalised = normalise_text(text)
    changed = normalised.text != text
    annotations = [
        [found.kind, found.start, found.end, found.value, found.fiscal] for found in find_annotations(normalised.text)
    ]
    return {
        "normalised": normalised.text if changed else None,
        "pieces": [list(piece) for piece in normalised.pieces] if changed else None,
        "annotations": annotations,
    }
