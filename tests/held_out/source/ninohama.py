"""二ノ浜町: months of the first year, then years; block arrows; the second page of the table without its head (ReportLab)."""

from __future__ import annotations

import io

from kit import M, make, write
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = "/usr/share/fonts/opentype/ipafont-gothic/"
MINCHO = "/usr/share/fonts/opentype/ipafont-mincho/"
T1, T2, T3 = "Ⅰ　暮らしの便利", "Ⅱ　海辺の安全", "Ⅲ　役場の仕事"
CH = "３　行動計画"
# bars: label, first, last (in months after April 2025; a later year is twelve), lane, where the label stands
GROUPS = [
    (
        [CH, T1],
        [
            M(
                "Ⅰ-1",
                "コンビニでの証明書の交付",
                "住民票の写しと印鑑登録証明書を、早朝から深夜まで店の端末で受け取れるようにする。",
                "町民課",
                ["改修 | 2025", "交付開始・周知 | 2025-2027"],
                bars=[("改修", 1, 6, 0, "in"), ("交付開始・周知", 7, 36, 0, "in")],
            ),
            M(
                "Ⅰ-2",
                "ごみの分別案内",
                "品物の写真を撮ると分け方を答える案内を、町の公式アカウントに加える。",
                "生活環境課",
                ["学習データの作成 | 2025", "公開 | 2026-2027"],
                bars=[("学習データの作成", 3, 11, 0, "in"), ("公開", 12, 35, 0, "in")],
            ),
            M(
                "Ⅰ-3",
                "健診のネット予約",
                "集団健診の日時を画面で選び、受ける人の待ち時間を短くする。",
                "健康課",
                ["予約 | 2025", "予約 | 2026", "予約 | 2027", "効果の検証 | 2027"],
                bars=[
                    ("予約", 0, 3, 0, "above"),
                    ("予約", 13, 19, 0, "above"),
                    ("予約", 25, 31, 0, "above"),
                    ("効果の検証", 30, 36, 1, "in"),
                ],
            ),
            M(
                "Ⅰ-4",
                "図書館の自動貸出し",
                "ＩＣタグを本に貼り、自分で借りる手続のできる機械を２台置く。",
                "教育委員会",
                ["タグの貼付け | 2025-2026", "運用 | 2027"],
                bars=[("タグの貼付け", 6, 23, 0, "in"), ("運用", 24, 36, 0, "in")],
            ),
        ],
    ),
    (
        [CH, T2],
        [
            M(
                "Ⅱ-1",
                "津波避難の道案内",
                "今いる場所から最も近い高台への道を、文字の少ない地図で示す。夜の訓練で使い勝手を確かめる。",
                "危機管理室",
                ["地図の作成 | 2025", "訓練 | 2026", "訓練 | 2027"],
                bars=[("地図の作成", 0, 11, 0, "in"), ("訓練", 16, 20, 0, "above"), ("訓練", 28, 32, 0, "above")],
            ),
            M(
                "Ⅱ-2",
                "海岸の監視カメラ",
                "三つの浜にカメラを置き、波の高さを役場と消防で同時に見る。",
                "危機管理室 建設課",
                ["設計 | 2025", "設置 | 2026", "監視 | 2027"],
                bars=[("設計", 5, 11, 0, "in"), ("設置", 12, 23, 0, "in"), ("監視", 24, 36, 0, "in")],
            ),
            M(
                "Ⅱ-3",
                "水門の遠隔操作",
                "人が近付かなくても水門を閉められるよう、操作盤と回線を二重にする。",
                "建設課 水産課",
                ["県との協議 | 2025-2027"],
                bars=[("県との協議", 0, 36, 0, "in")],
            ),
        ],
    ),
    (
        [CH, T3],
        [
            M(
                "Ⅲ-1",
                "会議の無紙化",
                "管理職の会議から順に、資料を端末の画面で配る。",
                "総務課",
                ["管理職の会議 | 2025", "全ての会議 | 2026-2027"],
                bars=[("管理職の会議", 2, 11, 0, "in"), ("全ての会議", 12, 36, 0, "in")],
            ),
            M(
                "Ⅲ-2",
                "給与事務の外部委託",
                "計算と年末調整の書類の確認を、近隣の町と共同で外部に任せる。",
                "総務課",
                ["仕様の協議 | 2025", "委託先の選定 | 2026", "委託 | 2026-2027"],
                bars=[("仕様の協議", 6, 11, 0, "in"), ("委託先の選定", 12, 19, 0, "above"), ("委託", 20, 36, 1, "in")],
            ),
            M(
                "Ⅲ-3",
                "道路台帳の電子化",
                "紙の図面を地図のデータに改め、占用の申請を画面で受け付ける。",
                "建設課",
                ["データ化 | 2025-2026", "受付 | 2027"],
                bars=[("データ化", 4, 23, 0, "in"), ("受付", 24, 35, 0, "in")],
            ),
            M(
                "Ⅲ-4",
                "情報セキュリティの訓練",
                "偽の電子メールを送る訓練と、止まったときの手作業の訓練を行う。",
                "総務課 全課",
                ["訓練 | 2025", "訓練 | 2026", "訓練 | 2027"],
                bars=[("訓練", 7, 9, 0, "above"), ("訓練", 17, 22, 0, "above"), ("訓練", 29, 34, 0, "above")],
            ),
        ],
    ),
]
W, H = A4[1], A4[0]
LEFT = (34, 66, 158, 300, 362)
MONTH, YEAR = 17.0, 104.0
X0 = LEFT[-1]
X1 = X0 + 12 * MONTH + 2 * YEAR
COLORS = {T1: (0.98, 0.75, 0.55), T2: (0.55, 0.78, 0.93), T3: (0.72, 0.86, 0.6)}
ROW = 72


def place(month: float) -> float:
    return X0 + month * MONTH if month <= 12 else X0 + 12 * MONTH + (month - 12) / 12 * YEAR


class Page:
    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.c = Canvas(self.buffer, pagesize=(W, H))
        self.number = 0

    def text(self, x, y, words, size=9.0, *, font="G", at="l", color=0) -> None:
        self.c.setFillGray(color)
        self.c.setFont(font, size)
        {"l": self.c.drawString, "c": self.c.drawCentredString, "r": self.c.drawRightString}[at](x, H - y, words)

    def para(self, x, y, words, width, size=9.0, *, font="G", lead=1.4) -> float:
        per = int(width // size)
        while words:
            cut = per + (words[per : per + 1] in "、。")
            self.text(x, y, words[:cut], size, font=font)
            words = words[cut:]
            y += size * lead
        return y

    def rect(self, x0, y0, x1, y1, fill=None, width=0.6, stroke=True) -> None:
        if fill:
            self.c.setFillColorRGB(*fill)
        self.c.setLineWidth(width)
        self.c.rect(x0, H - y1, x1 - x0, y1 - y0, fill=1 if fill else 0, stroke=1 if stroke else 0)

    def line(self, x0, y0, x1, y1, width=0.5) -> None:
        self.c.setLineWidth(width)
        self.c.line(x0, H - y0, x1, H - y1)

    def arrow(self, x0, x1, y, fill) -> None:
        p = self.c.beginPath()
        head = min(10, (x1 - x0) / 2)
        for i, (x, dy) in enumerate(
            ((x0, -6), (x1 - head, -6), (x1 - head, -11), (x1, 0), (x1 - head, 11), (x1 - head, 6), (x0, 6))
        ):
            (p.moveTo if i == 0 else p.lineTo)(x, H - (y + dy))
        p.close()
        self.c.setFillColorRGB(*fill)
        self.c.setLineWidth(0.5)
        self.c.drawPath(p, fill=1, stroke=1)

    def end(self, tab=None) -> None:
        if tab:
            self.rect(W - 26, 150, W, 330, COLORS[tab], stroke=False)
            for i, letter in enumerate(tab.replace("　", "")):
                self.text(W - 13, 172 + i * 18, letter, 12, at="c")
        if self.number:
            self.text(W / 2, H - 20, str(self.number), 9, at="c")
        self.number += 1
        self.c.showPage()


def head(p: Page, y: float) -> float:
    p.rect(LEFT[0], y, X1, y + 34, (0.9, 0.9, 0.9), 0.8)
    for a, b, name in zip(LEFT, LEFT[1:], ("番号", "取組", "内容", "担当課"), strict=False):
        p.text((a + b) / 2, y + 21, name, 9, at="c")
    p.text(X0 + 6 * MONTH, y + 12, "令和７年度", 9, at="c")
    for i in range(12):
        p.text(X0 + (i + 0.5) * MONTH, y + 29, f"{(i + 3) % 12 + 1}月", 6, at="c")
    for i, name in enumerate(("令和８年度", "令和９年度")):
        p.text(X0 + 12 * MONTH + (i + 0.5) * YEAR, y + 21, name, 9, at="c")
    p.line(X0, y + 17, X0 + 12 * MONTH, y + 17)
    for x in LEFT[1:]:
        p.line(x, y, x, y + 34)
    for i in range(1, 12):
        p.line(X0 + i * MONTH, y + 17, X0 + i * MONTH, y + 34, 0.3)
    for i in range(2):
        p.line(X0 + 12 * MONTH + i * YEAR, y, X0 + 12 * MONTH + i * YEAR, y + 34)
    return y + 34


def rows(p: Page, items, y: float, color, shift: float) -> float:
    for n, m in enumerate(items):
        p.rect(LEFT[0], y, X1, y + ROW)
        for x in LEFT[1:]:
            p.line(x, y, x, y + ROW)
        for i in range(12):
            p.c.setDash(1, 2)
            p.line(X0 + (i + 1) * MONTH, y, X0 + (i + 1) * MONTH, y + ROW, 0.25)
            p.c.setDash()
        for i in range(2):
            p.line(X0 + 12 * MONTH + i * YEAR, y, X0 + 12 * MONTH + i * YEAR, y + ROW)
        p.text((LEFT[0] + LEFT[1]) / 2, y + 18, m["label"], 9, at="c")
        p.para(LEFT[1] + 4, y + 18, m["title"], LEFT[2] - LEFT[1] - 8, 9.5)
        p.para(LEFT[2] + 4, y + 17, m["description"], LEFT[3] - LEFT[2] - 8, 9, font="M")
        for i, d in enumerate(m["departments"]):
            p.text(LEFT[3] + 4, y + 18 + i * 13, d, 9)
        lanes = max(b[3] for b in m["bars"]) + 1
        for k, (label, first, last, lane, where) in enumerate(m["bars"]):
            a, b = place(first) + 1.5, place(last) - 1.5 + (shift if (n + k) % 2 else -shift)
            mid = y + ROW / 2 + (lane - (lanes - 1) / 2) * 34 + (5 if where == "above" else 0)
            p.arrow(a, b, mid, color)
            size = min(8.5, (b - a - 12) / max(len(label), 1)) if where == "in" else 8
            p.text(
                (a + b) / 2 - (3 if where == "in" else 0),
                mid + (3 if where == "in" else -12),
                label,
                max(size, 6.2),
                at="c",
            )
        y += ROW
    return y


def main() -> None:
    plan = make("ninohama", "98371", "二ノ浜町", "千葉県", "二ノ浜町ＤＸ行動計画", 2025, 2027, GROUPS)
    pdfmetrics.registerFont(TTFont("G", FOLDER + "ipagp.ttf"))
    pdfmetrics.registerFont(TTFont("M", MINCHO + "ipam.ttf"))
    p = Page()
    p.rect(0, 180, W, 300, (0.12, 0.3, 0.47), stroke=False)
    p.text(W / 2, 252, "二ノ浜町ＤＸ行動計画", 38, at="c", color=1)
    p.text(W / 2, 340, "令和７年度（2025年度）～令和９年度（2027年度）", 16, at="c")
    p.text(W / 2, 480, "令和７年４月", 14, at="c")
    p.text(W / 2, 506, "千葉県　二ノ浜町", 18, at="c")
    p.end()
    p.text(40, 60, "１　計画の背景", 18)
    y = p.para(
        50,
        92,
        "　海に面した二ノ浜町では、夏に訪れる人が町民の数の十倍にもなる一方で、町に住む人は二十年で三割減りました。この計画は、少ない職員で町民と訪れる人の双方の安全と便利を守るための三年間の行動をまとめたものです。",
        700,
        11,
        font="M",
        lead=1.7,
    )
    p.text(50, y + 20, "町の人口（人）", 11)
    base = y + 200
    p.line(80, base, 420, base, 1)
    for i, (year, value) in enumerate(
        (("2005", 9800), ("2010", 9210), ("2015", 8470), ("2020", 7690), ("2025", 6900), ("2030", 6180))
    ):
        x = 100 + i * 54
        p.rect(x, base - value / 80, x + 30, base, (0.55, 0.78, 0.93))
        p.text(x + 15, base - value / 80 - 4, f"{value:,}", 8, at="c")
        p.text(x + 15, base + 13, f"{year}年", 9, at="c")
    p.text(480, y + 20, "これまでのできごと", 11)
    for i, (year, what) in enumerate(
        (
            ("平成29年度", "海水浴場に無料の無線LANを設置"),
            ("令和２年度", "テレビ会議の機器を導入"),
            ("令和４年度", "電子申請を12手続で開始"),
            ("令和６年度", "戸籍の届出を電子で保存"),
        )
    ):
        p.rect(480, y + 30 + i * 24, 560, y + 54 + i * 24, (0.93, 0.93, 0.93))
        p.rect(560, y + 30 + i * 24, 780, y + 54 + i * 24)
        p.text(520, y + 46 + i * 24, year, 9, at="c")
        p.text(568, y + 46 + i * 24, what, 9)
    p.end()
    p.text(40, 60, "２　進め方", 18)
    y = p.para(
        50,
        92,
        "　副町長を長とする本部の下に三つの班を置きます。毎年１月に進み具合を点検し、４月に行動計画を改めます。",
        700,
        11,
        font="M",
        lead=1.7,
    )
    p.rect(330, 150, 510, 180, (0.9, 0.9, 0.9))
    p.text(420, 169, "推進本部（本部長：副町長）", 11, at="c")
    p.line(420, 180, 420, 200)
    p.line(180, 200, 660, 200)
    for x, name, who in (
        (180, "暮らし班", "町民課・健康課"),
        (420, "安全班", "危機管理室・建設課"),
        (660, "仕事班", "総務課"),
    ):
        p.line(x, 200, x, 220)
        p.rect(x - 80, 220, x + 80, 262, (1, 1, 1))
        p.text(x, 237, name, 11, at="c")
        p.text(x, 254, who, 9, at="c")
    p.text(40, 310, "点検の一年", 12)
    for i, (name, when) in enumerate((("点検", "１月"), ("公表", "３月"), ("改定", "４月"), ("実行", "通年"))):
        p.arrow(60 + i * 150, 190 + i * 150, 350, (0.85, 0.85, 0.85))
        p.text(120 + i * 150, 353, f"{name}（{when}）", 9, at="c")
    p.end()
    for n, (path, items) in enumerate(GROUPS):
        tab = path[1]
        y = 36
        if n == 0:
            p.text(LEFT[0], 52, CH, 18)
            y = 66
        p.rect(LEFT[0], y, X1, y + 22, COLORS[tab])
        p.text(LEFT[0] + 8, y + 16, tab, 12)
        y += 22
        if n != 1:
            y = head(p, y)
        y = rows(p, items, y, COLORS[tab], 2.0 + n)
        if n == 2:
            p.text(LEFT[0], y + 30, f"二ノ浜町総務課情報係　　市区町村コード　{plan.code}", 9)
        p.end(tab)
    p.c.save()
    write(plan, p.buffer.getvalue(), first_page=4)


if __name__ == "__main__":
    main()
