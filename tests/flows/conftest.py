from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flows.survival import Calm
from fuzz.mutations import pages_of, to_pdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
KEIKAKU = Path(sys.executable).with_name("keikaku")
# Imported by every Python process below: reports each connection that leaves the machine, and forbids it.
SOCKET_WATCH = """\
import os, socket
_connect = socket.socket.connect
def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        with open(os.environ["SOCKET_WATCH"], "a") as stream:
            stream.write(f"{address}\\n")
        raise OSError("no network in tests")
    return _connect(self, address)
socket.socket.connect = connect
"""


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory) -> dict[str, str]:
    """Environment of the commands: one Prefect home for all tests (a new one costs seconds), no UTF-8 locale."""
    folder = tmp_path_factory.mktemp("surroundings")
    (folder / "sitecustomize.py").write_text(SOCKET_WATCH, encoding="utf-8")
    (folder / "prefect").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "KEIKAKU_", "LC_"))}
    return kept | {
        "PREFECT_HOME": str(folder / "prefect"),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH")))),
        "SOCKET_WATCH": str(folder / "left-the-machine.txt"),
        "LANG": "C",
    }


@pytest.fixture(scope="session")
def keikaku_path() -> Path:
    """The installed command."""
    return KEIKAKU


@pytest.fixture(scope="session")
def keikaku(surroundings):
    """Run the real command; no run may show a traceback or leave the machine."""

    def run(*arguments: object, check: int | None = None, **options: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [KEIKAKU, *map(str, arguments)],
            env=surroundings,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            **options,
        )
        assert "Traceback" not in done.stderr + done.stdout
        assert not Path(surroundings["SOCKET_WATCH"]).exists()
        if check is not None:
            assert done.returncode == check, done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def small_plans(tmp_path_factory, sample_plans, broken_files) -> Path:
    """A folder of one-page plans, a twin, and files that cannot be read: much to store, little to read."""
    folder = tmp_path_factory.mktemp("small")
    for plan in sample_plans:
        for number, page in enumerate(pages_of(plan), start=1):
            (folder / f"{plan.stem}-{number:02}.pdf").write_bytes(to_pdf(page.objects, page.root))
    shutil.copy(folder / f"{sample_plans[0].stem}-01.pdf", folder / "twin.pdf")
    for path in broken_files.values():
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="session")
def core_command():
    """The command line of the ingest without Prefect."""
    return lambda workspace, folder: [sys.executable, HERE / "core_ingest.py", workspace, folder]


@pytest.fixture(scope="session")
def core(surroundings, core_command):
    """Run the ingest without Prefect; no run may show a traceback."""

    def run(workspace: Path, folder: Path, **options: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*map(str, core_command(workspace, folder))],
            env=surroundings,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            **options,
        )
        assert "Traceback" not in done.stderr + done.stdout
        return done

    return run


@pytest.fixture(scope="session")
def calm(core, small_plans, tmp_path_factory) -> Calm:
    """The corpus of `small_plans` after an undisturbed ingest."""
    folder = tmp_path_factory.mktemp("calm")
    done = core(folder / "workspace", small_plans)
    assert done.returncode == 1, done.stderr
    return Calm.of(folder / "workspace", folder / "out")


@pytest.fixture(scope="session")
def broken_files(tmp_path_factory, sample_plans) -> dict[str, Path]:
    """One file of each kind that cannot be read, by the reason that is expected."""
    folder = tmp_path_factory.mktemp("broken")
    paths = {reason: folder / f"{reason}.pdf" for reason in ("not_a_pdf", "empty", "truncated", "encrypted")}
    paths["not_a_pdf"].write_text("これはPDFではありません\n", encoding="utf-8")
    paths["empty"].touch()
    whole = sample_plans[0].read_bytes()
    paths["truncated"].write_bytes(whole[: len(whole) * 6 // 10])
    canvas = Canvas(str(paths["encrypted"]), encrypt=StandardEncryption("himitsu", canPrint=0))
    canvas.drawString(72, 720, "A page that only the password opens, with enough text on it.")
    canvas.save()
    return paths
