"""Heads painted above a ruled table, and bands across it that head groups of rows, without rulings of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from corpus.records import Box
from extractors.geometry import overlap_area, union
from extractors.page import Ruling, Shape

__all__ = ["painted_heads"]

# A head's sides meet the table's within this distance, in points.
MEET = 2.5
# Height of a row of heads, in points.
MIN_HEIGHT, MAX_HEIGHT = 8.0, 70.0
# A band that heads a group of rows is at most this high, in points.
MAX_BAND = 30.0
# Rows of heads above one another.
MAX_ROWS = 3
# A band with so many words side by side is a row of heads.
MIN_WORDS = 3


def painted_heads(
    shapes: Sequence[Shape],
    tables: Sequence[tuple[Box, Sequence[float]]],
    words_in: Callable[[Box], Sequence[Box]],
) -> list[Ruling]:
    """The rulings that painted heads stand for.

    Args:
        shapes: The shapes of the page.
        tables: Box and column edges of each ruled table.
        words_in: The boxes of the words in a box. A head with words over a column's edge spans both columns; a band
            with fewer words than `MIN_WORDS` is a heading.

    """
    painted = [s.box for s in shapes if s.is_box and s.fill is not None and MIN_HEIGHT <= s.box.height <= MAX_HEIGHT]
    out: list[Ruling] = []
    for table, xs in tables:
        out.extend(
            Ruling(horizontal=True, position=y, start=band.x0, end=band.x1)
            for band in _bands(painted, table, words_in)
            for y in (band.top, band.bottom)
        )
        top = table.top
        for _ in range(MAX_ROWS):
            row = _row_above(painted, table, top)
            if row is None:
                break
            edges = {x for box in row for x in (box.x0, box.x1)}
            if len(row) == 1:
                words = words_in(row[0])
                if len(words) < MIN_WORDS:
                    break
                edges |= {x for x in xs if not any(word.x0 < x - MEET and word.x1 > x + MEET for word in words)}
            head = union(row)
            out.extend(Ruling(horizontal=True, position=y, start=table.x0, end=table.x1) for y in (head.top, top))
            out.extend(Ruling(horizontal=False, position=x, start=head.top, end=top) for x in edges)
            top = head.top
    return out


def _bands(painted: Sequence[Box], table: Box, words_in: Callable[[Box], Sequence[Box]]) -> list[Box]:
    """Painted boxes as wide as a table, inside it, with one or two words and nothing drawn on them."""
    return [
        band
        for band in painted
        if band.height <= MAX_BAND
        and abs(band.x0 - table.x0) <= MEET
        and abs(band.x1 - table.x1) <= MEET
        and table.top - MEET <= band.top
        and band.bottom <= table.bottom + MEET
        and 0 < len(words_in(band)) < MIN_WORDS
        and not any(other != band and overlap_area(other, band) > MEET * MEET for other in painted)
    ]


def _row_above(painted: Sequence[Box], table: Box, top: float) -> list[Box] | None:
    """The painted boxes that stand on a height of a table and cover its width, or None."""
    row = sorted(
        {b for b in painted if abs(b.bottom - top) <= MEET and b.x0 >= table.x0 - MEET and b.x1 <= table.x1 + MEET},
        key=lambda box: box.x0,
    )
    if not row or row[0].x0 > table.x0 + MEET or row[-1].x1 < table.x1 - MEET:
        return None
    level = all(abs(box.top - row[0].top) <= MEET for box in row)
    closed = all(after.x0 - box.x1 <= MEET for box, after in pairwise(row))
    return row if level and closed else None
