"""Words of a Japanese text, by Sudachi.

Nothing downstream knows Sudachi: morphemes become ``corpus.records.Token`` at once. Offsets count characters of the
text that was given (not of a normalised copy) and are half-open. Sudachi and its dictionary are loaded by
``load_tokeniser`` alone, so that importing this module costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from corpus.records import Token
from models.errors import TokenisationError

if TYPE_CHECKING:
    from sudachipy import Morpheme  # type: ignore[import-untyped]
    from sudachipy import Tokenizer as SudachiTokenizer

__all__ = ["SplitModeName", "Tokeniser", "load_tokeniser", "tokeniser_version"]

SplitModeName = Literal["A", "B", "C"]

# Sudachi refuses more than 49,149 bytes in one call. A character takes at most 4 bytes in UTF-8.
MAX_CHARACTERS = 49_149 // 4

SENTENCE_ENDS = "\n。！？!?"


class Tokeniser:
    """Splits text into tokens. Not safe to share between threads, as Sudachi's own tokeniser is not."""

    def __init__(self, sudachi: SudachiTokenizer, mode: SplitModeName) -> None:
        self._sudachi = sudachi
        self.mode: SplitModeName = mode

    @property
    def version(self) -> str:
        """What shapes the tokens: see ``tokeniser_version``."""
        return tokeniser_version(self.mode)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text in reading order; their surfaces, rejoined, are the text. Empty for "".

        Raises:
            TokenisationError: the text holds half of a surrogate pair, or the surfaces do not rejoin to it.

        """
        tokens: list[Token] = []
        for start, chunk in _chunks(text):
            try:
                morphemes = self._sudachi.tokenize(chunk)
            except UnicodeEncodeError as error:
                place = start + error.start
                raise TokenisationError(
                    f"character {place}: expected Unicode text, found the lone surrogate {text[place]!r}; "
                    "decode the source again with errors='replace'",
                    code="text_not_unicode",
                ) from error
            tokens.extend(_token(morpheme, start) for morpheme in morphemes if morpheme.begin() < morpheme.end())
        _check_rejoins(tokens, text)
        return tuple(tokens)

    def normalised_forms(self, text: str) -> tuple[str, ...]:
        """Sudachi's normalised form of every word, in reading order; white space and punctuation are left out.

        Raises:
            TokenisationError: as ``tokens``.

        """
        return tuple(
            token.normalised_form
            for token in self.tokens(text)
            if not token.part_of_speech.startswith(("補助記号", "空白"))
        )


def _token(morpheme: Morpheme, start: int) -> Token:
    return Token(
        start=start + morpheme.begin(),
        end=start + morpheme.end(),
        surface=morpheme.surface(),
        dictionary_form=morpheme.dictionary_form(),
        normalised_form=morpheme.normalized_form(),
        reading=morpheme.reading_form(),
        part_of_speech=",".join(morpheme.part_of_speech()),
    )


def _check_rejoins(tokens: list[Token], text: str) -> None:
    place = 0
    for token in tokens:
        if token.start != place or token.surface != text[token.start : token.end]:
            break
        place = token.end
    if place != len(text):
        raise TokenisationError(
            f"character {place} of {len(text)}: expected a token that begins here and reads "
            f"{text[place : place + 20]!r}, found none; please report the text with {tokeniser_version()}"
        )


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Pieces that Sudachi accepts, each with its offset; cut after a sentence end or newline where there is one."""
    start = 0
    while len(text) - start > MAX_CHARACTERS:
        window = text[start : start + MAX_CHARACTERS]
        end = max(window.rfind(mark) for mark in SENTENCE_ENDS) + 1 or MAX_CHARACTERS
        yield start, window[:end]
        start += end
    if start < len(text):
        yield start, text[start:]


@cache
def load_tokeniser(mode: SplitModeName = "C") -> Tokeniser:
    """The tokeniser with Sudachi's core dictionary, loaded once per process and split mode (C: longest units)."""
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415 - `keikaku extract` must not pay for it

    modes = {"A": SplitMode.A, "B": SplitMode.B, "C": SplitMode.C}
    return Tokeniser(Dictionary(dict="core").tokenizer(modes[mode]), mode)


def tokeniser_version(mode: SplitModeName = "C") -> str:
    """SudachiPy's and the dictionary's version and the split mode, without loading either."""
    return f"sudachipy {version('sudachipy')}, sudachidict-core {version('sudachidict-core')}, mode {mode}"
