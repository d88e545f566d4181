"""Amounts of a fact that takes but one, listed one after another, each somebody's own (基数分别是四千二、五千五).

So, too, the numbers of several places (三个县的定点医院96、132、68家).

Knows how lists are said, not what the amounts are for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculator.wording import quantity as written
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
# The places are taken together as one, right behind the list.
_AS_ONE = re.compile(
    r"[个人口家]*[,.;、 ]{0,2}"
    r"(?:把|将|都|全|要是|如果|若|这|那|[两三四五六几]个?[村镇县乡区街家社个]?|它们|户籍|人口|的|,)*+"
    r"(?:合(?:起来|在一起|到一起|在一块儿?|一起|埋|并|拢)|并(?:在一起|到一起|起来)|放(?:在)?一起|捆(?:在)?一起|打包|"
    r"加(?:起来|在一起|到一起|一起|埋|一块儿?|总))"
)
_EACH = re.compile(r"分别|各|每个|依次")
# What people are counted by, and a bare number of them.
HEADS_OR_BARE = (*OF_HEADS, "")
# What only the last number of a list may be measured by (六千和五千人).
_MEASURED = ("人", "口", "名", "位", "家")
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
        quantities = _list_from(replace(item, quantity=_first_of(item, kept, heard)), heard)
        others = [q for q in quantities if q not in {p.quantity for p in kept}]
        if others and _are_of_several(quantities, heard):
            kept += [replace(item, quantity=q, value=q.value) for q in others]
    return kept


def as_one(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """What is placed, the listed numbers of several places that are taken together as their sum, with its words."""
    own = listed(sorted(placed, key=lambda p: p.quantity.start), heard)
    if not own or own[0].fact.kind != "count" or _EACH.search(heard.text, own[-1].quantity.end):
        return list(placed), []
    if not _AS_ONE.match(heard.text, own[-1].quantity.end):
        return list(placed), []
    whole = sum((item.value for item in own), Decimal(0))
    told = " + ".join(written(item.value) for item in own)
    return [*(p for p in placed if p not in own), replace(own[0], value=whole)], [f"{told} = {written(whole)}"]


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


def _first_of(item: Placed, placed: Sequence[Placed], heard: Understood) -> Quantity:
    """The first number of the list that a number closes which alone is measured; the number itself if there is none."""
    first = item.quantity
    for quantity in reversed([q for q in heard.quantities if q.end <= item.quantity.start]):
        bare = item.fact.kind == "count" and item.quantity.measure in _MEASURED and quantity.kind in SUMS
        joined = _JOINS.fullmatch(heard.text, quantity.end, first.start) and quantity.end < first.start
        if not (bare and joined and not quantity.measure) or any(p.quantity == quantity for p in placed):
            break
        first = quantity
    return first


def _list_from(item: Placed, heard: Understood) -> list[Quantity]:
    """The sums, or numbers of the same measure, that follow each other from one on."""
    found = [item.quantity]
    counted = item.fact.kind == "count"
    for quantity in heard.quantities:
        alike = quantity.kind in SUMS or (counted and quantity.measure == item.quantity.measure)
        alike = alike or (counted and not item.quantity.measure and quantity.measure in _MEASURED)
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
