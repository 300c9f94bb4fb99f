"""A schedule as a reviewer reads and writes it: one line per entry, years in either calendar."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from corpus.eras import ABBREVIATIONS, ERAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["read_schedule", "schedule_lines"]

EARLIEST, LATEST = 1950, 2100

_ERA: Final = "|".join((*ERAS, *ABBREVIATIONS))
_YEAR: Final = rf"(?:\d{{4}}|(?:{_ERA})[ ]?(?:\d{{1,2}}|元))(?:年度?)?"
_SCHEDULE: Final = re.compile(
    rf"""
    (?:\[(?P<row>[^\]]*)\][ ]*)?          # the row's printed name
    (?:
        (?P<start>{_YEAR})?[ ]*[-－–〜～~][ ]*(?P<end>{_YEAR})
        | (?P<only>{_YEAR})
    )
    (?:[ \u3000]+(?P<activity>.*))?
    """,
    re.VERBOSE,
)


def schedule_lines(values: Iterable[Sequence[Any]]) -> list[str]:
    """A schedule as lines like ``[構築] 2025-2027 設計``."""
    lines = []
    for row, activity, start, end in values:
        name = f"[{row}] " if row else ""
        lines.append(f"{name}{'' if start is None else start}-{end} {activity}".rstrip())
    return lines


def read_schedule(text: str) -> list[list[Any]]:
    """The schedule that such lines say; 令和7年度 and R7 are years as well, and a year may stand alone.

    Raises:
        ValueError: a line is of another form; its message is a Japanese sentence.

    """
    entries: list[list[Any]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _SCHEDULE.fullmatch(line)
        if match is None:
            raise ValueError(f"「{line}」は「2025-2027 運用」の形ではありません")
        end = _western(match["only"] or match["end"])
        first = match["only"] or match["start"]
        start = _western(first) if first else None
        if not EARLIEST <= end <= LATEST or (start is not None and not EARLIEST <= start <= end):
            raise ValueError(f"「{line}」の年度は {EARLIEST}～{LATEST} 年で、終わりは始まり以後にしてください")
        entries.append([match["row"] or "", (match["activity"] or "").strip(), start, end])
    return entries


def _western(year: str) -> int:
    """The Western year of 2025, 2025年度, 令和7年度, 令和元年 or R7, digits of any width."""
    plain = unicodedata.normalize("NFKC", year).replace("年度", "").replace("年", "")
    if plain.isdecimal():
        return int(plain)
    match = re.fullmatch(rf"({_ERA}) ?(.+)", plain)
    if match is None:  # cannot be: the line's pattern let nothing else through
        raise ValueError(f"「{year}」は年度ではありません")
    number = 1 if match[2] == "元" else int(match[2])
    return ERAS[ABBREVIATIONS.get(match[1], match[1])] + number
