"""Bars of a 工程表 drawn as lines: arrows, lines between dots or end caps, and lines without any of these.

They must be told from the rulings of the table they are drawn over before its grid is read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.records import Box
from extractors.geometry import horizontal_overlap, union
from extractors.page import Page, Ruling, Shape

__all__ = ["HEAD_REACH", "MAX_HEAD", "Shaft", "find_shafts"]

# An arrowhead or a dot is at most this large, in points.
MAX_HEAD = 14.0
# It touches the end of its shaft within this distance.
HEAD_REACH = 3.0
# Pieces of one line, at one height, meet within this distance, in points.
SAME_LINE = 0.7
# A rule of the table ends on another one within this distance, in points; what is drawn by hand seldom does.
ON_RULE = 1.5
# An end cap is at most this long, in points, and touches nothing but its line.
MAX_CAP = 14.0
# Shorter lines than this, in points, are dashes.
MIN_LENGTH = 12.0
# Column lines that must cross the height of a line without head: else rules across may be all there is of a table.
MIN_CROSSED = 3
# Pieces of a rule that cells draw one by one, at least.
MIN_PIECES = 3
# Share of a line that words stand upon from which it underlines them.
MIN_UNDERLINED = 0.8


@dataclass(frozen=True, slots=True)
class Shaft:
    """A bar drawn as a line, from end to tip; ``rulings`` are the pieces of it, end caps included."""

    box: Box
    rulings: tuple[Ruling, ...]


def find_shafts(page: Page) -> list[Shaft]:
    """The bars of a page that are drawn as lines, wherever they stand."""
    across = [ruling for ruling in page.rulings if ruling.horizontal]
    headed = _headed(across, _heads(page.shapes))
    taken = {piece for shaft in headed for piece in shaft.rulings}
    down = [ruling for ruling in page.rulings if not ruling.horizontal]
    # The sides of an outlined box are rules, too.
    boxes = [s.box for s in page.shapes if s.is_box and s.stroke is not None and s.box.height > MAX_CAP]
    down += [Ruling(horizontal=False, position=x, start=b.top, end=b.bottom) for b in boxes for x in (b.x0, b.x1)]
    return [*headed, *_headless(page, [ruling for ruling in across if ruling not in taken], down)]


def _heads(shapes: Iterable[Shape]) -> list[Shape]:
    """Small shapes that may end a shaft: triangles, dots, and the two strokes of an open head."""
    return [
        shape
        for shape in shapes
        if not shape.rectangular
        and shape.box.width <= MAX_HEAD
        and shape.box.height <= MAX_HEAD
        and (shape.fill is not None or shape.stroke is not None)
    ]


def _headed(across: Sequence[Ruling], heads: Sequence[Shape]) -> list[Shaft]:
    ends: dict[Ruling, list[Box]] = {}
    # Maps have thousands of small shapes: rulings are looked up by their ends.
    by_end = sorted(((x, ruling) for ruling in across for x in (ruling.start, ruling.end)), key=lambda item: item[0])
    xs = [x for x, _ in by_end]
    for shape in heads:
        head = shape.box
        low, high = bisect_left(xs, head.x0 - HEAD_REACH), bisect_right(xs, head.x1 + HEAD_REACH)
        near = [r for _, r in by_end[low:high] if head.top - 1 <= r.position <= head.bottom + 1]
        if near:
            ends.setdefault(min(near, key=lambda ruling: _distance(ruling, shape)), []).append(head)
    out = []
    for ruling, found in ends.items():
        x0 = min([ruling.start, *(head.x0 for head in found)])
        x1 = max([ruling.end, *(head.x1 for head in found)])
        out.append(Shaft(Box(x0, ruling.position - 3, x1, ruling.position + 3), (ruling,)))
    return out


def _distance(ruling: Ruling, head: Shape) -> tuple[float, bool, float, float]:
    """How far a line is from being the shaft of a head: it runs through the head's middle, and comes from its base.

    The border of a cell may pass the tip, and another arrow may begin there.
    """
    x, y = (head.box.x0 + head.box.x1) / 2, (head.box.top + head.box.bottom) / 2
    # More corners of a triangle stand at its base than at its tip; those of a dot stand on both sides.
    balance = sum((corner < x) - (corner > x) for corner, _ in set(head.points))
    turned = balance * (x - (ruling.start + ruling.end) / 2) < 0
    return round(abs(ruling.position - y)), turned, min(abs(ruling.start - x), abs(ruling.end - x)), ruling.start


def _headless(page: Page, across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Shaft]:
    """Lines inside a table that end on no rule of it, or at end caps of their own."""
    out = []
    for pieces in _runs(across):
        y, start, end = pieces[0].position, pieces[0].start, max(piece.end for piece in pieces)
        if end - start < MIN_LENGTH:
            continue
        left, right = _end(start, y, down, across), _end(end, y, down, across)
        if left is None or right is None:
            continue
        crossing = [r.position for r in down if r.start < y - ON_RULE and r.end > y + ON_RULE and r not in left + right]
        inside = bool(crossing) and min(crossing) < start + ON_RULE and max(crossing) > (start + end) / 2
        # Pieces that meet where no column line goes down are the borders of cells one by one.
        bordered = len(pieces) >= MIN_PIECES and not any(start < x < end for x in crossing)
        if len(set(map(round, crossing))) < MIN_CROSSED or not inside or bordered or _underlines(page, y, start, end):
            continue
        out.append(Shaft(Box(start, y - 3, end, y + 3), (*pieces, *left, *right)))
    return out


def _runs(across: Sequence[Ruling]) -> list[list[Ruling]]:
    """Pieces of lines that touch at one height, left to right."""
    runs: list[list[Ruling]] = []
    for ruling in sorted(across, key=lambda r: (round(r.position), r.start)):
        last = runs[-1] if runs else None
        if (
            last is not None
            and abs(last[0].position - ruling.position) <= SAME_LINE
            and ruling.start <= max(piece.end for piece in last[-2:]) + SAME_LINE
        ):
            last.append(ruling)
        else:
            runs.append([ruling])
    return runs


def _end(x: float, y: float, down: Sequence[Ruling], across: Sequence[Ruling]) -> list[Ruling] | None:
    """The end caps at the end of a line, [] where it ends free, None where it ends on a rule of the table."""
    met = [r for r in down if abs(r.position - x) <= ON_RULE and r.start - ON_RULE <= y <= r.end + ON_RULE]
    return met if all(_is_cap(ruling, y, across) for ruling in met) else None


def _is_cap(ruling: Ruling, y: float, across: Sequence[Ruling]) -> bool:
    """Whether a short line stands at the end of a line at ``y`` only, and touches no other."""
    if ruling.length > MAX_CAP:
        return False
    return not any(
        abs(other.position - y) > SAME_LINE
        and ruling.start - ON_RULE <= other.position <= ruling.end + ON_RULE
        and other.start - ON_RULE <= ruling.position <= other.end + ON_RULE
        for other in across
    )


def _underlines(page: Page, y: float, start: float, end: float) -> bool:
    """Whether a line is as long as the words that stand right upon it."""
    reach = Box(start, 0, end, 1)
    upon = [
        g.box
        for g in page.glyphs
        if abs(g.bottom - y) <= g.size * 0.35 and horizontal_overlap(g.box, reach) > 0 and not g.text.isspace()
    ]
    if not upon:
        return False
    words = union(upon)
    return horizontal_overlap(words, reach) >= MIN_UNDERLINED * (end - start)
