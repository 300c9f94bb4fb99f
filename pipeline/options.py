"""Options that mean the same in every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.japanese import PositiveNumber
from pipeline.limits import Limits, default_workers

__all__ = ["limit_options", "password_option", "workers_option", "workspace_option"]

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

password_option = click.option("--password", metavar="TEXT", help="パスワード付きPDFを開くパスワード")

workers_option = click.option(
    "--workers",
    type=PositiveNumber(),
    default=default_workers,
    metavar="N",
    help="同時に読むプロセスの数（既定 CPU数、最大2）",
)


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
