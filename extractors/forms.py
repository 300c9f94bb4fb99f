"""Form sheets: tables of labels and values (事業名, 現状・課題, 取組内容, 担当課 …), one or more measures each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.records import Box, Indicator, Initiative, Region
from extractors.blocks import CellText, TableBlock
from extractors.columns import header_role
from extractors.departments import split_codes, split_departments
from extractors.drafts import Draft, cell_regions
from extractors.geometry import contains
from extractors.grid import Table
from extractors.indicator_lines import lines_to_indicators, split_value
from extractors.labels import PartRole, is_purpose, label_role
from extractors.lines import join_lines, without_start
from extractors.marks import is_bare_mark, split_mark
from extractors.schedule_lines import lines_to_entries
from extractors.years import parse_year_row

__all__ = [
    "FormField",
    "FormGroup",
    "NestedTable",
    "fields_to_groups",
    "fill_from_fields",
    "group_to_draft",
    "group_to_initiative",
    "is_form",
    "stacked_indicators",
    "table_to_fields",
    "table_to_nested",
]


# The number that a sheet prints of itself: 個票１, シート No.3.
_SHEET_NUMBER = re.compile(
    r"(?:(?:個票|個表|調書|シート|カード|様式|整理番号)[\s　]*(?:No\.?|№|番号)?|No\.?|NO\.?|№)"
    r"[\s　]*[-－]?[\s　]*[\d０-９]{1,3}(?:[-－ー][\d０-９]{1,3})?"
)
# The label of a table inside a sheet stands at most so many rows below its heads.
MAX_BELOW = 6
# A narrower cell between a label and its value is a gap, in points.
MAX_SLIVER = 15.0
# Classes that a plan gives its measures: Ａ, B・C.
_CODES = re.compile(r"[A-ZＡ-Ｚ](?:[\s・、,，/]*[A-ZＡ-Ｚ])*")
# What may stand above the title of a sheet.
_ABOVE_TITLE: frozenset[PartRole] = frozenset({"number", "path", "badge", "department", "other"})


@dataclass(frozen=True, slots=True)
class FormField:
    """A label and its value. ``number`` is the bare mark printed before the label, ``alone`` marks one-row tables.

    ``table`` tells the fields of one ruled table from those of the next.
    """

    role: PartRole
    label: str
    value: CellText
    page: int
    table: int
    number: str = ""
    alone: bool = False

    @property
    def is_banner(self) -> bool:
        """Whether this is a heading between two sheets, not a field of one."""
        return self.role == "path" and not self.label


@dataclass(frozen=True, slots=True)
class NestedTable:
    """Rows of a form that are a table of their own: years with activities, or indicators with values."""

    block: TableBlock
    row: int


@dataclass(slots=True)
class FormGroup:
    """A title and the fields that belong to it: those after it, and those above it in its own table."""

    title: FormField
    fields: list[FormField] = field(default_factory=list)

    def has(self, *roles: PartRole) -> bool:
        """Whether a field has one of these roles."""
        return any(item.role in roles for item in self.fields)


def is_form(block: TableBlock) -> bool:
    """Whether a table names most of its rows with labels of a form, nested tables aside."""
    labelled = {item.value.cell.row for item in table_to_fields(block)}
    nested = {row for table in table_to_nested(block) for row in range(table.row, table.row + table.block.table.n_rows)}
    rows = block.table.n_rows - len(nested)
    return bool(labelled) and len(labelled - nested) * 2 >= rows


def table_to_fields(block: TableBlock) -> list[FormField]:
    """Labels with the cells to their right, in reading order; a name without a label stands right of its number."""
    fields = _labelled_fields(block)
    titled = any(item.role == "title" for item in fields)
    return fields if titled else [*fields, *_titles_beside_numbers(block, fields)]


def _labelled_fields(block: TableBlock) -> list[FormField]:
    out: list[FormField] = []
    alone = block.table.n_rows == 1
    for row in range(block.table.n_rows):
        cells = [entry for entry in block.row(row) if entry.text]
        own = [entry for entry in cells if entry.cell.row == row]
        out.extend(
            FormField(*run_in, block.page, id(block), alone=alone)
            for entry in own
            if (run_in := _run_in(entry)) is not None
        )
        out.extend(
            FormField("number", "", entry, block.page, id(block))
            for entry in own
            if _SHEET_NUMBER.fullmatch(entry.text.strip())
        )
        if (banner := _banner(cells, row)) is not None:
            out.append(FormField("path", "", banner, block.page, id(block)))
        for index, entry in enumerate(cells[:-1]):
            if entry.cell.row != row:
                continue
            role = label_role(entry.text)
            value = cells[index + 1]
            if role is None or value.cell.row != row or label_role(value.text) is not None:
                continue
            if value.cell.box.x0 - entry.cell.box.x1 > MAX_SLIVER:
                # The cell beside the label is empty.
                continue
            if is_bare_mark(value.text) and role != "number":
                continue
            before = cells[index - 1].text if index else ""
            if role == "title" and value.text.endswith("。"):
                # 取組 with a sentence says what is done, and names nothing.
                role = "description"
            if role in {"badge", "path"} and _CODES.fullmatch(value.text.strip()):
                role = "code"
            number = before.strip() if before and is_bare_mark(before) else _number_of(entry.text)
            out.append(FormField(role, entry.text, value, block.page, id(block), number, alone))
    return out


def _titles_beside_numbers(block: TableBlock, fields: Sequence[FormField]) -> list[FormField]:
    """The names that stand right of a sheet's number, without a label of their own."""
    values = {id(item.value) for item in fields}
    out = []
    for item in fields:
        if item.role != "number":
            continue
        row = [
            entry for entry in block.row(item.value.cell.row) if entry.text and entry.cell.row == item.value.cell.row
        ]
        place = next((i for i, entry in enumerate(row) if entry is item.value), len(row))
        beside = row[place + 1] if place + 1 < len(row) else None
        if beside is not None and id(beside) not in values and label_role(beside.text) is None:
            out.append(FormField("title", "", beside, block.page, id(block)))
    return out


def _run_in(entry: CellText) -> tuple[PartRole, str, CellText] | None:
    """Role, label and value of a cell that prints both in one line (事業名　窓口の予約), or None."""
    match = re.match(r"^(?P<label>[^\s：:]{1,8})[\s　：:]+(?P<value>\S.*)$", entry.text)
    role = label_role(match["label"]) if match is not None else None
    role = "code" if match is not None and role == "badge" and _CODES.fullmatch(match["value"].strip()) else role
    if match is None or role not in {"title", "department", "number", "code"} or not entry.lines:
        return None
    first = without_start(entry.lines[0], match["label"])
    return role, match["label"], replace(entry, text=match["value"].strip(), lines=(first, *entry.lines[1:]))


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


def _banner(cells: Sequence[CellText], row: int) -> CellText | None:
    """The heading between two sheets (柱２：…): alone in its row, with a mark that counts it."""
    if len(cells) != 1 or cells[0].cell.row != row or cells[0].cell.row_span > 1:
        return None
    mark, rest = split_mark(cells[0].text)
    counted = mark is not None and bool(rest) and not mark.kind.startswith("symbol")
    return cells[0] if counted and len(cells[0].lines) == 1 and not cells[0].text.endswith("。") else None


def _number_of(label: str) -> str:
    """The label itself where it carries a number (取組01), else ""."""
    return label.strip() if re.search(r"[\d０-９]\s*$", label) else ""


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


def fields_to_groups(fields: Sequence[FormField]) -> list[FormGroup]:
    """Fields grouped under their titles.

    What stands above the title of a sheet (整理番号, 区分) belongs to it. Texts and schedules that head a page go on
    with the sheet of the page before; fields before any title are left out.
    """
    groups: list[FormGroup] = []
    titled = {item.table for item in fields if item.role == "title"}
    above: list[FormField] = []
    for item in fields:
        if item.is_banner:
            above = []
        elif item.role == "title":
            groups.append(FormGroup(item, above))
            above = []
        elif (
            item.table in titled
            and not any(group.title.table == item.table for group in groups)
            and (item.role in _ABOVE_TITLE or not groups)
        ):
            above.append(item)
        elif groups:
            groups[-1].fields.append(item)
    return groups


def group_to_draft(group: FormGroup, path: tuple[str, ...]) -> Draft:
    """The draft of a measure on a form sheet."""
    mark, rest = split_mark(group.title.value.text)
    numbers = [item.value.text.strip() for item in group.fields if item.role == "number"]
    label = group.title.number or (numbers[0] if numbers else "")
    title = group.title.value.text
    if not label and mark is not None and rest:
        label, title = mark.text, rest
    headings = [item.value.text for item in group.fields if item.role == "path" and item.label]
    draft = Draft(
        path=(*path, *(heading for heading in headings if heading not in path[-1:])),
        label=label,
        title=title,
        page=group.title.page,
        end_page=group.title.page,
        extractor="form",
    )
    draft.where["title"] = cell_regions(group.title.page, group.title.value)
    fill_from_fields(draft, group.fields)
    return draft


def fill_from_fields(draft: Draft, fields: Sequence[FormField]) -> None:
    """Put the fields of a form into a draft; what no field names stays as it is."""
    described = [item for item in fields if item.role == "description"]
    described = [item for item in described if not is_purpose(item.label)] or described
    if described:
        draft.description, draft.where["description"] = _text(described)
        draft.end_page = max([draft.end_page, *(item.page for item in described)])
    current = [item for item in fields if item.role == "current"]
    if current:
        draft.current, draft.where["current"] = _text(current)
    offices = [item for item in fields if item.role == "department"]
    if offices:
        draft.departments = split_departments(line.text for item in offices for line in item.value.lines)
        draft.where["departments"] = tuple(r for item in offices for r in cell_regions(item.page, item.value))
    draft.printed_codes.extend(c for item in fields if item.role == "code" for c in split_codes(item.value.text))
    draft.badges.extend(_ticked(item.value.text) for item in fields if item.role == "badge")
    for item in fields:
        placed = [(line, Region(item.page, line.box)) for line in item.value.lines]
        if item.role == "indicator":
            draft.indicators.extend(lines_to_indicators([(line.text, region) for line, region in placed]))
        if item.role == "schedule":
            # Years with nothing behind them are heads of a table inside the form.
            entries = lines_to_entries([(line.text, line, region) for line, region in placed])
            draft.schedule.extend(entries)
            draft.end_page = max([draft.end_page, *(region.page for entry in entries for region in entry.where)])


def _ticked(text: str) -> str:
    """The choice that is ticked among boxes (□新規 ■継続), or the whole text where there are no boxes."""
    ticked = re.search(r"[■☑✓✔☒●][\s　]*(?P<word>[^\s　□■☐☑✓✔☒●○]+)", text)
    return ticked["word"] if ticked is not None and re.search(r"[□☐○]", text) else text.strip()


def _text(found: Sequence[FormField]) -> tuple[str, tuple[Region, ...]]:
    text = join_lines(item.value.text for item in found)
    return text, tuple(region for item in found for region in cell_regions(item.page, item.value))


def group_to_initiative(group: FormGroup, measure_ids: Sequence[str]) -> Initiative:
    """The initiative that a group heads: its 現状と課題 and 期待される効果, one entry for each bullet."""
    return Initiative(
        title=group.title.value.text,
        issues=tuple(text for item in group.fields if item.role == "current" for text in _bullets(item.value)),
        effects=tuple(text for item in group.fields if item.role == "effects" for text in _bullets(item.value)),
        measure_ids=tuple(measure_ids),
        page=group.title.page,
        where=(
            *cell_regions(group.title.page, group.title.value),
            *(
                region
                for item in group.fields
                if item.role in {"current", "effects"}
                for region in cell_regions(item.page, item.value)
            ),
        ),
    )


def _bullets(entry: CellText) -> list[str]:
    out: list[list[str]] = []
    for line in entry.lines:
        text = line.text.strip()
        if text[:1] in "•・●○■◆" or not out:
            out.append([text.lstrip("•・●○■◆ 　")])
        else:
            out[-1].append(text)
    return [join_lines(texts) for texts in out]
