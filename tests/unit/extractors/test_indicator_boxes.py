"""Boxes of one indicator, without a table and without a label."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import BLACK, WHITE, box, text_at

from extractors.indicator_boxes import find_indicator_boxes

NAME = text_at(310, 104, "窓口の待ち時間（分）", size=9)
HEADS = [*text_at(310, 120, "現状値", size=7), *text_at(380, 120, "目標値", size=7)]
VALUES = [*text_at(310, 132, "20分", size=12), *text_at(350, 132, "→", size=12), *text_at(380, 132, "10分", size=12)]
FRAME = box(300, 100, 460, 150, fill=WHITE, stroke=BLACK).box


def test_a_name_with_headed_values_is_an_indicator():
    (found,) = find_indicator_boxes([FRAME], [*NAME, *HEADS, *VALUES])
    assert found.box == FRAME
    assert [line.text for line in found.elements] == ["窓口の待ち時間（分）", "現状値", "目標値", "20分", "10分"]
    assert all(line.is_indicator for line in found.elements)


@pytest.mark.parametrize(
    "inside",
    [[*NAME, *VALUES], [*HEADS, *VALUES], [*NAME, *HEADS], [*NAME, *HEADS, *VALUES[:3]]],
    ids=["no heads", "no name", "no values", "a value short"],
)
def test_other_boxes_are_none(inside):
    assert find_indicator_boxes([FRAME], inside) == []


def test_a_sentence_in_the_box_makes_it_a_text():
    sentence = text_at(310, 120, "現状は長い。", size=9)
    assert find_indicator_boxes([FRAME], [*NAME, *sentence, *VALUES]) == []


def test_a_box_as_high_as_a_part_of_the_page_is_none():
    high = box(300, 100, 460, 400, fill=WHITE, stroke=BLACK).box
    assert find_indicator_boxes([high], [*NAME, *HEADS, *VALUES]) == []


def test_of_frames_inside_each_other_the_outer_one_counts():
    inner = box(305, 102, 455, 148, fill=WHITE, stroke=BLACK).box
    assert [one.box for one in find_indicator_boxes([FRAME, inner], [*NAME, *HEADS, *VALUES])] == [FRAME]
