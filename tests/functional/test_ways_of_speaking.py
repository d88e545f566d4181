"""Ways of speaking that lead past what is asked, on the shipped knowledge."""

from __future__ import annotations

import pytest

from assistant.dialogue.reply import ReplyKind
from tests.functional.shipped import DAYS, call_from, shipped


@pytest.mark.parametrize("words", [
    "社区医院窗口收费员:居民看普通门诊一个月封顶多少",
    "我是卫生院的会计,居民看普通门诊一个月封顶多少",
])
def test_where_the_caller_works_is_no_condition(words: str) -> None:
    reply = call_from("jiangmen").say(words)
    assert reply.kind is ReplyKind.REFUSE
    assert "限额" in reply.short


def test_a_condition_that_implies_another_sets_right_what_was_heard_before() -> None:
    call = call_from("jiangmen")
    call.say("居民看普通门诊一个月封顶多少")
    reply = call.say("那退休的去三级医院看门诊花了100,报多少")
    assert reply.amounts["fund_pays"] == "65.00"


def test_a_yes_and_a_no_are_not_told_together() -> None:
    reply = call_from("jiangmen").say("有职工医保,卡里还有钱,想帮老婆和女儿买邑康保行不行")
    assert reply.short.startswith("可以")
    assert not any(line.startswith("不可以") for line in reply.details)


def test_of_two_questions_the_second_may_lean_on_the_first() -> None:
    reply = call_from("zhangshu").say("脱贫户住院自己要控制出百分之几?到10月底实际报了多少比例?")
    assert "10%" in reply.text and "90.43%" in reply.text
    assert "职工基金收入" not in reply.text


def test_what_the_first_answer_tells_anyhow_is_not_looked_for_elsewhere() -> None:
    reply = call_from("rongcheng").say("第三批集采的药哪天开始卖的?一共几种?平均降了几成?")
    assert "42种" in reply.text and "53%" in reply.text
    assert "94.1%" not in reply.text


def test_a_story_that_asks_for_no_sum_is_not_calculated() -> None:
    reply = call_from("jiangmen").say(
        "我在一间小厂做人事,厂里刚请了个新人,他一直在村里买居民医保,现在厂里给他买了职工医保,"
        "他的存折里还有钱,听说月底又要扣居民医保了,他问要不要理,我该怎么答他")
    assert reply.kind is ReplyKind.ANSWER
    assert "停保" in reply.text


def test_what_is_counted_to_october_is_not_told_for_the_whole_year() -> None:
    whole = call_from("zhangshu").say("2021年全年职工医保基金收入多少,我要的是到12月底的数")
    assert whole.kind is ReplyKind.REFUSE
    assert "全年" in whole.short
    assert call_from("zhangshu").say("2021年职工医保基金收入多少").kind is ReplyKind.ANSWER


def test_the_name_of_every_condition_is_understood_as_that_condition() -> None:
    reader = shipped().reader
    for dimension in shipped().knowledge.dimensions.values():
        for value in dimension.values:
            heard = reader.read(value.label, None, DAYS["jiangmen"])
            told = {m.value for m in heard.mentions if m.dimension == dimension.id and not m.negated}
            assert told == {value.id}, value.label


@pytest.mark.parametrize(("answer", "paid"), [
    ("2", "6000.00"), ("其他的", "6000.00"), ("都不是", "6000.00"), ("就是相对贫困户", "6000.00"),
    ("不是低保", "6000.00"),
    ("1", "8400.00"), ("前面那种", "8400.00"), ("是低保", "8400.00"),
])
def test_what_was_asked_back_is_answered_in_many_ways(answer: str, paid: str) -> None:
    call = call_from("rongcheng")
    assert call.say("俺娘算相对贫困户,住院目录内自己付了一万二,救助给多少").kind is ReplyKind.CLARIFY
    assert call.say(answer).amounts["fund_pays"] == paid


def test_after_two_questions_back_the_results_are_laid_out() -> None:
    call = call_from(None)
    kinds = [call.say(words).kind for words in ("门诊花了100能报多少", "江门", "在职的")]
    assert kinds == [ReplyKind.CLARIFY, ReplyKind.CLARIFY, ReplyKind.CALCULATION]
    assert call.say("三级医院").amounts["fund_pays"] == "60.00"


def test_the_year_that_was_asked_of_goes_on_to_the_calculation() -> None:
    call = call_from("jiangmen")
    call.say("2022年度居民医保一个人交几多")
    assert call.say("那我们三口人一起交,一共几多").amounts["total"] == "1128.00"


def test_an_item_is_not_meant_unless_one_of_its_words_falls() -> None:
    # Nobody speaks of poverty: the share that is controlled for the poor is not told.
    reply = call_from("zhangshu").say("我是居民医保,转诊去南昌的大医院开刀,大概花五万,能报多少自己要出多少")
    assert reply.kind is ReplyKind.REFUSE
    assert not reply.amounts


@pytest.mark.parametrize(("city", "first", "then"), [
    ("jiangmen", "居民去社区看门诊报几成", "一个月封顶报多少"),
    ("zibo", "退休职工慢特病报八成对吧", "一年最多报多少,封顶几万"),
    ("zhangshu", "职工医保今年住院花了多少基金", "那我自己住院能报百分之几"),
    ("zibo", "慢特病在微信小程序能备案不", "要带哪些化验单,几天能批"),
    ("zhangshu", "今年取消了几家定点的协议", "是哪几家,名单有没有"),
    ("zibo", "居民慢特病报55%对吧", "我妹嫁到济南了,她那边居民慢特病报几成"),
])
def test_what_is_asked_on_top_and_not_known_is_not_answered_with_what_was_told(
    city: str, first: str, then: str
) -> None:
    call = call_from(city)
    call.say(first)
    assert call.say(then).kind is ReplyKind.REFUSE


def test_a_caller_from_a_place_without_documents_is_not_asked_for_the_city_again() -> None:
    call = call_from(None)
    assert call.say("我户口在丰城,居民医保一年交多少").kind is ReplyKind.REFUSE
    assert call.say("那有多少人参保").kind is ReplyKind.REFUSE
    assert call.say("江门居民医保2023年交多少").kind is ReplyKind.ANSWER


def test_nobodys_mind_is_made_up_for_him() -> None:
    reply = call_from("jinhua").say("大病选缴的划不划算,我到底缴还是不缴")
    assert reply.kind is ReplyKind.REFUSE and not reply.figures


def test_the_bare_name_of_a_matter_brings_up_what_can_be_told_of_it() -> None:
    call = call_from("jiangmen")
    offered = call.say("门诊")
    assert offered.kind is ReplyKind.CLARIFY
    assert len(offered.options) == 4
    assert call.say("1").kind in (ReplyKind.ANSWER, ReplyKind.CALCULATION, ReplyKind.CLARIFY)
    assert call_from("jiangmen").say("感冒").kind is ReplyKind.REFUSE


def test_where_the_caller_works_is_no_condition_in_a_later_turn_either() -> None:
    call = call_from("jiangmen")
    call.say("退休的去三级医院看门诊花了100,报多少")
    assert call.say("我是社区的会计,那在职的报多少").amounts["fund_pays"] == "60.00"
