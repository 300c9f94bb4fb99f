"""Which files are one plan: its parts in their order, and the 概要版 that repeats it (docs/adr/0005).

Editions are not stored. They follow from the identities of all plans each time they are asked for, so a part can
come, go or be read again by itself, and the order in which files were ingested leaves no trace.

A manifest's plan_id joins whatever it is given to. Without one, files are joined only where nothing else is
possible; in doubt they stay apart, and nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from corpus.identities import first_origins
from corpus.parts import MAIN, PartName, compact, find_part, named_part, without_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.entries import PlanHeader, StoredPlan

__all__ = ["Edition", "StoredEdition", "group_editions", "of_prefecture"]

ID_LENGTH: Final = 16
"""Hexadecimal digits of the first part's sha256 that name an edition without a plan_id."""

MAX_UNPRINTED_PAGES: Final = 1
"""Page numbers that may be missing between two parts: the blank back of the last page."""

_Owner = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A plan as published, in one file or several; ``digest_of`` is the id of the edition that it only repeats.

    ``id`` is the manifest's plan_id, else the beginning of the first part's sha256.
    """

    id: str
    parts: tuple[PlanHeader, ...]
    digest_of: str | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is a plan of its own, and no digest of another one."""
        return self.digest_of is None

    @property
    def header(self) -> PlanHeader:
        """The first part's header with what it does not print filled in from the others."""
        origins = first_origins(self.parts)
        found = {name: getattr(self.parts[place], name) for name, place in origins.items()}
        return replace(self.parts[0], **found)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEdition:
    """An edition with the plans read from its files, in the order of its parts."""

    edition: Edition
    parts: tuple[StoredPlan, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    """A file with what its names say of it; ``part`` is None where they say nothing."""

    header: PlanHeader
    title: str
    part: PartName | None

    @property
    def owner(self) -> _Owner:
        """Whose plan it is; two municipalities with one name differ in code or prefecture."""
        header = self.header
        if header.municipality_code is not None:
            return (header.municipality_code,)
        return (None, header.municipality, header.prefecture)

    @property
    def period(self) -> tuple[int | None, int | None] | None:
        """Its years, None where it does not print them."""
        header = self.header
        return None if header.start_fy is None and header.end_fy is None else (header.start_fy, header.end_fy)

    @property
    def is_digest(self) -> bool:
        return self.part is not None and self.part.kind == "digest"

    @property
    def order(self) -> tuple[object, ...]:
        """The order of parts: named ones, then by printed page, then by file name."""
        part = self.part or MAIN
        # 2.pdf comes before 10.pdf.
        pieces = re.split(r"(\d+)", compact(self.header.source_name))
        name = tuple((int(piece), "") if place % 2 else (-1, piece) for place, piece in enumerate(pieces))
        return (part.rank, part.number, self.header.first_printed_page or 0, name, self.header.sha256)


def group_editions(headers: Iterable[PlanHeader]) -> list[Edition]:
    """The editions in the order of plans, a digest after its plan; the order of the headers does not matter."""
    named: defaultdict[str, list[_Member]] = defaultdict(list)
    alike: defaultdict[tuple[_Owner, str], list[_Member]] = defaultdict(list)
    groups: list[list[_Member]] = []
    for member in map(_member, sorted(headers, key=lambda header: header.sha256)):
        if member.header.plan_id is not None:
            named[member.header.plan_id].append(member)
        elif member.is_digest or not member.title or member.owner == (None, None, None):
            groups.append([member])
        else:
            alike[member.owner, member.title].append(member)
    plans: list[tuple[str, list[_Member]]] = []
    digests: list[tuple[str, list[_Member]]] = []
    for plan_id, members in named.items():
        parts = [member for member in members if not member.is_digest]
        (plans if parts else digests).append((plan_id, parts or members))
        digests += [(plan_id, [member]) for member in members if parts and member.is_digest]
    groups += [group for members in alike.values() for group in _join_alike(members)]
    for group in groups:
        group.sort(key=lambda member: member.order)
        (digests if group[0].is_digest else plans).append((group[0].header.sha256[:ID_LENGTH], group))
    counted = [_edition(name, members) for name, members in plans]
    orders = {edition.id: edition.header.order for edition in counted}
    return sorted(
        [*counted, *_linked(digests, counted)],
        key=lambda edition: (
            orders.get(edition.digest_of or "", edition.header.order),
            not edition.is_counted,
            edition.header.order,
        ),
    )


def of_prefecture(editions: Sequence[Edition], prefecture: str) -> list[Edition]:
    """The editions of a prefecture; a digest goes with its plan."""
    ids = {edition.id for edition in editions if edition.is_counted and edition.header.prefecture == prefecture}
    return [
        edition
        for edition in editions
        if (edition.header.prefecture == prefecture if edition.is_counted else edition.digest_of in ids)
    ]


def _member(header: PlanHeader) -> _Member:
    title, part = without_part(header.title or "")
    # Parts of one plan name their municipality or leave it out.
    title = title.removeprefix(compact(header.municipality or ""))
    if header.part is not None:
        part = named_part(header.part)
    else:
        stem = PurePosixPath(header.source_name.replace("\\", "/")).stem
        part = find_part(header.printed_part or "") or part or find_part(stem)
    return _Member(header, title, part)


def _edition(name: str, members: Sequence[_Member], digest_of: str | None = None) -> Edition:
    ordered = sorted(members, key=lambda member: member.order)
    return Edition(id=name, parts=tuple(member.header for member in ordered), digest_of=digest_of)


def _join_alike(members: Sequence[_Member]) -> list[list[_Member]]:
    """The groups that files of one owner and one title form."""
    periods = {member.period for member in members if member.period is not None}
    if len(periods) > 1:
        # Editions of several years: a part without a period could be of any of them.
        by_period: defaultdict[object, list[_Member]] = defaultdict(list)
        for member in members:
            by_period[member.period or member.header.sha256].append(member)
        return [group for same in by_period.values() for group in _join_parts(same)]
    return _join_parts(members)


def _join_parts(members: Sequence[_Member]) -> list[list[_Member]]:
    parts = [member.part or MAIN for member in members]
    says_so = any(member.part is not None for member in members)
    # A file without a number beside 第１章 and 第２章 may be all of them in one.
    may_repeat = {"main", "numbered"} <= {part.kind for part in parts}
    if len(members) > 1 and says_so and not may_repeat and len(set(parts)) == len(parts):
        return [list(members)]
    return _join_pages(members)


def _join_pages(members: Sequence[_Member]) -> list[list[_Member]]:
    """Chains of files of which each goes on with the page numbers of the one before, where only one can."""
    following = {
        index: [other for other, member in enumerate(members) if _goes_on(members[index], member)]
        for index in range(len(members))
    }
    preceding = [other for others in following.values() for other in others]
    after = {
        index: others[0] for index, others in following.items() if len(others) == 1 and preceding.count(others[0]) == 1
    }
    groups = []
    for index in sorted(set(range(len(members))) - set(after.values())):
        chain = [index]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        groups.append([members[place] for place in chain])
    return groups


def _goes_on(first: _Member, second: _Member) -> bool:
    start, last = _printed_pages(first)
    next_start, next_last = _printed_pages(second)
    # Numbers that run backwards are misread; without them no chain can close to a ring.
    return start <= last < next_start <= next_last and next_start - last <= 1 + MAX_UNPRINTED_PAGES


def _printed_pages(member: _Member) -> tuple[int, int]:
    """First and last; where they are not printed, numbers that run backwards."""
    first, last = member.header.first_printed_page, member.header.last_printed_page
    return (1, 0) if first is None or last is None else (first, last)


def _linked(digests: Sequence[tuple[str, Sequence[_Member]]], plans: Sequence[Edition]) -> list[Edition]:
    """Digests with the plan that they repeat, where it is in the corpus and can be no other."""
    by_id = {plan.id: plan for plan in plans}
    by_owner: defaultdict[_Owner, list[tuple[Edition, _Member]]] = defaultdict(list)
    for plan in plans:
        member = _member(plan.header)
        by_owner[member.owner].append((plan, member))
    editions = []
    for name, members in digests:
        if name in by_id:
            own_id = members[0].header.sha256[:ID_LENGTH]
            editions.append(_edition(own_id, members, digest_of=name))
            continue
        repeated = _repeated(members[0], by_owner[members[0].owner])
        editions.append(_edition(name, members, digest_of=repeated.id if repeated else None))
    return editions


def _repeated(digest: _Member, plans: Sequence[tuple[Edition, _Member]]) -> Edition | None:
    """The plan of its owner that a digest is of: of its title and its years, as far as both print them.

    None where there is none, and where it could be one of several plans.
    """
    if digest.owner == (None, None, None):
        return None
    possible = [
        (plan, member)
        for plan, member in plans
        if member.title
        and digest.title in {member.title, ""}
        and (digest.period == member.period or None in {digest.period, member.period})
    ]
    known = [plan for plan, member in possible if digest.period is not None and member.period == digest.period]
    if known and digest.title:
        # Several are one plan kept twice (a draft, a reprint): the digest repeats each of them.
        return min(known, key=lambda plan: plan.header.order)
    sure = known or [plan for plan, _ in possible if digest.title]
    return sure[0] if len(sure) == 1 else None
