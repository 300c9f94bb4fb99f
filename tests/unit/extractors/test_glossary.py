"""Glossaries of pages typed by hand; places and sentences are invented."""

from __future__ import annotations

import pytest

from extractors.glossary import read_glossaries
from extractors.glossary_tables import GLOSSARY_HEADING, is_index_heading
from extractors.notes import read_notes
from tests.unit.extractors.note_pages import BOLD, Grid, Text, body, layouts, paragraph

FILLER = "見本市では、窓口の仕事を見直し、市民が来庁しなくても済む手続を増やしていきます。"
XS = (50, 170, 540)


def entries(*pages):
    return [(term.term, term.definition) for term in read_glossaries(layouts(*pages)).terms]


def test_a_table_headed_by_term_and_meaning_is_a_glossary() -> None:
    page = [
        *body(60, FILLER, FILLER, FILLER),
        Grid(
            [["用語", "説明"], ["地図", "土地の形を\n写したもの。"], ["ＲＰＡ", "Robotic Process Automation の略。"]],
            XS,
            200,
        ),
    ]
    found = read_glossaries(layouts(page))
    assert [(t.marker, t.term, t.expansion, t.definition, t.kind, t.page) for t in found.terms] == [
        ("", "地図", "", "土地の形を写したもの。", "table", 1),
        ("", "ＲＰＡ", "Robotic Process Automation", "Robotic Process Automation の略。", "table", 1),
    ]
    assert found.terms[0].where[0].page == 1
    assert found.layouts[0].tables == []
    assert len(found.layouts[0].lines) == 3


@pytest.mark.parametrize(
    "header",
    [["語句", "意味"], ["用語名", "用語の解説"], ["No.", "用語", "内容"], ["用語", "読み", "説明", "掲載ページ"]],
)
def test_words_of_the_header_row(header: list[str]) -> None:
    row = {"No.": "1", "読み": "ちず", "掲載ページ": "12"}
    texts = [row.get(word, "") for word in header]
    texts = [
        t or ("地図" if word in {"語句", "用語名", "用語"} else "土地の形。")
        for t, word in zip(texts, header, strict=True)
    ]
    xs = [50 + 120 * i for i in range(len(header) + 1)]
    assert entries([Grid([header, texts, texts], xs, 100)]) == [("地図", "土地の形。")] * 2


def test_a_table_of_laws_and_plans_is_no_glossary() -> None:
    laws = [["名称", "公布", "種別", "内容"], ["見本基本法", "令和元年", "法令", "見本を定める。"]]
    assert entries([Grid(laws, (50, 150, 220, 300, 540), 100)]) == []
    headed = Text(50, 60, "用語等の説明", 13.0, BOLD)
    plans = [["名称", "内容"], ["見本総合計画", "市の柱。"], ["見本デジタル条例", "市の決まり。"]]
    assert entries([headed, Grid(plans, XS, 100)]) == []


def test_common_words_head_a_glossary_only_under_its_heading() -> None:
    rows = [["名称", "内容"], ["地図", "土地の形を写したもの。"]]
    assert entries([Text(50, 60, "（２） 用語等の説明", 13.0, BOLD), Grid(rows, XS, 100)]) == [
        ("地図", "土地の形を写したもの。")
    ]
    assert entries([Text(50, 60, "（２） 市の施設", 13.0, BOLD), Grid(rows, XS, 100)]) == []


def test_a_glossary_goes_on_over_the_page_with_and_without_its_header() -> None:
    first = [Text(50, 60, "用語解説", 13.0, BOLD), Grid([["名称", "内容"], ["地図", "土地の形を紙に"]], XS, 100)]
    second = [Grid([["", "写したもの。"], ["台帳", "書き留めた帳面。"]], XS, 60)]
    third = [Grid([["名称", "内容"], ["井戸", "水をくむ穴。"]], XS, 60)]
    assert entries(first, second, third) == [
        ("地図", "土地の形を紙に写したもの。"),
        ("台帳", "書き留めた帳面。"),
        ("井戸", "水をくむ穴。"),
    ]


def test_a_table_without_header_under_a_heading_is_read() -> None:
    rows = [["地図", "土地の形を紙や画面に写したもの。"], ["台帳", "物の数や場所を書き留めた帳面。"]]
    page = [Text(50, 60, "資料１　用語集", 13.0, BOLD), Grid(rows, XS, 100)]
    assert [term for term, _ in entries(page)] == ["地図", "台帳"]
    assert entries([Text(50, 60, "資料１　連絡先", 13.0, BOLD), Grid(rows, XS, 100)]) == []


def test_a_cell_with_two_heads_gives_two_terms() -> None:
    rows = [
        ["用語", "説明"],
        ["ＵＩ\n（画面の見え\n方）\nＵＸ", "UIとは、画面の見え方と置き方を\n表す。\nUXとは、使って得る\n感じを表す。"],
    ]
    assert entries([Grid(rows, (50, 115, 540), 100, row_height=70)]) == [
        ("ＵＩ（画面の見え方）", "UIとは、画面の見え方と置き方を表す。"),
        ("ＵＸ", "UXとは、使って得る感じを表す。"),
    ]


def test_a_head_broken_by_its_cell_is_one_term() -> None:
    rows = [["用語", "説明"], ["デジタル田\n園都市構想", "どこでも暮らせる町をめざす。"]]
    assert entries([Grid(rows, (50, 105, 540), 100)]) == [("デジタル田園都市構想", "どこでも暮らせる町をめざす。")]


def test_texts_side_by_side_in_a_cell_belong_to_the_heads_in_order() -> None:
    page = [
        Grid([["用語", "説明"], ["表の仕事\n裏の仕事", ""]], XS, 100, row_height=70),
        *[
            Text(x, 175 + 12 * i, t, 9.0)
            for x, texts in ((174, ("表の仕事は人が", "行うもの。")), (360, ("裏の仕事は機械", "が行うもの。")))
            for i, t in enumerate(texts)
        ],
    ]
    assert entries(page) == [("表の仕事", "表の仕事は人が行うもの。"), ("裏の仕事", "裏の仕事は機械が行うもの。")]


def test_index_headings_of_the_kana_order_are_no_terms() -> None:
    rows = [["用語", "説明"], ["あ行", ""], ["網", "糸を編んだもの。"], ["か行", ""], ["鍵", "扉を閉じるもの。"]]
    assert [term for term, _ in entries([Grid(rows, XS, 100)])] == ["網", "鍵"]
    assert is_index_heading("【あ行】")
    assert is_index_heading("Ａ～Ｚ")
    assert not is_index_heading("ＡＩ")


def _list(x: float, top: float, *, bold: bool, indent: float) -> list[Text]:
    items = [
        ("地図", "土地の形を紙や画面に写したもの。"),
        ("台帳", "書き留めた帳面のこと。数や場所を記す。"),
        ("井戸", "水をくむ穴。"),
    ]
    lines = []
    for head, text in items:
        lines.append(Text(x, top, head, face=BOLD if bold else Text._field_defaults["face"]))
        parts = paragraph(x + indent, top + 15, text, width=12)
        lines += parts
        top = parts[-1].top + 20
    return lines


@pytest.mark.parametrize(("bold", "indent"), [(True, 0.0), (True, 10.0), (False, 12.0)])
def test_a_list_of_heads_and_texts_under_a_heading(bold: bool, indent: float) -> None:  # noqa: FBT001
    page = [Text(50, 60, "用語解説", 14.0, BOLD), *_list(60, 100, bold=bold, indent=indent)]
    assert entries(page) == [
        ("地図", "土地の形を紙や画面に写したもの。"),
        ("台帳", "書き留めた帳面のこと。数や場所を記す。"),
        ("井戸", "水をくむ穴。"),
    ]


def test_heads_may_be_set_larger_than_their_texts_in_two_columns() -> None:
    page = [Text(50, 60, "用語解説", 16.0, BOLD)]
    for x, start in ((60, 0), (320, 3)):
        top = 110
        for head, text in (
            ("地図", "土地の形を紙や画面に写したもの。"),
            ("台帳", "書き留めた帳面のこと。"),
            ("井戸", "水をくむ穴。"),
            ("鍵", "扉を閉じるもの。"),
            ("網", "糸を編んだもの。魚や虫をとらえるのに使う。"),
            ("机", "書く場所。"),
        )[start : start + 3]:
            page.append(Text(x, top, head, 10.5))
            parts = paragraph(x + 12, top + 16, text, width=14, size=9.5)
            page += parts
            top = parts[-1].top + 24
    assert [term for term, _ in entries(page)] == ["地図", "台帳", "井戸", "鍵", "網", "机"]
    assert dict(entries(page))["網"] == "糸を編んだもの。魚や虫をとらえるのに使う。"


def test_a_column_of_marks_before_the_heads_gives_their_markers() -> None:
    rows = [
        ["番号", "用語", "説明"],
        ["※１", "地図", "土地の形。"],
        ["※２", "台帳", "帳面。"],
        ["3", "井戸", "水の穴。"],
    ]
    found = read_glossaries(layouts([Grid(rows, (50, 100, 200, 540), 100)]))
    assert [(term.marker, term.term) for term in found.terms] == [("※1", "地図"), ("※2", "台帳"), ("", "井戸")]


def test_an_entry_runs_over_its_columns_end() -> None:
    page = [
        Text(50, 60, "用語解説", 14.0, BOLD),
        Text(60, 100, "地図", face=BOLD),
        *paragraph(60, 115, "土地の形を紙や画面に写したもの。", width=12),
        Text(60, 150, "台帳", face=BOLD),
        *paragraph(60, 165, "物の数や場所を書き留めた", width=12),
        Text(300, 100, "帳面のこと。"),
        Text(300, 120, "井戸", face=BOLD),
        *paragraph(300, 135, "水をくむために掘った深い穴。", width=12),
    ]
    assert entries(page)[1:] == [
        ("台帳", "物の数や場所を書き留めた帳面のこと。"),
        ("井戸", "水をくむために掘った深い穴。"),
    ]


def test_a_list_in_lines_of_head_and_text() -> None:
    page = [
        Text(50, 60, "用語集", 14.0, BOLD),
        Text(60, 100, "・地図：土地の形を写したもの。"),
        Text(60, 118, "・台帳：書き留めた帳面。"),
        Text(60, 136, "・井戸：水をくむ穴。"),
    ]
    assert entries(page) == [("地図", "土地の形を写したもの。"), ("台帳", "書き留めた帳面。"), ("井戸", "水をくむ穴。")]


@pytest.mark.parametrize(("heading", "size", "goes_on"), [("計画の体系", 14.0, False), ("か行", 14.0, True)])
def test_a_heading_ends_a_glossary_and_a_kana_goes_on_with_it(heading: str, size: float, *, goes_on: bool) -> None:
    page = [
        Text(50, 60, "用語集", 14.0, BOLD),
        Grid([["用語", "説明"], ["井戸", "水をくむ穴。"]], XS, 90),
        Text(50, 200, heading, size, BOLD),
        Grid([["地図", "土地の形。"], ["台帳", "書き留めた帳面。"]], XS, 230),
    ]
    assert [term for term, _ in entries(page)] == (["井戸", "地図", "台帳"] if goes_on else ["井戸"])


def test_entries_with_marks_are_left_to_the_notes() -> None:
    first = body(60, FILLER, "見本市は地図※1と台帳※2を一つにします。", FILLER)
    second = [
        Text(50, 60, "用語解説", 14.0, BOLD),
        *body(90, "※1　地図：土地の形。", "※2　台帳：帳面。", "※3　井戸：水をくむ穴。"),
    ]
    found = read_glossaries(layouts(first, second))
    assert found.terms == ()
    assert [t.term for t in read_notes(found.layouts).terms] == ["地図", "台帳", "井戸"]


def test_running_text_under_a_heading_is_no_glossary() -> None:
    page = [Text(50, 60, "用語の解説について", 14.0, BOLD), *body(100, FILLER, FILLER, FILLER, FILLER)]
    assert entries(page) == []


@pytest.mark.parametrize(
    "text", ["用語解説", "資料２　用語集", "（２） 用語等の説明", "６．用語の解説", "主な用語の説明"]
)
def test_headings_of_glossaries(text: str) -> None:
    assert GLOSSARY_HEADING.match(text)


@pytest.mark.parametrize(
    "text", ["用語", "計画の説明", "本計画で用いる用語は、次の解説による。", "用語解説…………………… 24", "用語集　24"]
)
def test_other_headings(text: str) -> None:
    assert GLOSSARY_HEADING.match(text) is None


def test_heads_and_texts_side_by_side_without_rules_are_entries() -> None:
    page = [
        Text(60, 60, "用語の解説", 16.0, BOLD),
        Text(50, 100, "用語", face=BOLD),
        Text(220, 100, "意味", face=BOLD),
        Text(50, 124, "ＲＰＡ（Robotic", face=BOLD),
        Text(220, 124, "決まった操作を、組んだ手順に沿って"),
        Text(50, 139, "Automation）", face=BOLD),
        Text(220, 139, "代わりに行うもの。"),
        Text(50, 164, "台帳", face=BOLD),
        Text(220, 164, "物の数や場所を、だれにでも分かるように書き留めた帳面。"),
        Text(50, 189, "井戸", face=BOLD),
        Text(220, 189, "地下の水をくむために、地面を深く掘って囲った穴。"),
    ]
    found = read_glossaries(layouts(page)).terms
    assert [(term.term, term.expansion, term.definition) for term in found] == [
        ("ＲＰＡ", "Robotic Automation", "決まった操作を、組んだ手順に沿って代わりに行うもの。"),
        ("台帳", "", "物の数や場所を、だれにでも分かるように書き留めた帳面。"),
        ("井戸", "", "地下の水をくむために、地面を深く掘って囲った穴。"),
    ]
