"""The record of one run: a folder ``workspace/logs/<time>-<process>`` with a file of JSON lines.

Every event of a document carries its sha256, so one document's story is the lines that hold it. Beside ``run.jsonl``
stand the logs of Prefect, of its server and of what the workers printed.
"""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["LEVELS", "RunLog"]

LEVELS: Final = ("debug", "info", "warning", "error")
"""What a person can ask for: every page; every document; only what was quarantined or skipped; only mistakes."""


class RunLog:
    """Writes one JSON object per event, safe to call from any thread.

    A log that cannot be written stops nothing: `is_whole` tells whether every line was.
    """

    def __init__(self, workspace: Path, level: str = "info") -> None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        self.folder = workspace / "logs" / f"{stamp}-{os.getpid()}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.level = level
        self.is_whole = True
        self._wanted = frozenset(LEVELS[LEVELS.index(level) :])
        # Unbuffered: a line that a full disk refused must not come back when the file is closed.
        self._stream = (self.folder / "run.jsonl").open("ab", buffering=0)
        self._lock = threading.Lock()

    def write(self, event: str, *, level: str = "info", **fields: object) -> None:
        """Append an event with the time in UTC; values that JSON does not know are written as text."""
        if level not in self._wanted:
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        text = json.dumps({"time": now, "level": level, "event": event, **fields}, ensure_ascii=False, default=str)
        # File names may hold bytes that are no UTF-8.
        line = text.encode("utf-8", "backslashreplace") + b"\n"
        with self._lock:
            try:
                self.is_whole &= self._stream.write(line) == len(line)
            except OSError:
                self.is_whole = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.write("stopped", level="error", error=f"{type(error).__name__}: {error}")
        with suppress(OSError):
            self._stream.close()
