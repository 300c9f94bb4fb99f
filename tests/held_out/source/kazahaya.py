"""風早市: measures side by side in a two-column table, superscript numbers with notes at the page foot, a landscape roadmap of 短期/中期/長期 (WeasyPrint)."""

from __future__ import annotations

from kit import M, make, markup, term, weasy, write

CH = "第３章　施策の展開"
G = ["基本目標１　手のひらの市役所", "基本目標２　港と里をつなぐ", "基本目標３　しなやかな組織"]
GROUPS = [
    (
        [CH, G[0]],
        [
            M(
                "1-1",
                "手続ナビの公開",
                "引っ越しや結婚など、暮らしの出来事を選ぶと、要る手続と持ち物が分かる案内を公開します。結果はスマートフォンに保存でき、窓口ではそのまま受付票になります。",
                "市民課 こども未来課",
                ["整備 | 2024-2025", "運用 | 2026-2031"],
            ),
            M(
                "1-2",
                "本人確認の電子化",
                "窓口と申請の画面のどちらでも、マイナンバーカードの電子証明書{1}を使った本人の確認を選べるようにします。",
                "市民課",
                ["準備 | 2024-2025", "実施 | 2026-2031"],
            ),
            M(
                "1-3",
                "支払方法の追加",
                "施設の使用料と給食費に、口座振替のほかコード決済と電子マネーを加えます。",
                "会計課 教育総務課",
                ["実施 | 2024-2027", "見直し | 2028-2031"],
            ),
            M(
                "1-4",
                "耳で聞く市報",
                "市報の記事を合成音声{2}で読み上げ、通勤や農作業の間にも聞けるようにします。",
                "秘書広報課",
                ["実施 | 2024-2031"],
            ),
        ],
    ),
    (
        [CH, G[1]],
        [
            M(
                "2-1",
                "漁港のデータ共有",
                "水揚げ、水温、潮の流れを一つの画面にまとめ、漁協と共に使います。得られたデータは高校の実習にも提供します。",
                "水産課",
                ["調査 | 2024-2025", "構築 | 2026-2027", "運用 | 2028-2031"],
            ),
            M(
                "2-2",
                "自動運転バスの実証",
                "里の診療所と駅の間で、決まった道を低い速さで走るバスを試します。",
                "交通政策課 長寿支援課",
                ["協議 | 2024-2025", "実証 | 2026-2027", "実施判断 | 2028-2031"],
            ),
            M(
                "2-3",
                "空き家の台帳",
                "空き家の場所、持ち主の意向、傷みの度合いを地図に結び付け、移住の相談に使います。",
                "建築住宅課 移住定住推進室",
                ["整備 | 2024-2025", "活用 | 2026-2031"],
            ),
            M(
                "2-4",
                "学びの広場",
                "不登校の子どもが仮想空間{3}の教室で学び、友だちと話せる場を開きます。",
                "学校教育課",
                ["試行 | 2024-2025", "実施 | 2026-2031"],
            ),
        ],
    ),
    (
        [CH, G[2]],
        [
            M(
                "3-1",
                "標準準拠システムへの移行",
                "住民記録、税、福祉などの20業務を、国の定める標準に合う仕組みへ移します。",
                "情報システム課",
                ["移行 | 2024-2025", "安定運用 | 2026-2031"],
            ),
            M(
                "3-2",
                "データに基づく政策づくり",
                "事業の効果を数字で確かめる様式を定め、予算の要求に付けます。",
                "企画調整課 財政課",
                ["準備 | 2024-2025", "実施 | 2026-2031"],
            ),
            M(
                "3-3",
                "持ち運べる執務環境",
                "机を固定せず、避難所でも支所でも同じ仕事ができる端末と回線を整えます。",
                "情報システム課 管財課",
                ["設計 | 2024-2025", "整備 | 2026-2027", "運用 | 2028-2031"],
            ),
        ],
    ),
]
TERMS = [
    term("1", "電子証明書", "印鑑と印鑑登録証に当たる働きをする、カードの中の電子の書類。", "footnote"),
    term("2", "合成音声", "文章から機械が作り出す、人の声に似せた音。", "footnote"),
    term("3", "仮想空間", "コンピュータの中に作られ、分身を通じて歩き回ることのできる場所。", "footnote"),
]
CSS = """
@page { size: A4; margin: 22mm 20mm 20mm; @bottom-center { content: counter(page); font: 9pt IPAPMincho; } }
@page cover { @bottom-center { content: none; } }
@page wide { size: A4 landscape; margin: 18mm; }
body { font: 10pt/1.65 'IPAPMincho'; margin: 0; }
h1 { font: 18pt 'IPAPGothic'; color: #1b4f72; margin: 0 0 5mm; border-bottom: 0.6mm double #1b4f72; }
h2 { font: 13pt 'IPAPGothic'; margin: 6mm 0 2mm; color: #fff; background: #1b4f72; padding: 1mm 3mm; break-after: avoid; }
h3 { font: 11pt 'IPAPGothic'; margin: 4mm 0 1mm; }
p { margin: 0 0 2mm; text-indent: 1em; }
.page { break-before: page; } .wide { page: wide; break-before: page; }
table { border-collapse: collapse; width: 100%; }
.two td { width: 50%; vertical-align: top; border: 0.3mm solid #1b4f72; padding: 2mm 3mm 3mm; height: 36mm; }
.two tr { break-inside: avoid; }
.two b { font: 11pt 'IPAPGothic'; display: block; border-bottom: 0.2mm dotted #1b4f72; margin-bottom: 1mm; }
.two i { font: normal 9pt 'IPAPGothic'; display: block; margin-top: 1mm; text-align: right; }
.s th, .s td { border: 0.2mm solid #555; padding: 1mm 2mm; font-size: 9pt; line-height: 1.35; }
.s th { background: #d6eaf8; font-family: 'IPAPGothic'; }
.s td.c { text-align: center; } .s td.bar { text-align: center; background: #fdebd0; }
.sheet { position: relative; height: 252mm; }
.sheet .fn { position: absolute; bottom: 0; left: 0; right: 0; border-top: 0.2mm solid #000; width: 60mm; padding-top: 1mm; }
.sheet .fn p { font: 8pt/1.5 'IPAPMincho'; text-indent: 0; margin: 0; white-space: nowrap; }
sup { font-size: 60%; line-height: 0; vertical-align: super; }
"""


def pairs(items) -> str:
    cells = [
        f"<td><b>{m['label']}　{m['title']}</b>{markup(m['description'])}<i>〔{'、'.join(m['departments'])}〕</i></td>"
        for m in items
    ]
    cells += ["<td></td>"] * (len(cells) % 2)
    return (
        "<table class=two>"
        + "".join(f"<tr>{a}{b}</tr>" for a, b in zip(cells[::2], cells[1::2], strict=True))
        + "</table>"
    )


def roadmap() -> str:
    periods = ((2024, 2025), (2026, 2027), (2028, 2031))
    out = [
        "<table class=s><tr><th rowspan=2 style='width:48mm'>基本目標<th rowspan=2 style='width:12mm'>番号<th rowspan=2>施策<th style='width:44mm'>短期<th style='width:44mm'>中期<th style='width:44mm'>長期</tr><tr><th>R6～R7<th>R8～R9<th>R10～R13</tr>"
    ]
    for path, items in GROUPS:
        for n, m in enumerate(items):
            goal = f"<td rowspan={len(items)}>{path[1]}" if n == 0 else ""
            cells = []
            for e in m["entries"]:
                span = sum(1 for a, b in periods if e["start_fy"] <= a and b <= e["end_fy"])
                cells.append(f"<td class=bar colspan={span}>{e['activity']}")
            out.append(f"<tr>{goal}<td class=c>{m['label']}<td>{m['title']}{''.join(cells)}</tr>")
    return "".join(out) + "</table>"


def main() -> None:
    plan = make("kazahaya", "98241", "風早市", "和歌山県", "第３次風早市情報化推進プラン", 2024, 2031, GROUPS, TERMS)
    intros = (
        "市役所に来ることを前提としない行政へ、順に改めます。",
        "海と山の恵みを、データで支えます。",
        "人が減っても仕事の質を落とさない市役所をつくります。",
    )
    goals = [
        f"<h2>{path[1]}</h2><p>{intro}</p>{pairs(items)}" for (path, items), intro in zip(GROUPS, intros, strict=True)
    ]
    notes = "".join(f"<p><sup>{t['marker']}</sup> {t['term']}　{t['definition']}</p>" for t in TERMS)
    sheets = f"""<div class="page sheet"><h1>{CH}</h1>{goals[0]}{goals[1]}<div class=fn>{notes}</div></div>
<div class=page>{goals[2]}<h3>基本目標ごとのめざす値</h3><table class=s><tr><th>基本目標<th>めざす値<th style="width:25mm">令和5年度<th style="width:25mm">令和13年度</tr><tr><td>1　手のひらの市役所<td>市役所に来た回数（市民一人当たり）<td class=c>2.8回<td class=c>1.2回</tr><tr><td>2　港と里をつなぐ<td>市外からの移住者<td class=c>64人<td class=c>150人</tr><tr><td>3　しなやかな組織<td>時間外勤務（職員一人当たり）<td class=c>138時間<td class=c>90時間</tr></table></div>"""
    page = f"""<!doctype html><html lang=ja><meta charset=utf-8><style>{CSS}</style>
<div style="page:cover;padding-top:60mm;text-align:center"><div style="font: 27pt IPAPGothic;color:#1b4f72">第３次風早市情報化推進プラン</div><div style="margin-top:6mm;font-size:14pt">2024年度～2031年度</div><div style="margin-top:90mm;font-size:14pt">令和６年３月<br>和歌山県風早市</div></div>
<div class=page><h1>第１章　プランの概要</h1><h3>１　期間</h3><p>令和６年度から令和13年度までの８年間とし、短期（令和６・７年度）、中期（令和８・９年度）、長期（令和10年度から13年度まで）に分けて進めます。</p>
<h3>２　第２次プランの期間のあゆみ</h3><table class=s><tr><th style="width:28mm">年度<th>できごと</tr><tr><td class=c>平成28年度<td>市内の全小学校に電子黒板を配備</tr><tr><td class=c>平成30年度<td>公共施設に無料の無線LANを設置</tr><tr><td class=c>令和2年度<td>在宅勤務の試行を開始</tr><tr><td class=c>令和4年度<td>市の公式アカウントの登録者が１万人に</tr></table>
<h1 style="margin-top:9mm">第２章　市民の声</h1><h3>アンケートの結果</h3><p>令和5年8月に無作為に選んだ2,000人にたずね、1,043人から答えを得ました。かっこ内は前回（令和元年度）の割合です。</p>
<table class=s><tr><th>1-1　手続で困ること（複数回答）<th style="width:25mm">令和5年度<th style="width:25mm">令和元年度</tr><tr><td>開庁の時間に行けない<td class=c>52.1％<td class=c>(44.8％)</tr><tr><td>どの窓口か分からない<td class=c>33.0％<td class=c>(36.2％)</tr><tr><td>同じことを何度も書く<td class=c>29.7％<td class=c>(27.5％)</tr></table></div>
{sheets}
<div class=wide><h1>第４章　ロードマップ</h1>{roadmap()}<p style="margin-top:3mm;font-size:9pt">短期・中期・長期の区分は、第１章によります。</p></div>
<div class=page><h1>資料編</h1><h3>１　策定の経過</h3><table class=s><tr><th style="width:40mm">期日<th>内容</tr><tr><td>令和5年5月30日<td>第１回庁内検討会議</tr><tr><td>令和5年8月1日～31日<td>市民アンケートの実施</tr><tr><td>令和5年11月9日<td>第２回庁内検討会議（素案）</tr><tr><td>令和6年1月15日～2月14日<td>パブリックコメント</tr></table>
<h3>２　懇話会の委員</h3><table class=s><tr><th style="width:12mm">No.<th>氏名<th>所属・役職</tr><tr><td class=c>1<td>海野　潤<td>紀浜工科大学 教授</tr><tr><td class=c>2<td>岸辺　千代<td>風早市婦人会 会長</tr><tr><td class=c>3<td>波田　航<td>風早漁業協同組合 参事</tr></table>
<h3>３　情報関連経費の推移（百万円）</h3><table class=s><tr><th>区分<th>R2<th>R3<th>R4<th>R5<th>R6</tr><tr><td>システム運用<td class=c>212<td class=c>220<td class=c>231<td class=c>240<td class=c>255</tr><tr><td>機器更新<td class=c>38<td class=c>90<td class=c>21<td class=c>19<td class=c>64</tr></table><p style="margin-top:12mm">風早市 企画部 情報システム課　（全国地方公共団体コード：{plan.code}）</p></div></html>"""
    write(plan, weasy(page), first_page=3, ends={m["label"]: 5 for m in plan.measures})


if __name__ == "__main__":
    main()
