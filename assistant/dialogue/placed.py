"""A quantity at its fact, several of them as the facts of a calculation, and the case they belong to. Only data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.hearing.conditions import Mention
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity


@dataclass(frozen=True)
class Placed:
    """A value at its fact, the quantity it comes from, and the day and person it is told of.

    `exact`: a word of the fact's own name stands by it (基数, not 工资), so that it goes before others. `words` tell
    of how many months an amount is that was multiplied by them.
    """

    fact: FactShape
    value: Decimal
    quantity: Quantity
    day: date | None
    person: str | None
    shared: bool
    exact: bool = False
    words: str = ""

    @property
    def is_bill(self) -> bool:
        """Whether it is a bill: a sum at a fact that takes several."""
        return self.fact.many and self.fact.kind == "money"


@dataclass(frozen=True)
class Case:
    """The facts of one person or one alternative; `label` says which, empty if there is only one.

    `mentions` are the conditions said of it, None if all are that were said; `who` is the caller's own word for
    the person, empty if nobody was named. What its first bills come to, as many as it goes `beyond`, isn't its own.
    """

    label: str
    facts: dict[str, FactValue]
    day: date | None = None
    mentions: tuple[Mention, ...] | None = None
    who: str = ""
    beyond: int = 0


def without_its_own(case: Case) -> Case:
    """The case with none but the bills that it goes beyond."""
    facts = {id_: value[: case.beyond] if isinstance(value, tuple) else value for id_, value in case.facts.items()}
    return replace(case, facts=facts, beyond=0)


def as_facts(placed: Sequence[Placed]) -> dict[str, FactValue]:
    """Fact id → value: bills in their order where there can be several, heads added up."""
    facts: dict[str, FactValue] = {}
    for item in placed:
        if item.fact.many:
            earlier = facts.get(item.fact.id, ())
            assert isinstance(earlier, tuple)
            facts[item.fact.id] = (*earlier, Bill(item.value, item.day, item.words))
        elif item.fact.kind == "count" and item.fact.id in facts:
            counted = facts[item.fact.id]
            assert isinstance(counted, Decimal)
            facts[item.fact.id] = counted + item.value
        elif item.fact.adds and item.fact.id in facts:
            earlier_sum = facts[item.fact.id]
            assert isinstance(earlier_sum, Decimal)
            facts[item.fact.id] = earlier_sum + item.value
        elif item.exact and item.fact.id in facts and not item.fact.adds:
            facts[item.fact.id] = item.value
        else:
            facts.setdefault(item.fact.id, item.value)
    return facts


def bills_of(value: FactValue) -> tuple[Bill, ...]:
    """The bills given for a fact, none where it has no bills."""
    return value if isinstance(value, tuple) else ()
