"""Whole calls on the small knowledge: what is asked back, what is kept, what is dropped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.dialogue.call import Call
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.errors import UnknownAreaError

Open = Callable[..., Call]


def figures_of(reply: Reply) -> set[tuple[str, str]]:
    return {(figure.id.split(".", 1)[1], figure.value) for figure in reply.figures}


def say(call: Call, *turns: str) -> Reply:
    """Say all turns; the reply to the last one comes back."""
    return [call.say(turn) for turn in turns][-1]


# Answers and refusals


def test_an_answer_tells_the_figure_first_and_its_source_last(call: Call) -> None:
    reply = call.say("居民医保一年交多少钱")
    assert (reply.kind, reply.short) == (ReplyKind.ANSWER, "居民医保每人每年400元。")
    assert reply.text.splitlines()[-1] == "依据：《门诊通知》（2024年3月1日），第三条。"
    assert figures_of(reply) == {("premium", "400")}


def test_an_answer_fits_what_the_caller_said_of_themselves(call: Call) -> None:
    assert call.say("退休的门诊报多少").short == "退休社区报90%，三甲报60%。"


@pytest.mark.parametrize("told", ["居民的", "我是居民"])
def test_what_was_told_is_not_told_again_to_somebody_it_does_not_hold_for(call: Call, told: str) -> None:
    assert "在职" in call.say("职工门诊报多少").text
    assert "在职" not in call.say(told).text


def test_an_answer_that_would_differ_asks_at_its_end(call: Call) -> None:
    assert "请问您是在职还是退休？说清了可以答得更准。" in call.say("职工门诊报多少").details


def test_a_contradiction_is_told_with_both_values_and_a_notice(call: Call) -> None:
    reply = call.say("退休医保卡每月进多少钱")
    assert reply.short == "每月划入120.50元或120.05元。"
    assert reply.notices == ("通知里有两个数，第二条和第三条不一样。",)
    assert {citation.locator for citation in reply.citations} == {"第二条", "第三条"}


def test_a_plan_is_told_as_a_plan(call: Call) -> None:
    reply = call.say("参保率要达到多少")
    assert reply.kind is ReplyKind.ANSWER
    assert any("计划或目标" in notice for notice in reply.notices)


def test_figures_whose_time_is_over_lead_with_their_date(call: Call) -> None:
    assert call.say("有多少人参保").short == "以下是2024年3月1日的资料，之后可能已有变化：参保5000人。"


def test_a_document_of_long_ago_is_told_with_a_notice(open_call: Open) -> None:
    reply = open_call("haijiao", date(2026, 1, 1)).say("居民门诊报多少")
    assert any("2024年3月1日的资料" in notice for notice in reply.notices)


def test_a_gap_is_a_refusal_that_says_where_to_turn(call: Call) -> None:
    reply = call.say("补牙报多少")
    assert (reply.kind, reply.figures) == (ReplyKind.REFUSE, ())
    assert "可以向海角市医疗保障局核实。" in reply.details


def test_what_is_no_business_of_the_knowledge_is_refused_as_such(call: Call) -> None:
    reply = call.say("明天天气怎么样")
    assert (reply.kind, reply.short) == (ReplyKind.REFUSE, "天气不归医保管，没法回答。")


@pytest.mark.parametrize("year", ["2022", "2026"])
def test_a_year_the_sources_lack_is_refused_and_another_is_told(call: Call, year: str) -> None:
    reply = call.say(f"{year}年居民医保费多少")
    assert reply.kind is ReplyKind.REFUSE
    assert f"没有{year}年" in reply.short
    assert any("300元" in line or "400元" in line for line in reply.details)


def test_the_nearest_year_is_the_one_nearest_to_the_year_asked_for(call: Call) -> None:
    reply = call.say("2022年居民医保费多少")
    assert figures_of(reply) == {("premium", "300")}  # 300 is of 2023, 400 of 2024


def test_a_year_the_sources_lack_is_refused_though_a_calculator_fits(call: Call) -> None:
    assert call.say("2021年居民医保一年交多少钱").kind is ReplyKind.REFUSE


def test_a_calculation_for_a_year_the_sources_lack_is_refused(call: Call) -> None:
    assert call.say("2021年3口人居民医保一共多少").kind is ReplyKind.REFUSE


def test_a_year_the_sources_have_is_told_with_its_own_figure(call: Call) -> None:
    assert figures_of(call.say("2023年居民医保费多少")) == {("premium", "300")}


def test_two_questions_in_one_utterance_are_both_told(call: Call) -> None:
    reply = call.say("职工门诊报多少？居民医保一年交多少钱？")
    assert {("premium", "400"), ("rate.working.primary", "0.80"), ("rate.working.tertiary", "0.50")} <= figures_of(
        reply
    )
    assert "居民医保每人每年400元。" in reply.text
    assert "在职社区报80%，三甲报50%。" in reply.text


# The city


def test_without_a_city_it_is_asked_for_and_the_question_waits(open_call: Open) -> None:
    call = open_call()
    asked = call.say("职工门诊报多少")
    assert (asked.kind, asked.options, asked.area, asked.figures) == (ReplyKind.CLARIFY, ("海角", "山尾"), None, ())
    told = call.say("海角")
    assert (told.kind, told.short) == (ReplyKind.ANSWER, "在职社区报80%，三甲报50%。")
    assert call.area == "haijiao"


@pytest.mark.parametrize(("number", "share"), [("1", "80%"), ("2", "65%"), ("2.", "65%"), ("２", "65%")])
def test_the_city_can_be_picked_by_its_number(open_call: Open, number: str, share: str) -> None:
    assert share in say(open_call(), "职工门诊报多少", number).short


def test_the_city_is_kept_for_the_rest_of_the_call(open_call: Open) -> None:
    call = open_call()
    reply = say(call, "职工门诊报多少", "山尾", "职工看门诊报百分之几")
    assert (reply.short, reply.area) == ("职工门诊报65%。", "shanwei")


def test_a_city_named_in_the_question_is_taken_at_once(open_call: Open) -> None:
    call = open_call()
    assert call.say("山尾的职工门诊报多少").short == "职工门诊报65%。"
    assert call.area == "shanwei"


def test_a_name_that_only_one_city_has_tells_the_city(open_call: Open) -> None:
    call = open_call()
    assert call.say("角角通上居民医保一年交多少钱").area == "haijiao"


def test_the_same_question_is_told_for_another_city_when_only_the_city_changes(call: Call) -> None:
    reply = say(call, "请问职工看门诊报百分之几呢", "换山尾呢")
    assert (reply.area, reply.short) == ("shanwei", "职工门诊报65%。")
    assert {citation.document for citation in reply.citations} == {"shanwei-notice"}


def test_a_short_question_is_told_for_another_city_too(call: Call) -> None:
    assert say(call, "职工门诊报多少", "换山尾呢").short == "职工门诊报65%。"


def test_what_another_city_does_not_have_is_refused_not_borrowed(call: Call) -> None:
    reply = say(call, "居民医保一年交多少钱", "换山尾呢")
    assert (reply.kind, reply.figures) == (ReplyKind.REFUSE, ())
    assert "400" not in reply.text


def test_two_cities_are_told_side_by_side(open_call: Open) -> None:
    reply = open_call().say("海角和山尾的职工门诊各报多少")
    assert "【海角市】" in reply.text
    assert "【山尾市】" in reply.text
    assert {citation.document for citation in reply.citations} == {"haijiao-notice", "shanwei-notice"}


def test_a_city_without_documents_is_refused_and_the_callers_own_is_kept(call: Call) -> None:
    reply = call.say("烟台职工门诊报多少")
    assert (reply.kind, reply.area, reply.figures) == (ReplyKind.REFUSE, None, ())
    assert "没有烟台的医保资料" in reply.text
    assert call.area == "haijiao"


def test_an_area_is_chosen_by_id_or_any_name_and_can_be_forgotten(open_call: Open) -> None:
    call = open_call()
    for name, area in (("haijiao", "haijiao"), ("山尾市", "shanwei"), ("北滩", "haijiao"), (None, None)):
        call.choose_area(name)
        assert call.area == area


@pytest.mark.parametrize("name", ["烟台", "天边省", "wide", ""])
def test_an_unknown_area_cannot_be_chosen(call: Call, name: str) -> None:
    with pytest.raises(UnknownAreaError):
        call.choose_area(name)
    assert call.area == "haijiao"


# Questions back


def test_a_calculation_asks_for_what_it_lacks_and_shows_what_it_would_be(call: Call) -> None:
    # 100元 on the day of the call: 80%, 50%, 90%, 60% and, for residents, 40%
    reply = call.say("看门诊花了100元报多少")
    assert (reply.kind, reply.options) == (ReplyKind.CLARIFY, ("职工医保", "居民医保"))
    assert [line.split("：")[-1] for line in reply.details] == [
        "医保付80元，自己付20元",
        "医保付50元，自己付50元",
        "医保付90元，自己付10元",
        "医保付60元，自己付40元",
        "医保付40元，自己付60元",
    ]


def test_options_are_picked_by_number_until_the_result_is_settled(call: Call) -> None:
    # 职工, 退休, 社区: 100 × 90% = 90
    reply = say(call, "看门诊花了100元报多少", "1", "2", "1")
    assert (reply.kind, reply.amounts) == (ReplyKind.CALCULATION, {"fund_pays": "90.00", "self_pays": "10.00"})


def test_options_are_picked_by_their_words_too(call: Call) -> None:
    reply = say(call, "看门诊花了100元报多少", "职工的", "在职", "三甲")
    assert (reply.kind, reply.amounts) == (ReplyKind.CALCULATION, {"fund_pays": "50.00", "self_pays": "50.00"})


def test_nothing_is_asked_that_does_not_matter(call: Call) -> None:
    # A resident's share is the same in every hospital.
    reply = call.say("居民看门诊花了100元报多少")
    assert (reply.kind, reply.amounts) == (ReplyKind.CALCULATION, {"fund_pays": "40.00", "self_pays": "60.00"})


def test_a_number_that_is_no_option_picks_nothing(call: Call) -> None:
    first = call.say("看门诊花了100元报多少")
    assert call.say("9").kind is not ReplyKind.CALCULATION
    assert first.kind is ReplyKind.CLARIFY


def test_the_whole_family_without_a_number_is_asked_for(call: Call) -> None:
    assert call.say("全家居民医保多少钱").kind is ReplyKind.CLARIFY
    assert call.say("3口人").amounts == {"total": "1200.00"}  # 3 × 400


# Calculations


@pytest.mark.parametrize(
    ("words", "fund", "own"),
    [
        pytest.param("在职在社区看门诊花了100元报多少", "80.00", "20.00", id="100 × 80%"),
        pytest.param("在职在社区看门诊花了125元报多少", "100.00", "25.00", id="125 × 80% = 100, at the cap"),
        pytest.param("在职在社区看门诊花了126.25元报多少", "100.00", "26.25", id="101 is above the cap"),
        pytest.param("在职在社区看门诊花了60元和80元报多少", "100.00", "40.00", id="48 and 52 that are left of 64"),
        pytest.param("在职在社区看门诊花了100元,已经报了90元,报多少", "10.00", "90.00", id="10 left"),
        pytest.param("2023年12月31日在职在社区看门诊花了100元报多少", "70.00", "30.00", id="the day before"),
        pytest.param("2024年1月1日在职在社区看门诊花了100元报多少", "80.00", "20.00", id="the day of the change"),
    ],
)
def test_a_calculation_follows_share_cap_and_date(call: Call, words: str, fund: str, own: str) -> None:
    reply = call.say(words)
    assert (reply.kind, reply.amounts) == (ReplyKind.CALCULATION, {"fund_pays": fund, "self_pays": own})


def test_two_persons_are_calculated_apart_and_added_up(call: Call) -> None:
    reply = call.say("看门诊,我爸退休,在社区花了100元,我在职,在社区花了50元,报多少")
    assert reply.amounts == {
        "爸.fund_pays": "90.00",
        "爸.self_pays": "10.00",
        "您.fund_pays": "40.00",
        "您.self_pays": "10.00",
    }
    assert "90 + 40 = 130元" in reply.text


def test_a_rough_amount_is_told_to_be_rough(call: Call) -> None:
    assert any("大概" in line for line in call.say("在职在社区看门诊花了一百多元报多少").details)


def test_a_correction_calculates_anew(call: Call) -> None:
    reply = say(call, "在职在社区看门诊花了100元报多少", "不对,说错了,是退休")
    assert reply.amounts == {"fund_pays": "90.00", "self_pays": "10.00"}


def test_a_corrected_amount_takes_the_place_of_the_first(call: Call) -> None:
    reply = say(call, "在职在社区看门诊花了100元报多少", "说错了,是花了50元")
    assert reply.amounts == {"fund_pays": "40.00", "self_pays": "10.00"}


def test_a_follow_up_varies_one_condition_and_keeps_the_amount(call: Call) -> None:
    reply = say(call, "在职在社区看门诊花了100元报多少", "那三甲呢")
    assert reply.amounts == {"fund_pays": "50.00", "self_pays": "50.00"}


@pytest.mark.parametrize("doubt", ["是不是算错了", "没算错吧", "你确定是这个数吗"])
def test_a_doubt_is_answered_with_the_same_result(call: Call, doubt: str) -> None:
    first = call.say("在职在社区看门诊花了100元报多少")
    again = call.say(doubt)
    assert (again.kind, again.short, again.amounts) == (first.kind, first.short, first.amounts)


def test_a_change_of_subject_drops_the_amounts_and_keeps_the_city(call: Call) -> None:
    say(call, "在职在社区看门诊花了100元报多少")
    changed = call.say("参保率要达到多少")
    assert (changed.kind, changed.area, changed.amounts) == (ReplyKind.ANSWER, "haijiao", {})
    assert call.say("3口人居民医保一共多少钱").amounts == {"total": "1200.00"}
    assert call.say("居民看门诊花了10元报多少").amounts == {"fund_pays": "4.00", "self_pays": "6.00"}


# Chat


@pytest.mark.parametrize("words", ["谢谢", "好的谢谢你", "多谢啊", "再见", "好的，再见", "拜拜", "你好", "知道了"])
@pytest.mark.parametrize("before", [(), ("居民医保一年交多少钱",)], ids=["at once", "after a question"])
def test_courtesies_are_chat_and_hold_nothing_of_policy(call: Call, before: tuple[str, ...], words: str) -> None:
    reply = say(call, *before, words)
    assert (reply.kind, reply.citations, reply.figures) == (ReplyKind.CHAT, (), ())


@pytest.mark.parametrize("words", ["谢谢，再见", "谢谢你，拜拜", "多谢再见"])
def test_thanks_and_goodbye_together_are_chat(call: Call, words: str) -> None:
    assert say(call, "居民医保一年交多少钱", words).kind is ReplyKind.CHAT


def test_a_courtesy_does_not_end_the_subject(call: Call) -> None:
    reply = say(call, "在职在社区看门诊花了100元报多少", "好的", "那三甲呢")
    assert reply.amounts == {"fund_pays": "50.00", "self_pays": "50.00"}


# Determinism


def test_the_same_turns_give_the_same_replies_byte_for_byte(open_call: Open) -> None:
    turns = ["职工门诊报多少", "1", "看门诊花了100元", "那退休在三甲呢", "换山尾呢", "谢谢"]
    first, second = ([call.say(turn).as_json() for turn in turns] for call in (open_call(), open_call()))
    assert first == second


def test_calls_do_not_know_of_each_other(open_call: Open) -> None:
    say(open_call("haijiao"), "在职在社区看门诊花了100元报多少")
    assert open_call("haijiao").say("那三甲呢").amounts == {}


def test_a_calculation_for_a_year_without_figures_is_refused_rather_than_asked_back(call: Call) -> None:
    reply = call.say("2021年居民医保一个人交多少")
    assert reply.kind is ReplyKind.REFUSE
    assert "2021年" in reply.text


def test_conditions_alone_go_on_about_what_was_told(call: Call) -> None:
    assert say(call, "职工门诊报多少", "哦,她退了休的").short == "退休社区报90%，三甲报60%。"


def test_what_was_said_before_the_city_was_known_counts(open_call: Open) -> None:
    reply = say(open_call(), "退休的看门诊报多少", "海角市的,去的是三甲")
    assert reply.short == "退休在三甲报60%。"


def test_a_calculation_for_a_later_year_than_its_figures_are_for_is_refused(open_call: Open) -> None:
    reply = open_call("haijiao", date(2024, 11, 1)).say("2025年居民医保全家四口人一共多少钱")
    assert reply.kind is ReplyKind.REFUSE
    assert "1600" not in reply.text


@pytest.mark.parametrize(("words", "fund"), [
    ("我在职。2023年12月30日在社区看了门诊，花了100元；今年1月2日又去了，花了100元，一共报多少", "150.00"),
    ("我在职。1月2日在社区看了门诊，花了100元；1月5日又去了，花了100元，一共报多少", "100.00"),
])
def test_each_bill_goes_by_the_day_told_last_before_it(call: Call, words: str, fund: str) -> None:
    assert call.say(words).amounts["fund_pays"] == fund


def test_a_word_of_another_subject_in_a_storys_middle_does_not_end_it(call: Call) -> None:
    story = "昨天下雨我没出门,后来雨停了我才去的卫生院,排队排了一个上午,人可真多,我就想问一下,居民看门诊报百分之几?"
    assert call.say(story).short == "居民门诊报40%。"
