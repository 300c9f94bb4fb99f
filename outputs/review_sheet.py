"""The form of the sheet on which people check labels and values; one module writes it, another reads it back.

Three sheets are seen: 確認 has a row per measure with empty yellow columns to fill in, 足りない施策 takes measures
that were not read, 記入者 the reviewer's name and the date. A hidden one holds the names that the drop-downs offer
(an inline list may have 255 characters only). Ids and fingerprints stand in hidden columns, so that rows may be
sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CHECKED",
    "CHECK_COLUMNS",
    "FORMAT",
    "LABEL_KEYS",
    "LISTS",
    "MISSING",
    "MISSING_COLUMNS",
    "MISSING_LINES",
    "NO_MEASURE",
    "REVIEWER",
    "RIGHT",
    "ReviewColumn",
    "ReviewPlan",
    "ReviewSheet",
    "SheetLine",
]

FORMAT: Final = "keikaku-review-1"
CHECKED, MISSING, REVIEWER, LISTS = "確認", "足りない施策", "記入者", "_一覧"
RIGHT, NO_MEASURE = "分類は正しい", "施策ではない"

MISSING_LINES: Final = 200
"""Empty rows of 足りない施策 that have drop-downs."""


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """A column: its key, its heading and its width; ``choices`` names the list of its drop-down, "" for none."""

    key: str
    heading: str
    width: int
    is_filled_in: bool = False
    choices: str = ""
    is_hidden: bool = False


_to_fill_in = partial(ReviewColumn, is_filled_in=True)

LABEL_KEYS: Final = ("label_1", "label_2", "label_3")
"""The columns of a line's labels, in both sheets, the main one first."""

CHECK_COLUMNS: Final = (
    ReviewColumn("municipality", "市区町村", 10),
    ReviewColumn("plan_title", "計画名", 18),
    ReviewColumn("page", "頁", 5),
    ReviewColumn("path", "見出し", 24),
    ReviewColumn("title", "施策名", 28),
    ReviewColumn("description", "内容", 44),
    ReviewColumn("departments", "担当部署", 14),
    ReviewColumn("schedule", "年度と工程", 20),
    ReviewColumn("labels", "分類（主なものから）", 26),
    ReviewColumn("probabilities", "確率", 7),
    ReviewColumn("abstain", "自信なし", 8),
    ReviewColumn("evidence_for", "そう考えた語", 24),
    ReviewColumn("evidence_against", "逆を示す語", 20),
    ReviewColumn("decided_by", "決めたもの", 18),
    ReviewColumn("note", "お知らせ", 24),
    _to_fill_in("verdict", "判定", 14, choices="verdicts"),
    _to_fill_in("label_1", "正しい主分類", 26, choices="names"),
    _to_fill_in("label_2", "正しい分類2", 26, choices="names"),
    _to_fill_in("label_3", "正しい分類3", 26, choices="names"),
    _to_fill_in("right_title", "正しい施策名", 28),
    _to_fill_in("right_departments", "正しい担当部署", 16),
    _to_fill_in("right_schedule", "正しい年度と工程", 20),
    _to_fill_in("remark", "メモ", 20),
    ReviewColumn("measure_id", "施策ID", 18, is_hidden=True),
    ReviewColumn("sha256", "ファイル", 10, is_hidden=True),
    ReviewColumn("seen", "照合", 10, is_hidden=True),
)

MISSING_COLUMNS: Final = (
    _to_fill_in("plan", "計画", 34, choices="plans"),
    _to_fill_in("page", "頁", 6),
    _to_fill_in("path", "見出し（1行に1つ、外側から）", 26),
    _to_fill_in("title", "施策名", 30),
    _to_fill_in("description", "内容", 44),
    _to_fill_in("departments", "担当部署（1行に1つ）", 18),
    _to_fill_in("schedule", "年度と工程（1行に1つ。例 2025-2027 運用）", 24),
    _to_fill_in("label_1", "主分類", 28, choices="names"),
    _to_fill_in("label_2", "分類2", 28, choices="names"),
    _to_fill_in("label_3", "分類3", 28, choices="names"),
    _to_fill_in("remark", "メモ", 20),
)


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """A plan to which a missing measure may be added: what the drop-down shows, and its file."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row that was filled in: the sheet, the row's number in Excel, and its texts by column key."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    @property
    def where(self) -> str:
        """The row as a message names it."""
        return f"「{self.sheet}」{self.number}行目"


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A sheet that came back. ``names`` gives ids by Japanese name and ``plans`` file hashes by plan name."""

    lines: tuple[SheetLine, ...]
    reviewer: str
    decided_on: str
    names: Mapping[str, str]
    plans: Mapping[str, str]
    scheme_version: str
