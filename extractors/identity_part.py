"""Which part of a plan a file is: what its cover calls it, and the page numbers it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.parts import find_part, without_part
from extractors.identity_text import EDGE, PageText, compact, find_cover

__all__ = ["read_part", "read_printed_pages"]

MAX_PART_CHARS = 12
# Numbers at the edge of a page count as page numbers only where they run along with the pages.
MIN_RUNNING = 0.6
# Fewer running numbers are chance.
MIN_NUMBERS = 3
_NUMBER = re.compile(r"[-‐–—―ー~〜(（<＜\[]*(?:p\.?)?(\d{1,3})[-‐–—―ー~〜)）>＞\]]*(?:ページ|頁)?", re.IGNORECASE)


def read_part(pages: Sequence[PageText]) -> str | None:
    """The name of a part in a line of its own on the cover, or at the end of one: 概要版, 資料編, 第１部."""
    cover = find_cover(pages)
    for line in cover.lines if cover else ():
        text = compact(line.text).strip("()（）【】〈〉《》<>[]「」-―~〜")
        if len(text) <= MAX_PART_CHARS and find_part(text) and without_part(f"x{text}")[0] == "x":
            return line.text.strip()
        bare, part = without_part(line.text)
        if part is not None and bare.endswith(("計画", "戦略", "構想", "方針", "ビジョン", "プラン")):
            return compact(line.text)[len(bare) :]
    return None


def read_printed_pages(pages: Sequence[PageText]) -> tuple[int | None, int | None]:
    """The first and the last printed page number, None where the numbers do not run along with the pages."""
    found: list[tuple[int, int]] = []
    for page in pages:
        edges = [line for line in page.lines if not EDGE < line.box.top / page.height < 1 - EDGE]
        numbers = [int(match[1]) for line in edges if (match := _NUMBER.fullmatch(compact(line.text)))]
        found += [(page.number, number) for number in numbers[-1:]]
    offsets = [number - page for page, number in found]
    if not offsets:
        return None, None
    usual = max(sorted(set(offsets)), key=offsets.count)
    running = [number for page, number in found if number - page == usual]
    if len(running) < MIN_NUMBERS or len(running) < MIN_RUNNING * len(pages):
        return None, None
    return min(running), max(running)
