"""The outline of a plan: its headings, and the lines and tables that stand under each of them.

Covers and tables of contents hold no sections. On facing pages the right side may report on the left one:
its text belongs to the section of the left side that stands at the same height.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.records import Region
from extractors.blocks import Element, PageLayout, TableBlock
from extractors.cell_cards import cell_cards
from extractors.geometry import vertical_overlap
from extractors.heading_levels import push_heading
from extractors.headings import (
    BodyType,
    Heading,
    continue_heading,
    find_body_type,
    line_block_label,
    line_to_heading,
    without_continued,
)
from extractors.lines import Line, fold
from extractors.marks import split_mark
from extractors.repeated_labels import find_known_labels, find_unknown_labels

__all__ = ["Item", "Section", "read_outline"]

# The head of a facing page is at most this long.
MAX_SIDE_HEAD = 20
# A running head further below its usual height, in points, stands among the text of its page.
RUNNING_SLACK = 6.0
# Larger than any type: a section named by running heads is closed by another one only.
RUNNING_SIZE = 1000.0
# Lines of a paragraph: the same size within this many points, the step and the indent in type sizes at most these, and
# the characters a line that goes on has at least.
SAME_SIZE, MAX_LEADING, MAX_INDENT, MIN_RUNNING = 0.3, 2.0, 2.2, 14
# A heading stands at most this many times its size above its table, and is set at least so much larger.
OVER, OVER_TABLE = 2.0, 1.15
# Small lines that may stand between the two, such as units and notes.
MAX_CAPTIONS = 1
# The title on a cover is set at least this many times as large as the body.
COVER_TYPE = 2.0
_CONTENTS = re.compile(r"^[\s　]*(?:目[\s　]*次|もくじ|CONTENTS|Contents|INDEX)[\s　]*$")
_LEADER = re.compile(r"(?:[.．・…‥･_＿\-－―\s]{3,}|\s)[（(]?[\divxⅰⅹ]{1,3}[）)]?(?:ページ|頁)?$")
# The number of a figure or table, which heads no text.
_CAPTION = re.compile(
    r"^[\s　]*[【［\[<＜〈(（]?\s*(?:図表|図|表|写真|グラフ|Fig\.?|Figure)\s*"
    r"[\d０-９一二三四五六七八九十]{1,3}(?![\d０-９]*[年月日章節])"
)
_SIDE_REPORT = re.compile(r"主な取組|取組状況|取組実績|進捗|実施状況|実績|達成状況|進み具合|進行状況")


@dataclass(frozen=True, slots=True)
class Type:
    """What tells headings from text in a document: the type of its text, and the labels that part it.

    ``unknown`` are the labels among these of which nothing but their place is known. ``running_top`` is the height at
    which most running heads that name a section stand.
    """

    body: BodyType
    labels: frozenset[str]
    unknown: frozenset[str] = frozenset()
    title: str = ""
    running_top: float = 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """A line or table under a heading, with its page."""

    page: int
    element: Element


@dataclass(slots=True)
class Section:
    """What stands directly under one heading. ``headings`` are the open ones, outermost first.

    ``side`` holds what the facing page reports at the same height.
    """

    headings: tuple[Heading, ...]
    items: list[Item] = field(default_factory=list)
    side: list[Item] = field(default_factory=list)
    has_children: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Texts of the open headings."""
        return tuple(heading.text for heading in self.headings)

    @property
    def lines(self) -> list[Line]:
        """Lines among the items."""
        return [item.element for item in self.items if isinstance(item.element, Line)]

    @property
    def tables(self) -> list[TableBlock]:
        """Tables among the items."""
        return [item.element for item in self.items if isinstance(item.element, TableBlock)]


def read_outline(layouts: Sequence[PageLayout], title: str | None = None) -> list[Section]:
    """Sections in reading order. A section without heading (the text before the first) has no ``headings``.

    Args:
        layouts: The pages, without running heads.
        title: The document's title, which heads no section.

    """
    tops = Counter(round(line.box.top) for layout in layouts for line in layout.running)
    usual = max(tops, key=lambda top: (tops[top], -top), default=0)
    body_type = find_body_type(layouts)
    known = find_known_labels(layouts)
    unknown = find_unknown_labels(layouts, body_type, known)
    body = Type(body_type, known | unknown, unknown, fold(title or ""), usual)
    sections: list[Section] = [Section(headings=())]
    for layout in layouts:
        if _is_contents(layout) or _is_cover(layout, body.body):
            continue
        _read_page(layout, body, sections)
    _mark_parents(sections)
    return sections


def _read_page(layout: PageLayout, body: Type, sections: list[Section]) -> None:
    page = layout.page.number
    side = _side_column(layout)
    waiting = sorted(layout.running, key=lambda line: line.box.top)
    while waiting and waiting[0].box.top <= body.running_top + RUNNING_SLACK:
        _enter(sections, _running_heading(waiting.pop(0), page))
    placed: list[tuple[float, Section]] = [(0.0, sections[-1])]
    previous: Line | None = None
    in_contents = False
    running = _paragraph_lines(layout.lines)
    over_tables = _lines_over_tables(layout.elements)
    overlines = _overlines(layout.lines, body.body)
    for element, column in zip(layout.elements, layout.columns, strict=True):
        # The first page of a section may print its head below the chapter's title.
        while waiting and waiting[0].box.top < element.box.top:
            _enter(sections, _running_heading(waiting.pop(0), page))
        if side is not None and column >= side:
            _place_beside(placed, Item(page, element))
        elif not isinstance(element, Line):
            _read_table(element, page, body, sections)
            previous = None
        elif _CAPTION.match(element.text):
            previous = None
        else:
            in_contents = _CONTENTS.match(element.text) is not None or (in_contents and not element.text.endswith("。"))
            if not in_contents:
                if id(element) in running:
                    sections[-1].items.append(Item(page, element))
                else:
                    marked = id(element) in over_tables or id(element) in overlines
                    line = replace(element, size=overlines.get(id(element), element.size))
                    _read_line(line, page, body, previous, sections, over_table=marked)
                placed.append((element.box.top, sections[-1]))
            previous = element


def _paragraph_lines(lines: Sequence[Line]) -> set[int]:
    """Ids of the lines of paragraphs, whatever their type: lines of one type below each other that hold sentences."""
    out: set[int] = set()
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and run and _goes_on(run[-1], line):
            run.append(line)
            continue
        if len(run) > 1 and any("。" in one.text for one in run) and split_mark(run[0].text)[0] is None:
            out.update(map(id, run))
        run = [line] if line is not None else []
    return out


def _lines_over_tables(elements: Sequence[Element]) -> set[int]:
    """Ids of the lines right above a table, and of those right above them, that are set larger than the table."""
    out: set[int] = set()
    table: TableBlock | None = None
    below: Element | None = None
    size, skipped = 0.0, 0
    for element in reversed(elements):
        if isinstance(element, TableBlock):
            sizes = Counter(round(line.size, 1) for entry in element.cells for line in entry.lines for _ in line.glyphs)
            table, below, skipped = element, element, 0
            size = max(sizes, key=lambda one: (sizes[one], one), default=0.0)
        elif table is not None and below is not None and _is_right_above(element, below):
            if element.size >= OVER_TABLE * size:
                out.add(id(element))
            elif skipped == MAX_CAPTIONS:
                table = None
            else:
                skipped += 1
            below = element
        else:
            table = None
    return out


def _is_right_above(line: Line, below: Element) -> bool:
    """Whether a line stands right above what follows it, or beside a line that does."""
    beside = isinstance(below, Line) and vertical_overlap(line.box, below.box) > 0
    return beside or 0 <= below.box.top - line.box.bottom < OVER * line.size


def _overlines(lines: Sequence[Line], body: BodyType) -> dict[int, float]:
    """Ids of the counted words (柱Ａ …) set small right above a large heading, with the size of that heading."""
    out = {}
    for line, below in pairwise(lines):
        mark, rest = split_mark(line.text)
        counted = mark is not None and mark.kind.startswith("word:") and not rest.endswith("。")
        near = 0 <= below.box.top - line.box.bottom < OVER * line.size and abs(below.box.x0 - line.box.x0) < line.size
        if counted and near and below.size >= OVER_TABLE * max(line.size, body.size):
            out[id(line)] = below.size
    return out


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the paragraph of the one before it: of the same type, right below, from its left."""
    same = before.font == line.font and abs(before.size - line.size) < SAME_SIZE
    below = 0 < line.box.top - before.box.top < MAX_LEADING * line.size
    aligned = abs(before.box.x0 - line.box.x0) < MAX_INDENT * line.size
    return same and below and aligned and before.text[-1:] != "。" and len(before.text) > MIN_RUNNING


def _read_table(block: TableBlock, page: int, body: Type, sections: list[Section]) -> None:
    """Add a table to the open section; of a grid of cards, each card opens one of its own."""
    cards = cell_cards(block)
    if cards is None:
        sections[-1].items.append(Item(page, block))
        return
    for line in cards:
        _read_line(line, page, body, None, sections)


def _read_line(
    line: Line, page: int, body: Type, previous: Line | None, sections: list[Section], *, over_table: bool = False
) -> None:
    """Go on with the open heading, open another one, or add the line to the open section."""
    current = sections[-1]
    if previous is not None and current.headings and not current.items and fold(line.text) not in body.labels:
        longer = continue_heading(current.headings[-1], line, page)
        if longer is not None:
            current.headings = (*current.headings[:-1], longer)
            return
    heading = line_to_heading(line, page, body.body, previous, body.labels, over_table=over_table)
    if heading is None or (body.title and heading.mark is None and fold(heading.text) == body.title):
        labels = fold(line.text) in body.unknown
        current.items.append(Item(page, replace(line, is_label=True) if labels else line))
    else:
        _enter(sections, heading)


def _enter(sections: list[Section], heading: Heading) -> None:
    opened = _open(_without_overview(sections, heading), heading)
    if opened != sections[-1].headings:
        sections.append(Section(headings=opened))


def _without_overview(sections: Sequence[Section], heading: Heading) -> tuple[Heading, ...]:
    """The open headings without those of a page before that only lists this one, or tells of other things."""
    current = sections[-1].headings
    if not heading.family:
        # A page that says something of its own heads no section that later pages name in their running heads.
        told = {s.headings[-1] for s in sections if s.headings and (s.tables or any("。" in li.text for li in s.lines))}
        current = tuple(one for one in current if one.mark is not None or one.page == heading.page or one not in told)
    same = fold(heading.text)
    listed = next((s for s in sections if s.headings and fold(s.headings[-1].text) == same), None)
    if heading.mark is None or listed is None or listed.headings[-1].page >= heading.page or listed.tables:
        return current
    if any("。" in line.text for line in listed.lines):
        return current
    page = listed.headings[-1].page
    return tuple(one for one in current if one.mark is not None or one.page != page)


def _running_heading(line: Line, page: int) -> Heading:
    """The section that a running head names; no size of type closes it, only another of its class."""
    mark, _ = split_mark(line.text)
    return Heading(
        text=line.text.strip(" \u3000"),
        mark=mark,
        kind=mark.kind if mark is not None else "running",
        size=RUNNING_SIZE,
        family="",
        regions=(Region(page, line.box),),
    )


def _open(stack: tuple[Heading, ...], heading: Heading) -> tuple[Heading, ...]:
    bare = without_continued(heading.text)
    for depth, other in enumerate(stack):
        if other.kind == heading.kind and fold(without_continued(other.text)) == fold(bare):
            # A heading repeated on the next page goes on: nothing inside it closes.
            return stack if bare != heading.text or other.page != heading.page else stack[: depth + 1]
    return tuple(push_heading(stack, replace(heading, text=bare)))


def _place_beside(placed: Sequence[tuple[float, Section]], item: Item) -> None:
    middle = item.element.box.top + 6
    owner = placed[0][1]
    for top, section in placed:
        if top <= middle + 30:
            owner = section
    owner.side.append(item)


def _side_column(layout: PageLayout) -> int | None:
    """Number of the column that reports on the one to its left, or None."""
    for column in sorted(set(layout.columns) - {0}):
        lines = [
            element
            for element, number in zip(layout.elements, layout.columns, strict=True)
            if number == column and isinstance(element, Line)
        ]
        labels = [label[0] for line in lines if (label := line_block_label(line.text)) is not None]
        heads = [line.text for line in lines[:1] if len(line.text) <= MAX_SIDE_HEAD]
        if any(_SIDE_REPORT.search(text) for text in (*labels, *heads)):
            return column
    return None


def _is_contents(layout: PageLayout) -> bool:
    lines = layout.lines
    if not lines:
        return False
    leaders = sum(1 for line in lines if _LEADER.search(line.text) or re.fullmatch(r"[\s\d－-]+", line.text))
    titled = any(_CONTENTS.match(line.text) for line in lines[:4])
    return leaders * 2 >= len(lines) and (titled or (leaders >= 6 and not layout.tables)) and leaders >= 3  # noqa: PLR2004


def _is_cover(layout: PageLayout, body: BodyType) -> bool:
    if layout.page.number > 2 or any(table.table.n_rows > 1 for table in layout.tables):  # noqa: PLR2004 - first leaf
        return False
    largest = max((line.size for line in layout.lines), default=0.0)
    sentences = sum(line.text.endswith("。") for line in layout.lines)
    if largest >= COVER_TYPE * body.size and sentences == 0:
        return True
    if layout.page.number > 1 and sentences:
        return False
    return not any(len(line.text) > 28 and line.size < body.size * 1.3 for line in layout.lines)  # noqa: PLR2004


def _mark_parents(sections: Sequence[Section]) -> None:
    for index, section in enumerate(sections):
        for later in sections[index + 1 :]:
            depth = len(section.headings)
            if later.headings[:depth] != section.headings:
                break
            if len(later.headings) > depth:
                section.has_children = True
                break
