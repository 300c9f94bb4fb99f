"""The store: plans, their analysis and the states of files in one database per workspace.

Every write is one transaction per document: a crash leaves the old record or the new one, never a part. Putting a
plan again replaces its record; measure ids come from the record itself, so they stay.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Self

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from corpus import fulltext, rows, schema
from corpus.correction_rows import insert_corrections, put_reading, put_states, read_corrections
from corpus.corrections import Correction, correct_plan, plan_key
from corpus.editions import StoredEdition, group_editions, of_prefecture
from corpus.entries import FileEntry, Manifest, PlanCounts, PlanHeader, Quarantine, StoredPlan, Versions, versions_text
from corpus.errors import CorpusMissingError, StoreError
from corpus.migrations import bring_up_to_date
from corpus.normalise import search_form
from corpus.reads import read_counts, read_headers, read_stored_plan, read_unreviewed_plan
from corpus.sqlite import integrity_problems, open_engine, reading, writing
from corpus.text_units import SEARCH_FIELDS
from corpus.texts import (
    put_parses,
    put_texts,
    read_normalised,
    read_parse,
    read_tokens,
    release_texts,
    remove_unused,
    texts_to_parse,
)
from corpus.words import in_mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from corpus.editions import Edition
    from corpus.normalised_text import NormalisedText
    from corpus.records import Analysis, Measure, Parse, Plan, Token

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
        values = {
            **asdict(manifest or Manifest()),
            "source_name": _storable(plan.source.source_name),
            "versions": versions_text(versions),
        }
        with writing(self.engine) as connection:
            _put_plan(connection, plan, analysis, values, _Words(tokens, tokeniser_version, tokenise))

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
                    values = {**asdict(stored.manifest), "source_name": stored.plan.source.source_name}
                    values["versions"] = stored.versions
                    words = _Words(tokenise(stored.plan), version, tokenise)
                    _put_plan(connection, stored.plan, stored.analysis, values, words)

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
                analysis = classify(stored.plan)
                corrected = correct_plan(stored.plan, analysis, read_corrections(connection, stored.plan))
                rows.replace_analysis(connection, header.document_id, corrected.analysis)
                if corrected.is_changed:
                    put_reading(connection, header.document_id, stored.plan, analysis)
                versions = _MODEL_VERSION.sub(f"model={model_version}", stored.versions)
                connection.execute(
                    update(schema.documents)
                    .where(schema.documents.c.id == header.document_id)
                    .values(versions=versions)
                )
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
            source_name=_storable(source_name),
            reason=reason,
            message=_storable(message),
            stage=stage,
            page=page,
            versions=versions_text(versions),
        )
        with writing(self.engine) as connection:
            _, old_texts = _remove_document(connection, sha256)
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
        path = _storable(entry.path)
        values = {**asdict(entry), "path": path, "message": _storable(entry.message)}
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


class _Words(NamedTuple):
    """Tokens by text, what made them, and where more come from."""

    tokens: Mapping[str, tuple[Token, ...]]
    version: str
    tokenise: Callable[[Plan], Mapping[str, tuple[Token, ...]]] | None


def _put_plan(connection: Connection, plan: Plan, analysis: Analysis, values: Mapping[str, Any], words: _Words) -> None:
    """Store a plan as read, with its corrections applied; ``values`` are further columns of its document."""
    sha256 = plan.source.sha256
    connection.execute(delete(schema.quarantine).where(schema.quarantine.c.sha256 == sha256))
    corrected = correct_plan(plan, analysis, read_corrections(connection, plan))
    tokens = words.tokens
    if corrected.is_changed and words.tokenise is not None:
        tokens = words.tokenise(corrected.plan)
    document_id, old_texts = _remove_document(connection, sha256)
    document_id = document_id or _next_document_id(connection)
    columns = {**rows.document_values(plan), **values}
    connection.execute(insert(schema.documents).values(id=document_id, **columns))
    row_ids = rows.insert_plan(connection, document_id, corrected.plan, corrected.analysis)
    if corrected.is_changed:
        put_reading(connection, document_id, plan, analysis)
        put_states(connection, corrected.states)
    put_texts(connection, document_id, corrected.plan, tokens, words.version)
    # Only now: a text that the new record prints too keeps what GiNZA saw in it.
    remove_unused(connection, old_texts)
    for row_id, measure in zip(row_ids, corrected.plan.measures, strict=True):
        fulltext.add_measure(connection, row_id, _indexed_texts(measure, tokens))


def _storable(name: str) -> str:
    """A name or message from outside, with bytes that are no UTF-8 written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _indexed_texts(measure: Measure, tokens: Mapping[str, tuple[Token, ...]]) -> dict[str, list[fulltext.IndexedText]]:
    return {
        field: [
            fulltext.IndexedText(
                printed,
                search_form(printed),
                fulltext.words_of([token.normalised_form for token in in_mode(tokens.get(printed, ()), "A")]),
            )
            for printed in texts_of(measure)
        ]
        for field, texts_of in SEARCH_FIELDS.items()
    }


def _remove_document(connection: Connection, sha256: str) -> tuple[int | None, list[int]]:
    """Remove the record of these bytes with all that hangs on it but its texts.

    Gives its id, None if there was none, and the ids of its texts for `remove_unused`.
    """
    document_id = connection.scalar(select(schema.documents.c.id).where(schema.documents.c.sha256 == sha256))
    if document_id is None:
        return None, []
    fulltext.remove_document(connection, document_id)
    text_ids = release_texts(connection, document_id)
    connection.execute(delete(schema.documents).where(schema.documents.c.id == document_id))
    return int(document_id), text_ids


def _next_document_id(connection: Connection) -> int:
    return int(connection.scalar(select(func.coalesce(func.max(schema.documents.c.id), 0))) or 0) + 1


def _read_editions(connection: Connection, prefecture: str | None) -> list[Edition]:
    # All plans are grouped first: a part may not print its prefecture.
    editions = group_editions(read_headers(connection))
    return editions if prefecture is None else of_prefecture(editions, prefecture)


def _read_stored_edition(connection: Connection, edition: Edition) -> StoredEdition:
    return StoredEdition(
        edition=edition, parts=tuple(read_stored_plan(connection, header.sha256) for header in edition.parts)
    )
