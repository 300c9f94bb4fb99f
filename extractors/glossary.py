"""Glossaries: tables and lists that explain terms, and the pages without them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.glossary_tables import find_table_terms
from extractors.glossary_text import find_text_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from corpus.records import Term
    from extractors.blocks import PageLayout

__all__ = ["Glossaries", "read_glossaries"]


@dataclass(frozen=True, slots=True)
class Glossaries:
    """The glossary entries of a document in reading order, and its pages without them."""

    terms: tuple[Term, ...]
    layouts: tuple[PageLayout, ...]


def read_glossaries(layouts: Sequence[PageLayout]) -> Glossaries:
    """The glossaries of a document.

    Args:
        layouts: All of its pages without furniture, in order, before or after its notes were taken out.

    """
    tables = find_table_terms(layouts)
    lists = find_text_terms(layouts)
    taken = tables.taken | lists.taken
    terms = sorted((*tables.terms, *lists.terms), key=lambda term: term.page)
    return Glossaries(terms=tuple(terms), layouts=tuple(_without(layout, taken) for layout in layouts))


def _without(layout: PageLayout, taken: Collection[tuple[int, int]]) -> PageLayout:
    page = layout.page.number
    kept = [
        (element, column)
        for index, (element, column) in enumerate(zip(layout.elements, layout.columns, strict=True))
        if (page, index) not in taken
    ]
    if len(kept) == len(layout.elements):
        return layout
    return replace(
        layout,
        elements=tuple(element for element, _ in kept),
        columns=tuple(column for _, column in kept),
    )
