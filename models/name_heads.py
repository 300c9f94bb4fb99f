"""The last words that tell what a run of nouns names: …センター is a facility, …条例 a rule, …課 an office.

What stands before may make no name of it (この計画, 新システム), and some words only look like such an ending (方法,
一部).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from corpus.records import EntityKind

__all__ = ["LONG_RULE", "looks_like_organisation", "name_kind"]

_ORGANISATION: Final = (
    r"課|事務局|委員会|協議会|審議会|審査会|検討会|懇談会|懇話会|連合会|医師会|理事会|実行委員会|協会|本部|部会|機構|組合|"
    r"連絡会|連絡会議|推進会議|プロジェクトチーム|ワーキンググループ|ワーキングチーム|商工会|消防署|警察署|税務署|公社|財団|連盟|"
    r"農協|漁協|水道局|交通局|教育局|"
    # 相談室 and 会議室 are places, 沿岸部 and 中心部 regions.
    r"(?:推進|政策|企画|システム|対策|戦略|広報|秘書|危機管理|デジタル|情報|財政|改革|調整|監査|(?i:DX))室|"
    r"(?<![一全内外本幹上下細各北南東西心央岸間地辺街心端])部|"
    r"(?<!関)係|株式会社|有限会社|合同会社|(?:社会福祉|一般社団|公益社団|一般財団|公益財団|特定非営利活動|NPO|学校|医療|国立大学|"
    r"公立大学|独立行政|地方独立行政|農事組合)法人"
)
_BY_END: Final[Mapping[EntityKind, re.Pattern[str]]] = {
    "組織": re.compile(rf"(?:{_ORGANISATION})$"),
    "制度・法令": re.compile(
        r"(?:条例|要綱|要領|規則|規程|基本法|推進法|(?<=[策進護備置理制治帳号約税険祉育務員全])法|法施行令|計画|構想|戦略|大綱|指針|"
        r"ガイドライン|基本方針|ポリシー|制度|交付金|補助金)$"
    ),
    "施設": re.compile(
        r"(?:センター|会館|公民館|図書館|児童館|資料館|博物館|美術館|記念館|文化館|市民館|福祉館|水族館|体育館|庁舎|支所|出張所|"
        r"小学校|中学校|高校|高等学校|中等教育学校|支援学校|幼稚園|保育園|保育所|こども園|病院|診療所|保健所|公園|避難所|役場|"
        r"市役所|区役所|ホール|プラザ|交流館|集会所|交流施設|老人ホーム|浄水場|処理場|斎場|球場|競技場|キャンプ場|駐車場|空港|"
        r"(?<!各)駅)$"
    ),
    "製品・サービス": re.compile(
        r"(?:システム|アプリ|アプリケーション|サイト|ポータル|クラウド|ツール|カード|ホームページ|チャットボット|ネットワーク|"
        r"商品券|ソフト|ソフトウェア|フォーム)$"
    ),
}
# A company or a corporation has its form of law before its name, too: 株式会社見本, 社会福祉法人みほん会.
_BY_BEGINNING: Final = re.compile(
    r"^(?:株式会社|有限会社|合同会社|(?:社会福祉|(?:一般|公益)(?:社団|財団)|特定非営利活動|NPO|学校|医療|(?:国立|公立)大学|"
    r"(?:地方)?独立行政)法人)."
)
# 厚生労働省 is one word to Sudachi, as 地方税法 is.
_ONE_WORD: Final[Mapping[EntityKind, re.Pattern[str]]] = {
    "組織": re.compile(
        r"^(?!帰省|反省|全省|各省|本省)\w{2,}省$|^(?!各)\w{2,}課$|^(?:金融|消費者|公正|観光|文化|スポーツ|特許|林野|水産|復興|海上保安|中小企業|国税|"
        r"消防|警察|気象|こども家庭|資源エネルギー|出入国在留管理)庁$"
    ),
    "制度・法令": re.compile(
        r"(?:基本|対策|推進|促進|保護|整備|措置|管理|規制|自治|台帳|税|保険|福祉|教育|公務員|安全|手続)法$"
    ),
}
# What stands before an ending and makes no name of it: この計画, 新システム, 各支所, 第2期計画.
_ANY: Final = (
    r"本|同|自|新|旧|各|次期|前|現|当該|全|個別|既存|独自|関連|他|上位|主要|市内|町内|庁内|国内|担当|所管|主管|関係|原|"
    r"第\d+[次期]"
)
_NO_OFFICE: Final = re.compile(rf"(?:{_ANY})+")
_NO_NAME: Final = re.compile(
    rf"(?:{_ANY}|行政|業務|専用|共通|管理|支援|現行|標準|共有|情報共有|情報提供|社会的|組織内|外部|内部|対応|推進|エコ|デジタル|年次|"
    r"年度|実施|実行|事業|利用|登録|基本|整備|通信|情報通信|社内|民間|最新|従来|各種|一部|様々|利用者|申請|入力)+"
)
_ORGANISATION_SIGN: Final = re.compile(
    r"会|社|省|庁|局|課|室|組合|団|協|機構|法人|大学|委員|センター|党|署|隊|銀行|グループ|事務所|連|院|政権|株"
)
_NO_ORGANISATION: Final = re.compile(r"(?:全|本|両|各|登|県|市)庁|庁[内舎]|社会|会計|機会|協働")

LONG_RULE: Final = re.compile(r"(?:法律|条例|要綱|要領|規則|規程|計画|構想|戦略|大綱|指針|ガイドライン|方針|協定)$")
"""Endings of rules whose names hold a whole phrase: …の保護に関する法律, …の実現に向けた重点計画."""


def name_kind(words: list[str]) -> EntityKind | None:
    """What a run of words names, by its end or its beginning; None where it names nothing."""
    text = "".join(word.strip() for word in words)
    if len(words) > 1 and _BY_BEGINNING.match(text):
        return "組織"
    for kind, pattern in (_ONE_WORD if len(words) == 1 else _BY_END).items():
        found = pattern.search(text)
        if found is not None and (len(words) == 1 or not _is_no_name(text[: found.start()], kind)):
            return kind
    return None


def _is_no_name(before: str, kind: EntityKind) -> bool:
    # デジタル推進本部 is an office, 推進計画 any plan.
    pattern = _NO_OFFICE if kind == "組織" else _NO_NAME
    return not before or pattern.fullmatch(before) is not None


def looks_like_organisation(text: str) -> bool:
    """Whether what a model takes for an organisation has a sign of one."""
    return bool(_ORGANISATION_SIGN.search(_NO_ORGANISATION.sub("", text)))
