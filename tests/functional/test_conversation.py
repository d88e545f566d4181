"""Whole conversations on the shipped knowledge; expected amounts are derived beside them from its figures."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from assistant.dialogue.reply import Reply, ReplyKind
from tests.functional.shipped import call_from, shipped

ANSWER, CALCULATION, CLARIFY, REFUSE, CHAT = (
    ReplyKind.ANSWER,
    ReplyKind.CALCULATION,
    ReplyKind.CLARIFY,
    ReplyKind.REFUSE,
    ReplyKind.CHAT,
)
DOCUMENT = {
    "jiangmen": "jiangmen-2022-hotline",
    "zibo": "zibo-2022-briefing",
    "rongcheng": "rongcheng-2020-interview",
    "zhangshu": "zhangshu-2021-report",
    "jinhua": "jinhua-2021-workplan",
}


@dataclass(frozen=True)
class Turn:
    """What a caller says and what the reply must be; figures are without the city's prefix."""

    words: str
    kind: ReplyKind
    says: tuple[str, ...] = ()
    amounts: dict[str, str] = field(default_factory=dict)
    figures: tuple[tuple[str, str], ...] = ()


CONVERSATIONS: dict[str, tuple[str | None, str, list[Turn]]] = {
    "an employee's visits, then retired, then a hospital": (
        "jiangmen",
        "jiangmen",
        [
            # 100 × 75% = 75
            Turn(
                "在职职工去卫生站看门诊用了100元,医保出多少",
                CALCULATION,
                ("75元", "25元"),
                {"fund_pays": "75.00", "self_pays": "25.00"},
                (("outpatient.rate.working.primary", "0.75"),),
            ),
            # 100 × (75% + 5) = 80, at the cap of 80
            Turn("那退休的呢", CALCULATION, ("80元",), {"fund_pays": "80.00", "self_pays": "20.00"}),
            # 100 × 65% = 65, under the cap of 70
            Turn("要是在三甲看的呢", CALCULATION, ("65元",), {"fund_pays": "65.00", "self_pays": "35.00"}),
            Turn("没算错吧", CALCULATION, ("65元",), {"fund_pays": "65.00", "self_pays": "35.00"}),
            Turn("谢谢你", CHAT),
        ],
    ),
    "a base, half a year, then retired with two sources that differ": (
        "jiangmen",
        "jiangmen",
        [
            # 5000 × 2% = 100
            Turn(
                "我还在上班,上个月缴费基数5000,医保卡每月进多少钱",
                CALCULATION,
                ("100元",),
                {"account": "100.00", "monthly": "100.00"},
                (("account.working.share", "0.02"),),
            ),
            Turn("半年一共进多少", CALCULATION, ("600元",), {"account": "600.00", "monthly": "100.00"}),
            # 126.80 × 6 = 760.80; 126.35 × 6 = 758.10
            Turn(
                "要是退休了呢",
                CALCULATION,
                ("两个数", "760.8元", "758.1元"),
                {},
                (("account.retired.monthly", "126.80"), ("account.retired.monthly", "126.35")),
            ),
        ],
    ),
    "a family's premium next year and this year": (
        "jiangmen",
        "jiangmen",
        [
            # 4 × 406 = 1624; 4 × 376 = 1504
            Turn(
                "全家四口明年交居民医保要多少钱",
                CALCULATION,
                ("1624元",),
                {"total": "1624.00"},
                (("premium", "406"),),
            ),
            Turn("那今年呢", CALCULATION, ("1504元",), {"total": "1504.00"}, (("premium", "376"),)),
        ],
    ),
    "tests for a company, a telephone number, and the weather": (
        "jiangmen",
        "jiangmen",
        [
            # 30 × 2.8 = 84
            Turn(
                "我们公司30个人做混检一共最多多少钱",
                CALCULATION,
                ("84元",),
                {"total": "84.00"},
                (("test.mixed", "2.8"),),
            ),
            Turn("邑康保的客服电话打哪个", ANSWER, ("4006695522",), {}, (("yikang.hotline", "4006695522"),)),
            Turn("明天会下雨吗", REFUSE),
            Turn("好的,再见", CHAT),
        ],
    ),
    "a premium by tier and a family that mixes them": (
        "rongcheng",
        "rongcheng",
        [
            Turn("二档居民医保一个人多少钱", ANSWER, ("650元",), {}, (("premium.tier2", "650"),)),
            # 2 × 450 + 1 × 200 = 1100
            Turn(
                "我家两个大人交一档,一个孩子,一共多少",
                CALCULATION,
                ("1100元",),
                {"total": "1100.00"},
                (("premium.tier1", "450"), ("premium.minor", "200")),
            ),
        ],
    ),
    "a birth by knife, then without, then as a resident": (
        "rongcheng",
        "rongcheng",
        [
            # standards 3800, 2800 and, for residents, 2800
            Turn(
                "职工剖宫产住院花了6000元,医保付多少",
                CALCULATION,
                ("3800元",),
                {"fund_pays": "3800.00", "self_pays": "2200.00"},
            ),
            Turn("顺产呢", CALCULATION, ("2800元",), {"fund_pays": "2800.00", "self_pays": "3200.00"}),
            Turn(
                "居民呢",
                CALCULATION,
                ("2800元",),
                {"fund_pays": "2800.00", "self_pays": "3200.00"},
                (("maternity.resident", "2800"),),
            ),
            # 98 + 2 × 15 = 128
            Turn("三胞胎生育津贴一共几天", CALCULATION, ("128天",), {"days": "128.00"}),
        ],
    ),
    "medical assistance above the split": (
        "rongcheng",
        "rongcheng",
        [
            # 20000 × 70% + 10000 × 80% = 22000
            Turn(
                "特困户住院报完个人还要付30000,医疗救助给多少",
                CALCULATION,
                ("22000元",),
                {"fund_pays": "22000.00", "self_pays": "8000.00"},
            ),
            # 20000 × 50% + 10000 × 60% = 16000
            Turn("要是相对贫困户呢", CALCULATION, ("16000元",), {"fund_pays": "16000.00", "self_pays": "14000.00"}),
        ],
    ),
    "chronic care of a resident, then an employee, then corrected": (
        "zibo",
        "zibo",
        [
            Turn("居民慢特病起付线是多少", ANSWER, ("500元",), {}, (("chronic.resident.deductible", "500"),)),
            # (1500 - 500) × 55% = 550
            Turn(
                "居民慢特病这次花了1500元能报多少",
                CALCULATION,
                ("550元",),
                {"fund_pays": "550.00", "self_pays": "950.00"},
            ),
            # (1500 - 1000) × 70% = 350
            Turn("那在职职工呢", CALCULATION, ("350元",), {"fund_pays": "350.00", "self_pays": "1150.00"}),
            # (2500 - 1000) × 70% = 1050
            Turn(
                "不对,我说错了,花了2500元", CALCULATION, ("1050元",), {"fund_pays": "1050.00", "self_pays": "1450.00"}
            ),
            Turn("你确定是这个数吗", CALCULATION, ("1050元",), {"fund_pays": "1050.00", "self_pays": "1450.00"}),
        ],
    ),
    "care away from home and a negotiated drug": (
        "zibo",
        "zibo",
        [
            # 10000 × 10% = 1000
            Turn(
                "临时去外地看病花了10000元先自付多少",
                CALCULATION,
                ("1000元",),
                {"self_pays": "1000.00", "enters_reimbursement": "9000.00"},
                (("offsite.upfront", "0.10"),),
            ),
            # 2000 × 20% = 400
            Turn(
                "有个靶向药是谈判药,一盒2000元,要先自付多少",
                CALCULATION,
                ("400元",),
                {"self_pays": "400.00", "enters_reimbursement": "1600.00"},
                (("drugs.upfront", "0.20"),),
            ),
        ],
    ),
    "a report's figures and what it leaves out": (
        "zhangshu",
        "zhangshu",
        [
            Turn(
                "职工医保参保人数是多少",
                ANSWER,
                ("59526人", "之后可能已有变化"),
                {},
                (("employee.enrolled", "59526"),),
            ),
            Turn("住院报销比例是多少", REFUSE, ("没有",)),
            # 5 × 10 = 50
            Turn(
                "卫生院看了5次病一般诊疗费合计多少钱",
                CALCULATION,
                ("50元",),
                {"total": "50.00"},
                (("fee.visit", "10"),),
            ),
            # 8000 × 10% = 800
            Turn(
                "脱贫户住院总共花了8000元自己大概付多少",
                CALCULATION,
                ("800元",),
                {"self_pays": "800.00", "fund_pays": "7200.00"},
            ),
        ],
    ),
    "targets that are no results": (
        "jinhua",
        "jinhua",
        [
            Turn("户籍人口参保率的目标是多少", ANSWER, ("99.95%", "计划或目标"), {}, (("enrolment.rate", "0.9995"),)),
            # 8000 × 99.95% = 7996
            Turn(
                "户籍人口8000人,按参保率目标至少要参保多少人",
                CALCULATION,
                ("7996人", "计划或目标"),
                {"need": "7996.00", "rest": "4.00"},
            ),
            Turn("这份工作要点是不是已经实现的结果", ANSWER, ("不是",)),
        ],
    ),
    "a guaranteed share for the poor": (
        "jinhua",
        "jinhua",
        [
            # 20000 × 80% = 16000
            Turn(
                "困难群众大病合规费用花了20000,最少报多少",
                CALCULATION,
                ("16000元",),
                {"fund_pays": "16000.00", "self_pays": "4000.00"},
                (("serious.poor_rate", "0.80"),),
            ),
        ],
    ),
    "the city is asked for first": (
        None,
        "jiangmen",
        [
            Turn("职工看普通门诊能报百分之几", CLARIFY, ("哪个城市",)),
            Turn("江门", ANSWER, ("75%", "60%"), {}, (("outpatient.rate.working.primary", "0.75"),)),
            Turn("那退休的呢", ANSWER, ("80%", "65%"), {}, (("outpatient.retired.bonus", "0.05"),)),
        ],
    ),
    "a district leads to its city": (
        None,
        "jiangmen",
        [
            Turn(
                "新会的退休人员医保卡每月进多少",
                ANSWER,
                ("126.80元", "126.35元"),
                {},
                (("account.retired.monthly", "126.80"), ("account.retired.monthly", "126.35")),
            ),
        ],
    ),
    "the wrong city is taken back": (
        None,
        "zibo",
        [
            Turn(
                "我是江门的,不过问的是淄博,居民慢特病报百分之几",
                ANSWER,
                ("55%",),
                {},
                (("chronic.rate.resident", "0.55"),),
            ),
        ],
    ),
}


def talk(area: str | None, turns: list[str]) -> list[Reply]:
    call = call_from(area)
    return [call.say(words) for words in turns]


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_goes_as_the_documents_say(name: str) -> None:
    area, city, turns = CONVERSATIONS[name]
    for turn, reply in zip(turns, talk(area, [turn.words for turn in turns]), strict=True):
        assert reply.kind is turn.kind, (turn.words, reply.text)
        assert all(said in reply.text for said in turn.says), (turn.words, reply.text)
        assert turn.amounts.items() <= reply.amounts.items(), turn.words
        used = {(figure.id.removeprefix(f"{city}."), figure.value) for figure in reply.figures}
        assert set(turn.figures) <= used, (turn.words, used)
        if turn.kind in (ANSWER, CALCULATION):
            assert {citation.document for citation in reply.citations} == {DOCUMENT[city]}, turn.words


# What a reply must be whatever it says

KEYS: dict[str, type | tuple[type, ...]] = {
    "kind": str,
    "text": str,
    "area": (str, type(None)),
    "as_of": str,
    "citations": list,
    "figures": list,
    "steps": list,
    "amounts": dict,
    "options": list,
    "notices": list,
    "confidence": float,
    "candidates": list,
}


def all_replies() -> list[Any]:
    return [
        pytest.param(area, [turn.words for turn in turns], id=name)
        for name, (area, _, turns) in CONVERSATIONS.items()
    ]


@pytest.mark.parametrize(("area", "turns"), all_replies())
def test_each_reply_keeps_to_the_contract(area: str | None, turns: list[str]) -> None:
    for reply in talk(area, turns):
        data = json.loads(reply.as_json())
        assert list(data) == list(KEYS)
        assert all(isinstance(data[key], kind) for key, kind in KEYS.items())
        assert data["kind"] in {kind.value for kind in ReplyKind}
        assert 0 <= data["confidence"] <= 1
        assert date.fromisoformat(data["as_of"])
        assert all(isinstance(text, str) and text for text in (*data["options"], *data["notices"]))
        for candidate in data["candidates"]:
            assert set(candidate) == {"id", "question", "score"}
            assert 0 <= candidate["score"] <= 1


@pytest.mark.parametrize(("area", "turns"), all_replies())
def test_each_figure_citation_and_step_leads_to_the_knowledge(area: str | None, turns: list[str]) -> None:
    knowledge = shipped().knowledge
    for reply in talk(area, turns):
        for figure in reply.figures:
            assert figure.unit == knowledge.figures[figure.id].unit.value
            assert figure.id.split(".")[0] == reply.area
        for citation in reply.citations:
            document = knowledge.documents[citation.document]
            assert (citation.title, citation.issued) == (document.title, document.issued)
            assert citation.locator
        for step in reply.steps:
            assert step.citation is None or 0 <= step.citation < len(reply.citations)


@pytest.mark.parametrize(("area", "turns"), all_replies())
def test_amounts_have_two_decimals_and_what_is_known_is_cited(area: str | None, turns: list[str]) -> None:
    for reply in talk(area, turns):
        assert all(re.fullmatch(r"-?\d+\.\d\d", amount) for amount in reply.amounts.values())
        assert bool(reply.citations) or reply.kind not in (ANSWER, CALCULATION)
        assert bool(reply.steps) or reply.kind is not CALCULATION
        assert not (reply.kind is CHAT and (reply.citations or reply.figures or reply.amounts))
        assert bool(reply.options) or reply.kind is not CLARIFY


@pytest.mark.parametrize(("area", "turns"), all_replies())
def test_the_same_turns_give_the_same_json_byte_for_byte(area: str | None, turns: list[str]) -> None:
    first, second = ([reply.as_json() for reply in talk(area, turns)] for _ in range(2))
    assert first == second


def test_two_calls_that_take_turns_do_not_disturb_each_other() -> None:
    names = (
        "a family's premium next year and this year",
        "chronic care of a resident, then an employee, then corrected",
    )
    (area, _, first), (other, _, second) = (CONVERSATIONS[name] for name in names)
    alone = [reply.as_json() for reply in talk(area, [turn.words for turn in first])]
    call, beside = call_from(area), call_from(other)
    mixed = []
    for turn, aside in zip(first, second, strict=False):
        mixed.append(call.say(turn.words).as_json())
        beside.say(aside.words)
    assert mixed == alone


# Known faults


def test_two_amounts_with_a_pause_mark_between_are_two_bills() -> None:
    # 80 × 75% = 60; of 100 × 75% = 75 the 20 that are left of the cap of 80
    reply = talk("jiangmen", ["门诊看病花了80、100元,在职,社区"])[-1]
    assert reply.amounts == {"fund_pays": "80.00", "self_pays": "100.00"}


def test_the_heads_of_one_target_are_not_counted_for_another() -> None:
    reply = talk("jinhua", ["户籍人口20000人按参保率目标要参保多少人", "电子凭证激活率目标"])[-1]
    assert reply.amounts == {}


def test_a_question_after_a_calculation_is_not_answered_with_that_calculation() -> None:
    reply = talk("rongcheng", ["我家两个大人交一档,一个孩子,一共多少", "未成年人交多少"])[-1]
    assert reply.amounts.get("total") != "1100.00"


def test_a_month_s_share_is_of_the_premium_and_not_of_what_the_state_adds() -> None:
    # 650 yuan a year: 650 / 12 = 54.166…
    reply = talk("rongcheng", ["居民医保二档多少钱", "摊到每个月呢"])[-1]
    assert reply.kind is CALCULATION and "54.17" in reply.text


def test_a_follow_up_on_residents_keeps_the_subject() -> None:
    reply = talk("zhangshu", ["今年职工医保基金支出一共多少", "那居民的呢"])[-1]
    assert "支出" in reply.short


@pytest.mark.parametrize(("before", "then", "told"), [
    ("今年职工医保基金收入一共多少", "那居民的呢", "47632.25万元"),
    ("职工累计结余多少", "居民的呢", "43031.15万元"),
    ("职工住院花了多少钱", "居民的呢", "20128.47万元"),
    ("居民医保支出多少", "职工呢", "14118.67万元"),
])
def test_a_follow_up_that_only_names_the_other_scheme_asks_the_same_of_it(before: str, then: str, told: str) -> None:
    assert told in talk("zhangshu", [before, then])[-1].short


@pytest.mark.parametrize("asked", ["两边合计多少", "一共多少", "加起来呢", "两头加一起是多少"])
def test_a_bare_sum_adds_the_two_statistics_told_last(asked: str) -> None:
    # Source: zhangshu-2021-report, 一(二)1 and 2: 6467.84 + 20128.47
    assert "26596.31万元" in talk("zhangshu", ["职工住院花了多少", "居民的呢", asked])[-1].short


def test_a_bare_sum_of_more_than_was_told_last_adds_nothing() -> None:
    reply = talk("zhangshu", ["职工医保 当期结余", "居民", "医疗救助", "三项合计"])[-1]
    assert "9795.5" not in reply.text


@pytest.mark.parametrize("where", ["浙江义乌", "义乌", "金华", "浙江金华"])
def test_where_somebody_works_is_not_the_city_asked_about(where: str) -> None:
    reply = talk("zhangshu", [f"我在{where}厂里上班,家里的居民医保在哪里交"])[-1]
    assert (reply.area, "农商银行" in reply.text) == ("zhangshu", True)


@pytest.mark.parametrize("asked", [
    "老人家买的居民医保,住院起付线是多少,报销百分之几?",
    "我家不是脱贫户,住院花了八千,自己出多少",
])
def test_what_holds_for_those_lifted_out_of_poverty_is_not_told_of_others(asked: str) -> None:
    reply = talk("zhangshu", [asked])[-1]
    assert not any(figure in reply.text for figure in ("90.43", "10%", "800元"))


def test_a_year_the_sources_lack_is_not_calculated_with_another_years_premium() -> None:
    reply = talk("rongcheng", ["2015年全家居民医保三个人一档一共交多少"])[-1]
    assert reply.kind is REFUSE


def test_each_amount_of_money_in_the_steps_is_written_alike() -> None:
    reply = talk("zibo", ["临时去外地看病花了200000元先自付多少"])[-1]
    assert [step.amount for step in reply.steps if "元" in step.amount] == []


def test_an_ellipsis_that_names_another_target_is_not_told_the_one_before() -> None:
    reply = talk("jinhua", ["户籍人口8000人,按参保率目标至少要参保多少人", "那大病选缴率目标呢"])[-1]
    assert reply.amounts.get("need") != "7996.00"


def test_a_question_refused_for_its_city_is_told_for_a_covered_one() -> None:
    reply = talk(None, ["佛山的居民医保一年多少钱", "那江门的呢"])[-1]
    assert ("jiangmen.premium", "406") in {(figure.id, figure.value) for figure in reply.figures}


def test_a_month_without_a_year_is_the_one_to_come_where_the_rule_has_yet_to_begin() -> None:
    call = shipped().open_call("rongcheng", date(2020, 12, 17))
    reply = call.say("居民医保五月份才去交,要等多久才能用")
    # Source: rongcheng-2020-interview, 问2: paid after 2021-04-30, benefits begin after three months.
    assert reply.kind is ANSWER
    assert "3个月" in reply.text


def test_a_month_without_a_year_is_the_past_one_where_the_rule_has_begun_since() -> None:
    call = shipped().open_call("rongcheng", date(2020, 12, 17))
    reply = call.say("7月份没备案去外地住院个人先负担多少")
    # Source: rongcheng-2020-interview, 问7 4: for admissions from 2020-08-01 on.
    assert reply.kind is REFUSE
