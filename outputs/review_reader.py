"""A review sheet that came back, read cell by cell; it may have been changed in any way."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from outputs.errors import ReviewSheetError
from outputs.review_sheet import (
    CHECK_COLUMNS,
    CHECKED,
    FORMAT,
    LISTS,
    MISSING,
    MISSING_COLUMNS,
    REVIEWER,
    ReviewSheet,
    SheetLine,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from outputs.review_sheet import ReviewColumn

__all__ = ["read_review_sheet"]

LARGEST_MB: Final = 50
LARGEST_UNPACKED_MB: Final = 400
"""A sheet of 100,000 measures unpacks to some 150 MB."""


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
