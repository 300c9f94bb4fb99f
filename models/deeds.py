"""Deeds that are nouns, and what stands before them: 端末の更新 is 端末 / 更新する, as 端末更新 is.

A phrase may name several deeds, each with an object of its own (紙台帳の電子化とデータベースの整備). What says only
where, how or by what means something is done (支所への, 多言語での, センサーによる, 効果的な) is passed over on the way
to the object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from models.brackets import CLOSING, OPENING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["DEED", "ActionSpan", "is_deed", "split_deeds"]

DEED: Final = "名詞-普通名詞-サ変可能"
# Makes a deed of the word before it: 効率化, オンライン化.
_MAKING: Final = "接尾辞-名詞的-サ変可能"
_AGAIN: Final = "接頭辞"
# What is done to the word in front of it, so 端末更新 is 端末 / 更新する; オンライン予約 is no オンライン / 予約する.
_TAKES_OBJECT: Final = frozenset(
    [
        "導入",
        "整備",
        "推進",
        "強化",
        "促進",
        "拡充",
        "更新",
        "構築",
        "再構築",
        "見直し",
        "検討",
        "活用",
        "利活用",
        "普及",
        "育成",
        "向上",
        "改善",
        "公開",
        "確保",
        "拡大",
        "充実",
        "策定",
        "解消",
        "統合",
        "移行",
        "啓発",
        "削減",
        "開設",
        "設置",
        "配備",
        "整理",
        "展開",
        "改修",
        "改革",
        "撤廃",
        "廃止",
        "作成",
        "調達",
        "再編",
        "軽減",
        "防止",
        "高度化",
        "短縮",
        "刷新",
        "低減",
    ]
)
# 標準化 is a deed, 文化 is none.
_SHORTEST_MADE: Final = 3
# Deeds that Sudachi does not know as verbal nouns, since they come from verbs.
_DEVERBAL: Final = frozenset(
    ["見直し", "取組", "取り組み", "取組み", "呼びかけ", "切替え", "切替", "切り替え", "立ち上げ", "引上げ", "呼び掛け"]
)
# Deeds whose object stands with に, so that への before them leads to it: 攻撃への対応 is 攻撃 / 対応する.
_TOWARDS: Final = frozenset(
    ["取組", "取り組み", "取組み", "対応", "対処", "対策", "参加", "参画", "支援", "協力", "加入"]
)
# Deeds that name where something goes, if they do not say what.
_MOVING: Final = frozenset(["移行", "転換", "切替", "切替え", "切り替え", "接続", "加盟", "転用"])
_JOINING: Final = frozenset(["・", "と", "や", "及び", "および", "並びに", "ならびに", "、", ",", "かつ"])
# Verbs that with に make a particle: what stands before is the matter of the deed, or where and by what it is done.
_ABOUT: Final = frozenset(["関する", "係る", "かかる", "対する"])
_WITHIN: Final = frozenset(["於く", "おく", "置く"])
# Words before a deed that say how and name no object: 本格導入, 全庁展開.
_MANNER: Final = frozenset(
    [
        "本格",
        "早期",
        "定期",
        "全庁",
        "一括",
        "完全",
        "段階",
        "積極",
        "重点",
        "随時",
        "継続",
        "未然",
        "適正",
        "円滑",
        "効率",
    ]
)
_NOUNS: Final = ("名詞", "接尾辞", "接頭辞", "補助記号-一般")
_LEADING: Final = ("助詞", "形状詞", "連体詞", "形容詞", "副詞", "接続詞", "補助記号-読点")


class ActionSpan(NamedTuple):
    """An action: half-open offsets into the text that was parsed, and the verb's dictionary form."""

    object_start: int
    object_end: int
    verb_start: int
    verb_end: int
    verb: str


def is_deed(token: Token) -> bool:
    """Whether a word names something that is done."""
    made = token.text.endswith("化") and len(token) >= _SHORTEST_MADE and token.tag_.startswith("名詞")
    return made or token.tag_ in {DEED, _MAKING} or token.text in _DEVERBAL


def split_deeds(doc: Doc, start: int, last: Token, *, whole: bool) -> list[ActionSpan]:
    """The actions that a phrase names, which begins at offset ``start`` and whose last word is a deed.

    With ``whole`` a deed that takes no object in front of it keeps its compound: 相談 / オンライン予約する. Without,
    only deeds whose object stands before a の count, as for a phrase that may be an object itself (端末研修を行う).
    """
    for place in range(last.i - 2, 0, -1):
        first = doc[place]
        if first.idx < start:
            break
        if _parts_deeds(doc, start, place, last):
            later = _split(doc, doc[place + 2].idx, last, whole=whole)
            sooner = split_deeds(doc, start, first, whole=True)
            if later is not None and sooner:
                return [*sooner, later]
    single = _split(doc, start, last, whole=whole)
    return [] if single is None else [single]


def _parts_deeds(doc: Doc, start: int, place: int, last: Token) -> bool:
    """Whether word number ``place`` is a deed and behind it another object begins: 電子化とデータベースの整備."""
    if doc[place + 1].text not in _JOINING or not is_deed(doc[place]):
        return False
    # 導入と運用の支援 supports both.
    if is_deed(doc[place + 2]) or (place + 3 <= last.i and doc[place + 3].tag_ == _MAKING):
        return False
    before = doc.text[start : doc[place + 1].idx]
    is_bracketed = sum(map(before.count, OPENING)) > sum(map(before.count, CLOSING))
    return not is_bracketed and any(doc[number].text == "の" for number in range(place + 2, last.i))


def _split(doc: Doc, start: int, last: Token, *, whole: bool) -> ActionSpan | None:
    """Object and deed of one phrase: cut before the deeds at its end, の and を left out."""
    first = _whole_word(doc, start, last)
    while first.idx > start and (is_deed(doc[first.i - 1]) or _joins(doc, first.i - 1, start)):
        first = _whole_word(doc, start, doc[first.i - 1])
    if whole and last.text not in _TAKES_OBJECT and not last.text.endswith("化"):
        first = _whole_compound(doc, start, first)
    while first.idx > start and (doc[first.i - 1].text in _MANNER or doc[first.i - 1].text.endswith("的")):
        first = doc[first.i - 1]
    deed = doc.text[first.idx : last.idx + len(last)]
    if first.idx <= start:
        # Nothing but deeds: 交付促進 → 交付 / 促進する. One without an object in front of it is none: オンライン予約.
        if first.i == last.i or last.tag_ == _MAKING or last.text not in _TAKES_OBJECT:
            return None
        return ActionSpan(start, last.idx, last.idx, last.idx + len(last), _suru(last.text))
    if not whole and doc[first.i - 1].text not in {"の", "な"}:
        return None
    end = _object_end(doc, start, first.i - 1, deed)
    if end is None:
        return None
    return ActionSpan(start, end, first.idx, last.idx + len(last), _suru(deed))


def _whole_word(doc: Doc, start: int, token: Token) -> Token:
    """The first token of a deed: オンライン of オンライン化, 再 of 再整備."""
    if token.tag_ == _MAKING and token.idx > start:
        token = doc[token.i - 1]
    if token.idx > start and doc[token.i - 1].tag_.startswith(_AGAIN):
        token = doc[token.i - 1]
    return token


def _whole_compound(doc: Doc, start: int, first: Token) -> Token:
    """The first word of the compound that a deed ends: オンライン of 相談のオンライン予約, 予約 of 予約と事前準備."""
    while first.idx > start and (doc[first.i - 1].tag_.startswith(_NOUNS) or _joins(doc, first.i - 1, start)):
        first = doc[first.i - 1]
    return first


def _joins(doc: Doc, place: int, start: int) -> bool:
    """Whether a sign joins two deeds: 整備・拡充, 整備と拡充."""
    token = doc[place]
    return token.text in _JOINING and place > 0 and token.idx > start and is_deed(doc[place - 1])


def _object_end(doc: Doc, start: int, place: int, deed: str) -> int | None:
    """Where the object of a deed ends, which begins at ``start``, if word number ``place`` is the last before the deed.

    None where nothing but circumstances is said (支所への展開) or the deed is described (オンライン化に向けた取組).
    """
    goal = None
    while place >= 0 and doc[place].idx >= start:
        word = doc[place]
        particle = _particle(doc, place)
        if particle is None:
            return None if word.tag_.startswith(("動詞", "助動詞")) else word.idx + len(word)
        if particle.text == "に" and _is_matter(doc, particle, deed):
            return particle.idx
        if particle.text in {"の", "を"}:
            before = doc[place - 1]
            if place < 1 or before.idx < start or _ends_object(before):
                return word.idx
            if before.text == "へ" and deed in _TOWARDS:
                return before.idx
            if before.text == "へ" and deed in _MOVING:
                goal = before.idx
            place -= 1
        else:
            place = _before_circumstance(doc, start, particle)
    return goal


def _particle(doc: Doc, place: int) -> Token | None:
    """The word that says how word number ``place`` leads to the deed: itself, or the に of による; None for a noun."""
    word = doc[place]
    if word.dep_ == "fixed":
        return word.head
    if word.lemma_ in _ABOUT and place > 0 and doc[place - 1].text == "に":
        return doc[place - 1]
    return word if word.text == "な" or word.tag_.startswith(_LEADING) else None


def _before_circumstance(doc: Doc, start: int, particle: Token) -> int:
    """The last word before a circumstance, which ends with a particle (支所へ) or describes (効果的な)."""
    if particle.text == "と" and doc[particle.i + 1].dep_ == "fixed":
        # カードとしての活用: what stands there is what it is used as.
        return -1
    is_after_noun = particle.i > 0 and particle.nbor(-1).tag_.startswith("名詞")
    if particle.tag_.startswith("助詞") or (particle.text == "な" and is_after_noun):
        return _before_nouns(doc, start, particle.i)
    return particle.i - 1


def _ends_object(word: Token) -> bool:
    """Whether what ends with this word before の is an object: 様式の, メールなどの; not 支所への, 配備するなどの."""
    if word.tag_.startswith("助詞-副助詞") and word.i > 0:
        word = word.nbor(-1)
    return not word.tag_.startswith(("助詞", "助動詞", "動詞"))


def _is_matter(doc: Doc, particle: Token, deed: str) -> bool:
    """Whether a に marks what a deed is about: に関する協議; and 議会における電子化, which names nothing else."""
    verb = doc[particle.i + 1].lemma_
    return verb in _ABOUT or (verb in _WITHIN and deed.endswith("化"))


def _before_nouns(doc: Doc, start: int, place: int) -> int:
    """The last word before the nouns that word number ``place`` marks: の of 窓口の本庁舎及び支所へ; -1 for none."""
    place -= 1
    while place >= 0 and doc[place].idx >= start:
        joins = doc[place].text in _JOINING
        if joins and place > 0 and is_deed(doc[place - 1]):
            # 手引の作成と事務での利用: another deed ends there.
            return -1
        if not joins and not doc[place].tag_.startswith(_NOUNS):
            break
        place -= 1
    return place


def _suru(deed: str) -> str:
    return f"{deed}する" if deed not in _DEVERBAL else f"{deed}をする"
