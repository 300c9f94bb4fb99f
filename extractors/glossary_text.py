"""Glossaries without rulings: heads on lines of their own, or before a colon, with their texts below or beside.

They stand under a heading of their own (用語集, 用語解説) until a heading of the same type; entries that open with
marks (※1) are notes and not read here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.records import Region, Term
from extractors.geometry import union
from extractors.glossary_tables import GLOSSARY_HEADING, is_index_heading
from extractors.headings import font_family
from extractors.lines import join_lines
from extractors.markers import open_mark
from extractors.marks import BULLETS
from extractors.note_blocks import FULL_LINE, SAME_SIZE, page_to_blocks
from extractors.note_entries import is_heavy
from extractors.note_heads import Entry, inline_to_entry, is_open_bracket, own_line_to_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractors.blocks import PageLayout
from extractors.note_blocks import Block, Piece

__all__ = ["TextTerms", "find_text_terms"]

# Fewer entries are no glossary.
MIN_ENTRIES = 3
# Heads of more characters are sentences.
MAX_HEAD = 45
# A line larger than the glossary's text by this factor, and as large as its heading, ends it.
LARGER = 1.04
# Heads narrower than this many font sizes may end before their texts begin, which are set in by at most so many.
SHORT_HEADS = 4.0
SET_IN = 6.0
# A head and its text stand in one row within this part of their size.
SAME_ROW = 0.5
# The heads of two columns.
_COLUMN_HEAD = re.compile(r"^\s*(?:用語|語句|ことば|言葉|意味|説明|解説|内容)\s*$")
_SYMBOL = re.compile(rf"^\s*[{BULLETS}]\s*")


@dataclass(frozen=True, slots=True)
class TextTerms:
    """Terms of unruled glossaries, and the lines they were read from as (page, index of the element)."""

    terms: tuple[Term, ...]
    taken: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a glossary with the block it stands in, and the edges of its column."""

    piece: Piece
    block: Block
    left: float = 0.0
    right: float = 0.0

    @property
    def is_at_edge(self) -> bool:
        """Whether it begins where its column does."""
        own = self.piece.line
        return own.box.x0 < self.left + 0.4 * own.size

    @property
    def is_full(self) -> bool:
        """Whether it reaches its column's right edge."""
        own = self.piece.line
        return own.box.x1 > self.right - FULL_LINE * own.size

    @property
    def text(self) -> str:
        return self.piece.line.text.strip(" \u3000")


def find_text_terms(layouts: Sequence[PageLayout]) -> TextTerms:
    """The terms of all unruled glossaries of a document, in reading order."""
    terms: list[Term] = []
    taken: set[tuple[int, int]] = set()
    for section in _sections(layouts):
        lines = _of_main_size(section)
        entries = _entries(lines)
        terms.extend(_entry_to_term(entry) for entry in entries)
        taken.update((line.piece.page, line.piece.element) for entry in entries for line in entry)
    return TextTerms(terms=tuple(terms), taken=frozenset(taken))


def _sections(layouts: Sequence[PageLayout]) -> list[list[_Line]]:
    """The lines under each glossary heading, up to the next line set as large as the heading."""
    sections: list[list[_Line]] = []
    limit: float | None = None
    for layout in layouts:
        # Line by line: heads beside their texts, and texts set in from their heads, are blocks of their own.
        placed = [(piece, block) for block in page_to_blocks(layout) for piece in block.pieces]
        for piece, block in sorted(placed, key=lambda pair: pair[0].element):
            line = piece.line
            if GLOSSARY_HEADING.match(line.text):
                sections.append([])
                limit = line.size
            elif limit is not None and line.size >= limit * 0.98 and _is_larger(line.size, sections[-1]):
                limit = None
            elif limit is not None and not _COLUMN_HEAD.match(line.text):
                sections[-1].append(_Line(piece, block))
    return [_with_edges(section) for section in sections]


def _with_edges(section: Sequence[_Line]) -> list[_Line]:
    """The lines with the edges of their columns: what stands above and below one another is one.

    Short heads whose texts are set in stand over nothing, but close before a column.
    """
    columns: dict[int, list[tuple[float, float]]] = {}
    for line in sorted(section, key=lambda line: line.piece.line.box.x0):
        box = line.piece.line.box
        spans = columns.setdefault(line.piece.page, [])
        size = line.piece.line.size
        if spans and (box.x0 < spans[-1][1] or _are_short_heads(spans[-1], box.x0, size)):
            spans[-1] = (spans[-1][0], max(spans[-1][1], box.x1))
        else:
            spans.append((box.x0, box.x1))
    found = []
    for line in section:
        x0 = line.piece.line.box.x0
        left, right = next(span for span in columns[line.piece.page] if span[0] <= x0 <= span[1])
        found.append(replace(line, left=left, right=right))
    return found


def _are_short_heads(span: tuple[float, float], x0: float, size: float) -> bool:
    return span[1] - span[0] < SHORT_HEADS * size and x0 - span[0] < SET_IN * size


def _is_larger(size: float, section: Sequence[_Line]) -> bool:
    """Whether a size is larger than most of the section so far."""
    return not section or size > LARGER * Counter(line.piece.line.size for line in section).most_common(1)[0][0]


def _of_main_size(section: Sequence[_Line]) -> list[_Line]:
    """The lines set in the section's most frequent size, headings of the order of kana left out."""
    if not section:
        return []
    weights: Counter[float] = Counter()
    for line in section:
        weights[line.piece.line.size] += len(line.text)
    size = weights.most_common(1)[0][0]
    near = [line for line in section if abs(line.piece.line.size - size) < max(SAME_SIZE, 0.15 * size)]
    return [line for line in near if not is_index_heading(line.text)]


def _entries(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines of each entry, head first; none where fewer than three heads show or heads carry note marks."""
    if sum(open_mark(line.text) is not None for line in lines) >= 2:  # noqa: PLR2004 - one may be a reference
        return []
    for is_head in _styles(lines):
        rows = _row_by_row(lines, is_head)
        heads = [index for index, line in enumerate(rows) if is_head(line)]
        # A head broken inside its bracket goes on beside the text.
        starts = heads[:1] + [index for before, index in pairwise(heads) if not is_open_bracket(rows[before].text)]
        if len(starts) < MIN_ENTRIES or starts[0] > MIN_ENTRIES:
            continue
        entries = [
            sorted(rows[low:high], key=lambda line: not is_head(line))
            for low, high in zip(starts, [*starts[1:], len(rows)], strict=True)
        ]
        whole = [entry for entry in entries if len(entry) > 1 or inline_to_entry(entry[0].text).term]
        if 4 * len(whole) >= 3 * len(entries):  # a head without a text is a heading; a few may stand among them
            return whole
    return []


def _row_by_row(lines: Sequence[_Line], is_head: Callable[[_Line], bool]) -> Sequence[_Line]:
    """The lines row by row where all heads stand in one column and their texts beside them in another."""
    heads = [line for line in lines if is_head(line)]
    texts = [line for line in lines if not is_head(line)]
    apart = list(lines[: len(heads)]) == heads and len({line.piece.page for line in lines}) == 1
    level = [
        head
        for head in heads
        if any(
            abs(text.piece.line.box.top - head.piece.line.box.top) < SAME_ROW * head.piece.line.size
            and text.piece.line.box.x0 > head.piece.line.box.x1
            for text in texts
        )
    ]
    if not apart or len(level) < MIN_ENTRIES or len(level) < len(heads):
        return lines
    return sorted(lines, key=lambda line: (round(line.piece.line.box.top), line.piece.line.box.x0))


def _styles(lines: Sequence[_Line]) -> list[Callable[[_Line], bool]]:
    """The ways in which heads may be told from texts, the surest first."""
    faces: Counter[str] = Counter()
    for line in lines:
        faces[font_family(line.piece.line.font)] += len(line.text)
    base = faces.most_common(1)[0][0] if faces else ""

    def other_face(line: _Line) -> bool:
        return is_heavy(line.piece.line) and font_family(line.piece.line.font) != base and _is_short(line)

    def symbol(line: _Line) -> bool:
        return _SYMBOL.match(line.text) is not None

    def outdented(line: _Line) -> bool:
        return line.is_at_edge and _is_short(line) and not line.is_full

    def inline(line: _Line) -> bool:
        text = inline_to_entry(line.text)
        return bool(text.term) and text.definition != line.text and not _goes_on(line)

    return [other_face, symbol, *([outdented] if _hangs(lines) else []), inline]


def _is_short(line: _Line) -> bool:
    return len(line.text) <= MAX_HEAD and not line.text.endswith(("。", "、"))


def _hangs(lines: Sequence[_Line]) -> bool:
    """Whether all lines at the left edge are short and most lines stand to the right of it."""
    edge = [line for line in lines if line.is_at_edge]
    return 2 * len(edge) <= len(lines) and all(_is_short(line) for line in edge)


def _goes_on(line: _Line) -> bool:
    """Whether a line goes on with the one above it in its block."""
    pieces = line.block.pieces
    index = pieces.index(line.piece)
    above = pieces[index - 1] if index else None
    return above is not None and line.block.is_full(above) and not above.line.text.rstrip().endswith("。")


def _entry_to_term(lines: Sequence[_Line]) -> Term:
    texts = [_SYMBOL.sub("", lines[0].text), *(line.text for line in lines[1:])]
    entry = _texts_to_entry(texts, lines)
    groups: dict[tuple[int, float], list[_Line]] = {}
    for line in lines:
        groups.setdefault((line.piece.page, line.block.box.x0), []).append(line)
    return Term(
        marker="",
        term=entry.term,
        expansion=entry.expansion,
        definition=entry.definition,
        kind="table",
        page=lines[0].piece.page,
        where=tuple(Region(page, union(line.piece.line.box for line in group)) for (page, _), group in groups.items()),
    )


def _texts_to_entry(texts: Sequence[str], lines: Sequence[_Line]) -> Entry:
    """Head and text: the first line is the head, unless it holds both."""
    broken = next((n for n in range(1, len(texts)) if not is_open_bracket(join_lines(texts[:n]))), 1)
    if broken > 1:
        return own_line_to_entry(join_lines(texts[:broken]), join_lines(texts[broken:]))
    first = inline_to_entry(texts[0])
    runs_on = len(texts) == 1 or lines[0].block.is_full(lines[0].piece)
    if first.term and first.definition != texts[0] and (runs_on or not re.fullmatch(r"[\x00-\x7f]+", first.definition)):
        return inline_to_entry(join_lines(texts))
    return own_line_to_entry(texts[0], join_lines(texts[1:]))
