"""Rulings to tables and cells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from unit.extractors.strategies_pages import merge_grids, relaxed
from unit.extractors.typed_pages import BLACK, WHITE, box, grid_at, page, rule

from corpus.records import Box
from extractors.grid import page_to_tables


def spans(table):
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


def only(tables):
    (table,) = tables
    return table


def rows_of(n_rows, n_columns):
    return [[""] * n_columns for _ in range(n_rows)]


@relaxed
@given(merge_grids())
def test_the_cells_of_a_merged_table_are_recovered_exactly(grid):
    assume(len(grid.boxes) > 1)
    (table,) = page_to_tables(grid.page)
    found = frozenset(Box(*(round(edge, 3) for edge in cell.box)) for cell in table.cells)
    assert found == frozenset(Box(*(round(edge, 3) for edge in one)) for one in grid.boxes)


@relaxed
@given(merge_grids())
def test_the_cells_of_a_table_cover_it_without_overlap(grid):
    for table in page_to_tables(grid.page):
        area = sum(cell.box.width * cell.box.height for cell in table.cells)
        assert area == pytest.approx(table.box.width * table.box.height)
        units = [
            (cell.row + i, cell.column + j)
            for cell in table.cells
            for i in range(cell.row_span)
            for j in range(cell.column_span)
        ]
        assert len(units) == len(set(units)) == table.n_rows * table.n_columns


def test_a_table_without_merged_cells_has_a_cell_for_each_unit():
    table = only(page_to_tables(page(grid_at(40, 100, [50, 50, 50], rows_of(2, 3)))))
    assert (table.n_rows, table.n_columns) == (2, 3)
    assert spans(table) == [(i, j, 1, 1) for i in range(2) for j in range(3)]


def test_a_cell_over_two_rows_and_one_over_two_columns_keep_their_spans():
    rows = [["", "", "<"], ["^", "", ""]]
    table = only(page_to_tables(page(grid_at(40, 100, [50, 50, 50], rows))))
    assert spans(table) == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_outer_sides_left_open_are_closed():
    """Many offices draw no rulings at the left and right end of a table."""
    rulings = [rule(50, y, 250, y) for y in (100, 130, 160)] + [rule(150, 100, 150, 160)]
    table = only(page_to_tables(page(rulings)))
    assert table.xs == (50, 150, 250)
    assert len(table.cells) == 4


@pytest.mark.parametrize("gap", [0.0, 1.0, 2.0])
def test_rulings_drawn_short_still_meet(gap):
    rulings = [rule(50 + gap, y, 250 - gap, y) for y in (100, 130, 160)]
    rulings += [rule(x, 100 + gap, x, 160 - gap) for x in (50, 150, 250)]
    assert len(only(page_to_tables(page(rulings))).cells) == 4


def test_a_double_stroke_is_one_ruling():
    rulings = [rule(50, y, 250, y) for y in (100, 130, 131.5, 160)] + [rule(x, 100, x, 160) for x in (50, 150, 250)]
    table = only(page_to_tables(page(rulings)))
    assert (table.n_rows, table.n_columns) == (2, 2)


def test_a_ruling_in_pieces_is_one():
    rulings = [rule(x, y, x + 49, y) for y in (100, 130, 160) for x in (50, 100, 150, 200)]
    rulings += [rule(x, 100, x, 160) for x in (50, 150, 249)]
    assert len(only(page_to_tables(page(rulings))).cells) == 4


def test_two_tables_on_a_page_come_from_top_to_bottom():
    lower, upper = grid_at(40, 400, [50, 50], rows_of(1, 2)), grid_at(40, 100, [50, 50], rows_of(3, 2))
    assert [table.n_rows for table in page_to_tables(page(lower, upper))] == [3, 1]


def test_tables_side_by_side_stay_apart():
    left, right = grid_at(40, 100, [50, 50], rows_of(2, 2)), grid_at(160, 100, [50, 50, 50], rows_of(2, 3))
    assert [table.n_columns for table in page_to_tables(page(left, right))] == [2, 3]


def test_a_frame_around_text_is_no_table():
    assert page_to_tables(page(grid_at(40, 100, [300], rows_of(1, 1)))) == []


@pytest.mark.parametrize(
    "rulings",
    [[], [rule(50, 100, 500, 100)], [rule(50, 100, 500, 100), rule(50, 130, 500, 130)], [rule(50, 100, 50, 300)]],
    ids=["none", "underline", "two lines across", "side line"],
)
def test_lines_that_enclose_nothing_are_no_table(rulings):
    assert page_to_tables(page(rulings)) == []


def test_outlined_rectangles_that_share_their_sides_are_cells():
    boxes = [
        box(50 + 60 * j, 100 + 20 * i, 110 + 60 * j, 120 + 20 * i, fill=WHITE, stroke=BLACK)
        for i in (0, 1)
        for j in (0, 1, 2)
    ]
    table = only(page_to_tables(page(boxes)))
    assert (table.n_rows, table.n_columns) == (2, 3)


def test_outlined_rectangles_that_stand_alone_are_no_cells():
    boxes = [box(50 + 90 * j, 100, 120 + 90 * j, 116, fill=WHITE, stroke=BLACK) for j in (0, 1, 2)]
    assert page_to_tables(page(boxes)) == []


def test_the_rulings_can_be_given_without_the_shafts_of_arrows():
    grid = page(grid_at(40, 100, [100, 100], rows_of(2, 2)), rule(45, 115, 135, 115))
    kept = [ruling for ruling in grid.rulings if ruling.length != 90]
    assert only(page_to_tables(grid, kept)).n_rows == 2


def form_cell(*, n_rows=2, stroke=BLACK):
    """A ruled form of two rows; the lower cell holds outlined boxes in three columns."""
    boxes = [
        box(120 + 60 * j, 150 + 20 * i, 180 + 60 * j, 170 + 20 * i, fill=WHITE, stroke=stroke)
        for i in range(n_rows)
        for j in (0, 1, 2)
    ]
    return page(grid_at(40, 100, [70, 400], rows_of(2, 2), height=[30, 100]), boxes)


def test_boxes_side_by_side_inside_a_cell_are_a_table_of_their_own():
    form, nested = page_to_tables(form_cell())
    assert (form.n_rows, form.n_columns) == (2, 2)
    assert (nested.n_rows, nested.n_columns) == (2, 3)
    assert nested.box == Box(120, 150, 300, 190)


@pytest.mark.parametrize(
    "one",
    [form_cell(n_rows=1), form_cell(stroke=None)],
    ids=["one row", "no outlines"],
)
def test_other_boxes_inside_a_cell_are_none(one):
    assert all(table.box.top == 100 for table in page_to_tables(one))


def test_boxes_that_stand_apart_inside_a_cell_are_bars():
    boxes = [
        box(120 + 80 * j, 145 + 26 * i, 180 + 80 * j, 160 + 26 * i, stroke=BLACK) for i in (0, 1, 2) for j in (0, 1)
    ]
    assert only(page_to_tables(page(grid_at(40, 100, [70, 400], rows_of(2, 2), height=[30, 100]), boxes))).n_rows == 2


def path_box(x0, top, x1, bottom):
    """An outlined rectangle as slides draw it: a path along its box."""
    return replace(box(x0, top, x1, bottom, fill=None, stroke=BLACK), rectangular=False)


def test_paths_along_boxes_in_rows_and_columns_are_cells():
    boxes = [path_box(x, y, x + 80, y + 20) for y in (100, 120) for x in (50, 130, 210)]
    (table,) = page_to_tables(page(boxes))
    assert (table.n_rows, table.n_columns) == (2, 3)


def test_paths_along_boxes_that_only_stand_side_by_side_are_none():
    assert page_to_tables(page([path_box(x, 100, x + 80, 120) for x in (50, 130, 210)])) == []
