"""Power cuts: an ingest killed at any moment, run again, ends in the very same corpus."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

N_COPIES = 4
N_KILLS = 5


@pytest.fixture
def folder(tmp_path, sample_plans):
    """Each sample plan several times, told apart by a comment after its end."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(N_COPIES):
        for path in sample_plans:
            (folder / f"{path.stem}-{number}.pdf").write_bytes(path.read_bytes() + b"%%%d\n" % number)
    return folder


def exported(keikaku, workspace, folder) -> dict[str, bytes]:
    for form in ("csv", "json"):
        keikaku("export", "--format", form, "--out", folder, "--workspace", workspace, check=0)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def descendants(pid: int) -> list[int]:
    """Processes whose command line is ours and whose parent was the process (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def is_running(pid: int) -> bool:
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0] != "Z"
        )
    except OSError:
        return False


@pytest.mark.slow
def test_an_ingest_killed_at_random_moments_and_run_again_gives_the_same_export(
    keikaku, keikaku_path, surroundings, folder, tmp_path
):
    keikaku("ingest", folder, "--workspace", tmp_path / "calm", check=0)
    chance = random.Random(20251120)  # noqa: S311 - moments, not secrets
    left_behind: list[int] = []
    for _ in range(N_KILLS):
        process = subprocess.Popen(
            [keikaku_path, "ingest", folder, "--workspace", tmp_path / "killed"],
            env=surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(1, 12))
        left_behind += descendants(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
    keikaku("ingest", folder, "--workspace", tmp_path / "killed", check=0)

    assert exported(keikaku, tmp_path / "killed", tmp_path / "a") == exported(
        keikaku, tmp_path / "calm", tmp_path / "b"
    )
    deadline = time.monotonic() + 20
    while any(map(is_running, left_behind)) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert not [pid for pid in left_behind if is_running(pid)]
