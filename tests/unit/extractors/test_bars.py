"""Bars of a 工程表: which drawn shapes are bars, and where they lie."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import (
    BLACK,
    GREY,
    WHITE,
    arrow_head,
    bare_table,
    box,
    page,
    pentagon,
    rule,
    text_at,
    thin_arrow,
)

from corpus.records import Box
from extractors.bars import Bar, find_bars, without_shafts
from extractors.page import Shape

TABLE = bare_table([100, 200, 260, 320], [100, 130, 160])


def bars_of(*items):
    one = page(items)
    _, arrows = without_shafts(one)
    return find_bars(one, [TABLE], arrows)


@pytest.mark.parametrize(
    "shape",
    [
        box(205, 108, 255, 122),
        box(205, 108, 255, 122, fill=None, stroke=BLACK),
        pentagon(205, 108, 255, 122),
        pentagon(205, 108, 255, 122, fill=None),
    ],
    ids=["filled rectangle", "outlined rectangle", "block arrow", "outlined block arrow"],
)
def test_a_painted_shape_over_a_table_is_a_bar(shape):
    assert [bar.box for bar in bars_of(shape)] == [shape.box]


@pytest.mark.parametrize(
    "shape",
    [
        box(200, 130, 260, 160),
        box(100, 100, 320, 160),
        box(100, 100, 320, 130),
        box(205, 108, 255, 122, fill=WHITE),
        box(205, 108, 255, 122, fill=(0.0, 0.0, 0.0, 0.0)),
        box(205, 108, 255, 122, fill=None),
        box(205, 108, 211, 122),
        box(205, 108, 255, 111),
        box(205, 308, 255, 322),
    ],
    ids=["cell", "table", "head row", "white", "white of inks", "unpainted", "narrow", "flat", "elsewhere"],
)
def test_backgrounds_and_specks_are_no_bars(shape):
    assert bars_of(shape) == []


def test_fill_and_outline_of_one_bar_are_one():
    fill, outline = pentagon(205, 108, 255, 122), pentagon(204.5, 107.5, 255.5, 122.5, fill=None)
    assert len(bars_of(fill, outline)) == 1


def test_bars_come_from_left_to_right_within_a_height():
    lower, right, left = box(205, 135, 255, 150), box(262, 108, 310, 122), box(205, 108, 255, 122)
    assert [bar.box for bar in bars_of(lower, right, left)] == [left.box, right.box, lower.box]


def test_a_bar_may_end_beyond_the_table():
    assert len(bars_of(pentagon(205, 108, 340, 122))) == 1


def test_a_line_with_a_head_is_a_thin_bar_from_end_to_tip():
    (bar,) = bars_of(thin_arrow(205, 115, 255))
    assert bar == Bar(Box(205, 112, 255, 118), thin=True)


def test_a_line_with_heads_at_both_ends_is_one_bar():
    (bar,) = bars_of(arrow_head(211, 115), rule(207, 115, 251, 115), arrow_head(255, 115))
    assert (bar.box.x0, bar.box.x1, bar.thin) == (205, 255, True)


def test_the_shaft_of_an_arrow_is_no_ruling():
    one = page(rule(100, 130, 320, 130), thin_arrow(205, 115, 255))
    rulings, arrows = without_shafts(one)
    assert rulings == [rule(100, 130, 320, 130)]
    assert len(arrows) == 1


@pytest.mark.parametrize(
    "items",
    [
        [rule(205, 115, 251, 115), arrow_head(300, 115)],
        [rule(205, 115, 251, 115), arrow_head(255, 150)],
        [rule(220, 105, 220, 125), arrow_head(225, 115)],
        [rule(205, 115, 251, 115), box(249, 112, 255, 118, fill=GREY)],
        [rule(205, 115, 251, 115), text_at(251, 110, "▶")],
    ],
    ids=["head away", "head below", "upright line", "square", "character"],
)
def test_a_line_without_a_head_at_its_end_stays_a_ruling(items):
    _, arrows = without_shafts(page(items))
    assert arrows == []


def test_thin_arrows_away_from_tables_are_no_bars():
    assert bars_of(thin_arrow(205, 400, 255)) == []


def triangle(x0, top, x1, bottom, *, fill=GREY):
    """A triangle that points right."""
    points = ((x0, top), (x1, (top + bottom) / 2), (x0, bottom))
    return Shape(box=Box(x0, top, x1, bottom), points=points, fill=fill, stroke=None, rectangular=False)


def test_a_body_and_its_head_are_one_bar():
    assert [bar.box for bar in bars_of(box(205, 112, 245, 118), triangle(245, 108, 255, 122))] == [
        Box(205, 108, 255, 122)
    ]


def test_a_triangle_of_another_colour_is_no_head():
    assert len(bars_of(box(205, 108, 245, 122), triangle(245, 108, 255, 122, fill=BLACK))) == 2


def test_rectangles_of_one_colour_that_touch_are_one_bar():
    assert [bar.box for bar in bars_of(box(205, 108, 235, 122), box(235, 108, 255, 122))] == [Box(205, 108, 255, 122)]


@pytest.mark.parametrize(
    "second",
    [box(235, 108, 255, 122, fill=BLACK), box(238, 108, 255, 122), box(235, 108, 255, 122, stroke=BLACK)],
    ids=["colour", "gap", "outline"],
)
def test_rectangles_that_differ_stay_apart(second):
    assert len(bars_of(box(205, 108, 235, 122), second)) == 2


def test_rectangles_that_touch_with_words_in_each_stay_apart():
    words = [text_at(208, 111, "検討", size=8), text_at(240, 111, "運用", size=8)]
    assert len(bars_of(box(203, 108, 235, 122), box(235, 108, 259, 122), words)) == 2


def test_a_shadow_is_no_bar():
    shape = box(205, 108, 255, 122)
    assert [bar.box for bar in bars_of(box(208, 111, 258, 125, fill=(0.5,)), shape)] == [shape.box]


def test_a_balloon_is_no_bar():
    points = ((205, 104), (255, 104), (255, 118), (230, 118), (226, 126), (222, 118), (205, 118))
    balloon = Shape(box=Box(205, 104, 255, 126), points=points, fill=GREY, stroke=BLACK, rectangular=False)
    assert bars_of(balloon) == []


def test_columns_of_a_chart_are_no_bars():
    assert bars_of([box(204 + 20 * i, 150 - 12 * i, 216 + 20 * i, 158) for i in range(3)]) == []


def lines(*drawn):
    """Line-drawn bars on a page with a ruled table of four columns."""
    grid = [rule(100, y, 340, y) for y in (100, 160)] + [rule(x, 100, x, 160) for x in (100, 160, 220, 280, 340)]
    rulings, arrows = without_shafts(page(grid, drawn))
    return len(rulings) - len(grid), [(bar.box.x0, bar.box.x1) for bar in arrows]


def test_a_line_that_ends_on_no_rule_is_a_bar():
    assert lines(rule(164, 130, 276, 130)) == (0, [(164, 276)])


def test_a_line_between_end_caps_is_a_bar():
    assert lines(rule(160, 130, 280, 130), rule(162, 126, 162, 134), rule(277, 126, 277, 134)) == (3, [])
    assert lines(rule(165, 130, 275, 130), rule(165, 126, 165, 134), rule(275, 126, 275, 134)) == (0, [(165, 275)])


@pytest.mark.parametrize(
    ("x0", "x1"), [(100, 340), (160, 340), (160, 280), (100, 276)], ids=["all", "right", "middle", "one end"]
)
def test_a_rule_that_ends_on_rules_stays_one(x0, x1):
    assert lines(rule(x0, 130, x1, 130)) == (1, [])


def test_a_line_under_words_underlines_them():
    assert lines(rule(170, 130, 202, 130), text_at(170, 121, "検討検討", size=8)) == (1, [])


@pytest.mark.parametrize("turned", [False, True])
def test_arrows_that_meet_keep_their_own_heads(turned):
    first = [rule(164, 130, 214, 130), arrow_head(217, 130, size=8)]
    second = [rule(216, 130, 270, 130), arrow_head(274, 130, size=8)]
    drawn = [*second, *first] if turned else [*first, *second]
    assert sorted(lines(*drawn)[1]) == [(164, 217), (216, 274)]


def ground(*inside):
    """A ground over the years on which bars are drawn."""
    return [box(96, 104, 324, 156), *inside]


def test_the_ground_of_bars_is_no_bar():
    bars = [pentagon(205, 108, 255, 122), pentagon(262, 134, 318, 150)]
    assert [bar.box for bar in bars_of(ground(*bars))] == [bar.box for bar in bars]


def test_a_lane_as_wide_as_the_bar_on_it_is_no_bar():
    bar = pentagon(98, 110, 322, 120)
    assert [found.box for found in bars_of(box(98, 104, 322, 126), bar)] == [bar.box]


def test_a_bar_over_the_whole_table_with_nothing_inside_is_one():
    assert [bar.box for bar in bars_of(box(98, 108, 322, 122))] == [Box(98, 108, 322, 122)]


def test_a_bar_inside_another_that_is_narrower_than_the_table_leaves_both():
    outer, inner = box(202, 104, 318, 126), pentagon(210, 108, 255, 122)
    assert {bar.box for bar in bars_of(outer, inner)} == {outer.box, inner.box}


def test_an_arrow_of_the_size_of_its_cells_is_no_shading():
    arrow = pentagon(200, 130, 320, 160)
    assert [bar.box for bar in bars_of(arrow)] == [arrow.box]
    assert bars_of(box(200, 130, 320, 160)) == []


def test_rectangles_over_the_whole_table_that_cross_its_columns_are_bars():
    words = [text_at(110, 111, "検討", size=8), text_at(240, 111, "運用", size=8)]
    pair = [box(100, 108, 230, 122), box(230, 108, 320, 122)]
    assert [bar.box for bar in bars_of(pair, words)] == [one.box for one in pair]


def test_rectangles_over_the_whole_table_from_column_to_column_are_shading():
    words = [text_at(x + 10, 111, "見本", size=8) for x in (100, 200, 260)]
    tiles = [box(x0, 108, x1, 122) for x0, x1 in ((100, 200), (200, 260), (260, 320))]
    assert bars_of(tiles, words) == []


@pytest.mark.parametrize(
    ("inset", "count"), [(1.5, 1), (1.0, 0), (-1.5, 0)], ids=["inside", "on the lines", "around the cell"]
)
def test_a_rectangle_a_little_inside_its_cells_is_a_bar(inset, count):
    shape = box(200 + inset, 130 + inset, 320 - inset, 160 - inset)
    assert [bar.box for bar in bars_of(shape)] == [shape.box] * count


def test_a_rectangle_inside_on_three_sides_only_is_shading():
    assert bars_of(box(201.5, 130, 258.5, 158.5)) == []


def boxed_lines(*drawn):
    """Line-drawn bars on a page with an outlined box of years beside a column of names."""
    columns = [rule(x, 100, x, 160) for x in (60, 160, 220, 280)]
    rulings, arrows = without_shafts(page(columns, box(100, 100, 340, 160, fill=None, stroke=BLACK), drawn))
    return len(rulings) - len(columns), [(bar.box.x0, bar.box.x1) for bar in arrows]


def test_a_line_between_the_sides_of_an_outlined_box_stays_a_rule():
    assert boxed_lines(rule(100, 130, 340, 130)) == (1, [])
    assert boxed_lines(rule(110, 130, 330, 130)) == (0, [(110, 330)])


def test_a_line_in_pieces_where_no_column_goes_down_is_the_border_of_cells():
    columns = [rule(x, 100, x, 160) for x in (60, 90, 340)]
    thirds = [rule(100 + 60 * i, 130, 160 + 60 * i, 130) for i in range(3)]
    rulings, arrows = without_shafts(page(columns, thirds))
    assert (len(rulings), arrows) == (6, [])
    _, arrows = without_shafts(page(columns, rule(100, 130, 280, 130)))
    assert len(arrows) == 1
