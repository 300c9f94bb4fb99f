"""National DX categories of measures: one logistic regression per category over character n-grams.

The main label is the most probable one. A further label is given from a probability of its own upwards, at most three
in all, and ``outside`` only ever stands alone. Probabilities are those of "this label applies", so they need not add
up to 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.records import Classification, Measure
from models.artefact import RETRAIN, Artefact, read_artefact
from models.errors import ArtefactError
from models.features import MeasureText, field_grams, measure_to_text, weighted_grams
from models.taxonomy import OUTSIDE, load_taxonomy
from models.training_rows import MOST_LABELS, read_training_rows_text, training_rows_hash

__all__ = [
    "MODEL_NAME",
    "Classifier",
    "MeasureText",
    "Prediction",
    "classify_measures",
    "load_classifier",
    "scores_to_labels",
]

MODEL_NAME = "keikaku-national"


@dataclass(frozen=True, slots=True)
class Prediction:
    """Labels of one measure.

    ``national`` holds 1 to 3 ids, the main one first, and is always a best guess; ``scores`` has a probability for
    every id of the scheme; ``abstain`` flags a guess that a person should look at.
    """

    national: tuple[str, ...]
    scores: Mapping[str, float]
    abstain: bool


class Classifier:
    """A trained model, ready to predict. Holds no state that a prediction changes."""

    def __init__(self, artefact: Artefact) -> None:
        import numpy as np  # noqa: PLC0415 - loaded late, so that importing this module costs nothing

        self._np = np
        self._artefact = artefact
        self._positions = {gram: position for position, gram in enumerate(artefact.vocabulary)}
        self._frequencies: list[float] = artefact.frequencies.tolist()
        self.scheme = artefact.scheme
        self.scheme_version = artefact.scheme_version
        self.version = artefact.version

    def predict(self, measures: Sequence[MeasureText]) -> list[Prediction]:
        """One prediction per measure, in the same order."""
        if not measures:
            return []
        np, artefact = self._np, self._artefact
        logits = np.empty((len(measures), len(artefact.labels)))
        known = []
        for row, measure in enumerate(measures):
            vector = weighted_grams(measure, self._positions, self._frequencies)
            places = np.fromiter(vector.keys(), dtype=np.intp, count=len(vector))
            weights = np.fromiter(vector.values(), dtype=np.float32, count=len(vector))
            logits[row] = weights @ artefact.coefficients[places] + artefact.intercepts
            known.append(bool(vector))
        # Six decimals: what lies beyond differs between machines.
        probabilities = np.round(artefact.calibration.probabilities(logits), 6).tolist()
        return [self._prediction(line, has_grams) for line, has_grams in zip(probabilities, known, strict=True)]

    def character_shares(self, measure: MeasureText, label: str) -> list[tuple[str, list[float]]]:
        """The log-odds that each character's n-grams add to a label: each field's normalised text with its shares.

        Raises:
            ValueError: there is no such label.

        """
        column = self._artefact.labels.index(label)
        weights = weighted_grams(measure, self._positions, self._frequencies)
        fields = field_grams(measure)
        counts = Counter(gram for _, places in fields for gram, _ in places if gram in self._positions)
        shared = []
        for text, places in fields:
            shares = [0.0] * len(text)
            for gram, start in places:
                if gram in counts:
                    position = self._positions[gram]
                    whole = weights[position] * float(self._artefact.coefficients[position, column]) / counts[gram]
                    # The marks of a title's ends are no characters of it.
                    inside = range(max(start, 0), min(start + len(gram), len(text)))
                    for place in inside:
                        shares[place] += whole / len(inside)
            shared.append((text, shares))
        return shared

    def _prediction(self, probabilities: Sequence[float], has_grams: bool) -> Prediction:  # noqa: FBT001 - private
        scores = dict(zip(self._artefact.labels, probabilities, strict=True))
        national = scores_to_labels(scores, secondary_from=self._artefact.secondary_from)
        # A text without one known n-gram is a guess from the intercepts alone.
        return Prediction(national, scores, not has_grams or scores[national[0]] < self._artefact.abstain_below)


def scores_to_labels(scores: Mapping[str, float], *, secondary_from: float) -> tuple[str, ...]:
    """The most probable label, then those of ``secondary_from`` or more, at most three; ``outside`` only alone.

    Equal scores keep the order of ``scores``.
    """
    ranked = sorted(scores, key=lambda label: -scores[label])
    if ranked[0] == OUTSIDE:
        return (OUTSIDE,)
    further = [label for label in ranked[1:] if label != OUTSIDE and scores[label] >= secondary_from]
    return (ranked[0], *further[: MOST_LABELS - 1])


@cache
def load_classifier(folder: Path | None = None) -> Classifier:
    """The shipped classifier, or the one in another folder; loaded once per process.

    Raises:
        ArtefactError: the artefact is missing or damaged, or was trained on other rows or another taxonomy than those
            that are shipped.

    """
    artefact = read_artefact(folder)
    check_fits(artefact, read_training_rows_text())
    return Classifier(artefact)


def check_fits(artefact: Artefact, rows_text: str) -> None:
    """Refuse a model that was not made from these rows and the shipped taxonomy.

    Raises:
        ArtefactError: as said.

    """
    found = training_rows_hash(rows_text)
    if artefact.rows_sha256 != found:
        raise ArtefactError(
            f"national.json: expected a model of the training rows with SHA-256 {found[:12]}…, found one of "
            f"{artefact.rows_sha256[:12]}…; {RETRAIN}",
            code="artefact_stale",
        )
    taxonomy = load_taxonomy(artefact.scheme)
    if (artefact.scheme_version, artefact.labels) != (taxonomy.version, taxonomy.ids):
        raise ArtefactError(
            f"national.json: expected the labels of {taxonomy.scheme} {taxonomy.version}, found those of "
            f"{artefact.scheme_version} ({len(artefact.labels)} labels); {RETRAIN}",
            code="artefact_stale",
        )


def classify_measures(classifier: Classifier, measures: Sequence[Measure]) -> tuple[Classification, ...]:
    """One record per label of each measure: measures in the given order, rank 0 (the main label) first."""
    predictions = classifier.predict([measure_to_text(measure) for measure in measures])
    return tuple(
        Classification(
            measure_id=measure.id,
            scheme=classifier.scheme,
            scheme_version=classifier.scheme_version,
            label=label,
            rank=rank,
            probability=prediction.scores[label],
            abstain=prediction.abstain,
            decided_by=f"{MODEL_NAME} {classifier.version}",
        )
        for measure, prediction in zip(measures, predictions, strict=True)
        for rank, label in enumerate(prediction.national)
    )
