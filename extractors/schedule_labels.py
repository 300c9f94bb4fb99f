"""The words of bars: inside them, or beside those that have none inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.records import Box
from extractors.bars import Bar
from extractors.geometry import contains, horizontal_overlap, vertical_overlap
from extractors.lines import Line, glyphs_to_lines, lines_to_text
from extractors.page import Glyph

__all__ = ["Beside", "glyphs_to_text", "labels_beside", "labels_inside"]

# How far from a bar its label may stand above, below or right of it, and left of it, in font sizes.
REACH = 1.75
REACH_LEFT = 0.75
# A glyph's box reaches this far beyond its ink, in points.
OVERLAP = 2.0
# Labels have at least two characters (運用, 実施).
MIN_LABEL = 2
# Share of a word that lies in a bar from which the bar owns all of it: long labels run over the ends of their bars.
MIN_OWNED = 0.6
# Gap between two words, in font sizes.
WORD_GAP = 0.5
# The lines of one label follow each other within this gap, in font sizes.
LINE_GAP = 0.6
# Half the height of a bar drawn as a line, in points.
HALF_LINE = 3.0
# A label that fits a second bar nearly as well, by this much, is in doubt.
NEARLY = 0.15

Side = Literal["above", "below", "right", "left"]
# Offices keep to one side within a row; the first choice that labels most bars is taken.
_CHOICES: tuple[tuple[Side, ...], ...] = (
    ("above", "right"),
    ("below", "right"),
    ("above", "left"),
    ("below", "left"),
    ("above", "below", "right"),
)


def glyphs_to_text(glyphs: Sequence[Glyph]) -> str:
    """The running text of a label, written across, down a character a line, or turned."""
    turned = [g for g in glyphs if not g.upright and not g.text.isspace()]
    if len(turned) * 2 > len(glyphs):
        # The first line is the leftmost one where the text runs upwards, else the rightmost.
        sign = 1 if sum(g.upward for g in turned) * 2 > len(turned) else -1
        ordered = sorted(turned, key=lambda g: (sign * round(g.x0 / g.size), -sign * g.top))
        return "".join(g.text for g in ordered)
    lines = glyphs_to_lines(glyphs, max_gap=50)
    if len(lines) > 2 and all(len(line.text) == 1 for line in lines):  # noqa: PLR2004 - vertical writing
        return "".join(line.text for line in lines)
    return lines_to_text(lines)


def labels_inside(bars: Sequence[Bar], glyphs: Sequence[Glyph]) -> tuple[dict[int, str], list[Glyph]]:
    """Words inside bars, by the bar's index, and the glyphs that stand in no bar.

    The smallest bar around a glyph owns it, since ribbons lie behind the bars of single rows; a word mostly inside a
    bar is wholly its.
    """
    solid = sorted((i for i, bar in enumerate(bars) if not bar.thin), key=lambda i: _area(bars[i].box))
    owner = {id(g): next((i for i in solid if contains(bars[i].box, g.box, 0.5)), None) for g in glyphs}
    if any(index is not None for index in owner.values()):
        for word in glyphs_to_lines(glyphs, max_gap=WORD_GAP):
            inked = Counter(owner[id(g)] for g in word.glyphs if not g.text.isspace())
            best, count = inked.most_common(1)[0]
            if best is not None and count >= MIN_OWNED * inked.total():
                owner.update((id(g), best) for g in word.glyphs)
    labels: dict[int, str] = {}
    for index in solid:
        inside = [g for g in glyphs if owner[id(g)] == index]
        if any(not g.text.isspace() for g in inside):
            labels[index] = glyphs_to_text(inside)
    return labels, [g for g in glyphs if owner[id(g)] not in labels]


def _area(box: Box) -> float:
    return box.width * box.height


@dataclass(frozen=True, slots=True)
class Beside:
    """The lines that stand beside bars, by the bar's box, and those whose label a bar without one could claim."""

    lines: Mapping[Box, Sequence[Line]]
    unclear: frozenset[Box]

    def glyphs(self) -> set[int]:
        """Ids of the glyphs of all labels."""
        return {id(g) for lines in self.lines.values() for line in lines for g in line.glyphs}


def labels_beside(bars: Sequence[Bar], glyphs: Sequence[Glyph]) -> Beside:
    """The lines above, below, right or left of bars without words, each given to the bar it fits best.

    Within a row all labels stand on one side of their bars: the side counts that gives most bars a label.
    """
    if not bars:
        return Beside({}, frozenset())
    every: tuple[Side, ...] = ("above", "below", "right", "left")
    lines = [piece for whole in glyphs_to_lines(glyphs, max_gap=1.6) for piece in _cut_at_joints(whole, bars)]
    tried = [_assigned(lines, bars, sides) for sides in _CHOICES]
    best = max(tried, key=lambda one: (len(one), sum(map(len, one.values()))))
    bare = [bar for bar in bars if bar.box not in best]
    unclear = frozenset(
        bar.box
        for bar in bars
        for line in best.get(bar.box, ())
        if any(_fit(line, other, every) > _fit(line, bar, every) - NEARLY for other in bare)
    )
    return Beside(best, unclear)


def _assigned(lines: Iterable[Line], bars: Sequence[Bar], sides: Sequence[Side]) -> dict[Box, list[Line]]:
    out: dict[Box, list[Line]] = {}
    far: list[Line] = []
    for line in lines:
        fit, _, box = max((_fit(line, bar, sides), -bar.box.x0, bar.box) for bar in bars)
        if fit > 0:
            out.setdefault(box, []).append(line)
        else:
            far.append(line)
    # The first lines of a label may be out of reach: they stand right above its last one, or its last ones below.
    for line in (*reversed(far), *far):
        owned = [own for own in out.values() if any(_follows(line, other) for other in own)]
        if owned and not any(line in own for own in out.values()):
            owned[0].append(line)
            owned[0].sort(key=lambda one: one.box.top)
    return out


def _follows(line: Line, other: Line) -> bool:
    """Whether two lines stand right above one another, flush left or centred, as the lines of one label."""
    gap = max(line.box.top - other.box.bottom, other.box.top - line.box.bottom)
    flush = abs(line.box.x0 - other.box.x0), abs(line.box.x0 + line.box.x1 - other.box.x0 - other.box.x1) / 2
    return -OVERLAP <= gap <= LINE_GAP * line.size and min(flush) <= LINE_GAP * line.size


def _fit(line: Line, bar: Bar, sides: Sequence[Side]) -> float:
    """How well a line fits a bar as its label: 0.0 not at all; above counts more than beside, near more than far."""
    reach = REACH * line.size
    inset = HALF_LINE if bar.thin else 0.0
    gaps: dict[Side, float] = {
        "above": bar.box.top + inset - line.box.bottom,
        "below": line.box.top - (bar.box.bottom - inset),
    }
    shared = horizontal_overlap(line.box, bar.box)
    if shared >= 0.5 * min(line.box.width, bar.box.width):
        for side, gap in gaps.items():
            if side in sides and -OVERLAP <= gap <= reach:
                return 1.0 + shared / line.box.width - max(gap, 0.0) / (2 * reach)
    if vertical_overlap(line.box, bar.box) <= 0:
        return 0.0
    beside: dict[Side, tuple[float, float]] = {
        "right": (line.box.x0 - bar.box.x1, reach),
        "left": (bar.box.x0 - line.box.x1, REACH_LEFT * line.size),
    }
    return max(
        (1.0 - gap / (2 * reach) for side, (gap, most) in beside.items() if side in sides and 0 <= gap <= most),
        default=0.0,
    )


def _cut_at_joints(line: Line, bars: Sequence[Bar]) -> list[Line]:
    """A line along two thin arrows that meet end to end, cut where they meet: two labels that touch."""
    reach = REACH * line.size
    along = [
        bar.box
        for bar in bars
        if bar.thin
        and (
            -OVERLAP <= bar.box.top + HALF_LINE - line.box.bottom <= reach
            or -OVERLAP <= line.box.top - bar.box.bottom + HALF_LINE <= reach
        )
    ]
    joints = sorted(
        (a.x1 + b.x0) / 2
        for a in along
        for b in along
        if a.x0 < b.x0 and abs(b.x0 - a.x1) <= reach and abs(a.top - b.top) <= OVERLAP
    )
    parts: list[list[Glyph]] = [[] for _ in range(len(joints) + 1)]
    for glyph in line.glyphs:
        parts[sum((glyph.x0 + glyph.x1) / 2 > joint for joint in joints)].append(glyph)
    if sum(len(part) >= MIN_LABEL for part in parts) < 2:  # noqa: PLR2004 - one label that reaches a little over
        return [line]
    return [piece for part in parts if part for piece in glyphs_to_lines(part, max_gap=3)]
