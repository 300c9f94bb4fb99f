"""Two ingests into one workspace at once: one of them works, the other is refused in one line, nothing is mixed."""

from __future__ import annotations

import subprocess

from flows.survival import assert_nothing_half, exported


def test_two_ingests_started_together_leave_one_sound_corpus(  # noqa: PLR0917 - fixtures
    core, core_command, surroundings, small_plans, calm, tmp_path
):
    workspace = tmp_path / "workspace"
    both = [
        subprocess.Popen(
            [*map(str, core_command(workspace, small_plans))],
            env=surroundings,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    said = {process.communicate(timeout=120)[1]: process.returncode for process in both}

    assert sorted(said.values()) == [1, 2]
    (refusal,) = [text for text, status in said.items() if status == 2]
    assert len(refusal.splitlines()) == 1
    assert "別の取り込みが実行中です" in refusal
    assert_nothing_half(workspace, calm)
    assert exported(workspace, tmp_path / "out") == calm.files
    core(workspace, small_plans)
    assert exported(workspace, tmp_path / "out") == calm.files


def test_reading_goes_on_while_an_ingest_writes(core_command, surroundings, small_plans, calm, tmp_path):
    """An export in the middle of an ingest holds whole plans only."""
    workspace = tmp_path / "workspace"
    process = subprocess.Popen(
        [*map(str, core_command(workspace, small_plans))], env=surroundings, stderr=subprocess.DEVNULL
    )
    seen = 0
    while process.poll() is None:
        if (workspace / "corpus.sqlite").exists():
            assert_nothing_half(workspace, calm)
            seen += 1
    assert process.returncode == 1
    assert seen > 1
