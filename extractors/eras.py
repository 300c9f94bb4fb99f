"""Japanese years in text: the text without what does not matter, each year replaced by one character.

令和2年度 is 2020; 平成31年度 and 令和元年度 are both 2019 (the era changed on 2019-05-01, within the fiscal year).
A date belongs to the fiscal year that holds it: 31 March 2026 lies in 2025.
Text is compared after NFKC and without white space, so that ２, ㍻, ㋿ and Kangxi radicals need no rules of their own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

from corpus.eras import ABBREVIATIONS, ERAS, MAX_ERA_YEAR, MIN_SHORT_SHOWA

__all__ = ["CLOSE", "DASH", "OPEN", "YEAR_MARK", "PrintedYear", "YearText", "bare_years"]

YEAR_MARK = "[\ue000-\uf8ff]"
"""Regex class of the private-use characters that stand for the years of a `YearText`."""
DASH = r"[~〜\-–—―−‐‑ー→⇒⇨➡▶►▷▸]"
"""Regex class of what stands between two years of a span, after NFKC."""
OPEN, CLOSE = r"[(\[〔【<〈《「]", r"[)\]〕】>〉》」]"

TWO_DIGITS = 2000
# A fiscal year ends with March.
LAST_MONTH = 3

_YEAR = re.compile(
    r"""
      (?P<era>令和|平成|昭和|[令平昭](?=[元\d])|(?<![A-Za-z])[RHS](?=[元.\d]))
      \.?(?P<n>元|\d{1,2})(?![\dA-Za-z])            # 令和2, 令和元, R2, H.31
    | (?<![\d,.])(?:西暦|FY)?
      (?P<west>199\d|20[0-5]\d|2060)
      (?!\d|,\d|\.\d+(?![\d.]))                      # 2024, FY2024, 2024.4.1; not 2,024 and not 2024.4
    | ['`´‘’′](?P<short>\d\d)(?!\d)                  # '24
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNIT = r"(年度?|度)?"
# 令和5年(2023)度, 2019年度(平成31年度), 7年度(2025年度): the same year said twice.
_TWICE = re.compile(rf"({YEAR_MARK}|(?<!\d)\d{{1,2}}){_UNIT}{OPEN}(?:年度)?({YEAR_MARK}){_UNIT}{CLOSE}{_UNIT}")
# 2019年度(31年度): the second year without its era
_TWICE_BARE = re.compile(rf"({YEAR_MARK}){_UNIT}{OPEN}(\d{{1,2}}){_UNIT}{CLOSE}{_UNIT}")
# 平成31・令和元年度
_EITHER = re.compile(rf"({YEAR_MARK}){_UNIT}[/=・]({YEAR_MARK}){_UNIT}")
_DATE = re.compile(rf"({YEAR_MARK})(?:年(\d{{1,2}})月(?:\d{{1,2}}日|末日?)?|\.(\d{{1,2}})\.\d{{1,2}})")


@dataclass(frozen=True, slots=True)
class PrintedYear:
    """A year printed with its era; ``base`` is the era's year 0, from which 8 in 令和6~8年度 counts on."""

    year: int
    base: int

    def continued(self, text: str) -> int:
        """The year of ``text``, a number after this one: of the same era, or of the next if that lies too early."""
        year = self.base + _count(text)
        return year if year >= self.year else min((y for y in bare_years(text) if y >= self.year), default=year)


def bare_years(text: str) -> tuple[int, ...]:
    """The Western years a number without its era can be, latest era first; 24 may also be 2024."""
    count = _count(text)
    years = [ERAS[era] + count for era in ("令和", "平成") if 0 < count <= MAX_ERA_YEAR[era]]
    return tuple(years) if text == "元" or len(text) == 1 else (*years, TWO_DIGITS + count)


class YearText:
    """A text and its years.

    ``skeleton`` is the text after NFKC without white space, one `YEAR_MARK` for each year, a year said
    twice being one; ask for the year of a mark with ``[mark]``.
    """

    def __init__(self, skeleton: str, years: list[PrintedYear]) -> None:
        self.skeleton = skeleton
        self._years = years

    @classmethod
    def parse(cls, text: str, *, fiscal_dates: bool = False) -> Self:
        """Find the years of a text; with ``fiscal_dates`` a date becomes the fiscal year that holds it."""
        found = cls("", [])
        compact = re.sub(r"\s|[\ue000-\uf8ff]", "", unicodedata.normalize("NFKC", text))
        skeleton = _TWICE.sub(found._once, _YEAR.sub(found._mark, compact))
        skeleton = _EITHER.sub(found._once, _TWICE_BARE.sub(found._once, skeleton))
        found.skeleton = _DATE.sub(found._date, skeleton) if fiscal_dates else skeleton
        return found

    def __getitem__(self, mark: str) -> PrintedYear:
        """The year that ``mark`` stands for."""
        return self._years[ord(mark) - 0xE000]

    def _keep(self, year: PrintedYear) -> str:
        self._years.append(year)
        return chr(0xE000 + len(self._years) - 1)

    def _mark(self, match: re.Match[str]) -> str:
        if match["west"] or match["short"]:
            year = int(match["west"] or TWO_DIGITS + int(match["short"]))
            return self._keep(PrintedYear(year, TWO_DIGITS))
        era, count = match["era"].upper(), _count(match["n"])
        name = ABBREVIATIONS.get(era, era)
        if not 0 < count <= MAX_ERA_YEAR[name] or (era == "S" and count < MIN_SHORT_SHOWA):
            return match[0]
        return self._keep(PrintedYear(ERAS[name] + count, ERAS[name]))

    def _once(self, match: re.Match[str]) -> str:
        first, unit, second, *units = match.groups("")
        if second.isdigit():
            same = self[first].year in bare_years(second)
        else:
            same = first.isdigit() or self[first].year == self[second].year
        if not same and match.re is not _TWICE:
            return match[0]
        unit += "".join(units)
        return (second if first.isdigit() else first) + ("年度" if "度" in unit else unit[:1])

    def _date(self, match: re.Match[str]) -> str:
        day, month = self[match[1]], int(match[2] or match[3])
        return self._keep(PrintedYear(day.year - (month <= LAST_MONTH), day.base))


def _count(text: str) -> int:
    return 1 if text == "元" else int(text)
