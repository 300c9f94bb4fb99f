"""``keikaku classify``: national categories for measures given as JSON lines."""

from __future__ import annotations

import json
import sys
import time
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseCommand
from pipeline.jsonl import read_measures
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from models.classifier import Classifier
    from models.features import MeasureText
    from pipeline.terminal import Terminal

    Explain = Callable[[MeasureText, Sequence[str]], dict[str, dict[str, list[list[str | float]]]]]

HELP = """\
施策を国の「自治体DX推進計画」の取組事項に分類します。

入力は1行1件のJSON（title、description、path、departments。title のほかは省略可）、出力は同じ順に
1行1件の {"national": 区分（主なものが先頭）, "scores": 確率, "abstain": 自信なし} です。
1,000件からは、件数とかかった時間を標準エラー出力に示します。
"""

__all__ = ["command"]

# A pipe sees its first answers after this many lines; a batch costs no less per line from here on.
BATCH_LINES = 64
# A rate of fewer lines says nothing.
RATED_LINES = 1000


@click.command(cls=JapaneseCommand, help=HELP)
@click.option("--jsonl", "source", required=True, metavar="FILE|-", help="入力のファイル（- は標準入力）")
@click.option("--explain", is_flag=True, help="分類ごとに、そう考えた語と逆を示す語も出す（evidence）")
@workspace_option
@click.pass_obj
def command(terminal: Terminal, /, *, source: str, explain: bool, workspace: Path) -> int:
    """Run the command."""
    try:
        opened = nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb")  # noqa: SIM115 - below
    except OSError as error:
        raise UnusableError(f"{source}: 開けません（{error.strerror}）") from error
    name = "標準入力" if source == "-" else source
    with opened as stream:
        from pipeline.own_model import open_classifier  # noqa: PLC0415 - NumPy, once the input is there

        classifier = open_classifier(workspace)
        evidence = _evidence(classifier) if explain else None
        count, start = 0, time.perf_counter()
        for line in _answers(classifier, read_measures(stream, name), evidence):
            sys.stdout.write(line)
            count += 1
        sys.stdout.flush()
    if count >= RATED_LINES:
        terminal.say(_rate(count, time.perf_counter() - start))
    return 0


def _rate(count: int, seconds: float) -> str:
    """What was done in what time: reading, classifying and writing, without the start of the program."""
    return f"{count:,}件を {seconds:.1f}秒で分類しました（毎秒 {count / seconds:,.0f}件、起動の時間を除く）"


def _evidence(classifier: Classifier) -> Explain:
    """Words for and against each given label, each with the log-odds that it moved."""
    from models.evidence import find_evidence  # noqa: PLC0415 - Sudachi, which only this needs
    from models.tokeniser import load_tokeniser  # noqa: PLC0415

    tokeniser = load_tokeniser()

    def explain(measure: MeasureText, labels: Sequence[str]) -> dict[str, dict[str, list[list[str | float]]]]:
        found = {label: find_evidence(classifier, tokeniser, measure, label) for label in labels}
        return {
            label: {
                "for": [[word, round(share, 2)] for word, share in one.words_for],
                "against": [[word, round(share, 2)] for word, share in one.words_against],
            }
            for label, one in found.items()
        }

    return explain


def _answers(classifier: Classifier, measures: Iterator[MeasureText], evidence: Explain | None = None) -> Iterator[str]:
    """One line of JSON per measure; those before a bad line are still answered."""
    bad: UnusableError | None = None
    while bad is None:
        batch: list[MeasureText] = []
        try:
            # One by one, so that a bad line leaves those before it in the batch.
            for measure in islice(measures, BATCH_LINES):
                batch.append(measure)  # noqa: PERF402
        except UnusableError as error:
            bad = error
        if not batch:
            break
        for measure, prediction in zip(batch, classifier.predict(batch), strict=True):
            answer: dict[str, object] = {
                "national": list(prediction.national),
                "scores": dict(prediction.scores),
                "abstain": prediction.abstain,
            }
            if evidence is not None:
                answer["evidence"] = evidence(measure, prediction.national)
            yield json.dumps(answer, ensure_ascii=False) + "\n"
    if bad is not None:
        raise bad
