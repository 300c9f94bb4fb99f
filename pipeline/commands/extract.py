"""``keikaku extract``: the record of one PDF on standard output, nothing written anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.core import SKIPPED_PAGE_CODES
from pipeline.errors import ReadingFailedError, UnusableError
from pipeline.hints import Hints
from pipeline.inputs import hash_file
from pipeline.japanese import JapaneseCommand
from pipeline.limits import Limits
from pipeline.options import given_passwords, limit_options, password_options
from pipeline.pool import LAZY_READER, WorkerProcess
from pipeline.terminal import harmless_json
from pipeline.worker import Request

if TYPE_CHECKING:
    from pipeline.terminal import Terminal

HELP = """\
PDF 1件を読み、記録（JSON）を標準出力に書きます。

    データベースも Prefect も使わず、何も保存しません。読めないファイルは終了コード 2、読めないページがあれば 1 です。
"""

__all__ = ["command"]


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@password_options
@limit_options
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    file: Path,
    passwords: tuple[str, ...],
    password_file: Path | None,
    timeout: int,
    memory_mb: int,
) -> int:
    """Run the command."""
    passwords = given_passwords(passwords, password_file)
    if not file.exists():
        raise UnusableError(f"{file}: 見つかりません。パスを確かめてください")
    if not file.is_file():
        raise UnusableError(f"{file}: ファイルではありません。フォルダーは keikaku ingest で取り込めます")
    worker = WorkerProcess(Limits(stall_seconds=timeout, memory_mb=memory_mb), reader=LAZY_READER)
    try:
        worker.start()  # it loads while the file is hashed
        found = hash_file(file)
        if found.sha256 is None:
            raise UnusableError(f"{file}: ファイルを開けません（{found.problem}）")
        request = Request(
            path=file.absolute(),
            source_name=file.name,
            sha256=found.sha256,
            hints=Hints(),
            passwords=passwords,
            tokenise=False,
        )
        with terminal.counter() as count:
            reading = worker.read(request, count)
    except ReadingFailedError as error:
        raise UnusableError(f"{file}: {error}") from error
    finally:
        worker.stop()
    from outputs.contract_json import plan_to_contract  # noqa: PLC0415 - while the worker reads would be too early

    record = plan_to_contract(reading.plan, reading.analysis)
    click.echo(harmless_json(json.dumps(record, ensure_ascii=False, indent=1)))
    skipped = sorted({issue.page or 0 for issue in reading.plan.issues if issue.code in SKIPPED_PAGE_CODES})
    if skipped:
        terminal.say(f"keikaku: {file}: 読めなかったページがあります: {', '.join(map(str, skipped))}")
    return int(bool(skipped))
