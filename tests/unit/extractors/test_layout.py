"""Pages in reading order: tables, columns, cards, turned text, ruby and furniture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import relaxed, reordered, schedules
from unit.extractors.typed_pages import (
    BLACK,
    GREY,
    WHITE,
    box,
    grid_at,
    layout,
    layouts,
    only_table,
    page,
    paragraph_at,
    pentagon,
    rule,
    text_at,
    turned_text_at,
)

from extractors.blocks import TableBlock
from extractors.layout import page_to_layout

SENTENCE = "見本市では、窓口の手続を見直し、来庁しなくても申請できるようにします。"
A3 = (1191.0, 842.0)


def texts(one):
    return [line.text for line in one.lines]


def card(x0, top, title, *lines, width=230.0, height=90.0):
    """A framed block with a title and lines of text."""
    frame = box(x0, top, x0 + width, top + height, fill=WHITE, stroke=BLACK)
    return [frame, text_at(x0 + 8, top + 8, title, size=12), text_at(x0 + 8, top + 30, "\n".join(lines), size=9)]


class TestTables:
    def test_each_cell_has_its_text(self):
        block = only_table(grid_at(40, 100, [80, 80], [["施策", "担当課"], ["窓口", "市民課"]]))
        assert [entry.text for entry in block.cells] == ["施策", "担当課", "窓口", "市民課"]

    def test_lines_of_a_cell_are_joined(self):
        block = only_table(grid_at(40, 100, [80, 80], [["施策", "内容"], ["窓口の\n見直し", "Web\nAPI"]]))
        assert [entry.text for entry in block.row(1)] == ["窓口の見直し", "Web API"]

    def test_a_wide_gap_inside_a_cell_parts_no_lines(self):
        block = only_table(grid_at(40, 100, [200, 80], [["", ""]]), text_at(44, 104, "担"), text_at(120, 104, "当"))
        assert len(block.cells[0].lines) == 1

    def test_a_merged_cell_is_found_at_each_of_its_places(self):
        block = only_table(grid_at(40, 100, [80, 80], [["分野", "窓口"], ["^", "会計"]]))
        assert block.at(1, 0) is block.at(0, 0)
        assert [entry.text for entry in block.row(1)] == ["分野", "会計"]
        assert block.at(5, 0) is None

    def test_text_beside_a_table_is_a_line(self):
        one = layout(
            text_at(40, 60, "見出し"), grid_at(40, 100, [80, 80], [["施策", "担当課"]]), text_at(40, 160, "注記")
        )
        assert texts(one) == ["見出し", "注記"]
        assert len(one.elements) == 3
        assert one.elements[1] is one.tables[0]

    def test_bars_belong_to_the_table_under_them(self):
        upper, lower = (grid_at(40, top, [80, 80], [["施策", "R7"]]) for top in (100, 300))
        one = layout(upper, lower, pentagon(125, 308, 190, 322))
        assert [len(block.bars) for block in one.tables] == [0, 1]


class TestTurnedText:
    @pytest.mark.parametrize("upward", [False, True])
    def test_a_turned_word_in_a_cell_is_read_along_its_direction(self, upward):
        block = only_table(
            grid_at(40, 100, [24, 100], [["", "窓口"], ["^", "会計"]], height=50),
            turned_text_at(47, 110, "行政手続", upward=upward),
        )
        assert block.at(0, 0).text == "行政手続"

    @pytest.mark.parametrize(("upward", "xs"), [(False, (58, 44)), (True, (44, 58))])
    def test_turned_lines_follow_each_other_as_the_reader_turns_the_page(self, upward, xs):
        """Read downwards, the first line is the rightmost one; read upwards, the leftmost."""
        block = only_table(
            grid_at(40, 100, [36, 100], [["", "窓口"], ["^", "会計"]], height=50),
            turned_text_at(xs[0], 110, "行政手続の", upward=upward),
            turned_text_at(xs[1], 110, "見直し", upward=upward),
        )
        assert block.at(0, 0).text == "行政手続の見直し"

    def test_characters_stacked_upright_are_read_from_top_to_bottom(self):
        block = only_table(
            grid_at(40, 100, [24, 100], [["", "窓口"], ["^", "会計"]], height=50),
            text_at(47, 110, "行\n政\n手\n続"),
        )
        assert block.at(0, 0).text == "行政手続"


class TestRuby:
    def test_ruby_is_left_out_of_a_line(self):
        one = layout(text_at(60, 100, "見本町の取組", size=12), text_at(60, 95, "みほんちょう", size=5))
        assert texts(one) == ["見本町の取組"]

    def test_ruby_is_left_out_of_a_cell(self):
        block = only_table(
            grid_at(40, 100, [120, 80], [["", ""]]), text_at(50, 110, "見本"), text_at(50, 105, "みほん", size=5)
        )
        assert block.cells[0].text == "見本"

    def test_a_small_line_of_kanji_is_no_ruby(self):
        one = layout(text_at(60, 100, "見本町の取組", size=12), text_at(60, 95, "小見出し案", size=5))
        assert "小見出し案" in texts(one)

    def test_a_kana_heading_of_full_size_is_no_ruby(self):
        one = layout(text_at(60, 100, "はじめに", size=10), text_at(60, 114, SENTENCE, size=10))
        assert texts(one) == ["はじめに", SENTENCE]


class TestColumns:
    def test_two_columns_are_read_one_after_the_other(self):
        left = [f"左の段の文章の{i}行目です。" for i in range(4)]
        right = [f"右の段の文章の{i}行目です。" for i in range(4)]
        one = layout(text_at(60, 100, "\n".join(left)), text_at(330, 100, "\n".join(right)))
        assert texts(one) == left + right
        assert one.columns == (0, 0, 0, 0, 1, 1, 1, 1)

    def test_a_heading_across_both_columns_comes_before_them(self):
        body = "\n".join(["段組みの文章が続きます。"] * 4)
        heading = "見本市デジタル推進計画のあらましを二段組で示します第一の章の見出し"
        one = layout(text_at(60, 80, heading), text_at(60, 110, body), text_at(330, 110, body))
        assert texts(one)[0] == heading
        assert one.columns == (0, 0, 0, 0, 0, 1, 1, 1, 1)

    def test_facing_pages_are_read_left_page_first(self):
        left = [f"左の頁の{i}行目は現状を述べます。" for i in range(5)]
        right = [f"右の頁の{i}行目は取組を述べます。" for i in range(5)]
        one = layout(text_at(80, 100, "\n".join(left)), text_at(680, 100, "\n".join(right)), size=A3)
        assert texts(one) == left + right

    def test_labels_beside_their_text_are_no_column(self):
        rows = [
            ("目的", "市民の手間を減らすことを目指します。"),
            ("内容", "窓口の手続を見直します。"),
            ("効果", "待ち時間が短くなります。"),
        ]
        items = [[text_at(60, 100 + 20 * i, a), text_at(130, 100 + 20 * i, b)] for i, (a, b) in enumerate(rows)]
        assert texts(layout(items)) == [text for row in rows for text in row]

    def test_a_table_right_of_a_text_belongs_to_the_text_at_its_height(self):
        rows = [["指標", "目標"], ["件数", "10件"]]
        items = []
        for top, name in ((120, "予約"), (320, "納付")):
            items += text_at(60, top, f"{name}の見出しです", size=14)
            items += text_at(60, top + 30, "\n".join([f"{name}の文章を左に書きます。"] * 6))
            items += grid_at(340, top + 30, [80, 80], rows)
        head = text_at(380, 40, "見本市の計画", size=8)
        found = layout(head, items).elements
        kinds = ["表" if isinstance(element, TableBlock) else element.text[:2] for element in found]
        second = kinds.index("納付")
        assert [kinds[:second].count("表"), kinds[second:].count("表")] == [1, 1]


class TestCards:
    def test_cards_side_by_side_are_read_row_by_row_each_as_a_whole(self):
        names = ["一", "二", "三", "四"]
        places = [(50, 100), (310, 100), (50, 210), (310, 210)]
        cards = [
            card(x, y, f"カード{name}", f"カード{name}の文章です。", "続きの行です。")
            for name, (x, y) in zip(names, places, strict=True)
        ]
        expected = [text for name in names for text in (f"カード{name}", f"カード{name}の文章です。", "続きの行です。")]
        assert texts(layout(cards)) == expected

    def test_a_line_in_a_small_box_is_boxed(self):
        one = layout(box(55, 96, 115, 114), text_at(60, 100, "担当課"), text_at(130, 100, "市民課"))
        assert [(line.text, line.boxed, line.banded) for line in one.lines] == [
            ("担当課", True, False),
            ("市民課", False, False),
        ]

    def test_a_line_in_a_band_across_the_page_is_banded(self):
        one = layout(box(40, 96, 550, 116), text_at(60, 100, "１　窓口の見直し"))
        assert one.lines[0].banded

    def test_a_band_as_wide_as_its_card_is_banded(self):
        one = layout(card(50, 100, "", "文章です。"), box(50, 100, 280, 120), text_at(60, 104, "１　窓口"))
        assert [line.banded for line in one.lines] == [True, False]


class TestFurniture:
    @staticmethod
    def pages(*extra, n_pages=3):
        return [page(text_at(60, 200, SENTENCE), *(item(n) for item in extra), number=n) for n in range(1, n_pages + 1)]

    @pytest.mark.parametrize("number", ["12", "- 12 -", "－12－", "iv", "(3)", "12ページ", "５"])
    def test_a_page_number_at_the_foot_is_furniture(self, number):
        (one,) = layouts(page(text_at(60, 200, SENTENCE), text_at(290, 800, number)))
        assert texts(one) == [SENTENCE]
        assert [line.text for line in one.furniture] == [number]

    def test_a_number_amid_the_page_is_text(self):
        (one,) = layouts(page(text_at(60, 200, SENTENCE), text_at(290, 400, "12")))
        assert "12" in texts(one)

    def test_a_running_head_on_three_pages_is_furniture(self):
        cleaned = layouts(*self.pages(lambda _: text_at(60, 30, "見本市デジタル推進計画", size=8)))
        assert [texts(one) for one in cleaned] == [[SENTENCE]] * 3

    def test_a_running_head_with_the_page_s_number_is_furniture(self):
        cleaned = layouts(*self.pages(lambda n: text_at(60, 810, f"見本市計画　{n}", size=8)))
        assert [texts(one) for one in cleaned] == [[SENTENCE]] * 3

    def test_a_head_on_two_pages_may_be_chance(self):
        cleaned = layouts(*self.pages(lambda _: text_at(60, 30, "見本市計画", size=8), n_pages=2))
        assert all("見本市計画" in texts(one) for one in cleaned)

    def test_a_numbered_heading_repeated_at_the_top_is_no_furniture(self):
        cleaned = layouts(*self.pages(lambda _: text_at(60, 30, "第３章　取組", size=14)))
        assert all("第３章　取組" in texts(one) for one in cleaned)

    def test_a_label_at_the_top_of_each_page_is_no_furniture(self):
        cleaned = layouts(*self.pages(lambda _: text_at(60, 30, "【現状と課題】")))
        assert all("【現状と課題】" in texts(one) for one in cleaned)

    def test_an_index_tab_at_the_page_s_edge_is_furniture(self):
        one = layout(text_at(60, 200, SENTENCE), box(570, 300, 595, 400, fill=GREY), text_at(577, 320, "第\n三\n章"))
        assert texts(one) == [SENTENCE]
        assert [line.text for line in one.furniture] == ["第", "三", "章"]


class TestOrder:
    @relaxed
    @given(st.data())
    def test_the_order_in_the_file_changes_nothing_on_a_page_with_bars(self, data):
        one = data.draw(schedules()).page
        assert_same(page_to_layout(data.draw(reordered(one))), page_to_layout(one))

    @relaxed
    @given(st.data())
    def test_the_order_in_the_file_changes_nothing_on_a_page_of_cards_and_columns(self, data):
        one = page(
            text_at(60, 60, "第２章　取組", size=14),
            card(50, 100, "カード一", "一の文章です。", "続きです。"),
            card(310, 100, "カード二", "二の文章です。", "続きです。"),
            box(55, 216, 115, 234),
            text_at(60, 220, "担当課"),
            text_at(130, 220, "市民課"),
            rule(50, 240, 545, 240),
            paragraph_at(60, 260, SENTENCE * 3, width=22),
            paragraph_at(330, 260, SENTENCE * 3, width=20),
            grid_at(60, 500, [80, 80], [["施策", "担当課"], ["窓口", "市民課"]]),
        )
        assert_same(page_to_layout(data.draw(reordered(one))), page_to_layout(one))


def assert_same(found, expected):
    assert [comparable(element) for element in found.elements] == [comparable(e) for e in expected.elements]
    assert found.columns == expected.columns
    assert found.furniture == expected.furniture


def comparable(element):
    """A table's fills keep their painting order, which tells what covers what; nothing is covered here."""
    return replace(element, fills=tuple(sorted(element.fills))) if isinstance(element, TableBlock) else element


def test_rules_without_words_are_a_drawing():
    drawing = grid_at(60, 100, [20, 20], [["", ""], ["", ""]])
    assert texts(layout(drawing, text_at(60, 200, SENTENCE))) == [SENTENCE]
    assert layout(drawing, text_at(60, 200, SENTENCE)).tables == []


@pytest.mark.parametrize(("gap", "text"), [(0, "柱Ⅰ便利な役場"), (9, "柱Ⅰ\u3000便利な役場")])
def test_letters_below_one_another_are_a_word(gap, text):
    ys = [110 + 9 * i + (gap if i > 1 else 0) for i in range(7)]
    letters = [text_at(64, y, char, size=8) for y, char in zip(ys, "柱Ⅰ便利な役場", strict=True)]
    block = only_table(grid_at(60, 100, [20, 100], [["", "予約"], ["^", "納付"]], height=50), letters)
    assert block.cells[0].text == text


def test_a_painted_letter_of_a_word_below_it_is_no_label():
    letters = [text_at(64, 142 + 9 * i, char, size=8) for i, char in enumerate("柱便利な役場")]
    ground = [box(60, 100, 80, 150), box(60, 150, 80, 200)]
    block = only_table(ground, grid_at(60, 100, [20, 100], [["", "予約"], ["^", "納付"]], height=50), letters)
    assert [entry.text for entry in block.cells] == ["柱便利な役場", "予約", "納付"]


def test_a_number_on_the_panel_of_a_card_goes_before_its_title_and_the_rest_of_the_panel_after_it():
    frame, panel = box(50, 100, 540, 200, fill=None, stroke=(0.5,)), box(50, 100, 150, 200, fill=(0.9,))
    circle = box(85, 106, 115, 134, fill=(0.2,))
    words = [
        text_at(95, 115, "01", size=10),
        text_at(60, 150, "担当"),
        text_at(60, 166, "健康こども課"),
        text_at(152, 112, "母子手帳の電子化", size=12),
        text_at(152, 134, "健診の記録を端末で確かめられるようにする。"),
    ]
    found = [line.text for line in layout(frame, panel, circle, words).lines]
    assert found == ["01 母子手帳の電子化", "担当", "健康こども課", "健診の記録を端末で確かめられるようにする。"]
