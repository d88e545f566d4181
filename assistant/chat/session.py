"""A citizen's call: who the caller picked to be holds for all that they ask about themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.bootstrap import LoadedAssistant
from assistant.desk.chips import merged, value_of
from assistant.dialogue.hearing.conditions import Mention, stated
from assistant.dialogue.hearing.people import SELF
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import Reply
from assistant.dialogue.session import Session
from assistant.policy.model import Person

_OTHERS = re.compile("孩子|小孩|娃|老人|别人|朋友|邻居|亲戚|家人|家里|全家|一家|两个人|几个人")


class ChatSession:
    """A call on one loaded knowledge."""

    def __init__(self, assistant: LoadedAssistant, area: str | None, on: date | None,
                 today: date | None = None) -> None:
        self._knowledge = assistant.knowledge
        self._person: Person | None = None
        self._session = Session(assistant.knowledge, assistant.reader, assistant.chooser, assistant.answerer, area,
                                on, self._with_person, today)

    @property
    def area(self) -> str | None:
        """The id of the caller's area, None while unknown."""
        return self._session.area

    def choose_area(self, area: str | None) -> None:
        """Set the caller's area by id or any name; raises UnknownAreaError."""
        self._session.choose_area(area)

    def be(self, person: Person | None) -> None:
        """Let the caller be this kind of person (None: not said)."""
        self._person = person

    def be_one(self, id: str) -> None:
        """Let the caller be the kind of person with this id ("": not said); raises KeyError."""
        self.be({person.id: person for person in self._knowledge.people}[id] if id else None)

    def say(self, words: str) -> Reply:
        """Take one utterance and give the reply."""
        return self._session.say(words)

    def tell(self, item: str, words: str) -> Reply:
        """Tell the entry, or run the calculator, with this id; raises KeyError for an unknown one."""
        return self._session.tell(item, words)

    def _with_person(self, heard: Understood) -> Understood:
        """The utterance with the person's conditions as if they had been said, unless it says otherwise.

        What is asked for somebody else, or for several kinds of people at once, is left as it is.
        """
        if self._person is None or _speaks_of_others(heard):
            return heard
        said = stated(heard.mentions)
        if any(len(values) > 1 for values in said.values()):
            return heard
        single = {dimension: values[0] for dimension, values in said.items()}
        mentioned = {mention.dimension for mention in heard.mentions}
        held = {d: v for d, v in merged(self._person.facts, single, self._knowledge).items() if d not in mentioned}
        return replace(heard, mentions=(*heard.mentions, *self._as_said(held, len(heard.text))))

    def _as_said(self, held: dict[str, str], length: int) -> list[Mention]:
        """Mentions behind the end of the words: they belong to no clause, hence to no other person."""
        labels = {d: value_of(d, v, self._knowledge) for d, v in held.items()}
        at = length + 9
        return [Mention(d, held[d], at, at, value.label) for d, value in labels.items() if value is not None]


def _speaks_of_others(heard: Understood) -> bool:
    return any(c.person not in (None, SELF) for c in heard.clauses) or bool(_OTHERS.search(heard.plain))
