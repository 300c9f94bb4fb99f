"""Department names and category codes as printed, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = [
    "are_offices",
    "bracketed_offices",
    "is_codes",
    "is_office",
    "office_words",
    "split_codes",
    "split_departments",
    "split_offices",
]

# What the name of an office ends with.
_SUFFIX = (
    r"(?:課|室|局|部|係|担当|班|所|署|館|場|センター|ｾﾝﾀｰ|本部|委員会|学校|会|院|園|校|支所|分室|公社|団体|企業団|各課|全課|全庁|課等|課室|"
    r"関係課|各部署|グループ|チーム|G|Ｇ|ほか|他|等|事務局|市民|町民|村民|事業者|国|県|市|町|村)"
)
_COMPLETE = re.compile(_SUFFIX + r"(?:[（(][^（）()]*[）)])?$")
# Names that can be nothing else; 一部, 関係, 教室, 高齢者等, その他 end like offices, too.
_SURE = re.compile(
    r"(?:課|(?<!教)室|局|(?<![一全内外])部|(?<!関)係|担当|班|[部防察]署|センター|ｾﾝﾀｰ|委員会|支所|分室|公社|企業団|全庁|グループ|チーム)"
    r"(?:等|ほか|他)?(?:[（(][^（）()]*[）)])?$"
)
_SEPARATORS = re.compile(r"[、，,／/∕⁄；;\n]|[\s　]{2,}|(?<=[課室局部係所])[\s　](?=\S)")
_DASH = re.compile(r"[\s\-－―—–・/／∕⁄]+")
# Classes that a plan gives its measures: Ａ, B・C.
_CODES = re.compile(r"[A-ZＡ-Ｚ](?:[\s・･·‧、,，/／]*[A-ZＡ-Ｚ])*")
_LABEL = r"(?:主?担当|所管|主管)(?:課|部署|課室|部局)?(?:[\s　]*[：:／/][\s　]*|[\s　]+)"
_OPENING = re.compile(rf"^[\s　]*[（(〔［\[【](?:{_LABEL})?")
# Offices in brackets: 窓口の改革（市民課・税務課）, 〔健康課〕, （担当：健康課）.
_OFFICES = re.compile(
    rf"[\s　]*[（(〔［\[【](?P<label>{_LABEL})?"
    r"(?P<offices>[^（）()〔〕［］\[\]【】]{2,60})[）)〕］\]】][\s　]*$"
)


def split_departments(lines: Iterable[str]) -> list[str]:
    """Names of departments printed in lines of one cell, in order, each once.

    A line end parts two names only where the first one is complete (復興ありがとうホス/トタウン推進室 is one);
    ・ parts them only where both sides are complete (子育て・健康課 is one).
    """
    joined: list[str] = []
    for line in (re.sub(r"^[○◎◇・\-－]\s*|[\s　]+$", "", text.strip()) for text in lines):
        if not line:
            continue
        if joined and (line[0] in "（(" or not _ends_name(joined[-1])) and not joined[-1].isdigit():
            joined[-1] += line
        else:
            joined.append(line)
    names: list[str] = []
    for text in joined:
        for part in _split_outside(text):
            names.extend(_split_dots(part.strip()))
    return list(dict.fromkeys(name for name in names if name and not _DASH.fullmatch(name)))


def is_office(name: str) -> bool:
    """Whether a name ends as offices do."""
    return _COMPLETE.search(name) is not None


def are_offices(names: Sequence[str]) -> bool:
    """Whether all names end as offices do, and one of them as nothing else does."""
    return any(_SURE.search(name) for name in names) and all(is_office(name) for name in names)


def _split_outside(text: str) -> list[str]:
    """A text parted at its separators, but not inside brackets: 市民課（窓口係、税務係） is one name."""
    bracketed = [match.span() for match in re.finditer(r"[（(][^（）()]*[）)]", text)]
    parts, start = [], 0
    for match in _SEPARATORS.finditer(text):
        if not any(a < match.start() < b for a, b in bracketed):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _ends_name(text: str) -> bool:
    return _COMPLETE.search(text) is not None or text[-1:] in "、，,／/"


def _split_dots(text: str) -> list[str]:
    parts = re.split(r"[・･·‧]", text)
    out: list[str] = []
    for part in parts:
        complete = out and (_COMPLETE.search(out[-1]) or out[-1].strip().isdigit())
        fits = _COMPLETE.search(part) or part.strip().isdigit()
        if out and not (complete and fits):
            out[-1] += "・" + part
        else:
            out.append(part.strip())
    return [part.strip() for part in out]


def split_offices(text: str) -> tuple[str, list[str]]:
    """A text without the offices in brackets that close it, and these offices; none if they hold other words."""
    match = _OFFICES.search(text)
    if match is None:
        return text, []
    names = split_departments([match["offices"]])
    if not names or not (match["label"] or are_offices(names)):
        return text, []
    return text[: match.start()].rstrip(" \u3000"), names


def office_words(text: str) -> str:
    """The words of a closing bracket that are offices: 市民課 of 窓口（担当：市民課）; else the text."""
    match = _OFFICES.search(text)
    # A bracket broken over lines is open in one and closed in another.
    return match["offices"] if match is not None else _OPENING.sub("", text).rstrip("）)〕］]】 \u3000") or text


def bracketed_offices(text: str) -> str | None:
    """The offices that a line prints in brackets, and nothing else, as printed: ［担当：税務課、市民課］; or None."""
    bare, offices = split_offices(text)
    match = _OFFICES.search(text)
    return match["offices"] if match is not None and offices and not bare.strip() else None


def is_codes(text: str) -> bool:
    """Whether a text is one or more capital letters, the classes that a plan gives its measures: Ａ, B・C."""
    return _CODES.fullmatch(text.strip()) is not None


def split_codes(text: str) -> list[str]:
    """The category codes that a text prints (Ａ・Ｄ, AD, 類型P), one by one."""
    parts = [part for part in re.split(r"[\s　、，,・･·‧/／∕⁄]+", text.strip()) if part and not _DASH.fullmatch(part)]
    if len(parts) == 1 and re.fullmatch(r"[A-ZＡ-Ｚ]{2,5}", parts[0]):
        return list(parts[0])
    return parts
