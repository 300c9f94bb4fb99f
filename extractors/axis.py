"""The year axis of a schedule table: which columns stand for which fiscal years."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.blocks import CellText, TableBlock
from extractors.indicator_lines import is_value_head
from extractors.years import YearLabel, parse_year_row

__all__ = ["YearAxis", "YearColumn", "find_axis", "same_columns"]

# Year heads stand in one of the first rows: a caption and a group head may stand above them.
MAX_HEAD_ROWS = 4
# Column edges of the two halves of a table agree within this distance, in points.
SAME_EDGE = 3.0
# Parts of a year in a row of their own below the years.
_PART = re.compile(
    r"^(?:[上下]\s*(?:期|半期)|[前後]\s*(?:期|半)|第?\s*[1-4１-４一二三四]\s*(?:[/／]\s*[4４]|四半期|期|Q)|[Qq]?[1-4１-４]Q?|"
    r"(?:1[0-2]|[1-9])\s*(?:月\s*)?(?:[~〜～-]\s*(?:1[0-2]|[1-9])\s*)?月?期?|第?\s*(?:I|II|III|IV)\s*(?:期|四半期)?)$"
)
_YEAR = re.compile(r"^[（(]?\d{4}(?:年度?)?[)）]?$")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearColumn:
    """The column of a year: the label read from its head, and its x range in points.

    ``n_parts`` counts the half-years, quarters or months with heads of their own below the year.
    """

    label: YearLabel
    x0: float
    x1: float
    n_parts: int = 1

    @property
    def part_width(self) -> float:
        """Width in points of the narrowest column that bars are drawn to: ends miss its lines by a share of it."""
        return (self.x1 - self.x0) / self.n_parts


@dataclass(frozen=True, slots=True)
class YearAxis:
    """Years across a table. ``head_rows`` counts the grid rows above the body; columns are left to right.

    ``first_column`` and ``last_column`` are the grid columns of the first and last year, both inclusive.
    """

    columns: tuple[YearColumn, ...]
    head_rows: int
    first_column: int
    last_column: int

    @property
    def x0(self) -> float:
        """Left end of the axis in points."""
        return self.columns[0].x0

    @property
    def x1(self) -> float:
        """Right end of the axis in points."""
        return self.columns[-1].x1


def find_axis(table: TableBlock, period: tuple[int, int] | None = None) -> YearAxis | None:
    """The axis of a table with at least two year columns, or one beside a これまで or 以降 column; else None."""
    for index in range(min(table.table.n_rows, MAX_HEAD_ROWS)):
        row = [entry for entry in table.row(index) if entry.cell.row == index]
        cells = [entry for entry in row if not _is_below_values(table, entry)] or row
        labels = parse_year_row([_plain(entry.text) for entry in cells], period=period)
        found = [(entry, label) for entry, label in zip(cells, labels, strict=True) if label is not None]
        if len(found) < 2 or not _is_run(found):  # noqa: PLR2004 - one year alone is a date
            continue
        first, last = found[0][0].cell, found[-1][0].cell
        last_column = last.column + last.column_span - 1
        below = max(e.cell.row + e.cell.row_span for e, _ in found)
        head_rows = _head_rows(table, below, first.column, last_column, len(found))
        return YearAxis(
            columns=tuple(
                YearColumn(label, e.cell.box.x0, e.cell.box.x1, _n_parts(table, e, range(below, head_rows)))
                for e, label in found
            ),
            head_rows=head_rows,
            first_column=first.column,
            last_column=last_column,
        )
    return None


def _plain(text: str) -> str:
    """A head without what some offices set around a year: 2024FY, ／７, 令和７年度（中間年度）."""
    bare = unicodedata.normalize("NFKC", text).strip()
    if fiscal := re.fullmatch(r"(?:FY\s*'?(\d{2}|\d{4})|(\d{4})\s*FY)(?:年度)?", bare, re.IGNORECASE):
        year = fiscal[1] or fiscal[2]
        return f"{year if len(year) > 2 else f'20{year}'}年度"  # noqa: PLR2004 - FY24
    if bare in {"今後", "将来"}:
        return "以降"
    bare_year = re.sub(
        r"[（(](?:計画|予定|見込み?|初年度|中間年度?|最終年度|終了年度|目標年度?)[)）]$", "", text.strip()
    )
    return re.sub(r"^[/／]\s*(?=\d{1,2}(?:年度)?$)", "", bare_year)


def _is_run(found: Sequence[tuple[CellText, YearLabel]]) -> bool:
    """Whether the year cells stand side by side: years scattered over a row are values."""
    return all(
        later.cell.column <= entry.cell.column + entry.cell.column_span for (entry, _), (later, _) in pairwise(found)
    )


def _is_below_values(table: TableBlock, entry: CellText) -> bool:
    """Whether the head above a cell says that values stand below it: 目標値 over the years of targets."""
    above = [table.at(row, entry.cell.column) for row in range(entry.cell.row)]
    return any(head is not None and is_value_head(head.text) for head in above)


def _head_rows(table: TableBlock, row: int, first: int, last: int, n_years: int) -> int:
    """First body row: rows of half-years, quarters, months or Western years below the heads belong to the head."""
    while row < table.table.n_rows:
        texts = [
            unicodedata.normalize("NFKC", entry.text).strip()
            for entry in table.row(row)
            if first <= entry.cell.column <= last and entry.cell.row == row
        ]
        printed = [text for text in texts if text]
        known = all(_PART.match(text) or _YEAR.match(text) for text in printed)
        if len(printed) < 2 or not known or not _are_parts(printed, last - first + 1, n_years):  # noqa: PLR2004
            # A lone 4月 is an activity.
            return row
        row += 1
    return row


def _n_parts(table: TableBlock, year: CellText, rows: range) -> int:
    """How many heads stand side by side below a year."""
    columns = range(year.cell.column, year.cell.column + year.cell.column_span)
    heads = [[e for e in table.row(row) if e.text and e.cell.column in columns and e.cell.row == row] for row in rows]
    return max((len(row) for row in heads), default=1) or 1


def _are_parts(texts: Sequence[str], n_columns: int, n_years: int) -> bool:
    """Whether numbers below the years are months or quarters: each year has several, and they come round evenly."""
    if not all(text.isdigit() and int(text) <= _MONTHS for text in texts):
        return True
    steps = {(int(b) - int(a)) % _MONTHS for a, b in pairwise(texts)}
    return n_columns > n_years and (len(steps) == 1 or max(map(int, texts)) <= 4)  # noqa: PLR2004 - quarters


def same_columns(a: TableBlock, b: TableBlock) -> bool:
    """Whether two tables have the same column edges, as halves of one table on two pages do."""
    return len(a.table.xs) == len(b.table.xs) and all(
        abs(x - y) < SAME_EDGE for x, y in zip(a.table.xs, b.table.xs, strict=True)
    )
