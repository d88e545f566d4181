"""What the facts of one scheme take of an utterance by itself, whatever case it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.calculator.scheme import FactValue
from assistant.dialogue.gathering.placing import place
from assistant.dialogue.hearing.cues import BEHIND, comes_on_top, cue
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed, as_facts
from assistant.policy.model import FactShape
from assistant.text.numerals import QuantityKind

_SPANS, _LASTING = ("months", "days"), (QuantityKind.MONTHS, QuantityKind.YEARS)
_MEASURED = ("money", "fraction", "days")
# What the caller says that he knows isn't asked for (我知道先自付了多少,想算总费用).
_KNOWN = re.compile(r"(?<![想不])(?:知道|晓得|清楚)[^,.;?!]{0,14}?(?:多少|几多|几钱)")


def spans(facts: Sequence[FactShape], heard: Understood) -> dict[str, FactValue]:
    """For how many months or days an utterance asks, where the scheme counts them."""
    return as_facts([p for p in place(facts, heard).placed if p.fact.kind in _SPANS])


def months_besides(facts: Sequence[FactShape], heard: Understood, *, yearly: bool) -> int:
    """For how many months an utterance asks of what the scheme tells for one; 0 where it counts them, or none is told.

    A year is none of a `yearly` result.
    """
    if spans(facts, heard):
        return 0
    months = [q.value * 12 if q.kind is QuantityKind.YEARS else q.value
              for q in heard.quantities if q.kind in _LASTING and not (yearly and q.kind is QuantityKind.YEARS)]
    whole = [int(m) for m in months if m == m.to_integral_value()]
    return whole[0] if len(whole) == len(months) == 1 and whole[0] > 1 else 0


def years_besides(heard: Understood) -> int:
    """For how many years an utterance asks of what is told for one; 0 where none, or different ones, are told."""
    years = {q.value for q in heard.quantities if q.kind is QuantityKind.YEARS}
    number = years.pop() if len(years) == 1 else 0
    return int(number) if number > 1 and number == int(number) else 0


def counts_anybody(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether an utterance tells who, or how many, the members of a household are."""
    return any(p.fact.heads for p in place(facts, heard).placed)


def takes_any(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether any quantity that an utterance tells is one that the scheme takes."""
    return any(p.quantity.words for p in place(facts, heard).placed)


def takes_sum(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether a sum of money that an utterance tells is one that the scheme takes."""
    return any(p.fact.kind == "money" for p in place(facts, heard).placed)


def takes_rate(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether a rate that an utterance tells is one that the scheme takes."""
    return any(p.fact.kind == "fraction" for p in place(facts, heard).placed)


def takes_all_sums(facts: Sequence[FactShape], heard: Understood, *, wants_one: bool) -> bool:
    """Whether each sum of money that is told is one that the scheme takes and isn't asked for, if any is told."""
    placing = place(facts, heard)
    money = [p for p in placing.placed if p.fact.kind == "money"]
    asked = asks_for([p.fact for p in money], heard)
    return (bool(money) or not wants_one) and not asked and not placing.unused and not not_taken(money)


def asks_for(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether an amount that one of the facts stands for is asked for (先自付多少)."""
    text = _KNOWN.sub("", heard.text)
    return any(_asked_for(word).search(text) for fact in facts if fact.kind == "money" for word in fact.words
               if len(word) > 1 and not word.startswith(BEHIND))


def names_sum(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether the words around a sum of money point to one of the facts."""
    money = [p for p in place(facts, heard).placed if p.fact.kind == "money" and p.quantity.words]
    return any(cue(p.fact, p.quantity, heard) > 0 for p in money)


def sums_named(facts: Sequence[FactShape], heard: Understood) -> frozenset[str]:
    """The ids of the facts that sums of an utterance are taken for."""
    return frozenset(p.fact.id for p in place(facts, heard).placed if p.fact.kind == "money")


def only_sums_of(facts: Sequence[FactShape], id_: str, heard: Understood) -> bool:
    """Whether each sum of an utterance is taken for this one fact."""
    money = [p for p in place(facts, heard).placed if p.fact.kind == "money"]
    return bool(money) and all(p.fact.id == id_ for p in money) and len(money) == len(heard.sums)


def facts_told(facts: Sequence[FactShape], heard: Understood) -> set[str]:
    """The facts whose amounts and numbers an utterance tells."""
    return {p.fact.id for p in place(facts, heard).placed if p.quantity.words or p.fact.heads}


def names_only_optional(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether the words around all that is told point to what a scheme can do without: amounts, shares, days, more.

    A number of people or things is, if so many are said to come on top.
    """
    told = [p for p in place(facts, heard).placed if p.quantity.words]
    optional = all(p.fact.default is not None and (p.fact.kind in _MEASURED or comes_on_top(p.quantity, heard))
                   for p in told)
    named = optional and all(cue(p.fact, p.quantity, heard) > 0 for p in told)
    return bool(told) and named and takes_all_sums(facts, heard, wants_one=False)


def leaves_sums_open(facts: Sequence[FactShape], heard: Understood) -> bool:
    """Whether a single sum is told, without a word for any of the facts or in their place."""
    sums = heard.sums
    return len(sums) == 1 and not names_sum(facts, heard)


def fits_better(facts: Sequence[FactShape], others: Sequence[FactShape], heard: Understood) -> bool:
    """Whether the words around a sum point more to one of the facts, needed ones, than to what it is taken for."""
    money = [fact for fact in facts if fact.kind == "money" and fact.default is None]
    taken = [p for p in place(others, heard).placed if p.fact.kind == "money" and p.quantity.words]
    return any(max((cue(fact, p.quantity, heard) for fact in money), default=0.0) > cue(p.fact, p.quantity, heard)
               for p in taken)


def not_taken(placed: Sequence[Placed]) -> list[str]:
    """The amounts beside the first one, of a fact that takes but one: which is meant must be asked."""
    first: dict[str, Placed] = {}
    left = []
    exact = {p.fact.id for p in placed if p.exact}
    placed = [p for p in placed if p.exact or p.fact.id not in exact]
    for item in placed:
        one = item.fact.kind == "money" and not item.fact.many and not item.fact.adds
        before = first.setdefault(item.fact.id, item)
        of_two_days = item.day and before.day and item.day != before.day
        if one and item.value != before.value and not of_two_days:
            left.append(item.quantity.words)
    return left


@cache
def _asked_for(word: str) -> re.Pattern[str]:
    """What asks for the amount that a word of a fact names (先自付多少)."""
    within = r"[^,.;?!\d]{0,6}?"
    named = within.join(map(re.escape, word.strip("…").split("*")))
    return re.compile(named + r"[^,.;?!\d]{0,3}(?:多少|几多|几钱|几块|好多)")
