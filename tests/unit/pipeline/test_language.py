"""Concordance, counts, keyness, glossaries and analysis over a small corpus of our own, with the real tokeniser."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import Counter
from dataclasses import replace

import pytest

from corpus.concordance import concordance
from corpus.entries import Manifest
from corpus.errors import SearchQueryError
from corpus.passages import Scope
from corpus.records import Analysis, Classification, Document, Issue, Measure, Plan, Source, Term
from corpus.store import open_store
from corpus.term_links import link_terms, term_uses, undefined_markers
from corpus.word_counts import cooccurrences, count_words, keyness, log_likelihood
from models.tokeniser import load_tokeniser
from pipeline.analyse import analyse
from pipeline.annotate import Annotator
from pipeline.cli import run
from pipeline.glossaries import base_rows, link_rows, undefined_rows, unused_rows


def tokens(text):
    return load_tokeniser().tokens(text)


def measure(number: int, title: str, description: str = "", **fields: object) -> Measure:
    page = 3 + number
    defaults = {"path": (), "label": "", "page": page, "end_page": page, "description": description}
    return Measure(**{"id": f"{number:016x}", "title": title, **defaults, **fields})


def term(name: str, definition: str = "説明。", marker: str = "", page: int = 20, **fields: object) -> Term:
    defaults = {"expansion": "", "kind": "footnote" if marker else "table"}
    return Term(**{**defaults, **fields}, marker=marker, term=name, definition=definition, page=page)


def plan(name: str, sha256: str, *measures: Measure, terms=(), **fields: object) -> Plan:
    fields = {"start_fy": 2024, "end_fy": 2028, "title": f"{name}計画", "prefecture": "見本県", **fields}
    return Plan(
        source=Source(source_name=f"{name}.pdf", sha256=sha256 * 64, page_count=30, extractor_version="1"),
        document=Document(municipality=name, municipality_code=f"99{int(sha256, 16):04d}", **fields),
        measures=measures,
        terms=tuple(terms),
    )


MIHON = plan(
    "見本町",
    "a",
    measure(1, "書かない窓口の導入", "ＩＣＴを使い、窓口のサーバを更新する。", term_refs=("※1",)),
    measure(2, "デジタル・ディバイドの解消", "スマホ教室を開く。窓口でも教える。"),
    terms=[
        term("ICT（情報通信技術）", "情報通信技術のこと。", "※1"),
        term("デジタルデバイド", "使える人と使えない人の差。"),
        term("ＲＰＡ", "決まった作業を任せる仕組み。"),
    ],
)
REIJI = plan(
    "例示市",
    "b",
    measure(3, "サーバー室の移設", "サーバーを県の施設に移す。", term_refs=("※7",)),
    measure(4, "ＩＣＴリテラシーの向上", "RPAの研修を開く。"),
    terms=[term("情報格差", "受け取れる知らせの差。"), term("ＩＣＴ", "知らせを伝える技術。")],
    start_fy=2025,
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("language")
    with open_store(folder) as store:
        for one, labels in ((MIHON, ("frontyard", "digital_divide")), (REIJI, ("security", "digital_talent"))):
            classes = tuple(
                Classification(
                    measure_id=measure.id,
                    scheme="national-dx",
                    scheme_version="2.3",
                    label=label,
                    rank=0,
                    probability=0.9,
                    abstain=False,
                    decided_by="test",
                )
                for measure, label in zip(one.measures, labels, strict=True)
            )
            put(store, one, Analysis(classifications=classes))
    return folder


def put(store, one: Plan, analysis: Analysis | None = None, manifest: Manifest | None = None) -> None:
    words = Annotator(load_tokeniser(), None).tokenise(one)
    store.put_plan(
        one, analysis or Analysis(), tokens=words, tokeniser_version="1", versions="1", manifest=manifest or Manifest()
    )


@pytest.fixture
def store(workspace):
    with open_store(workspace, create=False) as opened:
        yield opened


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


class TestAnalyse:
    def test_every_distinct_text_is_read_once_and_kept(self, store):
        class Counting:
            version = "counting 1"
            read: list[str] = []  # noqa: RUF012 - a stand-in

            def parse(self, texts):
                from models.parser import load_parser  # noqa: PLC0415 - seconds that only this test needs

                texts = list(texts)
                self.read += texts
                return load_parser().parse(texts)

        parser, seen = Counting(), []
        done = analyse(store, parser, lambda *counts: seen.append(counts))

        assert done == len(parser.read) == len(set(parser.read))
        assert seen == [(done, done)]
        assert analyse(store, parser) == 0
        text = MIHON.measures[0].title
        [action] = store.parse_of(text).actions
        assert (text[action.object_start : action.object_end], action.verb) == ("書かない窓口", "導入する")


@pytest.mark.parametrize(
    ("arguments", "heading", "first"),
    [
        (["kwic", "窓口"], "市町村", "見本町"),
        (["words"], "語", None),
        (["words", "--with", "窓口", "--group", "municipality"], "区分け", "見本町"),
        (["keyness", "--municipality", "例示市"], "語", None),
        (["terms"], "概念", None),
        (["terms", "--list", "links"], "市町村", "見本町"),
        (["terms", "--list", "unused"], "市町村", "見本町"),
        (["terms", "--list", "undefined"], "市町村", "例示市"),
    ],
)
def test_the_commands_print_tables_csv_and_json(arguments, heading, first, workspace, tmp_path, capsys):  # noqa: PLR0917
    place = ["--workspace", str(workspace)]
    assert run([*arguments, *place, "--format", "csv", "--limit", "2"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert run([*arguments, *place, "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert run([*arguments, *place, "--out", str(tmp_path / "out.csv")]) == 0
    whole = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert run([*arguments, *place]) == 0

    assert rows[0][0] == heading
    assert len(rows) <= 3
    assert first is None or rows[1][0] == first
    assert len(whole) == record["total"] + 1
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert heading in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["keyness"], "比べるまとまり"),
        (["kwic"], "語 を指定してください"),
        (["kwic", "窓口\udcff"], "文字として読めない"),
        (["kwic", "窓口", "--by", "sound"], "surface、normalised、lemma"),
        (["kwic", "窓口", "--category", "x"], "国の区分「x」はありません"),
        (["words", "--out", "no/such/folder.csv"], "書けません"),
        (["words", "--pos", "ナニ"], "「ナニ」とあります"),
        (["kwic", "窓口", "--municipality", "見本"], "見本 の計画はコーパスにありません"),
        (["keyness", "--prefecture", "見本"], "見本 の計画はコーパスにありません"),
        (["terms", "--municipality", "見本"], "見本 の計画はコーパスにありません"),
    ],
)
def test_an_unusable_call_is_told_in_one_line(arguments, said, workspace, capsys):
    assert run([*arguments, "--workspace", str(workspace)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_text_of_a_plan_acts_on_a_terminal_or_in_a_spreadsheet(form, tmp_path, capsys):
    evil = "=HYPERLINK(1) \x1b]0;x\x9b31m\u202e窓口"
    with open_store(tmp_path / "w") as store:
        put(store, plan("見本町", "c", measure(1, evil, evil), terms=[term(evil, evil)], title=evil))
    for arguments in (["kwic", "窓口"], ["words"], ["terms"], ["terms", "--list", "unused"]):
        assert run([*arguments, "--workspace", str(tmp_path / "w"), "--format", form]) == 0
        shown = capsys.readouterr().out

        assert shown
        if form == "csv":
            # What is no terminal gets the text as printed.
            cells = [cell for row in csv.reader(io.StringIO(shown)) for cell in row]
            assert not any(cell.startswith("=") for cell in cells)
        else:
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)


def test_nothing_found_is_said(workspace, capsys):
    assert run(["kwic", "南極", "--workspace", str(workspace)]) == 0
    assert capsys.readouterr().out == "見つかりませんでした\n"
