"""Headings: the lines that name what follows, told by their type and by the mark they open with.

Body type is the face and size of most characters of running text. A heading is set larger, or in another
face and short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from corpus.records import Region
from extractors.blocks import PageLayout
from extractors.labels import label_role
from extractors.lines import Line, fold, join_lines
from extractors.marks import Mark, split_mark

__all__ = [
    "SAME_SIZE",
    "BodyType",
    "Heading",
    "find_body_type",
    "line_block_label",
    "line_to_heading",
    "without_continued",
]

# Type is larger than the body from this ratio on; scaling in word processors stays below.
LARGER = 1.07
# A heading in another face may be set a little smaller than the body, not at the size of notes.
MIN_OTHER_FACE = 0.93
# A single character is a letter of vertical text, not a heading.
MIN_HEADING_LENGTH = 2
# Headings of more characters are paragraphs in another face.
MAX_HEADING_LENGTH = 70

# Sizes nearer than this, in points, are one size, rounding aside.
SAME_SIZE = 0.3
# A value of an indicator, set large: 38分（R5）.
_AMOUNT = re.compile(
    r"^(?:－|―|(?:約|[▲△＋+\-−])?\s*[\d０-９][\d０-９,，.．]*)\s*\S{0,4}\s*(?:[（(][^（）()]{1,12}[）)])?$"
)
_FROM = r"(?:令和|平成|20\d\d)"
# What no heading is: a sentence, a line in brackets, a leader of a table of contents, a bullet, a source, a number.
_NO_HEADING = tuple(
    re.compile(pattern)
    for pattern in (
        r"[。、]$",
        r"^[（(][^（()）]*[）)]$",
        r"[…・.‥]{4,}\s*\d*$",
        r"^[・•‣\-－→⇒]",
        r"^[（(]?(?:出典|資料\s*[：:]|注|※|＊|図\s*\d|表\s*\d)",
        r"^[\d\s,.%％]+$",
        # The values of an indicator: 現状値　38分　⇒　目標値　15分.
        r"^(?:現状|現在|基準|当初|目標|実績)値?[\s　：:（(].*[→⇒➡▶⇨]",
        # The period on a cover: 令和7年度～令和11年度.
        rf"^(?:計画)?(?:期間)?[\s　：:]*{_FROM}[^。]{{0,14}}[～〜~\-－―–→▶][\s　]*{_FROM}[^。]{{0,14}}$",
    )
)
# A bracket that a heading leaves open, and its end in the next line.
_CONTINUED = re.compile(r"[\s　]*[（(〔［]?\s*(?:続き|つづき|前頁の続き|再掲載)\s*[）)〕］]?$")
_OPEN = re.compile(r"[（(〔［\[][^）)〕］\]]*$")
_CLOSING = re.compile(r"[^（(〔［\[]{1,30}[）)〕］\]]\s*$")
# Labels that part the text of one item: 【現状】 and the like. They head no section.
_BLOCK_LABEL = re.compile(r"^\s*(?:[【［\[〈《＜<〔](?P<a>[^】］\]〉》＞>〕]{1,14})[】］\]〉》＞>〕])\s*(?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class BodyType:
    """Face family and size in points of the running text."""

    family: str
    size: float


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed; ``kind`` is its level class (mark class, or type where it has no mark).

    ``family`` is "" for a section named by running heads: its type says nothing about its level. ``lines`` are those
    of ``regions``.
    """

    text: str
    mark: Mark | None
    kind: str
    size: float
    family: str
    regions: tuple[Region, ...]
    lines: tuple[Line, ...] = ()

    @property
    def page(self) -> int:
        """1-based page where it stands."""
        return self.regions[0].page


def font_family(font: str) -> str:
    """Name of a face without its subset prefix."""
    return font.rpartition("+")[2]


def find_body_type(layouts: Iterable[PageLayout]) -> BodyType:
    """The type of most characters outside tables; ("", 0.0) for documents without text."""
    counts: Counter[tuple[str, float]] = Counter()
    for layout in layouts:
        for line in layout.lines:
            if len(line.text) > 14:  # noqa: PLR2004 - shorter lines are often labels
                counts[font_family(line.font), round(line.size * 2) / 2] += len(line.text)
    if not counts:
        return BodyType("", 0.0)
    (family, size), _ = max(counts.items(), key=lambda item: (item[1], item[0]))
    return BodyType(family, size)


def without_continued(text: str) -> str:
    """A heading without （続き） and the like, which say that it is repeated, not that another one begins."""
    return _CONTINUED.sub("", text)


def line_block_label(text: str) -> tuple[str, str] | None:
    """(label, rest of the line) of a line that opens with a bracketed label such as 【現状】, or None."""
    match = _BLOCK_LABEL.match(text)
    if match is None:
        return None
    return match["a"].strip(), match["rest"].strip()


def is_counted(text: str) -> bool:
    """Whether a text opens with a mark that counts; ■ and ▌ do not."""
    mark, _ = split_mark(text)
    return mark is not None and mark.counts


def line_to_heading(
    line: Line,
    page: int,
    body: BodyType,
    previous: Line | None,
    labels: Container[str] = (),
    *,
    over_table: bool = False,
) -> Heading | None:
    """The heading that a line is, or None.

    Args:
        line: A line outside tables.
        page: Its page.
        body: Type of the running text.
        previous: The line before it in reading order; a sentence it leaves open goes on in this line.
        labels: Folded texts that part the text of measures, and are no headings.
        over_table: Whether it stands right above a table set smaller: on sheets printed to fit a page, the size of the
            running text says nothing.

    """
    text = line.text.strip(" \u3000")
    mark, rest = split_mark(text)
    if line.is_indicator:
        return None
    if not is_counted(text) and fold(text) in labels:
        return None
    if not _may_head(text, mark, rest) or (line.boxed and mark is None and label_role(text) is not None):
        return None
    larger = line.size >= body.size * LARGER
    other_face = font_family(line.font) != body.family and line.size >= body.size * MIN_OTHER_FACE
    # White on a coloured band, at the size of the body: only its mark tells it from a box of a figure.
    on_band = (line.banded or line.badged) and mark is not None
    heads_table = over_table and mark is not None
    if (
        not larger
        and not on_band
        and not heads_table
        and not (other_face and (mark is not None or not _is_latin(text)))
    ):
        return None
    if previous is not None and not larger and mark is None and _runs_on(previous, line):
        return None
    kind = mark.kind if mark is not None else f"type:{round(line.size * 2) / 2}"
    if line.badged:
        kind = "badge"
    return Heading(
        text=text,
        mark=mark,
        kind=kind,
        size=line.size,
        family=font_family(line.font),
        regions=(Region(page, line.box),),
        lines=(line,),
    )


def _may_head(text: str, mark: Mark | None, rest: str) -> bool:
    """Whether the words of a line can be a heading: no sentence, label, bullet, amount, leader, caption or source."""
    if len(rest) < MIN_HEADING_LENGTH or len(text) > MAX_HEADING_LENGTH or line_block_label(text) is not None:
        return False
    if (mark is None or not mark.counts) and _AMOUNT.match(text):
        return False
    return not any(pattern.search(text) for pattern in _NO_HEADING)


def continue_heading(heading: Heading, line: Line, page: int) -> Heading | None:
    """The heading with a second line joined to it, or None where the line is not its continuation."""
    last = heading.regions[-1]
    first = line.glyphs[0]
    # Offices behind a title may be set smaller, and broken like the title: 窓口のリモー / ト化〔住民 / 課〕.
    same_type = any(
        abs(size - heading.size) < SAME_SIZE and font_family(font) == heading.family
        for size, font in ((line.size, line.font), (first.size, first.font))
    )
    closes = _OPEN.search(heading.text) is not None and _CLOSING.match(line.text) is not None
    near = 0 < line.box.top - last.box.top < 2.2 * max(line.size, heading.size if closes else 0)
    if last.page != page or not (same_type or closes) or not near:
        return None
    mark, _ = split_mark(line.text)
    if line_block_label(line.text) is not None:
        return None
    if mark is not None or line.box.x0 < last.box.x0 - 1 or re.search(r"[。、]$", line.text):
        return None
    text = join_lines((heading.text, line.text))
    if len(text) > MAX_HEADING_LENGTH + 30:
        return None
    return Heading(
        text=text,
        mark=heading.mark,
        kind=heading.kind,
        size=heading.size,
        family=heading.family,
        regions=(*heading.regions, Region(page, line.box)),
        lines=(*heading.lines, line),
    )


def _runs_on(previous: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one above it, in the same column."""
    near = 0 < line.box.top - previous.box.top < 2.2 * line.size
    return (
        near
        and previous.text[-1:] not in "。．）」】"
        and abs(previous.size - line.size) < SAME_SIZE
        and (previous.box.x1 - previous.box.x0 > 20 * line.size)
    )


def _is_latin(text: str) -> bool:
    return sum(char.isascii() for char in text) > 0.7 * len(text)
