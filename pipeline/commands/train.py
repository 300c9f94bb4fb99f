"""``keikaku train``: a classifier that learnt what people corrected."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from corpus.lock import ingest_lock
from corpus.store import open_store
from pipeline.japanese import JapaneseCommand
from pipeline.options import workspace_option
from pipeline.own_model import MODEL_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.terminal import Terminal

HELP = """\
取り込んだ分類の修正を最初からある学習データに加えて学び直し、コーパスの分類を付け直します。

    人が決めた分類は変わりません。できたモデルは作業フォルダーの model に入り、以後の取り込みと classify が使います。
"""

__all__ = ["command"]


@click.command(cls=JapaneseCommand, help=HELP)
@workspace_option
@click.pass_obj
def command(terminal: Terminal, /, *, workspace: Path) -> int:
    """Run the command."""
    with ingest_lock(workspace), open_store(workspace, create=False) as store:
        from models.artefact import write_artefact  # noqa: PLC0415 - scikit-learn takes seconds
        from models.classifier import Classifier, load_classifier  # noqa: PLC0415
        from models.taxonomy import load_taxonomy  # noqa: PLC0415
        from models.training import train  # noqa: PLC0415
        from models.training_rows import read_training_rows_text  # noqa: PLC0415
        from pipeline.annotate import classify_plan  # noqa: PLC0415
        from pipeline.learn import corrected_rows  # noqa: PLC0415

        rows = corrected_rows(store)
        start = time.perf_counter()
        artefact = train(read_training_rows_text(), load_taxonomy(), rows)
        folder = workspace / MODEL_FOLDER
        folder.mkdir(exist_ok=True)
        write_artefact(artefact, folder)
        load_classifier.cache_clear()
        classifier = Classifier(artefact)
        plans = store.relabel(lambda plan: classify_plan(classifier, plan), classifier.version)
    figures = artefact.figures
    click.echo(f"修正 {len(rows)}件を加えた {figures['rows']}件から学びました（モデル {artefact.version}）")
    click.echo(f"交差検証: 主分類の正解率 {figures['main_accuracy']:.3f}、micro-F1 {figures['micro_f1']:.3f}")
    click.echo(f"{plans}件の計画の分類を付け直しました")
    terminal.say(f"学習 {time.perf_counter() - start:.0f}秒")
    return 0
