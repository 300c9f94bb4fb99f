"""Click in Japanese: help headings, usage errors and the value types whose errors it words itself."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["JapaneseChoice", "JapaneseCommand", "LazyGroup", "PositiveNumber", "usage_error_to_line"]


class JapaneseChoice(click.Choice[str]):
    """One of a few words."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Name the words, and the one that was given."""
        del ctx
        return f"{'、'.join(map(str, self.choices))} のどれかを指定してください（「{value}」とあります）"


class PositiveNumber(click.ParamType[int]):
    """A whole number from 1 upwards."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a usage error that says what was given."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and int(text) > 0):
            self.fail(f"1以上の整数を指定してください（「{text}」とあります）", param, ctx)
        return int(text)


class JapaneseCommand(click.Command):
    """A command whose help has Japanese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        _write_options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, in Japanese."""
        return _in_japanese(super().get_help_option(ctx))


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is called.

    ``lazy`` gives for each command the module that holds it (as ``command``) and its one line of help.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table, which is the order of use."""
        del ctx
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        del ctx
        if cmd_name not in self._lazy:
            return None
        command = importlib.import_module(self._lazy[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{self._lazy[cmd_name][0]}.command: expected a click command, found {command!r}")
        return command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands from the table, without importing any."""
        _write_options(self, ctx, formatter)
        with formatter.section("コマンド"):
            formatter.write_dl([(name, line) for name, (_, line) in self._lazy.items()])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, in Japanese."""
        return _in_japanese(super().get_help_option(ctx))


def usage_error_to_line(error: click.ClickException) -> str:
    """One Japanese line for what click found wrong with a call."""
    line = _say(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{line}（使い方: {context.command_path} --help）" if context else line


def _say(error: click.ClickException) -> str:
    message = error.format_message()
    match error:
        case click.NoSuchOption(option_name=name, possibilities=near):
            line = f"{name} というオプションはありません{_near(near)}"
        case click.exceptions.NoSuchCommand(command_name=name, possibilities=near):
            line = f"{name} というコマンドはありません{_near(near)}"
        case click.MissingParameter(param=param) if param is not None:
            line = f"{_name(param, error.ctx)} を指定してください"
        case click.BadParameter(param=param, message=said) if param is not None:
            line = f"{_name(param, error.ctx)}: {said}"
        case click.BadOptionUsage(option_name=name):
            line = f"{name} に値は付けられません" if "does not take" in message else f"{name} には値が必要です"
        case _ if message.startswith("Missing command"):
            line = "コマンドを指定してください"
        case _ if message.startswith("Got unexpected extra argument"):
            line = f"余分な引数があります: {message.partition('(')[2].rpartition(')')[0]}"
        case _:
            line = message
    return line


def _near(possibilities: Sequence[str] | None) -> str:
    return f"（もしかして {'、'.join(sorted(possibilities))}）" if possibilities else ""


def _name(param: click.Parameter, context: click.Context | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.make_metavar(context) if context else (param.name or "")


def _write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix="使い方: ")


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    # The arguments stand in the line of usage; since 8.5 click would list them here once more.
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
    if records:
        with formatter.section("オプション"):
            formatter.write_dl(records)


def _in_japanese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "この説明を表示して終わります。"
    return option
