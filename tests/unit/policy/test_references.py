"""References to figures: on a day, one of contradictory values, in words, formulas and calculators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from assistant.calculator import solve
from assistant.calculator.scheme import Bill, Settlement
from assistant.dialogue.wording import Writer
from assistant.errors import Fault
from assistant.policy.check import check
from assistant.policy.figures import Figures
from assistant.policy.references import FigureReference, bare_id, read_reference
from assistant.policy.schemes import build_scheme, reader
from tests.unit.policy.conftest import Folder

F, E, S = "linshi/figures.yaml", "linshi/entries.yaml", "linshi/schemes.yaml"
TODAY = date(2024, 8, 1)
DOUBTFUL = """\
  - id: fixed
    label: 定额
    unit: yuan
    contradiction: 两处说法不同,没有更正。
    values:
      - {value: "126.80", name: speech, document: notice, locator: 第一条}
      - {value: "126.35", name: answer, document: notice, locator: 第二条}
"""


def found(folder: Folder, said: str) -> Fault:
    faults = check(folder.path)
    assert faults, "nothing was found"
    return next((fault for fault in faults if said in fault.message), faults[0])


def test_a_reference_names_a_figure_a_day_and_a_value() -> None:
    assert read_reference("a.b") == FigureReference("a.b")
    assert read_reference("a.b@2024-06-30#old") == FigureReference("a.b", date(2024, 6, 30), "old")
    assert str(read_reference("a.b@2024-06-30#old")) == "a.b@2024-06-30#old"
    assert bare_id("a.b@2024-06-30#old") == bare_id("a.b#old") == "a.b"
    for wrong in ("a.b@2024-02-30", "a.b#", "#old"):
        with pytest.raises(ValueError):
            read_reference(wrong)


def test_a_derived_figure_compares_two_days_of_one(folder: Folder) -> None:
    folder.add(F, "  - {id: rise, label: 提高, unit: points, derive: rate@2024-07-01 - rate@2024-06-30}\n")
    figures = Figures(folder.load())
    for day in (date(2024, 1, 1), TODAY):
        told = figures.on("linshi.rise", day)
        assert figures.written("linshi.rise", day) == "5个百分点"
        assert told.current and told.values[0].first_day is None and told.values[0].last_day is None
    assert figures.working(figures.get("linshi.rise"), TODAY) == "75% - 70%"


def test_a_derived_figure_compares_contradictory_values(folder: Folder) -> None:
    folder.add(F, f'{DOUBTFUL}  - {{id: gap, label: 相差, unit: yuan, derive: "fixed#speech - fixed#answer"}}\n')
    assert check(folder.path) == []
    figures = Figures(folder.load())
    assert figures.written("linshi.fixed", TODAY) == "126.80元或126.35元"
    assert figures.written("linshi.fixed#answer", TODAY) == "126.35元"
    assert figures.written("linshi.gap", TODAY) == "0.45元"


def test_words_tell_each_contradictory_value_at_its_place(folder: Folder) -> None:
    folder.add(F, DOUBTFUL)
    folder.change(E, "每月最多{cap}。", "先说{fixed#speech},后说{fixed#answer|bare},原来报{rate@2024-06-30}。")
    assert check(folder.path) == []
    knowledge = folder.load()
    writer = Writer(knowledge, Figures(knowledge))
    basis = writer.basis()
    _, details = writer.sentences(knowledge.entries["linshi.rate.told"], {}, TODAY, basis)
    assert details == ["先说126.80元,后说126.35,原来报70%。"]
    assert [(f.id, f.value) for f in basis.figures_used] == [
        ("linshi.rate", "0.75"),
        ("linshi.fixed", "126.80"),
        ("linshi.fixed", "126.35"),
        ("linshi.rate", "0.70"),
    ]
    assert not basis.notices


def test_a_calculator_takes_a_figure_of_a_day(folder: Folder) -> None:
    folder.change(S, "figures: {rate: rate,", "figures: {rate: rate@2024-06-30,")
    knowledge = folder.load()
    scheme = build_scheme(knowledge.schemes["linshi.visit"], knowledge)
    facts = {"status": "working", "cost": (Bill(Decimal(100)),)}
    outcome = solve(scheme, facts, reader(Figures(knowledge)), TODAY)
    assert isinstance(outcome, Settlement) and outcome.amounts["fund_pays"] == Decimal(70)


def test_a_value_is_taken_over_from_another_figure(folder: Folder, figure: Callable[..., str]) -> None:
    id_ = figure("other", "fraction", "same_as: rate@2024-06-30, last_day: 2024-06-30",
                 'value: "0.9", first_day: 2024-07-01')
    assert check(folder.path) == []
    assert Figures(folder.load()).written(id_, date(2024, 6, 30)) == "70%"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(E, "{cap}", "{cap@2024-13-01}", "不是日期", id="no day, in words"),
        pytest.param(E, "{rate}", "{rate#old}", "没有名为“old”的值", id="an unknown name, in words"),
        pytest.param(S, "rate: rate,", "rate: rate#old,", "没有名为“old”的值", id="an unknown name, in a calculator"),
        pytest.param(S, "rate: rate,", "rate: share@2024-06-30,", "没有登记的数据“share”", id="an unknown figure"),
        pytest.param(E, "{cap}", "{fixed#speech}", "只说了一个", id="one of two contradictory values"),
        pytest.param(F, "unit: yuan\n    values: [", "unit: yuan\n    derive: fixed * 2\n    values: [",
                     "互相矛盾的值", id="a formula that takes any of two"),
        pytest.param(F, "unit: yuan\n    values: [", "unit: yuan\n    derive: rate@2023-99-01\n    values: [",
                     "不是日期", id="no day, in a formula"),
        pytest.param(F, 'value: "80"', "same_as: share", "没有登记的数据“share”", id="taken over from nowhere"),
        pytest.param(F, "没有更正。", "一处80元。", "直接写了数字", id="a number typed into a contradiction"),
    ],
)
def test_a_wrong_reference_is_found(folder: Folder, file: str, old: str, new: str, said: str) -> None:
    folder.add(F, DOUBTFUL)
    folder.change(file, old, new)
    assert said in found(folder, said).message


def test_a_day_on_which_a_figure_has_no_value_is_found(folder: Folder, figure: Callable[..., str]) -> None:
    figure("late", "yuan", 'value: "9", first_day: 2024-07-01')
    folder.change(E, "{cap}", "{late@2024-06-30}")
    assert "“linshi.late”在2024-06-30没有值" in found(folder, "没有值").message
