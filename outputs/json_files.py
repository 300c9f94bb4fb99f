"""JSON: one file per edition in the contract's form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outputs.edition_json import edition_to_contract

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from corpus.editions import StoredEdition

__all__ = ["JsonExporter"]


class JsonExporter:
    """Writes ``<stem>.json`` for every edition; the stems are given by the sha256 of its first part."""

    def __init__(self, folder: Path, stems: Mapping[str, str]) -> None:
        self._folder = folder
        self._stems = stems

    def feed(self, stored: StoredEdition) -> None:
        """Write an edition's file."""
        record = json.dumps(edition_to_contract(stored), ensure_ascii=False, indent=1)
        path = self._folder / f"{self._stems[stored.parts[0].plan.source.sha256]}.json"
        path.write_text(f"{record}\n", encoding="utf-8", newline="\n")

    def close(self) -> None:
        """Nothing is left open."""
