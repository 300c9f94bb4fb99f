"""``keikaku review``: the sheets on which people check labels and values, out and back in."""

from __future__ import annotations

from pipeline.japanese import LazyGroup

HELP = """\
分類と読み取った値を人が確かめ、直すための Excel シートを書き出し、取り込みます。

    直したものは計画を読み直しても残り、文が変わったところだけ、もう一度確かめる対象になります。
"""

__all__ = ["command"]

COMMANDS = {
    "export": ("pipeline.commands.review_export", "確かめるシートを書き出す"),
    "import": ("pipeline.commands.review_import", "記入したシートを取り込む"),
    "agreement": ("pipeline.commands.review_agreement", "2人のシートの一致度と食い違いを調べる"),
    "list": ("pipeline.commands.review_list", "取り込んだ修正とその状態の一覧"),
}

command = LazyGroup("review", lazy=COMMANDS, help=HELP, no_args_is_help=False, subcommand_metavar="コマンド ...")
