"""Names in a text: organisations, rules, products, facilities, dates and amounts.

GiNZA's own names were learnt from newspapers and the web and miss most of what a plan names (it takes
マイナンバーカード for a fish). So three sources are laid over each other, and where they overlap the earlier one wins:

1. the reviewed terms, and runs of nouns that end in a word that tells what they name (…センター, …条例, …システム); the
   longest first,
2. years, dates and amounts, which have a form,
3. in texts with a sign of one, GiNZA's names, mapped from its two hundred labels to our six kinds; labels that say
   nothing here are left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast, get_args

from corpus.annotations import Annotation, find_annotations
from corpus.records import Entity, EntityKind
from models.dictionary_rows import load_terms
from models.name_heads import LONG_RULE, looks_like_organisation, name_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.normalised_text import NormalisedText
    from corpus.records import Token

__all__ = ["GINZA_KINDS", "Span", "find_entities"]


class Span(NamedTuple):
    """A name that GiNZA found: half-open offsets into the normalised text, and its label."""

    start: int
    end: int
    label: str


# Labels of the extended named entity hierarchy (関根の拡張固有表現階層 7.1), which GiNZA uses.
_LABELS: Final[Mapping[EntityKind, str]] = {
    "組織": "Government Company Company_Group Corporation_Other Organization_Other Political_Organization_Other "
    "International_Organization Cabinet Political_Party Military Nonprofit_Organization",
    "制度・法令": "Law Treaty Rule_Other Plan Project",
    "製品・サービス": "Service Software Money_Form",
    "施設": "Facility_Other GOE_Other School Public_Institution Museum Theater Park Sports_Facility Research_Institute "
    "Market Station Airport Port Car_Stop Archaeological_Place_Other",
    "日付": "Date Day_Of_Week",
    "数量": "Percent Money Countx_Other N_Person N_Organization N_Facility N_Product N_Event N_Country "
    "N_Location_Other Age Frequency Period_Year Period_Month Period_Week Period_Day Multiplication Physical_Extent "
    "Space Volume Weight Speed Measurement_Other",
}
GINZA_KINDS: Final[Mapping[str, EntityKind]] = {
    label: kind for kind, labels in _LABELS.items() for label in labels.split()
}
"""What GiNZA's labels are here; one that is missing names nothing that a plan is asked for."""

_NOUNS: Final = ("名詞,普通名詞", "名詞,固有名詞", "接頭辞", "接尾辞,名詞的", "形状詞")
# Between a rule's matter and its kind: 情報の保護に関する法律, 社会の実現に向けた計画.
_LINK: Final = re.compile(r"に(?:関する|係る|対する|向けた|ついての)$|のための$")
_WITHIN_NAME: Final = frozenset(["の", "及び", "並びに", "・", "等", "と"])
_OWNERS: Final = frozenset(["国", "県", "市", "町", "村", "府", "都", "道", "本市", "本町", "本村", "本県", "当市"])
_BREAKS: Final = re.compile(r"(?:等|など|各|本|同|及び|並び|ため|こと|もの|とき|毎年|毎月|現在|今後|年度|年|月|日|回)")

# 令和3(2021)年度: the same year again.
_SAME_YEAR: Final = re.compile(r"[ ]?\((?:令和|平成|昭和|[RHS])?[ ]?(?:元|\d{1,4})[ ]?(?:年度?)?\)[ ]?(?:年度?)?")
_YEAR_BOTH: Final = re.compile(
    r"(?<!\d)(?:19|20)\d\d[ ]?\((?:令和|平成|昭和|[RHS])[ ]?(?:元|\d{1,2})[ ]?(?:年度?)?\)[ ]?年度?"
)
_MONTH: Final = re.compile(r"[ ]?(?:\d{1,2}月(?:\d{1,2}日|末|上旬|中旬|下旬)?|度?末|度?当初|[上下]半期)")
_DAY: Final = re.compile(r"(?<!\d)\d{1,2}月(?:\d{1,2}日|末)(?!間)")
# Counters that Sudachi does not know for such.
_COUNTER: Final = re.compile(
    r"[ ]?(?:余り?|以上)?(?:%|パーセント|ポイント|[件人名台回円校室分倍冊点本枚戸歳割社館箱つ基](?!間)|[かカヶ箇ケ]所|"
    r"[かカヶ箇ケ]年|[かカヶ箇ケ]月|[かカヶ箇ケ]国語|世帯|時間|年間|日間|週間|種類|項目|業務|手続|団体|地区|施設|自治体|市町村|町村|市町|万円|"
    r"営業日|回線|系統|路線|様式|事業者?|拠点|言語|機関|企業|店舗|事業所|アカウント|ライセンス|文字|コース|講座|分野|ページ|"
    r"年(?!度|[ ]?\d|[代目])(?=[がをでもはにとの以経間、。 ]|$)|"
    r"GB|MB|TB|[GM]bps|km|㎡|ha|℃|ヘクタール|メートル|キロ|m)"
)
_COUNTING: Final = ("名詞,普通名詞,助数詞可能", "接尾辞,名詞的,助数詞")
# Signs of an order or of a date, not of an amount.
_NO_AMOUNT: Final = re.compile(
    r"(?:年度?|月|日|期|次|章|節|項|号|条|版|番|時|級|位|丁目|世代|代|目|つ目|学年|部|課|校時)"
)
# A name and an amount are printed without a gap: PC120台.
_AFTER_LATIN: Final = re.compile(r"(?<=[A-Za-z])\d+[台名人件個枚本基校]")
_LONGEST_YEARS: Final = 200
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9.&'-]*")


def find_entities(normalised: NormalisedText, tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[Entity, ...]:
    """The names of a text in reading order, none over another.

    Args:
        normalised: the text.
        tokens: its words in mode C, with offsets into the printed text.
        spans: what GiNZA found.

    """
    taken: set[int] = set()
    found: list[Entity] = []
    named = sorted((*_terms(tokens), *_runs(tokens)), key=lambda span: (span.start - span.end, span.start))
    counters = {token.start: token.end for token in tokens if _counts(token)}
    values = [_printed(normalised, span) for span in _values(normalised, counters)]
    others = [
        _printed(normalised, span._replace(label=f"{GINZA_KINDS[span.label]} {span.label}"))
        for span in spans
        if span.label in GINZA_KINDS
        and (GINZA_KINDS[span.label] != "組織" or looks_like_organisation(normalised.text[span.start : span.end]))
    ]
    for start, end, label in (*named, *values, *others):
        if start < end and taken.isdisjoint(range(start, end)):
            taken |= set(range(start, end))
            kind, source = label.split(" ")
            # A term that is no name (DX, 人材育成) only keeps others from its place.
            if kind in get_args(EntityKind):
                found.append(Entity(start=start, end=end, kind=cast("EntityKind", kind), source=source))
    return tuple(sorted(found, key=lambda entity: entity.start))


@cache
def _kinds() -> Mapping[str, str]:
    return {term.surface.casefold(): term.kind for term in load_terms()}


def _counts(token: Token) -> bool:
    if _LATIN.fullmatch(token.normalised_form):
        # 5G is a name; GB and km are among our own counters.
        return False
    return token.part_of_speech.startswith(_COUNTING) and not _NO_AMOUNT.fullmatch(token.surface)


def _terms(tokens: Sequence[Token]) -> Iterator[Span]:
    kinds = _kinds()
    for place, token in enumerate(tokens):
        kind = kinds.get(token.dictionary_form.casefold())
        if kind is not None:
            # Products have their maker before them: Microsoft Teams.
            maker = place - 2
            is_made = maker >= 0 and tokens[maker + 1].surface == " " and _LATIN.fullmatch(tokens[maker].surface)
            first = tokens[maker] if kind == "製品・サービス" and is_made and _LATIN.fullmatch(token.surface) else token
            yield Span(first.start, token.end, f"{kind} terms")


def _runs(tokens: Sequence[Token]) -> Iterator[Span]:
    """Runs of nouns that end in a word that tells what they name."""
    run: list[int] = []
    for place in range(len(tokens) + 1):
        if place < len(tokens) and _continues([tokens[number] for number in run], tokens[place]):
            run.append(place)
            continue
        # The longest beginning of the run that ends in such a word: 防災センター整備 names a centre.
        for length in range(len(run), 0, -1):
            kind = name_kind([tokens[number].normalised_form for number in run[:length]])
            last = tokens[run[length - 1]]
            if LONG_RULE.search(last.surface) and (first := _rule_start(tokens, run[0])) is not None:
                yield Span(tokens[first].start, last.end, "制度・法令 terms")
                break
            if kind is not None:
                yield Span(tokens[run[0]].start, last.end, f"{kind} terms")
                break
        run = []


def _continues(run: Sequence[Token], token: Token) -> bool:
    """Whether a word is part of a run of nouns; of numbers and spaces only those of 第 2 次 and Net119 are."""
    before = next((word for word in reversed(run) if word.surface.strip()), None)
    if not token.surface.strip():
        return before is not None and (before.surface == "第" or (len(run) > 1 and _is_number(before)))
    if before is not None and _is_number(token):
        return before.surface == "第" or _LATIN.fullmatch(run[-1].surface) is not None
    if before is not None and _is_number(before) and token.surface in {"次", "期"}:
        return True
    if run and not run[-1].surface.strip():
        return False
    return token.part_of_speech.startswith(_NOUNS) and not _BREAKS.fullmatch(token.surface)


def _is_number(token: Token) -> bool:
    return token.part_of_speech.startswith("名詞,数詞")


def _rule_start(tokens: Sequence[Token], head: int) -> int | None:
    """The first word of a rule's long name, whose word number ``head`` stands behind に関する, に向けた or their like.

    None where no such words stand there.
    """
    linking = "".join(token.surface for token in tokens[max(0, head - 4) : head])
    link = _LINK.search(linking)
    if link is None:
        return None
    place, length = head, len(link[0])
    while length > 0:
        place -= 1
        length -= len(tokens[place].surface)
    quoted = _quoted(tokens, place)
    return _phrase_start(tokens, place) if quoted is None else quoted


def _phrase_start(tokens: Sequence[Token], end: int) -> int | None:
    """The first of the nouns, joined by の and its like, that stand before word number ``end``."""
    first, place = None, end
    while place > 0 and (_is_noun(tokens[place - 1]) or (first and tokens[place - 1].surface in _WITHIN_NAME)):
        place -= 1
        if tokens[place].surface == "の" and name_kind([tokens[place - 1].normalised_form]) == "組織":
            # 総務省の…に関する指針: whose it is.
            break
        if _is_noun(tokens[place]):
            first = place
    return first


def _quoted(tokens: Sequence[Token], end: int) -> int | None:
    """The first word behind the opening bracket before word number ``end``, if it is not closed in between."""
    for place in range(end - 1, -1, -1):
        if tokens[place].surface in {"」", "』", "｣", "。"}:
            return None
        if tokens[place].surface in {"「", "『", "｢"}:
            return place + 1 if place + 1 < end else None
    return None


def _is_noun(token: Token) -> bool:
    return token.part_of_speech.startswith(_NOUNS) and token.surface not in _OWNERS and token.surface != "ため"


def _values(normalised: NormalisedText, counters: Mapping[int, int]) -> Iterator[Span]:
    """Years, dates and amounts of the normalised text; ``counters`` are the printed places of words that count."""
    text = normalised.text
    yield from (Span(match.start(), match.end(), "日付 pattern") for match in _YEAR_BOTH.finditer(text))
    for annotation in find_annotations(text):
        if annotation.kind == "year":
            again = _SAME_YEAR.match(text, annotation.end)
            end = again.end() if again else annotation.end
            month = _MONTH.match(text, end)
            yield Span(annotation.start, month.end() if month else end, "日付 pattern")
        elif text[annotation.start - 1 : annotation.start] != "第":
            yield from _amount(normalised, annotation, counters)
    yield from (Span(match.start(), match.end(), "日付 pattern") for match in _DAY.finditer(text))
    yield from (Span(match.start(), match.end(), "数量 pattern") for match in _AFTER_LATIN.finditer(text))


def _amount(normalised: NormalisedText, number: Annotation, counters: Mapping[int, int]) -> Iterator[Span]:
    counter = _COUNTER.match(normalised.text, number.end)
    if counter is not None and not (counter[0].strip() == "年" and number.value > _LONGEST_YEARS):
        yield Span(number.start, counter.end(), "数量 pattern")
        return
    _, place = normalised.printed_span(number.start, number.end)
    if place in counters:
        yield Span(number.start, normalised.normalised_span(place, counters[place])[1], "数量 pattern")


def _printed(normalised: NormalisedText, span: Span) -> Span:
    start, end = normalised.printed_span(span.start, span.end)
    return Span(start, end, span.label)
