"""The rows of 見本町ＤＸ推進計画's tables, read from ``mihon_measures.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samples.mihon_text import FACTS, LEGEND
from samples.truth import Entry, Measure

SOURCE = Path(__file__).with_name("mihon_measures.toml")
ARROW = "→"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCell:
    """A cell of the year columns; ``span`` counts the columns it covers."""

    text: str
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Measure):
    """A table row as printed: a measure, its badge and its year cells."""

    badge: str
    years: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A 中項目 and its rows."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A 大項目 and its 中項目."""

    name: str
    groups: tuple[Group, ...]


def cells_to_entries(cells: tuple[YearCell, ...]) -> tuple[Entry, ...]:
    """What the year cells say: an arrow goes on with the entry before it, a mark means its legend's word."""
    entries: list[Entry] = []
    year = FACTS.start_fy
    for cell in cells:
        last_year = year + cell.span - 1
        if cell.text == ARROW:
            before = entries.pop()
            entries.append(Entry(activity=before.activity, start_fy=before.start_fy, end_fy=last_year))
        elif cell.text not in {"", "－"}:
            entries.append(Entry(activity=LEGEND.get(cell.text, cell.text), start_fy=year, end_fy=last_year))
        year = last_year + 1
    return tuple(entries)


def _year_cell(printed: str) -> YearCell:
    text, _, span = printed.partition("*")
    return YearCell(text=text, span=int(span or 1))


def _item(source: dict[str, Any]) -> Item:
    years = tuple(_year_cell(printed) for printed in source["years"])
    return Item(
        label=source["label"],
        title=source["title"],
        description=source.get("description", ""),
        badge=source.get("badge", ""),
        departments=tuple(source["departments"]),
        national=tuple(source["national"]),
        schedule=cells_to_entries(years),
        years=years,
    )


def _group(source: dict[str, Any]) -> Group:
    return Group(name=source["name"], items=tuple(_item(item) for item in source["items"]))


_TABLES = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
DIVISIONS = tuple(
    Division(name=division["name"], groups=tuple(_group(group) for group in division["groups"]))
    for division in _TABLES["divisions"]
)
YEARLY = tuple(_item(item) for item in _TABLES["yearly"])
