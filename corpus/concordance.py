"""Concordance (KWIC): every place of a word with what stands before and behind it.

A word is looked up by its surface, its normalised form (サーバ is サーバー) or its dictionary form (進め is 進める), in
the longest units and in the shortest, so that 窓口 is found in 書かない窓口 too. A query of several words is a phrase.
Case and width never matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from corpus.errors import SearchQueryError
from corpus.normalise import search_form
from corpus.passages import Scope, Words, read_passages
from corpus.sqlite import reading
from corpus.words import in_mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from corpus.lexemes import Lexeme
    from corpus.passages import Passage
    from corpus.records import Token
    from corpus.store import Store

__all__ = ["Form", "KwicLine", "concordance", "form_of", "query_forms"]

Form = Literal["surface", "normalised", "lemma"]
Sorting = Literal["place", "left", "right"]

_CONTEXT: Final = 30
"""Characters on either side, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KwicLine:
    """One place of the word: the printed text before it, itself, and behind it; ``start`` is its offset in the text."""

    left: str
    match: str
    right: str
    start: int
    part_of_speech: str
    passage: Passage


def concordance(
    store: Store,
    query: str,
    *,
    tokenise: Callable[[str], Sequence[Token]],
    form: Form = "normalised",
    sorting: Sorting = "place",
    part_of_speech: str = "",
    scope: Scope | None = None,
    context: int = _CONTEXT,
) -> list[KwicLine]:
    """Every place of the query.

    Args:
        store: the corpus.
        query: a word or a phrase.
        tokenise: gives the words of a text; must be the tokeniser that the plans were put with.
        form: what of the words is compared.
        sorting: by place, or by what stands to the left (nearest first) or to the right.
        part_of_speech: the beginning of the first word's part of speech (名詞, 名詞,固有名詞), if only such are meant.
        scope: which texts are meant.
        context: characters shown on either side.

    Raises:
        SearchQueryError: the query holds no word.
        StoreError: the corpus cannot be read.

    """
    wanted = query_forms(query, tokenise, form)
    with reading(store.engine) as connection:
        passages = read_passages(connection, scope or Scope())
        words = Words(connection)
        words.load({passage.text_id for passage in passages})
    candidates = _candidates(words.lexemes, {phrase[0] for phrase in wanted}, form)
    found: dict[int, list[tuple[int, int, str]]] = {}
    lines = []
    for passage in passages:
        if candidates.isdisjoint(words.ids(passage.text_id)):
            continue
        if passage.text_id not in found:
            places = _places(words.tokens(passage.text_id), wanted, form, part_of_speech)
            found[passage.text_id] = list(places)
        text = words.text(passage.text_id)
        for start, end, its_part_of_speech in found[passage.text_id]:
            left = text[max(0, start - context) : start].replace("\n", " ")
            right = text[end : end + context].replace("\n", " ")
            lines.append(
                KwicLine(
                    left=left,
                    match=text[start:end],
                    right=right,
                    start=start,
                    part_of_speech=its_part_of_speech,
                    passage=passage,
                )
            )
    if sorting == "left":
        lines.sort(key=lambda line: search_form(line.left)[::-1])
    elif sorting == "right":
        lines.sort(key=lambda line: search_form(line.right))
    return lines


def query_forms(query: str, tokenise: Callable[[str], Sequence[Token]], form: Form) -> set[tuple[str, ...]]:
    """The forms that a query is looked up by: of its longest units, and of its shortest.

    Raises:
        SearchQueryError: the query holds no word.

    """
    tokens = [token for token in tokenise(query) if token.surface.strip()]
    if not tokens:
        raise SearchQueryError("検索語が空です。1文字以上の語を指定してください")
    return {tuple(form_of(token, form) for token in in_mode(tokens, mode)) for mode in ("C", "A")}


def form_of(token: Token, form: Form) -> str:
    """What of a word is compared, in one width and case."""
    value = {"surface": token.surface, "normalised": token.normalised_form, "lemma": token.dictionary_form}[form]
    return search_form(value).casefold()


def _candidates(lexemes: Mapping[int, Lexeme], firsts: set[str], form: Form) -> set[int]:
    """The words that are, or fall into, one that a match can begin with; texts without them are passed over."""
    own = {word_id for word_id, lexeme in lexemes.items() if form_of(lexeme.token(0, lexemes), form) in firsts}
    return {
        word_id
        for word_id, lexeme in lexemes.items()
        if word_id in own or not own.isdisjoint((*lexeme.units_a, *lexeme.units_b))
    }


def _places(
    tokens: Sequence[Token], wanted: set[tuple[str, ...]], form: Form, part_of_speech: str
) -> Iterator[tuple[int, int, str]]:
    """Start, end and part of speech of each match, by start; one that lies in another is part of it."""
    found: dict[tuple[int, int], str] = {}
    for mode in ("C", "B", "A"):
        units = in_mode(tokens, mode)
        forms = [form_of(unit, form) for unit in units]
        for phrase in wanted:
            for place in range(len(units) - len(phrase) + 1):
                if tuple(forms[place : place + len(phrase)]) == phrase and units[place].part_of_speech.startswith(
                    part_of_speech
                ):
                    span = (units[place].start, units[place + len(phrase) - 1].end)
                    found.setdefault(span, units[place].part_of_speech)
    end = 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if stop > end:
            yield start, stop, found[start, stop]
            end = stop
