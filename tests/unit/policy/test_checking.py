"""What `yibao check` finds: each fault with its file, its line and a remedy in Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.errors import Fault
from assistant.policy.check import check
from assistant.policy.typed_numbers import typed_number
from tests.unit.policy.conftest import Folder

F, E, S = "linshi/figures.yaml", "linshi/entries.yaml", "linshi/schemes.yaml"
CHINESE = re.compile(r"[一-鿿]")


def found(folder: Folder, said: str) -> Fault:
    faults = check(folder.path)
    assert faults, "nothing was found"
    return next((fault for fault in faults if said in fault.message), faults[0])


def test_the_small_folder_has_no_fault(folder: Folder) -> None:
    assert check(folder.path) == []


CASES = [
    # Figures
    pytest.param(
        F,
        "document: notice, locator: 第二条}",
        "document: notice, locator: 第九条}",
        "没有登记位置“第九条”",
        id="an unknown locator",
    ),
    pytest.param(
        F,
        "document: notice, locator: 第二条}",
        "document: notice, locator: 第二条;第九条}",
        "“第九条”",
        id="one of two locators",
    ),
    pytest.param(
        F, "document: notice, locator: 第二条}", 'document: notice, locator: ""}', "没有写出处", id="no locator"
    ),
    pytest.param(
        F,
        "document: notice, locator: 第二条}",
        "document: letter, locator: 第二条}",
        "没有文件“letter”",
        id="an unknown document",
    ),
    pytest.param(F, 'value: "80"', "value: 八十", "不是数字", id="a number in words"),
    pytest.param(F, 'value: "80"', 'value: "80元"', "不是数字", id="a number with its unit"),
    pytest.param(F, 'value: "80"', 'value: "1e3"', "不是数字", id="a number with an exponent"),
    pytest.param(F, 'value: "80"', "value: NaN", "不是数字", id="not a number"),
    pytest.param(F, 'value: "80"', 'value: "1,000"', "不是数字", id="a number with a comma"),
    pytest.param(F, 'value: "0.75"', 'value: "75"', "比例写成了75", id="a share written as 75"),
    pytest.param(F, 'value: "0.75"', 'value: "7"', "比例写成了7", id="a share written as 7 tenths"),
    pytest.param(F, "first_day: 2024-07-01", "first_day: 2024-06-30", "同一天有两个值", id="two values for one day"),
    pytest.param(F, "first_day: 2024-07-01, ", "", "同一天有两个值", id="no first day for the second"),
    pytest.param(F, "first_day: 2024-07-01", "first_day: 2024-07-02", "没有值", id="a day without a value"),
    pytest.param(
        F,
        "first_day: 2024-07-01",
        "first_day: 2024-07-01, last_day: 2024-06-01",
        "起始日晚于终止日",
        id="ends before it begins",
    ),
    # Entries
    pytest.param(E, "{cap}", "{limit}", "没有登记的数据“limit”", id="a dead figure"),
    pytest.param(E, "{cap}", "{cap@2024-02-30}", "不是日期", id="a figure on no day"),
    pytest.param(
        E, "applies: {status: [working]}", "applies: {status: [student]}", "没有值“student”", id="an unknown value"
    ),
    pytest.param(
        E, "applies: {status: [working]}", "applies: {age: [old]}", "没有条件“age”", id="an unknown condition"
    ),
    pytest.param(
        E, "applies: {status: [working]}", "applies: {status: [working]}\n    unless: {age: [old]}", "没有条件“age”",
        id="an unknown condition that excludes",
    ),
    pytest.param(
        E,
        "cites: [{document: notice, locator: 第一条}]",
        "cites: [{document: notice, locator: 附件}]",
        "没有登记位置“附件”",
        id="a dead citation",
    ),
    pytest.param(
        E, "    topic: rates\n", "    topic: rates\n    next: [nothing]\n", "没有条目“linshi.nothing”", id="a dead next"
    ),
    pytest.param(
        E,
        "    topic: rates\n",
        "    topic: rates\n    calculate: nothing\n",
        "没有计算“linshi.nothing”",
        id="a dead calculator",
    ),
    pytest.param(
        E, "    topic: rates\n", "    topic: rates\n    subject: nothing\n", "没有“nothing”", id="a dead subject"
    ),
    pytest.param(E, "每月最多{cap}", "每月最多80元", "直接写了数字", id="digits"),
    pytest.param(E, "每月最多{cap}", "每月最多\uff18\uff10元", "直接写了数字", id="digits of full width"),
    pytest.param(E, "每月最多{cap}", "大约报七成", "直接写了数字", id="tenths spelled out"),
    pytest.param(E, "每月最多{cap}", "最多两万", "直接写了数字", id="an amount spelled out"),
    pytest.param(E, "每月最多{cap}", "五天以内", "直接写了数字", id="days spelled out"),
    pytest.param(
        E,
        "报{rate}。",
        "在职的人在外面的定点医院看普通门诊的时候按照规定的办法可以报销的比例现在一般来说是{rate}。",
        "超过40个字",
        id="too long to say",
    ),
    # Calculators
    pytest.param(S, "cap: cap}", "cap: limit}", "没有登记的数据“limit”", id="a scheme's dead figure"),
    pytest.param(S, "cost * rate", "cost * share", "“share”既不是", id="a formula's dead name"),
    pytest.param(S, "expression: cost - fund", 'expression: "cost - "', "算式写得不对", id="a broken formula"),
    pytest.param(
        S, "expression: cost - fund", "expression: cost - fund - 5", "直接写了数字5", id="a number in a formula"
    ),
    pytest.param(S, "self_pays: own", "self_pays: rest", "没有步骤“rest”", id="a result of no step"),
    pytest.param(S, "carry: {step: fund", "carry: {step: paid", "没有步骤“paid”", id="carries no step"),
    pytest.param(S, "into: used", "into: spent", "没有事实“spent”", id="carries into no fact"),
    pytest.param(S, "say: 医保付{fund}。", "say: 医保付{paid}。", "“paid”既不是", id="tells a name that is not there"),
    pytest.param(S, "say: 医保付{fund}。", "say: 医保付八成。", "直接写了数字", id="a number in what it says"),
    pytest.param(S, "    facts:\n", "    reverses: in\n    facts:\n", "没有计算“linshi.in”", id="turns nothing round"),
    pytest.param(
        S,
        "{id: status, dimension: status}",
        "{id: status, dimension: status, as_in: visit.other}",
        "没有事实“status”",
        id="a fact of no other calculator",
    ),
    pytest.param(
        S,
        "expression: cost - fund}",
        "expression: cost - fund, told_if: paid > 0}",
        "“paid”既不是事实",
        id="an unknown name in what a step is told for",
    ),
    pytest.param(
        S,
        "say: 医保付{fund}。",
        "say: 医保付{fund}。\n    excludes: [封顶5万没有算]",
        "直接写了数字",
        id="a number in what is left out",
    ),
    pytest.param(
        S,
        "say: 医保付{fund}。",
        "say: 医保付{fund}。\n    assumptions: [按三十天算]",
        "直接写了数字",
        id="a number in what is assumed",
    ),
    pytest.param(
        S,
        "say: 医保付{fund}。",
        "say: 好。\n    remarks: [{condition: fund > 0, say: 只付70%}]",
        "直接写了数字",
        id="a number in a remark",
    ),
    pytest.param(
        S,
        "say: 医保付{fund}。",
        "say: 好。\n    remarks: [{condition: paid > 0, say: 好}]",
        "“paid”既不是",
        id="a remark on nothing",
    ),
    pytest.param(
        S,
        "say: 医保付{fund}。",
        "say: 好。\n    entry: nothing",
        "没有条目“linshi.nothing”",
        id="a scheme's dead entry",
    ),
    pytest.param(
        S,
        "say: 医保付{fund}。",
        "say: 好。\n    next: [nothing]",
        "没有条目“linshi.nothing”",
        id="a scheme's dead next",
    ),
    pytest.param(
        S,
        "say: 医保付{fund}。",
        "say: 好。\n    cites: [{document: notice, locator: 附件}]",
        "没有登记位置“附件”",
        id="a scheme's dead citation",
    ),
    pytest.param(
        S,
        "say: 医保付{fund}。",
        "say: 好。\n    applies: {status: [student]}",
        "没有值“student”",
        id="a scheme's unknown value",
    ),
    pytest.param(
        S,
        "{id: status, dimension: status}",
        "{id: status, dimension: age}",
        "没有条件“age”",
        id="a fact of no dimension",
    ),
    pytest.param(
        S,
        "{id: status, dimension: status}",
        "{id: status, dimension: status, default: student}",
        "没有值“student”",
        id="a default that is no choice",
    ),
    pytest.param(
        S,
        "{id: own, label: 自己付,",
        "{id: own, label: 自己付, when: {status: student},",
        "没有值“student”",
        id="a step for no choice",
    ),
    pytest.param(
        S,
        "{id: own, label: 自己付,",
        "{id: own, label: 自己付, when: {cost: small},",
        "“cost”不是可以选的事实",
        id="a step for a quantity",
    ),
    pytest.param(S, ", expression: cost - fund", "", "没有算式", id="a step without a formula"),
    # Areas
    pytest.param(
        "areas.yaml",
        "{id: wide, name: 大省}",
        "{id: wide, name: 大省, parent: moon}",
        "没有上级地区“moon”",
        id="no such parent",
    ),
    pytest.param(
        "areas.yaml",
        "{id: wide, name: 大省}",
        "{id: wide, name: 大省, parent: linshi}",
        "绕了一圈",
        id="parents in a circle",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), CASES)
def test_a_fault_is_told_with_file_line_and_remedy(folder: Folder, name: str, old: str, new: str, said: str) -> None:
    line = folder.change(name, old, new)
    fault = found(folder, said)
    assert said in fault.message
    assert fault.path == folder.path / name
    assert line - 4 <= fault.line <= line + 2
    assert CHINESE.search(fault.message) and CHINESE.search(fault.remedy)


def test_a_figure_without_a_source_is_a_fault(folder: Folder) -> None:
    line = folder.add(F, "  - {id: bare, label: 没有出处, unit: yuan}\n")
    fault = found(folder, "没有数值")
    assert (fault.line, "document" in fault.remedy) == (line, True)


@pytest.mark.parametrize(
    ("derive", "said"),
    [
        ("cap * nothing", "没有登记的数据“nothing”"),
        ("cap *", "算式写得不对"),
        ("cap + start", "“start”不是数"),
        ("sum + cap", "由自己算出"),
        ("twice + cap", "由自己算出"),
    ],
)
def test_a_derived_figure_must_rest_on_numbers_and_not_on_itself(folder: Folder, derive: str, said: str) -> None:
    folder.add(
        F,
        "  - {id: start, label: 日, unit: date, values: [{value: 2024-07-01, document: notice, locator: 第一条}]}\n"
        f"  - {{id: sum, label: 合计, unit: yuan, derive: {derive}}}\n"
        "  - {id: twice, label: 两倍, unit: yuan, derive: sum + sum}\n",
    )
    assert said in found(folder, said).message


@pytest.mark.parametrize(
    ("unit", "value", "fine"),
    [
        ("date", "2024-07-01", True),
        ("date", "2024-7-1", False),
        ("date", "20240701", False),
        ("date", "2024-02-30", False),
        ("month", "2024-07", True),
        ("month", "2024-13", False),
        ("month", "2024年7月", False),
        ("year", "2024", True),
        ("year", "24", False),
        ("points", "0.05", True),
        ("points", "5", False),
        ("fraction", "1.10", True),
        ("text", "随便写", True),
    ],
)
def test_a_value_has_the_form_of_its_unit(folder: Folder, unit: str, value: str, fine: bool) -> None:
    folder.add(
        F,
        f'  - {{id: x, label: 甲, unit: {unit}, values: [{{value: "{value}", document: notice, locator: 第一条}}]}}\n',
    )
    assert (check(folder.path) == []) is fine


def test_two_values_for_one_day_are_no_fault_if_the_contradiction_is_told(folder: Folder) -> None:
    folder.change(F, "first_day: 2024-07-01, ", "")
    folder.change(F, "    label: 报销比例\n", "    label: 报销比例\n    contradiction: 两处说法不同\n")
    assert check(folder.path) == []


def test_an_overlap_is_found_between_values_that_do_not_follow_each_other(folder: Folder) -> None:
    folder.add(
        F,
        "  - id: x\n    label: 甲\n    unit: yuan\n    values:\n"
        '      - {value: "1", last_day: 2024-12-31, document: notice, locator: 第一条}\n'
        '      - {value: "1", first_day: 2024-02-01, last_day: 2024-02-02, document: notice, locator: 第一条}\n'
        '      - {value: "2", first_day: 2024-03-01, document: notice, locator: 第一条}\n',
    )
    assert "同一天有两个值:1和2" in found(folder, "同一天").message


def test_a_statistic_may_leave_days_without_a_value(folder: Folder) -> None:
    folder.change(F, "first_day: 2024-07-01", "first_day: 2025-01-01")
    folder.change(F, "    label: 报销比例\n", "    label: 报销比例\n    statement: statistic\n")
    assert check(folder.path) == []


@pytest.mark.parametrize(("value", "fine"), [("160", True), ("160.0", True), ("150", False)])
def test_a_figure_that_should_equal_another_is_calculated_again(folder: Folder, value: str, fine: bool) -> None:
    line = folder.add(
        F,
        "  - {id: twice, label: 两倍, unit: yuan, derive: cap + cap}\n"
        "  - id: told\n    label: 原文的两倍\n    unit: yuan\n    equals: twice\n"
        f'    values: [{{value: "{value}", document: notice, locator: 第一条}}]\n',
    )
    faults = check(folder.path)
    assert (faults == []) is fine
    if not fine:
        assert "150" in faults[0].message and "160" in faults[0].message and faults[0].line == line + 4


def test_a_mismatch_that_is_explained_is_no_fault(folder: Folder) -> None:
    folder.add(
        F,
        "  - id: told\n    label: 原文\n    unit: yuan\n    equals: cap\n    contradiction: 原文自己对不上\n"
        '    values: [{value: "150", document: notice, locator: 第一条}]\n',
    )
    assert check(folder.path) == []


def test_equality_is_compared_in_the_unit_and_decimals_of_the_source(folder: Folder) -> None:
    folder.add(
        F,
        '  - {id: a, label: 甲, unit: yuan, values: [{value: "12346", document: notice, locator: 第一条}]}\n'
        "  - id: b\n    label: 乙\n    unit: wan_yuan\n    equals: a\n"
        '    values: [{value: "1.23", document: notice, locator: 第一条}]\n',
    )
    assert check(folder.path) == []  # 12346 yuan is 1.2346 万元, to two decimals 1.23


def test_equality_with_nothing_is_a_fault(folder: Folder) -> None:
    folder.change(F, "    label: 限额\n", "    label: 限额\n    equals: nothing\n")
    assert "没有登记的数据“linshi.nothing”" in found(folder, "没有登记").message


@pytest.mark.parametrize(
    "words",
    [
        "报80",
        "报\uff18\uff10",
        "一成",
        "七成半",
        "百分之七十五",
        "两万元",
        "五天",
        "三个月",
        "十五个百分点",
        "打八折",
        "翻两倍",
        "三分之一",
        "满六年",
    ],
)
def test_a_number_in_words_is_seen(words: str) -> None:
    assert typed_number(words)


@pytest.mark.parametrize(
    "words", ["三级医院", "一级及以下", "一起去", "第一次", "万一", "全部自己付", "两种说法", "一档", "大一二年级"]
)
def test_words_that_only_look_like_numbers_are_left_alone(words: str) -> None:
    assert typed_number(words) is None


def test_a_figure_that_is_not_in_the_source_text_is_a_fault_only_with_the_texts(folder: Folder, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "notice.txt").write_text("通知 一、比例从70%到75%。二、限额每月90元。", encoding="utf-8")
    assert check(folder.path) == []
    faults = check(folder.path, texts)
    assert [("linshi.cap" in f.message, f.path.name) for f in faults] == [(True, "figures.yaml")]


GUIDE = """\
people:
  - {label: 在职的人, short: 在职, facts: {status: working}}
themes:
  - {label: 报销, topics: [rates]}
  - {label: 别的, topics: [others]}
plain:
  - {term: 限额, say: 最多能报的钱}
"""


@pytest.mark.parametrize(("written", "instead", "said"), [
    pytest.param("{status: working}", "{state: working}", "没有条件“state”", id="an unknown condition"),
    pytest.param("{status: working}", "{status: idle}", "没有值“idle”", id="an unknown value"),
    pytest.param("[others]", "[rates]", "“rates”在“报销”里已经有了", id="a topic in two themes"),
    pytest.param("最多能报的钱", "最多80元", "大白话里写了数字", id="a number in plain words"),
    pytest.param("别的", "报销", "写了两次", id="two themes of one name"),
])  # fmt: skip
def test_faults_of_the_path_by_numbers_are_found(folder: Folder, written: str, instead: str, said: str) -> None:
    path = folder.path / "guide.yaml"
    path.write_text(GUIDE, encoding="utf-8")
    assert check(folder.path) == []
    path.write_text(GUIDE.replace(written, instead), encoding="utf-8")
    fault = found(folder, said)
    assert said in fault.message
    assert fault.path == path and fault.line > 1
