"""A document that crashes, hangs or eats memory costs only itself, through the whole flow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EXPECTED = {
    "crash": "crashed",
    "eat": "out_of_memory",
    "exit": "crashed",
    "fine": None,
    "hang": "timeout",
    "mistake": "extractor_error",
    "noise": None,
    "unreadable": "no_text_layer",
}


@pytest.fixture(scope="module")
def done(surroundings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fakes")
    (folder / "plans").mkdir()
    for word in EXPECTED:
        (folder / "plans" / f"{word}.pdf").write_text(word, encoding="utf-8")
    path = f"{HERE.parent / 'unit' / 'pipeline'}:{surroundings['PYTHONPATH']}"
    process = subprocess.run(
        [sys.executable, HERE / "fake_ingest.py", folder / "workspace", folder / "report.json", folder / "plans"],
        env=surroundings | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return process, json.loads((folder / "report.json").read_text(encoding="utf-8")), folder / "workspace"


def test_each_misbehaving_document_is_quarantined_with_its_reason_and_the_others_are_done(done):
    process, report, _ = done

    assert process.returncode == 1
    assert {Path(entry["path"]).stem: entry["reason"] for entry in report["files"]} == EXPECTED


def test_nothing_but_our_own_lines_reaches_the_screen_even_at_exit(done):
    lines = done[0].stderr.splitlines()

    assert done[0].stdout == ""
    assert len(lines) == 1 + len(EXPECTED)


def test_the_traceback_of_a_mistake_is_in_the_log(done):
    (log,) = (done[2] / "logs").glob("*/run.jsonl")
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    (mistake,) = [event for event in events if event["event"] == "mistake"]
    (file,) = [event for event in events if event["event"] == "file" and event["reason"] == "extractor_error"]

    assert "ZeroDivisionError" in mistake["trace"]
    assert mistake["sha256"] == file["sha256"]
    assert (mistake["level"], file["level"]) == ("error", "warning")


def test_prefect_keeps_a_record_of_every_task(done):
    (log,) = (done[2] / "logs").glob("*/prefect.log")
    text = log.read_text(encoding="utf-8")

    assert text.count("Finished in state Quarantined(") == sum(reason is not None for reason in EXPECTED.values())
    assert text.count("Finished in state Done(") == sum(reason is None for reason in EXPECTED.values())
