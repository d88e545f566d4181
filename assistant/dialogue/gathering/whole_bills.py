"""Several bills of one time as one, where a part of them is told but once (46和38,当中有9块自费).

Of which of them it is a part makes no difference then. What is added up is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculator.scheme import FactValue
from assistant.calculator.wording import quantity as written
from assistant.dialogue.hearing.conditions import of_two_kinds
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed, bills_of


def with_a_part(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """What is placed, its bills of one time as one where a part of them is told but once, with the words for it."""
    kept, told = list(placed), []
    for part in _parts_told(placed):
        bills = [p for p in kept if p.fact.id == part.fact.within and p.is_bill]
        parts = [p for p in kept if p.fact.id == part.fact.id]
        alike = len({(p.day, p.person) for p in bills}) == 1 and not of_two_kinds(heard.mentions)
        if len(parts) != 1 or len(bills) < 2 or not alike:
            continue
        whole, words = _added_up([p.value for p in bills])
        told.append(words)
        kept = [replace(p, value=whole) if p is bills[0] else p for p in kept if p not in bills[1:]]
    return kept, told


def given_with_a_part(placed: Sequence[Placed],
                      given: Mapping[str, FactValue]) -> tuple[Mapping[str, FactValue], list[str]]:
    """What was given, its bills of one time as one where now a part of them is told, with the words for it."""
    for part in _parts_told(placed):
        bills = bills_of(given.get(part.fact.within, Decimal(0)))
        new = any(p.fact.id == part.fact.within for p in placed)
        if new or len(bills) < 2 or len({b.day for b in bills}) > 1 or given.get(part.fact.id):
            continue
        whole, words = _added_up([b.amount for b in bills])
        return {**given, part.fact.within: (replace(bills[0], amount=whole),)}, [words]
    return given, []


def _parts_told(placed: Sequence[Placed]) -> list[Placed]:
    """The amounts that are parts of bills."""
    return [p for p in placed if p.fact.within and p.value]


def _added_up(amounts: Sequence[Decimal]) -> tuple[Decimal, str]:
    """What amounts come to, with the words for it."""
    whole = sum(amounts, Decimal(0))
    return whole, f"{' + '.join(map(written, amounts))} = {written(whole)}元"
