"""A caller's own number against statistics and targets, and statistics of two periods; all figures are invented."""

from __future__ import annotations

import pytest

from assistant.bootstrap import LoadedAssistant, wire
from assistant.dialogue.reply import Reply
from tests.unit.dialogue.invented import DAY, write_knowledge

_NOW = "first_day: 2024-01-01, last_day: 2024-04-30, document: haijiao-notice, locator: 第二条"
_LAST = "first_day: 2023-01-01, last_day: 2023-12-31, document: haijiao-notice, locator: 第二条"
STATISTICS = f"""\
figures:
  - {{id: salt.people, label: 盐工参保人数, unit: count, measure: 人, statement: statistic,
     values: [{{value: "5230", {_NOW}}}]}}
  - {{id: salt.fall, label: 盐工参保人数降幅, unit: fraction, statement: statistic,
     values: [{{value: "0.04", {_NOW}}}]}}
  - {{id: salt.goal, label: 计划修好的船坞, unit: count, measure: 个, statement: plan,
     values: [{{value: "80", first_day: 2024-01-01, document: haijiao-notice, locator: 第三条}}]}}
  - {{id: desk.faster, label: 柜台办理时限缩短, unit: fraction, statement: statistic,
     values: [{{value: "0.25", {_NOW}}}]}}
  - {{id: saved.all, label: 渔民基金累计结余, unit: wan_yuan, statement: statistic,
     values: [{{value: "900", {_NOW}}}]}}
  - {{id: saved.now, label: 渔民基金当期结余, unit: wan_yuan, statement: statistic,
     values: [{{value: "250", {_NOW}}}]}}
  - {{id: trips.y2023, label: 渡船出海救护(二〇二三年), unit: count, measure: 人次, statement: statistic,
     values: [{{value: "410", {_LAST}}}]}}
  - {{id: trips.y2024, label: 渡船出海救护(二〇二四年一至四月), unit: count, measure: 人次, statement: statistic,
     values: [{{value: "287", {_NOW}}}]}}
  - {{id: list.all, label: 海角要点的条数, unit: count, measure: 条, statement: plan,
     values: [{{value: "20", {_NOW}}}]}}
  - {{id: list.tasks, label: 重点任务的项数, unit: count, measure: 项, statement: plan,
     values: [{{value: "4", {_NOW}}}]}}
  - {{id: list.first, label: 第一条的序号, unit: count, statement: plan, values: [{{value: "1", {_NOW}}}]}}
  - {{id: list.boats_last, label: 修船任务最后一条的序号, unit: count, statement: plan,
     values: [{{value: "6", {_NOW}}}]}}
  - {{id: list.nets_last, label: 补网任务最后一条的序号, unit: count, statement: plan,
     values: [{{value: "9", {_NOW}}}]}}
  - {{id: list.part_last, label: 四项任务最后一条的序号, unit: count, statement: plan,
     values: [{{value: "15", {_NOW}}}]}}
  - {{id: list.boats, label: 修船任务的条数, unit: count, measure: 条, statement: plan,
     derive: list.boats_last - list.first + 1}}
  - {{id: list.nets, label: 补网任务的条数, unit: count, measure: 条, statement: plan,
     derive: list.nets_last - list.boats_last}}
  - {{id: list.part, label: 四项任务合计条数, unit: count, measure: 条, statement: plan,
     derive: list.part_last - list.first + 1}}
  - {{id: saved.before, label: 渔民基金期初累计结余, unit: wan_yuan, statement: statistic,
     derive: saved.all - saved.now}}
entries:
  - id: salt
    title: 盐工参保人数
    topic: fund
    statement: statistic
    ask: [盐工有多少人参保, 盐工参保人数多少]
    say: {{short: "盐工参保{{salt.people}}。", details: ["比上年降{{salt.fall}}。"]}}
  - id: goal
    title: 船坞计划
    topic: fund
    statement: plan
    ask: [今年要修好多少个船坞, 船坞计划目标是多少]
    say: {{short: "计划修好{{salt.goal}}船坞。"}}
  - id: desk
    title: 柜台办理时限
    topic: fund
    statement: statistic
    ask: [柜台办理时限缩短多少, 柜台办事快了多少]
    say: {{short: "柜台办理时限缩短{{desk.faster}}。"}}
  - id: saved
    title: 渔民基金结余
    topic: fund
    statement: statistic
    ask: [渔民基金结余多少, 渔民基金当期结余多少]
    say: {{short: "渔民基金累计结余{{saved.all}}，当期结余{{saved.now}}。"}}
  - id: trips
    title: 渡船出海救护
    topic: fund
    statement: statistic
    ask: [渡船出海救护多少人次, 2023年渡船救护多少人次]
    say: {{short: "渡船出海救护上年{{trips.y2023}}，今年{{trips.y2024}}。"}}
  - id: list
    title: 海角要点的条数
    topic: fund
    statement: plan
    ask: [海角要点一共多少条, 四项任务有几条, 要点分几部分]
    say:
      short: "海角要点共{{list.all}}，四项任务{{list.part}}。"
      details: ["修船{{list.boats}}，补网{{list.nets}}。"]
"""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> LoadedAssistant:
    folder = tmp_path_factory.mktemp("own")
    knowledge = write_knowledge(folder / "knowledge")
    (knowledge / "haijiao" / "statistics.yaml").write_text(STATISTICS, encoding="utf-8")
    return wire(knowledge, folder / "cache")


def say(counted: LoadedAssistant, *turns: str) -> Reply:
    call = counted.open_call("haijiao", DAY)
    for words in turns:
        reply = call.say(words)
    return reply


@pytest.mark.parametrize(("turns", "told"), [
    pytest.param(("盐工参保现在摸底5080人，离上次的数还差多少人",), "150人", id="lacking: 5230-5080"),
    pytest.param(("盐工参保要是做到5400人，比现在的数多多少人",), "170人", id="more: 5400-5230"),
    pytest.param(("盐工要是收到5200人，还短多少人",), "30人", id="a round number near the figure is no figure"),
    pytest.param(("船坞修好了52个，离目标还差几个",), "28个", id="of a target: 80-52"),
    pytest.param(("船坞修好了52个，计划完成了百分之几",), "65%", id="done: 52/80"),
    pytest.param(("柜台办理时限缩短多少", "原来要16天的，照这个比例缩完几天"), "12天", id="16 x 0.75"),
    pytest.param(("柜台办理时限缩短多少", "以前得8个工作日，按这个算能少几天"), "2个工作日", id="8 x 0.25"),
    pytest.param(("盐工参保多少人", "我们岛上750个盐工，照这个降幅会少多少人"), "30人", id="750 x 0.04"),
])
def test_an_own_number_is_held_against_the_figure_that_is_meant(
        counted: LoadedAssistant, turns: tuple[str, ...], told: str) -> None:
    assert told in say(counted, *turns).short


def test_two_numbers_side_by_side_are_not_held_against_each_other(counted: LoadedAssistant) -> None:
    assert "150人" not in say(counted, "盐工5230人，5080人，哪个对").short


@pytest.mark.parametrize(("turns", "told"), [
    pytest.param(("海角要点20条，四项任务占了几条，比例多少",), "15条占20条的75%", id="not 4 of 20"),
    pytest.param(("四项任务占海角要点多少条，比例是多少",), "15条占20条的75%", id="the whole is only named"),
    pytest.param(("修船任务有几条，比补网任务多几条",), "多3条", id="6-3"),
])
def test_a_number_in_a_name_is_not_the_amount(counted: LoadedAssistant, turns: tuple[str, ...], told: str) -> None:
    assert told in say(counted, *turns).short


@pytest.mark.parametrize(("turns", "told"), [
    pytest.param(("2023年渡船出海救护多少人次", "今年呢，差了多少"), "少123人次", id="410-287"),
    pytest.param(("渡船出海救护今年比去年少多少人次",), "少123人次", id="in one question"),
    pytest.param(("渔民基金当期结余多少", "那之前的老底子有多少"), "650万元", id="900-250"),
    pytest.param(("渔民基金年初的家底是多少",), "650万元", id="named at once"),
])
def test_one_period_is_set_against_another(counted: LoadedAssistant, turns: tuple[str, ...], told: str) -> None:
    assert told in say(counted, *turns).short
