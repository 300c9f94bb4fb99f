"""二重市: two columns of text, small KPI tables, columns in boxes between (Chromium)."""

from __future__ import annotations

from common import chromium, load, markup, write

CSS = """
* { font-synthesis: none; }
@page { size: A4; margin: 18mm 16mm 20mm; }
body { font: 10pt/1.75 IPAPMincho; margin: 0; }
h1 { font: 20pt IPAPGothic; margin: 0 0 6mm; color: #5b2a86; }
h2 { font: 13.5pt IPAPGothic; margin: 0 0 3mm; padding: 2mm 3mm; background: #5b2a86; color: #fff; column-span: all; break-before: auto; }
h3 { font: 11pt IPAPGothic; margin: 4mm 0 1mm; border-bottom: 0.5mm dotted #5b2a86; break-after: avoid; }
h3 span { color: #5b2a86; margin-right: 2mm; }
p { margin: 0 0 1.5mm; text-indent: 1em; text-align: justify; }
p.k { text-indent: 0; font: 9pt IPAPGothic; }
.page { break-before: page; }
.cols { columns: 2; column-gap: 9mm; margin-bottom: 6mm; }
.cover { text-align: center; padding-top: 80mm; }
.cover h1 { font-size: 30pt; }
table { border-collapse: collapse; width: 100%; font: 8.5pt/1.4 IPAPGothic; margin: 1mm 0 2mm; break-inside: avoid; }
th, td { border: 0.2mm solid #5b2a86; padding: 0.8mm 1.5mm; font-weight: normal; }
th { background: #efe6f7; }
td.v { text-align: center; width: 16mm; }
.column { border: 0.4mm solid #999; border-radius: 3mm; padding: 2mm 3mm; margin: 3mm 0; background: #f7f7f7; break-inside: avoid; font: 9pt/1.6 IPAPGothic; }
.column b { font-weight: normal; font-size: 10pt; color: #c55a11; }
"""
COLUMNS = {
    "施策１－２": "<div class=column><b>コラム　先輩の声</b><br>「上の子のときは役所に四回通いました。今回は一回で終わり、赤ちゃんを抱いたまま画面で相談できたのが助かりました。」</div>",
    "施策２－２": "<div class=column><b>コラム　数字で見る二重市</b><br>人口 58,430人　／　面積 188㎢　／　管路の延長 212km　／　橋 341本</div>",
}


def measure(m) -> str:
    out = [f"<h3><span>{m['label']}</span>{m['title']}</h3><p>{markup(m['description'])}</p>"]
    if m["kpi"]:
        rows = "".join(
            f"<tr><td>{k['name']}</td><td class=v>{k['values']['2023']}</td><td class=v>{k['values']['2028']}</td></tr>"
            for k in m["kpi"]
        )
        out.append(f"<table><tr><th>指標</th><th>現状値<br>(R5)</th><th>目標値<br>(R10)</th></tr>{rows}</table>")
    out.append(f"<p class=k>主管課：{'／'.join(m['departments'])}</p>")
    return "".join(out) + COLUMNS.get(m["label"], "")


def main() -> None:
    plan = load("futae")
    goals = list(dict.fromkeys(m["path"][1] for m in plan.measures))
    sections = "".join(
        f"<div class=cols><h2>{goal}</h2>{''.join(measure(m) for m in plan.measures if m['path'][1] == goal)}</div>"
        for goal in goals
    )
    page = f"""<!doctype html><html lang=ja><meta charset=utf-8><style>{CSS}</style>
<div class=cover><h1>二重市デジタルビジョン</h1>2024 ― 2028<br><br><br><br>三重県二重市　令和６年３月</div>
<div class=page><h1>第１章　はじめに</h1><div class=cols><p>二重市は、海辺の三つの町と山あいの二つの村が合わさってできた市です。海と山で暮らしの困りごとは違いますが、市役所までの遠さは、どちらにも共通しています。</p>
<p>このビジョンは、その遠さをデジタルの道具で縮めるために、市が何をどの順に行うのかを市民に約束するものです。</p><p>策定にあたっては、中学生から80代までの42人が五回の話合いを重ね、118の声をいただきました。</p></div>
<h1>第２章　ビジョンの期間</h1><p>令和６年度（2024年度）から令和10年度（2028年度）までの５年間とします。</p>
<h1>第３章　大切にする考え方</h1><div class=cols><h3><span>考え方１</span>一人も取り残さない</h3><p>画面が苦手な人には、人が寄り添います。</p>
<h3><span>考え方２</span>データで確かめる</h3><p>思い込みではなく、数字で確かめながら進めます。</p><h3><span>考え方３</span>小さく試す</h3><p>大きく作る前に、小さく試して直します。</p></div></div>
<div class=page><h1>第４章　施策</h1>{sections}</div>
<div class=page><h1>第５章　実現に向けて</h1><p>市長と市民の代表が加わる会議を年２回開き、指標の動きを公表します。</p><p>二重市情報戦略課（団体コード {plan.code}）</p></div></html>"""
    write(plan, chromium(page), first_page=3)


if __name__ == "__main__":
    main()
