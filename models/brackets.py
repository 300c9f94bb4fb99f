"""Spans of a text that hold both brackets of a pair or none."""

from __future__ import annotations

from typing import Final

__all__ = ["CLOSING", "OPENING", "with_brackets"]

OPENING: Final = "「『（(【［〔｢"
CLOSING: Final = "」』）)】］〕｣"

_SIGNS: Final = "・、,，。 　･"


def with_brackets(text: str, start: int, end: int, first: int) -> tuple[int, int]:
    """A span without half of a pair of brackets, and without signs at its ends.

    待たない」窓口 begins at its 「, if that stands behind ``first``, else behind the 」.
    """
    while start < end and (text[start] in _SIGNS or text[start] in CLOSING):
        start += 1
    while start < end and (text[end - 1] in _SIGNS or text[end - 1] in OPENING):
        end -= 1
    open_brackets: list[int] = []
    for place in range(start, end):
        if text[place] in OPENING:
            open_brackets.append(place)
        elif text[place] in CLOSING and open_brackets:
            open_brackets.pop()
        elif text[place] in CLOSING:
            opening = max(text.rfind(sign, first, start) for sign in OPENING)
            return with_brackets(text, opening if opening >= 0 else place + 1, end, first)
    if not open_brackets:
        return start, end
    if open_brackets[0] == start:
        return with_brackets(text, start + 1, end, first)
    return with_brackets(text, start, open_brackets[0], first)
