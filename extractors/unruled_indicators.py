"""Tables of indicators without rulings: 現状値 and 目標値 side by side, names and values in rows below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.records import Box
from extractors.columns import header_role
from extractors.frames import innermost, is_block
from extractors.geometry import union
from extractors.grid import Cell, Table
from extractors.indicator_lines import is_value_head
from extractors.lines import Line, glyphs_to_lines
from extractors.page import Glyph
from extractors.years import parse_year_label

__all__ = ["find_unruled_indicators"]

# Gap between words of a row, and between heads, in type sizes.
WORD_GAP = 0.6
# Words of one row stand at one height within this part of their size: values may be set larger than their names.
SAME_ROW = 0.7
# The next row of a table begins at most so many type sizes below the one before.
MAX_STEP = 2.6
# Narrowest strip between names and values, in type sizes.
MIN_STRIP = 0.8
# A value has at most so many characters.
MAX_VALUE = 14
# What every value holds: a digit, a dash, or a word for none.
_VALUE = re.compile(r"[\d０-９－―—‐ー-]|未|なし|皆増")


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of the values, left to right, and that of the names, if one is printed."""

    values: tuple[Line, ...]
    name: Line | None

    @property
    def box(self) -> Box:
        """The box around the heads."""
        return union(word.box for word in (*self.values, *([self.name] if self.name else [])))


def find_unruled_indicators(glyphs: Sequence[Glyph], frames: Sequence[Box]) -> list[Table]:
    """Tables for the indicators among loose glyphs, from top to bottom.

    Args:
        glyphs: The glyphs outside other tables.
        frames: Frames around text, outermost first; what stands in different ones is read apart.

    """
    blocks = [frame for frame in frames if is_block(frame)]
    groups: dict[int | None, list[Glyph]] = {}
    for glyph in glyphs:
        groups.setdefault(innermost(blocks, glyph.box), []).append(glyph)
    found = []
    for members in groups.values():
        rows = _rows([glyph for glyph in members if not glyph.text.isspace()])
        for index, row in enumerate(rows):
            heads = _row_to_heads(row)
            table = _table(heads, rows[index + 1 :]) if heads is not None else None
            if table is not None:
                found.append(table)
    return sorted(found, key=lambda table: table.box.top)


def _rows(glyphs: Sequence[Glyph]) -> list[list[Line]]:
    """Words by rows, from top to bottom and left to right."""
    rows: list[list[Line]] = []
    words = glyphs_to_lines(glyphs, max_gap=WORD_GAP)
    for word in sorted(words, key=_middle):
        if rows and _middle(word) - _middle(rows[-1][0]) < SAME_ROW * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.box.x0) for row in rows]


def _middle(word: Line) -> float:
    return (word.box.top + word.box.bottom) / 2


def _row_to_heads(row: Sequence[Line]) -> _Heads | None:
    """The heads that a row of words is: two or more of values, years among them, behind that of the names if any."""
    values = [word for word in row if is_value_head(word.text)]
    if len(values) < 2 or all(parse_year_label(word.text) is not None for word in values):  # noqa: PLR2004 - from, to
        return None
    first = row.index(values[0])
    if list(row[first:]) != values or first > 1:
        return None
    name = row[0] if first else None
    named = name is None or header_role(name.text) in {"indicator", "other"}
    return _Heads(tuple(values), name) if named else None


def _table(heads: _Heads, rows: Sequence[Sequence[Line]]) -> Table | None:
    """The table below heads, or None where no names with values stand there."""
    body = _body(heads, rows)
    edges = _value_edges(heads)
    strip = _strip(heads, body, edges)
    if strip is None:
        return None
    named = [any(word.box.x1 <= strip + 1 for word in row) for row in body]
    valued = [any(word.box.x0 >= strip - 1 for word in row) for row in body]
    while body and not valued[len(body) - 1]:
        # A line below the last values goes on with its name, or follows the table.
        body.pop()
    if not body or not (named[0] or named[-1]):
        return None
    left = min(word.box.x0 for row in [*body, [heads.name or heads.values[0]]] for word in row) - 2
    right = max(word.box.x1 for row in [*body, heads.values] for word in row) + 2
    xs = (left, strip, *edges, right)
    cuts = _cuts(body, valued)
    ys = (heads.box.top - 2, *cuts, max(word.box.bottom for word in body[-1]) + 2)
    cells = tuple(
        Cell(i, j, 1, 1, Box(x0, y0, x1, y1))
        for i, (y0, y1) in enumerate(pairwise(ys))
        for j, (x0, x1) in enumerate(pairwise(xs))
    )
    return Table(box=Box(xs[0], ys[0], xs[-1], ys[-1]), cells=cells, xs=xs, ys=ys)


def _body(heads: _Heads, rows: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """The rows below heads that may hold names and values."""
    out: list[Sequence[Line]] = []
    reached = heads.box.bottom
    right = heads.values[-1].box.x1 + 2 * heads.values[-1].size
    for row in rows:
        top, size = min(word.box.top for word in row), max(word.size for word in row)
        sentence = any(word.text.endswith("。") for word in row)
        outside = any(word.box.x1 > right for word in row)
        if top - reached > MAX_STEP * size or sentence or outside or _row_to_heads(row) is not None:
            break
        beyond = [word for word in row if word.box.x1 > heads.values[0].box.x0]
        if any(len(word.text) > MAX_VALUE or not _VALUE.search(word.text) for word in beyond):
            break
        out.append(row)
        reached = max(word.box.bottom for word in row)
    return out


def _value_edges(heads: _Heads) -> list[float]:
    """The x half-way between the heads of the values."""
    return [(a.box.x0 + a.box.x1 + b.box.x0 + b.box.x1) / 4 for a, b in pairwise(heads.values)]


def _strip(heads: _Heads, body: Sequence[Sequence[Line]], edges: Sequence[float]) -> float | None:
    """The x of the empty strip between the names and the first values, or None."""
    first = heads.values[0].box
    spans = sorted(
        (word.box.x0, word.box.x1) for row in body for word in row if word.box.x0 < edges[0] and word.box.x1 > 0
    )
    middle = (first.x0 + first.x1) / 2
    names = [x1 for x0, x1 in spans if x1 < middle and x0 < first.x0 - heads.values[0].size]
    values = [x0 for x0, x1 in spans if x1 >= middle or x0 >= first.x0 - heads.values[0].size]
    if not names or not values:
        return None
    reach, start = max(names), min([*values, first.x0])
    return (reach + start) / 2 if start - reach >= MIN_STRIP * heads.values[0].size else None


def _cuts(body: Sequence[Sequence[Line]], valued: Sequence[bool]) -> list[float]:
    """The heights between the heads and the rows: a line of a name without values goes with the row that has them."""
    tops = [min(word.box.top for word in row) for row in body]
    bottoms = [max(word.box.bottom for word in row) for row in body]
    cuts = [tops[0] - 1]
    open_row = valued[0]
    for index in range(1, len(body)):
        if valued[index] and open_row:
            cuts.append((bottoms[index - 1] + tops[index]) / 2)
        elif not valued[index] and open_row and _nearer_below(tops, bottoms, index):
            cuts.append((bottoms[index - 1] + tops[index]) / 2)
            open_row = False
        open_row = open_row or valued[index]
    return cuts


def _nearer_below(tops: Sequence[float], bottoms: Sequence[float], index: int) -> bool:
    """Whether a row stands nearer to the one below it than to the one above."""
    return index + 1 < len(tops) and tops[index + 1] - bottoms[index] < tops[index] - bottoms[index - 1]
