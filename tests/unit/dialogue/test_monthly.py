"""Amounts of single months: which is which month's, and what is kept of them over turns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.gathering.gatherer import Gatherer
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape
from assistant.policy.schemes import build_scheme

Read = Callable[..., Understood]
Amounts = dict[int, int]


def shape() -> SchemeShape:
    return SchemeShape.model_validate({
        "id": "haijiao.dues", "area": "haijiao", "title": "单位每月缴费", "topic": "premium", "ask": ["单位缴多少"],
        "facts": [{"id": "dues", "kind": "money", "label": "每月缴费", "question": "每月缴多少元", "many": True,
                   "by_month": True, "words": ["单位", "每月", "缴费", "基数"]}],
        "steps": [{"id": "total", "label": "合计", "expression": "dues * bills"}],
        "results": {"total": "total"}, "say": "一共{total}。",
    })


@pytest.fixture
def told(knowledge: Knowledge, read: Read) -> Callable[..., tuple[Bill, ...]]:
    """The amounts gathered from words, by months."""

    def bills(words: str, given: tuple[Bill, ...] = ()) -> tuple[Bill, ...]:
        scheme = shape()
        gatherer = Gatherer(scheme, build_scheme(scheme, knowledge), knowledge)
        before: dict[str, FactValue] = {"dues": given} if given else {}
        found = gatherer.gather(read(words), {}, before).cases[0].facts.get("dues", ())
        assert isinstance(found, tuple)
        return found

    return bills


def by_month(bills: tuple[Bill, ...]) -> Amounts:
    """Month → amount; 0 for the one of no month."""
    return {bill.day.month if bill.day else 0: int(bill.amount) for bill in bills}


@pytest.mark.parametrize(("words", "months"), [
    pytest.param("单位缴费七八九月分别是9600、9700、9800", {7: 9600, 8: 9700, 9: 9800}, id="a list run together"),
    pytest.param("单位缴费7、8、9月各是9600、9700、9800", {7: 9600, 8: 9700, 9: 9800}, id="a list with commas"),
    pytest.param("单位缴费7月9600,8月9700", {7: 9600, 8: 9700}, id="one by one"),
    pytest.param("单位缴费7到9月都是9600,10月9800", {7: 9600, 8: 9600, 9: 9600, 10: 9800}, id="a stretch and a month"),
    pytest.param("单位每月9600,11月起涨到9800", {11: 9800, 12: 9800, 0: 9600}, id="from a month on, the rest before"),
    pytest.param("11月起每月变成9800", {11: 9800, 12: 9800}, id="from a month on every month"),
    pytest.param("单位每月9600", {0: 9600}, id="every month alike"),
    pytest.param("7月没缴,单位每月9600", {0: 9600}, id="a month that is told for something else"),
])
def test_each_amount_has_its_month(told: Callable[..., tuple[Bill, ...]], words: str, months: Amounts) -> None:
    assert by_month(told(words)) == months


def test_a_month_told_later_joins_the_amount_of_the_rest(told: Callable[..., tuple[Bill, ...]]) -> None:
    assert by_month(told("10月单位会涨到9800", given=(Bill(Decimal(9600)),))) == {10: 9800, 0: 9600}


def test_a_month_told_again_has_what_was_told_last(told: Callable[..., tuple[Bill, ...]]) -> None:
    before = (Bill(Decimal(9700), date(2022, 10, 1)), Bill(Decimal(9600)))
    assert by_month(told("10月单位是9800", given=before)) == {10: 9800, 0: 9600}
