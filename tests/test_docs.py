"""The documents say what is true: the sessions of the READMEs run, and every command is in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.ja.md")
COMMANDS = (
    *("extract", "inspect", "ingest", "retry", "status", "search", "kwic", "words", "keyness", "terms"),
    *("classify", "review", "train", "evaluate", "schemes", "analyse", "export", "doctor"),
)


def session(readme: str) -> list[tuple[str, list[str]]]:
    """The commands of the console blocks of a README, each with the lines it is said to print."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    steps: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            else:
                steps[-1][1].append(line)
    return steps


def settled(lines: list[str]) -> list[str]:
    """Lines without what differs from run to run: seconds."""
    return [re.sub(r"\d+\.\d(?= │)", "#.#", line.rstrip()) for line in lines]


@pytest.mark.parametrize("readme", READMES)
def test_the_session_prints_what_the_readme_shows(readme, tmp_path):
    """Each command, in order, from the root of the checkout; only what it writes goes elsewhere."""
    steps = session(readme)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    environment.pop("KEIKAKU_WORKSPACE", None)

    assert steps
    for command, expected in steps:
        moved = command.replace("demo/", f"{tmp_path}/")
        ran = subprocess.run(
            ["bash", "-o", "pipefail", "-c", moved],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        printed = settled(ran.stdout.replace(str(tmp_path), "demo").splitlines())
        assert ran.returncode in (0, 141), ran.stderr
        assert printed == settled(expected), command


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(readme, command):
    assert f"keikaku {command}" in (ROOT / readme).read_text(encoding="utf-8")


def test_the_readme_knows_every_command():
    helped = subprocess.run(
        [Path(sys.executable).parent / "keikaku", "--help"], capture_output=True, text=True, check=True
    ).stdout

    assert set(re.findall(r"^  ([a-z]+)  ", helped, flags=re.MULTILINE)) == set(COMMANDS)
