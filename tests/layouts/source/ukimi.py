"""浮見町: bars of every make in a ruled table, the years' heads only on its first page (reportlab)."""

from __future__ import annotations

from common import load, write
from reportlab.lib.colors import HexColor
from samples.drawing import LANDSCAPE, Box, Canvas
from samples.typesetting import GOTHIC, MINCHO, Style

BODY = Style(font=MINCHO, size=10.5, leading=1.7, first_indent=1, justify=True)
CELL = Style(font=MINCHO, size=9, leading=1.35)
BOLD = Style(font=GOTHIC, size=9.5, leading=1.35)
HEAD = Style(font=GOTHIC, size=9, align="center")
BAR = Style(font=GOTHIC, size=8.5, leading=1.15, align="center")
EDGES = (46, 70, 200, 356, 432)
CHART0, YEAR = 432, 72
X1 = CHART0 + 5 * YEAR
PAINT = {"round": "#9dc3e6", "plain": "#c5e0b4", "dash": "#ffffff", "grad": "#f4b183"}
TOP_MARGIN, BOTTOM = 60, 545
RIBBON = "職員体制の強化（県の人材派遣）"


def shape(canvas: Canvas, box: Box, make: str) -> None:
    pdf = canvas._pdf
    if make == "grad":
        pdf.saveState()
        path = pdf.beginPath()
        path.rect(box.x0, canvas.height - box.bottom, box.width, box.height)
        pdf.clipPath(path, stroke=0, fill=0)
        y = canvas.height - box.bottom
        pdf.linearGradient(box.x0, y, box.x1, y, (HexColor("#fbe5d6"), HexColor("#f4b183")), extend=False)
        pdf.restoreState()
        canvas.box(box, stroke="#843c0c", width=0.6)
    elif make == "dash":
        pdf.setDash(3, 2)
        canvas.box(box, fill=None, stroke="#385723", width=1)
        pdf.setDash()
    elif make == "round":
        canvas.box(box, fill=PAINT[make], stroke="#1f4e79", width=0.6, radius=6)
    else:
        canvas.box(box, fill=PAINT[make], stroke="#ffffff", width=1)


def bar(canvas: Canvas, top: float, spec) -> None:
    label, left, right, lane, make, where = spec
    y = top + 13 + lane * 27
    box = Box(CHART0 + left * YEAR, y, CHART0 + right * YEAR, y + 19)
    shape(canvas, box, make)
    flat = label.replace("\n", "")
    if where == "in" and flat:
        style = BAR if box.width > 8.5 * len(flat) + 4 else Style(font=GOTHIC, size=6.8, leading=1.15, align="center")
        canvas.paragraph(Box(box.x0 + 2, box.top, box.x1 - 2, box.bottom), label, style, middle=True)
    elif where == "above":
        canvas.text((box.x0 + box.x1) / 2, box.top - 10, flat, Style(font=GOTHIC, size=8, align="center"))
    elif where == "out":
        room = box.x1 + 3 + 8.5 * len(flat) < X1
        canvas.text(
            box.x1 + 3 if room else box.x0 - 3,
            box.top + 5,
            flat,
            Style(font=GOTHIC, size=8.5, align="left" if room else "right"),
        )


def rows_to_pages(plan) -> list[list]:
    """Group rows and measures, divided so that they fill pages."""
    return [plan.measures[:4], plan.measures[4:7], plan.measures[7:]]


def draw_table(canvas: Canvas, top: float, measures, seen: str, *, head: bool) -> float:
    start = top
    if head:
        canvas.box(Box(EDGES[0], top, X1, top + 24), fill="#d0e0ee", stroke=None)
        for x0, x1, name in zip(EDGES, EDGES[1:], ("", "取組", "内容", "所管"), strict=False):
            canvas.text((x0 + x1) / 2, top + 8, name, HEAD)
        for index in range(5):
            canvas.text(
                CHART0 + (index + 0.5) * YEAR, top + 8, f"Ｒ{'６７８９'[index] if index < 4 else '10'}年度", HEAD
            )
        canvas.rule(EDGES[0], top, X1, top)
        for x in (*EDGES, *(CHART0 + i * YEAR for i in range(6))):
            canvas.rule(x, top, x, top + 24)
        top += 24
    places = {}
    for m in measures:
        if m["path"][1] != seen:
            seen = m["path"][1]
            canvas.box(Box(EDGES[0], top, X1, top + 20), fill="#eeeeee", stroke="#000000")
            canvas.text(EDGES[0] + 5, top + 5, seen, BOLD)
            top += 20
        lanes = 1 + max(spec[3] for spec in m["bars"])
        height = max(18 + lanes * 27, 52)
        canvas.rule(EDGES[0], top, X1, top)
        for x in (*EDGES, X1):
            canvas.rule(x, top, x, top + height)
        for index in range(1, 5):
            canvas.rule(CHART0 + index * YEAR, top, CHART0 + index * YEAR, top + height, width=0.3, color="#999999")
        canvas.text((EDGES[0] + EDGES[1]) / 2, top + 10, m["label"], Style(font=MINCHO, size=10, align="center"))
        canvas.paragraph(Box(EDGES[1] + 4, top, EDGES[2] - 4, top + height), m["title"], BOLD, middle=True)
        canvas.paragraph(Box(EDGES[2] + 4, top, EDGES[3] - 4, top + height), m["description"], CELL, middle=True)
        canvas.paragraph(
            Box(EDGES[3] + 4, top, EDGES[4] - 4, top + height), "\n".join(m["departments"]), CELL, middle=True
        )
        places[m["title"]] = (top, height)
        top += height
    canvas.rule(EDGES[0], top, X1, top)
    for m in measures:
        for spec in m["bars"]:
            bar(canvas, places[m["title"]][0], spec)
    ribbon = [m for m in measures if any(e["activity"] == RIBBON for e in m["entries"])]
    if ribbon:
        first, last = places[ribbon[0]["title"]], places[ribbon[-1]["title"]]
        box = Box(CHART0 + 2.1 * YEAR, first[0] + 6, CHART0 + 4.9 * YEAR, last[0] + last[1] - 6)
        shape(canvas, box, "round")
        canvas.paragraph(
            box.shrunk(20, 4),
            "職員体制の強化\n（県の人材派遣）",
            Style(font=GOTHIC, size=10, leading=1.4, align="center"),
            middle=True,
        )
    assert top < BOTTOM, (top, start)
    return top


def main() -> None:
    plan = load("ukimi")
    canvas = Canvas(LANDSCAPE, title="plan")
    canvas.box(Box(0, 190, canvas.width, 290), fill="#1f4e79", stroke=None)
    canvas.text(
        canvas.width / 2,
        222,
        "浮見町ＤＸ推進アクションプラン",
        Style(font=GOTHIC, size=32, align="center", color="#ffffff"),
    )
    canvas.text(canvas.width / 2, 310, "【令和６年度～令和10年度】", Style(font=GOTHIC, size=15, align="center"))
    canvas.text(canvas.width / 2, 470, "令和６年３月　三重県浮見町", Style(font=GOTHIC, size=14, align="center"))
    canvas.next_page()
    canvas.text(46, 50, "第１章　プランの目的", Style(font=GOTHIC, size=16))
    box = Box(46, 80, X1, 500)
    used = canvas.paragraph(
        box,
        "浮見町の役場では、いまも多くの仕事が紙と電話で進んでいます。このプランは、町民の時間と職員の時間をともに増やすため、５年の間に取り組む12の行動を示すものです。",
        BODY,
    )
    canvas.text(46, 100 + used, "第２章　図の見方", Style(font=GOTHIC, size=16))
    canvas.paragraph(
        Box(46, 130 + used, X1, 500),
        "次章の表の右側の帯は、行動を行う年度を表します。点線の帯は準備や制度づくりを、何段かにまたがる帯は、またがった段の全ての行動に共通することを表します。",
        BODY,
    )
    for index, (name, make) in enumerate((("実施", "plain"), ("準備", "dash"), ("強化", "grad"))):
        shape(canvas, Box(60 + index * 130, 200 + used, 120 + index * 130, 216 + used), make)
        canvas.text(126 + index * 130, 204 + used, name, Style(font=GOTHIC, size=9))
    seen = ""
    for index, measures in enumerate(rows_to_pages(plan)):
        canvas.next_page()
        top = TOP_MARGIN
        if index == 0:
            canvas.text(46, 50, "第３章　アクションプラン", Style(font=GOTHIC, size=16))
            top = 82
        draw_table(canvas, top, measures, seen, head=index == 0)
        seen = measures[-1]["path"][1]
        canvas.text(canvas.width / 2, 565, str(canvas.page_number), Style(font=MINCHO, size=9, align="center"))
    canvas.next_page()
    canvas.text(46, 50, "第４章　進行管理", Style(font=GOTHIC, size=16))
    canvas.paragraph(Box(46, 80, X1, 500), "毎年９月に町議会へ報告し、必要に応じて帯を引き直します。", BODY)
    canvas.text(46, 500, f"浮見町総務課　〔地方公共団体コード {plan.code}〕", Style(font=MINCHO, size=9.5))
    write(plan, canvas.to_pdf(), first_page=3)


if __name__ == "__main__":
    main()
