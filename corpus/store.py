"""The store: plans, their analysis and the states of files in one database per workspace.

Every write is one transaction per document: a crash leaves the old record or the new one, never a part. Putting a
plan again replaces its record; measure ids come from the record itself, so they stay.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final, Literal, Self

from sqlalchemy import Connection, Engine, delete, insert, select

from corpus import schema
from corpus.correction_rows import insert_corrections, read_corrections
from corpus.corrections import Correction, plan_key
from corpus.editions import StoredEdition, group_editions, of_prefecture
from corpus.entries import FileEntry, Manifest, PlanCounts, PlanHeader, Quarantine, StoredPlan, Versions, versions_text
from corpus.errors import CorpusMissingError, StoreError
from corpus.migrations import bring_up_to_date
from corpus.plan_writes import Wording, remove_document, storable, write_labels, write_plan
from corpus.reads import read_counts, read_headers, read_stored_plan, read_unreviewed_plan
from corpus.sqlite import integrity_problems, open_engine, reading, writing
from corpus.texts import (
    put_parses,
    read_normalised,
    read_parse,
    read_tokens,
    remove_unused,
    texts_to_parse,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from corpus.editions import Edition
    from corpus.normalised_text import NormalisedText
    from corpus.records import Analysis, Parse, Plan, Token

__all__ = ["DATABASE_NAME", "Store", "open_store"]

DATABASE_NAME: Final = "corpus.sqlite"

# Among the versions of a record, as `corpus.entries.versions_text` writes them.
_MODEL_VERSION: Final = re.compile(r"(?<!\S)model=\S+")


def open_store(workspace: Path, *, create: bool = True) -> Store:
    """Open the corpus of a workspace; a missing one is made, or with ``create=False`` refused.

    Raises:
        CorpusMissingError: there is none and `create` is False.
        ForeignDatabaseError: the file is of another program.
        NewerSchemaError: the file is of a newer version of this program.
        StoreError: the file or its folder cannot be read or written.

    """
    path = workspace / DATABASE_NAME
    if not create and not path.is_file():
        raise CorpusMissingError(f"{path}: コーパスがありません。先に keikaku ingest で計画を取り込んでください")
    try:
        workspace.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{workspace}: 作業フォルダーを作れません（{error.strerror}）。別の --workspace を指定してください"
        ) from error
    engine = open_engine(path)
    bring_up_to_date(engine)
    return Store(engine)


class Store:
    """A corpus that is open; `open_store` makes one. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def state_of(self, sha256: str, versions: Versions) -> Literal["done", "quarantined"] | None:
        """What these bytes became under these versions; None if they are new, or of other versions, or to retry."""
        wanted = versions_text(versions)
        with reading(self.engine) as connection:
            for state, table in (("done", schema.documents), ("quarantined", schema.quarantine)):
                stored = connection.scalar(select(table.c.versions).where(table.c.sha256 == sha256))
                if stored == wanted:
                    return "done" if state == "done" else "quarantined"
        return None

    def put_plan(
        self,
        plan: Plan,
        analysis: Analysis,
        *,
        tokens: Mapping[str, tuple[Token, ...]],
        tokeniser_version: str,
        versions: Versions,
        manifest: Manifest | None = None,
        tokenise: Callable[[Plan], Mapping[str, tuple[Token, ...]]] | None = None,
    ) -> None:
        """Store a plan, corrected as people did before, in place of what is known of the same bytes.

        Args:
            plan: the plan as read.
            analysis: what the models add.
            tokens: tokens by text as printed; a text that is missing here is not found by normalised search, and a
                text that the plan does not print is not kept.
            tokeniser_version: what made the tokens.
            versions: everything that shaped this record.
            manifest: what the user's manifest adds.
            tokenise: gives the tokens of a corrected plan; needed for the words of corrected texts alone.

        Raises:
            UnstorableRecordError: a value cannot be stored (a lone surrogate, an infinite coordinate).
            StoreError: the file cannot be written.

        """
        entry = StoredPlan(
            plan=plan, analysis=analysis, versions=versions_text(versions), manifest=manifest or Manifest()
        )
        with writing(self.engine) as connection:
            write_plan(connection, entry, Wording(tokens, tokeniser_version, tokenise))

    def corrections(self) -> list[Correction]:
        """All corrections, in the order in which they came."""
        with reading(self.engine) as connection:
            return read_corrections(connection)

    def put_corrections(
        self, found: Sequence[Correction], *, tokenise: Callable[[Plan], Mapping[str, tuple[Token, ...]]], version: str
    ) -> None:
        """Keep corrections and apply them to every plan that they concern: all of it or nothing.

        Args:
            found: the corrections; one that is known already is not kept twice.
            tokenise: gives the tokens of a plan by text as printed.
            version: what makes these tokens.

        Raises:
            UnstorableRecordError: a value cannot be stored.
            StoreError: the file cannot be written.

        """
        with writing(self.engine) as connection:
            insert_corrections(connection, found)
            keys, ids = {one.plan_key for one in found}, {one.measure_id for one in found}
            for header in read_headers(connection):
                stored = read_unreviewed_plan(connection, header.sha256)
                if plan_key(stored.plan) in keys or any(measure.id in ids for measure in stored.plan.measures):
                    write_plan(connection, stored, Wording(tokenise(stored.plan), version, tokenise))

    def unreviewed_plans(self) -> list[StoredPlan]:
        """The plan of each file as the program read it, before any correction, in the order of `headers`."""
        with reading(self.engine) as connection:
            return [read_unreviewed_plan(connection, header.sha256) for header in read_headers(connection)]

    def relabel(self, classify: Callable[[Plan], Analysis], model_version: str) -> int:
        """Give every plan the labels of another model, what people decided excepted; the number of plans."""
        with writing(self.engine) as connection:
            headers = read_headers(connection)
            for header in headers:
                stored = read_unreviewed_plan(connection, header.sha256)
                relabelled = replace(
                    stored,
                    analysis=classify(stored.plan),
                    versions=_MODEL_VERSION.sub(f"model={model_version}", stored.versions),
                )
                write_labels(connection, header.document_id, relabelled)
        return len(headers)

    def put_quarantine(
        self,
        sha256: str,
        *,
        source_name: str,
        reason: str,
        message: str,
        stage: str,
        page: int | None,
        versions: Versions,
    ) -> None:
        """Store that these bytes could not become a plan; a record of them made by older versions is removed."""
        entry = Quarantine(
            sha256=sha256,
            source_name=storable(source_name),
            reason=reason,
            message=storable(message),
            stage=stage,
            page=page,
            versions=versions_text(versions),
        )
        with writing(self.engine) as connection:
            _, old_texts = remove_document(connection, sha256)
            remove_unused(connection, old_texts)
            connection.execute(delete(schema.quarantine).where(schema.quarantine.c.sha256 == sha256))
            connection.execute(insert(schema.quarantine).values(**asdict(entry)))

    def quarantined(self) -> list[Quarantine]:
        """All files in quarantine, by sha256."""
        statement = select(schema.quarantine).order_by(schema.quarantine.c.sha256)
        with reading(self.engine) as connection:
            return [Quarantine(**row) for row in connection.execute(statement).mappings()]

    def quarantine_of(self, sha256: str) -> Quarantine | None:
        """Why these bytes are in quarantine, None if they are not."""
        statement = select(schema.quarantine).where(schema.quarantine.c.sha256 == sha256)
        with reading(self.engine) as connection:
            row = connection.execute(statement).mappings().first()
        return None if row is None else Quarantine(**row)

    def put_file(self, entry: FileEntry) -> None:
        """Store the last state of an input file, in place of an older one of the same path.

        A quarantine of older bytes that no file has any more goes with it: the file was replaced by a better one.
        """
        path = storable(entry.path)
        values = {**asdict(entry), "path": path, "message": storable(entry.message)}
        here = schema.files.c.path == path
        with writing(self.engine) as connection:
            before = connection.scalar(select(schema.files.c.sha256).where(here))
            connection.execute(delete(schema.files).where(here))
            connection.execute(insert(schema.files).values(**values))
            if entry.sha256 is not None and before not in {None, entry.sha256}:
                owned = select(schema.files.c.sha256).where(schema.files.c.sha256 == before).exists()
                connection.execute(delete(schema.quarantine).where(schema.quarantine.c.sha256 == before, ~owned))

    def files(self, sha256: str | None = None) -> list[FileEntry]:
        """The input files by path: all of them, or those with these bytes (twins)."""
        statement = select(schema.files)
        if sha256 is not None:
            statement = statement.where(schema.files.c.sha256 == sha256)
        with reading(self.engine) as connection:
            entries = [FileEntry(**row) for row in connection.execute(statement).mappings()]
        return sorted(entries, key=lambda entry: entry.path)

    def headers(self, prefecture: str | None = None) -> list[PlanHeader]:
        """The identities of the plans of all files, by code, title, first year and sha256."""
        with reading(self.engine) as connection:
            headers = read_headers(connection)
        return [header for header in headers if prefecture is None or header.prefecture == prefecture]

    def editions(self, prefecture: str | None = None) -> list[Edition]:
        """The plans as published, each with its files, digests of them included, in the order of `snapshot`."""
        with reading(self.engine) as connection:
            return _read_editions(connection, prefecture)

    @contextmanager
    def snapshot(self, prefecture: str | None = None) -> Iterator[tuple[list[Edition], Iterator[StoredEdition]]]:
        """One state of the corpus for the length of a ``with`` block: the editions, and their plans one by one.

        The order is by code, title, first year and sha256; `prefecture` is one as stored (宮城県).
        """
        with reading(self.engine) as connection:
            editions = _read_editions(connection, prefecture)
            yield editions, (_read_stored_edition(connection, edition) for edition in editions)

    def stored_plans(self, prefecture: str | None = None) -> Iterator[StoredPlan]:
        """The plan of each file with its versions and the manifest's facts, in the order of `headers`."""
        with reading(self.engine) as connection:
            for header in read_headers(connection):
                if prefecture is None or header.prefecture == prefecture:
                    yield read_stored_plan(connection, header.sha256)

    def plans(self, prefecture: str | None = None) -> Iterator[tuple[Plan, Analysis]]:
        """The plan of each file with its analysis, in the order of `headers`."""
        for stored in self.stored_plans(prefecture):
            yield stored.plan, stored.analysis

    def get_plan(self, sha256: str) -> tuple[Plan, Analysis]:
        """The plan read from these bytes.

        Raises:
            StoreError: there is none.

        """
        with reading(self.engine) as connection:
            stored = read_stored_plan(connection, sha256)
        return stored.plan, stored.analysis

    def counts_of(self, sha256: str) -> PlanCounts | None:
        """How much the plan of these bytes holds, None if there is none; far cheaper than `get_plan`."""
        with reading(self.engine) as connection:
            return read_counts(connection, sha256)

    def damage(self) -> list[str]:
        """What is wrong with the database itself, in SQLite's words: pages, indices, rows without their parent."""
        with reading(self.engine) as connection:
            return integrity_problems(connection)

    def tokens_of(self, text: str) -> tuple[Token, ...] | None:
        """The stored tokens of a text as printed, None if it has none."""
        with reading(self.engine) as connection:
            return read_tokens(connection, text)

    def normalised_of(self, text: str) -> NormalisedText | None:
        """The stored normalised form of a text as printed, with its map of offsets; None if the text is not stored."""
        with reading(self.engine) as connection:
            return read_normalised(connection, text)

    def parse_of(self, text: str) -> Parse | None:
        """What GiNZA sees in a text as printed, None where it has not read it."""
        with reading(self.engine) as connection:
            return read_parse(connection, text)

    def texts_to_parse(self, parser_version: str) -> list[tuple[int, str]]:
        """Ids and texts that GiNZA has not read in this version, each distinct text once."""
        with reading(self.engine) as connection:
            return texts_to_parse(connection, parser_version)

    def put_parses(self, found: Iterable[tuple[int, Parse]], parser_version: str) -> None:
        """Keep what GiNZA sees in texts, by their ids, all or none of it."""
        with writing(self.engine) as connection:
            put_parses(connection, found, parser_version)


def _read_editions(connection: Connection, prefecture: str | None) -> list[Edition]:
    # All plans are grouped first: a part may not print its prefecture.
    editions = group_editions(read_headers(connection))
    return editions if prefecture is None else of_prefecture(editions, prefecture)


def _read_stored_edition(connection: Connection, edition: Edition) -> StoredEdition:
    return StoredEdition(
        edition=edition, parts=tuple(read_stored_plan(connection, header.sha256) for header in edition.parts)
    )
