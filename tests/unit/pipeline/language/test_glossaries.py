"""Terms, their definitions and the measures that use them."""

from __future__ import annotations

import pytest
from unit.pipeline.language.language_corpus import MIHON, REIJI, measure, plan, term, tokens

from corpus.records import Analysis, Issue, Plan
from corpus.store import open_store
from corpus.term_links import link_terms, term_uses, undefined_markers
from pipeline.glossaries import base_rows, link_rows, undefined_rows, unused_rows


class TestTermLinks:
    def test_markers_and_unmarked_words_point_to_their_definition(self):
        links = link_terms(MIHON, tokens)
        found = [(link.kind, link.measure, MIHON.terms[link.term].term, link.marker, link.field) for link in links]

        assert found == [
            ("marker", 0, "ICT（情報通信技術）", "※1", ""),
            ("word", 0, "ICT（情報通信技術）", "", "description"),
            ("word", 1, "デジタルデバイド", "", "title"),
        ]
        assert MIHON.measures[1].title[links[2].start : links[2].end] == "デジタル・ディバイド"

    def test_a_term_is_not_found_inside_a_longer_word(self):
        assert [REIJI.terms[link.term].term for link in link_terms(REIJI, tokens)] == []

    def test_the_longest_term_wins(self):
        one = plan(
            "見本町",
            "c",
            measure(1, "情報セキュリティポリシーの見直し"),
            terms=[*map(term, ("情報セキュリティ", "情報セキュリティポリシー"))],
        )

        assert [one.terms[link.term].term for link in link_terms(one, tokens)] == ["情報セキュリティポリシー"]

    @pytest.mark.parametrize("text", ["窓口のサーバ", "サーバ", "書かない窓口の端末とサーバ"])
    def test_a_text_that_ends_with_a_short_term_is_no_place_for_a_longer_one(self, text):
        names = ("サーバ", "庁内のネットワークの更新の手引", "窓口のサーバ")
        one = plan("見本町", "c", measure(1, text), terms=map(term, names))
        [link] = link_terms(one, tokens)

        assert text[link.start : link.end] == one.terms[link.term].term

    def test_notes_that_count_anew_are_told_by_the_page(self):
        one = plan(
            "見本町",
            "c",
            measure(1, "甲", term_refs=("※1",)),
            measure(9, "乙", term_refs=("※1", "※2")),
            terms=[term("丙", marker="※1", page=4), term("丁", marker="※1", page=12)],
        )

        assert [(link.measure, link.term) for link in link_terms(one, tokens)] == [(0, 0), (1, 1)]
        assert undefined_markers(one) == ("※2",)

    def test_uses_are_counted(self):
        uses = term_uses(MIHON, link_terms(MIHON, tokens))

        assert [(use.by_marker, use.by_word) for use in uses] == [(1, 0), (0, 1), (0, 0)]


class TestGlossaries:
    def test_spellings_and_other_words_for_one_thing_are_one_concept(self, store):
        rows = base_rows(store, None, None)
        concepts = {}
        for row in rows:
            concepts.setdefault(row["concept"], []).append((row["term"], row["municipality"]))

        assert concepts["デジタルデバイド"] == [("デジタルデバイド", "見本町"), ("情報格差", "例示市")]
        assert concepts["情報通信技術"] == [("ICT（情報通信技術）", "見本町"), ("ＩＣＴ", "例示市")]
        assert len(concepts["RPA"]) == 1

    @pytest.mark.parametrize("name", ["デジタル・ディバイド", "情報格差", "ﾃﾞｼﾞﾀﾙﾃﾞﾊﾞｲﾄﾞ"])
    def test_a_concept_is_found_by_any_of_its_names(self, store, name):
        assert [row["municipality"] for row in base_rows(store, None, name)] == ["見本町", "例示市"]
        assert [row["term"] for row in base_rows(store, "見本町", "RPA")] == ["ＲＰＡ"]
        assert base_rows(store, "例示市", "RPA") == []

    def test_links_unused_and_undefined_terms_are_listed(self, store):
        links = [(row["found"], row["printed"], row["term"]) for row in link_rows(store, None, None)]

        assert ("本文の語", "デジタル・ディバイド", "デジタルデバイド") in links
        assert ("注記号", "※1", "ICT（情報通信技術）") in links
        assert [(row["municipality"], row["term"]) for row in unused_rows(store, None, None)] == [
            ("見本町", "ＲＰＡ"),
            ("例示市", "情報格差"),
            ("例示市", "ＩＣＴ"),
        ]
        assert [row["used"] for row in undefined_rows(store, None, "ＲＰＡ")] == ["RPA"]
        undefined = [(row["municipality"], row["what"], row["used"]) for row in undefined_rows(store, None, None)]
        assert undefined == [("例示市", "注記号", "注記号 ※7"), ("例示市", "用語", "RPA")]

    def test_marks_that_the_reader_found_without_a_note_are_listed(self, tmp_path):
        issue = Issue(code="marker_without_note", message="本文の印 ※9 に対応する注がありません。", page=8)
        one = Plan(source=MIHON.source, document=MIHON.document, issues=(issue,))
        with open_store(tmp_path) as store:
            store.put_plan(one, Analysis(), tokens={}, tokeniser_version="1", versions="1")

            assert [(row["used"], row["page"]) for row in undefined_rows(store, None, None)] == [(issue.message, 8)]
