"""What a process that reads PDFs may not do: write, connect, start programs.

A second fence behind the parsers, which are pure Python but for PDFium, zlib and the tokeniser: code that a PDF
talked into such an act gets an error instead. It holds what goes through Python (audit events, PEP 578); it is no
sandbox against native code, which SECURITY.md says as well.
"""

from __future__ import annotations

import os
import sys

__all__ = ["ConfinedError", "confine"]

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
REFUSED = frozenset(
    {
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"),
        *(
            "os.remove",
            "os.rename",
            "os.rmdir",
            "os.mkdir",
            "os.truncate",
            "os.link",
            "os.symlink",
            "os.chmod",
            "os.chown",
        ),
    }
)


class ConfinedError(PermissionError):
    """Reading a document was about to write, connect or start a program."""


def confine() -> None:
    """Refuse all of it from now until the process ends; there is no way back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0  # noqa: PLR2004 - path, mode, flags
        if isinstance(flags, int) and flags & WRITING:
            raise ConfinedError(f"confined: open for writing: {arguments[0]!r}")
    elif event in REFUSED or event.startswith("socket."):
        raise ConfinedError(f"confined: {event}")
