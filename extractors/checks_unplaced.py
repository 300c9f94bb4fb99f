"""Unplaced glyphs as blocks of lines that a person can find on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.records import Box
from extractors.geometry import horizontal_overlap, union, vertical_overlap
from extractors.lines import Line, glyphs_to_lines, join_lines
from extractors.page import Glyph

__all__ = ["UnplacedBlock", "glyphs_to_blocks"]

# Lines of one block stand at most this many font sizes apart.
BLOCK_GAP = 1.6
# Cells of one row stand at most this many font sizes apart.
ROW_GAP = 12.0
# Ruby is set at about half the size of its base text, which stands right below it.
MAX_RUBY_SHARE = 0.62


class UnplacedBlock(NamedTuple):
    """Unplaced lines that stand together: the box around them, their boxes and their text."""

    box: Box
    lines: tuple[Box, ...]
    text: str
    n_glyphs: int


def glyphs_to_blocks(glyphs: Sequence[Glyph], known: Sequence[Box]) -> list[UnplacedBlock]:
    """The blocks of unplaced glyphs, largest first; ruby over one of the ``known`` lines is none."""
    return _blocks(_without_ruby(glyphs_to_lines(glyphs), known))


def _without_ruby(lines: Sequence[Line], known: Sequence[Box]) -> list[Line]:
    """The lines without those of kana that stand small above another line: the layout leaves ruby out."""

    def is_ruby(line: Line) -> bool:
        return re.fullmatch(r"[ぁ-ゖァ-ヺー・\s]+", line.text) is not None and any(
            line.size <= (box.bottom - box.top) * MAX_RUBY_SHARE
            and abs(box.top - line.box.bottom) <= line.size
            and horizontal_overlap(box, line.box) > 0
            for box in known
        )

    return [line for line in lines if not is_ruby(line)]


def _blocks(lines: Sequence[Line]) -> list[UnplacedBlock]:
    """Lines that stand closely together, largest block first."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.top, line.box.x0)):
        near = next((group for group in groups if _is_near(group, line)), None)
        if near is None:
            groups.append([line])
        else:
            near.append(line)
    blocks = [
        UnplacedBlock(
            box=union(line.box for line in group),
            lines=tuple(line.box for line in group),
            text=join_lines(line.text for line in group),
            n_glyphs=sum(not glyph.text.isspace() for line in group for glyph in line.glyphs),
        )
        for group in groups
    ]
    return sorted(blocks, key=lambda block: (-block.n_glyphs, block.box))


def _is_near(group: Sequence[Line], line: Line) -> bool:
    """Whether a line stands closely below a group, or in the row of one of its lines."""
    box = union(other.box for other in group)
    below = line.box.top - box.bottom <= BLOCK_GAP * line.size and line.box.x0 <= box.x1 and box.x0 <= line.box.x1
    return below or any(
        vertical_overlap(other.box, line.box) > 0
        and max(line.box.x0 - other.box.x1, other.box.x0 - line.box.x1) <= ROW_GAP * line.size
        for other in group
    )
