"""What is drawn around a schedule without a grid: the boxes, rules and panels that say how far it reaches."""

from __future__ import annotations

from itertools import pairwise

from corpus.records import Box
from extractors.page import Page
from extractors.unruled_grid import YearHeads

__all__ = ["SAME_RULE", "drawn_box", "drawn_columns", "drawn_lines", "heads_card"]

# Rules of one table begin and end at the same x, within this many points.
SAME_RULE = 3.0
# A box that draws the column of a year begins so near below it, in points, and misses its edges by such a share.
MAX_COLUMN_GAP, MAX_OFF = 8.0, 0.08


def heads_card(frame: Box, head: YearHeads) -> bool:
    """Whether a panel left of the years begins above them and ends below them: it heads the card, and names no row."""
    above = frame.top < head.box.top - head.box.height
    return above and frame.bottom > head.box.bottom + head.box.height and frame.x1 <= head.edges[0] + 1


def drawn_box(page: Page, head: YearHeads) -> Box | None:
    """The area below the years that rules close on the left, on the right and at the foot; or None."""
    down = [r for r in page.rulings if not r.horizontal and r.start - head.box.bottom <= MAX_COLUMN_GAP]
    for rule in page.rulings:
        spans = rule.start <= head.edges[0] + SAME_RULE and rule.end >= head.edges[-1] - SAME_RULE
        if not rule.horizontal or not spans or rule.position <= head.box.bottom + head.box.height:
            continue
        sides = [
            any(abs(r.position - x) <= SAME_RULE and abs(r.end - rule.position) <= SAME_RULE for r in down)
            for x in (rule.start, rule.end)
        ]
        if all(sides):
            return Box(rule.start, head.box.top - 2, rule.end, rule.position)
    return None


def drawn_columns(page: Page, head: YearHeads) -> float | None:
    """Where the boxes end that are drawn below the years, one for each; None where there are none."""
    ends = []
    for x0, x1 in pairwise(head.edges):
        boxes = [
            shape.box
            for shape in page.shapes
            if shape.is_box
            and shape.stroke is not None
            and 0 <= shape.box.top - head.box.bottom <= MAX_COLUMN_GAP
            and abs(shape.box.x0 - x0) <= MAX_OFF * (x1 - x0)
            and abs(shape.box.x1 - x1) <= MAX_OFF * (x1 - x0)
        ]
        if not boxes:
            return None
        ends.append(min(box.bottom for box in boxes))
    return max(ends) + 1 if max(ends) - min(ends) <= SAME_RULE else None


def _chain_end(page: Page, x: float, reach: float, end: float) -> float:
    """Where the last of the rules ends that follow each other down from a height, drawn row by row."""
    pieces = sorted(
        (r for r in page.rulings if not r.horizontal and abs(r.position - x) <= reach and r.end > end),
        key=lambda r: r.start,
    )
    for piece in pieces:
        if piece.start - end > SAME_RULE:
            break
        end = max(end, piece.end)
    return end


def drawn_lines(page: Page, head: YearHeads) -> float | None:
    """Where the rules end that part the years below their heads, all at one height; None where there are none."""
    ends = []
    for before, edge, after in zip(head.edges, head.edges[1:-1], head.edges[2:], strict=False):
        reach = MAX_OFF * min(edge - before, after - edge)
        found = [
            rule.end
            for rule in page.rulings
            if not rule.horizontal
            and abs(rule.position - edge) <= reach
            and rule.start - head.box.bottom <= 3 * MAX_COLUMN_GAP
            and rule.end - head.box.bottom > 2 * head.box.height
        ]
        if not found:
            return None
        ends.append(_chain_end(page, edge, reach, max(found)))
    return max(ends) + 1 if ends and max(ends) - min(ends) <= SAME_RULE else None
