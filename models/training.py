"""Trains the classifier: ``python -m models.training`` rewrites ``artifacts/`` from ``data/training_rows.csv``.

Everything that is chosen from data (calibration, thresholds, the figures of the model card) comes from 5-fold
cross-validation in which near-duplicate titles and rows under the same headings stay in one fold.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from models.artefact import Artefact, write_artefact
from models.calibration import Calibration, Sigmoid, best_rivals, is_leading
from models.classifier import scores_to_labels
from models.evaluate import Judged, calibration_error, main_accuracy, micro_f1
from models.features import MeasureText, inverse_document_frequencies, normalise, weighted_grams
from models.taxonomy import Taxonomy, load_taxonomy
from models.training_rows import TrainingRow, parse_training_rows, read_training_rows_text, training_rows_hash

__all__ = [
    "fit_columns",
    "group_rows",
    "held_out_folds",
    "held_out_labels",
    "held_out_predictions",
    "main",
    "rows_to_matrix",
    "sorted_rows",
    "targets_of",
    "train",
]

FOLDS = 5
# Inverse strength of the L2 penalty. Cross-validation is flat from 10 to 60.
PENALTY = 30.0
# Keeping n-grams of a single row costs 1 MB and gains a point of accuracy in cross-validation.
LEAST_ROWS = 1
# Weight of a second-place label as an example for the label; the rest of 1 counts against it. At 1.0 the main label of
# コンビニ交付 and the like is often taken for the second one.
SECOND_FOR = 0.7
# Titles that share this much of their character pairs (Jaccard) count as near duplicates.
NEAR_DUPLICATE = 0.6
# What is not flagged for a person shall be right this often in cross-validation.
WANTED_ACCURACY = 0.93
# Decimals that are kept: the last bits of an optimiser's result differ between machines and tell nothing.
DECIMALS = 3

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Fit:
    """vocabulary: sorted n-grams with their inverse document frequencies; coefficients: (n-grams, labels)."""

    vocabulary: dict[str, float]
    coefficients: Floats
    intercepts: Floats

    def logits(self, rows: Sequence[TrainingRow]) -> Floats:
        """Uncalibrated log-odds, shape (rows, labels)."""
        texts = [row.measure for row in rows]
        product: Floats = rows_to_matrix(texts, self.vocabulary) @ self.coefficients + self.intercepts
        return product


def rows_to_matrix(texts: Sequence[MeasureText], vocabulary: Mapping[str, float]) -> csr_matrix:
    """Weighted n-grams of texts, shape (texts, vocabulary)."""
    positions = {gram: position for position, gram in enumerate(vocabulary)}
    frequencies = list(vocabulary.values())
    vectors = [weighted_grams(text, positions, frequencies) for text in texts]
    ends = np.cumsum([0, *(len(vector) for vector in vectors)])
    places = np.fromiter((place for vector in vectors for place in vector), dtype=np.intp, count=int(ends[-1]))
    weights = np.fromiter((w for vector in vectors for w in vector.values()), dtype=np.float64, count=int(ends[-1]))
    matrix = csr_matrix((weights, places, ends), shape=(len(texts), len(vocabulary)))
    matrix.sort_indices()
    return matrix


def targets_of(rows: Sequence[TrainingRow], labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which labels each row has, shape (rows, labels)."""
    return np.array([[label in row.labels for label in labels] for row in rows])


def mains_of(rows: Sequence[TrainingRow], labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which label is each row's main one, shape (rows, labels)."""
    return np.array([[label == row.labels[0] for label in labels] for row in rows])


def fit_columns(matrix: csr_matrix, rows: Sequence[TrainingRow], labels: Sequence[str]) -> tuple[Floats, Floats]:
    """One logistic regression per label: coefficients of shape (features, labels), and intercepts."""
    targets = targets_of(rows, labels)
    mains = mains_of(rows, labels)
    coefficients = np.zeros((matrix.shape[1], len(labels)))
    intercepts = np.zeros(len(labels))
    for column in range(len(labels)):
        # liblinear is exact and deterministic for a fixed seed, and quick on this size.
        model = LogisticRegression(C=PENALTY, solver="liblinear", max_iter=300, random_state=0)
        # A row that has the label only in second place counts for it, and a little against it: so main labels win.
        second = np.flatnonzero(targets[:, column] & ~mains[:, column])
        weights = np.ones(len(rows) + len(second))
        weights[second], weights[len(rows) :] = SECOND_FOR, 1 - SECOND_FOR
        answers = np.concatenate([targets[:, column], np.zeros(len(second), dtype=bool)])
        model.fit(vstack([matrix, matrix[second]]), answers, sample_weight=weights)
        coefficients[:, column], intercepts[column] = model.coef_[0], model.intercept_[0]
    return coefficients.round(DECIMALS), intercepts.round(DECIMALS)


def _fit(rows: Sequence[TrainingRow], labels: Sequence[str]) -> _Fit:
    texts = [row.measure for row in rows]
    vocabulary = inverse_document_frequencies(texts, at_least=LEAST_ROWS)
    return _Fit(vocabulary, *fit_columns(rows_to_matrix(texts, vocabulary), rows, labels))


def group_rows(rows: Sequence[TrainingRow]) -> list[int]:
    """A group number per row: rows with near-duplicate titles or the same headings share one, transitively."""
    pairs = [{t[i : i + 2] for i in range(max(len(t) - 1, 1))} for t in (normalise(row.measure.title) for row in rows)]
    parents = list(range(len(rows)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    by_pair: dict[str, list[int]] = {}
    by_path: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(rows):
        shared: dict[int, int] = {}
        for pair in sorted(pairs[index]):
            for other in by_pair.setdefault(pair, []):
                shared[other] = shared.get(other, 0) + 1
            by_pair[pair].append(index)
        for other, count in shared.items():
            if count / (len(pairs[index]) + len(pairs[other]) - count) >= NEAR_DUPLICATE:
                parents[root(index)] = root(other)
        if row.measure.path:
            parents[root(index)] = root(by_path.setdefault(row.measure.path, index))
    return [root(index) for index in range(len(rows))]


def held_out_folds(rows: Sequence[TrainingRow]) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Row numbers to learn from and to test on, five times; near-duplicates stay on one side."""
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    return list(folds.split(rows, [row.labels[0] for row in rows], group_rows(rows)))


def _held_out_logits(rows: Sequence[TrainingRow], labels: Sequence[str]) -> Floats:
    """Log-odds of every row from a model that saw no row of its group, shape (rows, labels)."""
    logits = np.zeros((len(rows), len(labels)))
    for learn, test in held_out_folds(rows):
        logits[test] = _fit([rows[i] for i in learn], labels).logits([rows[i] for i in test])
    return logits


def _calibration(logits: Floats, rows: Sequence[TrainingRow], labels: Sequence[str]) -> Calibration:
    """Two sigmoids for all labels together: one each would rest on 60 rows for some.

    The leading label's probability is that of being the main label, that of others is of being given at all: a
    leading label that a person put second is a wrong main label, and two points of certainty too many.
    """
    evidence = np.stack([logits, best_rivals(logits)], axis=-1)
    leads = is_leading(logits)
    sigmoids = []
    for chosen, answers in ((leads, mains_of(rows, labels)), (~leads, targets_of(rows, labels))):
        model = LogisticRegression(C=1e6, solver="lbfgs").fit(evidence[chosen], answers[chosen])
        slope, rival_slope = (round(float(number), DECIMALS) for number in model.coef_[0])
        sigmoids.append(Sigmoid(slope, rival_slope, round(float(model.intercept_[0]), DECIMALS)))
    return Calibration(*sigmoids)


def _secondary_from(scores: Sequence[dict[str, float]], expected: Sequence[tuple[str, ...]]) -> float:
    """The threshold in steps of 0.05 with the best micro-F1; the highest among equals."""
    steps = [round(0.2 + 0.05 * step, 2) for step in range(11)]
    return max(
        steps,
        key=lambda step: (
            round(micro_f1(expected, [scores_to_labels(s, secondary_from=step) for s in scores]), 4),
            step,
        ),
    )


def _abstain_below(main_scores: Sequence[float], right: Sequence[bool]) -> float:
    """The lowest threshold in steps of 0.01 at which what is kept is right ``WANTED_ACCURACY`` of the time."""
    for step in range(100):
        threshold = round(0.01 * step, 2)
        kept = [r for score, r in zip(main_scores, right, strict=True) if score >= threshold]
        if kept and sum(kept) / len(kept) >= WANTED_ACCURACY:
            return threshold
    return 0.99


class _Choice(NamedTuple):
    """What is chosen from held-out log-odds."""

    calibration: Calibration
    secondary_from: float
    abstain_below: float

    def judge(self, logits: Floats, rows: Sequence[TrainingRow], labels: Sequence[str]) -> list[Judged]:
        """What the choice makes of log-odds, beside the rows' own labels."""
        judged = []
        for row, scores in zip(rows, _scores(self.calibration, logits, labels), strict=True):
            predicted = scores_to_labels(scores, secondary_from=self.secondary_from)
            main = scores[predicted[0]]
            judged.append(Judged(row.labels, predicted, main, main < self.abstain_below))
        return judged


def _choose(logits: Floats, rows: Sequence[TrainingRow], labels: Sequence[str]) -> _Choice:
    calibration = _calibration(logits, rows, labels)
    secondary_from = _secondary_from(_scores(calibration, logits, labels), [row.labels for row in rows])
    judged = _Choice(calibration, secondary_from, abstain_below=0.0).judge(logits, rows, labels)
    return _Choice(calibration, secondary_from, _abstain_below([one.probability for one in judged], _is_right(judged)))


def _scores(calibration: Calibration, logits: Floats, labels: Sequence[str]) -> list[dict[str, float]]:
    return [dict(zip(labels, line, strict=True)) for line in calibration.probabilities(logits).tolist()]


def _is_right(judged: Sequence[Judged]) -> list[bool]:
    """Whether the main label of each is the expected one."""
    return [one.predicted[0] == one.expected[0] for one in judged]


def held_out_labels(logits: Floats, rows: Sequence[TrainingRow], labels: Sequence[str]) -> list[tuple[str, ...]]:
    """Labels of held-out log-odds, after calibration and choice of the threshold on the same."""
    return [one.predicted for one in _choose(logits, rows, labels).judge(logits, rows, labels)]


def sorted_rows(text: str, taxonomy: Taxonomy) -> list[TrainingRow]:
    """The rows of a training file in an order of their own: that of the file is of no consequence.

    Raises:
        TrainingRowsError: a row cannot be used.

    """
    return sorted(parse_training_rows(text, taxonomy), key=_place)


def _place(row: TrainingRow) -> tuple[str, tuple[str, ...], str]:
    return row.measure.title, row.measure.path, row.measure.description


def _with_corrections(rows: Sequence[TrainingRow], corrections: Sequence[TrainingRow]) -> list[TrainingRow]:
    """The rows and what people corrected; a shipped row with the very text of a correction gives way to it."""
    corrected = {row.measure: row for row in corrections}
    kept = [row for row in rows if row.measure not in corrected]
    return sorted([*kept, *corrected.values()], key=_place)


def _corrections_hash(corrections: Sequence[TrainingRow]) -> str:
    if not corrections:
        return ""
    content = [[row.measure.title, row.measure.description, row.measure.path, row.labels] for row in corrections]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def train(text: str, taxonomy: Taxonomy, corrections: Sequence[TrainingRow] = ()) -> Artefact:
    """A model of the rows in a training file's text and of what people corrected. The same ones give the same model.

    Raises:
        TrainingRowsError: a row cannot be used.

    """
    rows = _with_corrections(sorted_rows(text, taxonomy), corrections)
    labels = taxonomy.ids
    logits, targets = _held_out_logits(rows, labels), targets_of(rows, labels)
    choice = _choose(logits, rows, labels)
    judged = choice.judge(logits, rows, labels)
    expected, predicted = [one.expected for one in judged], [one.predicted for one in judged]
    right, kept = _is_right(judged), _is_right([one for one in judged if not one.abstain])
    probabilities = choice.calibration.probabilities(logits)
    figures: dict[str, Any] = {
        "rows": len(rows),
        "groups": len(set(group_rows(rows))),
        "folds": FOLDS,
        "main_accuracy": round(main_accuracy(expected, predicted), DECIMALS),
        "micro_f1": round(micro_f1(expected, predicted), DECIMALS),
        "calibration_error_all": round(
            calibration_error(probabilities.ravel().tolist(), targets.ravel().tolist()), DECIMALS
        ),
        "calibration_error_main": round(calibration_error([one.probability for one in judged], right), DECIMALS),
        "kept_share": round(len(kept) / len(rows), DECIMALS),
        "kept_accuracy": round(sum(kept) / max(len(kept), 1), DECIMALS),
        "recall_main": {
            label: round(
                math.fsum(r for r, e in zip(right, expected, strict=True) if e[0] == label)
                / max(sum(e[0] == label for e in expected), 1),
                DECIMALS,
            )
            for label in labels
        },
    }
    fit = _fit(rows, labels)
    return Artefact(
        scheme=taxonomy.scheme,
        scheme_version=taxonomy.version,
        rows_sha256=training_rows_hash(text),
        corrections_sha256=_corrections_hash(corrections),
        labels=labels,
        vocabulary=tuple(fit.vocabulary),
        coefficients=fit.coefficients.astype(np.float32),
        intercepts=fit.intercepts.astype(np.float32),
        frequencies=np.array(list(fit.vocabulary.values()), dtype=np.float32),
        calibration=choice.calibration,
        secondary_from=choice.secondary_from,
        abstain_below=choice.abstain_below,
        figures=figures,
    )


def held_out_predictions(text: str, taxonomy: Taxonomy) -> list[Judged]:
    """Every row of a training file as a model saw it that learnt none of its near-duplicates.

    Calibration and thresholds come from the other half of the groups, so that no row judges itself.
    """
    rows, labels = sorted_rows(text, taxonomy), taxonomy.ids
    logits, groups = _held_out_logits(rows, labels), group_rows(rows)
    halves = {group: number % 2 for number, group in enumerate(dict.fromkeys(groups))}
    judged: list[Judged] = []
    for half in (0, 1):
        learn = [i for i, group in enumerate(groups) if halves[group] != half]
        chosen = _choose(logits[learn], [rows[i] for i in learn], labels)
        test = [i for i, group in enumerate(groups) if halves[group] == half]
        found = chosen.judge(logits[test], [rows[i] for i in test], labels)
        judged += [replace(one, group=str(groups[i])) for i, one in zip(test, found, strict=True)]
    return judged


def main() -> int:
    """Rewrite the shipped artefact and say what it measured."""
    artefact = train(read_training_rows_text(), load_taxonomy())
    write_artefact(artefact, Path(__file__).parent / "artifacts")
    sys.stdout.write(f"{artefact.version}: {artefact.figures}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
