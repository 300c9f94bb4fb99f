"""The Prefect flow `ingest`: one task per document, then a summary artifact.

Import this module only inside `pipeline.prefect_home.prefect_running`: Prefect reads its settings at import.

A task gets and returns short strings (Prefect keeps parameters and results in memory and in its database);
the documents themselves go from the worker process to the store. Threads are enough, since each only waits
for a worker process of ours: Prefect's process pool would start a server per process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.settings import PREFECT_API_URL
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner

from pipeline.errors import UnusableError
from pipeline.report import STATUS_WORDS, FileOutcome, outcomes_to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prefect.client.schemas.objects import State

__all__ = ["run_flow"]

ARTIFACT_KEY = "ingest-summary"


def run_flow(
    documents: Sequence[tuple[str, str]],
    read_and_store: Callable[[str], FileOutcome],
    *,
    workers: int,
    interrupt: Callable[[], None],
    settled: Sequence[FileOutcome] = (),
) -> dict[str, FileOutcome]:
    """Read the documents, given as (sha256, file name), each in a task; what became of them by sha256.

    ``read_and_store`` never raises for a fault of the document; what it does raise ends the flow. ``interrupt`` must
    make running calls of it raise. ``settled`` are the files that need no task and only appear in the summary.

    Raises:
        UnusableError: Prefect's API cannot be reached, or fails.

    """
    outcomes: dict[str, FileOutcome] = {}
    # Any: what flow() asks of the type parameter, this class does not promise.
    runner: Any = ThreadPoolTaskRunner(max_workers=workers)

    # NO_CACHE: the store has decided already, by the sha256 of the bytes and the versions.
    @task(name="document", task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
    def document(sha256: str, name: str) -> State[str]:  # noqa: ARG001 - the name is for Prefect's list of runs
        outcome = outcomes[sha256] = read_and_store(sha256)
        return Completed(name=outcome.status.capitalize(), message=outcome.reason or STATUS_WORDS[outcome.status])

    @flow(name="ingest", task_runner=runner, persist_result=False, validate_parameters=False)
    def ingest(n_documents: int) -> State[str]:  # the server keeps parameters, of half a megabyte at most
        futures = [document.submit(sha256, _sayable(name)) for sha256, name in documents]
        try:
            for future in as_completed(futures):
                if not future.state.is_completed():
                    future.result()  # raises what the task raised; the tasks that wait are cancelled
        except BaseException:
            # Prefect has its own answer to SIGTERM; whoever interrupts us, the threads must not keep us waiting.
            interrupt()
            raise
        create_markdown_artifact(
            key=ARTIFACT_KEY,
            markdown=_sayable(outcomes_to_markdown([*settled, *outcomes.values()])),
            description="取り込みの結果",
        )
        return Completed(message=f"{n_documents} documents")

    try:
        ingest(len(documents))
    except httpx.TransportError as error:
        said = f"Prefect の API に接続できません（{PREFECT_API_URL.value()}）。PREFECT_API_URL を確かめてください"
        raise UnusableError(said) from error
    except httpx.HTTPStatusError as error:
        code = error.response.status_code
        raise UnusableError(
            f"Prefect のサーバーが誤りを返しました（{code}）。ディスクの空きを確かめてください"
        ) from error
    return outcomes


def _sayable(text: str) -> str:
    """The text with bytes of file names that are no UTF-8 written as escapes; Prefect sends all of it as JSON."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
