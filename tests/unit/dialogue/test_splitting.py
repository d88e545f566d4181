"""Persons, alternatives and changes in one utterance become cases of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from assistant.calculator.scheme import Bill
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.gathering.gatherer import Gatherer
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape
from assistant.policy.schemes import build_scheme

Read = Callable[..., Understood]
Gather = Callable[..., Gathered]


@pytest.fixture
def gather(knowledge: Knowledge, read: Read) -> Gather:
    def gathered(words: str, scheme: str | SchemeShape = "haijiao.visit", **given: object) -> Gathered:
        shape = knowledge.schemes[scheme] if isinstance(scheme, str) else scheme
        return Gatherer(shape, build_scheme(shape, knowledge), knowledge).gather(read(words), {}, given)  # type: ignore[arg-type]

    return gathered


def bills(*amounts: str) -> tuple[Bill, ...]:
    return tuple(Bill(Decimal(amount)) for amount in amounts)


def told(gathered: Gathered, fact: str) -> list[tuple[str, object]]:
    return [(case.label, case.facts.get(fact)) for case in gathered.cases]


BASE = SchemeShape.model_validate(
    {
        "id": "haijiao.base",
        "area": "haijiao",
        "title": "题",
        "topic": "t",
        "ask": ["问"],
        "facts": [
            {"id": "base", "kind": "money", "label": "基数", "question": "?", "words": ["基数"]},
            {"id": "low", "kind": "count", "label": "低档人数", "default": "0", "words": ["低档"]},
            {"id": "high", "kind": "count", "label": "高档人数", "default": "0", "words": ["高档"]},
            {"id": "year", "label": "年度", "default": "y2024", "values": [
                {"id": "y2023", "label": "2023年"}, {"id": "y2024", "label": "2024年"}]},
        ],
        "steps": [{"id": "one", "label": "一", "expression": "1"}],
        "results": {"one": "one"},
        "say": "{one}",
    }
)


@pytest.mark.parametrize(
    "words",
    ["在职,社区看门诊不是90元,是190元", "在职,社区看门诊花了90元,说错了,190元", "在职社区花了90块,哦不,190块"],
)
def test_an_amount_that_is_taken_back_does_not_count(gather: Gather, words: str) -> None:
    assert told(gather(words), "cost") == [("", bills("190"))]


def test_an_amount_paid_each_time_counts_as_often_as_it_was_paid(gather: Gather) -> None:
    assert told(gather("在职,社区看了3次,每次30元"), "cost") == [("", bills("30", "30", "30"))]


def test_people_with_the_same_amount_each_are_counted(gather: Gather) -> None:
    gathered = gather("我和我太太都在职,在社区各花了100元")
    assert (gathered.each, told(gathered, "cost")) == (2, [("", bills("100"))])
    assert gather("三个人都在职,在社区各花了100元").each == 3


def test_nobody_is_counted_where_nothing_is_said_of_each(gather: Gather) -> None:
    assert gather("我和我太太在职,社区一共花了100元").each == 1


def test_what_is_said_of_one_person_does_not_hold_for_the_other(gather: Gather) -> None:
    gathered = gather("我爸退休我妈居民,看门诊各花了100元")
    assert told(gathered, "scheme") == [("爸", "employee"), ("妈", "resident")]
    assert told(gathered, "status")[1] == ("妈", None)


def test_somebody_who_retires_has_bills_of_both_kinds(gather: Gather) -> None:
    gathered = gather("我是5月退休的,4月在社区花了100元,6月在社区花了80元")
    assert told(gathered, "status") == [("在职时", "working"), ("退休时", "retired")]
    assert told(gathered, "cost") == [
        ("在职时", (Bill(Decimal(100), date(2024, 4, 1)),)),
        ("退休时", (Bill(Decimal(80), date(2024, 6, 1)),)),
    ]


def test_bills_of_two_homes_whose_difference_is_asked_for_are_cases_of_their_own(gather: Gather) -> None:
    gathered = gather("都在职都在社区,一家花了100元,一家花了60元,第二家比第一家少报多少")
    assert told(gathered, "cost") == [("第一家", bills("100")), ("第二家", bills("60"))]
    assert gathered.asks_difference


def test_the_second_bill_of_one_person_stands_behind_the_first(gather: Gather) -> None:
    gathered = gather("在职,社区先花了100元后花了60元,两笔报的差多少")
    assert told(gathered, "cost") == [("第一笔", bills("100")), ("第二笔", bills("100", "60"))]
    assert [case.beyond for case in gathered.cases] == [0, 1]


@pytest.mark.parametrize("words", [
    "在职,社区花了100元又花了60元,一共报多少", "在职,社区花了100元又花了60元,离封顶还差多少",
])
def test_bills_whose_difference_is_not_asked_for_are_added_up(gather: Gather, words: str) -> None:
    assert told(gather(words), "cost") == [("", bills("100", "60"))]


def test_an_amount_that_changes_counts_as_it_is_in_the_end(gather: Gather) -> None:
    assert told(gather("基数从5000元涨到6000元", BASE), "base") == [("", Decimal(6000))]


def test_both_amounts_count_where_the_change_is_asked_for(gather: Gather) -> None:
    gathered = gather("基数从5000元涨到6000元,每月多交多少", BASE)
    assert told(gathered, "base") == [("原来", Decimal(5000)), ("后来", Decimal(6000))]


def test_a_year_is_a_choice_however_it_was_said(gather: Gather) -> None:
    assert told(gather("去年基数5000元", BASE), "year") == [("", "y2023")]


def test_another_visit_comes_to_the_ones_told_before(gather: Gather) -> None:
    assert told(gather("后来又看了一次,70元", cost=bills("60")), "cost") == [("", bills("60", "70"))]
    assert told(gather("要是花70元呢", cost=bills("60")), "cost") == [("", bills("70"))]


def test_each_alternative_keeps_the_amounts_of_its_own_clause(gather: Gather) -> None:
    shape = SchemeShape.model_validate(
        {
            **BASE.model_dump(),
            "facts": [
                {"id": "people", "kind": "count", "label": "人数", "default": "1", "words": ["个人"]},
                {"id": "times", "kind": "count", "label": "次数", "default": "1", "words": ["次"]},
                {"id": "way", "label": "办法", "values": [{"id": "a", "label": "甲法"}, {"id": "b", "label": "乙法"}]},
            ],
        }
    )
    gathered = gather("我妈用甲法做了3次,全家5个人用乙法做了2次,一共多少", shape)
    assert told(gathered, "people") == [("甲法", None), ("乙法", Decimal(5))]
    assert told(gathered, "times") == [("甲法", Decimal(3)), ("乙法", Decimal(2))]


def test_what_was_told_first_goes_on_for_the_next_alternative(gather: Gather) -> None:
    gathered = gather("花了90块,在职能报多少,退休报多少,差多少")
    assert told(gathered, "cost") == [("在职", bills("90")), ("退休", bills("90"))]


def test_a_condition_of_a_pair_holds_for_both(gather: Gather) -> None:
    gathered = gather("我岳父母都退休了,在社区,岳父花了90,岳母花了60")
    assert told(gathered, "status") == [("岳父", "retired"), ("岳母", "retired")]
    assert told(gathered, "cost") == [("岳父", bills("90")), ("岳母", bills("60"))]


def test_both_periods_said_in_one_word_are_compared(gather: Gather) -> None:
    shape = SchemeShape.model_validate(
        {
            **BASE.model_dump(),
            "facts": [
                {"id": "cost", "kind": "money", "label": "费用", "question": "?", "words": ["花了"]},
                {"id": "when", "label": "何时", "default": "after", "values": [
                    {"id": "before", "label": "调整前"}, {"id": "after", "label": "调整后"}]},
            ],
        }
    )
    assert told(gather("花了90块,调整前后差多少", shape), "when") == [("调整前", "before"), ("调整后", "after")]
    assert told(gather("住院前后花了90块", shape), "when") == [("", None)]
