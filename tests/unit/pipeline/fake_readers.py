"""Readers that misbehave on request: the file's first word says how."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

from corpus.records import Analysis, Document, Issue, Plan, Source
from extractors.errors import UnreadableFileError
from pipeline.core import Reading
from pipeline.worker import MAX_ANSWER_BYTES


def open_reader():
    """A reader for `pipeline.pool`."""
    return read


def read(request, on_page):  # noqa: C901, PLR0912 - a table of misdeeds
    word = request.path.read_text(encoding="utf-8").split()[0]
    on_page(1, 2)
    message = "…"
    match word:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "hang":
            while True:
                time.sleep(0.05)
        case "eat":
            eaten = []
            while True:
                eaten.append(bytearray(16 << 20))
                time.sleep(0.005)
        case "gulp":
            bytearray(1 << 45)
        case "mistake":
            raise ZeroDivisionError
        case "write":
            request.path.with_name("written.txt").write_text("x", encoding="utf-8")
        case "remove":
            request.path.unlink()
        case "connect":
            socket.create_connection(("192.0.2.1", 80), timeout=1)
        case "look_up":
            socket.gethostbyname("example.invalid")
        case "program":
            subprocess.run(["/bin/true"], check=False)
        case "swollen":
            message = "x" * (MAX_ANSWER_BYTES + 1)
        case "unreadable":
            raise UnreadableFileError("no_text_layer", "文字がありません", page=2)
        case "noise":
            sys.stdout.write("noise\n")
            os.write(2, b"noise\n")
    on_page(2, 2)
    issues = (Issue(code="title_not_found", message=message),)
    source = Source(source_name=request.source_name, sha256=request.sha256, page_count=2, extractor_version="fake")
    return Reading(
        plan=Plan(source=source, document=Document(), issues=issues),
        analysis=Analysis(),
        tokens={},
        tokeniser_version="fake",
    )
