"""``keikaku evaluate``: how good the labels are, with intervals, per category and by certainty."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.schemes import NATIONAL_NAMES
from pipeline.commands.tabular import write_rows
from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseChoice, JapaneseCommand
from pipeline.options import workspace_option

if TYPE_CHECKING:
    from models.evaluate import Evaluation, Judged
    from pipeline.terminal import Terminal

HELP = """\
分類の正しさを測ります。

    既定は最初からある学習データの交差検証（似た行は同じ側に置きます）、--reviews は人が確かめた施策、
    --gold は正解の記録（export --format json と同じ形）です。区間は市区町村ごとに引き直した95%区間です。
"""

__all__ = ["command"]

PER_LABEL = {
    "name": "分類",
    "precision": "適合率",
    "recall": "再現率",
    "f1": "F1",
    "interval": "F1の95%区間",
    "support": "件数",
}
CURVE = {"share": "残す割合", "least": "確率の下限", "accuracy": "主分類の正解率"}


@click.command(cls=JapaneseCommand, help=HELP)
@click.option("--gold", type=click.Path(path_type=Path), metavar="DIR", help="正解の記録のフォルダー")
@click.option("--reviews", is_flag=True, help="取り込んだ確認シートの分類で測る（最初からあるモデルを）")
@click.option("--leave-one-out", is_flag=True, help="ほかの市区町村の正解も学ばせ、1市区町村ずつ測る")
@click.option(
    "--format", "form", type=JapaneseChoice(["table", "json"]), default="table", metavar="table|json", help="出力の形"
)
@workspace_option
@click.pass_obj
def command(
    terminal: Terminal, /, *, gold: Path | None, reviews: bool, leave_one_out: bool, form: str, workspace: Path
) -> int:
    """Run the command."""
    if gold is not None and reviews:
        raise UnusableError("--gold と --reviews はどちらか一方を指定してください")
    if leave_one_out and gold is None and not reviews:
        raise UnusableError("--leave-one-out は --gold か --reviews とともに使います")
    judged, of_what = _judged(gold, reviews=reviews, leave_one_out=leave_one_out, workspace=workspace)

    from models.evaluate import evaluate  # noqa: PLC0415
    from models.taxonomy import load_taxonomy  # noqa: PLC0415

    found = evaluate(judged, load_taxonomy().ids)
    if form == "json":
        click.echo(json.dumps({"measured_on": of_what, **asdict(found)}, ensure_ascii=False, indent=1))
    else:
        _say(terminal, found, of_what)
    return 0


def _judged(gold: Path | None, *, reviews: bool, leave_one_out: bool, workspace: Path) -> tuple[list[Judged], str]:
    from models.classifier import load_classifier  # noqa: PLC0415 - NumPy, once the call is sound
    from models.taxonomy import load_taxonomy  # noqa: PLC0415
    from pipeline.measure_labels import judge, judge_held_out, judge_leaving_out, read_gold  # noqa: PLC0415

    if gold is None and not reviews:
        return judge_held_out(), "学習データの交差検証"
    if gold is not None:
        decided, of_what = read_gold(gold, load_taxonomy().ids), f"{gold} の正解"
    else:
        from corpus.store import open_store  # noqa: PLC0415
        from pipeline.learn import decided_labels  # noqa: PLC0415

        with open_store(workspace, create=False) as store:
            decided, of_what = decided_labels(store), "人が確かめた施策"
        if not decided:
            raise UnusableError("人が分類を確かめた施策がありません。keikaku review で確かめてから測ってください")
    if leave_one_out:
        return judge_leaving_out(decided), f"{of_what}（1市区町村ずつ、ほかを学習に加えて）"
    return judge(load_classifier(), decided), of_what


def _say(terminal: Terminal, found: Evaluation, of_what: str) -> None:
    click.echo(f"{of_what}: {found.count}件")
    for name, value, interval in (
        ("主分類の正解率", found.main_accuracy, found.main_interval),
        ("micro-F1", found.micro_f1, found.micro_interval),
        ("macro-F1（5件以上の分類）", found.macro_f1, found.macro_interval),
        ("較正誤差（ECE）", found.calibration_error, found.calibration_interval),
    ):
        click.echo(f"{name} {value:.3f}（{interval[0]:.3f}～{interval[1]:.3f}）")
    click.echo(f"自信なしを除くと {found.kept_share:.3f} の施策で主分類の正解率 {found.kept_accuracy:.3f}")
    per_label: list[dict[str, Any]] = [
        {
            "name": NATIONAL_NAMES.get(one.label, one.label),
            "precision": f"{one.precision:.3f}",
            "recall": f"{one.recall:.3f}",
            "f1": f"{one.f1:.3f}",
            "interval": f"{one.interval[0]:.2f}～{one.interval[1]:.2f}",
            "support": one.support,
        }
        for one in found.per_label
        if one.support
    ]
    write_rows(terminal, PER_LABEL, per_label, form="table", limit=len(per_label))
    curve = [
        {"share": f"{share:.2f}", "least": f"{least:.2f}", "accuracy": f"{accuracy:.3f}"}
        for share, least, accuracy in found.curve
    ]
    write_rows(terminal, CURVE, curve, form="table", limit=len(curve))
