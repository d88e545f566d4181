"""Amounts of a fact that takes but one, listed one after another, each somebody's own (基数分别是四千二、五千五).

So, too, the numbers of several places (三个县的定点医院96、132、68家).

Knows how lists are said, not what the amounts are for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.hearing.people import people_in
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape
from assistant.text.numeral_patterns import OF_HEADS
from assistant.text.numerals import SUMS, Quantity, QuantityKind

_APART = re.compile(r"(?:分别|依次|各自|分开)(?:是|系|为|有|都是|就是)?$")
# Between two amounts of one list there is nothing but what joins them.
_JOINS = re.compile(
    r"(?:元|块|蚊|钱)?[,、/ ]{0,2}(?:和|跟|同埋|同|与|还有|以及)?(?:另|第[二三四五六])?"
    r"(?:一个|一位|个|位)?(?:人)?(?:是|系|就)?"
)
# What people are counted by, and a bare number of them.
HEADS_OR_BARE = (*OF_HEADS, "")
# A smaller number listed beside others is no base.
_LEAST = Decimal(100)


def with_listed(placed: Sequence[Placed], heard: Understood) -> list[Placed]:
    """What is placed, and the amounts listed behind one of a fact that takes but one at the same fact.

    Only where they are said to be told apart (分别), or are as many as the people that are named or counted.
    """
    kept = list(placed)
    for item in placed:
        if not _takes_one(item.fact) or item.fact.adds or item.fact.by_month or item.fact.default:
            continue
        quantities = _list_from(item, heard)
        others = [q for q in quantities[1:] if q not in {p.quantity for p in kept}]
        if others and _are_of_several(quantities, heard):
            kept += [replace(item, quantity=q, value=q.value) for q in others]
    return kept


def listed(placed: Sequence[Placed], heard: Understood) -> list[Placed]:
    """The amounts of one list among what is placed, in their order; empty if there is none."""
    for item in placed:
        own = [p for p in placed if p.fact.id == item.fact.id and _takes_one(p.fact)]
        quantities = _list_from(item, heard) if len(own) > 1 and not item.fact.adds else []
        if len(quantities) > 1 and [p.quantity for p in own] == quantities and _are_of_several(quantities, heard):
            return own
    return []


def _takes_one(fact: FactShape) -> bool:
    """Whether a fact takes one amount, or one number of things (not of people of a household)."""
    counted = fact.kind == "count" and fact.default is None and not fact.heads
    return (fact.kind == "money" or counted) and not fact.many


def _list_from(item: Placed, heard: Understood) -> list[Quantity]:
    """The sums, or numbers of the same measure, that follow each other from one on."""
    found = [item.quantity]
    counted = item.fact.kind == "count"
    for quantity in heard.quantities:
        alike = quantity.kind in SUMS or (counted and quantity.measure == item.quantity.measure)
        if quantity.start < found[-1].end or not alike:
            continue
        if (quantity.value < _LEAST and not counted) or not _JOINS.fullmatch(heard.text, found[-1].end, quantity.start):
            break
        found.append(quantity)
    return found


def _are_of_several(quantities: Sequence[Quantity], heard: Understood) -> bool:
    """Whether so many people are meant as there are amounts."""
    number, before = len(quantities), heard.text[: quantities[0].start]
    counted = {int(q.value) for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in HEADS_OR_BARE}
    return number > 1 and (bool(_APART.search(before)) or number in counted or people_in(before) >= number
                           or "一个" in before[-4:])
