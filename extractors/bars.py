"""Bars of a 工程表: block arrows, pentagons, rounded and plain rectangles, and thin arrows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.records import Box
from extractors.geometry import contains, horizontal_overlap, overlap_area, vertical_overlap
from extractors.grid import Table
from extractors.page import Page, Ruling, Shape

__all__ = ["Bar", "find_bars", "without_shafts"]

# An arrowhead is at most this large, in points.
MAX_HEAD = 14.0
# It touches the end of its shaft within this distance.
HEAD_REACH = 3.0
# Smallest bar worth reading, in points.
MIN_BAR_WIDTH = 8.0
MIN_BAR_HEIGHT = 4.0
# Fill and outline of one bar are two paths with nearly the same box.
SAME_BOX = 2.5
# Cells of a shaded row touch within this distance, in points, and reach over this share of the table.
TILE_GAP = 1.5
MIN_TILED = 0.95
# A rectangle is the shading of cells, not a bar, if all of its sides lie on grid lines within this distance.
ON_GRID = 2.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar on a page. ``thin`` marks an arrow drawn as a line, whose label stands beside it."""

    box: Box
    thin: bool = False


def without_shafts(page: Page) -> tuple[list[Ruling], list[Bar]]:
    """The page's rulings without the shafts of thin arrows, and these arrows as bars."""
    heads = [
        shape.box
        for shape in page.shapes
        if shape.fill is not None
        and not shape.rectangular
        and shape.box.width <= MAX_HEAD
        and shape.box.height <= MAX_HEAD
    ]
    shafts: dict[Ruling, list[Box]] = {}
    for head in heads:
        near = [ruling for ruling in page.rulings if ruling.horizontal and _touches(ruling, head)]
        if near:
            # The border of a cell may pass the tip too: the shaft runs through the middle of its head.
            middle = (head.top + head.bottom) / 2
            shafts.setdefault(min(near, key=lambda r: abs(r.position - middle)), []).append(head)
    arrows = []
    for ruling, found in shafts.items():
        x0 = min([ruling.start, *(head.x0 for head in found)])
        x1 = max([ruling.end, *(head.x1 for head in found)])
        arrows.append(Bar(Box(x0, ruling.position - 3, x1, ruling.position + 3), thin=True))
    return [ruling for ruling in page.rulings if ruling not in shafts], arrows


def _touches(ruling: Ruling, head: Box) -> bool:
    if not head.top - 1 <= ruling.position <= head.bottom + 1:
        return False
    return any(head.x0 - HEAD_REACH <= end <= head.x1 + HEAD_REACH for end in (ruling.start, ruling.end))


def find_bars(page: Page, tables: Sequence[Table], arrows: Iterable[Bar]) -> list[Bar]:
    """The bars drawn over tables, left to right within a height; ``arrows`` are the thin ones."""
    found: list[Bar] = []
    arrows = list(arrows)
    tiles = _tiled_rows(page.shapes, tables)
    for shape in page.shapes:
        if not _may_be_bar(shape) or shape.box in tiles or any(_is_head(shape.box, arrow) for arrow in arrows):
            continue
        table = next((table for table in tables if contains(table.box, shape.box, 4.0)), None)
        if table is None or _is_shading(shape.box, table):
            continue
        if any(_same(shape.box, bar.box) for bar in found):
            continue
        found.append(Bar(shape.box))
    found.extend(arrow for arrow in arrows if any(contains(table.box, arrow.box, 4.0) for table in tables))
    return sorted(found, key=lambda bar: (round(bar.box.top), bar.box.x0))


def _is_head(box: Box, arrow: Bar) -> bool:
    """Whether a shape is the head of a thin arrow."""
    small = box.width <= MAX_HEAD and box.height <= MAX_HEAD
    at_end = abs(box.x1 - arrow.box.x1) <= HEAD_REACH or abs(box.x0 - arrow.box.x0) <= HEAD_REACH
    return small and at_end and vertical_overlap(box, arrow.box) > 0


def _tiled_rows(shapes: Iterable[Shape], tables: Sequence[Table]) -> set[Box]:
    """Painted rectangles that lie side by side over a whole table: the shading of a row, cell by cell."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for shape in shapes:
        if shape.rectangular and shape.fill is not None:
            rows.setdefault((round(shape.box.top), round(shape.box.bottom)), []).append(shape.box)
    tiled: set[Box] = set()
    for boxes in rows.values():
        ordered = sorted(set(boxes), key=lambda box: box.x0)
        touching = all(abs(b.x0 - a.x1) <= TILE_GAP for a, b in pairwise(ordered))
        width = ordered[-1].x1 - ordered[0].x0
        if len(ordered) > 1 and touching and any(_spans(ordered[0], width, table.box) for table in tables):
            tiled.update(ordered)
    return tiled


def _spans(first: Box, width: float, table: Box) -> bool:
    inside = table.top - TILE_GAP <= (first.top + first.bottom) / 2 <= table.bottom + TILE_GAP
    return inside and width >= MIN_TILED * table.width


def _may_be_bar(shape: Shape) -> bool:
    if shape.box.width < MIN_BAR_WIDTH or shape.box.height < MIN_BAR_HEIGHT:
        return False
    painted = shape.fill is not None and min(shape.fill, default=1.0) < 0.995  # noqa: PLR2004 - white is no bar
    return painted or (shape.stroke is not None and not shape.rectangular) or shape.stroke is not None


def _is_shading(box: Box, table: Table) -> bool:
    """Whether a box is the background of whole cells, or of the table."""
    vertical = all(any(abs(edge - x) <= ON_GRID for x in table.xs) for edge in (box.x0, box.x1))
    horizontal = all(any(abs(edge - y) <= ON_GRID for y in table.ys) for edge in (box.top, box.bottom))
    covers = overlap_area(box, table.box) > 0.95 * table.box.width * table.box.height
    return (vertical and horizontal) or covers


def _same(a: Box, b: Box) -> bool:
    return (
        max(abs(x - y) for x, y in zip(a, b, strict=True)) <= SAME_BOX
        and horizontal_overlap(a, b) > 0
        and vertical_overlap(a, b) > 0
    )
