"""What people found wrong in a record, and the record with it mended.

A correction is kept beside the plans and outlives every reading of them: it is applied anew to each new reading of
the plan. It holds only for the text that its reviewer saw. Where the program now reads something else there, the
correction is open again and an Issue says so; where the program now reads what the reviewer wrote, it is settled.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from corpus.records import Analysis, Classification, Issue, Measure, Plan, ScheduleEntry, measure_id
from corpus.schemes import NATIONAL_SCHEME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "REOPENED",
    "Corrected",
    "Correction",
    "CorrectionField",
    "CorrectionState",
    "correct_plan",
    "decided_by_person",
    "measure_fingerprint",
    "missing_measure_id",
    "national_labels",
    "plan_key",
    "printed_value",
    "schedule_values",
]

CorrectionField = Literal["national", "title", "departments", "schedule", "false", "missing"]
CorrectionState = Literal["applied", "settled", "reopened", "superseded"]

REOPENED: Final = "correction_reopened"
"""The code of the Issue for a correction that no longer fits what is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One value that a person set right.

    ``printed`` is what the program read and ``corrected`` what the reviewer wrote, both as JSON values: ids for
    ``national``, a text for ``title``, texts for ``departments``, [row, activity, start_fy, end_fy] for ``schedule``.
    ``false`` says that there is no such measure, ``missing`` holds one that was not read. ``seen`` is the fingerprint
    of the measure that the reviewer saw, ``decided_on`` an ISO date; ``number`` and ``state`` are the store's.
    """

    field: CorrectionField
    measure_id: str
    plan_key: str
    sha256: str
    municipality: str
    plan_title: str
    measure_title: str
    page: int
    printed: Any
    corrected: Any
    seen: str
    scheme_version: str
    reviewer: str
    decided_on: str
    note: str = ""
    number: int = 0
    state: CorrectionState = "applied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A record with its corrections; ``states`` are by the corrections' numbers."""

    plan: Plan
    analysis: Analysis
    states: Mapping[int, CorrectionState]

    @property
    def is_changed(self) -> bool:
        """Whether anything of the record differs from what was read."""
        return bool(self.states)


def plan_key(plan: Plan) -> str:
    """What identifies a plan through all readings: code, title and first year; the file's hash where one is unknown."""
    document = plan.document
    if document.municipality_code and document.title and document.start_fy is not None:
        return f"{document.municipality_code}\x1f{document.title}\x1f{document.start_fy}"
    return plan.source.sha256


def measure_fingerprint(measure: Measure) -> str:
    """Changes with any text of the measure by which a person would judge it."""
    seen = [measure.path, measure.label, measure.title, measure.description]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()[:16]


def missing_measure_id(plan: Plan, path: Sequence[str], title: str) -> str:
    """The id of a measure that a person adds: the one it will have once the program reads it so, without a mark."""
    return measure_id(plan_key(plan), tuple(path), "", title, 0)


def decided_by_person(correction: Correction) -> str:
    """Who decided a label, as it is stored beside it."""
    return f"person {correction.reviewer} {correction.decided_on}"


def schedule_values(schedule: Iterable[ScheduleEntry]) -> list[list[Any]]:
    """A schedule as a correction holds it."""
    return [[entry.row, entry.activity, entry.start_fy, entry.end_fy] for entry in schedule]


def printed_value(measure: Measure, labels: Sequence[str], field: CorrectionField) -> Any:  # noqa: ANN401 - JSON
    """What the program read for a field, as a correction holds it."""
    match field:
        case "national":
            return list(labels)
        case "title":
            return measure.title
        case "departments":
            return list(measure.departments)
        case "schedule":
            return schedule_values(measure.schedule)
    return None


def national_labels(analysis: Analysis) -> dict[str, list[Classification]]:
    """The national categories by measure id, the main one first."""
    found: defaultdict[str, list[Classification]] = defaultdict(list)
    for one in sorted(analysis.classifications, key=lambda one: one.rank):
        if one.scheme == NATIONAL_SCHEME:
            found[one.measure_id].append(one)
    return found


def correct_plan(plan: Plan, analysis: Analysis, corrections: Iterable[Correction]) -> Corrected:
    """The plan as read, with what people corrected of it.

    Of several corrections of one value the newest counts. Labels keep those of other schemes.
    """
    newest: dict[tuple[str, str], Correction] = {}
    states: dict[int, CorrectionState] = {}
    for correction in sorted(corrections, key=lambda one: (one.decided_on, one.number)):
        older = newest.get((correction.measure_id, correction.field))
        if older is not None:
            states[older.number] = "superseded"
        newest[correction.measure_id, correction.field] = correction
    work = _Work(plan, analysis)
    for correction in newest.values():
        states[correction.number] = work.apply(correction)
    return Corrected(plan=work.plan(), analysis=work.analysis(), states=states)


class _Work:
    """A plan while its corrections are applied."""

    def __init__(self, plan: Plan, analysis: Analysis) -> None:
        self._plan = plan
        self._read = {measure.id: measure for measure in plan.measures}
        self._measures = {measure.id: [measure] for measure in plan.measures}
        self._added: list[Measure] = []
        self._issues: list[Issue] = []
        self._labels = {id_: [one.label for one in given] for id_, given in national_labels(analysis).items()}
        self._classifications = list(analysis.classifications)

    def plan(self) -> Plan:
        measures = [measure for kept in self._measures.values() for measure in kept]
        for added in self._added:
            place = next((i for i, one in enumerate(measures) if one.page > added.page), len(measures))
            measures.insert(place, added)
        return replace(self._plan, measures=tuple(measures), issues=(*self._plan.issues, *self._issues))

    def analysis(self) -> Analysis:
        removed = {id_ for id_, kept in self._measures.items() if not kept}
        return Analysis(classifications=tuple(one for one in self._classifications if one.measure_id not in removed))

    def apply(self, correction: Correction) -> CorrectionState:  # noqa: PLR0911 - one return per case
        if correction.field == "missing":
            return self._add(correction)
        measure = self._read.get(correction.measure_id)
        if measure is None:
            if correction.field == "false":
                return "settled"
            return self._reopen(correction, "この施策は今の読み取りにありません")
        read = printed_value(measure, self._labels.get(measure.id, ()), correction.field)
        if correction.field in {"national", "false"}:
            # A label is about the text; that another model now says something else is no reason to ask again.
            if measure_fingerprint(measure) != correction.seen:
                return self._reopen(correction, "見出し・施策名・内容の読み取りが変わりました")
        elif read != correction.printed:
            if read == correction.corrected:
                return "settled"
            return self._reopen(correction, "この値の読み取りが変わりました")
        self._write(measure, correction)
        return "applied"

    def _write(self, measure: Measure, correction: Correction) -> None:
        value = correction.corrected
        match correction.field:
            case "national":
                self._relabel(measure.id, correction, value)
            case "false":
                self._measures[measure.id] = []
            case "title":
                self._change(measure.id, lambda one: replace(one, title=value))
            case "departments":
                self._change(measure.id, lambda one: replace(one, departments=tuple(value)))
            case "schedule":
                entries = _schedule(value, measure.schedule)
                self._change(measure.id, lambda one: replace(one, schedule=entries))

    def _change(self, id_: str, change: Callable[[Measure], Measure]) -> None:
        self._measures[id_] = [change(measure) for measure in self._measures[id_]]

    def _relabel(self, id_: str, correction: Correction, labels: Sequence[str]) -> None:
        others = [one for one in self._classifications if (one.measure_id, one.scheme) != (id_, NATIONAL_SCHEME)]
        self._classifications = others + [
            Classification(
                measure_id=id_,
                scheme=NATIONAL_SCHEME,
                scheme_version=correction.scheme_version,
                label=label,
                rank=rank,
                probability=1.0,
                abstain=False,
                decided_by=decided_by_person(correction),
            )
            for rank, label in enumerate(labels)
        ]

    def _add(self, correction: Correction) -> CorrectionState:
        if correction.measure_id in self._read:
            return "settled"
        if correction.sha256 != self._plan.source.sha256:
            return self._reopen(correction, "別のファイルで足された施策です。このファイルでも要るか確かめてください")
        value = correction.corrected
        self._added.append(
            Measure(
                id=correction.measure_id,
                path=tuple(value["path"]),
                label="",
                title=value["title"],
                page=correction.page,
                end_page=correction.page,
                description=value["description"],
                departments=tuple(value["departments"]),
                schedule=_schedule(value["schedule"], ()),
                extractor="person",
            )
        )
        self._relabel(correction.measure_id, correction, value["national"])
        return "applied"

    def _reopen(self, correction: Correction, why: str) -> CorrectionState:
        page = correction.page if correction.sha256 == self._plan.source.sha256 else None
        self._issues.append(
            Issue(
                code=REOPENED,
                message=f"{correction.reviewer}（{correction.decided_on}）の修正「{correction.measure_title}」を"
                f"もう一度確かめてください: {why}",
                page=page,
            )
        )
        return "reopened"


def _schedule(values: Iterable[Sequence[Any]], read: Sequence[ScheduleEntry]) -> tuple[ScheduleEntry, ...]:
    """Entries of a correction; one that was read just so keeps its place on the page."""
    known = {(entry.row, entry.activity, entry.start_fy, entry.end_fy): entry for entry in read}
    return tuple(
        known.get((row, activity, start, end)) or ScheduleEntry(row=row, activity=activity, start_fy=start, end_fy=end)
        for row, activity, start, end in values
    )
