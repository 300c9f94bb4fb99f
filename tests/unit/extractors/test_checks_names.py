"""Odd names, marks out of sequence and doubles: what is said, and what is let pass."""

from __future__ import annotations

import pytest
from unit.extractors.test_checks import codes, measure

from corpus.records import Document
from extractors.checks import check_measures
from extractors.checks_marks import mark_gaps
from extractors.checks_names import duplicates, is_unusual_title, unusual_departments, unusual_titles


def offices(*groups):
    return [measure(departments=group) for group in groups]


@pytest.mark.parametrize(
    ("groups", "odd"),
    [
        ((["企画政策課"], ["企画政策課"], ["企画政策"]), "企画政策"),
        ((["復興推進室"], ["復興推進室"], ["復興興推進室"]), "復興興推進室"),
        ((["市民課"], ["タウン推"]), "タウン推"),
        ((["総務課"], ["総務課"], ["財務課"]), None),
        ((["税務課"], ["税務課"], ["税課"]), None),
        ((["11"], ["20"], ["1"]), None),
        ((["市民課"], ["税務課"]), None),
        (([], []), None),
    ],
    ids=["cut", "one too many", "no office", "one other sign", "short names", "codes", "each once", "none"],
)
def test_offices_that_occur_once_and_look_wrong_are_told(groups, odd):
    issues = unusual_departments(offices(*groups))
    assert codes(issues) == (["department_unusual"] if odd else [])
    assert all(f"「{odd}」" in issue.message for issue in issues)


@pytest.mark.parametrize(
    ("title", "unusual"),
    [
        ("窓口の予約", False),
        ("「書かない窓口」の展開（再掲）", False),
        ("マイナンバーカードの普及・活用", False),
        ("", True),
        ("窓口を予約制にします。", True),
        ("窓口の予約及び", False),
        ("窓口の予約、", True),
        ("窓口の予約（本庁", True),
        ("長" * 80, False),
        ("長" * 81, True),
    ],
)
def test_titles_that_do_not_read_like_one(title, unusual):
    assert is_unusual_title(title) is unusual


def test_an_unusual_title_is_quoted_in_part():
    (issue,) = unusual_titles([measure(title="長" * 90)])
    assert issue.code == "title_unusual"
    assert f"「{'長' * 30}…」" in issue.message


@pytest.mark.parametrize(
    ("second", "doubled"),
    [
        ({}, True),
        ({"repost": True}, False),
        ({"path": ("第３章",)}, False),
        ({"label": "②"}, False),
        ({"title": "別の施策"}, False),
    ],
    ids=["same", "printed again", "other place", "other mark", "other title"],
)
def test_measures_that_are_there_twice_are_told(second, doubled):
    first = {"label": "①", "title": "窓口の予約"}
    issues = duplicates([measure(**first), measure(**(first | second))])
    assert codes(issues) == (["duplicate_measure"] if doubled else [])


def labelled(*labels, path=("第２章",)):
    return [measure(label, path=path, page=number) for number, label in enumerate(labels, start=5)]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("ｱ)", "ｲ)", "ｴ)"), "6ページの「ｲ)」の次が「ｴ)」で、「ｳ)」の1件"),
        (("①", "④"), "「②」「③」の2件"),
        (("（１）", "（３）"), "「（２）」の1件"),
        (("施策1-1", "施策1-3"), "「施策1-2」の1件"),
        (("1)", "9)"), "前の7件"),
    ],
)
def test_a_gap_names_the_missing_marks_and_the_page_before(labels, said):
    (issue,) = mark_gaps(labelled(*labels))
    assert said in issue.message
    assert issue.page == 4 + len(labels)


def test_a_section_that_opens_late_is_told_where_others_begin_anew():
    begin_anew = [one for name in "一二" for one in labelled("①", "②", path=(name,))]
    (issue,) = mark_gaps([*begin_anew, *labelled("④", path=("三",))])
    assert "「④」から始まっており" in issue.message


def test_numbers_that_go_on_from_section_to_section_are_in_sequence():
    found = [*labelled("①", "②", path=("一",)), *labelled("①", path=("二",)), *labelled("③", "④", path=("三",))]
    assert mark_gaps(found) == []


def test_what_is_printed_again_keeps_its_mark():
    assert mark_gaps([measure("施策３", repost=True), measure("施策５", repost=True)]) == []


def test_every_message_is_a_sentence_with_something_to_do():
    found = [
        measure("①", title="同じ。", departments=["市民"]),
        measure("④", title="同じ。", departments=["ほげ"]),
        measure("④", title="同じ。"),
    ]
    issues = check_measures(found, Document())
    assert {*codes(issues)} == {"mark_gap", "title_unusual", "department_unusual", "duplicate_measure"}
    assert all(
        issue.message.endswith("確かめてください。") and issue.box is not None
        for issue in issues
        if issue.code != "department_unusual"
    )
