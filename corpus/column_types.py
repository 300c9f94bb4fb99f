"""How the values of the records lie in a column: compact JSON, read back as the very tuples they were.

Boxes are rounded to a hundredth of a point (0.004 mm) when they are written: more digits are noise of the PDF's
arithmetic and would double the size of the database.
"""

from __future__ import annotations

import json
import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON
from sqlalchemy.types import TypeDecorator

from corpus.records import Box, Region, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Dialect

__all__ = [
    "BoxType",
    "PairsType",
    "RegionsType",
    "TextsType",
    "UnstorableValueError",
    "WhereType",
    "compact_json",
]


class UnstorableValueError(ValueError):
    """A value that a plan should not have, and that no column takes."""


def compact_json(value: object) -> str:
    """JSON without spaces and with Japanese as it is; refuses NaN and infinity, which are no JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _coordinate(value: float) -> float:
    if not math.isfinite(value):
        raise UnstorableValueError(f"座標が有限の数ではありません: {value}")
    return round(value, 2)


def _pack_regions(regions: Iterable[Region]) -> list[list[float]]:
    return [[region.page, *(_coordinate(edge) for edge in region.box)] for region in regions]


def _unpack_regions(rows: Iterable[list[Any]]) -> tuple[Region, ...]:
    return tuple(Region(page, Box(*map(float, edges))) for page, *edges in rows)


class TextsType(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts as a JSON array."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401
        """Give what the JSON column takes."""
        return list(value or ())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002, ANN401
        """Give the tuple back."""
        return tuple(value or ())


class PairsType(TypeDecorator[tuple[tuple[str, str], ...]]):
    """A tuple of pairs of texts as a JSON array of arrays: order and repeated keys stay."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[str, str], ...] | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401
        """Give what the JSON column takes."""
        return [list(pair) for pair in value or ()]

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[tuple[str, str], ...]:  # noqa: ARG002, ANN401
        """Give the pairs back."""
        return tuple((key, text) for key, text in value or ())


class RegionsType(TypeDecorator[tuple[Region, ...]]):
    """The regions of one value: ``[[page, x0, top, x1, bottom], …]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Region, ...] | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401
        """Give what the JSON column takes."""
        return _pack_regions(value or ())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Region, ...]:  # noqa: ARG002, ANN401
        """Give the regions back."""
        return _unpack_regions(value or ())


class WhereType(TypeDecorator[Where]):
    """The regions of each named field: ``{"title": [[page, x0, top, x1, bottom]], …}``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Where | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401
        """Give what the JSON column takes."""
        return {name: _pack_regions(regions) for name, regions in (value or {}).items()}

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Where:  # noqa: ARG002, ANN401
        """Give the mapping back, read-only as in the records."""
        packed: Mapping[str, list[list[Any]]] = value or {}
        return MappingProxyType({name: _unpack_regions(rows) for name, rows in packed.items()})


class BoxType(TypeDecorator[Box]):
    """A box or nothing: ``[x0, top, x1, bottom]``."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Box | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401
        """Give what the JSON column takes."""
        return None if value is None else [_coordinate(edge) for edge in value]

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Box | None:  # noqa: ARG002, ANN401
        """Give the box back."""
        return None if value is None else Box(*map(float, value))
