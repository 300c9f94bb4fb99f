from __future__ import annotations

import pytest

from corpus.entries import FileEntry
from corpus.records import Analysis, Document, Issue, Plan, Source
from corpus.store import open_store
from pipeline.decide import decide, twin_outcome
from pipeline.hints import Hints
from pipeline.inputs import InputFile, hash_file
from pipeline.report import exit_code
from pipeline.versions import record_versions


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "workspace") as store:
        yield store


@pytest.fixture
def make(tmp_path):
    def make(name: str, text: str = "") -> InputFile:
        path = tmp_path / name
        path.write_text(text or name, encoding="utf-8")
        return hash_file(path)

    return make


def put(store, file: InputFile, *, hints: Hints | None = None, issues: tuple[Issue, ...] = ()) -> None:
    source = Source(source_name=file.name, sha256=file.sha256 or "", page_count=3, extractor_version="1")
    plan = Plan(source=source, document=Document(), issues=issues)
    versions = record_versions(hints or Hints())
    store.put_plan(plan, Analysis(), tokens={}, tokeniser_version="1", versions=versions)
    store.put_file(FileEntry(path=str(file.path), sha256=file.sha256, state="done"))


def quarantine(store, file: InputFile, reason: str, versions: dict[str, str]) -> None:
    store.put_quarantine(
        file.sha256 or "", source_name=file.name, reason=reason, message="…", stage="read", page=None, versions=versions
    )


def test_a_new_file_is_a_job(store, make):
    file = make("a.pdf")
    decision = decide(store, [file], {})

    assert [job.file for job in decision.jobs] == [file]
    assert decision.settled == ()


def test_a_stored_file_is_unchanged_with_the_counts_of_its_record(store, make):
    file = make("a.pdf")
    put(store, file, issues=(Issue(code="no_action_chapter", message="…"),))
    (outcome,) = decide(store, [file], {}).settled

    assert (outcome.status, outcome.pages, outcome.issues, outcome.message) == ("unchanged", 3, 1, None)
    assert exit_code([outcome]) == 0


def test_a_skipped_page_is_exit_status_1_also_when_unchanged(store, make):
    file = make("a.pdf")
    put(store, file, issues=(Issue(code="skipped_page", message="…", page=2),))

    assert exit_code(decide(store, [file], {}).settled) == 1


def test_another_word_of_the_user_makes_a_job_again(store, make):
    file, hints = make("a.pdf"), Hints(title="題名")
    put(store, file)

    assert decide(store, [file], {file.sha256: hints}).jobs[0].hints == hints
    put(store, file, hints=hints)
    assert decide(store, [file], {file.sha256: hints}).jobs == ()


def test_a_file_with_the_bytes_of_another_is_a_twin_and_no_job(store, make):
    first, second = make("a.pdf", "x"), make("b.pdf", "x")
    decision = decide(store, [first, second], {})

    assert [job.file for job in decision.jobs] == [first]
    assert decision.twins == ((second, first),)


def test_a_twin_of_an_earlier_run_names_the_file_only_while_that_exists(store, make):
    first, second = make("a.pdf", "x"), make("b.pdf", "x")
    put(store, first)
    (twin,) = decide(store, [second], {}).settled
    first.path.unlink()
    (moved,) = decide(store, [second], {}).settled

    assert (twin.status, twin.reason) == ("unchanged", "duplicate")
    assert "a.pdf" in twin.message
    assert (moved.status, moved.reason, moved.message) == ("unchanged", None, None)


def test_a_quarantined_file_stays_untried_until_a_new_version(store, make):
    file = make("a.pdf")
    quarantine(store, file, "timeout", record_versions(Hints()))
    (outcome,) = decide(store, [file], {}).settled
    quarantine(store, file, "timeout", {"extractor": "0"})

    assert (outcome.status, outcome.reason) == ("quarantined", "timeout")
    assert len(decide(store, [file], {}).jobs) == 1


@pytest.mark.parametrize(("reason", "jobs"), [("encrypted", 1), ("timeout", 0)])
def test_only_the_reasons_that_are_asked_for_are_tried_again(store, make, reason, jobs):
    file = make("a.pdf")
    quarantine(store, file, reason, record_versions(Hints()))

    assert len(decide(store, [file], {}, reopened={"encrypted"}).jobs) == jobs


def test_a_file_that_cannot_be_opened_is_quarantined_with_a_message(store, tmp_path):
    file = InputFile(path=tmp_path / "a.pdf", sha256=None, problem="Permission denied")
    (outcome,) = decide(store, [file], {}).settled

    assert (outcome.status, outcome.reason) == ("quarantined", "unreadable_file")


def test_the_twin_of_a_quarantined_file_is_quarantined_too(store, make):
    first, second = make("a.pdf", "x"), make("b.pdf", "x")
    quarantine(store, first, "timeout", record_versions(Hints()))
    (outcome,) = decide(store, [first], {}).settled

    assert twin_outcome(second, outcome).status == "quarantined"
    assert twin_outcome(second, outcome).path == second.path
