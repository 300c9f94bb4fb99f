"""Form sheets whose cells hold more than one part, and sheets whose rows share a row of years."""

from __future__ import annotations

import pytest
from unit.extractors.test_reader import h1, reading_of, spans
from unit.extractors.typed_pages import grid_at, only_table, pentagon, table_of, text_at

from extractors.form_fields import table_to_fields
from extractors.form_nested import table_to_nested


def fields(rows, widths, **options):
    return [(item.role, item.label, item.value.text) for item in table_to_fields(table_of(rows, widths, **options))]


class TestHeadsWithOffices:
    WIDTHS = (50, 120, 110)
    REST = ("取組内容", "予約制にする。", "<")

    def test_offices_may_stand_beside_the_number_and_the_name(self):
        assert fields([["1-2-1", "窓口の予約", "市民課、税務課"], self.REST], self.WIDTHS) == [
            ("title", "", "窓口の予約"),
            ("department", "", "市民課、税務課"),
            ("description", "取組内容", "予約制にする。"),
        ]

    @pytest.mark.parametrize("third", ["", "窓口の見直し", "見本の手続を減らす", "担当課"])
    def test_other_words_there_are_none(self, third):
        found = fields([["1-2-1", "窓口の予約", third], self.REST], self.WIDTHS)
        assert [role for role, _, _ in found] == ["title", "description"]


class TestPartsOfACell:
    def found(self, text, height=90):
        return fields([["事業名", "窓口の予約"], [text, "<"]], [60, 200], height=[30, height])[1:]

    @pytest.mark.parametrize(
        "text",
        [
            "【現状】\n待ち時間が\n長い。\n【取組内容】\n予約制にする。",
            "【現状】待ち時間が\n長い。\n【取組内容】予約制にする。",
            "［現状］待ち時間が\n長い。\n［取組内容］\n予約制にする。",
        ],
        ids=["labels alone", "labels before text", "other brackets"],
    )
    def test_labels_in_brackets_part_a_cell(self, text):
        assert [(role, value) for role, _, value in self.found(text)] == [
            ("current", "待ち時間が長い。"),
            ("description", "予約制にする。"),
        ]

    def test_a_label_without_text_gives_no_part(self):
        assert self.found("【現状】\n【取組内容】\n予約制にする。") == [("description", "取組内容", "予約制にする。")]

    def test_each_part_knows_its_own_lines(self):
        rows = [["事業名", "窓口の予約"], ["【現状】\n待ち時間が長い。\n【取組内容】予約制にする。", "<"]]
        _, current, description = table_to_fields(table_of(rows, [60, 200], height=[30, 60]))
        assert [[line.text for line in item.value.lines] for item in (current, description)] == [
            ["待ち時間が長い。"],
            ["予約制にする。"],
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "予約制にする。\n【現状】\n待ち時間が長い。",
            "【見本】\n予約制にする。",
            "【施策名】\n窓口の予約",
            "現状\n待ち時間が長い。",
            "【現状】待ち時間が長い。",
        ],
        ids=["text first", "unknown", "a name", "no brackets", "one line"],
    )
    def test_other_cells_are_one_text(self, text):
        assert self.found(text) == []


YEARS = ["年度", "Ｒ６", "Ｒ７", "Ｒ８"]
WORDS = ["工程", "検討", "試行", "運用"]
VALUES = ["予約の件数", "10件", "20件", "1万2千件"]
TITLE = ["事業名", "予約", "<", "<"]
FOOT = ["担当課", "市民課", "<", "<"]


def nested(*rows):
    return [
        (one.rows, one.is_schedule, one.is_indicator, [entry.text for entry in one.block.cells])
        for one in table_to_nested(table_of(rows, [80, 60, 60, 60]))
    ]


class TestRowsBelowYears:
    def test_words_are_the_schedule_and_values_an_indicator(self):
        assert nested(TITLE, YEARS, WORDS, VALUES, FOOT) == [
            (range(2, 3), True, False, ["", *YEARS[1:], *WORDS]),
            (range(3, 4), False, True, ["指標", *YEARS[1:], *VALUES]),
        ]

    def test_indicators_may_stand_above_the_schedule(self):
        found = nested(TITLE, YEARS, VALUES, ["納付の割合", "8％", "20％", "50％"], WORDS, FOOT)
        assert [(rows, schedule, values) for rows, schedule, values, _ in found] == [
            (range(2, 4), False, True),
            (range(4, 5), True, False),
        ]

    def test_a_row_with_a_bar_is_no_indicator_though_it_prints_numbers(self):
        rows = [TITLE, YEARS, ["工程", "10件", "20件", "30件"], VALUES]
        block = only_table(grid_at(40, 100, [80, 60, 60, 60], rows), pentagon(125, 166, 290, 186))
        assert [(one.rows, one.is_indicator) for one in table_to_nested(block)] == [
            (range(2, 3), False),
            (range(3, 4), True),
        ]

    @pytest.mark.parametrize(
        "rows",
        [
            [TITLE, YEARS, ["予約", "検討", "試行", "運用"], VALUES],
            [TITLE, ["スケジュール", *YEARS[1:]], ["作業", "検討", "試行", "運用"], VALUES],
        ],
        ids=["no row is labelled", "the years have a label"],
    )
    def test_other_rows_below_years_are_one_table(self, rows):
        ((_, _, is_indicator, texts),) = nested(*rows)
        assert not is_indicator
        assert texts[-4:] == VALUES

    def test_the_measure_has_both(self):
        sheet = [TITLE, ["取組内容", "予約制にする。", "<", "<"], YEARS, ["工程", "", "", ""], VALUES, FOOT]
        bars = [pentagon(145, 216, 258, 232), text_at(180, 220, "検討", size=8)]
        (draft,) = reading_of([h1(80), grid_at(60, 120, [80, 60, 60, 60], sheet), bars]).drafts
        assert [(words, first, last) for _, words, first, last in spans(draft)] == [("検討", 2024, 2025)]
        assert [(one.name, one.values) for one in draft.indicators] == [
            ("予約の件数", (("2024", "10件"), ("2025", "20件"), ("2026", "1万2千件")))
        ]
        assert draft.departments == ["市民課"]
