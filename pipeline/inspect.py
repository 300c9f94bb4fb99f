"""A page of a PDF with what was understood drawn over it, made inside a worker process."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from corpus.records import Box, Issue
from extractors.axis import find_axis
from extractors.blocks import PageLayout
from extractors.errors import UnreadableFileError
from extractors.geometry import centre, same_box
from extractors.outline import Section
from extractors.pdf import open_pdf
from extractors.plan import PlanHints, PlanReading, read_plan
from outputs.overlay import Mark, overlay_marks, page_issues
from outputs.overlay_fonts import find_japanese_font
from outputs.overlay_picture import PageView, draw_overlay
from pipeline.core import with_passwords
from pipeline.worker import Request

if TYPE_CHECKING:
    from pipeline.core import OnPage

__all__ = ["INSPECTOR", "InspectRequest", "Inspection", "inspect_page", "layout_marks", "open_inspector"]

INSPECTOR: Final = "pipeline.inspect:open_inspector"
"""What a worker process loads for `keikaku inspect`."""

# Pixels along the longer side: an A4 page stays readable when it is enlarged, a poster stays in memory.
LONG_SIDE = 2400
MAX_SCALE = 4.0
# A bar whose box lies within this many points of an entry's is that entry.
SAME_BOX = 2.0
# Behind a heading that goes on from the page before.
_REPEATED = re.compile(r"[\s　]*[（(〔［](?:続き|つづき|前頁の続き|再掲載)[）)〕］]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectRequest(Request):
    """A document and the 1-based page of it that is wanted."""

    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The picture of a page, the marks on it and its issues; ``png`` is empty where the document has no such page."""

    page_count: int
    png: bytes = b""
    marks: tuple[Mark, ...] = ()
    issues: tuple[tuple[str, Issue], ...] = ()
    japanese_font: bool = True


def open_inspector() -> Callable[[InspectRequest, OnPage], Inspection]:
    """What answers the requests of `keikaku inspect` in a worker process."""

    def inspect(request: InspectRequest, on_page: OnPage) -> Inspection:
        data = request.path.read_bytes()
        return with_passwords(
            lambda password: inspect_page(
                data, request.page, source_name=request.source_name, password=password, on_page=on_page
            ),
            request.passwords,
        )

    return inspect


def inspect_page(
    data: bytes,
    number: int,
    *,
    source_name: str,
    password: str | None = None,
    on_page: OnPage | None = None,
) -> Inspection:
    """Read a whole document and draw one of its pages with what was understood.

    Raises:
        UnreadableFileError: nothing of the document can be read, or the page cannot be drawn.

    """
    with open_pdf(data, password=password) as pdf:
        page_count = pdf.page_count
    if number > page_count:
        return Inspection(page_count=page_count)
    reading = read_plan(data, source_name=source_name, hints=PlanHints(), password=password, on_page=on_page)
    plan = reading.plan
    layout = next((layout for layout in reading.evidence.layouts if layout.page.number == number), None)
    marks = _all_marks(reading, number, layout)
    picture, width, height = _render(data, number, password)
    issues = tuple(page_issues(plan, number))
    font = find_japanese_font()
    view = PageView(
        picture=picture,
        width=width,
        height=height,
        texts=_text_boxes(layout) if layout is not None else (),
        caption=f"{source_name}　{number} / {page_count} ページ　{plan.document.title or ''}",
        notes=tuple(f"{label}　{issue.message}" for label, issue in issues),
        font=font,
    )
    return Inspection(
        page_count=page_count,
        png=draw_overlay(view, marks),
        marks=tuple(marks),
        issues=issues,
        japanese_font=font is not None,
    )


def layout_marks(layout: PageLayout, sections: Sequence[Section]) -> list[Mark]:
    """What the layout found on a page: cells, furniture, headings with their level, and bars over years."""
    marks = [Mark("cell", (entry.cell.box,)) for table in layout.tables for entry in table.cells]
    marks += [Mark("furniture", (line.box,)) for line in layout.furniture]
    marks += _heading_marks(layout, sections)
    for table in layout.tables:
        axis = find_axis(table)
        if axis is not None:
            # Beside the years a painted shape is a badge or a page reference.
            marks += [Mark("bar", (bar.box,)) for bar in table.bars if axis.x0 <= centre(bar.box)[0] <= axis.x1]
    return marks


def _heading_marks(layout: PageLayout, sections: Sequence[Section]) -> list[Mark]:
    page = layout.page.number
    levels: dict[str, int] = {}
    marks: dict[tuple[Box, ...], Mark] = {}
    for section in sections:
        for level, heading in enumerate(section.headings, start=1):
            boxes = tuple(region.box for region in heading.regions if region.page == page)
            levels.setdefault(heading.text, level)
            if boxes:
                marks[boxes] = Mark("heading", boxes, f"h{level}")
    known = {box for boxes in marks for box in boxes}
    for line in layout.lines:
        # A heading that a later page repeats has no section of its own there.
        level = levels.get(_REPEATED.sub("", line.text.strip(" \u3000")), 0)
        if level and line.box not in known:
            marks[line.box,] = Mark("heading", (line.box,), f"h{level}")
    return list(marks.values())


def _all_marks(reading: PlanReading, page: int, layout: PageLayout | None) -> list[Mark]:
    """The marks of the layout under those of the record; what is both is drawn as the record has it.

    On top of both stands the text of a page with measures that belongs to nothing.
    """
    recorded = overlay_marks(reading.plan, page)
    recorded += [
        Mark("unplaced", block.lines) for found in reading.coverage if found.page == page for block in found.blocks
    ]
    if layout is None:
        return recorded
    sections = reading.evidence.sections
    known = {
        "bar": [box for mark in recorded if mark.kind == "schedule" for box in mark.boxes],
        "heading": [box for mark in recorded if mark.kind in {"title", "document"} for box in mark.boxes],
    }
    found = [
        mark
        for mark in layout_marks(layout, sections)
        if not all(any(same_box(box, other, SAME_BOX) for other in known.get(mark.kind, ())) for box in mark.boxes)
    ]
    return [*found, *recorded]


def _text_boxes(layout: PageLayout) -> tuple[Box, ...]:
    in_cells = (line.box for table in layout.tables for cell in table.cells for line in cell.lines)
    return (*(line.box for line in (*layout.lines, *layout.furniture)), *in_cells)


def _render(data: bytes, number: int, password: str | None) -> tuple[Image.Image, float, float]:
    """The picture of a page as shown (cropped and turned), and its width and height in points."""
    try:
        with pypdfium2.PdfDocument(data, password=password) as pdf:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(LONG_SIDE / max(width, height), MAX_SCALE)
            return page.render(scale=scale).to_pil(), width, height
    except (pypdfium2.PdfiumError, IndexError) as error:
        # What pdfplumber could mend PDFium may refuse.
        message = "このページは壊れていて絵にできません。元のPDFで確かめてください"
        raise UnreadableFileError("not_drawable", message) from error
