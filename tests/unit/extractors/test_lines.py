"""Glyphs to lines, broken lines to running text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import relaxed
from unit.extractors.typed_pages import GOTHIC, text_at

from extractors.lines import fold, glyphs_to_lines, join_lines, lines_to_text, without_doubles


def texts(glyphs, **options):
    return [line.text for line in glyphs_to_lines(glyphs, **options)]


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        (["窓口の手続を", "見直します。"], "窓口の手続を見直します。"),
        (["Digital", "Transformation"], "Digital Transformation"),
        (["申請は Web", "で受け付ける"], "申請は Webで受け付ける"),
        (["手続の", "DX を進める"], "手続のDX を進める"),
        (["AI,", "RPA"], "AI, RPA"),
        (["第２次", "", "計画"], "第２次計画"),
        (["　見出し", "続き　"], "　見出し続き　"),
        (["e-", "Tax"], "e-Tax"),
        ([], ""),
    ],
)
def test_broken_lines_are_joined_as_they_were_written(broken, joined):
    assert join_lines(broken) == joined


@relaxed
@given(st.lists(st.text("見本市ＤＸｱ a1。-（", max_size=8), max_size=6))
def test_joining_keeps_every_character_but_spaces(parts):
    assert join_lines(parts).replace(" ", "") == "".join(parts).replace(" ", "")


@pytest.mark.parametrize(
    ("printed", "folded"), [("ＤＸ 推進　計画", "DX推進計画"), ("ｶﾞｲﾄﾞ", "ガイド"), ("①", "1"), ("", "")]
)
def test_folding_makes_texts_comparable(printed, folded):
    assert fold(printed) == folded


def test_lines_come_from_top_to_bottom():
    glyphs = [*text_at(50, 130, "下の行"), *text_at(50, 100, "上の行")]
    assert texts(glyphs) == ["上の行", "下の行"]


def test_tightly_set_lines_stay_apart():
    glyphs = [*text_at(50, 100, "行間のない"), *text_at(50, 110, "二つの行")]
    assert texts(glyphs) == ["行間のない", "二つの行"]


@pytest.mark.parametrize("rise", [-4.0, -2.0, 0.0, 2.0])
def test_a_raised_mark_belongs_to_the_line_it_annotates(rise):
    glyphs = [*text_at(50, 100, "個人番号"), *text_at(90, 102 + rise, "※1", size=6), *text_at(99, 100, "の活用")]
    assert texts(glyphs) == ["個人番号※1の活用"]


@pytest.mark.parametrize(("gap", "lines"), [(10.0, ["左右"]), (30.0, ["左右"]), (34.0, ["左", "右"])])
def test_a_gap_of_more_than_three_characters_parts_two_lines(gap, lines):
    assert texts([*text_at(50, 100, "左"), *text_at(60 + gap, 100, "右")]) == lines


def test_the_gap_that_parts_lines_can_be_set():
    assert texts([*text_at(50, 100, "左"), *text_at(90, 100, "右")], max_gap=1.0) == ["左", "右"]


def test_white_space_at_the_ends_of_a_line_is_left_out():
    (line,) = glyphs_to_lines(text_at(50, 100, "  見出し  "))
    assert line.text == "見出し"
    assert line.box.x0 == 60


def test_spaces_inside_a_line_become_one():
    assert texts(text_at(50, 100, "Web   API")) == ["Web API"]


def test_full_width_spaces_inside_a_line_stay_as_printed():
    assert texts(text_at(50, 100, "第１章　　総論")) == ["第１章　　総論"]


def test_size_and_face_are_those_of_most_japanese_characters():
    glyphs = [*text_at(50, 100, "窓口", font=GOTHIC), *text_at(70, 100, "online-desk", size=9.0, font="Arial")]
    (line,) = glyphs_to_lines(glyphs)
    assert (line.size, line.font) == (10.0, GOTHIC)


@pytest.mark.parametrize(("font", "bold"), [("AB+YuGothic-Bold", True), ("MS-Mincho", False), ("HiraKaku-W6", True)])
def test_a_bold_face_is_told_by_its_name(font, bold):
    (line,) = glyphs_to_lines(text_at(50, 100, "見出し", font=font))
    assert line.bold is bold


@pytest.mark.parametrize(
    ("dx", "dy", "size"), [(0.3, 0.0, 10), (0.0, 0.4, 10), (0.5, 0.5, 10), (0.0, 0.0, 10), (3.0, 3.0, 24)]
)
def test_fake_bold_and_shadows_are_read_once(dx, dy, size):
    glyphs = [*text_at(50, 100, "太字の見出し", size=size), *text_at(50 + dx, 100 + dy, "太字の見出し", size=size)]
    assert texts(without_doubles(glyphs)) == ["太字の見出し"]


def test_a_character_repeated_in_the_text_is_no_double():
    assert texts(without_doubles(text_at(50, 100, "ささやかな日々"))) == ["ささやかな日々"]


def test_the_same_words_on_the_next_line_are_no_doubles():
    glyphs = [*text_at(50, 100, "同じ", size=6), *text_at(50, 106, "同じ", size=6)]
    assert texts(without_doubles(glyphs)) == ["同じ", "同じ"]


def test_running_text_is_made_of_lines():
    assert lines_to_text(glyphs_to_lines(text_at(50, 100, "窓口を\n見直す。"))) == "窓口を見直す。"


@relaxed
@given(st.integers())
def test_the_order_of_glyphs_in_the_file_does_not_matter(seed):
    glyphs = [*text_at(50, 100, "窓口の手続"), *text_at(100, 101, "※1", size=6), *text_at(50, 114, "を見直す")]
    shuffled = random.Random(seed).sample(glyphs, len(glyphs))  # noqa: S311
    assert glyphs_to_lines(shuffled) == glyphs_to_lines(glyphs)


def test_a_raised_figure_belongs_to_the_nearer_of_two_columns_at_one_height():
    left, mark = text_at(60, 102, "予約の仕組み", size=12), text_at(132, 102, "※３", size=6)
    right = text_at(300, 100, "棚卸しを行う", size=12)
    assert [line.text for line in glyphs_to_lines([*left, *mark, *right])] == ["棚卸しを行う", "予約の仕組み※３"]
