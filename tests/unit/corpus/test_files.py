"""PDFs are kept whole under their sha256, and nothing else can be named."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from corpus.errors import InvalidSha256Error, StoreError, WorkspaceBusyError
from corpus.files import keep_file, path_of, write_output
from corpus.lock import ingest_lock


class TestKeepFile:
    def test_bytes_lie_under_their_sha256(self, tmp_path: Path) -> None:
        sha256 = keep_file(tmp_path, b"%PDF-1.7")

        assert sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
        assert path_of(tmp_path, sha256) == tmp_path / "files" / sha256[:2] / f"{sha256}.pdf"
        assert path_of(tmp_path, sha256).read_bytes() == b"%PDF-1.7"

    def test_keeping_twice_writes_once(self, tmp_path: Path) -> None:
        path = path_of(tmp_path, keep_file(tmp_path, b"a"))
        before = path.stat().st_mtime_ns
        keep_file(tmp_path, b"a")

        assert path.stat().st_mtime_ns == before
        assert [found.name for found in path.parent.iterdir()] == [path.name]

    def test_a_file_cut_short_is_written_again(self, tmp_path: Path) -> None:
        path = path_of(tmp_path, keep_file(tmp_path, b"abc"))
        path.write_bytes(b"")
        keep_file(tmp_path, b"abc")

        assert path.read_bytes() == b"abc"

    def test_a_crash_leaves_no_part(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def crash(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            keep_file(tmp_path, b"abc")

        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    @pytest.mark.parametrize(
        "name", ["", "a" * 63, "a" * 65, "A" * 64, "../" + "a" * 61, "a" * 64 + "\n", "０" * 64, "/etc/passwd"]
    )
    def test_a_name_that_is_no_sha256_is_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(InvalidSha256Error):
            path_of(tmp_path, name)


class TestWriteOutput:
    def test_a_full_disk_leaves_the_older_file_and_nothing_else(
        self, tmp_path: Path, full_disk: Callable[[], AbstractContextManager[None]]
    ) -> None:
        for before in ({}, {"a.csv": b"older"}):
            for name, data in before.items():
                (tmp_path / name).write_bytes(data)
            with full_disk(), pytest.raises(OSError, match="too large"):
                write_output(tmp_path / "a.csv", b"newer")

            assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before

    def test_a_link_stays_and_what_it_points_to_is_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path / "file")
        write_output(tmp_path / "link", b"a")

        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "file").read_bytes() == b"a"

    def test_a_pipe_takes_the_bytes_as_they_come(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        descriptor = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        write_output(tmp_path / "pipe", b"a")

        assert os.read(descriptor, 9) == b"a"
        assert (tmp_path / "pipe").is_fifo()
        os.close(descriptor)


def hold(workspace: Path, taken: multiprocessing.synchronize.Event, done: multiprocessing.synchronize.Event) -> None:
    with ingest_lock(workspace):
        taken.set()
        done.wait(30)


class TestIngestLock:
    def test_a_second_writer_is_refused_until_the_first_ends(self, tmp_path: Path) -> None:
        context = multiprocessing.get_context("fork")
        taken, done = context.Event(), context.Event()
        process = context.Process(target=hold, args=(tmp_path, taken, done))
        process.start()
        assert taken.wait(30)
        with pytest.raises(WorkspaceBusyError, match=str(process.pid)), ingest_lock(tmp_path):
            pass
        done.set()
        process.join()

        with ingest_lock(tmp_path):
            pass

    def test_a_holder_that_dies_leaves_no_lock(self, tmp_path: Path) -> None:
        context = multiprocessing.get_context("fork")
        taken, done = context.Event(), context.Event()
        process = context.Process(target=hold, args=(tmp_path, taken, done))
        process.start()
        assert taken.wait(30)
        process.kill()
        process.join()

        with ingest_lock(tmp_path):
            pass

    def test_an_exception_inside_passes_and_frees_the_lock(self, tmp_path: Path) -> None:
        with pytest.raises(ZeroDivisionError), ingest_lock(tmp_path):
            raise ZeroDivisionError

        with ingest_lock(tmp_path):
            pass

    def test_a_workspace_that_is_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")

        with pytest.raises(StoreError, match="ロックファイル"), ingest_lock(tmp_path / "file"):
            pass
