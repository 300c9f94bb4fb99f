"""第３章 of 例示市デジタル化推進計画, read from ``reiji_measures.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samples.truth import Entry, Measure

SOURCE = Path(__file__).with_name("reiji_measures.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Entry):
    """A bar as the office placed it: its ends miss the year lines by ``misses``, in shares of a column."""

    phase: str
    misses: tuple[float, float]
    level: int = 0  # 1: below another bar of the row


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its 現状と課題 and the measures of its table."""

    key: str
    heading: str
    situation: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A 基本目標 and its sections."""

    key: str
    heading: str
    introduction: str
    sections: tuple[Section, ...]


def _bar(source: dict[str, Any]) -> Bar:
    start_fy, end_fy = source["years"]
    return Bar(
        activity=source["activity"],
        start_fy=start_fy,
        end_fy=end_fy,
        phase=source["phase"],
        misses=tuple(source["misses"]),
        level=source.get("level", 0),
    )


def _measure(source: dict[str, Any]) -> Measure:
    return Measure(
        label=source["label"],
        title=source["title"],
        departments=tuple(source["departments"]),
        codes=tuple(source["codes"]),
        national=tuple(source["national"]),
        schedule=tuple(_bar(bar) for bar in source["bars"]),
    )


def _section(source: dict[str, Any]) -> Section:
    return Section(
        key=source["key"],
        heading=source["heading"],
        situation=source["situation"],
        measures=tuple(_measure(measure) for measure in source["measures"]),
    )


def read_goals() -> tuple[Goal, ...]:
    """The goals in printed order."""
    goals = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["goals"]
    return tuple(
        Goal(
            key=goal["key"],
            heading=goal["heading"],
            introduction=goal["introduction"],
            sections=tuple(_section(section) for section in goal["sections"]),
        )
        for goal in goals
    )


GOALS = read_goals()
