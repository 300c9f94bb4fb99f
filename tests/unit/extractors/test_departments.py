"""Department names in cells and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import OFFICE_STEMS, office_names, relaxed

from extractors.departments import (
    bracketed_offices,
    is_codes,
    is_office,
    office_words,
    split_codes,
    split_departments,
    split_offices,
)


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


@pytest.mark.parametrize(
    ("text", "bare", "names"),
    [
        ("窓口の改革（市民課・税務課）", "窓口の改革", ["市民課", "税務課"]),
        ("窓口の改革 〔担当：企画〕", "窓口の改革", ["企画"]),
        ("（市民課、税務課）", "", ["市民課", "税務課"]),
        ("窓口の改革（市民課ほか）", "窓口の改革", ["市民課ほか"]),
        ("窓口の改革（税務課、県）", "窓口の改革", ["税務課", "県"]),
        ("窓口の改革（消防署・教育委員会）", "窓口の改革", ["消防署", "教育委員会"]),
        *((text, text, []) for text in ("相談の場（高齢者等）", "通知の電子化（一部）", "手続の見直し（その他）")),
        *((text, text, []) for text in ("台帳の整理（国・県）", "講座の開催（パソコン教室）", "様式（税関係）")),
        ("窓口の改革（再掲）", "窓口の改革（再掲）", []),
        ("（市民課）窓口の改革", "（市民課）窓口の改革", []),
        ("窓口の改革（市民課と仕組み）", "窓口の改革（市民課と仕組み）", []),
        ("窓口の改革", "窓口の改革", []),
        ("", "", []),
    ],
)
def test_offices_in_brackets_close_a_text(text, bare, names):
    assert split_offices(text) == (bare, names)


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("［担当：税務課、市民課］", "税務課、市民課"),
        ("　（市民課）", "市民課"),
        ("（主担当課：企画）", "企画"),
        ("窓口（市民課）", None),
        ("（窓口の見直し）", None),
        ("市民課", None),
        ("", None),
    ],
)
def test_a_line_of_offices_in_brackets_holds_nothing_else(text, offices):
    assert bracketed_offices(text) == offices


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("窓口（担当：市民課）", "市民課"),
        ("（担当：市民課・", "市民課・"),
        ("税務課）", "税務課"),
        ("市民課", "市民課"),
        ("）", "）"),
    ],
)
def test_the_words_of_a_bracket_are_the_offices_even_where_a_line_end_breaks_it(text, words):
    assert office_words(text) == words


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ａ・Ｄ", ["Ａ", "Ｄ"]),
        ("AD", ["A", "D"]),
        ("類型P", ["類型P"]),
        ("A 、 C／E", ["A", "C", "E"]),
        ("ICT", ["I", "C", "T"]),
        ("官1", ["官1"]),
        ("－", []),
        ("", []),
    ],
)
def test_codes_come_one_by_one(text, codes):
    assert split_codes(text) == codes


@relaxed
@given(st.text("窓口の改革市民課・税務（）()担当：〔〕 　", max_size=20))
def test_no_text_is_lost_between_a_title_and_its_offices(text):
    bare, names = split_offices(text)
    assert text.startswith(bare)
    assert all(name in text for name in names)


@pytest.mark.parametrize("text", ["Ａ", "P", " Ｂ・Ｃ ", "A、D", "AD"])
def test_capital_letters_are_codes(text):
    assert is_codes(text)


@pytest.mark.parametrize("text", ["", "ａ", "Ａ1", "Ａ類", "窓口", "・"])
def test_other_texts_are_no_codes(text):
    assert not is_codes(text)


@pytest.mark.parametrize(("text", "office"), [("浄水場", True), ("図書館", True), ("市民課", True), ("窓口", False)])
def test_an_office_is_known_by_its_ending(text, office):
    assert is_office(text) is office
