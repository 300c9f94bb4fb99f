"""``keikaku keyness``: the words that are typical of a group of plans or measures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from corpus.store import open_store
from pipeline.commands.tabular import output_options, part_of_speech_option, read_scope, scope_options, write_rows
from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseCommand
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.terminal import Terminal

HELP = """\
ある市町村・区分などの施策に特徴的な語を、残り全体と比べて並べます。

    対数尤度比が大きいほど偶然では説明しにくく、効果量（log2）は 1 で 2倍、-1 で半分です。避けられる語は末尾に来ます。
"""

__all__ = ["command"]

HEADINGS = {
    "word": "語",
    "part_of_speech": "品詞",
    "count": "回数",
    "rest": "残りの回数",
    "log_likelihood": "対数尤度比",
    "log_ratio": "効果量（log2）",
}


@click.command(cls=JapaneseCommand, help=HELP)
@part_of_speech_option
@scope_options
@output_options(default_limit=30)
@workspace_option
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    *,
    part_of_speech: str,
    form: str,
    limit: int,
    out: Path | None,
    workspace: Path,
    **scope: Any,  # noqa: ANN401
) -> int:
    """Run the command."""
    if not any(scope[name] for name in ("municipality", "prefecture", "category", "year")):
        raise UnusableError("比べるまとまりを --municipality、--prefecture、--category、--year で指定してください")
    with open_store(workspace, create=False) as store:
        from corpus.word_counts import keyness  # noqa: PLC0415

        rows = [asdict(word) for word in keyness(store, read_scope(store, scope), part_of_speech=part_of_speech)]
    write_rows(terminal, HEADINGS, rows, form=form, limit=limit, out=out)
    return 0
