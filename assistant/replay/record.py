"""A recorded call: played again and held against what was told then, and saved as a transcript."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TextIO

from assistant.dialogue.call import Assistant
from assistant.dialogue.reply import Reply
from assistant.records.model import Call, Change, How, Turn
from assistant.records.playing import play
from assistant.replay.opening import SCREENS, open_again
from assistant.ui.plain import printable

_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?:万元|亿元|元|%|个月|年|天|日)")
_COMPARED = {"kind": "类别", "text": "话", "figures": "数字", "citations": "依据", "steps": "步骤", "amounts": "金额",
             "options": "选项", "notices": "提示", "area": "参保地", "as_of": "日期"}  # fmt: skip


def played(assistant: Assistant, record: Call) -> list[Reply]:
    """The replies that the assistant gives to the record's turns today.

    Raises:
        UnknownAreaError, KeyError, CannotPlayError: the knowledge of today can't play it.
    """
    call = open_again(assistant, record.place.value, record.opened_area, record.day, record.today)
    return list(play(call, record.turns))


def print_replayed(record: Call, replies: list[Reply], outgoing: TextIO) -> None:
    """Print the replies as `replay --json` does."""
    row = {"id": record.id, "replies": [reply.as_dict() for reply in replies]}
    print(json.dumps(row, ensure_ascii=False), file=outgoing)


def compare_with_record(record: Call, replies: list[Reply], digest: str, outgoing: TextIO) -> bool:
    """Print every turn whose reply is another than was told then; tell whether none is."""
    differing = 0
    for turn, reply in zip(record.turns, replies, strict=True):
        different = differences(turn.reply, reply.as_dict())
        if different:
            differing += 1
            print(printable(f"第{turn.number}句与当时不同（{'、'.join(different)}）：{turn.words}"), file=outgoing)
            print(printable(f"    当时：[{turn.kind}] {_short(turn.reply['text'])}"), file=outgoing)
            print(printable(f"    现在：[{reply.kind.value}] {_short(reply.text)}"), file=outgoing)
    if any(turn.knowledge != digest for turn in record.turns):
        print("知识库在这个来电之后换过。", file=outgoing)
    print(f"共{len(record.turns)}句，{differing}句与当时不同。", file=outgoing)
    return differing == 0


def differences(told: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """In Chinese, what of a reply differs; scores and candidates don't count."""
    return [name for key, name in _COMPARED.items() if told.get(key) != now.get(key)]


def transcript_of(record: Call) -> str:
    """The record as a transcript for the tests: what was said and set, and what is to be expected of each reply."""
    import yaml

    told: dict[str, Any] = {"id": record.id, "title": f"{record.today.isoformat()}的来电"}
    if record.opened_area:
        told["area"] = record.opened_area
    told["date" if record.day else "today"] = (record.day or record.today).isoformat()
    if record.place in SCREENS:
        told["screen"] = record.place.value
    told["turns"] = [_turn(turn) for turn in record.turns]
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100_000)


def _turn(turn: Turn) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if turn.changes:
        told["before"] = [_change(change) for change in turn.changes]
    told["caller"] = turn.words
    if turn.how in (How.TOLD, How.FILLED):
        told["tell"] = turn.item
    if turn.filled is not None:
        told["fill"] = dict(turn.filled)
    if turn.how is How.AGAIN:
        told["again"] = "true"
    expect: dict[str, Any] = {"kind": turn.kind}
    amounts = list(dict.fromkeys(_AMOUNT.findall(turn.reply["text"].replace(",", ""))))
    if amounts:
        expect["says"] = [re.escape(amount) for amount in amounts]
    cites = list(dict.fromkeys(citation["document"] for citation in turn.reply["citations"]))
    if cites:
        expect["cites"] = cites
    return {**told, "expect": expect}


def _change(change: Change) -> dict[str, Any]:
    if change.area is not None:
        return {"area": change.area}
    if change.day is not None:
        return {"date": change.day.isoformat()}
    if change.undone:
        return {"undo": "true"}
    if change.person is not None:
        return {"person": change.person}
    dimension, value = change.condition or ("", None)
    return {"condition": [dimension, *([value] if value else [])]}


def _short(text: str) -> str:
    return " ".join(text.split())[:160]
