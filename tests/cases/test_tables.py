"""The shipped calculators against tables worked out by hand, and every figure they use against the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assistant.calculator import Bill, Lacking, Outcome, Scheme, Settlement, Unmet, solve
from assistant.calculator.expression import parse
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, DatedValue, SchemeShape, Unit
from assistant.policy.references import bare_id
from assistant.policy.schemes import build_scheme, reader
from tests.cases.tables import ROWS, Row


def run(row: Row, knowledge: Knowledge, figures: Figures, schemes: dict[str, Scheme] | None = None) -> Outcome:
    scheme = (schemes or {}).get(row.scheme) or build_scheme(knowledge.schemes[row.scheme], knowledge)
    return solve(scheme, row.facts, reader(figures, row.alternative), row.day)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_calculator_gives_what_was_worked_out_by_hand(row: Row, knowledge: Knowledge) -> None:
    found = run(row, knowledge, Figures(knowledge))
    if row.refused:
        assert isinstance(found, Unmet), found
        assert row.refused in found.reason
    else:
        assert isinstance(found, Settlement), found
        told = {**found.values, **found.amounts}
        assert {name: told[name] for name in row.amounts} == row.amounts


def test_every_calculator_of_the_knowledge_has_a_table(knowledge: Knowledge) -> None:
    assert set(knowledge.schemes) - {row.scheme for row in ROWS} == set()


def test_no_row_lacks_a_fact(knowledge: Knowledge) -> None:
    figures = Figures(knowledge)
    assert [row.id for row in ROWS if isinstance(run(row, knowledge, figures), Lacking)] == []


@pytest.mark.parametrize(
    ("scheme", "facts", "whole"),
    [
        ("jiangmen.outpatient", {"scheme": "employee", "status": "working", "level": "primary"}, "cost"),
        ("jiangmen.outpatient", {"scheme": "resident", "level": "primary"}, "cost"),
        ("rongcheng.aid.amount", {"group": "other_poor", "care": "inpatient"}, "own"),
        ("weihai.offsite.upfront", {"situation": "referral", "filing": "filed"}, "cost"),
    ],
)
def test_a_part_that_is_larger_than_the_whole_is_refused(
    scheme: str, facts: dict[str, str], whole: str, knowledge: Knowledge
) -> None:
    read = reader(Figures(knowledge))
    given = {**facts, whole: (Bill(Decimal(100)),), "outside": Decimal("100.01")}
    found = solve(build_scheme(knowledge.schemes[scheme], knowledge), given, read, date(2022, 12, 23))
    assert isinstance(found, Unmet) and found.known_rule


# Every figure matters


@dataclass(frozen=True)
class Change:
    """One value of one figure, and whether amounts rest on it (else only words do)."""

    figure: str
    value: int
    calculated: bool


def used(shape: SchemeShape) -> Iterator[tuple[str, bool]]:
    """The figures of a calculator, each with whether a formula or table calculates with it."""
    formulas = [s.expression for s in shape.steps] + [r.expression for s in shape.steps for r in s.rows]
    named = {name for formula in formulas if formula for name in parse(formula).names}
    for name, reference in shape.figures.items():
        yield bare_id(reference), name in named
    for step in shape.steps:
        yield from ((bare_id(row.figure), True) for row in step.rows if row.figure)


def changes(knowledge: Knowledge) -> list[Change]:
    """One change for each value of each figure that a calculator rests on, derived ones by their operands."""
    figures = Figures(knowledge)
    found: dict[tuple[str, int], bool] = {}
    waiting = [pair for shape in knowledge.schemes.values() for pair in used(shape)]
    while waiting:
        id_, calculated = waiting.pop()
        figure = figures.get(id_)
        waiting += [(bare_id(operand), calculated) for operand in figures.operands(figure)]
        for number in range(len(figure.values)):
            found[id_, number] = found.get((id_, number), False) or (calculated and figure.unit in NUMERIC_UNITS)
    return [Change(id_, number, calculated) for (id_, number), calculated in sorted(found.items())]


def changed(value: DatedValue, unit: Unit) -> DatedValue:
    """The value moved by a little: 1 in its last decimal or so, or the next day, month or year."""
    text = value.value
    if unit in NUMERIC_UNITS:
        step = Decimal("0.01") if unit in (Unit.FRACTION, Unit.POINTS) else Decimal(1)
        text = str(Decimal(text) + step)
    elif unit is Unit.DATE:
        text = (date.fromisoformat(text) - timedelta(days=1)).isoformat()
    elif unit is Unit.MONTH:
        text = f"{text[:5]}{int(text[5:]) % 12 + 1:02}"
    elif unit is Unit.YEAR:
        text = str(int(text) + 1)
    else:
        text += "改"
    return value.model_copy(update={"value": text})


def with_change(knowledge: Knowledge, change: Change) -> Knowledge:
    figure = knowledge.figures[change.figure]
    values = list(figure.values)
    values[change.value] = changed(values[change.value], figure.unit)
    moved = figure.model_copy(update={"values": tuple(values)})
    return knowledge.model_copy(update={"figures": {**knowledge.figures, figure.id: moved}})


def result(found: Outcome, with_words: bool) -> object:
    if isinstance(found, Settlement):
        steps = tuple((step.step, step.value) for step in found.steps)
        return dict(found.amounts), steps, dict(found.words) if with_words else None
    return found.reason if isinstance(found, Unmet) else repr(found)


def test_a_small_change_of_any_figure_changes_some_row(knowledge: Knowledge) -> None:
    schemes = {id_: build_scheme(shape, knowledge) for id_, shape in knowledge.schemes.items()}
    figures = Figures(knowledge)
    before = [run(row, knowledge, figures, schemes) for row in ROWS]
    unseen = []
    for change in changes(knowledge):
        after = Figures(with_change(knowledge, change))
        differs = any(
            result(run(row, knowledge, after, schemes), not change.calculated) != result(old, not change.calculated)
            for row, old in zip(ROWS, before, strict=True)
        )
        if not differs:
            unseen.append(change)
    assert unseen == []
