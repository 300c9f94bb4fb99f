"""The rows of ``keikaku terms``: the term base, links from measures to terms, and what hangs in the air.

Editions count: a glossary in one part of a plan explains the measures of the others. Digests of plans are left out.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.term_links import link_terms, term_uses, undefined_markers
from corpus.text_units import MEASURE_FIELDS
from models.term_base import DefinedTerm, group_terms, term_key
from models.tokeniser import load_tokeniser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus.records import Measure, Plan, Token
    from corpus.store import Store
    from corpus.term_links import TermLink
    from models.term_base import Concept

__all__ = ["base_rows", "link_rows", "undefined_rows", "unused_rows"]

Row = dict[str, Any]


def base_rows(store: Store, municipality: str | None, query: str | None) -> list[Row]:
    """One row per definition, by concept; with a query the concepts of which it is a name.

    A municipality leaves out the concepts that it does not define, but no one else's definition of the others.
    """
    entries = [
        DefinedTerm(term=term, document=plan.document, sha256=plan.source.sha256)
        for plan in _plans(store)
        for term in plan.terms
    ]
    wanted = term_key(query) if query else None
    rows: list[Row] = []
    for concept in group_terms(entries):
        names = {term_key(name) for name in (concept.name, *concept.variants)}
        if wanted is not None and wanted not in names and wanted not in concept.keys:
            continue
        if municipality and not any(
            municipality in {entry.document.municipality, entry.document.municipality_code} for entry in concept.entries
        ):
            continue
        rows += [
            {
                "concept": concept.name,
                "term": entry.term.term,
                "expansion": entry.term.expansion,
                "definition": entry.term.definition,
                "kind": entry.term.kind,
                "marker": entry.term.marker,
                "page": entry.term.page,
                "municipality": entry.document.municipality or "",
                "municipality_code": entry.document.municipality_code or "",
                "plan_title": entry.document.title or "",
            }
            for entry in concept.entries
        ]
    return rows


def link_rows(store: Store, municipality: str | None, query: str | None) -> list[Row]:
    """One row per link from a measure to a term's definition."""
    wanted = term_key(query) if query else None
    rows: list[Row] = []
    for plan, links in _linked(store, municipality):
        for link in links:
            measure, term = plan.measures[link.measure], plan.terms[link.term]
            if wanted is None or term_key(term.term) == wanted:
                rows.append(
                    {
                        "municipality": plan.document.municipality or "",
                        "title": measure.title,
                        "page": measure.page,
                        "found": "注記号" if link.kind == "marker" else "本文の語",
                        "printed": link.marker or _printed(measure, link),
                        "term": term.term,
                        "term_page": term.page,
                        "measure_id": measure.id,
                        "field": link.field,
                        "start": None if link.kind == "marker" else link.start,
                        "municipality_code": plan.document.municipality_code or "",
                        "plan_title": plan.document.title or "",
                    }
                )
    return rows


def unused_rows(store: Store, municipality: str | None, query: str | None) -> list[Row]:
    """One row per term that no measure of its plan uses, by marker or by word."""
    wanted = term_key(query) if query else None
    return [
        {
            "municipality": plan.document.municipality or "",
            "plan_title": plan.document.title or "",
            "term": term.term,
            "marker": term.marker,
            "page": term.page,
        }
        for plan, links in _linked(store, municipality)
        for term, use in zip(plan.terms, term_uses(plan, links), strict=True)
        if not use.by_marker and not use.by_word and (wanted is None or term_key(term.term) == wanted)
    ]


def undefined_rows(store: Store, municipality: str | None, query: str | None) -> list[Row]:
    """What a plan's measures use and the plan does not explain: marks without a note, and terms of other plans.

    A term is one that another plan of the corpus explains; ``elsewhere`` says which municipalities do. With a query
    only that term.
    """
    wanted = term_key(query) if query else None
    plans = list(_plans(store))
    concepts = group_terms(
        DefinedTerm(term=term, document=plan.document, sha256=plan.source.sha256)
        for plan in plans
        for term in plan.terms
    )
    tokenise = cache(load_tokeniser().tokens)
    rows: list[Row] = []
    for plan in plans:
        if municipality and municipality not in {plan.document.municipality, plan.document.municipality_code}:
            continue
        name = plan.document.municipality or ""
        marks = [(issue.page, issue.message) for issue in plan.issues if issue.code == "marker_without_note"]
        marks += [(None, f"注記号 {marker}") for marker in undefined_markers(plan)]
        rows += [
            {"municipality": name, "what": "注記号", "used": message, "measures": None, "page": page, "elsewhere": ""}
            for page, message in marks
            if wanted is None
        ]
        rows += _unexplained_terms(plan, concepts, tokenise)
    return [row for row in rows if wanted is None or term_key(row["used"]) == wanted]


def _unexplained_terms(
    plan: Plan, concepts: Sequence[Concept], tokenise: Callable[[str], Sequence[Token]]
) -> Iterator[Row]:
    others = [
        (concept, replace(entry.term, marker=""))
        for concept in concepts
        if plan.source.sha256 not in {entry.sha256 for entry in concept.entries}
        for entry in concept.entries
    ]
    used: dict[str, tuple[Concept, set[int]]] = {}
    for link in link_terms(replace(plan, terms=tuple(term for _, term in others)), tokenise):
        concept = others[link.term][0]
        used.setdefault(concept.name, (concept, set()))[1].add(link.measure)
    for name, (concept, measures) in sorted(used.items(), key=lambda item: (-len(item[1][1]), item[0])):
        yield {
            "municipality": plan.document.municipality or "",
            "what": "用語",
            "used": name,
            "measures": len(measures),
            "page": min(plan.measures[measure].page for measure in measures),
            "elsewhere": tuple(dict.fromkeys(entry.document.municipality or "" for entry in concept.entries)),
        }


def _linked(store: Store, municipality: str | None) -> Iterator[tuple[Plan, Sequence[TermLink]]]:
    tokenise = cache(load_tokeniser().tokens)
    for plan in _plans(store, municipality):
        yield plan, link_terms(plan, tokenise)


def _plans(store: Store, municipality: str | None = None) -> Iterator[Plan]:
    """The plans that count, each edition as one, its identity that of the edition."""
    with store.snapshot() as (_, editions):
        for stored in editions:
            header = stored.edition.header
            if not stored.edition.is_counted:
                continue
            if municipality and municipality not in {header.municipality, header.municipality_code}:
                continue
            parts = [part.plan for part in stored.parts]
            document = replace(
                parts[0].document,
                municipality=header.municipality,
                municipality_code=header.municipality_code,
                title=header.title,
            )
            yield replace(
                parts[0],
                document=document,
                measures=tuple(measure for plan in parts for measure in plan.measures),
                terms=tuple(term for plan in parts for term in plan.terms),
                issues=tuple(issue for plan in parts for issue in plan.issues),
            )


def _printed(measure: Measure, link: TermLink) -> str:
    return MEASURE_FIELDS[link.field](measure)[link.seq][link.start : link.end]
