"""Lifts the floors to the present figures, never down: ``.venv/bin/python tests/score/record.py``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as pytest's pythonpath does

from score.corpora import CORPORA
from score.figures import FLOORS, below, measure, raised, read_floors


def main() -> int:
    """Rewrite floors.json; 1 if a figure has fallen below its floor, which stays."""
    floors = read_floors()
    fallen = False
    for name, corpus in CORPORA.items():
        if not corpus.present:
            sys.stdout.write(f"{name}: not here, its floors stay\n")
            continue
        known = floors.get(name, {})
        figures = measure(name)
        for plan, now in figures.items():
            for figure, (found, floor) in below(known.get(plan, {}), now).items():
                fallen = True
                sys.stdout.write(f"{name} {plan} {figure}: {found:.4f} is below its floor {floor}\n")
        plans = sorted({*known, *figures})
        floors[name] = {plan: raised(known.get(plan, {}), figures.get(plan, {})) for plan in plans}
    FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(fallen)


if __name__ == "__main__":
    sys.exit(main())
