"""A page that holds too much is left out; the pages beside it are read."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors import pdf_budget
from extractors.page import Glyph, Page, Ruling, Shape
from extractors.pdf import open_pdf
from extractors.pdf_budget import MAX_DRAWN, MAX_GLYPHS, MAX_RULINGS, MAX_SHAPES, PageTooLargeError, within_budget
from extractors.plan import extract_plan

GLYPH = Glyph("字", 1.0, 1.0, 2.0, 2.0, 1.0, "A", upright=True)
RULING = Ruling(horizontal=True, position=1.0, start=1.0, end=2.0)
SHAPE = Shape(box=GLYPH.box, points=(), fill=(0.5,), stroke=None, rectangular=True)


def page_of(glyphs=0, rulings=0, shapes=0):
    return Page(1, 595.0, 842.0, (GLYPH,) * glyphs, (RULING,) * rulings, (SHAPE,) * shapes)


def document(draw):
    """A page that ``draw`` fills, and one with a line of text."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.drawString(60, 700, "The page behind it is read all the same.")
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def long_path(canvas):
    path = canvas.beginPath()
    path.moveTo(0, 0)
    for index in range(900):
        path.lineTo(index % 500, index % 800)
    canvas.drawPath(path)


def letters(canvas):
    canvas.drawString(0, 700, "x" * 900)


def forms(canvas):
    """Each form draws the one before it ten times."""
    for depth in range(9):
        canvas.beginForm(f"form{depth}")
        for _ in range(10 if depth else 0):
            canvas.doForm(f"form{depth - 1}")
        canvas.endForm()
    canvas.doForm("form8")


@pytest.mark.parametrize("draw", [long_path, letters, forms])
def test_a_page_that_draws_too_much_is_skipped_and_the_next_one_read(draw, monkeypatch):
    monkeypatch.setattr(pdf_budget, "MAX_DRAWN", 800)
    with open_pdf(document(draw)) as pdf:
        skipped, read = pdf.pages()
    assert "800個より多く" in skipped.message
    assert skipped.message.endswith("確かめてください。")
    assert isinstance(read, Page)


def test_the_skipped_page_is_an_issue_of_the_plan(monkeypatch):
    monkeypatch.setattr(pdf_budget, "MAX_DRAWN", 800)
    issues = extract_plan(document(letters), source_name="a.pdf").issues
    assert [issue.page for issue in issues if issue.code == "skipped_page"] == [1]


@pytest.mark.parametrize(
    ("counts", "name"),
    [
        ({"glyphs": MAX_GLYPHS + 1}, "文字が20,001個（上限20,000個）"),
        ({"rulings": MAX_RULINGS + 1}, "線が20,001個"),
        ({"shapes": MAX_SHAPES + 1}, "図形が4,001個"),
    ],
)
def test_a_page_that_would_take_too_long_to_lay_out_says_what_it_holds(counts, name):
    with pytest.raises(PageTooLargeError, match=name):
        within_budget(page_of(**counts))


def test_a_page_at_the_bounds_is_read():
    page = page_of(MAX_GLYPHS, MAX_RULINGS, MAX_SHAPES)
    assert within_budget(page) is page
    assert MAX_DRAWN > MAX_GLYPHS + MAX_RULINGS + MAX_SHAPES
