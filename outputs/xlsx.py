"""Excel: one workbook with a sheet per table, to be read by people.

Texts are written as texts, so that 042072 keeps its zero and =1+1 is no formula. Years, pages, counts and shares are
numbers: as texts page 10 would be sorted before page 2. True is ○, false is empty. Texts are wrapped, and what only
programs read (ids, hashes, versions) stays on one line, or every row would be as high as its longest hash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from xlsxwriter.exceptions import XlsxFileError

from outputs.cells import cell_text
from outputs.columns import TABLES, Column, Table
from outputs.errors import OutputFolderError, TooManyRowsError
from outputs.tables import rows_of
from outputs.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from corpus.editions import StoredEdition
    from outputs.cells import Cell

__all__ = ["CELL_LIMIT", "FILE_NAME", "ROW_LIMIT", "XlsxExporter", "row_height"]

FILE_NAME: Final = "keikaku.xlsx"

ROW_LIMIT: Final = 1_048_576
"""Rows of a sheet, heading included; XlsxWriter drops what is beyond without a word."""

CELL_LIMIT: Final = 32_767
"""UTF-16 units of a cell."""

CUT_NOTE: Final = "…（以下略。全文は CSV か JSON にあります）"

# XlsxWriter writes control characters as _x0001_, but lets through what no XML file may hold.
_NO_XML = re.compile("[\ufffe\uffff]")

YES: Final = "○"

# The font of Excel in Japanese; where it is not there, programs take another one for Japanese.
_FONT: Final = {"font_name": "Yu Gothic", "font_size": 10, "valign": "top"}
_LINE_HEIGHT: Final = 16
_MAX_ROW_HEIGHT: Final = 409
"""Points; no sheet can have a higher row."""
_TOP_ROW_HEIGHT: Final = 2 * _LINE_HEIGHT
_A3: Final = 8


class XlsxExporter:
    """Writes ``keikaku.xlsx``; rows go to disk as they come."""

    def __init__(self, folder: Path) -> None:
        # Rows wait in files of the same folder: another place may be too small or not be there.
        self._book = Workbook({"constant_memory": True, "tmpdir": str(folder)})
        self._path = folder / FILE_NAME
        text = {**_FONT, "num_format": "@"}
        self._code = self._book.add_format(text)
        self._formats = {
            "text": self._book.add_format({**text, "text_wrap": True}),
            "texts": self._book.add_format({**text, "text_wrap": True}),
            "integer": self._book.add_format({**_FONT, "num_format": "0"}),
            "number": self._book.add_format({**_FONT, "num_format": "0.00"}),
            "boolean": self._book.add_format({**text, "align": "center"}),
        }
        self._heading = self._book.add_format(
            {**text, "bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#E7EDF3"}
        )
        self._sheets = {key: self._book.add_worksheet(table.name_ja) for key, table in TABLES.items()}
        self._n_rows = dict.fromkeys(TABLES, 1)
        for key, table in TABLES.items():
            self._lay_out(key, table)

    def feed(self, stored: StoredEdition) -> None:
        """Write an edition's rows.

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
                sheet.set_row(n_rows, row_height(TABLES[key].columns, row))
                for column_index, cell in enumerate(row):
                    self._write(sheet, n_rows, column_index, cell, TABLES[key].columns[column_index])
                self._n_rows[key] = n_rows + 1

    def close(self) -> None:
        """Finish the workbook."""
        for key, table in TABLES.items():
            self._sheets[key].autofilter(0, 0, self._n_rows[key] - 1, len(table.columns) - 1)
        try:
            self._path.write_bytes(self._book.pack())
        except (XlsxFileError, OSError) as error:
            raise OutputFolderError(f"{FILE_NAME}: 書き出せません（{error}）。空き容量を確かめてください") from error

    def _write(self, sheet: Worksheet, row_index: int, column_index: int, cell: Cell, column: Column) -> None:
        form = self._code if column.is_code else self._formats[column.kind]
        if cell is None or cell is False or cell in {"", ()}:
            # Really empty: a sheet sorts empty cells to the end, but empty texts to the beginning.
            sheet.write_blank(row_index, column_index, None, form)
        elif cell is True:
            sheet.write_string(row_index, column_index, YES, form)
        elif isinstance(cell, int | float):
            sheet.write_number(row_index, column_index, round(cell, 4), form)
        else:
            sheet.write_string(row_index, column_index, _fit(cell_text(cell)), form)

    def _lay_out(self, key: str, table: Table) -> None:
        sheet = self._sheets[key]
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, _TOP_ROW_HEIGHT)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.repeat_rows(0)
        # Codes and values as printed are texts on purpose: no green corners.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROW_LIMIT}"})
        for column_index, column in enumerate(table.columns):
            form = self._code if column.is_code else self._formats[column.kind]
            sheet.set_column(column_index, column_index, column.width, form)
            sheet.write_string(0, column_index, column.heading_ja, self._heading)


def row_height(columns: Sequence[Column], row: Sequence[Cell]) -> int:
    """The height in points at which all wrapped texts of a row are seen, as far as a sheet allows.

    Programs differ in whether they work it out themselves when they open a file, and LibreOffice does not.
    """
    n_lines = max(
        _n_lines(cell_text(cell), column.width)
        for column, cell in zip(columns, row, strict=True)
        if column.kind in {"text", "texts"} and not column.is_code
    )
    return min(n_lines * _LINE_HEIGHT, _MAX_ROW_HEIGHT)


def _n_lines(text: str, width: int) -> int:
    """Lines that a text takes in a column: an East Asian character takes two half-width ones."""
    # Widths count characters of 11 points, ours have 10: that is the cell's margin.
    return sum(
        max(1, -(-sum(1 + (east_asian_width(character) in "WFA") for character in line) // width))
        for line in text.split("\n")
    )


def _fit(text: str) -> str:
    """The text as XML can hold it, or what of it fits into a cell and a note that says so."""
    text = _NO_XML.sub("\ufffd", text)
    n_units = len(text.encode("utf-16-le")) // 2
    if n_units <= CELL_LIMIT:
        return text
    # "ignore" drops the half of a character that the cut went through.
    return text.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(CUT_NOTE))].decode("utf-16-le", "ignore") + CUT_NOTE
