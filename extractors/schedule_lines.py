"""Schedules printed as lines of text: 令和7～9年度　運用, 令和７年度：設計、令和８年度以降：運用."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.records import Region, ScheduleEntry
from extractors.lines import Line, join_lines, part_box
from extractors.marks import BULLETS
from extractors.years import YearLabel, find_period, find_year, parse_year_label

__all__ = ["PrintedLine", "lines_to_entries"]

PrintedLine = tuple[str, Line, Region]
"""The words of a line, the line, and where it stands."""

_ERA = r"(?:R|Ｒ|令和|H|Ｈ|平成|[2２][0０](?=[\d０-９]{2}))"
_MONTH = r"(?:年\s*[\d０-９]{1,2}\s*月|[.．][\d０-９]{1,2}(?![\d０-９]))(?:\s*[\d０-９]{1,2}\s*日|頃|末|[上中下]旬)?"
_YEAR = rf"{_ERA}\s*(?:[\d０-９]{{1,2}}|元)(?:\s*(?:{_MONTH}|年度?))?"
_YEARS = (
    rf"{_YEAR}(?:\s*[（(][^（）()]{{2,8}}[）)])?"
    rf"(?:\s*(?:[～〜~\-－―・、]|から)\s*(?:{_ERA})?\s*[\d０-９]{{1,2}}(?:\s*(?:{_MONTH}|月|年度?))?(?:まで)?"
    r"|以降|以後|まで|から|[～〜~](?=[\s　：:]))?"
)
# What may stand between the years and what is done: a part of the year, a particle.
_BETWEEN = (
    r"(?:(?:末|中|当初|[前後]半|[上下]半?期)(?=[に：:\s　]))?"
    r"(?:(?<=[度月で末中初半期])には?(?!ぎ)|(?<=以[降後])[はも])?"
)
# R7検討, R8～R9設置, 令和10年度 運用: years with what is done in them right behind.
_YEARED = re.compile(
    rf"^[\s　]*[{BULLETS}]?[\s　]*(?:毎年度?[\s　]*[（(])?(?P<years>(?>{_YEARS}))[）)]?{_BETWEEN}"
    r"(?:[\s　]*[：:][\s　]*|[\s　]+|(?=\D))(?P<activity>[^\s　：:].*)$"
)
_ANY = re.compile(rf"^[\s　]*[{BULLETS}]?(?P<years>\S+?)(?:[\s　]*[：:][\s　]*|[\s　]+)(?P<activity>\S.*)$")
# What parts two entries of one line: a mark before the next years, which a colon must follow behind a comma or blank.
_NEXT = re.compile(
    rf"[\s　]*(?:[／/；;]|[→⇒](?=[\s　]*{_YEARS})|(?:[、，]|(?<=\S)[\s　])(?=[\s　]*{_YEARS}[\s　]*[：:]))[\s　]*"
)


def lines_to_entries(lines: Sequence[PrintedLine]) -> list[ScheduleEntry]:
    """The entries that lines print, in order; lines that open with no years go on with the entry before them."""
    out: list[ScheduleEntry] = []
    for group in _entry_lines(_rows_joined(lines)):
        # Years on a line of their own stay apart from what is done in them.
        text = join_lines(f"{words.strip()}　" if _names_years(words) else words for words, _, _ in group)
        for piece in _pieces(text):
            entry = _entry(piece, group)
            if entry is not None:
                out.append(entry)
    return out


def _entry_lines(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines that belong together: one that opens with years, and those behind it that do not."""
    groups: list[list[PrintedLine]] = []
    for line in lines:
        opens = _parsed(line[0]) is not None or _names_years(line[0])
        if groups and (not opens or _goes_on_years(groups[-1][-1][0], line[0])):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _names_years(text: str) -> bool:
    return parse_year_label(text.strip()) is not None


def _goes_on_years(before: str, line: str) -> bool:
    """Whether a line end parts a year from its 年度: 令和10／年度以降：…."""
    return re.search(rf"{_ERA}\s*[\d０-９]{{1,2}}$", before.rstrip()) is not None and line.lstrip().startswith("年")


def _pieces(text: str) -> list[str]:
    parts = [part for part in _NEXT.split(text) if part]
    return parts if all(_parsed(part) is not None for part in parts) else [text]


def _parsed(text: str) -> tuple[YearLabel, str] | None:
    """The years that a text opens with, and what is done in them; None where it names no years, or nothing else."""
    if _names_years(text):
        return None
    for pattern in (_YEARED, _ANY):
        match = pattern.match(text)
        label = _years(match["years"].strip()) if match is not None else None
        if match is not None and label is not None:
            return label, match["activity"].strip()
    return None


def _years(text: str) -> YearLabel | None:
    """The fiscal years that words name, or that hold the months they name (令和8年3月, R7.10から); or None."""
    text = re.sub(r"[.．]([\d０-９]{1,2})", r"年\1月", text)
    label = parse_year_label(text)
    if label is not None or "月" not in text:
        return label
    period, year = find_period(text), find_year(text)
    if period is not None:
        return YearLabel(*period, "year")
    if year is None:
        return None
    return YearLabel(year, None, "after") if re.search(r"(?:から|以降|以後)$", text) else YearLabel(year, year, "year")


def _entry(text: str, lines: Sequence[PrintedLine]) -> ScheduleEntry | None:
    parsed = _parsed(text)
    if parsed is None:
        return None
    label, activity = parsed
    end = label.end_fy if label.end_fy is not None else label.start_fy
    if end is None:
        return None
    return ScheduleEntry(
        row="",
        activity=activity,
        start_fy=None if label.kind == "before" else label.start_fy,
        end_fy=end,
        open_end=label.kind == "after",
        where=_places(activity, lines),
    )


def _places(activity: str, lines: Sequence[PrintedLine]) -> tuple[Region, ...]:
    """The boxes of the words of an entry, in one line or over its end; else those of all lines."""
    for words, line, region in lines:
        if activity in words:
            return (Region(region.page, part_box(line, activity)),)
    for (words, line, region), (after, below, next_region) in pairwise(lines):
        for cut in range(1, len(activity)):
            if words.rstrip().endswith(activity[:cut]) and after.lstrip().startswith(activity[cut:]):
                return (
                    Region(region.page, part_box(line, activity[:cut])),
                    Region(next_region.page, part_box(below, activity[cut:])),
                )
    return tuple(region for _, _, region in lines)


def _rows_joined(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines with the years that stand apart to the left of them, as in a table without rules, before their words."""
    out = list(lines[:1])
    for (years, _, at), (text, line, region) in pairwise(lines):
        if _names_years(years) and _level(at, region):
            out[-1] = f"{years.strip()}　{text}", line, region
        else:
            out.append((text, line, region))
    return out


def _level(a: Region, b: Region) -> bool:
    return a.page == b.page and abs(a.box.top + a.box.bottom - b.box.top - b.box.bottom) < a.box.height
