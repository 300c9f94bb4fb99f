"""What to do with each input file, settled before any task exists: by the sha256 of its bytes and the versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core import SKIPPED_PAGE_CODES
from pipeline.hints import Hints
from pipeline.reasons import DUPLICATE
from pipeline.report import FileOutcome
from pipeline.versions import record_versions

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from corpus.records import Plan
    from corpus.store import Store
    from pipeline.inputs import InputFile

__all__ = ["Decision", "Job", "decide", "outcome_of_plan", "twin_outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A document to read."""

    file: InputFile
    sha256: str
    hints: Hints
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The documents to read, the files already settled, and files whose bytes another file of the call has."""

    jobs: tuple[Job, ...]
    settled: tuple[FileOutcome, ...]
    twins: tuple[tuple[InputFile, InputFile], ...]


def decide(
    store: Store,
    files: Sequence[InputFile],
    hints: Mapping[str, Hints],
    *,
    reopened: Container[str] = frozenset(),
    model: str | None = None,
) -> Decision:
    """Sort the files of a call; ``hints`` are by sha256, ``model`` is the version of the workspace's classifier.

    A quarantined file stays untried, unless its reason is among ``reopened``.
    """
    jobs: list[Job] = []
    settled: list[FileOutcome] = []
    twins: list[tuple[InputFile, InputFile]] = []
    first: dict[str, InputFile] = {}
    for file in files:
        if file.sha256 is None:
            message = f"ファイルを開けません（{file.problem}）。権限とリンク先を確かめてください"
            settled.append(
                FileOutcome(
                    path=file.path,
                    sha256=None,
                    status="quarantined",
                    reason="unreadable_file",
                    message=message,
                    stage="find",
                )
            )
            continue
        if file.sha256 in first:
            twins.append((file, first[file.sha256]))
            continue
        first[file.sha256] = file
        known = hints.get(file.sha256, Hints())
        versions = record_versions(known, model=model)
        outcome = _settle(store, file, file.sha256, versions, reopened=reopened)
        if outcome is not None:
            settled.append(outcome)
        else:
            jobs.append(Job(file=file, sha256=file.sha256, hints=known, versions=versions))
    return Decision(jobs=tuple(jobs), settled=tuple(settled), twins=tuple(twins))


def outcome_of_plan(file: InputFile, plan: Plan) -> FileOutcome:
    """The outcome `done` with the counts of the record."""
    return FileOutcome(
        path=file.path,
        sha256=file.sha256,
        status="done",
        pages=plan.source.page_count,
        measures=len(plan.measures),
        schedule_entries=sum(len(measure.schedule) for measure in plan.measures),
        terms=len(plan.terms),
        issues=len(plan.issues),
        skipped_pages=len({issue.page for issue in plan.issues if issue.code in SKIPPED_PAGE_CODES}),
    )


def twin_outcome(twin: InputFile, of: FileOutcome) -> FileOutcome:
    """The outcome of a file that has the same bytes as one whose outcome is known."""
    if of.status == "quarantined":
        return replace(of, path=twin.path, seconds=0.0)
    message = f"{of.path} と同じ内容です"
    return replace(of, path=twin.path, status="unchanged", reason=DUPLICATE, message=message, seconds=0.0)


def _unchanged(file: InputFile, store: Store, sha256: str) -> FileOutcome:
    """The outcome of a file whose record is in the store, with its counts."""
    counts = store.counts_of(sha256)
    if counts is None:
        raise KeyError(sha256)
    return FileOutcome(
        path=file.path,
        sha256=sha256,
        status="unchanged",
        pages=counts.pages,
        measures=counts.measures,
        schedule_entries=counts.schedule_entries,
        terms=counts.terms,
        issues=counts.issues,
        skipped_pages=sum(counts.issue_pages.get(code, 0) for code in SKIPPED_PAGE_CODES),
    )


def _settle(
    store: Store, file: InputFile, sha256: str, versions: Mapping[str, str], *, reopened: Container[str]
) -> FileOutcome | None:
    """The outcome of a file that needs no reading, None if it does."""
    state = store.state_of(sha256, versions)
    if state == "done":
        unchanged = _unchanged(file, store, sha256)
        twin = _twin_of_another_run(store, file)
        return replace(unchanged, reason=DUPLICATE, message=f"{twin} と同じ内容です") if twin else unchanged
    if state == "quarantined" and (entry := store.quarantine_of(sha256)) is not None:
        if entry.reason in reopened:
            return None
        return FileOutcome(
            path=file.path,
            sha256=sha256,
            status="quarantined",
            reason=entry.reason,
            message=f"{entry.message}（隔離中。keikaku retry で読み直します）",
            stage=entry.stage,
            page=entry.page,
        )
    return None


def _twin_of_another_run(store: Store, file: InputFile) -> str | None:
    """Path of a file that still exists and brought these bytes in before; None if this file did so itself."""
    here = str(file.path.absolute())
    known = [entry.path for entry in store.files(file.sha256)]
    return None if here in known else next((path for path in known if Path(path).exists()), None)
