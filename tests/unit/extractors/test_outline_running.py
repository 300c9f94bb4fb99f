"""Sections that only running heads name, and headings of tables that stand beside measures."""

from __future__ import annotations

import pytest
from unit.extractors.test_headings import heading
from unit.extractors.test_outline import body, h1, h2, outline, pages_of, running
from unit.extractors.typed_pages import grid_at

from extractors.heading_levels import push_heading

NAMES = ("予約", "会計", "学び")
COUNTS = [["窓口", "予約"], ["会計", "納付"]]


def chapter(text="第２章　取組"):
    """The pages of a chapter that is named in their running heads."""
    return [[running(text), h2(100, f"（{n}）{name}"), body(130)] for n, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize("told", [[body(110)], [grid_at(60, 110, [90, 90], COUNTS)]], ids=["sentences", "a table"])
def test_an_unmarked_page_that_tells_of_other_things_holds_no_chapter(told):
    found = outline(*pages_of([h1(80, "計画の見どころ"), *told], *chapter()))
    assert [path for path, _ in found] == [
        ("計画の見どころ",),
        ("第２章　取組",),
        *(("第２章　取組", f"（{n}）{name}") for n, name in enumerate(NAMES, 1)),
    ]


@pytest.mark.parametrize(
    ("first", "path"),
    [
        ([h1(80, "くらしの取組"), body(110, "見本市の三つの柱")], ("くらしの取組",)),
        ([h1(80, "Ⅰ　くらしの取組"), body(110)], ("Ⅰ　くらしの取組",)),
    ],
    ids=["a title page", "a marked heading"],
)
def test_other_pages_before_a_chapter_hold_it(first, path):
    found = outline(*pages_of([h1(80, "はじめに"), body(110)], first, *chapter()))
    assert found[-1][0] == (*path, "第２章　取組", "（3）学び")


def test_an_unmarked_heading_in_a_chapter_ends_with_its_page():
    pages = chapter()
    pages[0] = [running("第２章　取組"), h1(100, "計画の見どころ"), body(130)]
    found = outline(*pages_of([h1(80, "はじめに"), body(110)], *pages))
    assert [path for path, _ in found[2:]] == [
        ("第２章　取組", "計画の見どころ"),
        *(("第２章　取組", *rest) for rest in ((), ("（2）会計",), ("（3）学び",))),
    ]


def test_a_chapter_whose_title_stands_at_the_upper_edge_prints_it():
    pages = chapter("２　取組")
    pages[0] = [running("２　取組"), h1(40, "２　取組の内容"), *pages[0][1:]]
    found = outline(*pages_of([h1(80, "１　はじめに"), body(110)], *pages))
    assert [path for path, _ in found] == [
        ("１　はじめに",),
        ("２　取組の内容",),
        *(("２　取組の内容", f"（{n}）{name}") for n, name in enumerate(NAMES, 1)),
    ]


def opened(*texts):
    """The texts of the headings open after each of some, given with their sizes."""
    stack, out = [], []
    for text, size in texts:
        stack = push_heading(stack, heading(text, size))
        out.append([one.text for one in stack])
    return out


OUTER = (("第３章　取組", 16), ("柱１　くらし", 14), ("（１）予約", 12))


@pytest.mark.parametrize("text", ["■柱１の数値目標", "■基本方針１の数値目標", "◆工程表", "数値目標（柱１）"])
def test_a_table_headed_after_the_last_measure_stands_beside_it(text):
    assert opened(*OUTER, (text, 11))[-1] == ["第３章　取組", "柱１　くらし", text]


def test_the_next_table_stands_beside_the_first():
    first, second = "■柱１の数値目標", "■柱１の工程表"
    assert opened(*OUTER, (first, 11), (second, 11))[-1] == ["第３章　取組", "柱１　くらし", second]


def test_the_same_holds_for_headings_without_a_mark():
    found = opened(*OUTER, ("数値目標（柱１）", 11), ("工程表（柱１）", 11))
    assert found[-1] == ["第３章　取組", "柱１　くらし", "工程表（柱１）"]


@pytest.mark.parametrize("text", ["①数値目標", "■窓口の予約"], ids=["counted", "no table"])
def test_other_headings_stand_below_the_measure(text):
    assert opened(*OUTER, (text, 11))[-1] == [*(one for one, _ in OUTER), text]


def test_a_table_below_a_heading_that_does_not_count_stays_there():
    found = opened(*OUTER[:2], ("■見本の窓口", 12), ("◆数値目標", 11))
    assert found[-1] == ["第３章　取組", "柱１　くらし", "■見本の窓口", "◆数値目標"]
