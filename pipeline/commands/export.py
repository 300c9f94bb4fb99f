"""``keikaku export``: the corpus as files for spreadsheets and programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.store import open_store
from pipeline.japanese import JapaneseChoice, JapaneseCommand
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from pipeline.terminal import Terminal

HELP = """\
コーパスをフォルダーに書き出します。

csv は Excel で開ける UTF-8（BOM付き）、json は計画1件につき1ファイルです。
分冊の計画は1件として数え、概要版は元の計画があれば数えません。
"""

__all__ = ["command"]

# The names of outputs.export.FORMATS, which imports pyarrow: a wrong name should be told at once.
FORMATS = ("json", "csv", "xlsx", "parquet")


@click.command(cls=JapaneseCommand, help=HELP)
@click.option(
    "--format",
    "form",
    type=JapaneseChoice(FORMATS),
    required=True,
    metavar="json|csv|xlsx|parquet",
    help="書き出す形",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="書き出すフォルダー")
@click.option("--prefecture", metavar="NAME", help="この都道府県の計画だけ（例 宮城県）")
@workspace_option
@click.pass_obj
def command(terminal: Terminal, *, form: str, out: Path, prefecture: str | None, workspace: Path) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        from outputs.export import export  # noqa: PLC0415 - a missing corpus should be told at once

        count = sum(edition.is_counted for edition in store.editions(prefecture))
        written = export(store, form, out, prefecture)
    if not count:
        where = f"{prefecture} の計画" if prefecture else "計画"
        terminal.say(f"keikaku: {workspace}: {where}はコーパスにありません（行のないファイルを書きました）")
    terminal.say(f"{out}: {len(written)}ファイルに計画 {count}件を書き出しました")
    return 0
