"""``keikaku inspect``: a page as a picture, with everything that was understood drawn over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from corpus.files import write_output
from outputs.overlay import KIND_NAMES
from pipeline.errors import ReadingFailedError, UnusableError
from pipeline.hints import Hints
from pipeline.inputs import hash_file
from pipeline.japanese import JapaneseCommand, PositiveNumber
from pipeline.limits import Limits
from pipeline.options import given_passwords, limit_options, password_options
from pipeline.pool import WorkerProcess
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pipeline.inspect import Inspection
    from pipeline.terminal import Terminal

HELP = """\
PDF の 1ページを絵にして、読み取った結果を重ねて描きます。

    表のセル、見出し、施策（施策名・内容・担当部署など）、工程と年度、用語、指摘の場所を色分けします。
"""

__all__ = ["command"]


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--page", type=PositiveNumber(), required=True, metavar="N", help="描くページ（1から数えます）")
@click.option("--png", "out", type=click.Path(path_type=Path), required=True, metavar="OUT.png", help="書き出す画像")
@password_options
@limit_options
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    file: Path,
    page: int,
    out: Path,
    passwords: tuple[str, ...],
    password_file: Path | None,
    timeout: int,
    memory_mb: int,
) -> int:
    """Run the command."""
    _refuse_unusable(file, out)
    passwords = given_passwords(passwords, password_file)
    inspection = _inspect(terminal, file, page, passwords, Limits(stall_seconds=timeout, memory_mb=memory_mb))
    if not inspection.png:
        raise UnusableError(f"{file}: {page}ページはありません。この PDF は {inspection.page_count}ページです")
    write_output(out, inspection.png)
    click.echo(one_line(f"{out}: {file.name} の {page}ページ（全{inspection.page_count}ページ）を描きました"))
    _say_legend(terminal, inspection)
    return 0


def _refuse_unusable(file: Path, out: Path) -> None:
    """Say at once what no reading would mend."""
    if not file.exists():
        raise UnusableError(f"{file}: 見つかりません。パスを確かめてください")
    if not file.is_file():
        raise UnusableError(f"{file}: ファイルではありません。PDF を 1件指定してください")
    if out.is_dir():
        raise UnusableError(f"{out}: フォルダーです。--png には画像の名前（例 page.png）を指定してください")
    if not out.parent.is_dir():
        raise UnusableError(f"{out}: 書き出し先のフォルダーがありません")
    if out.exists() and out.samefile(file):
        raise UnusableError(f"{out}: 元の PDF と同じファイルです。--png には別の名前を指定してください")


def _inspect(terminal: Terminal, file: Path, page: int, passwords: tuple[str, ...], limits: Limits) -> Inspection:
    from pipeline.inspect import INSPECTOR, InspectRequest  # noqa: PLC0415 - it loads pdfplumber

    worker = WorkerProcess(limits, reader=INSPECTOR)
    try:
        worker.start()
        found = hash_file(file)
        if found.sha256 is None:
            raise UnusableError(f"{file}: ファイルを開けません（{found.problem}）")
        request = InspectRequest(
            path=file.absolute(),
            source_name=file.name,
            sha256=found.sha256,
            hints=Hints(),
            passwords=passwords,
            tokenise=False,
            page=page,
        )
        with terminal.counter() as count:
            # The answer of a worker is whatever its reader makes.
            return cast("Inspection", cast("object", worker.read(request, count)))
    except ReadingFailedError as error:
        raise UnusableError(f"{file}: {error}") from error
    finally:
        worker.stop()


def _say_legend(terminal: Terminal, inspection: Inspection) -> None:
    """What is drawn, and the issues of the page; the numbers of the legend where the picture has no Japanese."""
    from outputs.overlay_picture import legend_entries  # noqa: PLC0415 - it loads Pillow

    entries = legend_entries(inspection.marks)
    if inspection.japanese_font:
        click.echo(
            "、".join(f"{KIND_NAMES[kind]} {count}" for _, kind, count in entries)
            or "このページには何も読み取っていません"
        )
    else:
        terminal.say("keikaku: 日本語のフォントが見つからないため、図の凡例は次の番号で書きました")
        for number, kind, count in entries:
            click.echo(f"{number}  {KIND_NAMES[kind]} {count}")
    for label, issue in inspection.issues:
        click.echo(one_line(f"{label}  {issue.code}: {issue.message}"))
