"""Form sheets to measures: their schedules, and tables of labels under a heading."""

from __future__ import annotations

from unit.extractors.typed_pages import grid_at, layouts, page, table_of, text_at

from extractors.drafts import Draft
from extractors.form_reading import fill_from_form, read_forms
from extractors.outline import Item, Section
from extractors.reading import Reading
from extractors.section_tables import classify_tables

YEARS = ["令和７年度", "令和８年度", "令和９年度"]
FOUR = [80, 80, 80, 80]


def sheet(title, *more):
    return [["事業名", title, "<", "<"], ["取組内容", "予約制にする。", "<", "<"], *more]


def read(*tables):
    """The reading of tables on one page, below one another."""
    items = [grid_at(60, 60 + 180 * index, FOUR, rows) for index, rows in enumerate(tables)]
    (one,) = layouts(page(items))
    section = Section((), [Item(1, block) for block in one.tables])
    found, _ = classify_tables([section], None)
    reading = Reading(tables=found)
    read_forms(section, found, {}, reading)
    return reading


def spans(draft):
    return [(entry.row, entry.activity, entry.start_fy) for entry in draft.schedule]


def test_a_schedule_below_a_sheet_whose_rows_name_no_sheet_is_that_of_the_last():
    schedule = [["作業", *YEARS], ["設計", "検討", "", ""], ["工事", "", "着手", ""]]
    reading = read(sheet("発券機の設置"), sheet("窓口の予約"), schedule)
    assert [spans(draft) for draft in reading.drafts] == [
        [],
        [("設計", "検討", 2025), ("工事", "着手", 2026)],
    ]
    assert reading.issues == []


def test_rows_that_name_sheets_chart_each_of_them():
    schedule = [["事業", *YEARS], ["窓口の予約", "検討", "", ""], ["発券機の設置", "", "着手", ""]]
    reading = read(sheet("発券機の設置"), sheet("窓口の予約"), schedule)
    assert [[(e.activity, e.start_fy) for e in draft.schedule] for draft in reading.drafts] == [
        [("着手", 2026)],
        [("検討", 2025)],
    ]


def test_a_row_among_named_sheets_that_names_none_is_an_issue():
    schedule = [["事業", *YEARS], ["窓口の予約", "検討", "", ""], ["水道の検針", "", "着手", ""]]
    reading = read(sheet("窓口の予約"), schedule)
    assert [issue.code for issue in reading.issues] == ["schedule_without_measure"]
    assert "水道の検針" in reading.issues[0].message


def test_a_heading_among_sheets_parts_their_paths():
    reading = read([*sheet("窓口の予約"), ["柱２：つながる地域", "<", "<", "<"], *sheet("回覧の電子化")])
    assert [(draft.path, draft.title) for draft in reading.drafts] == [
        ((), "窓口の予約"),
        (("柱２：つながる地域",), "回覧の電子化"),
    ]


def draft():
    return Draft(path=(), label="①", title="窓口の予約", page=1, end_page=1, extractor="prose")


def test_labels_under_a_heading_fill_the_measure_that_it_names():
    one = draft()
    rows = [
        ["現状", "待ち時間が長い。", "<", "<"],
        ["取組内容", "予約制にする。", "<", "<"],
        ["担当課", "市民課\n税務課", "<", "<"],
        ["スケジュール", *YEARS],
        ["^", "検討", "導入", "運用"],
    ]
    fill_from_form(one, table_of(rows, FOUR), {})
    assert (one.title, one.current, one.description) == ("窓口の予約", "待ち時間が長い。", "予約制にする。")
    assert one.departments == ["市民課", "税務課"]
    assert [(e.activity, e.start_fy) for e in one.schedule] == [("検討", 2025), ("導入", 2026), ("運用", 2027)]


def test_indicators_inside_a_form_are_the_measure_s():
    one = draft()
    rows = [["取組内容", "予約制にする。", "<"], ["指標", "現状値", "目標値"], ["待ち時間", "38分", "15分"]]
    fill_from_form(one, table_of(rows, [80, 80, 80]), {})
    assert [(i.name, i.values) for i in one.indicators] == [("待ち時間", (("現状値", "38分"), ("目標値", "15分")))]
    assert one.schedule == []


def test_the_label_of_a_schedule_may_head_the_column_of_its_rows():
    one = draft()
    rows = [
        ["取組内容", "予約制にする。", "<", "<"],
        ["スケジュール", *YEARS],
        ["設計", "検討", "", ""],
        ["工事", "", "着手", ""],
    ]
    fill_from_form(one, table_of(rows, FOUR), {})
    assert [(e.activity, e.start_fy) for e in one.schedule] == [("検討", 2025), ("着手", 2026)]


def test_what_no_label_names_stays_as_it_is():
    one = draft()
    one.description, one.departments = "前の文。", ["会計室"]
    fill_from_form(one, table_of([["現状", "待ち時間が長い。"], ["区分", "□新規　■継続"]], [80, 200]), {})
    assert (one.description, one.departments, one.badges) == ("前の文。", ["会計室"], ["継続"])


def test_a_text_beside_a_page_of_sheets_is_no_sheet():
    (one,) = layouts(page(text_at(60, 60, "窓口の見直し"), grid_at(60, 100, [80, 200], [["担当課", "市民課"]])))
    section = Section((), [Item(1, block) for block in one.tables])
    found, _ = classify_tables([section], None)
    reading = Reading(tables=found)
    read_forms(section, found, {}, reading)
    assert reading.drafts == []
