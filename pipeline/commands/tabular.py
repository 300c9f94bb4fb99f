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

from corpus.files import write_output
from corpus.passages import PROSE_FIELDS, Scope
from outputs.cells import cell_text, disarm
from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseChoice, PositiveNumber
from pipeline.terminal import harmless_json, one_line

if TYPE_CHECKING:
    from corpus.store import Store
    from pipeline.terminal import Terminal

__all__ = [
    "FIELD_NAMES",
    "check_owner",
    "output_options",
    "part_of_speech_option",
    "read_scope",
    "scope_options",
    "write_rows",
]

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


# The first level of Sudachi's parts of speech (UniDic).
PARTS_OF_SPEECH = (
    "名詞、代名詞、動詞、形容詞、形状詞、副詞、連体詞、接続詞、感動詞、助詞、助動詞、接頭辞、接尾辞、"
    "補助記号、記号、空白"
)  # fmt: skip


class PartOfSpeech(click.ParamType[str]):
    """The beginning of a part of speech: 名詞, or 名詞,固有名詞."""

    name = "part_of_speech"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value itself, if its first level is one."""
        if value and value.split(",", maxsplit=1)[0] not in PARTS_OF_SPEECH.split("、"):
            self.fail(f"{PARTS_OF_SPEECH} のどれかで始めてください（「{value}」とあります）", param, ctx)
        return value


part_of_speech_option = click.option(
    "--pos",
    "part_of_speech",
    type=PartOfSpeech(),
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


def read_scope(store: Store, options: Mapping[str, Any]) -> Scope:
    """What the options of `scope_options` ask for.

    Raises:
        UnusableError: the corpus holds no plan of that municipality or prefecture.

    """
    check_owner(store, municipality=options["municipality"], prefecture=options["prefecture"])
    return Scope(
        municipality=options["municipality"],
        prefecture=options["prefecture"],
        category=options["category"],
        start_fy=options["year"],
        fields=tuple(options["fields"]) or PROSE_FIELDS,
    )


def check_owner(store: Store, *, municipality: str | None, prefecture: str | None = None) -> None:
    """Tell a name that no plan has from a word that no plan holds.

    Raises:
        UnusableError: the corpus holds no plan of that municipality or prefecture.

    """
    if municipality is None and prefecture is None:
        return
    headers = [edition.header for edition in store.editions()]
    if municipality is not None and not any(
        municipality in {header.municipality, header.municipality_code} for header in headers
    ):
        raise UnusableError(
            f"{municipality} の計画はコーパスにありません。keikaku status で名称とコードを確かめてください"
        )
    if prefecture is not None and not any(prefecture == header.prefecture for header in headers):
        raise UnusableError(f"{prefecture} の計画はコーパスにありません。都道府県名は「宮城県」のように書いてください")


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
            write_output(out, _to_csv(headings, rows).encode("utf-8-sig"))
        except OSError as error:
            raise UnusableError(f"{out}: 書けません（{error.strerror}）") from error
        terminal.say(f"{out}: {len(rows)}行を書きました")
        return
    shown = rows[:limit]
    if form == "json":
        found = [{key: row[key] for key in headings} for row in shown]
        click.echo(harmless_json(json.dumps({"total": len(rows), "rows": found}, ensure_ascii=False, indent=1)))
        return
    if form == "csv":
        # On a terminal nothing may act; in a file the text stays as printed, but for what a spreadsheet would run.
        sys.stdout.write(_to_csv(headings, shown, shown_as=one_line if sys.stdout.isatty() else str))
    elif not rows:
        click.echo("見つかりませんでした")
    else:
        _write_table(headings, shown)
    if len(rows) > len(shown):
        terminal.say(f"{len(rows)}行のうち{len(shown)}行を表示しました（--limit で増やせます）")


def _to_csv(headings: Mapping[str, str], rows: Sequence[Row], shown_as: Callable[[str], str] = str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(headings.values())
    for row in rows:
        values = [row[key] for key in headings]
        # A text that a spreadsheet could run gets an apostrophe, as in the exports.
        writer.writerow(
            disarm(shown_as(cell_text(value))) if isinstance(value, str | tuple) else cell_text(value)
            for value in values
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
        table.add_row(*(Text(one_line(cell_text(row[key]))) for key in headings))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)
