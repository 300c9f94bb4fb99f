"""A database comes to the present schema, or is refused with a sentence that says why."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from corpus.errors import ForeignDatabaseError, NewerSchemaError, StoreError
from corpus.migrations import MIGRATIONS, Migration, bring_up_to_date
from corpus.schema import SCHEMA_VERSION
from corpus.sqlite import open_engine
from corpus.store import DATABASE_NAME, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


def add_colour(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN colour TEXT")


def fail(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half_done (id INTEGER)")
    raise ZeroDivisionError


@pytest.fixture
def database(tmp_path: Path) -> Path:
    open_store(tmp_path).close()
    return tmp_path / DATABASE_NAME


def test_the_pragmas_hold(database: Path) -> None:
    with open_engine(database).connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }

    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "synchronous": 2}


def test_the_steps_lead_to_the_present_version() -> None:
    assert [step.version for step in MIGRATIONS] == list(range(2, SCHEMA_VERSION + 1))


def test_an_older_database_is_led_on_step_by_step(database: Path) -> None:
    steps = [Migration(SCHEMA_VERSION + 1, "add colour", add_colour), Migration(SCHEMA_VERSION + 2, "nothing", print)]
    for _ in range(2):
        bring_up_to_date(open_engine(database), steps=steps, target=SCHEMA_VERSION + 2)

    names = [name for (name,) in ask(database, "SELECT name FROM migrations ORDER BY version")]
    assert names == ["created", "add colour", "nothing"]
    assert ask(database, "SELECT colour FROM documents") == []


def test_a_step_that_fails_leaves_the_schema_as_it_was(database: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        bring_up_to_date(
            open_engine(database), steps=[Migration(SCHEMA_VERSION + 1, "fails", fail)], target=SCHEMA_VERSION + 1
        )

    assert ask(database, "SELECT name FROM sqlite_master WHERE name = 'half_done'") == []
    open_store(database.parent).close()


def test_a_newer_database_is_refused(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")

    with pytest.raises(NewerSchemaError, match="99"):
        open_store(database.parent)


@pytest.mark.parametrize("table", ["songs (title)", "meta (song)", "meta (key, value)"])
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, table: str) -> None:
    path = tmp_path / DATABASE_NAME
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE {table}")
    before = ask(path, "SELECT name FROM sqlite_master")

    with pytest.raises(ForeignDatabaseError, match="keikaku のコーパスではありません"):
        open_store(tmp_path)

    assert ask(path, "SELECT name FROM sqlite_master") == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"%PDF-1.7 " * 500)

    with pytest.raises(ForeignDatabaseError, match="SQLite"):
        open_store(tmp_path)


def test_a_workspace_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="作業フォルダー"):
        open_store(tmp_path / "file")


def test_several_first_opens_at_once_make_one_database(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def open_first() -> None:
        try:
            open_store(tmp_path).close()
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)

    threads = [threading.Thread(target=open_first) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert len(ask(tmp_path / DATABASE_NAME, "SELECT * FROM migrations")) == 1
