"""Ingest: a folder of PDFs into the workspace's corpus.

discover → the store decides what is unchanged → the Prefect flow reads the rest, one task per document, each in
a worker process → the store, one transaction per document → outcomes.

When nothing has to be read, Prefect is not started at all: its server would take seconds to record a run without
tasks. The run is in the log of the workspace either way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import StoreError
from corpus.files import sweep_parts
from corpus.lock import ingest_lock
from corpus.store import open_store
from pipeline.decide import Decision, decide, twin_outcome
from pipeline.desk import Desk, IngestOptions, file_away
from pipeline.hints import Hints
from pipeline.own_model import open_classifier
from pipeline.remembered import load_remembered, merge_hints, save_remembered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.inputs import InputFile
    from pipeline.progress import ProgressView
    from pipeline.report import FileOutcome
    from pipeline.run_log import RunLog

__all__ = ["IngestOptions", "ingest"]


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
        swept = sweep_parts(options.workspace)
        remembered = load_remembered(options.workspace)
        known = remembered | {
            sha256: merge_hints(remembered.get(sha256, Hints()), hints) for sha256, hints in manifest.items()
        }
        reopened = options.reopened | ({"encrypted"} if options.passwords else frozenset())
        model = open_classifier(options.workspace).version
        decision = decide(store, files, known, reopened=reopened, model=model)
        _save(known, options.workspace)
        jobs, settled = len(decision.jobs), len(decision.settled)
        log.write("decided", files=len(files), to_read=jobs, settled=settled, twins=len(decision.twins), swept=swept)
        read = Desk(store, options, view, log).read_all(decision) if decision.jobs else {}
        for outcome in decision.settled:
            view.settled(outcome)
        outcomes = _in_order(files, decision, read)
        recorded = {outcome.path for outcome in read.values()}
        for outcome in outcomes:
            if outcome.path not in recorded:
                file_away(store, log, outcome)
    return outcomes


def _save(known: Mapping[str, Hints], workspace: Path) -> None:
    try:
        save_remembered(workspace, known)
    except OSError as error:
        raise StoreError(
            f"{workspace}: マニフェストの控えを保存できません（{error.strerror}）。ディスクの空きを確かめてください"
        ) from error


def _in_order(files: Sequence[InputFile], decision: Decision, read: Mapping[str, FileOutcome]) -> list[FileOutcome]:
    by_path = {outcome.path: outcome for outcome in (*decision.settled, *read.values())}
    for twin, first in decision.twins:
        by_path[twin.path] = twin_outcome(twin, by_path[first.path])
    return [by_path[file.path] for file in files]
