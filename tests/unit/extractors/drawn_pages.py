"""Small plans drawn with reportlab in memory, to be read from their bytes like any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from samples.drawing import PORTRAIT, Box, Canvas
from samples.tables import Cell, Row, draw_rows
from samples.typesetting import FONT_PACKAGE, GOTHIC, MINCHO, Style, fonts_installed

from extractors.blocks import PageLayout
from extractors.layout import page_to_layout
from extractors.pdf import read_pages
from extractors.plan import extract_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.records import Measure, Plan

needs_fonts = pytest.mark.skipif(not fonts_installed(), reason=f"Debian package {FONT_PACKAGE} is not installed")

A3 = (1190.6, 841.9)
CHAPTER = Style(font=GOTHIC, size=16)
HEADING = Style(font=GOTHIC, size=12)
BODY = Style(font=MINCHO, size=10.5, leading=1.6)
CELL = Style(font=GOTHIC, size=8.5)
LABEL = Style(font=GOTHIC, size=8)
SMALL = Style(font=MINCHO, size=8)
SENTENCE = "見本市では、窓口の手続を見直し、市民が来庁しなくても申請できるようにしていきます。"

Path = tuple[str, ...]


def blank_plan(size: tuple[float, float] = PORTRAIT) -> Canvas:
    """A plan with a cover and a chapter of text; its third page is open, with a chapter heading at the top."""
    canvas = Canvas(PORTRAIT)
    canvas.text(PORTRAIT[0] / 2, 240, "見本市ＤＸ推進計画", Style(font=GOTHIC, size=28, align="center"))
    canvas.text(PORTRAIT[0] / 2, 700, "見本市", Style(font=GOTHIC, size=18, align="center"))
    canvas.next_page()
    canvas.text(60, 70, "第１章　計画の趣旨", CHAPTER)
    canvas.paragraph(
        Box(60, 100, 535, 700), SENTENCE * 6 + "計画の期間は、令和７年度から令和９年度までとします。", BODY
    )
    canvas.next_page(size)
    canvas.text(60, 70, "第２章　具体的な取組", CHAPTER)
    return canvas


def table(
    canvas: Canvas, top: float, widths: Sequence[float], *rows: Sequence[Cell | str | None], x0: float = 60.0, **options
) -> float:
    """Draw a ruled table of texts and cells; None where another cell spans. Returns its bottom."""
    drawn = [
        Row(cells=tuple(Cell(text=cell, style=CELL) if isinstance(cell, str) else cell for cell in row), **options)
        for row in rows
    ]
    return draw_rows(canvas, x0, top, drawn, widths)


def cell(text: str = "", *, rows: int = 1, columns: int = 1, paint: Callable | None = None) -> Cell:
    """A cell that spans rows or columns, or is painted."""
    return Cell(text=text, style=CELL, row_span=rows, column_span=columns, paint=paint)


def image(canvas: Canvas, box: Box) -> None:
    """A grey picture, as a scanned sheet gives."""
    picture = ImageReader(Image.new("L", (40, 60), 200))
    canvas._pdf.drawImage(picture, box.x0, canvas.height - box.bottom, box.width, box.height)


def upward_text(canvas: Canvas, x: float, bottom: float, text: str, style: Style = CELL) -> None:
    """Text turned by 90° that runs upwards from ``bottom``; ``x`` is its baseline."""
    pdf = canvas._pdf
    pdf.saveState()
    pdf.translate(x, canvas.height - bottom)
    pdf.rotate(90)
    pdf.setFont(style.font, style.size)
    pdf.drawString(0, 0, text)
    pdf.restoreState()


def thin_arrow(canvas: Canvas, x0: float, y: float, x1: float) -> None:
    """A line with a filled head at its right end."""
    canvas.rule(x0, y, x1 - 4, y, width=1.0)
    canvas.polygon([(x1, y), (x1 - 6, y - 3), (x1 - 6, y + 3)], fill="#000000", stroke=None)


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of raw objects, numbered from 1, without a cross-reference table; the first one is its catalogue."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def stream(content: bytes) -> bytes:
    """A stream object."""
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def read(canvas: Canvas) -> Plan:
    """The plan that was drawn."""
    return extract_plan(canvas.to_pdf(), source_name="drawn.pdf")


def layouts(canvas: Canvas) -> list[PageLayout]:
    """The layouts of the pages that were drawn."""
    return [page_to_layout(page) for page in read_pages(canvas.to_pdf())]


def outline(plan: Plan) -> list[tuple[Path, str, str]]:
    """Path below the chapter, label and title of each measure."""
    return [(measure.path[1:], measure.label, measure.title) for measure in plan.measures]


def spans(measure: Measure) -> list[tuple[str, int | None, int]]:
    """Activity and years of a measure's schedule."""
    return [(entry.activity, entry.start_fy, entry.end_fy) for entry in measure.schedule]
