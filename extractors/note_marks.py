"""Where the marks of notes are printed in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.lines import Line, join_lines
from extractors.markers import find_marks, open_mark
from extractors.note_blocks import split_at_edges

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from corpus.records import Box
    from extractors.blocks import PageLayout

__all__ = ["Marks", "marker_number", "page_to_texts", "texts_to_marks"]


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks printed in a document's texts, as (marker, page, text, offset), in reading order."""

    places: tuple[tuple[str, int, str, int], ...]

    def has(self, marker: str) -> bool:
        """Whether the marker is printed anywhere."""
        return any(found == marker for found, *_ in self.places)

    def pages(self, marker: str) -> list[int]:
        """The pages on which the marker is printed."""
        return [page for found, page, *_ in self.places if found == marker]

    def first_place(self, marker: str, page: int) -> tuple[int, str, int] | None:
        """Page, text and offset of a marker's first print on a page, else on the nearest page before, else anywhere."""
        places = [place for place in self.places if place[0] == marker]
        before = [place for place in places if place[1] <= page]
        if before:
            nearest = max(place[1] for place in before)
            places = [place for place in before if place[1] == nearest]
        return places[0][1:] if places else None

    def first_pages(self) -> list[tuple[str, int]]:
        """Every marker with the first page that prints it."""
        first: dict[str, int] = {}
        for marker, page, *_ in self.places:
            first.setdefault(marker, page)
        return list(first.items())


def marker_number(marker: str) -> tuple[str, int]:
    """A marker's sign and number: 注10 → ("注", 10); daggers count their length."""
    match = re.fullmatch(r"(\D*?)(\d+)", marker)
    return (match[1], int(match[2])) if match else (marker[:1], len(marker))


def texts_to_marks(texts: Iterable[tuple[int, str]]) -> Marks:
    """The marks of texts given as (page, text)."""
    return Marks(tuple((marker, page, text, offset) for page, text in texts for marker, offset in find_marks(text)))


def page_to_texts(layout: PageLayout, heads: Collection[Box]) -> list[str]:
    """The running text of a page's lines and of each cell; the opening marks of the lines in ``heads`` are left out."""

    def text(line: Line) -> str:
        opened = open_mark(line.text) if line.box in heads else None
        return opened[1] if opened else line.text

    lines = [part for parts in split_at_edges(layout.lines) for part in parts]
    cells = [entry.text for table in layout.tables for entry in table.cells]
    return [join_lines(text(line) for line in lines), *cells]
