"""Tables that the layout did not see: words in rows and columns, or years side by side, outside any table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from corpus.records import Box
from extractors.geometry import horizontal_overlap, vertical_overlap
from extractors.labels import label_role
from extractors.lines import Line
from extractors.outline import Section
from extractors.years import find_year

__all__ = ["loose_table_lines", "loose_tables"]

# A grid has at least as many rows, each with as many pieces: two columns of text side by side are no table.
MIN_ROWS = 3
MIN_COLUMNS = 3
# Edges or middles of a column agree within this distance, in points.
ALIGNED = 2.0
# Years side by side make the head of a schedule, with at most this many other characters around them (施策名, 担当課).
MIN_YEARS = 3
MAX_BESIDE_YEARS = 16
_YEAR = re.compile(r"(?:(?:令和|平成|R|H)\s*(?:\d{1,2}|元)|(?:19|20)\d\d)(?:年度?)?(?:\([^()]{1,8}\))?")


def loose_tables(sections: Sequence[Section]) -> dict[int, list[Box]]:
    """By page, the boxes of the sections' lines that stand as in a table."""
    pages: dict[int, list[Line]] = {}
    for section in sections:
        for item in (*section.items, *section.side):
            if isinstance(item.element, Line):
                pages.setdefault(item.page, []).append(item.element)
    return {page: [line.box for line in loose_table_lines(lines)] for page, lines in pages.items()}


def loose_table_lines(lines: Sequence[Line]) -> list[Line]:
    """Those of a page's loose lines that stand in a grid or in a row of years; labels of forms (担当) aside."""
    words = [line for line in lines if label_role(line.text) is None]
    rows = [_row(line, words) for line in words]
    years = [line for line, row in zip(words, rows, strict=True) if _are_years([line, *row])]
    found = {id(line) for line in (*years, *_grid(words))}
    return [line for line in lines if id(line) in found]


def _row(line: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines beside a line."""
    return [
        other
        for other in lines
        if other is not line
        and vertical_overlap(line.box, other.box) >= 0.5 * min(line.box.height, other.box.height)
        and horizontal_overlap(line.box, other.box) <= 0
    ]


def _are_years(row: Sequence[Line]) -> bool:
    """Whether a row holds successive years and little else; the years of a diagram may stand five apart."""
    text = unicodedata.normalize("NFKC", " ".join(line.text for line in row))
    rest, n_years = _YEAR.subn("", text)
    if n_years < MIN_YEARS or len(re.sub(r"\s", "", rest)) > MAX_BESIDE_YEARS:
        return False
    years = {find_year(match.group()) for match in _YEAR.finditer(text)} - {None}
    return any(all(year + step in years for step in range(MIN_YEARS)) for year in years if year is not None)


def _grid(lines: Sequence[Line]) -> list[Line]:
    """The lines that have enough others of the grid beside them, and below or above them in one column."""
    left = list(lines)
    while True:
        kept = [
            line
            for line in left
            if len({round(other.box.x0) for other in _row(line, left)}) >= MIN_COLUMNS - 1
            and len({round(other.box.top) for other in _column(line, left)}) >= MIN_ROWS - 1
        ]
        if len(kept) == len(left):
            return kept
        left = kept


def _column(line: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines above and below a line that share its left edge or its middle."""
    middle = line.box.x0 + line.box.x1
    return [
        other
        for other in lines
        if abs(other.box.top - line.box.top) > line.size
        and (abs(other.box.x0 - line.box.x0) <= ALIGNED or abs(other.box.x0 + other.box.x1 - middle) <= 2 * ALIGNED)
    ]
