"""例示市デジタル化推進計画: an A4 plan as a word processor lays it out, with block arrows and footnotes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from samples import reiji_text as text
from samples.drawing import Box, Canvas
from samples.flow import Flow
from samples.reiji_figures import NAVY, motto_figure, organisation_figure, period_figure, structure_figure
from samples.reiji_goals import GOALS
from samples.reiji_tables import codes_table, measures_table, review_row, review_table
from samples.truth import Review, Truth
from samples.typesetting import GOTHIC, MINCHO, Style, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samples.reiji_goals import Goal, Section
    from samples.tables import Row

FRAME = Box(57, 70, 538.3, 772)
CIRCLED = str.maketrans("12", "①②")
FRONT_PAGES = 2  # cover and contents carry no number

BODY = Style(font=MINCHO, size=10.5, leading=1.75, justify=True)
CHAPTER = Style(font=GOTHIC, size=17, leading=1.4)
GOAL = Style(font=GOTHIC, size=13, color="#ffffff")
HEADING = Style(font=GOTHIC, size=12, leading=1.6)
LABEL = Style(font=GOTHIC, size=10.5, leading=1.6)
SMALL = Style(font=MINCHO, size=8.5)


def draw() -> tuple[bytes, dict[str, Any]]:
    """The PDF and its gold record. It is drawn twice: the contents need the pages of the first time."""
    pages: dict[str, int] = {}
    while True:
        pdf, record, found = _Drawing(pages).run()
        if found == pages:
            return pdf, record
        pages = found


class _Drawing:
    """One pass; ``pages`` holds the printed page numbers of the pass before."""

    def __init__(self, pages: Mapping[str, int]) -> None:
        self.pages = pages
        self.found: dict[str, int] = {}
        self.truth = Truth(text.FACTS)
        self.canvas = Canvas(title=text.FACTS.title)
        self.chapter = ""

    def run(self) -> tuple[bytes, dict[str, Any], dict[str, int]]:
        self._cover()
        self.canvas.next_page()
        self._contents()
        self.canvas.next_page()
        self.chapter = text.CHAPTER_1
        self.flow = Flow(self.canvas, FRAME, furniture=self._furniture, notes=text.NOTES)
        self._opening_chapters()
        self._open_chapter(text.CHAPTER_3, "ch3")
        for goal in GOALS:
            self._goal(goal)
        self._open_chapter(text.CHAPTER_4, "ch4")
        self._management()
        self._open_chapter(text.APPENDIX, "appendix")
        self._review()
        self._colophon()
        self.flow.finish()
        for marker, page in self.flow.note_pages.items():
            self.truth.term(marker, text.NOTES[marker], "footnote", page)
        record = self.truth.to_record(self.canvas.page_number)
        return self.canvas.to_pdf(), record, self.found

    # Pages without flow

    def _cover(self) -> None:
        canvas, middle = self.canvas, self.canvas.width / 2
        canvas.box(Box(0, 0, canvas.width, 26), fill=NAVY, stroke=None)
        canvas.rule(90, 232, canvas.width - 90, 232, width=1.5, color=NAVY)
        canvas.text(middle, 256, text.FACTS.title, Style(font=GOTHIC, size=28, align="center"))
        canvas.text(middle, 306, f"（{text.PERIOD}）", Style(font=GOTHIC, size=15, align="center"))
        canvas.rule(90, 342, canvas.width - 90, 342, width=1.5, color=NAVY)
        canvas.text(middle, 640, text.ISSUED, Style(font=MINCHO, size=15, align="center"))
        place = text.FACTS.municipality
        canvas.text(middle, 676, place, Style(font=MINCHO, size=20, align="center"))
        canvas.box(Box(0, canvas.height - 26, canvas.width, canvas.height), fill=NAVY, stroke=None)

    def _contents(self) -> None:
        canvas = self.canvas
        canvas.text(canvas.width / 2, 84, "目　　次", Style(font=GOTHIC, size=17, align="center"))
        top = 136.0
        for level, heading, key in _contents_entries():
            style = Style(font=GOTHIC if level == 0 else MINCHO, size=11 if level == 0 else 10.5)
            x0 = FRAME.x0 + 14 + 14 * level
            top += 9 if level == 0 else 0
            canvas.text(x0, top, heading, style)
            number = Style(font=style.font, size=10.5, align="right")
            canvas.text(FRAME.x1 - 14, top, str(self.pages.get(key, 0)), number)
            width = sum(style.size if ord(char) > 255 else style.size / 2 for char in heading)
            canvas.leader(x0 + width + 8, FRAME.x1 - 36, top, Style(font=MINCHO, size=10.5))
            top += 21

    def _furniture(self, canvas: Canvas) -> None:
        canvas.text(FRAME.x0, 38, self.chapter, SMALL)
        canvas.text(FRAME.x1, 38, text.FACTS.title, Style(font=MINCHO, size=8.5, align="right"))
        canvas.rule(FRAME.x0, 51, FRAME.x1, 51, width=0.4, color="#7f7f7f")
        number = f"－ {canvas.page_number - FRONT_PAGES} －"
        canvas.text(canvas.width / 2, 796, number, Style(font=MINCHO, size=9.5, align="center"))

    # Chapters

    def _opening_chapters(self) -> None:
        flow = self.flow
        self._open_chapter(text.CHAPTER_1, "ch1")
        self._heading("1-a")
        self._prose(text.BACKGROUND)
        self._heading("1-b")
        self._prose(text.POSITION)
        self._heading("1-c")
        self._prose(text.PERIOD_TEXT)
        flow.space(6)
        flow.figure(78, period_figure)
        self._open_chapter(text.CHAPTER_2, "ch2")
        self._heading("2-a")
        self._prose((text.IDEAL,))
        flow.space(6)
        flow.figure(44, motto_figure)
        flow.space(12)
        self._heading("2-b")
        flow.space(4)
        flow.figure(222, structure_figure)
        flow.space(16)
        self._heading("2-c")
        self._prose(text.HOW_TO_READ)
        flow.space(4)
        flow.table(codes_table())

    def _goal(self, goal: Goal) -> None:
        flow = self.flow
        flow.space(12)
        top = flow.reserve(26, keep=150)
        self._found(goal.key)
        self.canvas.box(Box(FRAME.x0, top, FRAME.x1, top + 24), fill=NAVY, stroke=None)
        self.canvas.text(FRAME.x0 + 8, top + 5.5, goal.heading, GOAL)
        flow.space(6)
        flow.paragraph(goal.introduction, BODY, after=4)
        for section in goal.sections:
            self._section((text.CHAPTER_3, goal.heading, section.heading), section)

    def _section(self, path: tuple[str, ...], section: Section) -> None:
        flow = self.flow
        flow.space(8)
        flow.paragraph(section.heading, HEADING, after=2, keep=90)
        self._found(section.key)
        flow.paragraph("【現状と課題】", LABEL, keep=40)
        flow.paragraph(section.situation, BODY, after=6)
        flow.paragraph("【個別施策】", LABEL, after=2, keep=90)
        flow.table(measures_table(section, partial(self.truth.measure, path)))
        flow.space(12)

    def _management(self) -> None:
        self._heading("4-a")
        self._prose(text.ORGANISATION)
        self.flow.space(8)
        self.flow.figure(190, organisation_figure)
        self.flow.space(16)
        self._heading("4-b")
        self._prose(text.MANAGEMENT)

    def _review(self) -> None:
        self.flow.paragraph(text.REVIEW_HEADING, HEADING, after=4, keep=90)
        self._found("review")
        self._prose((text.REVIEW_INTRODUCTION,))
        self.flow.space(6)
        self.flow.table(review_table([self._review_row(reviewed) for reviewed in text.REVIEWS]))

    def _review_row(self, reviewed: text.Reviewed) -> Row:
        page = self.pages.get(reviewed.section, 0)
        refs = (f"P{page}.{reviewed.section[-1].translate(CIRCLED)}",) if reviewed.section else ()
        direction = reviewed.direction + "".join(f"（{ref}）" for ref in refs)
        review = Review(
            path=(text.APPENDIX, text.REVIEW_HEADING),
            label=reviewed.label,
            title=reviewed.title,
            current=reviewed.current,
            status=reviewed.status,
            direction=direction,
            refs=refs,
        )
        return review_row(review, partial(self.truth.review, review))

    def _colophon(self) -> None:
        lines = (
            f"{text.FACTS.title}（{text.PERIOD}）",
            f"{text.ISSUED}発行",
            f"発行　{text.FACTS.municipality}　　編集　総務部デジタル推進課",
            f"全国地方公共団体コード　{text.FACTS.municipality_code}",
        )
        style = Style(font=MINCHO, size=10, leading=1.7)
        height = len(lines) * style.line_height + 20
        box = Box(FRAME.x0 + 60, FRAME.bottom - height, FRAME.x1 - 60, FRAME.bottom)
        if self.flow.top > box.top - 20:
            self.flow.new_page()
        self.canvas.box(box, stroke="#000000", width=0.6)
        self.canvas.paragraph(box.shrunk(16, 10), "\n".join(lines), style)

    # Parts

    def _open_chapter(self, heading: str, key: str) -> None:
        self.chapter = heading
        if self.flow.top > FRAME.top:
            self.flow.new_page()
        self.flow.paragraph(heading, CHAPTER)
        self.canvas.rule(FRAME.x0, self.flow.top + 2, FRAME.x1, self.flow.top + 2, width=1.8, color=NAVY)
        self.flow.top += 14
        self._found(key)

    def _heading(self, key: str) -> None:
        self.flow.space(10)
        self.flow.paragraph(text.HEADINGS[key], HEADING, after=3, keep=40)
        self._found(key)

    def _prose(self, paragraphs: Sequence[str]) -> None:
        for paragraph in paragraphs:
            self.flow.paragraph(paragraph, BODY)

    def _found(self, key: str) -> None:
        self.found[key] = self.canvas.page_number - FRONT_PAGES


def _contents_entries() -> list[tuple[int, str, str]]:
    entries = [
        (0, text.CHAPTER_1, "ch1"),
        (1, text.HEADINGS["1-a"], "1-a"),
        (1, text.HEADINGS["1-b"], "1-b"),
        (1, text.HEADINGS["1-c"], "1-c"),
        (0, text.CHAPTER_2, "ch2"),
        (1, text.HEADINGS["2-a"], "2-a"),
        (1, text.HEADINGS["2-b"], "2-b"),
        (1, text.HEADINGS["2-c"], "2-c"),
        (0, text.CHAPTER_3, "ch3"),
    ]
    for goal in GOALS:
        entries.append((1, goal.heading, goal.key))
        entries += [(2, plain(section.heading), section.key) for section in goal.sections]
    entries += [
        (0, text.CHAPTER_4, "ch4"),
        (1, text.HEADINGS["4-a"], "4-a"),
        (1, text.HEADINGS["4-b"], "4-b"),
        (0, text.APPENDIX, "appendix"),
        (1, text.REVIEW_HEADING, "review"),
    ]
    return entries
