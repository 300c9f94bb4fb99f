"""The record of one run: a folder ``workspace/logs/<time>-<process>`` with a file of JSON lines.

Beside ``run.jsonl`` stand the logs of Prefect, of its server and of the workers, where tracebacks go.
"""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["RunLog"]


class RunLog:
    """Writes one JSON object per event, safe to call from any thread."""

    def __init__(self, workspace: Path) -> None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        self.folder = workspace / "logs" / f"{stamp}-{os.getpid()}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._stream = (self.folder / "run.jsonl").open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def write(self, event: str, **fields: object) -> None:
        """Append an event with the time in UTC; values that JSON does not know are written as text."""
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **fields}
        text = json.dumps(line, ensure_ascii=False, default=str)
        with self._lock:
            # File names may hold bytes that are no UTF-8.
            self._stream.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
            self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.write("stopped", error=f"{type(error).__name__}: {error}")
        self._stream.close()
