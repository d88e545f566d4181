"""`yibao calc`: facts as options or asked for, on the project's own knowledge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest

from assistant.calculator.scheme import FactValue
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.policy.load import load
from assistant.ui.calculate import CalculatorDesk, command_for, listing

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

    def finish(facts: dict[str, FactValue]) -> int:
        ask = None if answers is None else lambda question: next(left, None)
        replies.append(desk.work_out(calculator, facts, DAY, ask))
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
            command = command_for(desk, calculator, lambda facts: 0)
            page = command.get_help(command.make_context(calculator.scheme.id, [], resilient_parsing=True))
            assert all(fact.label in page.replace("\n", "") or len(fact.label) > 20 for fact in calculator.scheme.facts)
