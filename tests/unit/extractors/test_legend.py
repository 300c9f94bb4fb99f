"""Legends: words for the marks of a schedule."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import table_of

from extractors.legend import fold_mark, read_legend, text_to_legend
from extractors.outline import Item, Section

STUDY, RUN = "検討", "実施"


@pytest.mark.parametrize(
    "text",
    [
        "【凡例】　○：検討　◎：実施",
        "凡例：○…検討、◎…実施",
        "凡 例　○検討　◎実施",
        "※○は検討、◎は実施を示す。",
        "「○」は検討を、「◎」は実施を表します。",
        "○＝検討　◎＝実施",
        "（凡例）検討：○　実施：◎",
        "記号の説明　〇：検討　◎：実施",
        "○→検討　◎→実施　（マークの意味）○：検討　◎：実施",
    ],
)
def test_a_text_that_ties_marks_to_words_is_a_legend(text):
    assert text_to_legend(text) == {"○": STUDY, "◎": RUN}


@pytest.mark.parametrize(
    "text",
    ["", "○○市の取組", "■実施　□検討", "○：新規", "・○○課：□□を行う", "○ 検討 ◎ 実施", "●窓口の見直し　●納付の見直し"],
)
def test_other_texts_with_marks_are_none(text):
    assert text_to_legend(text) == {}


def test_the_first_explanation_of_a_mark_counts():
    assert text_to_legend("凡例　○：検討　○：実施") == {"○": STUDY}


def test_brackets_behind_a_word_belong_to_it():
    assert text_to_legend("凡例　○：検討（一部）　△：対象外") == {"○": "検討（一部）", "△": "対象外"}


def test_a_circle_typed_in_another_way_is_the_same_mark():
    assert {fold_mark(mark) for mark in "○〇◯"} == {"○"}
    assert fold_mark("●") == "●"


def table_legend(*rows):
    sections = [Section((), [Item(3, table_of(rows, [60] * len(rows[0])))])]
    return read_legend(sections)


def test_a_table_of_marks_and_meanings_is_a_legend():
    assert table_legend(["記号", "意味"], ["〇", STUDY], ["◎", RUN]) == {"○": STUDY, "◎": RUN}


def test_a_cell_of_the_table_that_is_no_mark_explains_none():
    assert table_legend(["マーク", "意味"], ["○", STUDY], ["予約", RUN], ["○◎", RUN]) == {"○": STUDY}


@pytest.mark.parametrize(
    "rows",
    [
        [["取組", "予定"], ["○", STUDY]],
        [["記号", "意味", "備考"], ["○", STUDY, ""]],
        [["記号", "意味"], ["予約", STUDY]],
    ],
    ids=["other head", "three columns", "no marks"],
)
def test_other_tables_are_none(rows):
    assert table_legend(*rows) == {}
