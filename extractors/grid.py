"""Rulings to tables: cells with their spans, merged where no ruling separates them.

The steps are the data flow: rulings and framing rectangles → joined rulings → connected groups → grid → cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.records import Box
from extractors.geometry import cluster, contains
from extractors.page import Page, Ruling, Shape

__all__ = ["Cell", "Table", "box_to_rulings", "page_to_tables"]

# A table inside a cell has at least so many cells, and the cell is at least so wide, in points.
MIN_NESTED_CELLS, MIN_NESTED_WIDTH = 6, 150.0
# Rulings of one table meet within this distance, in points (line widths up to 2 pt, drawn past or short).
TOUCH = 2.5
# Rulings nearer than this are one: double strokes, and the shared border of two cells.
SNAP = 2.0
# Share of a cell's side that must be ruled for two cells to be apart.
MIN_RULED = 0.6
# A table of fewer cells is a frame around text.
MIN_CELLS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. ``row`` and ``column`` are 0-based; ``box`` is the area between the rulings."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: cells in reading order; ``xs`` and ``ys`` are its grid lines, ascending."""

    box: Box
    cells: tuple[Cell, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def n_rows(self) -> int:
        """Number of grid rows."""
        return len(self.ys) - 1

    @property
    def n_columns(self) -> int:
        """Number of grid columns."""
        return len(self.xs) - 1


def page_to_tables(page: Page, rulings: Sequence[Ruling] | None = None, added: Sequence[Ruling] = ()) -> list[Table]:
    """The ruled tables of a page, from top to bottom; frames around a single text are left out.

    Args:
        page: The page.
        rulings: Its rulings without arrow shafts; all of the page's where None.
        added: Sides of cells that are only painted.

    """
    drawn = _joined(page.rulings if rulings is None else rulings)
    # Rectangles inside a table of rulings are its bars; elsewhere they may be the cells themselves.
    ruled = _rulings_to_tables(drawn)
    loose = [shape for shape in page.shapes if not any(_lies_in(shape.box, table.box) for table in ruled)]
    edges = _rectangle_edges(loose, page.rulings)
    tables = _rulings_to_tables(_joined([*drawn, *edges, *added])) if edges or added else ruled
    tables += [grid for table in tables for cell in table.cells for grid in _grids_in(cell.box, page.shapes, drawn)]
    return sorted(tables, key=lambda table: (table.box.top, table.box.x0))


def _grids_in(cell: Box, shapes: Sequence[Shape], rulings: Sequence[Ruling]) -> list[Table]:
    """Tables of outlined boxes inside one cell: a schedule in its place on a form sheet."""
    if cell.width < MIN_NESTED_WIDTH:
        return []
    boxes = [s for s in shapes if s.is_box and s.stroke is not None and _is_inside(s.box, cell)]
    if len(boxes) < MIN_NESTED_CELLS:
        return []
    down = [r for r in rulings if not r.horizontal and cell.x0 < r.position < cell.x1]
    inside = [r for r in down if r.start >= cell.top and r.end <= cell.bottom]
    found = _rulings_to_tables(_joined([*_rectangle_edges(boxes, ()), *inside]))
    return [table for table in found if table.n_rows > 1 and len(table.cells) >= MIN_NESTED_CELLS]


def _is_inside(box: Box, cell: Box) -> bool:
    return box.x0 > cell.x0 + 1 and box.x1 < cell.x1 - 1 and box.top > cell.top + 1 and box.bottom < cell.bottom - 1


def _rulings_to_tables(rulings: list[Ruling]) -> list[Table]:
    return [table for group in _connected(rulings) if (table := _group_to_table(group)) is not None]


def _lies_in(box: Box, table: Box) -> bool:
    """Whether a box lies inside a table, is less than half of it, and does not reach over its whole width."""
    if abs(box.x0 - table.x0) <= TOUCH and abs(box.x1 - table.x1) <= TOUCH:
        return False
    inside = contains(table, box) and box.width <= table.width + TOUCH and box.height <= table.height + TOUCH
    return inside and box.width * box.height < 0.5 * table.width * table.height


def _rectangle_edges(shapes: Iterable[Shape], rulings: Sequence[Ruling]) -> list[Ruling]:
    """Edges of stroked rectangles that share sides with their neighbours, as cells do and bars do not."""
    outlined = [shape for shape in shapes if shape.is_box and shape.stroke is not None]
    drawn = {shape.box for shape in outlined}
    # Slides draw their text boxes as paths: cells are those that stand in rows and columns.
    boxes = [shape.box for shape in outlined if shape.rectangular or _is_in_grid(shape.box, drawn)]
    edges = {box: box_to_rulings(box) for box in boxes}
    out: list[Ruling] = []
    for box, own in edges.items():
        others = [*rulings, *(edge for other, sides in edges.items() if other != box for edge in sides)]
        shared = [any(_coincide(edge, other) for other in others) for edge in own]
        if (shared[0] or shared[1]) and (shared[2] or shared[3]):
            out.extend(own)
    return out


def _is_in_grid(box: Box, others: Iterable[Box]) -> bool:
    """Whether boxes of the same width adjoin a box above or below, and boxes of the same height at its sides."""
    above = beside = False
    for other in others:
        width = abs(other.x0 - box.x0) <= SNAP and abs(other.x1 - box.x1) <= SNAP
        height = abs(other.top - box.top) <= SNAP and abs(other.bottom - box.bottom) <= SNAP
        above |= width and min(abs(other.bottom - box.top), abs(other.top - box.bottom)) <= SNAP
        beside |= height and min(abs(other.x1 - box.x0), abs(other.x0 - box.x1)) <= SNAP
    return above and beside


def box_to_rulings(box: Box) -> tuple[Ruling, Ruling, Ruling, Ruling]:
    """The sides of a box: top, bottom, left, right."""
    return (
        Ruling(horizontal=True, position=box.top, start=box.x0, end=box.x1),
        Ruling(horizontal=True, position=box.bottom, start=box.x0, end=box.x1),
        Ruling(horizontal=False, position=box.x0, start=box.top, end=box.bottom),
        Ruling(horizontal=False, position=box.x1, start=box.top, end=box.bottom),
    )


def _coincide(a: Ruling, b: Ruling) -> bool:
    return (
        a.horizontal == b.horizontal
        and abs(a.position - b.position) <= SNAP
        and min(a.end, b.end) - max(a.start, b.start) >= -TOUCH
    )


def _joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Collinear rulings that touch, joined into one."""
    out: list[Ruling] = []
    for horizontal in (True, False):
        same = sorted((r for r in rulings if r.horizontal == horizontal), key=lambda r: (r.position, r.start))
        groups: list[list[Ruling]] = []
        for ruling in same:
            if groups and ruling.position - groups[-1][0].position <= SNAP:
                groups[-1].append(ruling)
            else:
                groups.append([ruling])
        for group in groups:
            position = sum(r.position for r in group) / len(group)
            start: float | None = None
            end = 0.0
            for ruling in sorted(group, key=lambda r: r.start):
                if start is None:
                    start, end = ruling.start, ruling.end
                elif ruling.start <= end + TOUCH:
                    end = max(end, ruling.end)
                else:
                    out.append(Ruling(horizontal, position, start, end))
                    start, end = ruling.start, ruling.end
            if start is not None:
                out.append(Ruling(horizontal, position, start, end))
    return out


def _meet(a: Ruling, b: Ruling) -> bool:
    return b.start - TOUCH <= a.position <= b.end + TOUCH and a.start - TOUCH <= b.position <= a.end + TOUCH


def _connected(rulings: list[Ruling]) -> list[list[Ruling]]:
    across = [r for r in rulings if r.horizontal]
    down = [r for r in rulings if not r.horizontal]
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, horizontal in enumerate(across):
        for j, vertical in enumerate(down):
            if _meet(horizontal, vertical):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, list[Ruling]] = {}
    for index, ruling in enumerate([*across, *down]):
        groups.setdefault(root(index), []).append(ruling)
    return list(groups.values())


def _group_to_table(group: list[Ruling]) -> Table | None:
    across = [r for r in group if r.horizontal]
    down = [r for r in group if not r.horizontal]
    if len(across) < 2 or not down:  # noqa: PLR2004 - a grid needs two rows of rulings
        return None
    x0, x1 = min(r.start for r in across), max(r.end for r in across)
    top, bottom = min(r.start for r in down), max(r.end for r in down)
    # Offices often leave the outer sides of a table open: close them.
    xs = cluster([*(r.position for r in down), x0, x1], SNAP + 1)
    ys = cluster([*(r.position for r in across), top, bottom], SNAP + 1)
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    if n_rows < 1 or n_columns < 1:
        return None
    cells = _cells(xs, ys, across, down)
    if len(cells) < MIN_CELLS:
        return None
    return Table(box=Box(xs[0], ys[0], xs[-1], ys[-1]), cells=tuple(cells), xs=tuple(xs), ys=tuple(ys))


def _ruled(rulings: Iterable[Ruling], position: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(r.end, end) - max(r.start, start)) for r in rulings if abs(r.position - position) <= SNAP + 1
    )
    return covered >= MIN_RULED * (end - start)


def _cells(xs: list[float], ys: list[float], across: list[Ruling], down: list[Ruling]) -> list[Cell]:
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    owner = {(i, j): (i, j) for i in range(n_rows) for j in range(n_columns)}

    def root(unit: tuple[int, int]) -> tuple[int, int]:
        while owner[unit] != unit:
            unit = owner[unit]
        return unit

    for i in range(n_rows):
        for j in range(n_columns):
            if j + 1 < n_columns and not _ruled(down, xs[j + 1], ys[i], ys[i + 1]):
                _unite(owner, root((i, j)), root((i, j + 1)))
            if i + 1 < n_rows and not _ruled(across, ys[i + 1], xs[j], xs[j + 1]):
                _unite(owner, root((i, j)), root((i + 1, j)))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for unit in owner:
        groups.setdefault(root(unit), []).append(unit)
    cells: list[Cell] = []
    for units in groups.values():
        rows, columns = [i for i, _ in units], [j for _, j in units]
        row, column = min(rows), min(columns)
        row_span, column_span = max(rows) - row + 1, max(columns) - column + 1
        if len(units) != row_span * column_span:
            # An L-shaped area is no cell: keep its units apart rather than overlap others.
            cells.extend(Cell(i, j, 1, 1, Box(xs[j], ys[i], xs[j + 1], ys[i + 1])) for i, j in units)
            continue
        box = Box(xs[column], ys[row], xs[column + column_span], ys[row + row_span])
        cells.append(Cell(row, column, row_span, column_span, box))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _unite(owner: dict[tuple[int, int], tuple[int, int]], a: tuple[int, int], b: tuple[int, int]) -> None:
    low, high = min(a, b), max(a, b)
    owner[high] = low
