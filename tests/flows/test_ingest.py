"""The whole path by the real command: folder → Prefect flow → store → export."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter

import pytest


@pytest.fixture(scope="module")
def folder(tmp_path_factory, sample_plans, broken_files):
    """Two plans, a copy of one of them, and four files that cannot be read."""
    folder = tmp_path_factory.mktemp("plans")
    for path in (*sample_plans, *broken_files.values()):
        shutil.copy(path, folder)
    shutil.copy(sample_plans[0], folder / "写し.pdf")
    return folder


@pytest.fixture(scope="module")
def first(keikaku, folder, tmp_path_factory):
    """The first ingest: its process, its report, its workspace."""
    workspace = tmp_path_factory.mktemp("first") / "workspace"
    report = workspace.parent / "report.json"
    done = keikaku("ingest", folder, "--workspace", workspace, "--report", report)
    return done, json.loads(report.read_text(encoding="utf-8")), workspace


def by_name(report: dict) -> dict[str, dict]:
    return {entry["path"].rpartition("/")[2]: entry for entry in report["files"]}


def test_the_first_ingest_stores_the_plans_and_quarantines_the_rest(first, broken_files, sample_plans):
    done, report, _ = first
    files = by_name(report)

    assert done.returncode == 1
    for plan in sample_plans:
        assert files[plan.name]["status"] == "done"
        assert files[plan.name]["measures"] > 0
    for reason, path in broken_files.items():
        assert (files[path.name]["status"], files[path.name]["reason"]) == ("quarantined", reason)


def test_every_unreadable_file_has_one_japanese_line(first, broken_files):
    lines = first[0].stderr.splitlines()

    for path in broken_files.values():
        (line,) = [line for line in lines if path.name in line]
        assert "隔離" in line
    assert all("WARNING" not in line and "prefect" not in line.lower() for line in lines)


def test_a_second_file_with_the_same_bytes_is_unchanged_and_names_its_twin(first, sample_plans):
    twin = by_name(first[1])["写し.pdf"]

    assert (twin["status"], twin["reason"]) == ("unchanged", "duplicate")
    assert sample_plans[0].name in twin["message"]


def test_the_report_reconciles(first, folder):
    report = first[1]

    assert report["reconciles"]
    assert report["input_files"] == len(report["files"])
    assert sorted(entry["path"] for entry in report["files"]) == sorted(str(path) for path in folder.iterdir())
    assert report["counts"] == {"done": 0, "unchanged": 0, "quarantined": 0} | Counter(
        entry["status"] for entry in report["files"]
    )
    for entry in report["files"]:
        assert (entry["stage"] == "read") == (entry["status"] == "quarantined")
        with open(entry["path"], "rb") as stream:  # noqa: PTH123 - as the report says it
            assert entry["sha256"] == hashlib.file_digest(stream, "sha256").hexdigest()


def test_the_final_table_names_every_file_and_ends_in_totals(first, folder):
    table = first[0].stdout

    assert all(path.name in table for path in folder.iterdir())
    assert f"計 {len(list(folder.iterdir()))}件" in table


def test_a_second_ingest_changes_nothing_and_tries_nothing(first, keikaku, folder, tmp_path, sample_plans):
    _, report, workspace = first
    again = tmp_path / "report.json"
    before = (workspace / "corpus.sqlite").read_bytes()
    done = keikaku("ingest", folder, "--workspace", workspace, "--report", again, check=1)
    states = Counter(entry["status"] for entry in json.loads(again.read_text(encoding="utf-8"))["files"])

    assert states == {"unchanged": len(sample_plans) + 1, "quarantined": report["counts"]["quarantined"]}
    assert "準備しています" not in done.stderr
    assert len(before) == len((workspace / "corpus.sqlite").read_bytes())


def test_all_unchanged_is_exit_status_0(first, keikaku, sample_plans):
    keikaku("ingest", *sample_plans, "--workspace", first[2], check=0)


def test_the_workspace_keeps_the_pdfs_and_nothing_of_the_quarantined(first, sample_plans):
    kept = {path.stem for path in (first[2] / "files").rglob("*.pdf")}

    assert kept == {hashlib.sha256(path.read_bytes()).hexdigest() for path in sample_plans}


def test_every_run_leaves_json_lines(first):
    (log,) = sorted((first[2] / "logs").glob("*/run.jsonl"))[:1]
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]

    assert (events[0]["event"], events[-1]["event"]) == ("decided", "finished")


def test_retry_tries_only_what_is_asked_for(first, keikaku, broken_files, tmp_path):
    report = tmp_path / "report.json"
    keikaku("retry", "--reason", "empty", "--workspace", first[2], "--report", report, check=1)
    (entry,) = json.loads(report.read_text(encoding="utf-8"))["files"]

    assert entry["path"].endswith(broken_files["empty"].name)
    assert entry["status"] == "quarantined"
    assert "--reason" in keikaku("retry", "--reason", "no_such_reason", "--workspace", first[2], check=2).stderr
    assert "not_a_pdf" in keikaku("retry", "--reason", "timeout", "--workspace", first[2], check=0).stderr


def test_a_password_opens_an_encrypted_file_that_is_in_quarantine(keikaku, broken_files, tmp_path):
    report, path = tmp_path / "report.json", broken_files["encrypted"]
    keikaku("ingest", path, "--workspace", tmp_path, check=1)
    keikaku("ingest", path, "--password", "himitsu", "--workspace", tmp_path, "--report", report, check=0)

    assert json.loads(report.read_text(encoding="utf-8"))["counts"]["done"] == 1


def test_search_finds_what_was_ingested(first, keikaku):
    done = keikaku("search", "推進", "--format", "json", "--limit", 3, "--workspace", first[2], check=0)
    answer = json.loads(done.stdout)

    assert answer["total"] >= len(answer["hits"]) == 3
    assert set(answer["hits"][0]) == {"measure_id", "municipality_code", "municipality", "title", "page", "snippet"}


def test_export_writes_the_contract_and_says_where(first, keikaku, tmp_path, sample_plans):
    done = keikaku("export", "--format", "json", "--out", tmp_path / "json", "--workspace", first[2], check=0)
    names = {
        json.loads(path.read_text(encoding="utf-8"))["document"]["source_name"]
        for path in (tmp_path / "json").glob("*.json")
    }

    assert {path.name for path in sample_plans} <= names
    assert str(tmp_path / "json") in done.stderr


def test_a_manifest_wins_is_remembered_and_makes_the_file_be_read_again(keikaku, sample_plans, tmp_path):
    workspace, manifest = tmp_path / "workspace", tmp_path / "m.csv"
    plan = sample_plans[0]
    manifest.write_text(f"file,title,memo\n{plan},手で書いた題名,x\nない.pdf,x,x\n", encoding="cp932")
    keikaku("ingest", plan, "--workspace", workspace, check=0)
    second = keikaku("ingest", plan, "--workspace", workspace, "--manifest", manifest, check=0)
    third = keikaku("ingest", plan, "--workspace", workspace, check=0)
    status = keikaku("status", "--workspace", workspace, check=0)

    for said in ("CP932", "memo", "ない.pdf"):
        assert len([line for line in second.stderr.splitlines() if said in line]) >= 1
    assert "完了" in second.stderr
    assert "変更なし1" in third.stdout
    assert "手で書いた題名" in status.stdout


def test_the_same_file_twice_at_once_is_refused_by_the_lock(keikaku, sample_plans, tmp_path):
    from corpus.lock import ingest_lock  # noqa: PLC0415

    with ingest_lock(tmp_path):
        done = keikaku("ingest", sample_plans[0], "--workspace", tmp_path, check=2)

    assert len(done.stderr.splitlines()) == 1


def test_names_that_are_no_utf8_or_hold_line_ends_are_only_names(keikaku, sample_plans, tmp_path):
    folder = os.fsencode(tmp_path / "odd")
    os.mkdir(folder)  # noqa: PTH102 - pathlib knows no bytes
    for path, name in zip(sample_plans, (b"\xff\xfe.pdf", b"a|b\n[red]\x1b[2J.pdf"), strict=False):
        shutil.copy(path, os.path.join(folder, name))  # noqa: PTH118
    report = tmp_path / "report.json"
    done = keikaku("ingest", tmp_path / "odd", "--workspace", tmp_path / "w", "--report", report, check=0)

    assert json.loads(report.read_text(encoding="utf-8"))["counts"]["done"] == 2
    assert "\x1b" not in done.stderr + done.stdout
    assert len(done.stderr.splitlines()) == 4
