"""Measures whose labels are known, judged by a classifier: shipped rows, reviews, gold records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from models.evaluate import Judged
from models.features import MeasureText
from models.training_rows import TrainingRow
from pipeline.errors import UnusableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from models.classifier import Classifier
    from pipeline.learn import Decided

__all__ = ["judge", "judge_held_out", "judge_leaving_out", "read_gold"]


def read_gold(folder: Path, labels: Sequence[str]) -> list[Decided]:
    """The measures of all records (``*.json`` as `keikaku export` writes them) with their ``national`` labels.

    Measures without labels are left out; the municipality is the record's code, else its file name.

    Raises:
        UnusableError: no record is there, or one is of another form.

    """
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise UnusableError(f"{folder}: 正解の記録（*.json）がありません。記録のあるフォルダーを指定してください")
    found: list[Decided] = []
    for file in files:
        try:
            record = json.loads(file.read_text(encoding="utf-8"))
            place = record["document"].get("municipality_code") or file.stem
            rows = [_row(measure, labels) for measure in record["measures"] if measure.get("national")]
        except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise UnusableError(f"{file}: 計画の記録として読めません（{type(error).__name__}）") from error
        except ValueError as error:
            raise UnusableError(f"{file}: {error}") from error
        found += [(row, place) for row in rows]
    if not found:
        raise UnusableError(f"{folder}: 分類（national）のある施策がありません")
    return found


def _row(measure: dict[str, Any], labels: Sequence[str]) -> TrainingRow:
    unknown = [label for label in measure["national"] if label not in labels]
    if unknown:
        raise ValueError(f"「{measure['title']}」の分類 {'、'.join(unknown)} はこの体系にありません")
    text = MeasureText(
        measure["title"],
        measure.get("description", ""),
        tuple(measure.get("path", ())),
        tuple(measure.get("departments", ())),
    )
    return TrainingRow(text, tuple(measure["national"]))


def judge(classifier: Classifier, decided: Sequence[Decided]) -> list[Judged]:
    """Predictions beside the right labels, in the same order."""
    predictions = classifier.predict([row.measure for row, _ in decided])
    return [
        Judged(row.labels, one.national, one.scores[one.national[0]], one.abstain, place)
        for (row, place), one in zip(decided, predictions, strict=True)
    ]


def judge_leaving_out(decided: Sequence[Decided]) -> list[Judged]:
    """As `judge`, each municipality by a model that learnt the shipped rows and all other municipalities."""
    from models.classifier import Classifier  # noqa: PLC0415 - NumPy and scikit-learn
    from models.taxonomy import load_taxonomy  # noqa: PLC0415
    from models.training import train  # noqa: PLC0415
    from models.training_rows import read_training_rows_text  # noqa: PLC0415

    judged: list[Judged] = []
    for left_out in dict.fromkeys(place for _, place in decided):
        others = [row for row, place in decided if place != left_out]
        classifier = Classifier(train(read_training_rows_text(), load_taxonomy(), others))
        judged += judge(classifier, [(row, place) for row, place in decided if place == left_out])
    return judged


def judge_held_out() -> list[Judged]:
    """The shipped rows, each by a model that saw none of its near-duplicates; every row is a group of its own kind."""
    from models.taxonomy import load_taxonomy  # noqa: PLC0415
    from models.training import held_out_predictions  # noqa: PLC0415
    from models.training_rows import read_training_rows_text  # noqa: PLC0415

    return held_out_predictions(read_training_rows_text(), load_taxonomy())
