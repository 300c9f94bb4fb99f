"""Options that mean the same in every command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseChoice, PositiveNumber
from pipeline.limits import Limits, default_workers
from pipeline.run_log import LEVELS

__all__ = [
    "given_passwords",
    "limit_options",
    "log_level_option",
    "password_options",
    "workers_option",
    "workspace_option",
]

Function = TypeVar("Function", bound=Callable[..., Any])

DEFAULTS = Limits()

workspace_option = click.option(
    "--workspace",
    type=click.Path(path_type=Path),
    envvar="KEIKAKU_WORKSPACE",
    default=Path("workspace"),
    metavar="DIR",
    help="コーパス・実行記録・ログを置くフォルダー（環境変数 KEIKAKU_WORKSPACE でも可。既定 ./workspace）",
)

log_level_option = click.option(
    "--log-level",
    type=JapaneseChoice(LEVELS),
    envvar="KEIKAKU_LOG_LEVEL",
    default="info",
    metavar="LEVEL",
    help=f"ログに残す細かさ: {'、'.join(LEVELS)}（環境変数 KEIKAKU_LOG_LEVEL でも可。既定 info）",
)

workers_option = click.option(
    "--workers",
    type=PositiveNumber(),
    default=default_workers,
    metavar="N",
    help="同時に読むプロセスの数（既定 CPU数、最大2）",
)


def password_options(function: Function) -> Function:
    """``--password``, any number of times, and ``--password-file``; `given_passwords` joins them."""
    function = click.option(
        "--password-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="パスワードを1行に1つ書いたファイル（コマンドの履歴に残りません）",
    )(function)
    return click.option(
        "--password",
        "passwords",
        multiple=True,
        metavar="TEXT",
        help="パスワード付きPDFを開くパスワード（繰り返せます。順に試します）",
    )(function)


def given_passwords(passwords: Sequence[str], password_file: Path | None) -> tuple[str, ...]:
    """All passwords of a call, each once, in order.

    Raises:
        UnusableError: the file cannot be read.

    """
    lines: Sequence[str] = ()
    if password_file is not None:
        try:
            lines = password_file.read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise UnusableError(f"{password_file}: パスワードのファイルを読めません（{error.strerror}）") from error
        except UnicodeDecodeError as error:
            raise UnusableError(f"{password_file}: UTF-8 ではありません。UTF-8 で保存してください") from error
    return tuple(dict.fromkeys(password for password in (*passwords, *lines) if password))


def limit_options(function: Function) -> Function:
    """``--timeout`` and ``--memory``."""
    function = click.option(
        "--memory",
        "memory_mb",
        type=PositiveNumber(),
        default=DEFAULTS.memory_mb,
        metavar="MB",
        help=f"1プロセスのメモリの上限（既定 {DEFAULTS.memory_mb}）",
    )(function)
    return click.option(
        "--timeout",
        type=PositiveNumber(),
        default=round(DEFAULTS.stall_seconds),
        metavar="SECONDS",
        help=f"1ページも進まないまま待つ秒数（既定 {DEFAULTS.stall_seconds:.0f}）",
    )(function)
