"""The text of a note or glossary entry: its head, what the head is spelled out as, and its definition.

A head stands on its own line, before a colon or a wide space, or in the words 「Xとは」; a note without one is
named by what it annotates.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = [
    "Entry",
    "first_phrase",
    "inline_to_entry",
    "is_open_bracket",
    "opening_to_expansion",
    "own_line_to_entry",
    "run_before",
]

# Heads of more characters are sentences.
MAX_HEAD = 45
_LATIN = r"[A-Za-z0-9 \u00a0'’&/().,・\-‐‑–]+"
# Words that spell something out: at least five letters, small ones among them (Wi-Fi and LLM are names).
_WORDS = re.compile(r"(?=.*[a-z])(?:[^A-Za-z]*[A-Za-z]){5}")
_BRACKET_AT_END = re.compile(rf"^(?P<term>.+?)\s*[（(]\s*(?P<words>{_LATIN})\s*[)）]$")
_COLON_PART = re.compile(rf"^(?P<term>.+?)\s*[：:]\s*(?P<words>{_LATIN})$")
_STANDS_FOR = re.compile(
    r"""^[（(「『｢\s]*
    (?P<words>[^。、「」『』]{2,90}?)
    \s*(?:[（(][^（）()]*[)）])?\s*[）)」』｣]?\s*
    の(?:略|頭文字|短縮|省略|総称を略)""",
    re.VERBOSE,
)
_NAMED = re.compile(r"^(?:[「『｢](?P<quoted>[^「」『』｢｣。]{1,40})[」』｣]|(?P<bare>[^「」『』｢｣、。,]{1,30}?))とは")
_SPACE = re.compile(
    r"^(?P<head>[^\s。、]{1,40}(?: [^\s。、]{1,20})?|[^\s。、（()）]{1,40}[（(][^（()）。、]{1,90}[)）])"
    r"[\u3000\t]+(?P<rest>\S.*)$"
)
_DASH = re.compile(
    r"^(?P<head>[^\s。、…―─（()）]{1,40}[（(][^（()）。、]{1,90}[)）]|[^\s。、…―─]{1,40})"
    r"\s*(?:…+|‥+|―{1,2}|─{1,2}|－{2}|＝)\s*(?P<rest>\S.*)$"
)
_NARROW_SPACE = re.compile(r"^(?P<head>[^\s。、]{2,20}) (?P<rest>[^\x00-\x7f].*)$")
_SCRIPTS = (
    r"[ァ-ヺヽ-ヿー・ｦ-ﾟ]",
    r"[一-鿿㐀-䶿々〆ヶ]",
    r"[ぁ-ゖ]",
    r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９.\-－]",
)


class Entry(NamedTuple):
    """What a note says; ``term`` is "" where it has no head of its own."""

    term: str
    expansion: str
    definition: str


def own_line_to_entry(head: str, definition: str) -> Entry:
    """The entry of a head that stands on lines of its own."""
    head = head.strip(" \u3000").rstrip("：:")
    for pattern in (_COLON_PART, _BRACKET_AT_END):
        match = pattern.match(head)
        if match and _WORDS.match(match["words"]):
            return Entry(match["term"], _tidy(match["words"]), definition)
    return Entry(head, opening_to_expansion(definition), definition)


def inline_to_entry(text: str) -> Entry:
    """The entry of a running text: head and definition parted by a colon, a wide space or a dash, if they are."""
    colon = _colon(text)
    if colon is not None:
        return own_line_to_entry(text[:colon], text[colon + 1 :].strip(" \u3000"))
    for pattern in (_SPACE, _DASH, _NARROW_SPACE):
        match = pattern.match(text)
        # What spells the head out may be longer than the text.
        if match and len(match["rest"]) > len(re.sub(r"[（(].*$", "", match["head"])) and _can_be_head(match["head"]):
            return own_line_to_entry(match["head"], match["rest"])
    named = _NAMED.match(text)
    if named:
        return Entry(named["quoted"] or named["bare"], opening_to_expansion(text), text)
    return Entry("", opening_to_expansion(text), text)


def opening_to_expansion(definition: str) -> str:
    """The X of a definition that opens with 「Xの略」, without brackets; "" if it does not."""
    match = _STANDS_FOR.match(definition)
    return _tidy(match["words"]) if match else ""


def run_before(text: str, offset: int) -> str:
    """The run of one script that ends at an offset; what stands in quotation marks counts as a whole."""
    before = text[:offset].rstrip(" \u00a0\u3000。、．，.,")
    quoted = re.search(r"[「『｢]([^「」『』｢｣]{1,40})[」』｣]$", before)
    if quoted:
        return quoted[1]
    before = re.sub(r"[）)」』｣]$", "", before)
    for script in _SCRIPTS:
        run = re.search(rf"{script}+$", before)
        if run:
            return _with_stem(before[: run.start()], run[0].strip("・"))
    return ""


def first_phrase(text: str) -> str:
    """What a text opens with, up to a stop or quotation: the last resort for the name of a note."""
    return re.split(r"[。、,，“「（(<：:]", text, maxsplit=1)[0].strip()[:MAX_HEAD]


def _with_stem(before: str, run: str) -> str:
    """An ending (した) or a single letter (社) names nothing alone: the run before it comes along (公開した, 7社)."""
    if len(run) > 1 and not re.fullmatch(r"[ぁ-ゖ]+", run):
        return run
    for script in _SCRIPTS:
        stem = re.search(rf"{script}+$", before)
        if stem:
            return stem[0].strip("・") + run
    return run


def is_open_bracket(text: str) -> bool:
    """Whether a round bracket of the text is still open at its end."""
    return sum(char in "(（" for char in text) > sum(char in ")）" for char in text)


def _colon(text: str) -> int | None:
    """Where the colon after the head stands; not one in brackets, a time, an address or a sentence."""
    for match in re.finditer(r"[：:]", text[: 2 * MAX_HEAD]):
        head, rest = text[: match.start()], text[match.end() :]
        if not head or not rest.strip() or len(head) > MAX_HEAD or re.search(r"[。、,，<＜「『｢“？?]", head):
            continue
        if is_open_bracket(head) or rest.startswith("//") or (head[-1].isdigit() and rest[0].isdigit()):
            continue
        return match.start()
    return None


def _can_be_head(text: str) -> bool:
    """Whether a text before a space is a name: no sentence, no clause, no open quotation, no address."""
    unquoted = re.sub(r"「[^「」]*」|『[^『』]*』|｢[^｢｣]*｣", "", text)
    return re.search(r"[「『｢“？?！!,，]|://|[はがをにで]$", unquoted) is None


def _tidy(words: str) -> str:
    bare = words.strip(" \u00a0\u3000「」")
    return bare if bare.count("(") == bare.count(")") else bare.strip("()")
