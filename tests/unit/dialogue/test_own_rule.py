"""A rate or a price of the caller's own in the place of the rule's."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.dialogue.hearing.own_rule import OwnRule, own_rule, without_price
from assistant.dialogue.hearing.understanding import Understood

Read = Callable[..., Understood]


@pytest.mark.parametrize(("words", "meant"), [
    ("要是涨到十五块一次,一天多收多少", OwnRule(Decimal(15), is_price=True, earlier=False)),
    ("假如加到四百二一个人,要多交多少", OwnRule(Decimal(420), is_price=True, earlier=False)),
    ("如果比例提到八成,能多报多少", OwnRule(Decimal("0.8"), is_price=False, earlier=False)),
    ("前年只给七成,现在比那时候多多少", OwnRule(Decimal("0.7"), is_price=False, earlier=True)),
    ("比给六成的时候多多少", OwnRule(Decimal("0.6"), is_price=False, earlier=True)),
])
def test_the_callers_own_rate_or_price_is_told_from_the_rules(read: Read, words: str, meant: OwnRule) -> None:
    found = own_rule(read(words))
    assert found is not None and found[0] == meant


@pytest.mark.parametrize("words", [
    "花了十五块,报多少", "要是花了一万二,能报多少", "七成和八成差多少", "听说涨到十五块了", "如果再住一次院,多报多少",
])
def test_a_bill_or_a_rate_of_now_is_no_rule_of_the_callers_own(read: Read, words: str) -> None:
    assert own_rule(read(words)) is None


def test_the_unit_behind_a_supposed_price_counts_nothing(read: Read) -> None:
    assert without_price(read("要是涨到十五块一次,三个人多收多少")).quantities[0].value == 3
