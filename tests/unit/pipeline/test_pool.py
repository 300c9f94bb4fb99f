from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import InterruptedReadingError, ReadingFailedError, UnusableError
from pipeline.hints import Hints
from pipeline.limits import Limits
from pipeline.pool import WorkerPool, WorkerProcess
from pipeline.worker import Request

FAKE = "fake_readers:open_reader"
LIMITS = Limits(stall_seconds=1.5, total_seconds=20, memory_mb=300, start_seconds=60)


@pytest.fixture(autouse=True)
def _fakes_importable(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)


@pytest.fixture
def worker(tmp_path):
    worker = WorkerProcess(LIMITS, log_path=tmp_path / "workers.log", reader=FAKE)
    yield worker
    worker.stop()


@pytest.fixture
def ask(tmp_path):
    def ask(word: str) -> Request:
        path = tmp_path / f"{word}.pdf"
        path.write_text(word, encoding="utf-8")
        return Request(path=path, source_name=path.name, sha256="0" * 64, hints=Hints())

    return ask


def nothing(_page: int, _pages: int) -> None:
    """Ignore progress."""


def test_a_document_comes_back_with_its_progress(worker, ask):
    pages = []
    reading = worker.read(ask("fine"), lambda page, total: pages.append((page, total)))

    assert reading.plan.source.source_name == "fine.pdf"
    assert pages == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("crash", "crashed"),
        ("killed", "crashed"),
        ("exit", "crashed"),
        ("hang", "timeout"),
        ("eat", "out_of_memory"),
        ("gulp", "out_of_memory"),
        ("mistake", "extractor_error"),
        ("unreadable", "no_text_layer"),
    ],
)
def test_a_misbehaving_document_costs_only_itself(worker, ask, word, reason):
    with pytest.raises(ReadingFailedError) as caught:
        worker.read(ask(word), nothing)
    assert caught.value.reason == reason
    assert caught.value.page == 2, "the page at work, after the first one was read"
    assert "\n" not in caught.value.message
    assert worker.read(ask("fine"), nothing).plan.source.page_count == 2


def test_one_process_serves_many_documents(worker, ask):
    worker.read(ask("fine"), nothing)
    first = worker._process.pid
    worker.read(ask("noise"), nothing)

    assert worker._process.pid == first


def test_a_process_killed_between_two_documents_blames_neither(worker, ask):
    worker.read(ask("fine"), nothing)
    os.kill(worker._process.pid, signal.SIGKILL)

    assert worker.read(ask("fine"), nothing).plan.source.page_count == 2


def test_a_traceback_comes_for_the_log_and_reaches_no_screen(worker, ask, capfd):
    with pytest.raises(ReadingFailedError, match="ZeroDivisionError") as caught:
        worker.read(ask("mistake"), nothing)

    assert "Traceback" in caught.value.detail
    assert "Traceback" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("act", ["write", "connect", "look_up", "program", "remove"])
def test_a_document_cannot_make_its_worker_write_connect_or_start_programs(worker, ask, tmp_path, act):
    with pytest.raises(ReadingFailedError, match="ConfinedError") as caught:
        worker.read(ask(act), nothing)

    assert caught.value.reason == "extractor_error"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f"{act}.pdf", "workers.log"])


def test_a_record_too_large_for_the_parent_is_refused_by_the_worker(worker, ask):
    with pytest.raises(ReadingFailedError) as caught:
        worker.read(ask("swollen"), nothing)

    assert caught.value.reason == "too_large"
    assert worker.read(ask("fine"), nothing).plan.source.page_count == 2


def test_abort_ends_a_hanging_document_at_once(worker, ask):
    worker.read(ask("fine"), nothing)
    threading.Timer(0.5, worker.abort).start()
    start = time.monotonic()
    with pytest.raises(InterruptedReadingError):
        worker.read(ask("hang"), nothing)

    assert time.monotonic() - start < LIMITS.stall_seconds + 5


def test_a_reader_that_cannot_be_loaded_is_an_unusable_installation(tmp_path, ask):
    worker = WorkerProcess(LIMITS, log_path=tmp_path / "log", reader="fake_readers:missing")
    with pytest.raises(UnusableError, match="起動できません"):
        worker.read(ask("fine"), nothing)


def test_a_worker_ends_when_its_parent_is_gone(worker, ask):
    worker.read(ask("fine"), nothing)
    worker._process.stdin.close()

    assert worker._process.wait(timeout=10) == 0


def test_a_pool_reads_in_parallel_and_survives_its_losses(tmp_path, ask):
    words = ["fine", "crash", "fine", "exit", "fine", "mistake"]
    reasons = []

    def read(word: str) -> None:
        try:
            pool.read(ask(word), nothing)
            reasons.append("")
        except ReadingFailedError as error:
            reasons.append(error.reason)

    with WorkerPool(2, LIMITS, log_path=tmp_path / "log", reader=FAKE) as pool:
        threads = [threading.Thread(target=read, args=(word,)) for word in words]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

    assert sorted(reasons) == ["", "", "", "crashed", "crashed", "extractor_error"]
