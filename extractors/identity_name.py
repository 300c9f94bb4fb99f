"""Which municipality a document is of: the name with the most support, in print and in the list.

Plans name other municipalities too, so that where a name stands weighs more than that it stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from corpus.records import Issue, Region
from extractors.identity_text import PageText, compact, find_cover, running_heads
from extractors.municipalities import (
    Resolved,
    find_municipalities,
    find_printed_codes,
    municipalities,
    prefectures,
    resolve_municipality,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractors.lines import Line

__all__ = ["PLAN_WORD", "read_municipality"]

PLAN_WORD = r"(?:計画|プラン|方針|ビジョン|戦略|指針|構想|大綱|ロードマップ|プログラム|ガイドライン|工程表)"
"""Regex of the words that make a line the title of a plan."""

# Weights: a cover line with nothing but the name, a line that opens with it, one in the plan's imprint (奥付).
COVER_NAME, COVER_PREFIX, IMPRINT, HEAD, RUNNING_HEAD, TITLE_LINE, OFFICE = 10.0, 8.0, 5.0, 5.0, 5.0, 1.0, 1.5
# An unlisted name with hiragana may be a slogan: 人と自然が輝く町.
SLOGAN = 0.4
MAX_REPEATED = 6.0
MAX_MENTIONS = 10
# 本町 in the text makes a name that ends in 町 likelier.
SAME_KIND = 5.0
# Below this a name stands nowhere that speaks of the document itself.
MIN_SUPPORT = 4.0
MIN_MENTIONS = 3
# A text that names an office of hardly any other municipality is about this one.
SOLE_SHARE = 0.8
IMPRINT_PAGES = 2
# How often another prefecture may be named before the text says no longer which is its own.
DOMINANCE = 3
MIN_PREFECTURE_MENTIONS = 2
LARGER_THAN_TEXT = 1.1

_HAN = r"\u3005\u3007\u3400-\u9fff\uf900-\ufaff"
_KANA = r"ァ-ヺーぁ-ゖ"
_NAME = rf"[{_HAN}{_KANA}]{{1,7}}[市町村]"
# Words that end in 市, 町 or 村 without naming one.
_COMMON = re.compile(
    r"""
    (?:(?:.*(?:中核|特例|指定|政令|関係|近隣|周辺|県内|府内|道内|都内|管内|圏域|構成|連携|先進|類似|姉妹|友好|全国|該当))?[都各他全本当同両自我郡副前元新旧]?
       [市町村区]+)
    |[条項号]の?[市町村]|[ァ-ヺー]+[市町村]|(?:電子|仮想|次世代|未来|総合)[市町村]          # デジタル市役所
    |.*(?:都市|市町|町村|市区|区市|朝市|見本の市|農村|漁村|山村|農山漁村|一村|街)
    """,
    re.VERBOSE,
)
_LEAD = r"(?:第[\d一二三四五六七八九十]+[期次版])?(?:(?:令和|平成)(?:\d+|元)年度?|20\d\d年度?)?(?:\d+月)?"
_OFFICE = re.compile(
    rf"(?<![{_HAN}ァ-ヺ])(?P<name>[{_HAN}ァ-ヺー]{{1,7}}?[市町村])(?:役[所場]|長(?![期寿い者])|議会|教育委員会|公式)"
)
_PUBLISHER = re.compile(r"(?:編集・?)?(?:発行者?|編集|作成|策定)(?:・編集|者|元)?[:：]?")
_MENTION = re.compile(
    rf"(?:^|(?<=[。、「『（(・]))(?P<name>[{_HAN}ァ-ヺ]{{2,7}}?[市町村])(?=では|は|が|の|に|を|と|内)"
)
_SELF = re.compile(r"(?<![日基])[本当](?P<kind>[市町村区])(?![町村長区場一二三四五六七八九十\d])")
# What may stand directly before a name without being part of it: 高知県例示町, 令和6年度例示町.
_BEFORE = re.compile(rf"[県都府道郡旧現元前本同各度回号会]|[^{_HAN}ァ-ヺ]")
_WIDE_AREA = re.compile(r"(?:外|ほか|他)?[^。、]{0,6}?(?:広域|事務組合|企業団|広域連合)")


@dataclass
class _Support:
    """What speaks for one name: points from where it stands, mentions in the text, its places."""

    points: float = 0.0
    repeated: float = 0.0
    mentions: int = 0
    regions: list[Region] = field(default_factory=list)

    @property
    def structural(self) -> float:
        """Points for standing where a document says whose it is."""
        return self.points + min(self.repeated, MAX_REPEATED)


def read_municipality(pages: Sequence[PageText]) -> tuple[Resolved | None, tuple[Region, ...], tuple[Issue, ...]]:
    """The municipality a document is of, with the places that say so; None with an Issue where none does."""
    support = _collect(pages)
    own_kinds = Counter(match["kind"] for page in pages for match in _SELF.finditer(_page_text(page)))
    kind = own_kinds.most_common(1)[0][0] if own_kinds else ""

    def score(name: str) -> tuple[float, int]:
        found = support[name]
        own = SAME_KIND if name.endswith(kind or "-") else 0.0
        return found.structural + min(found.mentions, MAX_MENTIONS) + own, len(name)

    accepted = [name for name in support if _is_supported(name, support, kind)]
    if not accepted:
        message = "自治体名が見つかりません。マニフェストに自治体名か団体コードを書いてください。"
        return None, (), (Issue(code="municipality_not_found", message=message),)
    name = max(accepted, key=score)
    codes = tuple(
        dict.fromkeys(
            code for page in pages for code in find_printed_codes("\n".join(line.text for line in page.lines))
        )
    )
    resolved = resolve_municipality(
        name, prefecture=_printed_prefecture(pages, name), likely=_likely_prefecture(pages, name), printed_codes=codes
    )
    return resolved, tuple(support[name].regions[:1]), resolved.issues


def _is_supported(name: str, support: Mapping[str, _Support], kind: str) -> bool:
    """Whether enough speaks for a name at all; a ministry's paper names cities, too."""
    found = support[name]
    if found.structural >= MIN_SUPPORT or (kind and name.endswith(kind) and found.mentions >= MIN_MENTIONS):
        return True
    sole = found.mentions >= SOLE_SHARE * sum(other.mentions for other in support.values())
    return sole and found.structural >= OFFICE


def _collect(pages: Sequence[PageText]) -> dict[str, _Support]:
    support: defaultdict[str, _Support] = defaultdict(_Support)
    for name, points, repeated, region in _evidence(pages):
        support[name].points += points
        support[name].repeated += repeated
        support[name].regions.append(region)
    unlisted = [name for name in support if not find_municipalities(name)]
    for page in pages:
        text = "\n".join(compact(line.text) for line in page.lines)
        for name in _listed_names(text):
            support[name].mentions += 1
        for name in unlisted:
            support[name].mentions += len(re.findall(rf"(?<![{_HAN}ァ-ヺ]){re.escape(name)}", text))
    return support


def _evidence(pages: Sequence[PageText]) -> Iterator[tuple[str, float, float, Region]]:
    """Names with points that count in full, points for what is repeated on many pages, and their places."""
    cover, imprint = find_cover(pages), pages[-IMPRINT_PAGES:]
    for page in pages:
        for line in page.lines:
            for name, points, repeated in _line_to_names(line, is_cover=page is cover, is_imprint=page in imprint):
                yield name, points, repeated, Region(page.number, line.box)
    if (head := _head(pages)) is not None:
        for name in _listed_names(compact(head[1].text)):
            yield name, HEAD, 0.0, Region(head[0].number, head[1].box)
    for text, page, line in running_heads(pages):
        for name in _opening_names(text):
            yield name, 0.0 if _is_slogan(name) else RUNNING_HEAD, 0.0, Region(page.number, line.box)


def _line_to_names(line: Line, *, is_cover: bool, is_imprint: bool) -> Iterator[tuple[str, float, float]]:
    """The names a line gives, with points that count in full and points for what is repeated on many pages."""
    text = compact(line.text)
    if is_cover:
        rest = _without_prefecture(text)
        for name in _opening_names(text):
            points = COVER_NAME if name == rest else COVER_PREFIX
            yield name, points * (SLOGAN if _is_slogan(name) else 1.0), 0.0
    elif re.search(PLAN_WORD + r"(?:書|編|版)?$", text):
        yield from ((name, 0.0, TITLE_LINE) for name in _opening_names(text) if not _is_slogan(name))
    if is_imprint and (publisher := _PUBLISHER.match(text)):
        yield from ((name, IMPRINT, 0.0) for name in _opening_names(text[publisher.end() :]))
    if find_printed_codes(line.text):
        # 福島県例示市　団体コード…: who prints its own code says whose document it is.
        yield from ((match["name"], IMPRINT, 0.0) for match in _seated().finditer(text))
    for pattern, points in ((_OFFICE, OFFICE), (_MENTION, 0.0)):
        for match in pattern.finditer(_without_prefecture(text)):
            if not _COMMON.fullmatch(match["name"]):
                yield _listed_ending(match["name"]), 0.0, points


@cache
def _seated() -> re.Pattern[str]:
    """A name directly after its prefecture."""
    return re.compile(
        rf"(?:{'|'.join(prefectures())})(?:[{_HAN}ケヶ]{{1,4}}郡)?(?P<name>[{_HAN}ァ-ヺー]{{1,7}}?[市町村])"
    )


def _listed_ending(name: str) -> str:
    """例示町 of 回例示町, as read from 第3回例示町議会, where the list knows the shorter name."""
    endings = (name[start:] for start in range(len(name) - 1))
    return next((ending for ending in endings if find_municipalities(ending)), name)


def _is_slogan(name: str) -> bool:
    return re.search("[ぁ-ん]", name) is not None and not find_municipalities(name)


def _head(pages: Sequence[PageText]) -> tuple[PageText, Line] | None:
    """The largest line of the first page with text, where it is larger than most of the page."""
    page = next((page for page in pages if page.lines), None)
    if page is None:
        return None
    line = max(page.lines, key=lambda line: (line.size, -line.box.top))
    sizes = sorted(other.size for other in page.lines)
    return (page, line) if line.size >= LARGER_THAN_TEXT * sizes[len(sizes) // 2] else None


def _opening_names(text: str) -> list[str]:
    """The names a line may open with: 東村 and 東村山町 of 東村山町計画, since only other places tell which."""
    rest = re.sub(rf"^{_LEAD}", "", _without_prefecture(re.sub(rf"^{_LEAD}", "", text)))
    openings = [rest[:end] for end in range(2, 9)]
    listed = [opening for opening in openings if find_municipalities(opening)]
    return listed[-1:] or [name for name in openings if re.fullmatch(_NAME, name) and not _COMMON.fullmatch(name)]


def _without_prefecture(text: str) -> str:
    return re.sub(rf"^(?:{'|'.join(prefectures())})(?:[{_HAN}ケヶ]{{1,4}}郡)?", "", text)


@cache
def _name_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(row.name) for row in municipalities()}, reverse=True))


def _listed_names(text: str) -> list[str]:
    """The names of the list that a text mentions, each mention once; the longest where names overlap."""
    found: list[tuple[int, int]] = []
    for match in re.finditer("[市町村区]", text):
        end = match.end()
        for length in _name_lengths():
            start = end - length
            if start < 0 or not find_municipalities(text[start:end]):
                continue
            if start and not _BEFORE.fullmatch(text[start - 1]) and not text[start].isascii():
                continue
            if found and found[-1][0] >= start:
                found.pop()
            if not _WIDE_AREA.match(text, end):
                found.append((start, end))
            break
    return [text[start:end] for start, end in found]


def _page_text(page: PageText) -> str:
    return "".join(compact(line.text) for line in page.lines)


def _printed_prefecture(pages: Sequence[PageText], name: str) -> str | None:
    """The prefecture printed with the name, as in 高知県南国市, or alone on a line of the cover."""
    pattern = re.compile(rf"({'|'.join(prefectures())})(?:[{_HAN}ケヶ]{{1,4}}郡)?{re.escape(name)}")
    texts = [compact(line.text) for page in pages for line in page.lines]
    found = Counter(match[1] for text in texts for match in pattern.finditer(text))
    cover = find_cover(pages)
    alone = [compact(line.text) for line in cover.lines] if cover else []
    found.update(text for text in alone if text in prefectures())
    listed = {row.prefecture for row in find_municipalities(name)}
    return max(found, key=lambda prefecture: (prefecture in listed, found[prefecture]), default=None)


def _likely_prefecture(pages: Sequence[PageText], name: str) -> str | None:
    """The prefecture the text speaks of, out of those that have a municipality of this name."""
    text = "".join(map(_page_text, pages))
    counts = Counter({row.prefecture: text.count(row.prefecture) for row in find_municipalities(name)})
    (likely, count), *others = [*counts.most_common(2), ("", 0)]
    clear = count >= max(MIN_PREFECTURE_MENTIONS, DOMINANCE * others[0][1]) if others else False
    return likely if clear else None
