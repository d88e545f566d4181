"""A rate or a price of the caller's own in the place of the rule's: the one of an earlier time, or one supposed.

So with 前年给七成,现在多多少 and 要是改成十五块一次,多收多少. Knows how callers say so, not what the rule is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from assistant.dialogue.hearing.against_before import rate_before
from assistant.dialogue.hearing.asking import asks_difference, asks_how_much
from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import Quantity, QuantityKind

_SUPPOSES = r"(?:假使|假如|假若|假设|如果|要是|若是|倘若|倘使|万一|譬如话|比方说?|听(?:说|讲|闻)|传)"
_MOVES = r"(?:改|涨|升|加|提高?|调高?|调低?|降低?|减|跌|变|换)(?:价|收)?(?:到|成|为|做|至|咗|了|返)*"
_SUPPOSED = re.compile(
    rf"{_SUPPOSES}[^.?!;\d]{{0,24}}?(?:{_MOVES}|(?:按|照|收)(?:着)?)(?:每[次人针盒个份]|一[次人份])?$")
# A price that is really asked, without an if (都按十二块一份收).
_AT_PRICE = re.compile(r"(?:按照?|照)(?:着|每[次人份]|一[次人份])?$")
_IS_ASKED = re.compile(
    r"(?:钱)?(?:(?:一|每|1)(?:个)?(?:人次|次|人|份|回|管))?(?:来|去|的价钱?|的价格)?(?:收(?!入|据)|收费|计)")
# Nothing but another number is put in the rule's place (改成两块呢).
_MOVED = re.compile(
    r"(?:那么?|咁|噉|价钱?|单价|收费|最高价|,)*+(?:改|涨|升|加|提高?|调高?|降低?|减|变|换)(?:价|收)?(?:到|成|为|做|至)+"
    r"(?:每[次人针盒个份]|一[次人份])?")
# Behind a price what it is for, no number of such.
_UNIT = re.compile(r"(?:钱)?,?(?:一|每|1)?(?:个)?(?:人次|次|人|个人|回|趟|份|口|管|位)(?!都|全|一共)")
_REACH = 34


class OwnRule(NamedTuple):
    """A rate (a fraction) or a price in yuan that the caller names, and whether it is one of an earlier time."""

    value: Decimal
    is_price: bool
    earlier: bool


def own_rule(heard: Understood) -> tuple[OwnRule, Quantity] | None:
    """The caller's own rate or price with the number it is told by; None where he names none, or more than one."""
    before = rate_before(heard)
    if before is not None:
        return OwnRule(before.value, is_price=False, earlier=True), before
    if not (asks_difference(heard) or asks_how_much(heard) or heard.elliptical):
        return None
    told = [q for q in heard.quantities if _is_supposed(q, heard.text) or (
        heard.elliptical and q.kind is QuantityKind.MONEY and _MOVED.fullmatch(heard.text, 0, q.start))]
    if len(told) != 1:
        return None
    return OwnRule(told[0].value, told[0].kind is not QuantityKind.PERCENT, earlier=False), told[0]


def without_price(heard: Understood) -> Understood:
    """The utterance without a supposed price and the unit behind it (十五块一次)."""
    found = own_rule(heard)
    if found is None or not found[0].is_price:
        return heard
    price = found[1]
    unit = _UNIT.match(heard.text, price.end)
    end = unit.end() if unit else price.end
    return replace(heard, quantities=tuple(q for q in heard.quantities if not price.start <= q.start < end))


def _is_supposed(quantity: Quantity, text: str) -> bool:
    money = quantity.kind is QuantityKind.MONEY or (
        quantity.kind is QuantityKind.NUMBER and not quantity.measure and _UNIT.match(text, quantity.end))
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    asked = money and _AT_PRICE.search(before) and _IS_ASKED.match(text, quantity.end)
    return bool(asked or ((money or quantity.kind is QuantityKind.PERCENT) and _SUPPOSED.search(before)))
