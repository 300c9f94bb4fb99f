"""The user's standard error, kept apart from what libraries write there."""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Terminal", "harmless_json", "one_line"]


# Control, format (bidirectional overrides among them), surrogate, unassigned; line and paragraph separators.
ESCAPED = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
# What json.dumps leaves: it escapes C0 itself.
STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Terminal:
    """Where messages for the user go.

    Until `divert` it is plain standard error. After it, whatever else writes to file descriptor 2 (Prefect at
    exit, a C library, a child process) lands in a log file, and only this object still reaches the screen.
    """

    def __init__(self) -> None:
        self._kept: IO[str] | None = None
        self.log_path: Path | None = None
        """Where everyone else's standard error goes since `divert`."""

    @property
    def stream(self) -> IO[str]:
        """The stream that the user sees."""
        return self._kept or sys.stderr

    def say(self, line: str) -> None:
        """One line to the user."""
        self.stream.write(f"{one_line(line)}\n")
        self.stream.flush()

    @contextmanager
    def counter(self, unit: str = "ページ") -> Iterator[Callable[[int, int], None]]:
        """A function that shows how many of all are done; on a terminal only, and gone afterwards."""
        shown = self.stream.isatty()

        def count(done: int, total: int) -> None:
            if shown:
                self.stream.write(f"\r{done}/{total} {unit}\x1b[K")
                self.stream.flush()

        try:
            yield count
        finally:
            if shown:
                self.stream.write("\r\x1b[K")
                self.stream.flush()

    def divert(self, log_path: Path) -> None:
        """Send everyone else's standard error to the file from now until the process ends."""
        try:
            descriptor = sys.stderr.fileno()
        except (io.UnsupportedOperation, AttributeError):
            return  # a test captures standard error; there is no descriptor to divert
        if self._kept is not None:
            return
        sys.stderr.flush()
        self._kept = open(os.dup(descriptor), "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115, PTH123
        log = os.open(log_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(log, descriptor)
        os.close(log)
        self.log_path = log_path


def one_line(text: str) -> str:
    """The text with control characters and line ends written as escapes: names and PDFs may hold them and worse.

    Private-use characters stay, which plans print for 外字; no terminal acts on them.
    """
    return "".join(
        character.encode("unicode_escape").decode() if unicodedata.category(character) in ESCAPED else character
        for character in text
    )


def harmless_json(text: str) -> str:
    """JSON that means the same and does nothing to a terminal: DEL, C1 and bidirectional controls as escapes."""
    return STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
