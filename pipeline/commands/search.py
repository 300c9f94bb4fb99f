"""``keikaku search``: the measures that hold a phrase."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from corpus.search import search
from corpus.store import open_store
from outputs.cells import disarm
from pipeline.japanese import JapaneseChoice, JapaneseCommand, PositiveNumber
from pipeline.options import workspace_option
from pipeline.terminal import harmless_json, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from corpus.search import Hit, SearchResult
    from pipeline.terminal import Terminal

HELP = """\
施策の題名・本文・見出し・工程・指標・担当課から、印刷どおりの語句を探します（全角と半角は区別しません）。
"""

__all__ = ["command"]

COLUMNS = ("measure_id", "municipality_code", "municipality", "title", "page", "snippet")


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("query", metavar="QUERY")
@click.option(
    "--format",
    "form",
    type=JapaneseChoice(["table", "json", "csv"]),
    default="table",
    metavar="table|json|csv",
    help="出力の形（既定 table）",
)
@click.option("--limit", type=PositiveNumber(), default=20, metavar="N", help="表示する件数の上限（既定 20）")
@click.option("--normalised", is_flag=True, help="表記のゆれをまとめて、単語の単位で探す（取組み＝取り組み）")
@workspace_option
@click.pass_obj
def command(terminal: Terminal, *, query: str, form: str, limit: int, normalised: bool, workspace: Path) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        normalise = _normaliser() if normalised else None
        result = search(store, query, limit=limit, normalised=normalised, normalise_query=normalise)
    writers = {"json": _write_json, "csv": _write_csv, "table": _write_table}
    writers[form](result)
    if form != "json" and result.total > len(result.hits):
        terminal.say(f"{result.total}件のうち{len(result.hits)}件を表示しました（--limit で増やせます）")
    return 0


def _normaliser() -> Callable[[str], Sequence[str]]:
    from models.tokeniser import load_tokeniser  # noqa: PLC0415 - the dictionary takes a second

    return load_tokeniser().normalised_forms


def _row(hit: Hit) -> dict[str, object]:
    values = asdict(hit)
    return {column: values[column] for column in COLUMNS}


def _write_json(result: SearchResult) -> None:
    answer = {"total": result.total, "hits": [_row(hit) for hit in result.hits]}
    click.echo(harmless_json(json.dumps(answer, ensure_ascii=False, indent=1)))


def _write_csv(result: SearchResult) -> None:
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    # On a terminal nothing may act; in a file the text stays as printed, but for what a spreadsheet would run.
    shown = one_line if sys.stdout.isatty() else str
    for hit in result.hits:
        row = _row(hit)
        writer.writerow(
            {name: disarm(shown(value)) if isinstance(value, str) else value for name, value in row.items()}
        )


def _write_table(result: SearchResult) -> None:
    if not result.hits:
        click.echo("見つかりませんでした")
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table()
    for heading in ("市町村", "施策", "頁", "該当箇所", "ID"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "頁" else "left")
    for hit in result.hits:
        cells = (hit.municipality or "", hit.title, str(hit.page), hit.snippet, hit.measure_id)
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)
