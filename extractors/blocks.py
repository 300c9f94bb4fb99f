"""What a page holds once it is laid out: lines, and tables with the text of their cells."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import Box
from extractors.bars import Bar
from extractors.grid import Cell, Table
from extractors.lines import Line
from extractors.page import Colour, Page

__all__ = ["CellText", "Element", "Framed", "PageLayout", "TableBlock"]


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell with its lines; ``text`` is their running text, as printed."""

    cell: Cell
    lines: tuple[Line, ...]
    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table on a page with the text of its cells, in reading order, and the bars drawn over it.

    ``fills`` are its painted backgrounds in painting order.
    """

    page: int
    table: Table
    cells: tuple[CellText, ...]
    bars: tuple[Bar, ...]
    fills: tuple[tuple[Box, Colour], ...] = ()

    @property
    def box(self) -> Box:
        """The table's box."""
        return self.table.box

    def at(self, row: int, column: int) -> CellText | None:
        """The cell that covers a grid position, or None."""
        for entry in self.cells:
            cell = entry.cell
            if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span:
                return entry
        return None

    def row(self, index: int) -> list[CellText]:
        """The cells that cover a grid row, left to right."""
        found = [e for e in self.cells if e.cell.row <= index < e.cell.row + e.cell.row_span]
        return sorted(found, key=lambda entry: entry.cell.column)


Element = Line | TableBlock


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's elements in reading order. ``column`` of each element counts the gutters to its left.

    ``furniture`` holds the running heads, running feet and page numbers that were set apart; ``running`` are those
    of them that name a section by its mark (柱１ …), and so say where the page belongs.
    """

    page: Page
    elements: tuple[Element, ...]
    columns: tuple[int, ...]
    furniture: tuple[Line, ...] = ()
    running: tuple[Line, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables, in reading order."""
        return [element for element in self.elements if isinstance(element, Line)]

    @property
    def tables(self) -> list[TableBlock]:
        """The tables, in reading order."""
        return [element for element in self.elements if isinstance(element, TableBlock)]


@dataclass(frozen=True, slots=True)
class Framed:
    """The elements inside a block frame, read as one unit; a label box beside its block frames both."""

    box: Box
    elements: tuple[Element | Framed, ...]
