"""The commands: `yibao`, `yibao desk`, `yibao ask`, `yibao calc`, `yibao check`; others have modules of their own.

Owns their arguments and what becomes of errors. Every command imports what it needs when it runs, so that
`ask` pays neither for the screens nor for what other commands use.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from assistant import __version__
from assistant.errors import KnowledgeError, UnknownAreaError
from assistant.settings import Settings, read_settings
from assistant.surroundings import ASKS_BACK, FAULTY, REFUSED, USAGE, Load, Surroundings, require_folder, tell_faults
from assistant.ui.arguments import WORDS, ChineseGroup, explain
from assistant.ui.options import area_option, date_option, json_option, knowledge_option, records_option
from assistant.ui.plain import printable
from assistant.ui.terminal import draws_screens, has_screen, prepare_streams, require_chinese, require_drawing_terminal

if TYPE_CHECKING:
    from assistant.calculator.scheme import FactValue
    from assistant.dialogue.call import Assistant
    from assistant.dialogue.reply import Reply

# The other kinds of a reply are answers.
STATUS = {"clarify": ASKS_BACK, "refuse": REFUSED}
# Commands in modules of their own, imported when they are run or listed.
ELSEWHERE = {
    "records": "assistant.records_commands:records",
    "stats": "assistant.report_commands:stats",
    "gaps": "assistant.report_commands:gaps",
    "web": "assistant.web_commands:web",
    "replay": "assistant.replay_commands:replay",
}

def load_installed(knowledge: Path) -> Assistant:
    """The real assistant, wired."""
    from assistant.bootstrap import load_assistant

    return load_assistant(knowledge)


@click.group(cls=ChineseGroup, elsewhere=ELSEWHERE, invoke_without_command=True)
@area_option
@date_option
@records_option
@knowledge_option
@click.version_option(__version__, "--version", message="yibao %(version)s", help="显示版本。")
@click.pass_context
def cli(
    context: click.Context, area: str | None, day: date | None, records: str | None, knowledge: Path | None
) -> None:
    """医保政策问答：每个数字都有出处。不带命令时打开对话。"""
    surroundings: Surroundings = context.obj.at(knowledge, records)
    context.obj = surroundings
    if context.invoked_subcommand is not None:
        return
    if has_screen():
        require_chinese()
    if has_screen() and draws_screens():
        from assistant.ui.chat import run_chat

        with surroundings.keeper_behind("chat") as keeper:
            context.exit(run_chat(surroundings.assistant, area, day, keeper))
    from assistant.ui.line import converse

    if has_screen():
        print("这个终端画不了整屏，就一行一行地问：打字，按回车；Ctrl+D 结束。", file=sys.stderr)
    with surroundings.keeper("line") as keeper:
        call = keeper.open_call(surroundings.assistant(), area, day)
        if sys.stdin is not None:
            converse(call, sys.stdin.buffer, sys.stdout, lambda: keeper.notice, sys.stderr)


@cli.command()
@area_option
@date_option
@click.option("--documents", type=click.Path(path_type=Path), metavar="文件夹", help="原文文件夹，看依据时显示原文。")
@click.option("--calls", type=click.Path(path_type=Path), metavar="文件夹", help="结束的来电导出到这里。")
@records_option
@click.option("--keys", type=click.Path(path_type=Path), metavar="文件", help="用这个文件里的按键（TOML）。")
@click.option("--show-keys", is_flag=True, help="列出所有动作和按键，可以存成按键文件再改。")
@knowledge_option
@click.pass_context
def desk(
    context: click.Context,
    area: str | None,
    day: date | None,
    documents: Path | None,
    calls: Path | None,
    records: str | None,
    keys: Path | None,
    show_keys: bool,
    knowledge: Path | None,
) -> None:
    """热线坐席台：边听边打字，答案、依据、多个来电都在一屏，全用键盘。"""
    if show_keys:
        from assistant.ui.desk.keys import as_toml

        print(as_toml(), end="")
        return
    if documents is not None:
        require_folder(documents)
    if not has_screen():
        raise click.UsageError("坐席台要在终端里打开；输入来自管道时请用 yibao 或 yibao ask")
    require_drawing_terminal()
    from assistant.ui.desk.app import run_desk

    surroundings: Surroundings = context.obj.at(knowledge, records)
    with surroundings.keeper_behind("desk") as keeper:
        names = surroundings.settings.desk, surroundings.settings.operator
        context.exit(run_desk(surroundings.assistant, area, day, documents, calls, keeper, names, keys))


@cli.command()
@area_option
@date_option
@json_option
@records_option
@knowledge_option
@click.argument("words", nargs=-1, type=WORDS, metavar="问题")
@click.pass_context
def ask(
    context: click.Context,
    area: str | None,
    day: date | None,
    as_json: bool,
    records: str | None,
    knowledge: Path | None,
    words: tuple[str, ...],
) -> None:
    """问一句，答一句；写明 --records 或 YIBAO_RECORDS 才记。退出状态：0 已答，3 反问，4 答不了，2 用法有误。"""
    from assistant.ui.plain import one_line

    question = one_line(" ".join(words))
    if not question:
        raise click.UsageError('没有问题；请写上要问的话，例如 yibao ask --area 江门 "居民医保一年交多少钱"')
    surroundings: Surroundings = context.obj.at(knowledge, records)
    if not surroundings.settings.records_named or surroundings.address() is None:
        # A question by itself is no call, and a database toolkit would double the time it takes.
        context.exit(show(surroundings.assistant().open_call(area, day).say(question), as_json))
    with surroundings.keeper("ask") as keeper:
        reply = keeper.open_call(surroundings.assistant(), area, day).say(question)
        status = show(reply, as_json)
        if keeper.notice:
            print(printable(keeper.notice), file=sys.stderr)
    context.exit(status)


@cli.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@date_option
@json_option
@knowledge_option
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[计算 [--条件 值]…]")
@click.pass_context
def calc(
    context: click.Context, day: date | None, as_json: bool, knowledge: Path | None, words: tuple[str, ...]
) -> None:
    """计算器：列出各地能算的；写上编号就算，缺的条件会问；编号加 --help 看它要的条件。"""
    from assistant.policy.load import load
    from assistant.ui.calculate import CalculatorDesk, Supposed, command_for, listing

    if words and words[0] == "--help":
        print(context.get_help())
        return
    known = load(context.obj.at(knowledge).folder())
    if not words:
        print("\n".join(listing(known)))
        return
    desk = CalculatorDesk(known)
    calculator = desk.get(printable(words[0]))

    def finish(facts: dict[str, FactValue], supposed: list[Supposed]) -> int:
        ask_caller = ask_on_terminal if sys.stdin is not None and sys.stdin.isatty() else None
        return show(desk.work_out(calculator, facts, day or date.today(), ask_caller, supposed), as_json)

    name = f"{context.command_path} {words[0]}"
    context.exit(command_for(desk, calculator, finish).main(list(words[1:]), prog_name=name, standalone_mode=False))


def ask_on_terminal(question: str) -> str | None:
    """Put a question on standard error; what is typed, None at the end of input."""
    from assistant.ui.plain import one_line

    print(f"{question}\n> ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return one_line(line) if line else None


def show(reply: Reply, as_json: bool) -> int:
    """Print a reply on standard output; the exit status that goes with it."""
    from assistant.ui.line import print_reply

    if as_json:
        print(reply.as_json())
    else:
        print_reply(reply, sys.stdout)
    return STATUS.get(reply.kind, 0)


@cli.command()
@click.option("--documents", type=click.Path(path_type=Path), metavar="文件夹", help="原文所在文件夹，核对每个数字。")
@click.option("--coverage", is_flag=True, help="另外列出每份资料说了多少、哪些数据没有用到。")
@knowledge_option
@click.pass_context
def check(context: click.Context, documents: Path | None, coverage: bool, knowledge: Path | None) -> None:
    """检查知识库，逐条列出问题；有问题时退出状态为 1。"""
    from assistant.policy.check import check as check_knowledge

    if documents is not None:
        require_folder(documents)
    folder = context.obj.at(knowledge).settings.knowledge
    faults = check_knowledge(folder, documents)
    for fault in faults:
        print(printable(str(fault)))
    print(f"共{len(faults)}处问题。" if faults else "没有发现问题。")
    if coverage and not faults:
        from assistant.policy.coverage import coverage_report
        from assistant.policy.load import load

        for line in coverage_report(load(folder)):
            print(printable(line))
    context.exit(FAULTY if faults else 0)


def told_where(error: Exception) -> str:
    """The error and the place in the program where it arose, in one line."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"（{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}）" if trace else ""
    return f"{error!r}{place}"


def run(arguments: list[str] | None = None, load: Load = load_installed, settings: Settings | None = None) -> int:
    """Run one command and give its exit status; what went wrong is told in Chinese on standard error."""
    surroundings = Surroundings(settings or read_settings(), load)
    try:
        status = cli.main(arguments, prog_name="yibao", standalone_mode=False, obj=surroundings)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.ClickException as err:
        print(explain(err), file=sys.stderr)
        return USAGE
    except UnknownAreaError as err:
        print(printable(f"不认识的地区“{err.name}”；可以用：{'、'.join(err.known)}"), file=sys.stderr)
        return USAGE
    except KnowledgeError as err:
        print("知识库有问题，暂时不能用：", file=sys.stderr)
        tell_faults(err.faults)
        return FAULTY
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        # What is still buffered would fail again when the interpreter closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTY


def main() -> NoReturn:
    """The console script."""
    prepare_streams()
    try:
        sys.exit(run())
    except Exception as err:
        if sys.flags.dev_mode:  # python -X dev -m assistant: the whole trace
            raise
        print(f"程序出错，请把这一行告诉维护人员：{printable(told_where(err))}", file=sys.stderr)
        sys.exit(FAULTY)
