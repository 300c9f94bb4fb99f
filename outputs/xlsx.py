"""Excel: one workbook with a sheet per table.

All cells are texts, so that 042072 keeps its zero and =1+1 is no formula.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from outputs.cells import cell_text
from outputs.columns import TABLES, Table
from outputs.errors import OutputFolderError, TooManyRowsError
from outputs.tables import rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.entries import StoredPlan

__all__ = ["CELL_LIMIT", "FILE_NAME", "ROW_LIMIT", "XlsxExporter"]

FILE_NAME: Final = "keikaku.xlsx"

ROW_LIMIT: Final = 1_048_576
"""Rows of a sheet, heading included; XlsxWriter drops what is beyond without a word."""

CELL_LIMIT: Final = 32_767
"""UTF-16 units of a cell."""

CUT_NOTE: Final = "…（以下略。全文は CSV か JSON にあります）"

# XlsxWriter writes control characters as _x0001_, but lets through what no XML file may hold.
_NO_XML = re.compile("[\ufffe\uffff]")

# The time of writing is part of the file: a fixed one keeps the bytes alike.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class XlsxExporter:
    """Writes ``keikaku.xlsx``; rows go to disk as they come."""

    def __init__(self, folder: Path) -> None:
        # Rows wait in files of the same folder: another place may be too small or not be there.
        options = {"constant_memory": True, "tmpdir": str(folder)}
        self._book = xlsxwriter.Workbook(str(folder / FILE_NAME), options)
        self._book.set_properties({"created": _CREATED})
        self._text = self._book.add_format({"num_format": "@", "valign": "top"})
        self._heading = self._book.add_format({"num_format": "@", "bold": True, "bottom": 1})
        self._sheets = {key: self._book.add_worksheet(table.name_ja) for key, table in TABLES.items()}
        self._n_rows = dict.fromkeys(TABLES, 1)
        for key, table in TABLES.items():
            self._lay_out(key, table)

    def feed(self, stored: StoredPlan) -> None:
        """Write a plan's rows.

        Raises:
            TooManyRowsError: a sheet is full.

        """
        for key, sheet in self._sheets.items():
            for row in rows_of(key, stored):
                n_rows = self._n_rows[key]
                if n_rows >= ROW_LIMIT:
                    raise TooManyRowsError(
                        f"{FILE_NAME}: シート「{TABLES[key].name_ja}」が Excel の上限（{ROW_LIMIT:,}行）を超えます。"
                        "--prefecture で絞るか、csv か parquet で書き出してください"
                    )
                for column_index, cell in enumerate(row):
                    sheet.write_string(n_rows, column_index, _fit(cell_text(cell)), self._text)
                self._n_rows[key] = n_rows + 1

    def close(self) -> None:
        """Finish the workbook."""
        for key, table in TABLES.items():
            self._sheets[key].autofilter(0, 0, self._n_rows[key] - 1, len(table.columns) - 1)
        try:
            self._book.close()
        except XlsxFileError as error:
            raise OutputFolderError(f"{FILE_NAME}: 書き出せません（{error}）。空き容量を確かめてください") from error

    def _lay_out(self, key: str, table: Table) -> None:
        sheet = self._sheets[key]
        sheet.freeze_panes(1, 0)
        # Numbers are texts on purpose: no green corners.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROW_LIMIT}"})
        for column_index, column in enumerate(table.columns):
            sheet.set_column(column_index, column_index, column.width, self._text)
            sheet.write_string(0, column_index, column.heading_ja, self._heading)


def _fit(text: str) -> str:
    """The text as XML can hold it, or what of it fits into a cell and a note that says so."""
    text = _NO_XML.sub("\ufffd", text)
    n_units = len(text.encode("utf-16-le")) // 2
    if n_units <= CELL_LIMIT:
        return text
    # "ignore" drops the half of a character that the cut went through.
    return text.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(CUT_NOTE))].decode("utf-16-le", "ignore") + CUT_NOTE
