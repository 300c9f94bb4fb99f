"""A page in reading order: tables with their cell texts, and the lines around them.

Columns and facing pages are read one after the other: a gutter that no line or table crosses parts them, if
text stands on both sides of it. Running heads and page numbers are set apart as furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.records import Box
from extractors.bars import Bar, find_bars, without_shafts
from extractors.frames import find_frames, innermost, is_block, is_edge_tab
from extractors.geometry import contains, horizontal_overlap, union
from extractors.grid import Cell, Table, page_to_tables
from extractors.lines import Line, glyphs_to_lines, lines_to_text, without_doubles
from extractors.marks import parse_mark
from extractors.page import Colour, Glyph, Page
from extractors.rules_across import implied_verticals
from extractors.unruled import find_unruled

__all__ = ["CellText", "Element", "PageLayout", "TableBlock", "page_to_layout", "without_furniture"]

# Narrowest gutter between two columns of text, in points.
MIN_GUTTER = 11.0
# A column of text is at least this share of its region's width: narrower ones are labels.
MIN_COLUMN_SHARE = 0.17
# A wider element runs over the gutter, or is no part of a column.
MAX_COLUMN_SHARE = 0.62
# Lines that must stand on each side of a gutter.
MIN_COLUMN_LINES = 3
# Share of the page's height, at the top and at the bottom, in which furniture stands.
FURNITURE_BAND = 0.09
# A heading band is about as wide as its card; on the open page, as the type area.
MIN_BAND_SHARE = 0.85
MIN_BAND_SHARE_OF_PAGE = 0.7
# Ruby is set at half the size of its base text.
MAX_RUBY_SHARE = 0.62


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
# The head of a box that stands beside the plan's text.
_ASIDE = re.compile(r"^[\s　■●◆【［「]*(?:コラム|ｺﾗﾑ|Column|COLUMN|トピック|Topic|豆知識|ワンポイント)")


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
class _Framed:
    """The elements inside a block frame, read as one unit."""

    box: Box
    elements: tuple[Element, ...]


def page_to_layout(page: Page) -> PageLayout:
    """Tables, bars and lines of a page in reading order; furniture is still among them, but for index tabs."""
    glyphs = without_doubles(page.glyphs)
    rulings, shafts = without_shafts(page)
    tables = _innermost_first(page_to_tables(page, [*rulings, *implied_verticals(rulings, _crossed_by_text(glyphs))]))
    loose = [g for g in glyphs if not any(contains(table.box, g.box) for table in tables)]
    tables += find_unruled(page, loose, tables, find_frames(page, tables))
    bars = find_bars(page, tables, shafts)
    frames = find_frames(page, tables)
    inside: dict[int, list[Glyph]] = {index: [] for index in range(len(tables))}
    framed: dict[int | None, list[Glyph]] = {}
    for glyph in glyphs:
        owner = next((i for i, table in enumerate(tables) if contains(table.box, glyph.box)), None)
        if owner is not None:
            inside[owner].append(glyph)
        else:
            framed.setdefault(innermost(frames, glyph.box), []).append(glyph)
    blocks = [
        _table_block(page, table, inside[index], [bar for bar in bars if contains(table.box, bar.box, 4.0)])
        for index, table in enumerate(tables)
    ]
    units, tabs = _units(page, frames, framed, blocks)
    ordered = list(_flat(_ordered(units, 0)))
    return PageLayout(
        page=page,
        elements=tuple(element for element, _ in ordered),
        columns=tuple(column for _, column in ordered),
        furniture=tuple(tabs),
    )


def _crossed_by_text(glyphs: Sequence[Glyph]) -> Callable[[float, float, float], bool]:
    """Whether words run over an x between two heights; the words are found when first asked for."""
    words: list[Line] = []

    def crosses(x: float, top: float, bottom: float) -> bool:
        if not words:
            words.extend(glyphs_to_lines(glyphs, max_gap=0.8))
        return any(
            word.box.x0 < x - 2 and word.box.x1 > x + 2 and top < (word.box.top + word.box.bottom) / 2 < bottom
            for word in words
        )

    return crosses


def _units(
    page: Page, frames: Sequence[Box], framed: dict[int | None, list[Glyph]], blocks: Sequence[TableBlock]
) -> tuple[list[Element | _Framed], list[Line]]:
    """What is ordered on a page: loose elements, and block frames with all they hold; and what stands aside.

    Index tabs and boxed columns (コラム) are no part of the text they stand beside.
    """
    members: dict[int | None, list[Element]] = {}
    tabs: list[Line] = []
    bands: list[Element | _Framed] = []
    for index, glyphs in framed.items():
        lines = glyphs_to_lines(glyphs)
        if index is None:
            members.setdefault(None, []).extend(lines)
            continue
        frame = frames[index]
        if is_edge_tab(frame, page):
            tabs.extend(lines)
            continue
        block = _block_around(frames, frame)
        # A band or label box holds one or two lines.
        boxed = len(lines) <= 2 and not is_block(frame)  # noqa: PLR2004
        whole = frames[block].width if block is not None else page.width * MIN_BAND_SHARE_OF_PAGE
        banded = boxed and frame.width >= MIN_BAND_SHARE * whole
        marked = [replace(line, boxed=boxed, banded=banded) for line in lines]
        if boxed and block is None and frame.width >= MIN_BAND_SHARE_OF_PAGE * page.width:
            # A band over the page parts its columns, though its words are short.
            bands.append(_Framed(box=frame, elements=tuple(marked)))
        else:
            members.setdefault(block, []).extend(marked)
    for table in blocks:
        members.setdefault(_block_around(frames, table.box), []).append(table)
    units: list[Element | _Framed] = bands
    for owner, elements in members.items():
        loose = [element for element in elements if isinstance(element, Line)]
        kept: list[Element] = [
            *_without_ruby(loose),
            *(element for element in elements if not isinstance(element, Line)),
        ]
        if owner is None:
            units.extend(kept)
        elif loose and _ASIDE.match(min(loose, key=lambda line: line.box.top).text):
            tabs.extend(loose)
        elif kept:
            units.append(_Framed(box=frames[owner], elements=tuple(kept)))
    return units, tabs


def _block_around(frames: Sequence[Box], box: Box) -> int | None:
    """Index of the outermost block frame around a box: what a card holds stays together."""
    return next((i for i, frame in enumerate(frames) if is_block(frame) and contains(frame, box)), None)


def _flat(ordered: Iterable[tuple[Element | _Framed, int]]) -> Iterable[tuple[Element, int]]:
    for unit, column in ordered:
        if isinstance(unit, _Framed):
            yield from ((element, column) for element, _ in _flat(_ordered(unit.elements, 0)))
        else:
            yield unit, column


def without_furniture(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The layouts with running heads, running feet and page numbers moved to ``furniture``.

    A line is furniture if it stands in the top or bottom band and is a page number, or if the same text
    (digits aside) stands at the same height on at least three pages.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for layout in layouts:
        seen.update({_furniture_key(line) for line in layout.lines if _in_band(line, layout.page)})
    body_size = _body_size(
        line
        for layout in layouts
        for line in (*layout.lines, *(li for t in layout.tables for c in t.cells for li in c.lines))
    )
    cleaned = []
    for layout in layouts:
        kept: list[tuple[Element, int]] = []
        furniture = []
        for element, column in zip(layout.elements, layout.columns, strict=True):
            if isinstance(element, Line) and _is_furniture(element, layout, seen, body_size):
                furniture.append(element)
            else:
                kept.append((element, column))
        cleaned.append(
            replace(
                layout,
                elements=tuple(element for element, _ in kept),
                columns=tuple(column for _, column in kept),
                furniture=(*layout.furniture, *furniture),
                running=tuple(line for line in furniture if _names_section(line)),
            )
        )
    return cleaned


def _is_furniture(line: Line, layout: PageLayout, seen: Counter[tuple[str, int]], body_size: float) -> bool:
    if not _in_band(line, layout.page) or line.text[:1] in "【［〔":
        return False
    if re.fullmatch(r"[-－―–—‐\s(（<＜]*(?:\d{1,3}|[ivxIVX]{1,5})[-－―–—‐\s)）>＞]*(?:ページ|頁)?", line.text):
        return True
    if line.size > body_size * 1.1 and parse_mark(line.text) is not None:
        # A numbered heading repeated on the pages of its section says where the measures belong.
        return False
    return seen[_furniture_key(line)] >= 3 and _is_outermost(line, layout)  # noqa: PLR2004 - twice may be chance


def _names_section(line: Line) -> bool:
    mark = parse_mark(line.text)
    return mark is not None and mark.kind.startswith("word:") and len(line.text) > len(mark.text)


def _is_outermost(line: Line, layout: PageLayout) -> bool:
    others = [other for other in layout.lines if not _same_height(other, line)]
    above = all(line.box.bottom <= other.box.top + 1 for other in others)
    below = all(line.box.top >= other.box.bottom - 1 for other in others)
    return above or below


def _same_height(a: Line, b: Line) -> bool:
    return abs(a.box.top - b.box.top) < max(a.size, b.size)


def _body_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _in_band(line: Line, page: Page) -> bool:
    return line.box.bottom < page.height * FURNITURE_BAND or line.box.top > page.height * (1 - FURNITURE_BAND)


def _furniture_key(line: Line) -> tuple[str, int]:
    mark = parse_mark(line.text)
    if mark is not None and _names_section(line):
        # 柱１ … on some pages and 柱２ … on others are one running head.
        return mark.kind, round(line.box.top / 4)
    return re.sub(r"\d+", "#", line.text), round(line.box.top / 4)


def _innermost_first(tables: Sequence[Table]) -> list[Table]:
    return sorted(tables, key=lambda table: table.box.width * table.box.height)


def _table_block(page: Page, table: Table, glyphs: Sequence[Glyph], bars: Sequence[Bar]) -> TableBlock:
    buckets: dict[Cell, list[Glyph]] = {cell: [] for cell in table.cells}
    for glyph in glyphs:
        cell = next((cell for cell in table.cells if contains(cell.box, glyph.box)), None)
        if cell is not None:
            buckets[cell].append(glyph)
    cells = []
    for cell in table.cells:
        lines = tuple(_without_ruby(_cell_lines(cell, buckets[cell])))
        cells.append(CellText(cell=cell, lines=lines, text=lines_to_text(lines)))
    fills = [(s.box, s.fill) for s in page.shapes if s.fill is not None and contains(table.box, s.box, 2.0)]
    return TableBlock(page=page.number, table=table, cells=tuple(cells), bars=tuple(bars), fills=tuple(fills))


def _cell_lines(cell: Cell, glyphs: Sequence[Glyph]) -> list[Line]:
    """Lines of a cell; text turned by 90° is read along its own direction."""
    turned = [glyph for glyph in glyphs if not glyph.upright and not glyph.text.isspace()]
    if turned and len(turned) * 2 > sum(not glyph.text.isspace() for glyph in glyphs):
        return _turned_lines(turned)
    return glyphs_to_lines(glyphs, max_gap=max(3.2, cell.box.width))


def _turned_lines(glyphs: list[Glyph]) -> list[Line]:
    """Lines of text turned by 90°: each a column of glyphs, read along its own direction."""
    upward = sum(glyph.upward for glyph in glyphs) * 2 > len(glyphs)
    columns: list[list[Glyph]] = []
    # The first line is the leftmost one where the text runs upwards, else the rightmost.
    for glyph in sorted(glyphs, key=lambda g: g.x0 if upward else -g.x0):
        if columns and abs(columns[-1][0].x0 - glyph.x0) < glyph.size * 0.6:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    lines = []
    for column in columns:
        along = sorted(column, key=lambda g: -g.top if upward else g.top)
        lines.append(
            Line(
                glyphs=tuple(along),
                box=union(glyph.box for glyph in along),
                text="".join(glyph.text for glyph in along),
                size=along[0].size,
                font=along[0].font,
            )
        )
    return lines


def _without_ruby(lines: list[Line]) -> list[Line]:
    def is_ruby(line: Line) -> bool:
        if not re.fullmatch(r"[ぁ-ゖァ-ヺー・\s]+", line.text):
            return False
        return any(
            other is not line
            and line.size <= other.size * MAX_RUBY_SHARE
            and -0.5 * other.size <= other.box.top - line.box.bottom <= 0.5 * other.size
            and horizontal_overlap(line.box, other.box) > 0.8 * line.box.width
            for other in lines
        )

    return [line for line in lines if not is_ruby(line)]


def _ordered(elements: Sequence[Element | _Framed], column: int) -> Iterable[tuple[Element | _Framed, int]]:
    """Elements in reading order with the number of gutters to their left.

    What runs over the gutter parts the page: columns are read to their end between two such lines.
    """
    by_top = _by_rows(elements)
    gutter = _gutter(by_top)
    if gutter is None:
        for element in by_top:
            yield element, column
        return
    run: list[Element | _Framed] = []
    for element in by_top:
        if element.box.x0 < gutter - 1 and element.box.x1 > gutter + 1:
            yield from _columns(run, gutter, column)
            run = []
            yield element, column
        else:
            run.append(element)
    yield from _columns(run, gutter, column)


def _columns(run: Sequence[Element | _Framed], gutter: float, column: int) -> Iterable[tuple[Element | _Framed, int]]:
    left = [element for element in run if element.box.x1 <= gutter + 1]
    right = [element for element in run if element.box.x1 > gutter + 1]
    if not left or not right:
        for element in run:
            yield element, column
        return
    yield from _ordered(left, column)
    yield from _ordered(right, column + 1)


def _by_rows(elements: Sequence[Element | _Framed]) -> list[Element | _Framed]:
    """Elements from top to bottom; those that share a height (a label in its small box, text beside it) by x."""
    rows: list[list[Element | _Framed]] = []
    for element in sorted(elements, key=lambda e: (e.box.top, e.box.x0)):
        if rows and _share_row(rows[-1][0].box, element.box):
            rows[-1].append(element)
        else:
            rows.append([element])
    return [element for row in rows for element in sorted(row, key=lambda e: e.box.x0)]


def _share_row(first: Box, box: Box) -> bool:
    # Of tall elements only the first line's height counts.
    height = min(first.height, box.height, 14.0)
    shared = min(first.top + min(first.height, 14.0), box.top + min(box.height, 14.0)) - box.top
    return shared > 0.5 * height


def _gutter(elements: Sequence[Element | _Framed]) -> float | None:
    """The x of the empty strip between two columns of text, or None; what is wider than a column does not count."""
    if len(elements) < 2 * MIN_COLUMN_LINES:
        return None
    region = union(e.box for e in elements)
    narrow = [e for e in elements if e.box.width <= MAX_COLUMN_SHARE * region.width]
    spans = sorted((e.box.x0, e.box.x1) for e in narrow)
    reach = spans[0][1] if spans else 0.0
    for x0, x1 in spans[1:]:
        if x0 - reach >= MIN_GUTTER:
            middle = (x0 + reach) / 2
            left = [e for e in narrow if e.box.x1 <= middle]
            right = [e for e in narrow if e.box.x0 >= middle]
            if _is_column(left, region) and _is_column(right, region) and not _is_card_grid(left, right):
                return middle
        reach = max(reach, x1)
    return None


def _is_column(elements: Sequence[Element | _Framed], region: Box) -> bool:
    if not elements:
        return False
    box = union(e.box for e in elements)
    weight = sum(_weight(e) for e in elements)
    return box.width >= MIN_COLUMN_SHARE * region.width and weight >= MIN_COLUMN_LINES


def _is_card_grid(left: Sequence[Element | _Framed], right: Sequence[Element | _Framed]) -> bool:
    """Whether two columns are rows of cards side by side, which are read row by row."""
    tops = [[e.box.top for e in side if isinstance(e, _Framed)] for side in (left, right)]
    aligned = sum(any(abs(top - other) < 6 for other in tops[1]) for top in tops[0])  # noqa: PLR2004 - points
    return aligned >= 2 and aligned >= len(tops[0]) - 1  # noqa: PLR2004 - one pair may be chance


def _weight(element: Element | _Framed) -> int:
    """How many lines an element counts for."""
    if isinstance(element, Line):
        return 1
    return len(element.elements) if isinstance(element, _Framed) else element.table.n_rows
