"""What the store keeps beside the plans themselves: states of files, quarantine, the manifest's facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.records import Analysis, FileState, Parse, Plan

__all__ = [
    "FileEntry",
    "Manifest",
    "PlanCounts",
    "PlanHeader",
    "Quarantine",
    "StoredPlan",
    "Versions",
    "versions_text",
]

Versions = Mapping[str, str] | str
"""The versions of everything that shapes a record (extractor, tokeniser, model, schema), by name or as one text."""


def versions_text(versions: Versions) -> str:
    """The versions as they are stored and compared: ``name=version`` by name, parted by spaces."""
    if isinstance(versions, str):
        return versions
    return " ".join(f"{name}={version}" for name, version in sorted(versions.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a manifest says of a file that no PDF prints; its other fields are already in the plan's Document."""

    source_url: str | None = None
    retrieved_on: str | None = None
    plan_id: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """A plan with all that the corpus knows of it; ``parses`` holds what GiNZA saw, by text as printed."""

    plan: Plan
    analysis: Analysis
    versions: str
    manifest: Manifest
    parses: Mapping[str, Parse] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHeader:
    """A plan's identity without its contents: the fields of its Source, its Document and its Manifest."""

    document_id: int
    sha256: str
    source_name: str
    municipality_code: str | None
    title: str | None
    start_fy: int | None
    municipality: str | None = None
    prefecture: str | None = None
    end_fy: int | None = None
    printed_part: str | None = None
    first_printed_page: int | None = None
    last_printed_page: int | None = None
    plan_id: str | None = None
    part: str | None = None

    @property
    def order(self) -> tuple[bool, str, bool, str, bool, int, str]:
        """The order of plans everywhere: code, title, first year, sha256; what is not known comes last."""
        return (
            self.municipality_code is None,
            self.municipality_code or "",
            self.title is None,
            self.title or "",
            self.start_fy is None,
            self.start_fy or 0,
            self.sha256,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCounts:
    """How much a stored plan holds. ``issue_pages`` are the pages that have an issue of each code, each page once."""

    pages: int
    measures: int
    schedule_entries: int
    terms: int
    issues: int
    issue_pages: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine:
    """A file that could not become a plan: a reason code, a Japanese message, the stage and page where it failed."""

    sha256: str
    source_name: str
    reason: str
    message: str
    stage: str
    page: int | None
    versions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """The last state of an input file; `sha256` is None where its bytes could not be read."""

    path: str
    sha256: str | None
    state: FileState
    reason: str = ""
    message: str = ""
    versions: str = ""
