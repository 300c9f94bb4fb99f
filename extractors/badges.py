"""Numbers in small frames of their own beside a title (① in a circle, 01 on a band), joined to the title's line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.blocks import Element
from extractors.geometry import union, vertical_overlap
from extractors.lines import Line
from extractors.marks import is_bare_mark

__all__ = ["with_badges"]

# A badge holds at most this many characters, and stands at most this many type sizes before its title.
MAX_BADGE_LENGTH = 8
MAX_GAP = 4.0
# Share of the lower line's height that both lines share.
MIN_LEVEL = 0.6


def with_badges(elements: Iterable[tuple[Element, int]]) -> Iterator[tuple[Element, int]]:
    """The elements of a page in reading order, each with its column; a badge opens the line of its title."""
    badge: tuple[Line, int] | None = None
    for element, column in elements:
        if badge is not None:
            if isinstance(element, Line) and _names(badge[0], element):
                yield _joined(badge[0], element), badge[1]
                badge = None
                continue
            yield badge
            badge = None
        if isinstance(element, Line) and _is_badge(element):
            badge = element, column
        else:
            yield element, column
    if badge is not None:
        yield badge


def _is_badge(line: Line) -> bool:
    return line.boxed and len(line.text) <= MAX_BADGE_LENGTH and is_bare_mark(line.text)


def _names(badge: Line, title: Line) -> bool:
    level = vertical_overlap(badge.box, title.box) > MIN_LEVEL * min(badge.box.height, title.box.height)
    return level and -1 <= title.box.x0 - badge.box.x1 <= MAX_GAP * max(badge.size, title.size)


def _joined(badge: Line, title: Line) -> Line:
    """One line in the type of the title."""
    return replace(
        title,
        glyphs=(*badge.glyphs, *title.glyphs),
        box=union((badge.box, title.box)),
        text=f"{badge.text} {title.text}",
        badged=True,
    )
