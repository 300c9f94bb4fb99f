"""The rows the classifier learns from: ``data/training_rows.csv``, written by hand for this project.

Columns: title, description, path (headings joined with " / "), labels (ids joined with a space, main one first),
reason (why, where it is not plain). The order of the file does not matter to the model; it is kept sorted.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from importlib.resources import files

from models.errors import TrainingRowsError
from models.features import MeasureText
from models.taxonomy import OUTSIDE, Taxonomy

__all__ = ["TrainingRow", "parse_training_rows", "read_training_rows_text", "training_rows_hash"]

COLUMNS = ["title", "description", "path", "labels", "reason"]
PATH_SEPARATOR = " / "
MOST_LABELS = 3


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A measure and its labels, the main one first; ``reason`` says why in hard cases."""

    measure: MeasureText
    labels: tuple[str, ...]
    reason: str = ""


def read_training_rows_text() -> str:
    """The shipped file's text, with single line feeds as line ends."""
    return files("models").joinpath("data", "training_rows.csv").read_text(encoding="utf-8")


def training_rows_hash(text: str) -> str:
    """SHA-256 of the file's text, the same whatever the line ends of the checkout."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def parse_training_rows(text: str, taxonomy: Taxonomy) -> tuple[TrainingRow, ...]:
    """Every row, in the file's order.

    Raises:
        TrainingRowsError: wrong columns, an empty title, an unknown or repeated label, more than three labels,
            ``outside`` beside another label, or a row that stands twice.

    """
    reader = csv.DictReader(io.StringIO(text))
    if reader.fieldnames != COLUMNS:
        raise TrainingRowsError(f"training_rows.csv, line 1: expected the columns {COLUMNS}, found {reader.fieldnames}")
    rows: list[TrainingRow] = []
    lines: dict[MeasureText, int] = {}
    for fields in reader:
        where = f"training_rows.csv, line {reader.line_num}"
        if None in fields or None in fields.values():
            raise TrainingRowsError(f"{where}: expected {len(COLUMNS)} fields; quote those that hold a comma")
        row = _row(fields, taxonomy, where)
        if row.measure in lines:
            raise TrainingRowsError(f"{where}: stands already in line {lines[row.measure]}; delete one of the two")
        lines[row.measure] = reader.line_num
        rows.append(row)
    return tuple(rows)


def _row(fields: dict[str, str], taxonomy: Taxonomy, where: str) -> TrainingRow:
    if not fields["title"].strip():
        raise TrainingRowsError(f"{where}: expected a title, found none")
    labels = tuple(fields["labels"].split())
    unknown = [label for label in labels if label not in taxonomy.ids]
    if unknown:
        raise TrainingRowsError(f"{where}: expected ids of {taxonomy.scheme} {taxonomy.version}, found {unknown}")
    if not 1 <= len(labels) <= MOST_LABELS or len(set(labels)) < len(labels):
        raise TrainingRowsError(f"{where}: expected 1 to {MOST_LABELS} different labels, found {list(labels)}")
    if OUTSIDE in labels and len(labels) > 1:
        raise TrainingRowsError(f"{where}: expected {OUTSIDE} alone, found {list(labels)}")
    path = tuple(fields["path"].split(PATH_SEPARATOR)) if fields["path"] else ()
    return TrainingRow(MeasureText(fields["title"], fields["description"], path), labels, fields["reason"])
