"""What comes back from reviewers: the lines of a sheet, checked one by one, as corrections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from corpus.corrections import (
    Correction,
    CorrectionField,
    measure_fingerprint,
    missing_measure_id,
    national_labels,
    plan_key,
    printed_value,
)
from corpus.schemes import NATIONAL_NAMES
from models.taxonomy import OUTSIDE
from outputs.review_sheet import CHECKED, LABEL_KEYS, NO_MEASURE, RIGHT
from pipeline.review_schedule import read_schedule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.entries import StoredPlan
    from corpus.records import Plan
    from outputs.review_sheet import ReviewSheet, SheetLine

__all__ = ["NONE", "LineProblem", "Reviewed", "sheet_to_corrections"]

NONE: Final = "（なし）"
"""What a reviewer writes where nothing is printed."""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Why a line of the sheet cannot be taken, as one Japanese sentence."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where} {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a sheet says: corrections, lines that change nothing, and problems; with problems nothing may be kept."""

    corrections: tuple[Correction, ...]
    unchanged: int
    problems: tuple[LineProblem, ...]


def sheet_to_corrections(
    sheet: ReviewSheet, plans: Mapping[str, StoredPlan], *, reviewer: str, decided_on: str
) -> Reviewed:
    """What the lines of a sheet correct; ``plans`` are as the program read them, by file hash."""
    desk = _Desk(sheet, plans, reviewer, decided_on)
    seen: dict[str, SheetLine] = {}
    for line in sheet.lines:
        if line.sheet == CHECKED:
            id_ = line.cells["measure_id"]
            if id_ in seen:
                desk.problem(line, "", f"{seen[id_].number}行目と同じ施策です。どちらかを消してください")
                continue
            seen[id_] = line
            desk.check(line)
        else:
            desk.add(line)
    return Reviewed(corrections=tuple(desk.corrections), unchanged=desk.unchanged, problems=tuple(desk.problems))


class _Desk:
    """Checks lines and gathers what they say."""

    def __init__(self, sheet: ReviewSheet, plans: Mapping[str, StoredPlan], reviewer: str, decided_on: str) -> None:
        self._sheet = sheet
        self._plans = plans
        self._who = (reviewer, decided_on)
        self.corrections: list[Correction] = []
        self.problems: list[LineProblem] = []
        self.unchanged = 0

    def problem(self, line: SheetLine, column: str, message: str) -> None:
        self.problems.append(LineProblem(f"{line.where}{f'「{column}」' if column else ''}:", message))

    def check(self, line: SheetLine) -> None:
        """A line of a measure that was read."""
        stored = self._plans.get(line.cells["sha256"])
        measures = {} if stored is None else {measure.id: measure for measure in stored.plan.measures}
        measure = measures.get(line.cells["measure_id"])
        if stored is None or measure is None:
            self.problem(
                line,
                "",
                "この施策はコーパスにありません。隠れた列を変えたか、計画が読み直されています。書き出し直してください",
            )
            return
        if measure_fingerprint(measure) != line.cells["seen"]:
            self.problem(
                line, "", "書き出した後に計画が読み直され、文が変わりました。review export からやり直してください"
            )
            return
        n_problems, n_corrections = len(self.problems), len(self.corrections)
        found = self._values(line)
        if len(self.problems) > n_problems:
            return
        given = [one.label for one in national_labels(stored.analysis).get(measure.id, [])]
        for field, value in found.items():
            printed = printed_value(measure, given, field)
            if field in {"national", "false"} or value != printed:
                self.corrections.append(
                    Correction(
                        field=field,
                        measure_id=measure.id,
                        measure_title=measure.title,
                        page=measure.page,
                        printed=printed,
                        corrected=value,
                        seen=measure_fingerprint(measure),
                        **self._circumstances(line, stored.plan),
                    )
                )
        self.unchanged += len(self.corrections) == n_corrections

    def _values(self, line: SheetLine) -> dict[CorrectionField, Any]:
        cells, found = line.cells, dict[CorrectionField, Any]()
        labels = self._labels(line)
        verdict = cells["verdict"]
        if verdict not in {"", RIGHT, NO_MEASURE}:
            self.problem(line, "判定", f"「{RIGHT}」か「{NO_MEASURE}」を選んでください（「{verdict}」とあります）")
        if verdict == RIGHT:
            if labels:
                self.problem(line, "判定", f"「{RIGHT}」と正しい分類の両方があります。どちらかを消してください")
            names = cells["labels"].splitlines()
            labels = [self._sheet.names[name] for name in names if name in self._sheet.names]
        if verdict == NO_MEASURE:
            if labels or any(cells[key] for key in ("right_title", "right_departments", "right_schedule")):
                self.problem(line, "判定", f"「{NO_MEASURE}」の行では、ほかの欄を空けてください")
            found["false"] = True
        elif labels:
            found["national"] = labels
        if cells["right_title"]:
            found["title"] = cells["right_title"]
        if cells["right_departments"]:
            found["departments"] = _entries(cells["right_departments"])
        if cells["right_schedule"]:
            found["schedule"] = self._schedule(line, "right_schedule", "正しい年度と工程")
        return found

    def _labels(self, line: SheetLine) -> list[str]:
        names = [line.cells[key] for key in LABEL_KEYS]
        given = [name for name in names if name]
        unknown = [name for name in given if name not in self._sheet.names]
        labels = [self._sheet.names[name] for name in given if name in self._sheet.names]
        if unknown:
            self.problem(line, "分類", f"「{unknown[0]}」という分類はありません。一覧から選んでください")
        elif given and not names[0]:
            self.problem(line, "分類", "主分類が空いています。主なものを最初の欄に入れてください")
        elif len(set(labels)) < len(labels):
            self.problem(line, "分類", "同じ分類が2つあります。片方を消してください")
        elif OUTSIDE in labels and len(labels) > 1:
            self.problem(line, "分類", f"「{NATIONAL_NAMES[OUTSIDE]}」はほかの分類と一緒には使えません")
        return labels

    def _schedule(self, line: SheetLine, key: str, column: str) -> list[list[Any]]:
        if line.cells[key] == NONE:
            return []
        try:
            return read_schedule(line.cells[key])
        except ValueError as error:
            self.problem(line, column, str(error))
            return []

    def add(self, line: SheetLine) -> None:
        """A line of a measure that was not read."""
        cells, n_problems = line.cells, len(self.problems)
        stored = self._plans.get(self._sheet.plans.get(cells["plan"], ""))
        if stored is None:
            self.problem(line, "計画", "一覧にある計画を選んでください")
            return
        pages = stored.plan.source.page_count
        page = int(cells["page"]) if cells["page"].isdecimal() else 0
        if not 1 <= page <= pages:
            self.problem(line, "頁", f"1～{pages} の整数にしてください（「{cells['page']}」とあります）")
        if not cells["title"]:
            self.problem(line, "施策名", "施策名を書いてください")
        labels = self._labels(line)
        if not labels and not any(cells[key] for key in LABEL_KEYS):
            self.problem(line, "主分類", "主分類を選んでください")
        schedule = self._schedule(line, "schedule", "年度と工程")
        path = _entries(cells["path"])
        id_ = missing_measure_id(stored.plan, path, cells["title"])
        if any(measure.id == id_ for measure in stored.plan.measures):
            self.problem(line, "施策名", "この見出しと施策名の施策はもうあります")
        if len(self.problems) > n_problems:
            return
        value = {
            "path": path,
            "title": cells["title"],
            "description": cells["description"],
            "departments": _entries(cells["departments"]),
            "schedule": schedule,
            "national": labels,
        }
        self.corrections.append(
            Correction(
                field="missing",
                measure_id=id_,
                measure_title=cells["title"],
                page=page,
                printed=None,
                corrected=value,
                seen="",
                **self._circumstances(line, stored.plan),
            )
        )

    def _circumstances(self, line: SheetLine, plan: Plan) -> dict[str, Any]:
        """What all corrections of a line have in common: the plan, and who decided when."""
        return {
            "plan_key": plan_key(plan),
            "sha256": plan.source.sha256,
            "municipality": plan.document.municipality or "",
            "plan_title": plan.document.title or "",
            "scheme_version": self._sheet.scheme_version,
            "reviewer": self._who[0],
            "decided_on": self._who[1],
            "note": line.cells["remark"],
        }


def _entries(text: str) -> list[str]:
    return [] if text == NONE else [line for line in map(str.strip, text.splitlines()) if line]
