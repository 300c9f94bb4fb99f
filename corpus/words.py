"""Words of a text in the three lengths that Sudachi knows, and which of them carry meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.records import Token

__all__ = ["SplitMode", "in_mode", "is_content_word"]

SplitMode = Literal["A", "B", "C"]
"""A: shortest units, B: middle ones, C: longest, names and terms in one piece."""

_CONTENT: Final = ("名詞", "動詞", "形容詞", "形状詞", "副詞")
_EMPTY: Final = ("名詞,数詞", "動詞,非自立可能", "形容詞,非自立可能", "名詞,普通名詞,助数詞可能")


def in_mode(tokens: Iterable[Token], mode: SplitMode) -> tuple[Token, ...]:
    """The words of mode C in another mode; their surfaces still rejoin to the text."""
    if mode == "C":
        return tuple(tokens)
    units = [(token.units_a if mode == "A" else token.units_b) or (token,) for token in tokens]
    return tuple(unit for word in units for unit in word)


def is_content_word(part_of_speech: str) -> bool:
    """Whether a word of this part of speech is counted by default: no particle, number, sign or する."""
    return part_of_speech.startswith(_CONTENT) and not part_of_speech.startswith(_EMPTY)
