"""A finished call as text and as JSON: built from what was asked and answered, nothing added.

What is private in the caller's or the operator's words is masked.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from assistant.desk.calls import Line, Turn
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.records.files import for_owner
from assistant.text.typesetting import in_title_marks
from assistant.text.written_days import day_in_words

_NOTICE = re.compile("^(?:注意|提示)[:：]")
_KINDS = {
    ReplyKind.ANSWER: "答",
    ReplyKind.CALCULATION: "算",
    ReplyKind.CLARIFY: "反问",
    ReplyKind.REFUSE: "未能答",
    ReplyKind.CHAT: "应",
}


def length_of(span: timedelta) -> str:
    """How long something lasted, as minutes and seconds."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    return f"{minutes}分{seconds:02d}秒"


def summary(line: Line, area: str, now: timedelta | None = None) -> str:
    """The call in plain text; `area` is the name of the caller's area, empty if it isn't known."""
    lasted = now if now is not None else line.lasts(line.closed_at or line.opened_at)
    head = [f"来电{line.number}　{line.opened_at:%Y-%m-%d %H:%M}　{length_of(lasted)}"]
    head.append(f"参保地：{area or '未知'}　按{day_in_words(line.call.day)}的规定答")
    if line.call.chips:
        head.append(f"条件：{'、'.join(chip.label for chip in line.call.chips)}")
    if line.disposition:
        head.append(f"处理：{line.disposition.value}")
    asked = [part for number, turn in enumerate(line.turns, start=1) for part in _told(number, turn)]
    notes = [f"备注：{_masked(note)}" for note in line.notes]
    return "\n".join([*head, *(asked or ["没有提问。"]), *notes])


def _told(number: int, turn: Turn) -> list[str]:
    reply = turn.reply
    lines = [f"{number}. 问：{_masked(turn.words)}", f"   {_KINDS[reply.kind]}：{reply.short or reply.text}"]
    lines += [f"   注意：{unmarked(notice)}" for notice in reply.notices]
    if reply.citations and reply.kind is not ReplyKind.CLARIFY:
        lines.append(f"   依据：{basis(reply)}")
    return lines


def unmarked(notice: str) -> str:
    """A notice without the word that it begins with: whoever shows it puts its own."""
    return _NOTICE.sub("", notice)


def basis(reply: Reply) -> str:
    """Documents, dates and places in one line, a document once."""
    places: dict[str, list[str]] = {}
    for cite in reply.citations:
        places.setdefault(f"{in_title_marks(cite.title)}（{day_in_words(cite.issued)}）", []).append(cite.locator)
    return "；".join(f"{document}{'、'.join(dict.fromkeys(located))}" for document, located in places.items())


def as_dict(line: Line) -> dict[str, Any]:
    """The call as the JSON object that is exported."""
    return {
        "number": line.number,
        "opened_at": line.opened_at.isoformat(timespec="seconds"),
        "closed_at": line.closed_at.isoformat(timespec="seconds") if line.closed_at else None,
        "area": line.call.area,
        "as_of": line.call.day.isoformat(),
        "conditions": {chip.dimension: chip.value for chip in line.call.chips},
        "disposition": line.disposition.value if line.disposition else None,
        "notes": [_masked(note) for note in line.notes],
        "turns": [
            {"at": t.at.isoformat(timespec="seconds"), "words": _masked(t.words), "reply": t.reply.as_dict()}
            for t in line.turns
        ],
    }


def _masked(text: str) -> str:
    from assistant.records.masking import mask  # its patterns take a while to make, and the screen comes first

    return mask(text)


def export(line: Line, text: str, folder: Path) -> tuple[Path, Path]:
    """Write the call as text and as JSON, readable by the operator only; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{line.opened_at:%Y%m%d-%H%M%S}-{line.number}"
    written = folder / f"{name}.txt", folder / f"{name}.json"
    data = json.dumps(as_dict(line), ensure_ascii=False, indent=1)
    for path, content in zip(written, (text, data), strict=True):
        with open(path, "w", encoding="utf-8", opener=for_owner) as file:
            file.write(f"{content}\n")
    return written
