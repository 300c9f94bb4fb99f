"""What became of each input file, and the two forms in which it is told: JSON and a table."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from corpus.records import FileState
from pipeline.reasons import REASONS
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rich.table import Table

__all__ = [
    "STATUS_WORDS",
    "FileOutcome",
    "exit_code",
    "outcomes_to_json",
    "outcomes_to_line",
    "outcomes_to_markdown",
    "outcomes_to_table",
    "reasons_to_line",
    "reconciles",
]

STATUS_WORDS: Mapping[FileState, str] = {"done": "完了", "unchanged": "変更なし", "quarantined": "隔離"}
HEADINGS = ("ファイル", "状態", "ページ", "施策", "工程", "用語", "指摘", "秒")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """One input file after a run. Counts are those of its stored record, also when it is unchanged.

    ``stage`` (find, read, store) and the 1-based ``page`` say where a quarantined file failed.
    """

    path: Path
    sha256: str | None
    status: FileState
    reason: str | None = None
    message: str | None = None
    stage: str | None = None
    page: int | None = None
    pages: int | None = None
    measures: int = 0
    schedule_entries: int = 0
    terms: int = 0
    issues: int = 0
    skipped_pages: int = 0
    seconds: float = 0.0


def exit_code(outcomes: Sequence[FileOutcome]) -> int:
    """0 all well; 1 a file was quarantined or a page skipped."""
    return int(any(outcome.status == "quarantined" or outcome.skipped_pages for outcome in outcomes))


def reconciles(outcomes: Sequence[FileOutcome], n_files: int) -> bool:
    """Whether each of the call's files has one outcome, and each quarantined one a reason of the catalogue."""
    return (
        len(outcomes) == n_files
        and len({outcome.path for outcome in outcomes}) == n_files
        and all((outcome.reason in REASONS) == (outcome.status == "quarantined") for outcome in outcomes)
    )


def outcomes_to_line(outcomes: Sequence[FileOutcome], n_files: int) -> str:
    """One Japanese line that accounts for the files of a call."""
    counts = Counter(outcome.status for outcome in outcomes)
    sums = " + ".join(f"{word} {counts[status]}" for status, word in STATUS_WORDS.items())
    verdict = "すべてに結果があります" if reconciles(outcomes, n_files) else "数が合いません。開発者にお知らせください"
    return f"入力 {n_files}件 = {sums}（{verdict}）"


def reasons_to_line(outcomes: Sequence[FileOutcome]) -> str | None:
    """One Japanese line of the reasons of quarantine with their numbers, None if nothing is in quarantine."""
    counts = Counter(outcome.reason for outcome in outcomes if outcome.status == "quarantined")
    if not counts:
        return None
    told = "、".join(f"{REASONS[code].name}（{code}）{counts[code]}" for code in REASONS if counts[code])
    return f"隔離の内訳: {told}。直してから keikaku retry --reason で読み直せます"


def outcomes_to_json(outcomes: Sequence[FileOutcome], n_files: int) -> str:
    """The report of ``--report``; the contract fixes its form, but for stage, page, input_files and reconciles."""
    counts = Counter(outcome.status for outcome in outcomes)
    report = {
        "files": [
            {
                "path": str(outcome.path),
                "sha256": outcome.sha256,
                "status": outcome.status,
                "reason": outcome.reason,
                "message": outcome.message,
                "stage": outcome.stage,
                "page": outcome.page,
                "pages": outcome.pages,
                "measures": outcome.measures,
                "issues": outcome.issues,
            }
            for outcome in outcomes
        ],
        "counts": {status: counts[status] for status in get_args(FileState)},
        "input_files": n_files,
        "reconciles": reconciles(outcomes, n_files),
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def outcomes_to_table(outcomes: Sequence[FileOutcome]) -> Table:
    """The final table for the screen, with a line of totals."""
    from rich.table import Table  # noqa: PLC0415 - only a run that ends in a table pays for it
    from rich.text import Text  # noqa: PLC0415

    table = Table(show_footer=True)
    *_, total = _rows(outcomes)
    for index, (heading, footer) in enumerate(zip(HEADINGS, total, strict=True)):
        if index == 0:
            table.add_column(heading, footer=footer, overflow="fold")
        else:
            table.add_column(heading, footer=footer, justify="left" if index == 1 else "right", no_wrap=True)
    for outcome, row in zip(outcomes, _rows(outcomes), strict=False):
        style = "red" if outcome.status == "quarantined" else ""
        table.add_row(*(Text(cell) for cell in row), style=style)
    return table


def outcomes_to_markdown(outcomes: Sequence[FileOutcome]) -> str:
    """The same table for Prefect's artifact."""
    lines = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    # CommonMark 0.31, 2.4: a backslash makes any ASCII punctuation plain, so that no name becomes a tag or a link.
    lines += [
        "| " + " | ".join(re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", cell) for cell in row) + " |" for row in _rows(outcomes)
    ]
    return "\n".join(lines) + "\n"


def _rows(outcomes: Sequence[FileOutcome]) -> list[tuple[str, ...]]:
    """One row per file and a last one of totals."""
    rows = [
        (
            one_line(outcome.path.name),
            STATUS_WORDS[outcome.status],
            "" if outcome.pages is None else str(outcome.pages),
            *(str(count) for count in _counts(outcome)),
            f"{outcome.seconds:.1f}",
        )
        for outcome in outcomes
    ]
    states = Counter(outcome.status for outcome in outcomes)
    said = " ".join(f"{word}{states[status]}" for status, word in STATUS_WORDS.items() if states[status])
    totals = [sum(column) for column in zip(*(_counts(outcome) for outcome in outcomes), strict=True)] or [0] * 4
    pages = sum(outcome.pages or 0 for outcome in outcomes)
    seconds = sum(outcome.seconds for outcome in outcomes)
    return [*rows, (f"計 {len(outcomes)}件", said, str(pages), *map(str, totals), f"{seconds:.1f}")]


def _counts(outcome: FileOutcome) -> tuple[int, int, int, int]:
    if outcome.status == "quarantined":
        return (0, 0, 0, 0)
    return (outcome.measures, outcome.schedule_entries, outcome.terms, outcome.issues)
