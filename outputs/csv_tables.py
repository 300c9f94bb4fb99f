"""CSV: one file per table, for Excel in Japanese and for programs alike.

UTF-8 with BOM (without it Excel in Japanese reads CP932), CRLF, Japanese headings. Cells are written as
`outputs.cells` says, disarmed against formulas.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from outputs.cells import cell_text, disarm
from outputs.columns import TABLES
from outputs.tables import rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.editions import StoredEdition

__all__ = ["CsvExporter"]


class CsvExporter:
    """Writes ``<table>.csv`` for every table; the files are open until `close`."""

    def __init__(self, folder: Path) -> None:
        self._streams = {key: (folder / f"{key}.csv").open("w", encoding="utf-8-sig", newline="") for key in TABLES}
        self._writers = {key: csv.writer(stream, lineterminator="\r\n") for key, stream in self._streams.items()}
        for key, writer in self._writers.items():
            writer.writerow([column.heading_ja for column in TABLES[key].columns])

    def feed(self, stored: StoredEdition) -> None:
        """Write an edition's rows."""
        for key, writer in self._writers.items():
            writer.writerows([disarm(cell_text(cell)) for cell in row] for row in rows_of(key, stored))

    def close(self) -> None:
        """Finish the files."""
        for stream in self._streams.values():
            stream.close()
