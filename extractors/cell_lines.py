"""The lines of a table's cell, whichever way they run: across, turned by 90°, or letter below letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.geometry import union
from extractors.grid import Cell
from extractors.lines import Line, glyphs_to_lines
from extractors.marks import is_bare_mark
from extractors.page import Glyph

__all__ = ["cell_lines"]

# So many letters below one another are a word; a step so much longer than the others leaves one out.
MIN_STACKED, BLANK_STEP = 3, 1.6


def cell_lines(cell: Cell, glyphs: Sequence[Glyph]) -> list[Line]:
    """Lines of a cell; text turned by 90° is read along its own direction."""
    turned = [glyph for glyph in glyphs if not glyph.upright and not glyph.text.isspace()]
    if turned and len(turned) * 2 > sum(not glyph.text.isspace() for glyph in glyphs):
        return _turned_lines(turned)
    lines = glyphs_to_lines(glyphs, max_gap=max(3.2, cell.box.width))
    return [_stacked_line(lines)] if _is_stacked(lines) else _number_first(lines)


def _number_first(lines: list[Line]) -> list[Line]:
    """The lines with a number at mid-height of a name in several lines, left of all of these, before them."""
    for line in lines[1:]:
        others = [other for other in lines if other is not line]
        if is_bare_mark(line.text) and all(line.box.x1 <= other.box.x0 for other in others):
            return [line, *others]
    return lines


def _is_stacked(lines: Sequence[Line]) -> bool:
    """Whether single letters stand below one another, as in a narrow merged cell."""
    column = max((line.box.x0 for line in lines), default=0.0)
    return len(lines) >= MIN_STACKED and all(len(line.text) == 1 and line.box.x1 > column for line in lines)


def _stacked_line(lines: Sequence[Line]) -> Line:
    """Letters below one another as one line, with a blank where one is missing."""
    steps = [below.box.top - line.box.top for line, below in pairwise(lines)]
    usual = sorted(steps)[len(steps) // 2]
    blanks = ["\u3000" if step > BLANK_STEP * usual else "" for step in [*steps, 0.0]]
    text = "".join(line.text + blank for line, blank in zip(lines, blanks, strict=True))
    glyphs = tuple(glyph for line in lines for glyph in line.glyphs)
    return replace(lines[0], glyphs=glyphs, box=union(line.box for line in lines), text=text)


def _turned_lines(glyphs: list[Glyph]) -> list[Line]:
    """Lines of text turned by 90°: each a column of glyphs, read along its own direction."""
    upward = sum(glyph.upward for glyph in glyphs) * 2 > len(glyphs)
    columns: list[list[Glyph]] = []
    # The first line is the leftmost one where the text runs upwards, else the rightmost.
    for glyph in sorted(glyphs, key=lambda g: g.x0 if upward else -g.x0):
        if columns and abs(columns[-1][0].x0 - glyph.x0) < glyph.size * 0.6:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    lines = []
    for column in columns:
        along = sorted(column, key=lambda g: -g.top if upward else g.top)
        lines.append(
            Line(
                glyphs=tuple(along),
                box=union(glyph.box for glyph in along),
                text="".join(glyph.text for glyph in along),
                size=along[0].size,
                font=along[0].font,
            )
        )
    return lines
