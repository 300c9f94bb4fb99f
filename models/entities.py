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

from corpus.annotations import find_annotations
from corpus.records import Entity, EntityKind
from models.dictionary_rows import load_terms

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

_HEADS: Final[Mapping[EntityKind, re.Pattern[str]]] = {
    "組織": re.compile(
        r"(?:課|事務局|委員会|協議会|審議会|協会|本部|部会|機構|組合|推進室|連絡会|連絡会議|推進会議|プロジェクトチーム|商工会|消防署|公社)$"
    ),
    "制度・法令": re.compile(
        r"(?:条例|要綱|規則|規程|基本法|推進法|計画|構想|戦略|大綱|指針|ガイドライン|基本方針|ポリシー|制度|交付金|補助金)$"
    ),
    "施設": re.compile(
        r"(?:センター|会館|公民館|図書館|児童館|資料館|博物館|体育館|庁舎|支所|出張所|小学校|中学校|高校|幼稚園|保育園|"
        r"保育所|病院|診療所|公園|避難所|役場|市役所|区役所|ホール|プラザ|交流館)$"
    ),
    "製品・サービス": re.compile(
        r"(?:システム|アプリ|アプリケーション|サイト|ポータル|クラウド|ツール|カード|ホームページ|チャットボット|ネットワーク)$"
    ),
}
# What stands before a head and makes no name of it: この計画, 新システム, 各支所.
_NO_NAME: Final = re.compile(
    r"(?:本|同|新|旧|各|次期|前|現|当該|全|個別|既存|独自|関連|他|上位|行政|業務|専用|共通|主要|市内|町内|庁内|国内|管理|支援)+"
)
_NOUNS: Final = ("名詞,普通名詞", "名詞,固有名詞", "接頭辞", "接尾辞,名詞的", "形状詞")
_BREAKS: Final = re.compile(r"(?:等|など|各|本|同|及び|並び|ため|こと|もの|とき|毎年|毎月|現在|今後|年度|年|月|日|回)")

_MONTH: Final = re.compile(r"[ ]?(?:\d{1,2}月(?:\d{1,2}日|末|上旬|中旬|下旬)?|度?末|度?当初|[上下]半期)")
_DAY: Final = re.compile(r"(?<!\d)\d{1,2}月(?:\d{1,2}日|末)(?!間)")
_COUNTER: Final = re.compile(
    r"[ ]?(?:余り?|以上)?(?:%|パーセント|ポイント|[件人名台回円校室分倍冊点本枚戸歳割社館箱つ](?!間)|[かカヶ箇ケ]所|"
    r"[かカヶ箇ケ]年|[かカヶ箇ケ]月|世帯|時間|年間|日間|週間|種類|項目|業務|手続|団体|地区|施設|自治体|市町村|万円|GB|MB|TB|[GM]bps|km|㎡|m)"
)


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
    values = [_printed(normalised, span) for span in _values(normalised.text)]
    others = [
        _printed(normalised, span._replace(label=f"{GINZA_KINDS[span.label]} {span.label}"))
        for span in spans
        if span.label in GINZA_KINDS
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


def _terms(tokens: Sequence[Token]) -> Iterator[Span]:
    kinds = _kinds()
    for token in tokens:
        kind = kinds.get(token.dictionary_form.casefold())
        if kind is not None:
            yield Span(token.start, token.end, f"{kind} terms")


def _runs(tokens: Sequence[Token]) -> Iterator[Span]:
    """Runs of nouns that end in a word that tells what they name."""
    run: list[Token] = []
    for token in (*tokens, None):
        if token is not None and token.part_of_speech.startswith(_NOUNS) and not _BREAKS.fullmatch(token.surface):
            run.append(token)
            continue
        # The longest beginning of the run that ends in such a word: 防災センター整備 names a centre.
        for length in range(len(run), 1, -1):
            kind = _head_kind(run[:length])
            if kind is not None:
                yield Span(run[0].start, run[length - 1].end, f"{kind} terms")
                break
        run = []


def _head_kind(run: Sequence[Token]) -> EntityKind | None:
    text = "".join(token.normalised_form for token in run)
    for kind, pattern in _HEADS.items():
        head = pattern.search(text)
        if head is not None and head.start() > 0 and not _NO_NAME.fullmatch(text[: head.start()]):
            return kind
    return None


def _values(text: str) -> Iterator[Span]:
    for annotation in find_annotations(text):
        if annotation.kind == "year":
            month = _MONTH.match(text, annotation.end)
            yield Span(annotation.start, month.end() if month else annotation.end, "日付 pattern")
        elif (counter := _COUNTER.match(text, annotation.end)) is not None:
            yield Span(annotation.start, counter.end(), "数量 pattern")
    yield from (Span(match.start(), match.end(), "日付 pattern") for match in _DAY.finditer(text))


def _printed(normalised: NormalisedText, span: Span) -> Span:
    start, end = normalised.printed_span(span.start, span.end)
    return Span(start, end, span.label)
