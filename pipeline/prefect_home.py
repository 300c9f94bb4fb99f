"""Prefect kept quiet and at home: its settings, its server, its log files.

`prefect_running` must be entered before anything imports ``prefect``, which reads its settings then.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from pipeline.errors import UnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["prefect_running", "prefect_settings"]

# The first start in a workspace creates Prefect's tables: 8 s measured on two idle cores, later ones 3 s.
START_SECONDS = 180.0
STOP_SECONDS = 6.0
# Prefect's own tables and logs of one run; below it, a server that ends has most probably met the disk's end.
NEEDED_MB = 20

# Everything goes to one file; PREFECT_LOGGING_HANDLERS_FILE_FILENAME names it (Prefect's own override rule).
LOGGING_YAML = """\
version: 1
disable_existing_loggers: false
formatters:
  plain:
    format: "%(asctime)s %(levelname)s %(name)s %(message)s"
handlers:
  file:
    class: logging.FileHandler
    filename: prefect.log
    encoding: utf-8
    delay: true
    formatter: plain
loggers:
  prefect: {level: LEVEL}
root: {level: WARNING, handlers: [file]}
"""

# Never reached through a proxy: the server runs on this machine.
LOOPBACK = "127.0.0.1,localhost"


def prefect_settings(workspace: Path, log_dir: Path) -> dict[str, str]:
    """Environment variables for this process and the server; PREFECT_HOME stays where the user put it."""
    home = os.environ.get("PREFECT_HOME") or str((workspace / "prefect").absolute())
    no_proxy = ",".join(filter(None, (os.environ.get("NO_PROXY") or os.environ.get("no_proxy"), LOOPBACK)))
    return {
        "PREFECT_HOME": home,
        "PREFECT_LOGGING_SETTINGS_PATH": str((log_dir / "prefect-logging.yml").absolute()),
        "PREFECT_LOGGING_HANDLERS_FILE_FILENAME": str((log_dir / "prefect.log").absolute()),
        "PREFECT_LOGGING_TO_API_ENABLED": "false",  # our own log files tell more, and sending costs the exit seconds
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # no blocks are used; registering them takes seconds
        "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",  # client and server are the same installation
        "PREFECT_CLI_PROMPT": "false",
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
    }


@contextlib.contextmanager
def prefect_running(workspace: Path, log_dir: Path, log_level: str = "info") -> Iterator[None]:
    """Settings in place and an API server answering; on leaving, events are delivered and the server ends.

    A server that the user runs (PREFECT_API_URL) is used and left alone.

    Raises:
        UnusableError: the server does not start.

    """
    (log_dir / "prefect-logging.yml").write_text(LOGGING_YAML.replace("LEVEL", log_level.upper()), encoding="utf-8")
    os.environ.update(prefect_settings(workspace, log_dir))
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    log_path = log_dir / "prefect-server.log"
    with log_path.open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline.prefect_server"],
            stdin=subprocess.PIPE,  # its end of file stops the server, also when we are killed
            stdout=subprocess.PIPE,
            stderr=log,
            env={**os.environ, "PREFECT_LOGGING_HANDLERS_FILE_FILENAME": str(log_path.absolute())},
            start_new_session=True,  # Ctrl-C is for us; the server must still take our last events
        )
    try:
        import prefect  # noqa: F401, PLC0415 - takes a second, while the server starts on the other core

        port = _announced_port(server, log_path)
        from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415

        with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{port}/api"}):
            try:
                yield
            finally:
                _deliver_events()
    finally:
        _stop(server)


def _announced_port(server: subprocess.Popen[bytes], log_path: Path) -> int:
    if server.stdout is None:
        raise RuntimeError("prefect server: started without a pipe")
    deadline = time.monotonic() + START_SECONDS
    line = b""
    while time.monotonic() < deadline:
        readable, _, _ = select.select([server.stdout], [], [], 1.0)
        if readable:
            line = server.stdout.readline()
            break
    if not line.strip().isdigit():
        found = "終了しました" if server.poll() is not None else f"{START_SECONDS:.0f}秒待っても応答しません"
        free_mb = shutil.disk_usage(log_path.parent).free >> 20
        if free_mb < NEEDED_MB:
            place = log_path.parent
            raise UnusableError(
                f"{place}: ディスクの空きが {free_mb} MB しかありません。空きを作ってやり直してください"
            )
        raise UnusableError(
            f"Prefect のサーバーを起動できません（{found}）。keikaku doctor で確かめてください（記録 {log_path}）"
        )
    return int(line)


def _deliver_events() -> None:
    """Send what is queued while the server still listens; undelivered events are what makes noise at exit."""
    from prefect.events.worker import EventsWorker  # noqa: PLC0415

    EventsWorker.drain_all(timeout=STOP_SECONDS, at_exit=False)


def _stop(server: subprocess.Popen[bytes]) -> None:
    for pipe in (server.stdin, server.stdout):
        if pipe is not None:
            pipe.close()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
