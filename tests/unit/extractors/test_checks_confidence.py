"""Confidence: full for what is printed as plans print it, less for each fact that speaks against it, with reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from score.corpora import CORPORA, read_plan
from unit.extractors.test_checks import codes, measure
from unit.extractors.test_coverage import evidence, sheet

from corpus.records import Document, Region, ScheduleEntry
from extractors.checks_confidence import FACTORS, WEAK, is_inside, weak_evidence, weighed
from extractors.coverage import Evidence, PageCoverage

PLAN = Document(title="見本市ＤＸ推進計画", start_fy=2025, end_fy=2026)
NEGATIVE = ("yosan", "koho", "jorei")


def weigh(found, *, coverage=(), document=PLAN, printed=True):
    return weighed(found, coverage, document, period_is_printed=printed)


def table():
    return evidence(sheet())


def changed(found, **fields):
    """The measures with the first one changed."""
    first, *rest = found.measures
    return replace(found, measures=[replace(first, **fields), *rest])


def entry(activity="検討", start=2025, end=2026, **fields):
    return ScheduleEntry(row="", activity=activity, start_fy=start, end_fy=end, **fields)


def test_rows_of_a_ruled_table_with_offices_and_years_are_sure():
    assert [(one.confidence, one.confidence_reason) for one in weigh(table())] == [(1.0, "")] * 4


@pytest.mark.parametrize(
    ("fact", "found", "options"),
    [
        ("no_period", table(), {"printed": False}),
        ("no_title", table(), {"document": replace(PLAN, title=None)}),
        ("background", changed(table(), path=("第２章", "２ 市の現状")), {}),
        ("unplaced", table(), {"coverage": [PageCoverage(3, 80, 100)]}),
        ("no_department", changed(table(), departments=()), {}),
        ("title", changed(table(), title="窓口を予約制にします。"), {}),
        ("joined", changed(table(), where={"title": (Region(3, (1, 1, 2, 2)), Region(4, (1, 1, 2, 2)))}), {}),
        ("unsure_years", changed(table(), schedule=(entry(confidence=0.6),)), {}),
        ("outside", changed(table(), schedule=(entry(end=2030),)), {}),
        ("numbers", changed(table(), schedule=(entry("1,840"), entry("△675"), entry("12％"))), {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_fact_lowers_the_confidence_and_is_said(fact, found, options):
    one = weigh(found, **options)[0]
    factor, reason = FACTORS[fact]
    assert one.confidence == pytest.approx(factor, abs=0.001)
    assert one.confidence_reason == reason


def test_facts_multiply_and_the_readers_own_doubt_stays():
    found = changed(table(), title="見直す。", departments=(), confidence=0.5, confidence_reason="表の頭が読めない")
    one = weigh(found)[0]
    assert one.confidence == pytest.approx(0.5 * FACTORS["title"][0] * FACTORS["no_department"][0], abs=0.001)
    assert one.confidence_reason == "、".join(("表の頭が読めない", FACTORS["no_department"][1], FACTORS["title"][1]))


def test_a_label_is_missed_where_all_others_of_the_section_have_one():
    labelled = [replace(one, label=label.strip()) for one, label in zip(table().measures, "①②③ ", strict=True)]
    found = weigh(replace(table(), measures=labelled))
    assert [one.confidence for one in found] == [1.0, 1.0, 1.0, FACTORS["unmarked"][0]]


def test_measures_that_are_there_twice_are_doubted_both():
    one = measure("①", title="窓口の予約", departments=["市民課"])
    found = weigh(Evidence(layouts=[], sections=[], tables=[], measures=[one] * 4))
    assert {item.confidence_reason for item in found} == {FACTORS["double"][1]}


def test_few_bare_paragraphs_are_weak_evidence():
    bare = [replace(measure("①", path=("第２章", "市の動向")), extractor="prose") for _ in range(2)]
    found = weigh(Evidence(layouts=[], sections=[], tables=[], measures=bare), document=Document(), printed=False)
    (issue,) = weak_evidence(found)
    assert issue.code == "weak_evidence"
    assert "2件" in issue.message
    assert max(one.confidence for one in found) < WEAK


def test_sure_measures_are_no_weak_evidence():
    assert weak_evidence([]) == weak_evidence(weigh(table())) == []


@pytest.mark.parametrize(
    ("years", "open_end", "inside"),
    [
        ((2025, 2026), False, True),
        ((2024, 2025), False, True),
        ((2023, 2025), False, False),
        ((2026, 2027), False, False),
        ((2026, 2027), True, True),
        ((2026, 2028), True, False),
    ],
)
def test_an_open_end_may_name_the_year_after_the_plan(years, open_end, inside):
    assert is_inside(entry("運用", *years, open_end=open_end), 2025, 2026) is inside


@pytest.mark.parametrize(("fact", "factor"), [(fact, factor) for fact, (factor, _) in FACTORS.items()])
def test_factors_lower_and_never_rule_out(fact, factor):
    assert 0 < factor < 1, fact


@pytest.mark.parametrize("name", NEGATIVE)
def test_documents_that_are_no_plans_are_never_at_full_confidence(name):
    plan = read_plan(CORPORA["layouts"].plans / f"{name}.pdf")
    assert len(plan.measures) <= 3
    assert all(one.confidence < WEAK for one in plan.measures)
    assert {"no_action_chapter", "weak_evidence"} & {*codes(plan.issues)}


@pytest.mark.parametrize(
    "pdf",
    [pdf for pdf in sorted(CORPORA["layouts"].plans.glob("*.pdf")) if pdf.stem not in NEGATIVE],
    ids=lambda p: p.stem,
)
def test_plans_are_no_weak_evidence(pdf):
    plan = read_plan(pdf)
    assert not {"weak_evidence", "unplaced_text"} & {*codes(plan.issues)}
    assert all(bool(one.confidence_reason) == (one.confidence < 1) for one in plan.measures)
