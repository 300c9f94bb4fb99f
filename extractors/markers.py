"""Footnote marks: how they are written, which of them a note stands behind, and texts without them.

A mark is a sign (※ ＊ * 注 註 脚注 † ‡) and, but for the daggers, a number; a number alone counts in square brackets
only, since （１） is an item mark. The settled questions of the plan record decide the rest: a mark is a marker only
if a note opens with it, everything else stays text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["BARE_NOTE", "MarkerSet", "find_marks", "normalise_marker", "open_mark"]

_NUMBER = r"[0-9０-９]{1,7}(?![0-9０-９])"
_MARK = rf"""(?:
    [（(](?:注釈|脚注|注|註|※|＊|\*)[)）][ \u00a0\u3000]?{_NUMBER}                    # （注）１
  # 注1 注 1 注)1 ＊注１ and 整備注1, but not 発注1 and 備注1
  | [＊*※]?(?:注釈|脚注|(?<![発受外傾])(?<!(?<![整装準設配完予守警軍])備)[注註])[)）]?[ \u00a0\u3000]?{_NUMBER}
  | [※＊*][ \u00a0]?{_NUMBER}                                                        # ※1 ＊１ * 5
  | [\[［〔]{_NUMBER}[\]］〕]                                                          # [1]
  | [†‡]{{1,3}}
)"""
_SEPARATOR = r"[ \u00a0]?[、,，・･]?[ \u00a0]?"
_RUN = re.compile(
    rf"(?P<open>[（(\[［〔【])?[ \u00a0]?(?P<marks>{_MARK}(?:{_SEPARATOR}{_MARK})*)(?P<close>[ \u00a0]?[)）\]］〕】])?",
    re.VERBOSE,
)
_ONE = re.compile(_MARK, re.VERBOSE)
_AT_START = re.compile(
    rf"[ \u3000]*(?P<open>[（(\[［〔【])?[ \u00a0]?(?P<mark>{_MARK})"
    r"(?P<close>[ \u00a0]?[)）\]］〕】])?[ \u00a0\u3000]*[.．:：]?",
    re.VERBOSE,
)
# Words that make a mark part of the sentence: 「（P11 ※14参照）」.
_CITED = re.compile(r"[ \u00a0]?(?:を?参照|をご覧|のとおり|と同じ)")
_PAGE_BEFORE = re.compile(r"[PpＰｐ][.．]?[ \u00a0]?[0-9０-９]+[ \u00a0の、]*$")
# A number this long is no note's: 注52025年度 is 注5 and a year.
_MAX_DIGITS = 3
# Counters that make a number behind a sign part of the text: 「※3月は休み」, 「※20年で25％」.
_COUNTED = re.compile(
    r"月|日(?!本)|年(?!金|次|齢|収)|[％%円歳]|人(?!工|材|口|件|事|権|的|型|流)|回(?!線|答)|名(?!称|寄)|件(?!数)|か月|ヶ月|か所"
)
# What a note without a number opens with.
BARE_NOTE = re.compile(
    r"""[ \u3000]*(?:
        [※＊*](?![※＊*])[^0-9０-９]                            # ※ …
      | [（(［\[【〔][ ]?(?:注|註|※|＊|\*|注意|注記|備考)[ ]?[)）］\]】〕]  # （注）…
      | (?:注|註|注記|注意|備考)[)）：:]                          # 注）… 備考：…
      | (?:出典|資料)[ ]?[：:]                                    # 出典：…
    )""",
    re.VERBOSE,
)


def normalise_marker(text: str) -> str:
    """A mark as records write it: without brackets and spaces, half-width (（注 １） → 注1, ＊3 → *3)."""
    bare = re.sub(r"[\s()\[\]〔〕【】.:]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^[*※](?=注|註|脚注)", "", bare)


def open_mark(text: str) -> tuple[str, str] | None:
    """The marker a line opens with, and the rest of the line; None where no mark stands there.

    A range or list of marks (※1～3は…) opens no note, and neither does a number too long for one (※2008年).
    """
    match = _AT_START.match(text)
    if match is None:
        return None
    marker, rest = normalise_marker(match["mark"]), text[match.end() :].strip(" \u00a0\u3000")
    if _number_length(marker) > _MAX_DIGITS or re.match(r"[〜～~、,，・･\-－―]|を?参照", rest):
        return None
    if match["open"] and not match["close"] and not rest:
        return None
    if _COUNTED.match(text, match.end("mark")) or _ONE.match(rest):
        return None
    return marker, rest


def find_marks(text: str) -> list[tuple[str, int]]:
    """Every mark in a text as (marker, offset), known or not, in order."""
    return [(normalise_marker(match[0]), match.start()) for match in _ONE.finditer(text)]


def _number_length(marker: str) -> int:
    return sum(char.isdigit() for char in marker)


@dataclass(frozen=True, slots=True)
class MarkerSet:
    """The markers behind which a note stands; see ``Notes.markers``."""

    markers: frozenset[str] = frozenset()

    def strip(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text without its markers, and the markers found: in order, each once.

        Brackets around a marker go with it, and so does the space that Latin typesetting puts beside it, but not
        between two Latin words. A mark that the sentence cites (※14参照) stays, and so does an unknown one.
        """
        found: list[str] = []
        out = ""
        end = 0
        for match in _RUN.finditer(text):
            for start, stop, markers in self._cuts(match, text):
                out = _joined(out, text[end:start]) if end else text[end:start]
                end = stop
                found.extend(markers)
        if not found:
            return text, ()
        return _joined(out, text[end:]), tuple(dict.fromkeys(found))

    def find(self, text: str) -> tuple[str, ...]:
        """The markers in a text: in order, each once."""
        return self.strip(text)[1]

    def _cuts(self, match: re.Match[str], text: str) -> list[tuple[int, int, list[str]]]:
        """What to cut out of the text for one run of marks, as (start, end, markers)."""
        if _CITED.match(text, match.end("marks")) or _PAGE_BEFORE.search(text, 0, match.start("marks")):
            return []
        marks = [
            (match.start("marks") + one.start(), match.start("marks") + one.end(), self._known(one[0]))
            for one in _ONE.finditer(match["marks"])
        ]
        known = [(start, end - rest, [marker]) for start, end, (marker, rest) in marks if marker]
        if len(known) < len(marks) or any(rest for _, _, (_, rest) in marks):
            return known
        start, end = known[0][0], known[-1][1]
        if match["close"] and match["open"]:
            start, end = match.start("open"), match.end("close")
        elif match["open"] and re.search(r"[)）]", match["marks"]):
            start = match.start("open")
        elif match["close"] and re.match(r"[注註脚]", match["marks"]) and not _is_open(text[: match.start()]):
            end = match.end("close")
        return [(start, end, [marker for _, _, markers in known for marker in markers])]

    def _known(self, mark: str) -> tuple[str, int]:
        """The marker of a mark as printed, "" if there is none, and how many of its last digits are text.

        All digits are read first. Only if that is no marker and a number of two or more digits is left over does
        a shorter marker count (注52025年度); ※10 is never ※1 and a 0.
        """
        marker = normalise_marker(mark)
        if marker in self.markers:
            return marker, 0
        for rest in range(2, _number_length(marker)):
            if marker[:-rest] in self.markers and marker[-rest] != "0":
                return marker[:-rest], rest
        return "", 0


def _is_open(text: str) -> bool:
    """Whether a round bracket is still open at the text's end."""
    return sum(char in "(（" for char in text) > sum(char in ")）" for char in text)


def _joined(left: str, right: str) -> str:
    """Two texts around a cut: the space of Latin typesetting goes, but not between Latin words."""
    bare_left, bare_right = left.rstrip(" \u00a0"), right.lstrip(" \u00a0")
    spaced = bare_left != left or bare_right != right
    if spaced and bare_left and bare_right and bare_left[-1].isascii() and bare_right[0].isascii():
        return f"{bare_left} {bare_right}"
    return bare_left + bare_right
