"""Bars drawn in every way that offices draw them, read from the bytes of a PDF."""

from __future__ import annotations

import pytest
from unit.extractors import schedule_drawings as ways
from unit.extractors.drawn_pages import needs_fonts, spans

pytestmark = needs_fonts

ALL = [
    ways.block_arrow,
    ways.arrow_with_shoulders,
    ways.double_arrow,
    ways.chevron,
    ways.rectangle,
    ways.rounded,
    ways.outlined,
    ways.white,
    ways.dashed,
    ways.transparent,
    ways.shadowed,
    ways.gradient,
    ways.body_and_head,
    ways.body_and_high_head,
    ways.halves,
    ways.thin,
    ways.thin_label_below,
    ways.thin_two_heads,
    ways.thin_open_head,
    ways.thin_head_of_lines,
    ways.thin_dashed,
    ways.dot_to_arrow,
    ways.dot_to_dot,
    ways.with_end_caps,
    ways.plain_line,
    ways.bracket,
    ways.bracket_of_lines,
    ways.brace,
    ways.label_left,
    ways.label_below,
    ways.label_above,
]


@pytest.mark.parametrize("way", ALL, ids=lambda way: way.__name__)
def test_a_bar_drawn_in_any_way_has_its_years_and_its_words(way):
    (measure,) = ways.measures(way, ("検討", 0.04, 0.97), ("本格運用", 1.04, 2.97))
    assert spans(measure) == [("検討", 2025, 2025), ("本格運用", 2026, 2027)]


@pytest.mark.parametrize("way", ALL, ids=lambda way: way.__name__)
@pytest.mark.parametrize(("left", "right"), [(-0.18, 0.18), (0.18, -0.18), (0.18, 0.18), (-0.18, -0.18)])
def test_ends_that_miss_the_lines_by_less_than_a_fifth_change_no_year(way, left, right):
    (measure,) = ways.measures(way, ("検討", 1 + left, 2 + right))
    assert spans(measure) == [("検討", 2026, 2026)]
