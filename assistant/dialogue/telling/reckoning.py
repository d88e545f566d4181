"""Replies by a calculator: whether to calculate at all, on what, and what is remembered of it.

The calculation itself and its words are `calculating`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from assistant.calculator.facts import lacking_facts
from assistant.calculator.scheme import FactValue
from assistant.dialogue import phrases
from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.calculating.calculators import Calculators, known_values
from assistant.dialogue.calculating.comparing import Told
from assistant.dialogue.calculating.unsettled import DAY, month_told, twice, waiting
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.continuing import CALLER
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.gathering.joining import cases_after, corrects_last
from assistant.dialogue.gathering.timing import (
    names_time,
    spans_told,
    with_year_of_halves,
    without_denied_days,
)
from assistant.dialogue.hearing.asking import (
    ALL_TOGETHER,
    asks_difference,
    asks_for_both,
    asks_how_much,
    asks_points,
    names_difference,
)
from assistant.dialogue.hearing.aspects import asked_aspects, scheme_aspects
from assistant.dialogue.hearing.people import SELF, named_in
from assistant.dialogue.hearing.reading import THAT_MONTH
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.insured_people import OF_INSURED, as_told_of, of_who_is_named
from assistant.dialogue.household.roster import NOBODY, Homes, counts_members, roster_of
from assistant.dialogue.placed import Case
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.attempt import (
    Attempt,
    asks_own,
    changes_nothing,
    fits_better_than_entry,
    is_better_in_words,
    is_of_entry,
    ruling_day_of,
)
from assistant.dialogue.telling.cases_again import CasesAgain, remembered
from assistant.dialogue.telling.composing import Composer
from assistant.dialogue.telling.findings import Findings
from assistant.dialogue.telling.outcome_telling import OutcomeTeller
from assistant.dialogue.wording import Basis, Writer
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement, Unit
from assistant.policy.references import bare_id
from assistant.text.dates import Precision
from assistant.text.numerals import Quantity, QuantityKind

_SPENT = re.compile(
    r"(?:(?:花|用|使|看病|睇病|门诊|开药|拿药|账单|单子|费用?|目录内|政策内|范围内|合规)(?:[了咗掉去的]|一共|总共|正好|刚好|都|是)*"
    r"|(?:已报|(?:报销?|付|支付|出|给|俾|畀)(?:了|咗|过|返|掉))[了咗]?)$"
)
_ALLOWED = re.compile(r"封顶|限额|额度|最多|上限|为止|以[内上下]|标准")


class Reckoner:
    """Replies by the calculators of one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer, calculators: Calculators, composer: Composer) -> None:
        self._knowledge, self._writer, self._calculators = knowledge, writer, calculators
        self._composer, self._findings = composer, Findings(knowledge, writer, calculators)
        self._teller = OutcomeTeller(writer, composer)
        self.again = CasesAgain(writer, calculators, self._teller)

    def calculate(self, scheme: SchemeShape, facts: dict[str, FactValue], day: date, state: CallState) -> Reply:
        """The calculator's reply to facts as they are given, by the rules of `day`; the state notes it."""
        basis = self._writer.basis()
        told = self._calculators.tell(self._calculators.get(scheme.id), Gathered([Case("", facts)], True), day, basis)
        if told.kind is ReplyKind.CALCULATION and basis.not_begun:
            return self._composer.not_yet(scheme, told.short, basis, state, day)
        state.subject, state.topic, state.last_day = scheme.id, scheme.topic, day
        _keep(facts, scheme, told, state, scheme.title)
        members = roster_of(scheme.facts, facts)
        state.homes = Homes(members, members)
        return self._teller.reply(told, basis, state, day, Choice((), 1.0, scheme=scheme))

    def gathered(self, scheme: str, heard: Understood, known: Mapping[str, tuple[str, ...]],
                 state: CallState) -> Case:
        """What an utterance and the call so far say of a calculator's facts."""
        given = state.given if state.scheme == scheme else {}
        return self._calculators.gathered(scheme, heard, known, given)

    def reply(self, choice: Choice, scheme: SchemeShape, heard: Understood, state: CallState) -> Reply | None:
        """The calculation, if the quantities it wants were given; None to answer in words instead."""
        heard = with_year_of_halves(_of_that_month(without_denied_days(heard), state), state.talk)
        choice = replace(choice, repeats=True) if self._findings.find_anew(scheme, heard, state) else choice
        attempt = self._attempt(choice, scheme, heard, state)
        if not self._is_worth_it(attempt, choice, heard, state):
            return None
        day, basis = ruling_day_of(attempt, heard, state, follows=choice.follows), self._writer.basis()
        if attempt.gathered.unlike or changes_nothing(attempt, choice, heard, day, state):
            return self._composer.plain(ReplyKind.CLARIFY, phrases.UNCLEAR_CHANGE, state)
        told = self._calculators.tell(attempt.calculator, attempt.gathered, day, basis)
        of_years = self._names_years(scheme, heard) or (spans_told(heard) and basis.goes_on_in(heard.years))
        if scheme.entry and _misses_year(basis, heard, state) and not of_years:
            return self._composer.other_year(self._knowledge.entries[scheme.entry], heard, state)
        if choice.other_year is not None and told.kind is ReplyKind.CLARIFY:
            return self._composer.other_year(choice.other_year, heard, state)
        own = told.kind is ReplyKind.CLARIFY and asks_own(attempt, choice, heard)
        if choice.entry is not None and not own and is_better_in_words(told, attempt, heard, choice.entry):
            return None
        month = month_told(heard, state.today)
        if month and told.kind is ReplyKind.CALCULATION:
            bases = (self._writer.basis(), self._writer.basis())
            both = twice(month, attempt.gathered, partial(self._calculators.tell, attempt.calculator), bases)
            told, basis = (both, bases[1]) if both else (told, basis)
        self._note(told, attempt, choice, heard, day, state)
        return self._teller.reply(told, basis, state, day, choice)

    def _note(self, told: Told, attempt: Attempt, choice: Choice, heard: Understood, day: date,
              state: CallState) -> None:
        """Note in the state of the call what was calculated, on what, and what of it the next turns may go on from."""
        gathered, scheme = attempt.gathered, attempt.calculator.shape
        state.turn_to(scheme.id, scheme.topic, day, follows=choice.follows)
        several = told.kind is ReplyKind.CLARIFY and len(gathered.cases) > 1
        facts = _in_all(gathered.cases) if several else gathered.cases[-1 if gathered.joined else 0].facts
        others = self._of_siblings(scheme, state)
        _keep(facts, scheme, told, state, heard.plain)
        state.given = {**others, **state.given}
        self._findings.note(scheme, told, gathered, state)
        state.several = several
        state.homes = gathered.homes
        self._findings.keep_yields(scheme, told, state)
        if told.kind is ReplyKind.CALCULATION and not choice.repeats:
            instead = gathered.continues or corrects_last(heard, attempt.before, gathered.cases[0])
            cases = cases_after(attempt.before, gathered.cases, instead=instead)
            state.cases = cases if gathered.each == 1 else ()
            state.together = len(gathered.cases) if gathered.each == 1 else 0
        if told.asked == DAY:
            state.pending, state.month = waiting(heard)

    def _of_siblings(self, scheme: SchemeShape, state: CallState) -> dict[str, FactValue]:
        """What was given to other calculators for the same people and isn't asked for by this one."""
        last = self._knowledge.schemes.get(state.scheme or "")
        if last is None or last.topic != scheme.topic:
            return {}
        if not (counts_members(last.facts) and counts_members(scheme.facts)):
            return {}
        own = {fact.id for fact in scheme.facts}
        return {id_: value for id_, value in state.given.items() if id_ not in own}

    def _attempt(self, choice: Choice, scheme: SchemeShape, heard: Understood, state: CallState) -> Attempt:
        calculator = self._calculators.get(scheme.id)
        supplied = choice.repeats or self._calculators.supplies(scheme.id, heard)
        same = state.scheme == scheme.id and choice.follows and (
            choice.entry is None or heard.elliptical or heard.corrects or supplied or _asks_of_that_time(heard, state))
        last = self._knowledge.schemes.get(state.scheme or "")
        of_found = choice.turned and last is not None and last.reverses == scheme.id
        before = state.cases if same or of_found or (state.scheme == scheme.id and asks_for_both(heard)) else ()
        if not before and choice.follows and (asks_for_both(heard) or asks_difference(heard)):
            before = _known_before(calculator, state)
        known = {**_of_the_same(scheme, heard, state), **state.facts_for(heard.mentions, follows=choice.follows)}
        shares = state.subject == state.scheme and any(f.as_in == state.scheme for f in scheme.facts if f.as_in)
        goes_on = same or shares or (choice.follows and scheme.topic == state.topic)
        given, homes = (state.given, state.homes) if goes_on else ({}, NOBODY)
        whose = next((case.who for case in reversed(state.cases) if case.who), "")
        told_on = (state.cases[-1].day if state.cases else None) or state.last_day
        last_day = None if names_time(heard) else told_on
        gathered = (Gathered([Case("", remembered(calculator, known, given), last_day)], True, homes=homes)
                    if choice.repeats else calculator.gatherer.gather(heard, known, given, before, homes, whose))
        gathered.cases = as_told_of(gathered.cases, state.insured, scheme.facts, heard)
        gathered.asks_points = asks_points(heard)
        gathered = self.again.over(calculator, gathered, heard) if before or counts_members(scheme.facts) else gathered
        if gathered.joined and heard.elliptical and not asks_difference(heard):  # asks as was asked last
            gathered.asks_sum = gathered.asks_sum or bool(ALL_TOGETHER.search(state.last_said))
            gathered.asks_difference = not gathered.asks_sum and names_difference(state.last_said)
        asked_of = (supplied or heard.elliptical or heard.corrects or state.scheme != scheme.id
                    or fits_better_than_entry(choice, scheme))
        leans = choice.follows and asked_of and any(fact.id in given for fact in calculator.scheme.facts)
        led = bool(choice.ranked) and choice.ranked[0].item.id == scheme.id
        return Attempt(calculator, gathered, same, leans, led, before)

    def _names_years(self, scheme: SchemeShape, heard: Understood) -> bool:
        """Whether the years told are those that the calculator's result is said to be of."""
        said = "".join((scheme.say, *(remark.say for remark in scheme.remarks)))
        ids = [bare_id(id_) for name, id_ in scheme.figures.items() if f"{{{name}}}" in said]
        own = [figure for id_ in ids if (figure := self._knowledge.figures[id_]).unit is Unit.YEAR]
        years = {value.value for figure in own for value in figure.values}
        return bool(heard.years) and {str(year) for year in heard.years} <= years

    def _is_worth_it(self, attempt: Attempt, choice: Choice, heard: Understood, state: CallState) -> bool:
        """Whether to calculate rather than answer: amounts were given, or none is needed and it fits best."""
        gathered, calculator = attempt.gathered, attempt.calculator
        if choice.repeats or choice.turned or gathered.wanted or attempt.same or attempt.goes_on:
            return True
        if choice.entry is not None and _asks_only_when(heard, calculator.shape, state):
            return False
        quoted = heard.asks_why or (not attempt.led and self._quotes(choice.entry, heard, state))
        if gathered.quantities and not quoted:
            return True
        if asks_own(attempt, choice, heard):
            return True
        own = calculator.gatherer.own_conditions(heard)
        if is_of_entry(choice, calculator.shape) and not heard.asks_why and calculator.varies(own):
            return True
        meant = attempt.led and bool(calculator.shape.about) and bool(own)
        idle = calculator.starts_from_nothing and not gathered.quantities and not meant
        if calculator.wants_quantity or idle:
            return choice.entry is None
        best = next((f for f in choice.ranked if f.item.kind != "outside"), None)
        return choice.entry is None or (best is not None and best.item.kind == "scheme")

    def _quotes(self, entry: Entry | None, heard: Understood, state: CallState) -> bool:
        """Whether the caller's amounts are figures of the answer itself, quoted back, not a bill."""
        numbers = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL]
        if any(_is_spent(quantity, heard) for quantity in numbers):
            return False
        if entry is None or not numbers or (entry.calculate and entry.statement is not Statement.STATISTIC):
            return False
        basis = self._writer.basis()
        self._writer.sentences(entry, {}, state.today, basis)
        told = basis.base_amounts()
        return all(quantity.value in told for quantity in numbers)


def _asks_only_when(heard: Understood, scheme: SchemeShape, state: CallState) -> bool:
    """Whether only a day is asked for, and no amount or day told, where a calculator comes to none (哪一日开始的)."""
    asked = asked_aspects(heard.matched)
    of_sums = asked & {"money", "share", "count", "span"} or heard.sums
    if any(d.precision is Precision.DAY for d in heard.dates) or any(isinstance(v, date) for v in state.given.values()):
        return False
    return "date" in asked and "date" not in scheme_aspects(scheme)[0] and not of_sums


def _asks_of_that_time(heard: Understood, state: CallState) -> bool:
    """Whether a sum is asked for as it was at another time, of what was calculated last (那五月份买的得先掏多少)."""
    told = state.last_reply is not None and state.last_reply.kind is ReplyKind.CALCULATION
    dated = any(not heard.text.startswith(("前", "之前", "以前"), mention.end) for mention in heard.dates)
    return told and dated and asks_how_much(heard) and not heard.quantities


def _of_the_same(scheme: SchemeShape, heard: Understood, state: CallState) -> dict[str, tuple[str, ...]]:
    """What insurance was told before: of who is named, or in the same matter where nobody else is."""
    theirs = of_who_is_named(state.insured, heard)
    if theirs or scheme.topic != state.topic or set(named_in(heard.text)) - {SELF}:
        return dict(theirs)
    return {name: values for name, values in state.facts.items() if name in OF_INSURED}


def _of_that_month(heard: Understood, state: CallState) -> Understood:
    """The utterance without 当月 for a date, where the calculation before was of another day: its month is meant."""
    told = state.last_day is not None and (state.last_day.year, state.last_day.month) != (
        state.today.year, state.today.month)
    only = bool(heard.dates) and all(mention.words == THAT_MONTH for mention in heard.dates)
    return replace(heard, dates=()) if told and only and state.subject == state.scheme else heard


def _is_spent(quantity: Quantity, heard: Understood) -> bool:
    """Whether an amount is told as what something cost (花了70块, 目录内70), not as what a rule allows (70块封顶)."""
    before, after = heard.text[max(0, quantity.start - 8) : quantity.start], heard.text[quantity.end : quantity.end + 4]
    return quantity.kind is QuantityKind.MONEY and bool(_SPENT.search(before)) and not _ALLOWED.search(after)


def _known_before(calculator: Calculator, state: CallState) -> tuple[Case, ...]:
    """The caller's own case, where nothing but conditions is needed for one and they were told before."""
    facts = remembered(calculator, state.facts, {})
    return () if not facts or lacking_facts(calculator.scheme, facts) else (Case("", facts, who=CALLER),)


def _misses_year(basis: Basis, heard: Understood, state: CallState) -> bool:
    """Whether the caller named a year, and the amounts that were used are for others."""
    if not heard.years or (heard.relative_years and not state.date_given):
        return False
    out_of_time = (basis.past or basis.future) and not basis.present
    against = {d.first_day.year for d in heard.dates if heard.text[: d.start].endswith(("比", "较"))}
    only_against = set(heard.years) <= against  # 比2020年多多少 asks of the year after it
    asked = [year + 1 for year in against] if only_against else heard.years
    if (only_against or (out_of_time and not heard.relative_years)) and basis.is_of(asked):
        return False
    return bool(out_of_time) or not basis.covers(year for year in heard.asked_years if year > state.today.year)


def _in_all(cases: Sequence[Case]) -> dict[str, FactValue]:
    """The facts that are the same in all cases."""
    first, *others = (case.facts for case in cases)
    return {id_: value for id_, value in first.items() if all(facts.get(id_) == value for facts in others)}


def _keep(facts: dict[str, FactValue], scheme: SchemeShape, told: Told, state: CallState, words: str) -> None:
    state.scheme = scheme.id
    state.given = {name: value for name, value in facts.items() if not isinstance(value, str)}
    state.facts.update(known_values(facts))
    if told.kind is ReplyKind.CLARIFY:
        state.asked = told.asked
        state.options = tuple((label, label) for _, label in told.options)
        state.pending = words
