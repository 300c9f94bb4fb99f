"""Indicators without rulings, told by where their names and values stand below 現状値 and 目標値."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import BLACK, WHITE, box, grid_at, layout, text_at

HEADS = ("指標", "現状値", "目標値")
XS = (60.0, 300.0, 400.0)


def words(top, *texts, xs=XS, size=9.0):
    return [text_at(x, top, text, size=size) for x, text in zip(xs, texts, strict=True) if text]


def cells(*items):
    """The texts of each table of a page, row by row."""
    tables = layout(*items).tables
    return [[[entry.text for entry in table.row(i)] for i in range(table.table.n_rows)] for table in tables]


ROWS = [words(120, "予約の件数", "38件", "90件"), words(140, "納付の割合", "8％", "50％")]
PLAIN = [[*HEADS], ["予約の件数", "38件", "90件"], ["納付の割合", "8％", "50％"]]


@pytest.mark.parametrize(
    "heads",
    [HEADS, ("成果指標", "基準値", "目標値"), ("見本の数", "現状値（R6）", "目標値"), ("指標", "現状値", "Ｒ９")],
    ids=["plain", "other words", "any word over the names", "with a year"],
)
def test_names_and_values_below_heads_are_a_table(heads):
    assert cells(words(100, *heads), ROWS) == [[list(heads), *PLAIN[1:]]]


def test_the_names_need_no_head():
    (found,) = cells(words(100, "", "現状値", "目標値"), ROWS)
    assert found == [["", "現状値", "目標値"], *PLAIN[1:]]


def test_three_values_make_three_columns():
    xs = (60.0, 250.0, 330.0, 410.0)
    (found,) = cells(
        words(100, "指標", "現状値", "中間目標値", "最終目標値", xs=xs),
        words(120, "予約の数", "3件", "5件", "9件", xs=xs),
    )
    assert found[1] == ["予約の数", "3件", "5件", "9件"]


def test_a_row_may_print_a_dash_or_a_word_for_no_value():
    (found,) = cells(
        words(100, *HEADS), words(120, "予約の件数", "―", "90件"), words(140, "納付の割合", "未実施", "50％")
    )
    assert [row[1] for row in found] == ["現状値", "―", "未実施"]


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [(120, 132, 120), (126, 138, 138), (120, 136, 128)],
    ids=["from its values", "down to its values", "around its values"],
)
def test_a_name_broken_over_two_lines_is_one_row(first, second, values):
    broken = [text_at(60, first, "窓口に来ずに済む", size=9), text_at(60, second, "手続の数", size=9)]
    after = words(160, "納付の割合", "8％", "50％")
    (found,) = cells(words(100, *HEADS), broken, words(values, "", "12件", "30件"), after)
    assert found == [[*HEADS], ["窓口に来ずに済む手続の数", "12件", "30件"], PLAIN[2]]


def test_a_line_nearer_to_the_row_below_it_opens_that_one():
    later = [text_at(60, 143, "来庁せずに済む", size=9), words(154, "手続の割合", "8％", "50％")]
    (found,) = cells(words(100, *HEADS), ROWS[0], later)
    assert [row[0] for row in found] == ["指標", "予約の件数", "来庁せずに済む手続の割合"]


def test_values_may_be_set_larger_than_their_names():
    large = [text_at(300, 115, "38件", size=14), text_at(400, 115, "90件", size=14)]
    assert cells(words(100, *HEADS), words(120, "予約の件数", "", ""), large) == [PLAIN[:2]]


@pytest.mark.parametrize(
    ("below", "line"),
    [
        (words(140, "担当課　市民課", "", ""), "担当課 市民課"),
        (words(140, "担当課", "市民課", ""), "担当課 市民課"),
        (
            [text_at(60, 140, "窓口の数を年度ごとに数えて見直します。", size=9)],
            "窓口の数を年度ごとに数えて見直します。",
        ),
        (words(170, "納付の割合", "8％", "50％"), "納付の割合 8％ 50％"),
        ([text_at(420, 140, "令和６年度に数えた値", size=9)], "令和６年度に数えた値"),
    ],
    ids=["offices", "offices under a value", "sentence", "far below", "out of the columns"],
)
def test_other_lines_below_the_values_are_none_of_the_table(below, line):
    one = layout(words(100, *HEADS), ROWS[0], below)
    assert [table.table.n_rows for table in one.tables] == [2]
    assert " ".join(one.lines[i].text for i in range(len(one.lines))).replace("\u3000", " ") == line


@pytest.mark.parametrize(
    "items",
    [
        [words(100, "指標", "令和６年度", "令和９年度"), ROWS],
        [words(100, "指標", "現状値", ""), ROWS],
        [words(100, "現状値", "予約", "目標値"), ROWS],
        [words(100, "担当課", "現状値", "目標値"), ROWS],
        [words(100, *HEADS)],
        [words(100, *HEADS), words(120, "予約の件数", "多い", "少ない")],
        [words(100, *HEADS), words(120, "予約の件数", "", "")],
        [words(100, *HEADS), words(120, "", "38件", "90件")],
        [words(100, *HEADS), words(120, "見本市の窓口に来ずに画面から申し込んだ今の予約の件数", "38件", "90件")],
    ],
    ids=[
        "years alone",
        "one head",
        "a word between",
        "offices over the names",
        "heads alone",
        "words for values",
        "names alone",
        "values alone",
        "no strip between",
    ],
)
def test_other_words_side_by_side_are_no_indicators(items):
    assert cells(items) == []


def test_cards_side_by_side_are_read_apart():
    cards = [box(x, 80, x + 240, 150, fill=WHITE, stroke=BLACK) for x in (40, 300)]
    items = [
        [words(100, *HEADS, xs=xs), words(120, name, "3件", "9件", xs=xs)]
        for name, xs in (("予約の数", (50, 150, 210)), ("納付の数", (310, 410, 470)))
    ]
    assert [found[1] for found in cells(cards, items)] == [["予約の数", "3件", "9件"], ["納付の数", "3件", "9件"]]


def test_each_row_of_heads_begins_a_table():
    second = words(160, "指標", "基準値", "目標値"), words(180, "学びの端末", "5台", "60台")
    assert cells(words(100, *HEADS), ROWS, second) == [
        PLAIN,
        [["指標", "基準値", "目標値"], ["学びの端末", "5台", "60台"]],
    ]


def test_words_inside_a_ruled_table_are_none():
    (found,) = cells(grid_at(40, 100, [200, 100, 100], PLAIN))
    assert found == PLAIN
