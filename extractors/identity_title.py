"""The title of a document: the large type of its cover, or what its running heads repeat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.records import Region
from extractors.identity_name import PLAN_WORD
from extractors.identity_text import PageText, compact, find_cover, running_heads, without_ruby
from extractors.lines import Line, join_lines
from extractors.years import find_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_title"]

# Lines of one title differ little in size; a subtitle is smaller.
SAME_SIZE = 0.85
# A line that says which part of the plan this is may be set as small as this.
PART_SIZE = 0.6
# Title lines lie within this many font sizes of one another.
MAX_TITLE_LEADING = 1.6
# A heading on a page of text is a title only where it is this much larger than the text.
LARGER_THAN_TEXT = 1.35
MAX_TITLE_CHARS = 60
# A cover line without a plan's word is a title if the text repeats it.
MIN_REPEATED = 2

_EDITION = re.compile(r"第[\d一二三四五六七八九十]+[期次版]|[前後]期|新")
_PART = re.compile(
    r"(?:第[\d一二三四五六七八九十]+期|[前中後]期)(?:基本|実施|行動|推進|アクション)?(?:計画|プラン)(?:書|編)?"
)
_NO_TITLE = re.compile(
    r"""
    [(（\[【<〈《「].*[)）\]】>〉》」]                       # a note in brackets
    |[~〜\-–—―].+[~〜\-–—―]                              # ~a subtitle~
    |(?:(?:令和|平成|西暦)?[\d元]+年)(?:\d+月)?(?:\d+日)?(?:策定|改[訂定]|一部改訂|版|現在|発行)*  # a date
    |目次|概要版|資料編|-?\d+-?
    """,
    re.VERBOSE,
)
_HEADING_MARK = re.compile(r"第?[\d一二三四五六七八九十]+[章節編部款項条.]|[ⅠⅡⅢⅣⅤⅥIVX]+[\s.．]|[\d(（]")


def read_title(pages: Sequence[PageText], municipality: str | None) -> tuple[str | None, tuple[Region, ...]]:
    """The title as printed, broken lines joined, without period and subtitle; None where none is printed.

    Args:
        pages: The document.
        municipality: Its municipality, whose name in a line of its own may belong to the title.

    """
    cover = find_cover(pages)
    if cover is not None:
        lines = _cover_lines(without_ruby(cover.lines), compact(municipality or ""), _later_text(pages, cover))
        if lines and _is_title("".join(compact(line.text) for line in lines), municipality, pages, cover):
            return _clean(join_lines(_closed(line.text) for line in lines)), _regions(cover, lines)
    first = next((page for page in pages if page.lines), None)
    if cover is None and first is not None and (line := _top_title(first)) is not None:
        return _clean(_closed(line.text)), _regions(first, [line])
    for text, page, line in running_heads(pages):
        if re.search(PLAN_WORD + "(?:書|編|版)?$", text) and municipality and compact(municipality) in text:
            return _clean(_closed(line.text)), _regions(page, [line])
    return None, ()


def _is_title(text: str, municipality: str | None, pages: Sequence[PageText], cover: PageText) -> bool:
    """Whether large type on a cover is a title, and not the slogan beside a title that is an image."""
    if re.search(PLAN_WORD, text) or (municipality and compact(municipality) in text):
        return True
    return _later_text(pages, cover).count(text) >= MIN_REPEATED


def _cover_lines(lines: Sequence[Line], name: str, later: str) -> list[Line]:
    """The lines of the title, in reading order."""
    lines = sorted(lines, key=lambda line: (line.box.top, line.box.x0))
    usable = [line for line in lines if not _is_beside(line)]
    if not usable:
        return []
    plan_lines = [line for line in usable if re.search(PLAN_WORD, compact(line.text))]
    own = [line for line in plan_lines or usable if compact(line.text) != name]
    if not own:
        return []
    anchor = max(own, key=lambda line: (line.size, -line.box.top))
    title = [anchor]
    index = lines.index(anchor)
    for line in lines[index + 1 :]:
        names_part = _PART.fullmatch(compact(line.text)) is not None and line.size >= PART_SIZE * anchor.size
        same = line.size >= SAME_SIZE * anchor.size or names_part
        if _is_beside(line) or not same or not _reads_on(title[-1], line):
            break
        if compact(line.text) != name:
            title.append(line)
    for line in reversed(lines[:index]):
        if not _is_beside(line) and _belongs_above(line, title, name=name, later=later):
            title.insert(0, line)
    return title


def _belongs_above(line: Line, title: Sequence[Line], *, name: str, later: str) -> bool:
    """Whether a line above is part of the title: of its size, or an edition or name that the document joins to it."""
    text, whole = compact(line.text), "".join(compact(part.text) for part in title)
    near = _reads_on(line, title[0])
    if text == name and name in whole:
        # 例示市／例示市ＤＸ計画: the name stands for itself.
        return False
    if text == name or _EDITION.fullmatch(text):
        return (
            text + whole in later or (near and whole not in later) or (near and line.size >= SAME_SIZE * title[0].size)
        )
    return near and SAME_SIZE <= line.size / title[0].size <= 1 / SAME_SIZE


def _reads_on(upper: Line, lower: Line) -> bool:
    return lower.box.top - upper.box.bottom <= MAX_TITLE_LEADING * max(upper.size, lower.size)


def _is_beside(line: Line) -> bool:
    text = compact(line.text)
    return bool(_NO_TITLE.fullmatch(text)) or bool(
        find_periods(text) and not re.search(PLAN_WORD + "(?!の?期間)", text)
    )


def _later_text(pages: Sequence[PageText], cover: PageText) -> str:
    return "".join(compact(line.text) for page in pages if page is not cover for line in page.lines)


def _top_title(page: PageText) -> Line | None:
    """The largest line of a page of text, where it is set as a title rather than as a heading."""
    line = max(page.lines, key=lambda line: (line.size, -line.box.top))
    sizes = sorted(other.size for other in page.lines)
    text = compact(line.text)
    is_large = line.size >= LARGER_THAN_TEXT * sizes[len(sizes) // 2]
    ends = re.search(PLAN_WORD + r"(?:書|編|版)?(?:[(（].*[)）])?$", text)
    return line if is_large and ends and not _HEADING_MARK.match(text) and len(text) <= MAX_TITLE_CHARS else None


def _closed(text: str) -> str:
    """名 取 市 without the spaces that only spread its letters; other spaces stay."""
    parts = text.split()
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else text.strip()


def _clean(title: str) -> str:
    """The title without a period in brackets or a subtitle between dashes after it."""
    found = re.search(r"[(（\[［【][^)）\]］】]*[)）\]］】]\s*$", title)
    if found and (find_periods(found[0]) or re.search(r"案|概要(?:版|書)?\s*[)）\]］】]", found[0])):
        title = title[: found.start()]
    *words, last = title.split()
    if words and find_periods(last):
        title = title.rstrip().removesuffix(last)
    return re.sub(r"(?<=\S)\s*[~〜～―－].+[~〜～―－]\s*$", "", title).strip()


def _regions(page: PageText, lines: Sequence[Line]) -> tuple[Region, ...]:
    return tuple(Region(page.number, line.box) for line in lines)
