"""Normalised text beside the printed text, with a map of offsets between the two.

The normalised text is what words are counted, compared and analysed in; nothing printed is ever replaced by it. It is
NFKC, with these exceptions, since NFKC would change what a plan says:

- Enclosed numbers and letters (①, ⑴, ㊙), ㈱ and its like, superscripts and subscripts, fractions and square units
  keep their character: 施策①を is not 施策1を, ⑴ is not (1), 10² is not 102, 2½ is not 21⁄2, ㎡ is not m2.
- A dakuten printed as a sign of its own belongs to the kana before it (か゛ → が), with half-width kana (ｶﾞ → ガ) too.
- Radicals of the Kangxi and the supplement block are the characters that they look like (⽤ → 用, ⺠ → 民).
- ～ and ∼ are 〜. Every short dash is -, but a dash inside a katakana word is its long vowel (サ－ビス → サービス), and
  a long vowel mark between Latin letters or digits is a dash (ＬＧＷＡＮーＡＳＰ → LGWAN-ASP).
- Variation selectors and characters of no width are left out (葛 with a selector → 葛).

White space is kept (U+3000 as U+0020), and so is case. Normalising a normalised text changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from corpus.radicals import without_radicals

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NORMALISATION_VERSION", "NormalisedText", "normalise_text"]

NORMALISATION_VERSION: Final = "1"
"""Goes up with every change of a rule here, so that stored texts are made anew."""

_KEPT_DECOMPOSITIONS: Final = ("<circle>", "<super>", "<sub>", "<fraction>")
# （株） and （１） in one character, square units, ℃ and the like: what is shown there is no run of letters.
_KEPT: Final = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u3200-\u32cf\u33a0-\u33a6\u339f\u33a7-\u33aa㏄…‥℃℉№℡]")
_INVISIBLE: Final = re.compile(r"[\u00ad\u180b-\u180f\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_VOICING: Final = {"゛": "\u3099", "ﾞ": "\u3099", "゜": "\u309a", "ﾟ": "\u309a"}
_WAVES: Final = "～∼"
_SHORT_DASHES: Final = "-‐‑‒–−－﹣⁃"
_LONG_DASHES: Final = "—―─"
_LONG_VOWEL: Final = "ー"
_LATIN: Final = re.compile(r"[0-9A-Za-z]")
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺ]")
_KATAKANA: Final = re.compile(r"[ァ-ヺ]")


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Printed characters that are normalised together; ``end`` is their end in the printed text."""

    end: int
    text: str


@dataclass(frozen=True)
class NormalisedText:
    """A printed text, its normalised form, and which part of the one stands for which part of the other.

    ``pieces`` cuts both texts into as many parts, in order: (end in the printed text, end in the normalised text).
    Where the two parts are equally long, their characters pair off one by one; else each stands for the whole other.
    """

    printed: str
    text: str
    pieces: tuple[tuple[int, int], ...]

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest printed span, half-open, that holds the normalised characters from ``start`` to ``end``.

        An empty span stays empty.

        Raises:
            ValueError: the span does not lie in the normalised text.

        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"expected a span within 0 to {len(self.text)}, found {start} to {end}")
        first = self._printed_starts[start] if start < len(self.text) else len(self.printed)
        return (first, first) if start == end else (first, self._printed_ends[end - 1])

    def is_boundary(self, offset: int) -> bool:
        """Whether a normalised offset lies between two printed characters, not inside what one of them became."""
        return offset in {0, len(self.text)} or self._printed_starts[offset] != self._printed_starts[offset - 1]

    def normalised_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest normalised span, half-open, that holds what the printed characters became.

        Raises:
            ValueError: the span does not lie in the printed text.

        """
        if not 0 <= start <= end <= len(self.printed):
            raise ValueError(f"expected a span within 0 to {len(self.printed)}, found {start} to {end}")
        first = bisect_right(self._printed_ends, start)
        return (first, first) if start == end else (first, max(first, bisect_right(self._printed_starts, end - 1)))

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        """For each normalised character the printed span that it stands for."""
        spans: list[tuple[int, int]] = []
        printed_start = start = 0
        for printed_end, end in self.pieces:
            if printed_end - printed_start == end - start:
                spans += [(printed_start + place, printed_start + place + 1) for place in range(end - start)]
            else:
                spans += [(printed_start, printed_end)] * (end - start)
            printed_start, start = printed_end, end
        return tuple(spans)

    @cached_property
    def _printed_starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self._spans)

    @cached_property
    def _printed_ends(self) -> tuple[int, ...]:
        return tuple(end for _, end in self._spans)


def normalise_text(printed: str) -> NormalisedText:
    """The normalised form of a text, with the map of offsets."""
    if printed.isascii():
        # Nothing of ASCII changes but a dash, which needs katakana beside it.
        return NormalisedText(printed, printed, ((len(printed), len(printed)),) if printed else ())
    clusters = list(_clusters(printed))
    texts = _in_context([cluster.text for cluster in clusters])
    pieces: list[tuple[int, int]] = []
    printed_start = start = 0
    straight = False
    for cluster, text in zip(clusters, texts, strict=True):
        end = start + len(text)
        one_to_one = cluster.end - printed_start == len(text) == 1
        if one_to_one and straight:
            pieces[-1] = (cluster.end, end)
        else:
            pieces.append((cluster.end, end))
        straight = one_to_one
        printed_start, start = cluster.end, end
    return NormalisedText(printed, "".join(texts), tuple(pieces))


def _clusters(printed: str) -> Iterator[_Cluster]:
    """Each character with the marks that follow it; what has no width goes with what stands before it."""
    start, length = 0, len(printed)
    while start < length:
        end = start + 1
        while end < length and _belongs(printed, start, end):
            end += 1
        yield _Cluster(end, _normalise_cluster(printed[start:end]))
        start = end


def _belongs(printed: str, start: int, place: int) -> bool:
    """Whether the character at ``place`` is a mark of the one at ``start``."""
    char = printed[place]
    if _INVISIBLE.match(char):
        return True
    if char in _VOICING:
        return place == start + 1 and len(_voiced(printed[start], char)) == 1
    return unicodedata.category(char) == "Mn"


def _voiced(base: str, sign: str) -> str:
    return unicodedata.normalize("NFKC", base + _VOICING[sign])


def _normalise_cluster(cluster: str) -> str:
    visible = _INVISIBLE.sub("", cluster)
    if not visible or (len(visible) == 1 and _is_kept(visible)):
        return visible
    if visible in _WAVES:
        return "〜"
    signs = "".join(_VOICING.get(char, char) for char in visible[1:])
    if visible[0] in _VOICING and not signs:
        # NFKC would put a space before a sign that stands alone.
        return {"ﾞ": "゛", "ﾟ": "゜"}.get(visible, visible)
    return unicodedata.normalize("NFKC", without_radicals(visible[0]) + signs)


def _is_kept(char: str) -> bool:
    return bool(_KEPT.match(char)) or unicodedata.decomposition(char).startswith(_KEPT_DECOMPOSITIONS)


def _in_context(texts: list[str]) -> list[str]:
    """The clusters' texts with dashes as what stands around them asks for."""
    changed = list(texts)
    for place, text in enumerate(texts):
        if text and (text in _SHORT_DASHES or text in _LONG_DASHES or text == _LONG_VOWEL):
            before = changed[place - 1][-1:] if place else ""
            after = texts[place + 1][:1] if place + 1 < len(texts) else ""
            changed[place] = _dash(text, before, after)
    return changed


def _dash(text: str, before: str, after: str) -> str:
    if _LATIN.match(before) and _LATIN.match(after):
        return "-"
    if text in _SHORT_DASHES:
        return _LONG_VOWEL if _KATAKANA.match(before) and _KANA.match(after) else "-"
    return "―" if text in _LONG_DASHES else text
