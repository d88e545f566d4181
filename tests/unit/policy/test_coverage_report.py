"""The report on how much of each document is told."""

from __future__ import annotations

from assistant.policy.coverage import coverage_report, figure_documents, used_figures
from tests.unit.policy.conftest import Folder


def test_each_document_is_reported_with_what_is_told_of_it(folder: Folder) -> None:
    folder.change("linshi/entries.yaml", "    topic: rates\n", "    topic: rates\n    facts: [xx-f001, xx-f002]\n")
    folder.change("linshi/schemes.yaml", "    say: 医保付{fund}。", "    say: 好。\n    facts_told: [xx-f002, xx-f003]")
    folder.add(
        "linshi/entries.yaml",
        "  - {id: none, title: 住院, topic: inpatient, statement: gap, ask: [住院报多少], "
        "say: {short: 没有写。}, cites: [{document: notice, locator: 第二条}]}\n",
    )
    report = coverage_report(folder.load())
    assert report == [
        "通知(notice,2024-03-01)",
        "  条目1条,另有“资料没有写”的1条;计算1个",
        "  数据2个;讲到核对清单3项",
        "  原文位置2处:条目和计算讲到2处",
        "  数据都有条目或计算用到",
    ]


def test_a_figure_that_nothing_uses_is_named(folder: Folder) -> None:
    folder.add("linshi/figures.yaml", "  - {id: idle, label: 没用, unit: yuan, derive: cap + cap}\n")
    assert coverage_report(folder.load())[-1] == "  没有条目或计算用到的数据1个:linshi.idle"


def test_a_figure_is_used_through_one_that_is_derived_from_it(folder: Folder) -> None:
    folder.add(
        "linshi/figures.yaml",
        "  - {id: base, label: 底, unit: yuan, values: "
        '[{value: "5", document: notice, locator: 第一条}]}\n'
        "  - {id: twice, label: 两倍, unit: yuan, derive: base + base}\n",
    )
    folder.change("linshi/entries.yaml", "{cap}", "{twice}")
    knowledge = folder.load()
    assert {"linshi.base", "linshi.twice"} <= used_figures(knowledge)
    assert figure_documents(knowledge, "linshi.twice") == {"notice"}


def test_a_document_that_nothing_rests_on_is_reported_as_that(folder: Folder) -> None:
    folder.add("linshi/documents.yaml", "  - {id: empty, title: 空, issuer: 局, issued: 2024-01-01, kind: 通知}\n")
    report = coverage_report(folder.load())
    assert report[5:7] == ["空(empty,2024-01-01)", "  条目0条,另有“资料没有写”的0条;计算0个"]


def test_places_that_nothing_tells_are_named_and_those_not_for_questions_with_the_reason(folder: Folder) -> None:
    folder.change(
        "linshi/documents.yaml",
        "      - {locator: 第二条, begins: 二、限额}\n",
        "      - {locator: 第二条, begins: 二、限额}\n"
        "      - {locator: 第三条, begins: 三、其他}\n"
        "      - {locator: 结语, begins: 特此通知, aside: 套话}\n",
    )
    assert coverage_report(folder.load())[3:6] == [
        "  原文位置4处:条目和计算讲到2处",
        "  标明不用于问答的1处:结语(套话)",
        "  没有条目或计算讲到的1处:第三条",
    ]
