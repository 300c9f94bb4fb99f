"""丸峰町: a grid of cards with icons beside a report of progress on A3 spreads (Chromium)."""

from __future__ import annotations

from common import chromium, load, markup, write

CSS = """
* { font-synthesis: none; box-sizing: border-box; }
@page { size: A3 landscape; margin: 0; }
@page front { size: A4; margin: 0; }
body { margin: 0; font: 10.5pt/1.6 IPAPGothic; color: #333; }
.front { page: front; width: 210mm; height: 296mm; padding: 25mm; break-after: page; overflow: hidden; }
.front h1 { font-size: 30pt; font-weight: normal; margin-top: 80mm; color: #c55a11; }
.front h2 { font-size: 16pt; font-weight: normal; border-bottom: 1mm solid #f4b183; }
.spread { width: 420mm; height: 296mm; display: flex; break-after: page; overflow: hidden; }
.half { width: 210mm; padding: 14mm 13mm; }
.half.right { background: #fffaf3; border-left: 0.3mm dashed #bbb; }
h2 { font-size: 19pt; font-weight: normal; margin: 0 0 3mm; color: #c55a11; }
h3 { font-size: 14pt; font-weight: normal; margin: 4mm 0 2mm; padding-left: 3mm; border-left: 2mm solid #f4b183; }
.grid { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm; }
.card { border: 0.4mm solid #f4b183; border-radius: 4mm; padding: 3mm 4mm 3mm; min-height: 56mm; background: #fff; position: relative; }
.card .top { display: flex; align-items: center; gap: 3mm; margin-bottom: 2mm; }
.card .no { color: #c55a11; font-size: 15pt; }
.card .t { font-size: 13pt; flex: 1; }
.card p { margin: 0 0 2mm; font-size: 9.5pt; }
.dep { font-size: 9pt; color: #666; }
.years { display: flex; gap: 1mm; margin-top: 2mm; }
.years span { width: 13mm; text-align: center; font-size: 8.5pt; border: 0.3mm solid #c55a11; border-radius: 2mm; }
.years .on { background: #c55a11; color: #fff; }
.right h4 { font-size: 11pt; font-weight: normal; margin: 5mm 0 1mm; color: #1f4e79; }
.right p { margin: 0; padding-left: 5mm; }
"""


def icon(m) -> str:
    """A round pictogram: shapes only, no letter."""
    n = int(m["label"])
    marks = (
        '<path d="M12 24 L20 15 L28 24 V31 H12 Z" fill="#fff"/>',
        '<rect x="10" y="17" width="20" height="10" rx="3" fill="#fff"/><circle cx="15" cy="28" r="3" fill="#fff"/><circle cx="26" cy="28" r="3" fill="#fff"/>',
        '<path d="M8 20 L20 14 L32 20 L20 26 Z" fill="#fff"/>',
        '<path d="M20 10 C27 20 28 29 20 30 C12 29 13 20 20 10 Z" fill="#fff"/>',
    )
    return f'<svg width="34" height="34" viewBox="0 0 40 40"><circle cx="20" cy="20" r="19" fill="#f4b183"/>{marks[n % 4]}</svg>'


def card(m) -> str:
    (e,) = m["entries"]
    years = "".join(
        f'<span class="{"on" if e["start_fy"] <= fy <= e["end_fy"] else "off"}">R{fy - 2018}</span>'
        for fy in range(2024, 2028)
    )
    return (
        f"<div class=card><div class=top>{icon(m)}<span class=no>{m['label']}</span><span class=t>{m['title']}</span></div>"
        f"<p>{markup(m['description'])}</p><div class=dep>担当：{'・'.join(m['departments'])}</div><div class=years>{years}</div></div>"
    )


def spread(measures, head: str) -> str:
    parts, groups = "", dict.fromkeys(m["path"][1] for m in measures)
    for group in groups:
        parts += f"<h3>{group}</h3><div class=grid>{''.join(card(m) for m in measures if m['path'][1] == group)}</div>"
    progress = "".join(
        f"<h4>■{r['heading']}（{'・'.join(r['departments'])}）</h4><p>{r['text']}</p>"
        for m in measures
        for r in m["progress"]
    )
    return f"<div class=spread><div class=half>{head}{parts}</div><div class='half right'><h2>令和６年度の進み具合</h2>{progress}</div></div>"


def main() -> None:
    plan = load("marumine")
    page = f"""<!doctype html><html lang=ja><meta charset=utf-8><style>{CSS}</style>
<div class=front><h1>丸峰町<br>デジタル田園アクション</h1><p>計画期間　令和６年度～令和９年度</p><p>令和７年５月　進捗を追記</p><p style="margin-top:70mm">山梨県丸峰町</p></div>
<div class=front><h2>はじめに</h2><p>丸峰町は、ぶどう畑と雑木林に囲まれた7,900人の町です。町の強みである近所の助け合いをデジタルの道具で後押しするため、10のアクションを選びました。</p>
<h2>この冊子の見方</h2><p>見開きの左にアクションを、右に令和６年度の進み具合を載せています。カードの下の年度のうち、色の付いた年度に取り組みます。</p>
<h2>めざす姿</h2><p>暮らす：歩いて行ける範囲で用が足りる町</p><p>稼ぐ：畑と店に若い人の声が聞こえる町</p><p>支える：身軽で頼れる役場</p></div>
{spread(plan.measures[:6], "<h2>アクション一覧</h2>")}{spread(plan.measures[6:], "")}
<div class=front style="break-after:auto"><h2>推進の体制</h2><p>町長と区長会、農協、商工会、高専が加わる会議が、年に一度、進み具合を確かめます。</p><p>発行：丸峰町企画課　　団体コード：{plan.code}</p></div></html>"""
    write(plan, chromium(page), first_page=3)


if __name__ == "__main__":
    main()
