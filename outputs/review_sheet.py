"""The sheet on which people check labels and values: written for Excel, and read back cell by cell.

Three sheets are seen: 確認 has a row per measure with empty yellow columns to fill in, 足りない施策 takes measures
that were not read, 記入者 the reviewer's name and the date. A hidden one holds the names that the drop-downs offer
(an inline list may have 255 characters only). Ids and fingerprints stand in hidden columns, so that rows may be
sorted.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.exceptions import XlsxFileError

from corpus.files import write_output
from outputs.errors import OutputFolderError, ReviewSheetError
from outputs.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

__all__ = [
    "CHECKED",
    "MISSING_COLUMNS",
    "NO_MEASURE",
    "RIGHT",
    "ReviewColumn",
    "ReviewPlan",
    "ReviewSheet",
    "SheetLine",
    "read_review_sheet",
    "write_review_sheet",
]

FORMAT: Final = "keikaku-review-1"
CHECKED, MISSING, REVIEWER, LISTS = "確認", "足りない施策", "記入者", "_一覧"
RIGHT, NO_MEASURE = "分類は正しい", "施策ではない"

MISSING_LINES: Final = 200
"""Empty rows of 足りない施策 that have drop-downs."""

LARGEST_MB: Final = 50
LARGEST_UNPACKED_MB: Final = 400
"""A sheet of 100,000 measures unpacks to some 150 MB."""


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """A column: its key, its heading and its width; ``choices`` names the list of its drop-down, "" for none."""

    key: str
    heading: str
    width: int
    is_filled_in: bool = False
    choices: str = ""
    is_hidden: bool = False


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
    ReviewColumn("verdict", "判定", 14, is_filled_in=True, choices="verdicts"),
    ReviewColumn("label_1", "正しい主分類", 26, is_filled_in=True, choices="names"),
    ReviewColumn("label_2", "正しい分類2", 26, is_filled_in=True, choices="names"),
    ReviewColumn("label_3", "正しい分類3", 26, is_filled_in=True, choices="names"),
    ReviewColumn("right_title", "正しい施策名", 28, is_filled_in=True),
    ReviewColumn("right_departments", "正しい担当部署", 16, is_filled_in=True),
    ReviewColumn("right_schedule", "正しい年度と工程", 20, is_filled_in=True),
    ReviewColumn("remark", "メモ", 20, is_filled_in=True),
    ReviewColumn("measure_id", "施策ID", 18, is_hidden=True),
    ReviewColumn("sha256", "ファイル", 10, is_hidden=True),
    ReviewColumn("seen", "照合", 10, is_hidden=True),
)

MISSING_COLUMNS: Final = (
    ReviewColumn("plan", "計画", 34, is_filled_in=True, choices="plans"),
    ReviewColumn("page", "頁", 6, is_filled_in=True),
    ReviewColumn("path", "見出し（1行に1つ、外側から）", 26, is_filled_in=True),
    ReviewColumn("title", "施策名", 30, is_filled_in=True),
    ReviewColumn("description", "内容", 44, is_filled_in=True),
    ReviewColumn("departments", "担当部署（1行に1つ）", 18, is_filled_in=True),
    ReviewColumn("schedule", "年度と工程（1行に1つ。例 2025-2027 運用）", 24, is_filled_in=True),
    ReviewColumn("label_1", "主分類", 28, is_filled_in=True, choices="names"),
    ReviewColumn("label_2", "分類2", 28, is_filled_in=True, choices="names"),
    ReviewColumn("label_3", "分類3", 28, is_filled_in=True, choices="names"),
    ReviewColumn("remark", "メモ", 20, is_filled_in=True),
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


def write_review_sheet(
    path: Path,
    rows: Sequence[Mapping[str, Any]],
    *,
    names: Mapping[str, str],
    plans: Sequence[ReviewPlan],
    scheme_version: str,
) -> None:
    """Write the sheet; ``rows`` have a value for every column that is not to be filled in, ``names`` is id: name.

    The same rows give the same bytes.

    Raises:
        OutputFolderError: the file cannot be written.

    """
    book = Workbook()
    sheets = {name: book.add_worksheet(name) for name in (CHECKED, MISSING, REVIEWER, LISTS)}
    lists = {"names": list(names.values()), "verdicts": [RIGHT, NO_MEASURE], "plans": [plan.name for plan in plans]}
    writer = _Writer(book, lists)
    writer.table(sheets[CHECKED], CHECK_COLUMNS, rows, len(rows))
    writer.table(sheets[MISSING], MISSING_COLUMNS, (), MISSING_LINES)
    writer.reviewer(sheets[REVIEWER])
    writer.lists(sheets[LISTS], names, plans, scheme_version)
    try:
        write_output(path, book.pack())
    except (XlsxFileError, OSError) as error:
        raise OutputFolderError(
            f"{path}: 書き出せません（{error}）。開いていれば閉じ、空き容量を確かめてください"
        ) from error


class _Writer:
    def __init__(self, book: Workbook, lists: Mapping[str, Sequence[str]]) -> None:
        font = {"font_name": "Yu Gothic", "font_size": 10, "valign": "top", "text_wrap": True, "num_format": "@"}
        self._plain = book.add_format(font)
        self._empty = book.add_format({**font, "bg_color": "#FFF9DB", "border": 1, "border_color": "#E0D9B0"})
        self._heading = book.add_format({**font, "bold": True, "bg_color": "#E7EDF3", "bottom": 1})
        self._lists = lists

    def table(
        self, sheet: Worksheet, columns: Sequence[ReviewColumn], rows: Sequence[Mapping[str, Any]], n_rows: int
    ) -> None:
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width, self._plain, {"hidden": column.is_hidden})
            sheet.write_string(0, index, column.heading, self._heading)
            if column.choices and n_rows:
                self._drop_down(sheet, index, column.choices, n_rows)
            for number in range(n_rows):
                if column.is_filled_in:
                    sheet.write_blank(number + 1, index, None, self._empty)
        for number, row in enumerate(rows, start=1):
            for index, column in enumerate(columns):
                if not column.is_filled_in:
                    sheet.write_string(number, index, _cell(row[column.key]), self._plain)
        if n_rows:
            sheet.autofilter(0, 0, n_rows, len(columns) - 1)

    def _drop_down(self, sheet: Worksheet, index: int, choices: str, n_rows: int) -> None:
        column, count = "ABC"[list(self._lists).index(choices)], max(1, len(self._lists[choices]))
        validation = {
            "validate": "list",
            "source": f"='{LISTS}'!${column}$2:${column}${count + 1}",
            "error_title": "一覧から選んでください",
            "error_message": "この欄は一覧にあるものだけを受け取ります。",
        }
        sheet.data_validation(1, index, n_rows, index, validation)

    def reviewer(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, 22, self._plain)
        sheet.set_column(1, 1, 60, self._plain)
        guide = (
            ("記入者の名前", None),
            ("確認した日（例 2026-04-01）", None),
            ("", ""),
            ("書き方", "黄色の欄だけに記入してください。直すところがない行は空けておいてください。"),
            ("判定", f"分類を見て正しければ「{RIGHT}」、施策でないものを読んでいれば「{NO_MEASURE}」を選びます。"),
            ("分類", "主なものから1～3個を一覧から選びます。「国の項目外（該当なし）」は1つだけで使います。"),
            ("担当部署", "1行に1つ（セルの中の改行は Alt+Enter）。印刷されていなければ（なし）と書きます。"),
            (
                "年度と工程",
                "1行に1つ、「2025-2027 運用」の形（R7 も可）。行の名は前に [構築]、以前からの分は -2024 運用。",
            ),
        )
        for row, (head, text) in enumerate(guide):
            sheet.write_string(row, 0, head, self._heading if text is None else self._plain)
            if text is None:
                sheet.write_blank(row, 1, None, self._empty)
            else:
                sheet.write_string(row, 1, text, self._plain)

    def lists(
        self, sheet: Worksheet, names: Mapping[str, str], plans: Sequence[ReviewPlan], scheme_version: str
    ) -> None:
        sheet.hide()
        for column, head in enumerate((*self._lists, "name_ids", "plan_files", "format", "scheme_version")):
            sheet.write_string(0, column, head)
        values = (*self._lists.values(), list(names), [plan.sha256 for plan in plans], [FORMAT], [scheme_version])
        for column, texts in enumerate(values):
            for row, text in enumerate(texts, start=1):
                sheet.write_string(row, column, text)


def _cell(value: object) -> str:
    if value is None:
        return ""
    limit = 32_000
    text = "\n".join(value) if isinstance(value, list | tuple) else str(value)
    return text if len(text) <= limit else f"{text[:limit]}…"


def read_review_sheet(path: Path) -> ReviewSheet:
    """The rows in which something was filled in, and who did it.

    Raises:
        ReviewSheetError: the file is no sheet of this program, too large, or its columns were changed.

    """
    from openpyxl import load_workbook  # noqa: PLC0415 - a fifth of a second that only this needs

    _refuse_bombs(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        found = {name: _rows(book[name]) for name in (CHECKED, MISSING, REVIEWER, LISTS)}
        book.close()
    except KeyError as error:
        raise ReviewSheetError(
            f"{path}: シート{error}がありません。review export で書き出したファイルを使ってください"
        ) from error
    except Exception as error:
        raise ReviewSheetError(f"{path}: Excel ファイルとして読めません。xlsx 形式で保存し直してください") from error
    lists = _columns(found[LISTS])
    if lists.get("format") != [FORMAT]:
        raise ReviewSheetError(
            f"{path}: この版の review export で書き出したファイルではありません。書き出し直してください"
        )
    reviewer = [row[1] if len(row) > 1 else "" for row in found[REVIEWER][:2]]
    lines = [
        *_lines(path, CHECKED, CHECK_COLUMNS, found[CHECKED]),
        *_lines(path, MISSING, MISSING_COLUMNS, found[MISSING]),
    ]
    return ReviewSheet(
        lines=tuple(lines),
        reviewer=reviewer[0].strip(),
        decided_on=reviewer[1].strip(),
        names=dict(zip(lists["names"], lists["name_ids"], strict=True)),
        plans=dict(zip(lists.get("plans", []), lists.get("plan_files", []), strict=True)),
        scheme_version=lists["scheme_version"][0],
    )


def _refuse_bombs(path: Path) -> None:
    try:
        if path.stat().st_size >> 20 > LARGEST_MB:
            raise ReviewSheetError(f"{path}: 大きすぎます（上限 {LARGEST_MB} MB）。市区町村ごとに分けてください")
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except OSError as error:
        raise ReviewSheetError(f"{path}: 開けません（{error.strerror}）") from error
    except zipfile.BadZipFile as error:
        raise ReviewSheetError(f"{path}: Excel ファイルとして読めません。xlsx 形式で保存し直してください") from error
    if unpacked >> 20 > LARGEST_UNPACKED_MB:
        raise ReviewSheetError(f"{path}: 展開すると大きすぎます（上限 {LARGEST_UNPACKED_MB} MB）")


def _rows(sheet: Any) -> list[list[str]]:  # noqa: ANN401 - openpyxl's read-only sheet
    return [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _text(value: object) -> str:
    """A cell as the user sees it: dates as ISO dates, whole numbers without a point."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _columns(rows: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    heads = rows[0] if rows else []
    return {
        head: [row[index] for row in rows[1:] if index < len(row) and row[index]] for index, head in enumerate(heads)
    }


def _lines(
    path: Path, sheet: str, columns: Sequence[ReviewColumn], rows: Sequence[Sequence[str]]
) -> Iterator[SheetLine]:
    heads = list(rows[0]) if rows else []
    places = {}
    for column in columns:
        if heads.count(column.heading) != 1:
            raise ReviewSheetError(
                f"{path}: シート「{sheet}」に列「{column.heading}」がありません。列の見出しは変えないでください"
            )
        places[column.key] = heads.index(column.heading)
    for number, row in enumerate(rows[1:], start=2):
        cells = {key: row[place].strip() if place < len(row) else "" for key, place in places.items()}
        if any(cells[column.key] for column in columns if column.is_filled_in):
            yield SheetLine(sheet, number, cells)
