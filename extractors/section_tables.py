"""Tables under their headings, and what each of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.records import Review
from extractors.blocks import CellText, TableBlock
from extractors.form_fields import table_to_fields
from extractors.form_nested import NestedTable, is_form, last_years, table_to_nested
from extractors.labels import label_role
from extractors.marks import split_mark
from extractors.outline import Section
from extractors.reviews import read_reviews, review_columns
from extractors.table_records import ReadTable, counts_years, read_table
from extractors.years_down import read_years_down

__all__ = ["SectionTable", "TableKind", "classify_tables", "describes_measures", "has_attributes", "table_kind"]

TableKind = Literal[
    "measures", "numbers", "list", "schedule", "form", "attributes", "indicators", "statistics", "other"
]

# Sheets of one kind are ruled alike, within this many points.
SAME_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class SectionTable:
    """A table, the section it stands under, and its kind."""

    section: Section
    read: ReadTable
    kind: TableKind


def classify_tables(
    sections: Sequence[Section], period: tuple[int, int] | None
) -> tuple[list[SectionTable], list[Review]]:
    """The tables of all sections with their kinds, and the reviews of the previous plan among them."""
    reviews: list[Review] = []
    out: list[SectionTable] = []
    before: ReadTable | None = None
    review_before: tuple[TableBlock, tuple[str, ...]] | None = None
    for section in sections:
        for block in section.tables:
            roles = review_columns(block)
            if roles is not None:
                same = review_before is not None and review_before[1] == section.path
                reviews = read_reviews(block, roles, section.path, reviews, continues=same)
                review_before = (block, section.path)
                continue
            read = read_table(block, before, period)
            rest = bool(out) and out[-1].section is section and _is_rest_of_form(block, out[-1])
            out.append(SectionTable(section, read, "form" if rest else table_kind(read, period)))
            # A table of heads alone serves all tables of rows below it.
            before = before if before is not None and not before.records and read.continues else read
    return out, reviews


def _is_rest_of_form(block: TableBlock, before: SectionTable) -> bool:
    """Whether a table is what the page break cut off the last sheet before it: labels without a title."""
    first = before.read.block
    wide = abs(block.table.box.x0 - first.table.box.x0) < SAME_EDGE > abs(block.table.box.x1 - first.table.box.x1)
    if before.kind != "form" or block.page != first.page + 1 or not wide:
        return False
    parts = table_to_nested(block, last_years(first))
    nested = {row for part in parts for row in part.rows}
    roles = {item.role for item in table_to_fields(block) if item.value.cell.row not in nested}
    described = bool(roles & {"description", "current", "department"})
    return "title" not in roles and (described or _is_all_nested(block, parts))


def table_kind(read: ReadTable, period: tuple[int, int] | None = None) -> TableKind:
    """What a table holds: a measure a row, the schedule of the measure it stands under, a form, indicators."""
    named = _labelled_kind(read.block)
    if named is not None:
        return named
    plain = read.axis is None or _is_statistics(read)
    described = read.has("description") or read.has("department")
    if read.has("indicator") and not _charts_by_number(read) and (not read.has_titles or (plain and not described)):
        return "indicators"
    if read.axis is not None:
        return _axis_kind(read, period)
    down = read_years_down(read.block, period)
    if down is not None:
        past = period is not None and all(entry.end_fy < period[0] for entry in down.entries)
        return "statistics" if past else "schedule"
    listed = read.has_titles and (read.has("description") or read.has("department")) and not read.has("review")
    if is_form(read.block):
        return "form"
    return "list" if listed else "other"


def _charts_by_number(read: ReadTable) -> bool:
    """Whether rows give years to numbered measures that are described elsewhere, on the facing page."""
    return read.axis is not None and read.has("number") and not read.has_titles and not _is_statistics(read)


def _labelled_kind(block: TableBlock) -> TableKind | None:
    """The kind of a table of labels that says what a measure is, or what is done under a heading; None for others."""
    if not is_form(block):
        return None
    if describes_measures(block):
        return "form"
    return "attributes" if has_attributes(block) else None


def _axis_kind(read: ReadTable, period: tuple[int, int] | None) -> TableKind:
    if _is_statistics(read) or _is_history(read, period):
        return "statistics"
    if _charts_by_number(read):
        return "numbers"
    return "measures" if _rows_are_measures(read) else "schedule"


def _is_history(read: ReadTable, period: tuple[int, int] | None) -> bool:
    """Whether all years of a table lie before the plan's first."""
    if read.axis is None or period is None:
        return False
    ends = [column.label.end_fy for column in read.axis.columns]
    return all(end is not None and end < period[0] for end in ends)


def describes_measures(block: TableBlock) -> bool:
    """Whether a form names something and says what is done; a title alone (件名, 議案) is no measure."""
    roles = {item.role for item in table_to_fields(block)}
    return "title" in roles and bool(roles & {"description", "current"})


def has_attributes(block: TableBlock) -> bool:
    """Whether a form says who does what, and leaves the name to the heading above it: each row opens with a label."""
    fields = table_to_fields(block)
    roles = {item.role for item in fields}
    if "title" in roles or not roles & {"description", "current", "department"}:
        return False
    return all(label_role(entry.text) is not None for entry in _first_column(block))


def _is_all_nested(block: TableBlock, parts: Sequence[NestedTable]) -> bool:
    """Whether a table begins with the schedule or the indicators of a sheet, each beside its label; 備考 may follow."""
    inside = [nested for nested in parts if nested.block.table.n_columns < block.table.n_columns]
    rows = {row for nested in inside for row in nested.rows}
    roles = [label_role(entry.text) for entry in _first_column(block)]
    opened = roles[0] is not None or (inside and inside[0].row == 0 and len(roles) == 1)
    return 0 in rows and bool(opened) and set(roles) <= {"schedule", "indicator", None}


def _first_column(block: TableBlock) -> list[CellText]:
    return [entry for entry in block.cells if entry.cell.column == 0]


def _is_statistics(read: ReadTable) -> bool:
    """Whether the year cells hold numbers and no bars; rows of indicators among measures do not count."""
    if read.axis is None or read.block.bars:
        return False
    indicators = {record.first_row for record in read.records if record.is_indicator}
    return counts_years(read.block, read.axis, read.head_rows, indicators)


def _rows_are_measures(read: ReadTable) -> bool:
    if read.has_titles:
        return True
    if read.has("schedule"):
        return False
    names = [record.title for record in read.records if record.title]
    marked = [name for name in names if (mark := split_mark(name)[0]) is not None and mark.counts]
    return bool(names) and len(marked) * 2 > len(names)
