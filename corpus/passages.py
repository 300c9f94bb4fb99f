"""The texts of measures and of terms with where they stand: what concordances and counts are made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, select

from corpus.editions import group_editions
from corpus.errors import SearchQueryError
from corpus.lexemes import read_lexemes
from corpus.reads import read_headers
from corpus.schema import classifications, documents, measures, terms, text_uses, texts
from corpus.schemes import NATIONAL_NAMES, NATIONAL_SCHEME
from corpus.texts import place_tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from corpus.entries import PlanHeader
    from corpus.lexemes import Lexeme
    from corpus.records import Token

__all__ = ["PROSE_FIELDS", "Passage", "Scope", "Words", "read_passages"]

PROSE_FIELDS: Final = ("title", "description", "current")
"""What is read by default: neither headings, which stand over many measures, nor the few words of schedules (運用)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which texts are meant; what is None or empty leaves nothing out.

    ``municipality`` and ``prefecture`` are names or, for the former, a code; ``category`` is the id or the name of a
    national category, which a measure has as its main one; ``start_fy`` the first year of the plan. ``documents``
    holds the ids of the files that count.
    """

    municipality: str | None = None
    prefecture: str | None = None
    category: str | None = None
    start_fy: int | None = None
    fields: tuple[str, ...] = PROSE_FIELDS
    documents: Collection[int] | None = None

    @property
    def category_id(self) -> str | None:
        """The category's id.

        Raises:
            SearchQueryError: there is no such category.

        """
        if self.category is None or self.category in NATIONAL_NAMES:
            return self.category
        for label, name in NATIONAL_NAMES.items():
            if name == self.category:
                return label
        raise SearchQueryError(
            f"国の区分「{self.category}」はありません。{'、'.join(NATIONAL_NAMES)} か、その名称を指定してください"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One place of a text; ``measure_id`` is None in a term's definition, ``category`` where none was given.

    Municipality, title and first year are those of the plan as published, of which the file may be a part that prints
    none of them; ``page`` is a page of the file ``source_name``.
    """

    text_id: int
    field: str
    page: int
    title: str
    measure_id: str | None
    municipality_code: str | None
    municipality: str | None
    plan_title: str | None
    start_fy: int | None
    category: str | None
    source_name: str
    owner: tuple[int, str, int]


class Words:
    """The words of texts by their ids, each text and each word read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ids: dict[int, tuple[str, Sequence[int]]] = {}
        self.lexemes: dict[int, Lexeme] = {}

    def load(self, text_ids: Collection[int]) -> None:
        """Read what is asked for next."""
        wanted = sorted(set(text_ids) - set(self._ids))
        for first in range(0, len(wanted), 10_000):
            batch = texts.c.id.in_(wanted[first : first + 10_000])
            rows = self._connection.execute(select(texts.c.id, texts.c.text, texts.c.tokens).where(batch)).all()
            self._ids.update({text_id: (text, ids) for text_id, text, ids in rows})
        unknown = {word_id for text_id in wanted for word_id in self._ids[text_id][1]} - set(self.lexemes)
        self.lexemes.update(read_lexemes(self._connection, unknown))

    def text(self, text_id: int) -> str:
        """The text as printed."""
        return self._ids[text_id][0]

    def ids(self, text_id: int) -> Sequence[int]:
        """The ids of its words (mode C) in order."""
        return self._ids[text_id][1]

    def tokens(self, text_id: int) -> tuple[Token, ...]:
        """Its words in mode C with their places."""
        return place_tokens(self.ids(text_id), self.lexemes)


def read_passages(connection: Connection, scope: Scope) -> list[Passage]:
    """The places that are meant, in the order of plans, then of the page's own order."""
    identities = _identities(connection, scope)
    main = and_(
        classifications.c.document_id == measures.c.document_id,
        classifications.c.measure_id == measures.c.id,
        classifications.c.scheme == NATIONAL_SCHEME,
        classifications.c.rank == 0,
    )
    statement = (
        select(
            text_uses,
            measures.c.id.label("measure_id"),
            measures.c.title.label("measure_title"),
            measures.c.page.label("measure_page"),
            terms.c.term,
            terms.c.page.label("term_page"),
            classifications.c.label.label("category"),
        )
        .join(documents, documents.c.id == text_uses.c.document_id)
        .outerjoin(measures, and_(text_uses.c.owner == "measure", _is_owner(measures)))
        .outerjoin(terms, and_(text_uses.c.owner == "term", _is_owner(terms)))
        .outerjoin(classifications, main)
        .where(text_uses.c.field.in_(scope.fields), text_uses.c.owner.in_(["measure", "term"]))
        .order_by(
            documents.c.municipality_code.nulls_last(),
            documents.c.title.nulls_last(),
            documents.c.start_fy.nulls_last(),
            documents.c.sha256,
            text_uses.c.owner,
            text_uses.c.owner_seq,
        )
    )
    if scope.category_id is not None:
        statement = statement.where(classifications.c.label == scope.category_id)
    ranks = {field: place for place, field in enumerate(scope.fields)}
    passages = [
        _passage(row, identities[row["document_id"]])
        for row in connection.execute(statement).mappings()
        if row["document_id"] in identities
    ]
    # The sort is stable: within an owner the fields stand as asked for.
    groups: dict[tuple[int, str, int], list[Passage]] = {}
    for passage in passages:
        groups.setdefault(passage.owner, []).append(passage)
    return [passage for group in groups.values() for passage in sorted(group, key=lambda one: ranks[one.field])]


def _identities(connection: Connection, scope: Scope) -> dict[int, PlanHeader]:
    """The files that are meant, each with its own name and what its edition is."""
    return {
        part.document_id: replace(header, source_name=part.source_name)
        for edition in group_editions(read_headers(connection))
        for header in [edition.header]
        for part in edition.parts
        if scope.documents is None or part.document_id in scope.documents
        if scope.municipality is None or scope.municipality in {header.municipality, header.municipality_code}
        if scope.prefecture is None or scope.prefecture == header.prefecture
        if scope.start_fy is None or scope.start_fy == header.start_fy
    }


def _is_owner(table: Table) -> ColumnElement[bool]:
    return and_(table.c.document_id == text_uses.c.document_id, table.c.seq == text_uses.c.owner_seq)


def _passage(row: Mapping[Any, Any], plan: PlanHeader) -> Passage:
    is_measure = row["owner"] == "measure"
    return Passage(
        text_id=row["text_id"],
        field=row["field"],
        page=row["measure_page"] if is_measure else row["term_page"],
        title=row["measure_title"] if is_measure else row["term"],
        measure_id=row["measure_id"],
        municipality_code=plan.municipality_code,
        municipality=plan.municipality,
        plan_title=plan.title,
        start_fy=plan.start_fy,
        category=row["category"],
        source_name=plan.source_name,
        owner=(row["document_id"], row["owner"], row["owner_seq"]),
    )
