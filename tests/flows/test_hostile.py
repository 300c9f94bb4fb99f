"""The broken, encrypted, bomb-like and strange PDFs of the reference material, and the real ones, in one ingest."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

from pipeline.reasons import REASONS

MAX_EXTRACTOR_ERRORS = 2
MAX_PARENT_MB = 1024


def peak_mb(pid: int) -> int:
    """Largest resident size that the process has had (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return max((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM:")), default=0)


@pytest.mark.slow
@pytest.mark.timeout(1300)
def test_every_hostile_and_every_real_file_ends_in_one_state(keikaku_path, surroundings, shared_dir, tmp_path):
    folders = [shared_dir / "hostile", shared_dir / "real"]
    expected = sorted(str(path) for folder in folders for path in folder.glob("*.pdf"))
    report = tmp_path / "report.json"
    process = subprocess.Popen(
        [keikaku_path, "ingest", *folders, "--workers", "2", "--workspace", tmp_path / "w", "--report", report],
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, peak_mb(process.pid))
        time.sleep(0.1)
    said = process.communicate()[1]
    told = json.loads(report.read_text(encoding="utf-8"))
    reasons = [entry["reason"] for entry in told["files"] if entry["status"] == "quarantined"]

    assert process.returncode == 1, said
    assert "Traceback" not in said
    assert sorted(entry["path"] for entry in told["files"]) == expected
    assert told["reconciles"]
    assert set(reasons) <= set(REASONS)
    assert reasons.count("extractor_error") <= MAX_EXTRACTOR_ERRORS
    assert set(reasons).isdisjoint({"crashed", "not_storable", "unreadable_file"})
    assert 0 < peak < MAX_PARENT_MB
    assert not Path(surroundings["WATCH_REPORT"]).exists()
