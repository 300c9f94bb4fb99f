"""Running heads, running feet and page numbers, set apart from what a page says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.blocks import PageLayout
from extractors.lines import Line, fold
from extractors.marks import parse_mark, split_mark
from extractors.page import Page

__all__ = ["without_furniture"]

# 3, - 3 -, P.3, 3 / 12 ページ, iv
_PAGE_NUMBER = re.compile(
    r"(?:[PpＰ][\s.．]*)?[-－―–—‐\s(（<＜]*(?:\d{1,3}|[ivxIVX]{1,5})[-－―–—‐\s)）>＞]*(?:[/／][\s]*\d{1,3})?[\s]*(?:ページ|頁)?"
)
# Share of the page's height, at the top and at the bottom, in which furniture stands.
FURNITURE_BAND = 0.09


@dataclass(frozen=True, slots=True)
class _Titles:
    """What the pages print between their running heads and feet: all texts, and class and number of counted titles."""

    texts: frozenset[str]
    counts: frozenset[tuple[str, int]]


def without_furniture(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The layouts with running heads, running feet and page numbers moved to ``furniture``.

    A line is furniture if it stands in the top or bottom band and is a page number, or if the same text
    (digits aside) stands at the same height on at least three pages.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for layout in layouts:
        seen.update({_furniture_key(line) for line in layout.lines if _in_band(line, layout.page)})
    body_size = _body_size(
        line
        for layout in layouts
        for line in (*layout.lines, *(li for t in layout.tables for c in t.cells for li in c.lines))
    )
    found = [[line for line in layout.lines if _is_furniture(line, layout, seen, body_size)] for layout in layouts]
    titles = _titles(layouts, found, body_size)
    return [_without(layout, lines, titles) for layout, lines in zip(layouts, found, strict=True)]


def _titles(layouts: Sequence[PageLayout], furniture: Sequence[Sequence[Line]], body_size: float) -> _Titles:
    apart = {id(line) for lines in furniture for line in lines}
    printed = [line for layout in layouts for line in layout.lines if id(line) not in apart]
    return _Titles(
        texts=frozenset(fold(line.text) for line in printed),
        counts=frozenset(
            (mark.kind, mark.ordinal)
            for line in printed
            if line.size > body_size * 1.1 and (mark := parse_mark(line.text)) is not None
        ),
    )


def _without(layout: PageLayout, furniture: Sequence[Line], titles: _Titles) -> PageLayout:
    """A page with its furniture set apart."""
    apart = set(map(id, furniture))
    kept = [pair for pair in zip(layout.elements, layout.columns, strict=True) if id(pair[0]) not in apart]
    return replace(
        layout,
        elements=tuple(element for element, _ in kept),
        columns=tuple(column for _, column in kept),
        furniture=(*layout.furniture, *furniture),
        running=tuple(line for line in furniture if _names_section(line) or _names_chapter(line, titles)),
    )


def _is_furniture(line: Line, layout: PageLayout, seen: Counter[tuple[str, int]], body_size: float) -> bool:
    if not _in_band(line, layout.page) or line.text[:1] in "【［〔":
        return False
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    if line.size > body_size * 1.1 and parse_mark(line.text) is not None:
        # A numbered heading repeated on the pages of its section says where the measures belong.
        return False
    return seen[_furniture_key(line)] >= 3 and _is_outermost(line, layout)  # noqa: PLR2004 - twice may be chance


def _names_section(line: Line) -> bool:
    mark = parse_mark(line.text)
    return mark is not None and mark.kind.startswith("word:") and len(line.text) > len(mark.text)


def _names_chapter(line: Line, titles: _Titles) -> bool:
    """Whether a running head is the only print of a chapter's title: 第３章, or 3 after the headings 1 and 2."""
    mark, rest = split_mark(line.text)
    if mark is None or not rest or _PAGE_NUMBER.fullmatch(line.text) or fold(line.text) in titles.texts:
        return False
    follows = (mark.kind, mark.ordinal - 1) in titles.counts and (mark.kind, mark.ordinal) not in titles.counts
    return mark.kind == "chapter" or (mark.ordinal > 1 and follows)


def _is_outermost(line: Line, layout: PageLayout) -> bool:
    others = [other for other in layout.lines if not _same_height(other, line)]
    above = all(line.box.bottom <= other.box.top + 1 for other in others)
    below = all(line.box.top >= other.box.bottom - 1 for other in others)
    return above or below


def _same_height(a: Line, b: Line) -> bool:
    return abs(a.box.top - b.box.top) < max(a.size, b.size)


def _body_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _in_band(line: Line, page: Page) -> bool:
    return line.box.bottom < page.height * FURNITURE_BAND or line.box.top > page.height * (1 - FURNITURE_BAND)


def _furniture_key(line: Line) -> tuple[str, int]:
    mark = parse_mark(line.text)
    if mark is not None and _names_section(line):
        # 柱１ … on some pages and 柱２ … on others are one running head.
        return mark.kind, round(line.box.top / 4)
    return re.sub(r"\d+", "#", line.text), round(line.box.top / 4)
