"""What the models add to a plan: tokens of its texts and classes of its measures."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from corpus.records import Analysis
from corpus.text_units import text_units
from models.classifier import classify_measures, load_classifier
from models.errors import TokenisationError
from models.tokeniser import load_tokeniser

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.records import Plan, Token
    from models.classifier import Classifier
    from models.tokeniser import Tokeniser

__all__ = ["Annotator", "open_annotator"]


class Annotator:
    """The tokeniser and the classifier, loaded."""

    def __init__(self, tokeniser: Tokeniser, classifier: Classifier) -> None:
        self._tokeniser = tokeniser
        self._classifier = classifier

    @property
    def tokeniser_version(self) -> str:
        """The version of what makes the tokens."""
        return self._tokeniser.version

    def tokenise(self, plan: Plan) -> Mapping[str, tuple[Token, ...]]:
        """Tokens by text as printed, of every text unit of the plan."""
        tokens: dict[str, tuple[Token, ...]] = {}
        for text in dict.fromkeys(unit.text for unit in text_units(plan)):
            # A text without tokens is still found as printed; it is no reason to lose the document.
            with contextlib.suppress(TokenisationError):
                tokens[text] = self._tokeniser.tokens(text)
        return tokens

    def classify(self, plan: Plan) -> Analysis:
        """The national categories of the measures."""
        return Analysis(classifications=classify_measures(self._classifier, plan.measures))


def open_annotator() -> Annotator:
    """Load the models; takes seconds."""
    return Annotator(load_tokeniser(), load_classifier())
