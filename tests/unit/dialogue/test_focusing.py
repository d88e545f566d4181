"""Questions for one calculated figure of a statistic."""

from __future__ import annotations

import pytest

from assistant.dialogue.call import Call


@pytest.mark.parametrize(
    ("words", "first", "left_out"),
    [
        ("外地住院里直接结算占百分之几", "直接结算占外地住院的比例是62.5%。", ("37.5%", "300人次")),
        ("外地住院除掉直接结算的，还有多少没有直接结算", "外地住院中没有直接结算的人次是300人次。", ("62.5%", "37.5%")),
    ],
)
def test_what_is_calculated_of_a_statistic_is_told_first_and_alone(
        call: Call, words: str, first: str, left_out: tuple[str, ...]) -> None:
    reply = call.say(words)
    assert reply.short == first
    assert not any(figure in reply.text for figure in left_out)


def test_what_it_is_calculated_from_and_how_stay_in_sight(call: Call) -> None:
    reply = call.say("外地住院里直接结算占百分之几")
    assert "外地住院800人次，其中直接结算500人次。" in reply.text
    assert "名单没有公布。" in reply.text
    assert [step.label for step in reply.steps] == ["直接结算占外地住院的比例"]


@pytest.mark.parametrize("words", [
    "外地住院直接结算多少人次",  # nothing calculated is asked for
    "外地住院直接结算多少人次，占百分之几",  # and here not alone
    "外地住院占百分之几",  # of what isn't said
])
def test_a_question_for_no_single_calculated_figure_is_told_all(call: Call, words: str) -> None:
    reply = call.say(words)
    assert reply.short == "外地住院800人次，其中直接结算500人次。"
    assert all(figure in reply.text for figure in ("62.5%", "37.5%", "300人次"))
