"""Amounts of several stretches of months: how long each lasted, and what later turns add to or change about them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.gathering.gatherer import Gatherer
from assistant.dialogue.gathering.stretches import each_stretch
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape
from assistant.policy.schemes import build_scheme

Read = Callable[..., Understood]
Stretches = dict[str, int]
SHAPE = SchemeShape.model_validate({
    "id": "haijiao.dues", "area": "haijiao", "title": "单位几段一共缴费", "topic": "premium", "ask": ["单位缴多少"],
    "facts": [{"id": "dues", "kind": "money", "label": "每月缴费", "question": "每月缴多少元", "many": True,
               "for_months": True, "words": ["单位", "每月", "缴费", "基数"]}],
    "steps": [{"id": "total", "label": "合计", "expression": "dues"}],
    "results": {"total": "total"}, "say": "一共{total}。",
})
BEFORE = (Bill(Decimal(10000), None, "前2个月"), Bill(Decimal(22400), None, "后4个月"))


@pytest.fixture
def gathered(knowledge: Knowledge, read: Read) -> Callable[[str], set[str]]:
    """What the amounts gathered from words come to."""

    def amounts(words: str) -> set[str]:
        gatherer = Gatherer(SHAPE, build_scheme(SHAPE, knowledge), knowledge)
        found = gatherer.gather(read(words), {}, {}).cases[0].facts.get("dues", ())
        assert isinstance(found, tuple)
        return {str(bill.amount) for bill in found}

    return amounts


@pytest.fixture
def told(knowledge: Knowledge, read: Read) -> Callable[..., Stretches]:
    """The stretches gathered from words and what was given before: their names and what each comes to."""

    def stretches(words: str, given: tuple[Bill, ...] = ()) -> Stretches:
        before: dict[str, FactValue] = {"dues": given} if given else {}
        gatherer = Gatherer(SHAPE, build_scheme(SHAPE, knowledge), knowledge)
        found = gatherer.gather(read(words), {}, before).cases[0].facts.get("dues", ())
        assert isinstance(found, tuple)
        return {bill.words: int(bill.amount) for bill in found}

    return stretches


@pytest.mark.parametrize(("words", "amounts"), [
    pytest.param("头两个月基数5000,后四个月基数5600", {"前2个月": 10000, "后4个月": 22400}, id="counted months"),
    pytest.param("后四个月基数5600,开头两个月基数5000", {"后4个月": 22400, "前2个月": 10000}, id="later ones first"),
    pytest.param("上半年基数5000,10到12月基数5600", {"6个月": 30000, "3个月": 16800}, id="stretches without a place"),
    pytest.param("基数5000,后来基数5600", {}, id="no months told"),
    pytest.param("三个月基数5000", {}, id="one amount alone"),
    pytest.param("前面三个月基数5000", {"前3个月": 15000}, id="one amount alone with its place"),
])
def test_amounts_of_several_stretches_count_times_their_months(
    told: Callable[..., Stretches], words: str, amounts: Stretches
) -> None:
    assert told(words) == amounts


@pytest.mark.parametrize(("words", "amounts"), [
    pytest.param("中间三个月基数6000", {"前2个月": 10000, "中间3个月": 18000, "后4个月": 22400}, id="one between them"),
    pytest.param("再之后一个月基数7000", {"前2个月": 10000, "后4个月": 22400, "之后1个月": 7000}, id="one after them"),
    pytest.param("那前面三个月基数6000呢", {"前3个月": 18000, "后4个月": 22400}, id="another first one"),
    pytest.param("不对,后面三个月基数是6000", {"前2个月": 10000, "后3个月": 18000}, id="the last one corrected"),
    pytest.param("不对,后面是6000", {"前2个月": 10000, "后4个月": 24000}, id="only its amount corrected"),
    pytest.param("不对,后面是五个月", {"前2个月": 10000, "后5个月": 28000}, id="only its months corrected"),
    pytest.param("前面三个月基数6000,后面三个月基数7000", {"前3个月": 18000, "后3个月": 21000}, id="both told anew"),
])
def test_a_stretch_told_later_joins_or_replaces_those_before(
    told: Callable[..., Stretches], words: str, amounts: Stretches
) -> None:
    assert told(words, given=BEFORE) == amounts


@pytest.mark.parametrize(("words", "labels", "monthly"), [
    pytest.param("前后两段各多少", ["前2个月", "后4个月"], False, id="each of them"),
    pytest.param("后面每个月比前面多交多少", ["前2个月每月", "后4个月每月"], True, id="a month of each"),
    pytest.param("一共多少", [], False, id="only the sum"),
])
def test_stretches_are_told_apart_where_that_is_asked(
    read: Read, words: str, labels: list[str], monthly: bool
) -> None:
    cases, by_month = each_stretch(SHAPE.facts, {"dues": BEFORE}, read(words))
    assert ([case.label for case in cases], by_month) == (labels, monthly)


def test_a_month_of_a_stretch_is_its_amount_by_its_months(read: Read) -> None:
    cases, _ = each_stretch(SHAPE.facts, {"dues": BEFORE}, read("后面每个月比前面多交多少"))
    bills = [case.facts["dues"] for case in cases]
    assert [[int(bill.amount) for bill in value] for value in bills if isinstance(value, tuple)] == [[5000], [5600]]


@pytest.mark.parametrize(("words", "amounts"), [
    ("单位七月缴费4000,八月缴费5000", {"4000", "5000"}),
    ("单位七、八月缴费分别是4000、5000", {"4000", "5000"}),
    ("单位七八两个月缴费分别是4000、5000", {"4000", "5000"}),
    ("单位七月、八月缴费各4000,九月缴费5000", {"8000", "5000"}),
    ("单位七月缴费4000,八月缴费5000,八月要缴多少", set()),
    ("单位七月起缴费4000,十月起缴费5000", set()),
])
def test_each_month_may_have_an_amount_of_its_own(gathered: Callable[[str], set[str]], words: str,
                                                  amounts: set[str]) -> None:
    assert gathered(words) == amounts
