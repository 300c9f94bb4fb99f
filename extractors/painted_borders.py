"""Borders that are painted, not stroked: the ring between two rectangles of one path, as WeasyPrint draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractors.page import Shape

__all__ = ["with_outlines"]

# Widest border, in points.
MAX_BORDER = 3.0
# A box with fewer sides drawn may be a painted band with a line of its colour.
MIN_SIDES = 2


def with_outlines(shapes: Iterable[Shape]) -> list[Shape]:
    """The shapes with borders that are painted as the ring between two rectangles (one path, even-odd) as outlines."""
    out: list[Shape] = []
    for shape in shapes:
        last = out[-1] if out else None
        if last is not None and _is_ring(last, shape):
            box = max(last.box, shape.box, key=lambda b: b.width)
            out[-1] = replace(shape, box=box, fill=None, stroke=shape.fill)
        else:
            out.append(shape)
    return out


def _is_ring(first: Shape, second: Shape) -> bool:
    """Whether two painted rectangles of one colour lie in one another, a thin line apart on the drawn sides."""
    if not (first.rectangular and second.rectangular) or first.fill is None or first.fill != second.fill:
        return False
    inner, outer = sorted((first.box, second.box), key=lambda box: box.width)
    gaps = (inner.x0 - outer.x0, inner.top - outer.top, outer.x1 - inner.x1, outer.bottom - inner.bottom)
    return all(0 <= gap <= MAX_BORDER for gap in gaps) and sum(gap > 0 for gap in gaps) >= MIN_SIDES
