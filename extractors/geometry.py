"""Boxes on a page.

Coordinates: PDF points (1/72 inch), origin at the top-left corner of the page as shown, x to the right and
y down. A box is ``(x0, top, x1, bottom)``. Pages are 1-based. ``pdf.py`` converts to this convention and is
the only module where another one exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from corpus.records import Box

if TYPE_CHECKING:
    from extractors.page import Glyph

__all__ = [
    "centre",
    "cluster",
    "contains",
    "glyphs_to_box",
    "horizontal_overlap",
    "overlap_area",
    "same_box",
    "union",
    "vertical_overlap",
]


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all boxes.

    Raises:
        ValueError: there is no box.

    """
    edges = list(zip(*boxes, strict=True))
    if not edges:
        raise ValueError("union of no boxes")
    return Box(min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3]))


def glyphs_to_box(glyphs: Iterable[Glyph]) -> Box:
    """The smallest box around glyphs; raises ValueError where there is none."""
    return union(glyph.box for glyph in glyphs)


def horizontal_overlap(a: Box, b: Box) -> float:
    """Length in points of the shared x range; 0.0 when disjoint."""
    return max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0))


def vertical_overlap(a: Box, b: Box) -> float:
    """Length in points of the shared y range; 0.0 when disjoint."""
    return max(0.0, min(a.bottom, b.bottom) - max(a.top, b.top))


def overlap_area(a: Box, b: Box) -> float:
    """Area in square points that both boxes cover."""
    return horizontal_overlap(a, b) * vertical_overlap(a, b)


def centre(box: Box) -> tuple[float, float]:
    """The middle of a box as (x, y)."""
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def contains(outer: Box, inner: Box, slack: float = 0.0) -> bool:
    """Whether the middle of ``inner`` lies in ``outer`` enlarged by ``slack`` points."""
    x, y = centre(inner)
    return outer.x0 - slack <= x <= outer.x1 + slack and outer.top - slack <= y <= outer.bottom + slack


def same_box(a: Box, b: Box, tolerance: float) -> bool:
    """Whether no edge of two boxes lies further apart than ``tolerance`` points."""
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) <= tolerance


def cluster(values: Sequence[float], tolerance: float) -> list[float]:
    """Means of the groups of values whose sorted neighbours lie within ``tolerance``; ascending."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
