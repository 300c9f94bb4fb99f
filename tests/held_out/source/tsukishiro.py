"""月代市: ruled forms that run on over the page's end, with ■□▲ in years, reposts in 重点プロジェクト, a review of the previous plan (Chromium)."""

from __future__ import annotations

from kit import M, chromium, make, markup, write

MARKS = {"実施": "■", "検討・準備": "□", "見直し": "▲"}
C3, C4 = "第３部　取組内容", "第４部　重点プロジェクト"
A, B, C = "柱１：市民の時間をつくる", "柱２：地域の力を引き出す", "柱３：市役所の土台をつくる"
YEARS = (2026, 2027, 2028, 2029)


def S(text: str) -> list[str]:
    """``□□■■`` as schedule entries, one a cell."""
    words = {v: k for k, v in MARKS.items()}
    return [f"{words[c]} | {2026 + i}" for i, c in enumerate(text) if c in words]


GROUPS = [
    (
        [C3, A],
        [
            M(
                "取組01",
                "届出の事前作成サービス",
                "来庁する前に自宅で届出書を作り、窓口では番号を伝えるだけで済むようにする。対象は転入、転居、印鑑登録など32の届出とする。",
                "市民窓口課 国保年金課",
                S("□■■■"),
                ["事前に作成された届出の割合 | 2024=4% | 2029=50%"],
                kind="新規",
                marks="□■■■",
            ),
            M(
                "取組02",
                "納税の電子化",
                "全ての市税で、地方税のお支払サイトからの納付と口座の申込みをできるようにする。",
                "納税課",
                S("■■■■"),
                ["電子納付の件数 | 2024=21,000件 | 2029=90,000件"],
                kind="拡充",
                marks="■■■■",
            ),
            M(
                "取組03",
                "保育所の申込みと連絡",
                "申込みから毎日の連絡までを一つのアプリで行い、保育士の書類の仕事を減らす。",
                "子育て支援課 保育課",
                S("□□■▲"),
                ["電子で申し込んだ割合 | 2024=12% | 2029=80%", "書類に費やす時間（週） | 2024=6.5時間 | 2029=3.0時間"],
                kind="継続",
                marks="□□■▲",
            ),
            M(
                "取組04",
                "斎場の予約",
                "葬祭業者が電話で行っている斎場の予約を、昼夜を問わず画面で受け付ける。",
                "生活衛生課",
                S("－□■■"),
                (),
                kind="新規",
                marks="－□■■",
            ),
        ],
    ),
    (
        [C3, B],
        [
            M(
                "取組05",
                "自治会の電子回覧",
                "回覧板を画像にして届け、読んだ人の数を自治会長が確かめられるようにする。紙の回覧も続ける。",
                "市民協働課",
                S("□■■■"),
                ["参加する自治会 | 2024=9 | 2029=120"],
                kind="新規",
                marks="□■■■",
            ),
            M(
                "取組06",
                "文化財の三次元記録",
                "月代城跡の石垣と指定文化財を三次元で記録し、学校の授業と観光に使う。",
                "文化財課 観光振興課",
                S("■■□■"),
                ["記録した文化財の数 | 2024=3件 | 2029=40件"],
                kind="継続",
                marks="■■□■",
            ),
            M(
                "取組07",
                "商店街の電子ポイント",
                "買物と健康づくりで貯まるポイントを共通にし、商店街の集客を支える。",
                "商業振興課 健康推進課",
                S("□■■▲"),
                ["加盟店 | 2024=64店 | 2029=300店"],
                kind="拡充",
                marks="□■■▲",
            ),
            M(
                "取組08",
                "消防の現場映像の共有",
                "火災や救助の現場の映像を、指令室と病院で同時に見る。",
                "消防本部警防課",
                S("□□■■"),
                (),
                kind="新規",
                marks="□□■■",
            ),
        ],
    ),
    (
        [C3, C],
        [
            M(
                "取組09",
                "庁内ネットワークの再編",
                "三つに分かれた通信網の構成を見直し、インターネットを使う仕事を安全に行えるようにする。",
                "デジタル推進課",
                S("□■■■"),
                ["切替えの済んだ端末 | 2024=0台 | 2029=1,150台"],
                kind="継続",
                marks="□■■■",
            ),
            M(
                "取組10",
                "デジタル人材の採用と育成",
                "社会人経験者の採用枠を設け、各部に一人以上の中核となる職員を育てる。",
                "人事課 デジタル推進課",
                S("■■■■"),
                ["中核となる職員 | 2024=5人 | 2029=40人"],
                kind="拡充",
                marks="■■■■",
            ),
        ],
    ),
    (
        [C4],
        [
            M(
                "取組01",
                "届出の事前作成サービス（再掲）",
                "住民異動の多い３月と４月の混雑をなくすため、大学と企業に出向いて使い方を伝える。",
                "市民窓口課 国保年金課",
                S("□■■■"),
                kind="",
                marks="□■■■",
            ),
            M(
                "取組07",
                "商店街の電子ポイント（再掲）",
                "健診を受けた人に付けるポイントを２倍にし、健康と商いの好循環を生む。",
                "商業振興課 健康推進課",
                S("□■■▲"),
                kind="",
                marks="□■■▲",
            ),
        ],
    ),
]
P2 = ["第２部　前計画の振り返り"]
REVIEWS = [
    {
        "path": P2,
        "label": "1",
        "title": "住民票等のコンビニ交付",
        "current": "令和５年度に開始し、交付の23％を占めるまでになった。",
        "status": "完了",
        "direction": "新しい計画には掲げず、通常の業務とする。",
    },
    {
        "path": P2,
        "label": "2",
        "title": "電子申請の拡大",
        "current": "目標の100手続に対し、61手続にとどまった。",
        "status": "継続",
        "direction": "届出書の事前作成と合わせて進める。",
    },
    {
        "path": P2,
        "label": "3",
        "title": "庁内の無線化",
        "current": "本庁舎の全ての階で終えた。",
        "status": "完了",
        "direction": "支所は庁舎の建替えに合わせる。",
    },
    {
        "path": P2,
        "label": "4",
        "title": "統合型の地図の公開",
        "current": "背景の地図の更新が止まり、利用が減った。",
        "status": "見直し",
        "direction": "文化財と防災の情報に絞る。",
    },
]
CSS = """
* { font-synthesis: none; }
@page { size: A4; margin: 17mm 18mm 16mm; }
body { font: 10pt/1.6 IPAGothic; margin: 0; color: #222; }
h1 { font: 500 17pt 'Noto Sans CJK JP'; margin: 0 0 4mm; padding: 2mm 4mm; background: linear-gradient(90deg, #4a3b78, #8b7cc0); color: #fff; }
h2 { font: 500 12.5pt 'Noto Sans CJK JP'; margin: 3mm 0 2mm; border-left: 2.5mm solid #4a3b78; padding-left: 2mm; }
p { margin: 0 0 2mm; } .page { break-before: page; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 0.25mm solid #4a3b78; padding: 1mm 2mm; font-weight: normal; font-size: 9.5pt; line-height: 1.4; }
th { background: #e9e5f5; }
.f { margin-bottom: 5mm; } tr { break-inside: avoid; }
.f .n { background: #4a3b78; color: #fff; text-align: center; }
.f .t { font-size: 12pt; }
.c { text-align: center; } .m { text-align: center; font-size: 11pt; }
.k { text-align: center; font-size: 9pt; }
.cover { height: 262mm; background: #4a3b78; color: #fff; margin: 0; padding: 60mm 10mm 0; box-sizing: border-box; }
.flow span { display: inline-block; border: 0.4mm solid #4a3b78; border-radius: 5mm; padding: 2mm 6mm; margin: 2mm; }
"""


def form(m) -> str:
    cols = "<colgroup><col style='width:24mm'><col span=8></colgroup>"
    rows = [
        f"<tr><td class=n>{m['label']}<td class=t colspan={7 if m['kind'] else 8}>{m['title']}{'<td class=c>' + m['kind'] if m['kind'] else ''}</tr>"
    ]
    rows.append(f"<tr><th>関係課<td colspan=8>{'　'.join(m['departments'])}</tr>")
    rows.append(
        f"<tr><th style='height:{19 if m['kind'] else 14}mm'>取組の内容<td colspan=8>{markup(m['description'])}</tr>"
    )
    rows.append(
        "<tr><th rowspan=2>実施時期" + "".join(f"<td class=k colspan=2>{y}({y - 2018})年度" for y in YEARS) + "</tr>"
    )
    rows.append("<tr>" + "".join(f"<td class=m colspan=2>{c}" for c in m["marks"]) + "</tr>")
    for i, k in enumerate(m["kpi"]):
        head = (
            f"<th rowspan={len(m['kpi']) + 1}>評価指標<td class=k colspan=4>指標名<td class=k colspan=2>2024年度（現状）<td class=k colspan=2>2029年度（目標）</tr><tr>"
            if i == 0
            else ""
        )
        rows.append(
            f"<tr>{head}<td colspan=4>{k['name']}<td class=c colspan=2>{k['values']['2024']}<td class=c colspan=2>{k['values']['2029']}</tr>"
        )
    return f"<table class=f>{cols}{''.join(rows)}</table>"


def main() -> None:
    plan = make("tsukishiro", "98251", "月代市", "栃木県", "月代市ＤＸ推進基本計画", 2026, 2029, GROUPS, (), REVIEWS)
    pages = []
    for path, items in GROUPS[:3]:
        for i in range(0, len(items), 4):
            title = f"<h1>{C3}</h1>" if path[1] == A and i == 0 else ""
            flow = "" if path[1] == C else " class=page"
            pages.append(f"<div{flow}>{title}<h2>{path[1]}</h2>{''.join(form(m) for m in items[i : i + 4])}</div>")
    reviews = "".join(
        f"<tr><td class=c>{r['label']}<td>{r['title']}<td>{r['current']}<td class=c>{r['status']}<td>{r['direction']}</tr>"
        for r in REVIEWS
    )
    page = f"""<!doctype html><html lang=ja><meta charset=utf-8><style>{CSS}</style>
<div class=cover><div style="font-size:30pt">月代市ＤＸ推進基本計画</div><div style="font-size:15pt;margin-top:5mm">2026(令和8)年度 ～ 2029(令和11)年度</div><div style="font-size:15pt;margin-top:100mm">2026年3月　栃木県月代市</div></div>
<div class=page><h1>第１部　計画の考え方</h1><h2>計画の期間</h2><p>2026(令和8)年度から2029(令和11)年度までの４年間です。</p><h2>計画の進め方</h2><p class=flow><span>計画</span>▶<span>実行</span>▶<span>評価</span>▶<span>改善</span></p>
<h2>記号の見方</h2><p>取組の実施時期は、次の記号で表します。　□：検討・準備　　■：実施　　▲：見直し　　－：予定なし</p>
<h2>年度別の予算の見込み</h2><table><tr><th style="width:40mm">柱<th>2026年度<th>2027年度<th>2028年度<th>2029年度</tr><tr><td>柱１<td class=c>38,000千円<td class=c>52,000千円<td class=c>47,000千円<td class=c>47,000千円</tr><tr><td>柱２<td class=c>21,000千円<td class=c>26,000千円<td class=c>24,000千円<td class=c>20,000千円</tr><tr><td>柱３<td class=c>140,000千円<td class=c>96,000千円<td class=c>88,000千円<td class=c>90,000千円</tr></table>
<h1 style="margin-top:9mm">{P2[0]}</h1><p>2022年度から2025年度までの前計画に掲げた主な取組の結果は、次のとおりです。</p><table><tr><th style="width:10mm">No.<th style="width:38mm">取組<th>達成状況<th style="width:18mm">評価<th>今後の方向</tr>{reviews}</table></div>
{"".join(pages)}
<div class=page><h1>{C4}</h1><p>十の取組の中から、市民の暮らしに近い二つを重点プロジェクトとします。</p>{"".join(form(m) for m in GROUPS[3][1])}<h2>計画の策定体制</h2><table style="width:120mm"><tr><th style="width:45mm">会議<th>役割</tr><tr><td>ＤＸ推進会議<td>計画の決定（議長：市長）</tr><tr><td>専門部会<td>取組の検討（デジタル推進課ほか）</tr></table><p style="margin-top:8mm">月代市総合政策部デジタル推進課　　団体コード {plan.code}</p></div></html>"""
    write(plan, chromium(page), first_page=3, ends={"取組08": 6})


if __name__ == "__main__":
    main()
