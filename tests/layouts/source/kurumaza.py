"""車座市: landscape pages turned by 90 degrees, abbreviated years, ditto marks (reportlab, pikepdf)."""

from __future__ import annotations

import io

import pikepdf
from common import load, write
from samples.drawing import LANDSCAPE, PORTRAIT, Box, Canvas
from samples.tables import Cell, Row, draw_rows
from samples.typesetting import GOTHIC, MINCHO, Style

BODY = Style(font=MINCHO, size=10.5, leading=1.8, first_indent=1, justify=True)
H1 = Style(font=GOTHIC, size=16)
H2 = Style(font=GOTHIC, size=12)
HEAD = Style(font=GOTHIC, size=9, leading=1.3, align="center")
CELL = Style(font=MINCHO, size=9, leading=1.4)
MID = Style(font=MINCHO, size=9, leading=1.4, align="center")
FIXED = (34.0, 130.0, 222.0, 90.0)
NAMES = ("番号", "施策", "内容", "担当課")
CHART = 274.0


def cells_by_year(m, ditto: str) -> list[str]:
    """Words of 2019 to 2023; the years that follow an entry's first one have a ditto mark."""
    out = [""] * 5
    for e in m["entries"]:
        for fy in range(e["start_fy"], e["end_fy"] + 1):
            out[fy - 2019] = e["activity"] if fy == e["start_fy"] else ditto
    return out


def table(
    canvas: Canvas, top: float, measures, heads, ditto: str, spans=((0, 0), (1, 1), (2, 2), (3, 3), (4, 4))
) -> float:
    widths = (*FIXED, *(CHART / len(heads) for _ in heads))
    header = Row(cells=tuple(Cell(text=t, style=HEAD, fill="#e7e6e6") for t in (*NAMES, *heads)), min_height=26)
    rows = [header]
    for m in measures:
        years = cells_by_year(m, ditto)
        chart = tuple(Cell(text=years[first], style=MID) for first, _ in spans)
        fixed = (
            Cell(text=m["label"], style=MID),
            Cell(text=m["title"], style=Style(font=GOTHIC, size=9, leading=1.4)),
            Cell(text=m["description"], style=CELL),
            Cell(text="\n".join(m["departments"]), style=CELL),
        )
        rows.append(Row(cells=(*fixed, *chart), min_height=34))
    return draw_rows(canvas, 46, top, rows, widths)


def turned(pdf: bytes, pages) -> bytes:
    """Draw these landscape pages upright on portrait paper and turn the paper back by /Rotate."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, way in pages.items():
            page = document.pages[number - 1]
            _, _, w, h = (float(v) for v in page.mediabox)
            matrix = f"0 1 -1 0 {h} 0" if way == 90 else f"0 -1 1 0 0 {w}"
            page.contents_add(f"q {matrix} cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            page.mediabox = [0, 0, h, w]
            page.Rotate = way
        document.save(out, deterministic_id=True)
    return out.getvalue()


def main() -> None:
    plan = load("kurumaza")
    canvas = Canvas(PORTRAIT, title="plan")
    canvas.text(canvas.width / 2, 230, "車座市第３次情報化基本計画", Style(font=GOTHIC, size=26, align="center"))
    canvas.text(canvas.width / 2, 290, "令和元年度～令和５年度", Style(font=GOTHIC, size=14, align="center"))
    canvas.text(canvas.width / 2, 640, "令和元年６月", Style(font=GOTHIC, size=13, align="center"))
    canvas.text(canvas.width / 2, 665, "石川県　車座市", Style(font=GOTHIC, size=16, align="center"))
    canvas.next_page()
    y = 70.0
    for head, text in (
        (
            "第１章　計画の背景",
            "平成の30年間に、情報通信の機器は机の上から手のひらへ移りました。市民が市役所に求めるものも、窓口の広さから、いつでも手続ができることへ変わっています。",
        ),
        (
            "第２章　計画の性格と期間",
            "この計画は、車座市総合計画の部門計画です。期間は、2019年度（令和元年度）から2023年度（令和５年度）までとします。なお、平成31年４月１日から同月30日までも令和元年度に含めます。",
        ),
        ("第３章　前計画の評価", "第２次計画に掲げた31の施策のうち、26が予定どおり終わりました。"),
    ):
        canvas.text(70, y, head, H1)
        y += 30 + canvas.paragraph(Box(70, y + 30, canvas.width - 70, 800), text, BODY) + 26
    measures = plan.measures
    goals = list(dict.fromkeys(m["path"][1] for m in measures))
    groups = [[m for m in measures if m["path"][1] == goal] for goal in goals]
    canvas.next_page(LANDSCAPE)
    canvas.text(46, 50, "第４章　実施計画", H1)
    canvas.text(46, 84, goals[0], H2)
    table(canvas, 106, groups[0], ("令和元年度", "２年度", "３年度", "４年度", "５年度"), "〃")
    canvas.text(46, 560, "※〃は、前の年度と同じ内容であることを示します。", Style(font=MINCHO, size=8.5))
    canvas.next_page()
    canvas.text(46, 50, goals[1], H2)
    table(canvas, 72, groups[1], ("’19", "’20", "’21", "’22", "’23"), "同左")
    canvas.next_page()
    canvas.text(46, 50, goals[2], H2)
    table(canvas, 72, groups[2], ("前期\n（R元～R2）", "後期\n（R3～R5）"), "", ((0, 1), (2, 4)))
    canvas.next_page(PORTRAIT)
    canvas.text(70, 70, "第５章　計画の推進", H1)
    canvas.paragraph(
        Box(70, 100, canvas.width - 70, 800), "市長を本部長とする情報化推進本部が、毎年度、進み具合を確かめます。", BODY
    )
    canvas.text(70, 760, f"編集　車座市情報統計課　　団体コード：{plan.code}", Style(font=MINCHO, size=9.5))
    write(plan, turned(canvas.to_pdf(), {3: 90, 4: 90, 5: 270}), first_page=3)


if __name__ == "__main__":
    main()
