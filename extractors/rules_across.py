"""Tables with rules across only: the columns that rules drawn cell by cell still show.

Browsers and word processors draw the lower edge of each cell for itself. Where such pieces end at the same x in
most rows, a column ends there, though no ruling goes down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extractors.page import Ruling

__all__ = ["implied_verticals"]

# Pieces of one rule meet within this distance, in points.
MEET = 3.0
# Rules nearer than this, in points, are one.
SAME_RULE = 2.0
# Share of the rules of a table in which an edge must show.
MIN_SHARE = 0.5
# Share of the edges at which no ruling goes down anywhere, from which a table counts as one with rules across only.
MIN_MISSING = 0.25
# Fewer rules than this make no table; fewer pieces tell no columns.
MIN_RULES = 3
MIN_PIECES = 3
# Rules further apart than this, in points, belong to different tables.
MAX_ROW = 200.0


def implied_verticals(rulings: Sequence[Ruling], crosses: Callable[[float, float, float], bool]) -> list[Ruling]:
    """Vertical rulings at the ends of the pieces of rules across, a piece of them for each row.

    Args:
        rulings: All rulings of the page.
        crosses: Whether a line of text runs over an x between two heights (x, top, bottom): a cell does, too, then.

    """
    down = [r for r in rulings if not r.horizontal]
    out: list[Ruling] = []
    for levels in _stacks(_levels([r for r in rulings if r.horizontal])):
        pieced = [level for level in levels if len(level) >= MIN_PIECES]
        if len(levels) < MIN_RULES or len(pieced) < MIN_RULES - 1:
            continue
        top, bottom = levels[0][0].position, levels[-1][0].position
        inside = [r for r in down if r.end > top + MEET and r.start < bottom - MEET]
        edges = _shared_edges(pieced)
        missing = [x for x in edges if not any(abs(r.position - x) <= MEET for r in inside)]
        if len(missing) < MIN_MISSING * len(edges):
            # Rulings go down at nearly all edges: they say themselves which cells there are.
            continue
        for upper, lower in pairwise(levels):
            y0, y1 = upper[0].position, lower[0].position
            drawn = [r.position for r in inside if min(r.end, y1) - max(r.start, y0) > MIN_SHARE * (y1 - y0)]
            out.extend(
                Ruling(horizontal=False, position=x, start=y0, end=y1)
                for x in edges
                if not _bounded(x, drawn) and not crosses(x, y0, y1)
            )
    return out


def _bounded(x: float, drawn: Sequence[float]) -> bool:
    """Whether rulings in a row settle what is at x: one stands there, or the cell around it has both sides."""
    if any(abs(position - x) <= MEET for position in drawn):
        return True
    return any(position < x for position in drawn) and any(position > x for position in drawn)


def _levels(across: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rules at one height, left to right; ascending."""
    levels: list[list[Ruling]] = []
    for ruling in sorted(across, key=lambda r: r.position):
        if levels and ruling.position - levels[-1][0].position <= SAME_RULE:
            levels[-1].append(ruling)
        else:
            levels.append([ruling])
    return [sorted(level, key=lambda r: r.start) for level in levels]


def _stacks(levels: Sequence[list[Ruling]]) -> list[list[list[Ruling]]]:
    """Rules of the same left and right end below one another."""
    stacks: list[list[list[Ruling]]] = []
    for level in levels:
        start, end = level[0].start, max(r.end for r in level)
        for stack in stacks:
            last = stack[-1]
            same = abs(last[0].start - start) <= MEET and abs(max(r.end for r in last) - end) <= MEET
            if same and level[0].position - last[0].position <= MAX_ROW:
                stack.append(level)
                break
        else:
            stacks.append([level])
    return stacks


def _shared_edges(levels: Sequence[Sequence[Ruling]]) -> list[float]:
    """The x at which pieces meet in most of the levels, ascending."""
    edges = sorted(
        (a.end + b.start) / 2 for level in levels for a, b in pairwise(level) if abs(b.start - a.end) <= MEET
    )
    groups: list[list[float]] = []
    for x in edges:
        if groups and x - groups[-1][-1] <= MEET:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [sum(group) / len(group) for group in groups if len(group) >= MIN_SHARE * len(levels)]
