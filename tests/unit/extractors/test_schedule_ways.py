"""Whatever way a bar is drawn in, where the page lies, how large it is and how it is ordered changes no year."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import relaxed, reordered
from unit.extractors.typed_pages import (
    BLACK,
    GREY,
    arrow_head,
    box,
    grid_at,
    moved,
    page,
    pentagon,
    rule,
    scaled,
    text_at,
    text_width,
)

from corpus.records import Box
from extractors.axis import find_axis
from extractors.layout import page_to_layout
from extractors.page import Shape
from extractors.schedule import read_row

# Four years of 60 points from x = 140 on; rows of 40 points from 130 on.
HEADS = ["施策", "令和７年度", "令和８年度", "令和９年度", "令和10年度"]
WIDTHS = [100, 60, 60, 60, 60]
X0, COLUMN, TOP, HEIGHT = 140.0, 60.0, 130.0, 40.0
JITTER = st.floats(-0.19, 0.19)


def inside(x0, x1, top, text):
    return text_at((x0 + x1 - text_width(text, 8)) / 2, top + 16, text, size=8)


def block_arrow(x0, x1, top, text):
    return [pentagon(x0, top + 10, x1, top + 30), inside(x0, x1, top, text)]


def rectangle(x0, x1, top, text):
    return [box(x0, top + 10, x1, top + 30), inside(x0, x1, top, text)]


def outline(x0, x1, top, text):
    return [box(x0, top + 10, x1, top + 30, fill=None, stroke=BLACK), inside(x0, x1, top, text)]


def body_and_head(x0, x1, top, text):
    points = ((x1 - 8, top + 10), (x1, top + 20), (x1 - 8, top + 30))
    head = Shape(box=Box(x1 - 8, top + 10, x1, top + 30), points=points, fill=GREY, stroke=None, rectangular=False)
    return [box(x0, top + 10, x1 - 8, top + 30), head, inside(x0, x1 - 8, top, text)]


def arrow(x0, x1, top, text):
    return [rule(x0, top + 26, x1 - 4, top + 26), arrow_head(x1, top + 26), text_at(x0 + 4, top + 12, text, size=8)]


def line(x0, x1, top, text):
    return [rule(x0, top + 26, x1, top + 26), text_at(x0 + 4, top + 12, text, size=8)]


def bracket(x0, x1, top, text):
    y0, y1 = top + 26, top + 32
    points = ((x0, y0), (x0, y1), (x1, y1), (x1, y0))
    path = Shape(box=Box(x0, y0, x1, y1), points=points, fill=None, stroke=BLACK, rectangular=False)
    return [path, text_at(x0 + 4, top + 12, text, size=8)]


def below(x0, x1, top, text):
    return [rule(x0, top + 12, x1 - 4, top + 12), arrow_head(x1, top + 12), text_at(x0 + 4, top + 18, text, size=8)]


WAYS = [block_arrow, rectangle, outline, body_and_head, arrow, line, bracket, below]


def off_the_lines(x):
    """An end that is not on a column line: a line from rule to rule is a rule."""
    nearest = X0 + COLUMN * round((x - X0) / COLUMN)
    return nearest + 2.5 if abs(x - nearest) < 2.5 else x


@st.composite
def pages(draw):
    """A page whose rows hold a bar each, in a way and with ends of its own; and what should be read."""
    items, expected = [grid_at(40, 100, WIDTHS, [HEADS, *([["窓口"] + [""] * 4] * 4)], height=[30, *[HEIGHT] * 4])], []
    for row in range(4):
        way, text = draw(st.sampled_from(WAYS)), draw(st.sampled_from(["検討", "導入", "運用", "試行"]))
        first = draw(st.integers(0, 3))
        last = draw(st.integers(first, 3))
        x0 = off_the_lines(X0 + (first + draw(JITTER)) * COLUMN)
        # The right side of the table is its frame: a bar over it means that it goes on.
        x1 = off_the_lines(X0 + min(last + 1 + draw(JITTER), 3.93) * COLUMN)
        items.append(way(x0, x1, TOP + row * HEIGHT, text))
        expected.append([(text, 2025 + first, 2025 + last)])
    return page(items), expected


def read(one, *, dy=0.0, factor=1.0):
    (block,) = page_to_layout(one).tables
    axis = find_axis(block)
    bands = [(factor * (TOP + i * HEIGHT) + dy, factor * (TOP + (i + 1) * HEIGHT) + dy) for i in range(4)]
    return [[(e.activity, e.start_fy, e.end_fy) for e in read_row(block, axis, band).entries] for band in bands]


@relaxed
@given(pages())
def test_ends_within_a_fifth_of_the_lines_keep_their_years(drawn):
    one, expected = drawn
    assert read(one) == expected


@relaxed
@given(pages(), st.floats(-30, 150), st.floats(-60, 300))
def test_where_the_page_lies_changes_no_entry(drawn, dx, dy):
    one, expected = drawn
    assert read(moved(one, dx, dy), dy=dy) == expected


@relaxed
@given(pages(), st.floats(0.75, 2.0))
def test_how_large_the_page_is_changes_no_entry(drawn, factor):
    one, expected = drawn
    assert read(scaled(one, factor), factor=factor) == expected


@relaxed
@given(st.data())
def test_the_order_of_drawing_changes_no_entry(data):
    one, expected = data.draw(pages())
    assert read(data.draw(reordered(one))) == expected
