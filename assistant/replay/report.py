"""Telling what a replay came to: a line of JSON a conversation, or what differs from what is expected."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from assistant.dialogue.call import Assistant
from assistant.dialogue.reply import Reply
from assistant.errors import UnknownAreaError
from assistant.replay.conversation import Conversation
from assistant.replay.judge import Judgement, Verdict, judge, play
from assistant.ui.plain import printable

_NAMES = {Verdict.RIGHT: "对", Verdict.MISSED: "没答上", Verdict.WRONG: "答错"}


def print_replies(
    assistant: Assistant, conversations: Sequence[Conversation], outgoing: TextIO, diagnostics: TextIO
) -> bool:
    """Print a JSON object a conversation; tell whether all could be played."""
    complete = True
    for conversation in conversations:
        replies = _played(assistant, conversation, diagnostics)
        if replies is None:
            complete = False
            continue
        row = {"id": conversation.id, "replies": [reply.as_dict() for reply in replies]}
        print(json.dumps(row, ensure_ascii=False), file=outgoing)
    return complete


def compare(assistant: Assistant, conversations: Sequence[Conversation], outgoing: TextIO, diagnostics: TextIO) -> bool:
    """Print every turn that differs from what is expected, then the totals; tell whether none did."""
    totals: Counter[Verdict] = Counter()
    differing = 0
    for conversation in conversations:
        replies = _played(assistant, conversation, diagnostics)
        if replies is None:
            differing += 1
            continue
        judgements = judge(conversation, replies)
        totals.update(judgement.verdict for judgement in judgements)
        different = [judgement for judgement in judgements if judgement.differences]
        differing += bool(different)
        for judgement in different:
            _print_difference(conversation, judgement, replies[judgement.turn - 1], outgoing)
    counted = "，".join(f"{name}{totals[verdict]}" for verdict, name in _NAMES.items())
    print(
        f"共{len(conversations)}段对话，{differing}段与预期不同；判断了{totals.total()}句：{counted}。", file=outgoing
    )
    return differing == 0


def _played(assistant: Assistant, conversation: Conversation, diagnostics: TextIO) -> list[Reply] | None:
    """The replies, or None (and why, on `diagnostics`) when the conversation can't be played."""
    place = f"{conversation.path}:{conversation.line}: {conversation.id}"
    try:
        return list(play(assistant, conversation))
    except UnknownAreaError as err:
        print(printable(f"{place}：不认识的地区“{err.name}”；可以用：{'、'.join(err.known)}"), file=diagnostics)
    except Exception as err:  # one conversation that breaks must not take the others with it
        trace = err.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
        print(printable(f"{place}：程序出错，这段没有放完：{err!r}({where})"), file=diagnostics)
    return None


def _print_difference(conversation: Conversation, judgement: Judgement, reply: Reply, outgoing: TextIO) -> None:
    turn = conversation.turns[judgement.turn - 1]
    verdict = "缺依据" if judgement.verdict is Verdict.RIGHT else _NAMES[judgement.verdict]
    print(printable(f"{verdict} {conversation.id} 第{judgement.turn}句：{turn.caller}"), file=outgoing)
    print(printable(f"    {'；'.join(judgement.differences)}"), file=outgoing)
    print(printable(f"    答：[{reply.kind.value}] {' '.join(reply.text.split())[:160]}"), file=outgoing)
