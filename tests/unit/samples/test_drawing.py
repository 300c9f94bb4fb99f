"""The primitives that draw the sample plans and the pages of other tests."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from samples.drawing import Box, Canvas, LabelTooLongError
from samples.flow import Flow
from samples.tables import Cell, Row, Table, draw_rows
from samples.truth import split_note
from samples.typesetting import FONT_PACKAGE, GOTHIC, MINCHO, Style, fonts_installed, markers, plain, text_to_lines

pytestmark = pytest.mark.skipif(not fonts_installed(), reason=f"Debian package {FONT_PACKAGE} is not installed")

STYLE = Style(font=MINCHO, size=10)


def printed_lines(text: str, width: float) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in text_to_lines(text, STYLE, width)]


def page_texts(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.extract_text() for page in document.pages]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("あいうえおか", 30, ["あいう", "えおか"]),
        ("あいう、えお", 30, ["あい", "う、え", "お"]),
        ("あい「うえ」", 30, ["あい", "「う", "え」"]),
        ("あいeL-QRう", 40, ["あい", "eL-QRう"]),
        ("あいう{※1}え", 30, ["あい", "う※1え"]),
        ("あ\nい", 30, ["あ", "い"]),
    ],
    ids=["full lines", "no comma first", "no bracket last", "Latin word", "marker", "forced"],
)
def test_lines_break_as_japanese_does(text: str, width: float, lines: list[str]) -> None:
    assert printed_lines(text, width) == lines


def test_markers_are_told_from_the_text() -> None:
    text = "ＤＸ{※1}と\nＥＢＰＭ{※2}"
    assert plain(text) == "ＤＸとＥＢＰＭ"
    assert markers(text) == ("※1", "※2")


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("ＤＸ（Digital Transformation）：よくする。", ("ＤＸ", "Digital Transformation", "よくする。")),
        ("ＫＰＩ：Key Index の略。数値。", ("ＫＰＩ", "Key Index", "Key Index の略。数値。")),
        ("標準仕様：国の定め。", ("標準仕様", "", "国の定め。")),
    ],
)
def test_note_has_head_expansion_and_definition(note: str, parts: tuple[str, str, str]) -> None:
    assert split_note(note) == parts


def test_a_page_is_drawn_in_memory_and_always_the_same() -> None:
    def draw() -> bytes:
        canvas = Canvas((200, 100))
        canvas.text(20, 20, "工程表{※1}", STYLE)
        canvas.block_arrow(Box(20, 50, 120, 68), "検討", Style(font=GOTHIC, size=8), fill="#ffe699")
        return canvas.to_pdf()

    pdf = draw()
    assert pdf == draw()
    (text,) = page_texts(pdf)
    assert "工程表" in text
    assert "検討" in text


def test_text_stands_where_it_is_put() -> None:
    canvas = Canvas((200, 100))
    canvas.text(20, 30, "国", STYLE)
    with pdfplumber.open(io.BytesIO(canvas.to_pdf())) as document:
        (char,) = document.pages[0].chars
    assert char["x0"] == pytest.approx(20)
    assert char["top"] == pytest.approx(30, abs=0.5)


def test_a_label_without_room_is_refused() -> None:
    with pytest.raises(LabelTooLongError):
        Canvas().fitted(Box(0, 0, 10, 8), "長い見出し", Style(size=8))


def test_a_merged_cell_has_no_rule_inside() -> None:
    canvas = Canvas((200, 100))
    rows = [
        Row(cells=(Cell(text="大", row_span=2), Cell(text="い"))),
        Row(cells=(None, Cell(text="ろ"))),
    ]
    bottom = draw_rows(canvas, 10, 10, rows, (40, 60))
    with pdfplumber.open(io.BytesIO(canvas.to_pdf())) as document:
        lines = document.pages[0].lines
    inner = [line for line in lines if line["top"] == line["bottom"] and 10 < line["top"] < bottom]
    assert [(line["x0"], line["x1"]) for line in inner] == [(50, 110)]


def test_a_table_repeats_its_header_after_a_page_break() -> None:
    flow = Flow(Canvas((200, 100)), Box(10, 10, 190, 90), furniture=lambda _: None)
    pages: list[int] = []
    rows = tuple(Row(cells=(Cell(text=f"行{n}"),), min_height=20, on_placed=pages.append) for n in range(5))
    flow.table(Table(widths=(100,), header=(Row(cells=(Cell(text="見出し"),), min_height=20),), rows=rows))
    flow.finish()
    texts = page_texts(flow.canvas.to_pdf())
    assert pages == [1, 1, 1, 2, 2]
    assert all(text.startswith("見出し") for text in texts)


def test_a_note_is_continued_on_the_next_page() -> None:
    note = "用語：" + "とても長い説明。" * 12
    flow = Flow(Canvas((200, 120)), Box(10, 10, 190, 110), furniture=lambda _: None, notes={"※1": note})
    flow.paragraph("一行目\n二行目", STYLE)
    flow.paragraph("三行目{※1}", STYLE)
    flow.paragraph("次の頁", STYLE)
    flow.finish()
    first, second = page_texts(flow.canvas.to_pdf())
    assert flow.note_pages == {"※1": 1}
    assert second.startswith("次の頁")
    printed = "".join((first + second).split())
    assert printed.count("説明") == 12
