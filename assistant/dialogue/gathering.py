"""From what was understood to the facts a calculator takes: which amount is which, for whom, for when.

Puts together what `choices`, `placing` and `splitting` find, and completes it by what the call has told
before. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from assistant.calculator.scheme import FactValue, Scheme
from assistant.dialogue.choices import Choices
from assistant.dialogue.conditions import Mention
from assistant.dialogue.placing import as_facts, place
from assistant.dialogue.splitting import Case, Splitter
from assistant.dialogue.understanding import Understood, day_of
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape

__all__ = ["Case", "Gathered", "Gatherer"]


@dataclass
class Gathered:
    """The cases of one utterance, whether it brought a quantity, and what was only roughly told."""

    cases: list[Case]
    quantities: bool
    rough: list[str] = field(default_factory=list)
    wanted: frozenset[str] = frozenset()
    persons: bool = False
    placed: int = 0


class Gatherer:
    """Gathers the facts of one scheme out of utterances."""

    def __init__(self, shape: SchemeShape, scheme: Scheme, knowledge: Knowledge) -> None:
        self.shape, self.scheme = shape, scheme
        self._choices = Choices(shape, scheme, knowledge)
        self._splitter = Splitter(self._choices)

    def gather(self, heard: Understood, known: Mapping[str, tuple[str, ...]],
               given: Mapping[str, FactValue]) -> Gathered:
        """The cases of an utterance, completed by conditions known and quantities given before."""
        mentions = (*heard.mentions, *self._choices.own_mentions(heard.text))
        placed = place(self.shape.facts, heard)
        rough = [p.quantity.words for p in placed if p.quantity.approximate]
        shared_day = _day(heard)
        cases = self._splitter.split(heard, mentions, placed)
        persons = bool(cases) and all(c.label not in self._choices.labels() for c in cases)
        if not cases:
            cases = [Case("", {**self._choices.told(mentions), **as_facts(placed)})]
        completed = [self._completed(case, mentions, known, given, shared_day) for case in cases]
        wanted = frozenset(f.id for f in self.shape.facts if any(word in heard.text for word in f.ask_if)
                           and f.id not in {p.fact.id for p in placed})
        told = [p for p in placed if p.quantity.end > p.quantity.start]
        counted = told or sum(p.value for p in placed) > 1
        return Gathered(completed, bool(counted), rough, wanted, persons and len(cases) > 1, len(told))

    def _completed(self, case: Case, mentions: Sequence[Mention], known: Mapping[str, tuple[str, ...]],
                   given: Mapping[str, FactValue], day: date | None) -> Case:
        facts = dict(case.facts)
        self._choices.complete(facts, mentions, known)
        for fact_id, earlier in given.items():
            if any(f.id == fact_id for f in self.scheme.facts):
                facts.setdefault(fact_id, earlier)
        self._choices.imply(facts)
        return Case(case.label, facts, case.day or day)


def _day(heard: Understood) -> date | None:
    """The one day that the whole utterance is about; the day before one that it says 以前 of."""
    for mention in heard.dates:
        if re.match(r"(?:份)?(?:以前|之前|前(?!半|后|期|几))", heard.text[mention.end : mention.end + 4]):
            return mention.first_day - timedelta(days=1)
    days = {day_of(mention) for mention in heard.dates} - {None}
    return days.pop() if len(days) == 1 else None
