"""Exports: one pass over the corpus writes all files of a format, and they appear whole or not at all.

The files are written into a hidden folder inside the output folder and moved to their places at the end. The same
corpus gives the same bytes each time.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from outputs.csv_tables import CsvExporter
from outputs.errors import OutputFolderError, UnknownFormatError
from outputs.json_files import JsonExporter
from outputs.names import file_stems
from outputs.parquet import ParquetExporter
from outputs.xlsx import XlsxExporter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from corpus.editions import Edition, StoredEdition
    from corpus.store import Store

__all__ = ["FORMATS", "Exporter", "export"]


class Exporter(Protocol):
    """Takes the editions one by one in their order, and is closed at the end."""

    def feed(self, stored: StoredEdition) -> None:
        """Take an edition."""

    def close(self) -> None:
        """Finish the files."""


FORMATS: Final[Mapping[str, Callable[[Path, Sequence[Edition]], Exporter]]] = {
    "json": lambda folder, editions: JsonExporter(folder, file_stems([edition.header for edition in editions])),
    "csv": lambda folder, _: CsvExporter(folder),
    "xlsx": lambda folder, _: XlsxExporter(folder),
    "parquet": lambda folder, _: ParquetExporter(folder),
}
"""All formats by name: each makes an exporter that writes into a folder."""


def export(store: Store, format: str, out_dir: Path, prefecture: str | None = None) -> list[Path]:  # noqa: A002 - the option's name
    """Write the corpus, or one prefecture's plans, into a folder; gives the files, by name.

    Files of the same names are replaced, others left alone. A prefecture without plans gives tables without rows,
    and no JSON file.

    Raises:
        UnknownFormatError: `format` is not in `FORMATS`.
        OutputFolderError: the folder cannot be made or written.
        TooManyRowsError: a table does not fit into a sheet.
        StoreError: the corpus cannot be read.

    """
    if format not in FORMATS:
        raise UnknownFormatError(f"形式「{format}」はありません。{'、'.join(FORMATS)} のどれかを指定してください")
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".keikaku-", dir=out_dir) as staging:
            _write(store, format, Path(staging), prefecture)
            return _publish(Path(staging), out_dir)
    except OSError as error:
        raise OutputFolderError(
            f"{out_dir}: 書き出せません（{error.strerror or error}）。フォルダー名、権限、空き容量を確かめてください"
        ) from error


def _write(store: Store, format_name: str, folder: Path, prefecture: str | None) -> None:
    with (
        store.snapshot(prefecture) as (editions, stored_editions),
        closing(FORMATS[format_name](folder, editions)) as exporter,
    ):
        for stored in stored_editions:
            exporter.feed(stored)


def _publish(staging: Path, out_dir: Path) -> list[Path]:
    """Move the files to their places, replacing older ones."""
    written = sorted(path for path in staging.iterdir() if path.is_file())
    for path in written:
        path.replace(out_dir / path.name)
    return [out_dir / path.name for path in written]
