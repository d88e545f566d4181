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
from assistant.desk.port import Change, Chip
from assistant.dialogue.catalog import Item
from assistant.dialogue.choosing import Choice
from assistant.dialogue.conditions import Mention, stated
from assistant.dialogue.finding import Found
from assistant.dialogue.reply import Reply, ReplyKind, in_print
from assistant.dialogue.session import Session
from assistant.dialogue.understanding import Understood
from assistant.policy.model import Entry, SchemeShape

_CHINESE = re.compile("[\u3400-\u9fff]")


class DeskSession(Session):
    """A call that the operator steers."""

    def __init__(self, assistant: LoadedAssistant, area: str | None, on: date | None) -> None:
        super().__init__(assistant.knowledge, assistant.reader, assistant.chooser, assistant.answerer, area, on)
        self._assistant = assistant
        self._held: dict[str, str] = {}
        self._asked_words: tuple[str, ...] = ()
        self._item: str | None = None
        self._again = False

    @property
    def day(self) -> date:
        """The day whose rules are told."""
        return self._state.today

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The caller's conditions, in the knowledge's order."""
        return as_chips(self._held, self._knowledge)

    def say(self, words: str) -> Reply:
        """Take one utterance and give the reply; the conditions held count as said."""
        going_on = self._state.asked is not None
        said = self._picked(words.strip()) or words
        reply = super().say(words)
        if reply.kind is not ReplyKind.CHAT:
            self._asked_words = (*self._asked_words, said) if going_on else (said,)
            self._item = self._item if going_on else None
        return reply

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id; raises KeyError for an unknown one."""
        chosen = self._knowledge.entries.get(item) or self._knowledge.schemes[item]
        words = words if _CHINESE.search(words) else chosen.title
        if self.area is None or chosen.area not in {a.id for a in self._knowledge.lineage(self.area)}:
            self.choose_area(chosen.area)
        heard = self._with_chips(self._reader.read(words, self.area, self.day))
        choice = self._choice_of(chosen)
        reply = self._with_candidates(self._answerer.reply(choice, heard, self._state), choice)
        self._asked_words, self._item = (words,), item
        return in_print(self._remember(heard, reply, self.area or chosen.area))

    def _choice_of(self, chosen: Entry | SchemeShape) -> Choice:
        kind = "entry" if isinstance(chosen, Entry) else "scheme"
        found = Found(Item(chosen.id, kind, chosen.area, chosen.topic, chosen.title), 1.0, chosen.title)
        if isinstance(chosen, Entry):
            scheme = self._knowledge.schemes.get(chosen.calculate or "")
            return Choice((found,), 1.0, entry=chosen, scheme=scheme)
        return Choice((found,), 1.0, scheme=chosen)

    def set_chip(self, dimension: str, value: str | None) -> None:
        """Set a condition, or take it away with None; one that it rules out goes, too."""
        self._held.pop(dimension, None)
        if value is not None:
            self._held = merged(self._held, {dimension: value}, self._knowledge)
        self._state.facts = {name: (held,) for name, held in self._held.items()}

    def set_day(self, day: date) -> None:
        """Set the day whose rules are told."""
        self._state.today, self._state.date_given = day, True

    def answer_again(self) -> Reply | None:
        """The question of last, with the city, day and conditions as they are now; None before any."""
        if not self._asked_words:
            return None
        words, item = self._asked_words, self._item
        self._state.asked, self._state.options, self._state.pending = None, (), None
        self._again = True
        try:
            holds_here = item is not None and self._is_told_here(item)
            return self.tell(item, ",".join(words)) if item and holds_here else super().say(",".join(words))
        finally:
            self._again = False
            self._asked_words, self._item = words, item

    def _is_told_here(self, item: str) -> bool:
        chosen = self._knowledge.entries.get(item) or self._knowledge.schemes[item]
        return self.area is None or chosen.area in {a.id for a in self._knowledge.lineage(self.area)}

    def what_if(self, change: Change) -> Reply | None:
        """The question of last with one thing changed; this call stays as it is."""
        twin = DeskSession(self._assistant, change.area or self.area, None)
        twin._state = replace(self._state, area=twin.area, facts=dict(self._state.facts), given={}, subject=None)
        twin._held, twin._asked_words, twin._item = dict(self._held), self._asked_words, self._item
        if change.day is not None:
            twin.set_day(change.day)
        if change.chip is not None:
            twin.set_chip(*change.chip)
        return twin.answer_again()

    # How conditions reach the dialogue

    def _answer(self, heard: Understood) -> Reply:
        return super()._answer(self._with_chips(heard))

    def _areas(self, heard: Understood) -> tuple[str, ...] | None:
        """The areas to answer for; when the question is answered anew, the one the operator chose."""
        if self._again and self.area and len(heard.located.areas) < 2:
            return (self.area,)
        return super()._areas(heard)

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
