"""What a plan says: the vocabulary that every other package shares.

Text is kept exactly as printed (full-width stays full-width); only lines broken by the page are joined.
Years are Western fiscal years, inclusive: 令和2年度 is 2020 and runs 2020-04-01 to 2021-03-31.
Pages are 1-based, as a PDF viewer counts them. Boxes are PDF points (1/72 inch) with the origin at the
top-left corner of the page as it is shown, x to the right and y down: ``(x0, top, x1, bottom)``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

__all__ = [
    "Action",
    "Analysis",
    "Box",
    "Classification",
    "Document",
    "Entity",
    "EntityKind",
    "FileState",
    "Indicator",
    "Initiative",
    "Issue",
    "Measure",
    "Parse",
    "Phrase",
    "Plan",
    "Progress",
    "Region",
    "Review",
    "ScheduleEntry",
    "Source",
    "Term",
    "Token",
    "Where",
    "measure_id",
]

FileState = Literal["done", "unchanged", "quarantined"]
TermKind = Literal["footnote", "endnote", "table"]
EntityKind = Literal["組織", "制度・法令", "製品・サービス", "施設", "日付", "数量"]


class Box(NamedTuple):
    """A rectangle on a page, in points; see the module docstring for origin and order."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Length along x, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Length along y, in points."""
        return self.bottom - self.top


class Region(NamedTuple):
    """A place in the document: a box on a 1-based page."""

    page: int
    box: Box


Where = Mapping[str, tuple[Region, ...]]
"""The regions from which each named field was read."""


def _nowhere() -> Where:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a plan was read from, and what read it: the provenance shared by all of its values."""

    source_name: str
    sha256: str
    page_count: int
    extractor_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a plan says of itself. A field is None where the document does not print it.

    ``municipality_code`` is the 6-digit 全国地方公共団体コード as text. ``printed_part`` is what the cover calls this
    file beside the title (概要版, 資料編, 第１部); the page numbers are those printed on the first and the last page
    that prints one, in Arabic numerals. They tell the parts of an edition (`corpus.editions`).
    """

    municipality: str | None = None
    municipality_code: str | None = None
    prefecture: str | None = None
    title: str | None = None
    start_fy: int | None = None
    end_fy: int | None = None
    printed_part: str | None = None
    first_printed_page: int | None = None
    last_printed_page: int | None = None
    where: Where = field(default_factory=_nowhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleEntry:
    """One activity over consecutive fiscal years (a cell, a merged cell, or a bar of a 工程表).

    ``start_fy`` is None for a これまで column: everything before the charted years.
    ``open_end`` is True where the drawing runs past the last charted year (以降).
    ``row`` is the printed row name where a measure has several rows, else "".
    """

    row: str
    activity: str
    start_fy: int | None
    end_fy: int
    open_end: bool = False
    confidence: float = 1.0
    where: tuple[Region, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an entry that ends before it starts."""
        if self.start_fy is not None and self.end_fy < self.start_fy:
            message = f"schedule entry {self.activity!r}: end_fy {self.end_fy} is before start_fy {self.start_fy}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A 指標 and its values as printed; a key is a fiscal year ("2020") or a printed heading ("目標値")."""

    name: str
    values: tuple[tuple[str, str], ...]
    where: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A progress report printed beside a measure."""

    heading: str
    text: str
    departments: tuple[str, ...] = ()
    where: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A 施策: the innermost unit of an action chapter, with everything printed for it alone.

    ``current`` is its 現状 (or 現状と課題) text, ``badges`` its printed 新規/拡充/継続 marks, ``extractor`` the
    reader that made it; ``confidence`` is in [0, 1] and ``confidence_reason`` says in Japanese what lowers it.
    """

    id: str
    path: tuple[str, ...]
    label: str
    title: str
    page: int
    end_page: int
    description: str = ""
    current: str = ""
    departments: tuple[str, ...] = ()
    printed_codes: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    repost: bool = False
    schedule: tuple[ScheduleEntry, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    progress: tuple[Progress, ...] = ()
    term_refs: tuple[str, ...] = ()
    extractor: str = ""
    confidence: float = 1.0
    confidence_reason: str = ""
    where: Where = field(default_factory=_nowhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A row of a table that reviews the previous plan."""

    path: tuple[str, ...]
    label: str
    title: str
    current: str
    status: str
    direction: str
    page: int
    refs: tuple[str, ...] = ()
    where: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A footnote, endnote or glossary entry; ``marker`` is "" for glossary tables."""

    marker: str
    term: str
    expansion: str
    definition: str
    kind: TermKind
    page: int
    where: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """A group of measures with printed 現状と課題 (issues) and 期待される効果 (effects)."""

    title: str
    issues: tuple[str, ...]
    effects: tuple[str, ...]
    measure_ids: tuple[str, ...]
    page: int
    where: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A doubt that a person should see: ``message`` is a Japanese sentence, ``page`` is None for the whole file."""

    code: str
    message: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan as read from one file."""

    source: Source
    document: Document
    measures: tuple[Measure, ...] = ()
    reviews: tuple[Review, ...] = ()
    terms: tuple[Term, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a text: half-open character offsets into it, and Sudachi's forms.

    Words are the longest units (mode C). ``units_b`` and ``units_a`` are the shorter ones that a word falls into in
    modes B and A, empty where it falls into none (`corpus.words.in_mode`).
    """

    start: int
    end: int
    surface: str
    dictionary_form: str
    normalised_form: str
    reading: str
    part_of_speech: str
    units_b: tuple[Token, ...] = ()
    units_a: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name in a text: half-open offsets into it as printed, what it names, and what found it.

    ``source`` is ``terms`` (the reviewed terms), ``pattern`` (years, dates and amounts) or GiNZA's own finer label.
    """

    start: int
    end: int
    kind: EntityKind
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A 文節: half-open offsets into the printed text, and those of its content words (証明書を: 証明書)."""

    start: int
    end: int
    head_start: int
    head_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is done to what: half-open offsets of both into the printed text, and the verb's dictionary form.

    The object's span is empty where none is named (検討する). 導入 and 導入する both have the verb 導入する.
    """

    object_start: int
    object_end: int
    verb_start: int
    verb_end: int
    verb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """What GiNZA sees in a text, each list in reading order."""

    entities: tuple[Entity, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """One label of one measure: rank 0 is the main one; ``decided_by`` names the model and its version."""

    measure_id: str
    scheme: str
    scheme_version: str
    label: str
    rank: int
    probability: float
    abstain: bool
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What the models add to a plan."""

    classifications: tuple[Classification, ...] = ()


def measure_id(plan_key: str, path: tuple[str, ...], label: str, title: str, occurrence: int) -> str:
    """Stable id of a measure: 16 hexadecimal digits.

    It hashes values as printed, so that a change of our own normalisation never changes an id.
    ``occurrence`` (0-based) tells equal measures of one plan apart.
    """
    parts = (plan_key, *path, label, title, str(occurrence))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
