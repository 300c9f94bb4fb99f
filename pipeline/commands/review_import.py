"""``keikaku review import``: what people filled in, all of it or nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.store import open_store
from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseCommand
from pipeline.options import workspace_option
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pipeline.terminal import Terminal

HELP = """\
記入した確認シートを取り込み、分類と値を直します。

    すべての行を調べ、1つでも誤りがあれば何も取り込まず、誤りのある行を挙げます。
"""

__all__ = ["command"]

MOST_PROBLEMS = 50
UNUSABLE = 2


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.option("--reviewer", metavar="NAME", help="記入者の名前（シート「記入者」より優先）")
@click.option("--date", "decided_on", metavar="YYYY-MM-DD", help="確認した日（シート「記入者」より優先。既定は今日）")
@workspace_option
@click.pass_obj
def command(terminal: Terminal, /, *, file: Path, reviewer: str | None, decided_on: str | None, workspace: Path) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        from outputs.review_reader import read_review_sheet  # noqa: PLC0415 - once the corpus is known to be there
        from pipeline.review import sheet_to_corrections  # noqa: PLC0415

        sheet = read_review_sheet(file)
        name = one_line((reviewer or sheet.reviewer).strip())
        if not name:
            raise UnusableError(
                f"{file}: 記入者の名前がありません。シート「記入者」に書くか --reviewer で指定してください"
            )
        day = _date(decided_on or sheet.decided_on or date.today().isoformat())  # noqa: DTZ011 - the reviewer's day
        plans = {stored.plan.source.sha256: stored for stored in store.unreviewed_plans()}
        found = sheet_to_corrections(sheet, plans, reviewer=name, decided_on=day)
        if found.problems:
            for problem in found.problems[:MOST_PROBLEMS]:
                terminal.say(str(problem))
            more = len(found.problems) - MOST_PROBLEMS
            rest = f"（ほか {more}件）" if more > 0 else ""
            terminal.say(f"keikaku: {file}: 誤りが {len(found.problems)}件あります{rest}。何も取り込んでいません")
            return UNUSABLE
        if found.corrections:
            from models.tokeniser import load_tokeniser  # noqa: PLC0415
            from pipeline.annotate import plan_tokens  # noqa: PLC0415

            tokeniser = load_tokeniser()
            store.put_corrections(
                found.corrections, tokenise=lambda plan: plan_tokens(tokeniser, plan), version=tokeniser.version
            )
    click.echo(one_line(f"{file}: {_summary(found.corrections)}を取り込みました（記入者 {name}、{day}）"))
    if found.unchanged:
        click.echo(one_line(f"値の変わらない行が {found.unchanged}件ありました"))
    return 0


def _date(text: str) -> str:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise UnusableError(f"確認した日「{text}」は 2026-04-01 の形の日付にしてください") from error


NAMES = {
    "national": "分類",
    "title": "施策名",
    "departments": "担当部署",
    "schedule": "年度と工程",
    "false": "施策でないもの",
    "missing": "足りない施策",
}


def _summary(corrections: tuple[object, ...]) -> str:
    counts = {field: sum(getattr(one, "field", "") == field for one in corrections) for field in NAMES}
    said = "、".join(f"{NAMES[field]} {count}件" for field, count in counts.items() if count)
    return said or "修正 0件"
