"""The tables of 例示市デジタル化推進計画: measures with their block arrows, and the review of the previous plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samples import reiji_text as text
from samples.drawing import Box, Canvas
from samples.reiji_figures import PALE
from samples.reiji_goals import Bar, Section
from samples.tables import CELL_STYLE, Cell, Row, Table
from samples.typesetting import GOTHIC, MINCHO, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samples.truth import Measure, Review

YEARS = range(text.FACTS.start_fy, text.FACTS.end_fy + 1)
REIWA = 2018  # the year before 令和元年
HEAD_CELL = Style(font=GOTHIC, size=8, leading=1.3, align="center")
CENTERED = Style(font=GOTHIC, size=8.5, leading=1.35, align="center")
TITLE_CELL = Style(font=GOTHIC, size=9, leading=1.4)
TEXT_CELL = Style(font=MINCHO, size=8.5, leading=1.4)
BAR_LABEL = Style(font=GOTHIC, size=7.5)
PHASE_FILLS = {"plan": "#ffe699", "build": "#bdd7ee", "run": "#c6e0b4"}

BAR_HEIGHT = 17.0
BAR_GAP = 4.0
YEAR_WIDTH = 36.0
FIRST_YEAR = 2  # columns before the years
MEASURE_WIDTHS = (28.0, 158.3, *[YEAR_WIDTH] * len(YEARS), 35.0, 80.0)
REVIEW_WIDTHS = (28.0, 118.0, 170.3, 42.0, 123.0)


@dataclass(frozen=True, slots=True)
class BarPainter:
    """Draws a row's bars as its office placed them: roughly from line to line."""

    bars: tuple[Bar, ...]

    @property
    def height(self) -> float:
        """What the bars take, in points: overlapping ones stand one below the other."""
        n_levels = max((bar.level for bar in self.bars), default=0) + 1
        return n_levels * (BAR_HEIGHT + BAR_GAP) - BAR_GAP

    def __call__(self, canvas: Canvas, xs: Sequence[float], top: float, bottom: float) -> None:
        upper = (top + bottom - self.height) / 2
        for bar in self.bars:
            x0 = xs[FIRST_YEAR + bar.start_fy - YEARS[0]] + bar.misses[0] * YEAR_WIDTH
            x1 = xs[FIRST_YEAR + bar.end_fy - YEARS[0] + 1] + bar.misses[1] * YEAR_WIDTH
            y0 = upper + bar.level * (BAR_HEIGHT + BAR_GAP)
            box = Box(x0, y0, x1, y0 + BAR_HEIGHT)
            canvas.block_arrow(box, bar.activity, BAR_LABEL, fill=PHASE_FILLS[bar.phase])


def codes_table() -> Table:
    """What the 類型 marks mean."""
    rows = tuple(
        Row(cells=(Cell(text=code, style=CENTERED), Cell(text=meaning, style=TEXT_CELL)), min_height=18)
        for code, meaning in text.CODES
    )
    return Table(widths=(60.0, 240.0), header=(Row(cells=(_head("類型"), _head("取組の主なねらい"))),), rows=rows)


def measures_table(section: Section, on_measure: Callable[[Measure, int], None]) -> Table:
    """A section's measures; ``on_measure`` is told the page of each."""
    rows = tuple(_measure_row(measure, on_measure) for measure in section.measures)
    return Table(widths=MEASURE_WIDTHS, header=_measure_header(), rows=rows)


def review_table(rows: Sequence[Row]) -> Table:
    """The review's rows under their header."""
    names = ("番号", "施策", "実績", "評価", "今後の方向")
    header = Row(cells=tuple(_head(name) for name in names), min_height=20)
    return Table(widths=REVIEW_WIDTHS, header=(header,), rows=tuple(rows))


def review_row(review: Review, on_placed: Callable[[int], None]) -> Row:
    """A measure of the previous plan; ``on_placed`` is told its page."""
    cells = (
        Cell(text=review.label, style=CENTERED),
        Cell(text=review.title, style=CELL_STYLE),
        Cell(text=review.current, style=TEXT_CELL),
        Cell(text=review.status, style=CENTERED),
        Cell(text=review.direction, style=TEXT_CELL),
    )
    return Row(cells=cells, min_height=34, on_placed=on_placed)


def _head(name: str, *, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(text=name, style=HEAD_CELL, fill=PALE, column_span=columns, row_span=rows)


def _measure_header() -> tuple[Row, Row]:
    years = tuple(_head(f"R{year - REIWA}年度") for year in YEARS)
    covered = (None,) * (len(YEARS) - 1)
    upper = (_head("番号", rows=2), _head("取組", rows=2), _head("実施年度", columns=len(YEARS)), *covered)
    return (
        Row(cells=(*upper, _head("類型", rows=2), _head("担当課", rows=2)), min_height=16),
        Row(cells=(None, None, *years, None, None), min_height=16),
    )


def _measure_row(measure: Measure, on_measure: Callable[[Measure, int], None]) -> Row:
    painter = BarPainter(tuple(entry for entry in measure.schedule if isinstance(entry, Bar)))
    cells = (
        Cell(text=measure.label, style=CENTERED),
        Cell(text=measure.title, style=TITLE_CELL),
        *(Cell() for _ in YEARS),
        Cell(text="・".join(measure.codes), style=CENTERED),
        Cell(text="\n".join(measure.departments), style=CELL_STYLE),
    )
    return Row(
        cells=cells,
        min_height=painter.height + 2 * BAR_GAP + 6,
        paint=painter,
        on_placed=lambda page: on_measure(measure, page),
    )
