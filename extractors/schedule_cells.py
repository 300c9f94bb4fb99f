"""The words and colours of year cells as activities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.records import Box
from extractors.axis import YearAxis
from extractors.blocks import TableBlock
from extractors.geometry import contains, union, vertical_overlap
from extractors.legend import fold_mark
from extractors.lines import Line, glyphs_to_lines, lines_to_text
from extractors.page import Colour, Glyph
from extractors.schedule_arrows import continues, is_dash, without_arrows
from extractors.schedule_found import Found, bar_to_years
from extractors.schedule_labels import glyphs_to_text
from extractors.years import parse_year_label

__all__ = ["joined", "read_cells", "read_painted", "read_straddling", "read_worded_runs"]

# Narrowest column of names, in points, whose ground can be compared with that of the years.
MIN_NAME_WIDTH = 12.0
# The lightest part of a colour from which it is a ground, not a sign.
PALE = 0.9
# A colour whose lightest part is darker than this is no ground for words: they are set white on it.
DARK = 0.75
CMYK = 4
# Share of a column that paint must cover to fill its cell: the columns of a chart cover less.
MIN_PAINTED = 0.5
# Characters of an unbroken word follow each other within this gap, in font sizes; the words of two narrow cells do not.
UNBROKEN = 0.12
# How far a word reaches over a line that it straddles, in font sizes.
MIN_OVER = 0.4
_NOT_DONE = re.compile(r"行わない|実施しない|なし$|対象外")

Run = tuple[int, int]


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


def _is_head(text: str, axis: YearAxis, years: Run) -> bool:
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


def read_worded_runs(
    table: TableBlock, axis: YearAxis, band: tuple[float, float], glyphs: Sequence[Glyph]
) -> tuple[list[Found], list[Glyph]]:
    """Cells painted in one run around one label, as spreadsheets show a bar; and the glyphs that are left."""
    found = []
    left = list(glyphs)
    for first, last in _runs(table, axis, band):
        if first == last or _shades_columns(table, axis, (first, last), band):
            continue
        box = Box(axis.columns[first].x0, band[0], axis.columns[last].x1, band[1])
        inside = [g for g in left if contains(box, g.box) and not g.text.isspace()]
        lines = glyphs_to_lines(inside, max_gap=1.0)
        label = glyphs_to_text(inside) if inside else ""
        tops = [round(line.box.top) for line in lines]
        if not lines or len(set(tops)) < len(tops) or continues(label) or is_dash(label):
            # Nothing, or several words side by side: the cells say what is done when.
            continue
        if _several_cells(table, box):
            found.append(Found(label, first, last, box, is_bar=True, painted=True))
            taken = set(map(id, inside))
            left = [g for g in left if id(g) not in taken]
    return found, left


def _shades_columns(table: TableBlock, axis: YearAxis, run: Run, band: tuple[float, float]) -> bool:
    """Whether the cells of a run have the same colour in every row: it shades columns, and shows no bar."""
    x = (axis.columns[run[0]].x0 + axis.columns[run[0]].x1) / 2
    colour = _colour_at(table, (x, (band[0] + band[1]) / 2))
    rows = list(pairwise(table.table.ys[axis.head_rows :]))
    others = [(top + bottom) / 2 for top, bottom in rows if not band[0] <= (top + bottom) / 2 <= band[1]]
    if not others:
        return run == (0, len(axis.columns) - 1) and (colour is None or _is_light(colour))
    middles = [(c.x0 + c.x1) / 2 for c in axis.columns]
    # Runs that end elsewhere in other rows are bars, though they cover these columns.
    alike = [[_colour_at(table, (x, y)) == colour for x in middles] for y in others]
    return all(row == [run[0] <= i <= run[1] for i in range(len(middles))] for row in alike)


def _several_cells(table: TableBlock, box: Box) -> bool:
    """Whether a run is divided into cells; a merged cell says by itself what it spans."""
    return sum(contains(box, entry.cell.box) for entry in table.cells) > 1


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


def read_painted(
    table: TableBlock, axis: YearAxis, band: tuple[float, float], worded: Sequence[Found] = ()
) -> list[Found]:
    """Runs of year cells painted in a colour that the rest of their row does not have: activities without words.

    Beside ``worded`` activities they count where the cells of all of these are painted, too.
    """
    out = []
    runs = _runs(table, axis, band, any_colour=not worded)
    if worded and not all(any(first <= item.first <= last for first, last in runs) for item in worded):
        return []
    for first, last in runs:
        if any(first <= item.last and item.first <= last for item in worded):
            continue
        if worded and _shades_columns(table, axis, (first, last), band):
            continue
        box = Box(axis.columns[first].x0, band[0], axis.columns[last].x1, band[1])
        out.append(Found("", first, last, box, is_bar=True, label="none", painted=True))
    return out


def _runs(table: TableBlock, axis: YearAxis, band: tuple[float, float], *, any_colour: bool = False) -> list[Run]:
    """Runs of painted year cells of a row, as first and last column: of one colour each, or of any."""
    y = (band[0] + band[1]) / 2
    has_names = axis.x0 - table.box.x0 > MIN_NAME_WIDTH
    ground = _colour_at(table, (table.box.x0 + 4, y)) if has_names else None
    painted: list[tuple[int, Colour]] = []
    for index, column in enumerate(axis.columns):
        width = MIN_PAINTED * (column.x1 - column.x0)
        colour = _colour_at(table, ((column.x0 + column.x1) / 2, y), width)
        if colour is not None and colour != ground and not _is_pale(colour):
            painted.append((index, colour))
    apart = len({box for box, _ in table.fills if box.top <= y <= box.bottom}) >= len(axis.columns)
    one_colour = len({colour for _, colour in painted}) == 1
    light = any(_is_light(colour) for _, colour in painted)
    if len(painted) == len(axis.columns) and not has_names and not apart and one_colour and light:
        # A row painted all over in one colour, with nothing beside it to compare, shows no schedule.
        return []
    runs: list[tuple[Run, Colour]] = []
    for index, colour in painted:
        if runs and runs[-1][0][1] == index - 1 and (any_colour or runs[-1][1] == colour):
            runs[-1] = ((runs[-1][0][0], index), runs[-1][1])
        else:
            runs.append(((index, index), colour))
    return [run for run, _ in runs]


def _colour_at(table: TableBlock, point: tuple[float, float], width: float = 0.0) -> Colour | None:
    """The colour painted last at a point of the table, over at least a width; None where nothing is."""
    x, y = point
    around = (
        colour
        for box, colour in reversed(table.fills)
        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom and box.width >= width
    )
    return next(around, None)


def _is_pale(colour: Colour) -> bool:
    """Whether a colour is white or nearly so, as the zebra stripes of tables are."""
    if len(colour) == CMYK:
        return max(colour) < 1 - PALE
    return min(colour) > PALE


def _is_light(colour: Colour) -> bool:
    """Whether dark words can be read on a colour, as on the ground of cells."""
    if len(colour) == CMYK:
        return max(*colour[:3], 0.0) < 1 - DARK and colour[3] < 1 - DARK
    return max(colour) > DARK


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
