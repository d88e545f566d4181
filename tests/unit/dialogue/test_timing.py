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
    spans_told,
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
        ("2月起按新的来,到今年9月底为止", date(2024, 2, 1), 8),
        ("由二月开始入账,一直入到年底", date(2024, 2, 1), 11),
        ("做到明年三月,从这个月算起", date(2024, 5, 1), 11),
        ("现在起一直交到八月", date(2024, 5, 6), 4),
        ("今年上半年头四个月", date(2024, 1, 1), 4),
    ],
)
def test_a_stretch_of_time_is_told_month_by_month(read: Read, words: str, first: date, count: int) -> None:
    months = months_told(read(words))
    assert (months[0].day, len(months)) == (first.replace(day=1), count)
    assert {bill.amount for bill in months} == {1}


@pytest.mark.parametrize("words", ["三个月", "2024年", "6月看的", "改革前三个月", "6月花了60,8月花了80",
                                   "2月起基数3000,到6月涨到4000", "3月住院,6月到医院拿药"])
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


@pytest.mark.parametrize("words", [
    "年初刚办好退休,花了100", "三月份退的休,花了100", "2月20号入的职,花了100", "四月里查出来的,花了100",
    "三月搬过来的,花了100",
])
def test_the_day_of_a_turn_in_life_is_none_that_a_bill_is_of(read: Read, words: str) -> None:
    heard = read(words)
    assert heard.dates
    assert whole_day(heard) is None


@pytest.mark.parametrize("words", ["三月份退休人员看病", "三月退休职工花了100"])
def test_who_is_retired_in_a_month_asks_of_that_month(read: Read, words: str) -> None:
    assert whole_day(read(words)) == date(2024, 3, 1)


@pytest.mark.parametrize(("words", "months"), [
    ("今年全年和明年全年各报多少", [12, 12]), ("上半年和下半年分别是多少", [6, 6]),
    ("今年下半年跟明年全年各多少", [6, 12]), ("2月到4月多少,7月到8月又是多少", [3, 2]),
    ("上半年和下半年一共多少", []), ("今年全年多少", []),
    ("今年比明年贵吗", []),
])
def test_stretches_asked_about_one_by_one_stand_apart(read: Read, words: str, months: list[int]) -> None:
    assert [len(bills) for _, bills in spans_told(read(words))] == months
