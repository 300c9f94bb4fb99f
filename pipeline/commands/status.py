"""``keikaku status``: what the corpus holds, and what is in quarantine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from corpus.store import open_store
from pipeline.japanese import JapaneseCommand
from pipeline.options import workspace_option
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pathlib import Path

HELP = """\
コーパスにある計画と、隔離されたファイルを一覧にします。
"""

__all__ = ["command"]


@click.command(cls=JapaneseCommand, help=HELP)
@workspace_option
def command(*, workspace: Path) -> int:
    """Run the command."""
    with open_store(workspace, create=False) as store:
        editions, quarantined = store.editions(), store.quarantined()
        unopened = [file for file in store.files() if file.state == "quarantined" and file.sha256 is None]
    for edition in editions:
        header = edition.header
        start = f"{header.start_fy}年度から" if header.start_fy else "開始年度不明"
        cells = (
            header.municipality_code or "------",
            header.title or "（題名なし）",
            start,
            "、".join(part.source_name for part in edition.parts),
            *([] if edition.is_counted else ["（概要版、数えません）"]),
        )
        click.echo(one_line("  ".join(cells)))
    for entry in quarantined:
        where = f"{entry.page}ページ: " if entry.page else ""
        click.echo(one_line(f"隔離  {entry.source_name}  {entry.reason}: {where}{entry.message}"))
    for file in unopened:
        click.echo(one_line(f"隔離  {file.path}  {file.reason}: {file.message}"))
    n_plans, n_quarantined = sum(edition.is_counted for edition in editions), len(quarantined) + len(unopened)
    click.echo(f"計画 {n_plans}件、隔離 {n_quarantined}件")
    return 0
