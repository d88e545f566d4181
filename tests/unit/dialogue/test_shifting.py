"""A day put off or brought forward from the one given before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from assistant.dialogue.hearing.shifting import days_shifted
from assistant.dialogue.hearing.understanding import Understood

Read = Callable[..., Understood]
GIVEN = {"first": date(2020, 12, 28), "daily": Decimal(120)}


@pytest.mark.parametrize(("words", "day"), [
    ("要是晚五天开始呢", date(2021, 1, 2)), ("推迟10天呢", date(2021, 1, 7)), ("提前3天呢", date(2020, 12, 25)),
])
def test_a_day_moves_by_the_days_told(read: Read, words: str, day: date) -> None:
    assert days_shifted(GIVEN, read(words)) == {"first": day}


@pytest.mark.parametrize("words", ["住了5天", "一共五天呢", "晚一点开始呢"])
def test_days_that_are_no_delay_move_nothing(read: Read, words: str) -> None:
    assert days_shifted(GIVEN, read(words)) == {}


def test_it_is_clear_which_day_moves_only_if_there_is_one(read: Read) -> None:
    assert days_shifted({**GIVEN, "last": date(2021, 3, 1)}, read("晚五天呢")) == {}
