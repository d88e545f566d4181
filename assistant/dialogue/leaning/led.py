"""Which calculator the answer told last leads to, and whether something is told for it.

So with sums and the question what they come to (…, 能给多少), and with what is told while the answer waits for it.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.households import told_early
from assistant.dialogue.gathering.taking import names_sum, takes_sum
from assistant.dialogue.hearing.asking import asks_how_much
from assistant.dialogue.hearing.introducing import leaves_open
from assistant.dialogue.hearing.own_words import has_own, own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.hearing.working_out import asks_to_work_out
from assistant.dialogue.household.roster import Homes, counts_members
from assistant.dialogue.leaning.asked_of_result import is_enough
from assistant.dialogue.leaning.turn import LEANS_BELOW, SURE_OTHER, asks, is_unfound
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement
from assistant.text.numerals import QuantityKind

_LASTING = (QuantityKind.MONTHS, QuantityKind.YEARS)
_ONLY_MONTHS = {"choice", "months"}


class Led:
    """What answers lead to, in one knowledge."""

    def __init__(self, knowledge: Knowledge, calculators: Calculators) -> None:
        self._knowledge, self._calculators = knowledge, calculators

    def asked_of(self, choice: Choice, heard: Understood, state: CallState, before: CallState) -> str:
        """The id of the calculator that fits the question best, of those whose entry was told in its place.

        It stays while no other entry is told. One that is only meant by words which fall goes before the others.
        """
        told = self._knowledge.entries.get(state.subject or "")
        named = self._counting_by_words(told, heard) if told and asks_how_much(heard) else ""
        if named:
            return named
        if before.led and state.subject == before.subject:
            return before.led
        schemes = [self._knowledge.schemes[f.item.id] for f in choice.ranked if f.item.kind == "scheme"]
        of_entry = [scheme.id for scheme in schemes if scheme.entry == state.subject]
        if told is not None and told.statement is Statement.GAP:
            of_entry += [scheme.id for scheme in schemes[:1] if scheme.topic == told.topic]
        return next(iter(of_entry), "")

    def _counting_by_words(self, told: Entry, heard: Understood) -> str:
        """The id of a calculator of an entry's matter that counts people and is only meant by words which fall."""
        return next((s.id for s in self._knowledge.schemes.values()
                     if (s.topic, s.area) == (told.topic, told.area) and s.needs and not s.reverses
                     and counts_members(s.facts) and self._calculators.asked_round(s.id, heard)), "")

    def note(self, heard: Understood, state: CallState) -> None:
        """Note what was told for the calculator that the answer told last leads to, to be known when it is fed.

        So the year, the children, and the value said of all grown-ups whose number is still to come.
        """
        led = next((id_ for id_ in (state.led, self.leads_from(state.subject or "")) if id_), "")
        if not led:
            return
        gatherer = self._calculators.get(led).gatherer
        years = gatherer.years_told(heard)
        if len({year.value for year in years}) == 1:
            state.facts[years[0].dimension] = (years[0].value,)
        if not state.homes.last:
            members = told_early(gatherer.shape.facts, heard)
            state.homes = Homes(members, members)

    def leads_from(self, subject: str) -> str:
        """The id of the calculator that what was told last leads to, empty if to none."""
        told = self._knowledge.entries.get(subject)
        return (told.calculate or "") if told else ""

    def meant(self, choice: Choice, heard: Understood, state: CallState) -> Choice | None:
        """The calculator that the answer told last leads to, if something is told for it.

        So with sums and the question what they come to (…, 能给多少), and with what is told without any question
        while the answer waits for it (花了四千三): unless that clearly is about something else.
        """
        if choice.outside or heard.located.elsewhere:
            return None
        over = self._over_months(choice, heard, state)
        if over is not None:
            return replace(choice, scheme=over, entry=None, more=(), other_year=None, follows=True)
        for id_ in dict.fromkeys((state.led, self.leads_from(state.subject or ""))):
            scheme = self._knowledge.schemes.get(id_)
            if scheme is not None and self._is_fed(scheme, choice, heard, state):
                return replace(choice, scheme=scheme, entry=None, more=(), other_year=None, follows=True)
        return None

    def _over_months(self, choice: Choice, heard: Understood, state: CallState) -> SchemeShape | None:
        """The calculator that tells for so many months what the entry told last tells for one (咁成年加埋最多几多)."""
        told, chosen = self._knowledge.entries.get(state.subject or ""), choice.entry or choice.scheme
        asks_it = told is not None and not heard.sums and asks_how_much(heard) and any(
            q.kind in _LASTING for q in heard.quantities)
        if told is None or not asks_it or (chosen is not None and chosen.topic != told.topic):
            return None
        found = [s for s in self._knowledge.schemes.values() if (s.topic, s.area) == (told.topic, told.area)
                 and s.needs and {f.kind for f in s.facts} <= _ONLY_MONTHS and any(f.kind == "months" for f in s.facts)
                 and self._calculators.asked_round(s.id, heard)]
        known = [*state.talk, *(q.words for q in heard.quantities)]
        alone = len(found) == 1 and not own_words(heard, [*known, *found[0].needs, found[0].title])
        return found[0] if alone else None

    def _is_fed(self, scheme: SchemeShape, choice: Choice, heard: Understood, state: CallState) -> bool:
        """Whether an utterance tells something for a calculator that the answer told last leads to."""
        if self._is_for_another(scheme, choice.scheme, heard):
            return False
        of_last = is_unfound(choice) or choice.scheme is scheme
        only_tells = not asks(heard) and not leaves_open(heard)
        if asks_to_work_out(heard) and not has_own(heard, (*state.talk, scheme.title)):
            return True
        if scheme.id == state.led and only_tells and self._tells_of(scheme, choice, heard):
            return True
        if heard.asks:
            gap = choice.entry is not None and choice.entry.statement is Statement.GAP and choice.score < SURE_OTHER
            fits = of_last or (gap and names_sum(scheme.facts, heard))
            leads = bool(heard.sums) and ((asks_how_much(heard) and fits) or is_enough(scheme, heard, state))
        elif self._calculators.counts_part(scheme.id, heard):
            leads = True
        else:
            gap = choice.entry is not None and choice.entry.statement is Statement.GAP
            gap = gap and not _is_of_condition(choice, heard)
            whole = not heard.conditions and self._calculators.readiness(scheme.id, heard, state.facts, {})[0] > 1
            of_last = of_last and (choice.entry is None or bool(heard.amounts))
            unclear = of_last or gap or whole or choice.score < (SURE_OTHER if heard.amounts else LEANS_BELOW)
            leads = unclear and not leaves_open(heard)
        return leads and self._calculators.supplies(scheme.id, heard)

    def _is_for_another(self, led: SchemeShape, chosen: SchemeShape | None, heard: Understood) -> bool:
        """Whether a sum is told, by its name, for a calculator of the same topic alone (每天200块)."""
        if chosen is None or chosen is led or chosen.topic != led.topic or not chosen.needs or chosen.reverses:
            return False
        named = self._calculators.asked_round(chosen.id, heard) and names_sum(chosen.facts, heard)
        return named and not takes_sum(led.facts, heard)

    def _tells_of(self, led: SchemeShape, choice: Choice, heard: Understood) -> bool:
        """Whether nothing but facts of the calculator asked for is told, though they fit others of the same people."""
        told = {shape.topic for shape in (choice.scheme, choice.entry) if shape}
        alike = counts_members(led.facts) and told == {led.topic}
        return alike and self._calculators.supplies(led.id, heard)


def _is_of_condition(choice: Choice, heard: Understood) -> bool:
    """Whether an entry clearly is what holds for a condition that was said, without any sum."""
    said = {mention.dimension for mention in heard.conditions}
    of_it = choice.entry is not None and bool(said & set(choice.entry.applies))
    return of_it and not heard.sums and choice.score >= LEANS_BELOW
