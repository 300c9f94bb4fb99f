"""PDF bytes to page geometry: the only module that knows pdfplumber."""

from __future__ import annotations

import io
import logging
import struct
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from corpus.radicals import without_radicals
from corpus.records import Box
from extractors.colours import is_white
from extractors.errors import UnreadableFileError
from extractors.page import Colour, Glyph, Page, Ruling, Shape
from extractors.painted_borders import borders_to_rulings, with_outlines
from extractors.pdf_budget import FORM_COST, Budget, PageTooLargeError, within_budget

__all__ = ["OpenPdf", "SkippedPage", "naive_pages", "open_pdf", "read_pages"]

# pdfminer lets these escape from damaged objects, streams and page trees.
_PDF_ERRORS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OverflowError,
    ArithmeticError,
    struct.error,
    zlib.error,
    RuntimeError,
    StopIteration,
    EOFError,
    PSException,
    PDFException,
    PdfminerException,
    MalformedPDFException,
)
# A rectangle thinner than this is a line: browsers and spreadsheets draw table rules as filled slivers.
MAX_RULE_THICKNESS = 2.0
# PDF 1.7, 7.6.3.3: passwords of the older handlers are Latin-1; those of AES-256 may hold any character.
_ONLY_LATIN = "この保護方式のパスワードは半角英数字です。指定し直すか、保護を外してください"
_UNKNOWN_PROTECTION = "この保護方式には対応していません。保護を外したPDFを用意してください"
# Points. PDF 1.7, annex C.2 allows pages of 14,400; NaN and infinity are not within it either.
MAX_COORDINATE = 1e6
# A stroke that leaves its axis by less than this is straight.
STRAIGHT = 0.5


@dataclass(frozen=True, slots=True)
class SkippedPage:
    """A page that could not be read, and why, in Japanese."""

    number: int
    message: str


class OpenPdf:
    """An open PDF. Use it as a context manager; ``page_count`` is the number of its pages."""

    def __init__(self, pdf: pdfplumber.pdf.PDF, pages: Sequence[pdfplumber.page.Page | Exception]) -> None:
        self._pdf = pdf
        self._pages = pages
        self.page_count = len(pages)

    def __enter__(self) -> Self:
        return self

    def pages(self) -> Iterator[Page | SkippedPage]:
        """Pages in order, one at a time so that memory stays bounded; one that fails does not stop the others."""
        for number, page in enumerate(self._pages, start=1):
            if isinstance(page, Exception):
                yield _broken_page(number, page)
                continue
            try:
                yield within_budget(_page(page, number))
            except PageTooLargeError as error:
                yield SkippedPage(number, str(error))
            except _PDF_ERRORS as error:
                yield _broken_page(number, error)
            finally:
                # flush_cache alone leaves tens of megabytes behind per document.
                page.close()

    def __exit__(self, *_: object) -> None:
        # As pdfplumber's close does, which would make all pages anew to close them.
        self._pdf.flush_cache()
        for page in self._pages:
            if not isinstance(page, Exception):
                page.close()


def open_pdf(data: bytes, *, password: str | None = None) -> OpenPdf:
    """Open the bytes of a PDF.

    Raises:
        UnreadableFileError: they are no PDF, are cut off or damaged, or need a password.

    """
    return OpenPdf(*_open(data, password))


def read_pages(data: bytes, *, password: str | None = None) -> Iterator[Page]:
    """The readable pages of a PDF in order; raises UnreadableFileError as `open_pdf` does."""
    with open_pdf(data, password=password) as pdf:
        for page in pdf.pages():
            if isinstance(page, Page):
                yield page


def naive_pages(data: bytes) -> Iterator[float]:
    """Seconds that each page takes in a plain pdfplumber loop: the yardstick of `make bench`."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            start = time.perf_counter()
            page.extract_text()
            page.extract_tables()
            seconds = time.perf_counter() - start
            page.close()
            yield seconds


def _broken_page(number: int, error: Exception) -> SkippedPage:
    reason = type(error).__name__
    return SkippedPage(number, f"このページは壊れていて読めません（{reason}）。元のPDFで確かめてください。")


def _open(data: bytes, password: str | None) -> tuple[pdfplumber.pdf.PDF, Sequence[pdfplumber.page.Page | Exception]]:
    # pdfminer reports recoverable oddities of fonts as warnings by the thousand; ours are Issues.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    if not data:
        raise UnreadableFileError("empty", "ファイルが空です。入手し直してください")
    # The header may be preceded by junk, but not by much (PDF 1.7, annex H, note 13: the first 1024 bytes).
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFileError("not_a_pdf", "PDFではありません（先頭に %PDF- がありません）。PDFを指定してください")
    try:
        pdf = pdfplumber.open(io.BytesIO(data), password=password or "")
        pages = _pages(pdf)
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, PDFPasswordIncorrect):
            raise UnreadableFileError("encrypted", _password_message(password)) from error
        if isinstance(cause, PDFEncryptionError):
            raise UnreadableFileError("encrypted", _UNKNOWN_PROTECTION) from error
        if isinstance(cause, UnicodeEncodeError) and password is not None:
            raise UnreadableFileError("encrypted", _ONLY_LATIN) from error
        raise _damaged(data, error) from error
    except _PDF_ERRORS as error:
        raise _damaged(data, error) from error
    if not pages:
        raise _damaged(data, None)
    return pdf, pages


def _pages(pdf: pdfplumber.pdf.PDF) -> list[pdfplumber.page.Page | Exception]:
    """The pages in order; for one whose boxes are broken, the error. pdfplumber would refuse the whole file for it."""
    pages: list[pdfplumber.page.Page | Exception] = []
    for number, page in enumerate(PDFPage.create_pages(pdf.doc), start=1):
        try:
            pages.append(pdfplumber.page.Page(pdf, page, page_number=number))
        except _PDF_ERRORS as error:
            pages.append(error)
    return pages


def _password_message(password: str | None) -> str:
    if password:
        return "パスワードが違います。正しいパスワードを --password で指定するか、保護を外してください"
    return "パスワードで保護されています。--password で指定するか、保護を外してください"


def _damaged(data: bytes, error: Exception | None) -> UnreadableFileError:
    detail = f"（{type(error.args[0] if error and error.args else error).__name__}）" if error else ""
    if b"%%EOF" not in data[-2048:]:
        return UnreadableFileError("truncated", f"ファイルが途中で切れています{detail}。ダウンロードし直してください")
    return UnreadableFileError("damaged", f"PDFの構造が壊れていて読めません{detail}。入手し直してください")


def _page(page: pdfplumber.page.Page, number: int) -> Page:
    _lay_out(page)
    rulings: list[Ruling] = []
    shapes: list[Shape] = []
    left, upper, width, height = _visible(page)
    for kind, item in _drawings(page):
        box = Box(
            float(item["x0"]) - left,
            float(item["top"]) - upper,
            float(item["x1"]) - left,
            float(item["bottom"]) - upper,
        )
        points = tuple((float(x) - left, float(y) - upper) for x, y in item.get("pts") or ())
        if not _is_finite(*box, *chain.from_iterable(points)):
            continue
        if box.x1 < 0 or box.bottom < 0 or box.x0 > width or box.top > height:
            continue
        fill = _colour(item.get("non_stroking_color")) if item.get("fill") else None
        stroke = _colour(item.get("stroking_color")) if item.get("stroke") else None
        thin = _thin_ruling(box)
        if thin is not None:
            if stroke is not None or (fill is not None and not is_white(fill)):
                rulings.append(thin)
            continue
        rectangular = kind == "rect"
        shapes.append(Shape(box=box, points=points, fill=fill, stroke=stroke, rectangular=rectangular))
    shapes, borders = borders_to_rulings(with_outlines(shapes))
    images = sum(
        max(0.0, float(image["x1"]) - float(image["x0"])) * max(0.0, float(image["bottom"]) - float(image["top"]))
        for image in page.images
    )
    return Page(
        number=number,
        width=width,
        height=height,
        glyphs=_with_text(
            g
            for g in _glyphs(page, left, upper)
            if g.x1 > 0 and g.bottom > 0 and g.x0 < width and g.top < height and _is_finite(*g.box, g.size)
        ),
        rulings=(*rulings, *borders),
        shapes=tuple(shapes),
        image_cover=min(1.0, images / (width * height)) if width and height else 0.0,
    )


class _SpacedDevice(PDFPageAggregatorWithMarkedContent):
    """Puts character spacing behind every glyph (PDF 1.7, 9.4.4); pdfminer drops it behind the last one of a string.

    Word processors end a string at each change of script, so that glyphs drift by points along a line.
    """

    budget: Budget
    _spacing = 0.0

    def begin_figure(self, *args: Any) -> None:
        """Open a form: forms that hold each other may go on for ever."""
        self.budget.spend(FORM_COST)
        super().begin_figure(*args)

    def paint_path(self, gstate: Any, stroke: Any, fill: Any, evenodd: Any, path: Any) -> None:
        """Paint a path."""
        self.budget.spend(len(path))
        super().paint_path(gstate, stroke, fill, evenodd, path)

    def render_string_horizontal(self, seq: Any, matrix: Any, pos: Any, *state: Any) -> Any:
        """Render one string; spacing is left to `render_char`."""
        return super().render_string_horizontal(seq, matrix, pos, *self._taken(state))

    def render_string_vertical(self, seq: Any, matrix: Any, pos: Any, *state: Any) -> Any:
        """Render one string of vertical writing likewise."""
        return super().render_string_vertical(seq, matrix, pos, *self._taken(state))

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """Render a glyph; its advance includes the spacing."""
        self.budget.spend()
        return float(super().render_char(*args, **kwargs)) + self._spacing

    def _taken(self, state: tuple[Any, ...]) -> tuple[Any, ...]:
        """The arguments from ``font`` on with their ``charspace``, the fourth, taken out."""
        self._spacing = state[3]
        return (*state[:3], 0.0, *state[4:])


def _lay_out(page: pdfplumber.page.Page) -> None:
    """Have a page interpreted with our device; pdfplumber keeps what it finds under this name."""
    device = _SpacedDevice(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    device.budget = Budget()
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()  # noqa: SLF001 - there is no other way to pass a device


def _visible(page: pdfplumber.page.Page) -> tuple[float, float, float, float]:
    """What is shown of a page: left and top edge in pdfplumber's coordinates, width and height (PDF 1.7, 14.11.2)."""
    media, crop = page.mediabox, page.cropbox
    x0, top = max(media[0], crop[0]), max(media[1], crop[1])
    x1, bottom = min(media[2], crop[2]), min(media[3], crop[3])
    if x1 - x0 < 1 or bottom - top < 1:
        x0, top, x1, bottom = media
    if not _is_finite(x0, top, x1, bottom):
        raise ValueError("page box out of range")
    return float(x0), float(top), float(x1 - x0), float(bottom - top)


def _glyphs(page: pdfplumber.page.Page, left: float, upper: float) -> Iterator[Glyph]:
    for char in page.chars:
        yield Glyph(
            # Lone surrogates come from broken ToUnicode maps; no encoding could write them.
            text=without_radicals(char["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")),
            x0=float(char["x0"]) - left,
            top=float(char["top"]) - upper,
            x1=float(char["x1"]) - left,
            bottom=float(char["bottom"]) - upper,
            size=float(char["size"]),
            font=str(char["fontname"]),
            upright=bool(char["upright"]),
            # Text matrix [a b c d e f] (PDF 1.7, 9.4.4): b > 0 turns the writing direction upwards.
            upward=not char["upright"] and float(char["matrix"][1]) > 0,
        )


def _with_text(glyphs: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs of a page that stand for text.

    Where one glyph carries the letters of several, a font maps the others to nothing: they are left out. Where most
    are mapped to nothing, the font hides what is printed: they are unreadable characters.
    """
    found = tuple(glyphs)
    bare = tuple(glyph for glyph in found if glyph.text)
    if 2 * len(bare) >= len(found):
        return bare
    return tuple(glyph if glyph.text else glyph._replace(text="\ufffd") for glyph in found)


def _drawings(page: pdfplumber.page.Page) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in ("line", "rect", "curve"):
        for item in page.objects.get(kind, []):
            yield kind, item


def _thin_ruling(box: Box) -> Ruling | None:
    if box.height <= MAX_RULE_THICKNESS and box.width > 2 * box.height + STRAIGHT:
        return Ruling(horizontal=True, position=(box.top + box.bottom) / 2, start=box.x0, end=box.x1)
    if box.width <= MAX_RULE_THICKNESS and box.height > 2 * box.width + STRAIGHT:
        return Ruling(horizontal=False, position=(box.x0 + box.x1) / 2, start=box.top, end=box.bottom)
    return None


def _is_finite(*numbers: float) -> bool:
    """Whether all are places on a page: a matrix of hostile numbers leads to infinity and beyond."""
    return all(abs(number) <= MAX_COORDINATE for number in numbers)


def _colour(value: object) -> Colour:
    if isinstance(value, (int, float)):
        return (float(value),)
    if isinstance(value, (list, tuple)) and all(isinstance(part, (int, float)) for part in value):
        return tuple(float(part) for part in value)
    # A pattern (gradient) has a name instead of components: painted, colour unknown.
    return (0.5,)
