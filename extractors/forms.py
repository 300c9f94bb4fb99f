"""Form sheets: tables of labels and values (事業名, 現状・課題, 取組内容, 担当課 …), one or more measures each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.records import Initiative, Region
from extractors.departments import split_departments
from extractors.drafts import Draft, cell_regions
from extractors.labels import PartRole, label_role
from extractors.layout import CellText, TableBlock
from extractors.lines import join_lines
from extractors.marks import is_bare_mark, split_mark

__all__ = ["FormField", "FormGroup", "fields_to_groups", "group_to_draft", "is_form", "table_to_fields"]


@dataclass(frozen=True, slots=True)
class FormField:
    """A label and its value. ``number`` is the bare mark printed before the label, ``alone`` marks one-row tables."""

    role: PartRole
    label: str
    value: CellText
    page: int
    number: str = ""
    alone: bool = False


@dataclass(slots=True)
class FormGroup:
    """A title and the fields that follow it."""

    title: FormField
    fields: list[FormField] = field(default_factory=list)

    def has(self, *roles: PartRole) -> bool:
        """Whether a field has one of these roles."""
        return any(item.role in roles for item in self.fields)


def is_form(block: TableBlock) -> bool:
    """Whether a table names its rows with at least one label of a form in its left part, and values beside it."""
    fields = table_to_fields(block)
    if not fields:
        return False
    labelled_rows = {item.value.cell.row for item in fields}
    return len(labelled_rows) * 2 >= block.table.n_rows


def table_to_fields(block: TableBlock) -> list[FormField]:
    """Labels with the cells to their right, in reading order."""
    out: list[FormField] = []
    alone = block.table.n_rows == 1
    for row in range(block.table.n_rows):
        cells = [entry for entry in block.row(row) if entry.text]
        for index, entry in enumerate(cells[:-1]):
            if entry.cell.row != row:
                continue
            role = label_role(entry.text)
            value = cells[index + 1]
            if role is None or value.cell.row != row or label_role(value.text) is not None or is_bare_mark(value.text):
                continue
            before = cells[index - 1].text if index else ""
            number = before.strip() if before and is_bare_mark(before) else ""
            out.append(FormField(role, entry.text, value, block.page, number, alone))
    return out


def fields_to_groups(fields: Sequence[FormField]) -> list[FormGroup]:
    """Fields grouped under their titles; fields before the first title are left out."""
    groups: list[FormGroup] = []
    for item in fields:
        if item.role == "title":
            groups.append(FormGroup(item))
        elif groups:
            groups[-1].fields.append(item)
    return groups


def group_to_draft(group: FormGroup, path: tuple[str, ...]) -> Draft:
    """The draft of a measure on a form sheet."""
    mark, rest = split_mark(group.title.value.text)
    label = group.title.number
    title = group.title.value.text
    if not label and mark is not None and rest:
        label, title = mark.text, rest
    draft = Draft(
        path=path,
        label=label,
        title=title,
        page=group.title.page,
        end_page=max([group.title.page, *(item.page for item in group.fields if item.role == "description")]),
        extractor="form",
    )
    draft.where["title"] = cell_regions(group.title.page, group.title.value)
    draft.description, draft.where["description"] = _text(group, "description")
    draft.current, draft.where["current"] = _text(group, "current")
    offices = [item for item in group.fields if item.role == "department"]
    draft.departments = split_departments(line.text for item in offices for line in item.value.lines)
    draft.where["departments"] = tuple(r for item in offices for r in cell_regions(item.page, item.value))
    return draft


def _text(group: FormGroup, role: PartRole) -> tuple[str, tuple[Region, ...]]:
    found = [item for item in group.fields if item.role == role]
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
        where=cell_regions(group.title.page, group.title.value),
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
