"""A record that cannot be stored costs its own document, whatever the cause."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from corpus.errors import StoreError, UnstorableRecordError
from corpus.records import Analysis, Document, Plan, Source
from corpus.store import open_store
from pipeline.core import Reading
from pipeline.decide import Job
from pipeline.desk import Desk, IngestOptions
from pipeline.hints import Hints
from pipeline.inputs import hash_file
from pipeline.versions import record_versions


@pytest.fixture
def job(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-")
    file = hash_file(path)
    return Job(file=file, sha256=file.sha256 or "", hints=Hints(plan_id="p"), versions=record_versions(Hints()))


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "workspace") as store:
        yield store


def read_and_store(store, job, events):
    log = SimpleNamespace(write=lambda event, **facts: events.append((event, facts)))
    view = SimpleNamespace(finished=lambda _: None)
    source = Source(source_name="a.pdf", sha256=job.sha256, page_count=1, extractor_version="1")
    reading = Reading(
        plan=Plan(source=source, document=Document()), analysis=Analysis(), tokens={}, tokeniser_version="1"
    )
    pool = SimpleNamespace(read=lambda *_: reading, abort=lambda: None)
    options = IngestOptions(workspace=job.file.path.parent / "workspace", workers=1)
    return Desk(store, options, view, log)._read_and_store(pool, job)


def test_a_record_is_stored_with_its_edition(store, job):
    assert read_and_store(store, job, []).status == "done"
    assert [edition.id for edition in store.editions()] == ["p"]


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        (AttributeError("no such field"), "AttributeError"),
        (UnstorableRecordError("x: 保存できない値があります"), "保存できない値"),
    ],
)
def test_a_mistake_while_storing_quarantines_the_document(store, job, monkeypatch, mistake, said):
    def fail(*_, **__):
        raise mistake

    monkeypatch.setattr(store, "put_plan", fail)
    events: list[tuple[str, dict[str, str]]] = []
    outcome = read_and_store(store, job, events)

    assert (outcome.status, outcome.reason) == ("quarantined", "not_storable")
    assert said in (outcome.message or "")
    assert store.state_of(job.sha256, job.versions) == "quarantined"
    assert type(mistake).__name__ in dict(events)["mistake"]["trace"]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_an_interruption_is_no_mistake(store, job, monkeypatch, interruption):
    def fail(*_, **__):
        raise interruption

    monkeypatch.setattr(store, "put_plan", fail)
    with pytest.raises(interruption):
        read_and_store(store, job, [])

    assert store.quarantined() == []


def test_a_workspace_that_fails_stops_the_run_and_blames_no_document(store, job, monkeypatch):
    def fail(*_, **__):
        raise StoreError("x: database or disk is full")

    monkeypatch.setattr(store, "put_plan", fail)
    with pytest.raises(StoreError, match="full"):
        read_and_store(store, job, [])

    assert store.quarantined() == []
    assert store.files() == []
