"""Parquet: one file per table with typed columns, keys as names; lists stay lists, and texts are as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from outputs.columns import TABLES, Kind, Table
from outputs.tables import rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from corpus.editions import StoredEdition
    from outputs.cells import Cell

__all__ = ["ParquetExporter"]

# Rows of a group: enough to compress well, few enough to hold in memory for all tables.
GROUP_SIZE: Final = 20_000

_TYPES: Final[Mapping[Kind, Any]] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


class ParquetExporter:
    """Writes ``<table>.parquet`` for every table."""

    def __init__(self, folder: Path) -> None:
        self._schemas = {key: _schema(table) for key, table in TABLES.items()}
        self._writers = {
            key: pq.ParquetWriter(folder / f"{key}.parquet", schema, compression="zstd")
            for key, schema in self._schemas.items()
        }
        self._waiting: dict[str, list[tuple[Cell, ...]]] = {key: [] for key in TABLES}

    def feed(self, stored: StoredEdition) -> None:
        """Take an edition's rows; full groups are written."""
        for key, waiting in self._waiting.items():
            waiting.extend(rows_of(key, stored))
            while len(waiting) >= GROUP_SIZE:
                self._write(key, waiting[:GROUP_SIZE])
                del waiting[:GROUP_SIZE]

    def close(self) -> None:
        """Write what waits and finish the files."""
        for key, waiting in self._waiting.items():
            if waiting:
                self._write(key, waiting)
            self._writers[key].close()

    def _write(self, key: str, rows: list[tuple[Cell, ...]]) -> None:
        schema = self._schemas[key]
        columns = [pa.array([row[index] for row in rows], field.type) for index, field in enumerate(schema)]
        self._writers[key].write_table(pa.Table.from_arrays(columns, schema=schema))


def _schema(table: Table) -> Any:  # noqa: ANN401 - pyarrow has no types
    return pa.schema(
        [
            pa.field(
                column.key,
                _TYPES[column.kind],
                metadata={"heading_ja": column.heading_ja, "description": column.description_en},
            )
            for column in table.columns
        ]
    )
