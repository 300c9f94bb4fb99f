"""Lines cut at the gutter between two columns of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import relaxed
from unit.extractors.typed_pages import paragraph_at, text_at

from extractors.gutters import cut_at_gutters
from extractors.lines import glyphs_to_lines

LEFT = "左の段の文章を続けて書くと隣の段まで近い"
RIGHT = "右の段の文章は溝を隔てて並んでいるもの。"


def over_both(top):
    return text_at(60, top, "見出しは二つの段の上を通り過ぎて右の段の終わりまで及ぶ")


def cut(*items):
    glyphs = [glyph for item in items for glyph in item]
    return [line.text for line in cut_at_gutters(glyphs_to_lines(glyphs), glyphs)]


def columns(gutter, n_lines=4, width=20):
    return [paragraph_at(60, 100, LEFT * n_lines, width=width), column_at(60 + 10 * width + gutter, n_lines)]


def column_at(x, n_lines=4):
    return paragraph_at(x, 100, RIGHT * n_lines, width=20)


@pytest.mark.parametrize("gutter", [11, 14, 25])
def test_columns_set_close_together_are_read_apart(gutter):
    assert cut(*columns(gutter)) == [LEFT, RIGHT] * 4


def test_three_columns_are_three():
    assert cut(*columns(14), column_at(60 + 200 + 14 + 200 + 14)) == [LEFT, RIGHT, RIGHT] * 4


def test_a_line_far_above_may_run_over_the_gutter():
    assert cut(over_both(20), *columns(14))[1:] == [LEFT, RIGHT] * 4


@pytest.mark.parametrize(
    "items",
    [
        columns(9),
        columns(14, n_lines=1),
        [over_both(86), *columns(14)],
        [text_at(60, 100, "担当課"), text_at(104, 100, "市民課の窓口の係")],
        [text_at(60, 100 + 14 * i, "第一の項目") for i in range(4)] + [column_at(124)],
    ],
    ids=["narrow gap", "one line", "line over it", "label", "column of labels"],
)
def test_other_gaps_cut_no_line(items):
    glyphs = [glyph for item in items for glyph in item]
    assert cut(*items) == [line.text for line in glyphs_to_lines(glyphs)]


@relaxed
@given(st.floats(5, 40), st.integers(1, 6), st.integers(4, 20))
def test_no_glyph_is_lost_or_doubled(gutter, n_lines, width):
    glyphs = [glyph for item in columns(gutter, n_lines, width) for glyph in item]
    lines = cut_at_gutters(glyphs_to_lines(glyphs), glyphs)
    assert sorted(g for line in lines for g in line.glyphs) == sorted(glyphs)
