"""Reviews of the previous plan: tables of 実績 / 評価 / 今後の方向性, kept apart from the measures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from corpus.records import Review
from extractors.blocks import CellText, TableBlock
from extractors.columns import header_role
from extractors.drafts import cell_regions
from extractors.lines import join_lines
from extractors.marks import is_bare_mark, split_mark

__all__ = ["ReviewColumns", "read_reviews", "review_columns"]

ReviewRole = Literal["number", "path", "title", "current", "status", "direction", "other"]
ReviewColumns = tuple[ReviewRole, ...]

_HEADS: tuple[tuple[ReviewRole, str], ...] = (
    ("number", r"(?:施策|事業|取組|整理|項目)?(?:No\.?|番号|項番|№)"),
    (
        "title",
        r"(?:取組|取組み|取り組み|施策|事業|実施|項目|具体的施策|具体的な取組|個別施策|プロジェクト)(?:名|項目|内容|名称)?|項目|(?:前|旧)計画の(?:施策|取組|事業|項目)名?|(?:主な|個別の?|主要)(?:施策|取組|事業)名?",
    ),
    (
        "direction",
        r"これから|今後の(?:扱い|方針|進め方|見通し)|(?:今後の)?(?:方向性?|取組方針|対応|課題と方向性|取組|予定|展開)|次期計画.*",
    ),
    ("status", r"(?:.*(?:評価|達成度|達成状況|進捗度|判定)|状況|扱い|取扱い?|区分|結果区分)(?:[(（].*[)）])?"),
    (
        "current",
        r"(?!(?:現[状況]|基準|当初)値)(?:.*(?:現状|実績|成果|状況|検証|結果|経過|到達点).*|これまでの.*|どうなったか)",
    ),
    ("path", r".*(?:重点項目|基本目標|基本方針|分野|柱|大項目|中項目|目標|方針).*"),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _HEADS)
_STATUS = re.compile(
    r"^[\s　]*[＜<〈《【［\[(（]"
    r"(?P<status>継続|完了|終了|見直し|廃止|拡充|縮小|中止|統合|新規|達成|未達成|一部完了|一部継続)[＞>〉》】］\])）]"
)
_REFERENCE = re.compile(r"[PpＰｐ]\s*\.?\s*(?P<page>[\d０-９]{1,3})(?P<items>(?:\s*[.．・、]?\s*[①-⑳])+)")


def review_columns(block: TableBlock) -> ReviewColumns | None:
    """Roles of the columns of a review table, or None for other tables.

    A review says what was done and how it was judged or goes on: it needs a title and two of 実績, 評価, 方向性.
    """
    roles: list[ReviewRole] = []
    planned = False
    for column in range(block.table.n_columns):
        entry = block.at(0, column)
        planned = planned or (entry is not None and header_role(entry.text) in {"department", "schedule", "indicator"})
        folded = re.sub(r"[\s　]+", "", unicodedata.normalize("NFKC", entry.text)) if entry is not None else ""
        roles.append(next((role for role, pattern in _PATTERNS if pattern.fullmatch(folded)), "other"))
    if "current" not in roles and roles.count("status") > 1:
        # 達成状況 beside 評価 says what was done.
        roles[roles.index("status")] = "current"
    if "current" not in roles and not planned and {"title", "status", "direction"} <= set(roles) and "other" in roles:
        # What is judged stands in a column of its own, whatever its head: 進み具合.
        roles[roles.index("other")] = "current"
    judged = {"current", "status", "direction"} & set(roles)
    if "title" not in roles or len(judged) < 2 or "current" not in judged:  # noqa: PLR2004 - see docstring
        return None
    titles = [i for i, role in enumerate(roles) if role == "title"]
    # Where several columns name things, the outer ones group the last.
    return tuple("path" if role == "title" and i != titles[-1] else role for i, role in enumerate(roles))


def read_reviews(
    block: TableBlock, roles: ReviewColumns, path: Sequence[str], before: Sequence[Review], *, continues: bool
) -> list[Review]:
    """Reviews of a table, appended to those ``before`` it; a row cut by the page's end is joined to its first half."""
    out = list(before)
    carried = _outer_path(out[-1], path) if out and continues else []
    depths = [i for i, role in enumerate(roles) if role == "path"]
    title_column = roles.index("title")
    numbered = any(review.label for review in out)
    row = first = 1 if review_columns(block) == roles else 0
    while row < block.table.n_rows:
        entry = block.at(row, title_column)
        end = max(row + 1, entry.cell.row + entry.cell.row_span if entry is not None else row + 1)
        cells = _cells(block, roles, row, end)
        groups = []
        for depth, column in enumerate(depths):
            outer = block.at(row, column)
            text = outer.text if outer is not None else ""
            groups.append(text or (carried[depth] if depth < len(carried) else ""))
        carried = groups
        review = _review(block.page, cells, (*path, *(text for text in groups if text)))
        if out and continues and row == first and _is_second_half(review, numbered=numbered):
            out[-1] = _joined(out[-1], review)
        elif review.title:
            out.append(review)
        row = end
    return out


def _outer_path(review: Review, path: Sequence[str]) -> list[str]:
    return list(review.path[len(path) :])


def _cells(block: TableBlock, roles: ReviewColumns, row: int, end: int) -> dict[ReviewRole, list[CellText]]:
    cells: dict[ReviewRole, list[CellText]] = {}
    for entry in block.cells:
        cell = entry.cell
        if entry.text and cell.row < end and cell.row + cell.row_span > row:
            cells.setdefault(roles[cell.column], []).append(entry)
    return cells


def _review(page: int, cells: dict[ReviewRole, list[CellText]], path: tuple[str, ...]) -> Review:
    def text(role: ReviewRole) -> str:
        return join_lines(entry.text for entry in cells.get(role, ()))

    mark, title = split_mark(text("title"))
    number = text("number").strip()
    if number and is_bare_mark(number):
        label, title = number, text("title")
    else:
        label = mark.text if mark is not None else ""
    direction, status = text("direction"), text("status").strip()
    opening = _STATUS.match(direction)
    if opening is not None:
        status = status or opening["status"]
        direction = direction[opening.end() :].strip()
    references = _references(direction)
    read: tuple[ReviewRole, ...] = ("title", "current", "direction", "status")
    where = tuple(region for role in read for region in cell_regions(page, *cells.get(role, ())))
    return Review(
        path=path,
        label=label,
        title=title,
        current=text("current"),
        status=status,
        direction=_without_closing_reference(direction),
        page=page,
        refs=tuple(references),
        where=where,
    )


def _references(text: str) -> list[str]:
    out: list[str] = []
    for match in _REFERENCE.finditer(text):
        page = unicodedata.normalize("NFKC", match["page"])
        out.extend(f"P{page}.{item}" for item in re.findall(r"[①-⑳]", match["items"]))
    return out


def _without_closing_reference(text: str) -> str:
    """The direction without a reference that closes it in a box of its own; one inside brackets is text."""
    closing = re.search(r"(?:[PpＰｐ]\s*\.?\s*[\d０-９]{1,3}(?:\s*[.．・、]?\s*[①-⑳])+[\s、,]*)+$", text)
    return text[: closing.start()].rstrip() if closing is not None else text


def _is_second_half(review: Review, *, numbered: bool) -> bool:
    return not review.title or (numbered and not review.label)


def _joined(first: Review, second: Review) -> Review:
    return replace(
        first,
        title=join_lines((first.title, second.title)),
        current=join_lines((first.current, second.current)),
        direction=join_lines((first.direction, second.direction)),
        status=first.status or second.status,
        refs=(*first.refs, *second.refs),
        where=(*first.where, *second.where),
    )
