"""Grids whose cells are cards: each cell a numbered title, its text, and its offices in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.blocks import CellText, TableBlock
from extractors.lines import Line
from extractors.marks import split_mark

__all__ = ["cell_cards"]

# Cards stand in at most this many columns.
MAX_COLUMNS = 3
# A card has a title and at least this many lines of text.
MIN_LINES = 2


def cell_cards(block: TableBlock) -> list[Line] | None:
    """The lines of a grid of cards, card by card, the titles banded; None for tables of any other kind."""
    if block.table.n_columns > MAX_COLUMNS:
        return None
    printed = [entry for entry in block.cells if entry.text]
    if len(printed) < 2 or not all(_is_card(entry) for entry in printed):  # noqa: PLR2004 - one cell is a frame
        return None
    return [line for entry in printed for line in _card_lines(entry)]


def _is_card(entry: CellText) -> bool:
    if len(entry.lines) < MIN_LINES + 1:
        return False
    mark, title = split_mark(entry.lines[0].text)
    return mark is not None and bool(title) and mark.counts


def _card_lines(entry: CellText) -> Iterator[Line]:
    yield replace(entry.lines[0], banded=True)
    yield from entry.lines[1:]
