"""Names of the JSON files: from the PDF's name, which anybody may have chosen, so it is trusted in nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.entries import PlanHeader

__all__ = ["file_stems", "safe_stem"]

# Bytes of UTF-8: file systems take 255, and code, sha256 and ".json" come behind.
MAX_STEM_BYTES: Final = 150

# Control characters (which may reorder a name on the screen, too) and what Windows forbids.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_stem(source_name: str) -> str:
    """The PDF's name without folders and ending, as a name that any file system takes; never empty."""
    last = re.split(r"[/\\]", source_name)[-1]
    stem = PurePosixPath(last).stem
    visible = "".join("_" if unicodedata.category(character) in {"Cc", "Cf", "Cs"} else character for character in stem)
    cut = _FORBIDDEN.sub("_", visible).encode("utf-8")[:MAX_STEM_BYTES].decode("utf-8", "ignore")
    stem = cut.strip(" .")
    # A leading hyphen would be an option to many commands.
    return f"_{stem}" if not stem or stem.startswith("-") or _RESERVED.fullmatch(stem) else stem


def file_stems(headers: Sequence[PlanHeader]) -> dict[str, str]:
    """A stem for each plan, by sha256, no two alike even where case or composition do not count.

    A name that several plans share gets the municipality's code and the file's sha256 behind it.
    """
    stems = {header.sha256: safe_stem(header.source_name) for header in headers}
    times = Counter(_folded(stem) for stem in stems.values())
    long = {
        header.sha256: f"{stems[header.sha256]}-{header.municipality_code or 'nocode'}-{header.sha256}"
        for header in headers
    }
    # A plain name that looks like another's long one would meet it.
    taken = {_folded(stem) for stem in long.values()}
    return {
        sha256: stem if times[_folded(stem)] == 1 and _folded(stem) not in taken else long[sha256]
        for sha256, stem in stems.items()
    }


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFC", stem.casefold())
