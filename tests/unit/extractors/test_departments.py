"""Department names in cells and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import OFFICE_STEMS, office_names, relaxed

from extractors.departments import split_departments


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["市民課"], ["市民課"]),
        (["市民課、税務課"], ["市民課", "税務課"]),
        (["市民課，税務課／会計室"], ["市民課", "税務課", "会計室"]),
        (["市民課　　税務課"], ["市民課", "税務課"]),
        (["市民課・税務課"], ["市民課", "税務課"]),
        (["市民課･税務課"], ["市民課", "税務課"]),
        (["子育て・健康課"], ["子育て・健康課"]),
        (["子育て・健康課・税務課"], ["子育て・健康課", "税務課"]),
        (["市民課", "税務課"], ["市民課", "税務課"]),
        (["デジタル行", "政推進課"], ["デジタル行政推進課"]),
        (["水道お客さまセン", "ター"], ["水道お客さまセンター"]),
        (["市民課、", "税務課"], ["市民課", "税務課"]),
        (["○市民課", "◎税務課"], ["市民課", "税務課"]),
        (["・市民課", "・税務課"], ["市民課", "税務課"]),
        (["学校教育課（見本小学校）"], ["学校教育課（見本小学校）"]),
        (["市民課", "市民課"], ["市民課"]),
        (["11", "20"], ["11", "20"]),
        (["11・20"], ["11", "20"]),
        (["全庁"], ["全庁"]),
        (["関係各課"], ["関係各課"]),
        (["教育委員会事務局", "生涯学習課"], ["教育委員会事務局", "生涯学習課"]),
        (["－"], []),
        ([""], []),
        ([], []),
    ],
)
def test_names_come_one_by_one(lines, names):
    assert split_departments(lines) == names


@relaxed
@given(st.lists(office_names, min_size=1, max_size=5, unique=True), st.data())
def test_names_joined_by_separators_come_back(names, data):
    separators = data.draw(
        st.lists(st.sampled_from("、，,／/；;・･\n"), min_size=len(names) - 1, max_size=len(names) - 1)
    )
    text = names[0] + "".join(separator + name for separator, name in zip(separators, names[1:], strict=True))
    assert split_departments(text.split("\n")) == names


@relaxed
@given(st.lists(st.sampled_from(OFFICE_STEMS), min_size=1, max_size=3, unique=True), st.data())
def test_names_broken_over_lines_come_back(stems, data):
    lines = []
    for stem in stems:
        at = data.draw(st.integers(1, len(stem)))
        lines += [stem[:at], stem[at:] + "課"]
    assert split_departments(lines) == [f"{stem}課" for stem in stems]
