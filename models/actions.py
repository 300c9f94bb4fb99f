"""What is done to what: 証明書等のコンビニ交付を拡充する → 証明書等のコンビニ交付 / 拡充する.

A sentence's actions are its verbs with their を, in passive sentences with their が; the object is all that belongs to
it. Some verbs have it with に (業務改革に取り組む), and any may have it with について. Where a verb only says that
something is done (図る, 行う, に努める …) and its object names the deed, the deed is the verb: 端末の更新を進める →
端末 / 更新する. So it is with a title, which rarely has a verb: 端末の更新, 端末更新. What is not done (導入せず) is
no action.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from models.brackets import with_brackets
from models.deeds import DEED, ActionSpan, is_deed, split_deeds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

__all__ = ["ActionSpan", "find_actions"]

# 検討, 促進 and 支援 say more than that something is done: 導入を検討する is no 導入.
_LIGHT: Final = frozenset(
    ["図る", "行う", "行なう", "進める", "実施", "努める", "目指す", "はかる", "おこなう", "すすめる"]
)
# Verbs that have with に what they deal with.
_WITH_NI: Final = frozenset(["努める", "取り組む", "取組む", "対応", "対処", "参加", "参画", "着手", "注力", "備える"])
# Verbs that are no deeds but half a particle: 窓口を通じて.
_PARTICLE_VERBS: Final = frozenset(["通ずる", "通じる", "経る", "除く", "介する", "問う", "含める"])
_MAIN: Final = frozenset(["ROOT", "advcl", "conj", "ccomp"])
# Verbs that as …して only say how something is done, so that the object is that of the verb behind: 一括して処理する.
_HOW: Final = frozenset(["一括", "率先", "優先", "先行", "継続", "徹底", "集中"])
# What makes the sentence's deed of a verb that describes it: 行う必要がある.
_OUGHT: Final = frozenset(["必要", "予定", "方針"])
_PART_OF_NOUN: Final = frozenset(["名詞-普通名詞-一般", "名詞-固有名詞-一般", "名詞-普通名詞-サ変可能"])
_CLOSED: Final = re.compile(r"[\s]*[(（〔［\[][^()（）〔〕［］\[\]]*[)）〕］\]]\s*$")
_END: Final = "。．！？!?\n"
_TITLE_TAIL: Final = frozenset(["等", "など", "について"])


def find_actions(doc: Doc) -> tuple[ActionSpan, ...]:
    """The actions of a parsed text in reading order of their verbs."""
    found = [action for sentence in doc.sents for action in _of_sentence(list(sentence))]
    return tuple(sorted(found, key=lambda action: (action.verb_start, action.object_start)))


def _of_sentence(sentence: Sequence[Token]) -> Iterator[ActionSpan]:
    verbs = [token for token in sentence if _is_verb(token)]
    found = [action for verb in verbs for action in _of_verb(verb)]
    first = sentence[0].idx
    for action in found if found or verbs else _of_title(sentence):
        start, end = with_brackets(sentence[0].doc.text, action.object_start, action.object_end, first)
        if start < end:
            yield action._replace(object_start=start, object_end=end)


def _is_verb(token: Token) -> bool:
    # 待ち in 待ち時間 is part of a noun, and a verb that only describes a noun is no action of the plan.
    main = token.dep_ in _MAIN or (token.dep_ == "acl" and token.head.text in _OUGHT)
    if token.tag_.startswith("動詞"):
        return main and token.lemma_ not in {"する", "いる", "ある", "なる"}
    return main and token.tag_ == DEED and _has_suru(token)


def _has_suru(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.lemma_ in {"する", "できる", "いたす", "致す"}


def _is_denied(verb: Token) -> bool:
    """Whether it is said that something is not done; しなければならない says that it is."""
    return any(
        child.i > verb.i
        and child.lemma_ in {"ない", "ぬ", "ず"}
        and child.dep_ == "aux"
        and not any(part.dep_ == "fixed" for part in child.children)
        for child in verb.children
    )


def _of_verb(verb: Token) -> list[ActionSpan]:
    target = _object_of(verb)
    if verb.text in _HOW and verb.dep_ == "advcl" and _is_verb(verb.head) and _object_of(verb.head) is None:
        verb = verb.head
    bare = _bare(verb)
    if target is None or bare in _PARTICLE_VERBS or _is_denied(verb):
        return []
    name = bare if verb.tag_.startswith("動詞") else f"{bare}する"
    start, end = _extent(target)
    if bare in _LIGHT and is_deed(target) and (deeds := split_deeds(target.doc, start, target, whole=False)):
        return deeds
    return [ActionSpan(start, end, verb.idx, _verb_end(verb), name)]


def _bare(verb: Token) -> str:
    """The verb's dictionary form, 検討 for 検討する."""
    return verb.lemma_ if verb.tag_.startswith("動詞") else verb.text


def _object_of(verb: Token) -> Token | None:
    passive = any(child.lemma_ in {"れる", "られる"} for child in verb.children)
    wanted = "nsubj" if passive else "obj"
    before = [child for child in verb.children if child.i < verb.i]
    objects = [child for child in before if child.dep_ == wanted]
    if not objects and not passive:
        objects = [child for child in before if child.dep_ == "obl" and _is_about(child, verb)]
    return objects[-1] if objects else None


def _is_about(target: Token, verb: Token) -> bool:
    """Whether に or について marks what a verb deals with."""
    bare = _bare(verb)
    for particle in target.children:
        if particle.text == "に" and particle.dep_ == "case" and particle.i > target.i:
            parts = [part.text for part in particle.children if part.dep_ == "fixed"]
            return (parts[:1] in (["つい"], ["つき"]) and (verb.tag_ == DEED or bare in _LIGHT)) or (
                not parts and bare in _WITH_NI
            )
    return False


def _of_title(sentence: Sequence[Token]) -> list[ActionSpan]:
    """The actions of a sentence without a verb, by the deed at its end."""
    words = [token for token in sentence if not token.is_space and token.text not in _END]
    while words:
        text = words[0].doc.text[words[0].idx : words[-1].idx + len(words[-1])]
        # （再掲）, （図４参照）
        remark = _CLOSED.search(text)
        if remark is not None and remark.start() > 0:
            limit = words[0].idx + remark.start()
            words = [token for token in words if token.idx < limit]
        elif words[-1].tag_.startswith("補助記号") or words[-1].text in _TITLE_TAIL:
            words.pop()
        else:
            break
    if not words or not is_deed(words[-1]):
        return []
    return split_deeds(words[-1].doc, words[0].idx, words[-1], whole=True)


def _extent(token: Token) -> tuple[int, int]:
    """The whole phrase of an object without its particle."""
    first = min(token.subtree, key=lambda word: word.i)
    # 受付から振込まで is one thing.
    particles = [
        child.i
        for child in token.children
        if child.i > token.i and child.dep_ in {"case", "punct", "mark"} and child.text != "まで"
    ]
    last = token.doc[min(particles, default=max(word.i for word in token.subtree) + 1) - 1]
    while (owner := _owner_before(first)) is not None:
        first = owner
    while first.i < token.i and first.tag_.startswith("補助記号-一般"):
        first = token.doc[first.i + 1]
    return first.idx, last.idx + len(last)


def _owner_before(first: Token) -> Token | None:
    """The first word of what belongs to a phrase and stands before it, though it was parsed as part of the sentence.

    Nouns without a particle (IT of IT試験費用), a noun with の, or one with から where the phrase ends in まで.
    """
    if first.is_sent_start or first.i < 1:
        return None
    particle = first.nbor(-1)
    if particle.tag_ in _PART_OF_NOUN and first.tag_.startswith("名詞"):
        return min(particle.subtree, key=lambda word: word.i)
    if particle.dep_ != "case" or particle.tag_ != "助詞-格助詞":
        return None
    following = [child.text for child in first.head.children] + [child.text for child in first.children]
    if particle.text == "の" or (particle.text == "から" and "まで" in following):
        return min(particle.head.subtree, key=lambda word: word.i) if particle.head.i < first.i else None
    return None


def _verb_end(verb: Token) -> int:
    last = verb
    while last.i + 1 < len(verb.doc) and verb.doc[last.i + 1].dep_ == "aux" and verb.doc[last.i + 1].head == verb:
        last = verb.doc[last.i + 1]
    return last.idx + len(last)
