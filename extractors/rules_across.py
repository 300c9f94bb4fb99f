"""Tables with rules across only: the columns that rules drawn cell by cell still show.

Browsers and word processors draw the lower edge of each cell for itself. Where such pieces end at the same x in
most rows, a column ends there, though no ruling goes down. The sides of painted heads above the first rule count, too.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from itertools import pairwise

from corpus.records import Box
from extractors.colours import is_white
from extractors.page import Ruling, Shape

__all__ = ["implied_rulings"]

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
# Rules at one height further apart than this, in points, belong to different tables.
MAX_GAP = 20.0
# A painted head, and the row below it, are at most so high, in points.
MAX_HEAD = 60.0
# Heads above a rule without one above them stand within this distance of it, in points.
MAX_HEAD_LINE = 20.0


def implied_rulings(
    rulings: Sequence[Ruling],
    shapes: Sequence[Shape],
    crosses: Callable[[float, float, float], bool],
    words_in: Callable[[Box], Sequence[Box]],
) -> list[Ruling]:
    """Vertical rulings at the ends of the pieces of rules across, a piece for each row; and the sides of their heads.

    Args:
        rulings: All rulings of the page.
        shapes: Its shapes.
        crosses: Whether a line of text runs over an x between two heights (x, top, bottom): a cell does, too, then.
        words_in: The boxes of the words in a box.

    """
    down = [r for r in rulings if not r.horizontal]
    across = [r for r in rulings if r.horizontal]
    tops, bottoms = _painted_heads(shapes, across)
    painted = {*tops, *bottoms}
    out: list[Ruling] = []
    for levels in _stacks(_levels([*across, *tops, *bottoms]), tops):
        pieced = [level for level in levels if len(level) >= MIN_PIECES]
        if len(levels) < MIN_RULES or len(pieced) < MIN_RULES - 1:
            continue
        top, bottom = levels[0][0].position, levels[-1][0].position
        left, right = levels[0][0].start, max(r.end for r in levels[0])
        # The sides of a card around the table are none of its own.
        crossing = [r for r in down if r.end > top + MEET and r.start < bottom - MEET]
        inside = [r for r in crossing if left - MEET <= r.position <= right + MEET]
        edges = _shared_edges(pieced)
        missing = [x for x in edges if not any(abs(r.position - x) <= MEET for r in inside)]
        if len(missing) < MIN_MISSING * len(edges):
            # Rulings go down at nearly all edges: they say themselves which cells there are.
            continue
        out.extend(ruling for level in levels for ruling in level if ruling in painted)
        parted = False
        for upper, lower in pairwise(levels):
            y0, y1 = upper[0].position, lower[0].position
            drawn = [r.position for r in inside if min(r.end, y1) - max(r.start, y0) > MIN_SHARE * (y1 - y0)]
            sides = [
                Ruling(horizontal=False, position=x, start=y0, end=y1)
                for x in edges
                if not _bounded(x, drawn) and not crosses(x, y0, y1)
            ]
            if sides and not parted and not drawn and upper[0] not in painted:
                out.extend(_heads_above(upper, crosses, words_in))
            parted = bool(sides)
            out.extend(sides)
    return out


def _heads_above(
    rules: Sequence[Ruling],
    crosses: Callable[[float, float, float], bool],
    words_in: Callable[[Box], Sequence[Box]],
) -> list[Ruling]:
    """The sides of the cells of heads that stand right above the first rule of a table, a word over each piece."""
    y = rules[0].position
    words = [words_in(Box(rule.start, y - MAX_HEAD_LINE, rule.end, y)) for rule in rules]
    over = [row[-1] for row in words if len(row) == 1]
    if len(rules) < MIN_PIECES or len(over) < len(rules) or any(box.bottom < y - box.height for box in over):
        return []
    top = min(box.top for box in over) - 1
    edges = [rules[0].start, *(rule.end for rule in rules)]
    if any(crosses(x, top, y) for x in edges[1:-1]):
        return []
    sides = [Ruling(horizontal=False, position=x, start=top, end=y) for x in edges]
    return [*sides, *(Ruling(horizontal=True, position=top, start=rule.start, end=rule.end) for rule in rules)]


def _painted_heads(shapes: Sequence[Shape], across: Sequence[Ruling]) -> tuple[set[Ruling], set[Ruling]]:
    """The upper and lower sides of painted cells that stand side by side above a rule of pieces as wide as they are."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for shape in shapes:
        if shape.is_box and shape.fill is not None and not is_white(shape.fill) and shape.box.height <= MAX_HEAD:
            rows.setdefault((round(shape.box.top), round(shape.box.bottom)), []).append(shape.box)
    tops: set[Ruling] = set()
    bottoms: set[Ruling] = set()
    for row in [run for cells in rows.values() for run in _runs(cells)]:
        top, bottom = row[0].top, row[0].bottom
        edges = [
            [r for r in across if abs(r.start - box.x0) <= MEET and abs(r.end - box.x1) <= MEET and r.position > top]
            for box in row
        ]
        below = [min(pieces, key=lambda r: r.position).position - bottom for pieces in edges if pieces]
        ruled = len(below) == len(row) and max(below) - min(below) <= MEET and SAME_RULE < min(below) <= MAX_HEAD
        if len(row) >= MIN_PIECES and ruled:
            tops.update(Ruling(horizontal=True, position=top, start=box.x0, end=box.x1) for box in row)
            bottoms.update(Ruling(horizontal=True, position=bottom, start=box.x0, end=box.x1) for box in row)
    return tops, bottoms


def _runs(cells: Sequence[Box]) -> list[list[Box]]:
    """Painted cells of one height that touch, left to right."""
    runs: list[list[Box]] = []
    for box in sorted(cells, key=lambda box: box.x0):
        if runs and abs(box.x0 - runs[-1][-1].x1) <= MEET:
            runs[-1].append(box)
        else:
            runs.append([box])
    return runs


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
    return [part for level in levels for part in _parts(level)]


def _parts(level: Sequence[Ruling]) -> list[list[Ruling]]:
    """The rules of one height parted where tables stand side by side."""
    parts: list[list[Ruling]] = []
    for ruling in sorted(level, key=lambda r: r.start):
        if parts and ruling.start - max(r.end for r in parts[-1]) <= MAX_GAP:
            parts[-1].append(ruling)
        else:
            parts.append([ruling])
    return parts


def _stacks(levels: Sequence[list[Ruling]], tops: Container[Ruling]) -> list[list[list[Ruling]]]:
    """Rules of the same left and right end below one another; the upper side of a painted head begins a stack."""
    stacks: list[list[list[Ruling]]] = []
    for level in levels:
        start, end = level[0].start, max(r.end for r in level)
        for stack in reversed(stacks):
            last = stack[-1]
            same = abs(last[0].start - start) <= MEET and abs(max(r.end for r in last) - end) <= MEET
            if same and level[0] not in tops and level[0].position - last[0].position <= MAX_ROW:
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
