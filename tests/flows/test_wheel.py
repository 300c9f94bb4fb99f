"""The wheel holds everything: it runs outside the checkout, data files included."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGED = ("corpus", "extractors", "models", "outputs", "pipeline", "pyproject.toml", "README.md", "LICENSE")
RUN = "from pipeline.cli import main; main()"


@pytest.mark.slow
def test_a_wheel_extracts_ingests_and_classifies_outside_the_checkout(surroundings, tmp_path, sample_plans):
    wheels, site, source = tmp_path / "wheels", tmp_path / "site", tmp_path / "source"
    for name in PACKAGED:  # a copy, since building leaves its own files behind
        place = REPOSITORY / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, source / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, source]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    (wheel,) = wheels.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", site, wheel]
    subprocess.run(pip, check=True, capture_output=True, timeout=300)
    environment = surroundings | {"PYTHONPATH": f"{site}:{surroundings['PYTHONPATH']}"}

    def run(*arguments: object, text: str | None = None) -> str:
        command = [sys.executable, "-P", "-c", RUN, *map(str, arguments)]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, input=text, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = [sys.executable, "-P", "-c", "import pipeline; print(pipeline.__file__)"]
    found = subprocess.run(where, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert found.stdout.startswith(str(site))
    assert json.loads(run("extract", sample_plans[0]))["measures"]
    assert json.loads(run("classify", "--jsonl", "-", text='{"title": "窓口"}\n'))["national"]
    run("ingest", site / "corpus" / "samples", "--workspace", tmp_path / "workspace")
    run("analyse", "--workspace", tmp_path / "workspace")
    run("export", "--format", "csv", "--out", tmp_path / "csv", "--workspace", tmp_path / "workspace")
    assert (tmp_path / "csv" / "measures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
