"""No figure falls below what was reached once. ``python tests/score/record.py`` lifts the floors."""

from __future__ import annotations

import pytest
from score.corpora import CORPORA, read_gold
from score.figures import SCORER, below, measure, raised, read_floors
from score.scoring import compare

FLOORS = read_floors()
OWN, REFERENCE = (
    [(name, plan) for name, corpus in CORPORA.items() if corpus.shared is shared for plan in FLOORS[name]]
    for shared in (False, True)
)


@pytest.mark.parametrize(("name", "plan"), OWN)
def test_figures_of_our_own_plans_keep_their_floors(name, plan):
    assert below(FLOORS[name][plan], measure(name)[plan]) == {}


@pytest.mark.usefixtures("shared_dir")
@pytest.mark.parametrize(("name", "plan"), REFERENCE)
def test_figures_of_the_reference_plans_keep_their_floors(name, plan):
    if not CORPORA[name].present or not SCORER.is_file():
        pytest.skip(f"reference material is not here: {CORPORA[name].plans}")
    assert below(FLOORS[name][plan], measure(name)[plan]) == {}


def test_every_corpus_has_floors():
    assert set(FLOORS) == set(CORPORA)
    for name, floors in FLOORS.items():
        assert floors if CORPORA[name].growing else floors["ALL"]
        assert all(0 <= floor <= 1 for figures in floors.values() for floor in figures.values())


class TestMovingFloors:
    def test_a_floor_is_the_figure_rounded_down(self):
        assert raised({}, {"titles": 0.98765}) == {"titles": 0.987}

    def test_a_whole_figure_stays_whole(self):
        assert raised({}, {"titles": 1.0, "terms": 0.29}) == {"titles": 1.0, "terms": 0.29}

    def test_a_floor_is_never_lowered_or_dropped(self):
        assert raised({"titles": 0.9, "terms": 0.8}, {"titles": 0.5}) == {"titles": 0.9, "terms": 0.8}

    def test_a_figure_at_its_floor_is_not_below_it(self):
        figures = {"titles": 2 / 3}
        assert below(raised({}, figures), figures) == {}

    def test_a_fallen_and_a_missing_figure_are_named_with_both_values(self):
        assert below({"titles": 0.9, "terms": 0.8}, {"titles": 0.85}) == {"titles": (0.85, 0.9), "terms": (0.0, 0.8)}


class TestComparison:
    GOLD = read_gold(CORPORA["samples"])

    @staticmethod
    def measure_of(title, **fields):
        empty = {"label": "", "path": [], "description": "", "schedule": [], "departments": []}
        return {"title": title, **empty, "indicators": [], "term_refs": [], **fields}

    def record(self, *measures, terms=(), document=()):
        return {"measures": list(measures), "terms": list(terms), "reviews": [], "document": dict(document)}

    def figure(self, name, gold, found):
        return compare({"a": gold}, {"a": found})[name]

    def test_a_record_equals_itself(self):
        assert set(compare(self.GOLD, self.GOLD).values()) == {1.0}

    def test_width_and_white_space_do_not_count(self):
        gold, found = self.record(self.measure_of("ＤＸ の推進")), self.record(self.measure_of("DXの推進"))
        assert self.figure("titles", gold, found) == 1.0

    def test_a_missing_measure_costs_recall_and_an_extra_one_precision(self):
        one, two = self.measure_of("予約"), self.measure_of("納付")
        assert self.figure("titles", self.record(one, two), self.record(one)) == pytest.approx(2 / 3)
        assert self.figure("titles", self.record(one), self.record(one, two)) == pytest.approx(2 / 3)

    def test_a_wrong_year_is_a_wrong_entry(self):
        entry = {"row": "", "activity": "検討", "start_fy": 2025, "end_fy": 2026}
        gold = self.record(self.measure_of("予約", schedule=[entry]))
        found = self.record(self.measure_of("予約", schedule=[{**entry, "end_fy": 2025}]))
        assert self.figure("schedule", gold, found) == 0.0

    def test_a_term_counts_with_its_definition(self):
        term = {"marker": "※1", "term": "ＡＩ", "definition": "人工知能。"}
        gold, found = self.record(terms=[term]), self.record(terms=[{**term, "definition": "人工"}])
        assert self.figure("terms", gold, found) == 0.0

    def test_a_plan_without_a_record_counts_as_missed(self):
        assert compare({"a": self.record(self.measure_of("予約"))}, {})["titles"] == 0.0

    def test_equal_titles_in_two_plans_are_two(self):
        one = self.record(self.measure_of("予約"))
        assert compare({"a": one, "b": one}, {"a": one})["titles"] == pytest.approx(2 / 3)

    def test_figures_of_which_there_is_nothing_are_left_out(self):
        assert "terms" not in compare({"a": self.record()}, {"a": self.record()})
