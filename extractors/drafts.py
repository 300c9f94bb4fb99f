"""A measure in the making: what readers collect before markers are taken out and ids are given."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.records import Indicator, Issue, Progress, Region, ScheduleEntry
from extractors.blocks import CellText

__all__ = ["Draft", "cell_regions"]


@dataclass(slots=True, kw_only=True)
class Draft:
    """A measure as printed, footnote markers included. ``where`` maps field names to regions."""

    path: tuple[str, ...]
    label: str
    title: str
    page: int
    end_page: int
    extractor: str
    description: str = ""
    current: str = ""
    departments: list[str] = field(default_factory=list)
    printed_codes: list[str] = field(default_factory=list)
    badges: list[str] = field(default_factory=list)
    schedule: list[ScheduleEntry] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    where: dict[str, tuple[Region, ...]] = field(default_factory=dict)
    confidence: float = 1.0
    reasons: list[str] = field(default_factory=list)

    def doubt(self, factor: float, reason: str) -> None:
        """Lower the confidence, and say why in Japanese."""
        self.confidence *= factor
        self.reasons.append(reason)


def cell_regions(page: int, *cells: CellText) -> tuple[Region, ...]:
    """A region for each line of the cells."""
    return tuple(Region(page, line.box) for cell in cells for line in cell.lines)
