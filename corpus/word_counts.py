"""Word counts: how often words stand in groups of measures, which stand together, and which are typical of a group.

Words are counted by their normalised forms in mode C, so that a term is one word; by default only words that carry
meaning. Keyness is the log-likelihood ratio G² of Dunning (1993) in the form of Rayson and Garside (2000), with the log
ratio of Hardie (2014) as effect size: 1 means twice as frequent in the group as in the rest.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus.concordance import query_forms
from corpus.errors import SearchQueryError
from corpus.normalise import search_form
from corpus.passages import Passage, Scope, Words, read_passages
from corpus.sqlite import reading
from corpus.words import is_content_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from corpus.lexemes import Lexeme
    from corpus.records import Token
    from corpus.store import Store

__all__ = [
    "Cooccurrence",
    "Grouping",
    "Keyness",
    "WordCount",
    "cooccurrences",
    "count_words",
    "keyness",
    "log_likelihood",
]

Grouping = Literal["all", "municipality", "year", "category"]

# Half an occurrence stands for none, so that a word that the rest lacks has a ratio (Hardie 2014).
_NONE = 0.5


class Word(NamedTuple):
    """A word as it is counted: its normalised form in one width, and the two first levels of its part of speech."""

    form: str
    part_of_speech: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCount:
    """How often a word stands in a group, and in how many of its measures."""

    group: str
    word: str
    part_of_speech: str
    count: int
    measures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooccurrence:
    """A word that stands in the measures of another one.

    ``together`` measures hold both, ``measures`` the word at all; ``log_likelihood`` and ``log_ratio`` compare
    the share of measures with the word among those with the other one and among the rest.
    """

    group: str
    word: str
    part_of_speech: str
    together: int
    measures: int
    log_likelihood: float
    log_ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyness:
    """How typical a word is of a group: its counts in the group and in the rest, G², and the log ratio (base 2)."""

    word: str
    part_of_speech: str
    count: int
    rest: int
    log_likelihood: float
    log_ratio: float


def count_words(
    store: Store, *, group_by: Grouping = "all", part_of_speech: str = "", scope: Scope | None = None
) -> list[WordCount]:
    """The words of each group, the most frequent first; groups in order.

    Args:
        store: the corpus.
        group_by: what a group is; the year is the first of the plan.
        part_of_speech: the beginning of a part of speech; "" counts the words that carry meaning.
        scope: which texts are meant; digests of other plans never are.

    Raises:
        StoreError: the corpus cannot be read.

    """
    passages, words = _read(store, scope)
    counts: defaultdict[str, Counter[Word]] = defaultdict(Counter)
    owners: defaultdict[str, defaultdict[Word, set[object]]] = defaultdict(lambda: defaultdict(set))
    for passage in passages:
        group = _group(passage, group_by)
        for word in _counted(words, passage, part_of_speech):
            counts[group][word] += 1
            owners[group][word].add(passage.owner)
    return [
        WordCount(
            group=group,
            word=word.form,
            part_of_speech=word.part_of_speech,
            count=count,
            measures=len(owners[group][word]),
        )
        for group in sorted(counts)
        for word, count in sorted(counts[group].items(), key=lambda item: (-item[1], item[0]))
    ]


def cooccurrences(
    store: Store,
    query: str,
    *,
    tokenise: Callable[[str], Sequence[Token]],
    group_by: Grouping = "all",
    part_of_speech: str = "",
    scope: Scope | None = None,
) -> list[Cooccurrence]:
    """The words that stand in the measures of a word or phrase, the most telling first; groups in order.

    The arguments are those of `count_words`; the query is compared by normalised forms.

    Raises:
        SearchQueryError: the query holds no word.
        StoreError: the corpus cannot be read.

    """
    wanted = query_forms(query, tokenise, "normalised")
    passages, words = _read(store, scope)
    # Per group and measure: whether the query stands there, and its words.
    queried: defaultdict[str, dict[object, bool]] = defaultdict(dict)
    held: defaultdict[str, defaultdict[Word, set[object]]] = defaultdict(lambda: defaultdict(set))
    for passage in passages:
        group = _group(passage, group_by)
        forms = {mode: _forms(words, passage, mode) for mode in ("C", "A")}
        is_there = any(_holds(forms[mode], phrase) for mode in forms for phrase in wanted)
        queried[group][passage.owner] = queried[group].get(passage.owner, False) or is_there
        for word in _counted(words, passage, part_of_speech):
            held[group][word].add(passage.owner)
    own = {phrase[0] for phrase in wanted if len(phrase) == 1} | _compounds(words, wanted)
    found = []
    for group in sorted(held):
        having = {owner for owner, is_there in queried[group].items() if is_there}
        rest = len(queried[group]) - len(having)
        for word, owners in held[group].items():
            together = len(owners & having)
            if together and word.form not in own:
                score = _score(together, len(having), len(owners) - together, rest)
                found.append(
                    Cooccurrence(
                        group=group,
                        word=word.form,
                        part_of_speech=word.part_of_speech,
                        together=together,
                        measures=len(owners),
                        log_likelihood=score[0],
                        log_ratio=score[1],
                    )
                )
    return sorted(found, key=lambda pair: (pair.group, pair.log_ratio <= 0, -pair.log_likelihood, pair.word))


def keyness(store: Store, group: Scope, *, part_of_speech: str = "") -> list[Keyness]:
    """The words of a group against all other texts: those typical of it first, those that it avoids last.

    Raises:
        SearchQueryError: the group is everything or nothing, so that there is no rest or no group.
        StoreError: the corpus cannot be read.

    """
    everything, words = _read(store, Scope(fields=group.fields))
    with reading(store.engine) as connection:
        chosen = {(one.owner, one.field) for one in read_passages(connection, group)}
    inside: Counter[Word] = Counter()
    outside: Counter[Word] = Counter()
    for passage in everything:
        (inside if (passage.owner, passage.field) in chosen else outside).update(
            _counted(words, passage, part_of_speech)
        )
    if not inside or not outside:
        which = "当てはまる語がありません" if not inside else "残りの語がありません（すべてが当てはまります）"
        raise SearchQueryError(f"比べられません: {which}。--municipality、--category などの指定を確かめてください")
    n_inside, n_outside = inside.total(), outside.total()
    found = []
    for word in inside.keys() | outside.keys():
        score = _score(inside[word], n_inside, outside[word], n_outside)
        found.append(
            Keyness(
                word=word.form,
                part_of_speech=word.part_of_speech,
                count=inside[word],
                rest=outside[word],
                log_likelihood=score[0],
                log_ratio=score[1],
            )
        )
    return sorted(
        found,
        key=lambda one: (
            one.log_ratio <= 0,
            -one.log_likelihood if one.log_ratio > 0 else one.log_likelihood,
            one.word,
            one.part_of_speech,
        ),
    )


def log_likelihood(count: int, size: int, rest: int, rest_size: int) -> float:
    """G² of a word that stands ``count`` times among ``size`` words and ``rest`` times among ``rest_size`` others."""
    share = (count + rest) / (size + rest_size)
    terms = [n * math.log(n / (share * total)) for n, total in ((count, size), (rest, rest_size)) if n]
    return max(0.0, 2 * math.fsum(terms))


def _score(count: int, size: int, rest: int, rest_size: int) -> tuple[float, float]:
    """G² and the log ratio, rounded to what means something."""
    if not rest_size or not size:
        return 0.0, 0.0
    ratio = math.log2(((count or _NONE) / size) / ((rest or _NONE) / rest_size))
    return round(log_likelihood(count, size, rest, rest_size), 4), round(ratio, 4)


def _read(store: Store, scope: Scope | None) -> tuple[list[Passage], Words]:
    """The passages of plans that count, and their words."""
    counted = [part.document_id for edition in store.editions() if edition.is_counted for part in edition.parts]
    with reading(store.engine) as connection:
        passages = read_passages(connection, replace(scope or Scope(), documents=frozenset(counted)))
        words = Words(connection)
        words.load({passage.text_id for passage in passages})
    return passages, words


def _group(passage: Passage, group_by: Grouping) -> str:
    match group_by:
        case "municipality":
            return passage.municipality or ""
        case "year":
            return str(passage.start_fy or "")
        case "category":
            return passage.category or ""
    return ""


def _counted(words: Words, passage: Passage, part_of_speech: str) -> Iterable[Word]:
    for word_id in words.ids(passage.text_id):
        lexeme = words.lexemes[word_id]
        is_meant = (
            lexeme.part_of_speech.startswith(part_of_speech)
            if part_of_speech
            else is_content_word(lexeme.part_of_speech, lexeme.normalised_form)
        )
        if is_meant:
            yield _word(lexeme)


def _word(lexeme: Lexeme) -> Word:
    part_of_speech = ",".join(part for part in lexeme.part_of_speech.split(",")[:2] if part != "*")
    return Word(search_form(lexeme.normalised_form).casefold(), part_of_speech)


def _forms(words: Words, passage: Passage, mode: str) -> tuple[str, ...]:
    ids = words.ids(passage.text_id)
    if mode == "A":
        ids = [unit for word_id in ids for unit in (words.lexemes[word_id].units_a or (word_id,))]
    return tuple(search_form(words.lexemes[word_id].normalised_form).casefold() for word_id in ids)


def _compounds(words: Words, wanted: set[tuple[str, ...]]) -> set[str]:
    """The words that hold the query themselves and so always stand with it: オンライン手続 with オンライン."""
    return {
        _word(lexeme).form
        for lexeme in words.lexemes.values()
        if lexeme.units_a
        and any(_holds([_word(words.lexemes[unit]).form for unit in lexeme.units_a], phrase) for phrase in wanted)
    }


def _holds(forms: Sequence[str], phrase: Sequence[str]) -> bool:
    places = range(len(forms) - len(phrase) + 1)
    return any(tuple(forms[place : place + len(phrase)]) == tuple(phrase) for place in places)
