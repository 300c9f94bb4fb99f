"""``keikaku review agreement``: how far two reviewers agree, and what they have to settle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.tabular import output_options, write_rows
from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseCommand

if TYPE_CHECKING:
    from outputs.review_sheet import ReviewSheet
    from pipeline.terminal import Terminal

HELP = """\
2人が別々に記入した確認シートを比べ、分類ごとの一致度（コーエンのカッパ係数）と、食い違った施策を示します。

    両方に判定か正しい分類が記入された行だけを比べます。--settle で食い違いの一覧を CSV に書きます。
"""

__all__ = ["command"]

HEADINGS = {
    "name": "分類",
    "first": "1人目",
    "second": "2人目",
    "both": "両方",
    "kappa": "カッパ",
}
SETTLE = {
    "municipality": "市区町村",
    "title": "施策名",
    "page": "頁",
    "first": "1人目の分類",
    "second": "2人目の分類",
    "measure_id": "施策ID",
}


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("first", type=click.Path(path_type=Path), metavar="1人目.xlsx")
@click.argument("second", type=click.Path(path_type=Path), metavar="2人目.xlsx")
@click.option("--settle", type=click.Path(path_type=Path), metavar="FILE.csv", help="食い違った施策の一覧を書く")
@output_options(default_limit=50)
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    *,
    first: Path,
    second: Path,
    settle: Path | None,
    form: str,
    limit: int,
    out: Path | None,
) -> int:
    """Run the command."""
    from outputs.review_reader import read_review_sheet  # noqa: PLC0415

    one, two = _judgements(read_review_sheet(first)), _judgements(read_review_sheet(second))
    shared = [id_ for id_ in one if id_ in two]
    if not shared:
        raise UnusableError("両方のシートに記入のある施策がありません。同じ書き出しから作ったシートを指定してください")
    pairs = [(one[id_], two[id_]) for id_ in shared]
    write_rows(
        terminal, HEADINGS, _kappas([(a["labels"], b["labels"]) for a, b in pairs]), form=form, limit=limit, out=out
    )
    apart = [
        {
            "municipality": a["municipality"],
            "title": a["title"],
            "page": a["page"],
            "first": "、".join(a["labels"]),
            "second": "、".join(b["labels"]),
            "measure_id": a["measure_id"],
        }
        for a, b in pairs
        if a["labels"] != b["labels"]
    ]
    same_main = sum(a["labels"][:1] == b["labels"][:1] for a, b in pairs)
    terminal.say(f"比べた施策 {len(shared)}件、主分類の一致 {same_main / len(shared):.3f}、話し合う施策 {len(apart)}件")
    if settle is not None:
        write_rows(terminal, SETTLE, apart, form="csv", limit=limit, out=settle)
    elif apart and form == "table" and out is None:
        write_rows(terminal, SETTLE, apart, form=form, limit=limit)
    return 0


def _judgements(sheet: ReviewSheet) -> dict[str, dict[str, Any]]:
    """What a reviewer says of each measure's labels, by measure id; no measure is a judgement too."""
    from outputs.review_sheet import CHECKED, LABEL_KEYS, NO_MEASURE, RIGHT  # noqa: PLC0415

    found: dict[str, dict[str, Any]] = {}
    for line in sheet.lines:
        cells = line.cells
        if line.sheet != CHECKED:
            continue
        labels = [cells[key] for key in LABEL_KEYS if cells[key]]
        if cells["verdict"] == RIGHT:
            labels = cells["labels"].splitlines()
        elif cells["verdict"] == NO_MEASURE:
            labels = [NO_MEASURE]
        if labels:
            found[cells["measure_id"]] = {**cells, "labels": labels}
    return found


def _kappas(pairs: list[tuple[list[str], list[str]]]) -> list[dict[str, Any]]:
    from models.evaluate import cohens_kappa  # noqa: PLC0415

    names = sorted({name for pair in pairs for labels in pair for name in labels})
    rows = []
    for name in names:
        one, two = [name in a for a, _ in pairs], [name in b for _, b in pairs]
        kappa = cohens_kappa(one, two)
        both = sum(a and b for a, b in zip(one, two, strict=True))
        rows.append(
            {
                "name": name,
                "first": sum(one),
                "second": sum(two),
                "both": both,
                "kappa": "" if kappa is None else f"{kappa:.3f}",
            }
        )
    return rows
