"""Pages typed by hand for the tests of notes and glossaries: text at a place, tables as rows of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractors.blocks import PageLayout
from extractors.furniture import without_furniture
from extractors.layout import page_to_layout
from extractors.page import Glyph, Page, Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

BODY = 10.5
NOTE = 8.0
FACE = "AAAAAA+IPAMincho"
BOLD = "AAAAAB+IPAGothic"


class Text(NamedTuple):
    """A line of text: left edge, top, text, size in points, face. ``^`` before a character raises it."""

    x: float
    top: float
    text: str
    size: float = BODY
    face: str = FACE


class Grid(NamedTuple):
    """A ruled table: rows of cell texts (one line of the cell a line), column edges, top."""

    rows: Sequence[Sequence[str]]
    xs: Sequence[float]
    top: float
    row_height: float = 40.0
    size: float = 9.0


def text_to_glyphs(text: Text) -> list[Glyph]:
    """Full-width characters one em wide, ASCII half an em."""
    glyphs = []
    x = text.x
    raised = False
    for char in text.text:
        if char == "^":
            raised = True
            continue
        size = text.size * 0.6 if raised else text.size
        width = size * (0.5 if char.isascii() else 1.0)
        glyphs.append(Glyph(char, x, text.top, x + width, text.top + size, size, text.face, upright=True))
        x += width
        raised = False
    return glyphs


def paragraph(x: float, top: float, text: str, *, width: int, size: float = BODY, face: str = FACE) -> list[Text]:
    """Lines of ``width`` characters, set 1.4 sizes apart."""
    parts = [text[i : i + width] for i in range(0, len(text), width)]
    return [Text(x, top + 1.4 * size * i, part, size, face) for i, part in enumerate(parts)]


def _grid(grid: Grid) -> tuple[list[Glyph], list[Ruling]]:
    glyphs: list[Glyph] = []
    ys = [grid.top + grid.row_height * i for i in range(len(grid.rows) + 1)]
    rulings = [Ruling(True, y, grid.xs[0], grid.xs[-1]) for y in ys]  # noqa: FBT003
    rulings += [Ruling(False, x, ys[0], ys[-1]) for x in grid.xs]  # noqa: FBT003
    for row, y in zip(grid.rows, ys, strict=False):
        for cell, x in zip(row, grid.xs, strict=False):
            for i, line in enumerate(cell.split("\n")):
                glyphs += text_to_glyphs(Text(x + 4, y + 4 + 1.3 * grid.size * i, line, grid.size))
    return glyphs, rulings


def layouts(*pages: Sequence[Text | Grid], width: float = 595.0, height: float = 842.0) -> list[PageLayout]:
    """The layouts of pages, numbered from 1."""
    found = []
    for number, items in enumerate(pages, start=1):
        glyphs: list[Glyph] = []
        rulings: list[Ruling] = []
        for item in items:
            if isinstance(item, Grid):
                more, lines = _grid(item)
                glyphs += more
                rulings += lines
            else:
                glyphs += text_to_glyphs(item)
        page = Page(number=number, width=width, height=height, glyphs=tuple(glyphs), rulings=tuple(rulings), shapes=())
        found.append(page_to_layout(page))
    return without_furniture(found)


def body(top: float, *texts: str, x: float = 70.0) -> list[Text]:
    """Lines of body text below one another."""
    return [Text(x, top + 18 * i, text) for i, text in enumerate(texts)]
