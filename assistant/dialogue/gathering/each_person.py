"""How often some people did something: each of them so often, or all together, and what comes on top in a later turn.

Knows which facts belong together so: how often, of how many people, and whether that is each one's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.gathering.continuing import number_of
from assistant.dialogue.hearing.cues import TIMES
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.relatives import Relatives
from assistant.dialogue.placed import Case, Placed
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity, QuantityKind

_EACH = "每人"
_ALL_DID = re.compile(r"都|一起|一齐|一块儿?|一同|各|每人|[两俩仨]个?人?|[和跟同][^,.?!;]{1,8}(?:去|看|睇|跑)")


class _Facts(NamedTuple):
    """How often, of how many people, the choice whether that is each one's, and its value for that."""

    often: FactShape
    people: FactShape
    each: FactShape
    value: str


def with_those_named(placed: list[Placed], facts: Sequence[FactShape], heard: Understood) -> list[Placed]:
    """What is placed, with the number of people where they are named and not counted (我跟我妈都去看了)."""
    often, people = _counted(facts)
    if often is None or people is None or not _ALL_DID.search(heard.text):
        return placed
    if any(p.fact is people or (p.fact is often and p.quantity.measure not in TIMES) for p in placed):
        return placed
    number = sum(person.number for person in Relatives(heard, ()).people.values())
    if number <= 1:
        return placed
    at = Quantity(QuantityKind.COUNT, Decimal(number), 0, 0, "")
    return [*placed, Placed(people, Decimal(number), at, None, None, False)]


def of_each_person(facts: Sequence[FactShape], told: dict[str, FactValue],
                   given: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """The facts told, with each one's number where so many can't have done it so seldom among them (三个人去了一次).

    Where only the people are told (三个人都去了), each did it once.
    """
    own = _facts(facts)
    people = told.get(own.people.id) if own else None
    if own is None or not isinstance(people, Decimal):
        return told
    often = told.get(own.often.id)
    if often is None:
        once = own.often.id not in given and told.get(own.each.id) == own.value
        return {**told, own.often.id: (Bill(Decimal(1)),)} if once else told
    if own.each.id not in told and number_of(often) < people:
        return {**told, own.each.id: own.value}
    return told


def in_totals(facts: Sequence[FactShape], case: Case, placed: Sequence[Placed], given: Mapping[str, FactValue],
              told: Sequence[Case]) -> tuple[Case, Sequence[Placed], Mapping[str, FactValue]]:
    """A case, what is placed of it and what was given before, with how often it was in all in place of each one's."""
    own = _facts(facts)
    earlier = _total(own, told[-1].facts) if own and told else None
    now = _total(own, case.facts) if own else None
    if own is None or earlier is None or now is None:
        return case, placed, given
    at = Quantity(QuantityKind.COUNT, now, 0, 0, "")
    rest = {id_: value for id_, value in case.facts.items() if id_ != own.each.id}
    whole: dict[str, FactValue] = {**rest, own.often.id: (Bill(now),), own.people.id: Decimal(1)}
    return (replace(case, facts=whole), [*placed, Placed(own.often, now, at, None, None, False)],
            {**given, own.often.id: (Bill(earlier),)})


def _facts(facts: Sequence[FactShape]) -> _Facts | None:
    """The facts that belong together so; None where a scheme has none."""
    each = next(((f, value.id) for f in facts for value in f.values if _EACH in value.words), None)
    often, people = _counted(facts)
    return _Facts(often, people, *each) if each and often and people else None


def _counted(facts: Sequence[FactShape]) -> tuple[FactShape | None, FactShape | None]:
    """The fact that tells how often, and that of the people it comes of where nothing is told of it."""
    often = next((f for f in facts if f.kind == "count" and f.many and f.derive and set(TIMES) & set(f.measures)), None)
    return often, next((f for f in facts if often and f.id == often.derive), None)


def _total(own: _Facts, facts: Mapping[str, FactValue]) -> Decimal | None:
    often, people = facts.get(own.often.id), facts.get(own.people.id)
    number = people if isinstance(people, Decimal) else None
    if often is None:
        return number
    return number_of(often) * (number or 1) if facts.get(own.each.id) == own.value else number_of(often)
