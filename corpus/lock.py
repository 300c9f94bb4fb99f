"""One writer at a time per workspace.

The lock is `flock` on a file: the kernel drops it when its holder dies, so no stale lock ever has to be removed
by hand. The file holds the holder's process id, for the message alone.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from corpus.errors import StoreError, WorkspaceBusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LOCK_NAME", "ingest_lock"]

LOCK_NAME: Final = "ingest.lock"


@contextmanager
def ingest_lock(workspace: Path) -> Iterator[None]:
    """Hold the workspace's write lock for the length of a ``with`` block.

    Raises:
        WorkspaceBusyError: another process (or another block of this one) holds it.
        StoreError: the lock file cannot be made.

    """
    path = workspace / LOCK_NAME
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(
            f"{path}: ロックファイルを作れません（{error.strerror}）。書き込みの権限を確かめてください"
        ) from error
    try:
        _take(descriptor, workspace)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, workspace: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "不明"
        raise WorkspaceBusyError(
            f"{workspace}: 別の取り込みが実行中です（プロセス {holder}）。終わってからもう一度実行してください"
        ) from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
