"""Form sheets (事業名, 現状・課題, 取組内容, 担当課 …): fields grouped under titles, one or more measures a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.records import Initiative, Region
from extractors.blocks import CellText
from extractors.departments import split_codes, split_departments
from extractors.drafts import Draft, cell_regions
from extractors.form_fields import FormField
from extractors.indicator_lines import lines_to_indicators
from extractors.labels import PartRole, is_purpose
from extractors.lines import join_lines
from extractors.marks import split_mark
from extractors.schedule_lines import lines_to_entries

__all__ = ["FormGroup", "fields_to_groups", "fill_from_fields", "group_to_draft", "group_to_initiative"]

# What may stand above the title of a sheet.
_ABOVE_TITLE: frozenset[PartRole] = frozenset({"number", "path", "badge", "department", "other"})


@dataclass(slots=True)
class FormGroup:
    """A title and the fields that belong to it: those after it, and those above it in its own table."""

    title: FormField
    fields: list[FormField] = field(default_factory=list)

    def has(self, *roles: PartRole) -> bool:
        """Whether a field has one of these roles."""
        return any(item.role in roles for item in self.fields)


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
