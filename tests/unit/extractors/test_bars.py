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
        box(205, 108, 255, 122, fill=None),
        box(205, 108, 211, 122),
        box(205, 108, 255, 111),
        box(205, 308, 255, 322),
    ],
    ids=["cell", "table", "head row", "white", "unpainted", "narrow", "flat", "elsewhere"],
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
