"""Which of several calculators for the same people is meant, where the words of the question fit more than one.

Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.taking import names_sum, takes_all_sums, takes_any, takes_sum
from assistant.dialogue.gathering.timing import asks_when, names_day
from assistant.dialogue.hearing.asking import asks_how_much
from assistant.dialogue.hearing.other_results import ASKED, asks_other_result
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.roster import counts_members
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape

# Somebody goes once more: what it costs then is a bill of its own.
_SEEN_AGAIN = re.compile(r"[再又][^,.?!;]{0,4}[看睇去住]")
# Parts of a whole are asked for as one.
IN_ONE = re.compile(r"一共|总共|合共|拢共|统共|共总|合计|[加合凑并]|连|算[上进在]|两头|两下里|全算|都算|筹")
# What the insurance gives is asked for.
GIVEN = re.compile(
    r"(?:医保|统筹|公家|国家)[^,.?!;\d]{0,4}(?:给|报|付|出|掏|拿|担)[^,.?!;\d]{0,4}(?:多少|几)|"
    r"(?:能|给|可以|总共|一共)报[^,.?!;\d]{0,3}(?:多少|几)")
# A calculator has some of the quantities it needs, not all of them.
SOME = 1


class Siblings:
    """Finds the one that is meant among the calculators of one knowledge that count the same people."""

    def __init__(self, knowledge: Knowledge, calculators: Calculators) -> None:
        self._knowledge, self._calculators = knowledge, calculators

    def meant(self, choice: Choice, heard: Understood, state: CallState, *, changes: bool) -> Choice:
        """The choice, or the calculator beside it that the sums told or the words that fall mean.

        What `changes` the people counted goes on about the calculator of last, whatever it asks for.
        """
        choice = self._of_bills(self._of_entry(choice, heard, state.topic), heard)
        choice = self._taking_sums(choice, heard)
        choice = self._named(choice if changes else self._asked_for(choice, heard), heard)
        choice = self._counting_days(self._ready(choice, heard), heard)
        return self._unnamed(choice, heard) if choice.scheme and choice.scheme.id == state.scheme else choice

    def _of_entry(self, choice: Choice, heard: Understood, topic: str | None) -> Choice:
        """The choice with the calculator of its entry, where the one chosen is of a matter that no word names."""
        told, entry = choice.scheme, choice.entry
        if told is None or entry is None or told.topic == entry.topic or heard.sums:
            return choice
        named = entry.topic == topic if choice.follows else any(word in heard.text for word in entry.keywords)
        own = self._knowledge.schemes.get(entry.calculate or "")
        if not named or own is None or not takes_any(own.facts, heard) or any(w in heard.text for w in told.keywords):
            return choice
        return replace(choice, scheme=own)

    def _unnamed(self, choice: Choice, heard: Understood) -> Choice:
        """The choice, or, if it is only meant by words none of which fall, a calculator of the topic without such.

        It is, where a sum is told that no word makes one of the choice, and the question is what comes of it.
        """
        told = choice.scheme
        if told is None or not told.needs or told.reverses or self._calculators.asked_round(told.id, heard):
            return choice
        if not heard.sums or heard.corrects or not asks_how_much(heard):
            return choice
        if names_sum(told.facts, heard) and not _SEEN_AGAIN.search(heard.text):
            return choice
        other = next((s for s in self._near(choice) if not s.needs and s.topic == told.topic and s.area == told.area
                      and self._takes_all(s, heard)), None)
        return replace(choice, scheme=other, entry=None, follows=True) if other else choice

    @staticmethod
    def _takes_all(scheme: SchemeShape, heard: Understood) -> bool:
        return takes_all_sums(scheme.facts, heard, wants_one=True)

    def _ready(self, choice: Choice, heard: Understood) -> Choice:
        """The choice, or, if it lacks a sum, a calculator whose own words fall and that has all the sums it needs.

        So with 当月报了三十,还能再报多少: what is left is asked for, and no bill is lacking.
        """
        told = choice.scheme
        matter = told or choice.entry
        if matter is None or not heard.sums:
            return choice
        if told is not None and self._calculators.readiness(told.id, heard, {}, {})[0] != SOME:
            return choice
        other = next((s for s in self._knowledge.schemes.values() if s.needs and not s.reverses and s is not told
                      and s.topic == matter.topic and s.area == matter.area
                      and self._calculators.asked_round(s.id, heard)
                      and names_sum(s.facts, heard)
                      and self._calculators.readiness(s.id, heard, {}, {})[0] > SOME), None)
        return replace(choice, scheme=other, entry=None) if other else choice

    def _counting_days(self, choice: Choice, heard: Understood) -> Choice:
        """The choice, or the calculator of its matter that tells a day out of the one that is told.

        So with 5月18号交的,哪天起能报, where else the rule alone is told.
        """
        entry = choice.entry
        if entry is None or heard.sums or choice.outside or not asks_when(heard):
            return choice
        if choice.scheme is not None and any(f.kind == "date" for f in choice.scheme.facts):
            return choice
        other = next((s for s in self._knowledge.schemes.values() if (s.topic, s.area) == (entry.topic, entry.area)
                      and not s.needs and names_day(s.facts, heard)), None)
        return replace(choice, scheme=other, entry=None, more=()) if other else choice

    def _near(self, choice: Choice) -> Iterator[SchemeShape]:
        return (self._knowledge.schemes[f.item.id] for f in choice.ranked if f.item.kind == "scheme")

    def _alike(self, told: SchemeShape) -> Iterator[SchemeShape]:
        return (s for s in self._knowledge.schemes.values() if (s.topic, s.area) == (told.topic, told.area))

    def _of_bills(self, choice: Choice, heard: Understood) -> Choice:
        """The choice, or, if it takes no sums, the nearest calculator of bills whose words fall and that takes them.

        So where what the insurance gives is asked for: no premium is (我住院三千她两千,医保一共给多少).
        """
        matter = choice.scheme or choice.entry
        if matter is None or choice.follows or not heard.sums or not GIVEN.search(heard.text):
            return choice
        told = choice.scheme
        if told is not None and (not counts_members(told.facts) or any(f.kind == "money" for f in told.facts)):
            return choice
        other = next((s for s in self._near(choice) if s.about and not s.needs and s.area == matter.area
                      and s.topic != matter.topic and "fund_pays" in s.results
                      and self._calculators.asked_round(s.id, heard) and takes_any(s.facts, heard)), None)
        return replace(choice, scheme=other, entry=None, more=()) if other else choice

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
        if choice.entry is not None:
            choice = self._entry_named(choice, choice.entry, heard)
        if told is None or told.needs or not counts_members(told.facts):
            return choice
        alike = (s for s in self._alike(told) if s.needs and counts_members(s.facts) and not s.reverses)
        other = next((s for s in alike if self._calculators.asked_round(s.id, heard)), None)
        return replace(choice, scheme=other) if other else choice

    def _entry_named(self, choice: Choice, entry: Entry, heard: Understood) -> Choice:
        """The choice, or the entry of such a calculator of the same topic, where what comes to the sum is asked for.

        So with 自己交的,公家还补,两头加一块是多少, which isn't what is paid in addition alone.
        """
        if heard.sums or choice.outside or not IN_ONE.search(heard.text):
            return choice
        other = next((s for s in self._knowledge.schemes.values() if (s.topic, s.area) == (entry.topic, entry.area)
                      and s.needs and not s.reverses and counts_members(s.facts)
                      and self._calculators.asked_round(s.id, heard)), None)
        of_other = self._knowledge.entries.get(other.entry or "") if other else None
        if of_other is None or of_other is entry or of_other.calculate != (other and other.id):
            return choice
        return replace(choice, entry=of_other, scheme=other, more=())

    def _takes_sums(self, scheme: SchemeShape, heard: Understood) -> bool:
        """Whether words for a sum of money of a scheme fall, and the sum told is taken for it."""
        named = any(f.kind == "money" and any(word in heard.text for word in f.words) for f in scheme.facts)
        return named and takes_sum(scheme.facts, heard)
