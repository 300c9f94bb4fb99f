"""The column definitions, the rows and the data dictionary agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.editions import Edition, StoredEdition
from corpus.entries import Manifest, PlanHeader, StoredPlan
from corpus.records import Action, Analysis, Document, Entity, Measure, Parse, Plan, Source, Term
from outputs.columns import TABLES, Table
from outputs.data_dictionary import data_dictionary
from outputs.tables import ROWS, rows_of
from tests import strategies as records

DOCS = Path(__file__).resolve().parents[3] / "docs"
KINDS = {"text": str, "texts": tuple, "integer": int, "number": float, "boolean": bool}


def test_the_data_dictionary_is_fresh() -> None:
    """If not, run ``python -m outputs.columns``."""
    assert (DOCS / "columns.md").read_text(encoding="utf-8") == data_dictionary()


def test_every_table_has_rows() -> None:
    assert list(ROWS) == list(TABLES)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.key)
class TestTable:
    def test_says_plan_page_and_source(self, table: Table) -> None:
        keys = {column.key for column in table.columns}

        assert keys >= {"municipality", "municipality_code", "page", "sha256", "versions"}

    def test_has_no_key_or_heading_twice(self, table: Table) -> None:
        assert len({column.key for column in table.columns}) == len(table.columns)
        assert len({column.heading_ja for column in table.columns}) == len(table.columns)

    def test_says_all_in_both_languages(self, table: Table) -> None:
        for text in (table.description_en, table.description_ja, table.name_ja):
            assert text
        for column in table.columns:
            assert column.description_en
            assert column.description_ja
            assert "|" not in column.description_en + column.description_ja


def edition_of(*parts: StoredPlan) -> StoredEdition:
    headers = tuple(
        PlanHeader(
            document_id=1,
            sha256=part.plan.source.sha256,
            source_name=part.plan.source.source_name,
            municipality_code=part.plan.document.municipality_code,
            title=part.plan.document.title,
            start_fy=part.plan.document.start_fy,
        )
        for part in parts
    )
    return StoredEdition(edition=Edition(id="1", parts=headers), parts=parts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records.plans, records.analyses)
def test_cells_are_of_their_columns_kind(plan: Plan, analysis: Analysis) -> None:
    part = StoredPlan(plan=plan, analysis=analysis, versions="1", manifest=Manifest())
    stored = edition_of(part, part)
    for key, table in TABLES.items():
        for row in rows_of(key, stored):
            assert len(row) == len(table.columns)
            for cell, column in zip(row, table.columns, strict=True):
                assert cell is None or type(cell) is KINDS[column.kind], column.key


def test_actions_and_names_are_rows_with_what_is_printed() -> None:
    title = "防災ラジオの運用"
    measure = Measure(id="0" * 16, path=(), label="", title=title, page=7, end_page=7)
    term = Term(marker="※1", term="窓口", expansion="", definition="役場の係", kind="footnote", page=9)
    source = Source(source_name="a.pdf", sha256="a" * 64, page_count=9, extractor_version="1")
    plan = Plan(source=source, document=Document(municipality="見本町"), measures=(measure,), terms=(term,))
    action = Action(object_start=0, object_end=5, verb_start=6, verb_end=8, verb="運用する")
    parses = {
        title: Parse(entities=(Entity(start=0, end=5, kind="製品・サービス", source="terms"),), actions=(action,)),
        "役場の係": Parse(entities=(Entity(start=0, end=2, kind="施設", source="terms"),)),
    }
    part = StoredPlan(plan=plan, analysis=Analysis(), versions="1", manifest=Manifest(), parses=parses)

    assert [(row["object"], row["verb"], row["page"]) for row in ROWS["actions"](edition_of(part))] == [
        ("防災ラジオ", "運用する", 7)
    ]
    names = [(row["entity"], row["kind"], row["term"], row["page"]) for row in ROWS["entities"](edition_of(part))]
    assert names == [("防災ラジオ", "製品・サービス", None, 7), ("役場", "施設", "窓口", 9)]
