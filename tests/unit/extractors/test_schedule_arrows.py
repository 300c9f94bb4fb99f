"""Arrows typed with characters, and marks that go on with what stands before them."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import grid_at, only_table, text_at

from extractors.axis import find_axis
from extractors.schedule import read_row
from extractors.schedule_arrows import continues, find_typed_arrows, is_dash, without_arrows

GO_ON = [
    "→",
    "⇒",
    "➡",
    "▶",
    "＞",
    "――→",
    "●――→",
    "・・・→",
    "～",
    "〃",
    "　″",
    '"',
    "同左",
    "同　左",
    "（同左）",
    "同上",
    "─",
    "＝＞",
]


@pytest.mark.parametrize("text", GO_ON)
def test_marks_that_go_on(text):
    assert continues(text)


@pytest.mark.parametrize("text", ["検討", "○", "―", "－", "…", "・", "継続→", "", "同種の取組", "3", "●"])
def test_other_texts_do_not_go_on(text):
    assert not continues(text)


@pytest.mark.parametrize("text", ["", "－", "―", "-", "―――", "・", "×", "…"])
def test_dashes_say_that_nothing_is_done(text):
    assert is_dash(text)
    assert not continues(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("●――検討――→", "検討"),
        ("検討――――→", "検討"),
        ("――検討――", "検討"),
        ("検討　→", "検討"),
        ("⇒検討", "検討"),
        ("←――検討――→", "検討"),
        ("データセンターの検討", "データセンターの検討"),
        ("Wi-Fi整備", "Wi-Fi整備"),
        ("●検討", "●検討"),
        ("検討→導入", "検討→導入"),
    ],
)
def test_the_arrow_around_the_words_of_a_cell_is_no_part_of_them(text, words):
    assert without_arrows(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("●――検討――→", [("検討", False)]),
        ("●―検討―→●――運用――→", [("検討", False), ("運用", False)]),
        ("―――――→", [("", True)]),
        ("●―――――→", [("", False)]),
        ("検討・・・・・→", [("検討", False)]),
        ("検討の結果による", []),
        ("――――――――", []),
        ("ワーク・ライフ・バランス", []),
    ],
)
def test_arrows_of_characters_are_found_in_lines(text, expected):
    arrows = find_typed_arrows(text_at(100, 100, text), [103.0 + 10 * i for i in range(20)])
    assert [(arrow.words, arrow.is_open) for arrow in arrows] == expected


def test_an_arrow_within_one_cell_is_left_to_the_cell():
    assert find_typed_arrows(text_at(100, 100, "●――検討――→"), [90.0, 250.0]) == []


@pytest.mark.parametrize("mark", GO_ON)
def test_a_cell_that_goes_on_extends_the_entry_before_it(mark):
    heads = ["施策", "令和７年度", "令和８年度", "令和９年度"]
    block = only_table(grid_at(40, 100, [100, 60, 60, 60], [heads, ["窓口", "検討", mark, "導入"]]))
    entries = read_row(block, find_axis(block), (130, 160)).entries
    assert [(e.activity, e.start_fy, e.end_fy) for e in entries] == [("検討", 2025, 2026), ("導入", 2027, 2027)]


def test_in_half_years_an_arrow_goes_on_with_what_stands_right_before_it():
    rows = [
        ["施策", "令和７年度", "<", "令和８年度", "<"],
        ["^", "上期", "下期", "上期", "下期"],
        ["窓口", "検討", "導入", "運用", "→"],
    ]
    block = only_table(grid_at(40, 100, [100, 60, 60, 60, 60], rows))
    entries = read_row(block, find_axis(block), (160, 190)).entries
    assert [(e.activity, e.start_fy, e.end_fy) for e in entries] == [
        ("検討", 2025, 2025),
        ("導入", 2025, 2025),
        ("運用", 2026, 2026),
    ]
