"""Years and numbers of a normalised text, as values beside it.

平成31年度 and 令和元年度 are both 2019; ①, ２ and 2 are 2, 1, 2. A year is the Western one in which the printed year
begins; ``fiscal`` tells 年度 from a calendar year. 令和6〜8年度 is two years, the second without its era.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from corpus.eras import ABBREVIATIONS, ERAS, MAX_ERA_YEAR, MIN_SHORT_SHOWA

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Annotation", "find_annotations"]

_BETWEEN: Final = r"[ ]?(?:〜|~|-|―|から|・|、|,|及び|→)[ ]?"
_YEAR: Final = re.compile(
    r"""
    (?:
      (?P<era>令和|平成|昭和)[ ]?(?P<n>元|\d{1,2})
    | (?<![A-Za-z0-9])(?P<short>[RHS])\.?(?P<m>元|\d{1,2})(?![\dA-Za-z%])
    )
    (?:[ ]?年)?(?P<unit>度)?
  | (?:(?<![\d,.])(?P<west>(?:19|20)\d\d)(?:[ ]?年(?P<unit2>度)?|(?=[ ]?[〜~\-―][ ]?(?:19|20)\d\d[ ]?年)))
  | (?:(?<![A-Za-z])FY[ ]?(?P<fy>20\d\d)(?!\d))
    """,
    re.VERBOSE,
)
_NEXT: Final = re.compile(rf"{_BETWEEN}(?P<n>\d{{1,2}}|(?:19|20)\d\d)(?!\d)[ ]?年(?P<unit>度)?(?![ ]?間)")
_SCALES: Final = {"千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12}
_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# S3 and MP3 are names, PC5,600台 holds a number.
_NUMBER: Final = re.compile(
    rf"(?:(?<![A-Za-z\d])|(?<=[A-Za-z])(?=\d{{1,3}},\d{{3}}))(?:{_DIGITS}[千万億兆])*{_DIGITS}[千万億兆]?"
)
_PART: Final = re.compile(rf"({_DIGITS})([千万億兆]?)")
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Annotation:
    """A year or a number: half-open offsets into the normalised text, and its value."""

    kind: Literal["year", "number"]
    start: int
    end: int
    value: int | float
    fiscal: bool = False


def find_annotations(text: str) -> tuple[Annotation, ...]:
    """The years and numbers of a normalised text, by where they stand; none overlaps another."""
    years = list(_years(text))
    taken = {place for year in years for place in range(year.start, year.end)}
    numbers = [number for number in _numbers(text) if taken.isdisjoint(range(number.start, number.end))]
    return tuple(sorted((*years, *numbers), key=lambda found: found.start))


def _years(text: str) -> Iterator[Annotation]:
    end = 0
    while (match := _YEAR.search(text, end)) is not None:
        end = match.end()
        year, base = _value(match)
        if year is None:
            continue
        fiscal = bool(match["unit"] or match["unit2"] or match["fy"])
        followed = _NEXT.match(text, end)
        if not fiscal and not match[0].endswith("年"):
            fiscal = _is_fiscal_later(text, end)
        yield Annotation("year", match.start(), end, year, fiscal)
        while followed is not None:
            count = int(followed["n"])
            year = count if count > _HUNDRED else base + count
            start = followed.start("n")
            end = followed.end()
            yield Annotation("year", start, end, year, bool(followed["unit"]))
            followed = _NEXT.match(text, end)


def _is_fiscal_later(text: str, end: int) -> bool:
    """Whether 年度 stands behind the next year, for both: 令和6〜8年度, H30〜R2年度."""
    followed = _NEXT.match(text, end)
    if followed is None and (between := re.compile(_BETWEEN).match(text, end)) is not None:
        other = _YEAR.match(text, between.end())
        return bool(other and (other["unit"] or other["unit2"]))
    return bool(followed and followed["unit"])


def _value(match: re.Match[str]) -> tuple[int | None, int]:
    """The Western year of a match and the year 0 of its era; None where no era has such a year."""
    if match["west"] or match["fy"]:
        year = int(match["west"] or match["fy"])
        return year, year // _HUNDRED * _HUNDRED
    era = match["era"] or ABBREVIATIONS[match["short"]]
    printed = match["n"] or match["m"]
    count = 1 if printed == "元" else int(printed)
    if not 0 < count <= MAX_ERA_YEAR[era] or (match["short"] == "S" and count < MIN_SHORT_SHOWA):
        return None, 0
    return ERAS[era] + count, ERAS[era]


def _numbers(text: str) -> Iterator[Annotation]:
    for match in _NUMBER.finditer(text):
        parts = _PART.findall(match[0])
        value = math.fsum(float(digits.replace(",", "")) * _SCALES.get(scale, 1) for digits, scale in parts)
        yield Annotation("number", match.start(), match.end(), int(value) if value.is_integer() else value)
    for place, char in enumerate(text):
        raised = unicodedata.decomposition(char).startswith(("<super>", "<sub>"))
        if unicodedata.category(char) == "No" and not raised and (value := unicodedata.numeric(char, -1.0)) >= 0:
            yield Annotation("number", place, place + 1, int(value) if value.is_integer() else value)
