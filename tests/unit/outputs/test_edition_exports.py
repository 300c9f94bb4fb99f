"""A plan in several files is one plan in every export, and a digest is none."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from corpus.entries import Manifest
from corpus.records import Analysis, Classification, Document, Initiative, Issue, Measure, Plan, Region, Source, Term
from corpus.records import Box as Rectangle
from corpus.schemes import NATIONAL_NAMES
from models.taxonomy import load_taxonomy
from outputs.columns import TABLES
from outputs.contract_json import stored_plan_to_contract
from outputs.export import export

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.store import Store

BOX = Rectangle(71.5, 210.0, 250.2, 246.8)
TITLE = "名取市情報化推進計画"


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def make_plan(source_name: str, sha256: str, n_measures: int = 1, **document: object) -> Plan:
    identity = {"municipality": "名取市", "municipality_code": "042072", "prefecture": "宮城県", "title": TITLE}
    where = {"title": (Region(2, BOX),)} if document.get("title", TITLE) else {}
    return Plan(
        source=Source(source_name=source_name, sha256=sha256, page_count=10, extractor_version="1"),
        document=Document(**(identity | {"start_fy": 2020, "end_fy": 2026, "where": where} | document)),
        measures=tuple(
            Measure(
                id=sha(f"{sha256}{number}")[:16],
                path=(),
                label="",
                title=f"{source_name} の施策{number}",
                page=number + 1,
                end_page=number + 1,
            )
            for number in range(n_measures)
        ),
        terms=(Term(marker="※1", term="ICT", expansion="", definition=source_name, kind="footnote", page=1),),
        initiatives=(Initiative(title="群", issues=(), effects=(), measure_ids=(), page=3),),
        issues=(Issue(code="period_not_found", message="確かめてください"),),
    )


def put(store: Store, plan: Plan, manifest: Manifest | None = None) -> None:
    analysis = Analysis(
        classifications=tuple(
            Classification(
                measure_id=measure.id,
                scheme="national-dx",
                scheme_version="1",
                label="frontyard",
                rank=0,
                probability=0.5,
                abstain=False,
                decided_by="m",
            )
            for measure in plan.measures
        )
    )
    store.put_plan(
        plan, analysis, tokens={}, tokeniser_version="1", versions={"extractor": "1"}, manifest=manifest or Manifest()
    )


NOTHING = {"municipality": None, "municipality_code": None, "prefecture": None, "title": None}


@pytest.fixture
def corpus(store: Store) -> Store:
    """An edition of two files (the first prints no title), its digest, and a plan of its own."""
    put(store, make_plan("x.pdf", sha("2"), 3), Manifest(plan_id="natori-2020", part="2"))
    first = make_plan("x.pdf", sha("1"), 2, start_fy=None, end_fy=None, **NOTHING)
    put(store, first, Manifest(plan_id="natori-2020", part="1", source_url="https://example.jp/1.pdf"))
    put(store, make_plan("概要版.pdf", sha("3")), Manifest(plan_id="natori-2020", part="概要版"))
    put(store, make_plan("watari.pdf", sha("4"), municipality="亘理町", municipality_code="043613", title="計画"))
    return store


def records(store: Store, out_dir: Path, prefecture: str | None = None) -> list[dict]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in export(store, "json", out_dir, prefecture)]


def table(store: Store, out_dir: Path, name: str) -> list[dict[str, str]]:
    export(store, "csv", out_dir)
    text = (out_dir / f"{name}.csv").read_bytes().decode("utf-8-sig")
    keys = [column.key for column in TABLES[name].columns]
    return [dict(zip(keys, row, strict=True)) for row in list(csv.reader(io.StringIO(text, newline="")))[1:]]


class TestJson:
    def test_an_edition_is_one_file_with_all_its_parts_in_order(self, corpus: Store, tmp_path: Path) -> None:
        [edition] = [record for record in records(corpus, tmp_path) if "files" in record["document"]]
        document = edition["document"]

        assert [(file["file"], file["sha256"]) for file in document["files"]] == [
            ("x.pdf", sha("1")),
            ("x.pdf (2)", sha("2")),
        ]
        assert [row["file"] for row in edition["measures"]] == ["x.pdf"] * 2 + ["x.pdf (2)"] * 3
        assert [row["page"] for row in edition["measures"]] == [1, 2, 1, 2, 3]
        for key in ("terms", "initiatives", "issues"):
            assert [row["file"] for row in edition[key]] == ["x.pdf", "x.pdf (2)"]
        assert all(row["national"] == ["frontyard"] for row in edition["measures"])

    def test_its_document_is_what_the_parts_print_first(self, corpus: Store, tmp_path: Path) -> None:
        [document] = [record["document"] for record in records(corpus, tmp_path) if "files" in record["document"]]

        assert (document["title"], document["municipality_code"]) == (TITLE, "042072")
        assert (document["start_fy"], document["end_fy"], document["page_count"]) == (2020, 2026, 20)
        assert (document["source_name"], document["sha256"]) == ("x.pdf", sha("1"))
        assert document["where"] == {"title": [[2, *BOX]]}
        assert document["where_files"] == {"title": "x.pdf (2)"}
        assert (document["plan_id"], document["edition_id"]) == ("natori-2020", "natori-2020")
        assert [file["source_url"] for file in document["files"]] == ["https://example.jp/1.pdf", None]
        assert {file["versions"] for file in document["files"]} == {"extractor=1"}

    def test_a_digest_has_a_file_of_its_own_that_names_its_plan(self, corpus: Store, tmp_path: Path) -> None:
        digests = [record for record in records(corpus, tmp_path) if "digest_of" in record["document"]]

        assert [record["document"]["digest_of"] for record in digests] == ["natori-2020"]
        assert [len(record["measures"]) for record in digests] == [1]
        assert "files" not in digests[0]["document"]

    def test_a_plan_in_one_file_is_written_as_ever(self, corpus: Store, tmp_path: Path) -> None:
        export(corpus, "json", tmp_path)
        [stored] = [stored for stored in corpus.stored_plans() if stored.plan.source.source_name == "watari.pdf"]

        assert json.loads((tmp_path / "watari.json").read_text(encoding="utf-8")) == stored_plan_to_contract(stored)

    def test_a_part_that_prints_no_prefecture_comes_along(self, corpus: Store, tmp_path: Path) -> None:
        put(corpus, make_plan("tokyo.pdf", sha("5"), prefecture="東京都", municipality_code="131016"))
        written = records(corpus, tmp_path, "宮城県")

        assert sorted(len(record["document"].get("files", [1])) for record in written) == [1, 1, 2]


class TestTables:
    def test_plans_are_counted_by_edition_and_files_by_file(self, corpus: Store, tmp_path: Path) -> None:
        plans, files = table(corpus, tmp_path, "plans"), table(corpus, tmp_path, "files")

        assert [(row["edition_id"], row["file_count"], row["measure_count"]) for row in plans] == [
            ("natori-2020", "2", "5"),
            (sha("4")[:16], "1", "1"),
        ]
        assert (plans[0]["sha256"], plans[0]["page"], plans[0]["page_count"]) == (sha("2"), "2", "20")
        assert [(row["source_name"], row["part_number"], row["part"], row["digest_of"]) for row in files] == [
            ("x.pdf", "1", "1", ""),
            ("x.pdf", "2", "2", ""),
            ("概要版.pdf", "1", "概要版", "natori-2020"),
            ("watari.pdf", "1", "", ""),
        ]

    def test_rows_keep_their_file_and_carry_their_edition(self, corpus: Store, tmp_path: Path) -> None:
        rows = table(corpus, tmp_path, "measures")

        assert [(row["sha256"], row["edition_id"]) for row in rows] == (
            [(sha("1"), "natori-2020")] * 2 + [(sha("2"), "natori-2020")] * 3 + [(sha("4"), sha("4")[:16])]
        )
        assert {row["municipality"] for row in rows[:5]} == {"名取市"}
        assert {row["plan_title"] for row in rows[:5]} == {TITLE}

    @pytest.mark.parametrize("name", [name for name in TABLES if name != "files"])
    def test_a_digest_has_no_rows(self, corpus: Store, tmp_path: Path, name: str) -> None:
        export(corpus, "parquet", tmp_path)

        assert "概要版.pdf" not in pq.read_table(tmp_path / f"{name}.parquet").column("source_name").to_pylist()

    def test_a_digest_whose_plan_is_not_here_counts(self, store: Store, tmp_path: Path) -> None:
        put(store, make_plan("概要版.pdf", sha("3")))

        assert len(table(store, tmp_path, "plans")) == 1
        assert len(table(store, tmp_path, "measures")) == 1

    def test_categories_stand_by_name_and_by_id(self, corpus: Store, tmp_path: Path) -> None:
        row = table(corpus, tmp_path, "measures")[0]

        assert (row["national_names"], row["national"]) == ("自治体フロントヤード改革の推進", "frontyard")


def test_a_part_read_again_replaces_only_itself(corpus: Store, tmp_path: Path) -> None:
    before = {row["measure_id"]: row for row in table(corpus, tmp_path / "a", "measures")}
    put(
        corpus,
        replace(make_plan("x.pdf", sha("2"), 4), terms=()),
        Manifest(plan_id="natori-2020", part="2"),
    )
    after = {row["measure_id"]: row for row in table(corpus, tmp_path / "b", "measures")}

    assert len(after) == len(before) + 1
    assert {key: after[key] for key in before} == before
    [edition] = [record for record in records(corpus, tmp_path / "c") if "files" in record["document"]]
    assert [row["definition"] for row in edition["terms"]] == ["x.pdf"]


def test_the_names_of_the_categories_are_those_of_the_taxonomy() -> None:
    taxonomy = load_taxonomy("national-dx")

    assert {category.id: category.name_ja for category in taxonomy.categories} == dict(NATIONAL_NAMES)
