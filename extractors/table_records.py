"""Tables read row by row: what each column holds, and the grid rows that belong to one printed title."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.axis import YearAxis, find_axis, same_columns
from extractors.blocks import CellText, TableBlock
from extractors.columns import Role, column_roles
from extractors.lines import fold, join_lines, lines_to_text
from extractors.marks import is_bare_mark, split_mark

__all__ = ["ReadTable", "Record", "counts_years", "read_table"]

_INDICATOR_ROW = re.compile(r"^[\s　]*(?:成果|目標|達成|数値)?(?:指[\s　]*標|KPI|ＫＰＩ|目[\s　]*標)(?:値)?[\s　]*$")
# Edges of one table lie within so many points of each other.
SAME_EDGE = 3.0
# Lines whose sizes differ by less, in points, are of one size; a line so many type sizes short of its cell ends there.
SAME_SIZE, SHORT = 0.3, 3.0
# A row across the table that is longer than this is a note.
MAX_GROUP_LENGTH = 45
_EMPTY_OR_MARK = re.compile(r"^[\s\-－―—–・/／△▲]*$")
# An amount with its unit; 1 and ２ alone may be marks of phases, but not in most cells of a table.
_NUMBER = re.compile(
    r"^[\s△▲\-－+＋約]*[\d０-９][\d０-９,，.．\s]*(?:[％%]|[万億千]?(?:円|[人件戸台回箇か所世帯件数m㎡ha時間分日]*))[\s()（）]*$"
)


@dataclass(frozen=True, slots=True)
class Record:
    """Grid rows that belong to one printed title, from ``top`` to ``bottom`` in points.

    ``group`` is the row across the table that stands above it, ``categories`` its merged cells, outermost first;
    ``named`` are the cells that print the title.
    """

    number: str
    title: str
    cells: Mapping[Role, tuple[CellText, ...]]
    categories: tuple[str, ...]
    top: float
    bottom: float
    first_row: int
    group: str = ""
    is_indicator: bool = False
    named: tuple[CellText, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table whose columns are known, ``heads`` the lowest head above each.

    ``head_rows`` is 0 where it continues a table of the page before; roles and heads are that table's.
    """

    block: TableBlock
    axis: YearAxis | None
    roles: tuple[Role, ...]
    head_rows: int
    records: tuple[Record, ...]
    continues: bool = False
    heads: tuple[str, ...] = ()

    @property
    def has_titles(self) -> bool:
        """Whether a column holds the names of measures."""
        return "title" in self.roles

    def has(self, role: Role) -> bool:
        """Whether a column has this role."""
        return role in self.roles


def read_table(block: TableBlock, before: ReadTable | None, period: tuple[int, int] | None) -> ReadTable:
    """The table with its columns understood; heads missing here are taken from the table it continues."""
    axis = find_axis(block, period)
    continues = False
    if axis is not None:
        head_rows = axis.head_rows
        roles = column_roles(block, head_rows, axis)
        continues = before is not None and same_columns(block, before.block) and tuple(roles) == before.roles
    elif before is not None and same_columns(block, before.block) and not _opens_with_head(block, before):
        # The rows of this half are all body: its head stands on the page before.
        axis = replace(before.axis, head_rows=0) if before.axis is not None else None
        head_rows, roles, continues = 0, list(before.roles), True
    elif before is not None and (under := _under_years(block, before)) is not None:
        axis, roles = under
        head_rows, continues = 0, True
    else:
        head_rows = _plain_head_rows(block)
        roles = column_roles(block, head_rows, None)
        continues = before is not None and same_columns(block, before.block) and tuple(roles) == before.roles
    last = before.records[-1] if continues and before is not None and before.records else None
    carried = (last.group, last.categories) if last is not None else ("", ())
    banner = _banner(block, axis, head_rows)
    if banner:
        carried = (banner, ())
    schedules = axis is not None and not counts_years(block, axis, head_rows)
    records = _records(block, roles, head_rows, carried, schedules=schedules)
    heads = _heads(block, head_rows) if head_rows or before is None else before.heads
    return ReadTable(block, axis, tuple(roles), head_rows, tuple(records), continues, heads)


def _under_years(block: TableBlock, before: ReadTable) -> tuple[YearAxis, list[Role]] | None:
    """The axis and roles of rows without lines between the years, which stand below a table of heads; or None."""
    axis = before.axis
    if axis is None or before.records or not block.bars or block.page != before.block.page:
        return None
    box, heads = block.box, before.block
    below = box.top - heads.box.bottom >= -1 and abs(box.x0 - heads.box.x0) < SAME_EDGE > abs(box.x1 - heads.box.x1)
    names = [x for x in block.table.xs if x < axis.x0 + SAME_EDGE]
    first = len(names) - 1
    if not below or first < 1 or abs(names[-1] - axis.x0) > SAME_EDGE:
        return None
    own = [min(range(len(heads.table.xs)), key=lambda i: abs(heads.table.xs[i] - x)) for x in names[:-1]]
    years: list[Role] = ["year"] * (block.table.n_columns - first)
    roles = [*(before.roles[min(i, len(before.roles) - 1)] for i in own), *years]
    return replace(axis, head_rows=0, first_column=first, last_column=block.table.n_columns - 1), roles


def counts_years(block: TableBlock, axis: YearAxis, head_rows: int, skipped: Collection[int] = ()) -> bool:
    """Whether most of the year cells hold numbers: such a table counts or budgets, it schedules nothing.

    Args:
        block: The table.
        axis: Its years.
        head_rows: Rows of heads.
        skipped: Grid rows that do not count.

    """
    words = [
        entry.text
        for entry in block.cells
        if entry.text
        and entry.cell.row >= head_rows
        and entry.cell.row not in skipped
        and axis.first_column <= entry.cell.column <= axis.last_column
        and not _EMPTY_OR_MARK.match(entry.text)
    ]
    return sum(_NUMBER.match(text) is not None for text in words) * 2 > len(words)


def _heads(block: TableBlock, head_rows: int) -> tuple[str, ...]:
    entries = [block.at(max(head_rows - 1, 0), column) for column in range(block.table.n_columns)]
    return tuple(entry.text if entry is not None else "" for entry in entries)


def _opens_with_head(block: TableBlock, before: ReadTable) -> bool:
    """Whether a table has a head of its own: known words, or those of the table before it."""
    first = tuple(entry.text if (entry := block.at(0, i)) is not None else "" for i in range(block.table.n_columns))
    if before.head_rows and any(first) and first == before.heads:
        return True
    roles = column_roles(block, 1, None)
    return sum(role not in {"blank", "other"} for role in roles) * 2 > len(roles)


def _plain_head_rows(block: TableBlock) -> int:
    first = [entry for entry in block.cells if entry.cell.row == 0]
    return max((entry.cell.row_span for entry in first if entry.text), default=1)


def _records(
    block: TableBlock,
    roles: Sequence[Role],
    head_rows: int,
    carried: tuple[str, tuple[str, ...]],
    *,
    schedules: bool,
) -> list[Record]:
    counts = "indicator" in roles and not {"description", "department"} & set(roles) and not schedules
    naming = "indicator" if counts else "title"
    title_columns = [index for index, role in enumerate(roles) if role == naming]
    anchors = title_columns or _row_columns(roles)
    out: list[Record] = []
    row = head_rows
    group, categories = carried[0], list(carried[1])
    while row < block.table.n_rows:
        # The only row below nothing but years is what is done in all of them.
        only = roles[0] == "year" and block.table.n_rows == head_rows + 1
        caption = None if only else _caption(block, row)
        if caption is not None:
            # A line across the whole table groups the rows below it, or is a note; it is no measure.
            group = caption if _names_group(caption) and row + 1 < block.table.n_rows else group
            categories = []
            row += 1
            continue
        if head_rows and row > head_rows and _repeats_head(block, row, head_rows - 1):
            row += 1
            continue
        cells = [e for e in block.row(row) if not anchors or e.cell.column in anchors]
        named = [entry for entry in cells if not is_bare_mark(entry.text)] or cells
        end = max((e.cell.row + e.cell.row_span for e in named), default=row + 1) if anchors else row + 1
        end = max(min(end, block.table.n_rows), row + 1)
        categories = _categories(block, roles, row, categories)
        record = _record(block, roles, (row, end), cells, tuple(categories))
        out.append(replace(record, group=group))
        row = end
    return out


def _repeats_head(block: TableBlock, row: int, head: int) -> bool:
    """Whether a row prints the heads once more, in mid-table."""
    here, above = ([fold(entry.text) for entry in block.row(r) if entry.text] for r in (row, head))
    return len(here) > 1 and here == above


def _caption(block: TableBlock, row: int) -> str | None:
    """The text of a row that holds nothing but one text running over columns that have heads of their own, or None."""
    printed = [entry for entry in block.row(row) if entry.text]
    if len(printed) != 1 or printed[0].cell.row != row or printed[0].cell.column > 0:
        return None
    cell = printed[0].cell
    if cell.column_span == block.table.n_columns > 1:
        return printed[0].text
    heads = {id(head) for column in range(cell.column_span) if (head := block.at(0, column)) is not None and head.text}
    return printed[0].text if len(heads) > 1 else None


def _banner(block: TableBlock, axis: YearAxis | None, head_rows: int) -> str:
    """The text of a row across the table above its heads, or ""; it groups all rows below."""
    if axis is None or head_rows < 2:  # noqa: PLR2004 - a banner and a head
        return ""
    entry = block.at(0, 0)
    spans = entry is not None and entry.cell.column_span == block.table.n_columns > 1
    return entry.text if entry is not None and spans and _names_group(entry.text) else ""


def _names_group(text: str) -> bool:
    return 0 < len(text) <= MAX_GROUP_LENGTH and "。" not in text and not re.match(r"^[（(]?[※＊*注]", text)


def _row_columns(roles: Sequence[Role]) -> list[int]:
    """Columns that name rows in a table without titles: those left of the years."""
    first = roles.index("year") if "year" in roles else 0
    plain = [i for i in range(first) if roles[i] in {"blank", "other", "schedule", "indicator", "number"}]
    # A lone column of classes (区分) names the rows.
    return plain or list(range(first))


def _categories(block: TableBlock, roles: Sequence[Role], row: int, before: Sequence[str]) -> list[str]:
    out: list[str] = []
    for depth, column in enumerate(i for i, role in enumerate(roles) if role == "category"):
        entry = block.at(row, column)
        text = entry.text if entry is not None else ""
        if not text and depth < len(before):
            text = before[depth]
        if text and (not out or out[-1] != text):
            out.append(text)
    return out


def _name_and_text(entry: CellText) -> tuple[CellText, CellText] | None:
    """The name and the text of a cell that prints both, the text below the name; None for other cells."""
    lines = entry.lines
    if len(lines) < 2 or "。" in lines[0].text:  # noqa: PLR2004 - a name and a text
        return None
    first = lines[0]
    other = (i for i, line in enumerate(lines) if line.font != first.font or abs(line.size - first.size) > SAME_SIZE)
    end = next(other, None)
    if end is None and split_mark(first.text)[0] is not None and first.box.x1 < entry.cell.box.x1 - SHORT * first.size:
        end = 1
    if end is None or not lines[-1].text.rstrip().endswith("。"):
        return None
    name, text = (replace(entry, lines=part, text=lines_to_text(part)) for part in (lines[:end], lines[end:]))
    return name, text


def _record(
    block: TableBlock,
    roles: Sequence[Role],
    rows: tuple[int, int],
    anchors: Sequence[CellText],
    categories: tuple[str, ...],
) -> Record:
    first, end = rows
    top, bottom = block.table.ys[first], block.table.ys[end]
    cells: dict[Role, list[CellText]] = {}
    for entry in block.cells:
        cell = entry.cell
        inside = cell.row < end and cell.row + cell.row_span > first
        if inside and entry.text and roles[cell.column] not in {"year", "category"}:
            cells.setdefault(roles[cell.column], []).append(entry)
    texts = [entry for entry in anchors if entry.text]
    is_indicator = len(texts) > 1 and _INDICATOR_ROW.match(texts[0].text) is not None
    if is_indicator:
        texts = texts[1:]
    numbers = [entry.text.strip() for entry in cells.get("number", [])]
    numbers += [entry.text.strip() for entry in texts if len(texts) > 1 and is_bare_mark(entry.text)]
    numbers += [entry.text.strip() for entry in cells.get("title", []) if is_bare_mark(entry.text)]
    named = [entry for entry in texts if len(texts) == 1 or not is_bare_mark(entry.text)]
    if not numbers and len(named) == 1 and len(named[0].lines) > 1 and is_bare_mark(named[0].lines[0].text):
        # The number stands above the name in one cell.
        number, *lines = named[0].lines
        numbers = [number.text.strip()]
        named = [replace(named[0], lines=tuple(lines), text=lines_to_text(lines))]
    if len(named) == 1 and "description" not in roles and (parts := _name_and_text(named[0])) is not None:
        named = [parts[0]]
        cells["description"] = [parts[1]]
    title = join_lines(entry.text for entry in named)
    return Record(
        number=numbers[0] if numbers else "",
        title=title,
        cells={role: tuple(found) for role, found in cells.items()},
        categories=categories,
        top=top,
        bottom=bottom,
        first_row=first,
        is_indicator=is_indicator,
        named=tuple(named),
    )
