"""Schedules printed as lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import WORDS, relaxed
from unit.extractors.typed_pages import line_of

from corpus.records import Region
from extractors.schedule_lines import lines_to_entries


def printed(text, top=100.0, x=60.0, page=1):
    line = line_of(text, top=top, x=x)
    return text, line, Region(page, line.box)


def entries(*texts):
    return lines_to_entries([printed(text, 100 + 14 * index) for index, text in enumerate(texts)])


def read(*texts):
    return [(e.activity, e.start_fy, e.end_fy, e.open_end) for e in entries(*texts)]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("令和７年度：設計", ("設計", 2025, 2025, False)),
        ("令和７年度　設計", ("設計", 2025, 2025, False)),
        ("・R7 設計", ("設計", 2025, 2025, False)),
        ("R7設計", ("設計", 2025, 2025, False)),
        ("2025年度 設計", ("設計", 2025, 2025, False)),
        ("令和7～9年度　運用", ("運用", 2025, 2027, False)),
        ("R8～R9設置", ("設置", 2026, 2027, False)),
        ("令和８年度から令和９年度まで　運用", ("運用", 2026, 2027, False)),
        ("令和7年度（2025年度）：設計", ("設計", 2025, 2025, False)),
        ("令和8年度以降：運用", ("運用", 2026, 2026, True)),
        ("令和7年度〜　運用", ("運用", 2025, 2025, True)),
        ("～令和8年度　準備", ("準備", None, 2026, False)),
        ("毎年度（令和7～9年度）実施", ("実施", 2025, 2027, False)),
        ("令和8年度まで：準備", ("準備", None, 2026, False)),
    ],
)
def test_a_line_opens_with_years_and_says_what_is_done(text, entry):
    assert read(text) == [entry]


def test_a_line_without_years_goes_on_with_the_one_before_it():
    assert read("令和７年度　窓口の予約の", "仕組みを試す", "令和８年度　広げる") == [
        ("窓口の予約の仕組みを試す", 2025, 2025, False),
        ("広げる", 2026, 2026, False),
    ]


def test_years_may_stand_on_a_line_of_their_own():
    assert read("令和７年度", "設計", "令和８年度", "３回開く") == [
        ("設計", 2025, 2025, False),
        ("３回開く", 2026, 2026, False),
    ]


def test_a_line_end_may_part_a_year_from_its_unit():
    assert read("令和９年度：試行、令和10", "年度以降：運用") == [
        ("試行", 2027, 2027, False),
        ("運用", 2028, 2028, True),
    ]


@pytest.mark.parametrize("mark", ["／", "；", " / ", "、", " ", "　", " → "])
def test_a_line_may_print_several_entries(mark):
    found = read(f"令和７年度：設計{mark}令和８年度：構築")
    assert found == [("設計", 2025, 2025, False), ("構築", 2026, 2026, False)]


def test_a_comma_in_an_activity_parts_nothing():
    assert read("令和７年度　令和８年度の準備") == [("令和８年度の準備", 2025, 2025, False)]
    assert read("令和７年度：設計、構築") == [("設計、構築", 2025, 2025, False)]
    assert read("令和７年度：設計／構築") == [("設計／構築", 2025, 2025, False)]


def test_years_apart_to_the_left_belong_to_the_words_beside_them():
    lines = [printed("令和７年度"), printed("設計", x=140), printed("令和８年度", 114), printed("構築", 114, 140)]
    assert [(e.activity, e.start_fy) for e in lines_to_entries(lines)] == [("設計", 2025), ("構築", 2026)]


def test_an_entry_knows_where_its_words_stand():
    first, second = entries("令和７年度：設計／令和８年度：構築")
    assert [round(e.where[0].box.x0) for e in (first, second)] == [120, 210]
    (broken,) = entries("令和７年度　窓口を", "見直す")
    assert [(round(r.box.x0), r.box.top) for r in broken.where] == [(120, 100), (60, 114)]


@pytest.mark.parametrize(
    "text",
    [
        "－",
        "令和７年度",
        "R7～R9",
        "2025年度",
        "2026(8)年度",
        "令和７年度（2025年度）",
        "窓口の見直し",
        "３つの窓口",
        "毎年度見直す",
        "目標：予約制",
        "①　設計",
    ],
)
def test_a_line_without_years_is_no_entry(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("令和7年4月　稼働", ("稼働", 2025, 2025, False)),
        ("令和8年3月：稼働", ("稼働", 2025, 2025, False)),
        ("2026年10月 稼働", ("稼働", 2026, 2026, False)),
        ("令和7年10月下旬　稼働", ("稼働", 2025, 2025, False)),
        ("令和7年10月から　稼働", ("稼働", 2025, 2025, True)),
        ("令和7年10月～令和9年3月　試行", ("試行", 2025, 2026, False)),
        ("R7.10　稼働", ("稼働", 2025, 2025, False)),
        ("R8.3から　稼働", ("稼働", 2025, 2025, True)),
        ("令和8年1月～3月　試行", ("試行", 2025, 2025, False)),
    ],
)
def test_a_month_stands_for_its_fiscal_year(text, entry):
    assert read(text) == [entry]


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("令和7年度に設計する", "設計する"),
        ("令和7年度には設計する", "設計する"),
        ("令和7年度末　設計", "設計"),
        ("令和7年度中に設計する", "設計する"),
        ("令和7年度上半期：設計", "設計"),
        ("令和7年度 中学校の設計", "中学校の設計"),
        ("令和7年度　にぎわいの創出", "にぎわいの創出"),
    ],
)
def test_what_ties_words_to_the_years_is_no_part_of_the_activity(text, activity):
    assert read(text) == [(activity, 2025, 2025, False)]


@relaxed
@given(
    st.lists(st.tuples(st.integers(3, 12), st.integers(0, 3), st.sampled_from(WORDS)), min_size=1, max_size=5),
    st.data(),
)
def test_every_printed_entry_comes_back(drawn, data):
    texts = []
    for first, more, activity in drawn:
        last = f"～{data.draw(st.sampled_from(['', 'R', '令和']))}{first + more}" if more else ""
        gap = data.draw(st.sampled_from(["：", "　", " "]))
        texts.append(f"{data.draw(st.sampled_from(['R', '令和']))}{first}{last}年度{gap}{activity}")
    assert read(*texts) == [(act, 2018 + first, 2018 + first + more, False) for first, more, act in drawn]


@relaxed
@given(
    st.lists(
        st.text("令和R元年度月7８～から以降：、／に設計 　.（）", min_size=1, max_size=24).filter(str.strip), max_size=4
    )
)
def test_no_words_come_from_elsewhere_than_the_lines(texts):
    printed = "".join(texts).replace(" ", "").replace("　", "")
    for entry in entries(*texts):
        assert entry.activity.replace(" ", "").replace("　", "") in printed
        assert entry.where
