"""星塚市: a vision of slides, two measures side by side on each, and a slide of reposts (Impress)."""

from __future__ import annotations

import io

from kit import M, make, office, write
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

FONT = "Noto Sans CJK JP"
WHITE, BLACK = RGBColor(255, 255, 255), RGBColor(40, 40, 40)
GREEN, PALE, GREY, LIME = RGBColor(0, 112, 80), RGBColor(226, 240, 217), RGBColor(217, 217, 217), RGBColor(146, 208, 80)
FILLS = (RGBColor(180, 222, 203), RGBColor(255, 230, 153), RGBColor(189, 215, 238))
H1, H2, H3 = "方針Ⅰ　市民とつながる", "方針Ⅱ　まちを動かす", "方針Ⅲ　市役所が変わる"
HIGH = "重点プロジェクト"
YEARS = (2025, 2026, 2027, 2028)
GROUPS = [
    (
        [H1],
        [
            M(
                "施策１",
                "スマート窓口",
                "・氏名や住所を何度も書かなくてよい窓口を、本庁から支所へ広げます\n・事前に入力した内容を二次元コードで受け取ります",
                "市民課 税務課",
                ["本庁で実施 | 2025", "支所へ拡大 | 2026-2028"],
                ["書かない窓口の数 | 2024=2 | 2028=14"],
            ),
            M(
                "施策２",
                "いつでも相談チャット",
                "・よくある質問に昼夜を問わず答えます\n・答えられない質問は翌朝、職員が返信します",
                "広聴課",
                ["試行 | 2025", "運用 | 2026-2028"],
                ["解決した割合 | 2024=－ | 2028=75%"],
            ),
            M(
                "施策３",
                "公共施設の鍵の電子化",
                "・予約した人に時間限りの暗証番号を送り、鍵の受渡しをなくします\n・体育館から始め、集会所に広げます",
                "スポーツ課 地域振興課",
                ["検討 | 2025", "体育館 | 2026", "集会所 | 2027-2028"],
                ["対象施設 | 2024=0施設 | 2028=38施設"],
            ),
            M(
                "施策４",
                "デジタル活用支援員",
                "・地域の支援員が公民館で月２回、困りごとに応じます\n・支援員の養成講座を毎年開きます",
                "生涯学習課",
                ["養成・活動 | 2025-2028"],
                ["支援員の人数 | 2024=12人 | 2028=80人"],
            ),
        ],
    ),
    (
        [H2],
        [
            M(
                "施策５",
                "下水道管の遠隔点検",
                "・マンホールの蓋の下に水位計を置き、大雨のときの様子を離れて見ます\n・管の傷みを画像から見分けます",
                "下水道課",
                ["設置 | 2025-2026", "監視・分析 | 2027-2028"],
                ["水位計の数 | 2024=5台 | 2028=60台"],
            ),
            M(
                "施策６",
                "果樹園の見守り",
                "・霜の降りる夜を予測して知らせます\n・熟練者の剪定を動画に残します",
                "農政課",
                ["実証 | 2025-2026", "普及 | 2027-2028"],
                ["利用する農家 | 2024=8戸 | 2028=120戸"],
            ),
        ],
    ),
    (
        [H3],
        [
            M(
                "施策７",
                "書類の電子保存",
                "・過去の簿冊を画像にして書庫を縮めます\n・保存年限の過ぎた文書を確実に廃棄します",
                "総務課",
                ["計画 | 2025", "電子化 | 2026-2028"],
                ["書庫の面積 | 2024=420㎡ | 2028=150㎡"],
            ),
            M(
                "施策８",
                "業務の見える化",
                "・仕事の手順を図にして、無駄と重なりを取り除きます",
                "行政改革課 人事課",
                ["３課で試行 | 2025", "全庁展開 | 2026-2027", "定着 | 2028"],
                ["見直した業務 | 2024=6件 | 2028=150件"],
            ),
        ],
    ),
    (
        [HIGH],
        [
            M(
                "施策３",
                "公共施設の鍵の電子化（再掲）",
                "無人で開け閉めできる施設を増やし、夜間と早朝の利用を広げることで、部活動の地域への移行を支えます。",
                "スポーツ課 地域振興課",
                ["体育館 | 2026", "集会所 | 2027-2028"],
            ),
            M(
                "施策５",
                "下水道管の遠隔点検（再掲）",
                "水位の情報を消防団と共有し、見回りの順番を決めるのに使います。",
                "下水道課",
                ["設置 | 2025-2026", "共有 | 2026-2028"],
            ),
        ],
    ),
]


class Slide:
    def __init__(self, deck, title="", number=None):
        self.slide = deck.slides.add_slide(deck.slide_layouts[6])
        if title:
            self.box(0, 14, 14, 40, fill=GREEN)
            self.box(22, 10, 700, 48, title, size=26, bold=True, color=GREEN)
            self.line(22, 60, 938, 60, GREEN, 2)
        if number:
            self.box(880, 512, 60, 20, f"{number}", size=10, at="right")
            self.box(24, 512, 300, 20, "星塚市デジタルビジョン2028", size=9)

    def shape(
        self, kind, x, y, w, h, text="", *, size=12, fill=None, line=None, color=BLACK, bold=False, at="left", top=False
    ):
        shape = self.slide.shapes.add_shape(kind, Pt(x), Pt(y), Pt(w), Pt(h))
        shape._element.remove(shape._element.find(qn("p:style")))
        if fill is None:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = fill
        if line is None:
            shape.line.fill.background()
        else:
            shape.line.color.rgb, shape.line.width = line, Pt(1)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Pt(4)
        frame.margin_top = frame.margin_bottom = Pt(1)
        for i, words in enumerate(text.split("\n")):
            p = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            p.alignment = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[at]
            run = p.add_run()
            run.text = words
            run.font.size, run.font.bold, run.font.name, run.font.color.rgb = Pt(size), bold, FONT, color
            run._r.get_or_add_rPr().append(run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": FONT}))
        return shape

    def box(self, *a, **k):
        return self.shape(MSO_SHAPE.RECTANGLE, *a, **k)

    def round(self, *a, **k):
        return self.shape(MSO_SHAPE.ROUNDED_RECTANGLE, *a, **k)

    def line(self, x0, y0, x1, y1, color=BLACK, width=1.0):
        c = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(x0), Pt(y0), Pt(x1), Pt(y1))
        c.line.color.rgb, c.line.width = color, Pt(width)


def bars(s, m, x, y, w, *, with_years=True):
    width = w / 4
    if with_years:
        for i, year in enumerate(YEARS):
            s.box(x + i * width, y, width - 2, 18, f"{year}年度", size=10, fill=GREY, at="center")
        y += 22
    used = {}
    for n, e in enumerate(m["entries"]):
        a, b = e["start_fy"] - 2025, e["end_fy"] - 2025
        lane = 1 if any(used.get((0, i)) for i in range(a, b + 1)) else 0
        for i in range(a, b + 1):
            used[lane, i] = True
        bar = s.shape(
            MSO_SHAPE.PENTAGON,
            x + a * width + 3,
            y + lane * 28,
            (b - a + 1) * width - 9,
            26,
            e["activity"],
            size=10.5,
            fill=FILLS[n % 3],
            line=GREEN,
            at="center",
        )
        bar.adjustments[0] = 0.35


def panel(s, m, x):
    w = 446
    s.round(x, 72, w, 34, f"{m['label']}　{m['title']}", size=17, bold=True, fill=GREEN, color=WHITE).adjustments[0] = (
        0.2
    )
    s.box(x + 176, 108, 270, 22, f"（{'・'.join(m['departments'])}）", size=11, at="right")
    s.box(x, 132, w, 196, m["description"], size=14, line=GREEN, top=True)
    s.box(x, 336, 90, 18, "スケジュール", size=10.5, bold=True)
    bars(s, m, x, 356, w)
    k = m["kpi"][0]
    s.box(x, 440, 60, 56, "目標", size=14, bold=True, fill=LIME, at="center")
    s.box(x + 60, 440, w - 60, 56, line=LIME)
    s.box(x + 66, 442, 300, 22, k["name"], size=12, bold=True)
    s.box(x + 80, 466, 130, 26, f"{k['values']['2024']}（2024年度）", size=12)
    s.shape(MSO_SHAPE.RIGHT_ARROW, x + 222, 472, 36, 14, fill=LIME)
    s.box(x + 272, 466, 160, 26, f"{k['values']['2028']}（2028年度）", size=12, bold=True)


def main() -> None:
    plan = make("hoshizuka", "98231", "星塚市", "長崎県", "星塚市デジタルビジョン2028", 2025, 2028, GROUPS)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(960 * 12700), Emu(540 * 12700)
    s = Slide(deck)
    s.box(0, 0, 960, 540, fill=PALE)
    s.box(60, 170, 840, 70, "星塚市デジタルビジョン2028", size=42, bold=True, color=GREEN)
    s.line(64, 248, 620, 248, GREEN, 3)
    s.box(60, 256, 840, 36, "計画期間　2025（令和７）年度～2028（令和10）年度", size=18)
    s.box(60, 440, 840, 50, "令和７年３月\n長崎県星塚市", size=18)
    s = Slide(deck, "ビジョンの背景", 1)
    s.box(
        30,
        70,
        900,
        130,
        "・坂の多い星塚市では、役所や病院への行き来が暮らしの大きな負担になっています\n・市の人口は2040年に今の４分の３になると見込まれます\n・デジタルの力で、坂を上らなくてもよいまちをめざします",
        size=16,
        top=True,
    )
    s.box(30, 214, 300, 24, "これまでの歩み", size=15, bold=True, color=GREEN)
    for i, (y, t) in enumerate(
        (
            ("2019", "光回線の全戸整備"),
            ("2020", "一人一台端末"),
            ("2021", "コンビニ交付"),
            ("2022", "電子図書館"),
            ("2023", "ＤＸ推進課の設置"),
            ("2024", "本ビジョンの検討"),
        )
    ):
        s.shape(
            MSO_SHAPE.PENTAGON, 30 + i * 150, 244, 148, 60, f"{y}年度\n{t}", size=12, fill=PALE, line=GREEN, at="center"
        ).adjustments[0] = 0.2
    s.box(30, 326, 300, 24, "進め方（ＰＤＣＡ）", size=15, bold=True, color=GREEN)
    for x, y, t in (
        (150, 356, "Plan\n計画"),
        (320, 392, "Do\n実行"),
        (150, 436, "Check\n評価"),
        (30, 392, "Act\n改善"),
    ):
        s.shape(MSO_SHAPE.OVAL, x, y, 100, 54, t, size=12, fill=FILLS[0], at="center")
    s.shape(MSO_SHAPE.RIGHT_ARROW, 262, 378, 46, 16, fill=GREY)
    s.shape(MSO_SHAPE.LEFT_ARROW, 262, 442, 46, 16, fill=GREY)
    s.box(500, 326, 300, 24, "推進体制", size=15, bold=True, color=GREEN)
    s.box(620, 352, 180, 28, "本部長（市長）", size=13, fill=GREEN, color=WHITE, at="center")
    s.line(710, 380, 710, 400)
    s.line(540, 400, 880, 400)
    for i, t in enumerate(("総務部会\n総務課", "市民部会\n市民課", "経済部会\n農政課")):
        s.line(540 + i * 170, 400, 540 + i * 170, 420)
        s.box(480 + i * 170, 420, 120, 46, t, size=12, line=GREEN, at="center")
    s = Slide(deck, "施策の体系", 2)
    s.box(30, 210, 150, 90, "坂を上らなくても\nよいまち", size=16, bold=True, fill=GREEN, color=WHITE, at="center")
    y = 74
    s.line(180, 255, 210, 255)
    tops = []
    for (goal,), items in GROUPS[:3]:
        h = len(items) * 50
        s.box(240, y + h / 2 - 26, 230, 44, goal, size=15, bold=True, fill=PALE, line=GREEN, at="center")
        tops.append(y + h / 2 - 4)
        s.line(210, tops[-1], 240, tops[-1])
        for i, m in enumerate(items):
            s.line(470, tops[-1], 520, y + i * 50 + 20)
            s.box(520, y + i * 50, 400, 40, f"{m['label']}　{m['title']}", size=14, line=GREEN)
        y += h + 8
    s.line(210, tops[0], 210, tops[-1])
    number = 3
    for (goal,), items in GROUPS[:3]:
        for i in range(0, len(items), 2):
            s = Slide(deck, goal, number)
            for x, m in zip((24, 490), items[i : i + 2], strict=False):
                panel(s, m, x)
            number += 1
    s = Slide(deck, HIGH, number)
    s.box(30, 66, 900, 24, "八つの施策のうち、市が特に力を入れて進めるものです。", size=13)
    for i, m in enumerate(GROUPS[3][1]):
        y = 100 + i * 192
        s.round(30, y, 900, 180, line=GREEN).adjustments[0] = 0.05
        s.box(40, y + 6, 600, 32, f"{m['label']}　{m['title']}", size=17, bold=True, color=GREEN)
        s.box(640, y + 10, 280, 24, f"（{'・'.join(m['departments'])}）", size=11, at="right")
        s.box(40, y + 42, 380, 126, m["description"], size=14, top=True)
        bars(s, m, 440, y + 50, 470)
    s.box(500, 490, 430, 20, f"発行：星塚市ＤＸ推進課　　団体コード{plan.code}", size=10, at="right")
    buffer = io.BytesIO()
    deck.save(buffer)
    write(plan, office(buffer.getvalue(), ".pptx"), first_page=4)


if __name__ == "__main__":
    main()
