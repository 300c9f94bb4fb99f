"""The review sheet goes out: rows, drop-downs, and what a reviewer has to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.exceptions import XlsxFileError

from corpus.files import write_output
from outputs.errors import OutputFolderError
from outputs.review_sheet import (
    CHECK_COLUMNS,
    CHECKED,
    FORMAT,
    LISTS,
    MISSING,
    MISSING_COLUMNS,
    MISSING_LINES,
    NO_MEASURE,
    REVIEWER,
    RIGHT,
)
from outputs.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from outputs.review_sheet import ReviewColumn, ReviewPlan

__all__ = ["write_review_sheet"]


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
