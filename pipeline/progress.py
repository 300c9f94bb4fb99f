"""What the user sees while documents are read: a live bar on a terminal, one line per file elsewhere."""

from __future__ import annotations

import threading
from typing import IO, TYPE_CHECKING, Protocol

from pipeline.report import STATUS_WORDS, FileOutcome
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from rich.progress import Progress, TaskID

__all__ = ["LiveProgress", "PlainProgress", "ProgressView", "open_view"]


class ProgressView(Protocol):
    """Told of every step by any thread."""

    def preparing(self, what: str) -> None:
        """Something takes seconds before the first document."""

    def begin(self, total: int) -> None:
        """So many documents will be read."""

    def page(self, path: Path, page: int, pages: int) -> None:
        """A page of the file was read."""

    def finished(self, outcome: FileOutcome) -> None:
        """A document is done or quarantined."""

    def settled(self, outcome: FileOutcome) -> None:
        """A file needed no reading: it is quarantined still, or a twin."""

    def close(self) -> None:
        """No more steps."""


class PlainProgress:
    """Lines for logs and pipes."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._done = self._total = 0

    def preparing(self, what: str) -> None:
        """Say it once."""
        self._say(what)

    def begin(self, total: int) -> None:
        """Remember the total for the line numbers."""
        self._total = total

    def page(self, path: Path, page: int, pages: int) -> None:
        """Pages would flood a log."""

    def finished(self, outcome: FileOutcome) -> None:
        """One line: number, file, state, and what was found or why not."""
        with self._lock:
            self._done += 1
            number = self._done
        self._say(f"[{number}/{self._total}] {outcome_to_line(outcome)}")

    def settled(self, outcome: FileOutcome) -> None:
        """One line where there is something to say."""
        if outcome.message:
            self._say(outcome_to_line(outcome))

    def close(self) -> None:
        """Nothing to take down."""

    def _say(self, line: str) -> None:
        with self._lock:
            self._stream.write(f"{one_line(line)}\n")
            self._stream.flush()


class LiveProgress:
    """A bar of documents, and below it one bar of pages for each file being read."""

    def __init__(self, console: Console) -> None:
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

        self._progress: Progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._lock = threading.Lock()
        self._files: dict[Path, TaskID] = {}
        self._overall: TaskID | None = None
        self._done = self._total = 0
        self._progress.start()

    def preparing(self, what: str) -> None:
        """A line with a spinner, replaced by the bar of documents."""
        with self._lock:
            if self._overall is None:
                self._overall = self._progress.add_task(what, total=None, count="")
            else:
                self._progress.update(self._overall, description=what)

    def begin(self, total: int) -> None:
        """Show the bar of documents."""
        self.preparing("全体")
        with self._lock:
            self._total = total
            if self._overall is not None:
                self._progress.update(self._overall, total=total, completed=0, count=f"0/{total} 件")

    def page(self, path: Path, page: int, pages: int) -> None:
        """Move the bar of a file."""
        with self._lock:
            if path not in self._files:
                self._files[path] = self._progress.add_task(f"  {one_line(path.name)}", total=pages, count="")
            self._progress.update(self._files[path], completed=page, total=pages, count=f"{page}/{pages} ページ")

    def finished(self, outcome: FileOutcome) -> None:
        """Take the file's bar down; a quarantined file leaves a line that stays."""
        with self._lock:
            bar = self._files.pop(outcome.path, None)
            if bar is not None:
                self._progress.remove_task(bar)
            self._done += 1
            if self._overall is not None:
                self._progress.update(self._overall, completed=self._done, count=f"{self._done}/{self._total} 件")
        if outcome.status == "quarantined":
            self._progress.console.print(one_line(outcome_to_line(outcome)), style="red", markup=False, highlight=False)

    def settled(self, outcome: FileOutcome) -> None:
        """A line that stays, where there is something to say."""
        if outcome.message:
            style = "red" if outcome.status == "quarantined" else ""
            self._progress.console.print(one_line(outcome_to_line(outcome)), style=style, markup=False, highlight=False)

    def close(self) -> None:
        """Leave the screen to the table."""
        self._progress.stop()


def open_view(stream: IO[str]) -> ProgressView:
    """The view that suits the stream."""
    if not stream.isatty():
        return PlainProgress(stream)
    from rich.console import Console  # noqa: PLC0415 - a fifth of a second that a pipe does not need

    return LiveProgress(Console(file=stream))


def outcome_to_line(outcome: FileOutcome) -> str:
    """One Japanese line about one file."""
    word = STATUS_WORDS[outcome.status]
    if outcome.message:
        return f"{outcome.path}: {word}: {outcome.message}"
    return (
        f"{outcome.path}: {word}（{outcome.pages}ページ、施策 {outcome.measures}、工程 {outcome.schedule_entries}、"
        f"用語 {outcome.terms}、指摘 {outcome.issues}、{outcome.seconds:.1f}秒）"
    )
