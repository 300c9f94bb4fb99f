"""What the models add to a plan: tokens of its texts and classes of its measures."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from corpus.records import Analysis, Classification
from corpus.schemes import KANMIN_SCHEME
from corpus.text_units import text_units
from models.classifier import classify_measures, load_classifier
from models.errors import TokenisationError
from models.features import normalise
from models.taxonomy import load_taxonomy
from models.tokeniser import load_tokeniser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from corpus.records import Plan, Token
    from models.classifier import Classifier
    from models.tokeniser import Tokeniser

__all__ = ["Annotator", "classify_plan", "open_annotator", "plan_tokens", "printed_codes"]


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
        return plan_tokens(self._tokeniser, plan)

    def classify(self, plan: Plan) -> Analysis:
        """The national categories of the measures."""
        return classify_plan(self._classifier, plan)


def classify_plan(classifier: Classifier, plan: Plan) -> Analysis:
    """The national categories of the measures, and the codes that the plan prints itself."""
    return Analysis(classifications=(*classify_measures(classifier, plan.measures), *printed_codes(plan)))


def plan_tokens(tokeniser: Tokeniser, plan: Plan) -> Mapping[str, tuple[Token, ...]]:
    """Tokens by text as printed, of every text unit of a plan."""
    tokens: dict[str, tuple[Token, ...]] = {}
    for text in dict.fromkeys(unit.text for unit in text_units(plan)):
        # A text without tokens is still found as printed; it is no reason to lose the document.
        with contextlib.suppress(TokenisationError):
            tokens[text] = tokeniser.tokens(text)
    return tokens


def printed_codes(plan: Plan) -> tuple[Classification, ...]:
    """The codes of 官民データ活用推進基本法 that the plan itself prints beside its measures.

    A to E mean that law only where the plan speaks of it; other plans number other things so.
    """
    scheme = load_taxonomy(KANMIN_SCHEME)
    if not any("官民データ" in normalise(text) for text in _said(plan)):
        return ()
    return tuple(
        Classification(
            measure_id=measure.id,
            scheme=scheme.scheme,
            scheme_version=scheme.version,
            label=code,
            rank=rank,
            probability=1.0,
            abstain=False,
            decided_by="printed",
        )
        for measure in plan.measures
        for rank, code in enumerate(dict.fromkeys(map(normalise_code, measure.printed_codes)))
        if code in scheme.ids
    )


def normalise_code(code: str) -> str:
    """A printed code as the scheme writes it (Ａ: A)."""
    return normalise(code).upper()


def _said(plan: Plan) -> Iterator[str]:
    yield plan.document.title or ""
    for term in plan.terms:
        yield from (term.term, term.definition)
    for measure in plan.measures:
        yield from (*measure.path, measure.title, measure.description)


def open_annotator(model: Path | None = None) -> Annotator:
    """Load the tokeniser and the classifier, the shipped one or another; takes seconds."""
    return Annotator(load_tokeniser(), load_classifier(model))
