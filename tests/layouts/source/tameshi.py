"""試ヶ丘町: small tables whose rows are years, under each measure (WeasyPrint)."""

from __future__ import annotations

from common import load, markup, weasy, write

CSS = """
@page { size: A4; margin: 22mm 20mm; @bottom-center { content: "- " counter(page) " -"; font: 9pt IPAMincho; } }
@page :first { @bottom-center { content: none; } }
body { font: 10.5pt/1.7 IPAMincho; }
h1 { font: 17pt IPAGothic; border-left: 4mm solid #2f5597; padding-left: 3mm; margin: 0 0 5mm; }
h2 { font: 13pt IPAGothic; border-bottom: 0.5mm solid #2f5597; margin: 7mm 0 3mm; break-after: avoid; }
h3 { font: 11.5pt IPAGothic; margin: 5mm 0 1mm; break-after: avoid; color: #2f5597; }
p { margin: 0 0 1.5mm; text-indent: 1em; text-align: justify; }
p.dep { text-indent: 0; }
.page { break-before: page; }
.cover { text-align: center; padding-top: 75mm; }
.cover h1 { border: 0; font-size: 25pt; }
table { border-collapse: collapse; width: 88%; margin: 1mm auto 4mm; font-size: 9.5pt; line-height: 1.4; }
th, td { border: 0.2mm solid #444; padding: 1mm 2mm; font-weight: normal; }
thead th { background: #d9e2f3; }
tbody th { width: 34mm; text-align: left; background: #f2f2f2; }
td.v { width: 34mm; text-align: right; }
td.v.none { text-align: center; }
tr { break-inside: avoid; }
"""


def year_name(fy: int, *, both: bool) -> str:
    name = f"令和{fy - 2018}年度"
    return f"{name}（{fy}）" if both else name


def table(m) -> str:
    k = m["kpi"][0] if m["kpi"] else None
    head = "<thead><tr><th>年度</th><th>取組の内容</th>" + (f"<th>{k['name']}</th>" if k else "") + "</tr></thead>"
    covered = {fy for e in m["entries"] for fy in range(e["start_fy"], e["end_fy"] + 1)}
    rows = []
    for fy in range(2024, 2029):
        cells = f"<th>{year_name(fy, both=True)}</th>"
        for e in m["entries"]:
            if e["start_fy"] == fy:
                span = e["end_fy"] - fy + 1
                cells += f"<td rowspan={span}>{markup(e['activity'])}</td>"
        if fy not in covered:
            cells += "<td></td>"
        if k:
            value = k["values"][str(fy)]
            cells += f'<td class="v{" none" if value == "－" else ""}">{value}</td>'
        rows.append(f"<tr>{cells}</tr>")
    return f"<table>{head}<tbody>{''.join(rows)}</tbody></table>"


def main() -> None:
    plan = load("tameshi")
    out, seen = [], ""
    for m in plan.measures:
        if m["path"][1] != seen:
            out.append(f"<h2>{m['path'][1]}</h2>")
            seen = m["path"][1]
        out.append(
            f"<h3>{m['label']}　{m['title']}</h3><p>{markup(m['description'])}</p>"
            f"<p class=dep>［所管］{'・'.join(m['departments'])}</p>{table(m)}"
        )
    history = "".join(
        f"<tr><th>{when}</th><td>{what}</td></tr>"
        for when, what in (
            ("平成13年度", "役場の庁舎と学校を光回線で結ぶ"),
            ("平成24年度", "町の公式ホームページを作り直す"),
            ("令和２年度", "小中学校の児童生徒に１人１台の端末を配る"),
            ("令和４年度", "電子申請の受付を始める"),
        )
    )
    page = f"""<html lang=ja><style>{CSS}</style>
<div class=cover><h1>試ヶ丘町<br>スマートタウン実行計画</h1>（2024～2028）<br><br><br>令和６年３月<br>北海道試ヶ丘町</div>
<div class=page><h1>１　計画について</h1><p>この計画は、第５期試ヶ丘町総合計画が掲げる「雪と共に働き、学ぶ町」を、情報通信の技術で支えるための取組と、その年次計画を定めるものです。</p>
<p>計画の期間は、令和６年度から令和10年度までの５年間です。</p>
<h1 style="margin-top:10mm">２　これまでの歩み</h1><p>町の情報化の主な出来事は次のとおりです。</p>
<table><thead><tr><th>年度</th><th>出来事</th></tr></thead>{history}</table></div>
<div class=page><h1>３　施策と年次計画</h1>{"".join(out)}</div>
<h1 style="margin-top:12mm">４　推進のしくみ</h1><p>副町長と各課の長でつくる会議が、年２回、年次計画の進み具合を確かめます。</p>
<p>試ヶ丘町総務課情報係（団体コード　{plan.code}）</p></html>"""
    write(plan, weasy(page), first_page=3)


if __name__ == "__main__":
    main()
