"""The words that spoke for and against a label."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.words import in_mode

if TYPE_CHECKING:
    from models.classifier import Classifier
    from models.features import MeasureText
    from models.tokeniser import Tokeniser

__all__ = ["Evidence", "find_evidence"]

MOST = 4
# Words that move the log-odds by less say nothing a person could use.
LEAST = 0.05
# Particles and signs carry n-grams of their neighbours, but are no reasons.
SILENT = ("助詞", "助動詞", "補助記号", "記号", "空白", "接続詞")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words with the log-odds that they add to a label (or take from it), the strongest first."""

    words_for: tuple[tuple[str, float], ...]
    words_against: tuple[tuple[str, float], ...]


def find_evidence(
    classifier: Classifier, tokeniser: Tokeniser, measure: MeasureText, label: str, *, most: int = MOST
) -> Evidence:
    """What in a measure's words moved the log-odds of a label.

    An n-gram's share is divided evenly among its characters, a word has that of its characters in all places.

    Raises:
        ValueError: the classifier does not know the label.

    """
    totals: defaultdict[str, float] = defaultdict(float)
    for text, shares in classifier.character_shares(measure, label):
        for word in in_mode(tokeniser.tokens(text), "C"):
            if not word.part_of_speech.startswith(SILENT):
                totals[word.surface] += sum(shares[word.start : word.end])
    ranked = sorted(totals.items(), key=lambda one: (-one[1], one[0]))
    return Evidence(
        words_for=tuple((word, share) for word, share in ranked if share >= LEAST)[:most],
        words_against=tuple((word, share) for word, share in reversed(ranked) if share <= -LEAST)[:most],
    )
