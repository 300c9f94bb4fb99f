"""The reviewed terms of administration and DX: ``data/user_dictionary.csv``, written by hand for this project.

Columns: surface (as printed, half-width Latin), reading (katakana), kind (what it names), normalised (the spelling
that this one is a variant of, empty for itself), concept (the entry's surface that names the same thing in other words,
empty for itself), note (why, where it is not plain). Sorted by kind and surface.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from corpus.normalised_text import normalise_text
from models.errors import UserDictionaryError

__all__ = ["KINDS", "DictionaryTerm", "dictionary_hash", "load_terms", "parse_terms", "read_dictionary_text"]

KINDS: Final = ("制度・法令", "組織", "施設", "製品・サービス", "業務", "技術", "概念")
"""What a term names; the first four are kinds of named entities too."""

_COLUMNS: Final = ["surface", "reading", "kind", "normalised", "concept", "note"]


@dataclass(frozen=True, slots=True)
class DictionaryTerm:
    """A term: ``normalised`` is its usual spelling, ``concept`` the usual name of what it means."""

    surface: str
    reading: str
    kind: str
    normalised: str
    concept: str
    note: str = ""


def read_dictionary_text() -> str:
    """The shipped file's text."""
    return files("models").joinpath("data", "user_dictionary.csv").read_text(encoding="utf-8")


def dictionary_hash(text: str) -> str:
    """SHA-256 of the file's text, the same whatever the line ends of the checkout."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


@cache
def load_terms() -> tuple[DictionaryTerm, ...]:
    """The shipped terms, read once per process.

    Raises:
        UserDictionaryError: a row cannot be used.

    """
    return parse_terms(read_dictionary_text())


def parse_terms(text: str) -> tuple[DictionaryTerm, ...]:
    """Every term, in the file's order.

    Raises:
        UserDictionaryError: wrong columns, a surface that is empty, repeated or not in normalised form, a reading that
            is not katakana, an unknown kind, or a concept that is no entry or has another concept itself.

    """
    reader = csv.DictReader(io.StringIO(text))
    if reader.fieldnames != _COLUMNS:
        raise UserDictionaryError(
            f"user_dictionary.csv, line 1: expected the columns {_COLUMNS}, found {reader.fieldnames}"
        )
    terms: dict[str, DictionaryTerm] = {}
    lines: dict[str, int] = {}
    for row in reader:
        where = f"user_dictionary.csv, line {reader.line_num}"
        if None in row or None in row.values():
            raise UserDictionaryError(f"{where}: expected {len(_COLUMNS)} fields; quote those that hold a comma")
        term = _term(row, where)
        if term.surface in terms:
            raise UserDictionaryError(f"{where}: {term.surface} stands already in line {lines[term.surface]}")
        terms[term.surface] = term
        lines[term.surface] = reader.line_num
    for term in terms.values():
        if term.concept not in terms or terms[term.concept].concept != term.concept:
            raise UserDictionaryError(
                f"user_dictionary.csv, line {lines[term.surface]}: expected a concept that is an entry and names "
                f"itself, found {term.concept!r}"
            )
    return tuple(terms.values())


def _term(row: dict[str, str], where: str) -> DictionaryTerm:
    surface = row["surface"]
    if not surface or surface != normalise_text(surface).text:
        raise UserDictionaryError(f"{where}: expected a term in normalised form, found {surface!r}")
    if not re.fullmatch(r"[ァ-ヺー]+", row["reading"]):
        raise UserDictionaryError(f"{where}: expected a reading in katakana, found {row['reading']!r}")
    if row["kind"] not in KINDS:
        raise UserDictionaryError(f"{where}: expected one of {', '.join(KINDS)}, found {row['kind']!r}")
    return DictionaryTerm(
        surface=surface,
        reading=row["reading"],
        kind=row["kind"],
        normalised=row["normalised"] or surface,
        concept=row["concept"] or surface,
        note=row["note"],
    )
