"""Three documents without measures: a budget (Calc), a newsletter (Chromium), an ordinance (WeasyPrint)."""

from __future__ import annotations

import io

from common import Plan, chromium, office, weasy, write
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
INCOME = (
    ("１　市税", "", 5_812_400, 5_790_100),
    ("", "１　市民税", 2_301_700, 2_288_000),
    ("", "２　固定資産税", 2_894_500, 2_890_300),
    ("", "３　軽自動車税", 210_200, 208_800),
    ("２　地方交付税", "", 6_420_000, 6_355_000),
    ("", "１　地方交付税", 6_420_000, 6_355_000),
    ("３　国庫支出金", "", 3_105_900, 3_377_200),
    ("", "１　国庫負担金", 2_007_300, 1_985_100),
    ("", "２　国庫補助金", 1_098_600, 1_392_100),
    ("４　市債", "", 1_240_000, 1_515_000),
)
SPENDING = (
    ("１　議会費", "", 198_700, 201_300),
    ("２　総務費", "", 2_411_300, 2_902_000),
    ("", "１　総務管理費", 1_902_200, 2_377_100),
    ("", "２　徴税費", 331_900, 340_700),
    ("", "３　戸籍住民基本台帳費", 177_200, 184_200),
    ("３　民生費", "", 6_733_800, 6_590_500),
    ("４　衛生費", "", 1_502_600, 1_488_100),
    ("５　農林水産業費", "", 720_400, 755_900),
    ("６　教育費", "", 2_015_500, 2_199_500),
)
WORKS = (
    ("住民記録システム改修事業", "情報管理課", 48_310, "標準に合う製品への移行に要する経費"),
    ("窓口案内機器更新事業", "市民課", 6_220, "番号札の発行機の取替え"),
    ("小学校端末更新事業", "学校教育課", 151_800, "児童用の端末1,840台の購入"),
    ("防災行政無線保守事業", "危機管理課", 12_400, "保守点検の委託"),
    ("市道舗装補修事業", "土木課", 210_000, "延長4.2km"),
)


def sheet(book, title: str, heads, rows, widths) -> None:
    ws = book.create_sheet(title)
    ws.page_setup.paperSize = 9
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.cell(1, 1, title).font = Font(name="IPAGothic", size=14)
    ws.cell(2, len(heads), "（単位：千円）").font = Font(name="IPAMincho", size=9)
    for column, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        cell = ws.cell(3, column, head)
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(horizontal="center", vertical="center")
        cell.font, cell.border = Font(name="IPAGothic", size=10), FRAME
        ws.column_dimensions["ABCDEF"[column - 1]].width = width
    for index, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            cell = ws.cell(index, column, value)
            cell.font, cell.border = Font(name="IPAMincho", size=10), FRAME
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if isinstance(value, int):
                cell.number_format = "#,##0;△#,##0"
        ws.row_dimensions[index].height = 22


def budget() -> None:
    plan = Plan("yosan", {"municipality": "見立市", "code": "99209", "prefecture": "埼玉県"}, [])
    book = Workbook()
    ws = book.active
    ws.title = "表紙"
    ws.page_setup.paperSize = 9
    for row, (text, size) in {
        8: ("令和７年度", 20),
        10: ("見立市一般会計予算書", 28),
        12: ("及び予算に関する説明書", 18),
        28: ("埼玉県見立市", 16),
        30: (f"（団体コード {plan.code}）", 10),
    }.items():
        ws.cell(row, 2, text).font = Font(name="IPAGothic", size=size)
    heads = ("款", "項", "本年度予算額", "前年度予算額", "比較")
    for title, rows in (("第１表　歳入予算", INCOME), ("第２表　歳出予算", SPENDING)):
        sheet(book, title, heads, [(*row, row[2] - row[3]) for row in rows], (24, 28, 16, 16, 14))
    sheet(book, "主な事業の概要", ("事業名", "担当課", "予算額", "説明"), WORKS, (32, 16, 14, 44))
    buffer = io.BytesIO()
    book.save(buffer)
    write(plan, office(buffer.getvalue(), ".xlsx"))


def newsletter() -> None:
    plan = Plan("koho", {"municipality": "見取町", "code": "99391", "prefecture": "山形県"}, [])
    dates = "".join(
        f"<tr><td>{name}</td><td>{a}</td><td>{b}</td><td>{c}</td></tr>"
        for name, a, b, c in (
            ("乳児健診", "10日", "8日", "12日"),
            ("歯科健診", "－", "22日", "－"),
            ("こころの相談", "17日", "15日", "19日"),
            ("スマホ相談", "毎週木曜", "毎週木曜", "毎週木曜"),
        )
    )
    page = f"""<!doctype html><html lang=ja><meta charset=utf-8><style>
* {{ font-synthesis: none; }} @page {{ size: A4; margin: 14mm; }} body {{ font: 9.5pt/1.65 IPAPMincho; margin: 0; }}
h1 {{ font: 34pt IPAPGothic; margin: 0; color: #006699; }} .date {{ border-bottom: 1mm solid #006699; margin-bottom: 4mm; }}
.c {{ columns: 3; column-gap: 6mm; }} h2 {{ font: 13pt IPAPGothic; color: #006699; margin: 0 0 2mm; break-after: avoid; }}
h3 {{ font: 10.5pt IPAPGothic; margin: 2mm 0 1mm; break-after: avoid; }} p {{ margin: 0 0 2mm; text-indent: 1em; }}
table {{ border-collapse: collapse; width: 100%; font: 8.5pt IPAPGothic; }} th, td {{ border: 0.2mm solid #888; padding: 1mm; font-weight: normal; text-align: center; }}
.b {{ background: #e6f3f8; padding: 2mm; margin: 2mm 0; break-inside: avoid; }} .n {{ break-before: page; }}</style>
<h1>広報みとり</h1><div class=date>令和７年７月号　No.712　　山形県見取町　編集　総務課　団体コード{plan.code}</div>
<div class=c><h2>特集　デジタルでつながる町</h2><p>町では今年、役場の窓口に新しい受付の機械を置きました。案内係の佐野さんは「お年寄りの方も三回目には慣れて、待つ間に世間話をする余裕ができたようです」と話します。</p>
<p>保育園では、お迎えの時刻を画面で知らせる仕組みが始まりました。父親の利用が半分を占め、電話の数は去年の三分の一になっています。</p><h3>これからの予定</h3>
<p>令和７年度は公民館のWi-Fiを増やし、令和８年度には図書室の予約を画面からできるようにする予定です。</p><div class=b>問合せ　総務課情報係　電話（内線）214</div>
<h2>夏の催し</h2><h3>①　川下り大会</h3><p>７月20日（日）午前９時から。申込みは観光協会へ。</p><h3>②　天体観測会</h3><p>８月２日（土）午後７時から、町民の森で行います。</p><h3>③　古本市</h3><p>８月９日（土）、中央公民館のロビーにて。</p>
<h2>お知らせ</h2><h3>(1)　国民年金の窓口</h3><p>免除の申請は７月から新しい年度の分を受け付けます。担当：住民課</p><h3>(2)　水道管の工事</h3><p>中町で夜間の断水があります。担当：建設水道課</p></div>
<div class=n></div><h2>保健センターの日程</h2><table><tr><th>内容</th><th>７月</th><th>８月</th><th>９月</th></tr>{dates}</table>
<div class=c style="margin-top:5mm"><h2>人の動き</h2><p>人口6,102人（前月比△９）、世帯2,377。出生２、死亡８、転入６、転出９。</p><h2>図書室だより</h2><p>夏休みの自由研究に役立つ本を集めました。貸出は一人５冊、二週間までです。</p><h2>町長の日記</h2><p>先月は県庁で開かれた会議に出席し、除雪の費用について国への要望を話し合いました。</p></div></html>"""
    write(plan, chromium(page))


def ordinance() -> None:
    plan = Plan("jorei", {"municipality": "綾織市", "code": "99210", "prefecture": "福島県"}, [])
    page = f"""<html lang=ja><style>@page {{ size: A4; margin: 25mm; @bottom-center {{ content: counter(page); }} }} body {{ font: 10.5pt/1.9 IPAMincho; }}
h1 {{ font: 14pt IPAMincho; margin-left: 3em; }} h2 {{ font: 11pt IPAMincho; margin: 4mm 0 0 3em; }} p {{ margin: 0; padding-left: 1em; text-indent: -1em; }} p.i {{ padding-left: 3em; }} p.a {{ padding-left: 4.5em; }} .r {{ text-align: right; }}
table {{ border-collapse: collapse; }} td {{ border: 0.2mm solid #000; padding: 1mm 3mm; }}</style>
<h1>綾織市情報システムの管理に関する条例</h1><p class=r>令和５年12月20日　条例第31号</p><p>（福島県綾織市　団体コード{plan.code}）</p>
<p>目次</p><p class=i>第１章　総則（第１条―第３条）</p><p class=i>第２章　情報システムの整備（第４条―第６条）</p><p class=i>第３章　雑則（第７条・第８条）</p>
<h2>第１章　総則</h2><p>（目的）</p><p>第１条　この条例は、市の機関が用いる情報システムの管理について必要な事項を定めることにより、市民の権利利益を守り、行政の運営の効率を高めることを目的とする。</p>
<p>（定義）</p><p>第２条　この条例において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。</p><p class=i>(1)　情報システム　電子計算機、通信回線及びプログラムを組み合わせ、情報を処理する仕組みをいう。</p><p class=i>(2)　所管課　情報システムを用いる事務をつかさどる課をいう。</p><p class=i>(3)　重要情報　次に掲げるものをいう。</p><p class=a>ア　個人に関する情報</p><p class=a>イ　公にすることにより事務の適正な遂行に支障を生ずるおそれのある情報</p>
<p>（市長の責務）</p><p>第３条　市長は、情報システムの管理に関する施策を総合的に定め、及び実施するものとする。</p>
<h2>第２章　情報システムの整備</h2><p>（整備の方針）</p><p>第４条　市長は、次に掲げる事項に配慮して情報システムを整備しなければならない。</p><p class=i>(1)　手続のオンライン化の推進</p><p class=i>(2)　他の地方公共団体との共同利用</p><p class=i>(3)　災害時における業務の継続</p><p>（台帳）</p><p>第５条　所管課の長は、別表に定めるところにより台帳を備えるものとする。</p><p>２　前項の台帳は、毎年度末に更新する。</p><p>（評価）</p><p>第６条　市長は、情報システムの効果を３年ごとに評価し、その結果を公表する。</p>
<h2>第３章　雑則</h2><p>（準用）</p><p>第７条　この条例の規定は、地方公営企業が用いる情報システムに準用する。</p><p>（委任）</p><p>第８条　この条例の施行に関し必要な事項は、規則で定める。</p><p style="margin-top:6mm">　附　則</p><p>この条例は、令和６年４月１日から施行する。</p>
<p style="margin-top:6mm">別表（第５条関係）</p><table><tr><td>区分</td><td>記載する事項</td><td>更新する課</td></tr><tr><td>基幹系</td><td>名称、開始の年度、経費</td><td>情報管理課</td></tr><tr><td>内部系</td><td>名称、利用者の数</td><td>総務課</td></tr><tr><td>その他</td><td>名称</td><td>所管課</td></tr></table></html>"""
    write(plan, weasy(page))


if __name__ == "__main__":
    budget()
    newsletter()
    ordinance()
