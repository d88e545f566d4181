"""`yibao calc`: facts as options or asked for, on the project's own knowledge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest

from assistant.calculator.scheme import FactValue
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.policy.load import load
from assistant.ui.calculate import CalculatorDesk, Supposed, command_for, listing

DAY = date(2022, 12, 23)
AID = "rongcheng.aid.amount"


@pytest.fixture(scope="module")
def desk() -> CalculatorDesk:
    return CalculatorDesk(load(Path(__file__).resolve().parents[2] / "knowledge"))


def calculated(desk: CalculatorDesk, scheme: str, *options: str, answers: tuple[str, ...] | None = None) -> Reply:
    """The reply to a calculator's options; `answers` are what the caller types when asked."""
    calculator = desk.get(scheme)
    left = iter(answers or ())
    replies: list[Reply] = []

    def finish(facts: dict[str, FactValue], supposed: list[Supposed]) -> int:
        ask = None if answers is None else lambda question: next(left, None)
        replies.append(desk.work_out(calculator, facts, DAY, ask, supposed))
        return 0

    command_for(desk, calculator, finish).main(list(options), standalone_mode=False)
    return replies[0]


# Source: rongcheng-2020-interview, 问6: of the poor with minimum living allowance, 70 % up to 20,000 yuan.
@pytest.mark.parametrize("own", ["3000", "3,000", "3000元", "三千元"])
@pytest.mark.parametrize("group", ["minimum_living", "低保"])
def test_facts_are_given_as_options_in_digits_or_in_words(desk: CalculatorDesk, own: str, group: str) -> None:
    reply = calculated(desk, AID, "--own", own, "--group", group, "--care", "住院")
    assert reply.kind is ReplyKind.CALCULATION
    assert reply.amounts == {"fund_pays": "2100.00", "self_pays": "900.00"}
    assert {citation.document for citation in reply.citations} == {"rongcheng-2020-interview"}


def test_what_is_missing_is_asked_for_one_fact_at_a_time(desk: CalculatorDesk) -> None:
    reply = calculated(desk, AID, "--care", "住院", answers=("1", "3000"))
    assert reply.amounts["fund_pays"] == "2100.00"


def test_a_value_that_cannot_be_is_asked_for_again(desk: CalculatorDesk) -> None:
    reply = calculated(desk, AID, "--group", "低保", "--care", "住院", "--own", "-5", answers=("很多", "3000"))
    assert reply.amounts["fund_pays"] == "2100.00"


def test_without_anybody_to_ask_the_question_is_the_reply(desk: CalculatorDesk) -> None:
    assert calculated(desk, AID).kind is ReplyKind.CLARIFY
    assert calculated(desk, AID, answers=()).kind is ReplyKind.CLARIFY


def test_several_bills_are_given_one_by_one(desk: CalculatorDesk) -> None:
    reply = calculated(desk, AID, "--group", "低保", "--care", "住院", "--own", "1000", "--own", "2022-11-05:2000")
    assert reply.amounts["fund_pays"] == "2100.00"


# Source: jiangmen-2022-hotline, 王女士: 60 % at level 3 for the working, 70 yuan a month.
def test_a_fact_that_only_one_kind_of_insured_has_says_which_one_it_is(desk: CalculatorDesk) -> None:
    reply = calculated(desk, "jiangmen.outpatient", "--status", "在职", "--level", "三级", "--visit", "2022-11-05:320")
    assert reply.amounts["fund_pays"] == "70.00"
    assert "320 × 60%" in reply.text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--own", "三百多"), "不是数字"),
        (("--own", "NaN"), "不是数字"),
        (("--group", "富豪"), "不认识；可以是："),
        (("--own", "2022-13-01:5"), "不是有效日期"),
    ],
)
def test_a_value_that_cannot_be_read_is_wrong_usage(desk: CalculatorDesk, options: tuple[str, str], told: str) -> None:
    with pytest.raises(click.UsageError) as raised:
        calculated(desk, AID, *options)
    assert told in raised.value.message


def test_an_unknown_calculator_is_wrong_usage_and_near_ones_are_named(desk: CalculatorDesk) -> None:
    with pytest.raises(click.UsageError, match="是不是 rongcheng"):
        desk.get("rongcheng.aid.amoun")


def test_calculators_are_listed_city_by_city(desk: CalculatorDesk) -> None:
    lines = list(listing(load(Path(__file__).resolve().parents[2] / "knowledge")))
    assert lines.index("荣成市") < next(number for number, line in enumerate(lines) if AID in line)


def test_every_calculator_tells_its_facts(desk: CalculatorDesk) -> None:
    for line in listing(load(Path(__file__).resolve().parents[2] / "knowledge")):
        if line.startswith("  "):
            calculator = desk.get(line.split()[0])
            command = command_for(desk, calculator, lambda facts, supposed: 0)
            page = command.get_help(command.make_context(calculator.scheme.id, [], resilient_parsing=True))
            assert all(fact.label in page.replace("\n", "") or len(fact.label) > 20 for fact in calculator.scheme.facts)


VISIT = ("--scheme", "职工", "--status", "在职", "--level", "三级", "--cost", "100")


# Source: jiangmen-2022-hotline: 60 % and 75 % from 2022-07-01, 50 % before; the retired 5 points more.
@pytest.mark.parametrize(
    ("supposed", "label", "fund", "told"),
    [
        ("level=社区", "医院级别改为一级及以下", "75.00", "多15元"),
        ("status=退休", "在职还是退休改为退休", "65.00", "多5元"),
        ("date=2022-06-30", "按2022年6月30日", "40.00", "少20元"),
        ("cost=200", "政策范围内的门诊费用改为200", "70.00", "多10元"),
        ("cost=100", "政策范围内的门诊费用改为100", "60.00", "不变"),
    ],
)
def test_one_fact_supposed_otherwise_stands_beside_the_result_with_the_difference(
    desk: CalculatorDesk, supposed: str, label: str, fund: str, told: str
) -> None:
    reply = calculated(desk, "jiangmen.outpatient", *VISIT, "--what-if", supposed)
    assert reply.kind is ReplyKind.CALCULATION
    assert (reply.amounts["原来.fund_pays"], reply.amounts[f"{label}.fund_pays"]) == ("60.00", fund)
    assert any(line.startswith(label) and told in line for line in reply.details)


def test_several_facts_supposed_each_stand_beside_the_result(desk: CalculatorDesk) -> None:
    whats = ("--what-if", "level=社区", "--what-if", "status=退休")
    reply = calculated(desk, "jiangmen.outpatient", *VISIT, *whats)
    assert [amount for name, amount in reply.amounts.items() if name.endswith(".fund_pays")] == [
        "60.00",
        "75.00",
        "65.00",
    ]


def test_what_a_supposition_lacks_is_asked_for(desk: CalculatorDesk) -> None:
    resident = ("--scheme", "居民", "--level", "一级及以下", "--cost", "100")
    reply = calculated(desk, "jiangmen.outpatient", *resident, "--what-if", "scheme=职工", answers=("退休",))
    assert reply.amounts["参保类型改为职工医保.fund_pays"] == "80.00"


def test_a_supposition_without_a_rule_is_told_as_such(desk: CalculatorDesk) -> None:
    resident = ("--scheme", "居民", "--level", "一级及以下", "--cost", "100")
    reply = calculated(desk, "jiangmen.outpatient", *resident, "--what-if", "level=三级")
    assert "资料没有载明居民医保在二级" in reply.text


@pytest.mark.parametrize(
    ("supposed", "told"),
    [("level", "请写成"), ("lvl=社区", "没有这个事实"), ("level=超级", "不认识"), ("date=2022-13-01", "不是有效日期")],
)
def test_a_supposition_that_cannot_be_read_is_wrong_usage(desk: CalculatorDesk, supposed: str, told: str) -> None:
    with pytest.raises(click.UsageError) as raised:
        calculated(desk, "jiangmen.outpatient", *VISIT, "--what-if", supposed)
    assert told in raised.value.message


@pytest.mark.parametrize(
    ("scheme", "options", "told"),
    [
        (AID, ("--group", "低保", "--care", "住院", "--own", "-1"), "自付不能是负数"),
        (AID, ("--group", "低保", "--care", "住院", "--own", "0"), "自付是0"),
        (AID, ("--group", "低保", "--care", "住院", "--own", "1e30"), "应在0到"),
        (AID, ("--group", "低保", "--care", "住院", "--own", "2", "--total-cost", "1"), "还多,请再核对"),
        ("jinhua.enrolment_target", ("--people", "10", "--enrolled", "11"), "还多,请再核对"),
        ("jinhua.enrolment_target", ("--people", "10.5"), "应是整数"),
        ("rongcheng.enrol.first_benefit", ("--paid", "1021-05-01"), "缴费日期应在1990年到"),
    ],
)
def test_facts_that_cannot_be_are_named_and_nothing_is_calculated(
    desk: CalculatorDesk, scheme: str, options: tuple[str, ...], told: str
) -> None:
    reply = calculated(desk, scheme, *options)
    assert told in reply.text.replace("，", ",")
    assert reply.amounts == {}
