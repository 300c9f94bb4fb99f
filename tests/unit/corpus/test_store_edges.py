"""What the store says of mistakes and of damage, and how much it says without reading a plan."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.errors import StoreError
from corpus.records import Issue, Plan, ScheduleEntry
from corpus.store import DATABASE_NAME, Store, open_store
from tests import strategies as records
from tests.unit.corpus.stored import make_plan, put


class Odd:
    """What no column takes."""


class TestMistakes:
    """A mistake in the program is no failure of the database, and must not look like one."""

    @pytest.mark.parametrize(
        ("plan", "mistake"),
        [
            (make_plan(where={"title": (None,)}), AttributeError),
            (make_plan(where={"title": 5}), TypeError),
            (make_plan(where=[1]), AttributeError),
            (make_plan(title=Odd()), sqlite3.Error),
        ],
    )
    def test_it_comes_through_as_what_it_is(self, store: Store, plan: Plan, mistake: type[Exception]) -> None:
        with pytest.raises(mistake) as caught:
            put(store, plan)

        assert not isinstance(caught.value, StoreError)
        assert store.headers() == []

    def test_what_a_reader_does_meanwhile_is_its_own(self, store: Store) -> None:
        put(store, make_plan())
        with pytest.raises(UnicodeEncodeError), store.snapshot():
            "\ud800".encode()

    def test_a_database_that_is_gone_is_a_failure(self, store: Store, tmp_path: Path) -> None:
        with sqlite3.connect(tmp_path / DATABASE_NAME) as connection:
            connection.execute("DROP TABLE quarantine")

        with pytest.raises(StoreError, match="データベースの読み書き"):
            put(store, make_plan())

    def test_a_null_where_none_may_be_is_a_value_that_cannot_be_stored(self, store: Store) -> None:
        plan = replace(make_plan(), source=replace(make_plan().source, page_count=None))

        with pytest.raises(StoreError, match="保存できない値"):
            put(store, plan)


class TestCounts:
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(plan=records.plans, other=records.plans)
    def test_counts_are_those_of_the_plan(self, plan: Plan, other: Plan) -> None:
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
            put(store, other)
            put(store, plan)
            counts = store.counts_of(plan.source.sha256)

        assert counts is not None
        assert (counts.pages, counts.measures, counts.terms, counts.issues) == (
            plan.source.page_count,
            len(plan.measures),
            len(plan.terms),
            len(plan.issues),
        )
        assert counts.schedule_entries == sum(len(measure.schedule) for measure in plan.measures)
        pages = {(issue.code, issue.page) for issue in plan.issues if issue.page is not None}
        assert dict(counts.issue_pages) == {code: sum(code == other for other, _ in pages) for code, _ in pages}

    def test_a_page_with_two_issues_of_a_code_is_one_page(self, store: Store) -> None:
        issues = [Issue(code=code, message="", page=page) for code, page in [("a", 1), ("a", 1), ("a", 2), ("b", None)]]
        entry = ScheduleEntry(row="", activity="運用", start_fy=None, end_fy=2026)
        plan = make_plan()
        put(store, replace(plan, issues=tuple(issues), measures=(replace(plan.measures[0], schedule=(entry,) * 3),)))
        counts = store.counts_of("a" * 64)

        assert counts is not None
        assert (counts.schedule_entries, counts.issues, counts.issue_pages) == (3, 4, {"a": 2})

    def test_what_is_not_stored_has_no_counts(self, store: Store) -> None:
        assert store.counts_of("a" * 64) is None
