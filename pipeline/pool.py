"""Worker processes seen from the parent: a document that crashes, hangs or eats memory costs only itself.

Each thread of the flow drives one process over a socket. A process is reused from document to document, since
loading the models takes seconds, and replaced when it died, was killed, or has grown.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import subprocess
import sys
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from pipeline.errors import InterruptedReadingError, ReadingFailedError, UnusableError
from pipeline.worker import Failure, Progress, Ready, Request, Success

if TYPE_CHECKING:
    from pipeline.core import OnPage, Reading
    from pipeline.limits import Limits

__all__ = ["LAZY_READER", "READER", "WorkerPool", "WorkerProcess"]

READER = "pipeline.core:open_reader"
LAZY_READER = "pipeline.core:open_lazy_reader"
POLL_SECONDS = 0.1
PAGE_BYTES = 4096  # of /proc/PID/statm, which only Linux has; Linux on x86-64 and most of ARM


class WorkerProcess:
    """One child process and the socket to it; started on first use."""

    def __init__(self, limits: Limits, *, log_path: Path | None = None, reader: str = READER) -> None:
        self._limits = limits
        self._log_path = log_path
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._ready = False
        self._abort = threading.Event()

    def start(self) -> None:
        """Start the process without waiting for its models."""
        if self._process is not None:
            return
        ours, theirs = socket.socketpair()
        with theirs, contextlib.ExitStack() as stack:
            log = stack.enter_context(self._log_path.open("ab")) if self._log_path else subprocess.DEVNULL
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                # -P: a folder named "pipeline" where the user stands must not be imported.
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "pipeline.worker",
                    str(theirs.fileno()),
                    self._reader,
                    str(self._limits.memory_mb),
                ],
                stdin=subprocess.PIPE,  # its end of file tells the child that we are gone
                stdout=log,
                stderr=log,
                pass_fds=[theirs.fileno()],
            )
        self._connection = Connection(ours.detach())
        self._ready = False

    def read(self, request: Request, on_page: OnPage) -> Reading:
        """The reading of one document.

        Raises:
            ReadingFailedError: the file is unreadable, or reading it crashed, hung or took too much memory.
            UnusableError: the process does not even start.
            InterruptedReadingError: `abort` was called meanwhile.

        """
        self._hand_over(request)
        overall = time.monotonic() + self._limits.total_seconds
        at_work: int | None = None
        while True:
            stall = time.monotonic() + self._limits.stall_seconds
            try:
                answer = self._receive(min(stall, overall))
            except ReadingFailedError as failure:
                failure.page = at_work
                raise
            match answer:
                case Progress(page=page, pages=pages):
                    # Pages come in order; behind the last one the document as a whole is worked on.
                    at_work = page + 1 if page < pages else None
                    on_page(page, pages)
                case Success(reading=reading):
                    self._retire_if_grown()
                    return cast("Reading", reading)
                case Failure(reason=reason, message=message, page=page, detail=detail):
                    if reason == "out_of_memory":
                        self.stop()
                    raise ReadingFailedError(reason, message, page or at_work, detail=detail)

    def abort(self) -> None:
        """Make a running `read` raise; callable from any thread."""
        self._abort.set()

    def stop(self) -> None:
        """End the process at once; it owns nothing that needs a farewell."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()
        self._process = self._connection = None

    def _hand_over(self, request: Request) -> None:
        """Send the request to a process that lives; one that died since its last document is replaced."""
        for _ in range(2):
            self._wait_until_ready()
            try:
                _opened(self._connection).send(request)
                self._receive(time.monotonic() + self._limits.stall_seconds)  # Accepted
            except (BrokenPipeError, ConnectionResetError):
                self.stop()
            except ReadingFailedError as failure:
                if failure.reason != "crashed":
                    raise
            else:
                return
        raise ReadingFailedError("crashed", "解析プロセスが続けて異常終了しました。もう一度実行してください")

    def _wait_until_ready(self) -> None:
        if self._abort.is_set():
            raise InterruptedReadingError
        if self._process is not None and self._ready and self._process.poll() is not None:
            self.stop()
        self.start()
        if self._ready:
            return
        try:
            answer = self._receive(time.monotonic() + self._limits.start_seconds)
        except ReadingFailedError as error:
            where = f"記録を見てください: {self._log_path}" if self._log_path else "make setup で入れ直してください"
            raise UnusableError(f"解析プロセスを起動できません（{error.reason}）。{where}") from error
        self._ready = isinstance(answer, Ready)

    def _receive(self, deadline: float) -> object:
        connection = _opened(self._connection)
        while True:
            if self._abort.is_set():
                self.stop()
                raise InterruptedReadingError
            try:
                if connection.poll(POLL_SECONDS):
                    return connection.recv()
            except (EOFError, ConnectionResetError):
                raise self._crash() from None
            if self._resident_mb() > self._limits.memory_mb:
                self.stop()
                message = (
                    f"メモリの上限（{self._limits.memory_mb} MB）を超えました。--memory を増やすか、分割してください"
                )
                raise ReadingFailedError("out_of_memory", message)
            if time.monotonic() > deadline:
                self.stop()
                message = "制限時間内に読み終わりませんでした。--timeout を延ばすか、ファイルを分割して試してください"
                raise ReadingFailedError("timeout", message)

    def _crash(self) -> ReadingFailedError:
        code = self._process.wait() if self._process else 0
        self.stop()
        how = f"シグナル {-code}" if code < 0 else f"終了コード {code}"
        message = f"解析プロセスが異常終了しました（{how}）。keikaku retry で読み直し、続くなら開発者にお知らせください"
        return ReadingFailedError("crashed", message)

    def _resident_mb(self) -> int:
        try:
            fields = Path(f"/proc/{self._process.pid}/statm").read_text().split() if self._process else []
            return int(fields[1]) * PAGE_BYTES >> 20 if fields else 0
        except OSError:
            return 0

    def _retire_if_grown(self) -> None:
        """A process that kept half of its allowance after a document would fail an innocent one later."""
        if self._resident_mb() > self._limits.memory_mb // 2:
            self.stop()


class WorkerPool:
    """As many worker processes as the flow has threads; `read` borrows a free one."""

    def __init__(self, size: int, limits: Limits, *, log_path: Path | None = None, reader: str = READER) -> None:
        self._workers = [WorkerProcess(limits, log_path=log_path, reader=reader) for _ in range(size)]
        self._free: queue.Queue[WorkerProcess] = queue.Queue()
        for worker in self._workers:
            self._free.put(worker)

    def start(self) -> None:
        """Start all processes; their models load while the caller prepares the rest."""
        for worker in self._workers:
            worker.start()

    def read(self, request: Request, on_page: OnPage) -> Reading:
        """As `WorkerProcess.read`, by whichever process is free."""
        worker = self._free.get()
        try:
            return worker.read(request, on_page)
        finally:
            self._free.put(worker)

    def abort(self) -> None:
        """Make every running `read` raise InterruptedReadingError."""
        for worker in self._workers:
            worker.abort()

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _opened(connection: Connection | None) -> Connection:
    """The open connection; a closed one is a mistake of ours."""
    if connection is None:
        raise RuntimeError("worker: read before start")
    return connection
