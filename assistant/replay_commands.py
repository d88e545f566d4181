"""`yibao replay`: conversations and recorded calls played again and compared."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.errors import UnknownAreaError
from assistant.surroundings import FAULTY, USAGE, tell_faults
from assistant.ui.arguments import WORDS, ChineseCommand
from assistant.ui.options import json_option, knowledge_option, records_option

if TYPE_CHECKING:
    from assistant.surroundings import Surroundings


@click.command(cls=ChineseCommand)
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
