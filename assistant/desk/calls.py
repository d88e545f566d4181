"""Several calls at one desk: one in hand, the others parked, each with its turns, notes and outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.desk.port import DeskCall, TakenUp
    from assistant.dialogue.reply import Reply
    from assistant.records.model import Mark

Writing = Callable[[], None]
"""Writes to a record; returns once it is written."""


class Disposition(StrEnum):
    """How a call ended; the words that operators and exports use."""

    ANSWERED = "已答复"
    FORWARDED = "转办"
    NOT_COVERED = "未收录"
    INVALID = "无效"


@dataclass(frozen=True)
class Turn:
    """One question and its reply; `mark` is what the operator said of it."""

    at: datetime
    words: str
    reply: Reply
    mark: Mark | None = None


@dataclass
class Line:
    """A caller on the line; `closed_at` and `disposition` are None while the call goes on.

    `shown` is the reply on the screen: the newest turn's, or the one it was answered anew with. `draft` is what
    was being typed when the call was put aside; `forms` what was typed into calculators, by scheme and fact.
    """

    number: int
    call: DeskCall
    opened_at: datetime
    turns: list[Turn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    shown: Reply | None = None
    draft: str = ""
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    closed_at: datetime | None = None
    disposition: Disposition | None = None

    def answered(self, words: str, reply: Reply, at: datetime) -> None:
        """Keep a turn and show its reply."""
        self.turns.append(Turn(at, words, reply))
        self.shown = reply

    def answered_anew(self, reply: Reply, at: datetime) -> None:
        """Keep what the last question came to after a condition was changed."""
        if self.turns:
            words = self.turns[-1].words.removesuffix(ANEW)
            self.answered(f"{words}{ANEW}", reply, at)

    def note(self, text: str) -> Writing:
        """Add a note; gives what writes it to the record, which may take its time."""
        self.notes.append(text)
        return partial(self.call.kept.noted, text) if self.call.kept else _nothing

    def mark(self, mark: Mark | None) -> Writing:
        """Mark the newest reply for the knowledge gaps (None: no mark); gives what writes it to the record."""
        self.turns[-1] = replace(self.turns[-1], mark=mark)
        return partial(self.call.kept.marked, len(self.turns), mark) if self.call.kept else _nothing

    def record_end(self, note: str = "") -> None:
        """Write the end of a call that was wrapped up, with its last note, to the record."""
        if self.call.kept is not None:
            self.call.kept.closed(self.disposition.value if self.disposition else None, note)

    def lasts(self, now: datetime) -> timedelta:
        """How long the call has lasted."""
        return (self.closed_at or now) - self.opened_at

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has been asked or noted yet."""
        return not self.turns and not self.notes


ANEW = "（换条件再答）"
MOST_REMEMBERED = 500


class Switchboard:
    """The lines of one desk; there is always one in hand."""

    def __init__(self, opened: Callable[[], DeskCall], clock: Callable[[], datetime] = datetime.now) -> None:
        self._opened, self._clock = opened, clock
        self._count = 0
        self.lines: list[Line] = []
        self._asked: dict[str, None] = {}
        self.in_hand = self._new()

    def take_new(self) -> Line:
        """Park the call in hand and take a new one; an untouched call is used rather than parked."""
        if not self.in_hand.is_untouched:
            self.in_hand = self._new()
        return self.in_hand

    def take_up(self, taken: TakenUp) -> Line:
        """Go on with a call that was broken off: it is in hand as it stood."""
        from assistant.records.model import How

        record = taken.record
        turns = [
            Turn(_on_clock(turn.at), turn.words + (ANEW if turn.how is How.AGAIN else ""), reply, turn.mark)
            for turn, reply in zip(record.turns, taken.replies, strict=True)
        ]
        shown = taken.replies[-1] if taken.replies else None
        self._count += 1
        line = Line(self._count, taken.call, _on_clock(record.opened_at), turns, list(record.notes), shown)
        self.lines = [*(line for line in self.lines if not line.is_untouched), line]
        self.in_hand = line
        return line

    def switch(self, number: int) -> Line:
        """Park the call in hand and go on with another; raises KeyError for a number that isn't on hold."""
        line = next((line for line in self.lines if line.number == number), None)
        if line is None:
            raise KeyError(number)
        self.in_hand = line
        return line

    def wrap_up(self, disposition: Disposition, note: str = "") -> Line:
        """End the call in hand; the next parked one is taken up, or else a new one is opened."""
        line = self.in_hand
        if note:
            line.notes.append(note)
        line.disposition, line.closed_at = disposition, self._clock()
        self.lines.remove(line)
        self.in_hand = self.lines[0] if self.lines else self._new()
        return line

    def note_asked(self, words: str) -> None:
        """Remember words that were asked, in whichever call."""
        self._asked.pop(words, None)
        self._asked[words] = None
        if len(self._asked) > MOST_REMEMBERED:
            del self._asked[next(iter(self._asked))]

    def asked(self) -> list[str]:
        """The words asked at this desk, newest first, each once."""
        return list(reversed(self._asked))

    def now(self) -> datetime:
        """The desk's time."""
        return self._clock()

    def _new(self) -> Line:
        self._count += 1
        line = Line(self._count, self._opened(), self._clock())
        self.lines.append(line)
        return line


def _nothing() -> None:
    """Where nothing is kept there is nothing to write."""


def _on_clock(at: datetime) -> datetime:
    """A recorded time as this machine's clock shows it."""
    return at.astimezone().replace(tzinfo=None)
