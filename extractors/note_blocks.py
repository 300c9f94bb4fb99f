"""Lines of one size that stand closely below one another: the blocks in which notes are set.

Notes are read in the order of their columns: foot of the left page, foot of the right page, next page.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from corpus.records import Box, Region
from extractors.geometry import horizontal_overlap, union
from extractors.imprint import is_imprint
from extractors.lines import Line, glyphs_to_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.blocks import PageLayout

__all__ = ["Block", "Piece", "page_to_blocks", "split_at_edges"]

# Lines whose sizes differ by less, in points, are set in one size.
SAME_SIZE = 0.4
# Lines of a block stand at most this many font sizes apart (用語解説 with wide leading: 0.9, between entries 1.4).
MAX_LEADING = 1.6
# A gap of this many font sizes before a place where other lines start parts two columns on one height.
MIN_COLUMN_GAP = 1.2
# Lines that start at one place within this distance, in points, share an edge.
EDGE = 1.5
# A line reaches its column's right edge within this many font sizes: what is shorter ends a paragraph.
FULL_LINE = 1.5
# Texts of one column begin within so many points of each other, and share such a part of their widths.
MAX_INDENT, MIN_SHARED = 24.0, 0.6


class Piece(NamedTuple):
    """A line outside tables, or the part of one that stands in one column; ``element`` indexes its layout."""

    page: int
    element: int
    line: Line

    @property
    def region(self) -> Region:
        """Where it stands."""
        return Region(self.page, self.line.box)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size, each closely below the one before."""

    pieces: tuple[Piece, ...]
    box: Box
    at_foot: bool
    at_head: bool

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.pieces[0].page

    @property
    def size(self) -> float:
        """Its font size in points."""
        return self.pieces[0].line.size

    def is_full(self, piece: Piece) -> bool:
        """Whether a line of the block reaches its right edge."""
        return piece.line.box.x1 > self.box.x1 - FULL_LINE * piece.line.size


def split_at_edges(lines: Sequence[Line]) -> list[list[Line]]:
    """For each line its parts: a line that runs over a wide gap to where two other lines start is cut there.

    Lines of neighbouring columns on one height are one line by their gap alone where the gutter is narrow.
    """
    starts = Counter(round(line.box.x0 / EDGE) for line in lines)
    return [_parts(line, starts) for line in lines]


def _parts(line: Line, starts: Counter[int]) -> list[Line]:
    inked = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    cuts = [
        after.x0
        for before, after in itertools.pairwise(inked)
        if after.x0 - before.x1 >= MIN_COLUMN_GAP * max(before.size, after.size)
        and sum(starts[round(after.x0 / EDGE) + step] for step in (-1, 0, 1)) >= 2  # noqa: PLR2004 - one may be chance
    ]
    if not cuts:
        return [line]
    edges = [float("-inf"), *cuts, float("inf")]
    parts = [
        glyphs_to_lines(glyph for glyph in line.glyphs if low <= glyph.x0 < high)
        for low, high in itertools.pairwise(edges)
    ]
    return [part for group in parts for part in group]


def page_to_blocks(layout: PageLayout) -> list[Block]:
    """The blocks of a page, column after column and down each column."""
    indices = [index for index, element in enumerate(layout.elements) if isinstance(element, Line)]
    pieces = [
        Piece(layout.page.number, index, part)
        for index, parts in zip(indices, split_at_edges(layout.lines), strict=True)
        for part in parts
        if not is_imprint(part.text)
    ]
    chains: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.line.box.top, p.line.box.x0)):
        above = [chain for chain in chains if _goes_on(chain[-1].line, piece.line)]
        if above:
            min(above, key=lambda chain: abs(chain[-1].line.box.x0 - piece.line.box.x0)).append(piece)
        else:
            chains.append([piece])
    blocks = [_block(chain, pieces, layout) for chain in chains]
    return _in_columns(blocks)


def _goes_on(above: Line, line: Line) -> bool:
    size = line.size
    return (
        abs(above.size - size) < SAME_SIZE
        and above.box.top + 0.5 * size < line.box.top <= above.box.bottom + MAX_LEADING * size
        and horizontal_overlap(above.box, line.box) > 0
        # A centred or flush-right line is something else; one that hangs below a longer one may be indented more.
        and (abs(above.box.x0 - line.box.x0) < 4 * size or 0 < line.box.x0 - above.box.x0 < 6 * size < above.box.width)
    )


def _block(chain: Sequence[Piece], pieces: Iterable[Piece], layout: PageLayout) -> Block:
    box = union(piece.line.box for piece in chain)
    own = set(chain)
    others = [p.line.box for p in pieces if p not in own] + [table.box for table in layout.tables]
    beside = [other for other in others if horizontal_overlap(other, box) > 0]
    return Block(
        pieces=tuple(chain),
        box=box,
        at_foot=all(other.top < box.bottom for other in beside),
        at_head=all(other.bottom > box.top for other in beside),
    )


def _in_columns(blocks: Sequence[Block]) -> list[Block]:
    """Blocks column after column: a column is a range of x that no other block's range touches, sizes kept apart.

    Heads and the indented texts below them, in two sizes, share a column where their ranges nearly coincide.
    """
    ranges: dict[int, list[tuple[float, float]]] = {}
    for block in sorted(blocks, key=lambda b: b.box.x0):
        spans = ranges.setdefault(round(block.size), [])
        if spans and block.box.x0 < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], block.box.x1))
        else:
            spans.append((block.box.x0, block.box.x1))

    def key(block: Block) -> tuple[float, float, float]:
        own = next((low, high) for low, high in ranges[round(block.size)] if low <= block.box.x0 <= high)
        alike = (low for spans in ranges.values() for low, high in spans if _coincide((low, high), own))
        return min(alike), block.box.top, block.box.x0

    return sorted(blocks, key=key)


def _coincide(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether two ranges of x begin near each other and cover most of each other."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return abs(a[0] - b[0]) <= MAX_INDENT and shared >= MIN_SHARED * max(a[1] - a[0], b[1] - b[0])
