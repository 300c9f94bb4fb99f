"""Extract every plan that has a gold record and score the records: ``make score``.

The five published plans and their scorer lie outside the repository (``../shared``); where they are missing there
is nothing to score with.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEIKAKU = Path(sys.executable).with_name("keikaku")


def main(shared: Path) -> int:
    """Score the published plans, then the samples; the exit status of the last scorer that failed."""
    scorer = shared / "score.py"
    if not scorer.is_file():
        sys.stdout.write(f"no scorer at {scorer}: nothing to score with\n")
        return 0
    status = 0
    for plans, gold in ((shared / "plans", shared / "gold"), (ROOT / "corpus/samples", ROOT / "tests/samples/gold")):
        with tempfile.TemporaryDirectory() as folder:
            for pdf in sorted(plans.glob("*.pdf")):
                with Path(folder, f"{pdf.stem}.json").open("wb") as record:
                    if subprocess.run([KEIKAKU, "extract", pdf], stdout=record, check=False).returncode == 2:
                        Path(record.name).unlink()
            status = subprocess.run([sys.executable, scorer, gold, folder], check=False).returncode or status
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
