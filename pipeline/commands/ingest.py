"""``keikaku ingest``: folders and files into the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import UnusableError
from pipeline.inputs import InputFile, find_files, hash_file
from pipeline.japanese import JapaneseCommand
from pipeline.limits import Limits
from pipeline.manifest import read_manifest
from pipeline.options import limit_options, password_option, workers_option, workspace_option
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
@password_option
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
    password: str | None,
    timeout: int,
    memory_mb: int,
    workspace: Path,
) -> int:
    """Run the command."""
    discovery = find_files(paths)
    for folder in discovery.empty_folders:
        terminal.say(f"keikaku: {folder}: PDFがありません（飛ばします）")
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
        password=password,
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
    password: str | None,
    limits: Limits,
    report: Path | None = None,
) -> int:
    """Ingest, show the outcome, and give the exit status."""
    # SQLAlchemy and rich take half a second: mistakes in the call are told before.
    from pipeline.ingest import IngestOptions, ingest  # noqa: PLC0415
    from pipeline.progress import open_view  # noqa: PLC0415
    from pipeline.report import exit_code, outcomes_to_json  # noqa: PLC0415

    options = IngestOptions(workspace=workspace, workers=workers, limits=limits, password=password)
    with _open_log(workspace) as log:
        terminal.divert(log.folder / "stderr.log")
        view = open_view(terminal.stream)
        try:
            outcomes = ingest(files, hints, options, view=view, log=log)
        finally:
            view.close()
        _show(outcomes)
        if report is not None:
            # What of a file name is no UTF-8 becomes \\udcXX, which is JSON's own way to write it.
            report.write_text(outcomes_to_json(outcomes), encoding="utf-8", errors="backslashreplace")
        status = exit_code(outcomes)
        log.write("finished", status=status)
    return status


def _open_log(workspace: Path) -> RunLog:
    try:
        return RunLog(workspace)
    except OSError as error:
        raise UnusableError(f"{workspace}: 作業フォルダーに書き込めません（{error.strerror}）") from error


def _show(outcomes: Sequence[FileOutcome]) -> None:
    import sys  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415

    from pipeline.report import outcomes_to_table  # noqa: PLC0415

    # On a pipe rich assumes 80 columns and would cut file names.
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160, highlight=False)
    console.print(outcomes_to_table(outcomes))
