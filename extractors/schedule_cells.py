"""The words of year cells as activities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.axis import YearAxis
from extractors.blocks import TableBlock
from extractors.geometry import union, vertical_overlap
from extractors.legend import fold_mark
from extractors.lines import Line, glyphs_to_lines, lines_to_text
from extractors.page import Glyph
from extractors.schedule_arrows import continues, is_dash, without_arrows
from extractors.schedule_found import Found, bar_to_years
from extractors.schedule_labels import glyphs_to_text
from extractors.years import parse_year_label

__all__ = ["joined", "read_cells", "read_straddling"]

# Characters of an unbroken word follow each other within this gap, in font sizes; the words of two narrow cells do not.
UNBROKEN = 0.12
# How far a word reaches over a line that it straddles, in font sizes.
MIN_OVER = 0.4
_NOT_DONE = re.compile(r"行わない|実施しない|なし$|対象外")


def read_cells(
    table: TableBlock, axis: YearAxis, band: tuple[float, float], glyphs: Sequence[Glyph], legend: Mapping[str, str]
) -> list[Found]:
    """The words of year cells, without those that belong to bars."""
    keep = set(map(id, glyphs))
    found: list[Found] = []
    for entry in table.cells:
        cell = entry.cell
        if not axis.first_column <= cell.column <= axis.last_column or not entry.text:
            continue
        if not band[0] - 1 <= (cell.box.top + cell.box.bottom) / 2 <= band[1] + 1:
            continue
        inside = [g for line in entry.lines for g in line.glyphs if id(g) in keep]
        text = glyphs_to_text(inside) if inside else ""
        years = bar_to_years(cell.box, axis.columns)
        if not text or is_dash(text) or years is None or _is_head(text, axis, years):
            continue
        box = union(g.box for g in inside if not g.text.isspace())
        found.extend(Found(part, *years, box, is_bar=False) for part in legend_words(text, legend))
    return found


def _is_head(text: str, axis: YearAxis, years: tuple[int, int]) -> bool:
    """Whether the words of a cell repeat the head of its column: heads are printed again in the middle of a table."""
    label = parse_year_label(text)
    return label is not None and years[0] == years[1] and label.start_fy == axis.columns[years[0]].label.start_fy


def legend_words(text: str, legend: Mapping[str, str]) -> list[str]:
    """What marks stand for, one word each; other words as they are, without an arrow drawn around them."""
    bare = text if continues(text) else without_arrows(text)
    marks = [fold_mark(char) for char in bare if not char.isspace()]
    if marks and all(mark in legend for mark in marks):
        return [word for mark in dict.fromkeys(marks) if not _NOT_DONE.search(word := legend[mark])]
    return [bare or text]


def read_straddling(table: TableBlock, axis: YearAxis, glyphs: Sequence[Glyph]) -> tuple[list[Found], list[Glyph]]:
    """Words set over a line between two cells, and the glyphs that are left.

    They are the labels of bars that cannot be seen: pictures, or colours that fade inside a clipping path.
    """
    found = []
    left = list(glyphs)
    lines = glyphs_to_lines(glyphs, max_gap=UNBROKEN)
    cells = {id(g): index for index, e in enumerate(table.cells) for one in e.lines for g in one.glyphs}
    for line in lines:
        reach = MIN_OVER * line.size
        touched = [i for i, c in enumerate(axis.columns) if line.box.x1 > c.x0 + reach and line.box.x0 < c.x1 - reach]
        if not touched or line.text.endswith("。") or len({cells.get(id(g)) for g in line.glyphs}) == 1:
            continue
        label = [other for other in lines if other is line or _follows_up(other, line)]
        taken = {id(g) for one in label for g in one.glyphs}
        box = union(one.box for one in label)
        found.append(Found(lines_to_text(label), touched[0], touched[-1], box, is_bar=False, unseen=True))
        left = [g for g in left if id(g) not in taken]
    return found, left


def _follows_up(line: Line, other: Line) -> bool:
    """Whether two centred lines stand right above one another."""
    gap = max(line.box.top - other.box.bottom, other.box.top - line.box.bottom)
    off = abs(line.box.x0 + line.box.x1 - other.box.x0 - other.box.x1) / 2
    return gap <= UNBROKEN * 4 * line.size and off <= line.size / 2


def joined(found: Sequence[Found]) -> list[Found]:
    """Arrows and ditto marks extend the entry before them; what they continue keeps its words.

    With nothing before it an arrow says only that something goes on: it is an entry where the row has no words.
    """
    out: list[Found] = []
    worded = any(item.is_bar or not continues(item.text) for item in found)
    for item in found:
        if not item.is_bar and continues(item.text):
            earlier = [other for other in out if other.first <= item.first and other.box.x0 < item.box.x0]
            if earlier:
                # Of several lanes, an arrow goes on with what stands at its height.
                nearest = max(earlier, key=lambda o: (vertical_overlap(o.box, item.box) > 0, o.last, o.box.x1))
                last = max(nearest.last, item.last)
                out[out.index(nearest)] = replace(nearest, last=last, box=union((nearest.box, item.box)))
                continue
            if worded:
                continue
        out.append(item)
    return out
