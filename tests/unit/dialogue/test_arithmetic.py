"""Results worked out of figures that a caller quotes, in a call; all figures are invented."""

from __future__ import annotations

import pytest

from assistant.bootstrap import LoadedAssistant, wire
from assistant.dialogue.reply import Reply
from tests.unit.dialogue.invented import DAY, write_knowledge

STATISTICS = """\
figures:
  - {id: fund.income, label: 基金收入, unit: wan_yuan, statement: statistic,
     values: [{value: "4567.8", last_day: 2024-04-30, document: haijiao-notice, locator: 第二条}]}
  - {id: fund.out, label: 基金支出, unit: wan_yuan, statement: statistic,
     values: [{value: "1234.5", last_day: 2024-04-30, document: haijiao-notice, locator: 第三条}]}
  - {id: fund.growth, label: 基金收入同比增幅, unit: fraction, statement: statistic,
     values: [{value: "0.25", last_day: 2024-04-30, document: haijiao-notice, locator: 第二条}]}
  - {id: plan.bought, label: 角角保投保人数, unit: wan_count, measure: 人, bound: more_than, statement: statistic,
     values: [{value: "30", last_day: 2024-04-30, document: haijiao-notice, locator: 第三条}]}
  - {id: plan.share, label: 用余额付款的投保人占比, unit: fraction, bound: about, statement: statistic,
     values: [{value: "0.21", last_day: 2024-04-30, document: haijiao-notice, locator: 第三条}]}
entries:
  - id: fund
    title: 基金收支
    topic: fund
    statement: statistic
    ask: [基金收了多少支了多少, 基金收入支出情况]
    say: {short: "基金收入{fund.income}，支出{fund.out}。", details: ["收入同比增{fund.growth}。", 口径没有说明。]}
  - id: plan
    title: 角角保多少人投保
    topic: plan
    statement: statistic
    ask: [角角保有多少人投保, 角角保投保人数]
    say: {short: "角角保投保{plan.bought}，其中用余额付款的占{plan.share}。"}
"""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> LoadedAssistant:
    folder = tmp_path_factory.mktemp("counted")
    knowledge = write_knowledge(folder / "knowledge")
    (knowledge / "haijiao" / "statistics.yaml").write_text(STATISTICS, encoding="utf-8")
    return wire(knowledge, folder / "cache")


def say(counted: LoadedAssistant, *turns: str) -> Reply:
    call = counted.open_call("haijiao", DAY)
    for words in turns:
        reply = call.say(words)
    return reply


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("基金收入4567.8万，支出1234.5万，差多少", "4567.8万元比1234.5万元多3333.3万元。"),
        ("基金收入4567.8万元，支出1234.5万元，两项合计多少", "4567.8万元、1234.5万元合计5802.3万元。"),
        ("基金收入4568万是支出1234.5万的几倍", "4567.8万元是1234.5万元的约3.7倍。"),  # rounded as it was said
        ("基金收入4567.8万，同比增25%，上年同期多少", "按25%的增幅倒推，上年同期是3654.24万元。"),
        ("角角保30万人投保，21%用余额付，是多少人", "30万余人的约21%约是6.3万人。"),
    ],
)
def test_what_is_worked_out_is_told_first_with_its_step_and_places(
        counted: LoadedAssistant, words: str, told: str) -> None:
    reply = say(counted, words)
    assert told in reply.short
    assert reply.steps[0].amount.removeprefix("约") in told
    assert {c.locator for c in reply.citations} <= {"第二条", "第三条"}
    assert reply.steps[0].citation is not None


def test_the_entry_that_tells_the_figures_is_told_behind(counted: LoadedAssistant) -> None:
    reply = say(counted, "基金收入4567.8万，支出1234.5万，差多少")
    assert "口径没有说明。" in reply.details
    assert reply.about == "haijiao.fund"


def test_figures_of_no_one_entry_are_named(counted: LoadedAssistant) -> None:
    reply = say(counted, "基金支出1234.5万，摊到30万投保人头上每人多少")
    assert "每人约41.15元" in reply.short
    assert "基金支出1234.5万元" in reply.text
    assert "角角保投保人数30万余人" in reply.text


def test_a_part_named_without_its_share_is_found_by_what_the_share_is_of(counted: LoadedAssistant) -> None:
    assert "6.3万人" in say(counted, "角角保30万人投保，其中用余额付款的投保人有多少人").short


def test_what_was_told_before_is_the_whole_of_a_share(counted: LoadedAssistant) -> None:
    reply = say(counted, "外地住院直接结算多少人次", "全市有多少人参保", "800人次占几成")
    assert "占" not in reply.short  # counted in persons, not in admissions


@pytest.mark.parametrize("words", [
    "基金收入4567.8万，我报了600，差多少",  # no figure of the knowledge
    "基金收入9876万，支出1234.5万，差多少",
])
def test_with_a_number_that_is_no_figure_nothing_is_worked_out(counted: LoadedAssistant, words: str) -> None:
    assert "比" not in say(counted, words).short


def test_the_callers_own_bill_is_the_calculators(counted: LoadedAssistant) -> None:
    reply = say(counted, "居民看门诊花了300，报多少")
    assert reply.amounts == {"fund_pays": "100.00", "self_pays": "200.00"}


@pytest.mark.parametrize(("words", "told"), [
    ("基金收入4567.8万，支出1234.5万，差多少？角角保30万人投保，21%用余额付，是多少人？", ("3333.3万元", "6.3万人")),
    ("角角保30万人投保，用余额付款的投保人有多少人？基金收入4567.8万，支出1234.5万，合计多少？",
     ("6.3万人", "5802.3万元")),
])
def test_each_of_several_questions_is_worked_out_of_its_own_numbers(
        counted: LoadedAssistant, words: str, told: tuple[str, ...]) -> None:
    reply = say(counted, words)
    assert all(number in reply.short for number in told)


def test_where_one_of_several_questions_isnt_sure_none_is_worked_out(counted: LoadedAssistant) -> None:
    reply = say(counted, "基金收入4567.8万，支出1234.5万，差多少？买船花了8800块，能报多少？")
    assert "3333.3" not in reply.short
