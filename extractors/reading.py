"""What the readers of a plan's sections collect."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.records import Issue, Review
from extractors.drafts import Draft
from extractors.forms import FormGroup

__all__ = ["Reading"]


@dataclass(slots=True)
class Reading:
    """What the sections of a plan hold."""

    drafts: list[Draft] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    groups: list[tuple[FormGroup, list[Draft]]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
