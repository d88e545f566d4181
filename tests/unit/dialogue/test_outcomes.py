"""What came of a plan is told apart from what it aims at."""

from __future__ import annotations

import pytest

from assistant.dialogue.hearing.outcomes import OutcomeAsked, outcome_asked, without_outcome


@pytest.mark.parametrize("text", [
    "真正做到了百分之几", "年底到底达到没有", "后来做到了吗", "最后实际完成了多少", "现在开到几成", "达标了没",
])
def test_an_outcome_is_asked_for(text: str) -> None:
    assert outcome_asked(text) is OutcomeAsked.OUTCOME
    assert len(without_outcome(text)) < len(text)


@pytest.mark.parametrize("text", [
    "九成是目标还是已经做到了", "是现在就接进来了,还是打算", "这个数是计划,还是做成了的", "已经激活了还是要冲的",
])
def test_whether_it_is_a_plan_is_asked(text: str) -> None:
    assert outcome_asked(text) is OutcomeAsked.WHICH


@pytest.mark.parametrize("text", [
    "激活率要达到多少", "到最后期限还有多少天", "开通率的目标是几成", "现在能交居民医保吗", "接入率要求多少",
])
def test_a_target_is_asked_for(text: str) -> None:
    assert outcome_asked(text) is None
