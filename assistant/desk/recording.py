"""The desk's calls recorded while they go on, and those that were broken off taken up again."""

from __future__ import annotations

import getpass
import platform
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from assistant.calculator.scheme import FactValue
from assistant.desk.form import told_facts
from assistant.desk.port import Change as WhatIf
from assistant.desk.port import Chip, DeskCall, Form, TakenUp
from assistant.dialogue.reply import Reply, reply_of
from assistant.records.filled import filled_of
from assistant.records.model import Call, Change, How, Place
from assistant.records.model import Condition as Held
from assistant.records.playing import play
from assistant.records.recording import CallLog, Keeping, RecordedCall, begin
from assistant.records.unfinished import unfinished

_CHINESE = re.compile("[\u3400-\u9fff]")


class RecordedDeskCall(RecordedCall):
    """A call that the operator steers, recorded."""

    def __init__(self, call: DeskCall, log: CallLog) -> None:
        super().__init__(call, log)
        self._desk_call = call

    @property
    def kept(self) -> CallLog:
        """The call's record."""
        return self.log

    @property
    def day(self) -> date:
        """The day whose rules are told."""
        return self._desk_call.day

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The caller's conditions, in the knowledge's order."""
        return self._desk_call.chips

    def say(self, words: str) -> Reply:
        """Take one utterance; its reply is given back once both are recorded."""
        words = self.log.masked(words)
        reply = self._desk_call.say(words)
        return self._recorded(words, reply, How.SAID)

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id; Latin letters that were typed give way to its title."""
        words = self.log.masked(words)
        reply = self._desk_call.tell(item, words)
        if not _CHINESE.search(words) and reply.candidates:
            words = reply.candidates[0].question
        return self._recorded(words, reply, How.TOLD, item)

    def preview(self, words: str) -> Reply:
        """What `say` would reply; neither the call nor its record knows of it."""
        return self._desk_call.preview(self.log.masked(words))

    @property
    def calculator(self) -> str | None:
        """The id of the calculator that goes with what was told last, None if there is none."""
        return self._desk_call.calculator

    @property
    def depends_on(self) -> frozenset[str] | None:
        """The dimensions on which what was told last can depend; None where nothing says so."""
        return self._desk_call.depends_on

    def form(self, scheme: str) -> Form:
        """A calculator filled from the conditions and from what the call heard; raises KeyError."""
        return self._desk_call.form(scheme)

    def work_out(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """What a calculator gives for these facts on a day; neither the call nor its record knows of it."""
        return self._desk_call.work_out(scheme, facts, day)

    def settle(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """The same as a turn of the call, recorded with the form."""
        words = told_facts(self._desk_call.form(scheme).scheme, facts)
        reply = self._desk_call.settle(scheme, facts, day)
        return self._recorded(words, reply, How.FILLED, scheme, filled_of(facts, day))

    @property
    def can_undo(self) -> bool:
        """Whether a condition, the city or the day was changed."""
        return self._desk_call.can_undo

    def undo(self) -> None:
        """Take back the last change of a condition, the city or the day, if there is one."""
        self._desk_call.undo()
        self.log.changed(Change(undone=True))

    def answer_again(self) -> Reply | None:
        """The question of last, with the city, day and conditions as they are now; None before any."""
        reply = self._desk_call.answer_again()
        turns = self.log.call.turns
        if reply is None or not turns:
            return reply
        return self._recorded(turns[-1].words, reply, How.AGAIN)

    def what_if(self, change: WhatIf) -> Reply | None:
        """The question of last with one thing changed; neither the call nor its record knows of it."""
        return self._desk_call.what_if(change)

    def set_chip(self, dimension: str, value: str | None) -> None:
        """Set a condition; None takes it away."""
        self._desk_call.set_chip(dimension, value)
        self.log.changed(Change(condition=(dimension, value)))

    def set_day(self, day: date) -> None:
        """Set the day whose rules are told."""
        self._desk_call.set_day(day)
        self.log.changed(Change(day=day))

    def _recorded(self, words: str, reply: Reply, how: How, item: str | None = None,
                  filled: Mapping[str, Any] | None = None) -> Reply:
        held = tuple(Held(chip.dimension, chip.value, chip.label) for chip in self.chips)
        self.log.turned(words, reply, self.area, held, how, item, filled)
        return reply


class DeskRecorder:
    """Opens the calls of one desk and records them under its name and its operator's.

    `opened` opens a call that isn't recorded yet: in an area, for a day, as of the day on which it was made. The names
    that aren't given are the machine's and the login's.
    """

    def __init__(self, opened: Callable[[str | None, date | None, date | None], DeskCall], keeping: Keeping,
                 name: str = "", operator: str = "") -> None:
        self._opened, self._keeping = opened, keeping
        self._name, self._operator = name or platform.node(), operator or _login()

    def open_call(self, area: str | None, on: date | None) -> DeskCall:
        """Start a call; raises UnknownAreaError."""
        call = self._opened(area, on, None)
        log = begin(self._keeping, Place.DESK, call.area, on, self._name, self._operator)
        return RecordedDeskCall(call, log)

    @property
    def notice(self) -> str:
        """What the operator must know of the records, "" while all is well."""
        return self._keeping.recorder.notice

    def unfinished(self) -> tuple[Call, ...]:
        """The calls of this desk that were broken off, oldest first."""
        return unfinished(self._keeping.recorder, self._name)

    def take_up(self, record: Call) -> TakenUp:
        """Go on with a call that was broken off, its state made anew out of its turns.

        Raises:
            CannotPlayError, KeyError, UnknownAreaError: it can't be played on today's knowledge.
        """
        call = self._opened(record.opened_area, record.day, record.today)
        played = list(play(call, record.turns))
        told = [reply_of(turn.reply) for turn in record.turns]
        same = [one.as_dict() == other.as_dict() for one, other in zip(played, told, strict=True)]
        replies = tuple(p if alike else t for p, t, alike in zip(played, told, same, strict=True))
        log = CallLog(self._keeping, record.head(), record.turns)
        log.taken_up()
        return TakenUp(record, RecordedDeskCall(call, log), replies, all(same))

    def give_up(self, record: Call) -> None:
        """End a call that was broken off, without a disposition."""
        CallLog(self._keeping, record.head(), record.turns).closed()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
