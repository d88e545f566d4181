"""Several cases in one utterance: persons with their own amounts, alternatives, changes and compared days.

Takes quantities and conditions that have their facts already. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.calculator.scheme import FactValue
from assistant.dialogue.gathering.alternatives import all_the_same, amounts_by_value, by_clause, in_turns, without_each
from assistant.dialogue.gathering.choices import BOTH_PERIODS, PERIODS, Choices
from assistant.dialogue.gathering.days_compared import COMPARING, around, by_date, is_border
from assistant.dialogue.gathering.listed import listed
from assistant.dialogue.gathering.timing import spans_told, told_day
from assistant.dialogue.hearing.against_before import against_before
from assistant.dialogue.hearing.asking import asks_difference
from assistant.dialogue.hearing.conditions import Mention, stated
from assistant.dialogue.hearing.cues import CHANGED
from assistant.dialogue.hearing.people import SELF, named_in, people_in, persons_at, words_for
from assistant.dialogue.hearing.rule_changes import sides_asked
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.household import WHOLE
from assistant.dialogue.placed import Case, Placed, as_facts
from assistant.text.numeral_patterns import OF_HEADS
from assistant.text.numerals import QuantityKind

_AGAINST = ("比", "比照", "比按", "比起", "较", "相比", "同")
_BESIDE, _COMPARED = ("跟", "和", "与", "同"), re.compile(r"[^,.;?!]{0,10}?(?:相|对)?比")
# The time after a change, where the one before it was named by its rule.
_SINCE = re.compile(
    r"现在|如今|而家|目前|往后|今后|(?:调低|调整|下调|降低?|改|改革)(?:了|咗|下来)?(?:之|以)?后|降了|调低了"
)
_NOW = re.compile(r"变(?![化动])|剩下|只剩|剩|现在|如今|而家|目前|明年|出年|今年")
_MOVED = re.compile(r"(?:份|号|日)?(?:才|刚|就|正式|办)?(?:退|转|改|变)(?:的|了|下来)")
# What sets one group against another: 都交二档比都交一档, 从一档换成二档.
_BETWEEN_GROUPS = re.compile(r"比|从[^,.?!;]{1,5}(?:换|改|转|升|调|挪)")
# What is only supposed is set against what was told before (等退休了…能多报多少).
_SUPPOSED = re.compile(r"等(?!级|于|次|候)|要是|如果|假如|假使|若是|换成|换作|将来|往后|日后")
# One of two people has the one alternative, one the other (一个做单检,一个做混检).
_ONE_EACH = re.compile(r"(?:一个|一人|一位).+(?:一个|一人|一位|另)")
_EACH = re.compile(
    r"各|每人|每个人|(?:一个?人|人人)(?=(?:[在喺去到][^,.?!;\d]{1,5}?)?(?:花|用|看|睇|买|开|使))|都(?=花|用|是花|看)|人均")


class Splitter:
    """Splits the utterances that one scheme is asked with into cases."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def split(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed],
              given: Mapping[str, FactValue], known: Mapping[str, Sequence[str]] | None = None, *,
              follows: bool = False) -> list[Case]:
        """The cases, in the order they were said; none if there is only one.

        Days are compared for the one bill `given` before where the utterance has none, and a value set against
        another one that isn't named for what is `known` or usual. What is only supposed isn't split where it `follows`
        a case: it is set beside that.
        """
        days = by_date(self._choices, heard, mentions, placed, given)
        with_now = against_before(heard) and any(case.day == heard.today for case in days)
        return (self._by_person(heard, mentions, placed) or self._by_list(heard, mentions, placed)
                or self._by_moving(heard, mentions, placed)
                or self._by_group(heard, placed) or (days if around(heard) or with_now else [])
                or self._by_turns(mentions, placed)
                or self._by_value(heard, mentions, placed, known or {}, follows=follows)
                or self._by_change(heard, mentions, placed) or self._by_span(heard, mentions, placed) or days)

    def each(self, heard: Understood, placed: Sequence[Placed]) -> int:
        """How many people had the same amount each (我和老婆各花了100); 1 if nobody else is counted."""
        money = [p for p in placed if p.is_bill]
        if len(money) != 1 or any(p.fact.kind == "count" for p in placed):
            return 1
        if not _EACH.search(heard.text[max(0, money[0].quantity.start - 14) : money[0].quantity.start]):
            return 1
        for quantity in heard.quantities:
            if quantity.kind is QuantityKind.COUNT and quantity.measure in OF_HEADS and quantity.value > 1:
                return int(quantity.value)
        return max(people_in(heard.text), 1)

    def _by_person(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        money = [p for p in placed if p.fact.kind == "money"]
        per_person: dict[str, list[Mention]] = {}
        of = {mention: persons_at(heard.text, heard.clauses, mention.start) for mention in mentions}
        for mention in mentions:
            if mention.dimension in self._choices.dimension_of.values() and not mention.negated:
                for person in of[mention]:
                    per_person.setdefault(person, []).append(mention)
        told = {person: self._choices.told(found) for person, found in per_person.items()}
        money = _in_turn(money, [person for person, facts in told.items() if not _needs_none(money, facts)], heard)
        owners = {p.person for p in money if p.person and not p.shared}
        shared = [p for p in money if p.shared or p.person is None]
        each_own = _owners_of_one_fact(money)
        persons = [p for p in told if p in owners or (shared and told[p]) or (owners and _needs_none(money, told[p]))]
        persons += [p for p in each_own if p not in persons]
        if any(_needs_none(money, told.get(p, {})) for p in persons):  # 我基数8000,老婆退休
            persons += [p for p in dict.fromkeys(p.person for p in money if p.person in owners)
                        if p and p not in persons]
        if len(persons) < 2 or (not _differ([told.get(p, {}) for p in persons]) and len(owners & set(persons)) < 2):
            return []
        cases = []
        for person in persons:
            own = [p for p in money if p.person == person and not p.shared] or shared or money
            if _needs_none(money, told.get(person, {})):
                own = []
            rest = _without_their_number([p for p in placed if p.fact.kind != "money"], len(persons))
            counts = tuple(m for m in mentions if person in of[m] or not set(of[m]) & set(persons))
            several = listed(own, heard)
            for amounts in [[p] for p in several] or [own]:
                facts = {**told.get(person, {}), **as_facts([*amounts, *rest])}
                words = _amount_words(amounts[0]) if several else _person_words(heard, person)
                cases.append(Case(words, facts, mentions=counts))
        return cases

    def _by_list(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        """Several people of whom only the amounts are listed, one after another."""
        amounts = listed(placed, heard)
        rest = _without_their_number([p for p in placed if p not in amounts], len(amounts))
        facts = {**self._choices.told(mentions), **as_facts(rest)}
        return [Case(_amount_words(item), {**facts, **as_facts([item])}) for item in amounts]

    def _by_moving(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        """Somebody who moves from one group to the other on a day, with bills before and after it (九月退休的)."""
        bills = [p for p in placed if p.fact.many and p.day]
        for fact_id, dimension in self._choices.dimension_of.items():
            values = [id_ for id_, _ in self._choices.facts[fact_id].choices]
            said = [m for m in mentions if m.dimension == dimension and not m.negated]
            if len(values) != 2 or len({m.value for m in said}) != 1 or said[0].value not in values:
                continue
            days = (d for d in heard.dates if told_day(heard, d) and (
                any(0 <= m.start - d.end <= 3 for m in said) or _MOVED.match(heard.text, d.end)))
            moved = next((d.first_day for d in days), None)
            early = [p for p in bills if moved and p.day and p.day < moved]
            late = [p for p in bills if moved and p.day and p.day >= moved]
            if moved and early and late:
                other = next(v for v in values if v != said[0].value)
                labels = dict(self._choices.facts[fact_id].choices)
                rest = [p for p in placed if p not in bills]
                return [Case(f"{labels[value]}时", {fact_id: value, **as_facts([*group, *rest])})
                        for value, group in ((other, early), (said[0].value, late))]
        return []

    def _by_group(self, heard: Understood, placed: Sequence[Placed]) -> list[Case]:
        """People of one group, set against the same people in another (都交二档比都交一档多多少)."""
        groups = {f.heads: f for f in self._choices.counting if f.heads and f.heads not in WHOLE}
        told = [p for p in placed if p.fact.heads in groups and p.value]
        named = {m.value for m in heard.mentions if m.value in groups} - {p.fact.heads for p in told}
        compared = _BETWEEN_GROUPS.search(heard.text) and asks_difference(heard)
        if len(told) != 1 or len(named) != 1 or not compared:
            return []
        other = groups[named.pop()]
        rest = [p for p in placed if p is not told[0]]
        return [Case(item.fact.label.removesuffix("的人数"), as_facts([*rest, item]))
                for item in (replace(told[0], fact=other), told[0])]

    def _by_turns(self, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        """One case for each time that a value is told with an amount behind it, of a fact that takes but one.

        Some of them are of the same value (一个顺产3100,一个顺产2600,一个剖腹产4500).
        """
        money = sorted((p for p in placed if p.fact.kind == "money" and not p.fact.many and p.quantity.words),
                       key=lambda p: p.quantity.start)
        if len(money) <= 2 or len({p.fact.id for p in money}) > 1 or money[0].fact.adds:
            return []
        for fact_id, dimension in self._choices.dimension_of.items():
            labels = dict(self._choices.facts[fact_id].choices)
            told = {m.start: m for m in sorted(mentions, key=lambda m: m.start)
                    if m.dimension == dimension and not m.negated and m.value in labels}
            turns = sorted([(at, 0) for at in told] + [(p.quantity.start, 1) for p in money])
            if [kind for _, kind in turns] != [0, 1] * len(money) or len({m.value for m in told.values()}) < 2:
                continue
            rest = _without_their_number([p for p in placed if p not in money], len(money))
            return [Case(f"第{number}个({labels[mention.value]})", {fact_id: mention.value, **as_facts([item, *rest])})
                    for number, (mention, item) in enumerate(zip(told.values(), money, strict=True), start=1)]
        return []

    def _by_value(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed],
                  known: Mapping[str, Sequence[str]], *, follows: bool) -> list[Case]:
        said, placed = stated(mentions), without_each(placed, heard.text)
        for fact_id, dimension in self._choices.dimension_of.items():
            labels = dict(self._choices.facts[fact_id].choices)
            values = [v for v in said.get(dimension, ()) if v in labels]
            told, values = len(values), self._with_usual(
                fact_id, values, mentions, heard, known, follows=follows)
            usual = len(values) > told
            alike = usual or _is_against_without_amount(mentions, dimension, placed, heard)
            apart = None if alike else by_clause(mentions, dimension, values, placed, heard)
            groups = {v: list(placed) for v in values} if alike else apart or amounts_by_value(
                mentions, dimension, values, placed)
            own = len(values) > 1 and not all_the_same(groups) and in_turns(mentions, dimension, values, placed)
            compared = dimension in self._choices.shared or own or usual or apart is not None
            compared = compared or bool(
                heard.elliptical or COMPARING.search(heard.text) or BOTH_PERIODS.search(heard.text)
                or (set(values) >= PERIODS and sides_asked(heard.text, heard.today)))
            if len(values) < 2 or not compared:
                continue
            compared_ways = COMPARING.search(heard.text) or dimension not in self._choices.shared
            people = len(values) if _ONE_EACH.search(heard.text) or not compared_ways else 0
            shared = [p for p in placed if all(p in group for group in groups.values())]
            kept = {v: [p for p in groups[v] if p not in shared or p in _without_their_number(shared, people)]
                    for v in values}
            along = {} if usual else self._along(fact_id, len(values), said)
            day = heard.today if set(values) == PERIODS else None  # 七月前…比六月份…: neither side is of that month
            kept = {v: [replace(p, day=None) for p in items] if day else items for v, items in kept.items()}
            return [Case(labels[v], {**self._against(fact_id, v, mentions), **dict(zip(along, each, strict=True)),
                                     fact_id: v, **as_facts(kept[v])}, day)
                    for v, each in zip(values, zip(*along.values(), strict=True) if along else [()] * len(values),
                                       strict=True)]
        return []

    def _along(self, fact_id: str, number: int, said: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """The other conditions of this scheme's own of which as many values were told, each beside one in its order."""
        along = {}
        for id_, dimension in self._choices.dimension_of.items():
            accepted = dict(self._choices.facts[id_].choices)
            values = [v for v in said.get(dimension, ()) if v in accepted]
            if id_ != fact_id and dimension not in self._choices.shared and len(values) == number:
                along[id_] = values
        return along

    def _against(self, fact_id: str, value: str, mentions: Sequence[Mention]) -> dict[str, FactValue]:
        """What else holds of a value that is set against others, but for what was told by words of its own."""
        dimension = self._choices.dimension_of[fact_id]
        others = [m for m in mentions if m.dimension == dimension and m.value != value]
        own = [m for m in mentions if not any(m.start < o.end and o.start < m.end for o in others)]
        told = self._choices.told(own)
        return {name: v for name, v in self._choices.against(fact_id, value).items() if name not in told}

    def _with_usual(self, fact_id: str, values: list[str], mentions: Sequence[Mention], heard: Understood,
                    known: Mapping[str, Sequence[str]], *, follows: bool) -> list[str]:
        """The value that something is compared with, before it the one known or usual (现在比以前少多少)."""
        usual, dimension = self._choices.facts[fact_id].default, self._choices.dimension_of[fact_id]
        before = [v for v in known.get(dimension, ()) if v not in values]
        usual = usual or (before[0] if len(before) == 1 else None)
        supposed = len(values) == 1 == len(before) and asks_difference(heard) and _SUPPOSED.search(heard.text)
        if supposed:
            return values if follows else [before[0], *values]
        if len(values) != 1 or usual is None or usual == values[0]:
            return values
        if values[0] in PERIODS and against_before(heard):
            return [usual, *values]
        if dimension in self._choices.shared:
            return values
        against = any(m.dimension == dimension and (m.words.startswith(_AGAINST) or _is_set_against(m, heard.text))
                      for m in mentions)
        since = (values[0] in PERIODS and asks_difference(heard) and bool(_SINCE.search(heard.text))
                 and not is_border(heard))
        asking = [c for c in heard.clauses if "多少" in heard.text[c.start : c.end]]
        last = asking[-1] if len(asking) > 1 else None
        also = last is not None and all(last.start <= m.start < last.end for m in mentions if m.dimension == dimension)
        return [usual, *values] if (against and COMPARING.search(heard.text)) or also or since else values

    def _by_span(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        """One case for each of several stretches of months that are asked about one by one, if months are counted."""
        counted = self._choices.months
        spans = spans_told(heard) if counted else []
        rest = [p for p in placed if p.fact.id != counted]
        return [Case(words, {**self._choices.told(mentions), **as_facts(rest), counted: months})
                for words, months in spans]

    def _by_change(self, heard: Understood, mentions: Sequence[Mention], placed: Sequence[Placed]) -> list[Case]:
        """A quantity that changes to another one: both if they are compared, else only what it is in the end."""
        compared = COMPARING.search(heard.text)
        for id_ in dict.fromkeys(p.fact.id for p in placed):
            own = [p for p in placed if p.fact.id == id_]
            if len(own) != 2 or (own[0].fact.many and own[0].fact.kind != "money"):
                continue
            between = heard.text[own[0].quantity.end : own[1].quantity.start]
            if not (CHANGED.search(between) or (not own[0].fact.many and _NOW.search(between))):
                continue
            if not compared and (own[0].day != own[1].day or own[0].fact.by_month or own[0].fact.for_months):
                continue  # of two months: which one counts is no matter of the change
            rest = [p for p in placed if p not in own]
            cases = [Case(label, {**self._choices.told(mentions), **as_facts([item, *rest])})
                     for label, item in zip(("原来", "后来"), own, strict=True)]
            return cases if compared else [replace(cases[1], label="")]
        return []


def _is_set_against(mention: Mention, text: str) -> bool:
    """Whether something is compared with what a condition means (比没备案, 跟没备案的比)."""
    before = text[: mention.start]
    return before.endswith(_AGAINST) or (before.endswith(_BESIDE) and _COMPARED.match(text, mention.end) is not None)


def _is_against_without_amount(mentions: Sequence[Mention], dimension: str, placed: Sequence[Placed],
                               heard: Understood) -> bool:
    """Whether a value is set against another one only at the end, when all amounts were told (…, 比在职的多多少)."""
    last = max((p.quantity.end for p in placed), default=len(heard.text))
    return any(m.dimension == dimension and m.start >= last and _is_set_against(m, heard.text) for m in mentions)


def _in_turn(money: Sequence[Placed], needing: Sequence[str], heard: Understood) -> list[Placed]:
    """The amounts, those of a list at the people in turn: as many as are named before it, or need one."""
    amounts = listed(money, heard)
    named = named_in(heard.text[: amounts[0].quantity.start]) if amounts else ()
    persons = named if len(named) == len(amounts) else needing
    if not amounts or len(amounts) != len(persons):
        return list(money)
    owned = [replace(item, person=person, shared=False) for item, person in zip(amounts, persons, strict=True)]
    return [*(p for p in money if p not in amounts), *owned]


def _owners_of_one_fact(money: Sequence[Placed]) -> list[str]:
    """Who has an amount of his own for the same fact, if there are several of them."""
    for id_ in dict.fromkeys(p.fact.id for p in money if p.fact.default is None):
        owners = list(dict.fromkeys(p.person for p in money if p.fact.id == id_ and p.person and not p.shared))
        if len(owners) > 1:
            return owners
    return []


def _needs_none(money: Sequence[Placed], told: Mapping[str, FactValue]) -> bool:
    """Whether the amounts don't matter for somebody of whom this was told (退休: no 缴费基数)."""
    return bool(money) and all(
        any(name in told and told[name] not in accepted for name, accepted in p.fact.when.items()) for p in money)


def _without_their_number(placed: Sequence[Placed], number: int) -> list[Placed]:
    """Without the number of the people or alternatives themselves (两个人一共): each is calculated by itself."""
    return [p for p in placed if not (p.fact.kind == "count" and p.value == number
                                      and (p.quantity.measure in OF_HEADS or not p.quantity.words))]


def _differ(told: Sequence[Mapping[str, FactValue]]) -> bool:
    return len({tuple(sorted((k, str(v)) for k, v in facts.items())) for facts in told}) > 1


def _person_words(heard: Understood, person: str) -> str:
    return "您" if person == SELF else words_for(person, heard.text) or person


def _amount_words(item: Placed) -> str:
    return f"{item.fact.label}{item.value.normalize():f}{'元' if item.fact.kind == 'money' else ''}"
