"""The store keeps plans exactly, whole or not at all."""

from __future__ import annotations

import json
import math
import sqlite3
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import fulltext
from corpus.entries import FileEntry, Manifest, versions_text
from corpus.errors import CorpusMissingError, StoreError
from corpus.records import Analysis, Box, Plan, Region, Review, Token
from corpus.search import search
from corpus.store import DATABASE_NAME, Store, open_store
from tests import strategies as records
from tests.unit.corpus.stored import VERSIONS, make_plan, put


def count(workspace: Path, table: str) -> int:
    with sqlite3.connect(workspace / DATABASE_NAME) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a literal below


class TestRoundTrip:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(plan=records.plans, analysis=records.analyses, again=records.plans)
    def test_a_plan_comes_back_as_it_was_put(self, plan: Plan, analysis: Analysis, again: Plan) -> None:
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
            put(store, plan, analysis)

            assert store.get_plan(plan.source.sha256) == (plan, analysis)
            assert list(store.plans()) == [(plan, analysis)]

            printed = replace(again.document, printed_part="概要版", first_printed_page=3, last_printed_page=9)
            again = replace(again, document=printed)
            newer = replace(again, source=replace(again.source, sha256=plan.source.sha256))
            put(store, newer)

            assert list(store.plans()) == [(newer, Analysis())]

    @given(records.tokenised_texts())
    @settings(max_examples=20, deadline=None)
    def test_tokens_come_back(self, tokenised: tuple[str, tuple[Token, ...]]) -> None:
        text, tokens = tokenised
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
            plan = make_plan()
            plan = replace(plan, measures=(replace(plan.measures[0], title=text),))
            put(store, plan, tokens={text: tokens, "在庫": ()})

            assert store.tokens_of(text) == (tokens if text else None)
            assert store.tokens_of(text + "?") is None
            assert store.tokens_of("在庫") is None

    def test_coordinates_are_rounded_to_a_hundredth_of_a_point(self, store: Store) -> None:
        region = Region(7, Box(71.50000001, 210.126, 250.2, 246.8))
        plan = make_plan(where={"title": (region,)})
        put(store, plan)

        stored, _ = store.get_plan(plan.source.sha256)

        assert stored.document.where == {"title": (Region(7, Box(71.5, 210.13, 250.2, 246.8)),)}


class TestTransactions:
    def test_a_crash_in_the_middle_leaves_nothing(
        self, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(fulltext, "add_measure", crash)
        with pytest.raises(KeyboardInterrupt):
            put(store, make_plan(), tokens={"防災ラジオの運用": ()})

        for table in ("documents", "measures", "texts", "text_uses", "lexemes", "search_texts"):
            assert count(tmp_path, table) == 0

    def test_a_crash_while_replacing_leaves_the_old_record(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        old = make_plan(title="旧")
        put(store, old)
        monkeypatch.setattr(fulltext, "add_measure", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            put(store, make_plan(title="新"))

        assert store.get_plan(old.source.sha256)[0] == old
        assert search(store, "防災").total == 1

    def test_replacing_leaves_no_rows_of_the_old_record(self, store: Store, tmp_path: Path) -> None:
        tokens = {"防災ラジオの運用": (), "Ⅱ 項目": (), "推進": ()}
        put(store, make_plan(), tokens=tokens)
        review = Review(path=(), label="", title="推進", current="", status="", direction="", page=1)
        put(store, replace(make_plan(), measures=(), reviews=(review,)), tokens=tokens, versions="2")

        assert count(tmp_path, "measures") == 0
        assert count(tmp_path, "search_texts") == 0
        assert count(tmp_path, "texts") == 1
        assert search(store, "防災").total == 0

    def test_a_text_stays_while_another_plan_prints_it(self, store: Store) -> None:
        text = "防災ラジオの運用"
        put(store, make_plan("a" * 64), tokens={text: ()})
        put(store, make_plan("b" * 64), tokens={text: ()})
        put(store, make_plan("a" * 64), tokens={})

        assert store.tokens_of(text) == ()

    def test_two_stores_write_at_once(self, tmp_path: Path) -> None:
        failures: list[BaseException] = []

        def write(first: int) -> None:
            try:
                with open_store(tmp_path) as own:
                    for number in range(first, 20, 2):
                        put(own, make_plan(f"{number:064x}"))
            except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
                failures.append(error)

        threads = [threading.Thread(target=write, args=(first,)) for first in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert not failures
        with open_store(tmp_path) as store:
            assert [header.sha256 for header in store.headers()] == [f"{number:064x}" for number in range(20)]

    def test_a_reader_sees_one_state_to_its_end(self, store: Store) -> None:
        put(store, make_plan("a" * 64))
        reader = store.plans()
        next(reader)
        put(store, make_plan("b" * 64))

        assert list(reader) == []
        assert len(list(store.plans())) == 2

    @pytest.mark.parametrize(
        "plan",
        [
            make_plan(title="\ud800"),
            make_plan(where={"title": (Region(1, Box(math.nan, 0, 0, 0)),)}),
            make_plan(start_fy=10**30),
        ],
    )
    def test_what_cannot_be_stored_is_refused_with_a_clear_error(self, store: Store, plan: Plan) -> None:
        with pytest.raises(StoreError, match=DATABASE_NAME):
            put(store, plan)

        assert store.headers() == []


class TestStates:
    def test_a_file_is_new_then_done_then_new_again_under_other_versions(self, store: Store) -> None:
        sha256 = "a" * 64

        assert store.state_of(sha256, VERSIONS) is None
        put(store, make_plan(sha256))
        assert store.state_of(sha256, dict(reversed(VERSIONS.items()))) == "done"
        assert store.state_of(sha256, {**VERSIONS, "model": "2"}) is None

    def test_quarantine_holds_under_its_versions_and_removes_the_older_record(self, store: Store) -> None:
        sha256 = "a" * 64
        put(store, make_plan(sha256), versions="old")
        facts = {
            "source_name": "x\udcff.pdf",
            "reason": "encrypted",
            "message": "暗号化",
            "stage": "read",
            "page": None,
        }
        store.put_quarantine(sha256, **facts, versions=VERSIONS)

        assert store.state_of(sha256, VERSIONS) == "quarantined"
        assert store.state_of(sha256, "old") is None
        assert store.headers() == []
        quarantine = store.quarantine_of(sha256)
        assert quarantine is not None
        assert (quarantine.reason, quarantine.source_name) == ("encrypted", "x\\udcff.pdf")
        assert store.quarantined() == [quarantine]
        assert store.state_of(sha256, {**VERSIONS, "model": "2"}) is None

    def test_a_plan_ends_the_quarantine_of_its_bytes(self, store: Store) -> None:
        sha256 = "a" * 64
        store.put_quarantine(sha256, source_name="", reason="", message="", stage="", page=3, versions="1")
        put(store, make_plan(sha256))

        assert store.quarantined() == []
        assert store.state_of(sha256, VERSIONS) == "done"

    def test_a_file_that_was_replaced_takes_its_quarantine_along_unless_another_has_the_same_bytes(
        self, store: Store
    ) -> None:
        facts = {"source_name": "a.pdf", "reason": "truncated", "message": "…", "stage": "read", "page": None}
        for sha256 in ("a" * 64, "b" * 64):
            store.put_quarantine(sha256, **facts, versions=VERSIONS)
        for path, sha256 in (("a.pdf", "a"), ("b.pdf", "b"), ("twin.pdf", "b")):
            store.put_file(FileEntry(path=path, sha256=sha256 * 64, state="quarantined", reason="truncated"))
        for path in ("a.pdf", "b.pdf"):
            store.put_file(FileEntry(path=path, sha256="c" * 64, state="done"))

        assert [entry.sha256 for entry in store.quarantined()] == ["b" * 64]

    def test_the_last_state_of_a_path_is_kept(self, store: Store) -> None:
        store.put_file(FileEntry(path="b.pdf", sha256="a" * 64, state="done"))
        store.put_file(FileEntry(path="a\udcff.pdf", sha256=None, state="quarantined", reason="unreadable"))
        store.put_file(FileEntry(path="b.pdf", sha256="a" * 64, state="unchanged"))

        assert [(entry.path, entry.state) for entry in store.files()] == [
            ("a\\udcff.pdf", "quarantined"),
            ("b.pdf", "unchanged"),
        ]
        assert [entry.path for entry in store.files("a" * 64)] == ["b.pdf"]


class TestReading:
    def test_plans_come_by_code_title_year_and_sha(self, store: Store) -> None:
        expected = [
            make_plan("5" * 64, municipality_code="011002", title="い"),
            make_plan("4" * 64, title="あ", start_fy=2019),
            make_plan("2" * 64, title="あ", start_fy=2020),
            make_plan("3" * 64, title="あ", start_fy=2020),
            make_plan("1" * 64, title="あ"),
            make_plan("0" * 64, municipality_code=None),
        ]
        for plan in reversed(expected):
            put(store, plan)

        assert [plan for plan, _ in store.plans()] == expected

    def test_a_prefecture_restricts(self, store: Store) -> None:
        put(store, make_plan("a" * 64))
        put(store, make_plan("b" * 64, prefecture="東京都"))

        assert [plan.source.sha256 for plan, _ in store.plans("東京都")] == ["b" * 64]

    def test_versions_and_manifest_are_kept(self, store: Store) -> None:
        manifest = Manifest(source_url="https://example.jp/a.pdf", plan_id="p1", part="2")
        put(store, make_plan(), manifest=manifest)

        [stored] = store.stored_plans()

        assert stored.manifest == manifest
        assert stored.versions == versions_text(VERSIONS) == "extractor=1 model=1"

    def test_an_unknown_plan_is_an_error(self, store: Store) -> None:
        with pytest.raises(StoreError, match="計画はありません"):
            store.get_plan("f" * 64)

    def test_a_missing_corpus_is_not_made_by_a_reader(self, tmp_path: Path) -> None:
        with pytest.raises(CorpusMissingError, match="keikaku ingest"):
            open_store(tmp_path / "nowhere", create=False)

        assert not (tmp_path / "nowhere").exists()

    def test_a_field_is_a_json_array_for_those_who_write_sql(self, store: Store, tmp_path: Path) -> None:
        put(store, make_plan())
        with sqlite3.connect(tmp_path / DATABASE_NAME) as connection:
            (path,) = connection.execute("SELECT path FROM measures").fetchone()

        assert json.loads(path) == ["Ⅱ 項目"]


@given(st.dictionaries(st.text(), st.text()))
def test_versions_read_alike_in_any_order(versions: dict[str, str]) -> None:
    assert versions_text(versions) == versions_text(dict(reversed(versions.items())))
