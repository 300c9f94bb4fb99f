"""Numbers in frames of their own beside a title."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import BLACK, WHITE, box, layout, line_of, text_at

from corpus.records import Box
from extractors.badges import is_badge, join_badge


def badge_at(text):
    badge = line_of(text, boxed=True)
    return badge, Box(badge.box.x0 - 4, badge.box.top - 6, badge.box.x1 + 4, badge.box.bottom + 20)


@pytest.mark.parametrize("number", ["①", "01", "1-2", "（３）", "施策１", "A-1"])
def test_a_number_in_a_frame_opens_the_line_of_its_title(number):
    badge, frame = badge_at(number)
    title, text = line_of("窓口の予約", x=frame.x1 + 8, size=12), line_of("住民が使う。", x=frame.x1 + 8, top=116)
    index, line = join_badge(badge, frame, [text, title])
    assert (index, line.text, line.badged, line.size) == (1, f"{number} 窓口の予約", True, 12)
    assert line.box == title.box
    assert len(line.glyphs) == len(number) + 5


@pytest.mark.parametrize(
    ("text", "boxed"),
    [("①", False), ("重点", True), ("①窓口", True)],
    ids=["no frame", "word", "title"],
)
def test_other_lines_are_no_badges(text, boxed):
    assert not is_badge(line_of(text, boxed=boxed))


@pytest.mark.parametrize(("x", "top"), [(80, 160), (240, 100), (20, 100)], ids=["lower", "far", "left of it"])
def test_lines_elsewhere_are_no_titles(x, top):
    badge, frame = badge_at("①")
    assert join_badge(badge, frame, [line_of("窓口の予約", x=x, top=top)]) is None


def test_a_number_alone_above_a_title_in_its_face_opens_it():
    one = layout(
        text_at(60, 100, "1-1", size=18), text_at(60, 122, "窓口の予約", size=12), text_at(60, 150, "住民が使う。")
    )
    assert [line.text for line in one.lines] == ["1-1 窓口の予約", "住民が使う。"]


@pytest.mark.parametrize(
    ("number", "x", "top"), [("1-1", 120, 122), ("1-1", 60, 160), ("重点", 60, 122)], ids=["aside", "far below", "word"]
)
def test_other_lines_above_a_title_stay_lines(number, x, top):
    one = layout(text_at(60, 100, number, size=18), text_at(x, top, "窓口の予約", size=12))
    assert [line.text for line in one.lines] == [number, "窓口の予約"]


def test_a_badge_is_no_title_of_another():
    badge, frame = badge_at("1")
    assert join_badge(badge, frame, [line_of("①", x=frame.x1 + 4, boxed=True)]) is None


def test_a_number_in_a_small_box_on_a_page_is_a_badge():
    one = layout(box(56, 96, 76, 114, fill=WHITE, stroke=BLACK), text_at(62, 100, "1"), text_at(84, 100, "窓口の予約"))
    assert [(line.text, line.badged) for line in one.lines] == [("1 窓口の予約", True)]


def test_a_badge_at_mid_height_of_a_broken_title_opens_its_first_line():
    badge, frame = badge_at("施策3-2")
    frame = Box(frame.x0, 106, frame.x1, 122)
    title = [
        line_of("基幹業務の標準化", x=frame.x1 + 8, top=96, size=14),
        line_of("と共通化", x=frame.x1 + 8, top=116, size=14),
    ]
    joined = join_badge(badge, frame, title)
    assert joined is not None
    assert (joined[0], joined[1].text) == (0, "施策3-2 基幹業務の標準化")


@pytest.mark.parametrize("size", [8, 18])
def test_a_number_above_a_title_may_be_set_smaller_or_larger(size):
    one = layout(text_at(60, 100, "Action 01", size=size), text_at(60, 102 + size, "窓口の予約", size=12))
    assert [line.text for line in one.lines] == ["Action 01 窓口の予約"]


def card_head(number, x0=50.0, title="窓口の予約"):
    """A number in a box as high as a block, beside a title and a text."""
    return layout(
        box(x0, 96, x0 + 90, 150),
        text_at(x0 + 20, 112, number, size=20),
        text_at(x0 + 100, 116, title, size=14),
        text_at(60, 170, "住民が使う。"),
    )


@pytest.mark.parametrize("number", ["01", "1-2", "PJ1"])
def test_a_number_in_a_box_as_high_as_a_block_opens_the_title_beside_it(number):
    assert [line.text for line in card_head(number).lines] == [f"{number} 窓口の予約", "住民が使う。"]


def test_a_word_in_such_a_box_is_a_line_of_its_own():
    lines = card_head("重点").lines
    assert [(line.text, line.boxed) for line in lines] == [
        ("重点", False),
        ("窓口の予約", False),
        ("住民が使う。", False),
    ]


def test_a_number_in_such_a_box_without_a_title_beside_it_stays_a_line():
    one = layout(box(50, 96, 140, 150), text_at(70, 112, "01", size=20), text_at(60, 250, "住民が使う。"))
    assert [line.text for line in one.lines] == ["01", "住民が使う。"]
