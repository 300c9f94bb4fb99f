"""Cards of prose: labels and offices that nothing but their place or their box sets apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.extractors.test_prose import draft, items, offices_of, parts
from unit.extractors.typed_pages import line_of

from extractors.outline import Item
from extractors.prose import items_to_parts


@pytest.mark.parametrize("label", ["担当", "担当課", "担当部署", "所管課室"])
def test_a_label_of_offices_alone_in_a_line_needs_no_face_of_its_own(label):
    assert parts("窓口を見直す。", label, "市民課") == [(None, "窓口を見直す。"), ("department", "市民課")]


def test_a_label_run_into_its_offices_is_none_alone():
    assert parts("窓口を見直す。", "担当住民課") == [(None, "窓口を見直す。"), ("department", "住民課")]


def boxes(*placed):
    """Departments read from boxes at (x, top, text), beside a sentence that is in none."""
    drawn = [Item(3, line_of(text, x=x, top=top, boxed=True)) for x, top, text in placed]
    found = items_to_parts([*drawn, *items("窓口を見直す。")])
    return [text for part in found if part.role == "department" for text in part.texts]


def test_a_box_beside_one_with_an_office_may_hold_a_library():
    assert boxes((60, 60, "市民課"), (160, 60, "図書館")) == ["市民課", "図書館"]
    assert offices_of(["図書館"], ["市民課"], ["浄水場"]) == ["図書館", "市民課", "浄水場"]


@pytest.mark.parametrize(
    "other",
    [(160, 60, "現状"), (160, 60, "窓口"), (60, 20, "図書館")],
    ids=["a label", "no office", "far above"],
)
def test_other_boxes_beside_an_office_are_none(other):
    assert boxes((60, 60, "市民課"), other) == ["市民課"]


def test_a_label_in_a_box_before_an_office_is_none():
    assert boxes((60, 60, "担当課"), (160, 60, "市民課")) == ["市民課"]


def test_a_box_in_larger_type_is_none():
    large = Item(3, line_of("図書館", x=160, top=60, size=14, boxed=True))
    found = items_to_parts([*items("市民課", boxed=True), large, *items("窓口を見直す。")])
    assert [part.text for part in found if part.role == "department"] == ["市民課"]


def test_a_library_alone_in_a_box_is_no_office():
    assert boxes((60, 60, "図書館")) == []


def test_a_text_may_be_read_after_what_stands_beside_its_label():
    found = draft("【取組内容】", "担当課：市民課", "予約制にする。")
    assert (found.description, found.departments) == ("予約制にする。", ["市民課"])
    assert len(found.where["description"]) == 1


def test_text_right_below_a_label_is_all_of_it():
    found = draft("前置き。", "【取組内容】", "予約制にする。", "担当課：市民課", "見本の注記。")
    assert found.description == "予約制にする。"


@pytest.mark.parametrize(
    ("text", "codes"), [("類型　Ａ", ["Ａ"]), ("類型　　Ａ・Ｄ", ["Ａ", "Ｄ"]), ("類型　P", ["P"])]
)
def test_a_class_beside_its_label_is_a_code(text, codes):
    found = draft(text, "予約制にする。")
    assert (found.printed_codes, found.description) == (codes, "予約制にする。")


def test_a_class_in_a_pill_is_a_code():
    pill = [replace(item, element=replace(item.element, boxed=True)) for item in items("類型　Ａ")]
    found = items_to_parts([*pill, *items("予約制にする。")])
    assert [(part.role, part.text) for part in found] == [("code", "Ａ"), (None, "予約制にする。")]


@pytest.mark.parametrize("text", ["類型　窓口を見直す", "類型　Ａに分ける"])
def test_a_word_behind_the_label_in_its_face_is_none(text):
    assert draft(text, "予約制にする。").printed_codes == []
