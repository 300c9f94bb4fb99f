"""A page in reading order: tables with their cell texts, and the lines around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from corpus.records import Box
from extractors.badges import is_badge, is_mark_above, join_badge, join_mark
from extractors.bars import Bar, find_bars, without_shafts
from extractors.blocks import CellText, Element, Framed, PageLayout, TableBlock
from extractors.cell_lines import cell_lines
from extractors.frames import block_below, block_beside, find_frames, innermost, is_block, is_edge_tab, panel_of
from extractors.geometry import contains, horizontal_overlap, union
from extractors.grid import Cell, Table, page_to_tables
from extractors.gutters import cut_at_gutters
from extractors.head_columns import columns_below_heads, years_above_columns
from extractors.indicator_boxes import find_indicator_boxes
from extractors.labels import label_role
from extractors.lines import Line, glyphs_to_lines, lines_to_text, without_doubles
from extractors.marks import is_bare_mark
from extractors.page import Glyph, Page, Ruling
from extractors.painted_heads import painted_heads, painted_labels
from extractors.reading_order import in_reading_order
from extractors.row_names import with_row_names
from extractors.rules_across import implied_rulings
from extractors.unruled import find_unruled
from extractors.unruled_indicators import find_unruled_indicators
from extractors.year_boxes import join_year_boxes

__all__ = ["page_to_layout"]

# A heading band is about as wide as its card; on the open page, as the type area.
MIN_BAND_SHARE = 0.85
MIN_BAND_SHARE_OF_PAGE = 0.7
# Ruby is set at half the size of its base text.
MAX_RUBY_SHARE = 0.62
# A schedule inside a cell is at least so wide and high, in points, and has so many years.
MIN_SCHEDULE_WIDTH, MIN_SCHEDULE_HEIGHT, MIN_YEARS = 200.0, 24.0, 3
_YEAR = re.compile(r"R\d|令和|20[2-4]\d|平成|H\d")
# The head of a box that stands beside the plan's text.
_ASIDE = re.compile(r"^[\s　■●◆【［「]*(?:コラム|ｺﾗﾑ|Column|COLUMN|トピック|Topic|豆知識|ワンポイント)")


def page_to_layout(page: Page) -> PageLayout:
    """Tables, bars and lines of a page in reading order; furniture is still among them, but for index tabs."""
    glyphs = without_doubles(page.glyphs)
    rulings, shafts = without_shafts(page)
    tables = _ruled_tables(page, rulings, glyphs)
    tables = join_year_boxes(tables, lambda box: "".join(g.text for g in glyphs if contains(box, g.box)))
    loose = [g for g in glyphs if not any(contains(table.box, g.box) for table in tables)]
    tables += find_unruled(page, loose, tables, find_frames(page, tables))
    tables = [*_schedules_in_cells(page, tables, glyphs), *tables]
    loose = [g for g in loose if not any(contains(table.box, g.box) for table in tables)]
    tables += find_unruled_indicators(loose, find_frames(page, tables))
    tables = _named_rows(tables, glyphs)
    bars = find_bars(page, tables, shafts)
    # A box that its text runs out of frames nothing: a rule's background, a highlight.
    crosses = _crossed_by_text(loose, 0.3)
    frames = [f for f in find_frames(page, tables) if not any(crosses(x, f.top, f.bottom) for x in (f.x0, f.x1))]
    inside: dict[int, list[Glyph]] = {index: [] for index in range(len(tables))}
    framed: dict[int | None, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        owner = next((i for i, table in enumerate(tables) if contains(table.box, glyph.box)), None)
        (outside if owner is None else inside[owner]).append(glyph)
    boxes = find_indicator_boxes(frames, outside)
    for glyph in outside:
        if not any(contains(box.box, glyph.box) for box in boxes):
            framed.setdefault(innermost(frames, glyph.box), []).append(glyph)
    blocks = [
        _table_block(page, table, inside[index], [bar for bar in bars if contains(table.box, bar.box, 4.0)])
        for index, table in enumerate(tables)
    ]
    # Rules that hold neither words nor bars are a drawing.
    blocks = [block for block in blocks if block.bars or any(entry.text for entry in block.cells)]
    units, tabs = _units(page, frames, framed, [*blocks, *boxes])
    ordered = _with_marks_above(list(in_reading_order(units)))
    return PageLayout(
        page=page,
        elements=tuple(element for element, _ in ordered),
        columns=tuple(column for _, column in ordered),
        furniture=tuple(tabs),
    )


def _with_marks_above(ordered: Sequence[tuple[Element, int]]) -> list[tuple[Element, int]]:
    """Elements in reading order, numbers that stand above their titles joined to these."""
    out: list[tuple[Element, int]] = []
    for element, column in ordered:
        before = out[-1][0] if out else None
        if isinstance(before, Line) and isinstance(element, Line) and is_mark_above(before, element):
            out[-1] = (join_mark(before, element), column)
        else:
            out.append((element, column))
    return out


def _ruled_tables(page: Page, rulings: Sequence[Ruling], glyphs: Sequence[Glyph]) -> list[Table]:
    """The ruled tables of a page, innermost first, with the heads that are only painted above them."""

    def words_in(box: Box) -> list[Box]:
        return [word.box for word in glyphs_to_lines([g for g in glyphs if contains(box, g.box)], max_gap=0.8)]

    drawn = [*rulings, *implied_rulings(rulings, page.shapes, _crossed_by_text(glyphs, 0.8), words_in)]
    tables = page_to_tables(page, drawn)

    def text_in(box: Box) -> str:
        return lines_to_text(glyphs_to_lines([g for g in glyphs if contains(box, g.box)]))

    def label_in(box: Box) -> bool:
        text = text_in(box)
        # A single letter may be one of several below one another.
        return len(text) > 1 and label_role(text) is not None

    labels = painted_labels(page.shapes, [table.box for table in tables], label_in, drawn)
    if labels:
        tables = page_to_tables(page, drawn, labels)

    heads = painted_heads(page.shapes, [(table.box, table.xs) for table in tables], words_in)
    if heads:
        tables = page_to_tables(page, drawn, [*labels, *heads])
    columns = [side for table in tables for side in columns_below_heads(table, text_in, words_in)]
    columns += [side for table in tables for side in years_above_columns(table, text_in)]
    return _innermost_first(page_to_tables(page, [*drawn, *columns], [*labels, *heads]) if columns else tables)


def _named_rows(tables: Sequence[Table], glyphs: Sequence[Glyph]) -> list[Table]:
    """The tables, schedules with the names that stand left of their rows."""
    if not tables:
        return []
    lines = glyphs_to_lines([g for g in glyphs if not any(contains(table.box, g.box) for table in tables)])

    def text_in(box: Box) -> str:
        return "".join(g.text for g in glyphs if contains(box, g.box))

    return [with_row_names(table, lines, text_in) for table in tables]


def _schedules_in_cells(page: Page, tables: Sequence[Table], glyphs: Sequence[Glyph]) -> list[Table]:
    """The schedules without rulings that stand in cells of form sheets, beside their label."""
    found: list[Table] = []
    for own, cell in ((table, cell) for table in tables for cell in table.cells):
        if cell.box.width < MIN_SCHEDULE_WIDTH or cell.box.height < MIN_SCHEDULE_HEIGHT:
            continue
        if any(contains(cell.box, table.box) for table in tables if table is not own):
            continue
        inside = [g for g in glyphs if contains(cell.box, g.box)]
        years = _YEAR.findall(unicodedata.normalize("NFKC", "".join(g.text for g in inside)))
        if len(years) >= MIN_YEARS and not any("。" in glyph.text for glyph in inside):
            found.extend(find_unruled(page, inside, [], [cell.box]))
    return found


def _crossed_by_text(glyphs: Sequence[Glyph], max_gap: float) -> Callable[[float, float, float], bool]:
    """Whether words run over an x between two heights; the words are found when first asked for.

    Args:
        glyphs: The glyphs of the words.
        max_gap: Gap, in font sizes, that parts words.

    """
    words: list[Line] = []

    def crosses(x: float, top: float, bottom: float) -> bool:
        if not words:
            words.extend(glyphs_to_lines(glyphs, max_gap=max_gap))
        return any(
            word.box.x0 < x - 2 and word.box.x1 > x + 2 and top < (word.box.top + word.box.bottom) / 2 < bottom
            for word in words
        )

    return crosses


def _units(
    page: Page, frames: Sequence[Box], framed: dict[int | None, list[Glyph]], blocks: Sequence[TableBlock | Framed]
) -> tuple[list[Element | Framed], list[Line]]:
    """What is ordered on a page: loose elements, and block frames with all they hold; and what stands aside.

    Index tabs and boxed columns (コラム) are no part of the text they stand beside.
    """
    members: dict[int | None, list[Element | Framed]] = {}
    tabs: list[Line] = []
    labels: dict[int, Framed] = {}
    bands: list[Element | Framed] = []
    badges: list[tuple[Line, Box, int | None]] = []
    for index, glyphs in framed.items():
        lines = cut_at_gutters(glyphs_to_lines(glyphs), glyphs)
        if index is None:
            members.setdefault(None, []).extend(lines)
            continue
        frame = frames[index]
        if is_edge_tab(frame, page):
            tabs.extend(lines)
            continue
        block = _block_around(frames, frame)
        # A band or label box holds one or two lines; that of a number may be as high as a block.
        numbered = len(lines) == 1 and is_bare_mark(lines[0].text)
        boxed = len(lines) <= 2 and (numbered or not is_block(frame))  # noqa: PLR2004
        block = None if boxed and block is not None and frames[block] == frame else block
        whole = frames[block].width if block is not None else page.width * MIN_BAND_SHARE_OF_PAGE
        banded = boxed and frame.width >= MIN_BAND_SHARE * whole
        marked = [replace(line, boxed=boxed, banded=banded) for line in lines]
        if len(marked) == 1 and is_badge(marked[0]):
            badges.append((marked[0], frame, block))
            continue
        beside = _block_of_label(frames, frame) if boxed and block is None else None
        if beside is not None:
            labels[beside] = Framed(box=frame, elements=tuple(marked))
        elif boxed and block is None and frame.width >= MIN_BAND_SHARE_OF_PAGE * page.width:
            # A band over the page parts its columns, though its words are short.
            bands.append(Framed(box=frame, elements=tuple(marked)))
        else:
            members.setdefault(block, []).extend(marked)
    for badge, frame, block in badges:
        if not _give_badge(badge, frame, bands, members.get(block, [])):
            members.setdefault(block, []).append(badge)
    for unit in blocks:
        around = _block_around(frames, unit.box)
        members.setdefault(around if around is None or frames[around] != unit.box else None, []).append(unit)
    return [*bands, *_blocks(frames, members, labels, tabs)], tabs


def _blocks(
    frames: Sequence[Box],
    members: Mapping[int | None, list[Element | Framed]],
    labels: dict[int, Framed],
    tabs: list[Line],
) -> list[Element | Framed]:
    """Loose elements, and blocks with their labels; boxed columns go to ``tabs``."""
    units: list[Element | Framed] = []
    for owner, elements in members.items():
        loose = [element for element in elements if isinstance(element, Line)]
        kept: list[Element | Framed] = [
            *_without_ruby(loose),
            *(element for element in elements if not isinstance(element, Line)),
        ]
        if owner is None:
            units.extend(kept)
        elif loose and _ASIDE.match(min(loose, key=lambda line: line.box.top).text):
            tabs.extend(loose)
        elif kept:
            unit = _with_panel(frames, frames[owner], kept)
            label = labels.pop(owner, None)
            units.append(unit if label is None else Framed(box=union((label.box, unit.box)), elements=(label, unit)))
    return [*units, *labels.values()]


def _with_panel(frames: Sequence[Box], card: Box, elements: Sequence[Element | Framed]) -> Framed:
    """A card with what it holds; what stands on a panel along its left side heads the rest."""
    panel = panel_of(frames, card)
    own = [element for element in elements if panel is not None and contains(panel, element.box)]
    if panel is None or not own or len(own) == len(elements):
        return Framed(box=card, elements=tuple(elements))
    rest = [element for element in elements if element not in own]
    # A number from the panel stands before its title: that heads the panel, too.
    titles = [element for element in rest if isinstance(element, Line) and element.badged][:1]
    texts = [element for element in rest if element not in titles]
    top = min((e.box.top for e in texts), default=panel.bottom) - 1 if titles else panel.top
    parts = [Framed(Box(panel.x0, top, panel.x1, panel.bottom), tuple(own))]
    parts += [Framed(union(e.box for e in part), tuple(part)) for part in (titles, texts) if part]
    return Framed(card, tuple(parts))


def _give_badge(badge: Line, frame: Box, bands: list[Element | Framed], members: list[Element | Framed]) -> bool:
    """Join a badge to the title beside it, in a band or among the elements of its block; whether there is one."""
    for place, band in enumerate(bands):
        lines = [line for line in band.elements if isinstance(line, Line)] if isinstance(band, Framed) else []
        joined = join_badge(badge, frame, lines)
        if joined is not None:
            bands[place] = Framed(box=band.box, elements=(*lines[: joined[0]], joined[1], *lines[joined[0] + 1 :]))
            return True
    found = [element for element in members if isinstance(element, Line)]
    joined = join_badge(badge, frame, found)
    if joined is None:
        return False
    members[next(i for i, e in enumerate(members) if e is found[joined[0]])] = joined[1]
    return True


def _block_of_label(frames: Sequence[Box], label: Box) -> int | None:
    beside = block_beside(frames, label)
    return beside if beside is not None else block_below(frames, label)


def _block_around(frames: Sequence[Box], box: Box) -> int | None:
    """Index of the outermost block frame around a box: what a card holds stays together."""
    return next((i for i, frame in enumerate(frames) if is_block(frame) and contains(frame, box)), None)


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
        lines = tuple(_without_ruby(cell_lines(cell, buckets[cell])))
        cells.append(CellText(cell=cell, lines=lines, text=lines_to_text(lines)))
    fills = [(s.box, s.fill) for s in page.shapes if s.fill is not None and contains(table.box, s.box, 2.0)]
    return TableBlock(page=page.number, table=table, cells=tuple(cells), bars=tuple(bars), fills=tuple(fills))


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
