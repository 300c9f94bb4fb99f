"""``keikaku words``: how often words stand in the measures, and which stand together."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from corpus.store import open_store
from pipeline.commands.tabular import output_options, part_of_speech_option, read_scope, scope_options, write_rows
from pipeline.japanese import JapaneseChoice, JapaneseCommand
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.terminal import Terminal

HELP = """\
語の回数を、市町村・年度・国の区分ごとに数えます。--with 語 で、その語とともに出る語（共起）を数えます。

    表記のゆれはまとめ、助詞や数字は数えません（--pos で品詞を選べます）。元の計画のある概要版は数えません。
"""

__all__ = ["command"]

COUNTS = {"group": "区分け", "word": "語", "part_of_speech": "品詞", "count": "回数", "measures": "施策数"}
TOGETHER = {
    "group": "区分け",
    "word": "語",
    "part_of_speech": "品詞",
    "together": "ともに出る施策",
    "measures": "語の出る施策",
    "log_likelihood": "対数尤度比",
    "log_ratio": "効果量（log2）",
}


@click.command(cls=JapaneseCommand, help=HELP)
@click.option("--with", "query", metavar="語", help="この語とともに出る語")
@click.option(
    "--group",
    "group_by",
    type=JapaneseChoice(["all", "municipality", "year", "category"]),
    default="all",
    metavar="単位",
    help="分けて数える単位。all 分けない（既定）、municipality、year（計画の開始年度）、category",
)
@part_of_speech_option
@scope_options
@output_options(default_limit=30)
@workspace_option
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    *,
    query: str | None,
    group_by: Any,  # noqa: ANN401 - one of the words above
    part_of_speech: str,
    form: str,
    limit: int,
    out: Path | None,
    workspace: Path,
    **scope: Any,  # noqa: ANN401
) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        from corpus.word_counts import cooccurrences, count_words  # noqa: PLC0415

        options = {"group_by": group_by, "part_of_speech": part_of_speech, "scope": read_scope(store, scope)}
        if query is None:
            rows = [asdict(count) for count in count_words(store, **options)]
        else:
            from models.tokeniser import load_tokeniser  # noqa: PLC0415 - the dictionary takes a second

            tokenise = load_tokeniser().tokens
            rows = [asdict(pair) for pair in cooccurrences(store, query, tokenise=tokenise, **options)]
    headings = dict(COUNTS if query is None else TOGETHER)
    if group_by == "all":
        del headings["group"]
    write_rows(terminal, headings, rows, form=form, limit=limit, out=out)
    return 0
