"""``keikaku retry``: read quarantined files once more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.store import open_store
from pipeline.commands.ingest import run_ingest
from pipeline.errors import UnusableError
from pipeline.inputs import InputFile, hash_file
from pipeline.japanese import JapaneseCommand
from pipeline.limits import Limits
from pipeline.options import limit_options, password_option, workers_option, workspace_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.entries import FileEntry
    from pipeline.terminal import Terminal

HELP = """\
隔離されたファイルを、取り込んだときの場所からもう一度読みます。
"""

__all__ = ["command"]


@click.command(cls=JapaneseCommand, help=HELP)
@click.option("--reason", metavar="CODE", help="この理由で隔離されたファイルだけ（例 timeout）")
@workers_option
@click.option("--report", type=click.Path(path_type=Path), metavar="R.json", help="ファイルごとの結果をJSONで書く")
@password_option
@limit_options
@workspace_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    reason: str | None,
    workers: int,
    report: Path | None,
    password: str | None,
    timeout: int,
    memory_mb: int,
    workspace: Path,
) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        entries = store.quarantined()
        chosen = [entry for entry in entries if reason is None or entry.reason == reason]
        if not chosen:
            known = "、".join(sorted({entry.reason for entry in entries}))
            said = f"（隔離の理由: {known}）" if known else ""
            terminal.say(f"keikaku: 読み直すファイルはありません{said}")
            return 0
        files: list[InputFile] = []
        for entry in chosen:
            found = _find(store.files(entry.sha256), entry.sha256)
            if found is None:
                terminal.say(
                    f"keikaku: {entry.source_name}: 元の場所にありません。keikaku ingest で取り込み直してください"
                )
                continue
            store.release(entry.sha256)
            files.append(found)
    if not files:
        raise UnusableError("読み直せるファイルがありません。keikaku ingest で取り込み直してください")
    return run_ingest(
        terminal,
        files,
        {},
        workspace=workspace,
        workers=workers,
        password=password,
        limits=Limits(stall_seconds=timeout, memory_mb=memory_mb),
        report=report,
    )


def _find(entries: Sequence[FileEntry], sha256: str) -> InputFile | None:
    """A file that still has these bytes, where it was ingested from."""
    for entry in entries:
        file = hash_file(Path(entry.path))
        if file.sha256 == sha256:
            return file
    return None
