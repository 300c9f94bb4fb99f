"""Notes: what stands at a page's foot, under a table, in the side margin or at the document's end behind a mark.

A note opens with a mark that is printed in the text, or that continues the numbers of such notes. The rest of its
lines follow in its block, in the next column, on the facing page or on the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.records import Box, Issue, Region, Term
from extractors.geometry import union
from extractors.lines import Line, join_lines, part_box
from extractors.markers import MarkerSet
from extractors.note_blocks import Piece, split_at_edges
from extractors.note_drafts import Draft, find_drafts
from extractors.note_entries import draft_to_entry, has_heads_on_lines
from extractors.note_heads import first_phrase, run_before
from extractors.note_marks import Marks, marker_number
from extractors.note_superscripts import bracket_raised_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.blocks import Element, PageLayout

__all__ = ["Notes", "UnmarkedNote", "read_notes"]


@dataclass(frozen=True, slots=True)
class UnmarkedNote:
    """A note no text refers to: （注）…, ※ … and the like. It is no term."""

    text: str
    where: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a document, and its pages without them."""

    terms: tuple[Term, ...]
    layouts: tuple[PageLayout, ...]
    issues: tuple[Issue, ...] = ()
    unmarked: tuple[UnmarkedNote, ...] = ()

    @property
    def markers(self) -> MarkerSet:
        """The markers behind which a note stands."""
        return MarkerSet(frozenset(term.marker for term in self.terms if term.marker))


def read_notes(layouts: Sequence[PageLayout]) -> Notes:
    """The notes of a document.

    Args:
        layouts: All of its pages without furniture, in order.

    """
    layouts = bracket_raised_numbers(layouts)
    drafts, marks = find_drafts(layouts)
    own_lines = has_heads_on_lines([draft for draft in drafts if draft.endnote])
    terms: list[Term] = []
    unmarked: list[UnmarkedNote] = []
    for draft in drafts:
        term = _draft_to_term(draft, marks, layouts, own_lines=own_lines)
        if term is None:
            unmarked.append(UnmarkedNote(join_lines(p.line.text for p in draft.pieces), _regions(draft.pieces)))
        else:
            terms.append(term)
    taken = {(piece.page, piece.element, piece.line.box) for draft in drafts for piece in draft.pieces}
    return Notes(
        terms=tuple(terms),
        layouts=tuple(_without(layout, taken) for layout in layouts),
        issues=(*_unreferenced(terms, marks), *_gaps(terms), *_unexplained(terms, marks)),
        unmarked=tuple(unmarked),
    )


def _draft_to_term(draft: Draft, marks: Marks, layouts: Sequence[PageLayout], *, own_lines: bool) -> Term | None:
    """The term of a note; None for a note without a mark, or with neither a head nor a place in the text.

    A note without a head is named by the words before its mark: where these stand is where the term is printed.
    """
    if not draft.marker:
        return None
    entry = draft_to_entry(draft, own_lines=own_lines and draft.endnote)
    name = entry.term
    printed: tuple[Region, ...] = ()
    if not name and (place := marks.first_place(draft.marker, draft.page)) is not None:
        name = run_before(*place[1:])
        printed = _printed(name, draft.marker, place[0], layouts) if name else ()
        name = name or first_phrase(entry.definition)
    if not name:
        return None
    return Term(
        marker=draft.marker,
        term=name,
        expansion=entry.expansion,
        definition=entry.definition,
        kind="endnote" if draft.endnote else "footnote",
        page=draft.page,
        where=(*_regions(draft.pieces), *printed),
    )


def _printed(name: str, marker: str, page: int, layouts: Sequence[PageLayout]) -> tuple[Region, ...]:
    """Where a page prints a name before its mark; where a line end parts the two, the first line with the name."""
    layout = next(layout for layout in layouts if layout.page.number == page)
    lines = [*layout.lines, *(line for table in layout.tables for entry in table.cells for line in entry.lines)]
    naming = [line for line in lines if name in line.text]
    marked = [line for line in naming if marker in line.text[line.text.index(name) :]]
    return tuple(Region(page, part_box(line, name)) for line in (marked or naming)[:1])


def _regions(pieces: Sequence[Piece]) -> tuple[Region, ...]:
    """One box for each page and column that the lines stand in."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        last = groups[-1][-1] if groups else None
        if last and last.page == piece.page and last.line.box.top < piece.line.box.top:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return tuple(Region(group[0].page, union(piece.line.box for piece in group)) for group in groups)


def _without(layout: PageLayout, taken: set[tuple[int, int, Box]]) -> PageLayout:
    """The page without the notes' lines; of a line that runs into a note's column the rest stays."""
    page = layout.page.number
    boxes: dict[int, list[Box]] = {}
    for number, position, box in taken:
        if number == page:
            boxes.setdefault(position, []).append(box)
    if not boxes:
        return layout
    parts = iter(split_at_edges(layout.lines))
    kept: list[tuple[Element, int]] = []
    for index, (element, column) in enumerate(zip(layout.elements, layout.columns, strict=True)):
        own = next(parts) if isinstance(element, Line) else []
        if index in boxes:
            kept.extend((part, column) for part in own if part.box not in boxes[index])
        else:
            kept.append((element, column))
    return replace(
        layout,
        elements=tuple(element for element, _ in kept),
        columns=tuple(column for _, column in kept),
    )


def _unreferenced(terms: Sequence[Term], marks: Marks) -> list[Issue]:
    return [
        Issue(
            code="note_without_marker",
            message=f"注 {term.marker}「{term.term}」の印が本文に見つかりません。",
            page=term.page,
            box=term.where[0].box,
        )
        for term in terms
        if not marks.has(term.marker)
    ]


def _gaps(terms: Sequence[Term]) -> list[Issue]:
    """Numbers that a sign's notes skip, the notes taken in printed order; a smaller number starts anew."""
    found: list[Issue] = []
    last: dict[str, int] = {}
    for term in terms:
        sign, number = marker_number(term.marker)
        if sign in last and number > last[sign] + 1:
            message = f"注の番号が {sign}{last[sign]} から {term.marker} へ飛んでいます。"
            found.append(Issue(code="marker_gap", message=message, page=term.page, box=term.where[0].box))
        last[sign] = number
    return found


def _unexplained(terms: Sequence[Term], marks: Marks) -> list[Issue]:
    """Marks in the text whose sign has notes in this document, but none with their number."""
    known = {term.marker for term in terms}
    signs = {marker_number(marker)[0] for marker in known}
    return [
        Issue(code="marker_without_note", message=f"本文の印 {marker} に対応する注がありません。", page=page)
        for marker, page in marks.first_pages()
        if marker not in known and marker_number(marker)[0] in signs - {""}  # [3] may be a citation
    ]
