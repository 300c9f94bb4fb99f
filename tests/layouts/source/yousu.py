"""様須市: quarter columns, thin line arrows with the label above, これまで and 以降 columns (Chromium, SVG)."""

from __future__ import annotations

from common import chromium, load, markup, write

CSS = """
* { font-synthesis: none; }
@page { size: A4 landscape; margin: 14mm 12mm; }
body { font: 10pt/1.6 IPAPGothic; margin: 0; }
h1 { font-size: 16pt; font-weight: normal; margin: 0 0 3mm; }
h2 { font-size: 12pt; font-weight: normal; margin: 0 0 2mm; background: #ddd; padding: 1mm 3mm; }
p { margin: 0 0 2mm; text-indent: 1em; }
.page { break-before: page; }
.cover { padding: 60mm 0 0 30mm; font-size: 14pt; }
.cover h1 { font-size: 30pt; }
"""
LEFT = (0, 44, 164, 344, 424)  # number, title, description, departments, chart
BEFORE, QUARTER, AFTER = 74, 18.0, 62
X0 = LEFT[-1]
X1 = X0 + BEFORE + 12 * QUARTER + AFTER
HEAD, LANE = 46, 34


def lines(text: str, size: float, width: float) -> list[str]:
    """Break a text so that full-width characters of this size fit."""
    per = int(width // size)
    return [text[i : i + per] for i in range(0, len(text), per)]


def text(x: float, y: float, words: str, size: float = 9, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{markup(words)}</text>'


def rule(x0: float, y0: float, x1: float, y1: float, width: float = 0.6, dash: str = "") -> str:
    extra = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="#000" stroke-width="{width}"{extra}/>'
    )


def place(quarter: float) -> float:
    """Left end of a quarter; 0 is これまで, 13 is 以降."""
    if quarter == 0:
        return X0
    return X0 + BEFORE + (quarter - 1) * QUARTER


def end(quarter: float) -> float:
    if quarter == 0:
        return X0 + BEFORE
    if quarter == 14:  # runs out of the table
        return X1 + 12
    if quarter > 13:  # runs past the last column's middle, open-ended
        return X1 - 4
    return place(quarter) + QUARTER


def chart(measures, shift: float) -> str:
    out = [rule(0, 0, X1, 0, 1), rule(0, HEAD, X1, HEAD, 1)]
    for x, name in zip(LEFT, ("番号", "取組", "概要", "担当課"), strict=False):
        out.append(text(x + 6, 28, name))
    out.append(text(X0 + BEFORE / 2, 28, "これまで", 9, "middle"))
    for index in range(3):
        left = X0 + BEFORE + index * 4 * QUARTER
        out.append(text(left + 2 * QUARTER, 15, f"令和{7 + index}年度", 9, "middle"))
        out += [
            text(left + (q + 0.5) * QUARTER, 37, name, 5.2, "middle")
            for q, name in enumerate(("4-6", "7-9", "10-12", "1-3"))
        ]
        out.append(rule(left, 22, left + 4 * QUARTER, 22, 0.4))
    out.append(text(X1 - AFTER / 2, 28, "令和10年度～", 8.5, "middle"))
    y = HEAD
    for number, m in enumerate(measures):
        lanes = max(bar[3] for bar in m["bars"]) + 1
        about = lines(m["description"], 9, LEFT[3] - LEFT[2] - 8)
        height = max(lanes * LANE, 13 * len(about) + 10, 13 * len(m["departments"]) + 12)
        out.append(text(6, y + 17, m["label"]))
        out += [
            text(LEFT[1] + 4, y + 17 + 13 * i, t, 9) for i, t in enumerate(lines(m["title"], 9, LEFT[2] - LEFT[1] - 6))
        ]
        out += [text(LEFT[2] + 4, y + 17 + 13 * i, t, 9) for i, t in enumerate(about)]
        out += [text(LEFT[3] + 4, y + 17 + 13 * i, t, 9) for i, t in enumerate(m["departments"])]
        for index, (label, first, last, lane, where) in enumerate(m["bars"]):
            wobble = shift * (1 if (index + number) % 2 else -1)
            a, b = place(first) + 2 + wobble, end(last) - 2 + wobble
            line_y = y + lane * LANE + 24
            out.append(
                f'<line x1="{a:.1f}" y1="{line_y}" x2="{b:.1f}" y2="{line_y}" stroke="#c00000" stroke-width="1.4" marker-end="url(#head)"/>'
            )
            size = 8 if b - a > 7.2 * len(label) else 7
            if where == "above":
                out.append(text((a + b) / 2, line_y - 5, label, size, "middle"))
            else:
                out.append(text(b + 6, line_y + 3, label, size))
        y += height
        out.append(rule(0, y, X1, y, 0.5))
    for x in (*LEFT, X0 + BEFORE, X1 - AFTER, X1):
        out.append(rule(x, 0, x, y, 0.6))
    for index in range(13):
        year_line = index % 4 == 0
        x = X0 + BEFORE + index * QUARTER
        out.append(rule(x, 0 if year_line else 22, x, y, 0.6 if year_line else 0.3, "" if year_line else "2 2"))
    return (
        f'<svg width="1028" viewBox="-1 -1 {X1 + 14} {y + 2}" font-family="IPAPGothic">'
        '<defs><marker id="head" markerWidth="7" markerHeight="6" refX="6" refY="3" orient="auto">'
        f'<path d="M0,0 L7,3 L0,6 z" fill="#c00000"/></marker></defs>{"".join(out)}</svg>'
    )


def main() -> None:
    plan = load("yousu")
    sections = ""
    for index, part in enumerate(dict.fromkeys(m["path"][1] for m in plan.measures)):
        title = "<h1>２　工程表</h1>" if index == 0 else ""
        measures = [m for m in plan.measures if m["path"][1] == part]
        sections += f"<div class=page>{title}<h2>{part}</h2>{chart(measures, 2.5 * (index - 1))}</div>"
    page = f"""<!doctype html><html lang=ja><meta charset=utf-8><style>{CSS}</style>
<div class=cover><h1>様須市行政デジタル化工程表</h1>令和７年度－令和９年度<br><br><br>千葉県様須市　令和７年４月</div>
<div class=page><h1>１　工程表について</h1><p>様須市行政デジタル化基本方針に掲げた取組を、いつ、どの課が行うかを四半期ごとに示すものです。赤い矢印が取組の期間を表し、右端の欄まで延びる矢印は令和10年度より後も続けることを表します。</p>
<p>工程は毎年４月に改めます。</p><p>問合せ先　様須市行政デジタル課（団体コード{plan.code}）</p></div>{sections}</html>"""
    write(plan, chromium(page), first_page=3)


if __name__ == "__main__":
    main()
