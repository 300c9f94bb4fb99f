"""A database comes to the present schema, or is refused with a sentence that says why."""

from __future__ import annotations

import gzip
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.errors import ForeignDatabaseError, NewerSchemaError, StoreError
from corpus.migrations import MIGRATIONS, Migration, bring_up_to_date
from corpus.schema import SCHEMA_VERSION
from corpus.search import search
from corpus.sqlite import open_engine
from corpus.store import DATABASE_NAME, open_store

if TYPE_CHECKING:
    from sqlalchemy import Connection


DATA = Path(__file__).parent / "data"


def ask(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql, values).fetchall()


def add_colour(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN colour TEXT")


def fail(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half_done (id INTEGER)")
    raise ZeroDivisionError


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A corpus that the program wrote when its schema was version 1."""
    path = tmp_path / "old" / DATABASE_NAME
    path.parent.mkdir()
    path.write_bytes(gzip.decompress((DATA / "version_1.sqlite.gz").read_bytes()))
    return path


class TestVersion1:
    def test_everything_is_still_there(self, version_1: Path) -> None:
        queries = [
            f"SELECT * FROM {table}"  # noqa: S608 - literals
            for table in ("measures", "schedule_entries", "indicators", "terms", "search_texts")
        ]
        before = [ask(version_1, query) for query in queries]
        with open_store(version_1.parent) as store:
            (first, _), (second, analysis) = store.plans()
            quarantined, files = store.quarantined(), store.files()

            assert [ask(version_1, query) for query in queries] == before
            assert [plan.source.source_name for plan in (first, second)] == ["natori.pdf", "shiryo.pdf"]
            assert (first.measures[0].title, first.measures[0].departments) == ("防災ラジオの運用", ("防災安全課",))
            assert (first.document.printed_part, first.document.first_printed_page) == (None, None)
            assert analysis.classifications[0].label == "frontyard"
            assert [entry.reason for entry in quarantined] == ["empty"]
            assert [entry.path for entry in files] == ["/plans/natori.pdf"]
            assert search(store, "防災ラジオ").total == 2
            tokens = store.tokens_of("防災ラジオの運用") or ()
            assert [(token.surface, token.reading) for token in tokens] == [("防災", "ボウサイ")]
            place = "SELECT owner, field, page FROM text_places JOIN texts ON texts.id = text_id WHERE text = ?"
            assert ask(version_1, place, "防災ラジオの運用")[0] == ("measure", "title", 7)

    def test_its_schema_is_that_of_a_new_corpus(self, version_1: Path, database: Path) -> None:
        open_store(version_1.parent).close()

        for kind in ("table", "index", "view"):
            objects = f"SELECT name FROM sqlite_master WHERE type = '{kind}' ORDER BY name"  # noqa: S608 - a literal
            assert ask(version_1, objects) == ask(database, objects)
        for (table,) in ask(database, "SELECT name FROM sqlite_master WHERE type = 'table'"):
            columns = f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')"  # noqa: S608
            assert ask(version_1, columns) == ask(database, columns), table
        assert ask(version_1, "SELECT name FROM migrations ORDER BY version")[0] == ("created",)

    def test_its_plans_are_replaced_and_form_editions(self, version_1: Path) -> None:
        with open_store(version_1.parent) as store:
            plan, analysis = store.get_plan(f"{2:064x}")
            plan = replace(plan, document=replace(plan.document, printed_part="資料編"))
            store.put_plan(plan, analysis, tokens={}, tokeniser_version="1", versions="2")
            [edition] = store.editions()

            assert [part.source_name for part in edition.parts] == ["natori.pdf", "shiryo.pdf"]
            assert edition.parts[1].printed_part == "資料編"

    def test_opening_it_twice_migrates_once(self, version_1: Path) -> None:
        for _ in range(2):
            open_store(version_1.parent).close()

        assert len(ask(version_1, "SELECT * FROM migrations")) == SCHEMA_VERSION

    def test_a_program_of_version_1_refuses_it_now(self, version_1: Path) -> None:
        open_store(version_1.parent).close()

        with pytest.raises(NewerSchemaError):
            bring_up_to_date(open_engine(version_1), steps=(), target=1)


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
