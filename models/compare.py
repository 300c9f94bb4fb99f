"""Ways to classify, compared on equal folds: ``python -m models.compare`` prints the table of the model card.

Every way sees the same texts and the same five folds as training, in which near-duplicates stay together, and every
way's log-odds get the same calibration and threshold afterwards, so that only what it reads and how it learns differ.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, spmatrix
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from models.evaluate import macro_f1, main_accuracy, micro_f1
from models.features import MeasureText, inverse_document_frequencies, normalise
from models.taxonomy import load_taxonomy
from models.tokeniser import load_tokeniser
from models.training import fit_columns, held_out_folds, held_out_labels, rows_to_matrix, sorted_rows, targets_of
from models.training_rows import TrainingRow, read_training_rows_text

__all__ = ["Score", "compare", "main", "read_keyword_rules"]

Floats = NDArray[np.float64]
Texts = Sequence[MeasureText]
Way = Callable[[Sequence[TrainingRow], Texts], Floats]
"""Learns from rows and gives log-odds of texts, shape (texts, labels)."""

# How much a cue counts in each field.
TITLE, DESCRIPTION, PATH = 2.0, 1.0, 0.5
# Principal components of mean word vectors: all 300 gain half a point more, for ten times the training.
DIMENSIONS = 50


@dataclass(frozen=True, slots=True)
class Score:
    """What one way reached over all folds, and the seconds it took."""

    name: str
    main_accuracy: float
    micro_f1: float
    macro_f1: float
    seconds: float


def read_keyword_rules(labels: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The cues of each label, in the labels' order."""
    content = json.loads(files("models").joinpath("data", "keyword_rules.json").read_text(encoding="utf-8"))
    return {label: tuple(content["cues"][label]) for label in labels}


def cue_counts(texts: Texts, cues: Mapping[str, Sequence[str]]) -> Floats:
    """How much of each label's cues stand in each text, by field; shape (texts, labels)."""
    counts = np.zeros((len(texts), len(cues)))
    for row, text in enumerate(texts):
        fields = (
            (TITLE, normalise(text.title)),
            (DESCRIPTION, normalise(text.description)),
            (PATH, normalise(" ".join(text.path))),
        )
        for column, words in enumerate(cues.values()):
            counts[row, column] = sum(weight * (word in field) for weight, field in fields for word in words)
    return counts


class _Blocks:
    """The blocks of features that ways combine: each a function from learning texts to a reader of other texts."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._cues = read_keyword_rules(labels)
        self._words: dict[MeasureText, list[str]] = {}
        self._tokeniser = load_tokeniser()

    def grams(self, learn: Texts) -> Callable[[Texts], spmatrix]:
        vocabulary = inverse_document_frequencies(learn, at_least=1)
        return lambda texts: rows_to_matrix(texts, vocabulary)

    def words(self, learn: Texts) -> Callable[[Texts], spmatrix]:
        vectoriser = TfidfVectorizer(analyzer=self.words_of, sublinear_tf=True).fit(learn)
        reader: Callable[[Texts], spmatrix] = vectoriser.transform
        return reader

    def cues(self, learn: Texts) -> Callable[[Texts], spmatrix]:
        del learn
        return lambda texts: csr_matrix(normalize(cue_counts(texts, self._cues)))

    def vectors(self, learn: Texts) -> Callable[[Texts], spmatrix]:
        axes = PCA(DIMENSIONS, svd_solver="full").fit(self._means(learn))
        return lambda texts: csr_matrix(normalize(axes.transform(self._means(texts))))

    def _means(self, texts: Texts) -> Floats:
        means: Floats = normalize(np.stack([self._vector(text) for text in texts]))
        return means

    def words_of(self, text: MeasureText) -> list[str]:
        """Sudachi's normalised forms (mode A) of all fields; those of headings are other words than those of titles."""
        if text not in self._words:
            tokens = self._tokeniser.normalised_forms
            headings = [f"見出し/{word}" for heading in text.path for word in tokens(heading)]
            self._words[text] = [*tokens(text.title), *tokens(text.description), *headings]
        return self._words[text]

    def _vector(self, text: MeasureText) -> Floats:
        vocabulary = _word_vectors()
        found = [vocabulary[word].vector for word in self.words_of(text) if vocabulary.has_vector(word)]
        mean: Floats = np.mean(found, axis=0) if found else np.zeros(vocabulary.vectors_length)
        return mean


@cache
def _word_vectors() -> Any:  # noqa: ANN401 - spaCy's vocabulary
    """The word vectors of ja_ginza, loaded once."""
    import spacy  # noqa: PLC0415 - three seconds

    return spacy.load("ja_ginza").vocab


def _ways(labels: Sequence[str]) -> dict[str, Way]:
    blocks = _Blocks(labels)

    def combined(*parts: tuple[float, Callable[[Texts], Callable[[Texts], spmatrix]]]) -> Way:
        def way(learn: Sequence[TrainingRow], texts: Texts) -> Floats:
            measures = [row.measure for row in learn]
            readers = [(weight, block(measures)) for weight, block in parts]

            def read(wanted: Texts) -> csr_matrix:
                return normalize(hstack([weight * reader(wanted) for weight, reader in readers]).tocsr())

            coefficients, intercepts = fit_columns(read(measures), learn, labels)
            scores: Floats = read(texts) @ coefficients + intercepts
            return scores

        return way

    def main_label(make: Callable[[], Any]) -> Way:
        def way(learn: Sequence[TrainingRow], texts: Texts) -> Floats:
            measures = [row.measure for row in learn]
            reader = blocks.grams(measures)
            model = make().fit(reader(measures), [labels.index(row.labels[0]) for row in learn])
            scores = np.full((len(texts), len(labels)), -9.0)
            found = (
                model.decision_function(reader(texts))
                if hasattr(model, "decision_function")
                else np.log(np.clip(model.predict_proba(reader(texts)), 1e-4, None))
            )
            scores[:, model.classes_] = found
            return scores

        return way

    return {
        "majority": lambda learn, texts: np.tile(
            np.log(1e-3 + targets_of(learn, labels).mean(axis=0)), (len(texts), 1)
        ),
        "keyword rules": lambda _learn, texts: cue_counts(texts, read_keyword_rules(labels)),
        "k nearest rows (n-grams)": main_label(lambda: KNeighborsClassifier(7, weights="distance", metric="cosine")),
        "complement naive Bayes (n-grams)": main_label(lambda: ComplementNB(alpha=0.3)),
        "linear SVM (n-grams)": main_label(lambda: LinearSVC(C=1.0, random_state=0)),
        "multinomial regression (n-grams)": main_label(lambda: LogisticRegression(C=30.0, max_iter=300)),
        "keyword rules, learnt weights": combined((1.0, blocks.cues)),
        "ja_ginza vectors": combined((1.0, blocks.vectors)),
        "Sudachi normalised forms": combined((1.0, blocks.words)),
        "character n-grams": combined((1.0, blocks.grams)),
        "n-grams + vectors": combined((1.0, blocks.grams), (0.4, blocks.vectors)),
        "n-grams + keyword rules": combined((1.0, blocks.grams), (0.3, blocks.cues)),
        "n-grams + Sudachi": combined((1.0, blocks.grams), (0.7, blocks.words)),
        "n-grams + Sudachi + vectors": combined((1.0, blocks.grams), (0.7, blocks.words), (0.4, blocks.vectors)),
        "n-grams + Sudachi + keyword rules": combined((1.0, blocks.grams), (0.7, blocks.words), (0.3, blocks.cues)),
    }


def compare(rows: Sequence[TrainingRow], labels: Sequence[str], names: Sequence[str] = ()) -> list[Score]:
    """Every way, or those named, in grouped cross-validation; in the order of the table."""
    expected = [row.labels for row in rows]
    folds = held_out_folds(rows)
    scores = []
    for name, way in _ways(labels).items():
        if names and name not in names:
            continue
        start = time.perf_counter()
        logits = np.zeros((len(rows), len(labels)))
        for learn, test in folds:
            logits[test] = way([rows[i] for i in learn], [rows[i].measure for i in test])
        predicted = held_out_labels(logits, rows, labels)
        scores.append(
            Score(
                name,
                main_accuracy(expected, predicted),
                micro_f1(expected, predicted),
                macro_f1(expected, predicted, labels),
                time.perf_counter() - start,
            )
        )
    return scores


def main(names: Sequence[str] = ()) -> int:
    """Print the comparison as a table."""
    taxonomy = load_taxonomy()
    rows = sorted_rows(read_training_rows_text(), taxonomy)
    sys.stdout.write("| Way | Main label | Micro-F1 | Macro-F1 | Seconds |\n|---|---|---|---|---|\n")
    for score in compare(rows, taxonomy.ids, names):
        sys.stdout.write(
            f"| {score.name} | {score.main_accuracy:.3f} | {score.micro_f1:.3f} | {score.macro_f1:.3f} "
            f"| {score.seconds:.0f} |\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
