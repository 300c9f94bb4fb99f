"""The child process that reads documents: ``python -P -m pipeline.worker FD TARGET MEMORY_MB``.

It is started by `pipeline.pool` and speaks over the socket ``FD``: it sends `Ready` once its models are loaded,
then answers each `Request` with `Accepted`, any number of `Progress`, and one `Success` or `Failure`. ``TARGET``
("module:function") names the factory of the reader, so that tests can put a misbehaving one in its place.

The process ends itself when its standard input closes, that is when its parent is gone for whatever reason.
"""

from __future__ import annotations

import contextlib
import copyreg
import faulthandler
import importlib
import os
import signal
import sys
import threading
import traceback
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.confinement import confine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.core import Reader
    from pipeline.hints import Hints

__all__ = ["Accepted", "Failure", "Progress", "Ready", "Request", "Success", "main"]

# Address space beyond the resident limit: numeric libraries reserve far more than they use.
ADDRESS_SPACE_HEADROOM_MB = 4096
# Of a pickled record. The parent unpickles it to some eight times as much; the plans we know have 1 MB at most.
MAX_ANSWER_BYTES = 32 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One document to read: a path, what the user knows of it, passwords to try, and whether tokens are wanted."""

    path: Path
    source_name: str
    sha256: str
    hints: Hints
    passwords: tuple[str, ...] = field(default=(), repr=False)
    tokenise: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The models are loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A request has arrived: from here on a crash is its document's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A page was read (1-based), of how many."""

    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """What the reader returned."""

    reading: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why the document could not be read; ``detail`` is the traceback of a mistake, for the log."""

    reason: str
    message: str
    page: int | None = None
    detail: str = ""


def main(arguments: list[str]) -> int:
    """Serve requests until the parent says None or goes away."""
    descriptor, target, memory_mb = int(arguments[0]), arguments[1], int(arguments[2])
    # Ctrl-C and a kill of the whole group reach us too, but what they mean the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    faulthandler.enable()
    # The records hold read-only mappings, which pickle does not know.
    copyreg.pickle(MappingProxyType, _reduce_proxy)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(memory_mb)
    module, _, function = target.partition(":")
    reader: Reader = getattr(importlib.import_module(module), function)()
    connection = Connection(descriptor)
    confine()
    # A vanished parent is no error of ours.
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(Ready())
        while (request := connection.recv()) is not None:
            connection.send(Accepted())
            connection.send_bytes(_pickled(_answer(reader, request, connection.send)))
    return 0


def _pickled(answer: Success | Failure) -> bytes:
    """The answer as `Connection.recv` takes it; one that would fill the parent's memory becomes a failure."""
    data = bytes(ForkingPickler.dumps(answer))
    if len(data) <= MAX_ANSWER_BYTES:
        return data
    message = f"読み取った記録が大きすぎます（上限 {MAX_ANSWER_BYTES >> 20} MB）。ファイルを分割して試してください"
    return bytes(ForkingPickler.dumps(Failure(reason="too_large", message=message)))


def _answer(reader: Reader, request: Request, send: Callable[[object], None]) -> Success | Failure:
    from extractors.errors import UnreadableFileError  # noqa: PLC0415 - the parent imports this module, lightly

    def on_page(page: int, pages: int) -> None:
        send(Progress(page=page, pages=pages))

    try:
        return Success(reading=reader(request, on_page))
    except UnreadableFileError as error:
        return Failure(reason=error.reason, message=error.message, page=error.page)
    except MemoryError:
        return Failure(reason="out_of_memory", message="メモリの上限に達しました。ファイルを分割して試してください")
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # noqa: BLE001 - the worker's edge: one odd document never stops the batch
        return Failure(
            reason="extractor_error",
            message=f"解析中に想定外の誤りが起きました（{type(error).__name__}）。開発者にファイルをお知らせください",
            detail=traceback.format_exc(),
        )


def _end_with_parent() -> None:
    # os.read holds no lock of sys.stdin, so nothing waits for this thread when the interpreter ends.
    while os.read(0, 1):
        pass
    os._exit(0)


def _read_only(mapping: dict[object, object]) -> MappingProxyType[object, object]:
    # A function of ours, since the class itself cannot be named in a pickle.
    return MappingProxyType(mapping)


def _reduce_proxy(
    proxy: MappingProxyType[object, object],
) -> tuple[Callable[..., MappingProxyType[object, object]], tuple[object, ...]]:
    return _read_only, (dict(proxy),)


def _limit_memory(memory_mb: int) -> None:
    """Make one huge allocation fail as MemoryError; slow growth is watched by the parent. A crash leaves no core."""
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:
        return
    limit = (memory_mb + ADDRESS_SPACE_HEADROOM_MB) << 20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    # Run as a script this module is __main__; the messages must be those of pipeline.worker.
    sys.exit(importlib.import_module("pipeline.worker").main(sys.argv[1:]))
