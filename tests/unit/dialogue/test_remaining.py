"""How many days are left until the deadline that an answer tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import FigureUsed
from assistant.dialogue.telling.remaining import days_left

Read = Callable[..., Understood]


def figure(value: str, unit: str = "date", label: str = "缴费截止日") -> FigureUsed:
    return FigureUsed("haijiao.end", label, value, unit, None, None, "rule")


@pytest.mark.parametrize(
    ("words", "today", "told"),
    [
        pytest.param("离截止还有几天", date(2024, 12, 23), "还有8天", id="from the day of the call"),
        pytest.param("今天12月30号,还剩多少天", date(2024, 12, 23), "还有1天", id="from a day that was named"),
        pytest.param("离截止还有几天", date(2024, 12, 31), "就是最后一天", id="on the day itself"),
        pytest.param("离截止还有几天", date(2025, 1, 3), "过了3天", id="after it"),
    ],
)
def test_the_days_until_a_deadline_are_counted(read: Read, words: str, today: date, told: str) -> None:
    found = days_left(read(words, today=today), today, [figure("2024-12-31")])
    assert found is not None
    assert told in found[0]


def test_both_ways_of_counting_are_told(read: Read) -> None:
    found = days_left(read("离截止还有几天"), date(2024, 12, 23), [figure("2024-12-31")])
    assert found is not None
    assert "还有8天,连2024年12月23日当天算是9天" in found[0]
    assert found[1].amount == "8天"


def test_a_month_ends_with_its_last_day(read: Read) -> None:
    found = days_left(read("还有几天结束"), date(2024, 2, 1), [figure("2024-02", "month")])
    assert found is not None
    assert "2024年2月29日" in found[0]


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        pytest.param("什么时候截止", [figure("2024-12-31")], id="no days asked for"),
        pytest.param("还有几天津贴", [figure("2024-12-31")], id="days of something else"),
        pytest.param("离截止还有几天", [figure("2024-12-31", label="开始日")], id="no deadline told"),
        pytest.param("离截止还有几天", [figure("2024-12-31", label="统计截止日")], id="the end of what was counted"),
        pytest.param("离截止还有几天", [figure("2024-12-31"), figure("2025-02-28")], id="two deadlines"),
    ],
)
def test_nothing_is_counted_where_no_single_deadline_is_asked_about(
    read: Read, words: str, figures: list[FigureUsed]
) -> None:
    assert days_left(read(words), date(2024, 12, 23), figures) is None
