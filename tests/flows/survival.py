"""What crashes, full disks and second ingests are measured by: the undisturbed corpus, and what anyone may see."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from corpus.records import Analysis, Plan
from corpus.store import DATABASE_NAME, open_store
from outputs.export import export

__all__ = ["Calm", "Killer", "assert_nothing_half", "exported"]


@dataclass(frozen=True)
class Calm:
    """The corpus of an undisturbed ingest: its export, its plans by sha256, and the seconds that reading took."""

    files: dict[str, bytes]
    plans: dict[str, tuple[Plan, Analysis]]
    seconds: float

    @classmethod
    def of(cls, workspace: Path, out: Path) -> Calm:
        with open_store(workspace, create=False) as store:
            plans = {plan.source.sha256: (plan, analysis) for plan, analysis in store.plans()}
        lines = events(workspace)
        begin, *_ = [event["time"] for event in lines if event["event"] == "started"]
        return cls(exported(workspace, out), plans, _seconds_between(begin, lines[-1]["time"]))


def exported(workspace: Path, out: Path) -> dict[str, bytes]:
    """The bytes of every file of the CSV and JSON exports."""
    with open_store(workspace, create=False) as store:
        for form in ("csv", "json"):
            export(store, form, out)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def assert_nothing_half(workspace: Path, calm: Calm) -> None:
    """Whatever is visible in a workspace is whole: the database, each plan, each kept PDF."""
    if not (workspace / DATABASE_NAME).exists():
        return
    with open_store(workspace, create=False) as store:
        assert store.damage() == []
        for plan, analysis in store.plans():
            assert (plan, analysis) == calm.plans[plan.source.sha256]
            assert (workspace / "files" / plan.source.sha256[:2] / f"{plan.source.sha256}.pdf").is_file()
    for path in (workspace / "files").glob("*/*.pdf"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def events(workspace: Path) -> list[dict[str, str]]:
    """The events of all runs; a line that a kill cut short is none."""
    lines = [
        line
        for log in sorted(workspace.glob("logs/*/run.jsonl"))
        for line in log.read_text(encoding="utf-8").splitlines(keepends=True)
    ]
    return [json.loads(line) for line in lines if line.endswith("\n")]


@dataclass
class Killer:
    """Starts an ingest and kills it: anywhere between start and end, or while documents are read and stored."""

    command: Callable[[Path], Sequence[object]]
    environment: dict[str, str]
    calm: Calm
    chance: random.Random
    kills: int = 0
    left_behind: list[int] = field(default_factory=list)

    def strike(self, workspace: Path) -> bool:
        """Kill one ingest; False if it was faster."""
        before = len(list(workspace.glob("logs/*")))
        process = subprocess.Popen(
            [*map(str, self.command(workspace))],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if self.chance.random() < 0.7:
            self._wait_for_documents(process, workspace, before)
            time.sleep(self.chance.uniform(0, self.calm.seconds))
        else:
            time.sleep(self.chance.uniform(0, 3 + self.calm.seconds))
        self.left_behind += _children(process.pid)
        alive = process.poll() is None
        # With its workers, as a power cut does, or alone, as the kernel does when memory runs out.
        if alive and self.chance.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        self.kills += alive
        return alive

    def assert_nothing_runs_on(self) -> None:
        """No process of a killed ingest may be left."""
        deadline = time.monotonic() + 30
        while any(map(_is_running, self.left_behind)) and time.monotonic() < deadline:
            time.sleep(0.5)
        assert not [pid for pid in self.left_behind if _is_running(pid)]

    @staticmethod
    def _wait_for_documents(process: subprocess.Popen[bytes], workspace: Path, before: int) -> None:
        deadline = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < deadline:
            logs = sorted(workspace.glob("logs/*/run.jsonl"), key=lambda path: path.stat().st_mtime_ns)
            if len(logs) > before and '"started"' in logs[-1].read_text(encoding="utf-8"):
                return
            time.sleep(0.01)


def _seconds_between(begin: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds()


def _stat(path: Path) -> list[str]:
    """The fields of /proc/PID/stat behind the name: state, parent, … (Linux)."""
    return path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(_stat(path)[1]) == pid:
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def _is_running(pid: int) -> bool:
    try:
        return _stat(Path(f"/proc/{pid}/stat"))[0] != "Z"
    except OSError:
        return False
