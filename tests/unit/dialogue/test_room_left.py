"""What is left of a limit: how it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.room_left import asks_for_room
from assistant.dialogue.hearing.understanding import Understood


@pytest.mark.parametrize("words", [
    "今年最多还能再领多少", "顶多还能救助多少", "额度还剩多少", "还有多少额度", "还能再给他多少", "还可以报多少",
    "还有多少救助的余地", "离封顶还差多少", "起付线还差多少", "还差多少才到起付",
])
def test_what_is_left_of_a_limit_is_asked_for(read: Callable[..., Understood], words: str) -> None:
    assert asks_for_room(read(words))


@pytest.mark.parametrize("words", ["一共能报多少", "最多报多少", "限额是多少", "还要交多少", "还差几个人"])
def test_another_sum_is_none_that_is_left(read: Callable[..., Understood], words: str) -> None:
    assert not asks_for_room(read(words))
