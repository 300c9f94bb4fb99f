"""Names of the parts of a plan as municipalities print them: 第１部, 本編, 資料編, その２, 概要版.

Only names that can mean nothing else count. 第2期 and 後期 are editions of their own, 参考資料1 may be a council's
enclosure, a bare number in a file's name may be anything, and 第1章 計画の概要 is a chapter, not a digest.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, NamedTuple

__all__ = ["PartKind", "PartName", "compact", "find_part", "named_part", "without_part"]

PartKind = Literal["main", "numbered", "appendix", "digest"]


class PartName(NamedTuple):
    """What a name says of a part; parts sort by it in their edition.

    ``rank`` puts main and numbered parts (1) before 資料編 (2) and 別冊 (3); ``number`` is 0 where none is named.
    """

    rank: int
    number: int
    kind: PartKind


MAIN: Final = PartName(1, 0, "main")

_DIGITS: Final = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)}
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_THIRDS: Final = {"上": 1, "前": 1, "中": 2, "下": 3, "後": 3}

# All over NFKC text in lower case without spaces.
_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[ivx]{1,4}"
_END = r"(?=[)\]}〕】〉》」』>]*$)"
_NUMBERED = (
    rf"第(?P<part>{_NUMBER})(?:部(?!会)|編|巻|章|分冊)|その(?P<item>[0-9]{{1,2}}|[一二三四五]{_END})"
    rf"|分冊(?P<volume>{_NUMBER})|(?P<third>[上中下])巻|\((?P<share>[0-9]{{1,2}})/[0-9]{{1,2}}\)"
)
_DIGEST = r"概要版|ダイジェスト版?|要約版|(?<![a-z])(?:gaiyou?ban|digest)(?![a-z])"
_SEPARATE = "別冊"
_APPENDIX = r"資料編|[付附]属資料|巻末資料|(?<![a-z])sh?iryou?hen(?![a-z])"
_MAIN = r"本編|本冊|(?<![a-z])(?:honpen|honsatsu)(?![a-z])"
# The bare word is a digest only where nothing is numbered: chapters are called so, too.
_OUTLINE = rf"概要書?{_END}|(?<![a-z])gaiyou?(?![a-z])"
# The first that is found counts: 資料編（概要版） is a digest.
_KINDS: Final[tuple[tuple[re.Pattern[str], int, PartKind], ...]] = (
    (re.compile(_DIGEST), 1, "digest"),
    (re.compile(_SEPARATE), 3, "appendix"),
    (re.compile(_APPENDIX), 2, "appendix"),
    (re.compile(_NUMBERED), 1, "numbered"),
    (re.compile(_MAIN), 1, "main"),
    (re.compile(rf"^(?![0-9]{{1,2}}[^0-9]).*(?:{_OUTLINE})"), 1, "digest"),
)
_ANY = "|".join(
    re.sub(r"\?P<\w+>", "?:", names) for names in (_DIGEST, _SEPARATE, _APPENDIX, _NUMBERED, _MAIN, _OUTLINE)
)
_OPEN, _CLOSE = r"[(\[{〔【〈《「『<~〜\-–—―・_:の]", r"[)\]}〕】〉》」』>~〜\-–—―]"
_AT_END = re.compile(rf"(?P<bare>.+?)(?:{_OPEN}*(?:{_ANY}){_CLOSE}*)+")
# 第２部 基本計画: a part that has a name of its own besides.
MAX_OWN_NAME: Final = 20
_NAMED_AT_END = re.compile(rf"(?P<bare>.+?){_OPEN}*第(?:{_NUMBER})(?:部(?!会)|編|巻|分冊).{{1,{MAX_OWN_NAME}}}")


def compact(text: str) -> str:
    """Text for comparing: NFKC, in lower case, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def find_part(text: str) -> PartName | None:
    """The part that a name in the text stands for: the text is a file's name, or a line of a cover."""
    form = compact(text)
    for pattern, rank, kind in _KINDS:
        if pattern.search(form):
            return PartName(rank, _number_in(form), kind)
    return None


def named_part(text: str) -> PartName:
    """The part that somebody named so on purpose (a manifest): a bare number counts; any other name is a main part."""
    form = compact(text)
    if re.fullmatch(_NUMBER, form):
        return PartName(1, _to_number(form), "numbered")
    if re.fullmatch(r"[上中下前後][編巻]?", form):
        return PartName(1, _THIRDS[form[0]], "numbered")
    if found := find_part(text):
        return found
    leading = re.match(r"[0-9]{1,3}", form)
    number = int(leading[0]) if leading else 0
    if "資料" in form or form.startswith("別"):
        return PartName(2 if "資料" in form else 3, number, "appendix")
    return PartName(1, number, "numbered") if leading else MAIN


def without_part(title: str) -> tuple[str, PartName | None]:
    """A title's form for comparing, without the name of a part at its end, and that part."""
    form = compact(title)
    if match := _AT_END.fullmatch(form) or _NAMED_AT_END.fullmatch(form):
        return match["bare"], find_part(form[len(match["bare"]) :])
    return form, None


def _number_in(form: str) -> int:
    match = re.search(_NUMBERED, form)
    if match is None:
        return 0
    found = match.groupdict()
    if third := found.pop("third"):
        return _THIRDS[third]
    return _to_number(next(number for number in found.values() if number))


def _to_number(number: str) -> int:
    """12, 十二 or xii as a number."""
    if number.isdecimal():
        return int(number)
    if number[0] in _ROMAN:
        values = [_ROMAN[letter] for letter in number]
        return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
