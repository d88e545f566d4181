"""What is asked of the cases that were calculated before: one of them, all, or what sets two apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculator.scheme import FactValue
from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.calculating.calculators import Calculators, known_values
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.alike_months import month_for_months, on_their_days
from assistant.dialogue.gathering.bills_apart import two_bills
from assistant.dialogue.gathering.continuing import CALLER
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.gathering.households import of_one_home
from assistant.dialogue.gathering.joining import labelled, of_each
from assistant.dialogue.gathering.one_of_them import one_bill, one_named, two_named
from assistant.dialogue.gathering.stretches import each_stretch
from assistant.dialogue.gathering.taking import months_besides, spans, years_besides
from assistant.dialogue.gathering.timing import (
    day_asked,
)
from assistant.dialogue.hearing.asking import (
    BOTH,
    asks_difference,
    from_first,
)
from assistant.dialogue.hearing.other_results import result_asked
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.roster import counts_members
from assistant.dialogue.leaning.turn import words_of
from assistant.dialogue.placed import Case
from assistant.dialogue.reply import Reply
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.outcome_telling import OutcomeTeller
from assistant.dialogue.wording import Writer

# The choice of a calculator by which it tells years apart.
YEAR = "year"


class CasesAgain:
    """Calculates cases again on one knowledge."""

    def __init__(self, writer: Writer, calculators: Calculators, teller: OutcomeTeller) -> None:
        self._writer, self._calculators, self._teller = writer, calculators, teller

    def together(self, choice: Choice, heard: Understood, state: CallState) -> Reply:
        """The cases told before side by side: all of them for the sum, the last two for the difference."""
        calculator, basis = self._calculators.get(state.scheme or ""), self._writer.basis()
        apart = asks_difference(heard)
        if not apart and of_one_home(calculator.shape.facts, state.cases, state.together, heard):
            state.cases = state.cases[-1:]
        months = spans(calculator.shape.facts, heard)
        state.cases = tuple(replace(case, facts={**case.facts, **months}) for case in state.cases)
        day = day_asked(heard, state) if heard.dates else state.today
        cases: Sequence[Case] = of_each(state.cases)
        if apart and from_first(heard) and len(cases) > 1:
            cases = [replace(cases[0], label="原来"), replace(cases[-1], label="现在")]
        else:
            pair = two_named(calculator.scheme, cases, heard) or cases[-2:]
            cases = labelled(calculator.scheme, pair if apart else cases)
        if len(cases) == len(state.cases):
            state.cases = tuple(cases)
        gathered = Gathered(list(cases), True, persons=True, asks_sum=not apart, asks_difference=apart,
                            result=result_asked(heard, [*calculator.scheme.results]))
        told = self._calculators.tell(calculator, self.over(calculator, gathered, heard), day, basis)
        choice = replace(choice, scheme=calculator.shape, entry=None, more=())
        return self._teller.reply(told, basis, state, day, choice)

    def of_one(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """One of the cases, or bills, that were told, by itself, if that is asked for; the call goes on about it."""
        if state.scheme is None or state.subject != state.scheme:
            return None
        calculator, basis = self._calculators.get(state.scheme), self._writer.basis()
        known = words_of(state, calculator.shape)
        case = one_named(state.cases, heard, known, state.together)
        alone = case or one_bill(state.cases, heard, known)
        if alone is None:
            return None
        day = alone.day or state.last_day or state.today
        told = self._calculators.tell(calculator, Gathered([replace(alone, label="")], True), day, basis)
        if case is not None:
            told.short = f"{case.who or case.label or CALLER}:{told.short}"
            state.cases = (*(other for other in state.cases if other is not case), case)
            state.given = {id_: value for id_, value in case.facts.items() if not isinstance(value, str)}
            state.facts.update(known_values(case.facts))
            state.together = 1
        choice = replace(choice, scheme=calculator.shape, entry=None, more=())
        return self._teller.reply(told, basis, state, day, choice)

    def of_two_bills(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """By how much the two bills of the case told last differ, if only that is asked for; the call stays there."""
        if state.scheme is None or state.subject != state.scheme or state.together >= BOTH:
            return None
        calculator, basis = self._calculators.get(state.scheme), self._writer.basis()
        known = words_of(state, calculator.shape)
        cases = two_bills(calculator.shape.facts, calculator.scheme, state.cases, heard, known)
        if not cases:
            return None
        day = state.last_day or state.today
        gathered = Gathered(cases, True, persons=True, asks_difference=True,
                            result=result_asked(heard, [*calculator.scheme.results]))
        told = self._calculators.tell(calculator, gathered, day, basis)
        choice = replace(choice, scheme=calculator.shape, entry=None, more=())
        return self._teller.reply(told, basis, state, day, choice)

    def of_stretches(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """The stretches of months that were told before, each by itself and against each other, if that is asked."""
        if state.scheme is None or state.subject != state.scheme:
            return None
        calculator, basis = self._calculators.get(state.scheme), self._writer.basis()
        cases, monthly = each_stretch(
            calculator.shape.facts, remembered(calculator, state.facts, state.given), heard)
        if not cases:
            return None
        day, apart = state.last_day or state.today, asks_difference(heard)
        gathered = Gathered(cases, True, persons=True, supposed=monthly, asks_difference=apart)
        told = self._calculators.tell(calculator, gathered, day, basis)
        choice = replace(choice, scheme=calculator.shape, entry=None, more=())
        return self._teller.reply(told, basis, state, day, choice)

    def over(self, calculator: Calculator, gathered: Gathered, heard: Understood) -> Gathered:
        """What was gathered, with how many months or years the difference is asked for where these aren't counted.

        What is paid by the year may be asked for over years that the calculator doesn't tell apart. A sum told with
        the question may be that of all the months.
        """
        if not (asks_difference(heard) and len(gathered.cases) == BOTH):
            return gathered
        cases = on_their_days(gathered.cases)
        gathered = replace(gathered, cases=cases or gathered.cases, unlike=cases is None)
        carry, facts = calculator.scheme.carry, calculator.shape.facts
        yearly = counts_members(facts) or (carry is not None and carry.per == "year")
        months = 0 if heard.sums else months_besides(facts, heard, yearly=yearly)
        gathered, alike = self._month_for_months(calculator, gathered, heard)
        months = months or alike
        told_apart = any(f.id == YEAR for f in facts)
        years = years_besides(heard) if counts_members(facts) and not (months or told_apart) else 0
        return replace(gathered, months=months, years=years)

    def _month_for_months(self, calculator: Calculator, gathered: Gathered,
                          heard: Understood) -> tuple[Gathered, int]:
        """What was gathered, a bill of every month as one of them beside the other case's, and how many they are."""
        found = month_for_months(gathered.cases)
        if found is None:
            return gathered, 0
        at, month, number = found
        one, whole = (self._calculators.tell(calculator, Gathered([case], True), heard.today, self._writer.basis())
                      for case in (month, gathered.cases[at]))
        if any(Decimal(whole.amounts.get(name, "0")) != Decimal(amount) * number
               for name, amount in one.amounts.items()) or not one.amounts:
            return replace(gathered, unlike=True), 0
        cases = [month if index == at else case for index, case in enumerate(gathered.cases)]
        return replace(gathered, cases=cases), number


def remembered(calculator: Calculator, known: Mapping[str, tuple[str, ...]],
                given: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """The facts of the calculation before, to be told once more."""
    ids = {fact.id for fact in calculator.scheme.facts}
    facts: dict[str, FactValue] = {name: values[0] for name, values in known.items() if name in ids}
    facts.update({name: value for name, value in given.items() if name in ids})
    return facts
