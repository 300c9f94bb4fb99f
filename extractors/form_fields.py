"""Labels and values of form sheets: the cells of a sheet that say what they hold, with what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.blocks import CellText, TableBlock
from extractors.departments import is_codes, is_office, split_departments
from extractors.headings import line_block_label
from extractors.labels import PartRole, label_role
from extractors.lines import Line, glyphs_to_lines, lines_to_text, without_start
from extractors.marks import is_bare_mark, split_mark

__all__ = ["FormField", "table_to_fields"]

# The number that a sheet prints of itself: 個票１, シート No.3.
_SHEET_NUMBER = re.compile(
    r"(?:(?:個票|個表|調書|シート|カード|様式|整理番号)[\s　]*(?:No\.?|№|番号)?|No\.?|NO\.?|№)"
    r"[\s　]*[-－]?[\s　]*[\d０-９]{1,3}(?:[-－ー][\d０-９]{1,3})?"
)
# A narrower cell between a label and its value is a gap, in points.
MAX_SLIVER = 15.0
# Words in the head of a sheet stand apart from this gap on, in type sizes.
WORD_GAP = 0.5
# What a cell may print behind its label, and what may go on in the rows below that a label spans.
_RUN_IN_ROLES: frozenset[PartRole] = frozenset({"title", "department", "number", "code"})
_BLOCK_ROLES: frozenset[PartRole] = frozenset({"current", "description", "effects", "department", "progress"})
_STACKED_ROLES: frozenset[PartRole] = frozenset({"indicator", "description", "current"})


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


def table_to_fields(block: TableBlock) -> list[FormField]:
    """Labels with the cells to their right, in reading order; a name without a label stands right of its number."""
    fields = _labelled_fields(block)
    if any(item.role == "title" for item in fields):
        return fields
    named = _titles_beside_numbers(block, fields)
    if named:
        return [*fields, *named]
    if _heads_sheets(fields):
        return [replace(item, role="title") if item.is_banner else item for item in fields]
    return [*_number_and_name(block, fields), *fields]


def _heads_sheets(fields: Sequence[FormField]) -> bool:
    """Whether a table opens with a banner and each banner heads what is done: it names that, where no label does."""
    starts = [index for index, item in enumerate(fields) if item.is_banner]
    groups = [fields[low:high] for low, high in pairwise([*starts, len(fields)])]
    return starts[:1] == [0] and all({item.role for item in group} & {"description", "current"} for group in groups)


def _number_and_name(block: TableBlock, fields: Sequence[FormField]) -> list[FormField]:
    """The number, name and offices that head a sheet without labels of their own: 1-2-1 | 手続の予約 | 市民課."""
    head = [entry for entry in block.row(0) if entry.text]
    if len(head) < 2 or not is_bare_mark(head[0].text) or head[0].cell.row_span > 1:  # noqa: PLR2004 - number, name
        return []
    name = head[1]
    values = {id(item.value) for item in fields}
    if id(name) in values or label_role(name.text) is not None or name.text.endswith("。") or is_bare_mark(name.text):
        return []
    if not {item.role for item in fields} & {"description", "current"}:
        return []
    named = [FormField("title", "", name, block.page, id(block), head[0].text.strip())]
    offices = [
        FormField("department", "", entry, block.page, id(block))
        for entry in head[2:]
        if id(entry) not in values
        and label_role(entry.text) is None
        and all(is_office(part) for part in split_departments([entry.text]))
    ]
    return named + offices


def _labelled_fields(block: TableBlock) -> list[FormField]:
    out: list[FormField] = []
    alone = block.table.n_rows == 1
    for row in range(block.table.n_rows):
        cells = [entry for entry in block.row(row) if entry.text]
        own = [entry for entry in cells if entry.cell.row == row]
        out.extend(
            FormField(*run_in, block.page, id(block), alone=alone) for entry in own for run_in in _runs_in(entry)
        )
        out.extend(FormField(*part, block.page, id(block)) for entry in own for part in _blocks_in(entry))
        out.extend(_further_values(block, row, own))
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
            if role in {"badge", "path"} and is_codes(value.text):
                role = "code"
            if is_bare_mark(value.text) and role not in {"number", "code"}:
                continue
            before = cells[index - 1].text if index else ""
            if role == "title" and value.text.endswith("。"):
                # 取組 with a sentence says what is done, and names nothing.
                role = "description"
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


def _further_values(block: TableBlock, row: int, own: Sequence[CellText]) -> list[FormField]:
    """The only text of a row below the first of those that a label spans: a second indicator, a second paragraph."""
    label = block.at(row, 0)
    role = label_role(label.text) if label is not None else None
    if label is None or role is None or label.cell.row == row or role not in _STACKED_ROLES or len(own) != 1:
        return []
    first = block.row(label.cell.row)
    alone = len([entry for entry in first if entry.text and entry is not label]) == 1
    beside = own[0].cell.column == label.cell.column + label.cell.column_span
    plain = label_role(own[0].text) is None
    return [FormField(role, label.text, own[0], block.page, id(block))] if alone and beside and plain else []


def _runs_in(entry: CellText) -> list[tuple[PartRole, str, CellText]]:
    """Role, label and value of each pair that a cell prints in one line: 事業名　予約, 番号 1-3 事業名 予約."""
    pairs = _pairs(entry)
    if len(pairs) > 1 and any(role == "title" for role, _, _ in pairs):
        return pairs
    match = re.match(r"^(?P<label>[^\s：:]{1,8})[\s　：:]+(?P<value>\S.*)$", entry.text)
    role = label_role(match["label"]) if match is not None else None
    role = "code" if match is not None and role == "badge" and is_codes(match["value"]) else role
    if match is None or role is None or role not in _RUN_IN_ROLES or not entry.lines:
        return []
    first = without_start(entry.lines[0], match["label"])
    return [(role, match["label"], replace(entry, text=match["value"].strip(), lines=(first, *entry.lines[1:])))]


def _blocks_in(entry: CellText) -> list[tuple[PartRole, str, CellText]]:
    """Role, label and text of each part of a cell that holds several behind labels: 【現状】 …, 【取組内容】 …."""
    starts = [(index, *named) for index, line in enumerate(entry.lines) if (named := _block_label(line)) is not None]
    if not starts or starts[0][0] != 0 or len(entry.lines) == 1:
        return []
    out = []
    for (start, role, label, rest), end in zip(starts, [*(at for at, *_ in starts[1:]), len(entry.lines)], strict=True):
        lines = entry.lines[start + 1 : end]
        if rest:
            first = entry.lines[start]
            lines = (without_start(first, first.text[: len(first.text) - len(rest)]), *lines)
        if lines:
            out.append((role, label, replace(entry, text=lines_to_text(lines), lines=lines)))
    return out


def _block_label(line: Line) -> tuple[PartRole, str, str] | None:
    """Role and words of the label in brackets that a line opens with, and the rest of the line."""
    label, rest = line_block_label(line.text) or ("", "")
    role = label_role(label)
    return (role, label, rest) if role is not None and role in _BLOCK_ROLES else None


def _pairs(entry: CellText) -> list[tuple[PartRole, str, CellText]]:
    """The labels of a cell of one line that stand apart from their values, each with the words up to the next one."""
    if len(entry.lines) != 1:
        return []
    words = sorted(glyphs_to_lines(entry.lines[0].glyphs, max_gap=WORD_GAP), key=lambda word: word.box.x0)
    roles = [label_role(word.text) for word in words]
    starts = [index for index, role in enumerate(roles) if role in _RUN_IN_ROLES or role == "badge"]
    if not starts or starts[0] != 0:
        return []
    out = []
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        values = words[start + 1 : end]
        role = roles[start]
        if not values or role is None:
            return []
        glyphs = [glyph for word in values for glyph in word.glyphs]
        line = glyphs_to_lines(glyphs, max_gap=entry.cell.box.width)[0]
        out.append((role, words[start].text, replace(entry, text=line.text, lines=(line,))))
    return out


def _banner(cells: Sequence[CellText], row: int) -> CellText | None:
    """The heading between two sheets (柱２：…): alone in its row, with a mark that counts it."""
    if len(cells) != 1 or cells[0].cell.row != row or cells[0].cell.row_span > 1:
        return None
    mark, rest = split_mark(cells[0].text)
    counted = mark is not None and bool(rest) and mark.counts
    return cells[0] if counted and len(cells[0].lines) == 1 and not cells[0].text.endswith("。") else None


def _number_of(label: str) -> str:
    """The label itself where it carries a number (取組01), else ""."""
    return label.strip() if re.search(r"[\d０-９]\s*$", label) else ""
