"""The commands: `yibao`, `yibao desk`, `yibao web`, `yibao ask`, `yibao calc`, `yibao replay`, `yibao check`.

Owns arguments, exit statuses and streams. Every command imports what it needs when it runs, so that
`ask` pays neither for the screens nor for what other commands use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from assistant import __version__
from assistant.errors import Fault, KnowledgeError, UnknownAreaError
from assistant.settings import Settings, read_settings
from assistant.ui.arguments import WORDS, ChineseGroup, explain
from assistant.ui.options import area_option, date_option, json_option, knowledge_option, records_option
from assistant.ui.plain import printable

if TYPE_CHECKING:
    from assistant.calculator.scheme import FactValue
    from assistant.dialogue.call import Assistant
    from assistant.dialogue.reply import Reply
    from assistant.records.address import Address
    from assistant.records.keeper import Keeper

FAULTY, USAGE, ASKS_BACK, REFUSED = 1, 2, 3, 4
# The other kinds of a reply are answers.
STATUS = {"clarify": ASKS_BACK, "refuse": REFUSED}
# Commands in modules of their own, imported when they are run or listed.
ELSEWHERE = {
    "records": "assistant.records_commands:records",
    "stats": "assistant.report_commands:stats",
    "gaps": "assistant.report_commands:gaps",
}

Load = Callable[[Path], "Assistant"]


@dataclass(frozen=True)
class Surroundings:
    """What a command is run with: the settings and what opens a knowledge folder."""

    settings: Settings
    load: Load

    def at(self, knowledge: Path | None, records: str | None = None) -> Surroundings:
        """The same with another knowledge folder or another place for records, if one is named."""
        settings = self.settings
        if knowledge is not None:
            settings = replace(settings, knowledge=knowledge)
        if records is not None:
            settings = replace(settings, records=records, records_named=True)
        return replace(self, settings=settings)

    def folder(self) -> Path:
        """The knowledge folder; raises `KnowledgeError` where there is none."""
        folder = self.settings.knowledge
        if not folder.is_dir():
            raise KnowledgeError([Fault(folder, 1, "没有这个知识库文件夹", "请检查 --knowledge 或 YIBAO_KNOWLEDGE")])
        return folder

    def assistant(self) -> Assistant:
        """The assistant on the knowledge of the settings; raises `KnowledgeError`."""
        return self.load(self.folder())

    def address(self) -> Address | None:
        """Where records are kept, None for nowhere; raises a usage error for what is no such place."""
        from assistant.records.address import address_of

        try:
            return address_of(self.settings.records)
        except ValueError as err:
            raise click.UsageError(str(err)) from err

    @contextmanager
    def keeper(self, place: str) -> Iterator[Keeper]:
        """What opens calls of that kind and records them, or just opens them where nothing is to be kept."""
        from assistant.records.keeper import Keeper
        from assistant.records.model import Place
        from assistant.records.opening import recorder_at

        address = self.address()
        keeper = Keeper(recorder_at(address, self.settings.data) if address else None, Place(place))
        try:
            yield keeper
        finally:
            keeper.close()

    @contextmanager
    def keeper_behind(self, place: str) -> Iterator[Callable[[], Keeper]]:
        """The same, made when it is first asked for: behind the first screen, that need not wait for it."""
        self.address()
        with ExitStack() as opened:
            yield cache(lambda: opened.enter_context(self.keeper(place)))


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


def require_drawing_terminal() -> None:
    """Raise a usage error where the terminal can't draw a screen of Chinese, with what to set."""
    if not draws_screens():
        raise click.UsageError("这个终端画不了整屏（TERM 没有设好）；请换一个终端，或先设置 export TERM=xterm-256color")
    require_chinese()


def draws_screens() -> bool:
    """Whether a terminal places what is written on it, or a browser draws (`yibao web`)."""
    named = os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
    return os.name != "posix" or named or bool(os.environ.get("TEXTUAL_DRIVER"))


def require_chinese() -> None:
    """Raise a usage error where the terminal can't show Chinese, with what to set."""
    import locale

    if os.name != "posix" or os.environ.get("TEXTUAL_DRIVER"):
        return
    if locale.getencoding().lower().replace("-", "") != "utf8":
        raise click.UsageError("这个终端没有设成 UTF-8，显示不了汉字；请先设置 export LC_ALL=C.UTF-8 再打开")


def has_screen() -> bool:
    """Whether a screen can be drawn: on a terminal, or in a browser, for which `yibao web` names Textual's driver."""
    on_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    return on_terminal or bool(os.environ.get("TEXTUAL_DRIVER"))


@cli.command()
@click.option("--desk", "with_desk", is_flag=True, help="打开坐席台，不写就是群众的对话。")
@click.option("--host", default="127.0.0.1", metavar="地址", help="在哪个地址打开；不写就只有这台电脑能用。")
@click.option("--port", default=8000, type=click.IntRange(1, 65535), metavar="端口", help="端口，不写是 8000。")
@click.option("--public", is_flag=True, help="确认让别的电脑也能打开（没有登录，谁都能用）。")
@click.option("--idle", default=0, type=click.IntRange(0, 1440), metavar="分钟", help="多少分钟没人用就重新开始。")
@area_option
@date_option
@click.option("--documents", type=click.Path(path_type=Path), metavar="文件夹", help="坐席台的原文文件夹。")
@click.option("--calls", type=click.Path(path_type=Path), metavar="文件夹", help="坐席台结束的来电导出到这里。")
@records_option
@knowledge_option
@click.pass_context
def web(
    context: click.Context,
    with_desk: bool,
    host: str,
    port: int,
    public: bool,
    idle: int,
    area: str | None,
    day: date | None,
    documents: Path | None,
    calls: Path | None,
    records: str | None,
    knowledge: Path | None,
) -> None:
    """在浏览器里用：自助机，或没有终端的办公室。"""
    from importlib.util import find_spec

    from assistant.ui.web.address import Address, ServingError, require_free

    if find_spec("textual_serve") is None:
        raise click.UsageError("在浏览器里用要多装一个组件：pip install 'yibao[web]'")
    address = Address(host, port)
    if not address.is_local and not public:
        raise click.UsageError(f"{printable(host)} 是别的电脑也能打开的地址，又没有登录；确实要这样，请加 --public")
    if documents is not None:
        require_folder(documents)
    surroundings: Surroundings = context.obj.at(knowledge, records)
    # What is wrong with them is told here, not to every visitor.
    surroundings.address()
    surroundings.assistant().open_call(area, day)
    folder = surroundings.settings.knowledge.absolute()
    given = {"--area": area, "--date": day, "--records": records, "--knowledge": folder}
    if with_desk:
        given |= {"--documents": documents and documents.absolute(), "--calls": calls and calls.absolute()}
    words = [str(part) for option, value in given.items() if value is not None for part in (option, value)]
    try:
        require_free(address)
        from assistant.ui.web.serving import serve

        serve([*(["desk"] if with_desk else []), *words], address, "医保坐席台" if with_desk else "医保问答", idle * 60)
    except ServingError as err:
        raise click.UsageError(str(err)) from err


def require_folder(folder: Path) -> None:
    """Raise a usage error where there is no such folder."""
    if not folder.is_dir():
        raise click.UsageError(f"没有这个文件夹：{printable(str(folder))}")


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


@cli.command()
@json_option
@click.option("--record", type=WORDS, metavar="编号", help="重放记录里的这个来电，与当时的答复比较。")
@records_option
@knowledge_option
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="文件或文件夹…")
@click.pass_context
def replay(
    context: click.Context, as_json: bool, record: str | None, records: str | None, knowledge: Path | None,
    files: tuple[Path, ...],
) -> None:
    """重放对话（.yaml、.jsonl 或记录里的来电），与预期比较；有不同时退出状态为 1。"""
    if bool(record) == bool(files):
        raise click.UsageError("缺少参数：文件，或者 --record 编号（只写一样）")
    if record:
        context.exit(0 if replay_record(context.obj.at(knowledge, records), record, as_json) else FAULTY)
    from assistant.replay.conversation import ConversationError, read_conversations
    from assistant.replay.report import compare, print_replies

    try:
        conversations = read_conversations(files)
    except ConversationError as err:
        tell_faults(err.faults)
        context.exit(USAGE)
    assistant = context.obj.at(knowledge).assistant()
    run = print_replies if as_json else compare
    context.exit(0 if run(assistant, conversations, sys.stdout, sys.stderr) else FAULTY)


def replay_record(surroundings: Surroundings, id: str, as_json: bool) -> bool:
    """Play a recorded call again; tell whether its replies are those of then."""
    from assistant.records.playing import CannotPlayError
    from assistant.records_commands import call_of, opened_store
    from assistant.replay.record import compare_with_record, played, print_replayed

    with opened_store(surroundings) as store:
        call = call_of(store, id)
    assistant = surroundings.assistant()
    try:
        replies = played(assistant, call)
    except (CannotPlayError, KeyError, UnknownAreaError) as err:
        raise click.UsageError("这个来电用现在的知识库放不完：里面的条目或地区已经没有了") from err
    if as_json:
        print_replayed(call, replies, sys.stdout)
        return True
    return compare_with_record(call, replies, getattr(assistant, "digest", ""), sys.stdout)


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


def tell_faults(faults: list[Fault]) -> None:
    """Every fault on standard error, a line each."""
    for fault in faults:
        print(printable(str(fault)), file=sys.stderr)


def told_where(error: Exception) -> str:
    """The error and the place in the program where it arose, in one line."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"（{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}）" if trace else ""
    return f"{error!r}{place}"


def prepare_streams() -> None:
    """Standard output and error take any Chinese, whatever the locale; nothing unprintable stops them.

    A stream that can't say Chinese at all is switched to UTF-8, as is one that no screen reads.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None or not hasattr(stream, "reconfigure"):
            continue
        try:
            "医保".encode(stream.encoding)
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8", errors="replace")


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
