"""``keikaku retry``: read quarantined files once more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.store import open_store
from pipeline.commands.ingest import run_ingest
from pipeline.errors import UnusableError
from pipeline.inputs import InputFile, hash_file
from pipeline.japanese import JapaneseChoice, JapaneseCommand
from pipeline.limits import Limits
from pipeline.options import (
    given_passwords,
    limit_options,
    log_level_option,
    password_options,
    workers_option,
    workspace_option,
)
from pipeline.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.entries import FileEntry
    from pipeline.terminal import Terminal

HELP = """\
隔離されたファイルを、取り込んだときの場所からもう一度読みます。
"""

__all__ = ["command"]


@click.command(cls=JapaneseCommand, help=HELP)
@click.option(
    "--reason",
    "reasons",
    type=JapaneseChoice(tuple(REASONS)),
    multiple=True,
    metavar="CODE",
    help="この理由で隔離されたファイルだけ（例 timeout。繰り返せます）",
)
@workers_option
@click.option("--report", type=click.Path(path_type=Path), metavar="R.json", help="ファイルごとの結果をJSONで書く")
@password_options
@log_level_option
@limit_options
@workspace_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    reasons: tuple[str, ...],
    workers: int,
    report: Path | None,
    passwords: tuple[str, ...],
    password_file: Path | None,
    log_level: str,
    timeout: int,
    memory_mb: int,
    workspace: Path,
) -> int:
    """Run the command."""
    passwords = given_passwords(passwords, password_file)
    if report is not None and not report.absolute().parent.is_dir():
        raise UnusableError(f"{report}: 置き場所のフォルダーがありません。作ってから実行してください")
    with open_store(workspace, create=False) as store:
        entries = store.quarantined()
        unopened = [entry for entry in store.files() if entry.state == "quarantined" and entry.sha256 is None]
        chosen = [entry for entry in entries if not reasons or entry.reason in reasons]
        files = [hash_file(Path(entry.path)) for entry in unopened if not reasons or entry.reason in reasons]
        if not chosen and not files:
            known = "、".join(sorted({entry.reason for entry in entries} | {entry.reason for entry in unopened}))
            said = f"（隔離の理由: {known}）" if known else ""
            terminal.say(f"keikaku: 読み直すファイルはありません{said}")
            return 0
        missing = 0
        for entry in chosen:
            found = _find(store.files(entry.sha256), entry.sha256)
            if found is None:
                terminal.say(
                    f"keikaku: {entry.source_name}: 元の場所にありません。keikaku ingest で取り込み直してください"
                )
                missing += 1
            else:
                files.append(found)
    if not files:
        raise UnusableError("読み直せるファイルがありません。keikaku ingest で取り込み直してください")
    # Nothing leaves the quarantine before its next outcome is stored: a crash in between loses no file.
    status = run_ingest(
        terminal,
        files,
        {},
        workspace=workspace,
        workers=workers,
        passwords=passwords,
        log_level=log_level,
        limits=Limits(stall_seconds=timeout, memory_mb=memory_mb),
        report=report,
        reopened=frozenset(entry.reason for entry in chosen),
    )
    return status or int(missing > 0)


def _find(entries: Sequence[FileEntry], sha256: str) -> InputFile | None:
    """A file that still has these bytes, where it was ingested from."""
    for entry in entries:
        file = hash_file(Path(entry.path))
        if file.sha256 == sha256:
            return file
    return None
