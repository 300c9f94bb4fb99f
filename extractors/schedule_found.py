"""What the readers of schedules hand to one another: an activity over columns, before it has fiscal years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.records import Box
from extractors.axis import YearColumn
from extractors.geometry import horizontal_overlap

__all__ = ["MIN_COVER", "Found", "Label", "bar_to_years"]

# Share of a column that a bar must cover to count for its year: between the fifth by which hand-drawn ends overshoot
# and the half-year that is the shortest phase offices draw. Of the 891 bar ends that lie inside a column in the five
# plans, the practice plans, the samples and tests/layouts, 890 cover at most 0.20 or at least 0.40 of it.
MIN_COVER = 0.25

Label = Literal["inside", "beside", "unclear", "none"]
"""Where the words of an activity stand: in its bar or cell, beside the bar, beside several bars, nowhere."""


@dataclass(frozen=True, slots=True)
class Found:
    """An activity with its first and last column (0-based, inclusive) and where it was read.

    ``is_bar`` tells bars and painted cells from the words of cells; ``beyond`` bars run past the last column.
    ``unseen`` words stand over a line between cells, where a bar should be.
    """

    text: str
    first: int
    last: int
    box: Box
    is_bar: bool
    label: Label = "inside"
    painted: bool = False
    unseen: bool = False
    beyond: bool = False


def bar_to_years(bar: Box, columns: Sequence[YearColumn]) -> tuple[int, int] | None:
    """Indexes of the first and last column a bar counts for, both inclusive; None if it lies beside all of them."""
    cover = [horizontal_overlap(bar, Box(column.x0, bar.top, column.x1, bar.bottom)) for column in columns]
    if max(cover, default=0.0) <= 0:
        return None
    counted = [i for i, column in enumerate(columns) if cover[i] >= MIN_COVER * column.part_width]
    if not counted:
        counted = [cover.index(max(cover))]
    return counted[0], counted[-1]
