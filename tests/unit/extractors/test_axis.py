"""The year axis of a schedule table."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import grid_at, only_table, table_of

from extractors.axis import find_axis, same_columns


def axis_of(*rows, **options):
    return find_axis(table_of(rows), **options)


def years(axis):
    return [(column.label.start_fy, column.label.end_fy) for column in axis.columns]


def empty(n):
    return [""] * n


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["施策", "令和７年度", "令和８年度", "令和９年度"], [2025, 2026, 2027]),
        (["施策", "令和７年度", "８年度", "９年度"], [2025, 2026, 2027]),
        (["施策", "Ｒ７", "Ｒ８"], [2025, 2026]),
        (["施策", "2025\n年度", "2026\n年度"], [2025, 2026]),
        (["施策", "平成30年度", "令和元年度", "令和２年度"], [2018, 2019, 2020]),
        (["施策", "令和7年度\n(2025)", "令和8年度\n(2026)"], [2025, 2026]),
    ],
)
def test_years_are_read_from_the_heads(heads, expected):
    axis = axis_of(heads, empty(len(heads)))
    assert years(axis) == [(year, year) for year in expected]
    assert (axis.head_rows, axis.first_column, axis.last_column) == (1, 1, len(heads) - 1)


def test_the_plan_s_period_settles_bare_numbers():
    rows = ["施策", "7", "8", "9"], empty(4)
    assert axis_of(*rows) is None
    assert years(axis_of(*rows, period=(2025, 2027))) == [(2025, 2025), (2026, 2026), (2027, 2027)]


def test_a_column_of_what_was_before_ends_before_the_first_year():
    axis = axis_of(["施策", "これまで", "令和７年度", "令和８年度", "令和９年度以降"], empty(5))
    assert years(axis) == [(None, 2024), (2025, 2025), (2026, 2026), (2027, None)]


@pytest.mark.parametrize(
    "heads",
    [
        ["施策", "担当課", "備考"],
        ["施策", "令和７年度", "担当課"],
        ["令和７年度", "窓口", "令和８年度"],
        ["指標", "8％", "50％"],
    ],
    ids=["no year", "one year", "apart", "values"],
)
def test_a_table_without_a_run_of_years_has_no_axis(heads):
    assert axis_of(heads, empty(3)) is None


def test_years_may_stand_below_a_group_head():
    axis = axis_of(["施策", "スケジュール", "<"], ["^", "令和７年度", "令和８年度"], empty(3))
    assert years(axis) == [(2025, 2025), (2026, 2026)]
    assert axis.head_rows == 2


@pytest.mark.parametrize(
    "parts",
    [["上期", "下期"], ["前半", "後半"], ["4月", "10月"], ["1Q", "3Q"], ["第１四半期", "第３四半期"]],
)
def test_parts_of_years_below_the_heads_belong_to_the_head(parts):
    axis = axis_of(["施策", "令和７年度", "<", "令和８年度", "<"], ["^", *parts, *parts], empty(5))
    assert years(axis) == [(2025, 2025), (2026, 2026)]
    assert (axis.head_rows, axis.last_column) == (2, 4)


def test_western_years_below_the_heads_belong_to_the_head():
    assert axis_of(["施策", "令和７年度", "令和８年度"], ["^", "(2025)", "(2026)"], empty(3)).head_rows == 2


def test_words_below_the_heads_are_body():
    assert axis_of(["施策", "令和７年度", "令和８年度"], ["窓口", "検討", "導入"], empty(3)).head_rows == 1


def test_columns_lie_where_the_heads_are_drawn():
    axis = find_axis(only_table(grid_at(40, 100, [100, 60, 60], [["施策", "R7", "R8"], empty(3)])))
    assert [(column.x0, column.x1) for column in axis.columns] == [(140, 200), (200, 260)]
    assert (axis.x0, axis.x1) == (140, 260)


def test_tables_with_the_same_column_edges_may_be_halves_of_one():
    first, second = table_of([["施策", "担当課"]]), table_of([["窓口", "市民課"], ["会計", "会計課"]])
    assert same_columns(first, second)
    assert not same_columns(first, table_of([["窓口", "市民課"]], [60, 70]))
    assert not same_columns(first, table_of([["窓口", "市民課", ""]]))


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["’24", "’25"], [2024, 2025]),
        (["FY2024", "FY2025"], [2024, 2025]),
        (["2024FY", "2025FY"], [2024, 2025]),
        (["FY24", "FY25"], [2024, 2025]),
        (["令和6", "／7", "／8年度"], [2024, 2025, 2026]),
        (["2019年度\n（平成３１年度）", "2020年度\n（令和２年度）"], [2019, 2020]),
        (["令和元年度", "２年度"], [2019, 2020]),
        (["令6", "令7"], [2024, 2025]),
        (["令和6年度\n（初年度）", "令和7年度\n（中間年度）", "令和8年度\n（最終年度）"], [2024, 2025, 2026]),
        (["１年目\n（R6）", "２年目\n（R7）"], [2024, 2025]),
    ],
    ids=lambda value: str(value[0]).replace("\n", ""),
)
def test_years_are_printed_in_many_ways(heads, expected):
    block = table_of([["施策", *heads], empty(len(heads) + 1)], [60] + [90] * len(heads))
    assert [column.label.start_fy for column in find_axis(block).columns] == expected


@pytest.mark.parametrize("last", ["以降", "令和９年度以降", "令和９年度～", "次期計画", "今後", "将来"])
def test_a_column_of_later_years_has_no_end(last):
    axis = axis_of(["施策", "令和７年度", "令和８年度", last], empty(4))
    assert years(axis)[-1] == (2027, None)


@pytest.mark.parametrize("first", ["これまで", "令和６年度まで", "～令和６年度", "令和６年度以前"])
def test_a_column_of_earlier_years_has_no_start(first):
    axis = axis_of(["施策", first, "令和７年度", "令和８年度"], empty(4))
    assert years(axis)[0] == (None, 2024)


def test_terms_with_their_years_are_columns_of_several_years():
    axis = axis_of(["施策", "短期\n(R6～R7)", "中期\n(R8～R9)", "長期\n(R10～)"], empty(4))
    assert years(axis) == [(2024, 2025), (2026, 2027), (2028, None)]


def test_terms_may_stand_above_their_years():
    axis = axis_of(["施策", "前期", "<", "後期", "<"], ["^", "R6", "R7", "R8", "R9"], empty(5))
    assert years(axis) == [(2024, 2024), (2025, 2025), (2026, 2026), (2027, 2027)]
    assert axis.head_rows == 2


def test_years_below_values_are_none_of_the_schedule():
    axis = axis_of(
        ["施策", "スケジュール", "<", "<", "目標値", "<", "<"], ["^", *["R7", "R8", "R9"] * 2], ["予約", *empty(6)]
    )
    assert years(axis) == [(2025, 2025), (2026, 2026), (2027, 2027)]
    assert (axis.first_column, axis.last_column, axis.head_rows) == (1, 3, 2)


def test_years_of_values_alone_are_an_axis():
    axis = axis_of(["指標", "目標値", "<"], ["^", "R8", "R9"], ["予約", "3件", "9件"])
    assert years(axis) == [(2026, 2026), (2027, 2027)]


def test_years_outside_the_period_are_read_all_the_same():
    axis = axis_of(["施策", "令和20年度", "令和21年度"], empty(3), period=(2024, 2026))
    assert years(axis) == [(2038, 2038), (2039, 2039)]


@pytest.mark.parametrize(
    "parts", [["Ⅰ", "Ⅲ"], ["4～6月", "10～12月"], ["4-6", "10-12"], ["4", "10"], ["上半期", "下半期"]]
)
def test_parts_of_years_are_printed_in_many_ways(parts):
    axis = axis_of(["施策", "令和７年度", "<", "令和８年度", "<"], ["^", *parts, *parts], empty(5))
    assert axis.head_rows == 2
