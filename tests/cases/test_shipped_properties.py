"""What holds for every bill in the shipped calculators that split bills between the fund and the insured."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calculator import Bill, Scheme, Settlement, solve
from assistant.calculator.expression import parse
from assistant.calculator.scheme import ReadFigure
from assistant.policy.figures import Figures
from assistant.policy.load import load
from assistant.policy.schemes import build_scheme, reader

DAY = date(2022, 11, 20)
BILL = st.integers(1, 10_000_000).map(lambda fen: Decimal(fen) / 100)
BILLS = st.lists(BILL, min_size=1, max_size=5)
EMPLOYEE = {"scheme": "employee", "status": "working", "level": "primary"}
# Calculator, facts, the fact that holds the bills, and the most that the fund pays (None: none is stated).
SPLITS = [
    pytest.param("jiangmen.outpatient", EMPLOYEE, "cost", Decimal(80), id="level 1: 80 a month"),
    pytest.param(
        "jiangmen.outpatient",
        {**EMPLOYEE, "status": "retired", "level": "tertiary"},
        "cost",
        Decimal(70),
        id="level 3, retired: 70 a month",
    ),
    pytest.param("jiangmen.outpatient", {"scheme": "resident", "level": "primary"}, "cost", None, id="residents"),
    pytest.param(
        "rongcheng.aid.amount",
        {"group": "minimum_living", "care": "inpatient"},
        "own",
        Decimal(50000),
        id="assistance: 50000 a year",
    ),
    pytest.param(
        "rongcheng.aid.amount",
        {"group": "other_poor", "care": "inpatient"},
        "own",
        Decimal(50000),
        id="assistance, other poor: 50000 a year",
    ),
    pytest.param("zibo.chronic", {"scheme": "employee", "status": "retired"}, "cost", None, id="chronic, retired"),
    pytest.param("zibo.chronic", {"scheme": "resident"}, "cost", None, id="chronic, residents"),
]
some = settings(max_examples=25, deadline=None)


@cache
def parts(id_: str) -> tuple[Scheme, ReadFigure]:
    knowledge = load(Path(__file__).parents[2] / "knowledge")
    return build_scheme(knowledge.schemes[id_], knowledge), reader(Figures(knowledge))


def settle(id_: str, facts: dict[str, str], name: str, bills: list[Decimal]) -> Settlement:
    scheme, read = parts(id_)
    found = solve(scheme, {**facts, name: tuple(Bill(amount) for amount in bills)}, read, DAY)
    assert isinstance(found, Settlement), found
    return found


def again(shown: str) -> Decimal:
    """The amount of a formula as it is shown, worked out anew."""
    text = re.sub(r"([\d.]+)%", r"(\1/100)", shown).replace("×", "*").replace("÷", "/")
    text = text.replace("取较小", "min").replace("取较大", "max")
    return parse(text).number({}).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(("scheme", "facts", "name", "cap"), SPLITS)
@some
@given(bills=BILLS)
def test_the_parts_add_up_are_not_negative_and_keep_to_the_cap(
    scheme: str, facts: dict[str, str], name: str, cap: Decimal | None, bills: list[Decimal]
) -> None:
    amounts = settle(scheme, facts, name, bills).amounts
    assert amounts["fund_pays"] + amounts["self_pays"] == sum(bills)
    assert min(amounts.values()) >= 0
    assert cap is None or amounts["fund_pays"] <= cap


@pytest.mark.parametrize(("scheme", "facts", "name", "cap"), SPLITS)
@some
@given(bill=BILL, more=BILL)
def test_a_larger_bill_never_pays_less(
    scheme: str, facts: dict[str, str], name: str, cap: Decimal | None, bill: Decimal, more: Decimal
) -> None:
    smaller, larger = (settle(scheme, facts, name, [amount]).amounts for amount in (bill, bill + more))
    assert larger["fund_pays"] >= smaller["fund_pays"]
    assert larger["self_pays"] >= smaller["self_pays"]


@pytest.mark.parametrize(("scheme", "facts", "name", "cap"), SPLITS)
@some
@given(bills=BILLS)
def test_each_step_shown_gives_its_amount_again(
    scheme: str, facts: dict[str, str], name: str, cap: Decimal | None, bills: list[Decimal]
) -> None:
    for step in settle(scheme, facts, name, bills).steps:
        assert again(step.expression) == step.value, step


@pytest.mark.parametrize(("scheme", "facts", "name", "cap"), SPLITS[:3])
@some
@given(bills=BILLS, order=st.randoms(use_true_random=False))
def test_the_order_of_the_visits_of_a_month_changes_nothing(
    scheme: str, facts: dict[str, str], name: str, cap: Decimal | None, bills: list[Decimal], order: object
) -> None:
    turned = list(bills)
    order.shuffle(turned)  # type: ignore[attr-defined]
    assert settle(scheme, facts, name, bills).amounts == settle(scheme, facts, name, turned).amounts
