"""Words in their contexts, in every spelling."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.pipeline.language.language_corpus import measure, plan, put, tokens

from corpus.concordance import concordance
from corpus.entries import Manifest
from corpus.errors import SearchQueryError
from corpus.passages import Scope
from corpus.store import open_store
from corpus.word_counts import count_words


def kwic(store, query, **options):
    return [(line.passage.page, line.match) for line in concordance(store, query, tokenise=tokens, **options)]


class TestConcordance:
    def test_a_word_is_found_in_terms_and_in_every_spelling(self, store):
        assert kwic(store, "窓口") == [(4, "窓口"), (4, "窓口"), (5, "窓口")]
        assert kwic(store, "サーバー") == [(4, "サーバ"), (6, "サーバー"), (6, "サーバー")]
        assert kwic(store, "デジタルデバイド") == [(5, "デジタル・ディバイド")]
        assert kwic(store, "ict") == [(4, "ＩＣＴ"), (6 + 1, "ＩＣＴ")]

    def test_surface_and_lemma_are_told_apart(self, store):
        assert kwic(store, "サーバー", form="surface") == [(6, "サーバー"), (6, "サーバー")]
        assert kwic(store, "開く", form="surface") == [(5, "開く"), (7, "開く")]
        assert kwic(store, "使う", form="lemma") == [(4, "使い")]
        assert kwic(store, "使う", form="surface") == []

    def test_a_phrase_is_its_words_in_a_row(self, store):
        assert kwic(store, "窓口の導入") == [(4, "窓口の導入")]
        assert kwic(store, "導入の窓口") == []

    def test_filters_of_municipality_category_year_and_part_of_speech(self, store):
        assert kwic(store, "開く", scope=Scope(municipality="例示市")) == [(7, "開く")]
        assert kwic(store, "開く", scope=Scope(municipality="990010")) == [(5, "開く")]
        assert kwic(store, "開く", scope=Scope(category="digital_divide")) == [(5, "開く")]
        assert kwic(store, "開く", scope=Scope(category="デジタルデバイド対策")) == [(5, "開く")]
        assert kwic(store, "開く", scope=Scope(start_fy=2025)) == [(7, "開く")]
        assert kwic(store, "開く", scope=Scope(prefecture="別の県")) == []
        assert kwic(store, "開く", part_of_speech="動詞") == [(5, "開く"), (7, "開く")]
        assert kwic(store, "開く", part_of_speech="名詞") == []
        assert kwic(store, "差", scope=Scope(fields=("definition",))) == [(20, "差"), (20, "差")]

    def test_a_part_without_a_cover_belongs_to_the_municipality_of_its_plan(self, tmp_path):
        cover = plan("見本町", "c", measure(1, "窓口の改装"))
        chapter = plan("", "d", measure(2, "窓口の予約"), start_fy=None, end_fy=None, prefecture=None)
        nobody = replace(chapter.document, municipality=None, municipality_code=None, title=None)
        with open_store(tmp_path) as store:
            put(store, cover, manifest=Manifest(plan_id="p", part="1"))
            put(store, replace(chapter, document=nobody), manifest=Manifest(plan_id="p", part="2"))
            lines = concordance(store, "窓口", tokenise=tokens, scope=Scope(municipality="見本町", start_fy=2024))

            found = [(line.passage.municipality, line.passage.source_name, line.passage.plan_title) for line in lines]
            assert found == [("見本町", "見本町.pdf", "見本町計画"), ("見本町", ".pdf", "見本町計画")]
            assert {count.group for count in count_words(store, group_by="municipality")} == {"見本町"}

    def test_contexts_are_printed_text_and_sort_the_lines(self, store):
        lines = concordance(store, "窓口", tokenise=tokens, sorting="right", context=3)
        assert [(line.left, line.right) for line in lines] == [
            ("開く。", "でも教"),
            ("使い、", "のサー"),
            ("かない", "の導入"),
        ]
        lines = concordance(store, "窓口", tokenise=tokens, sorting="left")
        assert [line.left[::-1] for line in lines] == sorted(line.left[::-1] for line in lines)

    def test_a_blank_query_and_an_unknown_category_are_refused(self, store):
        with pytest.raises(SearchQueryError, match="空"):
            kwic(store, " ")
        with pytest.raises(SearchQueryError, match="frontyard"):
            kwic(store, "窓口", scope=Scope(category="窓口改革"))
