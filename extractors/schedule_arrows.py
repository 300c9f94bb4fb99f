"""Arrows typed with characters: ●―――→, ――検討――→, ・・・→, and the marks that continue what stands before them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.records import Box
from extractors.geometry import union
from extractors.lines import Line, glyphs_to_lines
from extractors.page import Glyph

__all__ = ["TypedArrow", "continues", "find_typed_arrows", "is_dash", "without_arrows"]

_HEADS = "→⇒⇨➡➔➜➞⟶⟹▶►▷▸＞>"
_LINES = "─━―—–―‐－=＝…‥-"
_DOTS = "●○◎◯〇■□◆◇★←⇐⇦◀◁◂"
_DOTTED = re.compile("[・･~～〜]{3,}")
_DASH = re.compile(r"[\s\-－―—–‐−ー・/／×✕─━…‥]*")
# Marks for what goes on, in any mixture: arrows, lines, dots, waves, ditto marks; and words for it.
_CONTINUES = re.compile(rf"[{_HEADS}{re.escape(_LINES)}~〜～・･\"“”″〃々ﾞ゛|｜]+|[(（]?(?:同[左上前]|以下同じ?)[)）]?")
_GOES_ON = re.compile(rf"[{_HEADS}─━=＝~〜～\"“”″〃々ﾞ゛]|同|以下")
# What is drawn around the words of a cell: a dot or a line before them, a line and a head behind them.
_BEFORE = re.compile(rf"^(?:[{_DOTS}][{re.escape(_LINES)}]+|[{re.escape(_LINES)}]{{2,}}|[{_HEADS}])+")
_BEHIND = re.compile(rf"(?:[{re.escape(_LINES)}]{{2,}}|[{re.escape(_LINES)}]*[{_HEADS}])+[{_DOTS}]?$")
_DRAWN = re.compile(rf"[{_DOTS}{_HEADS}{re.escape(_LINES)}]+")
_WITHIN = re.compile(rf"[{re.escape(_LINES)}]{{3,}}[{_HEADS}]?")
# Characters of one line drawn with characters follow each other within this gap, in font sizes.
MAX_GAP = 1.0
MIN_LINE = 2
# A line behind words without a head, of at least so many characters.
MIN_TAIL = 3


@dataclass(frozen=True, slots=True)
class TypedArrow:
    """An arrow of characters from its first to its last, with the words in it; ``is_open`` where it begins with none.

    An open arrow without words continues what stands before it.
    """

    box: Box
    words: str
    is_open: bool
    glyphs: tuple[Glyph, ...]


def continues(text: str) -> bool:
    """Whether the words of a cell say only that what stands before them goes on: →, 〃, 同左, ・・・→, ～."""
    bare = "".join(text.split())
    if _DRAWN.fullmatch(bare) is not None and any(char in _LINES for char in bare):
        return any(char in _DOTS + _HEADS + "─━=＝" for char in bare)
    return _CONTINUES.fullmatch(bare) is not None and _GOES_ON.search(bare) is not None


def is_dash(text: str) -> bool:
    """Whether the words of a cell say that nothing is done."""
    return _DASH.fullmatch(text) is not None and re.search("[─━]", text) is None


def without_arrows(text: str) -> str:
    """The words of a cell without the arrow drawn around them."""
    bare = _BEHIND.sub("", _BEFORE.sub("", text.strip()).strip()).strip()
    return _WITHIN.sub("", bare).strip(" \u3000")


def find_typed_arrows(glyphs: Iterable[Glyph], edges: Sequence[float]) -> list[TypedArrow]:
    """The arrows of characters that run over at least one of the column lines ``edges``."""
    inked = [g for g in glyphs if not g.text.isspace()]
    if not any(g.text in _LINES or _DOTTED.match(g.text * 3) for g in inked):
        return []
    return [
        arrow
        for line in glyphs_to_lines(inked, max_gap=MAX_GAP)
        for part in _parts(line)
        if (arrow := _arrow(part)) is not None
        and any(arrow.box.x0 < edge - 1 and edge + 1 < arrow.box.x1 for edge in edges)
    ]


def _kinds(glyphs: Sequence[Glyph]) -> str:
    """A letter for each glyph: l for a piece of a line, h for a head, d for a dot, w for anything else."""
    text = "".join(g.text[:1] for g in glyphs)
    text = _DOTTED.sub(lambda match: "…" * len(match[0]), text)
    return "".join("l" if c in _LINES else "h" if c in _HEADS else "d" if c in _DOTS else "w" for c in text)


def _parts(line: Line) -> list[list[Glyph]]:
    """The glyphs of a line, parted behind each head and before each dot that begins another arrow."""
    kinds = _kinds(line.glyphs)
    ends = [match.end() for match in re.finditer(r"h(?=.)|(?<=w)l+(?=d)", kinds)]
    edges = [0, *(end + (kinds[end : end + 2] == "d" and kinds[end - 1] == "l") for end in ends), len(kinds)]
    return [list(line.glyphs[a:b]) for a, b in pairwise(edges)]


def _arrow(glyphs: Sequence[Glyph]) -> TypedArrow | None:
    kinds = _kinds(glyphs)
    words = "".join(g.text for g, kind in zip(glyphs, kinds, strict=True) if kind == "w")
    ended = "l" * MIN_LINE in kinds and ("h" in kinds or "d" in kinds or (words and "l" * MIN_TAIL in kinds))
    if not ended and not re.fullmatch("d.*l.*h", kinds):
        return None
    return TypedArrow(
        box=union(g.box for g in glyphs),
        words=unicodedata.normalize("NFC", words),
        is_open=not words and not kinds.startswith("d"),
        glyphs=tuple(glyphs),
    )
