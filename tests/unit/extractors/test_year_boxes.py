"""Years in boxes side by side."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import grid_at, layout

YEARS = ("令和７年度", "令和８年度", "令和９年度")


def boxes(*columns, gap=6.0, tops=None):
    """Boxes of 80 points, each with a head and what is below it."""
    tops = tops or [100.0] * len(columns)
    return [
        item
        for index, (head, text) in enumerate(columns)
        for item in grid_at(60 + (80 + gap) * index, tops[index], [80], [[head], [text]])
    ]


def tables(*items):
    return [[[entry.text for entry in one.row(i)] for i in range(one.table.n_rows)] for one in layout(*items).tables]


def test_boxes_of_years_at_one_height_are_one_schedule():
    columns = list(zip(YEARS, ("検討", "導入", "運用"), strict=True))
    assert tables(boxes(*columns)) == [[list(YEARS), ["検討", "導入", "運用"]]]


@pytest.mark.parametrize(
    ("columns", "options"),
    [
        ([("令和７年度", "検討"), ("令和８年度", "導入")], {"gap": 40.0}),
        ([("令和７年度", "検討"), ("令和８年度", "導入")], {"tops": [100.0, 120.0]}),
        ([("市民課", "検討"), ("税務課", "導入")], {}),
    ],
    ids=["far apart", "at two heights", "no years"],
)
def test_other_boxes_stay_tables_of_their_own(columns, options):
    assert len(tables(boxes(*columns, **options))) == 2


def test_a_box_below_two_years_spans_both():
    two = grid_at(60, 100, [80, 6, 80], [["令和７年度", "", "令和８年度"], ["検討", "<", "<"]])
    one = grid_at(232, 100, [80], [["令和９年度"], ["運用"]])
    assert tables(two, one) == [[list(YEARS), ["検討", "運用"]]]
