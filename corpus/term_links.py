"""Which words of a plan's measures its own glossary explains, and which of its notes and marks hang in the air.

A printed marker points to the note that opens with it. A term without a marker at that place is found by its words'
normalised forms, the longest term first, and never inside a longer word: ICT is not found in ICTリテラシー where that
is one word, but デジタル・ディバイド is where デジタルデバイド is printed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from corpus.normalise import search_form
from corpus.term_names import printed_names
from corpus.text_units import MEASURE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from corpus.records import Measure, Plan, Term, Token

__all__ = ["TermLink", "TermUse", "link_terms", "term_uses", "undefined_markers"]

LINKED_FIELDS: Final = ("title", "description", "current", "indicators", "activities")
"""Where a term of the glossary is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLink:
    """From a place in a measure to a term of the same plan, both by their number among the plan's records, from 0.

    ``marker`` is the printed mark (no offsets: it is not part of the text), or "" for an unmarked occurrence, whose
    half-open offsets into text number ``seq`` of ``field`` are given.
    """

    measure: int
    term: int
    marker: str
    field: str = ""
    seq: int = 0
    start: int = 0
    end: int = 0

    @property
    def kind(self) -> Literal["marker", "word"]:
        """What makes the link."""
        return "marker" if self.marker else "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """A term with the number of measures that point to it by a marker, and that only print its word."""

    term: int
    by_marker: int
    by_word: int


def link_terms(plan: Plan, tokenise: Callable[[str], Sequence[Token]]) -> tuple[TermLink, ...]:
    """The links of a plan, by measure, markers first, then the words where they stand.

    Args:
        plan: one plan; its glossary may come from another part of the same edition (`dataclasses.replace`).
        tokenise: gives the words of a text (mode C).

    """
    by_marker: defaultdict[str, list[int]] = defaultdict(list)
    for place, term in enumerate(plan.terms):
        if term.marker:
            by_marker[term.marker].append(place)
    phrases = _phrases(plan.terms, tokenise)
    return tuple(
        link
        for number, measure in enumerate(plan.measures)
        for link in (*_marked(number, measure, plan.terms, by_marker), *_printed(number, measure, phrases, tokenise))
    )


def term_uses(plan: Plan, links: Sequence[TermLink]) -> tuple[TermUse, ...]:
    """For each term of a plan how it is used; one with neither use is defined but unused in the measures."""
    marked: defaultdict[int, set[int]] = defaultdict(set)
    printed: defaultdict[int, set[int]] = defaultdict(set)
    for link in links:
        (marked if link.marker else printed)[link.term].add(link.measure)
    return tuple(
        TermUse(term=place, by_marker=len(marked[place]), by_word=len(printed[place] - marked[place]))
        for place in range(len(plan.terms))
    )


def undefined_markers(plan: Plan) -> tuple[str, ...]:
    """The markers of the measures behind which no note stands: used, but undefined."""
    known = {term.marker for term in plan.terms}
    used = dict.fromkeys(marker for measure in plan.measures for marker in measure.term_refs)
    return tuple(marker for marker in used if marker not in known)


def _marked(
    number: int, measure: Measure, terms: Sequence[Term], by_marker: Mapping[str, Sequence[int]]
) -> Iterator[TermLink]:
    for marker in measure.term_refs:
        places = by_marker.get(marker, ())
        if places:
            # Notes that count anew on every page: the one on the measure's own pages, else the nearest before or after.
            place = min(places, key=lambda place: (_distance(terms[place].page, measure), place))
            yield TermLink(measure=number, term=place, marker=marker)


def _distance(page: int, measure: Measure) -> int:
    return max(measure.page - page, page - measure.end_page, 0)


def _phrases(terms: Sequence[Term], tokenise: Callable[[str], Sequence[Token]]) -> dict[tuple[str, ...], int]:
    """The forms of each term's words, and the number of the first term with them."""
    phrases: dict[tuple[str, ...], int] = {}
    for place, term in enumerate(terms):
        for name in printed_names(term.term):
            forms = tuple(form for _, _, form in _words(tokenise(name)))
            if forms:
                phrases.setdefault(forms, place)
    return phrases


def _words(tokens: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Start, end and form of each word that is no white space."""
    return [
        (token.start, token.end, search_form(token.normalised_form).casefold())
        for token in tokens
        if token.surface.strip()
    ]


def _printed(
    number: int,
    measure: Measure,
    phrases: Mapping[tuple[str, ...], int],
    tokenise: Callable[[str], Sequence[Token]],
) -> Iterator[TermLink]:
    lengths = sorted({len(phrase) for phrase in phrases}, reverse=True)
    for field in LINKED_FIELDS:
        for seq, text in enumerate(MEASURE_FIELDS[field](measure)):
            words = _words(tokenise(text)) if text and phrases else []
            place = 0
            while place < len(words):
                room = len(words) - place
                found = next((n for n in lengths if n <= room and _forms(words, place, n) in phrases), None)
                if found is None:
                    place += 1
                    continue
                yield TermLink(
                    measure=number,
                    term=phrases[_forms(words, place, found)],
                    marker="",
                    field=field,
                    seq=seq,
                    start=words[place][0],
                    end=words[place + found - 1][1],
                )
                place += found


def _forms(words: Sequence[tuple[int, int, str]], place: int, length: int) -> tuple[str, ...]:
    return tuple(form for _, _, form in words[place : place + length])
