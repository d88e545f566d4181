"""Which of several calculators for the same people is meant, where the words of the question fit more than one.

Calculates nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.dialogue.calculating import Calculators
from assistant.dialogue.choice import Choice
from assistant.dialogue.other_results import ASKED, asks_other_result
from assistant.dialogue.roster import counts_members
from assistant.dialogue.taking import takes_sum
from assistant.dialogue.understanding import Understood
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape


class Siblings:
    """Finds the one that is meant among the calculators of one knowledge that count the same people."""

    def __init__(self, knowledge: Knowledge, calculators: Calculators) -> None:
        self._knowledge, self._calculators = knowledge, calculators

    def meant(self, choice: Choice, heard: Understood, *, changes: bool) -> Choice:
        """The choice, or the calculator for the same people that the sums told or the words that fall mean.

        What `changes` the people goes on about the calculator of last, whatever it asks for.
        """
        choice = self._taking_sums(choice, heard)
        return self._named(choice if changes else self._asked_for(choice, heard), heard)

    def _near(self, choice: Choice) -> Iterator[SchemeShape]:
        return (self._knowledge.schemes[f.item.id] for f in choice.ranked if f.item.kind == "scheme")

    def _alike(self, told: SchemeShape) -> Iterator[SchemeShape]:
        return (s for s in self._knowledge.schemes.values() if (s.topic, s.area) == (told.topic, told.area))

    def _taking_sums(self, choice: Choice, heard: Understood) -> Choice:
        """The choice, or the calculator for the same people that also takes the sum they tell (存折里有一千)."""
        told = choice.scheme
        if told is None or not heard.sums or not counts_members(told.facts) or self._takes_sums(told, heard):
            return choice
        other = next((s for s in self._near(choice) if s.topic == told.topic and counts_members(s.facts)
                      and s.area == told.area and self._takes_sums(s, heard)), None)
        return replace(choice, scheme=other, entry=None) if other else choice

    def _asked_for(self, choice: Choice, heard: Understood) -> Choice:
        """The choice, or the calculator for the same people of which a result is asked for by name (两年一共)."""
        told = choice.scheme
        if told is None or heard.sums or not (counts_members(told.facts) or told.yields):
            return choice
        if self.asks(told, heard) or asks_other_result(heard, told.results):
            return choice
        if self._calculators.counts_differently(told.id, heard):
            return choice
        other = next((s for s in self._knowledge.schemes.values() if s.topic == told.topic and s.area == told.area
                      and counts_members(s.facts) and self.asks(s, heard)), None)
        return replace(choice, scheme=other, entry=None) if other else choice

    def asks(self, scheme: SchemeShape, heard: Understood) -> bool:
        """Whether an utterance asks for one of a scheme's results by a name of its own."""
        return ASKED in self._calculators.conditions_told(scheme.id, heard)

    def _named(self, choice: Choice, heard: Understood) -> Choice:
        """The choice, or a near calculator for the same people that is only meant by words which fall (平均每个月)."""
        told = choice.scheme
        if told is None or told.needs or not counts_members(told.facts):
            return choice
        alike = (s for s in self._alike(told) if s.needs and counts_members(s.facts) and not s.reverses)
        other = next((s for s in alike if self._calculators.asked_round(s.id, heard)), None)
        return replace(choice, scheme=other) if other else choice

    def _takes_sums(self, scheme: SchemeShape, heard: Understood) -> bool:
        """Whether words for a sum of money of a scheme fall, and the sum told is taken for it."""
        named = any(f.kind == "money" and any(word in heard.text for word in f.words) for f in scheme.facts)
        return named and takes_sum(scheme.facts, heard)
