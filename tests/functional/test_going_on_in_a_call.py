"""Calls in which the caller tells bit by bit, sets right, and asks what would be otherwise; shipped knowledge."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.reply import Reply, ReplyKind
from tests.functional.shipped import call_from


def _last(city: str, *turns: str) -> Reply:
    call = call_from(city)
    for turn in turns[:-1]:
        call.say(turn)
    return call.say(turns[-1])


def test_what_is_told_before_anything_is_asked_is_noted_and_counts() -> None:
    call = call_from("jiangmen")
    noted = call.say("我在职,我选定的是屋企楼下嗰间社区")
    assert noted.kind is ReplyKind.CLARIFY
    assert "在职" in noted.text and "一级" in noted.text
    assert call.say("前天开了两盒药,一共88块,里面8块是自费,我自己掏多少").amounts["self_pays"] == "28.00"


def test_what_was_told_before_does_not_stand_against_another_question() -> None:
    reply = _last("jiangmen", "我在职,我选定的是屋企楼下嗰间社区", "明年居民医保一个人交多少")
    assert reply.kind is ReplyKind.ANSWER
    assert "406元" in reply.text


def test_search_words_that_lead_nowhere_are_refused_not_noted() -> None:
    assert _last("jiangmen", "职工 住院 二级 陪护床位").kind is ReplyKind.REFUSE


@pytest.mark.parametrize(("correction", "base"), [
    ("讲错了,系5300,咁应该几多", "106.00"),
    ("不对,是五千三", "106.00"),
    ("看错了,上个月的是5300", "106.00"),
    ("打错字,5300", "106.00"),
])
def test_a_bare_amount_sets_right_the_one_before(correction: str, base: str) -> None:
    assert _last("jiangmen", "在职,基数4700,个人账户每月进几多", correction).amounts["account"] == base


def test_a_condition_set_right_is_calculated_again() -> None:
    reply = _last("zibo", "买了3000块的国谈药,先行自付多少", "哎我弄错了,那是治新冠的谈判药,先付多少")
    assert reply.amounts["self_pays"] == "300.00"


@pytest.mark.parametrize(("turns", "difference"), [
    (("三级医院,在职,六月份门诊花了60块,报多少", "放到七月看呢,能多报几多"), "6元"),
    (("在职,十一月在三级医院门诊花了60,报多少", "要是在社区看,能多报多少"), "9元"),
    (("在职,十一月在三级医院门诊花了60,报多少", "退休的比在职的多报几多"), "3元"),
])
def test_what_is_changed_is_set_against_what_was_told(turns: tuple[str, ...], difference: str) -> None:
    assert f"相差{difference}" in _last("jiangmen", *turns).short


@pytest.mark.parametrize("words", [
    "没备案去青岛住的院,合规费用三万,要是备了案能少掏多少",
    "我爸没办转诊就去北京住院了,政策内3万,当初办了的话先自付能少多少",
    "备案和不备案,合规的三万块先负担差多少",
    "能报的花了三万,不办备案比办了多掏多少",
])
def test_with_papers_and_without_are_set_against_each_other(words: str) -> None:
    assert "相差6000元" in _last("rongcheng", words).short


@pytest.mark.parametrize("words", [
    "药费4000,老比例先付25%,现在降了,少付多少",
    "国谈药花了4000,六月十五号降之前和现在比,先自付省多少",
    "谈判药4000块,比例调低之后比按旧比例少付几多",
])
def test_a_new_rate_is_set_against_the_old_one(words: str) -> None:
    assert "相差200元" in _last("zibo", words).short


def test_who_asks_for_the_present_is_not_told_the_old_rate() -> None:
    reply = _last("zibo", "以前谈判药先付25%,我六千块的药现在先付多少")
    assert reply.amounts["self_pays"] == "1200.00"


def test_a_price_in_the_form_of_a_year_is_a_price() -> None:
    reply = _last("zibo", "谈判药一般的买了2000,两病的买了500,先付一共多少")
    assert "450元" in reply.short


@pytest.mark.parametrize("asks", [
    "两趟比下来差多少", "后一次比前一次少付多少", "八月那次比五月那次少付几块", "前后两笔相差多少",
])
def test_two_bills_told_one_after_the_other_are_set_against_each_other(asks: str) -> None:
    reply = _last("zibo", "五月20号买谈判药花了4000,先自付多少", "八月3号又买了4000,先自付多少", asks)
    assert "相差200元" in reply.short
    assert "1800元" not in reply.text


def test_a_bill_that_stands_behind_another_is_set_against_it_with_what_that_left() -> None:
    reply = _last("jiangmen", "在职,社区门诊十月花了80,报多少", "十月又花了70,报多少", "两次报的差多少")
    assert "相差40元" in reply.short  # 60, then the 20 left of the month's 80


@pytest.mark.parametrize("asks", ["所有人按最高价算一共几多钱", "全部按上限合计多少", "大家加起来照规定的价要几多"])
def test_all_cases_are_added_up_however_they_are_to_be_reckoned(asks: str) -> None:
    reply = _last("jiangmen", "我们店12个人做混检,5个人单人单检,各最多收多少", asks)
    assert "101.1元" in reply.short  # 12 x 2.8 + 5 x 13.5


def test_the_result_that_is_asked_of_several_cases_comes_first() -> None:
    reply = _last("jiangmen", "我在职三级医院花了100,我妈退休社区花了50,分别报多少", "一共自己掏多少")
    assert reply.short.startswith("自己付合计") and "50元" in reply.short


def test_two_people_are_not_each_one_himself() -> None:
    told = ("我特困住院自付8000,我姐低保住院自付6000,各救助多少", "两个人合起来给付多少")
    assert not _last("rongcheng", *told).short.startswith("救助后自己付")


@pytest.mark.parametrize("asks", ["那全年加埋入几多", "一年下来总共进多少", "成年合计有几多"])
def test_a_result_of_one_month_is_told_for_the_year_that_is_asked_for(asks: str) -> None:
    assert "1056元" in _last("jiangmen", "我在职,基数4400,个人账户一个月进多少", asks).short


@pytest.mark.parametrize("asks", ["这三个月合计还得照常交多少", "不能缓的那部分一共交多少", "个人那块总共要交多少"])
def test_what_is_paid_beside_a_deferral_is_told_where_it_is_asked_for(asks: str) -> None:
    told = "小微企业单位部分每月9000,职工个人部分2300,能缓多少钱"
    assert "6900元" in _last("zibo", told, asks).text


@pytest.mark.parametrize(("activated", "told"), [
    ("550", "低约11.25个百分点"), ("640", "正好是目标80%"), ("680", "高约5个百分点"),
])
def test_points_off_a_target_are_told_of_numbers_in_two_turns(activated: str, told: str) -> None:
    reply = _last("jinhua", "我们厂800人参保,电子凭证要激活多少人", f"已经激活了{activated}个,和目标差几个百分点")
    assert told in reply.short


@pytest.mark.parametrize("asks", ["那一年最多能报几多", "咁十二个月加埋最多报几多", "全年用满总共几多"])
def test_a_year_whose_halves_were_both_told_is_that_year(asks: str) -> None:
    halves = ("职工三级医院门诊2022年下半年每月最多报多少", "上半年呢")
    assert "660元" in _last("jiangmen", *halves, asks).short  # 6 x 40 + 6 x 70


def test_one_month_is_set_against_a_year_of_them_month_for_month() -> None:
    told = ("在职,社区门诊十月花了180,报多少", "2023年每个月都180呢")
    reply = _last("jiangmen", *told, "2023年全年比今年的一共多报多少")
    assert "相差60元" in reply.short  # 12 x (85 - 80)


def test_months_that_come_to_different_sums_are_not_set_against_one() -> None:
    reply = _last("jiangmen", "在职二级医院十月花了150报几多", "2022年每个月都150呢", "比十月的多报多少")
    assert reply.kind is ReplyKind.CLARIFY


@pytest.mark.parametrize("words", ["改成三块呢", "那单价降到三块呢"])
def test_a_price_is_put_in_the_rules_place_without_an_if(words: str) -> None:
    assert "按您假设的3元算" in _last("jiangmen", "单人单检最多收几多", words).short


@pytest.mark.parametrize("words", ["大姨姐不算了", "表哥不在我们家交了", "连襟单位给交", "妯娌去掉", "堂弟去了青岛交"])
def test_an_in_law_or_cousin_leaves_the_household(words: str) -> None:
    assert "1350元" in _last("rongcheng", "我家四口交居民医保一档,一共交多少", words).short


def test_the_same_result_is_not_told_twice() -> None:
    reply = _last("zibo", "床位原价50一天,护理20一天,中医日间住了6天,实收多少,省了多少")
    assert "相差0元" not in reply.text
    assert reply.text.count("实收126元") == 1 and "294元" in reply.text


def test_an_amount_that_equals_a_limit_is_a_bill_where_it_was_spent() -> None:
    reply = _last("jiangmen", "在职,三级医院,八月份门诊花了70块,报了多少")
    assert reply.amounts["fund_pays"] == "42.00"


def test_another_question_after_a_calculation_is_not_calculated_again() -> None:
    call = call_from("zibo")
    call.say("退休的慢特病花了3600,报多少")
    asked = {"双通道药店有几家": "15家", "对了,省内临时异地要不要备案": "备案", "门槛费是多少": "1000元"}
    for words, told in asked.items():
        reply = call.say(words)
        assert reply.kind is ReplyKind.ANSWER, words
        assert told in reply.text and "2080元" not in reply.text


def test_a_digression_leaves_the_conditions_behind_until_the_caller_returns() -> None:
    call = call_from("rongcheng")
    call.say("特困的住院报完还剩2万6,救助多少")
    assert "650元" in call.say("对了,二档一年多少钱").short
    assert call.say("说回刚才救助那个,要是剩3万呢").amounts["fund_pays"] == "22000.00"
    assert "450元" in call.say("刚才说的那个保费,一档呢").short


def test_going_back_needs_no_name_of_the_subject() -> None:
    reply = _last("jiangmen", "日间手术从前能做几种病", "集采给医保省了多少钱", "那前面那个现在扩到多少种了")
    assert "62个" in reply.text


def test_an_inpatient_rate_that_is_not_known_is_refused_after_an_outpatient_one() -> None:
    reply = _last("jiangmen", "我在职,社区门诊报几成", "那住院呢,三级医院报几成")
    assert reply.kind is ReplyKind.REFUSE


@pytest.mark.parametrize("words", ["居民门诊慢病一年限额几多", "慢病一年最多报多少钱"])
def test_a_limit_that_is_not_known_is_not_answered_with_a_plan(words: str) -> None:
    assert _last("jinhua", words).kind is ReplyKind.REFUSE


def test_a_bill_is_no_question_for_the_yearly_limit() -> None:
    reply = _last("zibo", "我有慢特病,一年吃药花八千来块,能给报多少")
    assert reply.kind is ReplyKind.CLARIFY
    assert "职工" in reply.text and "居民" in reply.text


@pytest.mark.parametrize(("first", "then", "told"), [
    ("职工医保收入多少", "支出呢", "14118.67万元"),
    ("职工医保收入多少", "那支出多少", "14118.67万元"),
    ("职工医保收入多少", "增长多少", "31.4%"),
])
def test_what_is_named_stands_in_place_of_what_was_asked_before(first: str, then: str, told: str) -> None:
    assert told in "\n".join(_last("zhangshu", first, then).text.split("\n")[:2])


@pytest.mark.parametrize("words", ["门诊在职社区报几成", "在职的社区门诊报百分之几", "在职社区门诊报多少"])
def test_the_rule_of_before_is_told_only_to_who_asks_for_it(words: str) -> None:
    assert "75%" in _last("jiangmen", words).short
    assert "70%" in _last("jiangmen", f"改革前{words}").short


def test_months_listed_one_by_one_are_all_counted() -> None:
    reply = _last("jiangmen", "在职在社区,八月、九月、十月、十一月个个月用满,一共最多报几多")
    assert "320元" in reply.text


@pytest.mark.parametrize("words", ["居民慢病得花到多少才能报到2200", "居民慢特病想报够2200,要花多少合规的钱"])
def test_what_somebody_wants_back_is_no_cost(words: str) -> None:
    assert "4500元" in _last("zibo", words).short


def test_bills_of_another_kind_stand_beside_those_before() -> None:
    reply = _last("zibo", "普通国谈药买了2600,先付多少", "另外又买了300的两病谈判药,两样一共先付多少")
    assert "550元" in reply.short


@pytest.mark.parametrize(("area", "words", "told", "untold"), [
    ("zibo", "去市中西医结合医院做中医日间诊疗,起付线是几百块", "同级别医疗机构", "1000元"),
    ("zhangshu", "脱贫人口住院自付比例要控制在多少?十月底以前住了多少人次", "3510人次", "13597"),
])
def test_a_second_question_is_about_the_subject_of_the_first(area: str, words: str, told: str, untold: str) -> None:
    text = _last(area, words).text
    assert told in text and untold not in text


def test_what_a_new_bill_adds_is_told_first() -> None:
    reply = _last("zibo", "退休职工慢特病花了3000报多少", "下回再花2000能报多少")
    assert reply.short.startswith("这一笔：医保报销1600元") and "一共：医保报销3200元" in reply.short


@pytest.mark.parametrize("words", [
    "我们家搬走了,佛山的居民医保明年一个人交多少", "江门这边我知道了,佛山职工报百分之几",
])
def test_another_city_is_refused_wherever_it_stands(words: str) -> None:
    assert "没有佛山的医保资料" in _last("jiangmen", words).short


@pytest.mark.parametrize("turns", [
    ("全镇户籍三千人,参保率目标要多少人", "眼下还有两个人没参保,达标没有"),
    ("全镇户籍三千人,参保率要达标,没交的有两个人,够不够",),
])
def test_those_who_are_not_insured_are_counted_for_a_target_of_those_who_are(turns: tuple[str, ...]) -> None:
    reply = _last("jinhua", *turns)  # 3000 x 99.95% = 2998.5: 2999 of them, 2998 are
    assert "至少要2999人" in reply.text
    assert "2998人" in reply.text
    assert "没有达到目标" in reply.text


def test_those_who_are_not_insured_may_be_few_enough() -> None:
    assert "达到目标" in _last("jinhua", "全镇户籍三千人,漏掉一个人没参保,参保率达标了吗").text
    assert "没有达到目标" not in _last("jinhua", "全镇户籍三千人,漏掉一个人没参保,参保率达标了吗").text


def test_a_relatives_city_is_told_of_and_then_the_callers_own_again() -> None:
    call = call_from("rongcheng")
    call.say("居民医保二档一年交多少")
    theirs = call.say("我小叔子在淄博开出租,他那头居民慢特病的起付线多少")
    assert theirs.area == "zibo"
    assert "500元" in theirs.short
    assert "200" in call.say("那俺们这边孩子交多少").text


def test_a_relatives_place_told_of_in_an_earlier_turn_is_still_meant() -> None:
    reply = _last("rongcheng", "未成年居民一年交多少", "我侄女在烟台念卫校", "她那边学生医保要交几个钱")
    assert reply.kind is ReplyKind.REFUSE
    assert "烟台" in reply.text
    assert "200元" not in reply.text


def test_after_a_place_without_documents_the_same_is_asked_of_ones_own() -> None:
    reply = _last("jinhua", "户籍人口参保率要达到多少", "衢州也是这个数不", "那咱们呢")
    assert "99.95%" in reply.short


def test_what_a_relatives_city_lacks_is_not_told_of_the_callers() -> None:
    reply = _last("rongcheng", "职工顺产的医疗费给多少", "我嫂子调去淄博了,也是顺产,她那边给多少")
    assert (reply.kind, reply.area) == (ReplyKind.REFUSE, "zibo")
    assert "2800" not in reply.text


@pytest.mark.parametrize(("city", "asked", "not_told"), [
    ("zibo", "我公公东营的医保,搬来桓台跟我们过,他慢特病报几成", "80%"),
    ("jiangmen", "我喺惠州读大专,想问惠州居民医保出年一个人几多钱", "406"),
    ("jinhua", "绍兴困难群众大病最低报几成,跟金华一样吗", "80%"),
])
def test_another_places_sums_are_never_told_by_those_of_the_call(city: str, asked: str, not_told: str) -> None:
    reply = _last(city, asked)
    assert reply.kind is ReplyKind.REFUSE
    assert not_told not in reply.text


@pytest.mark.parametrize(("city", "asked", "told"), [
    ("jiangmen", "我喺惠州单位参咗保未停,搬返嚟鹤山,可唔可以喺呢边再参保", "中止"),
    ("zibo", "陪着孙子在洛阳住,尿毒症透析在那边做能不能直接结", "5个病种"),
    ("zhangshu", "跟审计局一道去查医保那件事,北京方面最后怎么评", "肯定"),
])
def test_a_place_that_is_none_of_insurance_does_not_stand_in_the_way(city: str, asked: str, told: str) -> None:
    reply = _last(city, asked)
    assert reply.kind is ReplyKind.ANSWER
    assert told in reply.text


def test_a_later_year_asked_for_by_its_number_is_not_told_by_the_years_before() -> None:
    reply = _last("zibo", "2024年退休职工的慢特病报几成")
    assert reply.kind is ReplyKind.REFUSE
    assert "没有2024年" in reply.short


@pytest.mark.parametrize(("city", "asked", "dated"), [
    ("jiangmen", "2023年居民医保去卫生院看门诊报几成", "2022年12月23日"),
    ("zibo", "2023年的居民慢特病单子三千块报多少", "2022年9月6日"),
])
def test_what_is_told_for_a_later_year_says_first_of_which_day_it_is(city: str, asked: str, dated: str) -> None:
    reply = _last(city, asked)
    assert reply.kind in (ReplyKind.ANSWER, ReplyKind.CALCULATION)
    assert reply.short.startswith(f"以下是{dated}的资料")


def test_a_year_in_which_something_happened_is_not_asked_of_the_rules() -> None:
    assert "80%" in _last("zibo", "2023年退的休,退休职工慢特病报几成").text


@pytest.mark.parametrize("asked", ["永康的困难群众大病最低报几成", "兰溪跟浦江的困难群众大病最低报几成"])
def test_a_district_called_by_its_short_name_is_of_its_city(asked: str) -> None:
    reply = call_from(None).say(asked)
    assert (reply.area, reply.kind) == ("jinhua", ReplyKind.ANSWER)
    assert "80%" in reply.text


@pytest.mark.parametrize("asked", ["金花户籍人口参保率要达到多少", "转到金花参保的,户籍人口参保率要达到多少"])
def test_a_city_written_as_an_ordinary_word_of_the_same_sound_is_heard(asked: str) -> None:
    reply = call_from(None).say(asked)
    assert reply.area == "jinhua"
    assert "99.95%" in reply.text


@pytest.mark.parametrize(("city", "turns", "told"), [
    ("jinhua", ("药品带量采购今年怎么搞", "哪个处室管的"), "责任单位是"),
    ("jinhua", ("市级统筹的政策几时出", "归谁负责呢"), "责任单位是"),
    ("rongcheng", ("违规的药店诊所今年停了几家", "停了多长时间"), "1至3个月"),
    ("rongcheng", ("心脏支架平均每个便宜多少", "从几时开始"), "2021年1月"),
    ("jiangmen", ("居民医保停保可以用手机办么", "几时起可以咁做"), "2022年11月"),
    ("jiangmen", ("残疾人医保年审怎么弄", "打边个号码"), "3983188"),
    ("jiangmen", ("多发性硬化系几类待遇", "依据系边份文件"), "待遇标准》"),
    ("zhangshu", ("外地户口做灵活就业可不可以买职工医保", "要交什么材料"), "身份证复印件"),
    ("zibo", ("门诊慢特病网上咋办", "啥时候开通的"), "2022年8月"),
    ("zibo", ("双通道药店全市多少家", "每个区县都有吗"), "所有行政区县都有"),
])
def test_a_question_without_a_matter_is_answered_by_what_was_told_last(
        city: str, turns: tuple[str, ...], told: str) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.ANSWER
    assert told in reply.short


@pytest.mark.parametrize(("city", "turns", "foreign"), [
    ("zibo", ("齐惠保哪一年推出的", "到哪天为止"), "缓缴"),
    ("jinhua", ("药品带量采购今年怎么搞", "要几个月"), "月底"),
    ("rongcheng", ("门诊慢病管理平台是做什么的", "几时建好"), "药企"),
])
def test_what_is_asked_of_a_matter_isnt_answered_out_of_another(
        city: str, turns: tuple[str, ...], foreign: str) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.REFUSE
    assert foreign not in reply.short


@pytest.mark.parametrize(("turns", "told"), [
    (("居民医保要去边度停", "咁自由职业嘅呢"), "粤税通"),
    (("灵活就业的医保要停,在哪个小程序弄", "我老母是居民医保的,她呢"), "粤医保"),
])
def test_another_group_is_told_of_the_same_matter(turns: tuple[str, ...], told: str) -> None:
    assert told in _last("jiangmen", *turns).short


def test_a_sum_that_is_called_in_question_stays_with_its_matter() -> None:
    reply = _last("jiangmen", "残疾人年审打哪个电话", "那个3983188是免费的?")
    assert "3983188" in reply.short


@pytest.mark.parametrize(("city", "words", "begins", "told"), [
    ("jinhua", "“十四五”规划是不是2021年8月印发", "不是", "2021年4月"),
    ("jinhua", "市级统筹政策是不是11月底前出台", "是", "2021年11月底前"),
    ("rongcheng", "第三批集采药是不是2021年1月才开卖", "不是", "2020年11月16日"),
    ("rongcheng", "居民医保集中缴费是不是到2020年底就截止了", "不是", "2021年4月30日"),
    ("rongcheng", "孕检是不是统一给600块", "不是", "800元"),
    ("zibo", "双通道药店全市是不是只有八家", "不是", "15家"),
    ("zibo", "居民门诊慢特病报五成五,对吧", "是", "55%"),
    ("zhangshu", "新医保系统是2021年12月才上线的吧", "不是", "2021年11月20日"),
])
def test_what_a_question_takes_for_true_is_told_to_be_so_or_not(
        city: str, words: str, begins: str, told: str) -> None:
    short = _last(city, words).short.split("变化：")[-1]
    assert short.startswith(f"{begins}，")
    assert told in short


@pytest.mark.parametrize(("city", "words", "foreign"), [
    ("rongcheng", "邻居是特困户,他参保按哪一档算", "70%"),
    ("zhangshu", "异地住院多少人次?占全部的百分之几", "99.78%"),
    ("jiangmen", "老人个账还有结余,邑康保能不能从里面扣", "结转"),
])
def test_nothing_is_told_that_nobody_asked_for(city: str, words: str, foreign: str) -> None:
    assert foreign not in _last(city, words).text


def test_a_question_that_names_its_matter_in_the_clause_before_is_told_too() -> None:
    text = _last("zibo", "厂里要缓缴,手续在哪里弄,滞纳金免不免").text
    assert "不需要申请" in text and "免收滞纳金" in text


def test_who_asks_what_he_gets_himself_isnt_told_what_all_got() -> None:
    assert _last("zhangshu", "职工生育津贴自己一共拿得到多少钱").kind is ReplyKind.REFUSE


def test_what_a_story_asks_last_goes_before_a_gap_that_it_is_near_to() -> None:
    words = "家里老娘瘫痪,药都是邻居帮着拿,镇上说能送药,也不晓得怎么约,想打听下咱们市的医保基层服务队一共几支"
    assert "186" in _last("rongcheng", words).short


@pytest.mark.parametrize(("turns", "told"), [
    (("退休在二级医院睇门诊报几成", "我系在职"), "60%"),
    (("在职在社区睇门诊报几成", "我退休咗"), "80%"),
])
def test_a_condition_told_alone_puts_the_question_before_for_another(turns: tuple[str, ...], told: str) -> None:
    assert told in _last("jiangmen", *turns).short


def test_a_number_that_was_only_supposed_is_no_bill_in_the_next_turn() -> None:
    reply = _last("rongcheng", "职工顺产是给2600吧", "居民的咧")
    assert "2800元" in reply.short
    assert "2600" not in reply.text


@pytest.mark.parametrize(("city", "turns", "first"), [
    ("zibo", ("谈判药上半年先自付几成", "下半年呢"), "20%"),
    ("zibo", ("谈判药上半年先自付几成", "下半年呢", "五月呢"), "25%"),
    ("jiangmen", ("在职门诊改革前报几成", "而家呢"), "75%"),
    ("jiangmen", ("今年居民医保几钱", "下年呢"), "406元"),
    ("jiangmen", ("今年居民医保几钱", "下年呢", "今年呢"), "376元"),
    ("jiangmen", ("门诊每月限额明年几多", "今年呢", "上半年呢"), "50元"),
])
def test_another_time_is_told_of_the_same_matter(city: str, turns: tuple[str, ...], first: str) -> None:
    assert first in _last(city, *turns).short


def test_of_several_bills_the_one_named_by_its_place_is_told() -> None:
    turns = ("在职社区门诊,十月睇咗三次,40、50、60,报几多", "第二次报几多")
    assert _last("jiangmen", *turns).amounts["fund_pays"] == "37.50"


@pytest.mark.parametrize(("city", "first", "aside", "then", "told"), [
    ("zibo", "在职职工慢特病报几成", "那俺心里踏实多了", "起付线呢", "1000元"),
    ("rongcheng", "居民医保一档多少钱", "怪不得邻居都选这个", "那二档呢", "650元"),
    ("jinhua", "医保码激活率的目标是多少", "好,我抄下来", "归谁管", "责任单位是"),
    ("jiangmen", "在职在社区睇门诊报几成", "等我返去话畀老公知", "二级医院呢", "60%"),
])
def test_a_remark_is_nodded_to_and_leaves_the_subject_as_it_was(
        city: str, first: str, aside: str, then: str, told: str) -> None:
    call = call_from(city)
    call.say(first)
    assert call.say(aside).kind is ReplyKind.CHAT
    assert told in call.say(then).text


@pytest.mark.parametrize(("city", "turns", "foreign"), [
    ("rongcheng", ("居民二档一年多少", "俺堂妹嫁到青岛去了", "她那头要交多少"), "650"),
    ("rongcheng", ("居民医保学生交多少", "我侄女在济南安家了", "她那边孩子要交多少"), "200"),
    ("jiangmen", ("出年居民医保几钱", "我家姐喺佛山做嘢", "佢要交几多"), "406"),
    ("zibo", ("居民慢特病起付线多少", "我舅舅家在潍坊", "他那里也一样吗"), "500"),
])
def test_where_a_relative_lives_is_noted_and_asked_of_there(
        city: str, turns: tuple[str, ...], foreign: str) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.REFUSE
    assert foreign not in reply.text


@pytest.mark.parametrize(("city", "turns"), [
    ("rongcheng", ("居民一档多少", "我表弟搬去别的城市了", "他那边一档多少")),
    ("zibo", ("在职慢特病报几成", "俺妹夫不在淄博参保", "他那边慢特病报几成")),
    ("jiangmen", ("居民医保几钱一年", "我个仔喺外地返工", "佢嗰边要交几多")),
])
def test_a_relatives_place_that_nobody_named_is_asked_for(city: str, turns: tuple[str, ...]) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.CLARIFY
    assert "哪个城市" in reply.text


@pytest.mark.parametrize(("city", "first", "doubt", "told"), [
    ("rongcheng", "支架集采一年预计给患者省多少", "怪了,俺在网上看到的对不上", "670余万元或470余万元"),
    ("zibo", "谈判药先行自付几成", "不会吧?药店的人说要三成,到底哪个对", "20%"),
    ("zhangshu", "居民基金当期结余多少", "唔,报上登的是一个多亿,究竟哪个数准", "10299.59"),
    ("jiangmen", "退休嘅每月返几多落个人账户", "点会有两个数嘅,到底信边个", "126.80元或126.35元"),
])
def test_a_doubt_is_answered_by_what_was_told(city: str, first: str, doubt: str, told: str) -> None:
    assert told in _last(city, first, doubt).short


def test_what_others_say_of_a_day_does_not_lead_away_from_it() -> None:
    reply = _last("rongcheng", "心脏支架降价从哪里先用", "我们主任说去年就降了,究竟几时开始")
    assert "2021年1月" in reply.short


@pytest.mark.parametrize(("city", "turns", "told"), [
    ("zibo", ("在职职工慢特病报几成", "俺老伴没单位,交的居民医保,报几成"), "55%"),
    ("zibo", ("居民的慢特病报多少", "我公公是退休工人,他呢"), "80%"),
    ("jiangmen", ("在职嘅门诊报几多", "我阿嫲系居民医保,佢几多"), "75%"),
    ("zhangshu", ("居民医保累计结余多少", "那职工的呢"), "35717.87"),
])
def test_another_group_is_told_by_the_entry_of_the_same_subject(
        city: str, turns: tuple[str, ...], told: str) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.ANSWER
    assert told in reply.short


@pytest.mark.parametrize("level", ["二级医院", "三甲"])
def test_a_level_told_alone_keeps_the_group_of_before(level: str) -> None:
    reply = _last("jiangmen", "居民医保在社区睇门诊报几成", level)
    assert reply.kind is ReplyKind.REFUSE
    assert "60%" not in reply.text


def test_a_stay_in_hospital_is_not_told_by_the_share_of_chronic_diseases() -> None:
    reply = _last("zibo", "居民慢特病报多少", "那我公公退休职工住院报多少")
    assert reply.kind is ReplyKind.REFUSE
    assert "80%" not in reply.text


@pytest.mark.parametrize(("city", "turns"), [
    ("zibo", ("居民慢特病报几成", "凭什么比职工低")),
    ("jinhua", ("医保码激活率目标多少", "为啥要定这么高")),
    ("rongcheng", ("门诊慢病管理平台是做什么的", "搞这个图个啥")),
])
def test_a_reason_that_no_document_tells_is_not_replaced_by_something_else(city: str, turns: tuple[str, ...]) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.REFUSE
    assert "为什么" in reply.short


@pytest.mark.parametrize(("city", "turns", "told"), [
    ("jiangmen", ("2023年居民医保交几钱", "点解要加"), "同步增加"),
    ("zhangshu", ("居民医保参保人数多少", "为啥少了"), "外出务工"),
])
def test_a_reason_is_told_by_what_tells_one(city: str, turns: tuple[str, ...], told: str) -> None:
    assert told in _last(city, *turns).text


def test_what_has_to_be_done_first_stays_with_what_was_told() -> None:
    reply = _last("jiangmen", "邑康保几时截止", "那居民是不是要先交了下一年的医保费才能买")
    assert reply.kind is ReplyKind.ANSWER
    assert "要先" in reply.short
    assert "406" not in reply.short


@pytest.mark.parametrize("turns", [
    ("退休的门诊多报几个点", "好嘢。咁养老金今年涨几多"),
    ("退休嘅每月返几多入医保卡", "多谢。退休工资今年涨几多"),
])
def test_another_insurance_is_refused_after_an_answer_for_the_retired(turns: tuple[str, ...]) -> None:
    reply = _last("jiangmen", *turns)
    assert reply.kind is ReplyKind.REFUSE
    assert "养老保险不属于医保" in reply.text


@pytest.mark.parametrize(("city", "turns", "told"), [
    ("zhangshu", ("城乡居民参保多少人", "比上年少了几多人"), "10656人"),
    ("zhangshu", ("职工参保多少人", "较去年多了多少"), "1110人"),
    ("jiangmen", ("出年居民医保几多钱", "比旧年贵几多"), "30元"),
])
def test_a_change_since_the_year_before_is_told_and_not_worked_out_of_itself(
        city: str, turns: tuple[str, ...], told: str) -> None:
    reply = _last(city, *turns)
    assert told in reply.short
    assert "475391" not in reply.text


def test_a_nod_is_no_question() -> None:
    call = call_from("jinhua")
    call.say("药品带量采购今年怎么做")
    assert call.say("嗯嗯好的").kind is ReplyKind.CHAT
    assert "责任单位是" in call.say("归哪个处").short


def test_who_comes_back_to_a_matter_is_told_what_he_asks_of_it() -> None:
    reply = _last("jinhua", "市级统筹政策几时出", "医保码激活率目标多少", "回到前面统筹那个,归谁负责")
    assert reply.short.startswith("责任单位是")


@pytest.mark.parametrize(("city", "turns", "begins"), [
    ("rongcheng", ("异地居住备案要住多久", "那里的门诊慢性病给不给报"), "可以，"),
    ("rongcheng", ("异地急诊怎么报", "院前抢救的门诊费能报不"), "可以，"),
])
def test_a_question_for_a_part_of_what_was_told_gets_the_sentence_that_tells_it(
        city: str, turns: tuple[str, ...], begins: str) -> None:
    reply = _last(city, *turns)
    assert reply.short.startswith(begins)
    assert "门诊" in reply.short


@pytest.mark.parametrize("thought", ["哎呀,俺还以为要五千呢", "我仲当系二千六添"])
def test_what_the_caller_took_for_true_is_no_bill(thought: str) -> None:
    call = call_from("zibo")
    call.say("在职职工慢特病起付线多少")
    assert call.say(thought).kind is ReplyKind.CHAT


@pytest.mark.parametrize("turns", [
    ("我太太喺深圳返工,公司买医保", "佢睇门诊报几多"),
    ("门诊报几成", "我老乡在珠海打工", "他那边是几成"),
])
def test_who_is_insured_where_he_works_is_not_told_the_callers_shares(turns: tuple[str, ...]) -> None:
    reply = _last("jiangmen", *turns)
    assert reply.kind is ReplyKind.REFUSE
    assert "%" not in reply.text


@pytest.mark.parametrize(("city", "turns"), [
    ("zibo", ("慢特病能在网上办吗", "住房公积金怎么提出来", "在哪办")),
    ("jinhua", ("市级统筹政策几时出", "那养老保险呢", "归谁负责")),
    ("rongcheng", ("居民一档多少钱", "失业金怎么领", "能领多久")),
])
def test_what_goes_on_about_another_insurance_is_not_answered_by_the_subject_before(
        city: str, turns: tuple[str, ...]) -> None:
    call = call_from(city)
    replies = [call.say(turn) for turn in turns]
    assert replies[-1].kind is ReplyKind.REFUSE
    assert replies[-1].text == replies[-2].text


def test_after_another_insurance_the_caller_finds_his_subject_again() -> None:
    reply = _last("zibo", "在职慢特病报几成", "退休金今年涨多少", "那慢特病起付线呢")
    assert "1000元" in reply.text


@pytest.mark.parametrize(("city", "turns", "told"), [
    ("zhangshu", ("户口在外地的灵活就业能不能参保", "噢那中", "带啥证件去"), "身份证复印件"),
    ("zhangshu", ("户口在外地的灵活就业能不能参保", "那敢情好", "头一步要干啥"), "窗口"),
    ("jiangmen", ("喺佛山买紧医保仲可唔可以喺江门参保", "咁行喇", "咁首先要做咩"), "先中止"),
    ("jinhua", ("药品带量采购今年怎么做", "好嘞好嘞,谢谢你哦。这摊事情局里哪个处在抓"), "责任单位是"),
    ("zibo", ("门诊慢特病网上咋办", "不好意思刚才把别个区的事说成你们的了", "啥时候开通的"), "2022年8月"),
])
def test_a_nod_a_thank_and_a_slip_leave_the_subject_as_it_was(city: str, turns: tuple[str, ...], told: str) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.ANSWER
    assert told in reply.short


def test_that_it_is_so_now_is_no_condition_to_be_noted() -> None:
    call = call_from("zhangshu")
    call.say("慢性病到哪里认定")
    aside = call.say("这我晓得,如今得上中医医院那头弄")
    assert "改革后" not in aside.text
    assert call.say("往后有什么打算,会不会放到下面乡镇").about == "zhangshu.plan.chronic"


@pytest.mark.parametrize(("city", "turns", "told"), [
    ("rongcheng", ("支架集采一年预计给患者省多少", "有人讲六百七十来万,有人讲四百几十万,你们究竟写没写过"),
     "670余万元或470余万元"),
    ("rongcheng", ("支架集采一年预计给患者省多少", "产假津贴多少天", "咋一处是四百多万一处是六百多万,到底哪个"),
     "670余万元或470余万元"),
    ("jiangmen", ("退休嘅每月返几多落个人账户", "一个讲百二六个八,一个讲三毫半,究竟系咪都讲过"), "126.80元或126.35元"),
    ("rongcheng", ("经办业务分多少类", "怎么又是二十一类又是三大类,到底哪个"), "21类或3大类"),
])
def test_two_contradicting_values_held_up_roughly_are_told_again(
        city: str, turns: tuple[str, ...], told: str) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.ANSWER
    assert told in reply.short


@pytest.mark.parametrize(("city", "asked", "told"), [
    ("zhangshu", "村卫生室弄一回门诊报销系统操作得花好久", "20余分钟"),
    ("jinhua", "市级统筹归哪个处管", "责任单位是"),
    ("rongcheng", "曙光社区的医保服务站能办几项业务", "8项"),
    ("zhangshu", "户口在外地的灵活就业参保要带啥证件", "身份证复印件"),
])
def test_the_sentence_that_tells_what_is_asked_comes_first(city: str, asked: str, told: str) -> None:
    assert told in _last(city, asked).short


def test_a_price_that_is_only_said_not_to_be_known_is_refused() -> None:
    reply = _last("rongcheng", "俺爹要从镇卫生院转到市立医院,都在一个医共体里,起付线就算一回,这一回起付线要交多少钱")
    assert reply.kind is ReplyKind.REFUSE


@pytest.mark.parametrize(("city", "turns", "about"), [
    ("zibo", ("全市双通道药店多少家", "膝痹去哪家医院看日间诊疗", "前面说的双通道药店,当场能结算不"),
     "zibo.drugs.settlement"),
    ("jinhua", ("市级统筹的政策几时出", "医保码激活率目标多少", "之前问的市级统筹,归谁负责"),
     "jinhua.pooling.policy_deadline"),
    ("rongcheng", ("曙光社区的医保服务站啥时候建", "村卫生室慢病药能直接结算不", "先前提到的社区服务站,能办几项业务"),
     "rongcheng.service.stations"),
])
def test_who_comes_back_to_a_matter_by_its_name_is_told_of_that(
        city: str, turns: tuple[str, ...], about: str) -> None:
    assert _last(city, *turns).about == about


def test_what_is_named_by_a_whole_word_is_not_looked_for_in_what_was_told_last() -> None:
    assert _last("zhangshu", "村卫生室为啥不肯刷卡", "统一的新系统哪天上线").about == "zhangshu.system.online"


def test_the_reason_for_the_higher_share_is_told() -> None:
    assert "留在荣成" in _last("rongcheng", "没备案自己去外地住院咋报", "为啥扣得这么多").short


def test_a_living_allowance_is_no_matter_of_the_insurance() -> None:
    reply = _last("rongcheng", "低保户住院救助多少", "那低保金一个月给多少")
    assert reply.kind is ReplyKind.REFUSE
    assert "不属于医保" in reply.text


@pytest.mark.parametrize(("city", "turns", "told"), [
    ("zibo", ("慢特病跨省联网开通了几个病种", "具体系边几个"), ("高血压", "尿毒症")),
    ("zibo", ("网上买药哪里能刷医保", "是哪三个平台啊"), ("宏仁堂", "景泰成")),
    ("zhangshu", ("付费方式明年要怎么改", "到底是哪两样"), ("点数法", "按病种分值")),
    ("zhangshu", ("普通门诊能不能跨省直接结算", "那是哪三家医院"), ("清江医院",)),
    ("rongcheng", ("今年有多少家药店诊所被停了协议", "那五十一家要停多长时间"), ("1至3个月",)),
    ("jinhua", ("中药饮片的价钱会动吗", "那是看什么来定的"), ("综合指数",)),
    ("zhangshu", ("村卫生室为什么不愿刷医保卡", "隔壁村也是这样,到底什么缘故"), ("年纪偏大",)),
])
def test_what_is_asked_of_things_told_last_is_told_first(city: str, turns: tuple[str, ...],
                                                         told: tuple[str, ...]) -> None:
    reply = _last(city, *turns)
    assert reply.kind is ReplyKind.ANSWER
    assert all(word in reply.short for word in told)


@pytest.mark.parametrize(("city", "turns"), [
    ("zhangshu", ("今年约谈了多少家定点机构", "限期整改的那67家叫什么")),
    ("zibo", ("慢特病跨省结算有几家医院", "那12家是边几间")),
    ("zibo", ("缓缴收不收滞纳金", "免了滞纳金以后最晚哪天得补上")),
    ("jiangmen", ("退休每月有得返", "要供够几多年先有")),
    ("jinhua", ("总额预算县市最多百分之几", "上年用了十二亿,照这个今年能花多少")),
])
def test_what_only_is_lacking_is_refused(city: str, turns: tuple[str, ...]) -> None:
    assert _last(city, *turns).kind is ReplyKind.REFUSE


@pytest.mark.parametrize("turns", [
    ("在珠海交的职工医保还没停", "那我能直接在江门参保不"),
    ("惠州居民医保 还有效", "可以直接参保吗"),
    ("肇庆那份还显示正常", "在这边能不能参保"),
])
def test_a_city_where_insurance_only_is_still_valid_is_not_asked_of(turns: tuple[str, ...]) -> None:
    assert _last("jiangmen", *turns).about == "guangdong.enrolment.duplicate"


def test_whose_register_is_in_another_city_is_asked_for_there() -> None:
    call = call_from("zibo")
    call.set_day(date(2021, 5, 18))
    call.say("你好,我是淄博的,替我小姑子问一句")
    call.say("她户口在荣成,买的居民医保,今年四月底没来得及交")
    assert "3个月" in call.say("她交上以后多久能报").text


def test_what_was_paid_is_taken_up_from_the_subject_before() -> None:
    turns = ("我妹户口在江门,我帮她买了邑康保", "她上个月到外省上班,那边单位给交了医保", "门诊在二级医院报几成",
             "那交了的钱怎么退,找谁")
    assert _last("jiangmen", *turns).about == "jiangmen.yikang.refund"


def test_only_the_months_asked_for_of_a_deferral_need_no_sum() -> None:
    reply = _last("zibo", "我们是开小饭店的,会计讲七月份的医保上个月就交掉了,隔壁店说有个缓缴三个月的政策,"
                          "那我们还能缓不,缓几月到几月")
    assert reply.kind is ReplyKind.ANSWER
    assert "8月到10月" in reply.text


def test_the_last_day_is_told_again_though_the_question_ends_in_a_worry() -> None:
    turns = ("俺爹在潍坊突发脑梗住院了,算异地急诊", "前天住上的,得几时报备", "最晚哪天报?可别给耽误了")
    assert _last("rongcheng", *turns).kind is ReplyKind.CALCULATION


def test_a_benefit_of_a_class_is_not_told_by_another_matters_rate() -> None:
    reply = _last("jiangmen", "我老豆肺动脉高压,医院话今年门诊特定病种调咗类别,归入一类,想问清楚一类每个月"
                              "最高报几多、比例几成,等我哋有个预算")
    assert reply.kind is ReplyKind.REFUSE
    assert "75%" not in reply.text


@pytest.mark.parametrize(("city", "turns", "told"), [
    ("rongcheng", ("俺舅是低保,住院报完目录内自付35000,救助给多少", "我自个儿算的是按七成,24500,对吗"),
     "不是24500。医疗救助26000元"),
    ("rongcheng", ("俺舅是特困供养,住院目录内自付52000,先问封顶多少", "我自己按八成乘了下,得41600,对不对"),
     "不是41600。医疗救助39600元"),
    ("jiangmen", ("一家三口居民医保2023年要交多少", "我按376乘了三,1128,对唔对"), "不是1128。每人406元"),
    ("zibo", ("职工退休,门诊慢特病花了6000,报多少", "我自己算出来是4000,没算错吧"), "对\uff0c是4000。医保报销4000元"),
])
def test_an_own_result_is_held_against_the_bill_told_before(city: str, turns: tuple[str, ...], told: str) -> None:
    assert _last(city, *turns).short.startswith(told)


def test_an_own_mean_is_checked_by_the_statistics_that_it_comes_from() -> None:
    # 3272.78 / 3510
    reply = _last("zhangshu", "脱贫人口住院多少人次,总费用多少", "我自己算平均住一回花9324块,对不对")
    assert reply.short.startswith("对\uff0c是9324块")


@pytest.mark.parametrize(("city", "turns", "apart"), [
    ("rongcheng", ("低保户住院自付两万五,救助多少", "卡上只打了一万六,差了多少"), "少了2000元"),
    ("zibo", ("退休职工慢特病花了7000,能报多少", "单子上只报了4200,少报了多少"), "少了600元"),
    ("jiangmen", ("退休,二级医院门诊90块报多少", "实际只给我报了50,少了几多"), "少了8.5元"),
    ("zibo", ("一盒一般国谈药3000块,我先自付多少", "药店收了我750,多收了多少"), "多了150元"),
    ("jiangmen", ("退休,二级医院门诊90块报多少", "结算单上医保付的是58.5,对不对"), "没有差"),
])
def test_what_was_really_paid_is_held_against_what_was_calculated(
        city: str, turns: tuple[str, ...], apart: str) -> None:
    assert apart in _last(city, *turns).short


def test_what_is_left_of_a_limit_is_no_sum_really_paid() -> None:
    reply = _last("jiangmen", "我在职,社区,这个月花了100报多少", "医院已经给报了65,限额还差多少")
    assert reply.short.startswith("当月限额还剩15元")


def test_one_more_visit_told_by_its_month_waits_for_its_sum() -> None:
    call = call_from("jiangmen")
    call.say("我在职,三级医院,九月花了110报多少")
    assert call.say("四月份也去过一趟").kind is ReplyKind.CLARIFY
    assert call.say("那趟花了90,报多少").amounts["fund_pays"] == "40.00"  # 90 x 50% = 45, capped before the reform


def test_an_old_parents_age_is_no_bill_and_says_that_they_are_not_at_work() -> None:
    turns = ("我在职,喺社区门诊报几成", "咁我阿爸呢,都系嗰间", "佢七十三喇", "今次目录内六十蚊,佢报几多")
    assert _last("jiangmen", *turns).kind is ReplyKind.CLARIFY


def test_own_counts_are_held_against_each_of_two_targets() -> None:
    # 21 - 15 + 4 - 2
    reply = _last("jinhua", "全省通办和跨省通办各多少项", "我们这里全省通办办好了15项,跨省办好了2项,总共还差多少项")
    assert reply.short.startswith("一共还差8项")


def test_who_only_says_it_is_not_who_moves() -> None:
    turns = ("爹娘交二档,俺俩交一档,还有个念小学的闺女", "对象说老人也换成一档吧,一共多少钱")
    assert _last("rongcheng", *turns).amounts["total"] == "2000.00"  # 4 x 450 + 200
