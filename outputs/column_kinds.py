"""What a column and a table are, and short ways to write the columns of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Column", "Kind", "Table", "count", "flag", "text", "texts", "year"]

Kind = Literal["text", "texts", "integer", "number", "boolean"]
"""``texts`` are several values in one cell (a list in Parquet)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is that of the spreadsheet's column, in half-width characters.

    ``is_code`` is what programs read (ids, hashes, addresses): a spreadsheet keeps it on one line.
    """

    key: str
    heading_ja: str
    description_en: str
    description_ja: str
    kind: Kind = "text"
    width: int = 12
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its key is the name of its file, `name_ja` that of its sheet."""

    key: str
    name_ja: str
    description_en: str
    description_ja: str
    columns: tuple[Column, ...]


def text(key: str, heading_ja: str, description_en: str, description_ja: str, width: int = 20) -> Column:
    """A column of texts."""
    return Column(key, heading_ja, description_en, description_ja, "text", width)


def texts(key: str, heading_ja: str, description_en: str, description_ja: str, width: int = 20) -> Column:
    """A column of lists of texts."""
    return Column(key, heading_ja, description_en, description_ja, "texts", width)


def year(key: str, heading_ja: str, description_en: str, description_ja: str) -> Column:
    """A column of fiscal years."""
    return Column(key, heading_ja, description_en, description_ja, "integer", 8)


def flag(key: str, heading_ja: str, description_en: str, description_ja: str) -> Column:
    """A column of yes and no."""
    return Column(key, heading_ja, description_en, description_ja, "boolean", 7)


def count(key: str, heading_ja: str, description_en: str, description_ja: str, width: int = 8) -> Column:
    """A column of pages or counts."""
    return Column(key, heading_ja, description_en, description_ja, "integer", width)
