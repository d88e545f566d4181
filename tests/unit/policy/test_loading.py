"""From a folder to the knowledge: shapes checked, ids completed, every fault told at once."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.errors import KnowledgeError
from assistant.policy.load import load, load_with_faults
from tests.unit.policy.conftest import Folder


def test_ids_are_completed_with_the_area(folder: Folder) -> None:
    knowledge = folder.load()
    assert set(knowledge.figures) == {"linshi.rate", "linshi.cap"}
    assert set(knowledge.entries) == {"linshi.rate.told"}
    assert knowledge.schemes["linshi.visit"].figures == {"rate": "linshi.rate", "cap": "linshi.cap"}
    assert knowledge.documents["notice"].area == "linshi"
    assert knowledge.figures["linshi.rate"].values[1].first_day == date(2024, 7, 1)
    assert knowledge.figures["linshi.rate"].values[0].value == "0.70"


def test_a_fact_as_in_another_calculator_is_taken_over_but_for_what_is_written(folder: Folder) -> None:
    folder.write(
        "linshi/more.yaml",
        folder.read("linshi/schemes.yaml")
        .replace("id: visit", "id: stay")
        .replace("{id: cost, kind: money, label: 费用, question: 多少, many: true}",
                 "{id: cost, as_in: visit, kind: money, question: 住院花了多少}"),
    )
    cost = next(fact for fact in folder.load().schemes["linshi.stay"].facts if fact.id == "cost")
    assert (cost.label, cost.many, cost.question) == ("费用", True, "住院花了多少")


def test_a_choice_takes_the_words_of_a_list_that_it_names(folder: Folder) -> None:
    cost = "{id: cost, kind: money, label: 费用, question: 多少, many: true}"
    start = ('{id: start, label: 起付, question: 扣了没, values: [{id: open, label: 没扣}, '
             '{id: full, label: 扣了, words: ["@done", 扣清]}]}')
    folder.write("linshi/schemes.yaml", folder.read("linshi/schemes.yaml").replace(cost, f"{cost}\n      - {start}"))
    folder.write("lexicon.yaml", "word_lists:\n  - {id: done, words: [掏够, 掏满]}\n")
    fact = next(fact for fact in folder.load().schemes["linshi.visit"].facts if fact.id == "start")
    assert fact.values[1].words == ("掏够", "掏满", "扣清")


def test_a_figure_of_another_area_is_named_whole(folder: Folder) -> None:
    folder.write(
        "xugou/schemes.yaml",
        folder.read("linshi/schemes.yaml")
        .replace("cap: cap", 'cap: "@linshi.cap"')
        .replace("rate: rate", 'rate: "@linshi.rate"'),
    )
    assert folder.load().schemes["xugou.visit"].figures["cap"] == "linshi.cap"


def test_two_areas_may_use_one_id_and_each_has_its_own(folder: Folder) -> None:
    folder.write("xugou/documents.yaml", folder.read("linshi/documents.yaml").replace("notice", "other"))
    folder.write("xugou/figures.yaml", folder.read("linshi/figures.yaml").replace("notice", "other"))
    knowledge = folder.load()
    assert {"linshi.rate", "xugou.rate"} <= set(knowledge.figures)
    assert [e.id for e in knowledge.entries_of("xugou")] == []
    assert [s.id for s in knowledge.schemes_of("linshi")] == ["linshi.visit"]


def test_what_a_wider_area_says_holds_below_it(folder: Folder) -> None:
    folder.write(
        "wide/entries.yaml",
        folder.read("linshi/entries.yaml").replace("{rate}", "{linshi.rate}").replace("{cap}", "{linshi.cap}"),
    )
    knowledge = folder.load()
    assert [e.id for e in knowledge.entries_of("xugou")] == ["wide.rate.told"]
    assert {e.id for e in knowledge.entries_of("linshi")} == {"wide.rate.told", "linshi.rate.told"}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        pytest.param("linshi/figures.yaml", "label: 限额", "lable: 限额", "不认识的键“lable”", id="an unknown key"),
        pytest.param("linshi/figures.yaml", "    label: 限额\n", "", "缺少必填的键“label”", id="a key is missing"),
        pytest.param("linshi/figures.yaml", "unit: yuan", "unit: dollar", "“unit”的值“dollar”", id="an unknown unit"),
        pytest.param(
            "linshi/figures.yaml", "last_day: 2024-06-30", "last_day: 2024-06-31", "不是日期", id="no such day"
        ),
        pytest.param(
            "linshi/figures.yaml", "last_day: 2024-06-30", "last_day: 六月底", "不是日期", id="a day in words"
        ),
        pytest.param("linshi/entries.yaml", "ask: [报多少]", "ask: []", "“ask”是空的", id="nothing to ask"),
        pytest.param("linshi/entries.yaml", "title: 报销比例", "title: [甲]", "应是一段文字", id="a list for a text"),
        pytest.param("linshi/entries.yaml", "entries:", "entires:", "不认识的键“entires”", id="an unknown section"),
        pytest.param(
            "linshi/schemes.yaml", "kind: money, label: 费用", "kind: gold, label: 费用", "不在允许的范围", id="a kind"
        ),
        pytest.param("linshi/schemes.yaml", "per: month", "per: week", "不在允许的范围", id="a period"),
        pytest.param(
            "areas.yaml",
            "covered: true}\n  - {id: xugou",
            "covered: 也许}\n  - {id: xugou",
            "true或false",
            id="neither true nor false",
        ),
    ],
)
def test_a_fault_of_shape_is_told_in_chinese_with_file_and_line(
    folder: Folder, name: str, old: str, new: str, said: str
) -> None:
    line = folder.change(name, old, new)
    knowledge, faults = load_with_faults(folder.path)
    assert knowledge is None
    fault = next(f for f in faults if said in f.message)
    assert fault.path == folder.path / name
    assert fault.remedy
    assert abs(fault.line - line) <= 2 if "缺少" in said else fault.line == line


def test_every_fault_is_told_not_only_the_first(folder: Folder) -> None:
    folder.change("linshi/figures.yaml", "unit: yuan", "unit: dollar")
    folder.change("linshi/figures.yaml", "label: 报销比例", "lable: 报销比例")
    folder.change("linshi/entries.yaml", "topic: rates", "topik: rates")
    with pytest.raises(KnowledgeError) as caught:
        folder.load()
    assert len(caught.value.faults) >= 4  # a wrong unit; a missing and an unknown key, twice
    assert "linshi" in str(caught.value)


def test_the_same_id_twice_is_a_fault_at_the_second(folder: Folder) -> None:
    line = folder.add(
        "linshi/figures.yaml", "  - id: cap\n    label: 又一个\n    unit: yuan\n    derive: rate * rate\n"
    )
    _, faults = load_with_faults(folder.path)
    assert [(f.line, "写了两次" in f.message) for f in faults] == [(line, True)]


def test_a_folder_of_no_area_is_a_fault(folder: Folder) -> None:
    folder.write("nowhere/figures.yaml", "figures: []\n")
    _, faults = load_with_faults(folder.path)
    assert "没有地区“nowhere”" in faults[0].message and "areas.yaml" in faults[0].remedy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("figures: {a: 1}\n", "应是一个列表"),
        ("figures: [甲]\n", "键: 值"),
        ("figures:\n  - [1, 2]\n", "键: 值"),
    ],
)
def test_a_section_that_is_no_list_of_things_is_a_fault(folder: Folder, text: str, said: str) -> None:
    folder.write("linshi/more.yaml", text)
    _, faults = load_with_faults(folder.path)
    assert said in faults[0].message


def test_a_folder_that_is_not_there_is_told(folder: Folder) -> None:
    with pytest.raises(KnowledgeError, match="不存在"):
        load(folder.path / "none")


def test_any_change_of_a_file_changes_the_digest(folder: Folder) -> None:
    before = folder.load().digest
    assert folder.load().digest == before
    folder.change("linshi/figures.yaml", '"80"', '"81"')
    assert folder.load().digest != before
