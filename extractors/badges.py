"""Numbers in small frames of their own beside a title (① in a circle, 01 on a band), joined to the title's line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Box
from extractors.geometry import vertical_overlap
from extractors.lines import Line
from extractors.marks import is_bare_mark

__all__ = ["is_badge", "is_mark_above", "join_badge", "join_mark"]

# A badge holds at most this many characters, and its frame stands at most this many type sizes before its title.
MAX_BADGE_LENGTH = 12
MAX_GAP = 4.0
# Share of the title's height that lies within the height of the frame.
MIN_LEVEL = 0.6
# Lines of one title stand at most so many type sizes apart.
MAX_LEADING = 2.0
# Characters of a title below its number.
MIN_TITLE = 3


def is_badge(line: Line) -> bool:
    """Whether a line in a small frame is a number and nothing else."""
    return line.boxed and len(line.text) <= MAX_BADGE_LENGTH and is_bare_mark(line.text)


def join_badge(badge: Line, frame: Box, lines: Sequence[Line]) -> tuple[int, Line] | None:
    """Index of the title beside a badge, and both as one line in the type of the title; None where none stands there.

    The title is the topmost of the lines that begin right of the frame at its height: a text may follow below it. The
    line keeps the box of the title, since that of both may hold this text.
    """
    beside = [(line.box.top, index) for index, line in enumerate(lines) if _begins_beside(line, badge, frame)]
    if not beside:
        middle = (frame.top + frame.bottom) / 2
        beside = [
            (line.box.top, index)
            for index, line in enumerate(lines)
            for below in lines
            if _goes_on(line, below) and line.box.top < middle < below.box.bottom and _stands_right(line, badge, frame)
        ]
    if not beside:
        return None
    index = min(beside)[1]
    return index, replace(join_mark(badge, lines[index]), badged=True)


def is_mark_above(mark: Line, title: Line) -> bool:
    """Whether a number stands alone in a line right above a title of its face, larger or smaller than this."""
    if not is_bare_mark(mark.text) or is_bare_mark(title.text) or len(title.text) < MIN_TITLE:
        return False
    aligned = abs(mark.box.x0 - title.box.x0) < title.size / 2
    below = 0 <= title.box.top - mark.box.bottom < mark.size
    return aligned and below and mark.font == title.font


def join_mark(mark: Line, title: Line) -> Line:
    """A number and the title beside or below it as one line in the type and at the place of the title."""
    return replace(title, glyphs=(*mark.glyphs, *title.glyphs), text=f"{mark.text} {title.text}")


def _begins_beside(line: Line, badge: Line, frame: Box) -> bool:
    level = vertical_overlap(frame, line.box) > MIN_LEVEL * line.box.height
    return level and _stands_right(line, badge, frame)


def _stands_right(line: Line, badge: Line, frame: Box) -> bool:
    gap = line.box.x0 - frame.x1
    inside = badge.box.x1 <= line.box.x0 < frame.x1
    return line is not badge and not is_badge(line) and (inside or -1 <= gap <= MAX_GAP * line.size)


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a title goes on in a second line: of its type, right below, from its left edge."""
    same = line.font == below.font and abs(line.size - below.size) < 1 and abs(line.box.x0 - below.box.x0) < line.size
    return same and 0 < below.box.top - line.box.top < MAX_LEADING * line.size
