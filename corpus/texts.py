"""The tokens of the corpus's texts: one packed row per distinct text, shared by the documents that print it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, exists, insert, select, update

from corpus.schema import document_texts, texts
from corpus.token_packing import pack_tokens, unpack_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.records import Token

__all__ = ["drop_texts", "put_texts", "read_tokens"]


def put_texts(
    connection: Connection, document_id: int, tokens: Mapping[str, tuple[Token, ...]], tokeniser_version: str
) -> None:
    """Keep the tokens of a document's texts; those of another tokeniser version are written anew."""
    for text, its_tokens in tokens.items():
        text_id = _put_text(connection, text, its_tokens, tokeniser_version)
        connection.execute(insert(document_texts).values(document_id=document_id, text_id=text_id))


def drop_texts(connection: Connection, document_id: int) -> None:
    """Let go of a document's texts, and remove those that no other document uses."""
    of_document = document_texts.c.document_id == document_id
    text_ids = connection.scalars(select(document_texts.c.text_id).where(of_document)).all()
    connection.execute(delete(document_texts).where(of_document))
    still_used = exists().where(document_texts.c.text_id == texts.c.id)
    for text_id in text_ids:
        connection.execute(delete(texts).where(texts.c.id == text_id, ~still_used))


def read_tokens(connection: Connection, text: str) -> tuple[Token, ...] | None:
    """The stored tokens of a text as printed, None if it has none."""
    packed = connection.scalar(select(texts.c.tokens).where(texts.c.text_sha256 == _text_sha256(text)))
    return None if packed is None else unpack_tokens(packed)[1]


def _text_sha256(text: str) -> str:
    # A query may hold lone surrogates; a stored text never does.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _put_text(connection: Connection, text: str, tokens: tuple[Token, ...], tokeniser_version: str) -> int:
    text_sha256 = _text_sha256(text)
    known = connection.execute(
        select(texts.c.id, texts.c.tokeniser_version).where(texts.c.text_sha256 == text_sha256)
    ).first()
    if known is not None and known.tokeniser_version == tokeniser_version:
        return int(known.id)
    values = {"tokeniser_version": tokeniser_version, "tokens": pack_tokens(text, tokens)}
    if known is not None:
        connection.execute(update(texts).where(texts.c.id == known.id).values(**values))
        return int(known.id)
    statement = insert(texts).values(text_sha256=text_sha256, **values).returning(texts.c.id)
    return int(connection.execute(statement).scalar_one())
