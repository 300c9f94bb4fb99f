"""What is doubtful in a schedule lowers the confidence of its entries and is told in an issue."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import arrow_head, box, grid_at, only_table, pentagon, rule, text_at, text_width

from corpus.records import Box, Issue, Region, ScheduleEntry
from extractors.axis import find_axis
from extractors.schedule import read_row
from extractors.schedule_doubts import settled, stray_bars

# Four years of 60 points from x = 140 on; one body row from 130 to 160.
HEADS = ["施策", "令和７年度", "令和８年度", "令和９年度", "令和10年度"]
WIDTHS = [100, 60, 60, 60, 60]
BAND = (130.0, 160.0)


def read(*items, row=("窓口", "", "", "", "")):
    block = only_table(grid_at(40, 100, WIDTHS, [HEADS, row]), items)
    return read_row(block, find_axis(block), BAND)


def labelled(x0, x1, text="検討"):
    return [pentagon(x0, 136, x1, 154), text_at((x0 + x1 - text_width(text, 8)) / 2, 141, text, size=8)]


def codes(row):
    return [issue.code for issue in row.issues]


def test_a_bar_with_its_words_inside_is_certain():
    row = read(labelled(142, 198))
    assert ([entry.confidence for entry in row.entries], row.issues) == ([1.0], [])


@pytest.mark.parametrize(
    ("x0", "x1", "end"),
    [(142, 214, "右"), (142, 220, "右"), (184, 260, "左")],
    ids=["just short of a quarter", "more than a quarter", "on the left"],
)
def test_an_end_near_a_quarter_of_a_column_is_unclear(x0, x1, end):
    row = read(labelled(x0, x1))
    assert codes(row) == ["schedule_edge_unclear"]
    assert f"{end}端" in row.issues[0].message
    assert row.issues[0].page == 1
    assert row.issues[0].box == Box(x0, 136, x1, 154)
    assert row.entries[0].confidence == 0.6


@pytest.mark.parametrize(("x0", "x1"), [(142, 210), (142, 228), (130, 212), (152, 248), (170, 198), (150, 165)])
def test_an_end_within_a_fifth_of_a_line_or_from_a_third_on_is_clear(x0, x1):
    assert codes(read(labelled(x0, x1))) == []


def test_a_bar_without_words_is_told():
    row = read(box(142, 136, 198, 154))
    assert codes(row) == ["schedule_without_label"]
    assert row.entries[0].confidence == 0.8


def test_painted_cells_without_words_are_told():
    row = read(box(200, 130, 260, 160, fill=(0.4, 0.6, 0.8)))
    assert codes(row) == ["schedule_without_label"]
    assert "マス" in row.issues[0].message
    assert row.entries[0].confidence < 0.8


def test_words_beside_a_bar_are_a_little_less_certain():
    row = read(rule(142, 150, 194, 150), arrow_head(198, 150), text_at(150, 138, "検討", size=8))
    assert [(entry.activity, entry.confidence) for entry in row.entries] == [("検討", 0.95)]
    assert row.issues == []


def test_words_that_two_bars_could_claim_are_told():
    bars = [box(142, 132, 198, 138), box(142, 150, 198, 156)]
    row = read(bars, text_at(150, 140, "検討", size=8))
    assert "schedule_label_unclear" in codes(row)


def test_a_bar_that_leaves_the_table_is_told():
    row = read(labelled(322, 396))
    assert codes(row) == ["schedule_open_end"]
    assert (row.entries[0].open_end, row.entries[0].confidence) == (True, 0.8)


def test_a_row_without_entries_is_told():
    row = read(row=("窓口", "", "－", "", ""))
    assert (row.entries, codes(row)) == ([], ["schedule_row_empty"])
    assert row.issues[0].box == Box(140, 130, 380, 160)


def test_a_bar_in_none_of_the_rows_is_told():
    rows = [HEADS, ["窓口"] + [""] * 4, ["会計"] + [""] * 4]
    block = only_table(grid_at(40, 100, WIDTHS, rows), labelled(142, 198), box(142, 166, 198, 184))
    axis = find_axis(block)
    assert [(i.code, i.box) for i in stray_bars(block, axis, [BAND])] == [
        ("schedule_bar_without_row", Box(142, 166, 198, 184))
    ]
    assert stray_bars(block, axis, [BAND, (160.0, 190.0)]) == []


class TestSettled:
    EMPTY = Issue(code="schedule_row_empty", message="空", page=1, box=Box(0, 0, 1, 1))
    OPEN = Issue(code="schedule_open_end", message="端", page=1, box=Box(0, 0, 1, 1))

    @staticmethod
    def entry(row=""):
        return ScheduleEntry(row=row, activity="検討", start_fy=2025, end_fy=2025, where=(Region(1, Box(0, 0, 1, 1)),))

    def test_each_issue_counts_once(self):
        assert settled([([self.entry()], [self.OPEN]), ([self.entry()], [self.OPEN])]) == [self.OPEN]

    def test_half_of_a_broken_row_may_be_empty(self):
        assert settled([([self.entry()], [self.EMPTY])]) == []
        assert settled([([], [self.EMPTY])]) == [self.EMPTY]
        assert settled([([self.entry("訓練")], [self.EMPTY])]) == [self.EMPTY]
