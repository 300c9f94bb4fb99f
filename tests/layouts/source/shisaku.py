"""試作市: one form sheet a page, made in a spreadsheet (Calc)."""

from __future__ import annotations

import io

from common import load, office, write
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

GOTHIC, MINCHO = "IPAGothic", "IPAMincho"
THIN, THICK = Side(style="thin"), Side(style="medium")
HEAD = PatternFill("solid", fgColor="E2EFDA")
YEARS = ("令和７年度", "令和８年度", "令和９年度")


class Sheet:
    """A worksheet with twelve columns; ``put`` merges, frames and fills."""

    def __init__(self, book, title: str) -> None:
        self.ws = book.create_sheet(title)
        self.ws.page_setup.paperSize = 9
        self.ws.page_setup.orientation = "portrait"
        self.ws.page_margins.left = self.ws.page_margins.right = 0.7
        self.ws.print_options.horizontalCentered = True
        self.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.ws.page_setup.fitToHeight = 1
        for index in range(1, 13):
            self.ws.column_dimensions["ABCDEFGHIJKL"[index - 1]].width = 6.9

    def height(self, row: int, points: float) -> None:
        self.ws.row_dimensions[row].height = points

    def put(self, row, first, last, text, *, rows=1, head=False, size=10, bold=False, frame=True, at="left", top=False):
        cell = self.ws.cell(row, first, text)
        if last > first or rows > 1:
            self.ws.merge_cells(start_row=row, end_row=row + rows - 1, start_column=first, end_column=last)
        cell.font = Font(name=GOTHIC if head or bold else MINCHO, size=size, bold=bold)
        horizontal = "center" if head else at
        cell.alignment = Alignment(horizontal=horizontal, vertical="top" if top else "center", wrap_text=True)
        for r in range(row, row + rows):
            for c in range(first, last + 1):
                if frame:
                    self.ws.cell(r, c).border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
                if head:
                    self.ws.cell(r, c).fill = HEAD


def front(book, plan) -> None:
    cover = Sheet(book, "表紙")
    for row in range(1, 30):
        cover.height(row, 24)
    cover.put(8, 1, 12, "試作市ＤＸ推進計画", frame=False, size=26, bold=True, at="center")
    cover.put(10, 1, 12, "（令和７年度～令和９年度）", frame=False, size=14, at="center")
    cover.put(24, 1, 12, "令和７年３月", frame=False, size=14, at="center")
    cover.put(25, 1, 12, "群馬県試作市", frame=False, size=16, at="center")
    cover.put(27, 1, 12, f"（全国地方公共団体コード　{plan.code}）", frame=False, size=9, at="center")
    first = Sheet(book, "総論")
    first.put(1, 1, 12, "第１章　計画の考え方", frame=False, size=15, bold=True)
    first.height(1, 30)
    for row, text in enumerate(plan.text["text"]["intro"], 3):
        is_head = not text.startswith("　")
        first.put(row, 1, 12, text, frame=False, size=12 if is_head else 10.5, bold=is_head, top=True)
        first.height(row, 24 if is_head else 16 * (len(text) // 40 + 1) + 8)


def form(book, plan, m, *, chapter: bool) -> None:
    s = Sheet(book, m["label"])
    if chapter:
        s.put(1, 1, 12, m["path"][0], frame=False, size=15, bold=True)
        s.height(1, 30)
    s.put(2, 1, 12, m["path"][1], frame=False, size=12, bold=True)
    s.height(2, 24)
    s.put(4, 1, 2, "整理番号", head=True)
    s.put(4, 3, 4, m["label"], at="center")
    s.put(4, 5, 6, "区　分", head=True)
    s.put(
        4,
        7,
        12,
        "　".join(("■" if kind == m["kind"] else "□") + kind for kind in ("新規", "継続", "拡充")),
        at="center",
    )
    s.height(4, 22)
    s.put(5, 1, 2, "事　業　名", head=True)
    s.put(5, 3, 12, m["title"], size=12, bold=True)
    s.height(5, 40 if len(m["title"]) > 26 else 28)
    s.put(6, 1, 2, "担　当　課", head=True)
    s.put(6, 3, 12, "、".join(m["departments"]))
    s.height(6, 22)
    row = 7
    for head, text in (("現状・課題", m["current"]), ("取組内容", m["description"]), ("期待される\n効果", m["effect"])):
        s.put(row, 1, 2, head, head=True)
        s.put(row, 3, 12, text, top=True)
        s.height(row, 15 * (len(text) // 36 + 1 + text.count("\n")) + 14)
        row += 1
    if m["kpi"]:
        s.put(row, 1, 2, "成果指標\n（ＫＰＩ）", head=True, rows=len(m["kpi"]) + 1)
        s.put(row, 3, 6, "指標", head=True, size=9)
        s.put(row, 7, 8, "現状値\n（令和５年度）", head=True, size=8)
        for index, name in enumerate(("令和７\n年度", "令和８\n年度")):
            s.put(row, 9 + index, 9 + index, name, head=True, size=8)
        s.put(row, 11, 12, "令和９年度", head=True, size=8)
        s.height(row, 26)
        for k in m["kpi"]:
            row += 1
            s.put(row, 3, 6, k["name"], size=9)
            values = list(k["values"].values())
            for (first, last), value in zip(((7, 8), (9, 9), (10, 10), (11, 12)), values, strict=True):
                s.put(row, first, last, value, size=9, at="center")
            s.height(row, 26)
        row += 1
    lanes = list(dict.fromkeys(e["row"] for e in m["entries"]))
    s.put(row, 1, 2, "スケジュール", head=True, rows=len(lanes) + 1, size=9)
    named = lanes != [""]
    spans = ((4, 6), (7, 9), (10, 12)) if named else ((3, 5), (6, 8), (9, 12))
    if named:
        s.put(row, 3, 3, "", head=True)
    for name, (first, last) in zip(YEARS, spans, strict=True):
        s.put(row, first, last, name, head=True, size=9)
    s.height(row, 20)
    for lane in lanes:
        row += 1
        if named:
            s.put(row, 3, 3, lane, size=7 if len(lane) > 3 else 9, at="center")
        for e in (e for e in m["entries"] if e["row"] == lane):
            start, end = e["start_fy"] - 2025, e["end_fy"] - 2025
            if m["label"] == "2-02":  # an arrow instead of a merged cell
                s.put(row, *spans[start], e["activity"], at="center", size=9)
                for later in range(start + 1, end + 1):
                    s.put(row, *spans[later], "→", at="center", size=9)
            else:
                s.put(row, spans[start][0], spans[end][1], e["activity"], at="center", size=9)
        s.height(row, 30)
    row += 1
    s.put(row, 1, 2, "備　　考", head=True)
    s.put(row, 3, 12, m["note"])
    s.height(row, 26)
    s.ws.oddFooter.center.text = str(plan.measures.index(m) + 2)


def main() -> None:
    plan = load("shisaku")
    book = Workbook()
    book.remove(book.active)
    front(book, plan)
    for index, m in enumerate(plan.measures):
        form(book, plan, m, chapter=index == 0)
    buffer = io.BytesIO()
    book.save(buffer)
    write(plan, office(buffer.getvalue(), ".xlsx"), first_page=3)


if __name__ == "__main__":
    main()
