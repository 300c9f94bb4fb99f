"""Offices in the brackets that close a text, parted from it with boxes of their own."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Region
from extractors.departments import office_words, split_offices
from extractors.lines import Line, fold, part_box

__all__ = ["ClosedText", "part_offices"]

ClosedText = tuple[str, list[str], tuple[Region, ...], tuple[Region, ...]]


def part_offices(text: str, lines: Sequence[tuple[Line, int]]) -> ClosedText | None:
    """A text without the offices that close it, these, and the regions of both; None where none close it.

    Args:
        text: The running text.
        lines: Its lines with their pages.

    """
    bare, offices = split_offices(text)
    if not offices or not bare:
        return None
    closing = len(fold(text)) - len(fold(bare))
    before: list[Region] = []
    behind: list[Region] = []
    for line, page in reversed(lines):
        size = len(fold(line.text))
        count = min(size, closing)
        closing -= count
        start = line.text[: len(line.text) - len(_last(line.text, count))]
        if count:
            behind.insert(0, Region(page, part_box(line, office_words(_last(line.text, count)))))
        if fold(start):
            before.insert(0, Region(page, part_box(line, start)))
    return bare, offices, tuple(before), tuple(behind)


def _last(text: str, count: int) -> str:
    """The end of a text that holds so many characters besides blanks."""
    start = len(text)
    while start and len(fold(text[start:])) < count:
        start -= 1
    return text[start:]
