"""What is told beside of people who have no part in the matter."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.dialogue.gathering.outsiders import mentions_of_caller, told_beside
from assistant.dialogue.gathering.standing import standing
from assistant.dialogue.hearing.understanding import Understood

Read = Callable[..., Understood]


def values(heard: Understood) -> list[Decimal]:
    return [q.value for q in standing(heard)]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("看门诊花了90块,隔壁老李花了300块,我能报多少", [90]),
        ("邻居王姨交了500,我看门诊花了80,报多少", [80]),
        ("看门诊花了80。对门大爷花了200。我的报多少", [80]),
        ("住院6天花了900块,病友住了9天,她交了700块。我该报多少", [6, 900]),
        pytest.param("隔壁老李看门诊花了300块,能报多少", [300], id="nobody else has an amount"),
        pytest.param("我花了90块,隔壁老李花了300块,他能报多少", [90, 300], id="the question is about them"),
        pytest.param("我花了90块,同事花了300块,差多少", [90, 300], id="both are compared"),
        pytest.param("社区花了90块,隔壁镇医院花了60块,一共报多少", [90, 60], id="a place, not a person"),
    ],
)
def test_amounts_told_beside_of_others_are_left_out(read: Read, words: str, kept: list[int]) -> None:
    assert values(read(words)) == [Decimal(v) for v in kept]


def test_conditions_told_beside_of_others_are_left_out(read: Read) -> None:
    heard = read("我在职,邻居老王退休了,我看门诊花了90块报多少")
    assert [m.value for m in mentions_of_caller(heard.mentions, heard) if m.dimension == "status"] == ["working"]


def test_what_the_caller_says_in_the_same_clause_is_their_own(read: Read) -> None:
    heard = read("隔壁老李花了300块我花了90块能报多少")
    ((start, end),) = told_beside(heard)
    assert heard.text[start:end] == "隔壁老李花了300块"


@pytest.mark.parametrize(("words", "kept"), [
    pytest.param("人家说看门诊有优惠,我花了90块,报多少", [90], id="a rule"),
    pytest.param("人家说看门诊有优惠,平常一次90块,报多少", [90], id="what comes next is the caller's own"),
    pytest.param("邻居说他看门诊花了300块,报了200,我花了90", [90], id="their own sums"),
])
def test_what_others_say_of_a_rule_ends_with_its_clause(read: Read, words: str, kept: list[int]) -> None:
    assert [int(value) for value in values(read(words)) if value > 1] == kept


def test_what_others_suppose_is_of_the_caller(read: Read) -> None:
    assert told_beside(read("邻居说要是早办了手续,会少扣很多")) == []
    assert told_beside(read("邻居说他住院早就出来了,我问问")) != []
