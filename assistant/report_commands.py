"""`yibao stats` and `yibao gaps`: what the records come to, for supervisors and for curators."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from assistant.records_commands import opened_store
from assistant.ui.arguments import DAY, WORDS, ChineseCommand, ChineseGroup
from assistant.ui.options import knowledge_option, records_option
from assistant.ui.plain import printable

if TYPE_CHECKING:
    from assistant.records.wanted import Wanted
    from assistant.reports.gaps import Gap
    from assistant.reports.naming import Names
    from assistant.surroundings import Surroundings

since_option = click.option("--since", "first_day", type=DAY, metavar="日期", help="从这一天起。")
until_option = click.option("--until", "last_day", type=DAY, metavar="日期", help="到这一天止。")
of_area_option = click.option("--area", type=WORDS, metavar="地区", help="只看这个地区：编号或名称。")
_WIDEST = 120


def terminal_width() -> int:
    """The cells that a report may take: those of the terminal, within reason."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def wanted_calls(
    surroundings: Surroundings, area: str | None, first_day: date | None, last_day: date | None,
    operator: str | None = None,
) -> tuple[Wanted, Names]:
    """Which calls are meant, and what their areas are called; raises a usage error for a period that ends early."""
    from assistant.records.wanted import Wanted
    from assistant.reports.naming import read_names

    if first_day and last_day and last_day < first_day:
        raise click.UsageError("--until 比 --since 早；请检查日期")
    names = read_names(surroundings.settings.knowledge)
    return Wanted(first_day, last_day, names.id_of(area) if area else None, operator), names


@click.command(cls=ChineseCommand)
@since_option
@until_option
@of_area_option
@click.option("--operator", type=WORDS, metavar="姓名", help="只看这个坐席员。")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), metavar="文件",
              help="另存为表格（可用 Excel 打开）。")
@click.option("--html", "html_file", type=click.Path(path_type=Path), metavar="文件", help="另存为带图的网页。")
@records_option
@knowledge_option
@click.pass_context
def stats(
    context: click.Context, first_day: date | None, last_day: date | None, area: str | None, operator: str | None,
    csv_file: Path | None, html_file: Path | None, records: str | None, knowledge: Path | None,
) -> None:
    """来电统计：来电、答复、用时、主题、没有答上的；按地区、坐席、日期。"""
    from assistant.reports.counting import count
    from assistant.reports.gaps import find_gaps

    surroundings: Surroundings = context.obj.at(knowledge, records)
    wanted, names = wanted_calls(surroundings, area, first_day, last_day, operator)
    with opened_store(surroundings) as store:
        found = count(store.calls(wanted), first_day, last_day)
        gaps = find_gaps(store.calls(wanted))
    if csv_file is not None:
        from assistant.reports.rows import sheets
        from assistant.reports.sheet_file import write_sheets

        with written(csv_file, bom=True) as out:
            write_sheets(sheets(found, gaps, names, with_ids=True), out)
    if html_file is not None:
        from assistant.reports.page import page

        with written(html_file) as out:
            out.write(page(found, gaps, names))
    if csv_file is None and html_file is None:
        from assistant.ui.report import report_lines

        for line in report_lines(found, gaps, names, terminal_width()):
            print(line)


@contextmanager
def written(path: Path | None, bom: bool = False) -> Iterator[TextIO]:
    """A file written for its owner alone, whole or not at all (None: standard output); a usage error says why not."""
    from assistant.reports.handing_on import opened_for_owner

    try:
        with opened_for_owner(path, bom) as out:
            yield out
    except OSError as err:
        if path is None:
            raise
        raise click.UsageError(f"写不了 {printable(str(path))}（{err.strerror}）") from err
    if path is not None:
        print(printable(f"已写入 {path}"), file=sys.stderr)


@click.group(cls=ChineseGroup, invoke_without_command=True)
@since_option
@until_option
@of_area_option
@click.option("--most", type=click.IntRange(1), default=20, metavar="个数", help="最多列几个（20）。")
@records_option
@knowledge_option
@click.pass_context
def gaps(
    context: click.Context, first_day: date | None, last_day: date | None, area: str | None, most: int,
    records: str | None, knowledge: Path | None,
) -> None:
    """没有答上的问题：相近的并在一起，问得多的在前；看详情、采纳进知识库。"""
    surroundings: Surroundings = context.obj.at(knowledge, records)
    context.obj = surroundings
    context.meta["gaps"] = (area, first_day, last_day)
    if context.invoked_subcommand is not None:
        return
    from assistant.ui.report import gap_lines

    found, names = _found(context)
    if not found:
        print("没有没答上的问题。")
        return
    for line in gap_lines(found[:most], names, width=terminal_width()):
        print(line.rstrip())
    print(f"共{len(found)}组，{sum(gap.count for gap in found)}次。看一组：yibao gaps show 序号")


@gaps.command("show")
@records_option
@knowledge_option
@click.argument("which", type=WORDS, metavar="序号")
@click.pass_context
def show_gap(context: click.Context, which: str, records: str | None, knowledge: Path | None) -> None:
    """看一组问题：各种说法、哪些来电、可以怎么补。序号也可以写方括号里的编号。"""
    from assistant.ui.report import gap_page

    context.obj = context.obj.at(knowledge, records)
    found, names = _found(context)
    gap = _picked(found, which)
    for line in gap_page(gap, names, _proposals(gap, names), terminal_width()):
        print(line.rstrip())


@gaps.command("accept")
@click.argument("which", type=WORDS, metavar="序号")
@click.option("--entry", type=WORDS, metavar="条目", help="把这个问法加进这个条目，如 jiangmen.account.working。")
@click.option("--draft", is_flag=True, help="另立一个待补的条目。")
@click.option("--in", "area", type=WORDS, metavar="地区", help="待补条目放进哪个地区（地区未定的问题要写）。")
@click.option("--yes", is_flag=True, help="不再问，直接改。")
@records_option
@knowledge_option
@click.pass_context
def accept_gap(
    context: click.Context, which: str, entry: str | None, draft: bool, area: str | None, yes: bool,
    records: str | None, knowledge: Path | None,
) -> None:
    """采纳一组问题：加进已有条目，或立一个待补的条目；只改知识库的一个文件，先问再改。"""
    from assistant.policy.editing import EditError, add_draft, add_question

    if draft == bool(entry):
        raise click.UsageError("请写 --entry 条目 或 --draft，二者选一")
    context.obj = context.obj.at(knowledge, records)
    folder = _folder_to_edit(context.obj)
    found, names = _found(context)
    gap = _picked(found, which)
    question = " ".join(printable(gap.question).split())
    home = names.id_of(area) if area else gap.area
    if draft and not home:
        raise click.UsageError("这个问题的地区未定；请加 --in 地区")
    if entry and gap.area and not names.holds_in(entry, gap.area):
        raise click.UsageError(f"{printable(entry)}不是{names.area(gap.area)}的条目，问这件事的是那里的人")
    doing = f"立一个待补的条目 {home}.draft.{gap.id}" if draft else f"加进条目 {entry} 的问法"
    print(printable(f"问题：{question}\n要做：{doing}\n知识库：{folder}"), file=sys.stderr)
    if not yes and not agreed("改吗"):
        print("没有改动。", file=sys.stderr)
        context.exit(1)
    try:
        if draft:
            changed = add_draft(folder, home, f"draft.{gap.id}", question, gap.topic or "other")
        else:
            changed = add_question(folder, entry or "", question)
    except EditError as err:
        raise click.ClickException(err.reason) from err
    print(printable(f"已改 {changed}；请看一遍，再运行 yibao check"))


def agreed(question: str) -> bool:
    """Whether the person at the terminal says yes; without a terminal there is nobody to ask."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError("这一步要人确认；请在终端里运行，或加 --yes")
    print(f"{question}？输入 是 或 y 确认：", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是", "好")


def _found(context: click.Context) -> tuple[list[Gap], Names]:
    from assistant.reports.gaps import find_gaps

    area, first_day, last_day = context.meta["gaps"]
    wanted, names = wanted_calls(context.obj, area, first_day, last_day)
    with opened_store(context.obj) as store:
        return find_gaps(store.calls(wanted)), names


def _picked(found: list[Gap], which: str) -> Gap:
    """The gap with that number in the list, or that id; raises a usage error."""
    by_id = [gap for gap in found if gap.id == which.strip("[]")]
    if len(by_id) == 1:
        return by_id[0]
    if which.isdecimal() and 1 <= int(which) <= len(found):
        return found[int(which) - 1]
    raise click.UsageError(f"没有第“{printable(which)}”组；一共{len(found)}组，用 yibao gaps 看")


def _proposals(gap: Gap, names: Names) -> list[str]:
    near = gap.near
    lines = ["可以："]
    if near is not None and ".uncovered." not in near.id and (not gap.area or names.holds_in(near.id, gap.area)):
        lines.append(f"  意思相同，加进最近的条目“{near.question}”：yibao gaps accept {gap.id} --entry {near.id}")
    lines.append(f"  是另一件事，立待补的条目：yibao gaps accept {gap.id} --draft{'' if gap.area else ' --in 地区'}")
    return lines


def _folder_to_edit(surroundings: Surroundings) -> Path:
    """The knowledge folder, where it may be written: never the copy inside an installed package."""
    folder = surroundings.folder()
    if folder.resolve().name == "_knowledge":
        raise click.UsageError("不改随程序安装的知识库；请用 --knowledge 指明你们自己的知识库文件夹")
    return folder
