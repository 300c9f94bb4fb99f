"""Search over the measures: the hits are exactly those of a substring search over NFKC texts.

Searched are title, description, path, activities, indicators (names and values) and departments, each text by
itself. Measures with one id (the same plan from two files) are one hit. The order is that of the plans, then of
the measures in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Select, Subquery, func, select

from corpus.errors import SearchQueryError
from corpus.fulltext import IndexedText, load_texts, matching_characters, matching_words, words_of
from corpus.normalise import search_form
from corpus.schema import documents, measures
from corpus.sqlite import reading
from corpus.texts import read_tokens
from corpus.words import in_mode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.store import Store

__all__ = ["MAX_QUERY_LENGTH", "Hit", "SearchResult", "search"]

MAX_QUERY_LENGTH: Final = 10_000
"""In characters after NFKC; such a phrase takes a quarter of a second, and no plan prints a longer text."""

SNIPPET_CONTEXT: Final = 30
"""Characters shown on either side of a match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A measure that matches; the snippet is from the first of the matching `fields`, ``…`` where it is cut."""

    measure_id: str
    municipality_code: str | None
    municipality: str | None
    title: str
    page: int
    snippet: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """How many measures match, and the first of them."""

    total: int
    hits: tuple[Hit, ...]


def search(
    store: Store,
    query: str,
    *,
    limit: int = 20,
    normalised: bool = False,
    normalise_query: Callable[[str], Sequence[str]] | None = None,
) -> SearchResult:
    """The measures that contain the query.

    Args:
        store: the corpus.
        query: taken as it is, white space included; nothing in it is an operator.
        limit: at most so many hits, 0 or more; the total counts all.
        normalised: compare words by their normalised forms (取組み finds 取り組み) instead of characters.
        normalise_query: gives the normalised forms of a text's words; must be the tokeniser that the plans were
            put with. Needed for `normalised`.

    Raises:
        SearchQueryError: the query is blank or too long.
        StoreError: the corpus cannot be read.
        ValueError: `normalised` without `normalise_query`, or a negative limit.

    """
    if limit < 0:
        raise ValueError(f"limit must be 0 or more: {limit}")
    if not query.strip():
        raise SearchQueryError("検索語が空です。1文字以上の語を指定してください")
    form = search_form(query)
    if len(form) > MAX_QUERY_LENGTH:
        raise SearchQueryError(f"検索語が長すぎます（{len(form)}文字）。{MAX_QUERY_LENGTH}文字以内にしてください")
    if not normalised:
        return _answer(store, matching_characters(form), limit, _CharacterMatch(form))
    if normalise_query is None:
        raise ValueError("a normalised search needs normalise_query")
    words = words_of(normalise_query(query))
    if not words:
        raise SearchQueryError(f"検索語に語がありません: {query!r}")
    return _answer(store, matching_words(words), limit, _WordMatch(words))


@dataclass(frozen=True, slots=True)
class _CharacterMatch:
    form: str

    def is_in(self, entry: IndexedText) -> bool:
        return self.form in entry.form

    def snippet(self, _: Connection, entry: IndexedText) -> str:
        start = entry.form.index(self.form)
        return _cut(entry.form, start, start + len(self.form))


@dataclass(frozen=True, slots=True)
class _WordMatch:
    words: tuple[str, ...]

    def is_in(self, entry: IndexedText) -> bool:
        return _find_words(entry.words, self.words) is not None

    def snippet(self, connection: Connection, entry: IndexedText) -> str:
        # The text's tokens tell where the words stand in print. They may be of a newer tokeniser than the index
        # (another plan put the same text since), so the words may have gone: then the text's beginning is shown.
        units = in_mode(read_tokens(connection, entry.printed) or (), "A")
        tokens = [token for token in units if words_of([token.normalised_form])]
        first = _find_words(words_of([token.normalised_form for token in tokens]), self.words)
        if first is None:
            return _cut(entry.printed, 0, 0)
        return _cut(entry.printed, tokens[first].start, tokens[first + len(self.words) - 1].end)


_Match = _CharacterMatch | _WordMatch


def _answer(store: Store, matching: Subquery, limit: int, match: _Match) -> SearchResult:
    with reading(store.engine) as connection:
        total = connection.scalar(
            select(func.count(measures.c.id.distinct())).join(matching, matching.c.row_id == measures.c.row_id)
        )
        rows = _first_rows(connection, matching, limit)
        hits = tuple(_hit(connection, row, match) for row in rows)
    return SearchResult(total=total or 0, hits=hits)


def _first_rows(connection: Connection, matching: Subquery, limit: int) -> list[Any]:
    """The first `limit` measures with distinct ids."""
    # Measures with one id are rare, so about `limit` rows are enough; sorting all of them would be slow.
    n_asked = limit
    while True:
        rows = connection.execute(_ordered(matching).limit(n_asked)).all()
        distinct = {row.measure_id: row for row in reversed(rows)}
        if len(distinct) >= limit or len(rows) < n_asked:
            kept = {id(row) for row in distinct.values()}
            return [row for row in rows if id(row) in kept][:limit]
        n_asked *= 2


def _ordered(matching: Subquery) -> Select[Any]:
    return (
        select(
            measures.c.row_id,
            measures.c.id.label("measure_id"),
            measures.c.title,
            measures.c.page,
            documents.c.municipality_code,
            documents.c.municipality,
        )
        .join(matching, matching.c.row_id == measures.c.row_id)
        .join(documents, documents.c.id == measures.c.document_id)
        .order_by(
            documents.c.municipality_code.nulls_last(),
            documents.c.title.nulls_last(),
            documents.c.start_fy.nulls_last(),
            documents.c.sha256,
            measures.c.seq,
        )
    )


def _hit(connection: Connection, row: Any, match: _Match) -> Hit:  # noqa: ANN401 - a row of `_ordered`
    texts = load_texts(connection, [row.row_id])[row.row_id]
    found = {field: entry for field, entries in texts.items() for entry in reversed(entries) if match.is_in(entry)}
    return Hit(
        measure_id=row.measure_id,
        municipality_code=row.municipality_code,
        municipality=row.municipality,
        title=row.title,
        page=row.page,
        snippet=match.snippet(connection, next(iter(found.values()))) if found else "",
        fields=tuple(found),
    )


def _find_words(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Index of the first place where `wanted` stands in `words`, None if nowhere."""
    n_wanted = len(wanted)
    places = range(len(words) - n_wanted + 1)
    return next((place for place in places if tuple(words[place : place + n_wanted]) == tuple(wanted)), None)


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(0, start - SNIPPET_CONTEXT), min(len(text), end + SNIPPET_CONTEXT)
    return f"{'…' if first > 0 else ''}{text[first:last]}{'…' if last < len(text) else ''}"
