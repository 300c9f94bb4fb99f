"""JSON: one file per plan in the contract's form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outputs.contract_json import stored_plan_to_contract

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from corpus.entries import StoredPlan

__all__ = ["JsonExporter"]


class JsonExporter:
    """Writes ``<stem>.json`` for every plan; the stems are given by sha256."""

    def __init__(self, folder: Path, stems: Mapping[str, str]) -> None:
        self._folder = folder
        self._stems = stems

    def feed(self, stored: StoredPlan) -> None:
        """Write a plan's file."""
        record = json.dumps(stored_plan_to_contract(stored), ensure_ascii=False, indent=1)
        path = self._folder / f"{self._stems[stored.plan.source.sha256]}.json"
        path.write_text(f"{record}\n", encoding="utf-8", newline="\n")

    def close(self) -> None:
        """Nothing is left open."""
