"""Columns that only the heads of a table part."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import grid_at, layout, only_table, text_at

WIDTHS = [90, 110, 80, 60]


def rows_of(heads, *rows, words, widths=WIDTHS):
    """The texts of a table whose lower rows lack the side at x = 240, with words at (x, row)."""
    drawn = [[heads[0], heads[1], heads[2], heads[3]], *([first, "", "<", last] for first, last in rows)]
    placed = [text_at(x, 130 + 30 * row + 4, text, size=8) for row, x, text in words]
    (block,) = layout(grid_at(40, 100, widths, drawn), placed).tables
    return [[entry.text for entry in block.row(i)] for i in range(block.table.n_rows)]


HEADS = ["番号", "取組名", "担当課", "備考"]
TWO = [("1", "継続"), ("2", "新規")]
APART = [(0, 134, "窓口の予約"), (0, 244, "市民課"), (1, 134, "納付の拡大"), (1, 244, "会計室")]


def test_words_that_keep_apart_below_heads_stand_in_cells_of_their_own():
    assert rows_of(HEADS, *TWO, words=APART) == [
        HEADS,
        ["1", "窓口の予約", "市民課", "継続"],
        ["2", "納付の拡大", "会計室", "新規"],
    ]


def test_a_cell_whose_words_run_over_the_side_stays_whole():
    words = [*APART, (2, 134, "窓口と会計の取組をまとめて一つに見直す")]
    found = rows_of(HEADS, *TWO, ("3", ""), words=words)
    assert found[1:] == [
        ["1", "窓口の予約", "市民課", "継続"],
        ["2", "納付の拡大", "会計室", "新規"],
        ["3", "窓口と会計の取組をまとめて一つに見直す", ""],
    ]


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (["番号", "Ｒ７", "Ｒ８", "備考"], APART),
        (["番号", "取組名", "", "備考"], APART),
        (HEADS, [APART[0], APART[1], (1, 134, "納付の拡大")]),
        (HEADS, [(0, 134, "窓口の予約を市民課で始める"), (1, 134, "納付の拡大を会計室で行う")]),
        (HEADS, [(0, 244, "市民課"), (1, 244, "会計室")]),
    ],
    ids=["years", "no word over it", "half of the rows", "words across", "words on one side"],
)
def test_other_cells_over_two_columns_stay_whole(heads, words):
    found = rows_of(heads, *TWO, words=words)
    assert [len(row) for row in found] == [4, 3, 3]


def test_years_in_one_head_stand_over_the_columns_below_them():
    rows = [["取組", "", "<", "<"], ["予約", "設計", "構築", "運用"], ["発券", "", "導入", ""]]
    years = [text_at(x, 104, year, size=8) for x, year in ((165, "R7"), (225, "R8"), (285, "R9"))]
    block = only_table(grid_at(40, 100, [120, 60, 60, 60], rows), years)
    assert [entry.text for entry in block.row(0)] == ["取組", "R7", "R8", "R9"]


def test_a_head_over_columns_that_is_no_row_of_years_stays_one():
    rows = [["取組", "年次計画", "<", "<"], ["予約", "設計", "構築", "運用"]]
    block = only_table(grid_at(40, 100, [120, 60, 60, 60], rows))
    assert [entry.text for entry in block.row(0)] == ["取組", "年次計画"]
