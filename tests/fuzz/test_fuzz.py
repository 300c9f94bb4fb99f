"""Damage by the thousand: every mutated page of the sample plans ends in a state that its damage explains."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.mutations import mutant, pages_of, to_pdf

from extractors.plan import extract_plan

HERE = Path(__file__).parent
N_MUTANTS = 10_000
MAX_PARENT_MB = 1024


@pytest.fixture(scope="module")
def pages(sample_plans):
    return [page for path in sample_plans for page in pages_of(path)]


def test_the_pages_are_small_and_still_readable(pages):
    files = [to_pdf(page.objects, page.root) for page in pages]

    assert max(map(len, files)) < 64 << 10
    assert sum(len(extract_plan(data, source_name="a.pdf").measures) for data in files) > 40


def test_a_seed_gives_the_same_damage_each_time(pages):
    assert [mutant(pages, seed) for seed in range(50)] == [mutant(pages, seed) for seed in range(50)]
    assert len({mutant(pages, seed) for seed in range(50)}) == 50


@pytest.mark.parametrize(
    "n_mutants", [100, pytest.param(N_MUTANTS, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])]
)
def test_no_damaged_file_ends_in_an_unexplained_state(n_mutants, tmp_path):
    path = os.pathsep.join([str(HERE.parent), str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, HERE / "campaign.py", "0", str(n_mutants), tmp_path],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)

    assert found["unexplained"] == []
    assert sum(found["outcomes"].values()) == n_mutants
    assert {"done", "damaged", "truncated"} <= set(found["outcomes"])
    assert found["memory_mb"] < MAX_PARENT_MB
