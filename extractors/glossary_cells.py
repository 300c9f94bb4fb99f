"""The entries of a glossary's row: usually one, several where its cells hold several heads and their texts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractors.geometry import union
from extractors.lines import Line, glyphs_to_lines, lines_to_text
from extractors.note_heads import is_open_bracket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.records import Box
    from extractors.blocks import CellText

__all__ = ["RowEntry", "cells_to_entries"]

# A gap of this many font sizes, ending at one x in two lines, parts two columns inside a cell.
MIN_CELL_GAP = 1.5
# A line that ends within this many font sizes of its cell's edge was broken by the cell.
FULL_LINE = 1.6
# A text that belongs to a head names it within its first characters (自治体のコア業務は…).
NAMED_WITHIN = 14


class RowEntry(NamedTuple):
    """A head with its text, and the boxes of both."""

    head: str
    definition: str
    boxes: tuple[Box, ...]


def cells_to_entries(term: CellText, definition: CellText) -> list[RowEntry]:
    """The entries of a row, in order: as many as heads whose texts can be told apart, else one."""
    heads = _cell_to_heads(term)
    columns = _cell_to_columns(definition)
    lines = [line for column in columns for line in column]
    texts = columns if len(columns) == len(heads) else _divided(lines, [lines_to_text(head) for head in heads])
    if len(heads) > 1 and texts is not None:
        return [_entry(head, text) for head, text in zip(heads, texts, strict=True)]
    return [_entry(term.lines, lines)]


def _entry(head: Sequence[Line], text: Sequence[Line]) -> RowEntry:
    boxes = tuple(union(line.box for line in part) for part in (head, text) if part)
    return RowEntry(lines_to_text(head), lines_to_text(text), boxes)


def _cell_to_heads(cell: CellText) -> list[list[Line]]:
    """The lines of a cell as heads: one ends where a line ends early and no bracket is open or opens."""
    heads: list[list[Line]] = []
    for line in cell.lines:
        if heads and not _ends_head(heads[-1], line, cell.cell.box):
            heads[-1].append(line)
        else:
            heads.append([line])
    return heads


def _ends_head(head: Sequence[Line], line: Line, box: Box) -> bool:
    last = head[-1]
    if is_open_bracket(lines_to_text(head)) or re.match(r"[（(〔［\[・／/]", line.text):
        return False
    return last.box.x1 < box.x1 - FULL_LINE * last.size and re.search(r"[・／/、]$", last.text) is None


def _cell_to_columns(cell: CellText) -> list[list[Line]]:
    """The lines of a cell column after column; one column unless two lines share a wide gap."""
    ends: Counter[int] = Counter()
    for line in cell.lines:
        ends.update({round(x) for x in _gap_ends(line)})
    edge = next((x for x, n in ends.most_common(1) if n >= 2), None)  # noqa: PLR2004 - one gap may be chance
    if edge is None:
        return [list(cell.lines)]
    left: list[Line] = []
    right: list[Line] = []
    for line in cell.lines:
        parts = [g for g in line.glyphs if g.x0 >= edge - 2]
        before = [g for g in line.glyphs if g.x0 < edge - 2]
        left.extend(glyphs_to_lines(before))
        right.extend(glyphs_to_lines(parts))
    return [left, right]


def _gap_ends(line: Line) -> list[float]:
    inked = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    return [b.x0 for a, b in pairwise(inked) if b.x0 - a.x1 >= MIN_CELL_GAP * line.size]


def _divided(lines: Sequence[Line], heads: Sequence[str]) -> list[list[Line]] | None:
    """The lines divided where each head's own text begins; None where some head's does not show."""
    starts: list[int] = []
    for head in heads:
        begin = starts[-1] + 1 if starts else 0
        found = next((i for i in range(begin, len(lines)) if _names(lines, i, head)), None)
        if found is None:
            return None
        starts.append(found)
    if not starts or starts[0] != 0:
        return None
    return [list(lines[low:high]) for low, high in pairwise([*starts, len(lines)])]


def _names(lines: Sequence[Line], index: int, head: str) -> bool:
    """Whether a sentence that names the head begins with this line."""
    if index and re.search(r"[。．.）)」]$", lines[index - 1].text.rstrip()) is None:
        return False
    key = re.sub(r"[（(].*$", "", _folded(head))
    return bool(key) and key in _folded(lines[index].text)[: NAMED_WITHIN + len(key)]


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
