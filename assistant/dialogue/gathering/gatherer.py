"""From what was understood to the facts a calculator takes: which amount is which, for whom, for when.

Puts together what `choices`, `placing` and `splitting` find, and completes it by what the call has told
before. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.calculator.facts import lacking_facts
from assistant.calculator.scheme import FactKind, FactValue, Scheme
from assistant.dialogue.gathering.bill_asked import with_bill_asked
from assistant.dialogue.gathering.choices import PERIODS, Choices
from assistant.dialogue.gathering.continuing import (
    comes_anew,
    is_anothers,
    of_both_told,
    of_each_bill,
    of_new_bill,
    with_derived,
    with_more,
    without_amounts,
    without_new,
)
from assistant.dialogue.gathering.each_person import in_totals, of_each_person
from assistant.dialogue.gathering.gathered import Among, Amounts, Gathered, Parts, Reading
from assistant.dialogue.gathering.growing import grown
from assistant.dialogue.gathering.households import change_of, homes_after, homes_changed, of_the_same_home
from assistant.dialogue.gathering.joining import amended, in_all, in_one_year, joined, told_before_last, who
from assistant.dialogue.gathering.monthly import of_months, with_months_before, without_their_whole
from assistant.dialogue.gathering.months_chosen import months_chosen, with_months_chosen
from assistant.dialogue.gathering.outsiders import mentions_of_caller, without_those_beside
from assistant.dialogue.gathering.placing import Placing, place
from assistant.dialogue.gathering.reaching import reached_so_far
from assistant.dialogue.gathering.recurring import Recurring
from assistant.dialogue.gathering.set_apart import by_difference
from assistant.dialogue.gathering.setting_right import set_right
from assistant.dialogue.gathering.since_change import since_change
from assistant.dialogue.gathering.splitting import Splitter
from assistant.dialogue.gathering.standing import at_present
from assistant.dialogue.gathering.stretches import stretch_corrected, tells_stretch, with_stretches_before
from assistant.dialogue.gathering.taking import not_taken
from assistant.dialogue.gathering.timing import (
    LIFE,
    days_told,
    denied_days,
    in_year_told,
    is_of_care,
    months_told,
    moved_to,
    names_present,
    names_time,
    stretches,
    whole_day,
    without_denied_days,
)
from assistant.dialogue.gathering.whole_bills import given_with_a_part
from assistant.dialogue.gathering.yearly import by_year
from assistant.dialogue.hearing.against_before import rate_before
from assistant.dialogue.hearing.asking import (
    ALL_TOGETHER,
    alike_otherwise,
    asks_change,
    asks_difference,
    asks_for_both,
    leans_back,
)
from assistant.dialogue.hearing.conditions import Mention, stated
from assistant.dialogue.hearing.correcting import moves_number, tells_forgotten
from assistant.dialogue.hearing.cues import fits_kind, of_measure
from assistant.dialogue.hearing.holding import without_another_time
from assistant.dialogue.hearing.other_results import without_result
from assistant.dialogue.hearing.own_rule import OwnRule, own_rule, without_price
from assistant.dialogue.hearing.room_left import asks_for_room
from assistant.dialogue.hearing.shifting import days_shifted
from assistant.dialogue.hearing.understanding import Understood, day_of
from assistant.dialogue.household.changes import Change
from assistant.dialogue.household.roster import NOBODY, Homes, counts_members, facts_of
from assistant.dialogue.placed import Case, Placed, as_facts
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import FactShape, SchemeShape
from assistant.text.dates import DateMention, Precision
from assistant.text.numerals import QuantityKind

_IN_ALL = re.compile(
    r"一共|总共|合共|合计|合起来|加起来|加一块|加一起|一起|统共|拢共|俩人|两个人|两人|一块儿?(?=[能报得有多几])"
)
# A sum that is asked for beside a difference: not 一共多花了多少, which is the difference over a time.
_SUM_BESIDES = re.compile(
    rf"(?:{ALL_TOGETHER.pattern})(?!(?:要|得|能|会|可以|应该|就|是|又|先|自己|给|,)*(?:[多少][^多少,.?!;]{{0,5}}(?:多少|几多|几|好多)|省|差))")
_CALENDAR_DAY = re.compile(r"[月./-]")
_LITTLE = 24
_SHORTEST = 10
# Words of a fact for the rate of an earlier time.
_FORMERLY = {"以前", "从前", "原来"}
_COUNTED = (QuantityKind.COUNT, QuantityKind.MONTHS, QuantityKind.DAYS)


class Gatherer:
    """Gathers the facts of one scheme out of utterances."""

    def __init__(self, shape: SchemeShape, scheme: Scheme, knowledge: Knowledge) -> None:
        self.shape, self.scheme = shape, scheme
        self._choices = Choices(shape, scheme, knowledge)
        self.takes_price = not any(f.kind == "money" and f.default is None for f in shape.facts)
        self._splitter, self.recurring = Splitter(self._choices), Recurring(shape, scheme)

    def own_conditions(self, heard: Understood) -> tuple[Mention, ...]:
        """The conditions of the scheme's own that an utterance tells, of those who are asked for."""
        own = without_another_time(heard.text, self._choices.own_mentions(heard), heard.clauses)
        return (*own, *self._choices.year_mentions(heard.dates))

    def years_told(self, heard: Understood) -> tuple[Mention, ...]:
        """The years that an utterance tells for a choice of the scheme."""
        return self._choices.year_mentions(heard.dates)

    def gather(self, heard: Understood, known: Mapping[str, tuple[str, ...]],
               given: Mapping[str, FactValue], told: Sequence[Case] = (), homes: Homes = NOBODY,
               whose: str = "") -> Gathered:
        """The cases of an utterance, completed by conditions known and quantities given before, which are `whose`.

        The last of the cases `told` before stands beside the one of this utterance, if it asks for both. What the
        utterance changes about the household told before (`homes`) is worked out from that.
        """
        denied = [day for d in denied_days(heard) if (day := day_of(d))]
        read = self._read(heard, given, told)
        heard, mentions = read.heard, read.mentions
        shift = self.change(heard, read.placing, homes)
        if shift:
            return self._changed(shift, heard, mentions, read.placing, known, given, homes)
        if names_time(heard):
            known = self._choices.without_periods(known) | stated(m for m in mentions if m.value in PERIODS)
        amounts = self._amounts(heard, read.placing, given, told, homes)
        given, amounts = self._made_whole(heard, of_both_told(self.shape.facts, told, given, heard), amounts, told)
        parts = self._parts(heard, mentions, amounts, known, given, told)
        timed = self._timed(heard, given, amounts.placed)
        given, day = _of_day(heard, mentions, given, amounts.placed, denied, told)
        timed = {**timed, **self._formerly(heard, amounts.placed)}
        of_all = {id_: v for id_, v in timed.items() if not _has_months(parts.cases[0], id_)}
        cases = [replace(c, facts=self._with_before({**c.facts, **of_all}, given, heard)) for c in parts.cases]
        own_rule_told = self._own_rule(read.whole, amounts.placed)
        alone = self._alone(cases[0], heard, amounts.placed, told) if len(cases) == 1 else None
        among = self._among(alone, read, amounts.placed, parts, known, given, day, told, whose, own_rule_told)
        left = [among.case] if among.case else [replace(c, who=c.who or c.label) for c in cases]
        completed = among.both or [
            self._completed(case, parts.mentions, among.known, among.given, among.day) for case in left]
        continues = among.case is not among.alone
        gathered = self._gathered(completed, heard, read.placing, amounts, parts, timed, homes,
                                  joined=bool(among.both), continues=continues)
        gathered.own_rule = own_rule_told
        gathered.left += among.unclear
        if among.case is not None and continues:
            gathered.earlier = without_new(self.shape.facts, gathered.cases[0], among.case, among.before)
        return gathered

    def _read(self, heard: Understood, given: Mapping[str, FactValue], told: Sequence[Case]) -> Reading:
        """What an utterance tells of the scheme's choices and which quantities stand for which facts."""
        heard = at_present(without_denied_days(heard))
        heard = replace(heard, quantities=tuple(without_those_beside(heard.quantities, heard)))
        heard = replace(heard, quantities=tuple(without_their_whole(heard.quantities, heard)))
        own = (*self.own_conditions(heard), *(self._choices.beside(heard, told[-1].facts) if told else ()))
        mentions = self._choices.both_periods(mentions_of_caller((*heard.mentions, *own), heard), heard)
        mentions = self._choices.switched(self._choices.of_another(mentions, heard), heard)
        if _tells_its_day(heard) and len({m.value for m in mentions if m.value in PERIODS}) == 1:
            mentions = tuple(self._choices.of_no_period(mentions))  # 六月十号买的,新规矩还没下来: the day tells it
        whole, heard = heard, without_price(heard) if self.takes_price else heard
        mentions = self._choices.of_two_groups(mentions, heard)
        placing = place(self.shape.facts, heard)
        if not told or (len(told) == 1 and not heard.sums and not heard.conditions):
            mentions = self._choices.against_before(mentions, heard)
        placing = replace(placing, placed=reached_so_far(placing.placed, self.shape.facts, given, heard))
        return Reading(whole, heard, own, mentions, placing)

    def _among(self, alone: Case | None, read: Reading, placed: Sequence[Placed], parts: Parts,
               known: Mapping[str, tuple[str, ...]], given: Mapping[str, FactValue], day: date | None,
               told: Sequence[Case], whose: str, own_rule_told: OwnRule | None) -> Among:
        """The only case of an utterance set among those told before, and what of them still holds of it.

        `whose` are the quantities `given`; None for the case stands for several, that are among themselves.
        """
        heard, unclear = read.heard, list[str]()
        if alone and told:
            alone, unclear = set_right(alone, placed, given, heard)
        theirs = told_before_last(told, alone.who) if alone else None
        if theirs is not None:
            given, known, day = self._as_told(theirs, day)
        elif alone and is_anothers(self.scheme, alone, whose, told, heard):
            given = without_amounts(self.scheme, given)
            known = {name: values for name, values in known.items() if name in self._choices.shared}
        given = of_new_bill(self.shape.facts, placed, given, heard) if told else given
        other = without_result(heard, read.own)
        beside = alone is not None and bool(told) and (own_rule_told is None or own_rule_told.earlier)
        both = self._beside(alone, parts.mentions, known, given, day, told, other) if alone and beside else []
        case: Case | None = alone
        before: Mapping[str, FactValue] = with_derived(self.shape.facts, given)
        one_year = in_one_year(self.scheme, both) and not asks_difference(other)
        if alone and (not both or one_year) and (not heard.corrects or tells_forgotten(heard.text)):
            case, before = self._behind_earlier(alone, placed, before, heard, told)
            both = both if case is alone else []
        return Among(alone, case, both, known, given, before, day, unclear)

    def _gathered(self, cases: list[Case], heard: Understood, placing: Placing, amounts: Amounts, parts: Parts,
                  timed: Mapping[str, FactValue], homes: Homes, *, joined: bool, continues: bool) -> Gathered:
        """The completed cases with what is asked of them, and what of the utterance wasn't taken."""
        cases = [with_bill_asked(cases[0], heard)] if len(cases) == 1 else cases
        placed, apart = amounts.placed, asks_difference(without_result(heard, parts.mentions))
        apart = apart or parts.apart or (joined and asks_change(heard))
        wanted = frozenset(f.id for f in self.shape.facts
                           if (any(word in heard.text for word in f.ask_if) or _told_of_several(f, cases[0])
                               or (f.heads == "all" and placing.home and placing.home.some))
                           and f.id not in {p.fact.id for p in placed})
        number = self._number_said(heard, placed, timed, cases[0])
        number = number or int(bool(placing.home and placing.home.gone))
        counted = number or self._counts_heads(heard, placed, cases[0])
        recurs = parts.each > 1 and not placed
        asks_sum = bool((_SUM_BESIDES if apart else _IN_ALL).search(heard.text))
        return Gathered(
            cases, bool(counted or joined or parts.of_years or recurs),
            [p.quantity.words for p in placed if p.quantity.approximate], wanted,
            joined or (parts.of_persons and len(parts.cases) > 1), number, 1 if joined else parts.each,
            each_of=parts.each_of, repeated=[*placing.repeated, *amounts.repeated],
            asks_sum=asks_sum and not (parts.of_years and apart), asks_difference=apart,
            left=[*parts.left, *_left_out(stretches(heard), timed)],
            misses_sums=bool(placing.unused) and not any(p.fact.kind == "money" for p in placed),
            continues=continues, joined=joined, asks_room=asks_for_room(heard),
            homes=homes_after(self.shape.facts, heard, placing, cases[0], homes))

    def _own_rule(self, heard: Understood, placed: Sequence[Placed]) -> OwnRule | None:
        """The caller's own rate or price, where no fact takes it, and of an earlier time no rule of then is known.

        What is paid is a price only where no amount is needed.
        """
        told = own_rule(heard)
        if told is None or any(p.quantity == told[1] for p in placed):
            return None
        rule, needs_sum = told[0], any(f.kind == "money" and f.default is None for f in self.shape.facts)
        known = self._choices.knows_periods and rule.earlier
        return None if known or (rule.is_price and needs_sum) else rule

    def _formerly(self, heard: Understood, placed: Sequence[Placed]) -> dict[str, FactValue]:
        """The caller's own rate of an earlier time at the fact that takes one, if no number stands there."""
        told = rate_before(heard)
        facts = [f for f in self.shape.facts if f.kind == "fraction" and _FORMERLY & set(f.words)]
        if told is None or len(facts) != 1 or any(p.fact is facts[0] for p in placed):
            return {}
        return {facts[0].id: told.value}

    def _amounts(self, heard: Understood, placing: Placing, given: Mapping[str, FactValue], told: Sequence[Case],
                 homes: Homes) -> Amounts:
        """The quantities that an utterance gives, over all their months."""
        instead = self._in_its_place(heard, given) if told and not placing.placed else []
        beside = asks_for_both(heard) and not asks_difference(heard)
        members = placing.placed if beside else of_the_same_home(self.shape.facts, placing, homes)
        members = grown(members or instead, given, heard, homes) if told else members or instead
        placed, repeated, months = self.recurring.each_month(of_months(members, heard), heard)
        if not placed and told:
            placed = self.recurring.in_months_named(heard, given)
            months = months if placed else max(self.recurring.months_likewise(heard, given), months)
        return Amounts(placed, repeated, months, [] if instead else [q.words for q in placing.left])

    def _made_whole(self, heard: Understood, given: Mapping[str, FactValue], amounts: Amounts,
                    told: Sequence[Case]) -> tuple[Mapping[str, FactValue], Amounts]:
        """What was given, a bill over its months and several as one with a part of them, and the words for that."""
        again = told and not amounts.placed
        given, repeated = self.recurring.over_months(heard, given) if again else (given, [])
        given, summed = given_with_a_part(amounts.placed, given)
        return given, amounts._replace(repeated=[*amounts.repeated, *repeated, *summed])

    def _parts(self, heard: Understood, mentions: Sequence[Mention], amounts: Amounts,
               known: Mapping[str, tuple[str, ...]], given: Mapping[str, FactValue], told: Sequence[Case]) -> Parts:
        """The cases that an utterance tells by itself; one, if it isn't to be split."""
        of_years = by_year(self.shape.facts, heard, mentions, told)
        cases = of_years or self._splitter.split(
            heard, mentions, amounts.placed, given, known, follows=bool(told))
        if cases:
            of_persons = all(c.label not in self._choices.labels() for c in cases)
            return Parts(cases, mentions, amounts.left, amounts.months, "个月", of_persons, bool(of_years))
        apart = by_difference(self.scheme, heard, self._choices.told(mentions), amounts.placed)
        if apart:
            return Parts(apart, mentions, amounts.left, 1, "人", of_persons=True, apart=True)
        mentions = self._choices.asked(mentions if told else [m for m in mentions if m.end], heard)
        said = {**self._choices.told_by_sums(amounts.placed), **self._choices.told(mentions)}
        cases = [Case("", of_each_person(self.shape.facts, {**said, **as_facts(amounts.placed)}, given))]
        people = self._splitter.each(heard, amounts.placed)
        each, each_of = (people, "人") if people > 1 else (amounts.months, "个月")
        return Parts(cases, mentions, [*amounts.left, *not_taken(amounts.placed)], each, each_of)

    def _alone(self, case: Case, heard: Understood, placed: Sequence[Placed], told: Sequence[Case]) -> Case:
        """The only case of an utterance, with what holds of it against the one told last, and whose it is."""
        facts = {**self._set_against(case, told[-1]), **case.facts} if told else case.facts
        return replace(case, facts=facts, who=case.who or who(heard, placed))

    def _behind_earlier(self, case: Case, placed: Sequence[Placed], given: Mapping[str, FactValue], heard: Understood,
                        told: Sequence[Case]) -> tuple[Case, Mapping[str, FactValue]]:
        """The case with the bills told before in front of its own, each with its parts, and what was given before.

        It is the same case without such.
        """
        whole, placed, before = in_totals(self.shape.facts, case, placed, given, told)
        more = with_more(whole, placed, before, heard, told)
        return (of_each_bill(self.shape.facts, more, before), before) if more is not whole else (case, given)

    def _as_told(self, own: Case, day: date | None) -> tuple[
            dict[str, FactValue], dict[str, tuple[str, ...]], date | None]:
        """The amounts, conditions and day of a case, as what was told before."""
        given: dict[str, FactValue] = {id_: value for id_, value in own.facts.items() if not isinstance(value, str)}
        known: dict[str, tuple[str, ...]] = {
            self._choices.dimension_of[id_]: (value,) for id_, value in own.facts.items() if isinstance(value, str)}
        return given, known, day or own.day

    def _number_said(self, heard: Understood, placed: Sequence[Placed], timed: Mapping[str, FactValue],
                     case: Case) -> int:
        """How many quantities were said that count for a case; days alone do only if no amount is lacking."""
        said = [p for p in placed if p.quantity.end > p.quantity.start and self._matters(p, case.facts)]
        if any(p.fact.kind == "months" and p.fact.by_month for p in said) and self._lacks_amount(case):
            said = [p for p in said if p.fact.kind != "months"]
        return len(said) + (len(timed) if timed and not self._lacks_amount(case) else 0)

    def _counts_heads(self, heard: Understood, placed: Sequence[Placed], case: Case) -> bool:
        """Whether people were named who count as several, and no sum of which they'd be only the owners."""
        sums = [q for q in heard.amounts if not any(m.start <= q.start < m.end for m in heard.mentions)]
        return not sums and sum(p.value for p in placed if self._matters(p, case.facts)) > 1

    def change(self, heard: Understood, placing: Placing | None, homes: Homes) -> Change | None:
        """What an utterance changes about the household told before; None if nothing, or nobody is counted here."""
        if not counts_members(self.shape.facts):
            return None
        placing = placing or place(self.shape.facts, heard)
        return change_of(self.shape.facts, without_result(heard, self.own_conditions(heard)), placing, homes)

    def _changed(self, shift: Change, heard: Understood, mentions: Sequence[Mention], placing: Placing,
                 known: Mapping[str, tuple[str, ...]], given: Mapping[str, FactValue], homes: Homes) -> Gathered:
        """The case after a change of the household, behind the one before it if their difference is asked for."""
        shape = self.shape.facts
        rest = as_facts([p for p in placing.placed if p.fact.kind != "count"])
        apart = asks_difference(without_result(heard, mentions)) and bool(shift.after)
        rosters = [("原来", shift.before), ("改了以后", shift.after)] if apart else [("", shift.after)]
        told = {**self._choices.told(mentions), **rest}
        cases = [self._completed(Case(label, {**told, **facts_of(shape, roster)}), mentions, known, given, None)
                 for label, roster in rosters]
        after = homes_changed(shift, heard, placing, homes)
        return Gathered(cases, True, placed=1, asks_difference=apart, homes=after, continues=shift.in_parts)

    def _set_against(self, case: Case, before: Case) -> dict[str, FactValue]:
        """What else holds of a value that takes the place of another one told before (没备案 … 备了案呢)."""
        facts: dict[str, FactValue] = {}
        for id_, value in case.facts.items():
            if isinstance(value, str) and before.facts.get(id_) not in (None, value):
                facts |= {name: v for name, v in self._choices.against(id_, value).items() if name not in before.facts}
        return facts

    def _in_its_place(self, heard: Understood, given: Mapping[str, FactValue]) -> list[Placed]:
        """A sum or number alone in the place of the only one given before (那500呢, 讲错了,是5800; 要是八个人呢)."""
        sums = heard.sums
        bare = heard.elliptical and len(heard.matched) <= _SHORTEST
        moved = len(sums) == 1 and moves_number(heard.text, sums[0].start)
        if not (bare or moved or heard.corrects):
            return []
        told = sums or [q for q in heard.quantities if q.kind in _COUNTED]
        if len(told) != 1:
            return []
        before = [f for f in self.shape.facts if given.get(f.id) and not f.for_months
                  and fits_kind(f, told[0]) and of_measure(f, told[0])]
        money = [f for f in before if f.kind == "money"]
        before = money if sums and (money or told[0].measure) else [f for f in before if f not in money]
        before = [f for f in before if told[0].measure in f.words] or before
        if len(before) != 1:
            return []
        return [Placed(before[0], told[0].value, told[0], None, None, False)]

    def _beside(self, case: Case, mentions: Sequence[Mention], known: Mapping[str, tuple[str, ...]],
                given: Mapping[str, FactValue], day: date | None, told: Sequence[Case],
                heard: Understood) -> list[Case]:
        """The case told before and this one of somebody else, if both are asked for, or both corrected; else none.

        What was told of the other one's amounts, heads and own conditions is not this one's where it has its own.
        """
        whole = amended(self.scheme, told, case) if heard.corrects else []
        whole = whole or (in_all(told, case) if heard.elliptical and not day else [])
        if whole:
            return whole
        kinds = {f.id: f.kind for f in self.scheme.facts}
        amounts = any(kinds[id_] in (FactKind.MONEY, FactKind.COUNT) for id_ in case.facts)
        if amounts and not alike_otherwise(heard):
            given = {id_: v for id_, v in given.items() if kinds.get(id_) not in (FactKind.MONEY, FactKind.COUNT)}
        if (amounts or (case.who and case.who != told[-1].who)) and not alike_otherwise(heard):
            known = {name: values for name, values in known.items() if name in self._choices.shared}
        full = self._completed(case, mentions, known, given, day)
        tells = case.facts or case.day or day or (case.who and leans_back(heard))
        both = joined(self.scheme, told, full, heard) if tells else []
        return both or since_change(self.scheme, told, case, full, heard)

    def _matters(self, item: Placed, facts: Mapping[str, FactValue]) -> bool:
        """Whether a number counts by the conditions known (how many work there, where amounts are each one's)."""
        if item.fact.kind != "count":
            return True
        defaults = {f.id: f.default for f in self.scheme.facts if f.kind is FactKind.CHOICE}
        values = {name: facts.get(name, defaults.get(name)) for name in item.fact.when}
        return all(value is None or value in item.fact.when[name] for name, value in values.items())

    def _lacks_amount(self, case: Case) -> bool:
        """Whether an amount is still missing: days alone don't make a calculation then."""
        return any(f.kind not in (FactKind.CHOICE, FactKind.DATE) for f in lacking_facts(self.scheme, case.facts))

    def _with_before(self, told: Mapping[str, FactValue], given: Mapping[str, FactValue],
                     heard: Understood) -> dict[str, FactValue]:
        """The facts told, with what was given before for other months and stretches."""
        facts = self.shape.facts
        whole = with_months_before(facts, with_months_chosen(facts, told, given, heard), given)
        return with_stretches_before(facts, whole, given, heard)

    def _timed(self, heard: Understood, given: Mapping[str, FactValue],
               placed: Sequence[Placed]) -> dict[str, FactValue]:
        """The facts that days and stretches of time give; a day alone corrects the only one given before."""
        facts: dict[str, FactValue] = dict(days_told(self.shape.facts, heard))
        facts |= {} if tells_stretch(placed) else stretch_corrected(self.shape.facts, given, heard)
        facts |= days_shifted(given, heard)
        before = [id_ for id_, value in given.items() if isinstance(value, date)]
        dated = [f for f in self.shape.facts if f.id in before]
        days = [d for d in heard.dates if d.precision is Precision.DAY and not is_of_care(dated, heard, d)]
        if not facts and len(before) == 1 and len(days) == 1 and len(heard.matched) < _LITTLE:
            facts[before[0]] = days[0].first_day
        facts = {id_: in_year_told(day, given.get(id_), heard) for id_, day in facts.items()}
        counted = next((f for f in self.shape.facts if f.kind == "months" and f.many), None)
        months = months_told(heard) if counted else ()
        if counted and months:
            facts[counted.id] = months
        named = next((f for f in self.shape.facts if f.kind == "months" and f.by_month), None)
        chosen = months_chosen(heard) if named else []
        if named and chosen:
            facts[named.id] = Decimal(len(chosen))
        return facts

    def _completed(self, case: Case, mentions: Sequence[Mention], known: Mapping[str, tuple[str, ...]],
                   given: Mapping[str, FactValue], day: date | None) -> Case:
        facts = dict(case.facts)
        if case.mentions is not None:  # what was said of somebody else is not known of this one
            known = {name: values for name, values in known.items() if name not in {m.dimension for m in mentions}}
        self._choices.complete(facts, mentions if case.mentions is None else case.mentions, known)
        told, of_both = dict(facts), {**given, **facts}
        for fact in (f for f in self.shape.facts if f.id in given):
            if not comes_anew(fact, told, of_both, self.shape.steps):
                facts.setdefault(fact.id, given[fact.id])
        self._choices.imply(facts)
        return Case(case.label, facts, case.day or day, who=case.who, beyond=case.beyond)


def _of_day(heard: Understood, mentions: Sequence[Mention], given: Mapping[str, FactValue], placed: Sequence[Placed],
            denied: Sequence[date], told: Sequence[Case]) -> tuple[Mapping[str, FactValue], date | None]:
    """What was given, its bills without their day where another one is told for them, and the day that counts."""
    day = whole_day(heard)
    if day and not _pays(placed) and not any(LIFE.match(heard.text, d.end) for d in heard.dates):
        given = {id_: moved_to(value, denied) for id_, value in given.items()}
    timeless = not heard.dates and not names_present(heard) and not any(m.value in PERIODS for m in mentions)
    return given, told[-1].day if day is None and told and timeless else day


def _tells_its_day(heard: Understood) -> bool:
    """Whether just one day is told, in so many words, and nothing is compared with another time."""
    days = [d for d in heard.dates if d.precision is Precision.DAY]
    alone = len(days) == 1 and bool(_CALENDAR_DAY.search(days[0].words)) and whole_day(heard) is not None
    return alone and not asks_difference(heard) and not asks_for_both(heard)


def _has_months(case: Case, fact: str) -> bool:
    """Whether a case has months of its own that are told by their days, one by one."""
    value = case.facts.get(fact)
    return isinstance(value, tuple) and all(bill.day and bill.amount == 1 for bill in value)


def _told_of_several(fact: FactShape, case: Case) -> bool:
    """Whether so many were told that it matters if an amount is of one or of all of them, which wasn't told."""
    number = case.facts.get(fact.ask_with) if fact.ask_with and fact.id not in case.facts else None
    return isinstance(number, Decimal) and number > 1


def _pays(placed: Sequence[Placed]) -> bool:
    """Whether a bill is among what was said."""
    return any(p.is_bill for p in placed)


def _left_out(spans: Sequence[DateMention], timed: Mapping[str, FactValue]) -> list[str]:
    """Of several stretches of time those that weren't taken, where the months of some were."""
    months = [bill.day for value in timed.values() if isinstance(value, tuple) for bill in value if bill.day]
    if len(spans) < 2 or not months or all(min(months) <= span.first_day <= max(months) for span in spans):
        return []
    return [span.words for span in spans]
