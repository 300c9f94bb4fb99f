"""Glyphs to lines of text, and broken lines to running text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.records import Box
from extractors.geometry import glyphs_to_box
from extractors.page import Glyph

__all__ = [
    "Line",
    "fold",
    "glyphs_to_lines",
    "join_lines",
    "lines_to_text",
    "part_box",
    "without_doubles",
    "without_start",
]

# Part of a glyph's height that must lie in a line's band for it to belong there. Raised note marks keep
# about 0.6 of their height inside; lines set tight (leading 1.0) share nothing.
MIN_BAND_SHARE = 0.45
# A gap wider than this many font sizes separates two lines that merely stand side by side.
MAX_GAP = 3.2
# A gap of this share of the font size after a number is a space.
SPACE_SHARE = 0.3
# The same character drawn again within this share of its size is fake bold.
DOUBLE_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. ``glyphs`` are left to right; ``size`` and ``font`` are those of most of its characters.

    ``boxed`` marks a line in a small box of its own, ``banded`` one whose box is a band as wide as what is below it,
    ``badged`` one that opens with a number in a frame of its own, ``is_indicator`` one in a box of an indicator,
    ``is_label`` a label that nothing but its repetition tells.
    """

    glyphs: tuple[Glyph, ...]
    box: Box
    text: str
    size: float
    font: str
    boxed: bool = False
    banded: bool = False
    badged: bool = False
    is_indicator: bool = False
    is_label: bool = False

    @property
    def bold(self) -> bool:
        """Whether most characters stand in a face whose name says bold or gothic."""
        return re.search(r"bold|heavy|black|semibold|demi|-w[6-9]", self.font, re.IGNORECASE) is not None


def part_box(line: Line, part: str) -> Box:
    """The box of the first print of a part of a line's text, blanks aside; the line's own box where it prints none."""
    inked = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    owners = [glyph for glyph in inked for _ in glyph.text]
    wanted = re.sub(r"\s", "", part)
    start = "".join(glyph.text for glyph in inked).find(wanted)
    return glyphs_to_box(owners[start : start + len(wanted)]) if wanted and start >= 0 else line.box


def without_start(line: Line, start: str) -> Line:
    """The line behind its first words, and the blanks and colons after them."""
    text = re.sub(r"^[\s　：:]+", "", line.text.removeprefix(start))
    count = len(re.sub(r"\s", "", text))
    inked = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    kept = inked[-count:] if count else inked
    return replace(line, text=text, glyphs=tuple(kept), box=glyphs_to_box(kept))


def without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs without those drawn twice at nearly the same place (fake bold, shadows)."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        step = max(1.0, glyph.size * DOUBLE_SHARE)
        column, row = int(glyph.x0 // step), int(glyph.top // step)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((glyph.text, column + dx, row + dy), ())
        )
        if any(abs(other.x0 - glyph.x0) < step and abs(other.top - glyph.top) < step for other in near):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return kept


def glyphs_to_lines(glyphs: Iterable[Glyph], *, max_gap: float = MAX_GAP) -> list[Line]:
    """Lines from top to bottom, and left to right within one height.

    Large glyphs set the bands first, so that raised and lowered small ones join the line they annotate.

    Args:
        glyphs: Glyphs in any order.
        max_gap: Gap, in font sizes, at which a band is cut into separate lines.

    """
    bands: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda g: (-round(g.size, 1), g.top, g.x0)):
        height = max(glyph.bottom - glyph.top, 0.1)
        best, best_share, is_near = None, MIN_BAND_SHARE, False
        for index, (top, bottom, members) in enumerate(bands):
            share = (min(bottom, glyph.bottom) - max(top, glyph.top)) / height
            if share < best_share:
                continue
            near = _is_near(glyph, members)
            # Of two columns whose lines both hold a raised figure, the nearer one prints it.
            better = share > best_share or (best is not None and near and not is_near)
            if better and (near or share > 0.9):  # noqa: PLR2004
                best, best_share, is_near = index, share, near
        if best is None:
            bands.append((glyph.top, glyph.bottom, [glyph]))
        else:
            bands[best][2].append(glyph)
    lines = [_line(part) for _, _, members in bands for part in _split(members, max_gap)]
    found = [line for line in lines if line is not None]
    return sorted(found, key=lambda line: (round((line.box.top + line.box.bottom) / 2, 0), line.box.x0))


def _is_near(glyph: Glyph, members: Sequence[Glyph]) -> bool:
    reach = 2 * max(glyph.size, members[0].size)
    return any(other.x0 - reach <= glyph.x1 and glyph.x0 <= other.x1 + reach for other in members)


def _split(members: list[Glyph], max_gap: float) -> list[list[Glyph]]:
    parts: list[list[Glyph]] = []
    for glyph in sorted(members, key=lambda g: (g.x0, g.x1)):
        if glyph.text.isspace() and not parts:
            continue
        if parts and glyph.x0 - parts[-1][-1].x1 <= max_gap * max(glyph.size, parts[-1][-1].size):
            parts[-1].append(glyph)
        elif not glyph.text.isspace():
            parts.append([glyph])
    return parts


def _line(members: list[Glyph]) -> Line | None:
    while members and members[-1].text.isspace():
        members = members[:-1]
    if not members:
        return None
    inked = [glyph for glyph in members if not glyph.text.isspace()]
    # Latin words in a Japanese line come in a face of their own, which says nothing about the line.
    native = [glyph for glyph in inked if not glyph.text.isascii()] or inked
    faces = Counter((round(glyph.size, 1), glyph.font) for glyph in native)
    (size, font), _ = max(faces.items(), key=lambda item: (item[1], item[0]))
    return Line(
        glyphs=tuple(members),
        box=glyphs_to_box(inked),
        text=_spaced(_text(members)),
        size=size,
        font=font,
    )


def _text(members: Sequence[Glyph]) -> str:
    """The characters of a line, with a space where a number that opens it stands apart without one."""
    text = "".join(glyph.text for glyph in members)
    number = re.match(r"\d{1,3}(?=[^\d\s.,:/%])", text)
    if number is None or len(text) != len(members):
        return text
    last, following = members[number.end() - 1], members[number.end()]
    if following.x0 - last.x1 < SPACE_SHARE * following.size:
        return text
    return f"{text[: number.end()]} {text[number.end() :]}"


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\u00a0]+", " ", text.replace("\n", " "))


def lines_to_text(lines: Iterable[Line]) -> str:
    """Running text of lines in reading order."""
    return join_lines(line.text for line in lines)


def join_lines(texts: Iterable[str]) -> str:
    """Broken lines joined: without a space between Japanese, with one between two Latin words.

    A hyphen at a line's end is kept, since Japanese offices do not hyphenate.
    """
    out = ""
    for text in texts:
        part = text.strip(" ")
        if not part:
            continue
        latin = bool(out) and _is_latin(out[-1]) and _is_latin(part[0])
        out = f"{out} {part}" if latin else out + part
    return out


def fold(text: str) -> str:
    """A text for comparison: NFKC without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ",.;:)")
