"""The JSON record has the contract's form."""

from __future__ import annotations

import json
from types import MappingProxyType

from hypothesis import HealthCheck, given, settings

from corpus.entries import Manifest, StoredPlan
from corpus.records import (
    Analysis,
    Box,
    Classification,
    Document,
    Indicator,
    Measure,
    Plan,
    Region,
    ScheduleEntry,
    Source,
    Term,
)
from outputs.contract_json import plan_to_contract, stored_plan_to_contract
from tests import strategies as records

CONTRACT = {
    "document": {
        "source_name",
        "sha256",
        "municipality",
        "municipality_code",
        "prefecture",
        "title",
        "start_fy",
        "end_fy",
    },
    "measures": {
        *("id", "path", "label", "title", "description", "departments", "printed_codes", "repost", "schedule"),
        *("indicators", "progress", "term_refs", "national", "page", "end_page", "where"),
    },
    "reviews": {"path", "label", "title", "current", "status", "direction", "refs", "page", "where"},
    "terms": {"marker", "term", "expansion", "definition", "kind", "page", "where"},
    "initiatives": {"title", "issues", "effects", "measure_ids"},
}
SOURCE = Source(source_name="natori.pdf", sha256="a" * 64, page_count=40, extractor_version="1")
REGION = Region(7, Box(71.5, 210.004, 250.2, 246.8))


def label(rank: int, name: str, scheme: str = "national-dx") -> Classification:
    return Classification(
        measure_id="m",
        scheme=scheme,
        scheme_version="4.0",
        label=name,
        rank=rank,
        probability=0.5,
        abstain=False,
        decided_by="model 1",
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records.plans, records.analyses)
def test_every_field_of_the_contract_is_there(plan: Plan, analysis: Analysis) -> None:
    record = plan_to_contract(plan, analysis)

    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert set(record["document"]) >= CONTRACT["document"]
    for part in ("measures", "reviews", "terms", "initiatives"):
        assert len(record[part]) == len(getattr(plan, part))
        for row in record[part]:
            assert set(row) >= CONTRACT[part]
    for measure in record["measures"]:
        assert {"title", "description", "departments"} <= set(measure["where"])


def test_a_measure_in_the_contracts_form() -> None:
    measure = Measure(
        id="m",
        path=("Ⅱ 情報化推進項目",),
        label="ｱ)",
        title="防災ラジオ",
        page=7,
        end_page=7,
        departments=("防災安全課",),
        schedule=(ScheduleEntry(row="", activity="運用", start_fy=None, end_fy=2026, where=(REGION,)),),
        indicators=(Indicator(name="台数", values=(("2020", "2,000"), ("目標値", "1"), ("目標値", "2"))),),
        where=MappingProxyType({"title": (REGION,)}),
    )
    plan = Plan(source=SOURCE, document=Document(municipality_code="042072"), measures=(measure,))
    analysis = Analysis(classifications=(label(1, "mynumber_card"), label(0, "frontyard"), label(0, "A", "other")))

    record = plan_to_contract(plan, analysis)["measures"][0]

    assert record["national"] == ["frontyard", "mynumber_card"]
    assert record["where"] == {"title": [[7, 71.5, 210.0, 250.2, 246.8]], "description": [], "departments": []}
    assert record["schedule"] == [
        {
            "row": "",
            "activity": "運用",
            "phases": ["実施・運用"],
            "start_fy": None,
            "end_fy": 2026,
            "open_end": False,
            "confidence": 1.0,
            "where": [[7, 71.5, 210.0, 250.2, 246.8]],
        }
    ]
    assert record["indicators"][0]["values"] == {"2020": "2,000", "目標値": "1", "目標値 (2)": "2"}


def test_versions_and_the_manifest_are_told_where_known() -> None:
    term = Term(marker="※1", term="ＩＣＴ", expansion="", definition="", kind="footnote", page=3, where=(REGION,))
    plan = Plan(source=SOURCE, document=Document(), terms=(term,))
    stored = StoredPlan(
        plan=plan, analysis=Analysis(), versions="extractor=1", manifest=Manifest(plan_id="p", part="1")
    )

    record = stored_plan_to_contract(stored)

    assert record["versions"] == "extractor=1"
    assert record["document"]["plan_id"] == "p"
    assert record["terms"][0]["where"] == [[7, 71.5, 210.0, 250.2, 246.8]]
    assert "versions" not in plan_to_contract(plan, Analysis())
