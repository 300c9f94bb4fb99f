"""模範村: a 大項目/中項目/小項目 table with vertical merges, rows broken over pages, marks and a legend (Writer)."""

from __future__ import annotations

import io
from itertools import groupby

from common import MARKER, load, office, write
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

MARKS = {"◎": "実施開始", "○": "実施", "●": "検討・準備", "△": "見直し"}
WIDTHS = (1.9, 2.3, 4.0, 8.0, 2.9, 1.25, 1.25, 1.25, 1.25, 1.35)
HEADS = ("大項目", "中項目", "小項目", "取組の内容", "担当課", "Ｒ６", "Ｒ７", "Ｒ８", "Ｒ９", "Ｒ10")


def write_in(paragraph, text: str, size: float, *, bold: bool = False, font: str = "IPAMincho") -> None:
    for index, part in enumerate(MARKER.split(text)):
        run = paragraph.add_run(part)
        run.font.size, run.bold, run.font.name = Pt(size), bold, font
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        run.font.superscript = True if index % 2 else None
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.3


def fill(cell, text: str, *, center: bool = False, bold: bool = False, top: bool = False, shade: str = "") -> None:
    cell.vertical_alignment = VERTICAL.TOP if top else VERTICAL.CENTER
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        write_in(paragraph, line, 10.5, bold=bold, font="IPAGothic" if bold else "IPAMincho")
        paragraph.alignment = ALIGN.CENTER if center else ALIGN.LEFT
    if shade:
        element = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", shade)):
            element.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(element)


def heading(document, text: str, size: float) -> None:
    paragraph = document.add_paragraph()
    write_in(paragraph, text, size, bold=True, font="IPAGothic")
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.space_after = Pt(4)


def body(document, text: str) -> None:
    write_in(document.add_paragraph(), text, 10.5)


def table(document, plan) -> None:
    grid = document.add_table(rows=1, cols=len(HEADS))
    grid.style = "Table Grid"
    grid.autofit = False
    for column, width in zip(grid.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for cell, head in zip(grid.rows[0].cells, HEADS, strict=True):
        fill(cell, head, center=True, bold=True, shade="D9D9D9")
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for m in plan.measures:
        cells = grid.add_row().cells
        fill(cells[2], m["label"] + " " + m["title"], top=True)
        fill(cells[3], m["description"], top=True)
        fill(cells[4], "\n".join(m["departments"]), top=True)
        for cell, mark in zip(cells[5:], m["marks"], strict=True):
            fill(cell, mark, center=True)
    for column in (0, 1):
        row = 1
        for path, group in groupby(plan.measures, key=lambda m: tuple(m["path"][: column + 2])):
            count = len(list(group))
            cell = grid.cell(row, column)
            if count > 1:
                cell = cell.merge(grid.cell(row + count - 1, column))
            for extra in cell.paragraphs[1:]:
                extra._p.getparent().remove(extra._p)
            fill(cell, path[-1], bold=column == 0, top=True)
            row += count
    for row in grid.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def main() -> None:
    plan = load("mohan")
    for m in plan.measures:
        m["entries"] = [
            {"row": "", "activity": MARKS[mark], "start_fy": 2024 + index, "end_fy": 2024 + index}
            for index, mark in enumerate(m["marks"])
            if mark in MARKS
        ]
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(2.0)
    for _ in range(7):
        body(document, "")
    for text, size in (
        ("模範村ＩＣＴ利活用推進計画", 28),
        ("令和６年度～令和10年度", 16),
        ("", 20),
        ("令和６年３月　模範村", 16),
    ):
        paragraph = document.add_paragraph()
        write_in(paragraph, text, size, bold=size == 28, font="IPAGothic")
        paragraph.alignment = ALIGN.CENTER
    document.add_page_break()
    heading(document, "第１章　計画の目的", 16)
    body(
        document,
        "　山に囲まれた本村では、冬の移動の難しさと担い手の減少が暮らしの支えを細らせています。この計画は、情報通信の技術を道具として使い、離れていても手続や相談ができ、少ない人数でも続けられる仕事の形を整えることを目的とします。",
    )
    heading(document, "第２章　計画の期間と見方", 16)
    body(
        document,
        "　計画の期間は、令和６年度（2024年度）から令和10年度（2028年度）までの５年間です。次章の一覧では、年度ごとの進み具合を次の記号で表します。",
    )
    body(document, "　【凡例】　●：検討・準備　　◎：実施開始　　○：実施　　△：見直し　　－：取組なし")
    heading(document, "第３章　取組一覧", 16)
    table(document, plan)
    for t in plan.terms:
        body(document, f"{t['marker']}　{t['term']}：{t['definition']}")
    heading(document, "第４章　推進体制", 16)
    body(document, "　副村長を長とする情報化推進委員会が毎年８月に進み具合を確かめ、村議会に報告します。")
    body(document, f"　発行：模範村総務課（市町村コード{plan.code}）")
    buffer = io.BytesIO()
    document.save(buffer)
    write(plan, office(buffer.getvalue(), ".docx"), first_page=2)


if __name__ == "__main__":
    main()
