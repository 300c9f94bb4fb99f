"""Shapes that stand for lines: boxes drawn as paths, painted borders, heads and bands painted without rulings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import relaxed
from unit.extractors.typed_pages import BLACK, GREY, WHITE, box, grid_at, layout, pentagon, text_at

from corpus.records import Box
from extractors.page import Shape
from extractors.painted_borders import with_outlines
from extractors.painted_heads import painted_heads


def path(*points, fill=GREY):
    xs, ys = zip(*points, strict=True)
    return Shape(Box(min(xs), min(ys), max(xs), max(ys)), points, fill, None, rectangular=False)


class TestIsBox:
    @pytest.mark.parametrize(
        "shape",
        [
            box(10, 10, 60, 30),
            path((10, 10), (60, 10), (60, 30), (10, 30)),
            path((10, 10), (35, 10), (60, 10), (60, 30.2), (35, 30), (10.2, 30), (10, 20)),
        ],
        ids=["rectangle", "path", "points on its sides"],
    )
    def test_a_path_along_its_box_is_one(self, shape):
        assert shape.is_box

    @pytest.mark.parametrize(
        "shape",
        [
            pentagon(10, 10, 60, 30),
            path((10, 10), (60, 10), (60, 30)),
            path((10, 10), (60, 10), (60, 30), (40, 20), (10, 30)),
            path((15, 10), (55, 10), (60, 15), (60, 25), (55, 30), (15, 30), (10, 25), (10, 15)),
        ],
        ids=["arrow", "triangle", "notched", "round corners"],
    )
    def test_any_other_path_is_none(self, shape):
        assert not shape.is_box


class TestBorders:
    def test_a_ring_between_two_rectangles_is_an_outline(self):
        (shape,) = with_outlines([box(10, 10, 60, 30, fill=BLACK), box(11, 11, 59, 29, fill=BLACK)])
        assert (shape.box, shape.fill, shape.stroke) == (Box(10, 10, 60, 30), None, BLACK)

    @pytest.mark.parametrize(
        "inner",
        [box(11, 11, 59, 30, fill=BLACK), box(11, 10, 59, 30, fill=BLACK), box(11, 11, 60, 30, fill=BLACK)],
        ids=["three sides", "two sides that face", "two sides that meet"],
    )
    def test_a_ring_may_be_drawn_on_some_sides_only(self, inner):
        (shape,) = with_outlines([box(10, 10, 60, 30, fill=BLACK), inner])
        assert (shape.box, shape.fill, shape.stroke) == (Box(10, 10, 60, 30), None, BLACK)

    @pytest.mark.parametrize(
        "inner",
        [
            box(11, 11, 59, 29, fill=GREY),
            box(11, 10, 60, 30, fill=BLACK),
            box(10, 10, 60, 30, fill=BLACK),
            box(15, 15, 55, 25, fill=BLACK),
            box(62, 10, 90, 30, fill=BLACK),
            box(11, 11, 59, 29, fill=None, stroke=BLACK),
            replace(box(11, 11, 59, 29, fill=BLACK), rectangular=False),
        ],
        ids=[
            "another colour",
            "a single drawn side",
            "twice the same",
            "too wide",
            "beside it",
            "stroked",
            "no rectangle",
        ],
    )
    def test_other_pairs_stay_two_shapes(self, inner):
        shapes = [box(10, 10, 60, 30, fill=BLACK), inner]
        assert with_outlines(shapes) == shapes

    @relaxed
    @given(st.lists(st.tuples(st.integers(0, 400), st.floats(0.2, 3.0), st.booleans()), max_size=6))
    def test_every_ring_is_one_outline_and_the_order_stays(self, drawn):
        shapes, expected = [], []
        for x, border, outer_first in drawn:
            ring = [
                box(x, 0, x + 50, 20, fill=BLACK),
                box(x + border, border, x + 50 - border, 20 - border, fill=BLACK),
            ]
            shapes += [*(ring if outer_first else ring[::-1]), box(x, 300, x + 9, 320)]
            expected += [Box(x, 0, x + 50, 20), Box(x, 300, x + 9, 320)]
        assert [shape.box for shape in with_outlines(shapes)] == expected


TABLE = Box(50, 100, 350, 200)
XS = (50.0, 150.0, 250.0, 350.0)


def head_rulings(*shapes, words=()):
    """(is horizontal, position) of the rulings for a table of three columns, words given as boxes."""

    def words_in(outer):
        return [word for word in words if outer.x0 <= word.x0 and outer.top <= word.top and word.bottom <= outer.bottom]

    return sorted({(r.horizontal, r.position) for r in painted_heads(shapes, [(TABLE, XS)], words_in)})


def word(x0, x1, top=84.0):
    return Box(x0, top, x1, top + 10)


class TestHeads:
    def test_boxes_side_by_side_on_a_table_are_its_heads(self):
        boxes = [box(x, 80, x + 100, 100) for x in (50, 150, 250)]
        assert head_rulings(*boxes) == [*((False, x) for x in XS), (True, 80), (True, 100)]

    def test_strips_in_the_upper_part_of_each_column_are_its_heads(self):
        strips = [box(x, 100, x + 100, 112) for x in (50, 150, 250)]
        words = [word(x + 10, x + 40, 101) for x in (50, 150, 250)]
        assert head_rulings(*strips, words=words) == [(True, 112)]
        assert head_rulings(*strips, words=words[:2]) == []
        assert head_rulings(*strips[:2], words=words) == []

    @pytest.mark.parametrize("gap", [3, 5.5])
    def test_three_heads_may_end_a_little_above_the_table(self, gap):
        boxes = [box(x, 80 - gap, x + 100, 100 - gap) for x in (50, 150, 250)]
        assert head_rulings(*boxes) == [*((False, x) for x in XS), (True, 80 - gap), (True, 100)]

    def test_only_the_heads_right_above_the_table_may_end_before_it(self):
        heads = [box(x, 80, x + 100, 100) for x in (50, 150, 250)]
        above = [box(x, 55, x + 100, 75) for x in (50, 150, 250)]
        assert head_rulings(*above, *heads) == head_rulings(*heads)

    @pytest.mark.parametrize(
        "boxes",
        [
            [box(x, 73, x + 100, 93) for x in (50, 150, 250)],
            [box(50, 76, 150, 96), box(150, 76, 350, 96)],
            [box(50, 76, 350, 96)],
        ],
        ids=["far above", "two heads", "one band"],
    )
    def test_other_boxes_above_a_table_are_no_heads(self, boxes):
        words = [word(60, 90, 80), word(160, 190, 80), word(260, 290, 80)]
        assert head_rulings(*boxes, words=words) == []

    def test_one_band_with_a_head_over_each_column_may_lie_in_the_first_row(self):
        words = [word(x + 10, x + 40, 101) for x in (50, 150, 250)]
        assert head_rulings(box(50, 100, 350, 112), words=words) == [(True, 112)]

    @pytest.mark.parametrize(
        ("band", "n_words"), [(box(50, 100, 300, 112), 3), (box(50, 100, 350, 135), 2)], ids=["narrow", "two words"]
    )
    def test_other_bands_in_the_first_row_head_nothing(self, band, n_words):
        assert head_rulings(band, words=[word(x, x + 30, 101) for x in (60, 160, 260)[:n_words]]) == []

    def test_a_band_over_a_whole_table_heads_nothing(self):
        words = [word(x, x + 30, 101) for x in (60, 160, 260)]
        assert painted_heads([box(50, 100, 350, 129)], [(Box(50, 100, 350, 130), XS)], lambda _: words) == []

    def test_heads_above_heads_are_rows_of_them(self):
        boxes = [box(50, 60, 350, 80), *(box(x, 80, x + 100, 100) for x in (50, 150, 250))]
        words = [word(60, 90, 64), word(160, 190, 64), word(260, 290, 64)]
        assert [y for across, y in head_rulings(*boxes, words=words) if across] == [60, 80, 100]

    def test_a_band_of_words_is_cut_at_the_columns_that_no_word_crosses(self):
        words = [word(60, 100), word(160, 230), word(232, 330)]
        found = head_rulings(box(50, 80, 350, 100), words=words)
        assert [x for across, x in found if not across] == [50, 150, 350]

    @pytest.mark.parametrize(
        "shapes",
        [
            [box(50, 80, 350, 100)],
            [box(50, 70, 350, 90)],
            [box(50, 80, 250, 100)],
            [box(50, 80, 150, 100), box(250, 80, 350, 100)],
            [box(50, 80, 150, 100), box(150, 70, 250, 100), box(250, 80, 350, 100)],
            [box(50, 20, 350, 100)],
            [box(50, 80, 350, 100, fill=None, stroke=BLACK)],
            [pentagon(50, 80, 350, 100)],
        ],
        ids=["heading", "apart", "too short", "with a gap", "uneven", "too high", "unpainted", "arrow"],
    )
    def test_what_is_no_row_of_heads_gives_no_ruling(self, shapes):
        assert head_rulings(*shapes, words=[word(60, 90)]) == []

    def test_a_band_inside_a_table_heads_the_rows_below_it(self):
        assert head_rulings(box(50, 130, 350, 148), words=[word(60, 120, 134)]) == [(True, 130), (True, 148)]

    @pytest.mark.parametrize(
        ("shapes", "words"),
        [
            ([box(50, 130, 350, 148)], []),
            ([box(50, 130, 350, 148)], [word(60, 90, 134), word(160, 190, 134), word(260, 290, 134)]),
            ([box(50, 130, 250, 148)], [word(60, 90, 134)]),
            ([box(50, 130, 350, 165)], [word(60, 90, 134)]),
            ([box(50, 130, 350, 148), box(150, 132, 250, 146, fill=WHITE)], [word(60, 90, 134)]),
        ],
        ids=["empty", "row of words", "narrow", "high", "drawn upon"],
    )
    def test_other_paint_inside_a_table_does_not(self, shapes, words):
        assert head_rulings(*shapes, words=words) == []

    def test_painted_heads_are_the_first_row_of_their_table(self):
        heads = [
            [box(x, 80, x + 100, 100), text_at(x + 4, 85, t, size=8)] for x, t in ((40, "施策名"), (140, "担当課"))
        ]
        (block,) = layout(heads, grid_at(40, 100, [100, 100], [["予約", "市民課"], ["納付", "会計室"]])).tables
        assert [[entry.text for entry in block.row(i)] for i in range(block.table.n_rows)] == [
            ["施策名", "担当課"],
            ["予約", "市民課"],
            ["納付", "会計室"],
        ]
