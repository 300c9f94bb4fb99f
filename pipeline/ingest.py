"""Ingest: a folder of PDFs into the workspace's corpus.

discover → the store decides what is unchanged → the Prefect flow reads the rest, one task per document, each in
a worker process → the store, one transaction per document → outcomes.

When nothing has to be read, Prefect is not started at all: its server would take seconds to record a run without
tasks. The run is in the log of the workspace either way.
"""

from __future__ import annotations

import signal
import threading
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.entries import FileEntry, Manifest, versions_text
from corpus.errors import StoreError
from corpus.files import keep_file
from corpus.lock import ingest_lock
from corpus.store import Store, open_store
from pipeline.decide import Decision, Job, decide, outcome_of_plan, twin_outcome
from pipeline.errors import ReadingFailedError
from pipeline.hints import Hints
from pipeline.limits import Limits
from pipeline.pool import READER, WorkerPool
from pipeline.prefect_home import prefect_running
from pipeline.remembered import load_remembered, merge_hints, save_remembered
from pipeline.report import FileOutcome
from pipeline.worker import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import FrameType

    from pipeline.core import Reading
    from pipeline.inputs import InputFile
    from pipeline.progress import ProgressView
    from pipeline.run_log import RunLog

__all__ = ["IngestOptions", "ingest"]

PREPARING = "準備しています…（初回は10秒ほどかかります）"


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """How to ingest; ``reader`` names the reader of the worker processes (tests use another)."""

    workspace: Path
    workers: int
    limits: Limits = field(default_factory=Limits)
    password: str | None = None
    reader: str = READER


def ingest(
    files: Sequence[InputFile],
    manifest: Mapping[str, Hints],
    options: IngestOptions,
    *,
    view: ProgressView,
    log: RunLog,
) -> list[FileOutcome]:
    """What became of each of the files, in their order; ``manifest`` is by sha256.

    Raises:
        CorpusError: the workspace cannot be used.
        UnusableError: Prefect or the worker processes cannot be started.

    """
    with ingest_lock(options.workspace), open_store(options.workspace) as store:
        remembered = load_remembered(options.workspace)
        known = remembered | {
            sha256: merge_hints(remembered.get(sha256, Hints()), hints) for sha256, hints in manifest.items()
        }
        decision = decide(store, files, known, password_given=options.password is not None)
        save_remembered(options.workspace, known)
        log.write("decided", files=len(files), to_read=len(decision.jobs), settled=len(decision.settled))
        read = _Desk(store, options, view, log).read_all(decision) if decision.jobs else {}
        for outcome in decision.settled:
            view.settled(outcome)
        outcomes = _in_order(files, decision, read)
        versions = {job.sha256: versions_text(job.versions) for job in decision.jobs}
        for outcome in outcomes:
            _record_file(store, outcome, versions.get(outcome.sha256 or "", ""))
            log.write("file", **_loggable(outcome))
    return outcomes


class _Desk:
    """Where documents come in from the workers and go out to the store; the only writer."""

    def __init__(self, store: Store, options: IngestOptions, view: ProgressView, log: RunLog) -> None:
        self._store = store
        self._options = options
        self._view = view
        self._log = log
        self._writing = threading.Lock()

    def read_all(self, decision: Decision) -> dict[str, FileOutcome]:
        """Run the flow over the jobs; outcomes by sha256."""
        options = self._options
        jobs = {job.sha256: job for job in decision.jobs}
        self._view.preparing(PREPARING)
        pool = WorkerPool(
            min(options.workers, len(jobs)),
            options.limits,
            log_path=self._log.folder / "workers.log",
            reader=options.reader,
        )
        with pool, _interruptible(pool.abort), prefect_running(options.workspace, self._log.folder):
            from pipeline.flow import run_flow  # noqa: PLC0415 - Prefect reads its settings at import

            self._view.begin(len(jobs))
            return run_flow(
                [(job.sha256, job.file.name) for job in decision.jobs],
                lambda sha256: self._read_and_store(pool, jobs[sha256]),
                workers=options.workers,
                interrupt=pool.abort,
                settled=decision.settled,
            )

    def _read_and_store(self, pool: WorkerPool, job: Job) -> FileOutcome:
        start = time.perf_counter()
        self._log.write("started", path=job.file.path, sha256=job.sha256)
        request = Request(
            path=job.file.path.absolute(),
            source_name=job.file.name,
            sha256=job.sha256,
            hints=job.hints,
            password=self._options.password,
        )
        try:
            reading = pool.read(request, lambda page, pages: self._view.page(job.file.path, page, pages))
            outcome = self._store_or_quarantine(job, reading)
        except ReadingFailedError as failure:
            outcome = self._quarantine(job, failure, stage="read")
        outcome = replace(outcome, seconds=time.perf_counter() - start)
        self._view.finished(outcome)
        return outcome

    def _store_or_quarantine(self, job: Job, reading: Reading) -> FileOutcome:
        try:
            return self._keep(job, reading)
        except ReadingFailedError:
            raise
        except StoreError as error:
            unstorable = ReadingFailedError("not_storable", f"記録を保存できません: {error}")
            trace = traceback.format_exc()
        except Exception as error:  # noqa: BLE001 - the edge: a slip of ours over one record must not end the batch
            name = type(error).__name__
            message = f"記録の保存中に想定外の誤りが起きました（{name}）。開発者にファイルをお知らせください"
            unstorable = ReadingFailedError("not_storable", message)
            trace = traceback.format_exc()
        self._log.write("unstorable", sha256=job.sha256, trace=trace)
        return self._quarantine(job, unstorable, stage="store")

    def _keep(self, job: Job, reading: Reading) -> FileOutcome:
        hints = job.hints
        with self._writing:
            # The PDF first: a record without its page images would be worse than a PDF without a record.
            if keep_file(self._options.workspace, _bytes_of(job)) != job.sha256:
                message = "読み取り中にファイルの内容が変わりました。もう一度取り込んでください"
                raise ReadingFailedError("changed_while_reading", message)
            self._store.put_plan(
                reading.plan,
                reading.analysis,
                tokens=reading.tokens,
                tokeniser_version=reading.tokeniser_version,
                versions=job.versions,
                manifest=Manifest(
                    source_url=hints.source_url,
                    retrieved_on=hints.retrieved_on,
                    plan_id=hints.plan_id,
                    part=hints.part,
                ),
            )
        self._log.write("stored", sha256=job.sha256, stages=reading.seconds)
        return outcome_of_plan(job.file, reading.plan)

    def _quarantine(self, job: Job, failure: ReadingFailedError, *, stage: str) -> FileOutcome:
        with self._writing:
            self._store.put_quarantine(
                job.sha256,
                source_name=job.file.name,
                reason=failure.reason,
                message=failure.message,
                stage=stage,
                page=failure.page,
                versions=job.versions,
            )
        where = f"{failure.page}ページ: " if failure.page else ""
        return FileOutcome(
            path=job.file.path,
            sha256=job.sha256,
            status="quarantined",
            reason=failure.reason,
            message=f"{where}{failure.message}",
        )


def _bytes_of(job: Job) -> bytes:
    try:
        return job.file.path.read_bytes()
    except OSError as error:
        raise ReadingFailedError("unreadable_file", f"ファイルを開けなくなりました（{error.strerror}）") from error


@contextmanager
def _interruptible(abort: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a polite kill stop the workers first, so that no thread keeps the process waiting."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        abort()
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, interrupt) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _in_order(files: Sequence[InputFile], decision: Decision, read: Mapping[str, FileOutcome]) -> list[FileOutcome]:
    by_path = {outcome.path: outcome for outcome in (*decision.settled, *read.values())}
    for twin, first in decision.twins:
        by_path[twin.path] = twin_outcome(twin, by_path[first.path])
    return [by_path[file.path] for file in files]


def _record_file(store: Store, outcome: FileOutcome, versions: str) -> None:
    store.put_file(
        FileEntry(
            path=str(outcome.path.absolute()),
            sha256=outcome.sha256,
            state=outcome.status,
            reason=outcome.reason or "",
            message=outcome.message or "",
            versions=versions,
        )
    )


def _loggable(outcome: FileOutcome) -> dict[str, object]:
    return {
        "path": outcome.path,
        "sha256": outcome.sha256,
        "status": outcome.status,
        "reason": outcome.reason,
        "message": outcome.message,
        "pages": outcome.pages,
        "measures": outcome.measures,
        "issues": outcome.issues,
        "seconds": round(outcome.seconds, 3),
    }
