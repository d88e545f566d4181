"""Calls handed on to other systems: as JSON Lines, as rows of CSV, as text."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from assistant.records.model import Call, Turn, as_data
from assistant.reports.naming import KINDS, Names, duration
from assistant.reports.sheet_file import write_rows
from assistant.text.typesetting import printable

COLUMNS = (
    "来电编号", "开始", "结束", "地区", "坐席", "席位", "处理", "备注",
    "句号", "时间", "问", "答的类别", "答", "依据", "主题", "标记",
)  # fmt: skip
MARKS = {"rejected": "答非所问", "unanswered": "资料里没有"}


def call_data(call: Call) -> dict[str, object]:
    """A whole call as one JSON object: its head with its turns."""
    return {**as_data(call), "turns": [as_data(turn) for turn in call.turns]}


def write_json_lines(calls: Iterable[Call], names: Names, out: TextIO) -> int:
    """Write an object a call, a line each; how many there were."""
    count = 0
    for call in calls:
        out.write(f"{json.dumps(call_data(call), ensure_ascii=False)}\n")
        count += 1
    return count


def write_csv(calls: Iterable[Call], names: Names, out: TextIO) -> int:
    """Write a row a turn (one for a call without any), the call's head in each; how many calls there were."""
    write_rows([COLUMNS], out)
    count = 0
    for call in calls:
        write_rows(_rows(call, names), out)
        count += 1
    return count


def write_text(calls: Iterable[Call], names: Names, out: TextIO) -> int:
    """Write calls as a person reads them, an empty line between; how many there were."""
    count = 0
    for call in calls:
        out.write(("\n" if count else "") + printable("\n".join(text_lines(call, names))) + "\n")
        count += 1
    return count


FORMATS: dict[str, Callable[[Iterable[Call], Names, TextIO], int]] = {
    "jsonl": write_json_lines,
    "csv": write_csv,
    "text": write_text,
}


def text_lines(call: Call, names: Names) -> Iterator[str]:
    """A call in lines: its head, questions and replies with their sources, notes."""
    lasted = duration(max((call.closed_at - call.opened_at).total_seconds(), 0)) if call.closed_at else "未结束"
    yield f"来电 {call.id}　{call.opened_at:%Y-%m-%d %H:%M}　{lasted}"
    who = "　".join(part for part in (call.operator, call.desk) if part)
    yield f"参保地：{names.area(call.area or '')}{'　坐席：' + who if who else ''}"
    if call.conditions:
        yield f"条件：{'、'.join(condition.label for condition in call.conditions)}"
    if call.disposition:
        yield f"处理：{call.disposition}"
    for turn in call.turns:
        marked = f"【{MARKS[turn.mark]}】" if turn.mark else ""
        yield f"{turn.number}. 问{marked}：{turn.words}"
        yield f"   {KINDS.get(turn.kind, turn.kind)}：{_indented(str(turn.reply.get('text', '')))}"
    for note in call.notes:
        yield f"备注：{_indented(note)}"


@contextmanager
def opened_for_owner(path: Path | None, bom: bool = False) -> Iterator[TextIO]:
    """What is written goes to a file that its owner alone can read, whole or not at all; None is standard output.

    Raises:
        OSError: the file can't be written; one that was there before is left as it was.
    """
    if path is None:
        if bom:
            sys.stdout.write("\ufeff")
        yield sys.stdout
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8-sig" if bom else "utf-8", newline="", errors="replace") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _rows(call: Call, names: Names) -> Iterator[tuple[str, ...]]:
    head = (
        call.id, f"{call.opened_at:%Y-%m-%d %H:%M:%S}", f"{call.closed_at:%Y-%m-%d %H:%M:%S}" if call.closed_at else "",
        names.area(call.area or ""), call.operator, call.desk, call.disposition or "", "\n".join(call.notes),
    )  # fmt: skip
    for turn in call.turns:
        yield (*head, *_turn(turn))
    if not call.turns:
        yield (*head, *[""] * (len(COLUMNS) - len(head)))


def _turn(turn: Turn) -> tuple[str, ...]:
    cited = "；".join(
        f"《{citation.get('title', '')}》{citation.get('issued', '')} {citation.get('locator', '')}".strip()
        for citation in turn.reply.get("citations") or ()
    )
    return (
        str(turn.number), f"{turn.at:%Y-%m-%d %H:%M:%S}", turn.words, KINDS.get(turn.kind, turn.kind),
        str(turn.reply.get("text", "")), cited, turn.topic or "", MARKS[turn.mark] if turn.mark else "",
    )  # fmt: skip


def _indented(text: str) -> str:
    return "\n   ".join(text.splitlines())
