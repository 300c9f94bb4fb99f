"""Lines that part the text of one measure after another: labels that the plan repeats, known or not.

What a plan sets like a heading under each of its measures (めざす数値, みなさんの声) is no heading, whatever its words:
it stands again and again, under other headings, and no heading follows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.blocks import Element, PageLayout
from extractors.headings import BodyType, is_counted, line_to_heading
from extractors.labels import label_role
from extractors.lines import Line, fold

__all__ = ["find_known_labels", "find_unknown_labels"]

# A label of known words stands in the plan this often at least, one of unknown words so often.
MIN_KNOWN, MIN_UNKNOWN = 3, 4
# It has at most so many characters.
MAX_LENGTH = 14
# Share of its places, at least, that no heading follows.
MIN_FOLLOWED = 0.8


def find_known_labels(layouts: Iterable[PageLayout]) -> frozenset[str]:
    """The folded texts of lines that name a part of a measure (現状, 今後の取組) again and again: no headings."""
    lines = (line for layout in layouts for line in layout.lines)
    counts = Counter(fold(line.text) for line in lines if _may_label(line) and label_role(line.text) is not None)
    return frozenset(text for text, count in counts.items() if count >= MIN_KNOWN)


def find_unknown_labels(layouts: Sequence[PageLayout], body: BodyType, known: frozenset[str]) -> frozenset[str]:
    """The folded texts of lines set like headings that recur under other headings, with texts or tables below them.

    Args:
        layouts: The pages, without running heads.
        body: Type of the running text.
        known: Folded texts of labels that are known.

    """
    places: Counter[str] = Counter()
    followed: Counter[str] = Counter()
    parents: dict[str, set[str]] = {}
    for layout in layouts:
        parent = ""
        for element, below in pairwise([*layout.elements, None]):
            if not isinstance(element, Line) or not _heads(element, layout.page.number, body, known):
                continue
            text = fold(element.text)
            if _may_label(element):
                places[text] += 1
                followed[text] += below is not None and not _heads(below, layout.page.number, body, known)
                parents.setdefault(text, set()).add(parent)
            parent = text
    return frozenset(
        text
        for text, count in places.items()
        if count >= MIN_UNKNOWN and followed[text] >= MIN_FOLLOWED * count and len(parents[text]) >= MIN_UNKNOWN
    )


def _heads(element: Element, page: int, body: BodyType, known: frozenset[str]) -> bool:
    """Whether an element is a line set like a heading, or one that a known label opens."""
    return isinstance(element, Line) and line_to_heading(element, page, body, None, known) is not None


def _may_label(line: Line) -> bool:
    return len(line.text) <= MAX_LENGTH and not is_counted(line.text)
