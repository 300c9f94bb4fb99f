"""``core_ingest.py WORKSPACE FOLDER``: the ingest of the command, but for Prefect: plain threads run the documents.

What a crash, a full disk or a second ingest does to the corpus is decided in this core; without Prefect's seconds it
can be tried often.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from corpus.errors import CorpusError
from pipeline.errors import PipelineError
from pipeline.ingest import IngestOptions, ingest
from pipeline.inputs import find_files, hash_file
from pipeline.progress import PlainProgress
from pipeline.report import exit_code
from pipeline.run_log import RunLog


def run_plainly(documents, read_and_store, *, workers, interrupt, settled):  # noqa: ARG001 - as RunDocuments has it
    """What `pipeline.flow.run_flow` does, with threads alone."""
    with ThreadPoolExecutor(workers) as executor:
        futures = {executor.submit(read_and_store, sha256): sha256 for sha256, _ in documents}
        try:
            return {futures[future]: future.result() for future in as_completed(futures)}
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            interrupt()
            raise


def main() -> int:
    workspace, folder = map(Path, sys.argv[1:])
    options = IngestOptions(workspace=workspace, workers=2, run=run_plainly)
    try:
        with RunLog(workspace) as log:
            files = [hash_file(path) for path in find_files([folder]).paths]
            return exit_code(ingest(files, {}, options, view=PlainProgress(sys.stderr), log=log))
    except (CorpusError, PipelineError, OSError) as error:
        sys.stderr.write(f"keikaku: {error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
