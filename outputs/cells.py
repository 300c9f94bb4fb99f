r"""Values as the text of a cell, and back: how lists, formulas and numbers look in CSV and Excel.

Lists: entries are parted by " | "; inside an entry ``|`` is written ``\|`` and ``\`` is written ``\\``.
Formulas (CSV only): a text that begins with = + - @, their full-width forms, a tab, a line break or an apostrophe
gets one apostrophe in front, so that no spreadsheet runs it; who reads the CSV takes one leading apostrophe away.
Numbers: shares have four decimals; true and false are words; what is not known is empty.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["SEPARATOR", "Cell", "cell_text", "disarm", "join_texts", "rearm", "split_texts"]

Cell = str | int | float | bool | tuple[str, ...] | None

SEPARATOR: Final = " | "

# The full-width forms are taken for the half-width ones by spreadsheets in Japanese. The apostrophe itself is among
# them so that the mark can be taken away without a doubt.
_RUNS_AS_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n']")

# An entry of a list, its spaces beside the separator included, up to the separator or the end.
_ENTRY = re.compile(r"((?:[^\\|]|\\.)*)(\||\Z)", re.DOTALL)


def join_texts(texts: tuple[str, ...]) -> str:
    """The entries of a list in one cell."""
    return SEPARATOR.join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts)


def split_texts(cell: str) -> tuple[str, ...]:
    """The entries that `join_texts` was given; an empty cell has none."""
    if not cell:
        return ()
    # The last match is the empty one at the end.
    entries = [entry for entry, _ in _ENTRY.findall(cell)[:-1]]
    last = len(entries) - 1
    bare = [entry[int(index > 0) : len(entry) - int(index < last)] for index, entry in enumerate(entries)]
    return tuple(re.sub(r"\\(.)", r"\1", entry, flags=re.DOTALL) for entry in bare)


def cell_text(value: Cell) -> str:
    """The text of a cell of any kind."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return join_texts(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def disarm(text: str) -> str:
    """The text with an apostrophe in front if a spreadsheet could run it."""
    return f"'{text}" if _RUNS_AS_FORMULA.match(text) else text


def rearm(text: str) -> str:
    """The text that `disarm` was given."""
    return text.removeprefix("'")
