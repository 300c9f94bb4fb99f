"""Ruled glossaries: tables whose columns are headed 用語 and 説明, or that stand under a heading that says so.

Tables of laws or plans look alike (名称, 内容) and are none: they have further columns (公布, 種別), or their heads are
names of laws and plans.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.records import Region, Term
from extractors.blocks import TableBlock
from extractors.glossary_cells import cells_to_entries
from extractors.lines import Line, join_lines
from extractors.markers import open_mark
from extractors.note_heads import own_line_to_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.records import Box
    from extractors.blocks import PageLayout

__all__ = ["GLOSSARY_HEADING", "TableTerms", "find_table_terms", "is_index_heading"]

GLOSSARY_HEADING = re.compile(
    r"^\s*[^。、：:]{0,14}(?:用語|語句|略語|言葉)(?:等)?の?(?:解説|説明|定義|意味|一覧|集|について)[^。、0-9０-９…‥]{0,6}$"
)
_STRONG = re.compile(r"(?:専門|関連|主な)?(?:用語|語句|略語|言葉|単語)(?:名|等|の名称)?")
_WEAK = re.compile(r"名称|項目|名前|略称|キーワード|事項")
_MEANING = re.compile(r"(?:(?:用語|語句|言葉)の?)?(?:説明|内容|解説|意味|定義|概要)(?:等|文)?")
_BESIDE = re.compile(
    r"|no\.?|番号|#|注(?:番号|記号?|釈)?|記号|印|※|読み(?:方|仮名)?|よみ(?:がな)?|ふりがな|カナ|英語(?:名|表記)?|英名|正式名称|"
    r"(?:掲載|初出|該当|関連|記載)?(?:ページ|頁|箇所)|行|索引|分類|区分"
)
_LAW = re.compile(r"(?:法|法律|条例|規則|計画|戦略|方針|宣言|指針|要綱|ガイドライン|ポリシー|ビジョン)(?:[（(].*)?$")
# Columns of a continued table stand where they stood, within this distance in points.
SAME_COLUMN = 4.0
# Heads of more characters are sentences; a text of fewer is none.
MAX_HEAD = 60
MIN_TEXT = 6
# A heading is set larger than the table below it by this ratio.
LARGER = 1.1
# Lines above a table among which its heading stands.
HEADING_REACH = 3


@dataclass(frozen=True, slots=True)
class TableTerms:
    """Terms of the glossary tables, and the tables they were read from as (page, index of the element)."""

    terms: tuple[Term, ...]
    taken: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns hold heads and texts, in pairs; headings that are ``weak`` (名称) prove little."""

    pairs: tuple[tuple[int, int], ...]
    first_row: int
    weak: bool = False


def find_table_terms(layouts: Sequence[PageLayout]) -> TableTerms:
    """The terms of all glossary tables of a document, in reading order."""
    terms: list[Term] = []
    taken: set[tuple[int, int]] = set()
    before: tuple[TableBlock, _Columns] | None = None
    for layout in layouts:
        for index, block in enumerate(layout.elements):
            if not isinstance(block, TableBlock):
                continue
            known = _is_under_heading(layout, index)
            goes_on = before is not None and _is_continuation(before[0], block)
            goes_on = goes_on and (known or not _is_headed_anew(layout, index))
            columns = _read_header(block, known=goes_on or known)
            if columns is None and goes_on and before is not None:
                columns = _Columns(before[1].pairs, first_row=0)
            if columns is None and known:
                columns = _without_header(block)
            found = _read_rows(block, columns) if columns is not None else []
            if columns is None or not found or (columns.weak and _are_laws(found)):
                continue
            _append(terms, found)
            taken.add((layout.page.number, index))
            before = (block, columns)
    return TableTerms(terms=tuple(terms), taken=frozenset(taken))


def is_index_heading(text: str) -> bool:
    """Whether a text is a heading of the order of kana or letters (あ行, Ａ～Ｚ, 英数字)."""
    folded = unicodedata.normalize("NFKC", text).strip(" 【】[]<>〈〉■●◆・")
    return (
        re.fullmatch(r"[ぁ-んァ-ヶ]行?|[A-Za-z](?:\s*[-~〜～・]\s*[A-Za-z])?|英数?字?|数字|アルファベット順?", folded)
        is not None
    )


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def _is_under_heading(layout: PageLayout, index: int) -> bool:
    """Whether one of the last lines above a table on its page announces a glossary."""
    above = [element for element in layout.elements[:index] if isinstance(element, Line)][-HEADING_REACH:]
    between = layout.elements[_last_table(layout, index) + 1 : index]
    own = [line for line in above if any(line is element for element in between)] or above
    return any(GLOSSARY_HEADING.match(line.text) for line in own)


def _last_table(layout: PageLayout, index: int) -> int:
    """Index of the last table before an element, -1 where there is none."""
    return max((i for i in range(index) if isinstance(layout.elements[i], TableBlock)), default=-1)


def _is_headed_anew(layout: PageLayout, index: int) -> bool:
    """Whether the line right above a table is a heading set larger than the table, and no kana (あ行)."""
    above = layout.elements[index - 1] if index else None
    block = layout.elements[index]
    if not isinstance(above, Line) or not isinstance(block, TableBlock) or is_index_heading(above.text):
        return False
    sizes = [line.size for entry in block.cells for line in entry.lines]
    return bool(sizes) and above.size > LARGER * max(sizes) and "。" not in above.text


def _is_continuation(before: TableBlock, block: TableBlock) -> bool:
    """Whether a table has the columns of a glossary that ended on the same page or the one before."""
    if not 0 <= block.page - before.page <= 1 or len(before.table.xs) != len(block.table.xs):
        return False
    return all(abs(a - b) <= SAME_COLUMN for a, b in zip(before.table.xs, block.table.xs, strict=True))


def _read_header(block: TableBlock, *, known: bool) -> _Columns | None:
    """The columns that a header row names; words like 名称 count only where a heading announced a glossary."""
    for row in range(min(2, block.table.n_rows)):
        cells = block.row(row)
        words = [_folded(cell.text) for cell in cells]
        strong = [cell.cell.column for cell, word in zip(cells, words, strict=True) if _STRONG.fullmatch(word)]
        weak = [cell.cell.column for cell, word in zip(cells, words, strict=True) if _WEAK.fullmatch(word)]
        meanings = [cell.cell.column for cell, word in zip(cells, words, strict=True) if _MEANING.fullmatch(word)]
        heads = strong or (weak if known else [])
        used = {*heads, *meanings}
        others = [word for cell, word in zip(cells, words, strict=True) if cell.cell.column not in used]
        if not heads or len(heads) != len(meanings) or not all(_BESIDE.fullmatch(word) for word in others):
            continue
        pairs = tuple(zip(heads, meanings, strict=True))
        if all(head < meaning for head, meaning in pairs):
            return _Columns(pairs, first_row=row + 1, weak=not strong)
    return None


def _without_header(block: TableBlock) -> _Columns | None:
    """The columns of a table of two columns without headings: short texts beside long ones."""
    if block.table.n_columns != 2 or block.table.n_rows < 2:  # noqa: PLR2004 - head and text
        return None
    heads = [entry.text for entry in block.cells if entry.cell.column == 0 and entry.cell.column_span == 1]
    texts = [entry.text for entry in block.cells if entry.cell.column == 1]
    if not heads or sum(map(len, texts)) < 2 * sum(map(len, heads)) or max(map(len, heads)) > MAX_HEAD:
        return None
    return _Columns(((0, 1),), first_row=0, weak=True)


def _read_rows(block: TableBlock, columns: _Columns) -> list[Term]:
    """The entries of a table; a text without a head of its own comes with an empty one."""
    found: list[Term] = []
    for head_column, text_column in columns.pairs:
        for row in range(columns.first_row, block.table.n_rows):
            head, text = block.at(row, head_column), block.at(row, text_column)
            if head is None or text is None or head is text or not text.text or text.cell.row != row:
                continue
            if is_index_heading(head.text) and len(text.text) < MIN_TEXT:
                continue
            shared = head.cell.row < row and row > columns.first_row
            entries = [] if shared else cells_to_entries(head, text)
            if shared:
                found.append(_term(block.page, "", text.text, (text.cell.box,)))
            marker = _marker_beside(block, row, head_column) if len(entries) == 1 else ""
            found.extend(
                _term(block.page, entry.head, entry.definition, entry.boxes, marker=marker) for entry in entries
            )
    return found


def _marker_beside(block: TableBlock, row: int, head_column: int) -> str:
    """The mark that stands alone in a cell before the head: the table's column of ※1, ※2 …; "" where none does."""
    for column in range(head_column):
        cell = block.at(row, column)
        marked = open_mark(cell.text) if cell is not None else None
        if marked is not None and not marked[1]:
            return marked[0]
    return ""


def _term(page: int, head: str, definition: str, boxes: Sequence[Box], *, marker: str = "") -> Term:
    marked = open_mark(head)
    marker, name = marked if marked and marked[1] else (marker, head)
    entry = own_line_to_entry(name, definition)
    return Term(
        marker=marker,
        term=entry.term,
        expansion=entry.expansion,
        definition=entry.definition,
        kind="table",
        page=page,
        where=tuple(Region(page, box) for box in boxes),
    )


def _append(terms: list[Term], found: Sequence[Term]) -> None:
    """Add entries; one without a head goes on with the text of the one before it."""
    for term in found:
        if term.term or not terms:
            terms.append(term)
        else:
            last = terms[-1]
            text = join_lines([last.definition, term.definition])
            terms[-1] = replace(last, definition=text, where=(*last.where, *term.where))


def _are_laws(terms: Sequence[Term]) -> bool:
    heads = [term.term for term in terms if term.term]
    return 2 * sum(_LAW.search(head) is not None for head in heads) > len(heads)
