"""The municipalities of Japan: from a printed name to its 全国地方公共団体コード.

``data/municipality_codes.csv`` holds the 1,965 codes of 総務省's 全国地方公共団体コード as of 2024-01-01
(令和6年1月1日), from the ministry's file 000925835.xlsx: prefectures, cities, towns, villages, special wards,
and the wards of the designated cities (指定都市), whose ``parent`` is their city. Later changes are not in it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus.records import Issue

__all__ = [
    "Municipality",
    "Resolved",
    "find_municipalities",
    "find_printed_codes",
    "has_check_digit",
    "municipalities",
    "prefectures",
    "resolve_municipality",
]

# The same name, written with another form of a character.
VARIANTS = str.maketrans("ヶヵ釜梼鯵﨑髙諌曾", "ケカ竈檮鰺崎高諫曽")
N_PREFECTURES = 47

_PRINTED_CODE = re.compile(
    r"""
    (?:団体|市区町村|市町村|自治体)(?:コード|番号)       # 全国地方公共団体コード, 市町村コード
    [^\d。]{0,4}                                # a colon, or the end of a cell
    (\d{5})-?(\d)(?!\d)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A row of the list. ``kind``: prefecture, designated_city, designated_ward, city, special_ward, town, village."""

    code: str
    kind: str
    prefecture: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is known of a printed name: ``code`` and ``prefecture`` are None where that cannot be decided."""

    name: str
    code: str | None
    prefecture: str | None
    issues: tuple[Issue, ...] = ()


@cache
def _rows() -> tuple[Municipality, ...]:
    source = resources.files("extractors").joinpath("data/municipality_codes.csv")
    return tuple(Municipality(**row) for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Cities, towns, villages and special wards, in the order of their codes: all that draw up plans of their own."""
    return tuple(row for row in _rows() if row.kind not in {"prefecture", "designated_ward"})


@cache
def prefectures() -> tuple[str, ...]:
    """The 47 names from 北海道 to 沖縄県."""
    return tuple(row.name for row in _rows() if row.kind == "prefecture")


@cache
def _by_name() -> dict[str, tuple[Municipality, ...]]:
    index: dict[str, tuple[Municipality, ...]] = {}
    for row in municipalities():
        key = row.name.translate(VARIANTS)
        index[key] = (*index.get(key, ()), row)
    return index


@cache
def _listed_codes() -> frozenset[str]:
    return frozenset(row.code for row in _rows())


def find_municipalities(name: str) -> tuple[Municipality, ...]:
    """All municipalities of a name; 26 names have more than one. 霧ヶ丘 and 霧ケ丘 are the same name."""
    return _by_name().get(unicodedata.normalize("NFKC", name).translate(VARIANTS), ())


def has_check_digit(code: str) -> bool:
    """Whether a code has 6 digits and the last is the 検査数字: 11 less the weighted sum modulo 11, its last digit."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
    return int(code[5]) == (11 - weighted % 11) % 10


def find_printed_codes(text: str) -> tuple[str, ...]:
    """The codes a text prints as 団体コード or 市町村コード, each once, in order; wrong check digits are left out.

    Lines are divided by line ends, so that a page number below a code is not read on.
    """
    compact = re.sub(r"[^\S\n]", "", unicodedata.normalize("NFKC", text))
    codes = ("".join(match.groups()) for match in _PRINTED_CODE.finditer(compact))
    return tuple(dict.fromkeys(code for code in codes if has_check_digit(code)))


def resolve_municipality(
    name: str, *, prefecture: str | None = None, likely: str | None = None, printed_codes: tuple[str, ...] = ()
) -> Resolved:
    """The code and prefecture of a printed name.

    Args:
        name: The name as printed.
        prefecture: The prefecture printed with the name (高知県南国市): it binds.
        likely: The prefecture the text speaks of: it only decides between municipalities of one name.
        printed_codes: The codes the document prints; they decide between equal names, and stand in for the list
            where it does not know the name, as that of a municipality founded since.

    """
    rows = [row for row in find_municipalities(name) if prefecture in {None, row.prefecture}]
    foreign = [code for code in printed_codes if int(code[:2]) > N_PREFECTURES]
    if not rows or foreign:
        new = [code for code in printed_codes if code not in _listed_codes()]
        code = new[0] if len(new) == 1 else None
        taken = f"印刷された団体コード{code}を採りました" if code else "団体コードは空欄です"
        message = f"「{name}」は全国地方公共団体コードの一覧にありません。{taken}。名称とコードを確かめてください。"
        return Resolved(name, code, prefecture, (Issue(code="municipality_unknown", message=message),))
    chosen = [row for row in rows if row.code in printed_codes]
    if len(rows) > 1 and len(chosen) != 1:
        chosen = [row for row in rows if row.prefecture == likely]
    if len(rows) == 1 or len(chosen) == 1:
        row = (chosen or rows)[0]
        return Resolved(name, row.code, row.prefecture)
    places = "、".join(f"{row.prefecture}（{row.code}）" for row in rows)
    message = f"「{name}」は{len(rows)}団体にあり決められません: {places}。マニフェストに団体コードを書いてください。"
    return Resolved(name, None, prefecture, (Issue(code="municipality_ambiguous", message=message),))
