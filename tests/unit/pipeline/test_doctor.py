"""Each organ is broken once, and the doctor must notice and say what to do."""

from __future__ import annotations

import errno
import shutil
import tempfile
from types import SimpleNamespace

import pytest

from corpus.files import keep_file, path_of
from corpus.lock import ingest_lock
from corpus.records import Analysis, Document, Plan, Source
from corpus.store import DATABASE_NAME, open_store
from pipeline import doctor


@pytest.fixture
def workspace(tmp_path):
    """A corpus of one plan with its PDF."""
    workspace = tmp_path / "workspace"
    with open_store(workspace) as store:
        sha256 = keep_file(workspace, b"%PDF-")
        source = Source(source_name="a.pdf", sha256=sha256, page_count=1, extractor_version="1")
        plan = Plan(source=source, document=Document())
        store.put_plan(plan, Analysis(), tokens={}, tokeniser_version="1", versions="1")
    return workspace


@pytest.fixture(autouse=True)
def _without_prefect(monkeypatch):
    """Its check starts a server; tests/flows runs it."""
    monkeypatch.delitem(doctor.CHECKS, "Prefect")


def finding(workspace, name):
    (found,) = [found for found in doctor.examine(workspace) if found.name == name]
    return found


def test_a_sound_installation_has_nothing_to_do(workspace, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10 << 30))
    findings = list(doctor.examine(workspace))

    assert [found.name for found in findings] == list(doctor.CHECKS)
    assert [found for found in findings if found.level == "bad"] == []


def test_a_workspace_that_is_not_there_is_not_made(tmp_path):
    assert all(found.level != "bad" for found in doctor.examine(tmp_path / "new"))
    assert list(tmp_path.iterdir()) == []


def test_a_package_of_the_wrong_version_or_none_is_named(workspace, monkeypatch):
    monkeypatch.setattr(doctor, "requires", lambda _: ["prefect==0.1", "no-such-package>=1", "x; extra == 'dev'"])
    found = finding(workspace, "バージョン")

    assert found.level == "bad"
    assert "prefect" in found.found
    assert "no-such-package がない" in found.found
    assert found.found.count("、") == 1, "an extra is no requirement"


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(workspace, monkeypatch):
    def fail():
        raise OSError("no such dictionary")

    monkeypatch.setattr("models.tokeniser.load_tokeniser", fail)
    found = finding(workspace, "辞書")

    assert (found.level, found.found) == ("bad", "no such dictionary")
    assert len(list(doctor.examine(workspace))) == len(doctor.CHECKS)


def test_a_machine_without_japanese_fonts_gets_a_note(workspace, monkeypatch):
    monkeypatch.setattr("outputs.overlay_fonts.find_japanese_font", lambda: None)
    found = finding(workspace, "フォント")

    assert found.level == "note"
    assert "fonts-ipafont" in found.advice


@pytest.mark.parametrize(("free_mb", "level"), [(50, "bad"), (500, "note"), (5000, "good")])
def test_a_disk_is_judged_by_its_free_space(workspace, monkeypatch, free_mb, level):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free_mb << 20))

    assert finding(workspace, "ディスク").level == level


def test_memory_too_small_for_the_workers_is_a_note(workspace, monkeypatch):
    monkeypatch.setattr(doctor, "default_workers", lambda: 10**6)

    assert finding(workspace, "メモリ").level == "note"


def test_a_workspace_that_cannot_be_written_is_bad(workspace, monkeypatch):
    def full(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    found = finding(workspace, "作業フォルダー")

    assert found.level == "bad"
    assert "No space left" in found.found


def test_a_running_ingest_is_a_note(workspace):
    with ingest_lock(workspace):
        assert finding(workspace, "作業フォルダー").level == "note"


def test_a_database_with_damaged_pages_is_bad(workspace):
    path = workspace / DATABASE_NAME
    data = bytearray(path.read_bytes())
    for place in range(3 * 4096, len(data), 8192):  # past the schema, so that it still opens
        data[place : place + 512] = b"\xa5" * 512
    path.write_bytes(data)
    found = finding(workspace, "データベース")

    assert found.level == "bad"
    assert found.advice


def test_a_database_of_another_program_is_bad(tmp_path):
    (tmp_path / DATABASE_NAME).write_bytes(b"not a database at all" * 100)

    assert "SQLite" in finding(tmp_path, "データベース").found


def test_a_pdf_that_is_gone_is_bad(workspace):
    with open_store(workspace) as store:
        (header,) = store.headers()
    path_of(workspace, header.sha256).unlink()
    found = finding(workspace, "データベース")

    assert (found.level, "a.pdf" in found.found) == ("bad", True)
