"""Indicators in the rows of a table."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import table_of

from extractors.indicator_tables import table_indicator
from extractors.table_records import read_table


def indicator_of(*rows, widths=(180, 80)):
    read = read_table(table_of(rows, widths, height=40), None, None)
    (found,) = [table_indicator(read, record) for record in read.records]
    return found


@pytest.mark.parametrize(
    "line",
    ["令和4年度実績：18.2％", "（令和4年度実績：18.2％）", "（Ｒ４ 18.2％）"],
    ids=["plain", "in brackets", "a short year"],
)
def test_a_value_may_stand_below_the_name_for_want_of_a_column(line):
    found = indicator_of(["指標", "目標値"], [f"予約の割合\n{line}", "60％"])
    assert (found.name, dict(found.values)) == ("予約の割合", {"2022": "18.2％", "目標値": "60％"})
    assert len(found.where) == 2


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("令和4年度の\n予約の割合", "令和4年度の予約の割合"),
        ("令和4年度 12件\n予約の割合", "令和4年度 12件予約の割合"),
        ("窓口の\n予約の割合", "窓口の予約の割合"),
        ("予約の割合\n（総合窓口）", "予約の割合（総合窓口）"),
        ("予約の割合\n令和4年度に始めた窓口", "予約の割合令和4年度に始めた窓口"),
    ],
    ids=["a year that opens the name", "a value that does", "a name of two lines", "a bracket", "words behind a year"],
)
def test_other_lines_belong_to_the_name(printed, name):
    found = indicator_of(["指標", "目標値"], [printed, "60％"])
    assert (found.name, found.values) == (name, (("目標値", "60％"),))


def test_a_value_of_a_year_that_has_a_column_stays_in_the_name():
    found = indicator_of(["指標", "令和4年度"], ["予約の割合\n令和4年度実績：18.2％", "20％"])
    assert dict(found.values) == {"2022": "20％"}
