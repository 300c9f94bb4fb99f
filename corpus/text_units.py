"""The texts of a plan that language is read from, and where each of them stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from corpus.records import Measure, Plan

__all__ = ["MEASURE_FIELDS", "PARSED_FIELDS", "SEARCH_FIELDS", "Owner", "TextUnit", "text_units"]

Owner = Literal["measure", "term", "review", "initiative"]

SEARCH_FIELDS: Final[Mapping[str, Callable[[Measure], tuple[str, ...]]]] = {
    "title": lambda measure: (measure.title,),
    "description": lambda measure: (measure.description,),
    "path": lambda measure: measure.path,
    "activities": lambda measure: tuple(entry.activity for entry in measure.schedule),
    "indicators": lambda measure: tuple(
        shown
        for indicator in measure.indicators
        for shown in (indicator.name, *(value for _, value in indicator.values))
    ),
    "departments": lambda measure: measure.departments,
}
"""What a search looks at, in the order in which a snippet is chosen; each text is searched by itself."""

MEASURE_FIELDS: Final[Mapping[str, Callable[[Measure], tuple[str, ...]]]] = {
    **SEARCH_FIELDS,
    "current": lambda measure: (measure.current,),
    "progress": lambda measure: tuple(report.text for report in measure.progress),
}
"""All texts of a measure by field."""

PARSED_FIELDS: Final[tuple[tuple[Owner, str], ...]] = (
    ("measure", "title"),
    ("measure", "description"),
    ("term", "definition"),
)
"""What GiNZA reads, as owner and field: other texts are too short to say what is done to what."""


class TextUnit(NamedTuple):
    """A text and its place: the field of the owner that is number ``owner_seq`` of its kind in the plan, from 0."""

    owner: Owner
    owner_seq: int
    field: str
    seq: int
    text: str


def text_units(plan: Plan) -> Iterator[TextUnit]:
    """The texts of a plan in printed order; empty ones are left out."""
    return (unit for unit in _all_units(plan) if unit.text)


def _all_units(plan: Plan) -> Iterator[TextUnit]:
    for place, measure in enumerate(plan.measures):
        for field, texts_of in MEASURE_FIELDS.items():
            yield from (TextUnit("measure", place, field, seq, text) for seq, text in enumerate(texts_of(measure)))
    for place, term in enumerate(plan.terms):
        yield TextUnit("term", place, "term", 0, term.term)
        yield TextUnit("term", place, "definition", 0, term.definition)
    for place, review in enumerate(plan.reviews):
        yield TextUnit("review", place, "title", 0, review.title)
        yield TextUnit("review", place, "current", 0, review.current)
        yield TextUnit("review", place, "direction", 0, review.direction)
    for place, initiative in enumerate(plan.initiatives):
        yield TextUnit("initiative", place, "title", 0, initiative.title)
        yield from (TextUnit("initiative", place, "issues", seq, text) for seq, text in enumerate(initiative.issues))
        yield from (TextUnit("initiative", place, "effects", seq, text) for seq, text in enumerate(initiative.effects))
