"""What the columns of a table hold."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import table_of

from extractors.axis import find_axis
from extractors.columns import column_roles, header_role

HEADS = {
    "number": ["No.", "NO", "№", "番号", "項番", "整理番号", "施策番号", "事業No."],
    "title": [
        "施策名",
        "事業名",
        "取組名",
        "施策",
        "取組項目",
        "具体的な取組",
        "個別施策",
        "小項目",
        "実施項目",
        "プロジェクト名",
        "小項目（取組名）",
        "細項目・事業名",
    ],
    "content": ["取組内容", "実施内容", "事業内容", "具体的な取組内容", "取り組む内容"],
    "description": ["内容", "概要", "事業概要", "取組概要", "施策の概要", "目的"],
    "category": ["大項目", "中分類", "基本目標", "分野", "柱", "重点目標", "戦略"],
    "department": ["担当課", "所管課", "担当部署", "主管課", "関係課", "実施主体", "担当課室名"],
    "code": ["類型", "官民データ", "対応項目"],
    "badge": ["区分", "新規・継続", "種別", "新・継"],
    "indicator": ["指標", "成果指標", "ＫＰＩ", "指標名", "KPI（指標）"],
    "value": ["現状値", "目標値", "基準値", "実績値", "目標値（R9）"],
    "unit": ["単位"],
    "review": ["進捗状況", "評価", "達成度", "今後の方向性", "取組実績"],
    "schedule": ["スケジュール", "工程表", "実施時期", "年次計画", "実施年度", "ロードマップ"],
    "remarks": ["備考", "その他", "特記事項"],
    "blank": ["", "　", " \n"],
    "other": ["令和７年度", "市民課", "窓口の見直し", "電話"],
}


@pytest.mark.parametrize(("role", "text"), [(role, text) for role, texts in HEADS.items() for text in texts])
def test_a_head_names_its_role(role, text):
    assert header_role(text) == role


@pytest.mark.parametrize("text", ["担 当 課", "担当\n課", "担当課※１", "担当課（注１）", "担当課*"])
def test_spaces_line_ends_and_note_marks_do_not_hide_a_role(text):
    assert header_role(text) == "department"


def roles(*heads, rows=1):
    block = table_of([*heads, ["あ"] * len(heads[0])])
    return column_roles(block, rows, find_axis(block))


def test_year_columns_are_known_by_the_axis():
    assert roles(["施策名", "令和７年度", "令和８年度", "備考"]) == ["title", "year", "year", "remarks"]


def test_a_merged_head_names_all_columns_under_it_that_have_no_head_of_their_own():
    heads = [["施策名", "担当", "<"], ["^", "", ""]]
    assert roles(*heads, rows=2) == ["title", "department", "department"]


def test_the_lowest_known_head_wins():
    heads = [["取組", "<", "<", "担当課"], ["番号", "名称", "概要", "^"]]
    assert roles(*heads, rows=2) == ["number", "title", "description", "department"]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["施策名", "取組内容"], ["title", "description"]),
        (["番号", "取組内容", "担当課"], ["number", "title", "department"]),
        (["内容", "担当課"], ["title", "department"]),
        (["指標", "内容"], ["indicator", "description"]),
    ],
    ids=["beside a title", "alone", "description alone", "of an indicator"],
)
def test_contents_are_the_title_only_where_no_other_column_is(heads, expected):
    assert roles(heads) == expected


@pytest.mark.parametrize("head", ["施策・担当", "取組名（担当課）", "事業名/所管課", "取組内容・担当部署"])
def test_a_head_of_names_with_their_offices_names_the_title(head):
    assert header_role(head) == "title"


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("担当・連絡先", "department"),
        ("実施・運用", "other"),
        ("指標（担当課）", "indicator"),
        ("備考（担当課）", "department"),
    ],
)
def test_other_heads_of_two_words_do_not(head, role):
    assert header_role(head) == role


def body_roles(*rows):
    block = table_of(rows)
    return column_roles(block, 1, None)


AMOUNTS = [["待ち時間", "38分", "15分"], ["申請率", "8.5％", "50％"]]


@pytest.mark.parametrize(
    "heads", [["", "現状値", "目標値"], ["項目の別", "R5", "R9"], ["見る所", "令和5年度", "目標（R9）"]]
)
def test_names_with_amounts_under_years_are_indicators_whatever_their_head(heads):
    assert body_roles(heads, *AMOUNTS) == ["indicator", "value", "value"]


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ([["施策名", "現状値", "目標値"], *AMOUNTS], "title"),
        ([["", "現状値", "電話"], *AMOUNTS], "blank"),
        ([["", "R5", "R9"], ["窓口", "検討", "導入"]], "blank"),
    ],
    ids=["a title", "one value", "words"],
)
def test_other_first_columns_are_no_indicators(rows, first):
    assert body_roles(*rows)[0] == first


@pytest.mark.parametrize("head", ["区分", "種別"])
def test_a_column_of_capital_letters_holds_codes(head):
    codes = [["施策名", head], ["予約", "Ａ・Ｄ"], ["納付", "B"]]
    assert body_roles(*codes) == ["title", "code"]
    assert body_roles(*codes[:2], ["納付", "新規"]) == ["title", "badge"]


def test_a_column_of_bracketed_offices_holds_departments():
    rows = [["施策名", "備考"], ["予約", "（市民課）"], ["納付", "（会計室）"]]
    assert body_roles(*rows) == ["title", "department"]
    assert body_roles(*rows[:2], ["納付", "令和８年度から"]) == ["title", "remarks"]
    assert body_roles(
        ["施策名", "備考", "担当課"], ["予約", "（市民課）", "会計室"], ["納付", "（会計室）", "市民課"]
    ) == [
        "title",
        "remarks",
        "department",
    ]


def test_the_outer_of_two_columns_of_names_groups_the_inner_one():
    assert body_roles(["施策", "取組", "担当課"], ["窓口", "予約", "市民課"]) == ["category", "title", "department"]


def test_a_column_of_numbers_needs_no_head():
    assert body_roles(["", "施策名"], ["①", "予約"], ["②", "納付"]) == ["number", "title"]
    assert body_roles(["", "施策名"], ["①", "予約"], ["くらし", "納付"]) == ["blank", "title"]


def test_a_paragraph_in_place_of_a_head_is_no_role_however_many_words_it_joins():
    assert header_role("施策と取組と" * 200) == "other"
