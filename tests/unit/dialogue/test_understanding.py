"""What is heard in an utterance: what is looked up, which years, which sums."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.hearing.understanding import Understood
from assistant.text.numerals import QuantityKind

Read = Callable[..., Understood]


@pytest.mark.parametrize("words", ["二零二四年居民医保", "二〇二四年居民医保", "2024年居民医保", "二四年居民医保"])
def test_a_year_is_looked_up_in_digits_however_it_was_said(read: Read, words: str) -> None:
    assert read(words).matched == "2024年居民医保"


@pytest.mark.parametrize("words", ["门诊花了几千块", "报销有几万元吗", "好几百呢"])
def test_a_sum_of_which_only_the_size_is_told_is_no_amount(read: Read, words: str) -> None:
    assert read(words).quantities == ()


@pytest.mark.parametrize(
    ("words", "relative"), [("今年交多少", True), ("去年没交,2024年交多少", False), ("门诊", False)]
)
def test_years_are_relative_only_if_none_was_named(read: Read, words: str, relative: bool) -> None:
    assert read(words).relative_years is relative


def test_what_is_asked_behind_a_premise_is_heard_by_itself(read: Read) -> None:
    assert read("居民不是要先选定社区的嘛,那选好了还能不能换一家呢?").after_premise == "那选好了还能不能换一家呢?"


@pytest.mark.parametrize("words", ["居民不是要先选定社区的嘛?", "门诊报多少", "不是要交钱的嘛,好的知道了谢谢"])
def test_without_a_question_behind_it_nothing_is_a_premise(read: Read, words: str) -> None:
    assert read(words).after_premise == ""


STORY = "去年我爸在卫生院看过病,今年他退了休,又去了大医院,我就想问,三甲门诊报多少?"


def test_the_question_of_a_story_is_its_last_asking_clause_and_the_one_before(read: Read) -> None:
    assert read(STORY).question == "我就想问,三甲门诊报多少?"
    assert read("居民医保一年交费").question == "居民医保一年交费"


def test_conditions_asked_of_are_those_in_the_question(read: Read) -> None:
    assert [mention.value for mention in read(STORY).asked_of] == ["tertiary"]
    assert read("我退了休在卫生院看的病").asked_of == ()
    assert read("我们本来都是居民,我爸去了大医院了,剩下的人一共交多少").asked_of == ()


def test_years_asked_for_are_those_in_the_sentences_that_ask(read: Read) -> None:
    heard = read("我2021年花了好几千块.2023年一共有多少人参保?")
    assert heard.years == (2021, 2023)
    assert heard.asked_years == (2023,)


@pytest.mark.parametrize("words", ["我替我爹妈问一下,我在外面上班,门诊报多少", "帮老人打听一下,我上班呢,他看病报多少"])
def test_who_asks_for_others_is_not_asked_about(read: Read, words: str) -> None:
    assert [m.dimension for m in read(words).mentions if m.dimension == "status"] == []


def test_who_asks_for_themselves_is(read: Read) -> None:
    assert [m.value for m in read("我在外面上班,看门诊报多少").mentions if m.dimension == "status"] == ["working"]


def test_speech_without_punctuation_is_looked_up_a_thought_at_a_time(read: Read) -> None:
    windows = read("我下礼拜要出趟远门可能要好几天呢那居民看门诊到底能报多少钱啊").windows
    assert any(len(window) < 16 and "报多少" in window for window in windows)


def test_a_named_year_goes_before_a_relative_one_in_what_is_asked(read: Read) -> None:
    assert read("今年的又要交了吧?2022年的到底交多少?").asked_years == (2022,)
    assert read("今年的交多少?").asked_years == (2024,)


def test_a_year_told_on_the_way_to_a_question_is_not_asked_about(read: Read) -> None:
    assert read("我在镇上管账,去年亏空不小,书记讲以后合成一本账,想问哪天开始合?").asked_years == ()
    assert read("去年亏空不小,想问多少?").asked_years == (2023,)


def test_the_year_in_which_an_illness_was_found_is_none_that_is_asked_for(read: Read) -> None:
    assert read("我娘去年查出来糖尿病,门诊报多少?").years == ()
    assert read("我娘去年住了院,报多少?").years == (2023,)


def test_a_stretch_of_time_said_twice_over_counts_once(read: Read) -> None:
    assert [q.words for q in read("半年六个月一共多少").quantities] == ["半年"]
    assert [q.words for q in read("先住了6天,又住了6天").quantities] == ["6天", "6天"]


@pytest.mark.parametrize("words", ["去北京看门诊能报多少", "转到北京看门诊能报多少", "上北京看门诊能报多少"])
def test_a_place_one_goes_to_for_care_is_looked_up_as_another_place(read: Read, words: str) -> None:
    assert "外地看门诊能报多少" in read(words).matched


def test_a_place_whose_rules_are_asked_for_keeps_its_name(read: Read) -> None:
    assert "外地" not in read("北京的门诊能报多少", None).matched


@pytest.mark.parametrize(
    ("words", "count"), [("打120送去医院", 0), ("120抢救的费用", 0), ("花了120", 1), ("给了120块", 1)]
)
def test_the_number_of_the_ambulance_is_no_amount(read: Read, words: str, count: int) -> None:
    assert len(read(words).quantities) == count


@pytest.mark.parametrize("words", ["我这是海角,门诊报多少", "门诊报多少,我在海角", "海角人,门诊报多少"])
def test_a_clause_that_only_tells_where_the_caller_is_is_not_looked_up(read: Read, words: str) -> None:
    assert read(words, None).matched == "门诊报多少"


def test_a_clause_that_tells_more_than_the_place_is_looked_up(read: Read) -> None:
    assert read("我是海角居民,门诊报多少", None).matched == "我是居民,门诊报多少"


@pytest.mark.parametrize("words", ["门诊办了多长时间", "两边一样不一样", "颈椎算进去没"])
def test_how_long_whether_alike_and_whether_yet_are_questions(read: Read, words: str) -> None:
    assert read(words).asks


@pytest.mark.parametrize(("words", "why"), [
    ("邻居问我为什么少了,基数五千该划多少", False), ("为什么我基数五千划得这么少", True),
    ("家里人吵为什么少了,我也不懂", True), ("老婆问我为什么要交,到底为什么要交四百多少人交", True),
])
def test_why_somebody_else_asked_is_not_asked_where_a_sum_is(read: Read, words: str, why: bool) -> None:
    assert read(words).asks_why is why


@pytest.mark.parametrize(("words", "looked_up"), [
    ("一月到十月支出多少", "前十个月支出多少"), ("1-11月支出多少", "前十一个月支出多少"),
    ("一月到十二月支出多少", "全年支出多少"), ("三月到十月支出多少", "三月到十月支出多少"),
])
def test_the_year_up_to_a_month_is_looked_up_as_so_many_months(read: Read, words: str, looked_up: str) -> None:
    assert read(words).matched == looked_up


@pytest.mark.parametrize(("words", "days"), [
    ("一个月开诊22日", [22]), ("做了二十四工,合计多少", [24]), ("我22日去看的", []), ("22日开诊了吗", []),
    ("做了12日的早班", []),
])
def test_days_that_something_goes_on_may_be_said_as_a_day_of_the_month_is(
        read: Read, words: str, days: list[int]) -> None:
    assert [int(q.value) for q in read(words).quantities if q.kind is QuantityKind.DAYS] == days
