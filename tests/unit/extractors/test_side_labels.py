"""Labels at mid-height of the lines that they name."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import layout, line_of, text_at

from extractors.side_labels import centred_labels


def found(*lines):
    return [(label.text, box.top, box.bottom) for label, box in centred_labels(lines)]


def block(*tops, x=160.0, text="窓口の手続を見直す"):
    return [line_of(text, x=x, top=top) for top in tops]


@pytest.mark.parametrize(("tops", "middle"), [((100, 114), 107), ((100, 114, 128), 114), ((100, 116, 132, 148), 124)])
def test_a_label_at_mid_height_names_all_lines_to_its_right(tops, middle):
    assert found(line_of("取組内容", top=middle), *block(*tops)) == [("取組内容", tops[0], tops[-1] + 10)]


def test_labels_below_each_other_have_the_lines_at_their_own_height():
    lines = [line_of("現状", top=107), *block(100, 114), line_of("担当課", top=154), *block(140, 154, 168)]
    assert found(*lines) == [("現状", 100, 124), ("担当課", 140, 178)]


def test_the_lines_of_a_label_end_where_the_next_label_stands():
    lines = [line_of("現状", top=114), *block(100, 114, 128), line_of("担当課", top=142), *block(142, text="市民課")]
    assert found(*lines) == [("現状", 100, 138)]


@pytest.mark.parametrize(
    "lines",
    [
        [line_of("見本市", top=107), *block(100, 114)],
        [line_of("取組内容", top=100), *block(100, 114)],
        [line_of("取組内容", top=114), *block(100, 114)],
        [line_of("取組内容", top=100), *block(100)],
        [line_of("取組内容", top=118), *block(100, 136)],
        [line_of("取組内容", x=400, top=107), *block(100, 114)],
        [line_of("取組内容", top=207), *block(100, 114)],
        [line_of("取組内容", top=107), *block(100), *block(114, x=190)],
    ],
    ids=["no label", "at the first", "at the last", "one line", "far apart", "right of it", "far below", "not aligned"],
)
def test_any_other_line_names_none(lines):
    assert found(*lines) == []


def test_such_a_label_is_read_before_its_lines():
    one = layout(
        text_at(60, 114, "取組内容"),
        text_at(160, 100, "来庁しなくても手続が\nできるように、様式を\n見直していく。"),
        text_at(60, 170, "担当課"),
        text_at(160, 170, "市民課"),
    )
    assert [line.text for line in one.lines] == [
        "取組内容",
        "来庁しなくても手続が",
        "できるように、様式を",
        "見直していく。",
        "担当課",
        "市民課",
    ]
