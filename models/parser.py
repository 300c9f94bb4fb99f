"""What GiNZA sees in texts: names, phrases (文節) and actions.

GiNZA is a hundred times slower than Sudachi, so it runs apart from reading the PDFs, over each distinct text once, in
batches. Of its stages, those are left out that nothing here asks for, and its names, half of its time, are looked for
only in texts with a sign of one: elsewhere our own rules find as many (`models.entities`). It crashes under threads
(spaCy #10649): one pipeline per process. It reads the normalised text; all offsets are those of the printed one.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from corpus.normalised_text import NORMALISATION_VERSION, NormalisedText, normalise_text
from corpus.records import Action, Parse, Phrase
from models.actions import find_actions
from models.entities import Span, find_entities
from models.tokeniser import load_tokeniser, split_long
from models.user_dictionary import dictionary_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from models.tokeniser import Tokeniser

__all__ = ["Parser", "load_parser", "parser_version"]

RULES_VERSION: Final = "2"
"""Goes up with every change of the rules for names and actions."""

# Neither the parts of compounds nor features of form are asked for; tags come from Sudachi.
_UNUSED: Final = ["compound_splitter", "morphologizer"]
_NAMES: Final = "ner"
_PROPER_NOUN: Final = "名詞-固有名詞"
_NAMING: Final = frozenset(
    ["株式会社", "有限会社", "合同会社", "法人", "大学", "研究所", "省", "庁", "県", "府", "都", "局", "社", "法"]
)
"""Words beside which a name stands though Sudachi knows it for none."""
_BATCH: Final = 64


class Parser:
    """GiNZA's pipeline with our tokeniser; one per process."""

    def __init__(self, pipeline: Language, tokeniser: Tokeniser) -> None:
        self._pipeline = pipeline
        self._tokeniser = tokeniser

    @property
    def version(self) -> str:
        """What shapes a parse: see ``parser_version``."""
        return parser_version()

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """One parse per text, in the same order; a text may be of any length.

        Raises:
            TokenisationError: a text holds half of a surrogate pair.

        """
        pieces = ((piece, (text, place)) for text in map(normalise_text, texts) for place, piece in _pieces(text))
        waiting: NormalisedText | None = None
        docs: list[tuple[int, Doc]] = []
        for doc, (text, place) in self._pipeline.pipe(pieces, as_tuples=True, batch_size=_BATCH):
            if waiting is not None and place == 0:
                yield self._collect(waiting, docs)
                docs = []
            waiting = text
            docs.append((place, doc))
        if waiting is not None:
            yield self._collect(waiting, docs)

    def _collect(self, text: NormalisedText, docs: list[tuple[int, Doc]]) -> Parse:
        find_names = self._pipeline.get_pipe(_NAMES)
        spans = [
            Span(place + entity.start_char, place + entity.end_char, entity.label_)
            for place, doc in docs
            if any(token.tag_.startswith(_PROPER_NOUN) or token.text in _NAMING for token in doc)
            for entity in find_names(doc).ents
        ]
        return Parse(
            entities=find_entities(text, self._tokeniser.tokens(text.printed), spans),
            phrases=tuple(phrase for place, doc in docs for phrase in _phrases(text, place, doc)),
            actions=tuple(action for place, doc in docs for action in _actions(text, place, doc)),
        )


def _pieces(text: NormalisedText) -> Iterator[tuple[int, str]]:
    # An empty text has a parse, too.
    return iter([(0, "")]) if not text.text else split_long(text.text)


def _phrases(text: NormalisedText, place: int, doc: Doc) -> Iterator[Phrase]:
    import ginza  # type: ignore[import-untyped]  # noqa: PLC0415 - loaded with the pipeline, never before

    if not len(doc):
        return
    for bunsetu, head in zip(ginza.bunsetu_spans(doc), ginza.bunsetu_phrase_spans(doc), strict=True):
        start, end = text.printed_span(place + bunsetu.start_char, place + bunsetu.end_char)
        head_start, head_end = text.printed_span(place + head.start_char, place + head.end_char)
        yield Phrase(start=start, end=end, head_start=head_start, head_end=head_end)


def _actions(text: NormalisedText, place: int, doc: Doc) -> Iterator[Action]:
    for action in find_actions(doc):
        object_start, object_end = text.printed_span(place + action.object_start, place + action.object_end)
        verb_start, verb_end = text.printed_span(place + action.verb_start, place + action.verb_end)
        yield Action(
            object_start=object_start,
            object_end=object_end,
            verb_start=verb_start,
            verb_end=verb_end,
            verb=action.verb,
        )


@cache
def load_parser() -> Parser:
    """The pipeline, loaded once per process; takes seconds."""
    import spacy  # noqa: PLC0415 - as said

    return Parser(spacy.load("ja_ginza", exclude=_UNUSED, disable=[_NAMES]), load_tokeniser())


def parser_version() -> str:
    """What shapes a parse, without loading it: GiNZA's model and the rules that stand over it."""
    return (
        f"ja-ginza {version('ja-ginza')}, {dictionary_version()}, normalisation {NORMALISATION_VERSION}, "
        f"rules {RULES_VERSION}"
    )
