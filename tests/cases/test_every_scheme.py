"""What holds of every shipped calculator, whatever it calculates: no figure and no scheme is named here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calculator import Bill, Outcome, Scheme, Settlement, solve
from assistant.calculator.facts import lacking_facts
from assistant.calculator.scheme import Fact, FactKind, FactValue, ReadFigure
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import load
from assistant.policy.schemes import build_scheme, reader
from tests.cases.test_shipped_properties import again

some = settings(max_examples=10, deadline=None)
MONEY = st.integers(1, 9_000_000).map(lambda fen: Decimal(fen) / 100)
FEN = Decimal("0.03")
# Results that divide what was spent between those who pay.
DIVISIONS = (("fund_pays", "self_pays"), ("self_pays", "enters_reimbursement"), ("upfront", "enters"))


@cache
def knowledge() -> Knowledge:
    return load(Path(__file__).parents[2] / "knowledge")


@cache
def parts(id_: str) -> tuple[Scheme, ReadFigure, date]:
    shape = knowledge().schemes[id_]
    day = max(knowledge().documents[cite.document].issued for cite in shape.cites)
    return build_scheme(shape, knowledge()), reader(Figures(knowledge())), day


SCHEMES = sorted(knowledge().schemes)
# What they come to is what is left of something.
OF_WHAT_IS_LEFT = ("jiangmen.outpatient.room",)


@st.composite
def given_facts(draw: st.DrawFn, id_: str) -> dict[str, FactValue]:
    """Values for all conditions, and for the quantities that must be given."""
    scheme, _, day = parts(id_)
    facts: dict[str, FactValue] = {}
    for fact in scheme.facts:
        if fact.kind is FactKind.CHOICE:
            facts[fact.id] = draw(st.sampled_from([value for value, _ in fact.choices]))
        elif fact.default is None:
            facts[fact.id] = draw(quantities(fact, day))
    return facts


def quantities(fact: Fact, day: date) -> st.SearchStrategy[FactValue]:
    least, most = int(fact.least or 1), int(min(fact.most or 40, 40))
    if fact.kind is FactKind.DATE:
        return st.integers(-30, 300).map(lambda number: day + timedelta(number))
    if fact.kind is FactKind.FRACTION:
        return st.integers(20, 100).map(lambda number: Decimal(number) / 100)
    if fact.kind is not FactKind.MONEY:
        return st.integers(least, max(least, most)).map(Decimal)
    return st.lists(MONEY, min_size=1, max_size=3).map(bills) if fact.many else MONEY


def bills(amounts: list[Decimal]) -> tuple[Bill, ...]:
    return tuple(Bill(amount) for amount in amounts)


def run(id_: str, facts: Mapping[str, FactValue]) -> Outcome:
    scheme, read, day = parts(id_)
    return solve(scheme, facts, read, day)


def of_kind(id_: str, facts: Mapping[str, FactValue], *kinds: FactKind) -> list[str]:
    """The facts of these kinds that were given."""
    return [fact.id for fact in parts(id_)[0].facts if fact.id in facts and fact.kind in kinds]


@pytest.mark.parametrize("id_", SCHEMES)
@some
@given(data=st.data())
def test_all_conditions_and_quantities_given_nothing_is_lacking(id_: str, data: st.DataObject) -> None:
    assert lacking_facts(parts(id_)[0], data.draw(given_facts(id_))) == ()


@pytest.mark.parametrize("id_", SCHEMES)
@some
@given(data=st.data())
def test_no_result_is_negative_and_each_step_gives_its_amount_again(id_: str, data: st.DataObject) -> None:
    found = run(id_, data.draw(given_facts(id_)))
    if not isinstance(found, Settlement):
        return
    assert min(found.amounts.values()) >= 0
    in_yuan = [step for step in found.steps if step.words.endswith(("元", "万元)"))]
    assert [step for step in in_yuan if again(step.expression) != step.value] == []


@pytest.mark.parametrize("id_", SCHEMES)
@some
@given(data=st.data())
def test_what_is_divided_adds_up_to_what_was_spent(id_: str, data: st.DataObject) -> None:
    facts = data.draw(given_facts(id_))
    for fact in parts(id_)[0].facts:  # what is added on request (连孕检一起算) is paid beside the bill
        if fact.kind is FactKind.CHOICE and fact.default is not None:
            del facts[fact.id]
    found = run(id_, facts)
    spent = of_kind(id_, facts, FactKind.MONEY)
    pair = next((p for p in DIVISIONS if isinstance(found, Settlement) and set(p) <= set(found.amounts)), None)
    if pair is None or len(spent) != 1 or not isinstance(found, Settlement):
        return
    value = facts[spent[0]]
    whole = sum((bill.amount for bill in value), Decimal(0)) if isinstance(value, tuple) else value
    assert found.amounts[pair[0]] + found.amounts[pair[1]] == whole


@pytest.mark.parametrize("id_", [id_ for id_ in SCHEMES if id_ not in OF_WHAT_IS_LEFT])
@some
@given(data=st.data(), more=MONEY, heads=st.integers(1, 5))
def test_more_spent_or_more_people_never_gives_less(id_: str, data: st.DataObject, more: Decimal, heads: int) -> None:
    facts = data.draw(given_facts(id_))
    for name in of_kind(id_, facts, FactKind.MONEY, FactKind.COUNT):
        value = facts[name]
        larger: FactValue = value
        if isinstance(value, tuple):
            larger = (Bill(value[0].amount + more), *value[1:])
        elif isinstance(value, Decimal):
            money = parts(id_)[0].fact(name).kind is FactKind.MONEY
            larger = value + (more if money else heads)
        before, after = run(id_, facts), run(id_, {**facts, name: larger})
        if isinstance(before, Settlement) and isinstance(after, Settlement):
            assert [r for r in before.amounts if after.amounts[r] < before.amounts[r]] == []


@pytest.mark.parametrize("id_", [id_ for id_ in SCHEMES if any(f.many for f in parts(id_)[0].facts)])
@some
@given(data=st.data())
def test_the_order_of_amounts_of_one_day_changes_no_result(id_: str, data: st.DataObject) -> None:
    """Beyond the fen that each of the amounts is rounded to."""
    facts = data.draw(given_facts(id_))
    turned = {name: value[::-1] if isinstance(value, tuple) else value for name, value in facts.items()}
    before, after = run(id_, facts), run(id_, turned)
    if isinstance(before, Settlement):
        assert isinstance(after, Settlement)
        assert all(abs(after.amounts[name] - before.amounts[name]) <= FEN for name in before.amounts)
