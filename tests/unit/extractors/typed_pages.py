"""Pages typed by hand: glyphs, rulings and shapes from a few words, so that a test reads like the page it means.

Coordinates are those of the product: points, origin at the page's top-left corner, y down.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from corpus.records import Box
from extractors.blocks import CellText, PageLayout, TableBlock
from extractors.furniture import without_furniture
from extractors.grid import Cell, Table
from extractors.layout import page_to_layout
from extractors.lines import Line, glyphs_to_lines
from extractors.page import Glyph, Page, Ruling, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

A4 = (595.0, 842.0)
MINCHO, GOTHIC = "AAAAAA+IPAMincho", "AAAAAB+IPAGothic"
GREY, WHITE, BLACK = (0.8,), (1.0,), (0.0,)
PADDING = 4.0
LEADING = 1.4

Item = Glyph | Ruling | Shape


def char_width(char: str, size: float) -> float:
    """One em for full-width characters, half an em for the others."""
    return size * (1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5)


def text_width(text: str, size: float = 10.0) -> float:
    """Length of a line in points."""
    return sum(char_width(char, size) for char in text)


def text_at(x: float, top: float, text: str, *, size: float = 10.0, font: str = MINCHO) -> list[Glyph]:
    """The glyphs of a text; a newline begins another line below."""
    glyphs = []
    for index, line in enumerate(text.split("\n")):
        left, upper = x, top + index * LEADING * size
        for char in line:
            right = left + char_width(char, size)
            glyphs.append(Glyph(char, left, upper, right, upper + size, size, font, upright=True))
            left = right
    return glyphs


def paragraph_at(x: float, top: float, text: str, *, width: int, size: float = 10.0, font: str = MINCHO) -> list[Glyph]:
    """A text broken after every ``width`` characters."""
    broken = "\n".join(text[i : i + width] for i in range(0, len(text), width))
    return text_at(x, top, broken, size=size, font=font)


def turned_text_at(x: float, top: float, text: str, *, size: float = 10.0, upward: bool = False) -> list[Glyph]:
    """A text turned by 90°: from top to bottom, or upwards, in one column whose upper end is ``top``."""
    chars = text[::-1] if upward else text
    ys = accumulate((char_width(char, size) for char in chars), initial=top)
    return [
        Glyph(char, x, y, x + size, y + char_width(char, size), size, MINCHO, upright=False, upward=upward)
        for char, y in zip(chars, ys, strict=False)
    ]


def rule(x0: float, top: float, x1: float, bottom: float) -> Ruling:
    """A horizontal or vertical line."""
    if top == bottom:
        return Ruling(horizontal=True, position=top, start=x0, end=x1)
    assert x0 == x1, "a ruling is horizontal or vertical"
    return Ruling(horizontal=False, position=x0, start=top, end=bottom)


def box(x0: float, top: float, x1: float, bottom: float, *, fill=GREY, stroke=None) -> Shape:
    """A rectangle, filled and without an outline unless told."""
    corners = ((x0, top), (x1, top), (x1, bottom), (x0, bottom))
    return Shape(box=Box(x0, top, x1, bottom), points=corners, fill=fill, stroke=stroke, rectangular=True)


def pentagon(x0: float, top: float, x1: float, bottom: float, *, fill=GREY) -> Shape:
    """A block arrow (ホームベース) that points right."""
    tip, middle = min(6.0, (x1 - x0) / 4), (top + bottom) / 2
    points = ((x0, top), (x1 - tip, top), (x1, middle), (x1 - tip, bottom), (x0, bottom))
    return Shape(box=Box(x0, top, x1, bottom), points=points, fill=fill, stroke=BLACK, rectangular=False)


def arrow_head(x: float, y: float, *, size: float = 6.0) -> Shape:
    """A small filled triangle whose tip points right to (x, y)."""
    points = ((x, y), (x - size, y - size / 2), (x - size, y + size / 2))
    return Shape(
        box=Box(x - size, y - size / 2, x, y + size / 2), points=points, fill=BLACK, stroke=None, rectangular=False
    )


def thin_arrow(x0: float, y: float, x1: float) -> list[Item]:
    """A line with a head at its right end."""
    return [rule(x0, y, x1 - 4, y), arrow_head(x1, y)]


def grid_at(
    x0: float, top: float, widths: Sequence[float], rows: Sequence[Sequence[str]], *, height=30.0, size: float = 8.0
) -> list[Item]:
    """A ruled table of cell texts: ``<`` merges a cell with the one to its left, ``^`` with the one above.

    ``height`` is that of every row, or a sequence with one for each.
    """
    xs = list(accumulate(widths, initial=x0))
    heights = [height] * len(rows) if isinstance(height, (int, float)) else list(height)
    ys = list(accumulate(heights, initial=top))
    owner = _owners(rows)
    items: list[Item] = []
    for row in range(len(rows)):
        for column in range(len(widths)):
            mine = owner[row, column]
            for edge, neighbour in (
                (rule(xs[column], ys[row], xs[column + 1], ys[row]), (row - 1, column)),
                (rule(xs[column], ys[row + 1], xs[column + 1], ys[row + 1]), (row + 1, column)),
                (rule(xs[column], ys[row], xs[column], ys[row + 1]), (row, column - 1)),
                (rule(xs[column + 1], ys[row], xs[column + 1], ys[row + 1]), (row, column + 1)),
            ):
                if owner.get(neighbour) != mine:
                    items.append(edge)
            if mine == (row, column):
                items += text_at(xs[column] + PADDING, ys[row] + PADDING, rows[row][column], size=size)
    return items


def _owners(rows: Sequence[Sequence[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            owner[i, j] = {"<": owner.get((i, j - 1)), "^": owner.get((i - 1, j))}.get(text) or (i, j)
    return owner


def page(*items: Item | Iterable[Item], number: int = 1, size: tuple[float, float] = A4, cover: float = 0.0) -> Page:
    """A page of items, in painting order; ``cover`` is the share of it under images."""
    flat = list(_flat(items))
    return Page(
        number=number,
        width=size[0],
        height=size[1],
        glyphs=tuple(item for item in flat if isinstance(item, Glyph)),
        rulings=tuple(item for item in flat if isinstance(item, Ruling)),
        shapes=tuple(item for item in flat if isinstance(item, Shape)),
        image_cover=cover,
    )


def _flat(items: Iterable[Item | Iterable[Item]]) -> Iterable[Item]:
    for item in items:
        if isinstance(item, (Glyph, Ruling, Shape)):
            yield item
        else:
            yield from _flat(item)


def layout(*items: Item | Iterable[Item], number: int = 1, size: tuple[float, float] = A4) -> PageLayout:
    """The layout of one page."""
    return page_to_layout(page(*items, number=number, size=size))


def layouts(*pages: Page) -> list[PageLayout]:
    """The layouts of the pages of one document, without furniture."""
    return without_furniture([page_to_layout(one) for one in pages])


def only_table(*items: Item | Iterable[Item], number: int = 1) -> TableBlock:
    """The table of a page that has one."""
    (block,) = layout(*items, number=number).tables
    return block


def table_of(rows: Sequence[Sequence[str]], widths: Sequence[float] | None = None, **options) -> TableBlock:
    """A table read from a page that holds nothing else."""
    return only_table(grid_at(40.0, 100.0, widths or [60.0] * len(rows[0]), rows, **options))


def line_of(text: str, *, x: float = 60.0, top: float = 100.0, size: float = 10.0, font: str = MINCHO, **marks) -> Line:
    """One line of text."""
    (line,) = glyphs_to_lines(text_at(x, top, text, size=size, font=font), max_gap=50)
    return replace(line, **marks)


def cell_text(text: str, *, row: int = 0, column: int = 0) -> CellText:
    """A cell with its text."""
    lines = tuple(line_of(part) for part in text.split("\n") if part)
    return CellText(cell=Cell(row, column, 1, 1, Box(0, 0, 100, 20)), lines=lines, text=text.replace("\n", ""))


def bare_table(xs: Sequence[float], ys: Sequence[float]) -> Table:
    """A table without merged cells."""
    cells = tuple(
        Cell(i, j, 1, 1, Box(xs[j], ys[i], xs[j + 1], ys[i + 1]))
        for i in range(len(ys) - 1)
        for j in range(len(xs) - 1)
    )
    return Table(box=Box(xs[0], ys[0], xs[-1], ys[-1]), cells=cells, xs=tuple(xs), ys=tuple(ys))


def moved(one: Page, dx: float, dy: float) -> Page:
    """The page with everything on it shifted."""
    return _mapped(one, lambda x: x + dx, lambda y: y + dy)


def scaled(one: Page, factor: float) -> Page:
    """The page and everything on it enlarged, type included."""
    larger = _mapped(one, lambda x: x * factor, lambda y: y * factor)
    glyphs = tuple(glyph._replace(size=glyph.size * factor) for glyph in larger.glyphs)
    return replace(larger, width=one.width * factor, height=one.height * factor, glyphs=glyphs)


def _mapped(one: Page, fx, fy) -> Page:
    def map_box(old: Box) -> Box:
        return Box(fx(old.x0), fy(old.top), fx(old.x1), fy(old.bottom))

    return replace(
        one,
        glyphs=tuple(g._replace(x0=fx(g.x0), top=fy(g.top), x1=fx(g.x1), bottom=fy(g.bottom)) for g in one.glyphs),
        rulings=tuple(
            Ruling(True, fy(r.position), fx(r.start), fx(r.end))  # noqa: FBT003
            if r.horizontal
            else Ruling(False, fx(r.position), fy(r.start), fy(r.end))  # noqa: FBT003
            for r in one.rulings
        ),
        shapes=tuple(
            replace(s, box=map_box(s.box), points=tuple((fx(x), fy(y)) for x, y in s.points)) for s in one.shapes
        ),
    )
