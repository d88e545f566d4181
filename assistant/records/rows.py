"""Calls and turns as rows of the tables, and back."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Row

from assistant.records.model import Call, How, Mark, Place, Turn, changes_of, conditions_of, dumped


def call_row(call: Call) -> dict[str, Any]:
    """The row of a call's head."""
    offset = call.opened_at.utcoffset() or timedelta()
    return {
        "id": call.id, "place": call.place.value, "opened_at": call.opened_at, "opened_on": call.today,
        "utc_offset_minutes": round(offset.total_seconds() / 60), "closed_at": call.closed_at, "day": call.day,
        "opened_area": call.opened_area, "area": call.area, "conditions": dumped(call.conditions),
        "desk": call.desk, "operator": call.operator, "disposition": call.disposition, "notes": dumped(call.notes),
        "writer": call.writer, "revision": call.revision,
    }  # fmt: skip


def turn_row(turn: Turn) -> dict[str, Any]:
    """The row of a turn."""
    return {
        "call": turn.call, "number": turn.number, "at": turn.at, "how": turn.how.value, "words": turn.words,
        "kind": turn.kind, "reply": dumped(turn.reply), "knowledge": turn.knowledge, "item": turn.item,
        "filled": dumped(turn.filled) if turn.filled is not None else None,
        "changes": dumped(turn.changes), "conditions": dumped(turn.conditions), "area": turn.area,
        "told": turn.told, "topic": turn.topic, "mark": turn.mark.value if turn.mark else None,
    }  # fmt: skip


def call_of(row: Row[Any], turns: tuple[Turn, ...] = ()) -> Call:
    """The call of a row, its times as they were read off the clock there."""
    zone = timezone(timedelta(minutes=row.utc_offset_minutes))
    return Call(
        row.id, Place(row.place), row.opened_at.astimezone(zone), row.day, row.opened_area, row.area,
        conditions_of(json.loads(row.conditions)), row.desk, row.operator,
        row.closed_at.astimezone(zone) if row.closed_at else None, row.disposition, tuple(json.loads(row.notes)),
        row.writer, row.revision, turns,
    )  # fmt: skip


def turn_of(row: Row[Any], opened_at: datetime) -> Turn:
    """The turn of a row of a call opened at that time."""
    return Turn(
        row.call, row.number, row.at.astimezone(opened_at.tzinfo), row.words, json.loads(row.reply), row.knowledge,
        How(row.how), row.item, json.loads(row.filled) if row.filled else None,
        changes_of(json.loads(row.changes)), conditions_of(json.loads(row.conditions)),
        row.area, row.told, row.topic, Mark(row.mark) if row.mark else None,
    )
