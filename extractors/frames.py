"""Frames around text: cards, text boxes of slides, heading bands, and the small boxes around labels."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Box
from extractors.colours import is_painted, is_white
from extractors.geometry import contains, horizontal_overlap, overlap_area, same_box, vertical_overlap
from extractors.grid import Table
from extractors.page import Page

__all__ = ["block_below", "block_beside", "find_frames", "innermost", "is_block", "is_edge_tab", "panel_of"]

# Smallest box around a word, and the largest that still is page background, as a share of the page.
MIN_WIDTH = 12.0
MIN_HEIGHT = 7.0
MAX_PAGE_SHARE = 0.8
# Fill and outline of one frame are two paths with nearly the same box.
SAME_BOX = 3.0
# A frame of this height or more holds text of its own; a lower one is a band or a label in a line.
MIN_BLOCK_HEIGHT = 40.0
# An index tab is at most this wide and reaches the page's edge within this distance.
MAX_TAB_WIDTH = 45.0
EDGE = 4.0


def find_frames(page: Page, tables: Sequence[Table]) -> list[Box]:
    """Boxes of the painted closed shapes that may hold text, outermost first; cells, bars and backgrounds left out."""
    found: list[Box] = []
    grounds: list[Box] = []
    for shape in page.shapes:
        box = shape.box
        if shape.fill is not None and not is_white(shape.fill):
            grounds.append(box)
        # White on a coloured ground is a frame; white on the page is nothing.
        visible = is_painted(shape) or (shape.fill is not None and any(contains(ground, box) for ground in grounds))
        if not visible or box.width < MIN_WIDTH or box.height < MIN_HEIGHT:
            continue
        if box.width * box.height > MAX_PAGE_SHARE * page.width * page.height:
            continue
        if any(_touches(box, table) for table in tables) or any(same_box(box, other, SAME_BOX) for other in found):
            continue
        found.append(box)
    return sorted(found, key=lambda box: -(box.width * box.height))


def _touches(box: Box, table: Table) -> bool:
    """Whether a shape is part of a table: it lies over it without holding it whole."""
    shared = overlap_area(box, table.box)
    return shared > 0 and not (
        horizontal_overlap(box, table.box) > table.box.width - 2
        and vertical_overlap(box, table.box) > table.box.height - 2
    )


def innermost(frames: Sequence[Box], box: Box) -> int | None:
    """Index of the smallest frame around the middle of a box, or None; frames are outermost first."""
    for index in range(len(frames) - 1, -1, -1):
        if contains(frames[index], box):
            return index
    return None


def is_block(frame: Box) -> bool:
    """Whether a frame is read as a unit of its own."""
    return frame.height >= MIN_BLOCK_HEIGHT and frame.width >= MIN_BLOCK_HEIGHT * 2


def block_beside(frames: Sequence[Box], label: Box) -> int | None:
    """Index of the frame that adjoins a label box on its right, of the same height; or None."""
    for index, frame in enumerate(frames):
        level = abs(frame.top - label.top) <= SAME_BOX and abs(frame.bottom - label.bottom) <= SAME_BOX
        if level and abs(frame.x0 - label.x1) <= SAME_BOX and frame.width > label.width:
            return index
    return None


def block_below(frames: Sequence[Box], label: Box) -> int | None:
    """Index of the block that adjoins a label box below it, of the same width; or None."""
    for index, frame in enumerate(frames):
        level = abs(frame.x0 - label.x0) <= SAME_BOX and abs(frame.x1 - label.x1) <= SAME_BOX
        if level and abs(frame.top - label.bottom) <= SAME_BOX and is_block(frame):
            return index
    return None


def panel_of(frames: Sequence[Box], card: Box) -> Box | None:
    """The panel along the left side of a card, as high as the card and less than half as wide; or None."""
    for frame in frames:
        level = abs(frame.top - card.top) <= SAME_BOX and abs(frame.bottom - card.bottom) <= SAME_BOX
        if level and abs(frame.x0 - card.x0) <= SAME_BOX and is_block(frame) and 2 * frame.width < card.width:
            return frame
    return None


def is_edge_tab(frame: Box, page: Page) -> bool:
    """Whether a frame is an index tab at the page's left or right edge."""
    at_edge = frame.x0 <= EDGE or frame.x1 >= page.width - EDGE
    return at_edge and frame.width <= MAX_TAB_WIDTH and frame.height > frame.width
