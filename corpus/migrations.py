"""How a database comes to the schema of this program: made new, or led there step by step.

A migration is one step from `version - 1` to `version`, run in the same transaction as the record of it, so a
crash leaves either the old schema or the new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection, Engine, insert, inspect, select, update

from corpus import fulltext, schema, views
from corpus.errors import ForeignDatabaseError, NewerSchemaError
from corpus.migration_words import move_words
from corpus.sqlite import reading, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["MIGRATIONS", "Migration", "bring_up_to_date"]


class Migration(NamedTuple):
    """A step of the schema: what it leads to, its name for the record, and the function that does it."""

    version: int
    name: str
    apply: Callable[[Connection], None]


def _add_printed_parts(connection: Connection) -> None:
    for column in ("printed_part TEXT", "first_printed_page INTEGER", "last_printed_page INTEGER"):
        connection.exec_driver_sql(f"ALTER TABLE documents ADD COLUMN {column}")


def _add_corrections(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE corrections (id INTEGER NOT NULL, measure_id TEXT NOT NULL, plan_key TEXT NOT NULL, "
        "sha256 VARCHAR(64) NOT NULL, municipality TEXT NOT NULL, plan_title TEXT NOT NULL, "
        "measure_title TEXT NOT NULL, page INTEGER NOT NULL, field TEXT NOT NULL, printed JSON NOT NULL, "
        "corrected JSON NOT NULL, seen TEXT NOT NULL, scheme_version TEXT NOT NULL, reviewer TEXT NOT NULL, "
        "decided_on TEXT NOT NULL, note TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (id))"
    )
    connection.exec_driver_sql("CREATE INDEX ix_corrections_measure_id ON corrections (measure_id)")
    connection.exec_driver_sql("CREATE INDEX ix_corrections_plan_key ON corrections (plan_key)")
    connection.exec_driver_sql(
        "CREATE TABLE readings (document_id INTEGER NOT NULL, measures TEXT NOT NULL, classifications TEXT NOT NULL, "
        "PRIMARY KEY (document_id), FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE)"
    )


MIGRATIONS: Final = (
    Migration(2, "what tells the parts of an edition", _add_printed_parts),
    Migration(3, "words as rows, texts with their places and their normalised form", move_words),
    Migration(4, "corrections by people, and what was read before them", _add_corrections),
)
"""In order, without gaps, the last one leading to `schema.SCHEMA_VERSION`; version 1 is the first and needs none.

A step speaks SQL of its own and never uses `corpus.schema`, which describes the newest state only.
"""


def bring_up_to_date(
    engine: Engine, *, steps: Sequence[Migration] = MIGRATIONS, target: int = schema.SCHEMA_VERSION
) -> None:
    """Create the tables in an empty file, or run the steps that an older one lacks.

    Raises:
        ForeignDatabaseError: the file has tables of another program.
        NewerSchemaError: the file was written by a newer version of this program.
        StoreError: the file cannot be read or written.

    """
    with reading(engine) as connection:
        version = _schema_version(connection, target)
    if version == target:
        return
    if version is None:
        _create(engine, target)
        return
    for step in steps:
        if step.version > version:
            _run(engine, step)
    with writing(engine) as connection:
        views.create_views(connection)


def _schema_version(connection: Connection, target: int) -> int | None:
    """The schema's version, None for an empty file."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    meta = _read_meta(connection) if schema.meta.name in tables else {}
    path = connection.engine.url.database
    if meta.get("application") != schema.APPLICATION or not meta.get("schema_version", "").isdecimal():
        raise ForeignDatabaseError(
            f"{path}: keikaku のコーパスではありません（表: {'、'.join(sorted(tables)[:5])}）。"
            "別の --workspace を指定してください"
        )
    version = int(meta["schema_version"])
    if version > target:
        raise NewerSchemaError(
            f"{path}: このコーパスの版は {version} で、このプログラムが読めるのは {target} までです。"
            "新しい版の keikaku を使ってください"
        )
    return version


def _read_meta(connection: Connection) -> dict[str, str]:
    columns = {column["name"] for column in inspect(connection).get_columns(schema.meta.name)}
    if not {"key", "value"} <= columns:
        return {}
    return {str(key): str(value) for key, value in connection.execute(select(schema.meta.c.key, schema.meta.c.value))}


def _create(engine: Engine, target: int) -> None:
    with writing(engine) as connection:
        # Another process may have been faster between our look and our lock.
        if _schema_version(connection, target) is not None:
            return
        schema.metadata.create_all(connection)
        fulltext.create_index(connection)
        views.create_views(connection)
        facts = {"application": schema.APPLICATION, "schema_version": str(target)}
        connection.execute(insert(schema.meta), [{"key": key, "value": value} for key, value in facts.items()])
        connection.execute(insert(schema.migrations), [{"version": target, "name": "created"}])


def _run(engine: Engine, step: Migration) -> None:
    with writing(engine) as connection:
        if int(_read_meta(connection)["schema_version"]) >= step.version:
            return
        step.apply(connection)
        connection.execute(insert(schema.migrations), [{"version": step.version, "name": step.name}])
        connection.execute(
            update(schema.meta).where(schema.meta.c.key == "schema_version").values(value=str(step.version))
        )
