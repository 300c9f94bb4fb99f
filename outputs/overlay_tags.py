"""Where the small labels of an overlay stand: beside their box, over as little text as possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.records import Box

__all__ = ["place_tag"]

# What a hidden square point costs: a tag is lost under another one, text can be read in the PDF.
OVER_TAG = 4.0
OVER_TEXT = 2.0
# What each step down the list of places costs, as a share of the tag's area: a better place is worth little text.
PER_STEP = 0.04


def place_tag(
    box: Box,
    size: tuple[float, float],
    *,
    page: tuple[float, float],
    texts: Sequence[Box],
    tags: Sequence[Box],
    at_end: bool = False,
) -> Box:
    """The place of a tag near its box.

    Args:
        box: What is labelled.
        size: Width and height of the tag, in points.
        page: Width and height of the page; a tag stays on it.
        texts: Boxes of the printed text.
        tags: Tags placed before.
        at_end: Whether the tag belongs at the right end of the box, as years do, instead of at its beginning.

    """
    area = size[0] * size[1]

    def cost(step: int, place: Box) -> float:
        hidden = OVER_TEXT * _covered(place, texts) + OVER_TAG * _covered(place, tags)
        return hidden / area + step * PER_STEP

    places = [_kept_on(page, place) for place in _places(box, size, at_end=at_end)]
    return min(enumerate(places), key=lambda item: cost(*item))[1]


def _places(box: Box, size: tuple[float, float], *, at_end: bool) -> Iterable[Box]:
    width, height = size
    middle = (box.top + box.bottom - height) / 2
    above, below = box.top - height - 1, box.bottom + 1
    start = [(box.x0 - width - 1.5, middle), (box.x0, above), (box.x0 - width - 1.5, above), (box.x0, below)]
    end = [(box.x1 + 1.5, middle), (box.x1 - width, above), (box.x1 - width, below)]
    if not at_end:
        corners = [*start, *end]
    elif box.width < 2 * width or box.height < height:
        # Inside a short or thin bar there is room for nothing.
        corners = [*end, *start]
    else:
        corners = [(box.x1 - width - 1, middle), *end, *start]
    return [Box(x, y, x + width, y + height) for x, y in corners]


def _kept_on(page: tuple[float, float], box: Box) -> Box:
    x = min(max(box.x0, 0.0), max(page[0] - box.width, 0.0))
    y = min(max(box.top, 0.0), max(page[1] - box.height, 0.0))
    return Box(x, y, x + box.width, y + box.height)


def _covered(box: Box, others: Iterable[Box]) -> float:
    """Area in square points that others share with a box."""
    shared = 0.0
    for other in others:
        width = min(box.x1, other.x1) - max(box.x0, other.x0)
        height = min(box.bottom, other.bottom) - max(box.top, other.top)
        if width > 0 and height > 0:
            shared += width * height
    return shared
