"""架空市: horizontal rules only, goal rows across the table, filled year cells without words (WeasyPrint)."""

from __future__ import annotations

from common import load, markup, weasy, write

CSS = """
@page { size: A4 landscape; margin: 18mm 18mm; @bottom-right { content: counter(page); font: 9pt IPAPGothic; } }
body { font: 10.5pt/1.7 IPAPMincho; }
h1 { font: 18pt IPAPGothic; margin: 0 0 4mm; }
h2 { font: 13pt IPAPGothic; margin: 5mm 0 2mm; }
p { margin: 0 0 2mm; text-indent: 1em; }
.page { break-before: page; }
.cover h1 { font-size: 30pt; padding-top: 55mm; border-bottom: 1mm solid #7f6000; padding-bottom: 4mm; }
table { border-collapse: collapse; width: 100%; font: 9pt/1.45 IPAPGothic; table-layout: fixed; }
thead th { border-top: 0.6mm solid #000; border-bottom: 0.3mm solid #000; font-weight: normal; padding: 1.2mm; }
td { border-bottom: 0.15mm solid #888; padding: 1.6mm 1.5mm; vertical-align: middle; }
tr.goal td { background: #fff2cc; border-bottom: 0.3mm solid #000; font-size: 10pt; }
th.y, td.y { text-align: center; }
td.w { background: #fbe5a6; border-left: 0.4mm solid #fff; border-right: 0.4mm solid #fff; }
td.on { background: #bf9000; border-left: 0.4mm solid #fff; border-right: 0.4mm solid #fff; }
.n { width: 9mm; text-align: center; } .t { width: 52mm; } .k { width: 30mm; } .y { width: 23mm; }
tr { break-inside: avoid; }
sup { font-size: 6pt; line-height: 0; }
.note { font-size: 8.5pt; text-indent: 0; margin-top: 2mm; }
"""


def main() -> None:
    plan = load("kaku")
    rows, seen = [], ""
    for m in plan.measures:
        if m["path"][1] != seen:
            seen = m["path"][1]
            rows.append(f"<tr class=goal><td colspan=8>{seen}</td></tr>")
        cells, fy = "", 2022
        while fy < 2026:
            e = next((e for e in m["entries"] if e["start_fy"] == fy and e["activity"]), None)
            if e and e["activity"] != "―":
                span = e["end_fy"] - e["start_fy"] + 1
                cells += f'<td class="y w" colspan={span}>{e["activity"]}</td>'
                fy = e["end_fy"] + 1
            else:
                cells += f'<td class="y{" on" if fy in m.get("fills", []) else ""}">{e["activity"] if e else ""}</td>'
                fy += 1
        rows.append(
            f"<tr><td class=n>{m['label']}</td><td>{markup(m['title'])}</td><td>{markup(m['description'])}</td>"
            f"<td>{'<br>'.join(m['departments'])}</td>{cells}</tr>"
        )
        m["entries"] = [e for e in m["entries"] if e["activity"] != "―"]
    years = "".join(f"<th class=y>令和{fy - 2018}年度<br>({fy})</th>" for fy in range(2022, 2026))
    head = (
        f"<thead><tr><th class=n>No.</th><th class=t>取組</th><th>概要</th><th class=k>所管課</th>{years}</tr></thead>"
    )
    notes = "".join(f"<p class=note>{t['marker']}　{t['term']}：{t['definition']}</p>" for t in plan.terms)
    budget = "".join(
        f"<tr><td>{name}</td><td class=y>{a}</td><td class=y>{b}</td></tr>"
        for name, a, b in (
            ("職員数", "612人", "571人"),
            ("窓口の来庁者", "182,400人", "151,900人"),
            ("電子申請", "3,120件", "21,870件"),
        )
    )
    page = f"""<html lang=ja><style>{CSS}</style>
<div class=cover><h1>架空市ＤＸアクションプログラム</h1><p>計画期間：令和４年度（2022年度）～令和７年度（2025年度）</p><p>令和４年２月　岡山県架空市</p></div>
<div class=page><h1>Ⅰ　策定の趣旨</h1><p>市の仕事の多くは、紙と対面を前提に半世紀をかけて組み上がったものです。このプログラムは、その前提を外したときに何から作り直すべきかを、４年分の行動として示します。</p>
<h1>Ⅱ　現状</h1><p>10年前と比べた主な数値は次のとおりです。</p>
<table style="width:60%"><thead><tr><th>項目</th><th class=y>平成23年度</th><th class=y>令和３年度</th></tr></thead>{budget}</table></div>
<div class=page><h1>Ⅲ　アクションプログラム</h1><table>{head}<tbody>{"".join(rows)}</tbody></table>{notes}</div>
<div class=page><h1>Ⅳ　推進体制</h1><p>最高デジタル責任者（副市長）の下に、各部の次長による推進会議を置きます。</p><p>架空市情報政策課　　市区町村コード　{plan.code}</p></div></html>"""
    write(plan, weasy(page), first_page=3)


if __name__ == "__main__":
    main()
