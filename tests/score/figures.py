"""Present figures of a corpus, the recorded floors, and how the floors may move."""

from __future__ import annotations

import functools
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from score.corpora import CORPORA, SHARED, read_gold, read_records
from score.scoring import compare

if TYPE_CHECKING:
    from collections.abc import Mapping

FLOORS = Path(__file__).with_name("floors.json")
SCORER = SHARED / "score.py"
# Categories are given by the pipeline, not by the extractors.
LEFT_OUT = {"national", "national_main"}
# Single plans of the reference material are watched in the figures that matter most.
WATCHED = {"measures", "schedule"}

Figures = dict[str, dict[str, float]]


@functools.cache
def measure(name: str) -> Figures:
    """F1 by plan and figure; the plan "ALL" is the whole corpus."""
    corpus = CORPORA[name]
    if corpus.shared:
        return _by_reference(name)
    gold, found = read_gold(corpus), read_records(corpus)
    if corpus.growing:
        return {plan: compare({plan: gold[plan]}, found) for plan in gold}
    return {"ALL": compare(gold, found)}


def _by_reference(name: str) -> Figures:
    """What the scorer of the reference material says."""
    with tempfile.TemporaryDirectory() as folder:
        for plan, record in read_records(CORPORA[name]).items():
            Path(folder, f"{plan}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        out = Path(folder, "figures.txt")
        command = [sys.executable, SCORER, CORPORA[name].gold, folder, "--json", out]
        subprocess.run(command, check=True, capture_output=True)
        by_figure = json.loads(out.read_text(encoding="utf-8"))
    figures: Figures = {}
    for figure, by_plan in by_figure.items():
        for plan, cell in by_plan.items():
            if cell is not None and figure not in LEFT_OUT and (plan == "ALL" or figure in WATCHED):
                figures.setdefault(plan, {})[figure] = cell["f1"]
    if name != "plans":
        return {"ALL": figures["ALL"]}
    return figures


def read_floors() -> dict[str, Figures]:
    """The recorded floors by corpus, plan and figure."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}


def raised(floors: Mapping[str, float], figures: Mapping[str, float]) -> dict[str, float]:
    """Floors lifted to the present figures, rounded down to a thousandth; none is lowered or dropped."""
    names = sorted({*floors, *figures})
    return {name: max(floors.get(name, 0.0), _rounded_down(figures.get(name, 0.0))) for name in names}


def below(floors: Mapping[str, float], figures: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Figures under their floor, each with both values; one that is gone counts as 0."""
    pairs = {name: (figures.get(name, 0.0), floor) for name, floor in floors.items()}
    return {name: (found, floor) for name, (found, floor) in pairs.items() if found < floor}


def _rounded_down(value: float) -> float:
    return math.floor(value * 1000 + 1e-9) / 1000
