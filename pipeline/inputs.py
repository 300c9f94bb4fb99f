"""From the paths of a call to the files to read: what is there, and the sha256 of its bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Discovery", "InputFile", "find_files", "hash_file"]

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file of the call: ``path`` as the user would write it, ``sha256`` None where it cannot be opened."""

    path: Path
    sha256: str | None
    problem: str = ""

    @property
    def name(self) -> str:
        """The file's name, which becomes ``source_name``."""
        return self.path.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The files of a call in a fixed order, the folders that held none, and the number of other files in folders.

    A folder that cannot be opened is among the files: what it holds is unknown, and the user must see that.
    """

    paths: tuple[Path, ...]
    empty_folders: tuple[Path, ...]
    n_others: int = 0


def find_files(paths: Sequence[Path]) -> Discovery:
    """PDF files of the folders (all levels, sorted, hidden ones left out) and the files named outright.

    A file named outright is taken whatever its name is. A file reached twice counts once.

    Raises:
        UnusableError: a path does not exist, is neither folder nor file, or nothing at all was found.

    """
    found: dict[str, Path] = {}
    empty: list[Path] = []
    others: set[Path] = set()
    for path in paths:
        if path.is_dir():
            members = sorted(_pdfs_below(path, others))
            if not members:
                empty.append(path)
        elif path.is_file():
            members = [path]
        elif path.exists():
            raise UnusableError(f"{path}: ファイルでもフォルダーでもありません。PDFかフォルダーを指定してください")
        else:
            raise UnusableError(f"{path}: 見つかりません。パスを確かめてください")
        for member in members:
            found.setdefault(os.path.realpath(member), member)
    if not found:
        named = "、".join(str(path) for path in empty)
        raise UnusableError(f"{named}: PDFがありません（拡張子 .pdf のファイルを探しました）")
    return Discovery(paths=tuple(found.values()), empty_folders=tuple(empty), n_others=len(others))


def _pdfs_below(folder: Path, others: set[Path]) -> Iterator[Path]:
    """PDFs of all levels, through links to folders too, and folders that cannot be opened; the rest into ``others``."""
    closed: list[Path] = []
    seen = {os.path.realpath(folder)}
    for parent, folders, names in os.walk(
        folder, onerror=lambda error: closed.append(Path(error.filename)), followlinks=True
    ):
        folders[:] = [name for name in sorted(folders) if not name.startswith(".") and _is_new(parent, name, seen)]
        for name in names:
            path = Path(parent, name)
            # "._plan.pdf" and the like are the finder's notes on a file, not a file of the user.
            if name.startswith("."):
                continue
            if name.lower().endswith(".pdf"):
                yield path
            else:
                others.add(path)
    yield from closed


def _is_new(parent: str, name: str, seen: set[str]) -> bool:
    """Whether a folder was not walked yet: links may lead in circles."""
    real = os.path.realpath(os.path.join(parent, name))  # noqa: PTH118 - as os.walk gives them
    new = real not in seen
    seen.add(real)
    return new


def hash_file(path: Path) -> InputFile:
    """The file with the sha256 of its bytes, read in pieces; a file that cannot be opened says why."""
    digest = hashlib.sha256()
    try:
        # A pipe named like a PDF would keep us waiting for ever.
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "フォルダーの中を見られません" if stat.S_ISDIR(mode) else "通常のファイルではありません"
            return InputFile(path=path, sha256=None, problem=what)
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        return InputFile(path=path, sha256=None, problem=error.strerror or type(error).__name__)
    return InputFile(path=path, sha256=digest.hexdigest())
