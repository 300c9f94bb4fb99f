"""The tokens of one text in a few bytes: zlib over JSON, about 20 bytes a token.

Three rows of a table per token would be 12.7 GB per million measures.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from corpus.column_types import compact_json
from corpus.records import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["pack_tokens", "unpack_tokens"]

# Strings that nearly every packed text holds: short texts compress to half with them. It belongs to the stored
# format: a change needs a migration.
_DICTIONARY: Final = (
    "記号,一般,*,*,*,*動詞,一般,*,*,五段-ラ行,連用形-一般動詞,非自立可能,*,*,サ行変格,終止形-一般助動詞,*,*,*,助動詞-タ,終止形-一般"
    "接尾辞,名詞的,一般,*,*,*補助記号,読点,*,*,*,*補助記号,句点,*,*,*,*補助記号,一般,*,*,*,*助詞,接続助詞,*,*,*,*"
    "助詞,係助詞,*,*,*,*名詞,数詞,*,*,*,*名詞,固有名詞,一般,*,*,*助詞,格助詞,*,*,*,*名詞,普通名詞,サ変可能,*,*,*"
    '",null,null,"名詞,普通名詞,一般,*,*,*"],['
).encode()


def pack_tokens(text: str, tokens: Sequence[Token]) -> bytes:
    """Bytes that hold the text and its tokens; a form equal to the surface is left out."""
    return _compress(compact_json([text, [_row(text, token) for token in tokens]]).encode())


def unpack_tokens(packed: bytes) -> tuple[str, tuple[Token, ...]]:
    """The text and the tokens that `pack_tokens` was given."""
    text, rows = json.loads(_decompress(packed))
    return text, tuple(_token(text, row) for row in rows)


def _row(text: str, token: Token) -> list[Any]:
    dictionary_form = None if token.dictionary_form == token.surface else token.dictionary_form
    normalised_form = None if token.normalised_form == token.surface else token.normalised_form
    row = [token.start, token.end, token.reading, dictionary_form, normalised_form, token.part_of_speech]
    # Offsets tell the surface; one that differs is kept all the same, so that nothing is ever changed here.
    return row if text[token.start : token.end] == token.surface else [*row, token.surface]


def _token(text: str, row: list[Any]) -> Token:
    start, end, reading, dictionary_form, normalised_form, part_of_speech, *other_surface = row
    surface = other_surface[0] if other_surface else text[start:end]
    return Token(
        start=start,
        end=end,
        surface=surface,
        dictionary_form=surface if dictionary_form is None else dictionary_form,
        normalised_form=surface if normalised_form is None else normalised_form,
        reading=reading,
        part_of_speech=part_of_speech,
    )


def _compress(data: bytes) -> bytes:
    compressor = zlib.compressobj(level=9, zdict=_DICTIONARY)
    return compressor.compress(data) + compressor.flush()


def _decompress(data: bytes) -> bytes:
    return zlib.decompressobj(zdict=_DICTIONARY).decompress(data)
