"""The plans that have gold records, read in this process, each once."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.records import Analysis, Plan
from extractors.plan import extract_plan
from outputs.contract_json import plan_to_contract

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"


@dataclass(frozen=True)
class Corpus:
    """A folder of plans and one of gold records, paired by name.

    ``shared`` is outside the repository. A ``growing`` one has figures for each plan, since a sum over all of them
    would fall when a hard plan is added.
    """

    plans: Path
    gold: Path
    shared: bool = False
    growing: bool = False

    @property
    def present(self) -> bool:
        """Whether the plans are on this machine."""
        return any(self.plans.glob("*.pdf"))


CORPORA = {
    "samples": Corpus(REPOSITORY / "corpus/samples", REPOSITORY / "tests/samples/gold"),
    "layouts": Corpus(REPOSITORY / "tests/layouts/plans", REPOSITORY / "tests/layouts/plans", growing=True),
    "held_out": Corpus(REPOSITORY / "tests/held_out/plans", REPOSITORY / "tests/held_out/plans", growing=True),
    "plans": Corpus(SHARED / "plans", SHARED / "gold", shared=True),
    "practice": Corpus(SHARED / "practice", SHARED / "practice", shared=True),
}


@functools.cache
def read_plan(pdf: Path) -> Plan:
    """The plan of a PDF."""
    return extract_plan(pdf.read_bytes(), source_name=pdf.name)


def read_records(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """The extracted record of each plan, by its name. Categories are the pipeline's, so there are none."""
    return {pdf.stem: plan_to_contract(read_plan(pdf), Analysis()) for pdf in sorted(corpus.plans.glob("*.pdf"))}


def read_gold(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """The gold record of each plan, by its name."""
    paths = sorted(corpus.gold.glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
