from __future__ import annotations

from datetime import date

import pytest

from assistant.text.dates import Precision, find_dates, find_years

TODAY = date(2022, 12, 23)  # a Friday


def spans(text: str) -> list[tuple[str, str]]:
    return [(str(found.first_day), str(found.last_day)) for found in find_dates(text, TODAY)]


@pytest.mark.parametrize(("text", "first_day", "last_day"), [
    ("2022年7月1号", "2022-07-01", "2022-07-01"), ("7月1号", "2022-07-01", "2022-07-01"),
    ("二零二一年", "2021-01-01", "2021-12-31"), ("二一年度", "2021-01-01", "2021-12-31"), ("今年", "2022-01-01",
    "2022-12-31"),
    ("明年", "2023-01-01", "2023-12-31"), ("出年", "2023-01-01", "2023-12-31"), ("旧年", "2021-01-01", "2021-12-31"),
    ("前年", "2020-01-01", "2020-12-31"), ("后年", "2024-01-01", "2024-12-31"), ("上个月", "2022-11-01", "2022-11-30"),
    ("今个月", "2022-12-01", "2022-12-31"), ("下个月", "2023-01-01", "2023-01-31"), ("本月底", "2022-12-31",
    "2022-12-31"),
    ("昨天", "2022-12-22", "2022-12-22"), ("前日", "2022-12-21", "2022-12-21"), ("上礼拜", "2022-12-12", "2022-12-18"),
    ("上周五", "2022-12-16", "2022-12-16"), ("上半年", "2022-01-01", "2022-06-30"), ("去年下半年", "2021-07-01",
    "2021-12-31"),
    ("今年7月", "2022-07-01", "2022-07-31"), ("七月份", "2022-07-01", "2022-07-31"), ("2021年1到10月", "2021-01-01",
    "2021-10-31"),
    ("前十个月", "2022-01-01", "2022-10-31"), ("四五月份", "2022-04-01", "2022-05-31"), ("年底", "2022-12-01",
    "2022-12-31"),
    ("2020-12-17", "2020-12-17", "2020-12-17"), ("十二月三十一号", "2022-12-31", "2022-12-31"),
    ("2024年2月", "2024-02-01", "2024-02-29"), ("第三季度", "2022-07-01", "2022-09-30"), ("8月底", "2022-08-31",
    "2022-08-31"),
    ("去年底", "2021-12-01", "2021-12-31"), ("2021年末", "2021-12-01", "2021-12-31"),
    ("下半年头四个月", "2022-07-01", "2022-10-31"), ("上半年前两个月", "2022-01-01", "2022-02-28"),
    ("五月二十才交上", "2022-05-20", "2022-05-20"), ("十一月二十三去住的院", "2022-11-23", "2022-11-23"),
    ("一月二十,一年多少", "2022-01-01", "2022-01-31"), ("五月二十块", "2022-05-01", "2022-05-31"),
    ("七八九月", "2022-07-01", "2022-09-30"), ("七八九三个月", "2022-07-01", "2022-09-30"),
    ("三,四,五三个月", "2022-03-01", "2022-05-31"), ("9, 10, 11三个月", "2022-09-01", "2022-11-30"),
    ("十一,十二两个月", "2022-11-01", "2022-12-31"),
    ("过了年三月", "2023-03-01", "2023-03-31"), ("出咗年一月份", "2023-01-01", "2023-01-31"),
])
def test_times_are_read_relative_to_the_call(text: str, first_day: str, last_day: str) -> None:
    assert spans(text) == [(first_day, last_day)]


@pytest.mark.parametrize("text", [
    "过了年就不看了",
    "改革前", "三年前", "交了20年", "满21年", "近三年", "每年", "8个月", "证明年限", "目前年龄", "13月", "一月多少钱",
])
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert spans(text) == []


def test_an_impossible_day_is_left_out() -> None:
    assert all(first <= "2022-02-28" for first, _ in spans("2022年2月30号"))


@pytest.mark.parametrize("text", ["花了2078.83元", "是2078.83对吧", "一共2012.5块", "2019.11万元"])
def test_a_sum_with_fen_is_no_month(text: str) -> None:
    assert spans(text) == []


def test_a_price_is_no_year_for_the_days_behind_it() -> None:
    days = [d.first_day for d in find_dates("6月10号买了一盒2000的药,6月20号又买一盒", date(2022, 8, 1))]
    assert days == [date(2022, 6, 10), date(2022, 6, 20)]


def test_the_turn_of_the_year_is_crossed() -> None:
    found = find_dates("上个月", date(2023, 1, 1))
    assert found[0].first_day == date(2022, 12, 1)


def test_a_month_takes_the_year_told_before_it() -> None:
    assert spans("2021年7月1号到8月15号")[1] == ("2021-08-15", "2021-08-15")


def test_mentions_say_how_exact_and_how_relative_they_are() -> None:
    told, inferred = find_dates("2021年,还有7月1号", TODAY)
    assert (told.precision, told.relative, told.year_told) == (Precision.YEAR, False, True)
    assert (inferred.precision, inferred.relative, inferred.year_told) == (Precision.DAY, True, False)
    assert inferred.words == "7月1号"


@pytest.mark.parametrize(("text", "years"), [
    ("21年交多少", (2021,)), ("2023年度和二一年度", (2021, 2023)), ("明年呢", (2023,)), ("2022版", (2022,)),
    ("交满21年", ()), ("一个人头上一年贴多少", ()), ("卡上一年进多少", ()), ("上一年交多少", (2021,)),
    ("七月份", ()), ("2022 江门", (2022,)), ("20年和21年", (2020, 2021)), ("昨天", ()),
])
def test_the_years_asked_about(text: str, years: tuple[int, ...]) -> None:
    assert find_years(text, TODAY) == years


@pytest.mark.parametrize("text", ["看过病.8月去的", "是我.8月份去的", "三家.8月1日去的"])
def test_a_month_that_begins_a_sentence_is_one(text: str) -> None:
    assert [str(found.first_day) for found in find_dates(text, TODAY)] == ["2022-08-01"]


def test_what_stands_behind_a_decimal_point_is_no_month() -> None:
    assert spans("涨了3.8月") == []


@pytest.mark.parametrize(("text", "months"), [
    ("8, 9, 10月", ["08", "09", "10"]), ("七,八,九月", ["07", "08", "09"]), ("8/9月", ["08", "09"]),
    ("5和6月", ["05", "06"]), ("花了500,10月", ["10"]), ("9,3月", ["03"]),
])
def test_months_may_be_listed_by_their_numbers(text: str, months: list[str]) -> None:
    assert [first[5:7] for first, _ in spans(text)] == months


def test_the_new_year_that_is_just_over_begins_this_year() -> None:
    assert [found.first_day for found in find_dates("过完年3月去看的", date(2023, 2, 20))] == [date(2023, 3, 1)]
