"""How good predicted labels are: figures that commands, tests, the model card and training share.

Everything here is plain Python over labels and probabilities: no figure knows what made a prediction.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = [
    "Evaluation",
    "Interval",
    "Judged",
    "LabelScore",
    "bootstrap_interval",
    "calibration_error",
    "cohens_kappa",
    "coverage_curve",
    "evaluate",
    "macro_f1",
    "main_accuracy",
    "micro_f1",
]

Labels = tuple[str, ...]
Interval = tuple[float, float]

DRAWS = 1000
"""Bootstrap draws: the ends of an interval then move by less than a point from seed to seed."""

COVERAGES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.5)
MACRO_SUPPORT = 5
"""Ids with fewer expected measures say more about luck than about the model."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure with the right labels (main one first), the predicted ones, and the main label's probability.

    ``group`` is what measures of one kind share (the municipality): bootstrap draws take whole groups.
    """

    expected: Labels
    predicted: Labels
    probability: float
    abstain: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Precision, recall and F1 of one label over ``support`` measures that have it; F1 with its interval."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one set of measures; intervals hold 95 % of the bootstrap draws."""

    count: int
    groups: int
    main_accuracy: float
    main_interval: Interval
    micro_f1: float
    micro_interval: Interval
    macro_f1: float
    macro_interval: Interval
    kept_share: float
    kept_accuracy: float
    calibration_error: float
    calibration_interval: Interval
    curve: tuple[tuple[float, float, float], ...]
    per_label: tuple[LabelScore, ...]


def main_accuracy(expected: Sequence[Labels], predicted: Sequence[Labels]) -> float:
    """Share of measures whose main (first) label is right; 0.0 without measures."""
    right = sum(e[0] == p[0] for e, p in zip(expected, predicted, strict=True))
    return right / len(expected) if expected else 0.0


def micro_f1(expected: Sequence[Labels], predicted: Sequence[Labels]) -> float:
    """F1 over all labels of all measures, whatever their order; 0.0 without labels."""
    hits = sum(len(set(e) & set(p)) for e, p in zip(expected, predicted, strict=True))
    given = sum(map(len, expected)) + sum(map(len, predicted))
    return 2 * hits / given if given else 0.0


def macro_f1(
    expected: Sequence[Labels], predicted: Sequence[Labels], labels: Sequence[str], *, least_support: int = 1
) -> float:
    """Mean F1 of the labels that at least ``least_support`` measures have; 0.0 where none does."""
    counted = [_counts(zip(expected, predicted, strict=True), label) for label in labels]
    scores = [_f1(hits, found, support) for hits, found, support in counted if support >= least_support]
    return math.fsum(scores) / len(scores) if scores else 0.0


def calibration_error(probabilities: Sequence[float], outcomes: Sequence[bool], *, bins: int = 10) -> float:
    """Expected calibration error: mean gap between stated probability and share of true outcomes, in equal bins."""
    gaps = [0.0] * bins
    for probability, outcome in zip(probabilities, outcomes, strict=True):
        gaps[min(int(probability * bins), bins - 1)] += probability - outcome
    return sum(map(abs, gaps)) / len(probabilities) if probabilities else 0.0


def coverage_curve(judged: Sequence[Judged]) -> tuple[tuple[float, float, float], ...]:
    """For each share of measures kept, surest first: (share, least probability kept, accuracy of the main label)."""
    ranked = sorted(judged, key=lambda one: -one.probability)
    curve = []
    for share in COVERAGES:
        kept = ranked[: math.ceil(share * len(ranked))]
        if kept:
            curve.append((share, kept[-1].probability, _accuracy(kept)))
    return tuple(curve)


def cohens_kappa(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    """Agreement of two reviewers on one label beyond chance; None where neither ever or both always gave it."""
    total = len(first)
    if not total:
        return None
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / total
    share_a, share_b = sum(first) / total, sum(second) / total
    by_chance = share_a * share_b + (1 - share_a) * (1 - share_b)
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def bootstrap_interval(
    judged: Sequence[Judged], figure: Callable[[Sequence[Judged]], float], *, draws: int = DRAWS
) -> Interval:
    """Where 95 % of the figures of resampled measures lie.

    Whole groups are drawn where there are at least three of them, since measures of one plan resemble each other;
    single measures otherwise. The same measures give the same interval.
    """
    return _middle(figure(sample) for sample in _samples(judged, draws))


def _middle(figures: Iterable[float]) -> Interval:
    """Where 95 % of figures lie."""
    ranked = sorted(figures)
    return ranked[int(0.025 * len(ranked))], ranked[int(0.975 * len(ranked))]


def _samples(judged: Sequence[Judged], draws: int) -> Iterator[list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.group, []).append(one)
    units = list(groups.values()) if len(groups) >= 3 else [[one] for one in judged]  # noqa: PLR2004 - see above
    chance = random.Random(0)  # noqa: S311 - no secret
    for _ in range(draws):
        yield [one for unit in chance.choices(units, k=len(units)) for one in unit]


def evaluate(judged: Sequence[Judged], labels: Sequence[str]) -> Evaluation:
    """All figures of predicted labels; ``labels`` in the order in which they are reported.

    Raises:
        ValueError: there is no measure.

    """
    if not judged:
        raise ValueError("expected at least one measure")
    kept = [one for one in judged if not one.abstain]
    samples = list(_samples(judged, DRAWS))

    def interval(figure: Callable[[Sequence[Judged]], float]) -> Interval:
        return _middle(map(figure, samples))

    return Evaluation(
        count=len(judged),
        groups=len({one.group for one in judged}),
        main_accuracy=_accuracy(judged),
        main_interval=interval(_accuracy),
        micro_f1=_micro(judged),
        micro_interval=interval(_micro),
        macro_f1=_macro(judged, labels),
        macro_interval=interval(lambda sample: _macro(sample, labels)),
        kept_share=len(kept) / len(judged),
        kept_accuracy=_accuracy(kept),
        calibration_error=_calibration_error(judged),
        calibration_interval=interval(_calibration_error),
        curve=coverage_curve(judged),
        per_label=tuple(_label_scores(judged, labels, samples)),
    )


def _label_scores(
    judged: Sequence[Judged], labels: Sequence[str], samples: Sequence[Sequence[Judged]]
) -> Iterator[LabelScore]:
    for label in labels:
        hits, found, support = _counts(_pairs(judged), label)
        yield LabelScore(
            label,
            precision=hits / found if found else 0.0,
            recall=hits / support if support else 0.0,
            f1=_f1(hits, found, support),
            support=support,
            interval=_middle(_f1(*_counts(_pairs(sample), label)) for sample in samples),
        )


def _accuracy(judged: Sequence[Judged]) -> float:
    return sum(one.expected[0] == one.predicted[0] for one in judged) / len(judged) if judged else 0.0


def _micro(judged: Sequence[Judged]) -> float:
    return micro_f1([one.expected for one in judged], [one.predicted for one in judged])


def _macro(judged: Sequence[Judged], labels: Sequence[str]) -> float:
    expected, predicted = [one.expected for one in judged], [one.predicted for one in judged]
    return macro_f1(expected, predicted, labels, least_support=MACRO_SUPPORT)


def _calibration_error(judged: Sequence[Judged]) -> float:
    return calibration_error(
        [one.probability for one in judged], [one.expected[0] == one.predicted[0] for one in judged]
    )


def _pairs(judged: Sequence[Judged]) -> Iterator[tuple[Labels, Labels]]:
    return ((one.expected, one.predicted) for one in judged)


def _counts(pairs: Iterable[tuple[Labels, Labels]], label: str) -> tuple[int, int, int]:
    """Measures in which the label is expected and found, found, expected; pairs are of expected and found labels."""
    hits = found = support = 0
    for expected, predicted in pairs:
        is_expected, is_found = label in expected, label in predicted
        hits += is_expected and is_found
        found += is_found
        support += is_expected
    return hits, found, support


def _f1(hits: int, found: int, support: int) -> float:
    return 2 * hits / (found + support) if found + support else 0.0
