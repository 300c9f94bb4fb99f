"""The figures, on cases small enough to work out by hand."""

import random

import pytest

from models.evaluate import (
    Judged,
    bootstrap_interval,
    cohens_kappa,
    coverage_curve,
    evaluate,
    macro_f1,
)


def judged(expected, predicted, probability=0.9, *, abstain=False, group=""):
    return Judged(tuple(expected.split()), tuple(predicted.split()), probability, abstain, group)


CASES = [
    judged("a", "a", 0.9, group="x"),
    judged("a b", "b a", 0.8, group="x"),
    judged("b", "a", 0.6, group="y", abstain=True),
    judged("c", "c", 0.7, group="z"),
]


def test_figures_of_four_measures():
    found = evaluate(CASES, ["a", "b", "c"])
    scores = {one.label: one for one in found.per_label}

    assert (found.count, found.groups) == (4, 3)
    assert found.main_accuracy == 0.5
    assert (found.kept_share, found.kept_accuracy) == (0.75, pytest.approx(2 / 3))
    assert (scores["a"].precision, scores["a"].recall, scores["a"].support) == (pytest.approx(2 / 3), 1.0, 2)
    assert (scores["b"].precision, scores["b"].recall) == (1.0, 0.5)
    # Five expected labels, five found, four hits.
    assert found.micro_f1 == pytest.approx(0.8)


def test_macro_counts_only_what_has_support():
    expected, predicted = [("a",), ("a",), ("b",)], [("a",), ("a",), ("c",)]

    assert macro_f1(expected, predicted, ["a", "b", "c"]) == 0.5
    assert macro_f1(expected, predicted, ["a", "b", "c"], least_support=2) == 1.0
    assert macro_f1(expected, predicted, ["a"], least_support=9) == 0.0


def test_the_curve_keeps_the_surest_first():
    curve = {share: (least, accuracy) for share, least, accuracy in coverage_curve(CASES)}

    assert curve[0.5] == (0.8, 0.5)
    assert curve[1.0] == (0.6, 0.5)


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ([1, 1, 0, 0], [1, 1, 0, 0], 1.0),
        ([1, 1, 0, 0], [0, 0, 1, 1], -1.0),
        ([1, 1, 0, 0], [1, 0, 1, 0], 0.0),
        # The textbook case: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
        ([1] * 25 + [0] * 25, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15, 0.4),
    ],
)
def test_kappa(first, second, kappa):
    assert cohens_kappa(list(map(bool, first)), list(map(bool, second))) == pytest.approx(kappa)


def test_kappa_says_nothing_where_no_one_could_differ():
    assert cohens_kappa([True, True], [True, True]) is None
    assert cohens_kappa([], []) is None


def test_an_interval_covers_the_truth_about_as_often_as_it_says():
    chance = random.Random(5)  # noqa: S311 - no secret
    covered = 0
    for _ in range(60):
        sample = [judged("a", "a" if chance.random() < 0.8 else "b") for _ in range(80)]
        low, high = bootstrap_interval(sample, lambda s: sum(one.predicted == ("a",) for one in s) / len(s), draws=200)
        covered += low <= 0.8 <= high
    assert covered >= 50


def test_whole_groups_are_drawn_where_there_are_three():
    alike = [judged("a", "a", group=g) for g in "xyz" for _ in range(20)]
    apart = [judged("a", "a" if g != "x" else "b", group=g) for g in "xyz" for _ in range(20)]

    def accuracy(sample):
        return sum(one.predicted == one.expected for one in sample) / len(sample)

    assert bootstrap_interval(alike, accuracy) == (1.0, 1.0)
    # One of three groups is all wrong: some draws take it three times, some never.
    assert bootstrap_interval(apart, accuracy) == (0.0, 1.0)


def test_nothing_to_judge_is_an_error():
    with pytest.raises(ValueError, match="at least one"):
        evaluate([], ["a"])
