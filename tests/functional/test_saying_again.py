"""Asking to hear the last reply again, and holding a number up against it; shipped knowledge."""

from __future__ import annotations

import pytest

from assistant.dialogue.reply import Reply, ReplyKind
from tests.functional.shipped import call_from

_CHRONIC = "我是在职职工，花了五千元，门诊慢特病能报多少"


def _last(city: str, *turns: str) -> Reply:
    call = call_from(city)
    for turn in turns[:-1]:
        call.say(turn)
    return call.say(turns[-1])


@pytest.mark.parametrize("words", [
    "没听清，再说一遍", "不好意思刚才孩子吵，没听见", "麻烦重复一下", "冇听清楚，再讲多次",
    "信号不好，报销多少再报一遍",
])
def test_the_last_reply_is_said_again(words: str) -> None:
    call = call_from("zibo")
    told = call.say(_CHRONIC)
    assert call.say(words).text == told.text


def test_a_question_back_is_said_again_and_still_waits() -> None:
    call = call_from("zibo")
    asked = call.say("职工医保慢特病花了五千能报多少")
    assert asked.kind is ReplyKind.CLARIFY
    assert call.say("没听清，再说一遍").text == asked.text
    assert call.say("退休").amounts["fund_pays"] == "3200.00"


@pytest.mark.parametrize("words", ["退休的那个再说一遍", "再说一遍慢特病怎么备案"])
def test_what_names_something_else_is_no_repetition(words: str) -> None:
    call = call_from("zibo")
    told = call.say(_CHRONIC)
    assert call.say(words).text != told.text


@pytest.mark.parametrize("words", [
    "那就是2800块，没错吧", "是两千八对吧", "即系2800，啱唔啱", "我算的也是2800，对不对？",
])
def test_a_number_that_was_told_is_confirmed(words: str) -> None:
    reply = _last("zibo", _CHRONIC, words)
    assert reply.short.startswith("对")
    assert reply.amounts["fund_pays"] == "2800.00"


@pytest.mark.parametrize("words", ["那就是3500块，没错吧", "是三千五对吧", "即系3500，啱唔啱"])
def test_a_number_that_was_not_told_is_denied_and_no_bill(words: str) -> None:
    reply = _last("zibo", _CHRONIC, words)
    assert reply.short.startswith("不是")
    assert reply.amounts["fund_pays"] == "2800.00"


def test_a_denied_number_does_not_stay_in_the_call() -> None:
    reply = _last("zibo", _CHRONIC, "那就是3500块，没错吧", "不对，是退休的")
    assert reply.amounts["fund_pays"] == "3200.00"


def test_what_was_spent_is_set_right_not_confirmed() -> None:
    assert _last("zibo", _CHRONIC, "花了五千五对吧").amounts["fund_pays"] == "3150.00"


def test_a_supposed_case_is_calculated() -> None:
    assert _last("zibo", _CHRONIC, "那要是花了6000，是报3500对吧").amounts["fund_pays"] == "3500.00"


def test_a_supposed_case_that_is_not_understood_is_asked_back_not_told_like_the_one_before() -> None:
    reply = _last("zibo", _CHRONIC, "那要是挂了贵宾厅的呢")
    assert reply.kind is ReplyKind.CLARIFY
    assert not any(character.isdecimal() for character in reply.text)


def test_more_than_before_is_no_wish_to_hear_it_again() -> None:
    reply = _last("zibo", _CHRONIC, "那退休的呢", "那就是多报了多少")
    assert "400元" in reply.text
