"""The gold record of a drawn plan, in the contract's form.

The texts come from the same values that are drawn; the pages are told by the drawing itself.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from samples.codes import with_check_digit
from samples.typesetting import markers, plain

# ＤＸ（Digital Transformation）：… has a head, what it stands for, and what it means.
NOTE = re.compile(r"(?P<term>[^（：]+)(?:（(?P<latin>[A-Za-z][A-Za-z \-]+)）)?：(?P<definition>.+)")
ABBREVIATES = re.compile(r"(?P<latin>[A-Za-z][A-Za-z \-]+?) ?の略")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A bar or a worded cell of a schedule; years inclusive."""

    activity: str
    start_fy: int
    end_fy: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a plan prints for one measure. Texts may hold {markers}."""

    label: str
    title: str
    departments: tuple[str, ...]
    national: tuple[str, ...]
    description: str = ""
    codes: tuple[str, ...] = ()
    schedule: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A row of a table that reviews the previous plan; ``refs`` stand in ``direction`` too."""

    path: tuple[str, ...]
    label: str
    title: str
    current: str
    status: str
    direction: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What a plan says of itself; ``code`` has five digits, the sixth is reckoned."""

    key: str
    municipality: str
    code: str
    prefecture: str | None
    title: str
    start_fy: int
    end_fy: int

    @property
    def municipality_code(self) -> str:
        """全国地方公共団体コード with its check digit."""
        return with_check_digit(self.code)


def split_note(note: str) -> tuple[str, str, str]:
    """Head, spelt-out form ("" if none) and definition of a printed note ``head（latin）：definition``."""
    match = NOTE.fullmatch(note)
    if not match:
        raise ValueError(f"note without a head: {note!r}")
    definition = match["definition"]
    opening = ABBREVIATES.match(definition)
    return match["term"], match["latin"] or (opening["latin"] if opening else ""), definition


@dataclass(slots=True)
class Truth:
    """Collects what has been drawn, in the order of drawing."""

    facts: PlanFacts
    measures: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    terms: list[dict[str, Any]] = field(default_factory=list)

    def measure(self, path: tuple[str, ...], measure: Measure, page: int) -> None:
        """Note a measure drawn on a page."""
        notes = dict.fromkeys(markers(measure.title) + markers(measure.description))
        entries = [
            {"row": "", "activity": entry.activity, "start_fy": entry.start_fy, "end_fy": entry.end_fy}
            for entry in measure.schedule
        ]
        self.measures.append(
            {
                "id": f"{self.facts.key}-{len(self.measures) + 1:03d}",
                "path": [plain(heading) for heading in path],
                "label": measure.label,
                "title": plain(measure.title),
                "description": plain(measure.description),
                "departments": list(measure.departments),
                "printed_codes": list(measure.codes),
                "repost": "（再掲）" in measure.title,
                "schedule": entries,
                "indicators": [],
                "progress": [],
                "term_refs": list(notes),
                "page": page,
                "end_page": page,
                "national": list(measure.national),
            }
        )

    def review(self, review: Review, page: int) -> None:
        """Note a row of the review drawn on a page."""
        lists = {"path": list(review.path), "refs": list(review.refs)}
        self.reviews.append({**asdict(review), **lists, "page": page})

    def indicator(self, label: str, name: str, values: dict[str, str]) -> None:
        """Note a row of an indicator table that names its measure by the printed label."""
        (measure,) = [measure for measure in self.measures if measure["label"] == label]
        measure["indicators"].append({"name": name, "values": values})

    def term(self, marker: str, note: str, kind: str, page: int) -> None:
        """Note a footnote (with its marker) or a glossary entry (marker "")."""
        head, expansion, definition = split_note(note)
        self.terms.append(
            {
                "marker": marker,
                "term": head,
                "expansion": expansion,
                "definition": definition,
                "kind": kind,
                "page": page,
            }
        )

    def to_record(self, n_pages: int) -> dict[str, Any]:
        """The plan in the form of the contract."""
        facts = self.facts
        return {
            "document": {
                "key": facts.key,
                "source_name": f"{facts.key}.pdf",
                "municipality": facts.municipality,
                "municipality_code": facts.municipality_code,
                "prefecture": facts.prefecture,
                "title": facts.title,
                "start_fy": facts.start_fy,
                "end_fy": facts.end_fy,
            },
            "measures": self.measures,
            "reviews": self.reviews,
            "terms": self.terms,
            "pages": n_pages,
        }
