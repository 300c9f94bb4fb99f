"""What is done to what: 証明書等のコンビニ交付を拡充する → 証明書等のコンビニ交付 / 拡充する.

A sentence's actions are its verbs with their を, in passive sentences with their が; the object is all that belongs to
it. Where a verb only says that something is done (図る, 行う …) and its object names the deed, the deed is the verb:
端末の更新を進める → 端末 / 更新する. So it is with a title, which rarely has a verb: 端末の更新, 端末更新.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

__all__ = ["ActionSpan", "find_actions"]

# 検討, 促進 and 支援 say more than that something is done: 導入を検討する is no 導入.
_LIGHT: Final = frozenset(
    ["図る", "行う", "行なう", "進める", "実施", "努める", "目指す", "はかる", "おこなう", "すすめる"]
)
_DEED: Final = "名詞-普通名詞-サ変可能"
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
    ]
)
# 標準化 is a deed, 文化 is none.
_SHORTEST_MADE: Final = 3
# Deeds that Sudachi does not know as verbal nouns, since they come from verbs.
_DEVERBAL: Final = frozenset(
    ["見直し", "取組", "取り組み", "取組み", "呼びかけ", "切替え", "切替", "切り替え", "立ち上げ", "引上げ", "呼び掛け"]
)
_REPOST: Final = re.compile(r"[\s(（]*再掲[)）\s]*$")
_END: Final = "。．！？!?\n"


class ActionSpan(NamedTuple):
    """An action: half-open offsets into the text that was parsed, and the verb's dictionary form."""

    object_start: int
    object_end: int
    verb_start: int
    verb_end: int
    verb: str


def find_actions(doc: Doc) -> tuple[ActionSpan, ...]:
    """The actions of a parsed text in reading order of their verbs."""
    found = [action for sentence in doc.sents for action in _of_sentence(list(sentence))]
    return tuple(sorted(found, key=lambda action: (action.verb_start, action.object_start)))


def _of_sentence(sentence: Sequence[Token]) -> Iterator[ActionSpan]:
    verbs = [token for token in sentence if _is_verb(token)]
    found = [action for verb in verbs if (action := _of_verb(verb)) is not None]
    if found or verbs:
        yield from found
    else:
        action = _of_title(sentence)
        if action is not None:
            yield action


def _is_verb(token: Token) -> bool:
    if token.tag_.startswith("動詞") and token.lemma_ not in {"する", "いる", "ある", "なる"}:
        # 待ち in 待ち時間 is part of a noun, and a verb that only describes a noun is no action of the plan.
        return token.dep_ in {"ROOT", "advcl", "conj", "ccomp"}
    return token.tag_ == _DEED and token.dep_ in {"ROOT", "advcl", "conj", "ccomp"} and _has_suru(token)


def _has_suru(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.lemma_ in {"する", "できる", "いたす", "致す"}


def _of_verb(verb: Token) -> ActionSpan | None:
    passive = any(child.lemma_ in {"れる", "られる"} for child in verb.children)
    wanted = "nsubj" if passive else "obj"
    objects = [child for child in verb.children if child.dep_ == wanted and child.i < verb.i]
    if not objects:
        return None
    target = objects[-1]
    name = verb.lemma_ if verb.tag_.startswith("動詞") else f"{verb.text}する"
    bare = name.removesuffix("する")
    if bare in _LIGHT and (deed := _deed_of(target)) is not None:
        return deed
    start, end = _extent(target)
    return ActionSpan(start, end, verb.idx, _verb_end(verb), name)


def _deed_of(target: Token) -> ActionSpan | None:
    """The action that an object names: 端末の更新 → 端末 / 更新する; None where it names none (端末研修)."""
    if not _is_deed(target):
        return None
    start, _ = _extent(target)
    action = _split_deed(target.doc, start, target, whole=False)
    return action if action is not None and target.doc.text[action.object_end] == "の" else None


def _is_deed(token: Token) -> bool:
    made = token.text.endswith("化") and len(token) >= _SHORTEST_MADE and token.tag_.startswith("名詞")
    return made or token.tag_ in {_DEED, _MAKING} or token.text in _DEVERBAL


def _split_deed(doc: Doc, start: int, last: Token, *, whole: bool) -> ActionSpan | None:
    """Object and deed of the phrase from ``start`` to ``last``: cut before the deeds at its end, の and を left out.

    With ``whole`` a deed that takes no object in front of it keeps its compound: 相談 / オンライン予約する.
    """
    first = last if last.tag_ != _MAKING or last.idx <= start else doc[last.i - 1]
    if first.i > 0 and first.idx > start and doc[first.i - 1].tag_.startswith(_AGAIN):
        first = doc[first.i - 1]
    while first.i > 0 and first.idx > start and (_is_deed(doc[first.i - 1]) or _joins(doc, first.i - 1, start)):
        first = doc[first.i - 1]
    if whole and last.text not in _TAKES_OBJECT and not last.text.endswith("化"):
        first = _whole_compound(doc, start, first)
    before = doc[first.i - 1] if first.idx > start else None
    if before is None:
        # Nothing but deeds: 交付促進 → 交付 / 促進する. One without an object in front of it is none: オンライン予約.
        if first.i == last.i or last.tag_ == _MAKING or last.text not in _TAKES_OBJECT:
            return None
        return ActionSpan(start, last.idx, last.idx, last.idx + len(last), _suru(last.text))
    end = before.idx if before.text in {"の", "を"} else before.idx + len(before)
    if before.text == "の" and before.i > 0 and doc[before.i - 1].tag_.startswith("助詞"):
        # 支所への展開, カードとしての活用: what stands there is where to or as what, and no object.
        start = end = first.idx
        return ActionSpan(
            start, end, first.idx, last.idx + len(last), _suru(doc.text[first.idx : last.idx + len(last)])
        )
    deed = doc.text[first.idx : last.idx + len(last)]
    return ActionSpan(start, end, first.idx, last.idx + len(last), _suru(deed)) if end > start else None


def _whole_compound(doc: Doc, start: int, first: Token) -> Token:
    """The first word of the compound that a deed ends: オンライン of 相談のオンライン予約."""
    while first.idx > start and doc[first.i - 1].text not in {"の", "を"}:
        first = doc[first.i - 1]
    return first


def _joins(doc: Doc, place: int, start: int) -> bool:
    """Whether a sign joins two deeds: 整備・拡充, 整備と拡充."""
    token = doc[place]
    return token.text in {"・", "と", "及び", "、"} and place > 0 and token.idx > start and _is_deed(doc[place - 1])


def _suru(deed: str) -> str:
    return f"{deed}する" if deed not in _DEVERBAL else f"{deed}をする"


def _of_title(sentence: Sequence[Token]) -> ActionSpan | None:
    """The action of a sentence without a verb, by the deed at its end."""
    words = [token for token in sentence if not token.is_space and token.text not in _END]
    text = "".join(token.text_with_ws for token in words)
    repost = _REPOST.search(text)
    if repost is not None and words:
        limit = words[0].idx + repost.start()
        words = [token for token in words if token.idx < limit]
    while words and (words[-1].tag_.startswith("補助記号") or words[-1].text in {"等", "など", "について"}):
        words.pop()
    if not words or not _is_deed(words[-1]):
        return None
    return _split_deed(words[-1].doc, words[0].idx, words[-1], whole=True)


def _extent(token: Token) -> tuple[int, int]:
    """The whole phrase of an object without its particle."""
    first = min(token.subtree, key=lambda word: word.i)
    particles = [child.i for child in token.children if child.i > token.i and child.dep_ in {"case", "punct", "mark"}]
    last = token.doc[min(particles, default=max(word.i for word in token.subtree) + 1) - 1]
    while first.i < token.i and first.tag_.startswith("補助記号"):
        first = token.doc[first.i + 1]
    return first.idx, last.idx + len(last)


def _verb_end(verb: Token) -> int:
    last = verb
    while last.i + 1 < len(verb.doc) and verb.doc[last.i + 1].dep_ == "aux" and verb.doc[last.i + 1].head == verb:
        last = verb.doc[last.i + 1]
    return last.idx + len(last)
