"""Which lines are notes, and which lines belong to which note.

A line can open a note if it opens with a mark and a paragraph begins there. It does open one if the mark is printed
elsewhere in the text, or if a note with the number before or after it was found.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.headings import font_family
from extractors.markers import BARE_NOTE, open_mark
from extractors.note_blocks import SAME_SIZE, Block, Piece, page_to_blocks
from extractors.note_marks import Marks, marker_number, page_to_texts, texts_to_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractors.blocks import PageLayout

__all__ = ["Draft", "find_drafts"]

# Notes are set smaller than this share of the body's size, unless they have a section of their own.
SMALL = 0.95
# A definition begins at most so many of its type sizes below its head.
MAX_HEAD_GAP = 1.5
# Lines between the heading of a section of notes and the first note.
MAX_PREFACE = 3
# A section of notes names itself in a line of its own.
_SECTION = re.compile(r"^[^。、]{0,12}(?:用語|語句|語注|脚注|注釈|注記)[^。、]{0,10}$|^[\s■◆○●【]*(?:注|註)[\s】]*$")
# What stands over a table and never in a note.
_CAPTION = re.compile(r"\s*[（(]\s*単位")
# A remark on the table, not on a word.
_REMARK = re.compile(r"\s*[（(【［]?\s*備考")
_SENTENCE_END = re.compile(r"[。．.！？!?）)」』】：:]\s*$")
_CLOSED = re.compile(r"[。．.！？!?）)」』】]\s*$")


@dataclass(slots=True)
class Draft:
    """A note as its lines. ``marker`` is "" for one without a mark; ``rest`` is its first line behind the mark.

    ``full`` says of each line whether it reaches its block's right edge.
    """

    marker: str
    rest: str
    endnote: bool
    pieces: list[Piece] = field(default_factory=list)
    full: list[bool] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page of its first line."""
        return self.pieces[0].page

    def add(self, piece: Piece, block: Block) -> None:
        """Append a line."""
        self.pieces.append(piece)
        self.full.append(block.is_full(piece))


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that opens with a mark at a paragraph's start."""

    piece: Piece
    marker: str
    rest: str
    small: bool


def find_drafts(layouts: Sequence[PageLayout]) -> tuple[list[Draft], Marks]:
    """The notes of a document in reading order, and the marks in the rest of its text."""
    blocks = [block for layout in layouts for block in page_to_blocks(layout)]
    body = _body_size(layouts)
    heads = _of_one_size([head for block in blocks for head in _block_to_heads(block, body)])
    opened = {(head.piece.page, head.piece.line.box) for head in heads}
    marks = texts_to_marks(
        (layout.page.number, text)
        for layout in layouts
        for text in page_to_texts(layout, [box for page, box in opened if page == layout.page.number])
    )
    accepted = _accepted(heads, marks)
    endnotes = _endnote_pages(accepted, layouts)
    assembly = _Assembly(heads={head.piece: head for head in accepted}, endnote_pages=endnotes, body=body)
    for block in blocks:
        assembly.read(block)
    return assembly.drafts, marks


def _body_size(layouts: Iterable[PageLayout]) -> float:
    sizes: Counter[float] = Counter()
    for layout in layouts:
        for line in layout.lines:
            sizes[line.size] += len(line.text)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0


def _block_to_heads(block: Block, body: float) -> Iterator[_Head]:
    for index, piece in enumerate(block.pieces):
        opened = open_mark(piece.line.text)
        if opened is None or not opened[1]:
            continue
        if index == 0 or _begins_paragraph(block, block.pieces[index - 1], piece):
            yield _Head(piece, *opened, small=piece.line.size < SMALL * body)


def _begins_paragraph(block: Block, above: Piece, piece: Piece) -> bool:
    """Whether a line does not go on with the one above it."""
    return (
        _SENTENCE_END.search(above.line.text) is not None
        or not block.is_full(above)
        or font_family(above.line.font) != font_family(piece.line.font)
        or piece.line.box.x0 < above.line.box.x0 - 0.3 * piece.line.size
        or _counts_on(above, piece)
    )


def _counts_on(above: Piece, piece: Piece) -> bool:
    """Whether two lines open with successive marks."""
    marks = [opened[0] for line in (above.line, piece.line) if (opened := open_mark(line.text))]
    if len(marks) < 2:  # noqa: PLR2004 - one of them opens with none
        return False
    (sign, number), after = marker_number(marks[0]), marker_number(marks[1])
    return after == (sign, number + 1)


def _of_one_size(heads: Sequence[_Head]) -> list[_Head]:
    """The heads without those at body size whose sign has notes in small type: they are text."""
    small = {marker_number(head.marker)[0] for head in heads if head.small}
    return [head for head in heads if head.small or marker_number(head.marker)[0] not in small]


def _accepted(heads: Sequence[_Head], marks: Marks) -> list[_Head]:
    known = {marker_number(head.marker) for head in heads if marks.has(head.marker)}
    candidates = {marker_number(head.marker) for head in heads}
    while True:
        beside = {
            (sign, number)
            for sign, number in candidates - known
            if (sign, number - 1) in known or (sign, number + 1) in known
        }
        if not beside:
            break
        known |= beside
    return [head for head in heads if marker_number(head.marker) in known]


def _endnote_pages(heads: Sequence[_Head], layouts: Sequence[PageLayout]) -> set[int]:
    """Pages whose notes are collected: they follow a heading of their own, or go on from such a page."""
    opening = {(head.piece.page, head.piece.line.box) for head in heads}
    pages: set[int] = set()
    for layout in layouts:
        number = layout.page.number
        lines = layout.lines
        sections = [index for index, line in enumerate(lines) if _SECTION.match(line.text.strip())]
        headed = any((number, line.box) in opening for at in sections for line in lines[at + 1 : at + 2 + MAX_PREFACE])
        goes_on = number - 1 in pages and any(head.piece.page == number and not head.small for head in heads)
        if headed or goes_on:
            pages.add(number)
    return pages


def _defines(draft: Draft, block: Block) -> bool:
    """Whether a block, set in another type right below a note that is nothing but a head, says what the head means."""
    first, last, line = draft.pieces[0].line, draft.pieces[-1].line, block.pieces[0].line
    if (
        not draft.endnote
        or draft.page != block.page
        or re.search(r"[。：:]", "".join(p.line.text for p in draft.pieces))
    ):
        return False
    near = 0 <= line.box.top - last.box.bottom < MAX_HEAD_GAP * line.size
    below = first.box.x0 - 1 <= line.box.x0 < last.box.x1 and near
    return (
        below
        and font_family(line.font) != font_family(first.font)
        and _CLOSED.search(block.pieces[-1].line.text) is not None
    )


@dataclass(slots=True)
class _Assembly:
    """Gathers the lines of notes, block after block."""

    heads: dict[Piece, _Head]
    endnote_pages: set[int]
    body: float
    drafts: list[Draft] = field(default_factory=list)
    open: Draft | None = None

    def read(self, block: Block) -> None:
        """Take the block's note lines."""
        if not self._takes(block):
            return
        for piece in block.pieces:
            head = self.heads.get(piece)
            if head is not None:
                self._start(Draft(head.marker, head.rest, piece.page in self.endnote_pages), piece, block)
            elif self._is_bare(piece):
                self._start(Draft("", piece.line.text, endnote=False), piece, block)
            elif self.open is not None:
                if self._has_ended(self.open, piece):
                    self.open = None
                else:
                    self.open.add(piece, block)

    def _start(self, draft: Draft, piece: Piece, block: Block) -> None:
        draft.add(piece, block)
        self.drafts.append(draft)
        self.open = draft

    def _takes(self, block: Block) -> bool:
        """Whether the block holds notes; forgets the open note where it does not go on in this block."""
        holds = any(piece in self.heads or self._is_bare(piece) for piece in block.pieces)
        starts = block.pieces[0] in self.heads or self._is_bare(block.pieces[0])
        if starts:
            return True
        if self._runs_into(block, holds=holds):
            return True
        if holds:
            self.open = None
        return holds

    def _runs_into(self, block: Block, *, holds: bool) -> bool:
        """Whether the open note's text goes on at the start of this block."""
        if self.open is None:
            return False
        last = self.open.pieces[-1]
        if _defines(self.open, block):
            return True
        same_size = abs(last.line.size - block.size) < SAME_SIZE
        if not same_size or not 0 <= block.page - last.page <= 1:
            return False
        if self.open.endnote and holds and (block.at_head or block.page == last.page):
            return True
        return _CLOSED.search(last.line.text) is None and (block.at_foot or block.at_head)

    def _is_bare(self, piece: Piece) -> bool:
        if piece.line.size >= SMALL * self.body or BARE_NOTE.match(piece.line.text) is None:
            return False
        hangs = self.open is not None and self.open.page == piece.page and bool(self.open.marker)
        return not hangs or self.open is None or piece.line.box.x0 <= self.open.pieces[0].line.box.x0 + 2

    def _has_ended(self, draft: Draft, piece: Piece) -> bool:
        """Whether a line below a note is a paragraph of its own."""
        last, first = draft.pieces[-1], draft.pieces[0]
        if _CAPTION.match(piece.line.text) or _REMARK.match(piece.line.text):
            return True
        if draft.endnote or last.page != piece.page:
            return False
        if piece.line.size < SMALL * self.body:
            flush = piece.line.box.x0 <= first.line.box.x0 + 0.3 * piece.line.size
            return flush and not draft.full[-1] and _CLOSED.search(last.line.text) is not None
        return not draft.full[-1] and len(draft.pieces) > 1
