"""`yibao records export`, `prune`, `erase`: calls handed on, and calls erased for good."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.records_commands import call_of, opened_store
from assistant.report_commands import agreed, of_area_option, since_option, until_option, wanted_calls, written
from assistant.ui.arguments import WORDS, ChineseCommand
from assistant.ui.options import knowledge_option, records_option
from assistant.ui.plain import printable

if TYPE_CHECKING:
    from assistant.surroundings import Surroundings

_AGE = re.compile(r"(\d{1,5})\s*(?:d|days?|天|日)?", re.IGNORECASE)


class Age(click.ParamType):  # type: ignore[type-arg]
    """A number of days: 365d, 365天 or 365."""

    name = "天数"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = _AGE.fullmatch(str(value).strip())
        if isinstance(value, timedelta):
            return value
        if found and int(found[1]) > 0:
            return timedelta(days=int(found[1]))
        self.fail(f"“{printable(str(value))[:30]}”不是天数；请写成 365d 这样", param, ctx)


@click.command(cls=ChineseCommand)
@since_option
@until_option
@of_area_option
@click.option("--id", "id_", type=WORDS, metavar="编号", help="只导出这一个来电。")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "text"]), default="jsonl",
              metavar="jsonl|csv|text",
              help="格式：jsonl 一行一个来电（默认），csv 一行一句，text 供人阅读。")
@click.option("--bom", is_flag=True, help="文件开头加 BOM，Excel 打开不乱码。")
@records_option
@knowledge_option
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="文件或 -")
@click.pass_context
def export(
    context: click.Context, first_day: date | None, last_day: date | None, area: str | None, id_: str | None,
    form: str, bom: bool, records: str | None, knowledge: Path | None, file: Path,
) -> None:
    """导出来电，供工单系统等使用；- 表示写到标准输出。"""
    from assistant.reports.handing_on import FORMATS

    surroundings: Surroundings = context.obj.at(knowledge, records)
    wanted, names = wanted_calls(surroundings, area, first_day, last_day)
    with opened_store(surroundings) as store:
        calls = [call_of(store, id_)] if id_ else store.calls(wanted)
        with written(None if str(file) == "-" else file, bom) as out:
            count = FORMATS[form](calls, names, out)
    print(f"导出{count}个来电。", file=sys.stderr)


@click.command(cls=ChineseCommand)
@click.option("--older-than", "age", type=Age(), required=True, metavar="天数", help="多少天以前的，如 365d。")
@click.option("--yes", is_flag=True, help="不再问，直接删。")
@records_option
@click.pass_context
def prune(context: click.Context, age: timedelta, yes: bool, records: str | None) -> None:
    """删去早于这么多天的来电；先说有多少，再问。删了不能恢复。"""
    from assistant.records.wanted import Wanted

    try:
        before = date.today() - age
    except OverflowError:
        before = date.min
    context.obj = context.obj.at(None, records)
    with opened_store(context.obj) as store:
        count = store.count(Wanted(last_day=before - timedelta(days=1))) if before > date.min else 0
        if not count:
            print(f"没有早于{before:%Y-%m-%d}的来电。")
            return
        print(f"早于{before:%Y-%m-%d}的来电有{count}个，删了不能恢复。", file=sys.stderr)
        if not yes and not agreed("删吗"):
            print("没有删。", file=sys.stderr)
            context.exit(1)
        print(f"删了{store.prune(before)}个来电。")
    _tell_of_what_is_left(context)


@click.command(cls=ChineseCommand)
@click.option("--yes", is_flag=True, help="不再问，直接删。")
@records_option
@click.argument("id", type=WORDS, metavar="编号")
@click.pass_context
def erase(context: click.Context, yes: bool, records: str | None, id: str) -> None:
    """删去一个来电，不能恢复，也不会再写进来；先看一眼用 yibao records show。"""
    context.obj = context.obj.at(None, records)
    with opened_store(context.obj) as store:
        call = call_of(store, id)
        about = f"{call.id}　{call.opened_at:%Y-%m-%d %H:%M}　{len(call.turns)}句"
        print(printable(f"要删的来电：{about}"), file=sys.stderr)
        if not yes and not agreed("删吗"):
            print("没有删。", file=sys.stderr)
            context.exit(1)
        store.erase(call.id)
    print(printable(f"删了 {call.id}。"))
    _tell_of_what_is_left(context)


def _tell_of_what_is_left(context: click.Context) -> None:
    """Name the files in which erased calls may still stand: no command changes them."""
    from assistant.records.opening import set_aside

    surroundings: Surroundings = context.obj
    address = surroundings.address()
    for path in set_aside(address, surroundings.settings.data) if address else ():
        print(printable(f"另存的文件里可能还有，请人工处理：{path}"), file=sys.stderr)
