"""霧ノ沢村: one wide table on facing pages, left the measures, right the years with arrows of characters (Chromium)."""

from __future__ import annotations

from kit import M, chromium, make, markup, term, write

CH = "第３章　施策と実施時期"
P1, P2, P3, P4 = (
    [CH, t]
    for t in (
        "基本方針１　遠くても届く",
        "基本方針２　つながりで守る",
        "基本方針３　なりわいを伸ばす",
        "基本方針４　役場を軽くする",
    )
)
GROUPS = [
    (
        P1,
        [
            M(
                "1",
                "巡回窓口車の導入",
                "職員が乗り込み、証明書の発行と各種の届出を受ける車を五つの地区に走らせる。",
                "住民課",
                ["検討 | 2025-2026", "実施 | 2027-2029"],
                style="line",
                note="車両は中古",
            ),
            M(
                "2",
                "電子申請の拡大",
                "狩猟、農地、簡易水道など村に特有の届出から順に、電子申請{注１}に改める。",
                "住民課 産業課",
                ["実施 | 2025-2029"],
                style="line",
            ),
            M(
                "3",
                "税・使用料のコード払い",
                "納付書に印刷した二次元コードで納められるようにする。",
                "出納室",
                ["準備 | 2025", "実施 | 2026-2029"],
                style="cell",
            ),
        ],
    ),
    (
        P2,
        [
            M(
                "4",
                "見守りセンサーの貸出し",
                "一人で暮らす高齢の人の家に、電気の使われ方で異変を知らせる機器を貸し出す。",
                "保健福祉課 地域包括支援センター",
                ["募集・試行 | 2025", "貸出し | 2026-2029"],
                style="line",
                note="希望者に限る",
            ),
            M(
                "5",
                "村内放送の文字配信",
                "放送の内容をテレビのデータ放送とスマートフォンに文字で送る。",
                "総務課",
                ["設計 | 2025", "工事 | 2026-2027", "運用 | 2028-2029"],
                style="line",
            ),
            M(
                "6",
                "山の遭難対策",
                "登山口に登山届の読取機を置き、下山の確認まで自動で行う。",
                "総務課 産業課",
                ["調査 | 2026", "設置・運用 | 2027-2029"],
                style="cell",
            ),
        ],
    ),
    (
        P3,
        [
            M(
                "7",
                "林業の測量の効率化",
                "上空からの計測で山の境と木の量を調べ、所有者の立会いの手間を減らす。",
                "産業課",
                ["計測 | 2025-2027", "活用 | 2028-2029"],
                style="line",
            ),
            M(
                "8",
                "観光案内の多言語化",
                "案内板に二次元コードを貼り、六つの言語で音声の案内を流す。",
                "観光交流室",
                ["翻訳 | 2025", "公開 | 2026-2029"],
                style="cell",
                note="声は村民が担当",
            ),
            M(
                "9",
                "関係人口の登録制度",
                "村に通う人に電子の村民証を発行し、空き家や祭りの知らせを届ける。",
                "観光交流室 企画課",
                ["制度設計 | 2025-2026", "発行 | 2027-2029"],
                style="line",
            ),
        ],
    ),
    (
        P4,
        [
            M(
                "10",
                "基幹系システムの共同利用",
                "隣り合う三つの村と同じシステムを使い、費用と人手を分け合う。",
                "総務課 住民課",
                ["移行 | 2025", "共同利用 | 2026-2029"],
                style="line",
            ),
            M(
                "11",
                "会議の記録の自動作成",
                "音声を文字に変える仕組み{注２}を使い、議事録を作る時間を短くする。",
                "総務課 議会事務局",
                ["試行 | 2025-2026", "実施 | 2027-2029"],
                style="cell",
            ),
            M(
                "12",
                "職員の遠隔研修",
                "県と共同の講座を職場で受けられるようにする。",
                "総務課",
                ["継続実施 | 2025-2029"],
                style="line",
            ),
        ],
    ),
]
TERMS = [
    term("注１", "電子申請", "役場に行かず、通信網を通じて申請や届出を行うこと。", "footnote"),
    term("注２", "音声を文字に変える仕組み", "話された言葉を聞き分け、文章に直すソフトウェア。", "footnote"),
]
CSS = """
* { font-synthesis: none; }
@page { size: A4; margin: 20mm 15mm 18mm; }
body { font: 10.5pt/1.7 IPAPMincho; margin: 0; }
h1 { font: 17pt IPAPGothic; margin: 0 0 5mm; border-left: 3mm solid #7b3f00; padding-left: 3mm; }
h2 { font: 12pt IPAPGothic; margin: 5mm 0 2mm; }
p { margin: 0 0 2mm; text-indent: 1em; }
.page { break-before: page; }
table { border-collapse: collapse; width: calc(100% - 1mm); table-layout: fixed; }
th, td { border: 0.25mm solid #444; padding: 0 1.5mm; font-weight: normal; overflow: hidden; }
th { font-family: IPAPGothic; background: #f3e9dc; height: 9mm; line-height: 1.15; font-size: 9.5pt; }
.w td { height: 27mm; line-height: 1.45; }
.w tr.g td { height: 8.5mm; background: #fbf6ef; font-family: IPAPGothic; }
.c { text-align: center; white-space: nowrap; padding: 0; font-family: IPAMincho; }
td.t { font-family: IPAPGothic; }
.note { font-size: 8.5pt; text-indent: 0; margin: 1.5mm 0 0; }
.tree td { border: 0; padding: 1mm 2mm; }
.tree td.b { border: 0.3mm solid #7b3f00; }
.cover { padding-top: 70mm; text-align: center; }
"""


def dashes(n, words, width) -> str:
    """An arrow made of characters about as long as its cells."""
    room = int(width * 6.0 - len(words) - 2)
    if n % 3 == 0:
        half = max(room // 2, 1)
        return f"●{'―' * half}{words}{'―' * half}→"
    if n % 3 == 1:
        return f"{words}{'―' * max(room, 1)}→"
    return f"{'―' * max(room // 2, 1)}　{words}　{'―' * max(room // 2 - 1, 1)}→"


def years(m, index) -> str:
    out, at = [], 2025
    for n, e in enumerate(m["entries"]):
        out += ["<td></td>"] * (e["start_fy"] - at)
        span = e["end_fy"] - e["start_fy"] + 1
        if m["style"] == "line":
            words = dashes(index + n, e["activity"], span) if span > 1 else e["activity"]
            out.append(f"<td class=c colspan={span}>{words}</td>")
        else:
            out += [f"<td class=c>{e['activity']}</td>", *["<td class=c>→</td>"] * (span - 1)]
        at = e["end_fy"] + 1
    out += ["<td></td>"] * (2030 - at)
    return "".join(out)


def spread(groups, first) -> str:
    left = [
        "<table class=w><colgroup><col style='width:10mm'><col style='width:42mm'><col><col style='width:34mm'></colgroup><tr style='height:18mm'><th>番号<th>施策<th>内容<th>担当</tr>"
    ]
    right = [
        "<table class=w><colgroup><col style='width:10mm'><col span=5><col style='width:26mm'></colgroup><tr><th rowspan=2>番号<th colspan=5>実施時期<th rowspan=2>備考</tr><tr><th>令和<br>７年度<th>令和<br>８年度<th>令和<br>９年度<th>令和<br>10年度<th>令和<br>11年度</tr>"
    ]
    n = 0
    for path, items in groups:
        left.append(f"<tr class=g><td colspan=4>{path[1]}</tr>")
        right.append("<tr class=g><td colspan=7></tr>")
        for m in items:
            left.append(
                f"<tr><td class=c>{m['label']}<td class=t>{m['title']}<td>{markup(m['description'])}<td>{'<br>'.join(m['departments'])}</tr>"
            )
            right.append(f"<tr><td class=c>{m['label']}{years(m, n)}<td>{m.get('note', '')}</tr>")
            n += 1
    notes = "".join(
        f"<p class=note>{t['marker']}　{t['term']}：{t['definition']}</p>"
        for t in TERMS
        if any("{" + t["marker"] in m["description"] for _, items in groups for m in items)
    )
    head = f"<h1>{CH}</h1>" if first else "<h1 style='border-color:#fff'>&nbsp;</h1>"
    return f"<div class=page>{head}{''.join(left)}</table>{notes}</div><div class=page><h1 style='border-color:#fff'>&nbsp;</h1>{''.join(right)}</table></div>"


def main() -> None:
    plan = make("kirinosawa", "98531", "霧ノ沢村", "奈良県", "霧ノ沢村情報化基本計画", 2025, 2029, GROUPS, TERMS)
    tree = "".join(
        f"<tr><td class=b>{path[1]}<td>──<td class=b>{'<br>'.join(m['label'] + '　' + m['title'] for m in items)}</tr><tr><td>&nbsp;</tr>"
        for path, items in GROUPS
    )
    page = f"""<!doctype html><html lang=ja><meta charset=utf-8><style>{CSS}</style>
<div class=cover><div style="font:30pt IPAPGothic">霧ノ沢村情報化基本計画</div><p style="font-size:14pt;margin-top:8mm;text-indent:0">令和７年度 ～ 令和11年度</p><p style="margin-top:90mm;font-size:14pt;text-indent:0">令和７年３月<br>奈良県 霧ノ沢村</p></div>
<div class=page><h1>第１章　計画の基本</h1><h2>１　目的</h2><p>霧ノ沢村は面積の９割が山林であり、五つの地区は一本の道で結ばれている。道が雪や崩落で閉ざされても暮らしが続くよう、情報の道を太くすることを目的とする。</p>
<h2>２　期間</h2><p>令和７年度から令和11年度までの５年間とする。</p>
<h2>３　村民アンケートの結果</h2><p>18歳以上の全村民に、これまでに三度たずねた。</p>
<table style="font-size:9pt;width:130mm"><tr><th>問<th>令和元年度<th>令和４年度<th>令和６年度</tr><tr><td>スマートフォンを持っている<td class=c>41％<td class=c>58％<td class=c>69％</tr><tr><td>買物に通信販売を使う<td class=c>22％<td class=c>30％<td class=c>37％</tr><tr><td>手続を家で済ませたい<td class=c>35％<td class=c>51％<td class=c>64％</tr></table>
<h2>４　これまでの整備</h2><table style="font-size:9pt;width:130mm"><tr><th style="width:30mm">年度<th>内容</tr><tr><td>平成22年度<td>全戸に光回線を引込み</tr><tr><td>平成30年度<td>防災行政無線をデジタルに更新</tr><tr><td>令和３年度<td>学校に一人一台の端末を配備</tr></table></div>
<div class=page><h1>第２章　施策の体系</h1><p>四つの基本方針の下に12の施策を置く。次の章では、左の頁に施策の内容を、右の頁に実施時期を示す。</p><table class=tree>{tree}</table></div>
{spread(GROUPS[:2], True)}{spread(GROUPS[2:], False)}
<div class=page><h1>資料</h1><h2>１　策定の経過</h2><table style="font-size:9pt"><tr><th style="width:40mm">年月日<th>内容</tr><tr><td>令和６年６月12日<td>第１回策定委員会（現状と課題）</tr><tr><td>令和６年９月３日<td>第２回策定委員会（骨子）</tr><tr><td>令和６年12月20日<td>村民からの意見の募集（１月20日まで）</tr><tr><td>令和７年２月18日<td>第３回策定委員会（答申）</tr></table>
<h2>２　策定委員名簿</h2><table style="font-size:9pt"><tr><th style="width:12mm">番号<th>区分<th>氏名<th>所属</tr><tr><td class=c>1<td>学識経験者<td>山部　朋子<td>山の国大学准教授</tr><tr><td class=c>2<td>住民代表<td>滝本　勝<td>上地区区長</tr><tr><td class=c>3<td>事業者<td>森下　かえで<td>霧ノ沢森林組合</tr><tr><td class=c>4<td>行政<td>谷口　守<td>副村長</tr></table>
<p style="margin-top:20mm">発行　霧ノ沢村総務課（団体コード {plan.code}）</p></div></html>"""
    ends = {m["label"]: (5 if int(m["label"]) < 7 else 7) for m in plan.measures}
    write(plan, chromium(page), first_page=4, ends=ends)


if __name__ == "__main__":
    main()
