"""``python -m pipeline.bench FOLDER``: milliseconds a page of each stage, beside a plain pdfplumber loop.

The yardstick calls ``extract_text()`` and ``extract_tables()`` on the same pages in the same run, so that a figure
can be compared between machines as a ratio.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.store import open_store
from extractors.pdf import naive_pages, open_pdf
from models.parser import load_parser
from pipeline.analyse import analyse
from pipeline.annotate import open_annotator
from pipeline.core import read_document
from pipeline.hints import Hints
from pipeline.inputs import find_files, hash_file
from pipeline.versions import record_versions
from pipeline.worker import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.store import Store
    from models.parser import Parser
    from pipeline.annotate import Annotator

__all__ = ["main"]

STAGES = ("parse", "records", "tokenise", "classify", "store", "language")
WORDS = {
    "parse": "PDF → 図形",
    "records": "図形 → 記録",
    "tokenise": "形態素解析",
    "classify": "分類",
    "store": "保存",
    "language": "係り受けと固有表現（keikaku analyse）",
}


def main(folder: Path) -> None:
    """Measure every PDF of a folder and print the figures."""
    annotator, parser = open_annotator(), load_parser()
    total = dict.fromkeys((*STAGES, "yardstick"), 0.0)
    pages = 0
    paths = find_files([folder]).paths
    # The first document pays for imports and caches; that is start-up, not pages. Its own store forgets it again.
    with tempfile.TemporaryDirectory() as workspace, open_store(Path(workspace)) as store:
        _measure(paths[0], annotator, parser, store)
    with tempfile.TemporaryDirectory() as workspace, open_store(Path(workspace)) as store:
        for path in paths:
            seconds, page_count = _measure(path, annotator, parser, store)
            pages += page_count
            for stage, value in seconds.items():
                total[stage] += value
            _print_row(path.name, page_count, seconds)
    _print_row("全体", pages, total)
    ours = sum(total[stage] for stage in STAGES)
    naive = total["yardstick"] / pages * 1000
    _say(f"\n比 = 素の pdfplumber（extract_text + extract_tables、{naive:.1f} ms/頁）に対して")
    # Figures first: a terminal cannot line up what follows Japanese words.
    _say(f"{'ms/頁':>7}{'比':>7}  段階")
    for stage in STAGES:
        _say(f"{total[stage] / pages * 1000:>8.2f}{total[stage] / total['yardstick']:>8.2f}  {WORDS[stage]}")
    _say(f"{ours / pages * 1000:>8.2f}{ours / total['yardstick']:>8.2f}  合計")


def _measure(path: Path, annotator: Annotator, parser: Parser, store: Store) -> tuple[dict[str, float], int]:
    """Seconds of each stage and of the yardstick, and the number of pages."""
    file = hash_file(path)
    request = Request(path=path, source_name=path.name, sha256=file.sha256 or "", hints=Hints())
    data = path.read_bytes()
    start = time.perf_counter()
    with open_pdf(data) as pdf:
        for _ in pdf.pages():
            pass
    parse = time.perf_counter() - start
    reading = read_document(request, lambda _page, _pages: None, lambda: annotator)
    start = time.perf_counter()
    store.put_plan(
        reading.plan,
        reading.analysis,
        tokens=reading.tokens,
        tokeniser_version=reading.tokeniser_version,
        versions=record_versions(Hints()),
    )
    stored = time.perf_counter() - start
    start = time.perf_counter()
    analyse(store, parser)
    seconds = {
        "parse": parse,
        "records": max(0.0, reading.seconds["extract"] - parse),
        "tokenise": reading.seconds["tokenise"],
        "classify": reading.seconds["classify"],
        "store": stored,
        "language": time.perf_counter() - start,
        "yardstick": sum(naive_pages(data)),
    }
    return seconds, reading.plan.source.page_count


def _print_row(name: str, pages: int, seconds: dict[str, float]) -> None:
    figures = "  ".join(f"{stage} {value / pages * 1000:.1f}" for stage, value in seconds.items())
    _say(f"{name}: {pages}頁  {figures}  （ms/頁）")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments(arguments: Sequence[str]) -> Path:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.exit("使い方: python -m pipeline.bench フォルダー")
    return Path(arguments[0])


if __name__ == "__main__":
    main(_arguments(sys.argv[1:]))
