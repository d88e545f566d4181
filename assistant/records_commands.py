"""`yibao records`: what was recorded, listed, shown, saved as a transcript."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.ui.arguments import DAY, WORDS, ChineseGroup
from assistant.ui.options import json_option, records_option
from assistant.ui.plain import printable, reply_lines

if TYPE_CHECKING:
    from assistant.records.model import Call, Turn
    from assistant.records.store import Store
    from assistant.surroundings import Surroundings

PLACES = {"chat": "对话", "line": "逐行", "desk": "坐席", "ask": "单问"}
MARKS = {"rejected": "答非所问", "unanswered": "资料里没有"}
LONGEST_WORDS = 30


@contextmanager
def opened_store(surroundings: Surroundings) -> Iterator[Store]:
    """The store of the settings, to read from; a usage error says why there is none."""
    from assistant.records.errors import StoreError
    from assistant.records.opening import store_to_read

    address = surroundings.address()
    if address is None:
        raise click.UsageError("没有设记录库；请写 --records 文件或地址")
    try:
        with store_to_read(address, surroundings.settings.data) as store:
            yield store
    except StoreError as err:
        raise click.ClickException(f"{err.reason}（{printable(address.shown)}）") from err


def call_of(store: Store, id: str) -> Call:
    """The call with this id, or whose id alone begins so; a usage error says what else there is."""
    found = store.ids(id)
    call = store.call(id) or (store.call(found[0]) if len(found) == 1 and id else None)
    if call is not None:
        return call
    if len(found) > 1:
        raise click.UsageError(f"不止一个来电的编号以“{printable(id)}”开头：{'、'.join(found)}")
    raise click.UsageError(f"没有编号为“{printable(id)}”的来电；用 yibao records list 看有哪些")


# In a module of its own, imported when one of them is run or listed.
HANDING_ON = {name: f"assistant.handing_on_commands:{name}" for name in ("export", "prune", "erase")}


@click.group(cls=ChineseGroup, elsewhere=HANDING_ON)
def records() -> None:
    """记录：列出、查看来电，存成可以重放的对话。"""


@records.command("list")
@click.option("--from", "first_day", type=DAY, metavar="日期", help="从这一天起。")
@click.option("--to", "last_day", type=DAY, metavar="日期", help="到这一天止。")
@click.option("--area", type=WORDS, metavar="地区", help="参保地编号，如 jiangmen。")
@click.option("--operator", type=WORDS, metavar="姓名", help="坐席员。")
@click.option("--disposition", type=WORDS, metavar="结果", help="处理结果，如 已答复、转办。")
@click.option("--open", "open_only", is_flag=True, help="只列没有结束的。")
@json_option
@records_option
@click.pass_context
def list_calls(
    context: click.Context, first_day: date | None, last_day: date | None, area: str | None, operator: str | None,
    disposition: str | None, open_only: bool, as_json: bool, records: str | None,
) -> None:
    """列出来电，一行一个，先来的在前。"""
    from assistant.records.model import as_data
    from assistant.records.wanted import Wanted

    wanted = Wanted(first_day, last_day, area, operator, None, disposition, None, open_only)
    count = 0
    with opened_store(context.obj.at(None, records)) as store:
        for call in store.calls(wanted):
            count += 1
            print(json.dumps(as_data(call), ensure_ascii=False) if as_json else printable(line_of(call)))
    if not as_json:
        print(f"共{count}个来电。")


@records.command("show")
@json_option
@records_option
@click.argument("id", type=WORDS, metavar="编号")
@click.pass_context
def show_call(context: click.Context, as_json: bool, records: str | None, id: str) -> None:
    """查看一个来电的全部；编号可以只写开头。"""
    from assistant.records.model import as_data

    with opened_store(context.obj.at(None, records)) as store:
        call = call_of(store, id)
    if as_json:
        turns = [as_data(turn) for turn in call.turns]
        print(json.dumps({**as_data(call), "turns": turns}, ensure_ascii=False, indent=1))
        return
    print(printable(line_of(call)))
    for note in call.notes:
        print(printable(f"备注：{note}"))
    for turn in call.turns:
        print("\n".join(map(printable, lines_of(turn))))


@records.command("save")
@records_option
@click.argument("id", type=WORDS, metavar="编号")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件.yaml")
@click.pass_context
def save_call(context: click.Context, records: str | None, id: str, file: Path) -> None:
    """把一个来电存成可以重放的对话（.yaml），预期照当时的答复写。"""
    from assistant.records.files import for_owner
    from assistant.replay.record import transcript_of

    if file.suffix not in (".yaml", ".yml"):
        raise click.UsageError("文件名要以 .yaml 结尾")
    with opened_store(context.obj.at(None, records)) as store:
        call = call_of(store, id)
    if not call.turns:
        raise click.UsageError("这个来电没有提问，没有可以重放的")
    try:
        with open(file, "x", encoding="utf-8", opener=for_owner) as out:
            out.write(transcript_of(call))
    except FileExistsError as err:
        raise click.UsageError(f"已经有这个文件了，没有改动它：{printable(str(file))}") from err
    except OSError as err:
        raise click.UsageError(f"写不了 {printable(str(file))}（{err.strerror}）") from err
    print(printable(f"已存为 {file}；用 yibao replay {file} 重放。"), file=sys.stderr)


def line_of(call: Call) -> str:
    """A call in one line."""
    ended = call.disposition or ("已结束" if call.closed_at else "未结束")
    words = call.turns[0].words if call.turns else "没有提问"
    first = words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}……"
    parts = [call.id, f"{call.opened_at:%Y-%m-%d %H:%M}", PLACES[call.place], call.operator, call.area or "地区未定",
             ended, f"{len(call.turns)}句", first]
    return "　".join(part for part in parts if part)


def lines_of(turn: Turn) -> Iterator[str]:
    """A turn as it was: what was said, what was told."""
    from assistant.dialogue.reply import reply_of

    marked = f"【{MARKS[turn.mark]}】" if turn.mark else ""
    yield f"{turn.number}. {turn.at:%H:%M:%S} 问{marked}：{turn.words}"
    for told in reply_lines(reply_of(turn.reply)):
        yield from (f"   {line}" for line in told.split("\n"))
