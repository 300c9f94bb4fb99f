"""What the readers of a plan's sections collect."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.records import Issue, Review
from extractors.drafts import Draft
from extractors.forms import FormGroup
from extractors.section_tables import SectionTable

__all__ = ["Reading"]


@dataclass(slots=True)
class Reading:
    """What the sections of a plan hold. ``tables`` are all of its tables but reviews, with what each was taken for."""

    drafts: list[Draft] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    groups: list[tuple[FormGroup, list[Draft]]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    tables: list[SectionTable] = field(default_factory=list)
