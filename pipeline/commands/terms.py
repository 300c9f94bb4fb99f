"""``keikaku terms``: the glossaries of all plans side by side, and how each plan uses its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from corpus.store import open_store
from pipeline.commands.tabular import check_owner, output_options, write_rows
from pipeline.japanese import JapaneseChoice, JapaneseCommand
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.terminal import Terminal

HELP = """\
用語を、表記のゆれや言い換えをまとめて並べ、市町村ごとの説明を比べます。語を渡すと、その概念だけを示します。

    --list links は施策から説明へのつながり、unused は施策で使われていない用語、undefined は説明のない語と注記号です。
"""

__all__ = ["command"]

BASE = {
    "concept": "概念",
    "term": "用語",
    "municipality": "市町村",
    "definition": "説明",
    "page": "頁",
}
FURTHER = {
    "expansion": "原語",
    "kind": "種類",
    "marker": "注記号",
    "municipality_code": "団体コード",
    "plan_title": "計画名",
}
LINKS = {
    "municipality": "市町村",
    "title": "施策",
    "page": "頁",
    "found": "つながり",
    "printed": "印刷",
    "term": "用語",
    "term_page": "説明の頁",
    "measure_id": "施策ID",
}
FURTHER_LINKS = {"field": "欄", "start": "位置", "municipality_code": "団体コード", "plan_title": "計画名"}
UNUSED = {"municipality": "市町村", "term": "用語", "marker": "注記号", "page": "頁", "plan_title": "計画名"}
UNDEFINED = {
    "municipality": "市町村",
    "what": "種類",
    "used": "使われている語・注記号",
    "measures": "施策数",
    "page": "頁",
    "elsewhere": "説明のある市町村",
}


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("query", required=False, metavar="[語]")
@click.option(
    "--list",
    "which",
    type=JapaneseChoice(["base", "links", "unused", "undefined"]),
    default="base",
    metavar="種類",
    help="何を並べるか。base 用語集（既定）、links、unused、undefined",
)
@click.option("--municipality", metavar="NAME", help="この市区町村の計画だけ（名称か団体コード）")
@output_options(default_limit=50)
@workspace_option
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    *,
    query: str | None,
    which: str,
    municipality: str | None,
    form: str,
    limit: int,
    out: Path | None,
    workspace: Path,
) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        from pipeline.glossaries import base_rows, link_rows, undefined_rows, unused_rows  # noqa: PLC0415 - Sudachi

        check_owner(store, municipality=municipality)
        headings: dict[str, str]
        rows: list[dict[str, Any]]
        match which:
            case "links":
                headings = LINKS if form == "table" and out is None else LINKS | FURTHER_LINKS
                rows = link_rows(store, municipality, query)
            case "unused":
                headings, rows = UNUSED, unused_rows(store, municipality, query)
            case "undefined":
                headings, rows = UNDEFINED, undefined_rows(store, municipality, query)
            case _:
                headings = BASE if form == "table" and out is None else BASE | FURTHER
                rows = base_rows(store, municipality, query)
    write_rows(terminal, headings, rows, form=form, limit=limit, out=out)
    return 0
