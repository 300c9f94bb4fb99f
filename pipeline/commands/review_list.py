"""``keikaku review list``: every correction with who made it, what was printed, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from corpus.schemes import NATIONAL_NAMES
from corpus.store import open_store
from pipeline.commands.tabular import output_options, write_rows
from pipeline.japanese import JapaneseCommand
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.corrections import Correction
    from pipeline.terminal import Terminal

HELP = "取り込んだ修正を、印刷の値・直した値・記入者・日付・今の状態とともに並べます。"

__all__ = ["command"]

HEADINGS = {
    "municipality": "市区町村",
    "title": "施策",
    "page": "頁",
    "field": "項目",
    "printed": "読み取り",
    "corrected": "修正",
    "reviewer": "記入者",
    "decided_on": "日付",
    "state": "状態",
}
STATES = {
    "applied": "反映",
    "settled": "読み取りが修正どおりになった",
    "reopened": "再確認",
    "superseded": "新しい修正あり",
}


@click.command(cls=JapaneseCommand, help=HELP)
@output_options(default_limit=50)
@workspace_option
@click.pass_obj
def command(terminal: Terminal, /, *, form: str, limit: int, out: Path | None, workspace: Path) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        rows = [_row(one) for one in store.corrections()]
    write_rows(terminal, HEADINGS, rows, form=form, limit=limit, out=out)
    return 0


def _row(one: Correction) -> dict[str, Any]:
    from pipeline.commands.review_import import NAMES  # noqa: PLC0415 - the same words

    return {
        "municipality": one.municipality,
        "title": one.measure_title,
        "page": one.page,
        "field": NAMES[one.field],
        "printed": _value(one.field, one.printed),
        "corrected": _value(one.field, one.corrected),
        "reviewer": one.reviewer,
        "decided_on": one.decided_on,
        "state": STATES[one.state],
    }


def _value(field: str, value: Any) -> str:  # noqa: ANN401 - as corrections hold it
    from outputs.review_sheet import NO_MEASURE  # noqa: PLC0415
    from pipeline.review import NONE  # noqa: PLC0415
    from pipeline.review_schedule import schedule_lines  # noqa: PLC0415

    match field:
        case "national":
            return "、".join(NATIONAL_NAMES.get(label, label) for label in value)
        case "departments":
            return "、".join(value) or NONE
        case "schedule":
            return "、".join(schedule_lines(value)) or NONE
        case "title":
            return str(value)
    if value is None:
        return ""
    return NO_MEASURE if field == "false" else str(value["title"])
