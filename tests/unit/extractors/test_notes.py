"""Notes of pages typed by hand; places and sentences are invented."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest

from extractors.furniture import without_furniture
from extractors.layout import page_to_layout
from extractors.note_heads import inline_to_entry, opening_to_expansion, own_line_to_entry, run_before
from extractors.notes import read_notes
from extractors.pdf import read_pages
from tests.unit.extractors.note_pages import BOLD, NOTE, Grid, Text, body, layouts, paragraph

if TYPE_CHECKING:
    from pathlib import Path

FILLER = "見本市では、窓口の仕事を見直し、市民が来庁しなくても済む手続を増やしていきます。"


def summary(*pages, **options):
    notes = read_notes(layouts(*pages, **options))
    return [(term.marker, term.term, term.definition) for term in notes.terms]


def text_of(layout):
    return [line.text for line in layout.lines]


def test_a_note_at_the_foot_has_its_head_on_its_own_line() -> None:
    page = [
        *body(100, FILLER, "本市のＩＣＴ※１は、年ごとに広がっています。", FILLER),
        Text(70, 700, "※１　ＩＣＴ（Information and Communication Technology）", NOTE, BOLD),
        *paragraph(78, 712, "情報と通信の技術をまとめて呼ぶ言葉。機器も使い方も含む。", width=20, size=NOTE),
    ]
    notes = read_notes(layouts(page))
    (term,) = notes.terms
    assert (term.marker, term.term, term.kind, term.page) == ("※1", "ＩＣＴ", "footnote", 1)
    assert term.expansion == "Information and Communication Technology"
    assert term.definition == "情報と通信の技術をまとめて呼ぶ言葉。機器も使い方も含む。"
    assert text_of(notes.layouts[0]) == [FILLER, "本市のＩＣＴ※１は、年ごとに広がっています。", FILLER]
    assert notes.issues == ()


@pytest.mark.parametrize(
    ("printed", "marker", "term", "definition"),
    [
        ("*1 見守り網：離れて暮らす家族へ知らせる仕組み。", "*1", "見守り網", "離れて暮らす家族へ知らせる仕組み。"),
        ("*1　見守り網　離れて暮らす家族へ知らせる仕組み。", "*1", "見守り網", "離れて暮らす家族へ知らせる仕組み。"),
        ("＊１ 見守り網…離れて暮らす家族へ知らせる仕組み。", "*1", "見守り網", "離れて暮らす家族へ知らせる仕組み。"),
        (
            "（*1）見守り網とは、離れた家族へ知らせる仕組み。",
            "*1",
            "見守り網",
            "見守り網とは、離れた家族へ知らせる仕組み。",
        ),
        ("*1 離れて暮らす家族へ知らせる仕組み。", "*1", "センサー", "離れて暮らす家族へ知らせる仕組み。"),
    ],
)
def test_a_note_on_one_line(printed: str, marker: str, term: str, definition: str) -> None:
    page = [*body(100, FILLER, "家ごとにセンサー*1を置きます。", FILLER), Text(70, 760, printed, NOTE)]
    assert summary(page) == [(marker, term, definition)]


def test_a_head_stays_apart_from_a_sentence_that_breaks_off_early() -> None:
    page = [
        *body(100, FILLER, "家ごとにセンサー*1と網*2を置きます。", FILLER),
        Text(70, 730, "*1　センサー　明るさや温度を測って、離れて暮らす家族や見守りの人に知らせる機器。", NOTE),
        Text(70, 742, "*2　網　家と家とを結んで、", NOTE),
        Text(78, 754, "知らせを運ぶもの。", NOTE),
    ]
    assert summary(page)[1] == ("*2", "網", "家と家とを結んで、知らせを運ぶもの。")


def test_a_line_of_body_text_that_begins_with_a_mark_opens_no_note() -> None:
    page = [
        *body(
            100,
            "次の時代の暮らしに向けて、市民と役場がともに育てる見本市版Society5.0",
            "※2時代にふさわしい窓口と机※1をつくります。",
        ),
        Text(70, 700, "※1　机：書く場所。", NOTE),
        Text(70, 712, "※2　Society5.0：これからの社会の姿。", NOTE),
    ]
    assert summary(page) == [("※1", "机", "書く場所。"), ("※2", "Society5.0", "これからの社会の姿。")]


def test_notes_of_facing_pages_run_from_the_left_foot_to_the_right_foot() -> None:
    page = [
        *body(60, FILLER, "道路の台帳注1と公園の台帳注2を電子化します。", FILLER, FILLER),
        *body(60, FILLER, FILLER, FILLER, FILLER, x=650),
        Text(70, 780, "注1　道路の台帳：道の幅や橋の場所を記し", NOTE),
        Text(650, 780, "た帳面のこと。", NOTE),
        Text(650, 792, "注2　公園の台帳：遊具の数を記した帳面。", NOTE),
    ]
    assert summary(page, width=1190) == [
        ("注1", "道路の台帳", "道の幅や橋の場所を記した帳面のこと。"),
        ("注2", "公園の台帳", "遊具の数を記した帳面。"),
    ]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    first = [
        *body(60, FILLER, "水道の検針※1を遠隔にします。", FILLER),
        Text(70, 780, "※1　水道の検針：使った水の量を量水器の数字", NOTE),
    ]
    second = [*body(60, FILLER, FILLER, FILLER), Text(70, 780, "から読み取ること。", NOTE)]
    notes = read_notes(layouts(first, second))
    assert [term.definition for term in notes.terms] == ["使った水の量を量水器の数字から読み取ること。"]
    assert [region.page for region in notes.terms[0].where] == [1, 2]
    assert text_of(notes.layouts[1]) == [FILLER] * 3


def test_notes_in_the_side_margin_are_parted_from_the_body_on_the_same_height() -> None:
    page = [
        *[Text(70, 100 + 18 * i, "見本村では谷の奥まで光の回線を引き、暮らしを支えます。") for i in range(4)],
        Text(70, 172, "とくに冬の除雪では測位注1の記録を役立てていきますので、"),
        Text(400, 160.5, "注1　測位：空の星から", NOTE),
        Text(400, 173, "届く電波で場所を知る", NOTE),
        Text(400, 185.5, "こと。", NOTE),
    ]
    notes = read_notes(layouts(page))
    assert [(t.term, t.definition) for t in notes.terms] == [("測位", "空の星から届く電波で場所を知ること。")]
    assert "とくに冬の除雪では測位注1の記録を役立てていきますので、" in text_of(notes.layouts[0])


def test_notes_under_a_table_explain_marks_in_its_cells() -> None:
    page = [
        *body(60, FILLER, FILLER, FILLER),
        Grid([["取組", "内容"], ["窓口", "予約※1を始める"]], (70, 200, 500), 150),
        Text(70, 236, "※1　予約：来る時刻を先に決めること。", NOTE),
        Text(70, 248, "（注）年度は４月に始まる。", NOTE),
        *body(300, FILLER, FILLER),
    ]
    notes = read_notes(layouts(page))
    assert [(t.marker, t.term) for t in notes.terms] == [("※1", "予約")]
    assert [note.text for note in notes.unmarked] == ["（注）年度は４月に始まる。"]
    assert text_of(notes.layouts[0]) == [FILLER] * 5


def test_endnotes_under_their_heading_are_set_as_large_as_the_body() -> None:
    first = body(60, FILLER, "見本市は地図※1と台帳※2を一つにします。", FILLER)
    second = [
        Text(70, 60, "用語解説", 14.0, BOLD),
        Text(70, 90, "※1　地図", face=BOLD),
        *paragraph(80, 108, "土地の形を紙や画面に写したもの。縮尺を決めて描き、道や川を示す。", width=20),
        Text(70, 150, "※2　台帳", face=BOLD),
        *paragraph(80, 168, "物の数や場所を書き留めた帳面。", width=20),
        Text(80, 186, "電子のものも含む。"),
    ]
    notes = read_notes(layouts(first, second))
    assert [(t.marker, t.term, t.definition, t.kind) for t in notes.terms] == [
        ("※1", "地図", "土地の形を紙や画面に写したもの。縮尺を決めて描き、道や川を示す。", "endnote"),
        ("※2", "台帳", "物の数や場所を書き留めた帳面。電子のものも含む。", "endnote"),
    ]


def test_raised_figures_are_marks_where_a_note_opens_with_one() -> None:
    page = [
        *body(60, FILLER, "見本市の雲基盤^1は、広さ200m^2の部屋に置きます。", FILLER),
        Text(70, 760, "^1 雲基盤：遠くの機械を借りて使う仕組み。", NOTE),
        Text(70, 772, "^2 広さ：床の面積。", NOTE),
    ]
    notes = read_notes(layouts(page))
    assert [(t.marker, t.term) for t in notes.terms] == [("1", "雲基盤"), ("2", "広さ")]
    stripped, refs = notes.markers.strip(text_of(notes.layouts[0])[1])
    assert (stripped, refs) == ("見本市の雲基盤は、広さ200m2の部屋に置きます。", ("1",))


@pytest.mark.parametrize(
    "lines",
    [
        ["１　この条例は、公布の日から施行する。", "２　前項の規定による。", "３　経過措置を置く。"],
        ["※20年で二割の減", "※3月は休み", "※詳しくは窓口へ"],
        ["（１）受付", "（２）審査", "（３）通知"],
        ["注目される技術", "注意すること", "＊＊＊"],
    ],
)
def test_numbered_lists_and_remarks_are_no_notes(lines: list[str]) -> None:
    page = [*body(60, FILLER, FILLER, FILLER), *[Text(70, 700 + 12 * i, t, NOTE) for i, t in enumerate(lines)]]
    notes = read_notes(layouts(page))
    assert notes.terms == ()


def test_a_skipped_number_and_an_unprinted_mark_are_reported() -> None:
    page = [
        *body(60, FILLER, "住所の番地※1と地番※3を結び、番号※5を振ります。", FILLER),
        Text(70, 740, "※1　番地：家の番号。", NOTE),
        Text(70, 752, "※2　辻：道の交わる所。", NOTE),
        Text(70, 764, "※3　地番：土地の番号。", NOTE),
        Text(70, 776, "※5　番号：順に振る数。", NOTE),
    ]
    notes = read_notes(layouts(page))
    assert sorted(issue.code for issue in notes.issues) == ["marker_gap", "note_without_marker"]
    assert [t.term for t in notes.terms] == ["番地", "辻", "地番", "番号"]


def test_numbers_may_start_anew_on_each_page() -> None:
    pages = [
        [*body(60, FILLER, f"{word}※1を増やします。", FILLER), Text(70, 780, f"※1　{word}：{word}のこと。", NOTE)]
        for word in ("井戸", "水車")
    ]
    notes = read_notes(layouts(*pages))
    assert [(t.term, t.page) for t in notes.terms] == [("井戸", 1), ("水車", 2)]
    assert notes.issues == ()


def test_a_document_without_notes_is_returned_as_it_is() -> None:
    given = layouts(body(60, FILLER, FILLER), body(60, FILLER))
    assert list(read_notes(given).layouts) == given
    assert read_notes([]).terms == ()


@pytest.mark.parametrize(
    ("head", "term", "expansion"),
    [
        ("ＲＰＡ（Robotic Process Automation）", "ＲＰＡ", "Robotic Process Automation"),
        ("RPA: Robotic Process Automation", "RPA", "Robotic Process Automation"),
        ("チャット（chatting）", "チャット", "chatting"),
        ("大きな模型（ＬＭ）", "大きな模型（ＬＭ）", ""),
        ("ｅ窓口（イーまどぐち）", "ｅ窓口（イーまどぐち）", ""),
        ("公衆無線（Wi-Fi）", "公衆無線（Wi-Fi）", ""),
    ],
)
def test_a_head_gives_up_the_words_that_spell_it_out(head: str, term: str, expansion: str) -> None:
    assert own_line_to_entry(head, "説明。")[:2] == (term, expansion)


@pytest.mark.parametrize(
    ("definition", "expansion"),
    [
        ("Internet of Things の略。物をつなぐ。", "Internet of Things"),
        ("（ Business Plan ）の頭文字を取った語。", "Business Plan"),
        ("User Interface（ユーザーの窓）の略。", "User Interface"),
        ("地域の門の略。", "地域の門"),
        ("門は略さない。後での略。", ""),
        ("物をつなぐ。", ""),
    ],
)
def test_a_definition_opens_with_what_it_stands_for(definition: str, expansion: str) -> None:
    assert opening_to_expansion(definition) == expansion


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("月末の調査", "調査"),
        ("新しいロボットアーム", "ロボットアーム"),
        ("県のＬＡＮ", "ＬＡＮ"),
        ("「三つの柱」", "三つの柱"),
        ("方針を公開した", "公開した"),
        ("あわせて7社", "7社"),
        ("", ""),
    ],
)
def test_a_headless_note_is_named_by_the_run_before_its_mark(text: str, run: str) -> None:
    assert run_before(text, len(text)) == run


def test_a_colon_in_a_time_an_address_or_brackets_parts_no_head() -> None:
    for text in ("受付は8:30から始まる", "https://example.jp/a", "門（別名：扉）を開ける", "「柱：梁」と書く"):
        assert inline_to_entry(text).definition == text


FLOORS = {"terms": 0.98, "definitions": 0.95}


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("folder", ["plans", "practice"])
def test_notes_and_glossaries_agree_with_the_gold_records(shared_dir: Path, folder: str) -> None:
    from extractors.glossary import read_glossaries  # noqa: PLC0415 - only this test needs both

    gold_dir = shared_dir / ("gold" if folder == "plans" else "practice")
    expected = hits = texts = found = 0
    for path in sorted((shared_dir / folder).glob("*.pdf")):
        gold = json.loads((gold_dir / f"{path.stem}.json").read_text(encoding="utf-8"))["terms"]
        glossaries = read_glossaries(without_furniture([page_to_layout(p) for p in read_pages(path.read_bytes())]))
        terms = (*read_notes(glossaries.layouts).terms, *glossaries.terms)
        printed = {(_folded(t.marker), _folded(t.term)): _folded(t.definition) for t in terms}
        keys = {(_folded(t["marker"]), _folded(t["term"])): _folded(t["definition"]) for t in gold}
        expected, found = expected + len(keys), found + len(terms)
        hits += len(keys.keys() & printed.keys())
        texts += sum(printed.get(key) == text for key, text in keys.items())
    assert hits / expected >= FLOORS["terms"]
    assert hits / found >= FLOORS["terms"]
    assert texts / expected >= FLOORS["definitions"]
