"""Small helpers for plans made with a word processor (python-docx, printed by Writer)."""

from __future__ import annotations

import io
import re

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from kit import MARKER, office

PARTS = re.compile(r"(\{[^}]+\}|\*\*.+?\*\*)")


class Word:
    """A document with one body font and one heading font; **…** is bold, {…} a raised marker."""

    def __init__(self, body: str, head: str, *, size: float = 10.5, margins=(2.5, 2.5, 2.5, 2.5)) -> None:
        self.doc = Document()
        self.body, self.head, self.size = body, head, size
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Cm, margins)

    def write(self, p, text, *, size=None, font=None, bold=False, color=None) -> None:
        for part in PARTS.split(text):
            if not part:
                continue
            strong = part.startswith("**")
            mark = MARKER.fullmatch(part)
            run = p.add_run(part.strip("*") if strong else mark.group(1) if mark else part)
            face = self.head if strong else font or self.body
            run.font.size, run.bold, run.font.name = Pt(size or self.size), bold or strong, face
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
            run.font.superscript = True if mark else None
            if color:
                run.font.color.rgb = RGBColor.from_string(color)

    def p(
        self, text="", *, at="left", before=0, after=0, indent=0.0, hang=0.0, spacing=1.25, keep=False, new=False, **kw
    ):
        p = self.doc.add_paragraph()
        self.write(p, text, **kw)
        f = p.paragraph_format
        f.space_before, f.space_after, f.line_spacing = Pt(before), Pt(after), spacing
        f.left_indent, f.first_line_indent = Cm(indent), Cm(-hang)
        f.keep_with_next, f.page_break_before = keep, new
        f.widow_control = True
        p.alignment = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT, "both": ALIGN.JUSTIFY}[at]
        return p

    def h(self, text, size, *, before=10, after=4, shade="", under=False, color=None, **kw):
        p = self.p(text, size=size, font=self.head, bold=True, before=before, after=after, keep=True, color=color, **kw)
        if shade:
            self._tag(p._p.get_or_add_pPr(), "w:shd", val="clear", color="auto", fill=shade)
        if under:
            border = OxmlElement("w:pBdr")
            self._tag(border, "w:bottom", val="single", sz="12", space="1", color=color or "auto")
            p._p.get_or_add_pPr().append(border)
        return p

    @staticmethod
    def _tag(parent, name, **attributes) -> None:
        element = OxmlElement(name)
        for key, value in attributes.items():
            element.set(qn(f"w:{key}"), value)
        parent.append(element)

    def fill(self, cell, text, *, center=False, bold=False, shade="", size=None, top=False) -> None:
        cell.vertical_alignment = VERTICAL.TOP if top else VERTICAL.CENTER
        for extra in cell.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        for index, line in enumerate(text.split("\n")):
            p = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            self.write(p, line, size=size or self.size - 1, bold=bold, font=self.head if bold else self.body)
            p.paragraph_format.space_before = p.paragraph_format.space_after = Pt(1)
            p.paragraph_format.line_spacing = 1.2
            p.alignment = ALIGN.CENTER if center else ALIGN.LEFT
        if shade:
            self._tag(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=shade)

    def table(self, widths, rows=0, *, header_rows=0, split=True):
        t = self.doc.add_table(rows=rows, cols=len(widths))
        t.style = "Table Grid"
        t.autofit = False
        t.widths = widths
        for column, width in zip(t.columns, widths, strict=True):
            column.width = Cm(width)
        for row in t.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        for index in range(header_rows):
            t.rows[index]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if not split:
            for row in t.rows:
                self._tag(row._tr.get_or_add_trPr(), "w:cantSplit")
        return t

    def landscape(self, on=True) -> None:
        section = self.doc.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if on else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if on else (Cm(21), Cm(29.7))

    def furniture(self, header="", footer="- {} -") -> None:
        section = self.doc.sections[0]
        if header:
            p = section.header.paragraphs[0]
            self.write(p, header, size=8.5)
            p.alignment = ALIGN.RIGHT
        p = section.footer.paragraphs[0]
        p.alignment = ALIGN.CENTER
        before, after = footer.split("{}")
        self.write(p, before or " ", size=9)
        run = p.add_run()
        run.font.size = Pt(9)
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)
        self.write(p, after or " ", size=9)

    def pdf(self) -> bytes:
        buffer = io.BytesIO()
        self.doc.save(buffer)
        return office(buffer.getvalue(), ".docx")
