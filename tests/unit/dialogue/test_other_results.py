"""Asking for another result than the one that was told first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.other_results import asks_other_result
from assistant.dialogue.hearing.understanding import Understood


@pytest.mark.parametrize(("words", "result"), [
    ("那剩下多少能进报销", "enters_reimbursement"), ("还有多少能拿去报", "enters_reimbursement"),
    ("多少钱是能进报销的", "enters_reimbursement"), ("能拿去报的是多少", "enters_reimbursement"),
    ("那平均一个月缓多少", "a_month"), ("每个月是多少", "a_month"),
    ("原来的标准是多少", "full"), ("实收多少", "charged"),
])
def test_a_result_is_asked_for_by_its_words(read: Callable[..., Understood], words: str, result: str) -> None:
    assert asks_other_result(read(words), (result,))


@pytest.mark.parametrize(("words", "result"), [
    ("这个月能报多少", "enters_reimbursement"), ("三个月一共多少", "a_month"), ("标准提到60块要多少", "full")])
def test_another_question_is_none_for_it(read: Callable[..., Understood], words: str, result: str) -> None:
    assert not asks_other_result(read(words), (result,))
