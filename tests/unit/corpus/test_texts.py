"""Texts are stored once, and the views say in SQL what the records say in Python."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from corpus.normalised_text import normalise_text
from corpus.records import Action, Entity, Parse, Phrase, Term, Token
from corpus.store import DATABASE_NAME, Store, open_store
from corpus.text_units import text_units
from corpus.words import in_mode
from tests import strategies as records
from tests.unit.corpus.stored import make_plan, put

PARSE = Parse(
    entities=(Entity(start=0, end=2, kind="組織", source="terms"),),
    phrases=(Phrase(start=0, end=6, head_start=0, head_end=5),),
    actions=(Action(object_start=0, object_end=5, verb_start=6, verb_end=8, verb="運用する"),),
)


def ask(workspace: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with sqlite3.connect(workspace / DATABASE_NAME) as connection:
        return connection.execute(sql, values).fetchall()


def plan_of(*titles: str, sha256: str = "a" * 64):
    plan = make_plan(sha256)
    first = plan.measures[0]
    measures = tuple(replace(first, id=f"{place:016x}", title=title) for place, title in enumerate(titles))
    return replace(plan, measures=measures)


@given(records.tokenised_texts())
@settings(max_examples=40, deadline=None)
def test_the_view_unpacks_the_words_of_every_mode(tokenised):
    text, tokens = tokenised
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        put(store, plan_of(text), tokens={text: tokens})
        for mode in ("A", "B", "C"):
            rows = ask(
                Path(folder),
                "SELECT start, stop, surface, dictionary_form, normalised_form, reading, part_of_speech "
                "FROM tokens WHERE mode = ? ORDER BY text_id, seq",
                mode,
            )
            assert rows == [
                (
                    token.start,
                    token.end,
                    token.surface,
                    token.dictionary_form,
                    token.normalised_form,
                    token.reading,
                    token.part_of_speech,
                )
                for token in in_mode(tokens, mode)
            ]


def test_a_text_that_stands_in_many_places_is_one_row_and_a_word_of_many_texts_too(store: Store, tmp_path: Path):
    word = Token(
        start=0,
        end=2,
        surface="窓口",
        dictionary_form="窓口",
        normalised_form="窓口",
        reading="",
        part_of_speech="名詞",
    )
    tokens = {"窓口": (word,), "窓口窓口": (word, replace(word, start=2, end=4))}
    put(store, plan_of("窓口", "窓口窓口", "窓口"), tokens=tokens)
    put(store, plan_of("窓口", sha256="b" * 64), tokens=tokens)

    assert ask(tmp_path, "SELECT text FROM texts ORDER BY id") == [("窓口",), ("窓口窓口",)]
    assert ask(tmp_path, "SELECT count(*) FROM lexemes") == [(1,)]
    assert ask(tmp_path, "SELECT count(*) FROM text_uses") == [(4,)]
    assert store.tokens_of("窓口窓口") == tokens["窓口窓口"]


def test_places_say_plan_measure_and_page(store: Store, tmp_path: Path):
    term = Term(marker="※1", term="窓口", expansion="", definition="受け付ける所", kind="footnote", page=9)
    plan = replace(plan_of("窓口"), terms=(term,))
    put(store, plan, tokens={unit.text: () for unit in text_units(plan)})
    places = ask(
        tmp_path,
        "SELECT text, owner, field, municipality, measure_id, page FROM text_places JOIN texts ON texts.id = text_id "
        "WHERE field IN ('title', 'term', 'definition') ORDER BY owner, field DESC",
    )

    assert places == [
        ("窓口", "measure", "title", "名取市", "0" * 16, 7),
        ("窓口", "term", "term", "名取市", None, 9),
        ("受け付ける所", "term", "definition", "名取市", None, 9),
    ]


def test_the_normalised_text_and_its_map_come_back(store: Store):
    for text in ("ﾃﾞｼﾞﾀﾙ化、令和６年度①", "窓口"):
        put(store, plan_of(text), tokens={text: ()})

        assert store.normalised_of(text) == normalise_text(text)
    assert store.normalised_of("ない") is None


def test_years_and_numbers_stand_beside_the_text(store: Store, tmp_path: Path):
    put(store, plan_of("平成31年度に①"), tokens={"平成31年度に①": ()})

    assert ask(tmp_path, "SELECT annotations FROM texts") == [('[["year",0,6,2019,true],["number",7,8,1,false]]',)]


class TestParses:
    def test_what_ginza_saw_comes_back_and_the_views_show_it(self, store: Store, tmp_path: Path) -> None:
        put(store, plan_of("防災ラジオの運用"), tokens={"防災ラジオの運用": ()})
        [(text_id, text)] = store.texts_to_parse("1")
        store.put_parses([(text_id, PARSE), (99, PARSE)], "1")

        assert text == "防災ラジオの運用"
        assert store.parse_of(text) == PARSE
        assert store.parse_of("ない") is None
        assert ask(tmp_path, "SELECT entity, kind, source FROM entities") == [("防災", "組織", "terms")]
        assert ask(tmp_path, "SELECT phrase, head FROM phrases") == [("防災ラジオの", "防災ラジオ")]
        assert ask(tmp_path, "SELECT object, verb FROM actions") == [("防災ラジオ", "運用する")]

    def test_each_text_is_asked_for_once_per_version(self, store: Store) -> None:
        put(store, plan_of("窓口", "窓口", "広報"), tokens={"窓口": (), "広報": (), "Ⅱ 項目": ()})
        waiting = store.texts_to_parse("1")
        store.put_parses([(text_id, PARSE) for text_id, _ in waiting], "1")

        assert [text for _, text in waiting] == ["窓口", "広報"]
        assert store.texts_to_parse("1") == []
        assert [text for _, text in store.texts_to_parse("2")] == ["窓口", "広報"]

    def test_a_plan_that_is_read_again_keeps_what_was_seen_in_its_texts(self, store: Store) -> None:
        put(store, plan_of("窓口", "広報"), tokens={"窓口": (), "広報": ()})
        store.put_parses([(text_id, PARSE) for text_id, _ in store.texts_to_parse("1")], "1")
        put(store, plan_of("窓口"), tokens={"窓口": ()}, versions="2")

        assert store.parse_of("窓口") == PARSE
        assert store.parse_of("広報") is None
        assert store.texts_to_parse("1") == []

    def test_a_stored_plan_brings_along_what_was_seen(self, store: Store) -> None:
        put(store, plan_of("防災ラジオの運用", "広報"), tokens={"防災ラジオの運用": (), "広報": ()})
        store.put_parses([(text_id, PARSE) for text_id, text in store.texts_to_parse("1") if text != "広報"], "1")

        [stored] = store.stored_plans()
        assert stored.parses == {"防災ラジオの運用": PARSE}
