"""Names of rows that stand left of a schedule, outside its grid."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import grid_at, layout, text_at

YEARS = ["R7", "R8", "R9"]
ROWS = [YEARS, ["設計", "構築", "運用"], ["", "出張受付", ""]]


def table(*names, rows=ROWS):
    (block,) = layout(grid_at(160, 100, [60, 60, 60], rows), *names).tables
    return [[entry.text for entry in block.row(i)] for i in range(block.table.n_rows)]


def test_names_beside_the_rows_are_their_first_column():
    found = table(text_at(100, 136, "交付", size=8), text_at(100, 166, "申請支援", size=8))
    assert found == [["", *YEARS], ["交付", "設計", "構築", "運用"], ["申請支援", "", "出張受付", ""]]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        ([text_at(100, 136, "交付", size=8)], ROWS),
        ([text_at(100, 136, "交付", size=8), text_at(60, 166, "申請支援", size=8)], ROWS),
        ([text_at(100, 136, "交付する。", size=8), text_at(100, 166, "支援する。", size=8)], ROWS),
        ([text_at(20, 136, "交付", size=8), text_at(20, 166, "支援", size=8)], ROWS),
        ([text_at(100, 136, "交付", size=8)], ROWS[:2]),
        ([text_at(100, 136, "交付", size=8), text_at(100, 166, "支援", size=8)], [["窓口", "R8", "R9"], *ROWS[1:]]),
    ],
    ids=["one of two", "not aligned", "sentences", "far", "one row", "a head that is no year"],
)
def test_other_lines_beside_a_schedule_stay_lines(names, rows):
    assert table(*names, rows=rows) == [list(row) for row in rows]
