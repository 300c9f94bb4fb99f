"""早久良市: tables without any rule, alternate rows shaded, → in the year columns (Chromium)."""

from __future__ import annotations

from common import chromium, load, markup, write

YEARS = ("令和５", "令和６", "令和７", "令和８", "令和９")
CSS = """
@page { size: A4 portrait; margin: 20mm 16mm 18mm; }
* { font-synthesis: none; }
body { font: 10pt/1.7 IPAPGothic; color: #222; margin: 0; }
h1 { font-size: 17pt; margin: 0 0 6mm; color: #1b5e3f; }
h2 { font-size: 13pt; margin: 8mm 0 2mm; }
p { margin: 0 0 2mm; text-indent: 1em; }
.page { break-before: page; }
.cover { text-align: center; padding-top: 70mm; }
.cover b { font-size: 26pt; }
.toc div { display: flex; justify-content: space-between; margin: 2mm 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 8.5pt; line-height: 1.5; }
th { text-align: left; font-weight: bold; color: #1b5e3f; padding: 1.5mm 1.5mm; vertical-align: bottom; }
td { padding: 2mm 1.5mm; vertical-align: top; }
tbody tr:nth-child(odd) td { background: #edf5f0; }
tr { break-inside: avoid; }
.y { text-align: center; width: 12mm; }
.n { width: 8mm; } .t { width: 30mm; } .k { width: 21mm; }
"""


def rows(measures) -> str:
    out = []
    for m in measures:
        cells = dict.fromkeys(range(2023, 2028), "")
        for e in m["entries"]:
            cells[e["start_fy"]] = markup(e["activity"])
            cells.update(dict.fromkeys(range(e["start_fy"] + 1, e["end_fy"] + 1), "→"))
        years = "".join(f"<td class=y>{text}</td>" for text in cells.values())
        out.append(
            f"<tr><td class=n>{m['label']}</td><td class=t>{markup(m['title'])}</td><td>{markup(m['description'])}</td>"
            f"<td class=k>{'<br>'.join(m['departments'])}</td>{years}</tr>"
        )
    return "".join(out)


def main() -> None:
    plan = load("sokyu")
    goals = list(dict.fromkeys(m["path"][1] for m in plan.measures))
    head = (
        "<thead><tr><th class=n>番号<th class=t>取組<th>内容<th class=k>担当"
        + "".join(f"<th class=y>{y}<br>年度" for y in YEARS)
        + "</thead>"
    )
    sections = "".join(
        f"<h2>{goal}</h2><table>{head}<tbody>{rows(plan.under(plan.measures[0]['path'][0], goal))}</tbody></table>"
        for goal in goals
    )
    toc = (
        ("第１章　計画の位置付け", 2),
        ("第２章　計画の期間", 2),
        ("第３章　これまでの歩み", 2),
        ("第４章　推進する取組", 3),
        ("第５章　点検", 4),
    )
    lines = "".join(f"<div><span>{name}</span><span>{page}</span></div>" for name, page in toc)
    page = f"""<!doctype html><html lang=ja><meta charset=utf-8><title>plan</title><style>{CSS}</style>
<div class=cover><b>第２次早久良市<br>情報化推進計画</b><br><br>令和５年度 ～ 令和９年度<br><br><br><br>令和５年３月<br>佐賀県早久良市</div>
<div class="page toc"><h1>目次</h1>{lines}
<h1 style="margin-top:12mm">第１章　計画の位置付け</h1><p>この計画は、第６次早久良市総合計画の情報の分野を具体にしたもので、官民データの活用の推進に関する市町村計画を兼ねます。</p>
<h1>第２章　計画の期間</h1><p>令和５年度を初年度とし、令和９年度を目標年度とする５か年の計画です。</p>
<h1>第３章　これまでの歩み</h1><p>平成20年度にホームページを作り直し、平成27年度に統合型の地図を、令和２年度に電子申請を始めました。第１次計画に掲げた24の取組のうち、19は目標を達しています。</p></div>
<div class=page><h1>第４章　推進する取組</h1><p>取組の内容と年度ごとの予定は次のとおりです。「→」は前の年度から続けることを表します。</p>{sections}</div>
<div style="break-inside:avoid"><h1 style="margin-top:12mm">第５章　点検</h1><p>毎年度末に各課が進み具合を自ら点検し、結果を市民に知らせます。</p><p>早久良市情報政策課　団体コード{plan.code}</p></div></html>"""
    write(plan, chromium(page), first_page=3)


if __name__ == "__main__":
    main()
