"""Indicators printed as lines of text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import relaxed

from corpus.records import Box, Region
from extractors.indicator_lines import is_value_head, lines_to_indicators, lone_value, split_value

FROM_TO = (("2023", "38分"), ("2027", "15分"))
NAMED = (("現状値", "38分"), ("目標値", "15分"))


def region(top, x=60.0, page=1):
    return Region(page, Box(x, top, x + 100, top + 10))


def indicators(*texts):
    return lines_to_indicators([(text, region(100 + 14 * index)) for index, text in enumerate(texts)])


def read(*texts):
    return [(one.name, one.values) for one in indicators(*texts)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("待ち時間　38分（R5）→ 15分（R9）", FROM_TO),
        ("待ち時間　38分（令和5年度）⇒15分（令和9年度）", FROM_TO),
        ("・待ち時間：R5 38分 → R9 15分", FROM_TO),
        ("待ち時間　令和5年度：38分　令和9年度：15分", FROM_TO),
        ("待ち時間（令和5年度 38分 → 令和9年度 15分）", FROM_TO),
        ("待ち時間：現状値 38分 → 目標値 15分", NAMED),
        ("待ち時間　38分（現状値）→15分（目標値）", NAMED),
        ("待ち時間　目標値（R9）：15分", FROM_TO[1:]),
        ("待ち時間 R5 38分 R9 15分", FROM_TO),
        ("待ち時間　R5：38分 / R9：15分", FROM_TO),
        ("待ち時間　基準値（R5）38分　目標値（R9）15分", FROM_TO),
        ("待ち時間　現状値：38分（R5）　目標値：15分（R9）", FROM_TO),
        ("待ち時間：現状値38分、目標値15分", NAMED),
        ("待ち時間　未計測（R5）→15分（R9）", (("2023", "未計測"), FROM_TO[1])),
    ],
)
def test_a_line_prints_a_name_and_its_values(text, values):
    assert read(text) == [("待ち時間", values)]


def test_the_name_may_stand_on_the_line_above():
    assert read("窓口での", "待ち時間", "38分（R5）→ 15分（R9）") == [("窓口での待ち時間", FROM_TO)]
    assert read("待ち時間", "現状値：38分", "目標値：15分") == [("待ち時間", NAMED)]


def test_the_name_may_hold_a_year_or_a_bracket():
    assert read("2025年問題の講座　38分（R5）→15分（R9）") == [("2025年問題の講座", FROM_TO)]
    assert read("窓口（総合）での待ち時間　38分（R5）→15分（R9）") == [("窓口（総合）での待ち時間", FROM_TO)]


def test_heads_of_values_are_no_name():
    found = read("待ち時間", "・R5実績：38分　・R9目標：15分")
    assert found == [("待ち時間", FROM_TO)]
    assert read("現状値：38分（R5）") == []


def test_a_name_behind_values_begins_the_next_indicator():
    found = read("待ち時間", "38分（R5）→ 15分（R9）", "申請率", "8.5％（R5）→ 50％（R9）")
    assert found == [("待ち時間", FROM_TO), ("申請率", (("2023", "8.5％"), ("2027", "50％")))]


def test_a_value_stands_below_its_head():
    lines = [("待ち時間", region(80)), ("現状値", region(100)), ("目標値", region(100, x=200))]
    lines += [("38分", region(114)), ("→", region(114, x=160)), ("15分", region(114, x=200))]
    assert [(one.name, one.values) for one in lines_to_indicators(lines)] == [("待ち時間", NAMED)]


def test_a_line_end_may_cut_values():
    assert read("待ち時間　38分（R5）→", "15分（R9）") == [("待ち時間", FROM_TO)]
    assert read("待ち時間　38分（令和", "5年度）→ 15分（令和9年度）") == [("待ち時間", FROM_TO)]


def test_an_indicator_knows_its_lines():
    (found,) = indicators("待ち時間", "38分（R5）→ 15分（R9）")
    assert found.where == (region(100), region(114))


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("窓口の待ち時間を短くする。",),
        ("待ち時間",),
        ("38分（R5）→ 15分（R9）",),
        ("令和5年度から令和9年度まで見直す。",),
        ("待ち時間（総合窓口）",),
    ],
    ids=["nothing", "sentence", "name alone", "values alone", "period", "bracket"],
)
def test_other_lines_are_no_indicator(texts):
    assert read(*texts) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("現状値（R5）：38分", ("2023", "38分")),
        ("令和4年度 7件", ("2022", "7件")),
        ("R6実績 38件", ("2024", "38件")),
        ("38分（R5）", ("2023", "38分")),
        ("38分（現状値）", ("現状値", "38分")),
        ("現状　38分、", ("現状", "38分")),
        ("目標値", None),
        ("38分", None),
        ("38分（平均）", None),
        ("窓口（R5）の件数", None),
    ],
)
def test_one_text_may_print_key_and_value(text, value):
    assert split_value(text) == value


@pytest.mark.parametrize("text", ["現状値", "目標値（R9）", "令和6年度", " R6実績 ", "２０２６年度末"])
def test_a_head_says_which_value_stands_beside_it(text):
    assert is_value_head(text)


@pytest.mark.parametrize("text", ["", "38分", "待ち時間", "現状の課題", "令和6年度に見直す"])
def test_other_texts_are_no_heads(text):
    assert not is_value_head(text)


@pytest.mark.parametrize(
    "text",
    ["38分", "約1,500件", "28.4％", "1万2千枚", "３億５千万円", "2万3,500人", "年間10回", "－", "未実施", "60％以上"],
)
def test_a_value_may_stand_alone(text):
    assert lone_value(text)


@pytest.mark.parametrize("text", ["", "窓口", "38分（R5）", "1万2千枚を配る。", "1万 2千枚", "R6 38件"])
def test_other_texts_are_no_lone_value(text):
    assert not lone_value(text)


@relaxed
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["待ち時間", "申請率", "オンラインでの届出"]), st.integers(1, 9999), st.integers(1, 9999)
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["件", "％", "人", ""]),
    st.sampled_from(["→", " ⇒ ", "　→　"]),
)
def test_every_printed_indicator_comes_back(drawn, unit, arrow):
    texts = [f"{name}　{a}{unit}（R6）{arrow}{b}{unit}（R9）" for name, a, b in drawn]
    assert read(*texts) == [(name, (("2024", f"{a}{unit}"), ("2027", f"{b}{unit}"))) for name, a, b in drawn]


@relaxed
@given(st.lists(st.text("現状目標値R5令和９年度38分件％→：、（）・待ち時間 　/", max_size=24), max_size=4))
@example(["3", "・3", "5（R3）"])
def test_no_words_come_from_elsewhere_than_the_lines(texts):
    # A bullet may be left out, and with it what parts two lines.
    left_out = str.maketrans("", "", " 　・")
    printed = "".join(texts).translate(left_out)
    for one in indicators(*texts):
        assert one.name.translate(left_out) in printed
        assert one.values
        assert all(value.translate(left_out) in printed for _, value in one.values)


def test_a_head_with_a_year_and_the_value_behind_it_are_one_piece():
    texts = ["申請率", "現状値（令和６年度）　41％", "目標値（令和11年度）　85％"]
    (found,) = lines_to_indicators(
        [(text, Region(1, Box(50, 100 + 20 * i, 200, 110 + 20 * i))) for i, text in enumerate(texts)]
    )
    assert (found.name, found.values) == ("申請率", (("2024", "41％"), ("2029", "85％")))
