"""Writes the sample plans and their gold records: ``.venv/bin/python tests/samples/generate.py``.

Each run gives the same bytes. The PDFs ship with the product; the gold records stay with the tests.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))  # as pytest's pythonpath does

from samples import mihon, reiji  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

PDF_FOLDER = TESTS.parent / "corpus" / "samples"
GOLD_FOLDER = TESTS / "samples" / "gold"
PLANS: dict[str, Callable[[], tuple[bytes, dict[str, Any]]]] = {"reiji": reiji.draw, "mihon": mihon.draw}


def record_to_json(record: dict[str, Any]) -> str:
    """The gold file's text."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write every plan."""
    for name, draw in PLANS.items():
        pdf, record = draw()
        (PDF_FOLDER / f"{name}.pdf").write_bytes(pdf)
        (GOLD_FOLDER / f"{name}.json").write_text(record_to_json(record), encoding="utf-8")


if __name__ == "__main__":
    main()
