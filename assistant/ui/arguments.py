"""Command-line arguments in Chinese: types of values, help pages, and what is said of a wrong usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from typing import Any

import click

from assistant.text.written_days import day_of
from assistant.ui.plain import decoded, printable

_HEADINGS = {"Options": "选项", "Commands": "命令"}


class Words(click.ParamType):  # type: ignore[type-arg]
    """What a caller says: decoded whatever the locale, without control characters."""

    name = "文字"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        # On POSIX an argument is bytes; under a locale that isn't theirs it arrives mangled.
        data = text.encode("utf-8", "surrogatepass") if sys.platform == "win32" else os.fsencode(text)
        return printable(decoded(data))


class Day(click.ParamType):  # type: ignore[type-arg]
    """A calendar day: 2022-12-23, also with slashes, dots, or 年月日."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        told = printable(str(value))[:30]
        day = day_of(told)
        if day is not None:
            return day
        self.fail(f"“{told}”不是有效日期；请写成 2022-12-23 这样", param, ctx)


WORDS = Words()
DAY = Day()


class ChineseFormatter(click.HelpFormatter):
    """Help pages with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")


class ChineseContext(click.Context):
    """A context whose help pages are Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help page is Chinese."""

    context_class = ChineseContext
    options_metavar = "[选项]"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]"} | kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))


class ChineseGroup(click.Group):
    """A group whose help page is Chinese, and those of its commands.

    `elsewhere` are commands whose modules are imported only when they are wanted: name → "module:attribute".
    """

    context_class = ChineseContext
    command_class = ChineseCommand

    def __init__(self, *args: Any, elsewhere: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]", "subcommand_metavar": "[命令] …"} | kwargs)
        self._elsewhere = elsewhere or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._elsewhere and cmd_name not in self.commands:
            module, _, name = self._elsewhere[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), name), cmd_name)
        return super().get_command(ctx, cmd_name)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这份说明。"
    return option


def explain(error: click.ClickException) -> str:
    """What was wrong with the usage, in Chinese, and where the usage is told."""
    told = printable(_told(error))
    context = getattr(error, "ctx", None)
    return f"{told}\n用法说明：{context.command_path if context else 'yibao'} --help"


def _told(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            near = f"；是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
            return f"没有这个选项：{error.option_name}{near}"
        case click.MissingParameter():
            return f"缺少参数：{(error.param.metavar if error.param else None) or ''}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的写法有误（后面要有一个值，或不能带值）"
        case _ if error.message.startswith("No such command"):
            return f"没有这个命令：{error.message.removeprefix('No such command').strip(' .')}"
        case click.BadParameter() | click.UsageError():
            return error.message
    return error.format_message()
