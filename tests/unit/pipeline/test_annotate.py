"""Codes that a plan prints itself are labels of another scheme, decided by the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.records import Document, Measure, Plan, Source, Term
from pipeline.annotate import printed_codes

TERM = Term(marker="※1", term="官民データ活用推進基本法", expansion="", definition="", kind="footnote", page=1)


@pytest.fixture
def plan():
    measure = Measure(id="1", path=(), label="", title="電子申請", page=2, end_page=2, printed_codes=("Ａ", "E", "甲"))
    source = Source(source_name="a.pdf", sha256="a" * 64, page_count=3, extractor_version="1")
    return Plan(source=source, document=Document(title="見本計画"), measures=(measure,))


def test_codes_are_labels_where_the_plan_speaks_of_the_law(plan):
    found = printed_codes(replace(plan, terms=(TERM,)))

    assert [(one.label, one.rank, one.scheme, one.decided_by) for one in found] == [
        ("A", 0, "kanmin-data", "printed"),
        ("E", 1, "kanmin-data", "printed"),
    ]


def test_letters_of_a_plan_that_does_not_are_left_alone(plan):
    assert printed_codes(plan) == ()
