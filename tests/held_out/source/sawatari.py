"""沢渡町: a Word plan; 施策一覧 first, then single measures with run-in labels and a 実施時期 table each (Writer)."""

from __future__ import annotations

from kit import M, make, term, write
from word import Word

YEARS = ("R6", "R7", "R8", "R9", "R10")
G1 = ["第３章　個別施策", "基本目標１　どこにいても届く行政サービス"]
G2 = ["第３章　個別施策", "基本目標２　暮らしを支える地域のつながり"]
G3 = ["第３章　個別施策", "基本目標３　少人数でも回る役場の仕事"]
GROUPS = [
    (G1, [
        M("（１）", "申請・届出のオンライン化", "町の手続のうち年間の件数が多い40手続について、次の順に電子申請へ移します。①押印と添付書類の要否を見直す。②国の申請サイト{※1}に様式を登録する。③受付後の審査と通知も画面の上で完結させる。", "総務課 税務課 住民課", ["様式の登録 > 検討 | 2024", "様式の登録 > 順次登録 | 2025-2028", "審査の電子化 > 仕様検討 | 2025-2026", "審査の電子化 > 実施 | 2027-2028"], ["電子申請できる手続の数 | 2023=6手続 | 2028=40手続"],
          current="役場の開いている時間に来られないという声が多く寄せられています。令和５年度に窓口で受けた届出は9,400件でした。", issue="様式ごとに所管が分かれ、見直しの足並みがそろっていません。"),
        M("（２）", "窓口でのキャッシュレス決済", "住民票の写しなどの手数料と、町民プールの使用料を、カードやコード決済{※2}で払えるようにします。①本庁に端末を置く。②出張所と施設に広げる。", "住民課 会計室", ["端末の設置 > 設置 | 2024", "施設への拡大 > 準備 | 2025", "施設への拡大 > 設置・運用 | 2026-2028"], ["キャッシュレスで支払われた割合 | 2023=0％ | 2028=45％"],
          current="手数料の支払は現金に限られ、釣銭の用意と数え直しに毎日40分ほどかかっています。", issue="手数料の料率が店ごとに異なり、会計の処理が複雑になるおそれがあります。"),
        M("（３）", "出張役場の運行", "タブレットと証明書の印刷機を積んだ車を、月に２回ずつ六つの集落へ走らせます。車の中から本庁の担当者に画面で相談できるようにします。", "住民課 健康福祉課", ["試験運行 | 2024-2025", "本格運行 | 2026-2028"], ["利用した人の数（年間） | 2023=－ | 2028=600人"],
          current="路線バスの減便により、山側の集落では役場まで往復で半日かかります。", issue="山側では携帯電話の電波が届かない区間が残っています。"),
    ]),
    (G2, [
        M("（１）", "災害時の情報伝達の多重化", "防災行政無線の放送を文字にして、登録した人の電話と町の掲示板に同時に流します。①文字放送の仕組みを整える。②避難所の混み具合を地図で示す。", "総務課 建設課", ["文字放送 > 構築 | 2024-2025", "文字放送 > 運用 | 2026-2028", "混雑の地図 > 検討 | 2026", "混雑の地図 > 試行・運用 | 2027-2028"], ["登録した世帯の割合 | 2023=18％ | 2028=70％"],
          current="大雨の夜には放送が聞き取れないという問合せが100件を超えたことがあります。", issue="登録の呼びかけが転入の時に限られています。"),
        M("（２）", "高齢者のスマートフォン講座", "公民館と郵便局を会場に、通話アプリの使い方から詐欺の見分け方までを５回で学ぶ講座を開きます。教える側には町の高校生にも入ってもらいます。", "健康福祉課 教育課", ["講座の開催 | 2024-2028"], ["講座を終えた人の累計 | 2023=85人 | 2028=900人", "教え手の登録者数 | 2023=4人 | 2028=30人"],
          current="70歳以上でスマートフォンを持つ人は６割を超えましたが、使い道は通話にとどまります。", issue="一度の講座では身に付かず、相談の相手が要ります。"),
        M("（３）", "地域交通の予約の一本化", "福祉車両、乗合タクシー、通院の送迎で分かれている予約の電話を一つにし、空いた車を融通します。", "企画課 健康福祉課", ["関係者との協議 | 2024", "予約システムの構築 | 2025", "運用 | 2026-2028"], ["一人当たりの待ち時間 | 2023=52分 | 2028=20分"],
          current="三つの送迎がそれぞれに車を走らせ、空席のまま走る便が目立ちます。", issue="運転手の平均年齢が66歳になり、便数を増やすことはできません。"),
    ]),
    (G3, [
        M("（１）", "定型業務の自動化", "入力や照合の作業をソフトウェアのロボット{※3}に任せ、職員は相談と判断に時間を使います。①作業の洗い出しをする。②三つの課で試す。③全庁に広げる。", "総務課 税務課", ["洗い出し > 調査 | 2024", "試行と展開 > 試行 | 2025", "試行と展開 > 全庁展開 | 2026-2028"], ["削減した時間（年間） | 2023=120時間 | 2028=3,000時間"],
          current="転記の作業に年間およそ8,000時間を費やしています。", issue="手順書がなく、担当者が替わると作業が止まります。"),
        M("（２）", "文書の電子決裁", "起案から保存までを画面の上で行い、紙の簿冊を減らします。", "総務課", ["方針の検討 | 2024-2025", "電子決裁の導入 | 2026", "運用 | 2027-2028"], ["電子決裁の割合 | 2023=0％ | 2028=90％"],
          current="年間2万枚の起案文書を紙で回しています。", issue="保存の年限の定めが課によって異なります。"),
        M("（３）", "職員のデジタル研修", "全職員を三つの段階に分け、毎年10時間の研修を行います。各課に１人ずつ推進員を置き、困りごとを持ち寄る会を開きます。", "総務課", ["研修の実施 | 2024-2028"], (),
          current="独学に頼っており、知識に大きな差があります。", issue="研修の間に窓口を空けられない課があります。"),
    ]),
]
TERMS = [
    term("※1", "国の申請サイト", "国が運営し、どの市区町村の手続も同じ画面から申し込める窓口のこと。", "endnote"),
    term("※2", "コード決済", "店頭に示された図形をスマートフォンで読み取って支払う方法。", "endnote"),
    term("※3", "ロボット", "人が画面で行う操作を覚えさせ、代わりに行わせるソフトウェア。ＲＰＡともいう。", "endnote"),
]


def grid(w: Word, widths, rows, *, heads=1, size=9, bold_first=False) -> None:
    t = w.table(widths, len(rows), header_rows=heads, split=False)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            w.fill(t.cell(i, j), text, size=size, bold=i < heads, center=i < heads or (j > 0 and (len(text) < 7 or text[0].isdigit())), shade="DDEBF7" if i < heads else "")
    w.p(size=6)


def schedule(w: Word, m) -> None:
    lanes = list(dict.fromkeys(e["row"] for e in m["entries"]))
    named = lanes != [""]
    t = w.table((4.0, *(2.3,) * 5), 2 + len(lanes), split=False)
    w.fill(t.cell(0, 0).merge(t.cell(1, 0)), "取組", center=True, bold=True, shade="F2F2F2", size=9)
    w.fill(t.cell(0, 1).merge(t.cell(0, 5)), "実施時期", center=True, bold=True, shade="F2F2F2", size=9)
    for i, y in enumerate(YEARS):
        w.fill(t.cell(1, 1 + i), y, center=True, shade="F2F2F2", size=9)
    for r, lane in enumerate(lanes, 2):
        w.fill(t.cell(r, 0), lane if named else m["title"], size=9)
        for n, e in enumerate(x for x in m["entries"] if x["row"] == lane):
            a, b = e["start_fy"] - 2023, e["end_fy"] - 2023
            if n % 2 == 0 and b > a:  # one merged cell with an arrow of characters
                w.fill(t.cell(r, a).merge(t.cell(r, b)), e["activity"], center=True, size=9)
            else:
                w.fill(t.cell(r, a), e["activity"], center=True, size=9 if len(e["activity"]) < 7 else 8)
                for c in range(a + 1, b + 1):
                    w.fill(t.cell(r, c), "→", center=True, size=9)
    w.p(size=7)


def main() -> None:
    plan = make("sawatari", "98361", "沢渡町", "島根県", "沢渡町ＤＸ推進計画", 2024, 2028, GROUPS, TERMS)
    w = Word("IPAMincho", "IPAGothic")
    w.furniture("沢渡町ＤＸ推進計画")
    for _ in range(9):
        w.p()
    w.p("沢渡町ＤＸ推進計画", at="center", size=30, font="IPAGothic", bold=True)
    w.p("（令和６年度～令和10年度）", at="center", size=14, before=12)
    for _ in range(15):
        w.p()
    w.p("令和６年３月", at="center", size=14)
    w.p("島根県沢渡町", at="center", size=18)
    w.h("第１章　計画の策定にあたって", 16, new=True, shade="BDD7EE")
    w.h("１　策定の趣旨", 12)
    w.p("　沢渡町は、川に沿って細長く延びる町です。集落と役場の間の距離は、これまで人の足と車で埋めてきました。働き手が減るこれからは、情報の技術を使ってその距離を縮め、同じ人数でも行き届いた行政を続けられるようにする必要があります。")
    w.h("２　計画の期間", 12)
    w.p("　令和６年度から令和10年度までの５年間とし、令和８年度に中間の見直しを行います。")
    w.h("３　人口の見通し", 12)
    grid(w, (3.0, *(2.1,) * 6), [["年", "2000年", "2010年", "2020年", "2025年", "2030年", "2035年"], ["総人口（人）", "11,204", "9,870", "8,415", "7,690", "6,980", "6,240"], ["65歳以上（％）", "27.1", "32.9", "39.6", "42.0", "43.8", "45.1"]])
    w.p("　資料：国勢調査。2025年以降は町の推計です。", size=9)
    w.h("４　前の計画の主な経過", 12)
    grid(w, (3.0, 12.6), [["年度", "主なできごと"], ["令和元年度", "庁内の端末を一斉に更新"], ["令和２年度", "小中学校に一人一台の端末を配備"], ["令和３年度", "町のホームページを刷新し、職員による更新を開始"], ["令和４年度", "証明書のコンビニ交付を開始"]])
    w.h("第２章　施策の一覧", 16, new=True, shade="BDD7EE")
    w.p("　計画の九つの施策を、三つの基本目標の下に次のとおり置きます。詳しくは第３章に示します。", after=4)
    t = w.table((4.6, 1.4, 6.2, 3.8), 10, split=False)
    for c, head in enumerate(("基本目標", "番号", "施策名", "担当課")):
        w.fill(t.cell(0, c), head, center=True, bold=True, shade="DDEBF7", size=9.5)
    row = 1
    for path, items in GROUPS:
        w.fill(t.cell(row, 0).merge(t.cell(row + 2, 0)), path[1], size=9.5)
        for m in items:
            w.fill(t.cell(row, 1), m["label"], center=True, size=9.5)
            w.fill(t.cell(row, 2), m["title"], size=9.5)
            w.fill(t.cell(row, 3), "、".join(m["departments"]), size=9.5)
            row += 1
    w.h("第３章　個別施策", 16, new=True, shade="BDD7EE")
    for n, (path, items) in enumerate(GROUPS):
        w.h(path[1], 13, under=True, color="1F4E79", new=n == 2)
        for m in items:
            w.h(f"{m['label']}{m['title']}（{'・'.join(m['departments'])}）", 11.5, before=6, after=2)
            w.p(f"**現状：**{m['current']}", indent=0.6, spacing=1.15)
            w.p(f"**課題：**{m['issue']}", indent=0.6, spacing=1.15)
            w.p(f"**取組内容：**{m['description']}", indent=0.6, after=3, spacing=1.15)
            schedule(w, m)
        w.h(f"【基本目標{'１２３'[n]}の成果指標】", 10.5, before=4, after=2)
        rows = [["施策", "指標", "現状値（R5）", "目標値（R10）"]]
        rows += [[m["label"], k["name"], *k["values"].values()] for m in items for k in m["kpi"]]
        grid(w, (1.8, 7.4, 3.2, 3.2), rows)
    w.h("第４章　計画の進め方", 16, shade="BDD7EE")
    w.p("　町長を本部長とする推進本部が、毎年度の終わりに進み具合を確かめます。")
    w.p("（１）本部会議　年に２回開き、計画の見直しを決めます。")
    w.p("（２）推進員会議　各課の推進員が毎月集まり、取組の状況を持ち寄ります。", after=4)
    w.p("年度ごとの事業費の見込み（千円）", font="IPAGothic", size=9.5)
    grid(w, (3.6, *(2.4,) * 5), [["区分", "R6", "R7", "R8", "R9", "R10"], ["システム利用料", "18,200", "21,400", "22,000", "22,000", "22,500"], ["機器の整備", "9,600", "3,100", "1,200", "800", "4,000"]])
    w.h("用語の説明", 12)
    for x in TERMS:
        w.p(f"{x['marker']}　{x['term']}　　{x['definition']}", size=9.5, indent=0.9, hang=0.9)
    w.p(f"編集・発行　沢渡町総務課情報係　　（市町村コード　{plan.code}）", size=9.5, before=12)
    write(plan, w.pdf(), first_page=4)


if __name__ == "__main__":
    main()
