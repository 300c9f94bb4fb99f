"""The words of 見本町ＤＸ推進計画: chapters, indicators, the measures in prose, a glossary.

見本町 does not exist. Everything was written for this sample. ``{注1}`` is a note's marker.
"""

from __future__ import annotations

from dataclasses import dataclass

from samples.truth import Measure, PlanFacts

FACTS = PlanFacts(
    key="mihon",
    municipality="見本町",
    code="99321",
    prefecture=None,
    title="見本町ＤＸ推進計画",
    start_fy=2025,
    end_fy=2027,
)
YEARS = range(FACTS.start_fy, FACTS.end_fy + 1)
YEAR_HEADS = ("令和７年度", "令和８年度", "令和９年度")
PERIOD = "令和７年度～令和９年度"
LEGEND = {"◎": "重点的に実施", "○": "実施", "△": "準備"}


def step(label: str, title: str, description: str, departments: str, national: str) -> Measure:
    """A numbered measure of the prose chapter."""
    return Measure(
        label=label,
        title=title,
        description=description,
        departments=tuple(departments.split()),
        national=tuple(national.split()),
    )


CHAPTER_1 = "第１章　計画のあらまし"
OUTLINE = (
    (
        "１　計画の目的",
        (
            "　本町の人口はこの十年で一割減り、役場の職員も同じ割合で減りました。それでも、届出や相談の件数は大きく"
            "変わっていません。この計画は、デジタルの力を借りて町民の手間と職員の作業をともに減らし、生まれた時間を、"
            "人が向き合う仕事に回すために定めるものです。"
        ),
    ),
    (
        "２　計画の期間",
        (
            "　令和７年度から令和９年度までの３年間とします。年度ごとの取組は毎年見直し、変わったところは町のホーム"
            "ページでお知らせします。"
        ),
    ),
    (
        "３　目指す姿",
        (
            "　役場に行かなくても用事が済む町、畑や店や山あいの集落でもデジタルの便利さを感じられる町、そして職員が"
            "町民と話す時間を十分に持てる町を目指します。画面の操作が苦手な人を置き去りにしないよう、電話と窓口の受付"
            "も続け、身近な場所で使い方を尋ねられるようにします。"
        ),
    ),
    (
        "４　計画の読み方",
        (
            "　第２章の表では、取組を大項目と中項目に分け、年度ごとに行うことを書いています。「→」は前の年度の取組"
            "を続けることを表します。「区分」の欄は、この計画から始める取組を「新規」、前から行っている取組を「継続」"
            "としています。第３章は毎年度行う取組、第４章は成果を測る指標、第５章は計画を進めるしくみです。"
        ),
    ),
)

CHAPTER_2 = "第２章　取組一覧"
TABLE_NOTES = {
    "注1": "ＬＰＷＡ（Low Power Wide Area）：少ない電力で、数キロメートル先まで小さなデータを送れる無線の方式。",
    "注2": "多要素認証：知っていること、持っているもの、体の特徴のうち、二つ以上を組み合わせて本人を確かめる方法。",
}

CHAPTER_3 = "第３章　毎年度続ける取組"
YEARLY_INTRODUCTION = "　次の取組は、期間を通じて続けます。記号は各年度の力の入れ方を表します。"
YEARLY_LEGEND = "凡例　◎：重点的に実施　　○：実施　　△：準備　　－：実施しない"

CHAPTER_4 = "第４章　成果の指標"
KPI_INTRODUCTION = (
    "　取組の成果を次の指標で測ります。基準値には令和５年度の値を、目標値には計画の最後の年度に目指す値を載せています。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A row of the indicator table; ``label`` is the No. of its measure."""

    label: str
    title: str
    name: str
    baseline: str
    target: str


KPIS = (
    Kpi(label="1", title="出生・子育て手続のまとめ申請", name="オンライン申請の割合", baseline="8％", target="50％"),
    Kpi(
        label="2",
        title="水道料金・保育料のスマートフォン納付",
        name="スマートフォンによる納付件数",
        baseline="－",
        target="4,000件",
    ),
    Kpi(
        label="3",
        title="マイナンバーカード夜間交付日の設定",
        name="夜間窓口の利用者数",
        baseline="212人",
        target="360人",
    ),
    Kpi(
        label="5",
        title="ＬＩＮＥを使った町政情報のお知らせ",
        name="友だち登録者数",
        baseline="1,850人",
        target="4,500人",
    ),
    Kpi(label="6", title="スマートフォンよろず教室", name="延べ参加者数", baseline="140人", target="400人"),
    Kpi(label="7", title="果樹園の気象観測網", name="通知を受ける農家の数", baseline="0戸", target="85戸"),
    Kpi(
        label="12",
        title="音声認識による会議録の作成",
        name="会議録の作成時間",
        baseline="年640時間",
        target="年320時間",
    ),
    Kpi(label="14", title="電子決裁の導入", name="電子決裁の割合", baseline="0％", target="90％"),
    Kpi(label="14", title="電子決裁の導入", name="コピー用紙の使用枚数", baseline="182万枚", target="110万枚"),
    Kpi(label="16", title="多要素認証の全庁導入", name="対象端末の割合", baseline="12％", target="100％"),
)

CHAPTER_5 = "第５章　計画を進めるしくみ"
MECHANISM_INTRODUCTION = "　計画は作って終わりではありません。町長を先頭に、次のしくみで進めます。"
MECHANISM = (
    (
        "１　体制と人材",
        (
            step(
                "①",
                "ＤＸ推進会議の運営",
                "町長を議長、課長を委員とする会議を年４回開き、取組の順番と予算の割り振りを決めます。急ぐ案件は、"
                "担当者が集まる作業部会で先に案を作ります。",
                "総務課 企画財政課",
                "org_structure",
            ),
            step(
                "②",
                "課ごとの「ＤＸ係」の育成",
                "各課から１人を選び、業務の流れを図に描く研修と、表計算や自動化の道具を使う実習を、２年かけて行"
                "います。修了した職員は、次の年の講師を務めます。",
                "総務課",
                "digital_talent",
            ),
        ),
    ),
    (
        "２　連携と点検",
        (
            step(
                "①",
                "県及び近隣町村との共同利用の検討",
                "申請の受付画面や施設の予約など、どの町村でも使う仕組みは、県が設ける協議の場で共同の調達を話し"
                "合い、費用と準備の手間を分け合います。",
                "企画財政課",
                "pref_municipal_collab",
            ),
            step(
                "②",
                "取組の点検と公表",
                "毎年５月に前の年度の実績を取りまとめ、指標とあわせて公表します。目標に届かない取組は、原因を書"
                "き添えたうえで、やり方を改めます。",
                "企画財政課",
                "planned_approach",
            ),
        ),
    ),
)

GLOSSARY_HEADING = "資料　用語の説明"
GLOSSARY = (
    "ＢＰＲ（Business Process Reengineering）：今ある仕事の流れを前提とせず、目的から組み立て直すこと。",
    "ＤＸ（Digital Transformation）：便利な道具を入れるだけでなく、それを機に仕事と暮らしの形を変えていくこと。",
    "eL-QR：税や料金の納付書に付く、決まった書き方の二次元コード。画面をかざすだけで支払が済む。",
    "ＫＰＩ：Key Performance Indicator の略。取組の進み具合を測るために選んだ数値。",
    "ＬＩＮＥ：スマートフォンなどで、短い文章や写真をやり取りできる民間のサービス。",
    "ガバメントクラウド：国と地方公共団体が共同で使う、国が用意した情報システムの利用環境。",
    "生成ＡＩ：大量の文章や画像から学び、質問に応じて新しい文章や画像を作り出す人工知能。",
    "電子証明書：オンラインで本人であることを証明するための情報。マイナンバーカードに入っている。",
    "標準仕様：市町村の業務システムが備えるべき働きを、国が業務ごとに定めたもの。",
)
ISSUED = "令和７年３月"
