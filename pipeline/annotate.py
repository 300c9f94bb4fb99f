"""What the models add to a plan: tokens of its texts and classes of its measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.records import Analysis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.records import Plan, Token

__all__ = ["Annotator", "open_annotator"]


class Annotator:
    """The tokeniser and the classifier, loaded."""

    tokeniser_version = "none"

    def tokenise(self, plan: Plan) -> Mapping[str, tuple[Token, ...]]:
        return {}

    def classify(self, plan: Plan) -> Analysis:
        return Analysis()


def open_annotator() -> Annotator:
    """Load both models; takes seconds."""
    return Annotator()
