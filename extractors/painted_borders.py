"""Borders that are painted, not stroked: the ring between two rectangles of one path, as WeasyPrint draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.records import Box
from extractors.page import Ruling, Shape

__all__ = ["borders_to_rulings", "with_outlines"]

# Widest border, in points.
MAX_BORDER = 3.0
# A box with fewer sides drawn may be a painted band with a line of its colour.
MIN_SIDES = 2
# Sides nearer than this, in points, are one.
NOISE = 0.05
# Place of the lower side among the four.
FOOT = 3


def with_outlines(shapes: Iterable[Shape]) -> list[Shape]:
    """The shapes with borders that are painted as the ring between two rectangles (one path, even-odd) as outlines."""
    out: list[Shape] = []
    for shape in shapes:
        last = out[-1] if out else None
        if last is not None and _is_ring(last, shape):
            box = max(last.box, shape.box, key=_area)
            out[-1] = replace(shape, box=box, fill=None, stroke=shape.fill)
        else:
            out.append(shape)
    return out


def borders_to_rulings(shapes: Iterable[Shape]) -> tuple[list[Shape], list[Ruling]]:
    """The shapes without borders that are painted on one side only, and these as rulings.

    One at the foot alone underlines a heading, and is left: it frames this like a band.
    """
    out: list[Shape] = []
    rulings: list[Ruling] = []
    for shape in shapes:
        gaps = _gaps(out[-1], shape) if out else None
        if gaps is None or gaps[FOOT] > 0 or sum(gap > 0 for gap in gaps) != 1:
            out.append(shape)
            continue
        box = max(out.pop().box, shape.box, key=_area)
        left, top, right, _ = gaps
        if top > 0:
            rulings.append(Ruling(horizontal=True, position=box.top + top / 2, start=box.x0, end=box.x1))
        else:
            x = box.x0 + left / 2 if left > 0 else box.x1 - right / 2
            rulings.append(Ruling(horizontal=False, position=x, start=box.top, end=box.bottom))
    return out, rulings


def _is_ring(first: Shape, second: Shape) -> bool:
    """Whether two painted rectangles of one colour lie in one another, a thin line apart on two or more sides."""
    gaps = _gaps(first, second)
    return gaps is not None and sum(gap > 0 for gap in gaps) >= MIN_SIDES


def _gaps(first: Shape, second: Shape) -> tuple[float, float, float, float] | None:
    """How far two painted rectangles of one colour are apart, left, above, right and below, if one lies in the other.

    None where they are further apart than a border is wide.
    """
    if not (first.rectangular and second.rectangular) or first.fill is None or first.fill != second.fill:
        return None
    inner, outer = sorted((first.box, second.box), key=_area)
    apart = (inner.x0 - outer.x0, inner.top - outer.top, outer.x1 - inner.x1, outer.bottom - inner.bottom)
    left, top, right, bottom = (gap if abs(gap) > NOISE else 0.0 for gap in apart)
    gaps = (left, top, right, bottom)
    return gaps if all(0 <= gap <= MAX_BORDER for gap in gaps) else None


def _area(box: Box) -> float:
    return box.width * box.height
