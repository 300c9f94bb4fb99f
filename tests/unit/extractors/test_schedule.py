"""Bars and words over year columns become activities with fiscal years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import FIRST_YEAR, relaxed, reordered, schedules, worded_rows
from unit.extractors.typed_pages import (
    box,
    grid_at,
    moved,
    only_table,
    pentagon,
    scaled,
    text_at,
    text_width,
    thin_arrow,
)

from corpus.records import Box
from extractors.axis import YearColumn, find_axis
from extractors.layout import page_to_layout
from extractors.schedule import bar_to_years, read_row
from extractors.years import YearLabel

# A table at (40, 100) with a name column of 100 points and four years of 60: they begin at x = 140, 200, 260, 320.
HEADS = ["施策", "令和７年度", "令和８年度", "令和９年度", "令和10年度"]
WIDTHS = [100, 60, 60, 60, 60]
TOP = 130.0


def columns(n=4, width=60.0, x0=140.0):
    return [YearColumn(YearLabel(2025 + i, 2025 + i, "year"), x0 + i * width, x0 + (i + 1) * width) for i in range(n)]


def read(row, *items, heads=HEADS, **options):
    """Entries of a table with one body row, as (activity, first, last)."""
    block = only_table(grid_at(40, 100, WIDTHS[: len(heads)], [heads, row]), items)
    axis = find_axis(block)
    assert axis is not None
    return read_row(block, axis, (TOP, TOP + 30), **options).entries


def spans(entries):
    return [(entry.activity, entry.start_fy, entry.end_fy) for entry in entries]


def labelled(x0, x1, text, *, shape=pentagon, top=TOP + 6):
    return [shape(x0, top, x1, top + 18), text_at((x0 + x1 - text_width(text, 8)) / 2, top + 5, text, size=8)]


class TestBarToYears:
    @pytest.mark.parametrize(
        ("x0", "x1", "years"),
        [
            (140, 200, (0, 0)),
            (140, 380, (0, 3)),
            (200, 320, (1, 2)),
            (152, 248, (0, 1)),
            (128, 212, (0, 0)),
            (170, 200, (0, 0)),
            (140, 215, (0, 1)),
            (140, 213, (0, 0)),
            (196, 204, (0, 0)),
            (195, 210, (1, 1)),
            (320, 420, (3, 3)),
        ],
        ids=[
            "one column",
            "all columns",
            "two columns",
            "both ends short",
            "both ends beyond",
            "second half",
            "a quarter over",
            "a little over",
            "across a line",
            "mostly the next",
            "beyond the last",
        ],
    )
    def test_a_bar_counts_for_the_years_it_covers(self, x0, x1, years):
        assert bar_to_years(Box(x0, 100, x1, 110), columns()) == years

    @pytest.mark.parametrize(("x0", "x1"), [(40, 140), (380, 400), (20, 60)])
    def test_a_bar_beside_all_columns_counts_for_none(self, x0, x1):
        assert bar_to_years(Box(x0, 100, x1, 110), columns()) is None

    @relaxed
    @given(
        st.integers(1, 8).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1), st.integers(0, n - 1))),
        st.sampled_from([24.0, 45.0, 120.0]),
        st.floats(-0.2, 0.2),
        st.floats(-0.2, 0.2),
    )
    def test_ends_off_by_a_fifth_of_a_column_change_no_year(self, bar, width, left, right):
        n, first, last = bar[0], min(bar[1:]), max(bar[1:])
        x0, x1 = 140 + (first + left) * width, 140 + (last + 1 + right) * width
        assert bar_to_years(Box(x0, 100, x1, 110), columns(n, width)) == (first, last)

    def test_half_years_of_one_year_are_covered_together(self):
        halves = [
            YearColumn(YearLabel(2025, 2025, "year", part), x0, x0 + 60) for part, x0 in (("上期", 140), ("下期", 200))
        ]
        assert bar_to_years(Box(140, 100, 260, 110), halves) == (0, 1)


class TestBars:
    def test_the_words_inside_a_bar_name_its_activity(self):
        entries = read(["窓口", "", "", "", ""], labelled(142, 198, "検討"), labelled(202, 378, "運用"))
        assert spans(entries) == [("検討", 2025, 2025), ("運用", 2026, 2028)]

    def test_a_bar_without_words_has_no_activity_name(self):
        assert spans(read(["窓口", "", "", "", ""], pentagon(142, 136, 258, 154))) == [("", 2025, 2026)]

    def test_words_above_a_thin_arrow_name_its_activity(self):
        entries = read(["窓口", "", "", "", ""], thin_arrow(145, 148, 255), text_at(150, 136, "試行", size=8))
        assert spans(entries) == [("試行", 2025, 2026)]

    def test_words_to_the_right_of_a_thin_arrow_name_its_activity(self):
        entries = read(["窓口", "", "", "", ""], thin_arrow(145, 142, 195), text_at(200, 138, "試行", size=8))
        assert spans(entries) == [("試行", 2025, 2025)]

    def test_a_label_over_two_lines_is_joined(self):
        bar = [box(142, 132, 198, 158), text_at(146, 134, "設計及び\n構築", size=8)]
        assert spans(read(["窓口", "", "", "", ""], bar)) == [("設計及び構築", 2025, 2025)]

    def test_bars_one_above_the_other_are_two_entries(self):
        bars = [labelled(142, 258, "設計", top=131, shape=box), labelled(202, 318, "構築", top=151, shape=box)]
        block = only_table(grid_at(40, 100, WIDTHS, [HEADS, ["窓口"] + [""] * 4], height=[30, 45]), bars)
        assert spans(read_row(block, find_axis(block), (130, 175)).entries) == [
            ("設計", 2025, 2026),
            ("構築", 2026, 2027),
        ]

    def test_an_entry_knows_the_place_of_its_bar(self):
        (entry,) = read(["窓口", "", "", "", ""], labelled(142, 198, "検討"))
        assert entry.where[0].page == 1
        assert entry.where[0].box == Box(142, 136, 198, 154)

    @pytest.mark.parametrize(("x1", "open_end"), [(379, False), (384, False), (392, True)])
    def test_a_bar_that_runs_past_the_last_year_has_an_open_end(self, x1, open_end):
        (entry,) = read(["窓口", "", "", "", ""], labelled(142, x1, "運用"))
        assert (entry.end_fy, entry.open_end) == (2028, open_end)

    def test_a_bar_over_the_column_of_what_was_before_has_no_start(self):
        heads = ["施策", "これまで", "令和７年度", "令和８年度"]
        entries = read(["窓口", "", "", ""], labelled(142, 198, "試行"), labelled(202, 318, "運用"), heads=heads)
        assert spans(entries) == [("試行", None, 2024), ("運用", 2025, 2026)]

    def test_a_ribbon_over_several_rows_is_an_entry_of_each_of_them(self):
        rows = [HEADS, ["窓口"] + [""] * 4, ["会計"] + [""] * 4]
        block = only_table(grid_at(40, 100, WIDTHS, rows), box(265, 135, 315, 185), text_at(270, 152, "標準化", size=8))
        axis = find_axis(block)
        for top in (130, 160):
            assert spans(read_row(block, axis, (top, top + 30)).entries) == [("標準化", 2027, 2027)]

    def test_a_bar_that_pokes_into_the_next_row_is_no_entry_of_it(self):
        rows = [HEADS, ["窓口"] + [""] * 4, ["会計"] + [""] * 4]
        block = only_table(grid_at(40, 100, WIDTHS, rows), labelled(142, 198, "検討", top=146))
        axis = find_axis(block)
        assert spans(read_row(block, axis, (130, 160)).entries) == [("検討", 2025, 2025)]
        assert read_row(block, axis, (160, 190)).entries == []


class TestWords:
    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (
                ["窓口", "検討", "導入", "運用", "運用"],
                ["検討 2025 2025", "導入 2026 2026", "運用 2027 2027", "運用 2028 2028"],
            ),
            (["窓口", "検討", "<", "運用", "<"], ["検討 2025 2026", "運用 2027 2028"]),
            (["窓口", "検討", "→", "→", "運用"], ["検討 2025 2027", "運用 2028 2028"]),
            (["窓口", "検討", "⇒", "<", "<"], ["検討 2025 2028"]),
            (["窓口", "検討", "〃", "同左", ""], ["検討 2025 2027"]),
            (["窓口", "－", "―", "検討", "-"], ["検討 2027 2027"]),
            (["窓口", "検討\n設計", "", "", ""], ["検討設計 2025 2025"]),
            (["窓口", "検討→", "", "", ""], ["検討 2025 2025"]),
            (["窓口", "", "", "", ""], []),
        ],
        ids=["words", "merged", "arrows", "merged arrow", "ditto", "dashes", "two lines", "trailing arrow", "empty"],
    )
    def test_the_words_of_a_cell_stand_for_the_years_it_spans(self, row, expected):
        assert [f"{a} {b} {c}" for a, b, c in spans(read(row))] == expected

    @relaxed
    @given(worded_rows())
    def test_any_row_of_words_merged_cells_and_arrows_is_read(self, row):
        cells, entries = row
        heads = ["施策", *(f"令和{FIRST_YEAR + i}年度" for i in range(len(cells)))]
        block = only_table(grid_at(40, 100, [100] + [60] * len(cells), [heads, ["窓口", *cells]]))
        assert spans(read_row(block, find_axis(block), (TOP, TOP + 30)).entries) == entries

    @pytest.mark.parametrize("mark", ["→", "⇒", "➡", "〃", "同左", "→→", "＞"])
    def test_arrows_and_ditto_marks_extend_the_entry_before_them(self, mark):
        assert spans(read(["窓口", "検討", mark, "", ""])) == [("検討", 2025, 2026)]

    def test_marks_become_the_words_of_the_legend(self):
        legend = {"◎": "本格実施", "○": "検討", "△": "行わない"}
        assert spans(read(["窓口", "○", "◎", "△", "●"], legend=legend)) == [
            ("検討", 2025, 2025),
            ("本格実施", 2026, 2026),
            ("●", 2028, 2028),
        ]

    def test_words_beside_a_bar_of_the_same_row_are_an_entry_of_their_own(self):
        entries = read(["窓口", "", "", "", "見直し"], labelled(142, 258, "運用"))
        assert spans(entries) == [("運用", 2025, 2026), ("見直し", 2028, 2028)]

    def test_the_row_s_name_is_kept_in_each_entry(self):
        assert {entry.row for entry in read(["窓口", "検討", "導入", "", ""], row_name="予約制")} == {"予約制"}

    def test_a_column_from_a_year_on_has_an_open_end(self):
        heads = ["施策", "令和７年度", "令和８年度", "令和９年度以降"]
        (entry,) = read(["窓口", "", "", "運用"], heads=heads)
        assert (entry.start_fy, entry.end_fy, entry.open_end) == (2027, 2027, True)


class TestTheWholePage:
    @staticmethod
    def entries(page, n_rows, top, height):
        (block,) = page_to_layout(page).tables
        axis = find_axis(block)
        return [
            sorted(spans(read_row(block, axis, (top + height * i, top + height * (i + 1))).entries))
            for i in range(1, n_rows + 1)
        ]

    @relaxed
    @given(schedules())
    def test_bars_drawn_by_hand_keep_their_years_and_words(self, drawn):
        expected = [drawn.entries(row) for row in range(drawn.n_rows)]
        assert self.entries(drawn.page, drawn.n_rows, 100, 30) == expected

    @relaxed
    @given(schedules(), st.floats(-30, 90), st.floats(-40, 300))
    def test_shifting_a_page_changes_no_year_and_no_text(self, drawn, dx, dy):
        shifted = moved(drawn.page, dx, dy)
        expected = [drawn.entries(row) for row in range(drawn.n_rows)]
        assert self.entries(shifted, drawn.n_rows, 100 + dy, 30) == expected
        texts = [[line.text for line in page_to_layout(page).lines] for page in (shifted, drawn.page)]
        assert texts[0] == texts[1]

    @relaxed
    @given(schedules(), st.floats(0.7, 2.0))
    def test_scaling_a_page_changes_no_year_and_no_text(self, drawn, factor):
        larger = scaled(drawn.page, factor)
        expected = [drawn.entries(row) for row in range(drawn.n_rows)]
        assert self.entries(larger, drawn.n_rows, 100 * factor, 30 * factor) == expected
        texts = [[line.text for line in page_to_layout(page).lines] for page in (larger, drawn.page)]
        assert texts[0] == texts[1]

    @relaxed
    @given(st.data())
    def test_the_order_in_the_file_changes_no_entry(self, data):
        drawn = data.draw(schedules())
        again = data.draw(reordered(drawn.page))
        expected = [drawn.entries(row) for row in range(drawn.n_rows)]
        assert self.entries(again, drawn.n_rows, 100, 30) == expected
