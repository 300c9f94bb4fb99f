"""仮名町: landscape slides with text boxes and home-plate arrows (Impress)."""

from __future__ import annotations

import io

from common import load, office, write
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

NAVY, TEAL, PALE, ORANGE = RGBColor(31, 56, 100), RGBColor(0, 128, 128), RGBColor(226, 240, 240), RGBColor(248, 176, 98)
FILLS = (RGBColor(157, 195, 230), RGBColor(169, 209, 142), RGBColor(255, 217, 102), RGBColor(244, 177, 131))
FONT = "IPAPGothic"


class Slide:
    """A 960 x 540 pt slide; places in points."""

    def __init__(self, deck) -> None:
        self.slide = deck.slides.add_slide(deck.slide_layouts[6])

    def shape(
        self, kind, x, y, w, h, text="", *, size=12, fill=None, line=None, color=None, bold=False, at="left", top=False
    ):
        shape = self.slide.shapes.add_shape(kind, Pt(x), Pt(y), Pt(w), Pt(h))
        shape._element.remove(shape._element.find(qn("p:style")))  # its shadows become bitmaps
        if fill is None:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = fill
        if line is None:
            shape.line.fill.background()
        else:
            shape.line.color.rgb = line
            shape.line.width = Pt(1)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Pt(4)
        frame.margin_top = frame.margin_bottom = Pt(2)
        for index, line_text in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.alignment = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[at]
            run = paragraph.add_run()
            run.text = line_text
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
            run.font.color.rgb = color or RGBColor(0, 0, 0)
            ea = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": FONT})
            run._r.get_or_add_rPr().append(ea)
        return shape

    def box(self, *args, **kwargs):
        return self.shape(MSO_SHAPE.RECTANGLE, *args, **kwargs)

    def number(self, n) -> None:
        self.box(900, 515, 50, 20, str(n), size=10, at="right")


WHITE = RGBColor(255, 255, 255)


def measure(deck, m, n, *, jitter) -> None:
    s = Slide(deck)
    s.box(0, 0, 960, 50, f"{m['label']}　{m['title']}", size=24, fill=NAVY, color=WHITE, bold=True)
    s.box(700, 12, 250, 26, m["path"][1], size=13, fill=WHITE, color=NAVY, at="center", bold=True)
    y = 66
    for head, text, h in (
        ("現状と課題", "\n".join("・" + c for c in m["current"]), 120),
        ("取組内容", m["description"], 190),
        ("担当課", "、".join(m["departments"]), 70),
    ):
        s.box(24, y, 92, 24, head, size=13, fill=TEAL, color=WHITE, at="center", bold=True)
        s.box(24, y + 24, 430, h - 30, text, size=14, line=TEAL, top=True)
        y += h + 8
    # the right-hand box
    s.box(480, 66, 92, 24, "スケジュール", size=12, fill=TEAL, color=WHITE, at="center", bold=True)
    s.box(480, 90, 456, 240, "", line=TEAL)
    x0, w = 488, 88
    for index in range(5):
        s.box(x0 + index * w, 98, w - 3, 24, f"R{6 + index}", size=12, fill=PALE, at="center", bold=True)
    lane_ends: list[int] = []
    for index, e in enumerate(m["entries"]):
        start, end = e["start_fy"] - 2024, e["end_fy"] - 2024
        lane = next((i for i, last in enumerate(lane_ends) if last < start), len(lane_ends))
        lane_ends[lane : lane + 1] = [end]
        left = x0 + start * w + (jitter * 9 if index % 2 else -jitter * 4)
        right = x0 + (end + 1) * w - 3 - jitter * 6
        kind = MSO_SHAPE.CHEVRON if index and lane == 0 and end - start < 2 else MSO_SHAPE.PENTAGON
        bar = s.shape(
            kind, left, 136 + lane * 62, right - left, 46, e["activity"], size=11, fill=FILLS[index % 4], at="center"
        )
        bar.adjustments[0] = 0.3
    s.box(480, 346, 92, 24, "ＫＰＩ", size=13, fill=ORANGE, at="center", bold=True)
    if m["kpi"]:
        k = m["kpi"][0]
        s.box(480, 370, 456, 92, "", line=ORANGE)
        s.box(490, 376, 440, 26, k["name"], size=14, bold=True)
        s.box(500, 408, 160, 44, f"{k['values']['2023']}（R5）", size=18, at="center")
        s.shape(MSO_SHAPE.RIGHT_ARROW, 672, 418, 44, 24, fill=ORANGE)
        s.box(730, 408, 190, 44, f"{k['values']['2028']}（R10）", size=18, at="center", bold=True)
    else:
        s.box(480, 370, 456, 92, "設定しない", size=14, line=ORANGE, at="center")
    s.number(n)


def main() -> None:
    plan = load("kanamachi")
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(960 * 12700), Emu(540 * 12700)
    s = Slide(deck)
    s.box(0, 150, 960, 120, "仮名町デジタル化ロードマップ", size=40, fill=NAVY, color=WHITE, bold=True, at="center")
    s.box(0, 280, 960, 40, "令和６年度～令和10年度", size=20, at="center")
    s.box(0, 440, 960, 60, "令和６年６月\n島根県　仮名町", size=18, at="center")
    s = Slide(deck)
    s.box(0, 0, 960, 50, "１　ロードマップの趣旨", size=24, fill=NAVY, color=WHITE, bold=True)
    text = (
        "・町の人口は今年4,800人となり、窓口の仕事を続けるための人手が足りなくなる\n"
        "・このロードマップは、令和６年度から５年間に町が進めるデジタル化の順番を示す\n"
        "・毎年６月に進み具合を確かめ、順番を入れ替える"
    )
    s.box(40, 80, 880, 150, text, size=18, top=True)
    for x, (head, words) in zip(
        (60, 350, 640),
        (("知る", "困りごとを集める"), ("試す", "小さく始める"), ("広げる", "使う人を増やす")),
        strict=True,
    ):
        s.shape(MSO_SHAPE.PENTAGON, x, 280, 260, 90, f"{head}\n{words}", size=18, fill=PALE, at="center", bold=True)
    s.number(1)
    s = Slide(deck)
    s.box(0, 0, 960, 50, "２　取組の全体像", size=24, fill=NAVY, color=WHITE, bold=True)
    for index, pillar in enumerate(dict.fromkeys(m["path"][1] for m in plan.measures)):
        s.box(40 + index * 300, 80, 280, 40, pillar, size=18, fill=TEAL, color=WHITE, at="center", bold=True)
        for row, m in enumerate(m for m in plan.measures if m["path"][1] == pillar):
            s.box(40 + index * 300, 136 + row * 62, 280, 50, f"{m['label']} {m['title']}", size=15, line=TEAL)
    s.number(2)
    s = Slide(deck)
    s.box(0, 220, 960, 80, "３　取組の内容", size=36, fill=NAVY, color=WHITE, bold=True, at="center")
    s.number(3)
    for n, m in enumerate(plan.measures):
        measure(deck, m, n + 4, jitter=n % 3 - 1)
    s = Slide(deck)
    s.box(0, 0, 960, 50, "４　進め方", size=24, fill=NAVY, color=WHITE, bold=True)
    s.box(
        40,
        80,
        880,
        100,
        "・町長を本部長とする本部を置き、各課の推進員が取組を進める\n・結果は町のホームページで公表する",
        size=18,
        top=True,
    )
    s.box(40, 460, 880, 40, f"発行　仮名町総務課　　団体コード {plan.code}", size=12, at="right")
    s.number(12)
    buffer = io.BytesIO()
    deck.save(buffer)
    write(plan, office(buffer.getvalue(), ".pptx"), first_page=5)


if __name__ == "__main__":
    main()
