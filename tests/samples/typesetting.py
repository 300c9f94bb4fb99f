"""Japanese line breaking for the drawn pages: styles, runs, lines.

Text is marked up in one way only: ``{※1}`` is a footnote marker, set small and raised.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

GOTHIC = "IPAGothic"
MINCHO = "IPAMincho"
FONT_PACKAGE = "fonts-ipafont"  # Debian and Ubuntu; it brings both faces
FONT_FILES = {
    GOTHIC: Path("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"),
    MINCHO: Path("/usr/share/fonts/opentype/ipafont-mincho/ipam.ttf"),
}

Align = Literal["left", "center", "right"]

RAISED_SIZE = 0.6  # of the text's size
RAISED_BY = 0.4
NO_LINE_START = set("、。，．・：；）」』】〕！？％ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〃～－,.)]%")
NO_LINE_END = set("（「『【〔([")

PIECE = re.compile(
    r"""
    \{(?P<marker>[^}]+)\}                  # {※1}: a footnote marker
    | (?P<word>[A-Za-z0-9][A-Za-z0-9.,/+&'-]*)  # a Latin word stays whole
    | (?P<newline>\n)
    | (?P<char>.)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text is set: size in points, leading and indents in ems."""

    font: str = MINCHO
    size: float = 10.5
    leading: float = 1.6
    color: str = "#000000"
    align: Align = "left"
    first_indent: float = 0.0
    hanging_indent: float = 0.0
    justify: bool = False

    @property
    def line_height(self) -> float:
        """Distance of two baselines, in points."""
        return self.size * self.leading


class Run(NamedTuple):
    """Neighbouring characters set alike."""

    text: str
    raised: bool = False


class Line(NamedTuple):
    """One set line; ``indent`` is in points, ``is_last`` tells the end of a paragraph."""

    runs: tuple[Run, ...]
    indent: float = 0.0
    is_last: bool = True


def fonts_installed() -> bool:
    """Whether the machine has both faces."""
    return all(path.is_file() for path in FONT_FILES.values())


@functools.cache
def register_fonts() -> None:
    """Make the faces known to reportlab, once per process."""
    for name, path in FONT_FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(path)))


def plain(text: str) -> str:
    """The text as a record keeps it: without footnote markers and forced line ends."""
    return re.sub(r"\{[^}]+\}|\n", "", text)


def markers(text: str) -> tuple[str, ...]:
    """The footnote markers of a text, in order."""
    return tuple(re.findall(r"\{([^}]+)\}", text))


def run_width(run: Run, style: Style) -> float:
    """Length of a run in points."""
    size = style.size * (RAISED_SIZE if run.raised else 1.0)
    return pdfmetrics.stringWidth(run.text, style.font, size)


def line_width(line: Line, style: Style) -> float:
    """Length of a line in points, without its indent."""
    return sum(run_width(run, style) for run in line.runs)


def text_to_lines(text: str, style: Style, width: float) -> list[Line]:
    """Break a text into lines no wider than ``width`` points; a newline in the text forces one."""
    register_fonts()
    lines = []
    for paragraph in text.split("\n"):
        lines += _paragraph_to_lines(paragraph, style, width)
    return lines


def _paragraph_to_lines(text: str, style: Style, width: float) -> list[Line]:
    indents = [style.first_indent * style.size, style.hanging_indent * style.size]
    lines: list[list[Run]] = [[]]
    used = indents[0]
    for cluster in _text_to_clusters(text):
        length = sum(run_width(run, style) for run in cluster)
        indent = indents[min(len(lines), 1)]
        if used + length > width + 0.01 and lines[-1]:
            lines.append([])
            used = indent
            if cluster[0].text == " ":
                continue
        if used + length > width + 0.01:
            used = _break_cluster(cluster, lines, style, (used, indent, width))
            continue
        lines[-1] += cluster
        used += length
    return [
        Line(_join(runs), indents[min(index, 1)], is_last=index == len(lines) - 1) for index, runs in enumerate(lines)
    ]


def _break_cluster(cluster: list[Run], lines: list[list[Run]], style: Style, room: tuple[float, float, float]) -> float:
    """Set a cluster wider than a whole line character by character; returns the new line's used length."""
    used, indent, width = room
    for run in cluster:
        for char in run.text:
            length = run_width(Run(char, run.raised), style)
            if used + length > width + 0.01 and lines[-1]:
                lines.append([])
                used = indent
            lines[-1].append(Run(char, run.raised))
            used += length
    return used


def _text_to_clusters(text: str) -> list[list[Run]]:
    """Runs that no line end may divide."""
    clusters: list[list[Run]] = []
    for match in PIECE.finditer(text):
        run = Run(match["marker"], raised=True) if match["marker"] else Run(match.group())
        glued = clusters and (run.raised or run.text[0] in NO_LINE_START or clusters[-1][-1].text[-1] in NO_LINE_END)
        if glued:
            clusters[-1].append(run)
        else:
            clusters.append([run])
    return clusters


def _join(runs: list[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].raised == run.raised:
            joined[-1] = Run(joined[-1].text + run.text, run.raised)
        else:
            joined.append(run)
    return tuple(joined)
