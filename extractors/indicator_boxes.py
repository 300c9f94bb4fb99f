"""Boxes that print one indicator each: its name, and the words 現状値 and 目標値 over or beside their values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.records import Box
from extractors.blocks import Framed
from extractors.geometry import contains
from extractors.indicator_lines import is_value_head, lone_value, split_value
from extractors.labels import label_role
from extractors.lines import Line, glyphs_to_lines
from extractors.page import Glyph

__all__ = ["find_indicator_boxes"]

# What a box may hold: so many glyphs, and so many points of height.
MAX_GLYPHS, MAX_HEIGHT = 120, 150.0
# Words nearer than this, in type sizes, are one: a value and its unit.
MAX_GAP = 1.2
# Type differs in size from this on, in points.
SAME_SIZE = 1.0
# A name has at least so many characters.
MIN_NAME = 3
_HEADED = re.compile(r"現状|現在|基準|当初|目標|実績|[RＲ]\s?\d|令和|20[2-4]\d")
# What is drawn between two values.
_SIGNS = frozenset("→⇒➡⇨▶▸►➔➜➝▷▼⇩↓⬇")


def find_indicator_boxes(frames: Sequence[Box], glyphs: Sequence[Glyph]) -> list[Framed]:
    """The frames that hold indicators and nothing else, each with its lines, marked as such.

    Args:
        frames: Frames of a page, outermost first.
        glyphs: Glyphs outside tables.

    """
    found: list[Framed] = []
    for frame in frames:
        if frame.height > MAX_HEIGHT or any(contains(other.box, frame) for other in found):
            continue
        inside = [glyph for glyph in glyphs if contains(frame, glyph.box)]
        if len(inside) > MAX_GLYPHS or not _HEADED.search("".join(glyph.text for glyph in inside)):
            continue
        words = [
            _parted(word)
            for word in glyphs_to_lines((glyph for glyph in inside if glyph.text not in _SIGNS), max_gap=MAX_GAP)
        ]
        if _is_indicator(words):
            found.append(
                Framed(frame, tuple(replace(word, is_indicator=True) for word in words if not _is_label(word)))
            )
    return found


def _parted(word: Line) -> Line:
    """A word with a blank behind the head of a value that is set in another size than the value: R6 and 38."""
    inked = [glyph for glyph in word.glyphs if not glyph.text.isspace()]
    change = next((i for i, (a, b) in enumerate(pairwise(inked), 1) if abs(a.size - b.size) > SAME_SIZE), None)
    if change is None:
        return word
    head, value = ("".join(glyph.text for glyph in part) for part in (inked[:change], inked[change:]))
    return replace(word, text=f"{head}\u3000{value}") if is_value_head(head) else word


def _is_indicator(words: Sequence[Line]) -> bool:
    """Whether words are names, heads of values and values: of each at least one, values as many as heads."""
    names, heads, values, headed = 0, 0, 0, 0
    for word in words:
        if _is_label(word):
            continue
        if is_value_head(word.text):
            heads += 1
        elif lone_value(word.text):
            values += 1
        elif (value := split_value(word.text)) is not None and lone_value(value[1]):
            headed += 1
        elif (len(word.text) >= MIN_NAME or names) and not word.text.rstrip().endswith("。"):
            names += 1
        else:
            return False
    return names > 0 and heads == values and heads + headed > 1


def _is_label(word: Line) -> bool:
    """Whether a word names the box (指標, ＫＰＩ), and no value in it."""
    valued = is_value_head(word.text) or split_value(word.text) is not None
    return label_role(word.text) == "indicator" and not valued
