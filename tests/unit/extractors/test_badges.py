"""Numbers in frames of their own beside a title."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import BLACK, WHITE, box, cell_text, layout, line_of, text_at

from extractors.badges import with_badges

BADGE = line_of("①", boxed=True)


def joined(*lines):
    return list(with_badges([(line, column) for column, line in enumerate(lines)]))


@pytest.mark.parametrize("number", ["①", "01", "1-2", "（３）", "施策１"])
def test_a_number_in_a_frame_opens_the_line_of_its_title(number):
    badge = line_of(number, boxed=True)
    ((line, column),) = joined(badge, line_of("窓口の予約", x=badge.box.x1 + 12, top=102, size=12))
    assert (line.text, column, line.badged, line.size) == (f"{number} 窓口の予約", 0, True, 12)
    assert (line.box.x0, line.box.x1) == (60, badge.box.x1 + 72)
    assert len(line.glyphs) == len(number) + 5


@pytest.mark.parametrize(
    ("badge", "title"),
    [
        (line_of("①"), line_of("窓口の予約", x=80)),
        (line_of("重点", boxed=True), line_of("窓口の予約", x=90)),
        (line_of("①窓口", boxed=True), line_of("窓口の予約", x=100)),
        (BADGE, line_of("窓口の予約", x=80, top=108)),
        (BADGE, line_of("窓口の予約", x=160)),
        (BADGE, line_of("窓口の予約", x=40)),
    ],
    ids=["no frame", "word", "title in the frame", "lower", "far", "left of it"],
)
def test_other_lines_stay_apart(badge, title):
    assert joined(badge, title) == [(badge, 0), (title, 1)]


def test_a_badge_without_a_title_is_kept():
    other = cell_text("表")
    assert joined(BADGE) == [(BADGE, 0)]
    assert joined(BADGE, other, BADGE) == [(BADGE, 0), (other, 1), (BADGE, 2)]


def test_of_two_badges_the_second_opens_the_title():
    outer, inner = line_of("1", boxed=True), line_of("①", x=300, boxed=True)
    found = [line.text for line, _ in joined(outer, inner, line_of("窓口の予約", x=316))]
    assert found == ["1", "① 窓口の予約"]


def test_a_number_in_a_small_box_on_a_page_is_a_badge():
    one = layout(box(56, 96, 76, 114, fill=WHITE, stroke=BLACK), text_at(62, 100, "1"), text_at(84, 100, "窓口の予約"))
    assert [(line.text, line.badged) for line in one.lines] == [("1 窓口の予約", True)]
