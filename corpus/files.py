"""The bytes of the PDFs, kept by their sha256: ``workspace/files/ab/abcdef….pdf``.

A name is made of hexadecimal digits alone, so no caller's string can lead out of the folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from corpus.errors import InvalidSha256Error, StoreError

__all__ = ["FILES_DIR", "keep_file", "path_of", "sweep_parts", "write_output", "write_whole"]

FILES_DIR: Final = "files"

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


def path_of(workspace: Path, sha256: str) -> Path:
    """Where the file of this sha256 is or would be kept; it need not exist.

    Raises:
        InvalidSha256Error: `sha256` is not 64 lower-case hexadecimal digits.

    """
    if _SHA256.fullmatch(sha256) is None:
        raise InvalidSha256Error(f"ファイルの sha256 は小文字の16進数64桁です: {sha256[:80]!r}")
    return workspace / FILES_DIR / sha256[:2] / f"{sha256}.pdf"


def keep_file(workspace: Path, data: bytes) -> str:
    """Keep the bytes of a PDF and give their sha256; a file that is kept already is left as it is.

    Raises:
        StoreError: the workspace cannot be written.

    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(workspace, sha256)
    try:
        # The size tells a whole file from one that a crash of the file system emptied.
        if not path.is_file() or path.stat().st_size != len(data):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
    except OSError as error:
        raise StoreError(
            f"{path}: 保存できません（{error.strerror}）。ディスクの空きと権限を確かめ、もう一度実行してください"
        ) from error
    return sha256


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that appears whole or not at all: written beside its place, flushed to disk, then renamed.

    Raises:
        OSError: it could not be written; an older file of this name is as it was.

    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        # A full disk may refuse this as well; the next ingest sweeps.
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def write_output(path: Path, data: bytes) -> None:
    """Write a file that the user named, as `write_whole` does; a pipe or a device takes the bytes as they come.

    Raises:
        OSError: it could not be written.

    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
    else:
        # A link stays a link: what it points to is replaced.
        write_whole(path.resolve(), data)


def sweep_parts(workspace: Path) -> int:
    """Remove what a killed process left half written and give the number; call it under the ingest lock."""
    left = [*workspace.glob(".*.part"), *(workspace / FILES_DIR).glob("*/.*.part")]
    for part in left:
        with suppress(OSError):
            part.unlink()
    return len(left)
