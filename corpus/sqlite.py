"""The SQLite file under the store: pragmas, transactions, and what its errors mean.

With `corpus.fulltext` this is all that is particular to SQLite.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import StatementError

from corpus.column_types import UnstorableValueError, compact_json
from corpus.errors import ForeignDatabaseError, StoreError, UnstorableRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["integrity_problems", "open_engine", "reading", "writing"]

BUSY_TIMEOUT_S: Final = 30


def open_engine(path: Path) -> Engine:
    """An engine over the file; nothing is opened yet."""
    # No pool: a pooled connection that a forked worker inherits would corrupt the file, and opening one costs 0.3 ms.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        json_serializer=compact_json,
        connect_args={"timeout": BUSY_TIMEOUT_S},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees one state of the database from its first read to its end.

    Raises:
        StoreError: the file cannot be read.

    """
    with _japanese_errors(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is kept, or on any exception nothing.

    Raises:
        UnstorableRecordError: a value cannot be stored.
        StoreError: the file cannot be written.

    """
    with (
        _japanese_errors(engine),
        _refusing_values(engine),
        engine.connect().execution_options(keikaku_writes=True) as connection,
        connection.begin(),
    ):
        yield connection


def integrity_problems(connection: Connection) -> list[str]:
    """What SQLite's own checks find in the file: damaged pages and indices, rows that refer to nothing."""
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [*found, *(f"{table}: row {row} refers to a missing row of {parent}" for table, row, parent, _ in orphans)]


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy hands over any driver's connection
    # Transactions are begun by `_begin`: the driver's own habit leaves reads and DDL outside of them.
    connection.isolation_level = None
    # Waits for another writer instead of failing at once; must stand before the first access.
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    _use_write_ahead_log(connection)
    # FULL syncs each commit. A commit is a whole document, seconds of work, so a sync of some 10 ms is nothing;
    # with NORMAL a power cut could take back documents that a report already called done.
    connection.execute("PRAGMA synchronous = FULL")


def _use_write_ahead_log(connection: Any) -> None:  # noqa: ANN401
    """WAL: readers (search, export) and the one writer do not block each other."""
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # The change of mode does not wait for a lock as all else does, so two first opens can meet here.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the write lock at the start, where waiting works; taking it later fails at once if another
    # writer was faster.
    writes = connection.get_execution_options().get("keikaku_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _japanese_errors(engine: Engine) -> Iterator[None]:
    """What the file or a plan's values did becomes a StoreError; a mistake in the program stays what it is."""
    path = engine.url.database
    try:
        yield
    except StatementError as error:
        # SQLAlchemy wraps whatever happens while it binds values: an AttributeError of ours is no failed database.
        cause = error.orig
        if isinstance(cause, UnstorableValueError | sqlite3.IntegrityError | sqlite3.DataError):
            raise _unstorable(path, cause) from error
        if not _is_failure(cause):
            raise (cause or error) from None
        raise _failed(path, cause) from error
    except sqlite3.Error as error:
        if not _is_failure(error):
            raise
        raise _failed(path, error) from error


@contextmanager
def _refusing_values(engine: Engine) -> Iterator[None]:
    """What the driver itself cannot write: a lone surrogate, an integer of more than 64 bits."""
    try:
        yield
    except (UnicodeEncodeError, OverflowError) as error:
        raise _unstorable(engine.url.database, error) from error


def _is_failure(error: BaseException | None) -> bool:
    # These two are wrong calls of ours: a type that SQLite does not know, a closed connection.
    misuse = isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError)
    return isinstance(error, sqlite3.Error) and not misuse


def _unstorable(path: str | None, cause: BaseException) -> UnstorableRecordError:
    return UnstorableRecordError(
        f"{path}: 保存できない値があります（{cause}）。読み取り側で文字または数値を正してください"
    )


def _failed(path: str | None, cause: BaseException | None) -> StoreError:
    said = str(cause)
    if "not a database" in said:
        return ForeignDatabaseError(f"{path}: SQLite のデータベースではありません。別の --workspace を指定してください")
    return StoreError(f"{path}: データベースの読み書きに失敗しました（{said}）。{_advice(said)}")


def _advice(cause: str) -> str:
    if "locked" in cause or "busy" in cause:
        return "ほかの keikaku が終わってから、もう一度実行してください"
    # Where a quota or a limit of sizes stops a write, SQLite speaks of an I/O error.
    if "full" in cause or "disk I/O" in cause:
        return "ディスクの空きを確かめ、もう一度実行してください（保存済みの記録はそのままです）"
    if "malformed" in cause:
        return "ファイルが壊れています。別の --workspace に取り込み直してください"
    return "パスと書き込みの権限を確かめてください"
