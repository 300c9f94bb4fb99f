"""Measures in prose: a numbered heading and its labelled text."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import line_of

from corpus.records import Box, Region
from extractors.headings import Heading
from extractors.marks import parse_mark
from extractors.outline import Item, Section
from extractors.prose import items_to_parts, section_to_draft, split_badge


def items(*texts, page=3, **marks):
    return [Item(page, line_of(text, top=100 + 16 * i, **marks)) for i, text in enumerate(texts)]


def parts(*texts, **marks):
    return [(part.role, part.text) for part in items_to_parts(items(*texts, **marks))]


def heading(text, page=3):
    regions = (Region(page, Box(60, 80, 200, 92)),)
    return Heading(text=text, mark=parse_mark(text), kind="", size=12, family="", regions=regions)


def draft(*texts, path=("第３章　取組", "（１）窓口の見直し"), **options):
    headings = tuple(heading(text) for text in path)
    return section_to_draft(Section(headings=headings, items=items(*texts, **options)))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["窓口を見直し、", "手間を減らす。"], [(None, "窓口を見直し、手間を減らす。")]),
        (
            ["【現状と課題】", "待ち時間が長い。", "【取組内容】", "予約制にする。"],
            [("current", "待ち時間が長い。"), ("description", "予約制にする。")],
        ),
        (["【取組内容】予約制にする。"], [("description", "予約制にする。")]),
        (["【担当課】：市民課"], [("department", "市民課")]),
        (["担当課：市民課、税務課"], [("department", "市民課、税務課")]),
        (["■現状と課題", "待ち時間が長い。"], [("current", "待ち時間が長い。")]),
        (["【期待される効果】", "待たずに済む。"], [("effects", "待たずに済む。")]),
        (["【見本】", "例を示す。"], [("other", "例を示す。")]),
        (["窓口を見直す。", "担当：市民課"], [(None, "窓口を見直す。"), ("department", "市民課")]),
        ([], []),
    ],
)
def test_text_is_parted_at_its_labels(texts, expected):
    assert parts(*texts) == expected


def test_a_label_in_a_small_box_parts_text_without_brackets():
    lines = [*items("担当課", boxed=True), *items("市民課")]
    assert [(part.role, part.text) for part in items_to_parts(lines)] == [("department", "市民課")]


def offices_of(*boxes):
    """Departments read from boxes, each given as its lines, below one another above a sentence."""
    lines = [text for texts in boxes for text in texts]
    found = items_to_parts([*items(*lines, boxed=True), *items("窓口を見直す。")])
    return [text for part in found if part.role == "department" for text in part.texts]


def test_offices_in_boxes_right_below_each_other_are_those_of_a_card():
    assert offices_of(["会計室"], ["市民課"]) == ["会計室", "市民課"]


def test_a_name_broken_inside_a_box_is_one():
    assert offices_of(["市民課・税務課・保険年", "金課"]) == ["市民課・税務課・保険年", "金課"]


def test_a_bulleted_line_with_values_is_an_indicator():
    assert parts("窓口を見直す。", "◆申請の割合：８％（令和６年度） → 50％（令和12年度）", "年に一度見直す。") == [
        (None, "窓口を見直す。"),
        ("indicator", "◆申請の割合：８％（令和６年度） → 50％（令和12年度）"),
        (None, "年に一度見直す。"),
    ]


def test_a_sentence_with_a_word_in_brackets_is_no_label():
    assert parts("【見本市】では窓口を見直す。") == [(None, "【見本市】では窓口を見直す。")]


def test_a_paragraph_below_a_department_does_not_belong_to_it():
    found = parts("【担当課】", "市民課", "この取組は国の手引きに沿って年度ごとに見直していくものとします。")
    assert [role for role, _ in found] == ["department", None]


def test_a_measure_has_its_heading_as_mark_and_title():
    found = draft("窓口を見直す。")
    assert (found.label, found.title, found.path) == ("（１）", "窓口の見直し", ("第３章　取組",))
    assert (found.page, found.end_page, found.extractor) == (3, 3, "prose")
    assert found.where["title"] == (Region(3, Box(60, 80, 200, 92)),)


def test_text_without_labels_is_the_description():
    assert draft("窓口を見直し、", "手間を減らす。").description == "窓口を見直し、手間を減らす。"


def test_where_a_label_names_the_description_other_text_is_none():
    found = draft(
        "前置き。", "【現状】", "待ち時間が長い。", "【取組内容】", "予約制にする。", "【担当課】", "市民課・税務課"
    )
    assert found.description == "予約制にする。"
    assert found.current == "待ち時間が長い。"
    assert found.departments == ["市民課", "税務課"]
    assert len(found.where["description"]) == 1


def test_a_description_that_ends_on_the_next_page_ends_the_measure_there():
    section = Section(
        headings=(heading("（１）窓口"),), items=[*items("窓口を見直し、"), *items("手間を減らす。", page=4)]
    )
    assert section_to_draft(section).end_page == 4


def test_offices_in_brackets_end_with_their_line():
    assert parts("〔市民課、税務課〕", "・夜も答えます", "・翌朝に返信します") == [
        ("department", "市民課、税務課"),
        (None, "・夜も答えます・翌朝に返信します"),
    ]


def test_a_label_in_another_face_needs_no_brackets():
    lines = [
        *items("手続を画面で受け付け、窓口の混雑を減らす。"),
        *items("担当課", font="AAAAAB+IPAGothic"),
        *items("市民課"),
    ]
    assert [(part.role, part.text) for part in items_to_parts(lines)][1:] == [("department", "市民課")]


def test_a_label_in_the_face_of_the_text_is_a_word_of_it():
    assert parts("目標", "を定める。") == [(None, "目標を定める。")]


def test_an_imprint_is_no_part_of_the_last_measure():
    found = draft("手続を画面で受け付ける。", "発行：見本市企画課")
    assert found.description == "手続を画面で受け付ける。"


@pytest.mark.parametrize(
    ("title", "bare", "badges"),
    [
        ("窓口の予約〔新規〕", "窓口の予約", ["新規"]),
        ("窓口の予約【拡充】", "窓口の予約", ["拡充"]),
        ("窓口の予約（来年度）", "窓口の予約（来年度）", []),
    ],
)
def test_a_badge_behind_a_title_is_no_part_of_it(title, bare, badges):
    assert split_badge(title) == (bare, badges)


def test_years_run_in_one_line_are_an_entry_each():
    found = draft("窓口を予約制にする。", "実施時期：R7検討／R8～R9設置／R10運用")
    assert [(e.activity, e.start_fy, e.end_fy) for e in found.schedule] == [
        ("検討", 2025, 2025),
        ("設置", 2026, 2027),
        ("運用", 2028, 2028),
    ]


def test_an_indicator_in_one_line_has_its_name_and_dated_values():
    found = draft("窓口を予約制にする。", "KPI：予約の割合　22%（R5）→45%（R10）")
    assert [(i.name, i.values) for i in found.indicators] == [("予約の割合", (("2023", "22%"), ("2028", "45%")))]


def test_the_name_of_an_office_may_be_broken_over_lines():
    assert parts("担当課：福祉課、生涯学習セン", "ター", "窓口を見直す。") == [
        ("department", "福祉課、生涯学習センター"),
        (None, "窓口を見直す。"),
    ]
