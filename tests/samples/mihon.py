"""見本町ＤＸ推進計画: a landscape plan as a spreadsheet prints it, with merged cells and words in the year columns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from samples import mihon_text as text
from samples.drawing import LANDSCAPE, Box, Canvas
from samples.mihon_items import DIVISIONS, YEARLY, Item
from samples.tables import Cell, Row, draw_rows
from samples.truth import Measure, Truth
from samples.typesetting import GOTHIC, MINCHO, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

GREEN = "#2f6b4f"
PALE = "#e2efda"
CREAM = "#fff9e8"
LEFT, RIGHT, FIRST, LAST = 40.0, LANDSCAPE[0] - 40.0, 92.0, 548.0

CHAPTER = Style(font=GOTHIC, size=16, color="#ffffff")
HEADING = Style(font=GOTHIC, size=12.5)
BODY = Style(font=MINCHO, size=11, leading=1.8, justify=True)
STEP = Style(font=GOTHIC, size=11)
STEP_BODY = Style(font=MINCHO, size=10.5, leading=1.7, justify=True)
SMALL = Style(font=GOTHIC, size=8.5)
NOTE = Style(font=GOTHIC, size=8, leading=1.4)
HEAD_CELL = Style(font=GOTHIC, size=8.5, leading=1.3, align="center")
CENTERED = Style(font=GOTHIC, size=8.5, leading=1.3, align="center")
TEXT_CELL = Style(font=GOTHIC, size=8.5, leading=1.35)
TITLE_CELL = Style(font=GOTHIC, size=9, leading=1.35)
DIVISION = Style(font=GOTHIC, size=11, align="center")
MARK = Style(font=GOTHIC, size=12, align="center")

#              大項目 中項目 No.   施策名  内容   区分  担当課 年度
ITEM_WIDTHS = (26.0, 46.0, 26.0, 132.0, 234.0, 36.0, 72.0, 63.3, 63.3, 63.3)
YEARLY_WIDTHS = (36.0, 250.0, 130.0, 90.0, 90.0, 90.0)
KPI_WIDTHS = (36.0, 240.0, 220.0, 120.0, 120.0)
GLOSSARY_WIDTHS = (230.0, 530.0)
BADGE_FILLS = {"新規": "#c55a11", "継続": "#7f7f7f"}
# The print areas of the office's sheet: numbers of the first and last row of each page.
PRINT_AREAS = ((0, 9), (9, 17))


class Placed(NamedTuple):
    """A row of the sheet with its merged headings."""

    division: str
    group: str
    item: Item


def draw() -> tuple[bytes, dict[str, Any]]:
    """The PDF and its gold record."""
    drawing = _Drawing()
    drawing.cover()
    drawing.contents()
    drawing.outline()
    for first, last in PRINT_AREAS:
        drawing.sheet(first, last)
    drawing.yearly()
    drawing.indicators()
    drawing.mechanism()
    drawing.glossary()
    return drawing.finish()


class _Drawing:
    """The pages in order; each method draws one."""

    def __init__(self) -> None:
        self.truth = Truth(text.FACTS)
        self.canvas = Canvas(LANDSCAPE, title=text.FACTS.title)

    def cover(self) -> None:
        canvas = self.canvas
        middle = canvas.width / 2
        canvas.box(Box(0, 150, canvas.width, 330), fill=GREEN, stroke=None)
        canvas.text(middle, 192, text.FACTS.title, Style(font=GOTHIC, size=40, color="#ffffff", align="center"))
        canvas.text(middle, 262, "2025–2027", Style(font=GOTHIC, size=24, color="#ffffff", align="center"))
        canvas.text(middle, 352, f"計画期間　{text.PERIOD}", Style(font=GOTHIC, size=15, align="center"))
        canvas.text(middle, 462, text.ISSUED, Style(font=MINCHO, size=14, align="center"))
        canvas.text(middle, 492, text.FACTS.municipality, Style(font=MINCHO, size=20, align="center"))

    def contents(self) -> None:
        canvas = self.canvas
        canvas.next_page()
        canvas.text(canvas.width / 2, 80, "目　次", Style(font=GOTHIC, size=18, align="center"))
        entry = Style(font=MINCHO, size=13)
        pages = (3, 4, 6, 7, 8, 9)
        chapters = (text.CHAPTER_1, text.CHAPTER_2, text.CHAPTER_3, text.CHAPTER_4, text.CHAPTER_5)
        for index, (heading, page) in enumerate(zip((*chapters, text.GLOSSARY_HEADING), pages, strict=True)):
            top = 140 + index * 40
            canvas.text(180, top, heading, entry)
            canvas.leader(180 + len(heading) * entry.size + 12, 632, top, entry)
            canvas.text(662, top, str(page), Style(font=MINCHO, size=13, align="right"))
        self._number()

    def outline(self) -> None:
        top = self._open_chapter(text.CHAPTER_1) + 8
        for heading, paragraph in text.OUTLINE:
            self.canvas.text(LEFT + 10, top, heading, HEADING)
            box = Box(LEFT + 22, top + 20, RIGHT - 22, LAST)
            top = box.top + self.canvas.paragraph(box, paragraph, BODY) + 18

    def sheet(self, first: int, last: int) -> None:
        continued = first > 0
        top = self._open_chapter(text.CHAPTER_2 + ("（続き）" if continued else ""))
        rows = list(_items())[first:last]
        widths = ITEM_WIDTHS
        table = [self._item_row(rows, index) for index in range(len(rows))]
        bottom = draw_rows(self.canvas, LEFT, top, [_item_header(), *table], widths, rule_width=0.6)
        for placed in rows:
            for marker in _markers_of(placed.item):
                note = text.TABLE_NOTES[marker]
                box = Box(LEFT, bottom + 5, RIGHT, LAST)
                bottom += self.canvas.paragraph(box, f"{marker}　{note}", NOTE)
                self.truth.term(marker, note, "footnote", self.canvas.page_number)

    def yearly(self) -> None:
        top = self._open_chapter(text.CHAPTER_3)
        top += self.canvas.paragraph(Box(LEFT + 10, top, RIGHT, LAST), text.YEARLY_INTRODUCTION, BODY) + 6
        self.canvas.text(LEFT + 38, top, text.YEARLY_LEGEND, Style(font=GOTHIC, size=10))
        head = Row(cells=tuple(_head(name) for name in ("No.", "施策名", "担当課", *text.YEAR_HEADS)), min_height=24)
        rows = [self._yearly_row(item) for item in YEARLY]
        draw_rows(self.canvas, LEFT + 38, top + 24, [head, *rows], YEARLY_WIDTHS, rule_width=0.6)

    def indicators(self) -> None:
        top = self._open_chapter(text.CHAPTER_4)
        top += self.canvas.paragraph(Box(LEFT + 10, top, RIGHT, LAST), text.KPI_INTRODUCTION, BODY) + 10
        heads = ("No.", "施策名", "指標", "基準値", "目標値")
        head = Row(cells=tuple(_head(name) for name in heads), min_height=24)
        rows = []
        for index, kpi in enumerate(text.KPIS):
            self.truth.indicator(kpi.label, kpi.name, {"基準値": kpi.baseline, "目標値": kpi.target})
            rows.append(_kpi_row(index))
        draw_rows(self.canvas, LEFT + 13, top, [head, *rows], KPI_WIDTHS, rule_width=0.6)

    def mechanism(self) -> None:
        canvas = self.canvas
        top = self._open_chapter(text.CHAPTER_5)
        top += canvas.paragraph(Box(LEFT + 10, top, RIGHT, LAST), text.MECHANISM_INTRODUCTION, BODY) + 8
        for heading, steps in text.MECHANISM:
            canvas.text(LEFT + 10, top, heading, HEADING)
            top += 25
            for step in steps:
                top = self._step((text.CHAPTER_5, heading), step, top) + 11
            top += 4

    def glossary(self) -> None:
        top = self._open_chapter(text.GLOSSARY_HEADING)
        head = Row(cells=(_head("用語"), _head("説明")), min_height=22)
        rows = []
        for note in text.GLOSSARY:
            self.truth.term("", note, "table", self.canvas.page_number)
            printed_head, _, definition = note.partition("：")
            cells = (Cell(text=printed_head, style=TITLE_CELL), Cell(text=definition, style=TEXT_CELL))
            rows.append(Row(cells=cells, min_height=25))
        bottom = draw_rows(self.canvas, LEFT + 1, top, [head, *rows], GLOSSARY_WIDTHS, rule_width=0.6)
        self._colophon(bottom + 30)

    def finish(self) -> tuple[bytes, dict[str, Any]]:
        record = self.truth.to_record(self.canvas.page_number)
        return self.canvas.to_pdf(), record

    # Parts

    def _open_chapter(self, heading: str) -> float:
        """A new page with the chapter's band; returns the top of its text."""
        canvas = self.canvas
        canvas.next_page()
        canvas.text(RIGHT, 26, text.FACTS.title, Style(font=GOTHIC, size=8.5, align="right"))
        canvas.box(Box(LEFT, 44, RIGHT, 74), fill=GREEN, stroke=None)
        canvas.text(LEFT + 12, 51, heading, CHAPTER)
        self._number()
        return FIRST

    def _number(self) -> None:
        style = Style(font=GOTHIC, size=9, align="center")
        self.canvas.text(self.canvas.width / 2, 568, f"- {self.canvas.page_number} -", style)

    def _item_row(self, rows: Sequence[Placed], index: int) -> Row:
        placed = rows[index]
        item = placed.item
        division = _merged(rows, index, lambda row: row.division)
        group = _merged(rows, index, lambda row: row.division + row.group)
        years: list[Cell | None] = []
        for year in item.years:
            fill = CREAM if year.text not in {"", "－"} else None
            years.append(Cell(text=year.text, style=CENTERED, column_span=year.span, fill=fill))
            years += [None] * (year.span - 1)
        cells = (
            Cell(text=placed.division, style=DIVISION, row_span=division, stacked=True, fill=PALE)
            if division
            else None,
            Cell(text=placed.group, style=CENTERED, row_span=group, fill="#f4f9f0") if group else None,
            Cell(text=item.label, style=CENTERED),
            Cell(text=item.title, style=TITLE_CELL),
            Cell(text=item.description, style=TEXT_CELL),
            Cell(paint=partial(_paint_badge, item.badge)),
            Cell(text="\n".join(item.departments), style=TEXT_CELL),
            *years,
        )
        path = (text.CHAPTER_2, placed.division, placed.group)
        return Row(cells=cells, min_height=43, on_placed=partial(self.truth.measure, path, item))

    def _yearly_row(self, item: Item) -> Row:
        cells = (
            Cell(text=item.label, style=CENTERED),
            Cell(text=item.title, style=TITLE_CELL),
            Cell(text="\n".join(item.departments), style=TEXT_CELL),
            *(Cell(text=year.text, style=MARK) for year in item.years),
        )
        return Row(cells=cells, min_height=34, on_placed=partial(self.truth.measure, (text.CHAPTER_3,), item))

    def _step(self, path: tuple[str, ...], step: Measure, top: float) -> float:
        canvas = self.canvas
        canvas.text(LEFT + 22, top, f"{step.label}　{step.title}", STEP)
        box = Box(LEFT + 44, top + 16, RIGHT - 30, LAST)
        bottom = box.top + canvas.paragraph(box, step.description, STEP_BODY)
        canvas.text(box.x0, bottom + 3, "担当課：" + "、".join(step.departments), Style(font=GOTHIC, size=9.5))
        self.truth.measure(path, step, canvas.page_number)
        return bottom + 16

    def _colophon(self, top: float) -> None:
        lines = (
            f"{text.FACTS.title}　　{text.ISSUED}",
            f"編集・発行　{text.FACTS.municipality}企画財政課",
            f"（全国地方公共団体コード：{text.FACTS.municipality_code}）",
        )
        box = Box(RIGHT - 330, top, RIGHT, top + 70)
        self.canvas.box(box, stroke=GREEN, width=1)
        self.canvas.paragraph(box.shrunk(14, 8), "\n".join(lines), Style(font=MINCHO, size=10, leading=1.75))


def _items() -> Iterator[Placed]:
    for division in DIVISIONS:
        for group in division.groups:
            for item in group.items:
                yield Placed(division.name, group.name, item)


def _markers_of(item: Item) -> list[str]:
    return [marker for marker in text.TABLE_NOTES if f"{{{marker}}}" in item.title + item.description]


def _merged(rows: Sequence[Placed], index: int, key: Callable[[Placed], str]) -> int:
    """Rows the merged cell covers if it begins here, else 0."""
    if index and key(rows[index - 1]) == key(rows[index]):
        return 0
    return sum(1 for row in rows[index:] if key(row) == key(rows[index]))


def _head(name: str) -> Cell:
    return Cell(text=name, style=HEAD_CELL, fill="#c6e0b4")


def _item_header() -> Row:
    names = ("大\n項目", "中項目", "No.", "施策名", "内容", "区分", "担当課", *text.YEAR_HEADS)
    return Row(cells=tuple(_head(name) for name in names), min_height=26)


def _kpi_row(index: int) -> Row:
    """A row of the indicator table; a measure with two indicators has merged cells."""
    kpi = text.KPIS[index]
    span = sum(1 for other in text.KPIS if other.label == kpi.label)
    begins = not index or text.KPIS[index - 1].label != kpi.label
    return Row(
        cells=(
            Cell(text=kpi.label, style=CENTERED, row_span=span) if begins else None,
            Cell(text=kpi.title, style=TITLE_CELL, row_span=span) if begins else None,
            Cell(text=kpi.name, style=TEXT_CELL),
            Cell(text=kpi.baseline, style=CENTERED),
            Cell(text=kpi.target, style=CENTERED),
        ),
        min_height=30,
    )


def _paint_badge(badge: str, canvas: Canvas, box: Box) -> None:
    middle = (box.top + box.bottom) / 2
    plate = Box(box.x0 + 1, middle - 8, box.x1 - 1, middle + 8)
    canvas.box(plate, fill=BADGE_FILLS[badge], stroke=None, radius=4)
    canvas.paragraph(plate, badge, Style(font=GOTHIC, size=8.5, align="center", color="#ffffff"), middle=True)
