"""Days at the facts that take one, and the months that a stretch of time spans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.dialogue.gathering.timing import (
    days_told,
    denied_days,
    months_told,
    names_an_end,
    whole_day,
    without_denied_days,
)
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import FactShape

Read = Callable[..., Understood]
ADMITTED = FactShape(id="admitted", kind="date", label="住院日期", default="0", words=("住院", "住的院"))
FILED = FactShape(id="filed", kind="date", label="报备日期", default="0", words=("报备", "备案"))


@pytest.mark.parametrize(
    "words",
    [
        "5月6号住院,5月9号报备",
        "5月9号报备的,5月6号住的院",
        "5月6号在外地住的院,到5月9号才想起来报备",
        "住院是5月6号,报备是5月9号",
    ],
)
def test_each_day_goes_to_the_fact_whose_words_stand_nearest(read: Read, words: str) -> None:
    assert days_told((ADMITTED, FILED), read(words)) == {"admitted": date(2024, 5, 6), "filed": date(2024, 5, 9)}


def test_what_was_not_done_takes_no_day(read: Read) -> None:
    assert days_told((ADMITTED, FILED), read("5月6号没报备就去住院")) == {"admitted": date(2024, 5, 6)}


PAID = FactShape(id="paid", kind="date", label="缴费日期", words=("交的", "交上"))
SINCE = FactShape(id="since", kind="date", by_month=True, label="开始缴费", words=("开始交",))


def test_a_day_alone_is_that_of_the_only_fact_that_must_have_one(read: Read) -> None:
    assert days_told((PAID, FILED), read("5月6号办好")) == {"paid": date(2024, 5, 6)}


@pytest.mark.parametrize("words", ["5月6号还没交上", "5月6号没交", "5月6号之前办好"])
def test_a_day_on_which_it_was_not_done_is_no_day_of_it(read: Read, words: str) -> None:
    assert days_told((PAID,), read(words)) == {}


def test_a_month_is_its_first_day_where_a_fact_takes_months(read: Read) -> None:
    assert days_told((SINCE,), read("2024年3月开始交的")) == {"since": date(2024, 3, 1)}
    assert days_told((PAID,), read("2024年3月交的")) == {}


def test_a_day_without_a_telling_word_is_nobodys(read: Read) -> None:
    assert days_told((ADMITTED, FILED), read("5月6号出门")) == {}


@pytest.mark.parametrize(
    ("words", "first", "count"),
    [
        ("2024年4月到9月", date(2024, 4, 1), 6),
        ("2023年11月到2024年2月", date(2023, 11, 1), 4),
        ("2024年上半年", date(2024, 1, 1), 6),
        ("2024年全年", date(2024, 1, 1), 12),
        ("2024年全年,上半年按旧的,下半年按新的", date(2024, 1, 1), 12),
        ("2024年每个月", date(2024, 1, 1), 12),
        ("2024年6月和7月", date(2024, 6, 1), 2),
    ],
)
def test_a_stretch_of_time_is_told_month_by_month(read: Read, words: str, first: date, count: int) -> None:
    months = months_told(read(words))
    assert (months[0].day, len(months)) == (first, count)
    assert {bill.amount for bill in months} == {1}


@pytest.mark.parametrize("words", ["三个月", "2024年", "6月看的", "改革前三个月", "6月花了60,8月花了80"])
def test_counted_or_single_months_are_no_stretch(read: Read, words: str) -> None:
    assert months_told(read(words)) == ()


def test_one_day_is_the_whole_utterances_and_two_are_nobodys(read: Read) -> None:
    assert whole_day(read("5月6号看的")) == date(2024, 5, 6)
    assert whole_day(read("5月6号和6月8号看的")) is None


def test_the_day_that_fits_best_is_taken_and_a_deadline_is_nobodys(read: Read) -> None:
    told = days_told((ADMITTED, FILED), read("4月30号截止,5月6号出的门,5月9号住院"))
    assert told == {"admitted": date(2024, 5, 9)}


def test_a_denied_day_counts_only_where_no_other_is_told(read: Read) -> None:
    assert whole_day(without_denied_days(read("是5月8号,不是5月6号"))) == date(2024, 5, 8)
    assert denied_days(read("不是5月6号看的")) == ()


@pytest.mark.parametrize(("words", "ends"), [
    ("比5月6号以前少付多少", True), ("5月6号调整以前", True), ("5月中旬调整之前", True),
    ("5月6号以后", False), ("5月6号前后", False), ("5月底买的", False),
])
def test_a_time_before_a_change_is_named_by_its_border(read: Read, words: str, ends: bool) -> None:
    heard = read(words)
    assert names_an_end(heard.text, heard.dates[0]) is ends
