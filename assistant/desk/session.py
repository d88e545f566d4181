"""A call as the desk needs it: conditions that stay, an item told by its id, the question answered anew.

The conditions (chips) belong to the caller: once heard or set they hold for every question of the call,
until something else is said or the operator changes them. They are handed to the dialogue as if they had
been said, outside the words, so that they veto without weighing in the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from assistant.bootstrap import LoadedAssistant
from assistant.calculator.scheme import FactValue
from assistant.desk.chips import as_chips, dimensions_for, merged, value_of
from assistant.desk.form import conditions_in, form_of, with_conditions
from assistant.desk.port import Change, Chip, Form, Kept
from assistant.dialogue.hearing.conditions import Mention, stated
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.session import Session

_CHINESE = re.compile("[\u3400-\u9fff]")


MOST_UNDONE = 50


@dataclass(frozen=True)
class _Holding:
    """What holds for the caller: area, day, conditions."""

    area: str | None
    day: date
    day_is_stated: bool
    held: dict[str, str]


@dataclass(frozen=True)
class _Worked:
    """A calculation that was settled from its form."""

    scheme: str
    facts: dict[str, FactValue]
    day: date


class DeskSession:
    """A call that the operator steers."""

    kept: Kept | None = None

    def __init__(self, assistant: LoadedAssistant, area: str | None, on: date | None,
                 today: date | None = None) -> None:
        self._knowledge = assistant.knowledge
        self._assistant = assistant
        self._session = Session(assistant.knowledge, assistant.reader, assistant.chooser, assistant.answerer, area,
                                on, self._with_chips, today)
        self._held: dict[str, str] = {}
        self._before: list[_Holding] = []
        self._asked_words: tuple[str, ...] = ()
        self._item: str | None = None
        self._worked: _Worked | None = None
        self._again = False

    @property
    def area(self) -> str | None:
        """The id of the caller's area, None while unknown."""
        return self._session.area

    def choose_area(self, area: str | None) -> None:
        """Set the caller's area by id or any name; raises UnknownAreaError."""
        with self._undoable():
            self._session.choose_area(area)

    @property
    def day(self) -> date:
        """The day whose rules are told."""
        return self._session.day

    def set_day(self, day: date) -> None:
        """Set the day whose rules are told."""
        with self._undoable():
            self._session.set_day(day)
            if self._worked:
                self._worked = replace(self._worked, day=day)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The caller's conditions, in the knowledge's order."""
        return as_chips(self._held, self._knowledge)

    def set_chip(self, dimension: str, value: str | None) -> None:
        """Set a condition, or take it away with None; one that it rules out goes, too."""
        with self._undoable():
            self._held = {name: held for name, held in self._held.items() if name != dimension}
            if value is not None:
                self._held = merged(self._held, {dimension: value}, self._knowledge)
            self._session.set_facts(self._held)

    # What holds, as it was before

    @property
    def can_undo(self) -> bool:
        """Whether a condition, the city or the day was changed."""
        return bool(self._before)

    def undo(self) -> None:
        """Take back the last change of a condition, the city or the day, if there is one."""
        if not self._before:
            return
        before = self._before.pop()
        self._session.choose_area(before.area)
        self._session.set_day(before.day, before.day_is_stated)
        self._held = dict(before.held)
        self._session.set_facts(self._held)
        if self._worked:
            self._worked = replace(self._worked, day=before.day)

    def _holding(self) -> _Holding:
        return _Holding(self.area, self.day, self._session.day_is_stated, self._held)

    @contextmanager
    def _undoable(self) -> Iterator[None]:
        """Remember how things stood, if what is done inside changes them."""
        before = self._holding()
        yield
        if self._holding() != before:
            self._before = [*self._before[-MOST_UNDONE:], before]

    def say(self, words: str) -> Reply:
        """Take one utterance and give the reply; the conditions held count as said."""
        going_on = self._session.waits
        said = self._session.words_of(words)
        with self._undoable():
            reply = self._session.say(words)
        if reply.kind is not ReplyKind.CHAT:
            self._asked_words = (*self._asked_words, said) if going_on else (said,)
            self._item = self._item if going_on else None
            self._worked = None
        return reply

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id; raises KeyError for an unknown one."""
        chosen = self._knowledge.entries.get(item) or self._knowledge.schemes[item]
        words = words if _CHINESE.search(words) else chosen.title
        with self._undoable():
            reply = self._session.tell(item, words)
        self._asked_words, self._item, self._worked = (words,), item, None
        return reply

    # The calculators' forms

    @property
    def calculator(self) -> str | None:
        """The id of the calculator that goes with what was told last, None if there is none."""
        subject = self._worked.scheme if self._worked else self._session.subject
        if subject is None or subject in self._knowledge.schemes:
            return subject
        entry = self._knowledge.entries.get(subject)
        if entry is not None and entry.calculate:
            return entry.calculate
        return next((scheme.id for scheme in self._knowledge.schemes.values() if scheme.entry == subject), None)

    @property
    def depends_on(self) -> frozenset[str] | None:
        """The dimensions on which what was told last can depend; None where nothing says so."""
        subject = self._worked.scheme if self._worked else self._session.subject
        return dimensions_for(subject, self.area, self._knowledge) if subject else None

    def form(self, scheme: str) -> Form:
        """A calculator filled from the conditions and from what the call heard; raises KeyError."""
        shape = self._knowledge.schemes[scheme]
        if self._worked and self._worked.scheme == scheme:
            return form_of(shape, self._knowledge, self._worked.facts, self._worked.day)
        case = self._session.gathered(scheme, ",".join(self._asked_words), self._held)
        return form_of(shape, self._knowledge, case.facts, case.day or self.day)

    def work_out(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """What a calculator gives for these facts on a day; the call stays as it is."""
        return self._session.work_out(scheme, facts, day)

    def settle(self, scheme: str, facts: Mapping[str, FactValue], day: date) -> Reply:
        """The same as a turn of the call: its conditions hold from now on."""
        shape = self._knowledge.schemes[scheme]
        with self._undoable():
            reply = self._session.settle(scheme, facts, day)
            self._held = merged(self._held, conditions_in(facts, shape), self._knowledge)
        self._asked_words, self._item, self._worked = (shape.title,), scheme, _Worked(scheme, dict(facts), day)
        return reply

    def _settle_again(self, worked: _Worked) -> Reply:
        shape = self._knowledge.schemes[worked.scheme]
        facts = with_conditions(worked.facts, self._held, shape, self._knowledge)
        self._worked = replace(worked, facts=facts)
        return self._session.settle(worked.scheme, facts, worked.day)

    # The question of last, once more

    def answer_again(self) -> Reply | None:
        """The question of last, with the city, day and conditions as they are now; None before any."""
        if not self._asked_words:
            return None
        words, item = ",".join(self._asked_words), self._item
        if self._worked and self._session.is_told_here(self._worked.scheme):
            return self._settle_again(self._worked)
        self._again = True
        try:
            if item and (self.area is None or self._session.is_told_here(item)):
                return self._session.tell(item, words)
            return self._session.say_again(words)
        finally:
            self._again = False

    def what_if(self, change: Change) -> Reply | None:
        """The question of last with one thing changed; this call stays as it is."""
        twin = self._twin(change.area, afresh=True)
        if change.day is not None:
            twin.set_day(change.day)
        if change.chip is not None:
            twin.set_chip(*change.chip)
        return twin.answer_again()

    def preview(self, words: str) -> Reply:
        """What `say` would reply; this call stays as it is."""
        return self._twin().say(words)

    def _twin(self, area: str | None = None, *, afresh: bool = False) -> DeskSession:
        twin = DeskSession(self._assistant, None, None)
        twin._session = self._session.twin(twin._with_chips, area, afresh=afresh)
        twin._held, twin._asked_words, twin._item = dict(self._held), self._asked_words, self._item
        twin._worked = self._worked
        return twin

    # How conditions reach the dialogue

    def _with_chips(self, heard: Understood) -> Understood:
        """The utterance with the conditions held, as if they had been said; those said now are held from now on."""
        said = stated(heard.mentions)
        several = {dimension for dimension, values in said.items() if len(values) > 1}
        single = {dimension: values[0] for dimension, values in said.items() if len(values) == 1}
        if self._again:
            kept = tuple(m for m in heard.mentions if m.dimension in several or m.negated)
            added = {d: v for d, v in self._held.items() if d not in several}
        else:
            self._held = merged(self._held, single, self._knowledge)
            kept = heard.mentions
            added = {d: v for d, v in self._held.items() if d not in said}
        return replace(heard, mentions=(*kept, *self._as_said(added, len(heard.text))))

    def _as_said(self, held: dict[str, str], length: int) -> list[Mention]:
        """Mentions behind the end of the words: they belong to no clause, hence to no other person."""
        mentions = []
        for dimension, id_ in held.items():
            value = value_of(dimension, id_, self._knowledge)
            if value:
                mentions.append(Mention(dimension, id_, length + 9, length + 9, value.label))
        return mentions
