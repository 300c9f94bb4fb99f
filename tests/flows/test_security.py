"""What a hostile PDF, name or manifest may try, against the real command; see SECURITY.md."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.search import search
from corpus.store import open_store

HOSTILE_TITLE = "=cmd|' /C calc'!A1 \x1b]0;x\x07\x9b31m\u202e<script>alert(1)</script>../../../evil"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("import socket; socket.socket().connect(('192.0.2.1', 80))", "socket.connect"),
        ("import socket; socket.getaddrinfo('example.invalid', 80)", "socket.getaddrinfo"),
        ("import socket; socket.socket().bind(('0.0.0.0', 0))", "socket.bind"),
        ("open('/tmp/keikaku-outside', 'w')", "write"),
        ("import os; os.mkdir('/tmp/keikaku-outside')", "os.mkdir"),
    ],
)
def test_the_watch_of_these_tests_sees_what_it_should(surroundings, tmp_path, act, said):
    environment = surroundings | {"WATCH_REPORT": str(tmp_path / "report.txt")}
    done = subprocess.run([sys.executable, "-c", act], env=environment, capture_output=True, check=False)

    assert done.returncode != 0
    assert (tmp_path / "report.txt").read_text(encoding="utf-8").startswith(said)


@pytest.fixture(scope="module")
def hostile(keikaku, tmp_path_factory, sample_plans):
    """A workspace deep in a folder, after an ingest of plans with hostile names, contents and a hostile manifest."""
    top = tmp_path_factory.mktemp("top")
    plans = top / "in" / "plans"
    plans.mkdir(parents=True)
    names = ["b..%2f..%2fetc%2fpasswd.pdf", "a\x1b[2Jb.pdf"]
    for name, plan in zip(names, sample_plans, strict=True):
        (plans / name).write_bytes(plan.read_bytes())
    canvas = Canvas(str(plans / "cmap.pdf"), invariant=1, pageCompression=0)
    canvas.drawString(72, 720, "Twenty and more letters stand on this page of the plan.")
    canvas.save()
    # Names of character maps and of files are paths to some readers (CVE-2025-64512).
    data = (plans / "cmap.pdf").read_bytes().replace(b"/WinAnsiEncoding", b"/..#2f..#2fevil")
    (plans / "cmap.pdf").write_bytes(data.replace(b"/Subtype /Type1", b"/Subtype /Type0"))
    # A manifest with control characters is refused as a whole.
    title = re.sub("[\x00-\x1f\x7f-\x9f]", "", HOSTILE_TITLE)
    manifest = top / "in" / "m.csv"
    rows = ["file,title,plan_id,part,source_url"]
    rows += [f'"{name}","{title}","../../../{i}","../part","javascript:alert(1)"' for i, name in enumerate(names)]
    rows += ["../../../../etc/passwd,x,x,x,x", "/etc/passwd,x,x,x,x"]
    manifest.write_text("\n".join(rows), encoding="utf-8")
    workspace = top / "deep" / "deeper" / "workspace"
    workspace.parent.mkdir(parents=True)
    before = tree(top)
    done = keikaku("ingest", plans, "--manifest", manifest, "--workspace", workspace)
    return top, workspace, tree(top) - before, done


def tree(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_no_path_of_a_pdf_a_name_or_a_manifest_leaves_the_workspace(hostile):
    _, workspace, new, done = hostile

    assert "入力 3件" in done.stderr
    assert workspace in new
    assert {path for path in new if path != workspace and workspace not in path.parents} == set()


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "parquet"])
def test_no_export_leaves_its_folder(hostile, keikaku, form):
    top, workspace, *_ = hostile
    before, out = tree(top), top / "out" / form
    keikaku("export", "--format", form, "--out", out, "--workspace", workspace, check=0)

    new = tree(top) - before - {top / "out", out} - set((workspace).rglob("*"))
    assert new
    assert {path.parent for path in new} == {out}


def test_nothing_that_is_shown_steers_a_terminal(hostile, keikaku):
    _, workspace, _, ingested = hostile
    texts = [ingested.stdout + ingested.stderr]
    shown = (["search", "推進"], ["kwic", "推進"], ["words"], ["terms"], ["terms", "--list", "unused"])
    for command in (["status"], *shown, *([*one, "--format", "json"] for one in shown)):
        done = keikaku(*command, "--workspace", workspace, check=0)
        texts.append(done.stdout + done.stderr)

    for text in texts:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_a_cell_that_would_run_in_a_spreadsheet_is_disarmed(hostile, keikaku, tmp_path):
    keikaku("export", "--format", "csv", "--out", tmp_path, "--workspace", hostile[1], check=0)
    cells = [
        cell
        for path in tmp_path.glob("*.csv")
        for line in path.read_text(encoding="utf-8-sig").splitlines()
        for cell in re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', line)
    ]

    assert any("=cmd" in cell for cell in cells)
    assert [cell for cell in cells if re.match(r'"?[=+@]', cell)] == []


def test_a_password_is_written_nowhere(keikaku, broken_files, tmp_path):
    secrets = tmp_path / "passwords.txt"
    secrets.write_text("wrong-first\nhimitsu\n", encoding="utf-8")
    workspace = tmp_path / "workspace"
    command = ("ingest", broken_files["encrypted"], "--password-file", secrets, "--log-level", "debug")
    keikaku(*command, "--workspace", workspace, check=0)
    written = [path.read_bytes() for path in workspace.rglob("*") if path.is_file()]

    assert written
    assert not any(word in data for data in written for word in (b"himitsu", b"wrong-first"))


def test_debug_logs_tell_each_page_of_each_document_and_errors_alone_are_silent(keikaku, sample_plans, tmp_path):
    for level, expected in (
        ("debug", {"decided", "started", "page", "stored", "issue", "file", "finished"}),
        ("error", set()),
    ):
        workspace = tmp_path / level
        keikaku("ingest", sample_plans[0], "--workspace", workspace, "--log-level", level, check=0)
        (log,) = workspace.glob("logs/*/run.jsonl")
        events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]

        assert {event["event"] for event in events} == expected
        assert len({event["sha256"] for event in events if "sha256" in event}) == len(expected and {1})


def test_a_level_that_is_none_is_refused(keikaku, sample_plans, tmp_path):
    done = keikaku("ingest", sample_plans[0], "--workspace", tmp_path / "w", "--log-level", "loud", check=2)
    assert "debug、info、warning、error" in done.stderr
    assert not (tmp_path / "w").exists()


def test_the_doctor_finds_prefect_or_says_what_to_do(keikaku, tmp_path):
    assert "良好  Prefect" in keikaku("doctor", "--workspace", tmp_path, check=0).stdout


def test_the_doctor_says_when_the_users_own_server_is_silent(keikaku_path, surroundings, tmp_path):
    environment = surroundings | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = subprocess.run(
        [keikaku_path, "doctor", "--workspace", tmp_path / "new"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert "要対応  Prefect" in done.stdout
    assert "PREFECT_API_URL" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "query",
    ["'; DROP TABLE documents; --", '" OR 1=1 --', "推進* NEAR(", "title:x AND", "a\x00b", "%_%", "施策) UNION SELECT"],
)
def test_no_query_reaches_the_database_as_syntax(hostile, query):
    with open_store(hostile[1], create=False) as store:
        n_plans = len(store.headers())
        assert search(store, query, limit=5).total == 0
        assert list(store.stored_plans(query)) == []
        assert len(store.headers()) == n_plans
        assert store.damage() == []
