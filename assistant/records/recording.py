"""A call that is recorded while it goes on: each turn lies in the record before its reply is given back.

The call behind knows nothing of it. It hears the words as masked, so that the record, played again, gives
the same replies.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Protocol, runtime_checkable

from assistant.dialogue.call import Call as DialogueCall
from assistant.dialogue.reply import Reply
from assistant.records.masking import mask
from assistant.records.model import Call, Change, Condition, Entry, How, Mark, Marked, Place, Turn
from assistant.records.recorder import Recorder

_NO_CHARACTER = re.compile("[\ud800-\udfff]")


@runtime_checkable
class Known(Protocol):
    """What the record wants to know of the knowledge that answers."""

    @property
    def digest(self) -> str:
        """The knowledge's hash."""
        ...

    @property
    def published(self) -> frozenset[str]:
        """The phone numbers that the knowledge publishes: they are nobody's secret."""
        ...

    def topic_of(self, item: str) -> str | None:
        """The topic of an entry or calculator, None for an unknown one."""
        ...


@dataclass(frozen=True)
class Keeping:
    """What every record of a run is made with: where it goes, and what knowledge answers."""

    recorder: Recorder
    known: Known
    clock: Callable[[], datetime] = lambda: datetime.now().astimezone()


class CallLog:
    """The record of one call, written as it grows; a call without a turn or a note is not written.

    May be used from several threads: a note comes while a reply is being worked out.
    """

    def __init__(self, keeping: Keeping, head: Call, turns: tuple[Turn, ...] = ()) -> None:
        self._keeping = keeping
        self._head, self._turns = head, list(turns)
        self._changes: list[Change] = []
        self._growing = threading.RLock()

    @property
    def call(self) -> Call:
        """The call as recorded so far."""
        with self._growing:
            return replace(self._head, turns=tuple(self._turns))

    def masked(self, words: str) -> str:
        """The words as they may be kept; what is no character becomes �."""
        return mask(_NO_CHARACTER.sub("\ufffd", words), self._keeping.known.published)

    def changed(self, change: Change) -> None:
        """Something was set by hand; it is written with the next turn."""
        self._changes.append(change)

    def turned(self, words: str, reply: Reply, area: str | None, conditions: tuple[Condition, ...] = (),
               how: How = How.SAID, item: str | None = None, filled: Mapping[str, Any] | None = None) -> None:
        """Write a turn; `words` are masked already."""
        near = reply.candidates[0].id if reply.candidates else None
        with self._growing:
            turn = Turn(
                self._head.id, len(self._turns) + 1, self._keeping.clock(), words, reply.as_dict(),
                self._keeping.known.digest, how, item, filled, tuple(self._changes), conditions, area, reply.about,
                self._keeping.known.topic_of(reply.about or near or ""),
            )  # fmt: skip
            self._changes.clear()
            self._turns.append(turn)
            head = self._changed(area=area, conditions=conditions)
        self._write([head, turn])

    def noted(self, note: str) -> None:
        """Add a note of the operator's."""
        note = self.masked(note)
        with self._growing:
            head = self._changed(notes=(*self._head.notes, note))
        self._write([head])

    def marked(self, number: int, mark: Mark | None) -> None:
        """Mark a turn for the knowledge gaps, or take its mark away."""
        at = number - 1
        with self._growing:
            self._turns[at] = replace(self._turns[at], mark=mark)
        self._write([Marked(self._head.id, number, mark)])

    def closed(self, disposition: str | None = None, note: str = "") -> None:
        """The call has ended, in that way and with a last note; one without a turn or a note leaves no record."""
        with self._growing:
            notes = (*self._head.notes, *((self.masked(note),) if note else ()))
            if self._head.closed_at is not None or not (self._turns or notes):
                return
            head = self._changed(closed_at=self._keeping.clock(), disposition=disposition, notes=notes)
        self._write([head])

    def taken_up(self) -> None:
        """This run of the program goes on with a call that was broken off."""
        with self._growing:
            head = self._changed(writer=self._keeping.recorder.run)
        self._write([head])

    def _changed(self, **changed: object) -> Call:
        """The head with what changed in it, newer than any before."""
        self._head = replace(self._head, revision=self._head.revision + 1, **changed)  # type: ignore[arg-type]
        return self._head

    def _write(self, entries: list[Entry]) -> None:
        self._keeping.recorder.keep(self._head.id, entries, self._whole)

    def _whole(self) -> list[Entry]:
        with self._growing:
            return [self._head, *self._turns]


def begin(keeping: Keeping, place: Place, area: str | None, day: date | None, desk: str = "",
          operator: str = "") -> CallLog:
    """The record of a call that begins now; `area` is its id at the start, `day` the one asked for."""
    at = keeping.clock()
    id = f"{at.astimezone(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(5)}"
    head = Call(id, place, at, day, area, area, desk=desk[:200], operator=operator[:200],
                writer=keeping.recorder.run)
    return CallLog(keeping, head)


class RecordedCall:
    """A call whose turns are recorded."""

    def __init__(self, call: DialogueCall, log: CallLog) -> None:
        self._call, self.log = call, log

    @property
    def area(self) -> str | None:
        """The id of the caller's area, None while unknown."""
        return self._call.area

    def choose_area(self, area: str | None) -> None:
        """Set the caller's area by id or any name; raises UnknownAreaError."""
        self._call.choose_area(area)
        self.log.changed(Change(area=self._call.area or ""))

    def say(self, words: str) -> Reply:
        """Take one utterance; its reply is given back once both are recorded."""
        words = self.log.masked(words)
        reply = self._call.say(words)
        self.log.turned(words, reply, self._call.area)
        return reply
