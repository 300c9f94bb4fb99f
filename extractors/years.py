"""Column heads, headings and plan periods as fiscal years: 令和6～8年度, これまで, 目標値（R8）, 令和3年度から5年間.

Years are Western fiscal years, inclusive at both ends; `extractors.eras` says how the printed ones are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from extractors.eras import CLOSE, DASH, OPEN, YEAR_MARK, YearText, bare_years

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "PrintedPeriod",
    "YearLabel",
    "find_period",
    "find_periods",
    "find_year",
    "parse_year_label",
    "parse_year_row",
]

Kind = Literal["year", "before", "after"]

# A plan runs 3 to 10 years; a 人口ビジョン looks further, but is no plan of measures.
MAX_PERIOD = 20
# How far from the years around it a year without its era may lie: with 年度 printed, and as a bare number.
REACH, BARE_REACH = 10, 5
# One bare number is a count; two that ascend within the plan's period are years.
MIN_BARE_COLUMNS = 2
MAX_PAST_LENGTH = 16

_PART = r"[上下]半?期|[前後]期|[前後]半|第?[1-4]四半期|[1-4]Q|Q[1-4]|\d{1,2}月(?:期|頃)?"
_ONE = rf"{YEAR_MARK}|(?<!\d)\d{{1,2}}|元"
_LABEL = re.compile(
    rf"""
    (?:\d{{1,2}}年目|初年度|最終年度|[前中後]期|[短長]期|第\d期)?{OPEN}?   # 1年目(令和6年度), 前期(R元~R2)
    (?P<upto>{DASH})?                                   # ~令和4年度
    (?P<first>{_ONE})(?P<unit>年度?|度)?
    (?:(?:{DASH}|から|及び|[・,、/])(?P<last>{_ONE})(?P<unit2>年度?|度)?)?   # 令和6~8年度
    (?:(?P<before>(?:以前|まで)(?:の[^\d]{{1,8}})?)
      |(?P<after>(?:以降|以後|から|{DASH})(?:の[^\d]{{1,8}})?)
      |{OPEN}?(?P<part>{_PART}){CLOSE}?
      |の?(?:取り?組み?(?:内容)?|予定|計画)               # 令和6年度の取組
    )?
    {CLOSE}?(?:{OPEN}?(?:\d{{1,2}}年目|計画?初年度|最終年度){CLOSE}?)?
    """,
    re.VERBOSE,
)
# これまでの取り組み, 従前, 前年度まで, 計画策定前
_PAST = re.compile(
    rf"(?:これまで|従前|過年度|前年度(?:まで|以前)|(?:本?計画)?策定(?:前|以前|まで))(?:(?!{YEAR_MARK}|{OPEN})[^。、\d])*"
)
_FUTURE = re.compile(r"(?:それ|次期計画|計画期間|次年度|翌年度)?(?:以降|以後)(?:の[^。、\d]*)?|次期計画(?:期間)?")
_FOR_YEARS = r"(?:年間|[かケヶカ箇ヵ]年)"
_WITHIN = rf"(?:(?!{YEAR_MARK})[^。])"
_PERIOD = re.compile(
    rf"""
    (?P<first>{YEAR_MARK})(?:年度?)?[」』]?
    (?:
      (?:{DASH}+|から|より|至)の?[「『]?
      (?:(?P<length>\d{{1,2}}){_FOR_YEARS}                    # 令和3年度から5年間
        |(?P<last>{YEAR_MARK}|\d{{1,2}}(?=年度|年(?!間)))     # 令和2年度~令和8年度, 2019~22年度
        |{_WITHIN}{{1,15}}(?P<last2>{YEAR_MARK})(?:年度?)?まで) # 令和3年度から総合計画に合わせ令和7年度まで
      |を(?:計画)?(?:初年度|始期|開始年度)と
       (?:する(?P<length2>\d{{1,2}}){_FOR_YEARS}
         |し{_WITHIN}{{0,50}}(?P<last3>{YEAR_MARK})(?:年度?)?(?:まで|を(?:目標|最終)))
    )
    """,
    re.VERBOSE,
)
# 2020人 is a number of people, though 2020 alone is a year.
_AMOUNT = re.compile(YEAR_MARK + r"(?=[人円件台%世戸施校回名冊店社万億])")


@dataclass(frozen=True, slots=True)
class YearLabel:
    """The head of a column of years, both ends inclusive.

    ``kind`` is "before" for a これまで column (``start_fy`` None) and "after" for 以降 (``end_fy`` None).
    ``part`` is 上期, 第1四半期, 4月 …, after NFKC, where it is printed with its year.
    """

    start_fy: int | None
    end_fy: int | None
    kind: Kind
    part: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """A span of fiscal years with the rest of its sentence, after NFKC and without white space."""

    start_fy: int
    end_fy: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Head:
    """A column head before its era is settled: ``years`` are the candidates for its first year, () for これまで."""

    kind: Kind
    years: tuple[int, ...] = ()
    length: int = 1
    explicit: bool = False
    unit: bool = False
    part: str = ""

    def label(self, first: int | None) -> YearLabel:
        """The head as a label that starts in the fiscal year ``first``."""
        last = None if first is None else first + self.length - 1
        if self.kind == "before":
            return YearLabel(None, last, "before", self.part)
        return YearLabel(first, None if self.kind == "after" else last, self.kind, self.part)


def parse_year_label(text: str, *, context: Sequence[int] = ()) -> YearLabel | None:
    """The fiscal years a column head names; None where the text is no such head (a date, an amount, 目標値(R8), 上期).

    Args:
        text: The head as printed; it may hold line breaks.
        context: Fiscal years printed beside it; only with them is 7年度 or 7 read, as the nearest such year.

    """
    head = _parse_head(text)
    if head is None:
        return None
    if head.explicit or not head.years:
        return head.label(head.years[0] if head.years else None)
    if not context:
        return None
    low, high = min(context), max(context)
    first = min(head.years, key=lambda year: max(low - year, year - high, 0))
    reach = REACH if head.unit else BARE_REACH
    return head.label(first) if low - reach <= first <= high + reach else None


def parse_year_row(texts: Sequence[str], *, period: tuple[int, int] | None = None) -> list[YearLabel | None]:
    """The heads of one row of columns, read together; None for each that is no year or breaks the sequence.

    Years ascend by one from column to column. Neighbours, then ``period``, settle the era of 7年度 or 7.
    A これまで column ends the year before the first charted year; 以降 starts the year after the last.

    Args:
        texts: The cells from left to right.
        period: The plan's first and last fiscal year, where known.

    """
    heads = [_parse_head(text) for text in texts]
    charted = [(index, head) for index, head in enumerate(heads) if head is not None and head.kind == "year"]
    years = [head for _, head in charted]
    offsets = _offsets(years)
    base = _best_base(years, offsets, period)
    labels: list[YearLabel | None] = [None] * len(texts)
    for (index, head), offset in zip(charted, offsets, strict=True):
        if base is not None and base + offset in head.years:
            labels[index] = head.label(base + offset)
    found = [label for label in labels if label is not None]
    first = min((label.start_fy for label in found if label.start_fy is not None), default=None)
    last = max((label.end_fy for label in found if label.end_fy is not None), default=None)
    for index, outer in enumerate(heads):
        if outer is not None and outer.kind != "year":
            labels[index] = _outer_label(outer, first if outer.kind == "before" else last)
    return labels


def _outer_label(head: _Head, near: int | None) -> YearLabel | None:
    """これまで or 以降 beside the charted years, of which ``near`` is the nearest."""
    if head.explicit or (near is None and not head.years):
        return head.label(head.years[0] if head.years else None)
    if near is None:
        return None
    expected = near + (-1 if head.kind == "before" else 1)
    return head.label(min(head.years or (expected,), key=lambda year: abs(year - expected)))


def _offsets(heads: Sequence[_Head]) -> list[int]:
    """Years from the first column to each column; the halves of one year share theirs."""
    offsets, current = [], 0
    for index, head in enumerate(heads):
        if index and not (head.part and heads[index - 1].part and head.years == heads[index - 1].years):
            current += heads[index - 1].length
        offsets.append(current)
    return offsets


def _best_base(heads: Sequence[_Head], offsets: Sequence[int], period: tuple[int, int] | None) -> int | None:
    """The first column's year on which most columns agree; None where it cannot be settled."""
    pairs = list(zip(heads, offsets, strict=True))
    votes = Counter(year - offset for head, offset in pairs for year in head.years)
    sure = Counter(head.years[0] - offset for head, offset in pairs if head.explicit)
    bases = [base for base, count in votes.items() if 2 * count > len(heads)]
    if sure:
        return max((b for b in bases if sure[b]), key=lambda base: (sure[base], votes[base]), default=None)
    unit = any(head.unit for head in heads)
    if period is None:
        # 30年度, 元年度 can only be 平成 and 令和; 6年度, 7年度 could be either.
        agreed = [base for base in bases if votes[base] == len(heads) > 1 and unit]
        return agreed[0] if len(agreed) == 1 else None
    if not heads or (not unit and len(heads) < MIN_BARE_COLUMNS):
        return None
    slack = BARE_REACH if unit else 0
    last = offsets[-1] + heads[-1].length - 1
    near = [base for base in bases if period[0] - slack <= base and base + last <= period[1] + slack]
    return min(near, key=lambda base: (-votes[base], abs(base - period[0])), default=None)


def find_year(text: str) -> int | None:
    """The fiscal year inside another heading: 2026 of 目標値（R8）; None where there is none, or more than one."""
    dated = YearText.parse(text, fiscal_dates=True)
    years = {dated[mark].year for mark in re.findall(YEAR_MARK, _AMOUNT.sub("", dated.skeleton))}
    return years.pop() if len(years) == 1 else None


def find_period(text: str) -> tuple[int, int] | None:
    """The first and last fiscal year of the first span of years in running text; None where there is none."""
    return next(((period.start_fy, period.end_fy) for period in find_periods(text)), None)


def find_periods(text: str) -> list[PrintedPeriod]:
    """The spans of years in running text, in order: 令和2年度～令和8年度, 令和3年度から5年間, spans of dates."""
    dated = YearText.parse(text, fiscal_dates=True)
    found = []
    for match in _PERIOD.finditer(dated.skeleton):
        first, last = dated[match["first"]], match["last"] or match["last2"] or match["last3"]
        if length := match["length"] or match["length2"]:
            end = first.year + int(length) - 1
        else:
            end = first.continued(last) if last.isdigit() else dated[last].year
        if 0 <= end - first.year < MAX_PERIOD:
            before, after = dated.skeleton[: match.start()], dated.skeleton[match.end() :]
            found.append(PrintedPeriod(first.year, end, before.rpartition("。")[2], after.partition("。")[0]))
    return found


def _parse_head(text: str) -> _Head | None:
    # NFKC makes ① a 1, and numbers in circles count items, never years.
    if any(unicodedata.decomposition(char).startswith("<circle> 00") for char in text):
        return None
    years = YearText.parse(text)
    if past := _PAST.match(years.skeleton):
        rest = re.sub(rf"^{OPEN}|{CLOSE}$", "", years.skeleton[past.end() :])
        if rest:
            head = _match_to_head(_LABEL.fullmatch(rest), years)
            return head and replace(head, kind="before")
        return _Head("before") if past.end() <= MAX_PAST_LENGTH else None
    if _FUTURE.fullmatch(years.skeleton):
        return _Head("after")
    return _match_to_head(_LABEL.fullmatch(years.skeleton), years)


def _match_to_head(match: re.Match[str] | None, years: YearText) -> _Head | None:
    if match is None:
        return None
    first, last, part = match["first"], match["last"], match["part"] or ""
    unit = bool(match["unit"] or match["unit2"])
    if "月" in part and match["unit"] != "年度":
        return None  # 令和4年3月 is a date
    bare = _is_bare(first)
    if bare and not unit and (last or part or match["upto"] or match["before"] or match["after"]):
        return None  # 3/5 is a share, 3~ a count, 4月 the caller's second row
    starts = bare_years(first) if bare else (years[first].year,)
    end = None
    if last is not None and not _is_bare(last):
        end = years[last].year
        starts = tuple(year for year in starts if year <= end)[:1]
    elif last is not None and bare:
        end = min((year for year in bare_years(last) if starts and year >= starts[0]), default=None)
    elif last is not None:
        end = years[first].continued(last)
    length = 1 if end is None or not starts else end - starts[0] + 1
    if not starts or not 0 < length <= MAX_PERIOD:
        return None
    explicit = not bare or (last is not None and not _is_bare(last))
    kind: Kind = "after" if match["after"] else "year"
    if last is None and (match["before"] or match["upto"]):
        kind, starts, length = "before", tuple(year + length - 1 for year in starts), 1
    return _Head(kind, starts, length, explicit, unit, part)


def _is_bare(text: str) -> bool:
    return text == "元" or text.isdigit()
