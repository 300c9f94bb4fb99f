"""``keikaku kwic``: every place of a word, with what stands before and behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from corpus.store import open_store
from pipeline.commands.tabular import (
    FIELD_NAMES,
    output_options,
    part_of_speech_option,
    read_scope,
    scope_options,
    write_rows,
)
from pipeline.japanese import JapaneseChoice, JapaneseCommand, PositiveNumber
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.concordance import KwicLine
    from pipeline.terminal import Terminal

HELP = """\
語が使われている箇所を、前後の文とともに並べます（KWIC）。

    既定では表記のゆれをまとめます（サーバ＝サーバー）。複合語の中も探します（窓口は「書かない窓口」でも見つかります）。
"""

__all__ = ["command"]

HEADINGS = {
    "municipality": "市町村",
    "left": "前",
    "match": "語",
    "right": "後",
    "title": "施策",
    "field": "欄",
    "page": "頁",
}
FURTHER = {
    "municipality_code": "団体コード",
    "plan_title": "計画名",
    "source_name": "ファイル名",
    "category": "国の区分",
    "part_of_speech": "品詞",
    "measure_id": "施策ID",
}


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("query", metavar="語")
@click.option(
    "--by",
    "by",
    type=JapaneseChoice(["surface", "normalised", "lemma"]),
    default="normalised",
    metavar="surface|normalised|lemma",
    help="何で探すか。surface 印刷された形、normalised 表記のゆれをまとめた形（既定）、lemma 辞書の見出しの形",
)
@click.option(
    "--sort",
    "sorting",
    type=JapaneseChoice(["place", "left", "right"]),
    default="place",
    metavar="place|left|right",
    help="並べ方。place 計画とページの順（既定）、left 前の語、right 後の語",
)
@part_of_speech_option
@click.option("--context", type=PositiveNumber(), default=30, metavar="N", help="前後に出す文字数（既定 30）")
@scope_options
@output_options(default_limit=50)
@workspace_option
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    *,
    query: str,
    by: Any,  # noqa: ANN401 - one of the words above
    sorting: Any,  # noqa: ANN401
    part_of_speech: str,
    context: int,
    form: str,
    limit: int,
    out: Path | None,
    workspace: Path,
    **scope: Any,  # noqa: ANN401
) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        from corpus.concordance import concordance  # noqa: PLC0415
        from models.tokeniser import load_tokeniser  # noqa: PLC0415 - the dictionary takes a second

        lines = concordance(
            store,
            query,
            tokenise=load_tokeniser().tokens,
            form=by,
            sorting=sorting,
            part_of_speech=part_of_speech,
            scope=read_scope(store, scope),
            context=context,
        )
    headings = HEADINGS if form == "table" and out is None else {**HEADINGS, **FURTHER}
    write_rows(terminal, headings, [_row(line) for line in lines], form=form, limit=limit, out=out)
    return 0


def _row(line: KwicLine) -> dict[str, Any]:
    place = line.passage
    return {
        "municipality": place.municipality or "",
        "municipality_code": place.municipality_code or "",
        "plan_title": place.plan_title or "",
        "source_name": place.source_name,
        "left": line.left,
        "match": line.match,
        "right": line.right,
        "title": place.title,
        "field": FIELD_NAMES[place.field],
        "page": place.page,
        "category": place.category or "",
        "part_of_speech": line.part_of_speech,
        "measure_id": place.measure_id or "",
    }
