"""The chat on the real dialogue: who the caller is holds for their own questions, and for nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.bootstrap import LoadedAssistant, wire
from assistant.chat.opening import open_chat
from assistant.chat.port import ChatAssistant, ChatCall
from assistant.dialogue.reply import ReplyKind
from assistant.settings import read_settings
from tests.fakes import FakeAssistant
from tests.functional.chat_knowledge import write_knowledge
from tests.functional.shipped import DAYS, shipped

DAY = date(2024, 6, 1)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> LoadedAssistant:
    """The small knowledge, loaded; its word tables are kept with those of the program."""
    return wire(write_knowledge(tmp_path_factory.mktemp("knowledge")), read_settings().cache)


@pytest.fixture(scope="module")
def chat(assistant: LoadedAssistant) -> ChatAssistant:
    return open_chat(assistant)


@pytest.fixture
def retired(chat: ChatAssistant) -> ChatCall:
    """A call from the first city by somebody who picked 退休."""
    call = chat.open_call("临时", DAY)
    call.be(next(person for person in chat.people("linshi") if person.short == "退休"))
    return call


def test_what_the_caller_picked_to_be_decides_the_answer(retired: ChatCall) -> None:
    assert retired.say("门诊报多少").short == "退休的报70%。"
    assert retired.tell("linshi.visit.told", "职工门诊报销比例").short == "退休的报70%。"


def test_what_is_said_goes_before_what_was_picked(retired: ChatCall) -> None:
    assert retired.say("在职的门诊报多少").short == "在职的报60%。"
    assert "45%" in retired.say("居民门诊报多少").short


@pytest.mark.parametrize("words", ["我妈看门诊报多少", "邻居看门诊报多少"])
def test_what_is_asked_for_somebody_else_does_not_take_the_callers_conditions(retired: ChatCall, words: str) -> None:
    assert "60%" in retired.say(words).text


def test_who_one_is_can_be_taken_back(retired: ChatCall) -> None:
    retired.be(None)
    assert "60%" in retired.say("门诊报多少").text


def test_the_question_at_the_end_of_an_answer_is_answered_by_number(chat: ChatAssistant) -> None:
    reply = chat.open_call("临时", DAY).tell("linshi.visit.told", "职工门诊报销比例")
    assert chat.answers_to(reply) == ("在职", "退休")


def test_the_chat_needs_a_loaded_knowledge() -> None:
    with pytest.raises(TypeError):
        open_chat(FakeAssistant())


@pytest.mark.parametrize("area", sorted(DAYS))
def test_every_question_that_the_shipped_knowledge_offers_is_answered(area: str) -> None:
    chat = open_chat(shipped())
    refused = []
    for person in (None, *chat.people(area)[:2]):
        for theme in chat.themes(area, person):
            for question in chat.questions(area, person, theme):
                call = chat.open_call(area, DAYS[area])
                call.be(person)
                if call.tell(question.id, question.label).kind is ReplyKind.REFUSE:
                    refused.append(question.id)
    assert refused == []
