"""Bills of a month in which the rule changed, on the shipped knowledge: 15 June 2022 for negotiated drugs in 淄博."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.bootstrap import load_assistant
from assistant.dialogue.call import Call
from assistant.dialogue.reply import ReplyKind

ASKED = "一般谈判药，六月份买的，花了一万二，先行自付多少"


@pytest.fixture
def call() -> Call:
    return load_assistant().open_call("zibo", date(2022, 8, 2))


def test_both_outcomes_are_told_and_the_day_is_asked_for(call: Call) -> None:
    reply = call.say(ASKED)
    assert reply.kind is ReplyKind.CLARIFY
    assert reply.short == "请问是6月几号？规定从6月15日起改了。"
    assert [line.split("：")[0] for line in reply.details[:2]] == ["6月14日以前", "6月15日起"]
    assert "3000元" in reply.details[0]
    assert "2400元" in reply.details[1]


@pytest.mark.parametrize(("answer", "amount"), [
    ("20号", "2400.00"), ("6月3号买的", "3000.00"), ("1", "3000.00"), ("2", "2400.00")
])
def test_the_day_told_then_decides(call: Call, answer: str, amount: str) -> None:
    call.say(ASKED)
    assert call.say(answer).amounts["self_pays"] == amount


def test_without_a_day_it_is_asked_for_again(call: Call) -> None:
    first = call.say(ASKED)
    assert call.say("不记得了").text == first.text


@pytest.mark.parametrize("month", ["五月份", "七月份"])
def test_in_a_month_without_a_change_nothing_is_asked(call: Call, month: str) -> None:
    assert call.say(ASKED.replace("六月份", month)).kind is ReplyKind.CALCULATION


def test_a_month_that_is_not_over_reaches_to_the_day_of_the_call() -> None:
    reply = load_assistant().open_call("zibo", date(2022, 6, 10)).say(ASKED)
    assert reply.amounts["self_pays"] == "3000.00"


@pytest.mark.parametrize(("when", "amount"), [("六月初", "3000.00"), ("六月下旬", "2400.00")])
def test_the_beginning_or_the_end_of_the_month_decides(call: Call, when: str, amount: str) -> None:
    assert call.say(ASKED.replace("六月份", when)).amounts["self_pays"] == amount


def test_the_border_of_the_change_is_no_day_of_purchase(call: Call) -> None:
    reply = call.say("一般谈判药，花了一万二，先行自付比6月15日以前少掏多少")
    assert reply.kind is ReplyKind.CALCULATION
    assert "相差600元" in reply.short and "3000元" in reply.short and "2400元" in reply.short
