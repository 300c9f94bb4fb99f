"""A disk that fills up: one line that says so, everything stored until then whole, and a rerun that completes it.

The kernel itself refuses the writes here: RLIMIT_FSIZE bounds every file of the ingest and of its children, so that
the database, its log, a kept PDF or Prefect's records meet the end at whatever byte the bound says (EFBIG, which takes
the way of ENOSPC through SQLite and through ours). A full file system needs a mount, which a test may not make.
"""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from flows.survival import Calm, assert_nothing_half, exported
from sqlalchemy import event

from corpus.errors import StoreError
from corpus.files import keep_file, sweep_parts
from corpus.store import open_store
from pipeline.run_log import RunLog

KB = 1 << 10


def bounded(n_bytes: int):
    """What a child does before it becomes the ingest."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, n_bytes))


@dataclass
class Trial:
    """An ingest of the small plans into a new workspace, by the command that `run` stands for."""

    run: Callable[..., CompletedProcess[str]]
    workspace: Path
    calm: Calm

    def survives(self, n_bytes: int) -> bool:
        """Whether the bound was met; either way the corpus must be sound, and complete after a rerun."""
        done = self.run(preexec_fn=bounded(n_bytes))
        assert done.returncode in {1, 2}
        if done.returncode == 2:
            last = done.stderr.splitlines()[-1]
            assert last.startswith("keikaku: ")
            assert any(word in last for word in ("空き", "File too large", "keikaku doctor")), last
        assert_nothing_half(self.workspace, self.calm)
        assert self.run().returncode == 1
        assert exported(self.workspace, self.workspace.with_name("out")) == self.calm.files
        return done.returncode == 2


@pytest.fixture
def core_trial(core, small_plans, calm, tmp_path):
    workspace = tmp_path / "workspace"
    return Trial(partial(core, workspace, small_plans), workspace, calm)


def test_the_core_survives_a_full_disk(core_trial):
    assert core_trial.survives(200 * KB)


@pytest.mark.slow
@pytest.mark.parametrize("n_kb", [0, 1, 8, 50, 110, 170, 260, 350])
def test_the_core_survives_a_full_disk_at_any_point(core_trial, n_kb):
    core_trial.survives(n_kb * KB)


@pytest.mark.slow
@pytest.mark.parametrize("n_kb", [10, 200, 1200])
def test_the_whole_flow_survives_a_full_disk(keikaku, small_plans, calm, tmp_path, n_kb):
    workspace = tmp_path / "workspace"
    Trial(partial(keikaku, "ingest", small_plans, "--workspace", workspace), workspace, calm).survives(n_kb * KB)


def test_a_database_that_is_full_says_so_and_keeps_what_it_has(tmp_path, calm):
    """SQLite's own SQLITE_FULL, by a bound on its pages."""
    (first, analysis), *others = calm.plans.values()
    facts = {"tokens": {}, "tokeniser_version": "1", "versions": "1"}

    def put_all(store):
        for plan, more in others:
            store.put_plan(plan, more, **facts)

    with open_store(tmp_path) as store:
        store.put_plan(first, analysis, **facts)
        n_pages = (tmp_path / "corpus.sqlite").stat().st_size // 4096 + 10
        bound = f"PRAGMA max_page_count={n_pages}"
        event.listen(store.engine, "connect", lambda connection, _: connection.execute(bound))
        with pytest.raises(StoreError, match=r"full.*空き"):
            put_all(store)

        assert store.damage() == []
        assert (first, analysis) in list(store.plans())


def test_a_pdf_that_finds_no_room_leaves_nothing(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="空き"):
        keep_file(tmp_path, b"%PDF-")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path):
    with RunLog(tmp_path) as log:
        log.write("first")
        log._stream.close()
        log._stream = open("/dev/full", "ab", buffering=0)  # noqa: SIM115, PTH123 - the kernel's own full disk
        log.write("second")

        assert not log.is_whole
    assert (log.folder / "run.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_what_a_killed_process_left_half_written_is_swept(tmp_path):
    kept = keep_file(tmp_path, b"%PDF-")
    for part in (tmp_path / ".0123.part", tmp_path / "files" / kept[:2] / ".4567.part"):
        part.touch()

    assert sweep_parts(tmp_path) == 2
    assert [path.stem for path in tmp_path.rglob("*") if path.is_file()] == [kept]
