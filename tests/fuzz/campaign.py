"""``campaign.py FIRST LAST FOLDER``: read the damaged files of these seeds in worker processes, as an ingest does.

Prints one JSON object: how often each state and reason came, what must not have come, and the peak memory in MB of
this process, which is the workers' parent. Its files come and go in FOLDER.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fuzz.mutations import mutant, pages_of

from corpus.store import open_store
from outputs.contract_json import plan_to_contract
from pipeline.errors import ReadingFailedError
from pipeline.hints import Hints
from pipeline.limits import Limits
from pipeline.pool import WorkerPool
from pipeline.worker import Request

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
# What a damaged file may be. A crash, a hang, exhausted memory or a mistake of ours is nothing that damage explains.
EXPLAINED = {"not_a_pdf", "empty", "truncated", "damaged", "encrypted", "no_text_layer", "garbled_fonts"}
STORED_ONE_IN = 10
LIMITS = Limits(stall_seconds=30, total_seconds=60, memory_mb=1024)


def main() -> None:
    first, last, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    pages = [page for path in sorted(SAMPLES.glob("*.pdf")) for page in pages_of(path)]
    outcomes: Counter[str] = Counter()
    unexplained: list[str] = []
    with WorkerPool(2, LIMITS, log_path=folder / "workers.log") as pool, open_store(folder) as store:

        def read(seed: int) -> None:
            data = mutant(pages, seed)
            path = folder / f"{seed}.pdf"
            path.write_bytes(data)
            sha256 = hashlib.sha256(data).hexdigest()
            request = Request(path=path, source_name=path.name, sha256=sha256, hints=Hints())
            try:
                reading = pool.read(request, lambda *_: None)
                json.dumps(plan_to_contract(reading.plan, reading.analysis), allow_nan=False).encode()
                if seed % STORED_ONE_IN == 0:
                    store.put_plan(
                        reading.plan,
                        reading.analysis,
                        tokens=reading.tokens,
                        tokeniser_version=reading.tokeniser_version,
                        versions="fuzz",
                    )
                outcomes["done"] += 1
            except ReadingFailedError as failure:
                outcomes[failure.reason] += 1
                if failure.reason not in EXPLAINED:
                    unexplained.append(f"seed {seed}: {failure} {failure.detail[-1500:]}")
            except Exception as error:  # noqa: BLE001 - it is what the fuzzing looks for
                unexplained.append(f"seed {seed}: {type(error).__name__}: {error}")
            path.unlink()

        with ThreadPoolExecutor(2) as executor:
            list(executor.map(read, range(first, last)))
        unexplained += store.damage()
    memory_mb = _peak_memory_mb()
    json.dump({"outcomes": outcomes, "unexplained": unexplained, "memory_mb": memory_mb}, sys.stdout)


def _peak_memory_mb() -> int:
    """What this process has needed at most; getrusage also counts what its parent held when it made it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


if __name__ == "__main__":
    main()
