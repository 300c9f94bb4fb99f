"""``keikaku analyse``: names, phrases and actions in the texts of the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpus.store import open_store
from pipeline.japanese import JapaneseCommand
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.terminal import Terminal

HELP = """\
施策名・内容・用語の説明から、固有表現、文節、「何をどうする」を読み取ります（GiNZA）。

    取り込みのあとに実行します。読み終えた文は飛ばし、途中でやめても続きから進みます。1ページに 0.1秒ほどかかります。
"""

__all__ = ["command"]


@click.command(cls=JapaneseCommand, help=HELP)
@workspace_option
@click.pass_obj
def command(terminal: Terminal, *, workspace: Path) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        from models.parser import load_parser, parser_version  # noqa: PLC0415 - a missing corpus is told at once

        if not store.texts_to_parse(parser_version()):
            click.echo("新しく解析する文はありません")
            return 0
        from pipeline.analyse import analyse  # noqa: PLC0415

        terminal.say("GiNZA を読み込んでいます…（数秒かかります）")
        parser = load_parser()
        with terminal.counter("文") as count:
            done = analyse(store, parser, count)
    click.echo(f"{done}件の文を解析しました")
    return 0
