"""A page as geometry: what is drawn where, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from corpus.records import Box

__all__ = ["Colour", "Glyph", "Page", "Ruling", "Shape"]

Colour = tuple[float, ...]
"""Grey, RGB or CMYK components in [0, 1]."""


class Glyph(NamedTuple):
    """One drawn character (a ligature may give several letters). ``size`` is the font size in points.

    ``upright`` is False for text turned by 90°; ``upward`` is True where turned text runs from bottom to top.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    upright: bool
    upward: bool = False

    @property
    def box(self) -> Box:
        """The character's box in points."""
        return Box(self.x0, self.top, self.x1, self.bottom)


class Ruling(NamedTuple):
    """A straight horizontal or vertical line, drawn as a stroke or as a thin rectangle.

    ``position`` is its y (horizontal) or x (vertical); ``start`` and ``end`` its extent along the other axis.
    """

    horizontal: bool
    position: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """Extent in points."""
        return self.end - self.start


# A point lies on a side of a box within this distance, in points.
ON_SIDE = 0.3


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn path that is no ruling: a bar, an arrow, a filled cell, a frame.

    ``points`` are its corners and curve ends in drawing order; ``fill`` and ``stroke`` are None where unpainted.
    """

    box: Box
    points: tuple[tuple[float, float], ...]
    fill: Colour | None
    stroke: Colour | None
    rectangular: bool

    @property
    def is_box(self) -> bool:
        """Whether it is a rectangle, or a path along its box and through all four corners, as slides draw them."""
        box = self.box
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        return self.rectangular or (
            all(
                min(abs(x - box.x0), abs(x - box.x1), abs(y - box.top), abs(y - box.bottom)) <= ON_SIDE
                for x, y in self.points
            )
            and all(any(abs(x - a) <= ON_SIDE and abs(y - b) <= ON_SIDE for x, y in self.points) for a, b in corners)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on one page: glyphs in content-stream order, rulings, and shapes in painting order."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    shapes: tuple[Shape, ...]
    image_cover: float = 0.0
    """Share of the page's area that images cover, in [0, 1]."""
