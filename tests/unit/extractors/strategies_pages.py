"""Hypothesis strategies for pages: merged tables, bars that are drawn by hand, the same page in another order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from unit.extractors.typed_pages import box, grid_at, page, pentagon, text_at, text_width

from corpus.records import Box

if TYPE_CHECKING:
    from extractors.page import Page

# A page may take longer than Hypothesis' 200 ms on a busy machine.
relaxed = settings(deadline=None, max_examples=60)

# Names without a character that could end one (課, 室, 市, 部, 所 …) or stand for a separator.
OFFICE_STEMS = ("総務", "税務", "健康", "企画財政", "デジタル推進", "防災安全", "水道", "広報広聴", "ＤＸ戦略", "農林")
OFFICE_ENDS = ("課", "室", "局", "センター", "課（見本支所）", "委員会", "グループ")
WORDS = ("検討", "導入", "運用", "試行", "設計", "拡大", "見直し")

FIRST_YEAR = 7
BAR_LEFT, COLUMN, ROW_HEIGHT = 200.0, 60.0, 30.0


@dataclass(frozen=True)
class DrawnGrid:
    """A ruled table as drawn: its page and the boxes of its cells, merged ones as one."""

    page: Page
    boxes: frozenset[Box]


@dataclass(frozen=True)
class DrawnBar:
    """A bar over year columns ``first`` to ``last`` (0-based, inclusive) in a row, and the words in it."""

    row: int
    first: int
    last: int
    activity: str
    block_arrow: bool


@dataclass(frozen=True)
class DrawnSchedule:
    """A page with a table of bars over years, and what was drawn."""

    page: Page
    bars: tuple[DrawnBar, ...]
    n_rows: int

    def entries(self, row: int) -> list[tuple[str, int, int]]:
        """Activity, first and last fiscal year of the bars of a row, by year."""
        return sorted(
            ((bar.activity, 2018 + FIRST_YEAR + bar.first, 2018 + FIRST_YEAR + bar.last))
            for bar in self.bars
            if bar.row == row
        )


@st.composite
def merge_grids(draw: st.DrawFn) -> DrawnGrid:
    """Tables of up to 5 × 5 units in which random rectangles are merged; at least two cells stay."""
    n_rows, n_columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    widths = draw(st.lists(st.sampled_from([18.0, 40.0, 75.5]), min_size=n_columns, max_size=n_columns))
    heights = draw(st.lists(st.sampled_from([14.0, 22.5, 60.0]), min_size=n_rows, max_size=n_rows))
    rows = [["" for _ in range(n_columns)] for _ in range(n_rows)]
    free = {(i, j) for i in range(n_rows) for j in range(n_columns)}
    cells = []
    for i, j in sorted(free):
        if (i, j) not in free:
            continue
        down, right = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        units = {(a, b) for a in range(i, min(i + down, n_rows)) for b in range(j, min(j + right, n_columns))}
        if not units <= free:
            units = {(i, j)}
        free -= units
        last_row, last_column = max(units)
        cells.append((i, j, last_row, last_column))
        for a, b in units - {(i, j)}:
            rows[a][b] = "<" if b > j else "^"
    x0, top = draw(st.sampled_from([40.0, 51.3])), draw(st.sampled_from([60.0, 99.9]))
    xs, ys = list(accumulate(widths, initial=x0)), list(accumulate(heights, initial=top))
    boxes = frozenset(Box(xs[j], ys[i], xs[b + 1], ys[a + 1]) for i, j, a, b in cells)
    items = draw(st.permutations(grid_at(x0, top, widths, rows, height=heights)))
    return DrawnGrid(page(items), boxes)


@st.composite
def schedules(draw: st.DrawFn) -> DrawnSchedule:
    """A page with a heading and a table: names at the left, bars over up to six years, ends off by up to a fifth."""
    n_years, n_rows = draw(st.integers(2, 6)), draw(st.integers(1, 4))
    bars = []
    for row in range(n_rows):
        start = 0
        while start < n_years and draw(st.booleans()):
            first = draw(st.integers(start, n_years - 1))
            last = draw(st.integers(first, n_years - 1))
            bars.append(DrawnBar(row, first, last, draw(st.sampled_from(WORDS)), draw(st.booleans())))
            start = last + 1
    heads = ["施策", *(f"令和{FIRST_YEAR + i}年度" for i in range(n_years))]
    rows = [heads, *([f"取組{row}"] + [""] * n_years for row in range(n_rows))]
    items = [text_at(60, 60, "見本市の工程表"), grid_at(60, 100, [140.0] + [COLUMN] * n_years, rows, height=ROW_HEIGHT)]
    for bar in bars:
        off = st.floats(-0.19, 0.19).map(lambda share: round(share * COLUMN, 2))
        # Where two bars meet, both ends stay inside their own column.
        x0 = BAR_LEFT + bar.first * COLUMN + (abs(draw(off)) if bar.first else draw(off))
        x1 = BAR_LEFT + (bar.last + 1) * COLUMN - abs(draw(off))
        top = 100 + (bar.row + 1) * ROW_HEIGHT + draw(st.sampled_from([5.0, 7.0]))
        shape = pentagon if bar.block_arrow else box
        items.append(shape(x0, top, x1, top + 16))
        middle = (x0 + x1 - text_width(bar.activity, 8.0)) / 2
        items.append(text_at(middle, top + 4, bar.activity, size=8.0))
    return DrawnSchedule(page(items), tuple(bars), n_rows)


@st.composite
def worded_rows(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, int, int]]]:
    """The cells of a row over years, merged ones and arrows among them, and the entries they stand for."""
    cells: list[str] = []
    entries: list[tuple[str, int, int]] = []
    n_years = draw(st.integers(2, 6))
    while len(cells) < n_years:
        span = draw(st.integers(1, n_years - len(cells)))
        goes_on = bool(entries) and entries[-1][2] == 2018 + FIRST_YEAR + len(cells) - 1
        text = draw(st.sampled_from([*WORDS, "", "－", *(["→", "⇒", "〃", "同左"] if goes_on else [])]))
        first, last = 2018 + FIRST_YEAR + len(cells), 2018 + FIRST_YEAR + len(cells) + span - 1
        if text in WORDS:
            entries.append((text, first, last))
        elif text not in {"", "－"}:
            entries[-1] = (*entries[-1][:2], last)
        cells += [text] + ["<"] * (span - 1)
    return cells, entries


@st.composite
def reordered(draw: st.DrawFn, one: Page) -> Page:
    """The same page with its glyphs, rulings and shapes in another order."""
    random = draw(st.randoms(use_true_random=False))
    return replace(
        one,
        glyphs=tuple(random.sample(one.glyphs, len(one.glyphs))),
        rulings=tuple(random.sample(one.rulings, len(one.rulings))),
        shapes=tuple(random.sample(one.shapes, len(one.shapes))),
    )


office_names = st.builds("{}{}".format, st.sampled_from(OFFICE_STEMS), st.sampled_from(OFFICE_ENDS))
