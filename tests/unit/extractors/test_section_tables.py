"""What the tables under a heading hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.extractors.typed_pages import grid_at, only_table, pentagon, table_of

from extractors.outline import Item, Section
from extractors.section_tables import classify_tables, has_attributes, table_kind
from extractors.table_records import read_table

PERIOD = (2025, 2027)
YEARS = ["令和７年度", "令和８年度", "令和９年度"]
SHEET = [["事業名", "窓口の予約"], ["取組内容", "予約制にする。"], ["担当課", "市民課"]]
LABELLED = [["取組内容", "予約制にする。"], ["担当課", "市民課"]]
SCHEDULE = [["スケジュール", *YEARS], ["^", "検討", "導入", "運用"]]


def kind(rows, widths=None):
    return table_kind(read_table(table_of(rows, widths), None, PERIOD), PERIOD)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SHEET, "form"),
        (LABELLED, "attributes"),
        (
            [["現状", "待ち時間が長い。"], ["今後の取組", "予約制にする。"], ["スケジュール", "令和７年度"]],
            "attributes",
        ),
        ([["担当課", "市民課"]], "attributes"),
        ([["窓口", "予約"], ["会計", "納付"]], "other"),
        ([["施策名", *YEARS], ["予約", "検討", "導入", ""]], "measures"),
        ([["作業", *YEARS], ["予約", "検討", "導入", ""]], "schedule"),
        ([["No.", *YEARS], ["①", "検討", "導入", ""], ["②", "", "検討", "導入"]], "numbers"),
        ([["項目", *YEARS], ["来庁者", "1,200", "1,100", "900"]], "statistics"),
        ([["作業", "令和４年度", "令和５年度", "令和６年度"], ["予約", "検討", "導入", "運用"]], "statistics"),
        ([["指標", "現状値", "目標値"], ["待ち時間", "38分", "15分"]], "indicators"),
        ([["施策名", "内容", "担当課"], ["予約", "予約制にする。", "市民課"]], "list"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_table_is_told_by_its_heads_and_labels(rows, expected):
    assert kind(rows) == expected


def test_bars_over_years_are_no_statistics():
    rows = [["作業", *YEARS], ["予約", "", "", ""]]
    block = only_table(grid_at(40, 100, [60, 60, 60, 60], rows), pentagon(105, 136, 215, 154))
    assert table_kind(read_table(block, None, PERIOD), PERIOD) == "schedule"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (LABELLED, True),
        (SHEET, False),
        ([["指標", "待ち時間"], ["スケジュール", "令和７年度"]], False),
        ([["取組内容", "予約制にする。"], ["電話", "000"]], False),
    ],
    ids=["labels", "with a title", "neither text nor office", "an unknown label"],
)
def test_attributes_leave_the_name_to_the_heading(rows, expected):
    assert has_attributes(table_of(rows, [80, 200])) is expected


def sheets(*tables):
    """Kinds of the tables of one section, each on a page of its own."""
    blocks = [
        replace(table_of(rows, widths, height=40), page=page) for page, (rows, widths) in enumerate(tables, start=3)
    ]
    section = Section((), [Item(block.page, block) for block in blocks])
    return [table.kind for table in classify_tables([section], PERIOD)[0]]


WIDTHS, FOUR = [80, 240], [80, 80, 80, 80]


@pytest.mark.parametrize(
    ("rest", "widths"),
    [(LABELLED, WIDTHS), ([["担当課", "市民課"]], WIDTHS), (SCHEDULE, FOUR)],
    ids=["labels", "one label", "schedule"],
)
def test_labels_right_after_a_sheet_are_what_the_page_break_cut_off(rest, widths):
    assert sheets((SHEET, WIDTHS), (rest, widths)) == ["form", "form"]


@pytest.mark.parametrize(
    ("first", "rest", "widths"),
    [
        (LABELLED, LABELLED, WIDTHS),
        (SHEET, LABELLED, [80, 160]),
        (SHEET, [["窓口", "予約"], ["会計", "納付"]], WIDTHS),
        (SHEET, [["作業", *YEARS], ["予約", "検討", "導入", "運用"]], FOUR),
    ],
    ids=["no sheet before", "ruled otherwise", "no labels", "a schedule with rows"],
)
def test_other_tables_after_a_sheet_are_none_of_it(first, rest, widths):
    assert sheets((first, WIDTHS), (rest, widths))[1] != "form"


def test_a_table_two_pages_on_is_no_rest_of_a_sheet():
    filler = ([["窓口", "予約"], ["会計", "納付"]], WIDTHS)
    assert sheets((SHEET, WIDTHS), filler, (LABELLED, WIDTHS))[2] == "attributes"
