"""What a table elsewhere calls a measure: its number or its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import relaxed

from extractors.drafts import Draft
from extractors.references import find_named, find_numbered, fold_name

CHAPTER = "第３章　取組"


def draft(label, title="窓口の予約", path=(), page=5):
    return Draft(path=(CHAPTER, *path), label=label, title=title, page=page, end_page=page, extractor="prose")


def numbered(drafts, number, path=(), page=9):
    found = find_numbered(drafts, number, path=(CHAPTER, *path), page=page)
    return found and (found.path[1:], found.label)


@pytest.mark.parametrize("number", ["①", " ① ", "1"])
def test_a_number_is_the_label_in_any_spelling(number):
    assert numbered([draft("②"), draft("①")], number) == ((), "①")


@pytest.mark.parametrize(
    ("number", "path", "label"),
    [
        ("1-2①", ("方針１", "施策１-２　窓口"), "①"),
        ("1-2-1", ("方針１", "施策１-２　窓口"), "①"),
        ("2-2①", ("方針２", "施策２-２　会計"), "①"),
        ("2-2②", None, None),
        ("3-2①", None, None),
    ],
)
def test_a_number_may_begin_with_those_above_the_measure(number, path, label):
    drafts = [draft("①", path=("方針１", "施策１-２　窓口")), draft("①", path=("方針２", "施策２-２　会計"))]
    assert numbered(drafts, number) == (path and (path, label))


def test_a_number_means_the_nearest_measure_of_those_that_have_it():
    drafts = [draft("①", path=("方針１",)), draft("①", path=("方針２",)), draft("①", path=("方針２",), page=12)]
    assert numbered(drafts, "①", path=("方針１",)) == (("方針１",), "①")
    assert find_numbered(drafts, "①", path=(CHAPTER, "方針２"), page=9) is drafts[1]
    assert find_numbered(drafts, "①", path=(CHAPTER, "方針２"), page=12) is drafts[2]


@pytest.mark.parametrize("number", ["", "　", "⑨", "窓口"])
def test_other_texts_are_the_number_of_no_measure(number):
    assert numbered([draft("①"), draft("")], number) is None


@pytest.mark.parametrize(
    "name",
    ["回覧の電子化", "回覧の 電子化", "回覧の電子化※１", "回覧の電子化（注2）", "②回覧の電子化", "（２）回覧の電子化"],
)
def test_a_name_is_the_title_with_or_without_its_mark_and_notes(name):
    drafts = [draft("①"), draft("②", "回覧の電子化")]
    assert find_named(drafts, name) is drafts[1]


def test_of_measures_with_one_name_the_mark_tells_which():
    drafts = [draft("①"), draft("②")]
    assert find_named(drafts, "②窓口の予約") is drafts[1]
    assert find_named(drafts, "⑤窓口の予約") is drafts[0]


def test_a_shortened_name_must_fit_one_measure_only():
    drafts = [draft("", "防災無線の更新と統合"), draft("", "防災倉庫の点検と整理")]
    assert find_named(drafts, "防災無線の更新") is drafts[0]
    assert find_named(drafts, "防災無線の更新と統合の拡大") is drafts[0]
    assert find_named(drafts, "防災") is None
    assert find_named([drafts[0], draft("", "防災無線の更新の検証")], "防災無線の更新") is None


@pytest.mark.parametrize("name", ["", "　", "水道の検針", "①"])
def test_other_texts_are_the_name_of_no_measure(name):
    assert find_named([draft("①"), draft("②", "回覧の電子化")], name) is None


def test_a_word_with_the_sign_of_notes_in_it_is_no_note():
    """注 is a mark of notes with a number or in brackets, and part of many words."""
    drafts = [draft("", "文書の電子化"), draft("", "注文書の電子化")]
    assert find_named(drafts, "注文書の電子化") is drafts[1]


@relaxed
@given(
    st.text("窓口の予約注１2DX・", max_size=12), st.sampled_from(["", "※", "※３", "＊1", "*2", "注１", "（注２）", "†"])
)
def test_a_note_s_mark_behind_a_name_changes_nothing(name, mark):
    assert fold_name(name + mark) == fold_name(name) or name.endswith("注")
