"""Tables inside form sheets: the schedule and the indicators of a measure, beside their label."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from corpus.records import Box, Indicator
from extractors.axis import same_columns
from extractors.blocks import CellText, TableBlock
from extractors.columns import header_role
from extractors.drafts import cell_regions
from extractors.form_fields import table_to_fields
from extractors.geometry import contains
from extractors.grid import Table
from extractors.indicator_lines import lone_value, split_value
from extractors.labels import label_role
from extractors.lines import join_lines
from extractors.years import parse_year_row
from extractors.years_down import side_years

__all__ = ["NestedTable", "YearHeads", "is_form", "last_years", "stacked_indicators", "table_to_nested"]

# The label of a table inside a sheet stands at most so many rows below its heads.
MAX_BELOW = 6


@dataclass(frozen=True, slots=True)
class NestedTable:
    """Rows of a form that are a table of their own: years with activities, or indicators with values.

    ``borrowed`` rows of heads stand further up in the form, or on the page before; ``is_indicator`` and ``is_schedule``
    say what the label beside it names.
    """

    block: TableBlock
    row: int
    is_indicator: bool = False
    is_schedule: bool = False
    borrowed: int = 0

    @property
    def rows(self) -> range:
        """Its rows in the form, without the ``borrowed`` ones that stand elsewhere."""
        return range(self.row, self.row + self.block.table.n_rows - self.borrowed)


@dataclass(frozen=True, slots=True)
class YearHeads:
    """The row of years in a sheet, under which later rows may print the values of indicators."""

    block: TableBlock
    row: int


def is_form(block: TableBlock) -> bool:
    """Whether a table names most of its rows with labels of a form, nested tables aside."""
    labelled = {item.value.cell.row for item in table_to_fields(block)}
    nested = {row for table in table_to_nested(block) for row in table.rows}
    rows = block.table.n_rows - len(nested)
    return bool(labelled) and len(labelled - nested) * 2 >= rows


def table_to_nested(block: TableBlock, above: YearHeads | None = None) -> list[NestedTable]:
    """The tables inside a form: from a row of years or indicator heads to the next labelled row.

    Args:
        block: The form.
        above: The years of the half of the sheet that stands on the page before.

    """
    out: list[NestedTable] = []
    heads = above
    row = 0
    while row < block.table.n_rows:
        heads = _years_at(block, row) or heads
        if heads is not None and (end := _values_below(block, row, heads)) is not None:
            label = block.at(row, 0)
            part = _below_heads(block, (row, end), heads, label.text if label is not None else "")
            out.append(NestedTable(part, row, is_indicator=True, borrowed=1))
            row = end
            continue
        if (side := _years_side(block, row)) is not None:
            out.append(NestedTable(_part(block, row, side[1], side[0]), row))
            row = side[1]
            continue
        below = _rows_below_years(block, row)
        if below:
            out.extend(below)
            row = below[-1].rows.stop
            continue
        if not _opens_table(block, row):
            row += 1
            continue
        first, label_row = _first_column(block, row), row
        if first == 0 and (low := _label_below(block, row)) is not None:
            first, label_row = low
        end = row + 1
        while end < block.table.n_rows and (
            end == label_row or not (_is_labelled(block, end) or _is_foot(block, end) or _opens_table(block, end))
        ):
            end += 1
        if end > row + 1 and first < block.table.n_columns:
            label = block.at(label_row, 0) if first else None
            named = label is not None and label_role(label.text) == "schedule"
            out.append(NestedTable(_part(block, row, end, first), row, is_schedule=named))
        row = end
    return out


def last_years(block: TableBlock) -> YearHeads | None:
    """The last row of years of a form, or None."""
    found = (_years_at(block, row) for row in reversed(range(block.table.n_rows)))
    return next((heads for heads in found if heads is not None), None)


def _years_at(block: TableBlock, row: int) -> YearHeads | None:
    heads = YearHeads(block, row)
    return heads if len(_year_columns(heads)) > 1 else None


def _rows_below_years(block: TableBlock, row: int) -> list[NestedTable]:
    """The rows that share a row of years (年度 | R6 …): 工程 with what is done, and indicators with their values.

    Empty unless one of the rows is labelled so: other rows below years are one table.
    """
    heads = _years_at(block, row)
    first = block.at(row, 0)
    if heads is None or first is None or first.cell.row_span > 1 or label_role(first.text) is not None:
        return []
    if min(_year_columns(heads)) != first.cell.column_span:
        return []
    end = row + 1
    roles = []
    while end < block.table.n_rows and not (_is_foot(block, end) or _opens_table(block, end)):
        entry = block.at(end, 0)
        role = label_role(entry.text) if entry is not None else None
        if role not in {None, "schedule", "indicator"}:
            break
        roles.append(role)
        end += 1
    if not any(roles):
        return []
    out = []
    for valued, run in groupby(range(row + 1, end), lambda index: _holds_values(block, index, heads)):
        rows = list(run)
        part = _below_heads(block, (rows[0], rows[-1] + 1), heads, "指標" if valued else "")
        out.append(NestedTable(part, rows[0], is_indicator=valued, is_schedule=not valued, borrowed=1))
    return out


def _holds_values(block: TableBlock, row: int, heads: YearHeads) -> bool:
    """Whether a row prints values of an indicator under the years, and draws no bars."""
    years = _year_columns(heads)
    texts = [e.text for e in block.row(row) if e.cell.row == row and e.cell.column in years and e.text]
    top, bottom = block.table.ys[row], block.table.ys[row + 1]
    barred = any(top < (bar.box.top + bar.box.bottom) / 2 < bottom for bar in block.bars)
    return bool(texts) and not barred and all(lone_value(text) for text in texts)


def _values_below(block: TableBlock, row: int, heads: YearHeads) -> int | None:
    """The end of the rows from a label such as 成果指標 that print a name and values under the years; or None."""
    label = block.at(row, 0)
    if label is None or label.cell.row != row or label_role(label.text) != "indicator":
        return None
    years = _year_columns(heads)
    same = heads.block is block or same_columns(block, heads.block)
    end = row + label.cell.row_span
    for index in range(row, end):
        own = [entry for entry in block.row(index) if entry.cell.row == index and entry.text and entry is not label]
        names = [entry for entry in own if entry.cell.column < min(years)]
        values = [entry for entry in own if entry.cell.column in years]
        if len(names) != 1 or header_role(names[0].text) == "indicator" or len(own) > len(values) + 1:
            return None
        if not any(lone_value(entry.text) for entry in values):
            return None
    return end if same else None


def _year_columns(heads: YearHeads) -> set[int]:
    entries = [entry for entry in heads.block.row(heads.row) if entry.cell.row == heads.row and entry.text]
    labels = parse_year_row([entry.text for entry in entries])
    return {entry.cell.column for entry, label in zip(entries, labels, strict=True) if label is not None}


def _below_heads(block: TableBlock, rows: tuple[int, int], heads: YearHeads, name: str) -> TableBlock:
    """The names and what is under the years of rows, with the years of a row above them as heads.

    Args:
        block: The form.
        rows: The first of the rows, and the one after the last.
        heads: The years.
        name: What stands above the names, in place of what is printed there.

    """
    column = min(_year_columns(heads)) - 1
    head = _part(heads.block, heads.row, heads.row + 1, column)
    body = _part(block, *rows, column)
    named = [entry if entry.cell.column else replace(entry, text=name) for entry in head.cells]
    moved = [replace(entry, cell=replace(entry.cell, row=entry.cell.row + 1)) for entry in body.cells]
    cells = (*named, *moved)
    ys = (body.table.ys[0] - (head.table.ys[-1] - head.table.ys[0]), *body.table.ys)
    table = replace(body.table, cells=tuple(entry.cell for entry in cells), ys=ys)
    return replace(body, table=table, cells=cells)


def _years_side(block: TableBlock, row: int) -> tuple[int, int] | None:
    """First column and end row of years that stand down the side beside a label such as 年次計画, or None."""
    label = block.at(row, 0)
    if label is None or label.cell.row != row or label.cell.row_span < 2:  # noqa: PLR2004 - a row of a year
        return None
    # On the page after its label, a sheet goes on without one.
    goes_on = not label.text and label.cell.row_span == block.table.n_rows
    if not goes_on and label_role(label.text) != "schedule":
        return None
    column, end = label.cell.column_span, row + label.cell.row_span
    side = [entry for entry in block.cells if entry.cell.column == column and row <= entry.cell.row < end]
    years = side_years([entry.text for entry in sorted(side, key=lambda entry: entry.cell.row)])
    # The first may be their head: 年度.
    named = years[1:] if years and years[0] is None and not goes_on else years
    return (column, end) if len(named) > 1 and None not in named else None


def _opens_table(block: TableBlock, row: int) -> bool:
    """Whether the cells that begin in a row are heads: of indicators and their values, or years."""
    texts = [entry.text for entry in block.row(row) if entry.cell.row == row and not _is_rest_of_label(entry)]
    if any(header_role(text) == "indicator" for text in texts[:2]) and len(texts) > 2:  # noqa: PLR2004 - name, values
        return True
    return _years_at(block, row) is not None


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


def _is_foot(block: TableBlock, row: int) -> bool:
    """Whether a row is one cell over the whole form, with text: 担当：総務課 below a schedule."""
    entry = block.at(row, 0)
    return entry is not None and bool(entry.text) and entry.cell.column_span == block.table.n_columns


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
