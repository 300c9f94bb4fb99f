"""The command ``keikaku``: finds the command, and turns every ending into one line and an exit status.

0: all well. 1: it ran, but something was quarantined or fell short. 2: the call or its input is unusable.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from corpus.errors import CorpusError
from models.errors import ModelsError, TokenisationError
from outputs.errors import ExportError
from pipeline.errors import UnusableError
from pipeline.japanese import LazyGroup, usage_error_to_line
from pipeline.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["cli", "main", "run"]

INTERRUPTED = 130  # 128 + SIGINT, as shells report it
BROKEN_PIPE = 141  # 128 + SIGPIPE
UNUSABLE = 2

# Whatever else escapes from a command is a mistake of ours.
EXPECTED = (click.ClickException, UnusableError, CorpusError, ExportError, ModelsError, OSError)

COMMANDS = {
    "extract": ("pipeline.commands.extract", "PDF 1件の記録を標準出力へ（何も保存しません）"),
    "inspect": ("pipeline.commands.inspect", "PDF の 1ページに読み取り結果を重ねた絵を作る"),
    "ingest": ("pipeline.commands.ingest", "計画のPDFをコーパスに取り込む"),
    "retry": ("pipeline.commands.retry", "隔離されたファイルをもう一度読む"),
    "analyse": ("pipeline.commands.analyse", "施策の文から固有表現と「何をどうする」を読み取る"),
    "export": ("pipeline.commands.export", "コーパスを CSV・JSON などに書き出す"),
    "search": ("pipeline.commands.search", "施策を語句で探す"),
    "kwic": ("pipeline.commands.kwic", "語の使われている箇所を前後の文とともに並べる"),
    "words": ("pipeline.commands.words", "語の回数と、ともに出る語を数える"),
    "keyness": ("pipeline.commands.keyness", "ある市町村や区分に特徴的な語を並べる"),
    "terms": ("pipeline.commands.terms", "用語の説明を市町村の間で比べ、施策とのつながりを示す"),
    "classify": ("pipeline.commands.classify", "施策を国の重点取組事項などに分類する"),
    "review": ("pipeline.commands.review", "分類と値を人が確かめるシートを書き出し、取り込む"),
    "train": ("pipeline.commands.train", "取り込んだ修正から分類を学び直す"),
    "evaluate": ("pipeline.commands.evaluate", "分類の正しさを測る"),
    "schemes": ("pipeline.commands.schemes", "分類の体系と、版・体系の対応を示す"),
    "status": ("pipeline.commands.status", "コーパスの中身と隔離の一覧"),
    "doctor": ("pipeline.commands.doctor", "動かすのに要るものを確かめる"),
}

HELP = "市町村の DX・情報化計画（PDF）から施策・工程・用語を読み取り、検索と書き出しのできるデータにします。"


@click.group(cls=LazyGroup, lazy=COMMANDS, help=HELP, no_args_is_help=False, subcommand_metavar="コマンド ...")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    help="版を表示して終わります。",
    callback=lambda ctx, _param, value: _show_version(ctx) if value else None,
)
def cli() -> None:
    """Hold the commands together."""


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    terminal = Terminal()
    sys.excepthook = _excepthook(terminal)
    try:
        status = cli.main(arguments, prog_name="keikaku", standalone_mode=False, obj=terminal)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has seen enough; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort):
        terminal.say("keikaku: 中断しました。済んだ分は保存されています。もう一度実行すると続きから進みます")
        return INTERRUPTED
    except EXPECTED as error:
        terminal.say(f"keikaku: {_error_to_line(error)}")
        return UNUSABLE
    return status if isinstance(status, int) else 0


def _error_to_line(error: Exception) -> str:
    match error:
        case click.ClickException():
            return usage_error_to_line(error)
        case TokenisationError():
            return "語に文字として読めない部分があります。打ち直してください"
        case ModelsError():
            return f"言語モデルを使えません。入れ直してください: {error}"
        case OSError():
            return f"{error.filename or '入出力'}: 読み書きできません（{error.strerror or error}）"
    return str(error)


def _show_version(ctx: click.Context) -> None:
    from importlib.metadata import version  # noqa: PLC0415 - 30 ms that only --version needs

    click.echo(f"keikaku {version('keikaku')}")
    ctx.exit()


def _excepthook(terminal: Terminal) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if terminal.log_path or os.environ.get("KEIKAKU_DEBUG"):
            sys.__excepthook__(kind, error, trace)
        said = str(error).partition("\n")[0]
        where = f"詳細は {terminal.log_path}" if terminal.log_path else "KEIKAKU_DEBUG=1 で詳細が出ます"
        terminal.say(f"keikaku: 想定外の誤りです（{kind.__name__}: {said}）。{where}")

    return show
