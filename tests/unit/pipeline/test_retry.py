"""A retry loses nothing: a file leaves the quarantine when its next outcome is stored, and not before."""

from __future__ import annotations

import pytest

from corpus.entries import FileEntry
from corpus.store import open_store
from pipeline.cli import run
from pipeline.commands import retry
from pipeline.inputs import hash_file


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """Two files in quarantine, one that is gone, and one that could not be opened."""
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    workspace = tmp_path / "workspace"
    with open_store(workspace) as store:
        for name, reason in (("slow.pdf", "timeout"), ("locked.pdf", "encrypted"), ("gone.pdf", "timeout")):
            path = tmp_path / name
            path.write_text(name, encoding="utf-8")
            sha256 = hash_file(path).sha256 or ""
            store.put_quarantine(
                sha256, source_name=name, reason=reason, message="…", stage="read", page=None, versions="1"
            )
            store.put_file(FileEntry(path=str(path), sha256=sha256, state="quarantined", reason=reason))
        closed = str(tmp_path / "closed.pdf")
        store.put_file(FileEntry(path=closed, sha256=None, state="quarantined", reason="unreadable_file"))
    (tmp_path / "gone.pdf").unlink()
    return workspace


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], ["closed.pdf", "locked.pdf", "slow.pdf"]),
        (["--reason", "timeout"], ["slow.pdf"]),
        (["--reason", "timeout", "--reason", "encrypted"], ["locked.pdf", "slow.pdf"]),
        (["--reason", "unreadable_file"], ["closed.pdf"]),
    ],
)
def test_a_retry_that_dies_leaves_the_quarantine_as_it_was(workspace, monkeypatch, arguments, names):
    asked = {}

    def die(_terminal, files, _hints, *, reopened, **_):
        asked.update(names=sorted(file.name for file in files), reopened=reopened)
        raise KeyboardInterrupt

    monkeypatch.setattr(retry, "run_ingest", die)
    with open_store(workspace) as store:
        before = store.quarantined()
    assert run(["retry", *arguments, "--workspace", str(workspace)]) == 130
    with open_store(workspace) as store:
        assert store.quarantined() == before
    assert asked["names"] == names


def test_a_file_that_is_gone_is_named_and_makes_status_1(workspace, monkeypatch, capsys):
    monkeypatch.setattr(retry, "run_ingest", lambda *_, **__: 0)

    assert run(["retry", "--reason", "timeout", "--workspace", str(workspace)]) == 1
    assert "gone.pdf: 元の場所にありません" in capsys.readouterr().err


def test_a_reason_that_is_none_is_refused(workspace, capsys):
    assert run(["retry", "--reason", "moon", "--workspace", str(workspace)]) == 2
    assert "timeout" in capsys.readouterr().err


def test_the_status_lists_what_is_in_quarantine_and_what_could_not_be_opened(workspace, capsys):
    assert run(["status", "--workspace", str(workspace)]) == 0
    out = capsys.readouterr().out

    assert all(name in out for name in ("slow.pdf  timeout", "locked.pdf  encrypted", "closed.pdf  unreadable_file"))
    assert out.endswith("計画 0件、隔離 4件\n")
