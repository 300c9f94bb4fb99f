"""``keikaku ingest``: folders and files into the corpus."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.files import write_output
from pipeline.errors import UnusableError
from pipeline.inputs import InputFile, find_files, hash_file
from pipeline.japanese import JapaneseCommand
from pipeline.limits import Limits
from pipeline.manifest import read_manifest
from pipeline.options import (
    given_passwords,
    limit_options,
    log_level_option,
    password_options,
    workers_option,
    workspace_option,
)
from pipeline.run_log import RunLog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.hints import Hints
    from pipeline.report import FileOutcome
    from pipeline.terminal import Terminal

HELP = """\
フォルダーやPDFを読み、コーパスに取り込みます。

    前と同じ内容のファイルは読み直しません。読めないファイルは理由を付けて隔離し、残りを続けます。
"""

__all__ = ["command", "run_ingest"]


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@workers_option
@click.option("--report", type=click.Path(path_type=Path), metavar="R.json", help="ファイルごとの結果をJSONで書く")
@click.option("--manifest", type=click.Path(path_type=Path), metavar="M.csv", help="PDFに印刷されていない事柄のCSV")
@password_options
@log_level_option
@limit_options
@workspace_option
@click.pass_obj
def command(
    terminal: Terminal,
    *,
    paths: tuple[Path, ...],
    workers: int,
    report: Path | None,
    manifest: Path | None,
    passwords: tuple[str, ...],
    password_file: Path | None,
    log_level: str,
    timeout: int,
    memory_mb: int,
    workspace: Path,
) -> int:
    """Run the command."""
    passwords = given_passwords(passwords, password_file)
    discovery = find_files(paths)
    for folder in discovery.empty_folders:
        terminal.say(f"keikaku: {folder}: PDFがありません（飛ばします）")
    if discovery.n_others:
        terminal.say(f"keikaku: PDF以外のファイル {discovery.n_others}件は読みません")
    if report is not None and not report.absolute().parent.is_dir():
        raise UnusableError(f"{report}: 置き場所のフォルダーがありません。作ってから実行してください")
    rows: Mapping[Path, Hints] = {}
    if manifest is not None:
        read = read_manifest(manifest)
        rows, missing = read.match(discovery.paths)
        for remark in read.remarks:
            terminal.say(f"keikaku: {remark}")
        if missing:
            terminal.say(f"keikaku: {manifest}: 書かれているのに入力にないファイル: {'、'.join(missing)}")
    files = [hash_file(path) for path in discovery.paths]
    hints = {file.sha256: rows[file.path] for file in files if file.sha256 is not None and file.path in rows}
    return run_ingest(
        terminal,
        files,
        hints,
        workspace=workspace,
        workers=workers,
        passwords=passwords,
        log_level=log_level,
        limits=Limits(stall_seconds=timeout, memory_mb=memory_mb),
        report=report,
    )


def run_ingest(
    terminal: Terminal,
    files: Sequence[InputFile],
    hints: Mapping[str, Hints],
    *,
    workspace: Path,
    workers: int,
    passwords: tuple[str, ...],
    log_level: str,
    limits: Limits,
    report: Path | None = None,
    reopened: frozenset[str] = frozenset(),
) -> int:
    """Ingest, show the outcome, and give the exit status."""
    # SQLAlchemy and rich take half a second: mistakes in the call are told before.
    from pipeline.ingest import IngestOptions, ingest  # noqa: PLC0415
    from pipeline.progress import open_view  # noqa: PLC0415
    from pipeline.report import exit_code, outcomes_to_line, reasons_to_line, reconciles  # noqa: PLC0415

    options = IngestOptions(workspace=workspace, workers=workers, limits=limits, passwords=passwords, reopened=reopened)
    with _open_log(workspace, log_level) as log:
        terminal.divert(log.folder / "stderr.log")
        view = open_view(terminal.stream)
        try:
            outcomes = ingest(files, hints, options, view=view, log=log)
        finally:
            view.close()
        _show(outcomes)
        terminal.say(outcomes_to_line(outcomes, len(files)))
        reasons = reasons_to_line(outcomes)
        if reasons is not None:
            terminal.say(reasons)
        if report is not None:
            _write_report(report, outcomes, len(files))
        status = exit_code(outcomes) or int(not reconciles(outcomes, len(files)))
        log.write("finished", status=status, counts=Counter(outcome.status for outcome in outcomes))
    if not log.is_whole:
        terminal.say(f"keikaku: {log.folder}: ログの一部を書けませんでした。ディスクの空きを確かめてください")
    return status


def _write_report(report: Path, outcomes: Sequence[FileOutcome], n_files: int) -> None:
    from pipeline.report import outcomes_to_json  # noqa: PLC0415

    # What of a file name is no UTF-8 becomes \\udcXX, which is JSON's own way to write it.
    data = outcomes_to_json(outcomes, n_files).encode("utf-8", "backslashreplace")
    write_output(report, data)


def _open_log(workspace: Path, level: str) -> RunLog:
    try:
        return RunLog(workspace, level)
    except OSError as error:
        raise UnusableError(f"{workspace}: 作業フォルダーに書き込めません（{error.strerror}）") from error


def _show(outcomes: Sequence[FileOutcome]) -> None:
    import sys  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415

    from pipeline.report import outcomes_to_table  # noqa: PLC0415

    # On a pipe rich assumes 80 columns and would cut file names.
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160, highlight=False)
    console.print(outcomes_to_table(outcomes))
