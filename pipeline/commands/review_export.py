"""``keikaku review export``: the queue of measures to check, as an Excel sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.schemes import NATIONAL_NAMES
from corpus.store import open_store
from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseCommand, PositiveNumber
from pipeline.options import workspace_option
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.records import Measure
    from pipeline.review_queue import Explain

HELP = """\
人が確かめる施策を Excel シートに書き出します。

    既定では、分類に自信のないものと、直した後に文が変わったものだけを、確かめるべき順に並べます。
"""

__all__ = ["command"]


@click.command(cls=JapaneseCommand, help=HELP)
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE.xlsx", help="書き出すファイル")
@click.option("--all", "everything", is_flag=True, help="自信のあるものも含めてすべての施策")
@click.option("--municipality", metavar="NAME", help="この市区町村の計画だけ（名称か団体コード）")
@click.option("--limit", type=PositiveNumber(), default=None, metavar="N", help="先頭の N 件だけ")
@workspace_option
def command(*, out: Path, everything: bool, municipality: str | None, limit: int | None, workspace: Path) -> int:
    """Run the command."""
    if out.suffix.lower() != ".xlsx":
        raise UnusableError(f"{out}: --out は .xlsx で終わる名前にしてください")
    if not out.parent.is_dir():
        raise UnusableError(f"{out}: 書き出し先のフォルダーがありません")
    with open_store(workspace, create=False) as store:
        from models.taxonomy import load_taxonomy  # noqa: PLC0415 - once the corpus is known to be there
        from outputs.review_writer import write_review_sheet  # noqa: PLC0415
        from pipeline.review_queue import queue_rows, review_plans  # noqa: PLC0415

        pairs = [
            (stored, read)
            for stored, read in zip(store.stored_plans(), store.unreviewed_plans(), strict=True)
            if municipality in {None, stored.plan.document.municipality, stored.plan.document.municipality_code}
        ]
        if municipality is not None and not pairs:
            raise UnusableError(f"{municipality}: この市区町村の計画はありません")
        reopened = {
            one.measure_id: f"{one.reviewer}（{one.decided_on}）の修正の後に読み取りが変わりました"
            for one in store.corrections()
            if one.state == "reopened"
        }
        rows = queue_rows(pairs, _explain(workspace), reopened, everything=everything)[:limit]
        write_review_sheet(
            out, rows, names=NATIONAL_NAMES, plans=review_plans(store), scheme_version=load_taxonomy().version
        )
    again = sum(bool(row["note"]) for row in rows)
    click.echo(one_line(f"{out}: {len(rows)}件を書き出しました（うち再確認 {again}件）"))
    return 0


def _explain(workspace: Path) -> Explain:
    from models.evidence import find_evidence  # noqa: PLC0415
    from models.features import measure_to_text  # noqa: PLC0415
    from models.tokeniser import load_tokeniser  # noqa: PLC0415
    from pipeline.own_model import open_classifier  # noqa: PLC0415

    classifier, tokeniser = open_classifier(workspace), load_tokeniser()

    def explain(measure: Measure, label: str) -> tuple[Sequence[str], Sequence[str]]:
        found = find_evidence(classifier, tokeniser, measure_to_text(measure), label)
        return [word for word, _ in found.words_for], [word for word, _ in found.words_against]

    return explain
