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
# Imported by every Python process below, the server's and the workers' too: reports, and forbids, what leaves the
# machine or is written outside of the folders of the tests.
WATCH = """\
import os, sys
_inside = tuple(os.environ["WATCH_INSIDE"].split(os.pathsep))
_loopback = ("127.0.0.1", "::1", "localhost", None, "", b"localhost", b"127.0.0.1")
_writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def _report(line):
    descriptor = os.open(os.environ["WATCH_REPORT"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, (line + chr(10)).encode("utf-8", "backslashreplace"))
    os.close(descriptor)
    raise OSError("forbidden in tests: " + line)

def _outside(path, folder=-1):
    if isinstance(path, int):
        return False
    if folder != -1:
        path = os.path.join(f"/proc/self/fd/{folder}", os.fsdecode(path))
    real = os.path.realpath(os.fsdecode(path))
    return not real.startswith(_inside) and "__pycache__" not in real

def _watch(event, arguments):
    if event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & _writing and _outside(path):
            _report(f"write {path!r}")
    elif event in ("os.mkdir", "os.remove", "os.rmdir", "os.chmod"):
        if _outside(arguments[0], arguments[-1]):
            _report(f"{event} {arguments[0]!r}")
    elif event in ("os.rename", "os.link", "os.symlink"):
        if _outside(arguments[1], arguments[-1]):
            _report(f"{event} {arguments[1]!r}")
    elif event in ("socket.connect", "socket.bind", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and address and address[0] not in _loopback:
            _report(f"{event} {address!r}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        if arguments[0] not in _loopback:
            _report(f"{event} {arguments[0]!r}")

sys.addaudithook(_watch)
"""


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory) -> dict[str, str]:
    """Environment of the commands: one Prefect home for all tests (a new one costs seconds), no UTF-8 locale."""
    folder = tmp_path_factory.mktemp("surroundings")
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    (folder / "prefect").mkdir()
    (folder / "tmp").mkdir()
    inside = (tmp_path_factory.getbasetemp(), "/dev/", "/proc/self/")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "KEIKAKU_", "LC_"))}
    return kept | {
        "PREFECT_HOME": str(folder / "prefect"),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH")))),
        "TMPDIR": str(folder / "tmp"),
        "WATCH_INSIDE": os.pathsep.join(map(str, inside)),
        "WATCH_REPORT": str(folder / "what-was-forbidden.txt"),
        "LANG": "C",
    }


@pytest.fixture(scope="session")
def keikaku_path() -> Path:
    """The installed command."""
    return KEIKAKU


@pytest.fixture(scope="session")
def keikaku(surroundings):
    """Run the real command; no run may show a traceback, leave the machine, or write outside of the tests' folders."""

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
        report = Path(surroundings["WATCH_REPORT"])
        assert not report.exists(), report.read_text(encoding="utf-8")
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
