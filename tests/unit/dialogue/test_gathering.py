"""From what was understood to the facts a calculator takes.

The calculators and figures are those of the small knowledge: 看门诊 takes bills, 全家 takes heads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.gathering.gathered import Gathered
from assistant.dialogue.gathering.gatherer import Gatherer
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape
from assistant.policy.schemes import build_scheme

Read = Callable[..., Understood]


@pytest.fixture
def gather(knowledge: Knowledge, read: Read) -> Callable[..., Gathered]:
    """Gathers the facts of an utterance for a calculator of the small knowledge, or for one given whole."""

    def gathered(
        words: str,
        scheme: str | SchemeShape = "haijiao.visit",
        known: Mapping[str, tuple[str, ...]] | None = None,
        given: Mapping[str, FactValue] | None = None,
    ) -> Gathered:
        shape = knowledge.schemes[scheme] if isinstance(scheme, str) else scheme
        gatherer = Gatherer(shape, build_scheme(shape, knowledge), knowledge)
        return gatherer.gather(read(words), known or {}, given or {})

    return gathered


Gather = Callable[..., Gathered]


def bills(*amounts: str, day: date | None = None) -> tuple[Bill, ...]:
    return tuple(Bill(Decimal(amount), day) for amount in amounts)


def only(gathered: Gathered) -> Case:
    assert [case.label for case in gathered.cases] == [""]
    return gathered.cases[0]


def scheme_of(facts: list[dict[str, Any]]) -> SchemeShape:
    """A calculator that takes these facts and does nothing with them."""
    return SchemeShape.model_validate(
        {
            "id": "haijiao.made",
            "area": "haijiao",
            "title": "题",
            "topic": "t",
            "ask": ["问"],
            "facts": facts,
            "steps": [{"id": "one", "label": "一", "expression": "1"}],
            "results": {"one": "one"},
            "say": "{one}",
        }
    )


# What was given before


def test_what_comes_out_of_a_number_told_anew_is_forgotten_whatever_the_order_it_was_given_in(gather: Gather) -> None:
    shape = scheme_of([
        {"id": "people", "kind": "count", "label": "人数", "question": "?", "words": ["全村"]},
        {"id": "insured", "kind": "count", "label": "参保", "question": "?", "words": ["参保"],
         "derive": "people * now"},
        {"id": "now", "kind": "fraction", "label": "参保率", "question": "?", "words": ["参保率"]},
    ])
    before = {"people": Decimal(100), "insured": Decimal(60), "now": Decimal("0.6")}
    for given in (before, dict(reversed(before.items()))):
        assert only(gather("全村200人", shape, given=given)).facts == {"people": Decimal(200), "now": Decimal("0.6")}


# Amounts


def test_an_amount_goes_to_the_fact_whose_words_stand_beside_it(gather: Gather) -> None:
    facts = only(gather("看病花了300元,这个月已经报了40元")).facts
    assert facts == {"cost": bills("300"), "used": Decimal(40)}


def test_the_order_of_the_amounts_does_not_matter(gather: Gather) -> None:
    facts = only(gather("这个月已经报了40元,看病花了300元")).facts
    assert facts == {"cost": bills("300"), "used": Decimal(40)}


def test_an_amount_without_a_telling_word_is_what_was_spent(gather: Gather) -> None:
    assert only(gather("看门诊,300元")).facts == {"cost": bills("300")}


@pytest.mark.parametrize(
    "words",
    [
        "看门诊花了60元,80元和100元",
        "看门诊花了60、80和100元",
        pytest.param(
            "看门诊花了60、80、100元",
        ),
    ],
)
def test_a_list_of_amounts_becomes_several_bills_in_their_order(gather: Gather, words: str) -> None:
    assert only(gather(words)).facts == {"cost": bills("60", "80", "100")}


def test_an_amount_begun_no_list_for_is_left_out_where_the_fact_takes_only_one(gather: Gather) -> None:
    shape = scheme_of([{"id": "balance", "kind": "money", "label": "余额", "question": "?", "words": ["余额"]}])
    gathered = gather("余额200元,门诊看了300元", shape)
    assert only(gathered).facts == {"balance": Decimal(200)}


@pytest.mark.parametrize("words", ["每月拿三千块工资,看病花了80元", "工资三千块,看病花了80元"])
def test_an_amount_beside_a_word_that_keeps_it_out_is_no_bill(gather: Gather, words: str) -> None:
    shape = scheme_of([{"id": "cost", "kind": "money", "label": "费用", "question": "?", "words": ["花了"],
                        "many": True, "never": ["工资", "…工资"]}])
    assert only(gather(words, shape)).facts == {"cost": bills("80")}


def test_no_amount_is_no_fact_and_no_quantity(gather: Gather) -> None:
    gathered = gather("看门诊报多少")
    assert (only(gathered).facts, gathered.quantities, gathered.placed) == ({}, False, 0)


def test_a_rough_amount_is_noted_as_said(gather: Gather) -> None:
    gathered = gather("看门诊花了三百多块")
    assert gathered.rough == ["三百多块"]


def test_an_amount_keeps_the_day_named_in_its_clause(gather: Gather) -> None:
    gathered = gather("4月10日看门诊花了60元,5月3日看门诊花了80元")
    assert only(gathered).facts == {
        "cost": (Bill(Decimal(60), date(2024, 4, 10)), Bill(Decimal(80), date(2024, 5, 3)))
    }


# Conditions


def test_conditions_are_facts_and_what_they_imply_is_filled_in(gather: Gather) -> None:
    facts = only(gather("退休在三甲花了100元")).facts
    assert facts == {"status": "retired", "level": "tertiary", "scheme": "employee", "cost": bills("100")}


def test_what_is_implied_never_goes_before_what_was_said(gather: Gather) -> None:
    assert only(gather("退休,参加的居民医保,花了100元")).facts["scheme"] == "resident"


def test_denying_one_of_two_values_leaves_the_other(gather: Gather) -> None:
    assert only(gather("不是职工,花了100元")).facts["scheme"] == "resident"


def test_conditions_and_amounts_from_before_complete_the_case(gather: Gather) -> None:
    facts = only(gather("在三甲呢", known={"status": ("working",)}, given={"cost": bills("70")})).facts
    assert facts == {"level": "tertiary", "status": "working", "scheme": "employee", "cost": bills("70")}


def test_what_is_said_now_goes_before_what_was_known(gather: Gather) -> None:
    facts = only(gather("退休,花了90元", known={"status": ("working",)}, given={"cost": bills("70")})).facts
    assert (facts["status"], facts["cost"]) == ("retired", bills("90"))


def test_amounts_of_another_calculator_are_not_taken_over(gather: Gather) -> None:
    assert "balance" not in only(gather("花了90元", given={"balance": Decimal(5)})).facts


# Heads


@pytest.mark.parametrize(
    ("words", "number"), [("3口人居民医保一共多少", 3), ("我家五个人居民医保", 5), ("两个人居民医保", 2)]
)
def test_heads_are_counted(gather: Gather, words: str, number: int) -> None:
    assert only(gather(words, "haijiao.family")).facts["people"] == Decimal(number)


@pytest.mark.parametrize("words", ["居民医保一个人要交多少", "居民医保一个人一年多少钱", "一家人居民医保多少钱"])
def test_one_person_asked_for_a_rate_is_no_head_count(gather: Gather, words: str) -> None:
    assert "people" not in only(gather(words, "haijiao.family")).facts


def test_the_whole_family_without_a_number_must_be_asked_for(gather: Gather) -> None:
    assert gather("全家居民医保多少钱", "haijiao.family").wanted == {"people"}


def test_the_whole_family_with_a_number_needs_no_question(gather: Gather) -> None:
    gathered = gather("全家4口人居民医保多少钱", "haijiao.family")
    assert (gathered.wanted, only(gathered).facts["people"]) == (frozenset(), Decimal(4))


HEADS = [
    {"id": "adults", "kind": "count", "label": "大人", "words": ["大人", "爸", "妈"], "default": "0"},
    {"id": "children", "kind": "count", "label": "小孩", "words": ["小孩", "孩子"], "default": "0"},
]


def test_adults_and_children_are_counted_apart(gather: Gather) -> None:
    facts = only(gather("两个大人三个小孩交医保", scheme_of(HEADS))).facts
    assert facts == {"adults": Decimal(2), "children": Decimal(3)}


def test_a_couple_counts_two(gather: Gather) -> None:
    couple = [{**HEADS[0], "words": ["两口子"]}]
    assert only(gather("两口子交医保", scheme_of(couple))).facts == {"adults": Decimal(2)}


def test_twins_count_as_two_born_at_once(gather: Gather) -> None:
    born = [{"id": "babies", "kind": "count", "label": "这一胎几个", "words": ["胎"], "default": "1"}]
    assert only(gather("生了双胞胎", scheme_of(born))).facts == {"babies": Decimal(2)}


def test_years_become_months_where_months_are_counted(gather: Gather) -> None:
    months = [{"id": "months", "kind": "months", "label": "月数", "words": ["交了", "缴费"], "question": "?"}]
    assert only(gather("已经交了2年", scheme_of(months))).facts == {"months": Decimal(24)}


def test_a_share_is_taken_as_a_fraction(gather: Gather) -> None:
    share = [{"id": "rate", "kind": "fraction", "label": "比例", "words": ["本地报"], "question": "?"}]
    assert only(gather("本地报80%", scheme_of(share))).facts == {"rate": Decimal("0.8")}


# Persons and alternatives


def cases(gathered: Gathered) -> list[tuple[str, FactValue, FactValue]]:
    return [(case.label, case.facts.get("status", ""), case.facts["cost"]) for case in gathered.cases]


def test_two_persons_have_their_own_conditions_and_amounts(gather: Gather) -> None:
    gathered = gather("我爸退休,在社区花了100元,我在职,在社区花了200元")
    assert cases(gathered) == [("爸", "retired", bills("100")), ("您", "working", bills("200"))]
    assert gathered.persons


def test_two_persons_share_an_amount_that_each_one_spent(gather: Gather) -> None:
    gathered = gather("我妈退休,我在职,在社区各花了100元")
    assert cases(gathered) == [("妈", "retired", bills("100")), ("您", "working", bills("100"))]


def test_two_levels_that_are_compared_become_two_cases_with_the_same_bill(gather: Gather) -> None:
    gathered = gather("在职,花了100元,社区和三甲差多少")
    assert [(case.label, case.facts["level"], case.facts["cost"]) for case in gathered.cases] == [
        ("社区", "primary", bills("100")),
        ("三甲", "tertiary", bills("100")),
    ]
    assert not gathered.persons


def test_two_levels_each_with_an_amount_of_their_own_keep_their_order(gather: Gather) -> None:
    gathered = gather("在职,三甲花了300元,社区花了50元,一共报多少")
    assert [(case.facts["level"], case.facts["cost"]) for case in gathered.cases] == [
        ("tertiary", bills("300")),
        ("primary", bills("50")),
    ]


def test_two_dates_that_are_compared_become_two_cases(gather: Gather) -> None:
    gathered = gather("在职社区花了100元,2023年12月1日看和2024年1月5日看差多少")
    assert [(case.day, case.facts["cost"]) for case in gathered.cases] == [
        (date(2023, 12, 1), bills("100")),
        (date(2024, 1, 5), bills("100")),
    ]


def test_one_date_is_the_day_of_the_case(gather: Gather) -> None:
    assert only(gather("2023年12月1日在职社区花了100元")).day == date(2023, 12, 1)


def test_a_time_before_a_date_is_the_day_before(gather: Gather) -> None:
    assert only(gather("2024年1月1日以前,在职社区花了100元")).day == date(2023, 12, 31)


COST = {"id": "cost", "kind": "money", "label": "费用", "words": ["花了", "药费", "一盒"], "many": True}


@pytest.mark.parametrize(("words", "amounts"), [
    pytest.param("每月药费五百块,吃了半年", ["3000"], id="a month's amount for half a year"),
    pytest.param("每个月药费三百块,一个季度多少", ["900"], id="for a quarter"),
    pytest.param("药费五百块一个月,吃了三个月", ["1500"], id="the month behind the amount"),
    pytest.param("前三个月每月药费二百块,这次药费四百块", ["600", "400"], id="one amount monthly, one not"),
    pytest.param("一个月药费五百块", ["500"], id="no number of months"),
    pytest.param("一盒八十块,买了三盒", ["240"], id="a price for each"),
    pytest.param("一盒八十块,每月吃三盒,吃了两个月", ["480"], id="a price for each, each month"),
    pytest.param("三盒一共花了二百四十块", ["240"], id="the sum itself"),
    pytest.param("总费用一共八千块,政策内花了六千块", ["6000"], id="the part that counts"),
])
def test_an_amount_told_once_counts_as_often_as_it_was_paid(words: str, amounts: list[str], gather: Gather) -> None:
    assert only(gather(words, scheme_of([COST]))).facts == {"cost": bills(*amounts)}


def test_sums_that_fit_nothing_are_kept_to_be_asked_about(gather: Gather) -> None:
    base = {"id": "base", "kind": "money", "label": "基数", "words": ["基数"]}
    assert gather("基数五千块,八百块", scheme_of([base])).left == ["八百块"]


def test_two_people_with_bases_of_their_own_are_two_cases(gather: Gather) -> None:
    base = {"id": "base", "kind": "money", "label": "基数", "words": ["基数"]}
    gathered = gather("我基数五千块,我老公基数六千块,两个人一共多少", scheme_of([base]))
    assert [case.facts for case in gathered.cases] == [{"base": Decimal(5000)}, {"base": Decimal(6000)}]


def test_members_of_a_household_are_counted_where_the_curator_says(gather: Gather) -> None:
    facts = [
        {"id": "people", "kind": "count", "label": "人数", "words": ["口"], "heads": "all", "default": "0"},
        {"id": "grown", "kind": "count", "label": "大人", "words": ["大人"], "heads": "grown", "default": "0"},
        {"id": "young", "kind": "count", "label": "小孩", "words": ["小孩"], "heads": "young", "default": "0"},
    ]
    found = only(gather("我爸妈,我和老公,还有三个小孩", scheme_of(facts))).facts
    assert found == {"people": Decimal(7), "grown": Decimal(4), "young": Decimal(3)}


THINGS = [{"id": "things", "kind": "count", "label": "个数", "question": "?", "words": ["支架", "放"]}]


def test_a_number_that_is_only_taken_up_for_the_question_counts_once(gather: Gather) -> None:
    assert only(gather("要放两个支架,两个支架一共省多少", scheme_of(THINGS))).facts == {"things": Decimal(2)}
    assert only(gather("左边放两个支架,右边又放两个支架", scheme_of(THINGS))).facts == {"things": Decimal(4)}


def test_ways_of_telling_are_no_people(gather: Gather) -> None:
    assert "people" not in only(gather("居民医保两个说法都算一下", "haijiao.family")).facts
