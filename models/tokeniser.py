"""Words of a Japanese text, by Sudachi with the terms of `models.user_dictionary`.

Nothing downstream knows Sudachi: morphemes become ``corpus.records.Token`` at once. Sudachi reads the normalised text,
so that one word is one word however it is printed (ﾃﾞｼﾞﾀﾙ, デシ゛タル), but surfaces are those printed, and offsets count
characters of the text that was given, half-open. Sudachi and its dictionaries are loaded by ``load_tokeniser`` alone,
so that importing this module costs nothing.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from corpus.normalised_text import NORMALISATION_VERSION, normalise_text
from corpus.records import Token
from corpus.words import in_mode
from models.errors import TokenisationError
from models.user_dictionary import dictionary_version, find_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sudachipy import Morpheme, SplitMode  # type: ignore[import-untyped]
    from sudachipy import Tokenizer as SudachiTokenizer

    from corpus.normalised_text import NormalisedText

__all__ = ["Tokeniser", "load_tokeniser", "split_long", "tokeniser_version"]

# Sudachi refuses more than 49,149 bytes in one call. A character takes at most 4 bytes in UTF-8.
MAX_CHARACTERS = 49_149 // 4

SENTENCE_ENDS = "\n。！？!?"


class Tokeniser:
    """Splits text into tokens. Not safe to share between threads, as Sudachi's own tokeniser is not."""

    def __init__(self, sudachi: SudachiTokenizer, shorter: tuple[SplitMode, SplitMode]) -> None:
        self._sudachi = sudachi
        self._mode_b, self._mode_a = shorter

    @property
    def version(self) -> str:
        """What shapes the tokens: see ``tokeniser_version``."""
        return tokeniser_version()

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of a text (mode C) with their shorter units, in reading order; the surfaces rejoin to the text.

        Raises:
            TokenisationError: the text holds half of a surrogate pair, or the surfaces do not rejoin to it.

        """
        normalised = normalise_text(text)
        words = _Words(normalised)
        for start, chunk in split_long(normalised.text):
            try:
                morphemes = self._sudachi.tokenize(chunk)
            except UnicodeEncodeError as error:
                place, _ = normalised.printed_span(start + error.start, start + error.start)
                raise TokenisationError(
                    f"character {place}: expected Unicode text, found the lone surrogate {text[place]!r}; "
                    "decode the source again with errors='replace'",
                    code="text_not_unicode",
                ) from error
            for morpheme in morphemes:
                words.add(morpheme, start, self._units(morpheme, self._mode_b), self._units(morpheme, self._mode_a))
        tokens = words.finish()
        _check_rejoins(tokens, text)
        return tokens

    def normalised_forms(self, text: str) -> tuple[str, ...]:
        """Sudachi's normalised form of every shortest unit (mode A), in reading order.

        White space and punctuation are left out.

        Raises:
            TokenisationError: as ``tokens``.

        """
        return tuple(
            token.normalised_form
            for token in in_mode(self.tokens(text), "A")
            if not token.part_of_speech.startswith(("補助記号", "空白"))
        )

    def _units(self, morpheme: Morpheme, mode: SplitMode) -> list[Morpheme]:
        return list(morpheme.split(mode, add_single=False))


class _Words:
    """Morphemes of a normalised text on their way to tokens of the printed one.

    A word ends where a printed character ends: morphemes that share one (℡ read as two words) become one token.
    """

    def __init__(self, normalised: NormalisedText) -> None:
        self._normalised = normalised
        self._tokens: list[Token] = []
        self._waiting: list[tuple[Morpheme, int]] = []
        # Straight texts, most of them, need no map.
        self._is_straight = normalised.printed == normalised.text

    def add(self, morpheme: Morpheme, start: int, units_b: list[Morpheme], units_a: list[Morpheme]) -> None:
        begin, end = start + morpheme.begin(), start + morpheme.end()
        if begin == end:
            return
        if self._waiting or not (self._is_straight or self._normalised.is_boundary(end)):
            self._waiting.append((morpheme, start))
            if self._normalised.is_boundary(end):
                self._merge()
            return
        token = self._token(morpheme, start)
        if units_b or units_a:
            token = replace(token, units_b=self._split(units_b, start), units_a=self._split(units_a, start))
        self._tokens.append(token)

    def finish(self) -> tuple[Token, ...]:
        """The tokens; characters that the normalised text leaves out belong to the word before them."""
        printed = self._normalised.printed
        if printed and not self._tokens:
            return (_blank(printed),)
        for place, token in enumerate(self._tokens):
            following = self._tokens[place + 1].start if place + 1 < len(self._tokens) else len(printed)
            begin = 0 if place == 0 else token.start
            if following != token.end or begin != token.start:
                self._tokens[place] = replace(
                    token, start=begin, end=following, surface=printed[begin:following], units_b=(), units_a=()
                )
        return tuple(self._tokens)

    def _split(self, units: list[Morpheme], start: int) -> tuple[Token, ...]:
        ends = [start + unit.end() for unit in units]
        if not self._is_straight and not all(map(self._normalised.is_boundary, ends)):
            return ()
        tokens = tuple(self._token(unit, start) for unit in units)
        follow = all(first.end == second.start for first, second in itertools.pairwise(tokens))
        return tokens if follow else ()

    def _merge(self) -> None:
        parts = [self._token(morpheme, start) for morpheme, start in self._waiting]
        self._waiting = []
        begin, end = parts[0].start, parts[-1].end
        self._tokens.append(
            Token(
                start=begin,
                end=end,
                surface=self._normalised.printed[begin:end],
                dictionary_form="".join(part.dictionary_form for part in parts),
                normalised_form="".join(part.normalised_form for part in parts),
                reading="".join(part.reading for part in parts),
                part_of_speech=parts[-1].part_of_speech,
            )
        )

    def _token(self, morpheme: Morpheme, start: int) -> Token:
        begin, end = start + morpheme.begin(), start + morpheme.end()
        if not self._is_straight:
            begin, end = self._normalised.printed_span(begin, end)
        return Token(
            start=begin,
            end=end,
            surface=self._normalised.printed[begin:end],
            dictionary_form=morpheme.dictionary_form(),
            normalised_form=morpheme.normalized_form(),
            reading=morpheme.reading_form(),
            part_of_speech=",".join(morpheme.part_of_speech()),
        )


def _blank(text: str) -> Token:
    """The one token of a text of which the normalised text keeps nothing."""
    return Token(
        start=0,
        end=len(text),
        surface=text,
        dictionary_form=text,
        normalised_form=text,
        reading="",
        part_of_speech="空白,*,*,*,*,*",
    )


def _check_rejoins(tokens: Sequence[Token], text: str) -> None:
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


def split_long(text: str) -> Iterator[tuple[int, str]]:
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
def load_tokeniser() -> Tokeniser:
    """The tokeniser with Sudachi's core dictionary and the reviewed terms, loaded once per process.

    Raises:
        UserDictionaryError: the compiled terms are missing or do not fit.

    """
    path = find_dictionary()
    from sudachipy import Config, Dictionary, SplitMode  # noqa: PLC0415 - `keikaku extract` must not pay for it

    dictionary = Dictionary(Config(user=[str(path)]), dict="core")
    return Tokeniser(dictionary.create(SplitMode.C), (SplitMode.B, SplitMode.A))


def tokeniser_version() -> str:
    """What shapes the tokens (SudachiPy, its dictionary, the reviewed terms, the normalisation), loading none of it."""
    return f"sudachipy {version('sudachipy')}, {dictionary_version()}, normalisation {NORMALISATION_VERSION}"
