"""Several people's cases over the turns of a call, and what is told of them before it is asked; shipped knowledge."""

from __future__ import annotations

import pytest

from assistant.desk.opening import open_desk
from assistant.dialogue.reply import Reply, ReplyKind
from tests.functional.shipped import DAYS, call_from, shipped


def _last(city: str, *turns: str) -> Reply:
    call = call_from(city)
    for turn in turns[:-1]:
        call.say(turn)
    return call.say(turns[-1])


@pytest.mark.parametrize("answer", ["都喺社区睇", "一级", "1", "卫生站"])
def test_a_condition_asked_for_counts_for_all_whose_cases_waited(answer: str) -> None:
    turns = ("我在职,睇门诊用咗50,我老婆退休用咗80,合共报几多", answer)
    assert call_from("jiangmen").say(turns[0]).kind is ReplyKind.CLARIFY
    assert _last("jiangmen", *turns).short.startswith("医保支付合计：37.5 + 64 = 101.5元")


def test_each_may_answer_for_himself() -> None:
    reply = _last("rongcheng", "俺爹住院自付八千,俺娘自付九千,一共能救助几个", "俺爹低保,俺娘是相对贫困")
    assert "5600 + 4500 = 10100元" in reply.short


def test_a_new_question_is_no_answer_for_those_who_wait() -> None:
    reply = _last("jiangmen", "我在职,睇门诊用咗50,我老婆退休用咗80,合共报几多", "明年居民医保几多钱一个人")
    assert "406元" in reply.text


def test_one_more_joins_all_who_were_told() -> None:
    both = "我在职,我妈退休,都在卫生院看,我花了40,她花了50,一共报多少"
    reply = _last("jiangmen", both, "还有我女儿,居民医保,花了20,三个人加起来多少")
    assert reply.short.startswith("医保支付合计：30 + 40 + 15 = 85元")


def test_for_how_long_is_asked_counts_for_all_who_were_told() -> None:
    reply = _last("jiangmen", "我在职基数6000,我老公退休买够年限,个账一个月各进几多", "咁两个人半年合共几多")
    assert "720" in reply.short
    assert "760.8" in reply.short


def test_whose_case_it_is_that_was_told_first_counts_for_the_question() -> None:
    reply = _last("jiangmen", "我在职,老公退休,年限都够", "我基数6000,我们俩一个月一共进多少")
    assert "120 + 126.8" in reply.text


@pytest.mark.parametrize("told", ["我在职,缴费基数一直是6200", "我仲返紧工,基数系6200蚊冇变过"])
def test_a_sum_told_without_a_question_counts_for_the_question(told: str) -> None:
    assert _last("jiangmen", told, "咁个人账户一年合共入几多").amounts["account"] == "1488.00"


def test_the_day_of_care_is_not_the_day_of_payment() -> None:
    reply = _last("rongcheng", "居民医保五月初六号才补交上,几号开始能报", "那我七月二十号住院能报不")
    assert "2021年7月20日缴费" not in reply.text


@pytest.mark.parametrize(("words", "total"), [
    ("以前屋企六口人,两个仔出去读职校落咗户口,而家得四口人,2023年居民医保几多钱", "1624元"),
    ("原先五个人交,老人走了,现在剩四个人,户口里存了1500,够扣吗,差多少", "还差124元"),
])
def test_how_many_they_used_to_be_is_not_counted(words: str, total: str) -> None:
    assert total in _last("jiangmen", words).short


@pytest.mark.parametrize(("words", "total"), [
    ("俺两口子一档,一个上初中一个念大学,交多少", "1300元"),
    ("俺两口子一档,孩子一个上初中一个念大学,交多少", "1300元"),
    ("俺一档,俺有一个念大专的闺女,还有一个念小学的小子,一共多少", "850元"),
    ("爹娘都二档,还有个念高中的弟弟,一共多少", "1500元"),
])
def test_children_are_told_by_their_schools(words: str, total: str) -> None:
    assert total in _last("rongcheng", words).short


def test_the_part_that_counts_goes_before_the_whole_bill() -> None:
    reply = _last("rongcheng", "转诊备过案,去烟台住院花了三万,其实合规的两万五,先负担多少")
    assert reply.amounts["upfront"] == "2500.00"


@pytest.mark.parametrize("words", [
    "办好异地转诊,政策内费用两万,跟没备案的比少先负担多少",
    "转诊备了案政策内两万,比不备案少负担多少",
])
def test_filing_is_set_against_none_whichever_way_it_is_compared(words: str) -> None:
    assert "相差4000元" in _last("rongcheng", words).short


def test_the_time_before_a_day_is_set_against_the_time_after_it() -> None:
    words = "国谈药3000块,按6月15号以前和以后的比例算,如今比那时少自付多少"
    assert "相差150元" in _last("zibo", words).short


def test_the_other_of_two_documented_amounts_has_its_own_difference() -> None:
    reply = _last("jiangmen", "我基数5000,一个月进多少", "退休以后年限够,每月比现在多多少")
    assert "相差26.8元" in reply.text
    assert "相差26.35元" in reply.text


def test_points_that_the_rule_takes_off_are_not_the_local_share() -> None:
    reply = _last("jiangmen", "本市能报七成五,没转诊去了深圳住院,听说要降10个百分点,那最多报几成")
    assert "65%" in reply.text


@pytest.mark.parametrize("words", [
    "帮我查查我老公医保卡余额仲有几多", "我妈的医保卡里现在还有多少钱,你给看看", "俺爹账户还剩多少",
])
def test_what_somebody_has_on_the_card_is_not_known(words: str) -> None:
    reply = _last("jiangmen", words)
    assert reply.kind is ReplyKind.REFUSE
    assert "查不到" in reply.text


def test_keywords_for_a_rate_that_is_not_known_are_refused() -> None:
    assert _last("jinhua", "居民 门诊慢病 报销比例").kind is ReplyKind.REFUSE


def test_what_was_told_of_several_is_told_together_again() -> None:
    reply = _last("zibo", "普通国谈药2000,两病用药500,各先自付多少", "那两样一共先自付多少")
    assert "400 + 50 = 450元" in reply.short


def test_three_are_added_up_where_the_third_comes_last() -> None:
    told = "阿嫲退休,社区睇咗40蚊;老窦返紧工,三甲睇咗60蚊"
    reply = _last("jiangmen", told, "阿妈系居民医保,喺社区睇咗20蚊,三个加埋医保出几多")
    assert reply.short.startswith("医保支付合计：32 + 36 + 15 = 83元")


@pytest.mark.parametrize(("words", "paid"), [
    ("在职,社区,今年1到12月每月花180,报多少", "780.00"),
    ("在职,三级,上半年每个月去一次,每次50,一共报多少", "150.00"),
])
def test_every_month_of_a_stretch_has_its_own_rule(words: str, paid: str) -> None:
    assert _last("jiangmen", words).amounts["fund_pays"] == paid


def test_what_somebody_hears_of_his_own_base_is_set_against_the_one_before() -> None:
    reply = _last("jiangmen", "在职,基数4800,一个月进多少", "听讲下个月基数调到5600,咁每个月多几多")
    assert "相差16元" in reply.short


def test_all_who_change_are_set_against_what_they_paid_before() -> None:
    turns = ("俺夫妻俩一档,一个闺女上初中,交多少", "要是俺夫妻俩都改成二档呢", "那比原来多交多少")
    assert "相差400元" in _last("rongcheng", *turns).short


def test_the_second_visit_is_told_again() -> None:
    reply = _last("jiangmen", "在职,社区,十一月头一次看花了80,第二次60,报多少", "第二次医保给多少")
    assert reply.amounts["fund_pays"] == "20.00"


@pytest.mark.parametrize("words", [
    "没备案自己去的,合规两万,跟办了转诊的比,要多先负担多少", "先办好转诊备案,跟啥也不办就去,合规两万,先负担差多少",
])
def test_conditions_that_go_together_are_compared_together(words: str) -> None:
    assert "相差4000元" in _last("rongcheng", words).short


@pytest.mark.parametrize("words", ["去省内别的市看个病还用备案不", "山里卫生院老缺药,这是为么事啊"])
def test_a_question_in_dialect_is_no_statement(words: str) -> None:
    city = "zibo" if "备案" in words else "zhangshu"
    assert "记下了" not in _last(city, words).text


def test_conditions_held_at_the_desk_leave_what_is_asked_of_all_alone() -> None:
    call = open_desk(shipped()).open_call("江门", DAYS["jiangmen"])
    call.say("我在职,睇门诊用咗50,我老婆退休用咗80,都喺社区,合共报几多")
    assert "37.5 + 64 = 101.5元" in call.say("咁两个人合共几多").short
