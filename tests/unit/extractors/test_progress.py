"""Progress reports beside the measures they report on."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import line_of

from corpus.records import Progress
from extractors.drafts import Draft
from extractors.outline import Item
from extractors.progress import attach_progress, items_to_progress


def reports(*texts):
    items = [Item(4, line_of(text, top=100 + 16 * i)) for i, text in enumerate(texts)]
    return [(one.heading, one.departments, one.text) for one in items_to_progress(items)]


def draft(title):
    return Draft(path=(), label="", title=title, page=1, end_page=1, extractor="prose")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["■窓口の予約（市民課）", "予約制を始めた。", "件数が増えた。"],
            [("窓口の予約", ("市民課",), "予約制を始めた。件数が増えた。")],
        ),
        (
            ["■窓口の予約（市民課）", "始めた。", "■納付（会計室）", "広げた。"],
            [("窓口の予約", ("市民課",), "始めた。"), ("納付", ("会計室",), "広げた。")],
        ),
        (
            ["■市民が来庁しなくても済む", "窓口（市民課）", "始めた。"],
            [("市民が来庁しなくても済む窓口", ("市民課",), "始めた。")],
        ),
        (["■講座（学習課（図書館））", "開いた。"], [("講座", ("学習課（図書館）",), "開いた。")]),
        (["【主な取組状況】", "■窓口（市民課）", "始めた。"], [("窓口", ("市民課",), "始めた。")]),
        (["前置きの文。"], []),
        ([], []),
    ],
    ids=["one", "two", "heading over two lines", "brackets inside", "label before", "no report", "nothing"],
)
def test_a_report_has_a_heading_an_office_and_a_text(texts, expected):
    assert reports(*texts) == expected


def test_a_report_knows_its_page():
    items = [Item(4, line_of("■窓口（市民課）"))]
    assert [region.page for region in items_to_progress(items)[0].where] == [4]


def test_a_report_goes_to_the_measure_with_the_most_similar_title():
    drafts = [draft("窓口の予約制"), draft("納付方法の拡大")]
    left = attach_progress([Progress(heading="納付方法を拡大", text="広げた。")], drafts)
    assert left == []
    assert [len(one.progress) for one in drafts] == [0, 1]


def test_reports_without_any_measure_are_given_back():
    report = Progress(heading="窓口", text="始めた。")
    assert attach_progress([report], []) == [report]
