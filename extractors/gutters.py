"""Lines that run over the gutter between two columns of text set close together, cut there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.lines import Line, glyphs_to_lines
from extractors.page import Glyph

__all__ = ["cut_at_gutters"]

# Narrowest gutter, in points and in type sizes.
MIN_GUTTER, MIN_GUTTER_SIZE = 11.0, 1.0
# Text left of a gutter is at least this wide, in type sizes: narrower, it is a mark or a label.
MIN_LEFT = 8.0
# The gutter is empty for this many type sizes above and below, and so many characters stand on either side there.
REACH = 6.0
MIN_SIDE = 7


def cut_at_gutters(lines: Sequence[Line], glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines, those in two columns cut apart.

    Args:
        lines: Lines of one region.
        glyphs: All glyphs of the region.

    """
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    out: list[Line] = []
    for line in lines:
        cut = next((x for x in _gaps(line) if _is_gutter(x, line, inked)), None)
        if cut is None:
            out.append(line)
            continue
        left = [glyph for glyph in line.glyphs if glyph.x0 < cut[1] - 1]
        right = [glyph for glyph in line.glyphs if glyph.x0 >= cut[1] - 1]
        out.extend([*glyphs_to_lines(left), *cut_at_gutters(glyphs_to_lines(right), glyphs)])
    return out


def _gaps(line: Line) -> list[tuple[float, float]]:
    """The wide gaps of a line as (x0, x1), with enough text before them."""
    inked = sorted((glyph for glyph in line.glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.x0)
    least = max(MIN_GUTTER, MIN_GUTTER_SIZE * line.size)
    return [
        (a.x1, b.x0) for a, b in pairwise(inked) if b.x0 - a.x1 >= least and a.x1 - line.box.x0 >= MIN_LEFT * line.size
    ]


def _is_gutter(gap: tuple[float, float], line: Line, glyphs: Sequence[Glyph]) -> bool:
    """Whether a gap goes on above and below between two columns of text."""
    top, bottom = line.box.top - REACH * line.size, line.box.bottom + REACH * line.size
    near = [
        g
        for g in glyphs
        if top <= (g.top + g.bottom) / 2 <= bottom and not line.box.top <= (g.top + g.bottom) / 2 <= line.box.bottom
    ]
    middle = (gap[0] + gap[1]) / 2
    half = MIN_GUTTER / 2 - 1
    if any(g.x0 < middle + half and g.x1 > middle - half for g in near):
        return False
    left = sum(g.x1 <= middle and g.x1 > gap[0] - MIN_LEFT * line.size for g in near)
    right = sum(g.x0 >= middle and g.x0 < gap[1] + MIN_LEFT * line.size for g in near)
    return left >= MIN_SIDE and right >= MIN_SIDE
