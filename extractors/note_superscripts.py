"""Notes numbered by raised figures alone, as word processors set them: ICT¹ in the text, ¹ ICT：… at the foot.

A figure says by its size only that it is a mark, and a text has no sizes. So where a note opens with a raised figure,
the figure is rewritten as [1] there and wherever the text prints it raised; all others (m², 10³) stay. A note may also
open with the figure set like its text, if the page above prints that figure raised.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from extractors.blocks import CellText, TableBlock
from extractors.lines import Line, lines_to_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from extractors.blocks import Element, PageLayout

__all__ = ["bracket_raised_numbers"]

# Raised figures are set at this share of their line's size or less.
MAX_RAISED = 0.8
# Notes are set smaller than this share of the body.
SMALL = 0.95
_FIGURE = re.compile(r"[0-9０-９]{1,3}[)）]?")
_PLAIN_NOTE = re.compile(r"^[\s　]*([0-9０-９]{1,3})[)）]?[\s　]+\S")
# The heading of collected notes, and how much larger than the body another heading is, which ends them.
_HEADING = re.compile(r"[\s【\[〔■◆●]*(?:注|註|脚注|注釈|注記|用語注)[\s】\]〕]*")
LARGER = 1.15
# Powers: m², km², 10³.
_POWER = re.compile(r"(?:[mｍ㎝㎞]|(?<![0-9])10)$")


def bracket_raised_numbers(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The layouts with the raised numbers of notes in square brackets; without such notes, the layouts as they are."""
    body = _body_size(layouts)
    notes = {
        number
        for layout in layouts
        for line in layout.lines
        if line.size < SMALL * body and (number := _opening_number(line))
    }
    plain = {id(line): number for line, number in _plain_notes(layouts, body)}
    notes |= set(plain.values())
    return [_rewritten(layout, notes, plain) if notes else layout for layout in layouts]


def _plain_notes(layouts: Sequence[PageLayout], body: float) -> Iterator[tuple[Line, str]]:
    """The lines that open with a figure which the text prints raised, with this figure.

    At the foot they are small, and the text is that of the page, or of the one before it for a note that counts on
    from that page's last; below a heading 注 or 脚注 they may be of any size, and the text is all before them. Small is
    what is smaller than the body, or than the line that prints the figure: on few pages, notes may be most of what is
    printed.
    """
    everywhere: dict[str, float] = {}
    before: dict[str, float] = {}
    last = ""
    collected = False
    for layout in layouts:
        here = _raised(layout)
        everywhere |= here
        near = here | {number: size for number, size in before.items() if last and int(number) == int(last) + 1}
        collected = collected and not any(line.size > LARGER * body for line in layout.lines)
        for line in layout.lines:
            collected = collected or _HEADING.fullmatch(line.text) is not None
            match = _PLAIN_NOTE.match(line.text)
            number = _bare(match[1]) if match is not None else ""
            is_small = number in near and line.size < SMALL * max(body, near[number])
            if is_small or (collected and number in everywhere):
                yield line, number
                last = number
        before = here


def _raised(layout: PageLayout) -> dict[str, float]:
    """The figures that a page prints raised, with the size of the text that they stand in."""
    found: dict[str, float] = {}
    for line in _all_lines(layout):
        text = ""
        for up, run in _runs(line):
            if up and text.strip() and _FIGURE.fullmatch(run.strip()) and not _POWER.search(text):
                found[_bare(run)] = max(line.size, found.get(_bare(run), 0.0))
            text += run
    return found


def _all_lines(layout: PageLayout) -> Iterator[Line]:
    yield from layout.lines
    yield from (line for table in layout.tables for entry in table.cells for line in entry.lines)


def _body_size(layouts: Sequence[PageLayout]) -> float:
    sizes: Counter[float] = Counter()
    for layout in layouts:
        for line in layout.lines:
            sizes[line.size] += len(line.text)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0


def _runs(line: Line) -> Iterator[tuple[bool, str]]:
    """The line's text in runs, as (is raised, text)."""
    for raised, glyphs in groupby(line.glyphs, key=lambda glyph: glyph.size <= MAX_RAISED * line.size):
        yield raised, "".join(glyph.text for glyph in glyphs)


def _opening_number(line: Line) -> str:
    """The raised number that a line opens with, if text follows; else ""."""
    runs = list(_runs(line))
    if (
        len(runs) > 1
        and runs[0][0]
        and _FIGURE.fullmatch(runs[0][1].strip())
        and "".join(t for _, t in runs[1:]).strip()
    ):
        return _bare(runs[0][1])
    return ""


def _bare(figure: str) -> str:
    return figure.strip(" )）").translate(str.maketrans("０１２３４５６７８９", "0123456789"))


def _bracketed(line: Line, notes: Collection[str]) -> Line:
    text = ""
    changed = False
    for raised, run in _runs(line):
        if raised and _FIGURE.fullmatch(run.strip()) and _bare(run) in notes and not _POWER.search(text):
            text += f"[{_bare(run)}]"
            changed = True
        else:
            text += run
    return replace(line, text=re.sub(r"[ \t\u00a0\n]+", " ", text).rstrip(" ")) if changed else line


def _rewritten(layout: PageLayout, notes: Collection[str], plain: Mapping[int, str]) -> PageLayout:
    def rewrite(element: Element) -> Element:
        if isinstance(element, TableBlock):
            return replace(element, cells=tuple(_cell(entry, notes) for entry in element.cells))
        if id(element) in plain:
            rest = element.text.lstrip(" \u3000")[len(plain[id(element)]) :]
            return replace(element, text=f"[{plain[id(element)]}]{rest}")
        return _bracketed(element, notes)

    return replace(layout, elements=tuple(rewrite(element) for element in layout.elements))


def _cell(entry: CellText, notes: Collection[str]) -> CellText:
    lines = tuple(_bracketed(line, notes) for line in entry.lines)
    return replace(entry, lines=lines, text=lines_to_text(lines)) if lines != entry.lines else entry
