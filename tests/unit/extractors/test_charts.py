"""Figures that chart what sections describe in prose."""

from __future__ import annotations

import pytest
from unit.extractors.test_reader import YEARS, body, h1, h2, reading_of, spans
from unit.extractors.typed_pages import grid_at, text_at

ROADMAP = [["施策名", *YEARS], ["（１）窓口の予約", "検討", "導入", ""], ["（２）納付の拡大", "", "検討", "導入"]]
CARDS = (
    (110, "（１）窓口の予約", "予約制にします。", "予約の件数"),
    (320, "（２）納付の拡大", "方法を増やします。", "納付の数"),
)


def roadmap(*rows):
    return [h2(80, "取組の工程"), grid_at(60, 120, [140, 60, 60, 60], [ROADMAP[0], *rows])]


def cards(heads=("指標", "現状値", "目標値"), values=("3件", "9件")):
    """A chapter with a text and a table of its own for each of its measures."""
    return [
        h1(80),
        *(
            [h2(top, title), body(top + 20, text), grid_at(60, top + 60, [100, 60, 60], [heads, [name, *values]])]
            for top, title, text, name in CARDS
        ),
    ]


@pytest.mark.parametrize("first", [True, False], ids=["before them", "after them"])
def test_a_roadmap_charts_cards_that_have_indicators_in_a_table(first):
    figure = roadmap(*ROADMAP[1:])
    pages = [[h1(50), *figure], cards()] if first else [cards(), figure]
    drafts = reading_of(*pages).drafts
    assert [(d.title, d.description) for d in drafts] == [
        ("窓口の予約", "予約制にします。"),
        ("納付の拡大", "方法を増やします。"),
    ]
    assert [[one.name for one in d.indicators] for d in drafts] == [["予約の件数"], ["納付の数"]]
    assert [[(words, a) for _, words, a, _ in spans(d)] for d in drafts] == [
        [("検討", 2025), ("導入", 2026)],
        [("検討", 2026), ("導入", 2027)],
    ]


def test_a_schedule_below_the_table_of_its_measures_charts_these():
    found = reading_of(
        [
            h1(80),
            grid_at(
                60,
                120,
                [40, 120, 160, 80],
                [
                    ["番号", "施策名", "概要", "担当課"],
                    ["1-1", "窓口の予約", "予約制にする。", "市民課"],
                    ["1-2", "納付の拡大", "方法を増やす。", "会計室"],
                ],
            ),
            text_at(60, 240, "取組のスケジュール"),
            grid_at(
                60,
                260,
                [160, 60, 60, 60],
                [
                    ["施策", *YEARS],
                    ["1-1　窓口の予約", "検討", "導入", "運用"],
                    ["1-2　納付の拡大", "", "準備", "実施"],
                ],
            ),
        ]
    ).drafts
    assert [(draft.label, draft.title) for draft in found] == [("1-1", "窓口の予約"), ("1-2", "納付の拡大")]
    assert [entry.activity for draft in found for entry in draft.schedule] == ["検討", "導入", "運用", "準備", "実施"]
