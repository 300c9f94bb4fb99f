"""The printed text of a whole document, as far as it tells what the document is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.geometry import horizontal_overlap, vertical_overlap
from extractors.lines import Line, join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.records import Box

__all__ = ["PageText", "compact", "find_cover", "reading_windows", "running_heads", "without_ruby"]

# A cover holds little else than the title: 5 to 8 lines, while a page of text has 30 and more.
MAX_COVER_LINES, MAX_COVER_CHARS = 20, 260
MIN_COVER_SIZE = 14.0
# The cover may follow an empty page or the paper jacket.
COVER_WITHIN = 3
# Ruby is set at half the size of its word; covers go up to 0.6.
MAX_RUBY_SIZE = 0.62
# Lines further apart than this many font sizes do not read on.
MAX_LEADING = 4.0
# Part of the page's height at its edges where running heads and page numbers stand.
EDGE = 0.1


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page in reading order, with its 1-based number and its size in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


def compact(text: str) -> str:
    """Text for comparing: after NFKC, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def without_ruby(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without small kana that stand directly above or across a larger line."""

    def is_ruby(line: Line) -> bool:
        return re.fullmatch(r"[ぁ-ゖァ-ヺー\s]+", line.text) is not None and any(
            line.size <= MAX_RUBY_SIZE * other.size
            and horizontal_overlap(line.box, other.box) > 0
            and -other.size < other.box.top - line.box.bottom < line.size
            for other in lines
        )

    return tuple(line for line in lines if not is_ruby(line))


def find_cover(pages: Sequence[PageText]) -> PageText | None:
    """The cover: the first page with text, where it holds few lines and large ones; None where there is none."""
    page = next((page for page in pages[:COVER_WITHIN] if page.lines), None)
    if page is None or len(page.lines) > MAX_COVER_LINES:
        return None
    n_chars = sum(len(compact(line.text)) for line in page.lines)
    largest = max(line.size for line in page.lines)
    return page if n_chars <= MAX_COVER_CHARS and largest >= MIN_COVER_SIZE else None


def reading_windows(page: PageText, n_lines: int = 4) -> Iterator[tuple[tuple[Line, ...], str, bool]]:
    """Each line with the lines read after it, their joined text, and whether they form a row.

    The next line is the nearest one below that shares x, since ``lines`` may mix the columns of a page.
    A line with others to its right also comes with those, as in a form.
    """
    following = [_line_below(page.lines, line) for line in page.lines]
    for start in range(len(page.lines)):
        chain = [start]
        while len(chain) < n_lines and (after := following[chain[-1]]) is not None:
            chain.append(after)
        window = tuple(page.lines[index] for index in chain)
        yield window, join_lines(line.text for line in window), False
        row = (page.lines[start], *_lines_beside(page.lines, page.lines[start])[: n_lines - 1])
        if len(row) > 1:
            yield row, join_lines(line.text for line in row), True


def _lines_beside(lines: Sequence[Line], line: Line) -> list[Line]:
    right = [
        other
        for other in lines
        if other.box.x0 >= line.box.x1 and vertical_overlap(other.box, line.box) > 0.5 * min(other.size, line.size)
    ]
    return sorted(right, key=lambda other: other.box.x0)


def _line_below(lines: Sequence[Line], line: Line) -> int | None:
    def gap(other: Box) -> float:
        return other.top - line.box.bottom

    below = [
        index
        for index, other in enumerate(lines)
        if other is not line
        and -0.5 * line.size < gap(other.box) < MAX_LEADING * line.size
        and other.box.top > line.box.top
        and horizontal_overlap(line.box, other.box) > 0
    ]
    return min(below, key=lambda index: (lines[index].box.top, lines[index].box.x0), default=None)


def running_heads(pages: Sequence[PageText]) -> list[tuple[str, PageText, Line]]:
    """The texts that stand at the edge of at least a third of the pages (and of 3), most frequent first.

    Each with the first page and line that prints it.
    """
    counts: Counter[str] = Counter()
    first: dict[str, tuple[PageText, Line]] = {}
    for page in pages:
        edges = [
            line
            for line in page.lines
            if line.box.bottom < EDGE * page.height or line.box.top > (1 - EDGE) * page.height
        ]
        for text, line in {compact(line.text): line for line in edges}.items():
            counts[text] += 1
            first.setdefault(text, (page, line))
    return [(text, *first[text]) for text, count in counts.most_common() if count >= max(3, len(pages) / 3)]
