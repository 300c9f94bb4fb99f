"""Borders that are painted on one side only."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import BLACK, GREY, box

from extractors.painted_borders import borders_to_rulings

OUTER = (10.0, 10.0, 60.0, 30.0)


@pytest.mark.parametrize(
    ("inner", "ruling"),
    [
        ((10.0, 11.0, 60.0, 30.0), (True, 10.5, 10.0, 60.0)),
        ((11.0, 10.0, 60.0, 30.0), (False, 10.5, 10.0, 30.0)),
        ((10.0, 10.0, 59.0, 30.0), (False, 59.5, 10.0, 30.0)),
    ],
    ids=["above", "left", "right"],
)
@pytest.mark.parametrize("outer_first", [True, False])
def test_a_ring_with_one_side_is_a_rule(inner, ruling, outer_first):
    pair = [box(*OUTER, fill=BLACK), box(*inner, fill=BLACK)]
    shapes, rulings = borders_to_rulings(pair if outer_first else pair[::-1])
    assert shapes == []
    assert [tuple(found) for found in rulings] == [ruling]


@pytest.mark.parametrize(
    "inner",
    [
        box(10, 10, 60, 29, fill=BLACK),
        box(11, 11, 60, 30, fill=BLACK),
        box(10, 11, 60, 30, fill=GREY),
        box(10, 14, 60, 30, fill=BLACK),
        box(*OUTER, fill=BLACK),
    ],
    ids=["under a heading", "two sides", "other colour", "thick", "the same again"],
)
def test_other_pairs_stay_shapes(inner):
    pair = [box(*OUTER, fill=BLACK), inner]
    assert borders_to_rulings(pair) == (pair, [])
