"""Power cuts: an ingest killed at any moment shows nothing half, and run again it ends in the very same corpus."""

from __future__ import annotations

import random

import pytest
from flows.survival import Killer, assert_nothing_half, exported

N_CORE_KILLS = 45
N_FLOW_KILLS = 5
KILLS_A_WORKSPACE = 3


def kill_again_and_again(killer: Killer, n_kills: int, finish, calm, tmp_path) -> None:
    """Kill until so many ingests died; each workspace is finished undisturbed and compared."""
    number = 0
    while killer.kills < n_kills:
        number += 1
        assert number <= 2 * n_kills, "ingests end before they can be killed"
        workspace = tmp_path / f"workspace-{number}"
        for _ in range(min(KILLS_A_WORKSPACE, n_kills - killer.kills)):
            if not killer.strike(workspace):
                break
            assert_nothing_half(workspace, calm)
        finish(workspace)
        assert exported(workspace, tmp_path / f"out-{number}") == calm.files
        assert list(workspace.rglob("*.part")) == []
    killer.assert_nothing_runs_on()


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_the_core_survives_every_kill(core, core_command, surroundings, small_plans, calm, tmp_path):  # noqa: PLR0917
    killer = Killer(
        lambda workspace: core_command(workspace, small_plans),
        surroundings,
        calm,
        random.Random(20251120),  # noqa: S311 - moments, not secrets
    )

    def finish(workspace):
        assert core(workspace, small_plans).returncode == 1

    kill_again_and_again(killer, N_CORE_KILLS, finish, calm, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_whole_flow_survives_every_kill(keikaku, keikaku_path, surroundings, small_plans, calm, tmp_path):  # noqa: PLR0917
    killer = Killer(
        lambda workspace: [keikaku_path, "ingest", small_plans, "--workspace", workspace],
        surroundings,
        calm,
        random.Random(7),  # noqa: S311
    )

    def finish(workspace):
        keikaku("ingest", small_plans, "--workspace", workspace, check=1)

    kill_again_and_again(killer, N_FLOW_KILLS, finish, calm, tmp_path)
