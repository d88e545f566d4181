"""Rules of a wider area: they hold in the cities below it and are told as the wider area's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.bootstrap import LoadedAssistant
from assistant.dialogue.call import Call
from assistant.dialogue.reply import ReplyKind
from assistant.dialogue.session import Session

QUESTION = "没办转诊去别处住院少报多少"


@pytest.mark.parametrize(("area", "name"), [("haijiao", "海角市"), ("shanwei", "山尾市")])
def test_a_wider_rule_is_told_below_as_the_wider_areas(
    open_call: Callable[..., Call], area: str, name: str
) -> None:
    reply = open_call(area).say(QUESTION)
    assert (reply.kind, reply.area, reply.short) == (ReplyKind.ANSWER, area, "不转诊的少报15个百分点。")
    assert f"这是天边省的规定，在{name}适用。" in reply.text
    assert [citation.document for citation in reply.citations] == ["haijiao-notice"]


def test_an_own_rule_is_not_told_as_a_wider_areas(call: Call) -> None:
    assert "的规定，在" not in call.say("居民医保一年交多少钱").text


def test_a_wider_rule_picked_in_a_citys_call_keeps_the_city(small: LoadedAssistant) -> None:
    call = small.open_call("shanwei", None)
    assert isinstance(call, Session) and call.is_told_here("wide.referral")
    assert call.tell("wide.referral", QUESTION).area == call.area == "shanwei"


def test_a_wider_rule_picked_before_the_city_is_known_chooses_none_of_several(small: LoadedAssistant) -> None:
    call = small.open_call(None, None)
    assert isinstance(call, Session)
    reply = call.tell("wide.referral", QUESTION)
    assert call.area is None and reply.short == "不转诊的少报15个百分点。"
