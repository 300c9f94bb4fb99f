"""Arrows typed with characters: ●―――→, ――検討――→, ・・・→, and the marks that continue what stands before them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.records import Box
from extractors.geometry import union
from extractors.lines import Line, glyphs_to_lines
from extractors.page import Glyph

__all__ = ["TypedArrow", "continues", "find_typed_arrows", "is_dash", "without_arrows"]

_HEADS = "→⇒⇨➡➔➜➞⟶⟹▶►▷▸＞>"
_LINES = "─━―—–―‐－=＝…‥-"
_DOTS = "●○◎◯〇■□◆◇★"
_DASH = re.compile(r"[\s\-－―—–‐−ー・/／×✕─━…‥]*")
# Marks for what goes on, in any mixture: arrows, lines, dots, waves, ditto marks; and words for it.
_CONTINUES = re.compile(rf"[{_HEADS}{re.escape(_LINES)}~〜～・･\"“”″〃々ﾞ゛|｜]+|[(（]?(?:同[左上前]|以下同じ?)[)）]?")
_GOES_ON = re.compile(rf"[{_HEADS}─━=＝~〜～\"“”″〃々ﾞ゛]|同|以下")
# What is drawn around the words of a cell: a dot or a line before them, a line and a head behind them.
_BEFORE = re.compile(rf"^(?:[{_DOTS}]?[{re.escape(_LINES)}]{{2,}}|[{_HEADS}])+")
_BEHIND = re.compile(rf"(?:[{re.escape(_LINES)}]{{2,}}|[{_HEADS}])+[{_DOTS}]?$")
_WITHIN = re.compile(rf"[{re.escape(_LINES)}]{{3,}}[{_HEADS}]?")
# Characters of one line drawn with characters follow each other within this gap, in font sizes.
MAX_GAP = 1.0
MIN_LINE = 2


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
    if not any(_kind(g) in "lh" for g in inked):
        return []
    return [
        arrow
        for line in glyphs_to_lines(inked, max_gap=MAX_GAP)
        for part in _parts(line)
        if (arrow := _arrow(part)) is not None
        and any(arrow.box.x0 < edge - 1 and edge + 1 < arrow.box.x1 for edge in edges)
    ]


def _kind(glyph: Glyph) -> str:
    """Tell l for a piece of a line, h for a head, d for a dot, w for anything else."""
    if glyph.text in _LINES:
        return "l"
    return "h" if glyph.text in _HEADS else "d" if glyph.text in _DOTS else "w"


def _parts(line: Line) -> list[list[Glyph]]:
    """The glyphs of a line, parted behind each head and before each dot that begins another arrow."""
    parts: list[list[Glyph]] = [[]]
    for glyph in line.glyphs:
        before = _kind(parts[-1][-1]) if parts[-1] else ""
        if before == "h" or (_kind(glyph) == "d" and before == "l" and any(_kind(g) == "w" for g in parts[-1])):
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _arrow(glyphs: Sequence[Glyph]) -> TypedArrow | None:
    kinds = "".join(_kind(g) for g in glyphs)
    if "l" * MIN_LINE not in kinds or ("h" not in kinds and "d" not in kinds):
        return None
    words = "".join(g.text for g, kind in zip(glyphs, kinds, strict=True) if kind == "w")
    return TypedArrow(
        box=union(g.box for g in glyphs),
        words=unicodedata.normalize("NFC", words),
        is_open=not words and not kinds.startswith("d"),
        glyphs=tuple(glyphs),
    )
