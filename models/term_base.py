"""The term base: the terms of all plans by what they mean, each municipality's own definition beside the others.

Two terms are one concept if they are spelt alike (width, case, ・, spaces and a long vowel at the end aside), if one
spells the other out (ICT: 情報通信技術 in the plan's own expansion or definition), or if the reviewed terms say so
(情報格差 is デジタルデバイド).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from corpus.normalised_text import normalise_text
from corpus.term_names import printed_names
from models.dictionary_rows import load_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.records import Document, Term

__all__ = ["Concept", "DefinedTerm", "group_terms", "term_key"]

_IGNORED: Final = re.compile(r"[\s・･,，、.．'’\-‐]")
# サーバー and サーバ, コンピューター and コンピュータ; not the ー inside a word.
_LAST_LONG_VOWEL: Final = re.compile(r"(?<=[ァ-ヺ]{2})ー(?![ァ-ヺー])")
# 情報通信技術のこと。, 「情報通信技術」の略: what a definition says before anything else, as another name.
_OTHER_NAME: Final = re.compile(r"(?:の略(?:称|語)?(?:で|。|、|$))|(?:のこと(?:。|$))")
_LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedTerm:
    """A term of one plan with the plan's identity."""

    term: Term
    document: Document
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One concept: its usual name, all ways in which plans write it, and who defines it how.

    ``keys`` are the `term_key` of every name that is known for it, reviewed ones included.
    """

    name: str
    variants: tuple[str, ...]
    keys: frozenset[str]
    entries: tuple[DefinedTerm, ...]


def term_key(text: str) -> str:
    """What two spellings of one term share."""
    folded = normalise_text(text).text.casefold()
    return _LAST_LONG_VOWEL.sub("", _IGNORED.sub("", folded))


def group_terms(terms: Iterable[DefinedTerm]) -> tuple[Concept, ...]:
    """The concepts of all plans by name; entries stay in the order given. The order of plans changes no group."""
    entries = list(terms)
    groups = _Groups()
    for term in load_terms():
        groups.join(term_key(term.surface), term_key(term.concept), term_key(term.normalised))
    for entry in entries:
        groups.join(*(term_key(name) for name in _names(entry.term)))
    members: defaultdict[str, list[DefinedTerm]] = defaultdict(list)
    for entry in entries:
        members[groups.root(term_key(printed_names(entry.term.term)[0]))].append(entry)
    keys = groups.members()
    concepts = [_concept(group, keys.get(root, frozenset())) for root, group in members.items()]
    return tuple(sorted(concepts, key=lambda concept: term_key(concept.name)))


def _names(term: Term) -> Sequence[str]:
    """The ways in which an entry itself names its term."""
    names = list(printed_names(term.term))
    if term.expansion:
        names.append(term.expansion)
    opening = _OTHER_NAME.split(term.definition, maxsplit=1)
    if len(opening) > 1 and len(opening[0]) <= _LONGEST_NAME:
        other = re.sub(r"[(（][^()（）]*[)）]", "", opening[0]).strip("「」『』 　")
        if other and not re.search(r"[。、をがはに]", other):
            names.append(other)
    return [name for name in names if term_key(name)]


def _concept(entries: Sequence[DefinedTerm], keys: frozenset[str]) -> Concept:
    usual = _usual_names()
    variants = tuple(dict.fromkeys(entry.term.term for entry in entries))
    names = [usual[key] for entry in entries if (key := term_key(printed_names(entry.term.term)[0])) in usual]
    return Concept(name=(sorted(names) or sorted(variants))[0], variants=variants, keys=keys, entries=tuple(entries))


@cache
def _usual_names() -> Mapping[str, str]:
    """The reviewed name of what each reviewed spelling means."""
    return {term_key(term.surface): term.concept for term in load_terms()}


class _Groups:
    """Keys that mean the same (union-find); a group's root is its least key, whatever the order of joining."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def root(self, key: str) -> str:
        while (parent := self._parents.get(key, key)) != key:
            key = parent
        return key

    def members(self) -> dict[str, frozenset[str]]:
        """All keys that mean the same, by their root."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for key in (*self._parents, *self._parents.values()):
            found[self.root(key)].add(key)
        return {root: frozenset(keys) for root, keys in found.items()}

    def join(self, *keys: str) -> None:
        roots = sorted({self.root(key) for key in keys})
        for root in roots[1:]:
            self._parents[root] = roots[0]
