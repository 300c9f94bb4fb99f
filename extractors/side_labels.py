"""Labels set beside the lines that they name, centred on their height: they are read before all of these lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.records import Box
from extractors.geometry import union
from extractors.labels import label_role
from extractors.lines import Line

__all__ = ["centred_labels"]

# Lines of one block begin at the same x, within this many points.
SAME_START = 2.0
# How far the middles of a label and its block lie apart, in type sizes.
OFF_CENTRE = 0.4
# Lines of one text follow each other within this many type sizes.
MAX_LEADING = 2.2


def centred_labels(lines: Sequence[Line]) -> list[tuple[Line, Box]]:
    """The labels that stand at mid-height of two or more lines to their right, each with the box around these lines."""
    out = []
    labels = [line for line in lines if label_role(line.text) is not None]
    for label in labels:
        others = [other.box for other in labels if other is not label and other.box.x0 < label.box.x1]
        block = _block_right_of(label, [line for line in lines if not any(_level(line.box, box) for box in others)])
        if block is not None:
            out.append((label, block))
    return out


def _block_right_of(label: Line, lines: Sequence[Line]) -> Box | None:
    middle = (label.box.top + label.box.bottom) / 2
    right = sorted((line for line in lines if line.box.x0 > label.box.x1), key=lambda line: line.box.top)
    near = min((line.box.x0 for line in right if _reaches(line, label)), default=None)
    if near is None:
        return None
    column = [line for line in right if abs(line.box.x0 - near) <= SAME_START]
    best: Box | None = None
    for first in range(len(column)):
        for last in range(first + 1, len(column)):
            box = union(line.box for line in column[first : last + 1])
            centred = abs((box.top + box.bottom) / 2 - middle) <= OFF_CENTRE * label.size
            if centred and _stands_together(column, first, last) and (best is None or box.height > best.height):
                best = box
    return best


def _level(a: Box, b: Box) -> bool:
    """Whether two lines stand at one height."""
    return abs(a.top + a.bottom - b.top - b.bottom) / 2 <= OFF_CENTRE * min(a.height, b.height)


def _reaches(line: Line, label: Line) -> bool:
    """Whether a line stands at most one line above or below a label's height."""
    return abs(line.box.top + line.box.bottom - label.box.top - label.box.bottom) / 2 <= 1.5 * max(
        line.size, label.size
    )


def _stands_together(column: Sequence[Line], first: int, last: int) -> bool:
    """Whether lines follow each other more closely than the lines before and after them do."""
    gaps = [after.box.top - before.box.top for before, after in pairwise(column)]
    inner = max(gaps[first:last])
    if inner > MAX_LEADING * column[first].size:
        return False
    outer = min([*gaps[max(first - 1, 0) : first], *gaps[last : last + 1]], default=inner + 2)
    return inner < outer - 0.5
