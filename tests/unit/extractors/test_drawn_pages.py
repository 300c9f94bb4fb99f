"""One drawn page for each trick that offices' programs play, read from the bytes of its PDF."""

from __future__ import annotations

import pytest
from unit.extractors.drawn_pages import (
    A3,
    BODY,
    CELL,
    CHAPTER,
    HEADING,
    LABEL,
    PORTRAIT,
    SENTENCE,
    SMALL,
    Box,
    Canvas,
    Style,
    blank_plan,
    cell,
    layouts,
    needs_fonts,
    outline,
    read,
    spans,
    table,
    thin_arrow,
    upward_text,
)

pytestmark = needs_fonts

YEARS = ("令和７年度", "令和８年度", "令和９年度")


def item(canvas, top, heading, *lines, x=60.0):
    """A numbered heading with lines of text; returns the top of what may follow."""
    canvas.text(x, top, heading, HEADING)
    for index, line in enumerate(lines, start=1):
        canvas.text(x + 10, top + 4 + 16 * index, line, BODY)
    return top + 16 * len(lines) + 30


def test_merged_cells_are_the_path_of_all_rows_beside_them():
    canvas = blank_plan()
    table(
        canvas,
        110,
        (50, 60, 90, 150, 80),
        ("大項目", "中項目", "施策名", "取組内容", "担当課"),
        (cell("くらし", rows=3), cell("窓口", rows=2), "予約", "予約制にする。", "市民課"),
        (None, None, "発券", "番号札を配る。", "市民課"),
        (None, "納付", "口座振替", "方法を増やす。", "会計室"),
        ("しごと", "文書", "電子化", "紙を減らす。", "総務課"),
    )
    assert outline(read(canvas)) == [
        (("くらし", "窓口"), "", "予約"),
        (("くらし", "窓口"), "", "発券"),
        (("くらし", "納付"), "", "口座振替"),
        (("しごと", "文書"), "", "電子化"),
    ]


@pytest.mark.parametrize("off", [-9.0, 0.0, 9.0])
def test_block_arrows_whose_ends_miss_the_lines_keep_their_years(off):
    canvas = blank_plan()
    bottom = table(canvas, 110, (90, 60, 80, 80, 80), ("施策名", "担当課", *YEARS))
    table(canvas, bottom, (90, 60, 80, 80, 80), ("予約", "市民課", "", "", ""), min_height=34)
    canvas.block_arrow(Box(210 - off, bottom + 8, 290 + off, bottom + 26), "検討", LABEL, fill="#ffe699")
    canvas.block_arrow(Box(294 + abs(off), bottom + 8, 450 - off, bottom + 26), "運用", LABEL, fill="#c6e0b4")
    (measure,) = read(canvas).measures
    assert spans(measure) == [("検討", 2025, 2025), ("運用", 2026, 2027)]


def test_thin_arrows_have_their_labels_above():
    canvas = blank_plan()
    bottom = table(canvas, 110, (90, 60, 80, 80, 80), ("施策名", "担当課", *YEARS))
    table(canvas, bottom, (90, 60, 80, 80, 80), ("予約", "市民課", "", "", ""), min_height=40)
    canvas.text(225, bottom + 6, "設計・構築", LABEL)
    thin_arrow(canvas, 213, bottom + 19, 367)
    canvas.text(385, bottom + 6, "運用", LABEL)
    thin_arrow(canvas, 372, bottom + 19, 448)
    (measure,) = read(canvas).measures
    assert spans(measure) == [("設計・構築", 2025, 2026), ("運用", 2027, 2027)]


def test_a_heading_turned_upwards_in_a_merged_cell_is_read():
    canvas = blank_plan()
    table(
        canvas,
        110,
        (24, 90, 150, 80),
        ("分野", "施策名", "取組内容", "担当課"),
        (cell(rows=3), "予約", "予約制にする。", "市民課"),
        (None, "発券", "番号札を配る。", "市民課"),
        (None, "納付", "方法を増やす。", "会計室"),
    )
    upward_text(canvas, 76, 178, "行政手続")
    assert [path for path, _, _ in outline(read(canvas))] == [("行政手続",)] * 3


def test_cards_in_two_columns_are_read_one_by_one():
    canvas = blank_plan()
    titles = ("窓口の予約制の導入", "納付方法の拡大", "書かない窓口の開設", "電子申請の拡充")
    for index, title in enumerate(titles):
        x, top = 60 + 245 * (index % 2), 110 + 150 * (index // 2)
        canvas.box(Box(x, top, x + 230, top + 135))
        canvas.text(x + 8, top + 8, f"（{'１２３４'[index]}）{title}", HEADING)
        for line, text in enumerate(("【取組内容】", f"{title}を進める。", "【担当課】", "市民課")):
            canvas.text(x + 8, top + 32 + 18 * line, text, BODY)
    measures = read(canvas).measures
    assert [(m.label, m.title) for m in measures] == list(
        zip(("（１）", "（２）", "（３）", "（４）"), titles, strict=True)
    )
    assert [m.description for m in measures] == [f"{title}を進める。" for title in titles]
    assert {m.departments for m in measures} == {("市民課",)}


def test_facing_pages_are_read_one_after_the_other():
    canvas = blank_plan(A3)
    left = [f"（{n}）" for n in "１２"]
    for index, mark in enumerate(left):
        item(canvas, 110 + 200 * index, f"{mark}窓口の見直し", "【取組内容】", SENTENCE, "【担当課】", "市民課")
        item(
            canvas,
            110 + 200 * index,
            f"（{'３４'[index]}）納付の見直し",
            "【取組内容】",
            SENTENCE,
            "【担当課】",
            "会計室",
            x=660,
        )
    measures = read(canvas).measures
    assert [(m.label, m.departments) for m in measures] == [
        ("（１）", ("市民課",)),
        ("（２）", ("市民課",)),
        ("（３）", ("会計室",)),
        ("（４）", ("会計室",)),
    ]


def test_fake_bold_is_read_once():
    canvas = blank_plan()
    for dx in (0.0, 0.3):
        canvas.text(60 + dx, 110, "（１）ささやかな窓口の見直し", HEADING)
    item(canvas, 114, "", "【取組内容】", "予約制にする。", "【担当課】", "市民課")
    assert outline(read(canvas)) == [((), "（１）", "ささやかな窓口の見直し")]


def test_ruby_is_left_out():
    canvas = blank_plan()
    item(canvas, 120, "（１）窓口の見直し", "【取組内容】", "番号札を配る。", "【担当課】", "市民課")
    canvas.text(96, 114.5, "まどぐち", Style(size=5.5))
    canvas.text(70, 151, "ばんごうふだ", Style(size=5))
    (measure,) = read(canvas).measures
    assert (measure.title, measure.description) == ("窓口の見直し", "番号札を配る。")


def test_running_heads_and_page_numbers_do_not_cut_a_text():
    canvas = blank_plan()
    texts = ["見本市は、来庁する人の待ち", "時間を短くするため、窓口の", "予約制を取り入れる。"]
    canvas.text(60, 720, "（１）窓口の予約制", HEADING)
    canvas.text(60, 740, "【取組内容】", BODY)
    for index, text in enumerate(texts):
        if index:
            canvas.next_page()
        canvas.text(300, 30, "見本市ＤＸ推進計画", SMALL)
        canvas.text(290, 810, f"- {index + 3} -", SMALL)
        canvas.text(60, 758 if index == 0 else 80, text, BODY)
    (measure,) = read(canvas).measures
    assert measure.description == "".join(texts)
    assert (measure.page, measure.end_page) == (3, 5)


def test_a_table_cut_by_the_page_s_end_goes_on():
    canvas = blank_plan()
    heads, widths = ("No.", "施策名", "取組内容", "担当課"), (30, 90, 200, 80)
    table(canvas, 700, widths, heads, ("1", "予約", "予約制にする。", "市民課"), ("2", "発券", "番号札を", "市民課"))
    canvas.next_page()
    table(canvas, 70, widths, heads, ("", "", "配る。", ""), ("3", "納付", "方法を増やす。", "会計室"))
    measures = read(canvas).measures
    assert [(m.label, m.description) for m in measures] == [
        ("1", "予約制にする。"),
        ("2", "番号札を配る。"),
        ("3", "方法を増やす。"),
    ]
    assert [(m.page, m.end_page) for m in measures] == [(3, 3), (3, 4), (4, 4)]


def test_a_form_sheet_is_a_measure():
    canvas = blank_plan()
    table(
        canvas,
        110,
        (90, 90, 90, 90, 90),
        ("整理番号", cell("12", columns=4), None, None, None),
        ("事業名", cell("窓口の予約制", columns=4), None, None, None),
        ("現状・課題", cell("待ち時間が長い。", columns=4), None, None, None),
        ("取組内容", cell("予約制にする。", columns=4), None, None, None),
        ("担当課", cell("市民課、税務課", columns=4), None, None, None),
    )
    (measure,) = read(canvas).measures
    assert (measure.label, measure.title) == ("12", "窓口の予約制")
    assert (measure.description, measure.current) == ("予約制にする。", "待ち時間が長い。")
    assert measure.departments == ("市民課", "税務課")


def test_marks_under_a_legend_are_its_words():
    canvas = blank_plan()
    canvas.text(60, 110, "【凡例】　○：検討　◎：実施　―：行わない", BODY)
    rows = (("予約", "市民課", "○", "◎", "◎"), ("発券", "市民課", "―", "○", "◎"))
    table(canvas, 140, (90, 60, 80, 80, 80), ("施策名", "担当課", *YEARS), *rows)
    assert [spans(measure) for measure in read(canvas).measures] == [
        [("検討", 2025, 2025), ("実施", 2026, 2026), ("実施", 2027, 2027)],
        [("検討", 2026, 2026), ("実施", 2027, 2027)],
    ]


def test_ditto_marks_and_arrows_extend_what_is_before_them():
    canvas = blank_plan()
    rows = (("予約", "市民課", "検討", "〃", "導入"), ("発券", "市民課", "設計", cell("⇒", columns=2), None))
    table(canvas, 110, (90, 60, 80, 80, 80), ("施策名", "担当課", *YEARS), *rows)
    assert [spans(measure) for measure in read(canvas).measures] == [
        [("検討", 2025, 2026), ("導入", 2027, 2027)],
        [("設計", 2025, 2027)],
    ]


def test_a_row_across_the_whole_table_is_no_measure():
    canvas = blank_plan()
    table(
        canvas,
        110,
        (90, 160, 80),
        ("施策名", "取組内容", "担当課"),
        (cell("基本方針１　くらしの窓口", columns=3), None, None),
        ("予約", "予約制にする。", "市民課"),
        (cell("基本方針２　しごとの見直し", columns=3), None, None),
        ("電子化", "紙を減らす。", "総務課"),
    )
    assert [measure.title for measure in read(canvas).measures] == ["予約", "電子化"]


def test_raised_marks_are_taken_out_and_kept_as_references():
    canvas = blank_plan()
    item(canvas, 110, "（１）窓口のＤＸ{※1}", "【取組内容】", "予約制にする。", "【担当課】", "市民課")
    canvas.rule(60, 740, 210, 740)
    canvas.text(60, 748, "※1　ＤＸ：デジタルの技術で仕事を変えること。", SMALL)
    plan = read(canvas)
    (measure,) = plan.measures
    assert (measure.title, measure.term_refs) == ("窓口のＤＸ", ("※1",))
    assert [(term.marker, term.term) for term in plan.terms] == [("※1", "ＤＸ")]


def test_a_rotated_sheet_is_read_as_it_is_shown():
    rows = (
        ("施策名", "取組内容", "担当課"),
        ("予約", "予約制にする。", "市民課"),
        ("納付", "方法を増やす。", "会計室"),
    )
    canvas = Canvas(PORTRAIT)
    canvas._pdf.setPageRotation(90)
    # The sheet lies on its side: what is drawn upwards is shown upright.
    canvas._pdf.translate(PORTRAIT[1], 0)
    canvas._pdf.rotate(90)
    table(canvas, 110, (90, 160, 80), *rows)
    (shown,) = layouts(canvas)
    (block,) = shown.tables
    assert (shown.page.width, shown.page.height) == pytest.approx(PORTRAIT, abs=0.5)
    assert (block.box.x0, block.box.top) == pytest.approx((60, 110), abs=1)
    assert [entry.text for entry in block.cells] == [text for row in rows for text in row]


def test_a_chapter_of_another_kind_holds_no_measures():
    canvas = blank_plan()
    item(canvas, 110, "（１）窓口の予約制", "【取組内容】", "予約制にする。", "【担当課】", "市民課")
    canvas.next_page()
    canvas.text(60, 70, "第３章　計画の推進体制", CHAPTER)
    item(canvas, 110, "（１）本部の設置", "市長を長とする本部を置く。")
    item(canvas, 180, "（２）点検の方法", "毎年度、取組を点検する。")
    table(canvas, 300, (90, 160), ("時期", "会議"), ("四月", "本部会議"), ("十月", "点検会議"))
    assert [measure.title for measure in read(canvas).measures] == ["窓口の予約制"]


def test_cells_keep_broken_words_together():
    canvas = blank_plan()
    table(
        canvas,
        110,
        (50, 70, 50),
        ("施策名", "取組内容", "担当課"),
        ("窓口予約の仕組み", "Digital Deskを置く。", "デジタル推進課"),
    )
    (measure,) = read(canvas).measures
    assert (measure.title, measure.departments) == ("窓口予約の仕組み", ("デジタル推進課",))
    assert measure.description.replace(" ", "") == "DigitalDeskを置く。"


def test_text_in_a_cell_of_another_colour_is_read_like_any():
    canvas = blank_plan()
    canvas.box(Box(60, 110, 390, 130), fill="#2f6b4f", stroke=None)
    bottom = table(canvas, 110, (90, 160, 80), ("施策名", "取組内容", "担当課"), min_height=20)
    table(canvas, bottom, (90, 160, 80), ("予約", "予約制にする。", "市民課"))
    canvas.text(400, bottom, "注記", CELL)
    assert [measure.title for measure in read(canvas).measures] == ["予約"]
