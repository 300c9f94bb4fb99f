"""How good predicted labels are: figures that tests, the model card and training share."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["calibration_error", "main_accuracy", "micro_f1"]

Labels = tuple[str, ...]


def main_accuracy(expected: Sequence[Labels], predicted: Sequence[Labels]) -> float:
    """Share of measures whose main (first) label is right; 0.0 without measures."""
    right = sum(e[0] == p[0] for e, p in zip(expected, predicted, strict=True))
    return right / len(expected) if expected else 0.0


def micro_f1(expected: Sequence[Labels], predicted: Sequence[Labels]) -> float:
    """F1 over all labels of all measures, whatever their order; 0.0 without labels."""
    hits = sum(len(set(e) & set(p)) for e, p in zip(expected, predicted, strict=True))
    given = sum(map(len, expected)) + sum(map(len, predicted))
    return 2 * hits / given if given else 0.0


def calibration_error(probabilities: Sequence[float], outcomes: Sequence[bool], *, bins: int = 10) -> float:
    """Expected calibration error: mean gap between stated probability and share of true outcomes, in equal bins."""
    gaps = [0.0] * bins
    for probability, outcome in zip(probabilities, outcomes, strict=True):
        gaps[min(int(probability * bins), bins - 1)] += probability - outcome
    return sum(map(abs, gaps)) / len(probabilities) if probabilities else 0.0
