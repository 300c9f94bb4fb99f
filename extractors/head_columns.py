"""Columns that only the heads of a table part, or only the cells below them: the words keep apart in both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from corpus.records import Box
from extractors.columns import Role, header_role
from extractors.grid import Cell, Table
from extractors.page import Ruling
from extractors.years import parse_year_row

__all__ = ["columns_below_heads", "years_above_columns"]

# Heads of texts: under years one cell may span several columns.
_TEXTS: frozenset[Role] = frozenset(
    {"number", "title", "content", "description", "department", "category", "indicator", "badge", "code", "remarks"}
)
# A word runs over a side if it passes it by more than this, in points.
SLACK = 2.0


def columns_below_heads(
    table: Table, text_in: Callable[[Box], str], words_in: Callable[[Box], Sequence[Box]]
) -> list[Ruling]:
    """The sides that heads of texts draw and the cells below them lack, where most of these have words on both sides.

    Args:
        table: A ruled table, its first row the heads.
        text_in: The text in a box.
        words_in: The boxes of the words in a box.

    """
    heads = sorted((cell for cell in table.cells if cell.row == 0), key=lambda cell: cell.column)
    out: list[Ruling] = []
    for left, right in pairwise(heads):
        if header_role(text_in(left.box)) not in _TEXTS or header_role(text_in(right.box)) not in _TEXTS:
            continue
        x = right.box.x0
        over = [cell for cell in table.cells if cell.row > 0 and cell.box.x0 < x - SLACK and cell.box.x1 > x + SLACK]
        parted = [cell for cell in over if _has_words_on_both_sides(words_in(cell.box), x)]
        if 2 * len(parted) > len(over):
            out.extend(_side(cell, x) for cell in parted)
    return out


def years_above_columns(table: Table, text_in: Callable[[Box], str]) -> list[Ruling]:
    """The sides of the years that one head prints side by side over columns of their own.

    Args:
        table: A ruled table, its first row the heads.
        text_in: The text in a box.

    """
    out: list[Ruling] = []
    for cell in table.cells:
        if cell.row > 0 or cell.column_span == 1:
            continue
        box = cell.box
        xs = table.xs[cell.column : cell.column + cell.column_span + 1]
        texts = [text_in(Box(x0, box.top, x1, box.bottom)) for x0, x1 in pairwise(xs)]
        if None not in parse_year_row(texts):
            out.extend(_side(cell, x) for x in xs[1:-1])
    return out


def _side(cell: Cell, x: float) -> Ruling:
    return Ruling(horizontal=False, position=x, start=cell.box.top, end=cell.box.bottom)


def _has_words_on_both_sides(words: Sequence[Box], x: float) -> bool:
    """Whether words stand left and right of an x, and none runs over it."""
    if any(word.x0 < x - SLACK and word.x1 > x + SLACK for word in words):
        return False
    return any(word.x1 <= x + SLACK for word in words) and any(word.x0 >= x - SLACK for word in words)
