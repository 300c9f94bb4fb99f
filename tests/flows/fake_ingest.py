"""``fake_ingest.py WORKSPACE REPORT FOLDER``: the real ingest with readers that misbehave on request."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.ingest import IngestOptions, ingest
from pipeline.inputs import find_files, hash_file
from pipeline.limits import Limits
from pipeline.progress import PlainProgress
from pipeline.report import exit_code, outcomes_to_json
from pipeline.run_log import RunLog

if __name__ == "__main__":
    workspace, report, folder = map(Path, sys.argv[1:])
    options = IngestOptions(
        workspace=workspace,
        workers=2,
        limits=Limits(stall_seconds=2, memory_mb=300),
        reader="fake_readers:open_reader",
    )
    with RunLog(workspace) as log:
        files = [hash_file(path) for path in find_files([folder]).paths]
        outcomes = ingest(files, {}, options, view=PlainProgress(sys.stderr), log=log)
    report.write_text(outcomes_to_json(outcomes, len(files)), encoding="utf-8")
    sys.exit(exit_code(outcomes))
