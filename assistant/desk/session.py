"""A call as the desk needs it: conditions that stay, an item told by its id, the question answered anew.

The conditions (chips) belong to the caller: once heard or set they hold for every question of the call,
until something else is said or the operator changes them. They are handed to the dialogue as if they had
been said, outside the words, so that they veto without weighing in the search.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.bootstrap import LoadedAssistant
from assistant.desk.chips import as_chips, merged, value_of
from assistant.desk.port import Change, Chip, Kept
from assistant.dialogue.conditions import Mention, stated
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.session import Session
from assistant.dialogue.understanding import Understood

_CHINESE = re.compile("[\u3400-\u9fff]")


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
        self._asked_words: tuple[str, ...] = ()
        self._item: str | None = None
        self._again = False

    @property
    def area(self) -> str | None:
        """The id of the caller's area, None while unknown."""
        return self._session.area

    def choose_area(self, area: str | None) -> None:
        """Set the caller's area by id or any name; raises UnknownAreaError."""
        self._session.choose_area(area)

    @property
    def day(self) -> date:
        """The day whose rules are told."""
        return self._session.day

    def set_day(self, day: date) -> None:
        """Set the day whose rules are told."""
        self._session.set_day(day)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The caller's conditions, in the knowledge's order."""
        return as_chips(self._held, self._knowledge)

    def set_chip(self, dimension: str, value: str | None) -> None:
        """Set a condition, or take it away with None; one that it rules out goes, too."""
        self._held.pop(dimension, None)
        if value is not None:
            self._held = merged(self._held, {dimension: value}, self._knowledge)
        self._session.set_facts(self._held)

    def say(self, words: str) -> Reply:
        """Take one utterance and give the reply; the conditions held count as said."""
        going_on = self._session.waits
        said = self._session.words_of(words)
        reply = self._session.say(words)
        if reply.kind is not ReplyKind.CHAT:
            self._asked_words = (*self._asked_words, said) if going_on else (said,)
            self._item = self._item if going_on else None
        return reply

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id; raises KeyError for an unknown one."""
        chosen = self._knowledge.entries.get(item) or self._knowledge.schemes[item]
        words = words if _CHINESE.search(words) else chosen.title
        reply = self._session.tell(item, words)
        self._asked_words, self._item = (words,), item
        return reply

    def answer_again(self) -> Reply | None:
        """The question of last, with the city, day and conditions as they are now; None before any."""
        if not self._asked_words:
            return None
        words, item = ",".join(self._asked_words), self._item
        self._again = True
        try:
            if item and (self.area is None or self._session.is_told_here(item)):
                return self._session.tell(item, words)
            return self._session.say_again(words)
        finally:
            self._again = False

    def what_if(self, change: Change) -> Reply | None:
        """The question of last with one thing changed; this call stays as it is."""
        twin = DeskSession(self._assistant, None, None)
        twin._session = self._session.twin(change.area or self.area, twin._with_chips)
        twin._held, twin._asked_words, twin._item = dict(self._held), self._asked_words, self._item
        if change.day is not None:
            twin.set_day(change.day)
        if change.chip is not None:
            twin.set_chip(*change.chip)
        return twin.answer_again()

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
