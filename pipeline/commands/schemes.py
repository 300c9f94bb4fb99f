"""``keikaku schemes``: the classification schemes, their versions and how they map onto each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.tabular import output_options, write_rows
from pipeline.errors import UnusableError
from pipeline.japanese import JapaneseChoice, JapaneseCommand

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.terminal import Terminal

HELP = """\
分類の体系と、体系どうし・版どうしの対応を示します。

    体系は national-dx（自治体DX推進計画。既定）、kanmin-data（官民データ活用推進基本法）、
    miyagi-dx（みやぎDX推進ポリシー）です。
"""

__all__ = ["command"]

CATEGORIES = {"id": "番号", "name": "名称", "group": "区分", "mark": "名称の確かさ", "definition": "定義"}
VERSION = {"id": "番号", "name": "その版での名称", "group": "区分", "place": "順", "mark": "確かさ"}
VERSIONS = {"version": "版", "date": "日付", "mark": "確かさ", "note": "備考"}
CROSSWALK = {"id": "番号", "name": "名称", "to": "国の分類", "mark": "確かさ"}


@click.command(cls=JapaneseCommand, help=HELP)
@click.argument("scheme", required=False, default="national-dx", metavar="[体系]")
@click.option("--version", "version", metavar="版", help="国の計画のこの版（1.0、2.0、2023-11、2.3、3.0、4.0）での名称")
@click.option(
    "--list",
    "which",
    type=JapaneseChoice(["categories", "versions", "crosswalk"]),
    default="categories",
    metavar="種類",
    help="何を並べるか。categories 区分（既定）、versions 版、crosswalk 国の分類への対応",
)
@output_options(default_limit=50)
@click.pass_obj
def command(
    terminal: Terminal, /, *, scheme: str, version: str | None, which: str, form: str, limit: int, out: Path | None
) -> int:
    """Run the command."""
    from models.errors import TaxonomyError  # noqa: PLC0415 - with what it loads

    try:
        headings, rows = _rows(scheme, version, which)
    except TaxonomyError as error:
        asked = " ".join(filter(None, (scheme, version)))
        raise UnusableError(
            f"{asked}: その体系・版・対応はありません。体系は national-dx、kanmin-data、miyagi-dx、"
            "版は keikaku schemes --list versions で確かめてください"
        ) from error
    write_rows(terminal, headings, rows, form=form, limit=limit, out=out)
    return 0


def _rows(scheme: str, version: str | None, which: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
    from models.crosswalk import correspondences, version_items, version_notes  # noqa: PLC0415
    from models.taxonomy import load_taxonomy  # noqa: PLC0415

    taxonomy = load_taxonomy(scheme)
    marks = taxonomy.marks
    if version is not None:
        return VERSION, [
            {
                "id": one.instead_of,
                "name": one.name_ja,
                "group": one.group_ja,
                "place": one.place,
                "mark": marks[one.mark],
            }
            for one in version_items(version, scheme)
        ]
    if which == "versions":
        return VERSIONS, [
            {"version": one.version, "date": one.date, "mark": marks[one.mark], "note": one.note}
            for one in version_notes(scheme)
        ]
    if which == "crosswalk":
        return CROSSWALK, [
            {"id": one.id, "name": one.name_ja, "to": " ".join(one.to), "mark": marks[one.mark]}
            for one in correspondences(scheme)
        ]
    return CATEGORIES, [
        {
            "id": one.id,
            "name": one.name_ja,
            "group": one.group_ja,
            "mark": marks[one.marks["name"]],
            "definition": one.definition_ja,
        }
        for one in taxonomy.categories
    ]
