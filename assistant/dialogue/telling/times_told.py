"""Replies by time: how long it is between dated things, and how long still to the day that a calculation came to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.dialogue.arithmetic.paces import paced
from assistant.dialogue.arithmetic.time_apart import TimeApart, TimesApart
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.composing import Composer
from assistant.dialogue.wording import Writer
from assistant.policy.knowledge import Knowledge

# How a calculator of a target tells what is lacking.
_LACKS = re.compile(r"还差[^=。,，;；]{1,30}+=\s*(?P<lack>\d+(?:\.\d+)?)(?P<measure>[人家个户名])")


class TimesTold:
    """Counts and tells times on one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer, composer: Composer, times: TimesApart) -> None:
        self._knowledge, self._writer, self._composer, self._times = knowledge, writer, composer, times

    def left(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """The calculation of last again, behind how long it still is to the day that it came to, if that is asked."""
        last = state.last_reply
        ahead = any(isinstance(day, date) and day > state.today for day in state.given.values())
        if last is None or last.kind is not ReplyKind.CALCULATION or heard.sums or ahead:
            return None
        left = self._times.until(heard, last.steps, state.today)
        if left is None:
            return None
        return replace(last, text=f"{left.sentence}\n{last.text}", short=left.sentence,
                       details=(last.short, *last.details), steps=(left.step, *last.steps))

    def paced(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """The calculation of last again, with how long what it lacks takes at a pace, or how many are in each month."""
        last = state.last_reply
        lack = _LACKS.search(last.text) if last is not None and last.kind is ReplyKind.CALCULATION else None
        if last is None or lack is None:
            return None
        pace = paced(heard.text, heard.quantities, Decimal(lack["lack"]), lack["measure"])
        if pace is None:
            return None
        return replace(last, text=f"{pace.sentence}\n{last.text}", short=pace.sentence,
                       details=(last.short, *last.details), steps=(pace.step, *last.steps))

    def apart(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """How long it is between dated things that the utterance names, or that the entry told last tells."""
        apart = self._counted(heard, state)
        return self._tell(apart, choice, state) if apart is not None else None

    def _counted(self, heard: Understood, state: CallState) -> TimeApart | None:
        """The time apart, if one is asked for."""
        if state.area is None or heard.sums:
            return None
        subject = self._knowledge.entries.get(state.subject or "")
        in_time = self._times.in_time(heard, subject, state.area, state.today) if subject else None
        if in_time is not None:
            return in_time
        told = [(entry, turn.asked) for turn in state.answered for id_ in turn.entries[:1]
                if (entry := self._knowledge.entries.get(id_))]
        last = self._knowledge.entries.get(state.subject or "")
        if last is not None and (not told or told[-1][0] is not last):
            told = [(last, state.last_said)]
        return self._times.asked(heard, told, state.area, state.today)

    def _tell(self, apart: TimeApart, choice: Choice, state: CallState) -> Reply:
        """The time that was counted first, then what the entries say that tell its ends."""
        day, basis, details = state.today, self._writer.basis(), []
        for event in apart.events:
            basis.use(event.figure.id, day)
        entries = list(dict.fromkeys(event.entry.id for event in apart.events if event.entry))
        for id_ in entries:
            entry = self._knowledge.entries[id_]
            short, rest = self._writer.sentences(entry, {}, day, basis)
            details += [short, *(rest if len(entries) == 1 else ())]
            state.turn_to(entry.id, entry.topic, day, follows=False)
        basis.past.clear()  # a time between two days stays what it is
        reply = self._composer.compose(ReplyKind.ANSWER, apart.sentence, details, basis, state, day, choice.score)
        place = basis.place_of([event.figure.id for event in apart.events], day)
        return replace(reply, steps=(replace(apart.step, citation=place), *reply.steps))
