"""Heads painted above a ruled table, and bands across it that head groups of rows, without rulings of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from corpus.records import Box
from extractors.geometry import contains, overlap_area, union
from extractors.grid import box_to_rulings
from extractors.page import Ruling, Shape

__all__ = ["painted_heads", "painted_labels"]

# A head's sides meet the table's within this distance, in points.
MEET = 2.5
# Several heads side by side may end so far above the first row, in points.
FIRST_GAP = 6.0
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
        strip = _row_inside(painted, table, words_in)
        if strip is not None:
            out.append(Ruling(horizontal=True, position=strip.bottom, start=table.x0, end=table.x1))
        top = table.top
        for _ in range(MAX_ROWS):
            row = _row_above(painted, table, top, FIRST_GAP if top == table.top else MEET)
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


def painted_labels(
    shapes: Sequence[Shape], tables: Sequence[Box], label_in: Callable[[Box], bool], rulings: Sequence[Ruling]
) -> list[Ruling]:
    """The sides of painted cells of form sheets: white labels on a ground that hides their borders.

    Args:
        shapes: The shapes of the page.
        tables: Boxes of its ruled tables.
        label_in: Whether the text in a box is a label of a form.
        rulings: The rulings of the page; a side that has one needs no other.

    """
    boxes = [
        s.box
        for s in shapes
        if s.is_box
        and s.fill is not None
        and MIN_HEIGHT <= s.box.height <= MAX_HEIGHT
        and any(t.x0 - MEET <= s.box.x0 and s.box.x1 < t.x1 - MEET and contains(t, s.box) for t in tables)
    ]
    sides = [side for box in boxes if label_in(box) for side in box_to_rulings(box)]
    return [side for side in sides if not any(_covers(ruling, side) for ruling in rulings)]


def _covers(ruling: Ruling, side: Ruling) -> bool:
    return (
        ruling.horizontal == side.horizontal
        and abs(ruling.position - side.position) <= MEET
        and ruling.start <= side.start + MEET
        and ruling.end >= side.end - MEET
    )


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


def _row_inside(painted: Sequence[Box], table: Box, words_in: Callable[[Box], Sequence[Box]]) -> Box | None:
    """The heads painted in the upper part of a table's cells, one in each column or all in one band, or None."""
    row = sorted(
        {b for b in painted if abs(b.top - table.top) <= MEET and b.x0 >= table.x0 - MEET and b.x1 <= table.x1 + MEET},
        key=lambda box: box.x0,
    )
    if len(row) == 1 and len(words_in(row[0])) >= MIN_WORDS and row[0].x1 >= table.x1 - MEET:
        return row[0] if row[0].x0 <= table.x0 + MEET and row[0].bottom < table.bottom - MEET else None
    if len(row) < MIN_WORDS or row[0].x0 > table.x0 + MEET or row[-1].x1 < table.x1 - MEET:
        return None
    level = all(abs(box.bottom - row[0].bottom) <= MEET for box in row)
    closed = all(abs(after.x0 - box.x1) <= MEET for box, after in pairwise(row))
    return union(row) if level and closed and all(words_in(box) for box in row) else None


def _row_above(painted: Sequence[Box], table: Box, top: float, gap: float) -> list[Box] | None:
    """The painted boxes that stand on a height of a table and cover its width, or None.

    Args:
        painted: The boxes.
        table: The table.
        top: The height.
        gap: Distance, in points, by which several boxes may miss it.

    """
    row = sorted(
        {b for b in painted if abs(b.bottom - top) <= gap and b.x0 >= table.x0 - MEET and b.x1 <= table.x1 + MEET},
        key=lambda box: box.x0,
    )
    if len(row) < MIN_WORDS and any(abs(box.bottom - top) > MEET for box in row):
        return None
    if not row or row[0].x0 > table.x0 + MEET or row[-1].x1 < table.x1 - MEET:
        return None
    level = all(abs(box.top - row[0].top) <= MEET for box in row)
    closed = all(after.x0 - box.x1 <= MEET for box, after in pairwise(row))
    return row if level and closed else None
