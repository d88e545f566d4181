"""The path by numbers, built from the knowledge: who callers may be, what they may want to know, which questions.

Nothing is offered that a caller's conditions rule out, and nothing that the documents don't say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from assistant.chat.port import Question
from assistant.dialogue.hearing.conditions import contradicts
from assistant.dialogue.phrases import TELL_ME
from assistant.dialogue.reply import Reply
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Conditions, Entry, Person, SchemeShape, Statement, Theme
from assistant.text.typesetting import typeset

CALCULATE = "算一算："
ALL_THEMES = "都列出来"
_ORDER = (
    Statement.RULE, Statement.PROCEDURE, Statement.PLAN, Statement.CASE, Statement.STATISTIC, Statement.BACKGROUND,
)  # fmt: skip


class Guide:
    """What can be picked by number in each area of one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def people(self, area: str) -> tuple[Person, ...]:
        """Who a caller may be: those with a condition that something in the area depends on."""
        used = set(self._used_values(area))
        return tuple(person for person in self._knowledge.people if used & person.facts.items())

    def themes(self, area: str, person: Person | None) -> tuple[Theme, ...]:
        """The themes that have a question for such a caller, in the knowledge's order."""
        return tuple(theme for theme in self._themes if self.questions(area, person, theme))

    def questions(self, area: str, person: Person | None, theme: Theme) -> tuple[Question, ...]:
        """Calculators, then entries by the kind of their statement, each in the knowledge's order."""
        said = {dimension: (value,) for dimension, value in person.facts.items()} if person else {}
        schemes = (s for s in self._knowledge.schemes_of(area) if self._fits(s, theme, said))
        entries = [
            entry for entry in self._knowledge.entries_of(area)
            if entry.statement is not Statement.GAP and self._fits(entry, theme, said)
        ]  # fmt: skip
        entries.sort(key=lambda entry: _ORDER.index(entry.statement))
        found = [Question(scheme.id, CALCULATE + typeset(scheme.title)) for scheme in schemes]
        return (*found, *(Question(entry.id, typeset(entry.title)) for entry in entries))

    def answers_to(self, reply: Reply) -> tuple[str, ...]:
        """The values of the condition that an answer asks for at its end, as far as the area tells them apart."""
        for dimension in self._knowledge.dimensions.values():
            if typeset(TELL_ME.format(question=dimension.question)) in reply.text:
                used = set(self._used_values(reply.area or ""))
                return tuple(v.label for v in dimension.values if (dimension.id, v.id) in used)
        return ()

    def amount_wanted(self, item: str) -> str:
        """The question for the first quantity that a calculator can't do without; empty for an entry."""
        scheme = self._knowledge.schemes.get(item)
        facts = scheme.facts if scheme else ()
        return next((f.question for f in facts if f.kind != "choice" and not f.dimension and f.default is None), "")

    @cached_property
    def _themes(self) -> tuple[Theme, ...]:
        """The curated themes; topics that belong to none are put to the last."""
        themes = self._knowledge.themes or (Theme(label=ALL_THEMES, topics=("",)),)
        named = {topic for theme in themes for topic in theme.topics}
        items: list[Entry | SchemeShape] = [*self._knowledge.entries.values(), *self._knowledge.schemes.values()]
        left = dict.fromkeys(item.topic for item in items if item.topic not in named)
        *first, last = themes
        return (*first, last.model_copy(update={"topics": (*last.topics, *left)}))

    @staticmethod
    def _fits(item: Entry | SchemeShape, theme: Theme, said: Mapping[str, tuple[str, ...]]) -> bool:
        return item.topic in theme.topics and not contradicts(item.applies, said, {})

    def _used_values(self, area: str) -> Iterator[tuple[str, str]]:
        """The conditions on which something in the area depends, as (dimension, value)."""
        for entry in self._knowledge.entries_of(area):
            for when in (entry.applies, *(variant.when for variant in entry.say.variants)):
                yield from _pairs(when)
        for scheme in self._knowledge.schemes_of(area):
            yield from _pairs(scheme.applies)
            for fact in scheme.facts:
                dimension = self._knowledge.dimensions.get(fact.dimension or "")
                if dimension is not None:
                    values = fact.only or tuple(value.id for value in dimension.values)
                    yield from ((dimension.id, value) for value in values)


def _pairs(when: Conditions) -> Iterator[tuple[str, str]]:
    return ((dimension, value) for dimension, values in when.items() for value in values)
