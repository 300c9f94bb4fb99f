"""The column definitions, the rows and the data dictionary agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.editions import Edition, StoredEdition
from corpus.entries import Manifest, PlanHeader, StoredPlan
from outputs.columns import TABLES, Table
from outputs.data_dictionary import data_dictionary
from outputs.tables import ROWS, rows_of
from tests import strategies as records

if TYPE_CHECKING:
    from corpus.records import Analysis, Plan

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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records.plans, records.analyses)
def test_cells_are_of_their_columns_kind(plan: Plan, analysis: Analysis) -> None:
    part = StoredPlan(plan=plan, analysis=analysis, versions="1", manifest=Manifest())
    header = PlanHeader(
        document_id=1,
        sha256=plan.source.sha256,
        source_name=plan.source.source_name,
        municipality_code=plan.document.municipality_code,
        title=plan.document.title,
        start_fy=plan.document.start_fy,
    )
    stored = StoredEdition(edition=Edition(id="1", parts=(header, header)), parts=(part, part))
    for key, table in TABLES.items():
        for row in rows_of(key, stored):
            assert len(row) == len(table.columns)
            for cell, column in zip(row, table.columns, strict=True):
                assert cell is None or type(cell) is KINDS[column.kind], column.key
