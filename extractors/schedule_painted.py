"""The colours of year cells as activities: runs of painted cells, with a word in them or without one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.records import Box
from extractors.axis import YearAxis
from extractors.blocks import TableBlock
from extractors.colours import is_light, is_pale
from extractors.geometry import contains, horizontal_overlap
from extractors.lines import glyphs_to_lines
from extractors.page import Colour, Glyph
from extractors.schedule_arrows import continues, is_dash
from extractors.schedule_found import Found, bar_to_years
from extractors.schedule_labels import glyphs_to_text

__all__ = ["read_painted", "read_worded_runs"]

# Narrowest column of names, in points, whose ground can be compared with that of the years.
MIN_NAME_WIDTH = 12.0
# Share of a column that paint must cover to fill its cell: the columns of a chart cover less.
MIN_PAINTED = 0.5


class _Run(NamedTuple):
    """Painted cells side by side: the x of their ends, their first and last part, and the years they count for."""

    x0: float
    x1: float
    parts: tuple[int, int]
    years: tuple[int, int]


def read_worded_runs(
    table: TableBlock, axis: YearAxis, band: tuple[float, float], glyphs: Sequence[Glyph]
) -> tuple[list[Found], list[Glyph]]:
    """Cells painted in one run around one label, as spreadsheets show a bar; and the glyphs that are left."""
    found = []
    left = list(glyphs)
    runs = [(run, lane) for lane in _lanes(table, axis, band) for run in _runs(table, axis, lane)]
    for run, lane in runs:
        if run.parts[0] == run.parts[1] or _shades_columns(table, axis, run, lane):
            continue
        box = Box(run.x0, lane[0], run.x1, lane[1])
        inside = [g for g in left if contains(box, g.box) and not g.text.isspace()]
        lines = glyphs_to_lines(inside, max_gap=1.0)
        label = glyphs_to_text(inside) if inside else ""
        tops = [round(line.box.top) for line in lines]
        apart = any(horizontal_overlap(a.box, b.box) <= 0 for a, b in pairwise(lines))
        if not lines or apart or len(set(tops)) < len(tops) or continues(label) or is_dash(label):
            # Nothing, or several words side by side: the cells say what is done when.
            continue
        if _several_cells(table, box):
            found.append(Found(label, *run.years, box, is_bar=True, painted=True))
            taken = set(map(id, inside))
            left = [g for g in left if id(g) not in taken]
    return found, left


def _lanes(table: TableBlock, axis: YearAxis, band: tuple[float, float]) -> list[tuple[float, float]]:
    """The rows of year cells inside a band, which a measure may have several of."""
    cells = [
        entry.cell.box
        for entry in table.cells
        if axis.first_column <= entry.cell.column <= axis.last_column
        and band[0] - 1 <= (entry.cell.box.top + entry.cell.box.bottom) / 2 <= band[1] + 1
    ]
    cuts = [
        y
        for y in table.table.ys
        if band[0] + 1 < y < band[1] - 1 and not any(box.top < y - 1 and box.bottom > y + 1 for box in cells)
    ]
    return list(pairwise([band[0], *cuts, band[1]]))


def _shades_columns(table: TableBlock, axis: YearAxis, run: _Run, band: tuple[float, float]) -> bool:
    """Whether the cells of a run have the same colour in every row: it shades columns, and shows no bar."""
    parts = _parts(table, axis)
    first, last = run.parts
    x = (parts[first][0] + parts[first][1]) / 2
    colour = _colour_at(table, (x, (band[0] + band[1]) / 2))
    rows = list(pairwise(table.table.ys[axis.head_rows :]))
    others = [(top + bottom) / 2 for top, bottom in rows if not band[0] <= (top + bottom) / 2 <= band[1]]
    if not others:
        return run.parts == (0, len(parts) - 1) and (colour is None or is_light(colour))
    middles = [(x0 + x1) / 2 for x0, x1 in parts]
    # Runs that end elsewhere in other rows are bars, though they cover these columns.
    alike = [[_colour_at(table, (x, y)) == colour for x in middles] for y in others]
    return all(row == [first <= i <= last for i in range(len(middles))] for row in alike)


def _parts(table: TableBlock, axis: YearAxis) -> list[tuple[float, float]]:
    """The columns of the grid below the years: the years themselves, or their quarters and months."""
    grid = list(pairwise(table.table.xs[axis.first_column : axis.last_column + 2]))
    return grid if len(grid) > len(axis.columns) else [(column.x0, column.x1) for column in axis.columns]


def _several_cells(table: TableBlock, box: Box) -> bool:
    """Whether a run is divided into cells; a merged cell says by itself what it spans."""
    return sum(contains(box, entry.cell.box) for entry in table.cells) > 1


def read_painted(
    table: TableBlock, axis: YearAxis, band: tuple[float, float], worded: Sequence[Found] = ()
) -> list[Found]:
    """Runs of year cells painted in a colour that the rest of their row does not have: activities without words.

    Beside ``worded`` activities they count where the cells of all of these are painted, too.
    """
    out = []
    lanes = _lanes(table, axis, band)
    runs = [(run, lane) for lane in lanes for run in _runs(table, axis, lane, any_colour=not worded)]
    if worded and not all(any(_touch(run, item) for run, _ in runs) for item in worded):
        return []
    for run, lane in runs:
        if any(_touch(run, item) for item in worded):
            continue
        if worded and _shades_columns(table, axis, run, lane):
            continue
        box = Box(run.x0, lane[0], run.x1, lane[1])
        out.append(Found("", *run.years, box, is_bar=True, label="none", painted=True))
    return out


def _touch(run: _Run, item: Found) -> bool:
    """Whether words stand on the run, or at least in its years where they are no more exact."""
    years = run.years[0] <= item.last and item.first <= run.years[1]
    return years and run.x0 < item.box.x1 and item.box.x0 < run.x1


def _runs(table: TableBlock, axis: YearAxis, band: tuple[float, float], *, any_colour: bool = False) -> list[_Run]:
    """Runs of painted cells below the years of a row: of one colour each, or of any."""
    y = (band[0] + band[1]) / 2
    parts = _parts(table, axis)
    has_names = axis.x0 - table.box.x0 > MIN_NAME_WIDTH
    # The cell beside the years: a first column may be painted in the colour of its class.
    ground = _colour_at(table, (axis.x0 - 4, y)) if has_names else None
    painted: list[tuple[int, Colour]] = []
    for index, (x0, x1) in enumerate(parts):
        colour = _colour_at(table, ((x0 + x1) / 2, y), MIN_PAINTED * (x1 - x0))
        if colour is not None and colour != ground and not is_pale(colour):
            painted.append((index, colour))
    apart = len({box for box, _ in table.fills if box.top <= y <= box.bottom}) >= len(axis.columns)
    one_colour = len({colour for _, colour in painted}) == 1
    light = any(is_light(colour) for _, colour in painted)
    if len(painted) == len(parts) and not has_names and not apart and one_colour and light:
        # A row painted all over in one colour, with nothing beside it to compare, shows no schedule.
        return []
    runs: list[tuple[tuple[int, int], Colour]] = []
    for index, colour in painted:
        if runs and runs[-1][0][1] == index - 1 and (any_colour or runs[-1][1] == colour):
            runs[-1] = ((runs[-1][0][0], index), runs[-1][1])
        else:
            runs.append(((index, index), colour))
    out = []
    for (first, last), _ in runs:
        box = Box(parts[first][0], band[0], parts[last][1], band[1])
        years = bar_to_years(box, axis.columns)
        if years is not None:
            out.append(_Run(box.x0, box.x1, (first, last), years))
    return out


def _colour_at(table: TableBlock, point: tuple[float, float], width: float = 0.0) -> Colour | None:
    """The colour painted last at a point of the table, over at least a width; None where nothing is."""
    x, y = point
    around = (
        colour
        for box, colour in reversed(table.fills)
        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom and box.width >= width
    )
    return next(around, None)
