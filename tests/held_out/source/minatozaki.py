"""湊崎市: an A3 roadmap made in a spreadsheet; coloured runs with words centred across the cells (Calc)."""

from __future__ import annotations

import io

from kit import M, make, office, write
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

A, B, C = "誰もが使えるデジタル窓口", "データで動くまちづくり", "柔軟に働ける市役所"
TOP = "デジタル化ロードマップ"
GROUPS = [
    (
        [TOP, A, "窓口の改革"],
        [
            M(
                "1",
                "総合窓口の予約制",
                "転入・転出や出生の手続について、来庁の時刻と必要な書類を前もって知らせる予約の仕組みを整える。",
                "市民課 情報政策課",
                ["要件整理 | 2024", "試行 | 2025", "本格実施 | 2026-2028"],
                ["予約して来庁した人の割合 | 2023=0% | 2028=60%"],
                note="支所は令和８年度から",
            ),
            M(
                "2",
                "証明書交付の窓口集約",
                "税と住民票の証明を一つの窓口で受け取れるよう、システムの権限と手数料の扱いを改める。",
                "市民課 資産税課",
                ["権限の見直し | 2024-2025", "集約後の運用 | 2026-2028"],
                ["証明書の平均待ち時間 | 2023=18分 | 2028=7分"],
            ),
            M(
                "3",
                "遠隔手話通訳",
                "画面越しに手話通訳者につなぐ端末を六つの支所に置く。",
                "障がい者支援課",
                ["設置・運用 | 2024-2028"],
            ),
        ],
    ),
    (
        [TOP, A, "情報の届け方"],
        [
            M(
                "4",
                "市公式アプリの再構築",
                "ごみ、防災、子育てに分かれた三つのアプリを一つにまとめ、住む地区に応じた知らせだけを届ける。",
                "広報戦略課 まちづくり協働推進課",
                ["構想 | 2024", "設計・構築 | 2025-2026", "運用 | 2027-2028"],
                ["アプリの利用者数 | 2023=4,100人 | 2028=20,000人"],
            ),
            M(
                "5",
                "ウェブアクセシビリティの向上",
                "市のすべてのページを点検し、読み上げで意味の通じない画像や表を直す。",
                "広報戦略課",
                ["点検 | 2024", "改修 | 2025", "点検 | 2026", "改修 | 2027"],
                ["基準に合うページの割合 | 2023=61% | 2028=95%"],
                note="点検は外部に委託",
            ),
        ],
    ),
    (
        [TOP, B, "データの活用"],
        [
            M(
                "6",
                "都市計画図の公開",
                "用途地域や道路の種別を重ねて見られる地図を公開し、窓口に来なくても調べられるようにする。",
                "都市計画課 建築指導課",
                ["データ整備 | 2024-2025", "公開 | 2026-2028"],
                ["地図の閲覧数（月） | 2023=- | 2028=5,000件"],
            ),
            M(
                "7",
                "人流データによる回遊調査",
                "港の市場と駅前の間の人の流れを調べ、案内板と巡回バスの見直しに使う。",
                "商工観光課",
                ["調査 | 2025", "調査 | 2027"],
                note="２年に一度",
            ),
            M(
                "8",
                "オープンデータの拡充",
                "国の推奨する形式に合わせて、施設や統計の一覧を公開する。",
                "情報政策課",
                ["順次公開 | 2024-2028"],
                ["公開したデータの数 | 2023=34 | 2028=120"],
            ),
        ],
    ),
    (
        [TOP, B, "防災"],
        [
            M(
                "9",
                "避難所受付の電子化",
                "避難した人の名簿を、身分証や二次元コードの読み取りで作れるようにし、物資の配分に生かす。",
                "危機管理課 福祉総務課",
                ["訓練での検証 | 2024-2025", "導入 | 2026", "運用 | 2027-2028"],
                ["電子受付のできる避難所 | 2023=0か所 | 2028=42か所"],
            ),
        ],
    ),
    (
        [TOP, C, "働き方"],
        [
            M(
                "10",
                "在宅勤務の環境整備",
                "自宅や支所からも庁内と同じ画面で仕事ができるよう、持ち運べる端末に入れ替える。",
                "人事課 情報政策課",
                ["更新計画 | 2024", "端末更新 | 2025-2027", "全庁利用 | 2028"],
                ["在宅勤務をした職員の割合 | 2023=6% | 2028=40%"],
            ),
            M(
                "11",
                "電子契約",
                "工事と物品の契約書を電子に改め、印紙と郵送の手間をなくす。",
                "契約検査課",
                ["調査・検討 | 2024-2025", "運用 | 2026-2028"],
                ["電子契約の割合 | 2023=0% | 2028=80%"],
            ),
            M(
                "12",
                "議会資料の電子化",
                "議案と参考資料を端末で配り、印刷と差替えの作業をなくす。",
                "議会事務局",
                ["試行 | 2024", "運用 | 2025-2028"],
                note="傍聴者にも提供",
            ),
            M(
                "13",
                "生成ＡＩの業務利用",
                "文書の下書きや要約に使うための手引を作り、職員の研修とあわせて利用を広げる。",
                "情報政策課 人事課",
                ["手引の作成・試行 | 2024", "利用拡大 | 2025-2026", "効果の検証 | 2027", "利用拡大 | 2028"],
                ["利用した職員の割合 | 2023=3% | 2028=70%"],
            ),
        ],
    ),
]
SHEETS = ((0, 2, True), (2, 4, True), (4, 5, False))  # groups, with head rows or not
GOTHIC, PG = "IPAGothic", "IPAPGothic"
THIN = Side(style="thin")
HAIR = Side(style="hair")
FILLS = [PatternFill("solid", fgColor=c) for c in ("F8CBAD", "C6E0B4", "BDD7EE", "FFE699")]
HEAD = PatternFill("solid", fgColor="D6DCE4")
WIDTHS = (6, 12, 4.5, 24, 46, 15, 11, 11, 11, 11, 11, 25, 10, 10, 18)


def frame(left=THIN, right=THIN, top=THIN, bottom=THIN):
    return Border(left=left, right=right, top=top, bottom=bottom)


class Sheet:
    def __init__(self, book, name):
        self.ws = book.create_sheet(name)
        self.ws.page_setup.paperSize = 8
        self.ws.page_setup.orientation = "landscape"
        self.ws.page_setup.fitToHeight = 1
        self.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.ws.page_margins.left = self.ws.page_margins.right = 0.5
        for i, width in enumerate(WIDTHS):
            self.ws.column_dimensions["ABCDEFGHIJKLMNO"[i]].width = width

    def put(
        self, row, col, text, *, cols=1, rows=1, size=11, bold=False, fill=None, at="left", up="center", border=True
    ):
        cell = self.ws.cell(row, col, text)
        if cols > 1 or rows > 1:
            self.ws.merge_cells(start_row=row, end_row=row + rows - 1, start_column=col, end_column=col + cols - 1)
        cell.font = Font(name=GOTHIC if bold else PG, size=size, bold=bold)
        cell.alignment = Alignment(horizontal=at, vertical=up, wrap_text=True)
        for r in range(row, row + rows):
            for c in range(col, col + cols):
                if border:
                    self.ws.cell(r, c).border = frame()
                if fill:
                    self.ws.cell(r, c).fill = fill

    def height(self, row, points):
        self.ws.row_dimensions[row].height = points


def heads(s, row):
    for c, name in enumerate(("基本\n目標", "施策", "No.", "取組", "取組の概要", "担当部署"), 1):
        s.put(row, c, name, rows=2, fill=HEAD, at="center", bold=True)
    s.put(row, 7, "スケジュール", cols=5, fill=HEAD, at="center", bold=True)
    for i in range(5):
        s.put(row + 1, 7 + i, f"R{6 + i}", fill=HEAD, at="center")
    s.put(row, 12, "成果指標", rows=2, fill=HEAD, at="center", bold=True)
    s.put(row, 13, "現状\n(R5)", rows=2, fill=HEAD, at="center", size=10)
    s.put(row, 14, "目標\n(R10)", rows=2, fill=HEAD, at="center", size=10)
    s.put(row, 15, "備考", rows=2, fill=HEAD, at="center", bold=True)
    s.height(row, 22)
    s.height(row + 1, 20)


def measure(s, row, m):
    s.height(row, 96)
    s.put(row, 3, int(m["label"]), at="center")
    s.put(row, 4, m["title"], bold=True, size=13)
    s.put(row, 5, m["description"], size=12)
    s.put(row, 6, "\n".join(m["departments"]), size=12)
    for c in range(7, 12):
        s.put(row, c, None)
        s.ws.cell(row, c).border = frame(left=THIN if c == 7 else HAIR, right=THIN if c == 11 else HAIR)
    for n, e in enumerate(m["entries"]):
        a, b = e["start_fy"] - 2017, e["end_fy"] - 2017
        for c in range(a, b + 1):
            cell = s.ws.cell(row, c)
            cell.fill = FILLS[n % 4]
            cell.alignment = Alignment(horizontal="centerContinuous", vertical="center")
            cell.border = frame(
                left=THIN if c == 7 else HAIR if c == a else None, right=THIN if c == 11 else HAIR if c == b else None
            )
        s.ws.cell(row, a, e["activity"]).font = Font(name=PG, size=11.5 if len(e["activity"]) < 6 or b > a else 8.5)
    k = m["kpi"][0] if m["kpi"] else {"name": "―", "values": {"2023": "―", "2028": "―"}}
    s.put(row, 12, k["name"], size=12, at="left" if m["kpi"] else "center")
    s.put(row, 13, k["values"]["2023"], size=12, at="center")
    s.put(row, 14, k["values"]["2028"], size=12, at="center")
    s.put(row, 15, m.get("note", ""), size=9)


def main() -> None:
    plan = make("minatozaki", "98221", "湊崎市", "大分県", "湊崎市デジタル化推進計画", 2024, 2028, GROUPS)
    book = Workbook()
    book.remove(book.active)
    s = Sheet(book, "表紙")
    for row in range(1, 22):
        s.height(row, 36)
    s.put(6, 1, "湊崎市デジタル化推進計画", cols=15, size=40, bold=True, at="center", border=False)
    s.put(8, 1, "＝デジタル化ロードマップ＝", cols=15, size=22, at="center", border=False)
    s.put(10, 1, "計画期間：令和６年度～令和10年度", cols=15, size=18, at="center", border=False)
    s.put(18, 1, "令和６年２月　　大分県　湊崎市", cols=15, size=20, at="center", border=False)
    s.put(20, 1, f"総務省 団体コード　{plan.code}", cols=15, size=11, at="right", border=False)
    s = Sheet(book, "概要")
    s.put(1, 1, "計画の概要", cols=15, size=18, bold=True, border=False)
    for row, (head, text) in enumerate(
        (
            (
                "目的",
                "湊崎市総合計画の後期基本計画を情報の面から支え、市民が時間と場所に縛られずに行政の働きを受けられるまちをつくる。",
            ),
            ("位置付け", "官民データ活用推進基本法に基づく市町村の計画を兼ねる。"),
            ("進行管理", "毎年度１月に庁内の推進会議で点検し、次の年度の予算に映す（計画→実行→点検→改善）。"),
        ),
        3,
    ):
        s.put(row, 2, head, cols=2, fill=HEAD, at="center", bold=True, size=13)
        s.put(row, 4, text, cols=11, size=13)
        s.height(row, 48)
    s.put(8, 2, "これまでの主な取組", cols=5, size=14, bold=True, border=False)
    s.put(9, 2, "年度", cols=2, fill=HEAD, at="center")
    s.put(9, 4, "取組", cols=2, fill=HEAD, at="center")
    s.put(9, 6, "担当", fill=HEAD, at="center")
    for row, (y, t, d) in enumerate(
        (
            ("R2", "電子入札の開始", "契約検査課"),
            ("R3", "小中学校の通信網の増強", "学校教育課"),
            ("R4", "コンビニ交付の開始", "市民課"),
            ("R5", "固定資産税の家屋台帳の電子化", "資産税課"),
        ),
        10,
    ):
        s.put(row, 2, y, cols=2, at="center", size=12)
        s.put(row, 4, t, cols=2, size=12)
        s.put(row, 6, d, size=12)
        s.height(row, 24)
    s.put(16, 2, "人口の推移と見通し（人）", cols=5, size=14, bold=True, border=False)
    for i, (y, v) in enumerate(
        (("H22", "71,230"), ("H27", "68,904"), ("R2", "65,117"), ("R7", "61,800"), ("R12", "58,300"))
    ):
        s.put(17, 7 + i, y, fill=HEAD, at="center")
        s.put(18, 7 + i, v, at="center")
    s.put(17, 4, "年", cols=3, fill=HEAD, at="center")
    s.put(18, 4, "総人口", cols=3, at="center")
    s.put(
        20,
        2,
        "ロードマップの見方：色の付いた欄が取組の期間を、その中の文字が内容を表します。色は段階の順に付けたもので、意味はありません。",
        cols=13,
        size=12,
        border=False,
    )
    for number, (first, last, with_heads) in enumerate(SHEETS):
        s = Sheet(book, f"R{number + 1}")
        row = 1
        if with_heads:
            s.put(1, 1, TOP + ("" if number == 0 else "（つづき）"), cols=15, size=18, bold=True, border=False)
            s.height(1, 34)
            heads(s, 3)
            row = 5
        for path, items in GROUPS[first:last]:
            s.put(row, 2, path[2], rows=len(items), at="center", size=13)
            for m in items:
                measure(s, row, m)
                row += 1
        groups = GROUPS[first:last]
        at = row - sum(len(items) for _, items in groups)
        for goal in dict.fromkeys(path[1] for path, _ in groups):
            n = sum(len(items) for path, items in groups if path[1] == goal)
            s.put(at, 1, "\n".join(goal), rows=n, at="center", bold=True, fill=FILLS[3])
            at += n
        for extra in range(2 if number else 1):  # empty rows
            for c in range(1, 16):
                s.put(row + extra, c, None)
            s.height(row + extra, 30)
        s.ws.oddFooter.center.text = str(number + 2)
    buffer = io.BytesIO()
    book.save(buffer)
    write(plan, office(buffer.getvalue(), ".xlsx"), first_page=3)


if __name__ == "__main__":
    main()
