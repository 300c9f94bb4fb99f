"""Item marks: how Japanese offices number chapters, headings and items.

The usual order is 第１章 → １ → （１） → １） → ① → ア → （ア）, but every office has its own; so a mark has a
class (how it is written) and an ordinal, and nobody but the document says which class stands inside which.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["BULLETS", "SYMBOLS", "Mark", "Ordinals", "is_bare_mark", "ordinals", "parse_mark", "split_mark"]

_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_KANJI = "一二三四五六七八九十"
# What follows a number that counts: 施策３件, 3 つの柱, 10 万人. 人材 and 件名 are no units.
_COUNT = (
    r"(?!件[のを、]|人[がのを、])"
    r"(?!\s*(?:つ[のを]|年目|[万億千兆]|か所|箇所|ヶ所|カ所|ポイント|倍|割|円|%|か年|年間|年度))"
)
_N = r"(?:\d{1,2}|[IVX]{1,4}|[ivx]{1,4}|[" + _KANJI + r"]{1,3})"
# Words that offices put before a number to head a section.
_WORDS = (
    r"基本方針|基本目標|基本施策|基本方向|重点施策|重点取組|重点項目|重点プロジェクト|重点目標|個別施策|個別事業|主要施策|"
    r"施策の柱|施策の方向|施策分野|取組方針|取組項目|取組事項|行動計画|アクションプラン|アクション|プロジェクト|"
    r"施策|取組|取り組み|取組み|方針|目標|戦略|方策|事業|政策|分野|柱|重点|視点|ビジョン|テーマ|項目|STEP|ステップ|"
    r"ACTION|Action|PROJECT|Project|PLAN|Plan"
)

# One alternative per class, tried in order on the NFKC form of a line's start; group 1 is the ordinal.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.VERBOSE))
    for name, pattern in (
        ("chapter", rf"第\s*({_N})\s*[章編部]"),
        ("chapter", rf"({_N})\s*章(?=[\s ])"),
        ("section", rf"第\s*({_N})\s*[節]"),
        ("clause", rf"第\s*({_N})\s*[条項]"),
        (
            "word:{word}",
            # A numeral of kanji needs a sign after it: アクション一覧 is a list, 施策一 a mark.
            (
                rf"(?P<word>{_WORDS})\s*[(]?\s*"
                rf"((?:\d{{1,2}}|\d{{3}}(?=[\s.．:：、)「『]|$)|[IVXivx]{{1,4}})(?:(?:[-‐－ー.]\d{{1,2}}){{1,2}}|{_COUNT}(?![-‐－ー.]\d))"
                rf"|(?:[{_KANJI}]{{1,3}}|[A-Z]|[A-Z][-‐－ー.]?\d{{1,2}})(?=[\s.．:：、)「『【]|$))"
                r"\s*[)]?\s*(?:[.．:：、)]|(?=[\s「『【])|$|(?=\D))"
            ),
        ),
        ("roman-dash", r"([IVX]{1,4}[-‐－ー.](?:\d{1,2}))(?:[-‐－ー.]\d{1,2})?\s*[.．、:：)]?"),
        ("dash3", r"(\d{1,2}[-‐－ー.]\d{1,2}[-‐－ー.]\d{1,2})(?![\d年月日%])\s*[.．、:：)]?"),
        ("dash2", r"(\d{1,2}[-‐－ー]\d{1,2})(?![\d年月日%:])\s*[.．、:：)]?"),
        ("dot2", rf"(\d{{1,2}}\.\d{{1,2}}){_COUNT}(?![\d年月日%倍万億兆人件円点])\s*[.．、:：)]?(?=\s|[^\d\s])"),
        ("letter-dash", r"([A-Z][-‐－ー]\d{1,2}(?:[-‐－ー]\d{1,2})?)(?![\d年月日%])\s*[.．、:：)]?"),
        ("letters-number", r"([A-Z]{2,3}[-‐－ー]?\d{1,2})(?=[\s　]+[^\s年月日%])"),
        ("han-dash", r"((?![年月日第])[㐀-鿿]{1,2}[-‐－]\d{1,2})(?![\d年月日%円回点]|[件人](?![材名]))\s*[.．、:：)]?"),
        ("paren-roman", r"[(]([ivxIVX]{1,4})[)]"),
        ("paren-number", r"[(](\d{1,2})[)]"),
        ("paren-kana", rf"[(]([{_KATAKANA}])[)]"),
        ("paren-letter", r"[(]([a-zA-Z])[)]"),
        ("square", r"\[(\d{1,2})\]"),
        ("kana", rf"([{_KATAKANA}])\s*[).．、](?=\S|\s)"),
        ("kana-space", rf"([{_KATAKANA}])[\s　](?=\S)"),
        ("number-zero", r"(0\d)(?=[^\d.,:/%年月日-])"),
        ("number-paren", r"(\d{1,2})\s*[)](?=\S|\s|$)"),
        ("roman", r"([IVX]{1,4})(?:[.．、:：]\s*|[\s　]+)(?=\S)"),
        ("number-three", rf"(\d{{3}}){_COUNT}[\s　]+(?=[^\d\s年月日%件人台名回校歳時分円戸世])"),
        ("number-dot", r"(\d{1,2})\s*[.．、](?![\d])"),
        ("number-space", rf"(\d{{1,2}}){_COUNT}[\s　]+(?=[^\d\s年月日%])"),
        ("kanji", rf"([{_KANJI}]{{1,3}})(?:[.．、]|[\s　])"),
        ("letter", r"([A-Za-z])\s*[.．)](?=\S|\s)"),
    )
)
# Marks in a row: （１）ア, Ⅰ-①, 2-1(3). Letters stand alone: ICT is a word.
_LETTER = r"(?<![A-Za-zァ-ヶー])(?:[A-Z]|[IVX]{1,4}|[ア-ン])(?![A-Za-zァ-ヶー])"
_COMPOUND = re.compile(rf"(?:(?:\((?:\d{{1,2}}|[A-Za-zア-ン])\)|\d{{1,2}}|{_LETTER})[-‐－ー.・]?){{2,4}}")
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3251 + i): i + 21 for i in range(15)}
_CIRCLED |= {chr(0x2776 + i): i + 1 for i in range(10)} | {chr(0x24F5 + i): i + 1 for i in range(10)}
# What offices put before a label or an item that they do not count.
SYMBOLS = "■◆●▼□◇◎★☆▲▶❖▌▍▎▐█"
# Those, and the signs that open the items of a list.
BULLETS = "・•‣▪○▽◦" + SYMBOLS


_ORDINAL = re.compile(rf"\d+|[A-Z]+|[ア-ン]|[{_KANJI}]+")
# Words of Latin letters in front of a number, which count nothing.
_WORD = re.compile(r"NO(?:\.|(?=[\s\d]))|STEP|KPI|KGI|№|DX")

Ordinals = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An item mark. ``text`` is printed, ``kind`` its class, ``ordinal`` its place in the sequence (0: none)."""

    text: str
    kind: str
    ordinal: int

    @property
    def counts(self) -> bool:
        """Whether it numbers or letters what it opens: a symbol (■) does not."""
        return not self.kind.startswith("symbol")


def parse_mark(text: str) -> Mark | None:
    """The mark that a line opens with, or None. A word heading (施策１) is a class of its own for each word."""
    stripped = text.lstrip(" \u3000")
    if not stripped:
        return None
    if stripped[0] in _CIRCLED:
        return Mark(text=stripped[0], kind="circled", ordinal=_CIRCLED[stripped[0]])
    if stripped[0] in SYMBOLS:
        return Mark(text=stripped[0], kind=f"symbol:{stripped[0]}", ordinal=0)
    folded, offsets = _folded(stripped)
    for name, pattern in _PATTERNS:
        match = pattern.match(folded)
        if match is None:
            continue
        word = match.groupdict().get("word") or ""
        number = match.group(2) if word else match.group(1)
        end = offsets[match.end() - 1] + 1
        mark = stripped[:end].rstrip(" \u3000")
        return Mark(text=mark, kind=name.format(word=word), ordinal=_ordinal(number))
    return None


def split_mark(text: str) -> tuple[Mark | None, str]:
    """The mark a text opens with, and the rest of the text without leading white space."""
    mark = parse_mark(text)
    if mark is None:
        return None, text.strip(" \u3000")
    return mark, text.lstrip(" \u3000")[len(mark.text) :].strip(" \u3000")


def is_bare_mark(text: str) -> bool:
    """Whether a text is a mark and nothing else, as in a number column."""
    stripped = text.strip(" \u3000")
    if not stripped:
        return False
    if re.fullmatch(
        r"(?:[A-Za-zⅠ-Ⅻ]|[A-Z]{2,3})?[-‐－ー]?\d{1,3}(?:[-‐－ー.]\d{1,3}){0,3}", unicodedata.normalize("NFKC", stripped)
    ):
        return True
    if _COMPOUND.fullmatch(unicodedata.normalize("NFKC", "".join(_bracketed(char) for char in stripped))):
        return True
    mark, rest = split_mark(stripped + " .")
    return mark is not None and mark.counts and rest in {".", ""}


def ordinals(text: str) -> Ordinals:
    """The numbers and letters of a printed mark, outermost first: 2-1① is ("2", "1", "1"), 施策１ is ("1",)."""
    spread = "".join(
        f" {mark.ordinal} " if (mark := parse_mark(char)) is not None and mark.kind == "circled" else char
        for char in text
    )
    folded = _WORD.sub("", unicodedata.normalize("NFKC", spread).upper())
    return tuple(
        str(_kanji_number(part)) if part[0] in _KANJI else part.lstrip("0") or part for part in _ORDINAL.findall(folded)
    )


def _bracketed(char: str) -> str:
    return f"({_CIRCLED[char]})" if char in _CIRCLED else char


def _folded(text: str) -> tuple[str, list[int]]:
    """NFKC of the text's start, and for each of its characters the index of the printed one."""
    folded = ""
    offsets: list[int] = []
    for index, char in enumerate(text[:40]):
        part = unicodedata.normalize("NFKC", char)
        folded += part
        offsets.extend([index] * len(part))
    return folded, offsets


def _ordinal(number: str) -> int:
    # 施策A1 is the first of its kind below A.
    last = re.sub(r"^[A-Z]{1,3}(?=\d)", "", re.split(r"[-‐－ー.]", number)[-1])
    if last.isdigit():
        return int(last)
    if last.lower() in _ROMAN:
        return _ROMAN[last.lower()]
    if last in _KATAKANA:
        return _KATAKANA.index(last) + 1
    if last and all(char in _KANJI for char in last):
        return _kanji_number(last)
    if len(last) == 1 and last.isascii() and last.isalpha():
        return ord(last.lower()) - ord("a") + 1
    return 0


def _kanji_number(text: str) -> int:
    tens, mark, ones = text.partition("十")
    if not mark:
        return _KANJI.index(text[0]) + 1
    return 10 * (_KANJI.index(tens) + 1 if tens else 1) + (_KANJI.index(ones[0]) + 1 if ones else 0)
