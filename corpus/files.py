"""The bytes of the PDFs, kept by their sha256: ``workspace/files/ab/abcdef….pdf``.

A name is made of hexadecimal digits alone, so no caller's string can lead out of the folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final

from corpus.errors import InvalidSha256Error

__all__ = ["FILES_DIR", "keep_file", "path_of"]

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

    The file appears whole or not at all: it is written beside its place, flushed to disk, then renamed.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(workspace, sha256)
    # The size tells a whole file from one that a crash of the file system emptied.
    if path.is_file() and path.stat().st_size == len(data):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return sha256
