"""Cells can be read back, and no spreadsheet runs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.cells import cell_text, disarm, join_texts, rearm, split_texts

entries = st.text(st.sampled_from("ab |\\'\n計画") | st.characters(), min_size=1, max_size=6)


@given(st.lists(entries, max_size=4).map(tuple))
def test_lists_come_back(texts: tuple[str, ...]) -> None:
    assert split_texts(join_texts(texts)) == texts


@pytest.mark.parametrize(
    ("texts", "cell"),
    [
        (("総務課", "税務課"), "総務課 | 税務課"),
        (("a|b", "c\\"), "a\\|b | c\\\\"),
        ((), ""),
        ((" ", "|"), "  | \\|"),
    ],
)
def test_lists_in_a_cell(texts: tuple[str, ...], cell: str) -> None:
    assert join_texts(texts) == cell
    assert split_texts(cell) == texts


@given(st.text())
def test_a_disarmed_text_comes_back_and_begins_harmlessly(text: str) -> None:
    assert rearm(disarm(text)) == text
    assert not disarm(text).startswith(tuple("=+-@＝＋－＠\t\r\n"))


@pytest.mark.parametrize("text", ["=1+1", "+81", "-5%", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "－", "'042072"])
def test_a_dangerous_text_gets_an_apostrophe(text: str) -> None:
    assert disarm(text) == "'" + text


@pytest.mark.parametrize("text", ["", "042072", "運用", "▲5", "ー", "a=1", " =1"])
def test_other_texts_stay(text: str) -> None:
    assert disarm(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (2020, "2020"),
        (0.1 + 0.2, "0.3000"),
        (1.0, "1.0000"),
        ("０", "０"),
    ],
)
def test_values_in_a_cell(value: object, text: str) -> None:
    assert cell_text(value) == text
