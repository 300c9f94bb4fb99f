"""Offices in the brackets that close a text."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import line_of, text_width

from extractors.closing_offices import part_offices


def parted(*texts):
    lines = [line_of(text, top=100 + 16 * i) for i, text in enumerate(texts)]
    return part_offices("".join(texts), [(line, 3 + i) for i, line in enumerate(lines)])


@pytest.mark.parametrize("brackets", ["【】", "（）", "［］"])
def test_offices_behind_the_last_sentence_are_parted(brackets):
    text, offices, before, behind = parted("窓口で待つ時間を減らす。" + brackets[0] + "市民課、税務課" + brackets[1])
    assert (text, offices) == ("窓口で待つ時間を減らす。", ["市民課", "税務課"])
    assert [round(region.box.x1) for region in before] == [60 + text_width(text)]
    assert [round(region.box.x0) for region in behind] == [60 + text_width(text) + 10]


def test_a_broken_bracket_has_boxes_on_both_pages():
    text, offices, before, behind = parted("窓口で待つ時間を減らす。【会計", "室、税務課】")
    assert (text, offices) == ("窓口で待つ時間を減らす。", ["会計室", "税務課"])
    assert [region.page for region in before] == [3]
    assert [region.page for region in behind] == [3, 4]


@pytest.mark.parametrize("text", ["窓口を減らす。【一部】", "窓口を減らす。", "【市民課】"])
def test_other_endings_stay(text):
    assert parted(text) is None
