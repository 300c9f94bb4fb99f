"""Ctrl-C and a polite kill: one line, status 130, nothing left running."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time

import pytest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_ingest_says_one_line_and_can_be_taken_up_again(  # noqa: PLR0917 - fixtures
    keikaku, keikaku_path, surroundings, sample_plans, tmp_path, number
):
    workspace = tmp_path / "workspace"
    process = subprocess.Popen(
        [keikaku_path, "ingest", *sample_plans, "--workspace", workspace, "--workers", "1"],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        process_group=0,
    )
    wait_until(lambda: "started" in events(workspace))
    os.killpg(process.pid, number)  # as a terminal does: to every process of the group
    out, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert out == ""
    assert err.splitlines()[-1].startswith("keikaku: 中断しました")
    assert "Traceback" not in err
    keikaku("ingest", *sample_plans, "--workspace", workspace, check=0)
    (last,) = sorted(workspace.glob("logs/*/run.jsonl"), key=lambda path: path.stat().st_mtime)[-1:]
    assert "quarantined" not in last.read_text(encoding="utf-8")


def events(workspace) -> list[str]:
    lines = [line for log in workspace.glob("logs/*/run.jsonl") for line in log.read_text("utf-8").splitlines()]
    return [json.loads(line)["event"] for line in lines]


def wait_until(condition) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
