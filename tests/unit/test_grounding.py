"""Every value can be found again at its boxes: PDFium, which shares no code with our reader, reads them anew.

A value counts as found if the glyphs whose centres lie in its boxes are the value: after NFKC, without white space,
footnote markers and the marks that part a list, with the printed item mark before a title, and nothing else.
"""

from __future__ import annotations

import ctypes
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from score.corpora import CORPORA, read_plan

from corpus.records import Box
from extractors.lines import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.records import Plan, Region, ScheduleEntry, Term

# What was reached once. The aim is 0.99 for titles and terms, 0.97 for descriptions and departments, 1.0 for bars.
FLOORS = {
    "samples": {"title": 1.0, "description": 1.0, "departments": 1.0, "term": 1.0, "schedule": 1.0},
    "layouts": {"title": 1.0, "description": 1.0, "departments": 1.0, "term": 1.0, "schedule": 0.96},
    "held_out": {"title": 1.0, "description": 1.0, "departments": 1.0, "term": 0.995, "schedule": 0.99},
    "plans": {"title": 1.0, "description": 1.0, "departments": 1.0, "term": 1.0, "schedule": 1.0},
    "practice": {"title": 1.0, "description": 1.0, "departments": 1.0, "term": 1.0, "schedule": 1.0},
}
OWN, REFERENCE = (
    [(name, field) for name, corpus in CORPORA.items() if corpus.shared is shared for field in FLOORS[name]]
    for shared in (False, True)
)

# Hundredths of a point: PDFium gives positions on the shown page as whole numbers only.
DEVICE_UNITS = 100
# PDFium's character for a hyphen at the end of a line.
LINE_END_HYPHEN = "\x02"
# The box of a bar and the drawn path share at least this part of their common area.
SAME_AREA = 0.8
# The ends of a thin arrow lie within this many points of its box, and its head is at most so large.
SAME_END = 3.0
MAX_HEAD = 15.0
# Between the names of a list, and around the parts of an entry.
_PARTING = re.compile(r"[・、,，／/()（）「」『』:：＝=…･\[\]【】〔〕〈〉《》。.\-‐―—]")
# In the cells after an activity: it goes on.
_CONTINUING = re.compile(r"[→⇒➡➔⟶〃″]|同左|同上")
# An arrow of characters around the words.
_TYPED = re.compile(r"[→⇒➡―—─━●○◆◇]")


class Found(NamedTuple):
    """A value as recorded, and what PDFium reads in its boxes."""

    page: int
    value: str
    read: str
    same: bool


class Rereader:
    """The pages of a PDF as PDFium sees them, in points of the page as shown."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._glyphs = functools.cache(lambda number: list(self._read_glyphs(number)))
        self.paths = functools.cache(lambda number: list(self._read_paths(number)))

    def text(self, regions: Iterable[Region]) -> str:
        """The characters whose centres lie in the regions, box by box in PDFium's own order."""
        taken: set[tuple[int, int]] = set()
        text = []
        for page, box in regions:
            for index, (character, x, y) in enumerate(self._glyphs(page)):
                if (page, index) not in taken and box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                    taken.add((page, index))
                    text.append(character)
        return fold("".join(text))

    def _read_glyphs(self, number: int) -> Iterator[tuple[str, float, float]]:
        with pypdfium2.PdfDocument(self._data) as pdf:
            page = pdf[number - 1]
            text = page.get_textpage()
            for index in range(text.count_chars()):
                if pdfium.FPDFText_IsGenerated(text, index):
                    continue
                character = chr(pdfium.FPDFText_GetUnicode(text, index))
                box = _shown(page, text.get_charbox(index, loose=True))
                yield character.replace(LINE_END_HYPHEN, "-"), (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2

    def _read_paths(self, number: int) -> Iterator[Box]:
        with pypdfium2.PdfDocument(self._data) as pdf:
            page = pdf[number - 1]
            for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
                yield _shown(page, drawn.get_bounds())


def _shown(page: pypdfium2.PdfPage, bounds: tuple[float, float, float, float]) -> Box:
    """A box of the page's own space (left, bottom, right, top) on the page as shown, cropped and turned."""
    width, height = (round(side * DEVICE_UNITS) for side in page.get_size())
    corners = []
    for x, y in (bounds[:2], bounds[2:]):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value / DEVICE_UNITS, down.value / DEVICE_UNITS))
    (x0, y0), (x1, y1) = corners
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def reread(plan: Plan, reader: Rereader, field: str) -> list[Found]:
    """Every value of one field of a plan beside what stands in its boxes."""
    markers = sorted({fold(term.marker) for term in plan.terms if term.marker}, key=len, reverse=True)
    match field:
        case "term":
            return [_term(term, reader) for term in plan.terms]
        case "schedule":
            return [_entry(entry, reader) for measure in plan.measures for entry in measure.schedule]
    found = []
    for measure in plan.measures:
        values = {"title": measure.title, "description": measure.description, "departments": ""}
        value = fold(values[field] or "".join(measure.departments if field == "departments" else ()))
        if value:
            read = reader.text(measure.where.get(field, ()))
            before = (fold(measure.label), "") if field == "title" else ("",)
            same = _plain(read, markers, field) in {_plain(mark + value, markers, field) for mark in before}
            found.append(Found(measure.page, value, read, same))
    return found


def _plain(text: str, markers: Iterable[str], field: str) -> str:
    for marker in markers:
        text = re.sub(rf"\({re.escape(marker)}\)|\[{re.escape(marker)}\]|{re.escape(marker)}", "", text)
    return _PARTING.sub("", text) if field == "departments" else text


def _term(term: Term, reader: Rereader) -> Found:
    """An entry holds its marker, head, expansion and definition, and nothing else but marks between them."""
    read = rest = reader.text(term.where)
    parts = [fold(part) for part in (term.definition, term.term, term.marker)]
    for part in parts:
        rest = rest.replace(part, "", 1)
    # The expansion may stand in the definition (X の略), which is gone already.
    rest = rest.replace(fold(term.expansion), "", 1)
    same = all(part in read for part in parts) and not _PARTING.sub("", rest)
    return Found(term.page, " ".join(parts), read, same)


def _entry(entry: ScheduleEntry, reader: Rereader) -> Found:
    """A bar's box is the drawn bar; a word's box holds the word, or the mark that stands for it, and what goes on."""
    page, box = entry.where[0]
    read = reader.text(entry.where)
    paths = reader.paths(page)
    drawn = any(_shared(box, path) >= SAME_AREA for path in paths) or _is_arrow(paths, box)
    word = _CONTINUING.sub("", read)
    words = {word, _TYPED.sub("", word)}
    same = drawn or (read != "" and (_CONTINUING.sub("", fold(entry.activity)) in words or len(word) == 1))
    return Found(page, f"{entry.activity} {entry.start_fy}-{entry.end_fy} {tuple(map(round, box))}", read, same)


def _shared(a: Box, b: Box) -> float:
    """Shared area over the area that either covers."""
    width, height = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.bottom, b.bottom) - max(a.top, b.top)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (a.width * a.height + b.width * b.height - width * height)


def _is_arrow(paths: Iterable[Box], box: Box) -> bool:
    """Whether the line and heads of a thin arrow reach from one end of its flat box to the other."""
    parts = [
        path
        for path in paths
        if box.top - 1 <= (path.top + path.bottom) / 2 <= box.bottom + 1
        and path.height <= MAX_HEAD
        and box.x0 - SAME_END <= path.x0
        and path.x1 <= box.x1 + SAME_END
    ]
    ends = (min((path.x0 for path in parts), default=0.0), max((path.x1 for path in parts), default=0.0))
    return abs(ends[0] - box.x0) <= SAME_END and abs(ends[1] - box.x1) <= SAME_END


@functools.cache
def rereader(pdf: Path) -> Rereader:
    return Rereader(pdf.read_bytes())


def measured(name: str, field: str) -> tuple[float, str]:
    """The share of a corpus's values that are found again, and a line for each that is not."""
    found = [
        (pdf.stem, value)
        for pdf in sorted(CORPORA[name].plans.glob("*.pdf"))
        for value in reread(read_plan(pdf), rereader(pdf), field)
    ]
    lost = [
        f"{plan} p.{value.page}: {value.value!r} but read {value.read!r}" for plan, value in found if not value.same
    ]
    return (1 - len(lost) / len(found) if found else 1.0), "\n".join(lost)


@pytest.mark.parametrize(("name", "field"), OWN)
def test_values_of_our_own_plans_are_found_at_their_boxes(name, field):
    share, lost = measured(name, field)

    assert share >= FLOORS[name][field], f"{share:.4f}\n{lost}"


@pytest.mark.usefixtures("shared_dir")
@pytest.mark.parametrize(("name", "field"), REFERENCE)
def test_values_of_the_reference_plans_are_found_at_their_boxes(name, field):
    if not CORPORA[name].present:
        pytest.skip(f"reference material is not here: {CORPORA[name].plans}")
    share, lost = measured(name, field)

    assert share >= FLOORS[name][field], f"{share:.4f}\n{lost}"


def test_a_box_beside_its_value_is_noticed(sample_plans):
    """The measure is no use if it is always content."""
    pdf = sample_plans[0]
    titles = [measure.where["title"] for measure in read_plan(pdf).measures]
    reader = rereader(pdf)
    moved = [[region._replace(box=Box(*(edge + 30 for edge in region.box))) for region in where] for where in titles]

    assert all(reader.text(where) != reader.text(beside) for where, beside in zip(titles, moved, strict=True))
