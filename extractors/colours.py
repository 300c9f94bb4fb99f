"""How light a colour is: white as paper, pale as the zebra stripes of tables, or light enough for dark words."""

from __future__ import annotations

from extractors.page import Colour, Shape

__all__ = ["is_light", "is_painted", "is_pale", "is_white"]

# Least value of the darkest component of white and of a pale colour, and of the lightest one of a light colour.
WHITE = 0.995
PALE = 0.9
LIGHT = 0.75
CMYK = 4


def is_painted(shape: Shape) -> bool:
    """Whether a shape shows on the paper: outlined, or filled with a colour."""
    return shape.stroke is not None or (shape.fill is not None and not is_white(shape.fill))


def is_white(colour: Colour) -> bool:
    """Whether a colour cannot be told from the paper; so is a pattern that has no components."""
    return _darkest(colour) > WHITE


def is_pale(colour: Colour) -> bool:
    """Whether a colour is white or nearly so."""
    return _darkest(colour) > PALE


def is_light(colour: Colour) -> bool:
    """Whether dark words can be read on a colour."""
    if len(colour) == CMYK:
        # Any full ink is as dark as its complement, black as black.
        return max(*colour[:3], 0.0) < 1 - LIGHT and colour[3] < 1 - LIGHT
    return max(colour) > LIGHT


def _darkest(colour: Colour) -> float:
    """The least of the components as light: 1 where nothing is printed."""
    return 1 - max(colour) if len(colour) == CMYK else min(colour, default=1.0)
