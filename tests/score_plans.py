"""Extract every plan that has a gold record, and score the records: ``make score``.

The reference material and its scorer lie outside the repository (``../shared``). Without them our own plans are
compared by ``score/scoring.py``, which knows fewer figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # as pytest's pythonpath does

from score.corpora import CORPORA, read_gold
from score.scoring import compare

KEIKAKU = Path(sys.executable).with_name("keikaku")


def extract(plans: Path, folder: str) -> None:
    """Write the record of each PDF of a folder, as a user gets it; an unreadable file has none."""
    for pdf in sorted(plans.glob("*.pdf")):
        ran = subprocess.run([KEIKAKU, "extract", pdf], stdout=subprocess.PIPE, check=False)
        if ran.returncode != 2:
            Path(folder, f"{pdf.stem}.json").write_bytes(ran.stdout)


def main(shared: Path) -> int:
    """Score each corpus that is on this machine; the exit status of the last scorer that failed."""
    scorer, status = shared / "score.py", 0
    for name, corpus in CORPORA.items():
        if not corpus.present:
            continue
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.flush()
        with tempfile.TemporaryDirectory() as folder:
            extract(corpus.plans, folder)
            if scorer.is_file():
                status = subprocess.run([sys.executable, scorer, corpus.gold, folder], check=False).returncode or status
                continue
            found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in Path(folder).glob("*.json")}
            for figure, value in compare(read_gold(corpus), found).items():
                sys.stdout.write(f"{figure:15s}{value:8.3f}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
