"""Counts, words that stand together, and keyness."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from unit.pipeline.language.language_corpus import MIHON, REIJI, measure, plan, put, tokens

from corpus.errors import SearchQueryError
from corpus.passages import Scope
from corpus.store import open_store
from corpus.word_counts import cooccurrences, count_words, keyness, log_likelihood


class TestCounts:
    def test_counts_equal_a_count_by_hand(self, store):
        expected = Counter()
        for one in (MIHON, REIJI):
            for each in one.measures:
                expected.update(token.normalised_form.casefold() for token in tokens(each.title + each.description))
        counts = {count.word: count.count for count in count_words(store)}

        assert counts["サーバー"] == expected["サーバー"] == 2
        assert counts["書かない窓口"] == 1
        assert all(expected[word] == count for word, count in counts.items())
        assert not {"の", "を", "。", "する"} & set(counts)

    def test_words_that_only_bind_others_are_not_counted_unless_asked_for(self, tmp_path):
        text = "調査により、窓口における待ち時間について改めることとし、番号札を配るようにする。"
        one = plan("見本町", "c", measure(1, text))
        with open_store(tmp_path) as store:
            put(store, one)
            counted = {count.word for count in count_words(store)}

            assert {"調査", "窓口", "改める", "配る"} <= counted
            assert not {"よる", "おく", "つく", "こと", "事", "よう", "様"} & counted
            assert "よる" in {count.word for count in count_words(store, part_of_speech="動詞")}

    def test_groups_and_parts_of_speech(self, store):
        by_place = {(one.group, one.word): one.measures for one in count_words(store, group_by="municipality")}
        by_year = {(one.group, one.word) for one in count_words(store, group_by="year")}
        by_category = {(one.group, one.word) for one in count_words(store, group_by="category")}

        assert by_place["例示市", "サーバー"] == 1
        assert ("2025", "サーバー") in by_year
        assert ("frontyard", "書かない窓口") in by_category
        assert {one.word for one in count_words(store, part_of_speech="助詞")} >= {"の", "を"}

    def test_words_that_stand_together(self, store):
        pairs = {pair.word: pair for pair in cooccurrences(store, "窓口", tokenise=tokens)}

        assert pairs["スマホ教室"].together == 1
        assert pairs["スマホ教室"].log_ratio > 0
        assert (pairs["開く"].together, pairs["開く"].measures) == (1, 2)
        assert pairs["開く"].log_ratio == 0
        assert "窓口" not in pairs
        assert cooccurrences(store, "ない語", tokenise=tokens) == []

    def test_a_compound_does_not_stand_together_with_its_own_part(self, tmp_path):
        with open_store(tmp_path) as store:
            put(store, plan("見本町", "c", measure(1, "オンライン手続と窓口"), measure(2, "窓口の改装")))
            pairs = {pair.word for pair in cooccurrences(store, "オンライン", tokenise=tokens)}

        assert pairs == {"窓口"}

    def test_keyness_compares_with_the_rest(self, store):
        words = {one.word: one for one in keyness(store, Scope(municipality="例示市"))}

        assert (words["サーバー"].count, words["サーバー"].rest) == (1, 1)
        assert words["向上"].log_ratio > 0 > words["更新"].log_ratio
        assert next(iter(words.values())).log_ratio > 0
        with pytest.raises(SearchQueryError, match="比べられません"):
            keyness(store, Scope(municipality="ない町"))
        with pytest.raises(SearchQueryError, match="すべて"):
            keyness(store, Scope(prefecture="見本県"))

    def test_log_likelihood_is_that_of_the_formula(self):
        """Rayson and Garside 2000: 2 Σ O ln(O/E)."""
        expected = [30 * 40 / 1300, 1000 / 1300]
        by_hand = 2 * sum(o * math.log(o / (total * 40 / 1300)) for o, total in ((30, 300), (10, 1000)))

        assert expected
        assert log_likelihood(30, 300, 10, 1000) == pytest.approx(by_hand)
        assert log_likelihood(3, 300, 10, 1000) == pytest.approx(0, abs=1e-9)
        assert log_likelihood(0, 300, 10, 1000) > 0
