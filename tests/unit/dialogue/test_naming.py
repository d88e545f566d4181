"""Results worked out of statistics that a caller asks for by name, in a call; all figures are invented."""

from __future__ import annotations

import pytest

from assistant.bootstrap import LoadedAssistant, wire
from assistant.dialogue.reply import Reply
from tests.unit.dialogue.invented import DAY, write_knowledge

_PLACE = "last_day: 2024-04-30, document: haijiao-notice, locator: 第二条"
_MONEY = {
    "salt.income": ("盐工基金收入", "300"), "salt.out": ("盐工基金支出", "250"),
    "salt.out.ward": ("盐工基金住院支出", "120"), "salt.out.clinic": ("盐工基金门诊慢性病支出", "80.5"),
    "salt.out.shop": ("盐工基金药店药费", "49.5"), "fish.out": ("渔民基金支出", "900"),
    "fish.out.ward": ("渔民基金住院支出", "600"), "fish.out.boat": ("渔民基金海上救护费", "300"),
    "fish.saved": ("渔民基金累计结余", "70"), "salt.saved": ("盐工基金累计结余", "30"),
    "salt.left": ("盐工基金当期结余", "50"), "fish.left": ("渔民基金当期结余", "-20"),
}
_HEADS = {"salt.people": ("盐工参保人数", "人", "5000"), "fish.people": ("渔民参保人数", "人", "20000"),
          "talks": ("约谈渔行家数", "家", "40"), "fines": ("处罚渔行家数", "家", "8"),
          "desk.all": ("柜台办的事项", "项", "38"), "desk.web": ("能网上办的事项", "项", "30"),
          "desk.now": ("能当场办结的事项", "项", "32")}
_ENTRIES = """\
entries:
  - id: salt
    title: 盐工基金支出
    topic: fund
    statement: statistic
    ask: [盐工基金支出多少, 盐工支出情况, 盐工住院支出多少, 盐工门诊慢性病支出多少, 盐工药店药费多少]
    say:
      short: "盐工基金支出{salt.out}。"
      details: ["住院{salt.out.ward},慢性病{salt.out.clinic},药店{salt.out.shop}。"]
  - id: fish
    title: 渔民基金支出
    topic: fund
    statement: statistic
    ask: [渔民基金支出多少, 渔民支出情况, 渔民住院支出多少, 渔民海上救护费多少]
    say: {short: "渔民基金支出{fish.out}。", details: ["住院{fish.out.ward},海上救护{fish.out.boat}。"]}
  - id: saved
    title: 基金结余
    topic: fund
    statement: statistic
    ask: [两个基金结余多少, 累计结余多少, 当期结余多少]
    say: {short: "累计结余盐工{salt.saved},渔民{fish.saved}。", details: ["当期盐工{salt.left},渔民{fish.left}。"]}
  - id: heads
    title: 参保人数
    topic: fund
    statement: statistic
    ask: [盐工参保人数, 渔民参保人数, 有多少人参保]
    say: {short: "盐工{salt.people},渔民{fish.people}。"}
  - id: talks
    title: 约谈渔行
    topic: fund
    statement: statistic
    ask: [约谈渔行多少家, 处罚渔行多少家]
    say: {short: "约谈{talks},处罚{fines}。"}
  - id: desk
    title: 柜台事项
    topic: desk
    statement: statistic
    ask: [柜台办的事项多少项, 能网上办的事项几项, 能当场办结的事项几项]
    say: {short: "柜台办{desk.all},网上办{desk.web},当场办结{desk.now}。"}
"""


def _figures() -> str:
    money = [f'  - {{id: {id_}, label: {label}, unit: wan_yuan, statement: statistic, '
             f'values: [{{value: "{value}", {_PLACE}}}]}}' for id_, (label, value) in _MONEY.items()]
    heads = [f'  - {{id: {id_}, label: {label}, unit: count, measure: {measure}, statement: statistic, '
             f'values: [{{value: "{value}", {_PLACE}}}]}}' for id_, (label, measure, value) in _HEADS.items()]
    return "\n".join(["figures:", *money, *heads, _ENTRIES])


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> LoadedAssistant:
    folder = tmp_path_factory.mktemp("named")
    knowledge = write_knowledge(folder / "knowledge")
    (knowledge / "haijiao" / "statistics.yaml").write_text(_figures(), encoding="utf-8")
    return wire(knowledge, folder / "cache")


def say(named: LoadedAssistant, *turns: str) -> Reply:
    call = named.open_call("haijiao", DAY)
    for words in turns:
        reply = call.say(words)
    return reply


@pytest.mark.parametrize(("words", "told"), [
    pytest.param("盐工住院支出和盐工药店药费加起来多少", "合计169.5万元", id="120 + 49.5"),
    pytest.param("盐工支出里住院、门诊慢性病和药店药费三项合计多少", "合计250万元", id="120 + 80.5 + 49.5"),
    pytest.param("盐工支出里住院门诊慢性病药店药费一共多少", "合计250万元", id="without a break"),
    pytest.param("盐工和渔民的累计结余加在一起是多少", "合计100万元", id="groups: 30 + 70"),
    pytest.param("当期结余盐工和渔民加起来多少", "合计30万元", id="what holds for all said first: 50 - 20"),
    pytest.param("渔民住院支出比盐工住院支出多多少", "多480万元", id="600 - 120"),
    pytest.param("盐工住院支出和渔民住院支出差多少", "多480万元", id="apart"),
    pytest.param("渔民住院支出是盐工住院支出的几倍", "5倍", id="600 / 120"),
    pytest.param("盐工住院支出和药店药费加起来占盐工支出的百分之几", "67.8%", id="169.5 / 250"),
    pytest.param("渔民海上救护费按参保人数摊,平均一个人多少钱", "每人150元", id="3000000 / 20000"),
    pytest.param("盐工住院支出加药店药费是多少,海上救护费比渔民住院支出少多少", "少300万元", id="two questions"),
    pytest.param("盐工住院支出和药店药费哪个多,差多少", "多70.5万元", id="which is more: 120 - 49.5"),
    pytest.param("盐工住院支出多少,比药店药费多多少", "多70.5万元", id="what was asked for first: 120 - 49.5"),
])
def test_statistics_are_added_and_set_against_each_other_by_name(named: LoadedAssistant, words: str, told: str) -> None:
    reply = say(named, words)
    assert told in reply.short
    assert reply.steps[0].citation is not None
    assert {citation.locator for citation in reply.citations} == {"第二条"}


def test_each_of_two_questions_has_its_own_step(named: LoadedAssistant) -> None:
    reply = say(named, "盐工和渔民的累计结余加起来多少,当期结余盐工和渔民差多少")
    assert [step.amount for step in reply.steps] == ["100万元", "70万元"]


def test_a_share_may_be_asked_of_the_sum_before_it(named: LoadedAssistant) -> None:
    reply = say(named, "盐工住院支出和药店药费合计多少,占总支出的几成")
    assert "合计169.5万元" in reply.short
    assert "67.8%" in reply.short


def test_added_counts_may_overlap_and_that_is_said(named: LoadedAssistant) -> None:
    reply = say(named, "约谈渔行家数和处罚渔行家数加起来几家")
    assert "合计48家" in reply.short
    assert any("重复" in text for text in reply.details)


@pytest.mark.parametrize(("turns", "told"), [
    (("盐工住院支出多少", "比药店药费多多少"), "多70.5万元"),
    (("盐工累计结余是多少", "渔民的比它多多少"), "多40万元"),
    (("盐工住院支出多少", "加上药店药费一共多少"), "合计169.5万元"),
])
def test_what_was_asked_before_is_the_other_one(named: LoadedAssistant, turns: tuple[str, ...], told: str) -> None:
    assert told in say(named, *turns).short


_TWO, _SHARE = "盐工住院支出和药店药费差多少", "盐工住院支出占盐工基金支出的百分之几"


@pytest.mark.parametrize(("turns", "told"), [
    pytest.param((_TWO, "那合起来呢"), "合计169.5万元", id="the sum: 120 + 49.5"),
    pytest.param((_TWO, "两个一共多少", "哪个多,多多少"), "多70.5万元", id="which is more: 120 - 49.5"),
    pytest.param((_TWO, "两样各是多少"), "住院支出120万元；盐工基金药店药费49.5万元", id="each"),
    pytest.param((_TWO, "再加上门诊慢性病支出呢"), "合计250万元", id="one more: 120 + 49.5 + 80.5"),
    pytest.param((_TWO, "再加上门诊慢性病支出,三样里最高的和最低的差多少"), "多70.5万元", id="the widest gap"),
    pytest.param((_SHARE, "再算上药店药费,两样一共占百分之几"), "67.8%", id="of the same whole: 169.5 / 250"),
    pytest.param((_SHARE, "那药店药费占多少"), "19.8%", id="another part: 49.5 / 250"),
    pytest.param(("盐工住院支出、门诊慢性病和药店药费加起来,住院的占百分之几",), "48%", id="within the sum: 120 / 250"),
])
def test_what_was_named_before_is_gone_on_about(named: LoadedAssistant, turns: tuple[str, ...], told: str) -> None:
    assert told in say(named, *turns).short


@pytest.mark.parametrize("turns", [
    pytest.param((_TWO, "三样各是多少"), id="there are but two"),
    pytest.param((_TWO, "盐工累计结余是多少", "两个合起来呢"), id="something else was told since"),
])
def test_what_was_named_before_is_left_where_it_is_not_meant(named: LoadedAssistant, turns: tuple[str, ...]) -> None:
    assert "49.5万元" not in say(named, *turns).short


@pytest.mark.parametrize("words", [
    pytest.param("盐工和渔民结余加起来多少", id="which balance isn't said"),
    pytest.param("住院支出和累计结余加起来多少", id="of which group isn't said"),
    pytest.param("盐工住院支出和缝纫费加起来多少", id="no such figure"),
    pytest.param("盐工支出和盐工住院支出加起来多少", id="a whole and its part"),
    pytest.param("盐工住院支出和盐工参保人数加起来多少", id="money and persons"),
    pytest.param("盐工住院支出和药店药费三项加起来多少", id="three are said, two named"),
    pytest.param("2019年盐工住院支出和药店药费加起来多少", id="another year"),
    pytest.param("盐工住院支出99万,和药店药费加起来多少", id="another number"),
    pytest.param("我妈住院支出和药店药费加起来多少", id="the caller's own"),
    pytest.param("约谈渔行家数和盐工参保人数差多少", id="not counted alike"),
    pytest.param("能网上办的事项和能当场办结的事项加起来几项", id="62 of 38: some are in it twice"),
])
def test_what_isnt_sure_is_not_worked_out(named: LoadedAssistant, words: str) -> None:
    reply = say(named, words)
    assert not any(step.label in ("合计", "相差") for step in reply.steps)
