"""What is kept of a call: the call, its turns, and what was changed between them.

Plain values, all text masked already. Knows neither databases nor files; `entry_of` and `as_data` are
the one form in which entries lie in a spool.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Place(StrEnum):
    """Where a call took place."""

    CHAT = "chat"  # the citizen's chat in a terminal
    LINE = "line"  # `yibao` with lines from a file or another program
    DESK = "desk"  # the operator's desk
    ASK = "ask"  # one question by `yibao ask`


class How(StrEnum):
    """How a turn came about."""

    SAID = "said"  # the caller's words
    TOLD = "told"  # an entry or calculator picked by the operator: `Turn.item`
    AGAIN = "again"  # the question before, answered anew after a change
    FILLED = "filled"  # a calculator's form: `Turn.item` with the facts in `Turn.filled`


class Mark(StrEnum):
    """What the operator said of a reply, for the knowledge gaps."""

    REJECTED = "rejected"  # the reply was not what was asked
    UNANSWERED = "unanswered"  # the question has no answer here


@dataclass(frozen=True)
class Change:
    """One thing done by hand before a turn: exactly one thing set, or the last of them undone.

    `area` is an id, `person` that of a kind of person ("" takes it away). `condition` is (dimension, value); a value
    None takes it away.
    """

    area: str | None = None
    day: date | None = None
    condition: tuple[str, str | None] | None = None
    person: str | None = None
    undone: bool = False


@dataclass(frozen=True)
class Condition:
    """A condition of the caller as it held after a turn: 参保类型 = 职工医保."""

    dimension: str
    value: str
    label: str


@dataclass(frozen=True)
class Turn:
    """One question and its reply, in a call's order.

    Attributes:
        call: Id of the call.
        number: 1, 2, 3 … within the call, without gaps.
        at: When the reply was ready, with its offset from UTC.
        words: The caller's words, masked.
        reply: The reply as the JSON object of the contract (kind, text, figures, citations, steps …), masked.
        knowledge: Hash of the knowledge that answered.
        how, item: How it came about; `item` is the entry or calculator that the operator picked.
        filled: The day and the facts of a calculator's form (see `filled.py`); None for every other turn.
        changes: What was set by hand since the turn before, in order.
        conditions: The caller's conditions after the turn.
        area: Id of the caller's area after the turn, None while unknown.
        told, topic: Id of the entry or calculator that the reply is about, and its topic; None where there is none.
        mark: What the operator said of the reply, None for nothing.
    """

    call: str
    number: int
    at: datetime
    words: str
    reply: Mapping[str, Any]
    knowledge: str
    how: How = How.SAID
    item: str | None = None
    filled: Mapping[str, Any] | None = None
    changes: tuple[Change, ...] = ()
    conditions: tuple[Condition, ...] = ()
    area: str | None = None
    told: str | None = None
    topic: str | None = None
    mark: Mark | None = None

    @property
    def kind(self) -> str:
        """The kind of reply: answer, calculation, clarify, refuse or chat."""
        return str(self.reply["kind"])

    @property
    def is_gap(self) -> bool:
        """Whether the question belongs to the knowledge gaps: refused, or marked by the operator."""
        return self.mark is not None or self.kind == "refuse"


@dataclass(frozen=True)
class Call:
    """A call; `closed_at`, `disposition` are None while it goes on (or where it was broken off).

    Attributes:
        id: Made by the writer, such as `20221223T091502-3f9a2c1b7d` (UTC, then chance).
        place: Where it took place.
        opened_at, closed_at: With their offset from UTC.
        day: The day whose rules were asked for at the start; None: not stated, so that of `opened_at`.
        opened_area: Id of the area given at the start; `area` is the one at the end.
        conditions: The caller's conditions at the end.
        desk, operator: Names of the desk and of who sat at it, "" for a citizen's call.
        disposition: The operator's word for how it ended (已答复, 转办 …).
        notes: The operator's notes, masked, in order.
        writer: The run of the program that holds the call; a desk that takes it up becomes its writer.
        revision: Counts what was written of the call's head; a smaller one never overwrites a greater.
        turns: In order; () where only heads were asked for.
    """

    id: str
    place: Place
    opened_at: datetime
    day: date | None = None
    opened_area: str | None = None
    area: str | None = None
    conditions: tuple[Condition, ...] = ()
    desk: str = ""
    operator: str = ""
    closed_at: datetime | None = None
    disposition: str | None = None
    notes: tuple[str, ...] = ()
    writer: str = ""
    revision: int = 0
    turns: tuple[Turn, ...] = ()

    @property
    def today(self) -> date:
        """The day on which the call was made, where it was made."""
        return self.opened_at.date()

    def head(self) -> Call:
        """The call without its turns."""
        return replace(self, turns=())


@dataclass(frozen=True)
class Marked:
    """The mark of a turn that is written already; None takes it away."""

    call: str
    number: int
    mark: Mark | None


Entry = Call | Turn | Marked
_NAMES: dict[type[Entry], str] = {Call: "call", Turn: "turn", Marked: "mark"}


def as_data(entry: Entry) -> dict[str, Any]:
    """An entry as plain data for JSON, a call without its turns."""
    values = {f.name: plain(getattr(entry, f.name)) for f in fields(entry) if f.name != "turns"}
    return {"entry": _NAMES[type(entry)], **values}


def entry_of(data: Mapping[str, Any]) -> Entry:
    """The entry out of what `as_data` gave; raises ValueError for anything else."""
    try:
        return _READERS[data["entry"]](data)
    except (KeyError, TypeError, AttributeError) as err:
        raise ValueError(f"no entry of a record: {sorted(data)}") from err


def plain(value: Any) -> Any:
    """A value of an entry as what JSON can hold."""
    if isinstance(value, Change):
        told = {"area": value.area, "day": plain(value.day), "condition": plain(value.condition),
                "person": value.person, "undone": value.undone or None}  # fmt: skip
        return {name: what for name, what in told.items() if what is not None}
    if isinstance(value, Condition):
        return [value.dimension, value.value, value.label]
    if isinstance(value, date):
        return value.isoformat()
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def changes_of(data: Any) -> tuple[Change, ...]:
    """Changes out of what `plain` made of them."""
    return tuple(
        Change(
            c.get("area"), _day(c.get("day")), (c["condition"][0], c["condition"][1]) if "condition" in c else None,
            c.get("person"), c.get("undone", False),
        )
        for c in data
    )


def conditions_of(data: Any) -> tuple[Condition, ...]:
    """Conditions out of what `plain` made of them."""
    return tuple(Condition(*written) for written in data)


def dumped(value: Any) -> str:
    """A value as one line of JSON, Chinese unescaped."""
    return json.dumps(plain(value), ensure_ascii=False)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _call_of(data: Mapping[str, Any]) -> Call:
    return Call(
        data["id"], Place(data["place"]), datetime.fromisoformat(data["opened_at"]), _day(data["day"]),
        data["opened_area"], data["area"], conditions_of(data["conditions"]), data["desk"], data["operator"],
        _time(data["closed_at"]), data["disposition"], tuple(data["notes"]), data["writer"], data["revision"],
    )


def _turn_of(data: Mapping[str, Any]) -> Turn:
    return Turn(
        data["call"], data["number"], datetime.fromisoformat(data["at"]), data["words"], data["reply"],
        data["knowledge"], How(data["how"]), data["item"], data["filled"],
        changes_of(data["changes"]),
        conditions_of(data["conditions"]), data["area"], data["told"], data["topic"], _mark(data["mark"]),
    )


def _marked_of(data: Mapping[str, Any]) -> Marked:
    return Marked(data["call"], data["number"], _mark(data["mark"]))


def _mark(written: str | None) -> Mark | None:
    return Mark(written) if written else None


_READERS: dict[str, Callable[[Mapping[str, Any]], Entry]] = {"call": _call_of, "turn": _turn_of, "mark": _marked_of}
