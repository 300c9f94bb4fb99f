"""Tables inside form sheets: the schedule and the indicators of a measure, beside their label."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.records import Box, Indicator
from extractors.blocks import CellText, TableBlock
from extractors.columns import header_role
from extractors.drafts import cell_regions
from extractors.form_fields import table_to_fields
from extractors.geometry import contains
from extractors.grid import Table
from extractors.indicator_lines import split_value
from extractors.labels import label_role
from extractors.lines import join_lines
from extractors.years import parse_year_row

__all__ = ["NestedTable", "is_form", "stacked_indicators", "table_to_nested"]

# The label of a table inside a sheet stands at most so many rows below its heads.
MAX_BELOW = 6


@dataclass(frozen=True, slots=True)
class NestedTable:
    """Rows of a form that are a table of their own: years with activities, or indicators with values."""

    block: TableBlock
    row: int


def is_form(block: TableBlock) -> bool:
    """Whether a table names most of its rows with labels of a form, nested tables aside."""
    labelled = {item.value.cell.row for item in table_to_fields(block)}
    nested = {row for table in table_to_nested(block) for row in range(table.row, table.row + table.block.table.n_rows)}
    rows = block.table.n_rows - len(nested)
    return bool(labelled) and len(labelled - nested) * 2 >= rows


def table_to_nested(block: TableBlock) -> list[NestedTable]:
    """The tables inside a form: from a row of years or indicator heads to the next labelled row."""
    out: list[NestedTable] = []
    row = 0
    while row < block.table.n_rows:
        if (side := _years_side(block, row)) is not None:
            out.append(NestedTable(_part(block, row, side[1], side[0]), row))
            row = side[1]
            continue
        if not _opens_table(block, row):
            row += 1
            continue
        first, label_row = _first_column(block, row), row
        if first == 0 and (low := _label_below(block, row)) is not None:
            first, label_row = low
        end = row + 1
        while end < block.table.n_rows and (
            end == label_row or not (_is_labelled(block, end) or _opens_table(block, end))
        ):
            end += 1
        if end > row + 1 and first < block.table.n_columns:
            out.append(NestedTable(_part(block, row, end, first), row))
        row = end
    return out


def _years_side(block: TableBlock, row: int) -> tuple[int, int] | None:
    """First column and end row of years that stand down the side beside a label such as 年次計画, or None."""
    label = block.at(row, 0)
    if label is None or label.cell.row != row or label.cell.row_span < 2 or label_role(label.text) != "schedule":  # noqa: PLR2004
        return None
    column, end = label.cell.column_span, row + label.cell.row_span
    side = [entry for entry in block.cells if entry.cell.column == column and row <= entry.cell.row < end]
    years = [label for label in parse_year_row([entry.text for entry in side]) if label is not None]
    return (column, end) if len(years) > 1 and len(years) == len(side) else None


def _opens_table(block: TableBlock, row: int) -> bool:
    """Whether the cells that begin in a row are heads: of indicators and their values, or years."""
    texts = [entry.text for entry in block.row(row) if entry.cell.row == row and not _is_rest_of_label(entry)]
    if any(header_role(text) == "indicator" for text in texts[:2]) and len(texts) > 2:  # noqa: PLR2004 - name, values
        return True
    years = [label for label in parse_year_row(texts) if label is not None]
    return len(years) > 1


def _first_column(block: TableBlock, row: int) -> int:
    """The column right of the label that spans the nested rows, 0 where there is none."""
    entry = block.at(row, 0)
    role = label_role(entry.text) if entry is not None else None
    if entry is None or role is None:
        return 0
    if entry.cell.row_span == 1:
        below = block.at(row + 1, 0)
        if role not in {"schedule", "indicator"} or (below is not None and below.text and not _is_rest_of_label(below)):
            # 指標 above the names of indicators heads their column.
            return 0
    return entry.cell.column + entry.cell.column_span


def _label_below(block: TableBlock, row: int) -> tuple[int, int] | None:
    """First column and row of a table whose label stands at mid-height, in a cell of its own; or None."""
    for below in range(row, min(row + MAX_BELOW, block.table.n_rows)):
        entry = block.at(below, 0)
        if entry is None or not entry.text:
            continue
        named = below > row and label_role(entry.text) in {"schedule", "indicator"}
        return (entry.cell.column + entry.cell.column_span, below) if named else None
    return None


def _is_labelled(block: TableBlock, row: int) -> bool:
    entry = block.at(row, 0)
    labelled = entry is not None and entry.cell.row == row and label_role(entry.text) is not None
    return labelled and entry is not None and not _is_rest_of_label(entry)


def _is_rest_of_label(entry: CellText) -> bool:
    """Whether a cell goes on with the label above it: （ＫＰＩ） below 成果指標."""
    return entry.cell.column == 0 and entry.text.strip()[:1] in {"（", "("}


def _part(block: TableBlock, row: int, end: int, column: int) -> TableBlock:
    """The rows ``row`` to ``end`` (exclusive) of a table from ``column`` on, as a table of their own."""
    xs, ys = block.table.xs[column:], block.table.ys[row : end + 1]
    cells = []
    for entry in block.cells:
        cell = entry.cell
        if row <= cell.row < end and cell.column >= column:
            span = min(cell.row_span, end - cell.row)
            moved = replace(cell, row=cell.row - row, column=cell.column - column, row_span=span)
            cells.append(replace(entry, cell=moved))
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    table = Table(box=box, cells=tuple(entry.cell for entry in cells), xs=xs, ys=ys)
    bars = tuple(bar for bar in block.bars if contains(box, bar.box, 2.0))
    return replace(block, table=table, cells=tuple(cells), bars=bars)


def stacked_indicators(block: TableBlock) -> list[Indicator]:
    """The indicators whose values stand below their names, each value under a head in its own cell (R6 / 38件)."""
    out = []
    for label in block.cells:
        if label_role(label.text) != "indicator" or label.cell.row_span < 2:  # noqa: PLR2004 - a name and values
            continue
        rows = range(label.cell.row, label.cell.row + label.cell.row_span)
        right = [e for e in block.cells if e.cell.row in rows and e.cell.column > label.cell.column and e.text]
        names = [e for e in right if e.cell.row == label.cell.row and split_value(_stacked(e)) is None]
        values = [(e, value) for e in right if (value := split_value(_stacked(e))) is not None]
        if len(names) == 1 and values:
            out.append(
                Indicator(
                    name=names[0].text,
                    values=tuple(value for _, value in values),
                    where=cell_regions(block.page, names[0], *(entry for entry, _ in values)),
                )
            )
    return out


def _stacked(entry: CellText) -> str:
    """The lines of a cell with a blank between the first, which may be a head, and the others."""
    return " ".join((entry.lines[0].text, join_lines(line.text for line in entry.lines[1:]))) if entry.lines else ""
