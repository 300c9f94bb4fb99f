"""The desk of an ingest: documents come in from the workers and go out to the store, one transaction each.

A fault of a document quarantines it; a fault of the workspace ends the run (docs/adr/0006).
"""

from __future__ import annotations

import signal
import threading
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from corpus.entries import FileEntry, Manifest, versions_text
from corpus.errors import StoreError, UnstorableRecordError
from corpus.files import keep_file
from pipeline.core import SKIPPED_PAGE_CODES
from pipeline.decide import Decision, Job, outcome_of_plan
from pipeline.errors import ReadingFailedError
from pipeline.limits import Limits
from pipeline.own_model import model_folder, open_classifier
from pipeline.pool import READER, WorkerPool
from pipeline.prefect_home import prefect_running
from pipeline.report import FileOutcome
from pipeline.worker import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import FrameType

    from corpus.records import Analysis, Plan, Token
    from corpus.store import Store
    from pipeline.core import Reading
    from pipeline.progress import ProgressView
    from pipeline.run_log import RunLog

__all__ = ["Desk", "IngestOptions", "RunDocuments", "file_away"]

PREPARING = "準備しています…（初回は10秒ほどかかります）"


class RunDocuments(Protocol):
    """What `pipeline.flow.run_flow` does."""

    def __call__(
        self,
        documents: Sequence[tuple[str, str]],
        read_and_store: Callable[[str], FileOutcome],
        *,
        workers: int,
        interrupt: Callable[[], None],
        settled: Sequence[FileOutcome],
    ) -> dict[str, FileOutcome]:
        """What became of the documents, given as (sha256, file name), by sha256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """How to ingest.

    Files in quarantine are tried again if their reason is among ``reopened``. ``reader`` names the reader of the
    worker processes and ``run`` what takes the documents through it, None for the Prefect flow; tests use others.
    """

    workspace: Path
    workers: int
    limits: Limits = field(default_factory=Limits)
    passwords: tuple[str, ...] = ()
    reopened: frozenset[str] = frozenset()
    reader: str = READER
    run: RunDocuments | None = None


class Desk:
    """Where documents come in from the workers and go out to the store; the only writer."""

    def __init__(self, store: Store, options: IngestOptions, view: ProgressView, log: RunLog) -> None:
        self._store = store
        self._options = options
        self._view = view
        self._log = log
        self._writing = threading.Lock()
        self._broken: StoreError | None = None

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
        documents = [(job.sha256, job.file.name) for job in decision.jobs]
        with pool, _interruptible(pool.abort), self._runner() as run:
            self._view.begin(len(jobs))
            try:
                return run(
                    documents,
                    lambda sha256: self._read_and_store(pool, jobs[sha256]),
                    workers=options.workers,
                    interrupt=pool.abort,
                    settled=decision.settled,
                )
            except Exception as error:
                if self._broken is None:
                    raise
                # Whatever else then went wrong (Prefect writes to disks as well), this is what the user can mend.
                raise self._broken from error

    @contextmanager
    def _runner(self) -> Iterator[RunDocuments]:
        if self._options.run is not None:
            yield self._options.run
            return
        with prefect_running(self._options.workspace, self._log.folder, self._log.level):
            from pipeline.flow import run_flow  # noqa: PLC0415 - Prefect reads its settings at import

            yield run_flow

    def _read_and_store(self, pool: WorkerPool, job: Job) -> FileOutcome:
        """What became of a document; raises StoreError, now and ever after, once the workspace fails."""
        if self._broken is not None:
            raise self._broken
        start = time.perf_counter()
        self._log.write("started", path=job.file.path, sha256=job.sha256)
        request = Request(
            path=job.file.path.absolute(),
            source_name=job.file.name,
            sha256=job.sha256,
            hints=job.hints,
            passwords=self._options.passwords,
        )
        try:
            outcome = self._outcome(pool, job, request)
            outcome = replace(outcome, seconds=time.perf_counter() - start)
            file_away(self._store, self._log, outcome, versions_text(job.versions))
        except StoreError as error:
            # A full disk is no fault of this document, and the next one would fare no better.
            self._broken = self._broken or error
            self._log.write("workspace_failed", level="error", sha256=job.sha256, trace=traceback.format_exc())
            pool.abort()
            raise
        self._view.finished(outcome)
        return outcome

    def _outcome(self, pool: WorkerPool, job: Job, request: Request) -> FileOutcome:
        def on_page(page: int, pages: int) -> None:
            self._log.write("page", level="debug", sha256=job.sha256, page=page, pages=pages)
            self._view.page(job.file.path, page, pages)

        try:
            reading = pool.read(request, on_page)
        except ReadingFailedError as failure:
            return self._quarantine(job, failure, stage="read")
        return self._store_or_quarantine(job, reading)

    def _store_or_quarantine(self, job: Job, reading: Reading) -> FileOutcome:
        try:
            return self._keep(job, reading)
        except ReadingFailedError as changed:
            failure = changed
        except UnstorableRecordError as error:
            trace = traceback.format_exc()
            failure = ReadingFailedError("not_storable", f"記録を保存できません: {error}", detail=trace)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - the edge: a slip of ours over one record must not end the batch
            name = type(error).__name__
            message = f"記録の保存中に想定外の誤りが起きました（{name}）。開発者にファイルをお知らせください"
            failure = ReadingFailedError("not_storable", message, detail=traceback.format_exc())
        return self._quarantine(job, failure, stage="store")

    def _keep(self, job: Job, reading: Reading) -> FileOutcome:
        hints = job.hints
        with self._writing:
            # The PDF first: a record without its page images would be worse than a PDF without a record.
            if keep_file(self._options.workspace, _bytes_of(job)) != job.sha256:
                message = "読み取り中にファイルの内容が変わりました。もう一度取り込んでください"
                raise ReadingFailedError("changed_while_reading", message)
            self._store.put_plan(
                reading.plan,
                self._labels(reading),
                tokens=reading.tokens,
                tokeniser_version=reading.tokeniser_version,
                versions=job.versions,
                manifest=Manifest(
                    source_url=hints.source_url,
                    retrieved_on=hints.retrieved_on,
                    plan_id=hints.plan_id,
                    part=hints.part,
                ),
                tokenise=_tokens_of_corrected,
            )
        stages = {stage: round(seconds, 3) for stage, seconds in reading.seconds.items()}
        self._log.write("stored", sha256=job.sha256, stages=stages)
        for issue in reading.plan.issues:
            level = "warning" if issue.code in SKIPPED_PAGE_CODES else "debug"
            self._log.write(
                "issue", level=level, sha256=job.sha256, code=issue.code, page=issue.page, said=issue.message
            )
        return outcome_of_plan(job.file, reading.plan)

    def _labels(self, reading: Reading) -> Analysis:
        """The labels of the workspace's own model where it has one: the workers know the shipped one only."""
        if model_folder(self._options.workspace) is None:
            return reading.analysis
        from pipeline.annotate import classify_plan  # noqa: PLC0415 - NumPy

        return classify_plan(open_classifier(self._options.workspace), reading.plan)

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
        if failure.detail:
            self._log.write("mistake", level="error", sha256=job.sha256, reason=failure.reason, trace=failure.detail)
        where = f"{failure.page}ページ: " if failure.page else ""
        return FileOutcome(
            path=job.file.path,
            sha256=job.sha256,
            status="quarantined",
            reason=failure.reason,
            message=f"{where}{failure.message}",
            stage=stage,
            page=failure.page,
        )


def _tokens_of_corrected(plan: Plan) -> Mapping[str, tuple[Token, ...]]:
    from models.tokeniser import load_tokeniser  # noqa: PLC0415 - Sudachi, which only corrected plans need here
    from pipeline.annotate import plan_tokens  # noqa: PLC0415

    return plan_tokens(load_tokeniser(), plan)


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


def file_away(store: Store, log: RunLog, outcome: FileOutcome, versions: str = "") -> None:
    """Store the last state of an input file, and log it."""
    _record_file(store, outcome, versions)
    _log_file(log, outcome)


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


def _log_file(log: RunLog, outcome: FileOutcome) -> None:
    well = outcome.status != "quarantined" and not outcome.skipped_pages
    log.write(
        "file",
        level="info" if well else "warning",
        path=outcome.path,
        sha256=outcome.sha256,
        status=outcome.status,
        reason=outcome.reason,
        message=outcome.message,
        stage=outcome.stage,
        page=outcome.page,
        pages=outcome.pages,
        measures=outcome.measures,
        issues=outcome.issues,
        seconds=round(outcome.seconds, 3),
    )
