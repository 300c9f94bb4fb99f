"""Names of rows that stand left of a schedule, outside its grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.records import Box
from extractors.grid import Cell, Table
from extractors.lines import Line
from extractors.years import parse_year_row

__all__ = ["with_row_names"]

# Rows of a schedule that are named: one alone is named by what stands above it.
MIN_ROWS = 2
# The names begin at most so far left of the grid, in points, all at one x within this many points.
MAX_REACH, SAME_START = 130.0, 2.0
# A name has at most so many characters.
MAX_NAME = 14


def with_row_names(table: Table, lines: Sequence[Line], text_in: Callable[[Box], str]) -> Table:
    """A schedule with the names left of its rows as a column of its own, or the table itself.

    Args:
        table: The table, its first row the heads.
        lines: The lines outside tables.
        text_in: The text in a box.

    """
    rows = list(pairwise(table.ys))[1:]
    names = [_name(table, row, lines) for row in rows]
    found = [name for name in names if name is not None]
    if len(rows) < MIN_ROWS or len(found) < len(rows):
        return table
    starts = [name.box.x0 for name in found]
    heads = [text_in(cell.box) for cell in table.cells if cell.row == 0]
    if max(starts) - min(starts) > SAME_START or None in parse_year_row(heads):
        return table
    left = min(starts) - SAME_START
    moved = [replace(cell, column=cell.column + 1) for cell in table.cells]
    added = [
        Cell(row, 0, 1, 1, Box(left, top, table.xs[0], bottom)) for row, (top, bottom) in enumerate(pairwise(table.ys))
    ]
    cells = tuple(sorted([*moved, *added], key=lambda cell: (cell.row, cell.column)))
    box = Box(left, table.box.top, table.box.x1, table.box.bottom)
    return Table(box=box, cells=cells, xs=(left, *table.xs), ys=table.ys)


def _name(table: Table, row: tuple[float, float], lines: Sequence[Line]) -> Line | None:
    """The only line left of a row, if it may be its name."""
    top, bottom = row
    beside = [
        line
        for line in lines
        if line.box.x1 <= table.box.x0 + 1
        and line.box.x0 >= table.box.x0 - MAX_REACH
        and top <= (line.box.top + line.box.bottom) / 2 <= bottom
    ]
    if len(beside) != 1 or len(beside[0].text) > MAX_NAME or beside[0].text.endswith("。"):
        return None
    inside = beside[0].box.top >= top - 1 and beside[0].box.bottom <= bottom + 1
    return beside[0] if inside else None
