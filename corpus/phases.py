"""Phases of a schedule: the printed activity of a bar or cell as one or more of nine normalised phases.

The printed words are kept beside them, always; phases only let activities of several plans be counted and compared.

The vocabulary below is the whole of it. Japanese puts the head of a phrase last, so of 導入の検討 the last word counts
(検討). Four rules go beyond that:

- 実施, 開始, 推進 … add nothing behind another phase: 検討開始 is 検討, 移行開始 is 導入・構築.
- A trial stays one whatever follows it without a particle: 試行導入, 実証運行 are 試行・実証.
- 継続 is kept beside what it continues: 継続実施 is 継続 and 実施・運用.
- Separators (、・／) and 〜と, 〜し, 〜後に, 〜の上 divide: 導入、運用 are two phases, 検討し実施 too.

What stands in brackets is read only where there is no phase outside them. An amount (10か所, 全課) is no phase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, get_args

__all__ = ["PHASES", "Phase", "phases_of"]

Phase = Literal["検討", "準備", "試行・実証", "導入・構築", "実施・運用", "拡充", "継続", "見直し", "完了"]
PHASES: tuple[Phase, ...] = get_args(Phase)

# Regular expressions over NFKC text without white space; one that reaches further wins at the same place.
_VOCABULARY: dict[Phase, str] = {
    "検討": r"検討|調査|研究(?!会)|分析|協議|調整|把握|判断|可否|見極め|洗い?出し|棚卸し?|精査|ヒアリング|"
    r"(?:方針|方法|仕様|計画|ベンダー?|業者|対象)の?決定",
    "準備": r"準備|選定|調達|入札|(?<!全)契約|発注|予算(?:要求|化|措置)|要件(?:定義|整理)|(?:実施|基本|詳細)?設計|"
    r"策定|作成|計画(?!的)|(?:規則|例規|条例|要綱|規程)等?の?(?:整備|改正|制定)|改正|データの?整備|入力|整理|"
    r"周知|説明会|呼び?掛け|養成|募集",
    "試行・実証": r"試行|試験|実証(?:実験|事業|運行)?|モデル(?:事業|実施|地区)|パイロット|トライアル|PoC|テスト|検証|"
    r"試す|仮運用",
    "導入・構築": r"導入|構築|整備|開発|設置|移行|改修|更新(?!者)|配備|配布|貸与|購入|実装|工事|新設|創設|切り?替え?|"
    r"取付け?|設定|リプレース|(?:システム|オンライン|デジタル|電子|標準)化",
    "実施・運用": r"実施|運用|運営|運行|稼働|開始|公開|公表|提供|開催|配信|利用(?!者)|活用|保守|交付|発行|受付|訓練|"
    r"研修|講座|講習|相談|開設|供用|推進|促進|定着|広報|実行|取組|取り組み|委託|収集|登録|連携|維持|続ける|着手|"
    r"リリース|スタート",
    "拡充": r"拡充|拡大|充実化?|強化|(?:横|全庁|全市|本格|順次)?展開|増設|増強|追加|普及|広げる|高度化|向上",
    "継続": r"継続|引き続き",
    "見直し": r"見直し?|評価|点検|改善|改訂|改定|改革|(?:効果|成果|実績)の?(?:検証|測定)|フォローアップ|再検討",
    "完了": r"完了|終了|完成|達成|廃止|(?:対応|実施|導入|整備|構築|移行|配備|配布|設置|改修|公開)済み?",
}
_WORD = re.compile("|".join(f"(?P<p{index}>{pattern})" for index, pattern in enumerate(_VOCABULARY.values())))
_EACH = tuple((phase, re.compile(pattern)) for phase, pattern in _VOCABULARY.items())
# Words that say only that something is done: what they stand behind names the phase.
_LIGHT = re.compile(r"実施|開始|推進|促進|着手|実行|継続|引き続き|取組|取り組み")
_SEPARATOR = re.compile(r"[、，,。･・/／;；:：+＋&＆→⇒➡~〜～]|(?:及び|並びに|または|又は|とともに)")
# Between two phases of one piece: what comes before it is done first, and counts for itself.
_THEN = re.compile(r"^等?(?:し(?:た(?:上|うえ|後)|(?!た))|の?(?:上|うえ|後))|^等?(?:と|や|から)$")
# 公開方法, 推進体制 name a thing, and 利用した、 says what kind of thing follows.
_NOUN = re.compile(r"(?:方法|手法|手順|範囲|基準|内容|場所|状況|体制|環境|時期|した|する|できる)$")
_TRIAL = re.compile(r"^(?:試行|試験|実証|仮|パイロット|モデル)")
_BRACKETS = re.compile(r"[(（\[［【〔][^()（）\[\]［］【】〔〕]*[)）\]］】〕]")


def phases_of(activity: str) -> tuple[Phase, ...]:
    """The phases that a printed activity names, each once, in printed order; () where it names none.

    Args:
        activity: The words of a bar or cell as printed, full-width or half-width.

    """
    words = unicodedata.normalize("NFKC", activity).split()
    # 導入　運用 are two words, 検　討 is one.
    text = ("、" if all(len(word) > 1 for word in words) else "").join(words)
    outside = _BRACKETS.sub("", text)
    found = _text_phases(outside)
    if not found and outside != text:
        found = _text_phases(re.sub(r"[()\[\]【】〔〕]", "、", text))
    return tuple(dict.fromkeys(found))


def _text_phases(text: str) -> list[Phase]:
    pieces = _SEPARATOR.split(re.sub(r"(?:する|した)[。、]*$", "", text))
    return [phase for piece in pieces if not _NOUN.search(piece) for phase in _piece_phases(piece)]


def _words(piece: str) -> Iterator[tuple[Phase, int, int]]:
    """The phase words of a piece from left to right with their ends; the longest of those that begin together."""
    position = 0
    while (first := _WORD.search(piece, position)) is not None:
        start = first.start()
        matches = [(match.end(), phase) for phase, pattern in _EACH if (match := pattern.match(piece, start))]
        end, phase = max(matches, key=lambda found: found[0])
        yield phase, start, end
        position = end


def _piece_phases(piece: str) -> list[Phase]:
    """The phases of a piece without separators: its last word's, and those of the words that count beside it."""
    words = list(_words(piece))
    kept: list[Phase] = []
    for index, (phase, start, end) in enumerate(words):
        if index + 1 == len(words):
            kept.append(phase)
            break
        following, begin, stop = words[index + 1]
        between = piece[end:begin]
        joined = between in {"", "の", "を", "等の", "の本格"}
        light = _LIGHT.fullmatch(piece[begin:stop]) is not None
        pair = piece == "検討検証"  # the one pair of two phases that offices write without a separator
        if phase == "継続" or following == "継続" or pair or _THEN.match(between):
            kept.append(phase)
        elif joined and (light or (not between and _TRIAL.match(piece[start:end]))):
            # The next word adds nothing: this one stands in its place.
            words[index + 1] = (phase, start, stop)
    return kept
