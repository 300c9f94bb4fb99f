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
_EMPTY: Final = (
    "名詞,数詞",
    "動詞,非自立可能",
    "形容詞,非自立可能",
    "名詞,普通名詞,助数詞可能",
    "形状詞,助動詞語幹",
    "名詞,助動詞語幹",
)
# By normalised form, which tells 置く and 付く from them.
_FORMAL: Final = frozenset(["よる", "おく", "つく", "関する", "対する", "こと", "事", "物", "為", "所", "時", "とも"])


def in_mode(tokens: Iterable[Token], mode: SplitMode) -> tuple[Token, ...]:
    """The words of mode C in another mode; their surfaces still rejoin to the text."""
    if mode == "C":
        return tuple(tokens)
    units = [(token.units_a if mode == "A" else token.units_b) or (token,) for token in tokens]
    return tuple(unit for word in units for unit in word)


def is_content_word(part_of_speech: str, normalised_form: str) -> bool:
    """Whether a word is counted by default: no particle, number, sign, する or よう, nor a verb or noun that is one.

    による, について and における are particles in two words, and こと makes a noun of a sentence.
    """
    carries_meaning = part_of_speech.startswith(_CONTENT) and not part_of_speech.startswith(_EMPTY)
    return carries_meaning and normalised_form not in _FORMAL
