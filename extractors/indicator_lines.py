"""Indicators printed as lines of text: 申請率　8.5％（R4）→ 50％（R9）, 処理時間：現状値 38分 → 目標値 15分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.records import Indicator, Region
from extractors.lines import join_lines
from extractors.marks import BULLETS
from extractors.years import find_year

__all__ = ["is_value_head", "lines_to_indicators", "lone_value", "prints_indicator", "split_value"]

_HEAD = r"(?:現状|現況|現在|基準|当初|目標|実績|最終目標|中間目標|中間|最終|計画)値?"
# 2000件 is an amount, though 2000 alone is a year.
_COUNTED = r"[\s　]*(?:[人円件台%％戸回名冊店社校万億千分日]|世帯|施設|か所|箇所|時間)"
_YEAR = (
    r"(?:(?:令和|平成|R|Ｒ|H|Ｈ)\s*(?:[\d０-９]{1,2}|元)|[2２][0０][\d０-９]{2}(?!"
    + _COUNTED
    + r"))\s*(?:年度?)?(?:末)?"
)
# 現状値（R5）：38分, 現状　38分, 令和4年度 7件, R6実績 38件
_HEADED_VALUE = re.compile(
    rf"^(?P<head>(?P<word>{_HEAD})(?:[\s　]*[（(〔][^（）()]*[）)〕])?|{_YEAR}(?:[\s　]*[（(]?{_HEAD}[）)]?)?)"
    r"[\s　]*[：:は]?[\s　]*(?P<value>(?!値)[^\s（(].*)$"
)
_HEAD_ALONE = re.compile(
    rf"^[\s　]*(?:{_HEAD}(?:[\s　]*[（(〔][^（）()]*[）)〕])?|{_YEAR}(?:[（(]?{_HEAD}[）)]?)?)[\s　]*$"
)
# 38分（R5）, 38分（現状値）
_DATED_VALUE = re.compile(r"^(?P<value>[^（）()]{1,20})[（(](?P<head>[^（）()]{2,14})[）)]$")
_ARROW = r"[→⇒➡⇨▶▸►➔➜➝]|から(?=[\s　]*[\d０-９約])"
# Where values begin in a line that opens with the indicator's name.
_VALUES = re.compile(
    rf"[（(]?(?:{_HEAD}(?:[（(][^（）()]*[）)])?[\s　]*[：:]?[\s　]*|{_YEAR}[\s　：:]*(?:{_HEAD})?[\s　：:]*)?"
    r"[（(]?(?:年間?|月間?|週|延べ|[約▲△])?[\s　]*[\d０-９－―未]"
)
_AMOUNT = re.compile(r"[約▲△]?[\d０-９]")
_LONE_VALUE = re.compile(
    r"(?:年間?|月間?|週|延べ)?[\s　]*[約▲△＋+\-−]?[\s　]*[\d０-９][\d０-９,，.．]*(?:[億万千][\d０-９,，.．]+)*[\s　]*"
    r"[^\s\d０-９。、（）()]{0,6}(?:[\s　]*(?:以上|以下|程度|未満))?|[－―‐ー-]|未\S{1,3}|なし|皆増"
)
# What stands behind the year or heading of a value: a colon, a bracket, or an amount.
_BEHIND_HEAD = r"(?:[\s　]*[：:]|[\s　]*[（(][^（）()]*[）)][\s　]*[：:約\d０-９]|[\s　]+[約\d０-９])"
# What parts the values of a line: an arrow, blanks, or the next year.
_BETWEEN = re.compile(
    rf"{_ARROW}|[\s　]{{2,}}|、|／|(?<=[）)])[\s　]+(?=[\d０-９約])"
    rf"|[\s　]+(?=・?(?:{_YEAR}(?:{_HEAD})?|{_HEAD}){_BEHIND_HEAD})"
    rf"|[\s　]*/[\s　]*(?={_YEAR}|{_HEAD})"
)
# What opens a line of its own.
_BULLETS = re.compile(rf"^[{BULLETS}\s　]+")
# The rest of a value that a line end cut has at most so many characters, and the name of an indicator.
MAX_REST, MAX_NAME = 8, 45


@dataclass(slots=True)
class _Found:
    """An indicator in the making."""

    names: list[str] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


def lines_to_indicators(lines: Sequence[tuple[str, Region]]) -> list[Indicator]:
    """The indicators that lines print: each a name, then values with their year or heading."""
    found: list[_Found] = [_Found()]
    for text, regions in _unbroken(_heads_joined(lines)):
        name, rest = _split_name(text)
        dated = _values(rest)
        words = name if dated else _BULLETS.sub("", text)
        if words and found[-1].values:
            # A name behind values begins the next indicator.
            found.append(_Found())
        if words:
            found[-1].names.append(words)
        found[-1].values.extend(dated)
        found[-1].regions.extend(regions)
    return [
        Indicator(name=join_lines(each.names), values=tuple(each.values), where=tuple(each.regions))
        for each in found
        if each.names and each.values
    ]


def prints_indicator(text: str) -> bool:
    """Whether a bulleted line prints a name and the way from one value to another: ◆申請率：8.5％（R4）→ 50％（R9）."""
    if text.strip(" \u3000")[:1] not in BULLETS or not re.search(_ARROW, text):
        return False
    name, rest = _split_name(text)
    return bool(name) and len(_values(rest)) > 1


def is_value_head(text: str) -> bool:
    """Whether a text only says which value stands beside or below it: 現状値, 令和6年度."""
    return _HEAD_ALONE.match(text) is not None


def lone_value(text: str) -> bool:
    """Whether a text is a value and nothing else: 28.4％, 4か所, 約1,500件, 未実施, ―."""
    return _LONE_VALUE.fullmatch(text.strip(" \u3000")) is not None


def split_value(text: str) -> tuple[str, str] | None:
    """The key and the value of one text that prints both: 現状値（R5）：38分, 令和4年度 7件, 38分（R5）; or None."""
    piece = text.strip(" \u3000、，・")
    headed = _HEADED_VALUE.match(piece)
    dated = _DATED_VALUE.match(piece)
    if headed is not None:
        year, value = find_year(headed["head"]), headed["value"].strip()
        inner = _DATED_VALUE.match(value)
        if year is None and inner is not None and (inner_year := find_year(inner["head"])) is not None:
            # 現状値：38分（R5）
            return str(inner_year), inner["value"].strip()
        return str(year or headed["word"] or headed["head"]), value
    if dated is not None:
        year = find_year(dated["head"])
        if year is not None or re.fullmatch(_HEAD, dated["head"].strip()):
            return str(year or dated["head"].strip()), dated["value"].strip()
    return None


def _heads_joined(lines: Sequence[tuple[str, Region]]) -> list[tuple[str, Region]]:
    """Lines with heads that stand right above their values (現状値 over 38分) joined to these; arrows are left out."""
    out = [line for line in lines if not re.fullmatch(rf"[\s　]*(?:{_ARROW})[\s　]*", line[0])]
    for head in [line for line in lines if _HEAD_ALONE.match(line[0])]:
        below = [line for line in out if line is not head and _stands_below(line[1], head[1])]
        value = min(below, key=lambda line: line[1].box.top, default=None)
        if value is not None and not _HEAD_ALONE.match(value[0]):
            out[out.index(value)] = f"{head[0].strip()}　{value[0].strip()}", value[1]
            out.remove(head)
    return out


def _stands_below(value: Region, head: Region) -> bool:
    gap = value.box.top - head.box.bottom
    over = min(value.box.x1, head.box.x1) - max(value.box.x0, head.box.x0)
    return value.page == head.page and 0 <= gap <= 2.5 * head.box.height and over > 0


def _unbroken(lines: Sequence[tuple[str, Region]]) -> list[tuple[str, list[Region]]]:
    """The lines with their regions; one with a bracket left open is joined to the line that closes it."""
    out: list[tuple[str, list[Region]]] = []
    for text, region in lines:
        if out and (_is_open(out[-1][0]) or _is_cut(out[-1][0], text)):
            out[-1] = join_lines((out[-1][0], text)), [*out[-1][1], region]
        else:
            out.append((text, [region]))
    return out


def _is_cut(before: str, text: str) -> bool:
    """Whether a line end cuts the values of a line: right behind an arrow, or in the last value (目標 年／420万円)."""
    if re.search(rf"(?:{_ARROW})[\s　]*$", before):
        return True
    return (
        before.rstrip()[-1:] not in "）)"
        and len(text.strip()) <= MAX_REST
        and re.search(_ARROW, before) is not None
        and re.search(r"[\s　：:→]", text) is None
    )


def _is_open(text: str) -> bool:
    return len(re.findall(r"[（(]", text)) > len(re.findall(r"[）)]", text))


def _split_name(text: str) -> tuple[str, str]:
    """The name of an indicator and its values, where both stand in one line: 申請率　8.5％（R4）→ 50％（R9）."""
    bare = _BULLETS.sub("", text)
    for gap in re.finditer(r"[\s　]{2,}|　|[：:][\s　]*|[\s　]|(?=[（(])", bare):
        name, rest = bare[: gap.start()].strip(), bare[gap.end() :].strip()
        if _names(name) and _VALUES.match(rest) and _values(rest):
            return name, rest
    return "", bare


def _names(text: str) -> bool:
    """Whether words before values are a name, and not the first of the values."""
    if not 1 < len(text) <= MAX_NAME or re.search(_ARROW, text) is not None:
        return False
    value = split_value(text)
    return not is_value_head(text) and (value is None or _AMOUNT.match(value[1]) is None)


def _values(text: str) -> list[tuple[str, str]]:
    """Values in a line: 38分（R5） → 15分（R10）, 現状値：38分, 目標値（令和10年度） 15分."""
    inner = re.fullmatch(r"[（(](?P<inside>.*(?:→|⇒|▶|、).*)[）)]", text.strip())
    pieces: list[str] = []
    for piece in re.split(_BETWEEN, inner["inside"] if inner is not None else text):
        # A head and its value are one piece: 現状値（令和6年度） 41％.
        if pieces and is_value_head(pieces[-1]):
            pieces[-1] = f"{pieces[-1]}　{piece}"
        else:
            pieces.append(piece)
    return [value for piece in pieces if (value := split_value(piece)) is not None]
