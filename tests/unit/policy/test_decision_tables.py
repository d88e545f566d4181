"""Decision tables tried out with every combination: gaps, overlaps, and the same by brute force."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.calculator.facts import fits
from assistant.policy.check import check
from assistant.policy.model import SchemeShape
from assistant.policy.tables import combinations, rows_for, table_faults
from tests.unit.policy.conftest import Folder

HEAD = """\
schemes:
  - id: table
    title: 查表
    topic: rates
    ask: [报多少]
    facts:
      - {id: scheme, values: [{id: employee, label: 职工}, {id: resident, label: 居民}]}
      - {id: status, dimension: status, when: {scheme: [employee]}}
      - {id: level, values: [{id: low, label: 低}, {id: high, label: 高}], default: low}
    results: {rate: rate}
    say: 报{rate}。
    steps:
      - id: rate
        kind: lookup
        label: 比例
        unit: fraction
"""
WHOLE = (
    "{when: {scheme: employee, status: working}, figure: rate}",
    "{when: {scheme: employee, status: retired}, expression: rate2 + rate2}",
    "{when: {scheme: resident}, figure: rate}",
)


def faults(folder: Folder, *rows: str, absent: str = "", when: str = "") -> list[str]:
    text = HEAD + (f"        when: {when}\n" if when else "") + (f"        absent: {absent}\n" if absent else "")
    text += "        rows:\n" + "".join(f"          - {row}\n" for row in rows)
    folder.write("linshi/schemes.yaml", text.replace("    results:", "    figures: {rate2: rate}\n    results:"))
    return [fault.message for fault in check(folder.path)]


def test_a_table_with_one_row_for_each_combination_has_no_fault(folder: Folder) -> None:
    assert faults(folder, *WHOLE) == []


def test_a_combination_without_a_row_is_a_gap(folder: Folder) -> None:
    found = faults(folder, *WHOLE[:1], *WHOLE[2:])
    assert len(found) == 1 and "没有一行" in found[0] and "status=retired" in found[0]


def test_a_gap_that_is_explained_is_no_fault(folder: Folder) -> None:
    assert faults(folder, *WHOLE[:1], absent="没有载明这类人的比例") == []


@pytest.mark.parametrize(
    ("row", "clashes"),
    [
        pytest.param("{when: {scheme: resident}, figure: cap}", True, id="another figure for the same"),
        pytest.param("{when: {level: high}, figure: cap}", True, id="for some of the same"),
        pytest.param("{when: {scheme: resident, level: high}, figure: rate}", False, id="the same figure twice"),
    ],
)
def test_a_combination_with_two_different_rows_is_an_overlap(folder: Folder, row: str, clashes: bool) -> None:
    found = faults(folder, *WHOLE, row)
    assert any("结果不同" in message for message in found) is clashes


def test_a_table_is_only_tried_where_its_step_is_taken(folder: Folder) -> None:
    assert faults(folder, WHOLE[2], when="{scheme: resident}") == []
    assert faults(folder, WHOLE[2], when="{scheme: employee}") != []


def test_two_steps_of_one_name_for_one_combination_are_a_fault(folder: Folder) -> None:
    folder.add("linshi/schemes.yaml", "")
    folder.change(
        "linshi/schemes.yaml", "{id: own, label: 自己付,", "{id: fund, label: 自己付, when: {status: working},"
    )
    folder.change("linshi/schemes.yaml", "self_pays: own", "self_pays: fund")
    assert any("有2个都符合" in fault.message for fault in check(folder.path))


def test_the_combinations_are_those_that_brute_force_finds(folder: Folder) -> None:
    faults(folder, *WHOLE)
    knowledge = folder.load()
    scheme: SchemeShape = knowledge.schemes["linshi.table"]
    found = {tuple(sorted(c.items())) for c in combinations(scheme, knowledge, {"status", "level"})}
    # By hand: an employee works or is retired, a resident is neither; at either level.
    wanted = {
        tuple(sorted(({"scheme": s, "level": level} | ({"status": p} if s == "employee" else {})).items()))
        for s, p, level in product(("employee", "resident"), ("working", "retired"), ("low", "high"))
    }
    assert found == wanted


def test_the_rows_found_are_those_that_the_calculator_would_take(folder: Folder) -> None:
    faults(folder, *WHOLE)
    knowledge = folder.load()
    scheme = knowledge.schemes["linshi.table"]
    for facts in combinations(scheme, knowledge, {"scheme", "status"}):
        first = next(n for n, row in enumerate(scheme.steps[0].rows) if fits(row.when, facts))
        assert rows_for(scheme.steps[0], facts) == [first]


def test_the_shipped_form_of_the_small_folder_has_tables_without_fault(folder: Folder) -> None:
    from assistant.policy.load import load_with_faults

    _, found = load_with_faults(folder.path, lambda k, s: list(table_faults(k, s)))
    assert found == []
