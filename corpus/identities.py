"""What the parts of an edition say of it together: each field from the first part that prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Identity", "first_origins"]


class Identity(Protocol):
    """What a Document and a PlanHeader have in common."""

    @property
    def municipality(self) -> str | None: ...  # noqa: D102 - the field of Document
    @property
    def municipality_code(self) -> str | None: ...  # noqa: D102
    @property
    def prefecture(self) -> str | None: ...  # noqa: D102
    @property
    def title(self) -> str | None: ...  # noqa: D102
    @property
    def start_fy(self) -> int | None: ...  # noqa: D102
    @property
    def end_fy(self) -> int | None: ...  # noqa: D102


def first_origins(parts: Sequence[Identity]) -> dict[str, int]:
    """The index of the part that gives each field; a field that no part prints is left out.

    Code and prefecture come from a part that names the same municipality or none, and the years from one part, so
    that no plan gets the code of one town and the name of another, or years that nobody printed together.
    """
    every = range(len(parts))
    municipality = _first(parts, "municipality", every)
    owner = None if municipality is None else parts[municipality].municipality
    same_owner = [place for place in every if parts[place].municipality in {owner, None}]
    dated = [place for place in every if (parts[place].start_fy, parts[place].end_fy) != (None, None)][:1]
    origins = {
        "municipality": municipality,
        "municipality_code": _first(parts, "municipality_code", same_owner),
        "prefecture": _first(parts, "prefecture", same_owner),
        "title": _first(parts, "title", every),
        "start_fy": _first(parts, "start_fy", dated),
        "end_fy": _first(parts, "end_fy", dated),
    }
    return {name: place for name, place in origins.items() if place is not None}


def _first(parts: Sequence[Identity], name: str, places: Iterable[int]) -> int | None:
    return next((place for place in places if getattr(parts[place], name) is not None), None)
