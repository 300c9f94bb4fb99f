"""Form sheets: tables of labels and values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.extractors.typed_pages import grid_at, only_table, table_of, text_at

from extractors.form_fields import table_to_fields
from extractors.form_nested import is_form, last_years, stacked_indicators, table_to_nested
from extractors.forms import fields_to_groups, group_to_draft, group_to_initiative
from extractors.years_down import read_years_down

SHEET = [
    ["事業名", "１　窓口の予約"],
    ["現状・課題", "待ち時間が\n長い。"],
    ["取組内容", "予約制に\nする。"],
    ["担当課", "市民課\n税務課"],
]
WIDTHS = [60, 200]


def groups(*rows, widths=WIDTHS, **options):
    return fields_to_groups(table_to_fields(table_of(rows, widths, **options)))


def test_a_label_stands_left_of_its_value():
    fields = [(item.role, item.label, item.value.text) for item in table_to_fields(table_of(SHEET, WIDTHS))]
    assert fields == [
        ("title", "事業名", "１　窓口の予約"),
        ("current", "現状・課題", "待ち時間が長い。"),
        ("description", "取組内容", "予約制にする。"),
        ("department", "担当課", "市民課税務課"),
    ]


def test_two_labels_in_a_row_have_a_value_each():
    fields = table_to_fields(table_of([["事業名", "窓口の予約", "担当課", "市民課"]], [60, 120, 60, 80]))
    assert [(item.role, item.value.text) for item in fields] == [("title", "窓口の予約"), ("department", "市民課")]


def test_a_number_before_a_label_is_kept():
    fields = table_to_fields(table_of([["①", "取組名", "窓口の予約"], ["^", "担当課", "市民課"]], [30, 60, 120]))
    assert fields[0].number == "①"


@pytest.mark.parametrize(
    ("rows", "form"),
    [
        (SHEET, True),
        ([["事業名", "窓口の予約"], ["担当課", "市民課"], ["電話", "000"], ["窓口", "本庁"]], True),
        ([["窓口", "予約"], ["会計", "納付"]], False),
        ([["施策名", "担当課"], ["予約", "市民課"], ["発券", "市民課"]], False),
        ([["担当課", "市民課"], ["窓口", "予約"], ["会計", "納付"]], False),
    ],
    ids=["sheet", "half labelled", "no label", "heads in a row", "mostly unlabelled"],
)
def test_a_form_names_its_rows(rows, form):
    assert is_form(table_of(rows, WIDTHS)) is form


def test_a_sheet_is_one_measure():
    (group,) = groups(*SHEET)
    draft = group_to_draft(group, ("第３章　取組",))
    assert (draft.label, draft.title, draft.path) == ("１", "窓口の予約", ("第３章　取組",))
    assert (draft.description, draft.current) == ("予約制にする。", "待ち時間が長い。")
    assert draft.departments == ["市民課", "税務課"]
    assert draft.extractor == "form"
    assert [len(draft.where[field]) for field in ("title", "description", "departments")] == [1, 2, 2]


def test_each_title_opens_a_measure():
    found = groups(["取組名", "予約"], ["内容", "予約制。"], ["取組名", "発券"], ["内容", "番号札。"])
    assert [(group.title.value.text, len(group.fields)) for group in found] == [("予約", 1), ("発券", 1)]


def test_what_stands_above_the_title_in_its_own_table_belongs_to_it():
    found = groups(["担当課", "市民課"], ["取組名", "予約"], ["取組名", "発券"])
    assert [[item.role for item in group.fields] for group in found] == [["department"], []]


def test_fields_of_a_table_before_the_first_title_belong_to_none():
    tables = [table_of([["担当課", "市民課"]], WIDTHS), table_of([["取組名", "予約"]], WIDTHS)]
    found = fields_to_groups([item for table in tables for item in table_to_fields(table)])
    assert [len(group.fields) for group in found] == [0]


def test_texts_that_head_a_page_go_on_with_the_sheet_of_the_page_before():
    tables = [
        table_of([["取組名", "予約"], ["内容", "予約制に"]], WIDTHS),
        replace(
            table_of([["内容", "する。"], ["担当課", "会計室"], ["取組名", "発券"], ["内容", "番号札。"]], WIDTHS),
            page=2,
        ),
    ]
    first, second = fields_to_groups([item for table in tables for item in table_to_fields(table)])
    assert [item.value.text for item in first.fields] == ["予約制に", "する。"]
    assert [item.role for item in second.fields] == ["department", "description"]
    draft = group_to_draft(first, ())
    assert (draft.description, draft.page, draft.end_page) == ("予約制にする。", 1, 2)


def test_a_number_field_is_the_label():
    (group,) = groups(["整理番号", "12"], ["事業名", "予約"], ["担当課", "市民課"])
    draft = group_to_draft(group, ())
    assert (draft.label, draft.title) == ("12", "予約")


@pytest.mark.parametrize(
    ("printed", "badge"),
    [("継続", "継続"), ("□新規　■継続", "継続"), ("☑新規 □継続", "新規"), ("●新規　○継続", "新規")],
)
def test_a_badge_is_the_choice_that_is_ticked(printed, badge):
    (group,) = groups(["事業名", "予約"], ["区分", printed])
    assert group_to_draft(group, ()).badges == [badge]


def test_years_inside_a_sheet_are_a_table_of_their_own():
    rows = [
        ["事業名", "予約", "<", "<"],
        ["スケジュール", "令和７年度", "令和８年度", "令和９年度"],
        ["^", "検討", "導入", "運用"],
        ["担当課", "市民課", "<", "<"],
    ]
    block = table_of(rows, [70, 70, 70, 70])
    (nested,) = table_to_nested(block)
    assert [entry.text for entry in nested.block.cells] == [
        "令和７年度",
        "令和８年度",
        "令和９年度",
        "検討",
        "導入",
        "運用",
    ]
    assert nested.row == 1
    assert is_form(block)


def test_the_number_before_the_title_is_the_label():
    (group,) = groups(["②", "取組名", "予約"], ["^", "内容", "予約制。"], widths=[30, 60, 150])
    assert group_to_draft(group, ()).label == "②"


def test_a_measure_can_be_asked_for_its_fields():
    (group,) = groups(*SHEET)
    assert group.has("current")
    assert group.has("effects", "department")
    assert not group.has("effects")


def test_issues_and_effects_are_listed_by_their_bullets():
    (group,) = groups(
        ["施策名", "くらしの窓口"],
        ["現状と課題", "・待ち時間が\n長い。\n・様式が多い。"],
        ["期待される効果", "手間が減る。"],
        height=50,
    )
    initiative = group_to_initiative(group, ["a1", "b2"])
    assert initiative.title == "くらしの窓口"
    assert initiative.issues == ("待ち時間が長い。", "様式が多い。")
    assert initiative.effects == ("手間が減る。",)
    assert initiative.measure_ids == ("a1", "b2")


def test_a_marked_row_of_its_own_between_two_sheets_is_no_field_of_either():
    rows = [*SHEET, ["柱２：支え合う地域", "<"], ["事業名", "２　回覧の電子化"], ["取組内容", "画面で読む。"]]
    fields = table_to_fields(table_of(rows, WIDTHS))
    assert [item.value.text for item in fields if item.is_banner] == ["柱２：支え合う地域"]
    assert [group.title.value.text for group in fields_to_groups(fields)] == ["１　窓口の予約", "２　回覧の電子化"]
    assert all(not item.is_banner for group in fields_to_groups(fields) for item in group.fields)


def test_a_row_without_a_mark_or_with_a_sentence_is_no_heading():
    rows = [*SHEET, ["備考欄", "<"], ["１　以上を毎年見直す。", "<"]]
    assert not any(item.is_banner for item in table_to_fields(table_of(rows, WIDTHS)))


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("個票１", "個票１"),
        ("シート No.3", "シート No.3"),
        ("調書2-1", "調書2-1"),
        ("№4", "№4"),
        ("整理番号 12", "12"),
        ("№ 4", "4"),
        ("No. 5", "5"),
    ],
)
def test_the_number_that_a_sheet_prints_of_itself_is_its_label(printed, label):
    (group,) = groups([printed, "<"], ["事業名", "予約"], ["取組内容", "予約制にする。"])
    assert group_to_draft(group, ()).label == label


@pytest.mark.parametrize("text", ["個票の見方", "3", "シート３の続き", "№", "予約 No.3"])
def test_other_rows_above_a_title_are_no_number(text):
    (group,) = groups([text, "<"], ["事業名", "予約"], ["取組内容", "予約制にする。"])
    assert group_to_draft(group, ()).label == ""


@pytest.mark.parametrize(
    ("printed", "title", "departments"),
    [
        (["事業名　窓口の予約", "担当課：市民課"], "窓口の予約", ["市民課"]),
        (["事業名：窓口の予約", "所管課　税務課"], "窓口の予約", ["税務課"]),
    ],
)
def test_a_cell_may_print_its_label_and_its_value(printed, title, departments):
    (group,) = groups(printed, ["取組内容", "予約制にする。"], widths=[120, 120])
    draft = group_to_draft(group, ())
    assert (draft.title, draft.departments) == (title, departments)


def test_the_purpose_is_the_description_only_where_nothing_says_what_is_done():
    purpose, contents = ["事業目的", "待たずに済む。"], ["取組内容", "予約制にする。"]
    for rows, text in (([purpose, contents], "予約制にする。"), ([purpose], "待たずに済む。")):
        (group,) = groups(["事業名", "予約"], *rows)
        assert group_to_draft(group, ()).description == text


def test_a_sentence_beside_the_label_of_a_title_is_a_description():
    (item,) = table_to_fields(table_of([["取組", "予約制にする。"]], WIDTHS))
    assert item.role == "description"


def test_indicators_printed_as_lines_in_a_sheet_are_read():
    (group,) = groups(["事業名", "予約"], ["成果指標", "待ち時間\n38分（R5）→15分（R9）"], ["担当課", "市民課"])
    (found,) = group_to_draft(group, ()).indicators
    assert (found.name, found.values) == ("待ち時間", (("2023", "38分"), ("2027", "15分")))


def test_a_schedule_printed_as_lines_in_a_sheet_is_read():
    (group,) = groups(["事業名", "予約"], ["スケジュール", "令和７年度：検討\n令和８年度：導入"], ["担当課", "市民課"])
    found = [(entry.activity, entry.start_fy, entry.end_fy) for entry in group_to_draft(group, ()).schedule]
    assert found == [("検討", 2025, 2025), ("導入", 2026, 2026)]


def test_years_that_head_a_table_inside_a_sheet_are_no_schedule_of_lines():
    rows = [["事業名", "予約", "<"], ["スケジュール", "令和７年度", "令和８年度"], ["^", "検討", "導入"]]
    (group,) = groups(*rows, widths=[80, 80, 80])
    assert group_to_draft(group, ()).schedule == []


class TestStackedIndicators:
    ROWS = (["成果指標", "予約の件数", "<"], ["^", "R6\n38件", "R9\n90件"], ["担当課", "市民課", "<"])

    def read(self, *rows):
        return [(one.name, one.values) for one in stacked_indicators(table_of(rows, [80, 80, 80]))]

    def test_values_stand_below_their_name_each_under_a_head_of_its_own(self):
        assert self.read(*self.ROWS) == [("予約の件数", (("2024", "38件"), ("2027", "90件")))]

    @pytest.mark.parametrize(
        "rows",
        [
            [["成果指標", "予約の件数", "<"], ["担当課", "市民課", "<"]],
            [["担当課", "市民課", "<"], ["^", "R6\n38件", "R9\n90件"]],
            [["成果指標", "予約の件数", "<"], ["^", "多い", "少ない"]],
            [["成果指標", "予約", "発券"], ["^", "R6\n38件", "R9\n90件"]],
        ],
        ids=["one row", "another label", "no values", "two names"],
    )
    def test_other_rows_are_none(self, rows):
        assert self.read(*rows) == []


def test_years_down_the_side_of_a_sheet_are_a_table_of_their_own():
    rows = [
        ["事業名", "予約", "<"],
        ["年次計画", "令和７年度", "検討"],
        ["^", "令和８年度", "導入"],
        ["担当課", "市民課", "<"],
    ]
    (nested,) = table_to_nested(table_of(rows, [80, 80, 120]))
    assert (nested.row, [entry.text for entry in nested.block.cells]) == (
        1,
        ["令和７年度", "検討", "令和８年度", "導入"],
    )
    (group,) = groups(*rows, widths=[80, 80, 120])
    assert group_to_draft(group, ()).departments == ["市民課"]


def test_a_sheet_may_head_its_fields_with_a_number_and_a_name():
    fields = table_to_fields(
        table_of(
            [["1-2-1", "窓口の予約", "担当課", "市民課"], ["取組内容", "予約制にする。", "<", "<"]], [50, 120, 60, 80]
        )
    )
    assert [(item.role, item.number, item.value.text) for item in fields if item.role == "title"] == [
        ("title", "1-2-1", "窓口の予約")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["1-2-1", "窓口を予約できるようにする。", "担当課", "市民課"], ["取組内容", "予約制。", "<", "<"]],
        [["1-2-1", "窓口の予約", "担当課", "市民課"], ["電話", "000", "<", "<"]],
        [["窓口", "窓口の予約", "担当課", "市民課"], ["取組内容", "予約制。", "<", "<"]],
    ],
    ids=["sentence", "nothing described", "no number"],
)
def test_other_heads_name_no_measure(rows):
    assert not any(item.role == "title" for item in table_to_fields(table_of(rows, [50, 120, 60, 80])))


def test_a_head_may_print_labels_and_values_in_one_line():
    # Small labels stand lower than the large words between them.
    head = [
        *text_at(104, 107, "事業番号", size=7),
        *text_at(140, 104, "1-4", size=11),
        *text_at(180, 107, "事業名", size=7),
        *text_at(210, 104, "窓口の予約", size=11),
        *text_at(300, 107, "区分", size=7),
        *text_at(322, 105, "継続", size=9),
    ]
    block = only_table(grid_at(100, 100, [60, 240], [["", "<"], ["取組内容", "予約制にする。"]]), head)
    fields = table_to_fields(block)
    assert [(item.role, item.label, item.value.text) for item in fields] == [
        ("number", "事業番号", "1-4"),
        ("title", "事業名", "窓口の予約"),
        ("badge", "区分", "継続"),
        ("description", "取組内容", "予約制にする。"),
    ]


def test_a_label_over_two_rows_has_the_text_of_both():
    fields = table_to_fields(table_of([["取組内容", "予約制にする。"], ["^", "発券機を置く。"]], WIDTHS))
    assert [(item.role, item.value.text) for item in fields] == [
        ("description", "予約制にする。"),
        ("description", "発券機を置く。"),
    ]


def test_what_names_itself_is_no_further_value():
    fields = table_to_fields(table_of([["取組内容", "予約制にする。", "<"], ["^", "担当課", "市民課"]], [60, 60, 140]))
    assert [(item.role, item.value.text) for item in fields] == [
        ("description", "予約制にする。"),
        ("department", "市民課"),
    ]


PLANNED = [
    ["事業名", "予約", "<", "<"],
    ["実施計画", "", "令和７年度", "令和８年度"],
    ["^", "", "検討", "導入"],
    ["成果指標", "申請の割合（％）", "10", "40"],
]


def nested_texts(block, above=None):
    return [(part.is_indicator, [entry.text for entry in part.block.cells]) for part in table_to_nested(block, above)]


def test_values_of_an_indicator_may_stand_under_the_years_of_the_schedule():
    _, values = nested_texts(table_of(PLANNED, [60, 100, 60, 60]))
    assert values == (True, ["成果指標", "令和７年度", "令和８年度", "申請の割合（％）", "10", "40"])


def test_the_years_may_stand_on_the_page_before():
    first, rest = table_of(PLANNED[:3], [60, 100, 60, 60]), table_of(PLANNED[3:], [60, 100, 60, 60])
    assert nested_texts(rest) == []
    ((is_indicator, texts),) = nested_texts(rest, last_years(first))
    assert (is_indicator, texts[1:3]) == (True, ["令和７年度", "令和８年度"])
    assert [part.rows for part in table_to_nested(rest, last_years(first))] == [range(1)]


@pytest.mark.parametrize(
    "row",
    [
        ["成果指標", "指標名", "現状値", "目標値"],
        ["成果指標", "申請の割合", "検討", "導入"],
        ["備考", "申請の割合", "10", "40"],
    ],
    ids=["heads", "no values", "another label"],
)
def test_other_rows_below_years_are_no_values(row):
    nested = table_to_nested(table_of([*PLANNED[:3], row], [60, 100, 60, 60]))
    assert not any(part.is_indicator for part in nested)


def test_codes_are_codes_though_they_look_like_marks():
    fields = table_to_fields(table_of([["事業名", "予約", "区分", "Ａ・Ｄ"]], [60, 100, 60, 60]))
    assert [(item.role, item.value.text) for item in fields] == [("title", "予約"), ("code", "Ａ・Ｄ")]


def test_years_may_stand_down_the_side_under_a_head_of_their_own():
    rows = [
        ["事業名", "予約", "<", "<"],
        ["年度別計画", "年度", "実施内容", "申請の件数"],
        ["^", "令和６年度実績", "", "10件"],
        ["^", "令和７年度", "20件で試行", "20件"],
        ["^", "令和８年度", "運用", "90件"],
    ]
    (nested,) = table_to_nested(table_of(rows, [60, 70, 90, 60]))
    found = read_years_down(nested.block)
    assert found is not None
    assert [(entry.activity, entry.start_fy) for entry in found.entries] == [("20件で試行", 2025), ("運用", 2026)]
    assert [(one.name, one.values) for one in found.indicators] == [
        ("申請の件数", (("2024", "10件"), ("2025", "20件"), ("2026", "90件")))
    ]


BANNERED = [
    ["１－１　窓口の予約", "<", "<", "<"],
    ["内容", "予約制にする。", "<", "<"],
    ["工程", "年度", "令和７", "令和８"],
    ["^", "", "20世帯", "60世帯"],
    ["担当：市民課、税務課", "<", "<", "<"],
]


def test_a_band_over_a_sheet_without_a_name_names_it():
    (group,) = groups(*BANNERED, widths=[60, 60, 60, 60])
    draft = group_to_draft(group, ())
    assert (draft.label, draft.title, draft.description) == ("１－１", "窓口の予約", "予約制にする。")
    assert draft.departments == ["市民課", "税務課"]


def test_each_band_of_one_table_names_the_sheet_below_it():
    second = [["１－２　会計の見直し", "<", "<", "<"], *BANNERED[1:]]
    found = groups(*BANNERED, *second, widths=[60, 60, 60, 60])
    assert [group_to_draft(group, ()).title for group in found] == ["窓口の予約", "会計の見直し"]


def test_a_band_over_named_sheets_is_a_heading():
    rows = [["柱１　くらし", "<"], ["事業名", "窓口の予約"], ["内容", "予約制にする。"]]
    (group,) = groups(*rows)
    assert group.title.value.text == "窓口の予約"


def test_a_row_over_the_whole_sheet_ends_the_schedule_in_it():
    (nested,) = table_to_nested(table_of(BANNERED, [60, 60, 60, 60]))
    assert (nested.rows, nested.is_schedule) == (range(2, 4), True)
