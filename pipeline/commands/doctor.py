"""``keikaku doctor``: is everything here that a run needs, and what to do if not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.japanese import JapaneseCommand
from pipeline.options import workspace_option
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pipeline.terminal import Terminal

HELP = """\
動かすのに要るもの（バージョン、辞書、フォント、ディスク、データベース、Prefect）を確かめ、することを示します。

    要対応があれば終了コード 1 です。Prefect の確認に10秒ほどかかります。
"""

__all__ = ["command"]

WORDS = {"good": "良好", "note": "注意", "bad": "要対応"}


@click.command(cls=JapaneseCommand, help=HELP)
@workspace_option
@click.pass_obj
def command(terminal: Terminal, *, workspace: Path) -> int:
    """Run the command."""
    from pipeline.doctor import examine  # noqa: PLC0415 - packages that are broken must show as findings

    bad = 0
    for finding in examine(workspace):
        todo = f" → {finding.advice}" if finding.advice else ""
        click.echo(one_line(f"{WORDS[finding.level]}  {finding.name}: {finding.found}{todo}"))
        bad += finding.level == "bad"
    if bad:
        terminal.say(f"keikaku: 要対応が {bad}件あります")
    return int(bad > 0)
