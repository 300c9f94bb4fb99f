"""What the user said of a file, remembered by its sha256: ``workspace/manifest.json``.

A plan ingested once with a manifest keeps its facts when it is read again without one (a retry, a new version).
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from corpus.files import write_whole
from pipeline.errors import UnusableError
from pipeline.hints import Hints

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["load_remembered", "merge_hints", "save_remembered"]

NAME = "manifest.json"
FIELDS = frozenset(field.name for field in fields(Hints))


def load_remembered(workspace: Path) -> dict[str, Hints]:
    """Hints by sha256; empty in a new workspace.

    Raises:
        UnusableError: the file was damaged by hand.

    """
    path = workspace / NAME
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {
            sha256: Hints(**{name: value for name, value in row.items() if name in FIELDS})
            for sha256, row in stored.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError) as error:
        raise UnusableError(
            f"{path}: JSONとして読めません。直すか、消してから --manifest を付けて実行してください"
        ) from error


def save_remembered(workspace: Path, remembered: Mapping[str, Hints]) -> None:
    """Replace the file, whole or not at all."""
    rows = {
        sha256: {name: value for name, value in asdict(hints).items() if value is not None}
        for sha256, hints in sorted(remembered.items())
        if hints
    }
    path = workspace / NAME
    if not rows and not path.exists():
        return
    write_whole(path, (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode())


def merge_hints(old: Hints, new: Hints) -> Hints:
    """The newer word on each field, else the older."""
    known = {name: value for name, value in asdict(new).items() if value is not None}
    return Hints(**(asdict(old) | known))
