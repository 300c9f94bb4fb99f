"""Years in boxes side by side, each with what is done below it, as one schedule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.records import Box
from extractors.geometry import union
from extractors.grid import Table
from extractors.years import parse_year_label

__all__ = ["join_year_boxes"]

# Boxes of one row end at one height within so many points, and stand at most so far apart.
LEVEL, MAX_GAP = 2.0, 14.0
HEAD_AND_BODY = 2


def join_year_boxes(tables: Sequence[Table], text_in: Callable[[Box], str]) -> list[Table]:
    """The tables of a page, those that hold a year or a few each joined to the next one beside them.

    Args:
        tables: The tables.
        text_in: The text inside a box.

    """
    boxes = sorted((table for table in tables if _holds_years(table, text_in)), key=lambda table: table.box.x0)
    groups: list[list[Table]] = []
    table_of: dict[int, Table] = {}
    for table in boxes:
        group = next((group for group in groups if _stands_beside(group[-1], table)), None)
        table_of[id(table)] = _without_gaps(table)
        if group is None:
            groups.append([table])
        else:
            group.append(table)
    joined = {id(table): group for group in groups if len(group) > 1 for table in group}
    kept = [table for table in tables if id(table) not in joined]
    return [*kept, *(_joined([table_of[id(table)] for table in group]) for group in groups if len(group) > 1)]


def _holds_years(table: Table, text_in: Callable[[Box], str]) -> bool:
    if table.n_rows != HEAD_AND_BODY:
        return False
    # Between two years over one box there is a gap.
    heads = [
        text for cell in table.cells if cell.row == 0 and ((text := text_in(cell.box)) or cell.box.width > MAX_GAP)
    ]
    return bool(heads) and all(parse_year_label(text) is not None for text in heads)


def _without_gaps(table: Table) -> Table:
    """The table without the narrow columns between its years: half of each goes to either neighbour."""
    widths = [b - a for a, b in pairwise(table.xs)]
    kept = [index for index, width in enumerate(widths) if width > MAX_GAP]
    if len(kept) == len(widths):
        return table
    inner = [(table.xs[a + 1] + table.xs[b]) / 2 for a, b in pairwise(kept)]
    cells = []
    for cell in table.cells:
        columns = [kept.index(c) for c in range(cell.column, cell.column + cell.column_span) if c in kept]
        if columns:
            cells.append(replace(cell, column=columns[0], column_span=len(columns)))
    xs = (table.xs[kept[0]], *inner, table.xs[kept[-1] + 1])
    return replace(table, cells=tuple(cells), xs=xs)


def _stands_beside(left: Table, right: Table) -> bool:
    level = abs(left.box.top - right.box.top) <= LEVEL and abs(left.box.bottom - right.box.bottom) <= LEVEL
    return level and 0 <= right.box.x0 - left.box.x1 <= MAX_GAP


def _joined(group: Sequence[Table]) -> Table:
    """One table of all columns; the gaps between the boxes are shared by their neighbours."""
    middles = [(a.box.x1 + b.box.x0) / 2 for a, b in pairwise(group)]
    xs: list[float] = [group[0].xs[0]]
    cells = []
    for index, table in enumerate(group):
        cells += [replace(cell, column=cell.column + len(xs) - 1) for cell in table.cells]
        xs += table.xs[1:-1]
        xs.append(middles[index] if index < len(middles) else table.xs[-1])
    return Table(box=union(table.box for table in group), cells=tuple(cells), xs=tuple(xs), ys=group[0].ys)
