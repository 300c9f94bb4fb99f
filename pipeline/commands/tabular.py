"""How commands of the researcher print rows: a table for the eye, CSV for Excel, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from corpus.passages import PROSE_FIELDS, Scope
from outputs.cells import cell_text, disarm
from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseChoice, PositiveNumber

if TYPE_CHECKING:
    from pipeline.terminal import Terminal

__all__ = ["FIELD_NAMES", "output_options", "part_of_speech_option", "read_scope", "scope_options", "write_rows"]

Function = TypeVar("Function", bound=Callable[..., Any])
Row = Mapping[str, Any]

FIELD_NAMES = {
    "title": "施策名",
    "description": "内容",
    "current": "現状",
    "activities": "工程",
    "indicators": "指標",
    "path": "見出し",
    "departments": "担当課",
    "progress": "進捗",
    "definition": "用語の説明",
}


part_of_speech_option = click.option(
    "--pos",
    "part_of_speech",
    default="",
    metavar="品詞",
    help="この品詞だけ（名詞、動詞、名詞,固有名詞 など）",
)


def output_options(default_limit: int) -> Callable[[Function], Function]:
    """``--format``, ``--out`` and ``--limit``."""

    def decorate(function: Function) -> Function:
        function = click.option(
            "--limit",
            type=PositiveNumber(),
            default=default_limit,
            metavar="N",
            help=f"表示する行数の上限（既定 {default_limit}。--out には全部を書きます）",
        )(function)
        function = click.option(
            "--out", type=click.Path(path_type=Path), metavar="FILE.csv", help="Excel で開ける CSV（BOM付き）を書く"
        )(function)
        return click.option(
            "--format",
            "form",
            type=JapaneseChoice(["table", "json", "csv"]),
            default="table",
            metavar="table|json|csv",
            help="出力の形（既定 table）",
        )(function)

    return decorate


def scope_options(function: Function) -> Function:
    """``--municipality``, ``--prefecture``, ``--category``, ``--year`` and ``--field``."""
    names = "、".join(f"{field}（{name}）" for field, name in FIELD_NAMES.items())
    function = click.option(
        "--field",
        "fields",
        multiple=True,
        type=JapaneseChoice(list(FIELD_NAMES)),
        metavar="FIELD",
        help=f"読む欄。何度でも（既定 {'、'.join(PROSE_FIELDS)}）: {names}",
    )(function)
    function = click.option("--year", type=PositiveNumber(), metavar="YYYY", help="この年度（西暦）に始まる計画だけ")(
        function
    )
    function = click.option("--category", metavar="ID", help="この国の区分の施策だけ（frontyard など、または名称）")(
        function
    )
    function = click.option("--prefecture", metavar="NAME", help="この都道府県の計画だけ（例 宮城県）")(function)
    return click.option("--municipality", metavar="NAME", help="この市区町村の計画だけ（名称か団体コード）")(function)


def read_scope(options: Mapping[str, Any]) -> Scope:
    """What the options of `scope_options` ask for."""
    return Scope(
        municipality=options["municipality"],
        prefecture=options["prefecture"],
        category=options["category"],
        start_fy=options["year"],
        fields=tuple(options["fields"]) or PROSE_FIELDS,
    )


def write_rows(
    terminal: Terminal,
    headings: Mapping[str, str],
    rows: Sequence[Row],
    *,
    form: str,
    limit: int,
    out: Path | None = None,
) -> None:
    """Print rows whose keys are those of ``headings`` (key: Japanese heading), and write all of them to ``out``."""
    if out is not None:
        try:
            out.write_text("\ufeff" + _to_csv(headings, rows, guarded=True), encoding="utf-8", newline="")
        except OSError as error:
            raise UnusableError(f"{out}: 書けません（{error.strerror}）") from error
        terminal.say(f"{out}: {len(rows)}行を書きました")
        return
    shown = rows[:limit]
    if form == "json":
        found = [{key: row[key] for key in headings} for row in shown]
        click.echo(json.dumps({"total": len(rows), "rows": found}, ensure_ascii=False, indent=1))
        return
    if form == "csv":
        sys.stdout.write(_to_csv(headings, shown, guarded=False))
    elif not rows:
        click.echo("見つかりませんでした")
    else:
        _write_table(headings, shown)
    if len(rows) > len(shown):
        terminal.say(f"{len(rows)}行のうち{len(shown)}行を表示しました（--limit で増やせます）")


def _to_csv(headings: Mapping[str, str], rows: Sequence[Row], *, guarded: bool) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(headings.values())
    for row in rows:
        cells = [cell_text(row[key]) for key in headings]
        # A text that a spreadsheet could run gets an apostrophe, as in the exports.
        texts = [isinstance(row[key], str) for key in headings]
        writer.writerow(
            disarm(cell) if guarded and is_text else cell for cell, is_text in zip(cells, texts, strict=True)
        )
    return stream.getvalue()


def _write_table(headings: Mapping[str, str], rows: Sequence[Row]) -> None:
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that only tables need
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table()
    numbers = {key for key in headings if isinstance(rows[0][key], int | float)}
    for key, heading in headings.items():
        right = key in numbers or key == "left"
        table.add_column(heading, overflow="fold", justify="right" if right else "left")
    for row in rows:
        table.add_row(*(Text(cell_text(row[key])) for key in headings))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)
