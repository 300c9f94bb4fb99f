"""Frames around text: which shapes may hold text, and what kind of frame they are."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import BLACK, GREY, WHITE, bare_table, box, page, pentagon

from corpus.records import Box
from extractors.frames import find_frames, innermost, is_block, is_edge_tab, panel_of

PAGE = page()


def frames(*items, tables=()):
    return find_frames(page(items), tables)


@pytest.mark.parametrize(
    "shape",
    [
        box(50, 100, 300, 200, fill=WHITE, stroke=BLACK),
        box(50, 100, 300, 200),
        box(50, 100, 120, 114),
        pentagon(50, 100, 120, 114),
    ],
    ids=["outlined", "coloured", "small", "arrow"],
)
def test_a_painted_shape_may_hold_text(shape):
    assert frames(shape) == [shape.box]


@pytest.mark.parametrize(
    "shape",
    [
        box(50, 100, 300, 200, fill=WHITE),
        box(50, 100, 300, 200, fill=None),
        box(50, 100, 60, 114),
        box(50, 100, 120, 106),
        box(0, 0, 595, 842),
    ],
    ids=["white", "unpainted", "narrow", "flat", "background"],
)
def test_specks_and_backgrounds_hold_none(shape):
    assert frames(shape) == []


@pytest.mark.parametrize(("ground", "found"), [(GREY, 2), (WHITE, 0)], ids=["on grey", "on white"])
def test_white_is_a_frame_on_a_coloured_ground_only(ground, found):
    shapes = [box(50, 100, 300, 200, fill=ground), box(60, 110, 120, 130, fill=WHITE)]
    assert len(find_frames(page(shapes), [])) == found


@pytest.mark.parametrize(
    ("panel", "found"),
    [
        (Box(51, 101, 150, 199), True),
        (Box(51, 101, 150, 150), False),
        (Box(160, 101, 290, 199), False),
        (Box(51, 101, 280, 199), False),
    ],
    ids=["left side", "too low", "amid the card", "most of the card"],
)
def test_a_panel_along_the_left_side_of_a_card_heads_it(panel, found):
    card = Box(50, 100, 300, 200)
    assert (panel_of([card, panel], card) is panel) is found


def test_fill_and_outline_of_one_frame_are_one():
    assert len(frames(box(50, 100, 300, 200), box(49, 99, 301, 201, fill=None, stroke=BLACK))) == 1


def test_frames_come_outermost_first():
    inner, outer = box(60, 110, 120, 130), box(50, 100, 300, 200, fill=WHITE, stroke=BLACK)
    assert frames(inner, outer) == [outer.box, inner.box]


def test_bars_and_shaded_cells_of_a_table_are_no_frames():
    table = bare_table([50, 150, 250], [100, 130, 160])
    assert frames(box(150, 100, 250, 130), pentagon(155, 136, 240, 154), tables=[table]) == []


def test_a_card_around_a_table_is_a_frame():
    table = bare_table([60, 150, 240], [120, 150, 180])
    card = box(50, 100, 300, 200, fill=WHITE, stroke=BLACK)
    assert frames(card, tables=[table]) == [card.box]


def test_the_smallest_frame_around_a_box_owns_it():
    found = [Box(50, 100, 300, 200), Box(60, 110, 120, 130)]
    assert innermost(found, Box(70, 115, 80, 125)) == 1
    assert innermost(found, Box(200, 150, 210, 160)) == 0
    assert innermost(found, Box(400, 150, 410, 160)) is None


@pytest.mark.parametrize(
    ("frame", "block"),
    [(Box(50, 100, 300, 200), True), (Box(50, 100, 300, 120), False), (Box(50, 100, 90, 200), False)],
    ids=["card", "band", "narrow"],
)
def test_a_card_is_a_block_and_a_band_or_tab_is_none(frame, block):
    assert is_block(frame) is block


@pytest.mark.parametrize(
    ("frame", "tab"),
    [
        (Box(570, 300, 595, 400), True),
        (Box(0, 300, 24, 400), True),
        (Box(540, 300, 565, 400), False),
        (Box(540, 300, 595, 400), False),
        (Box(570, 300, 595, 312), False),
    ],
    ids=["right edge", "left edge", "inside", "wide", "lying"],
)
def test_a_narrow_upright_frame_at_the_page_s_edge_is_a_tab(frame, tab):
    assert is_edge_tab(frame, PAGE) is tab
