"""What holds for every bill: parts add up, more never pays less, the cap holds, steps can be done again."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.calculator import Bill, Scheme, Settlement, solve
from assistant.calculator.expression import parse
from assistant.calculator.scheme import ReadFigure

DAY = date(2024, 11, 5)
CAP = Decimal(80)
FEN = Decimal("0.01")
amounts = st.integers(1, 50_000).map(lambda fen: Decimal(fen) / 100)
statuses = st.sampled_from(["working", "retired"])
month = st.lists(amounts, min_size=1, max_size=6)
dated = st.lists(st.tuples(amounts, st.dates(date(2024, 5, 1), date(2024, 9, 30))), min_size=1, max_size=6)
shared = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def settle(
    scheme: Scheme, read: ReadFigure, status: str, bills: tuple[Bill, ...], used: Decimal = Decimal(0)
) -> Settlement:
    found = solve(scheme, {"status": status, "cost": bills, "used": used}, read, DAY)
    assert isinstance(found, Settlement)
    return found


def again(shown: str) -> Decimal:
    """The amount of a formula as it is shown, worked out anew."""
    text = re.sub(r"([\d.]+)%", r"(\1/100)", shown).replace("×", "*").replace("÷", "/")
    text = text.replace("取较小", "min").replace("取较大", "max")
    return parse(text).number({}).quantize(FEN, ROUND_HALF_UP)


@shared
@given(status=statuses, visits_=dated)
def test_the_parts_add_up_to_the_bills_and_none_is_negative(
    visits: Scheme, read: ReadFigure, status: str, visits_: list[tuple[Decimal, date]]
) -> None:
    found = settle(visits, read, status, tuple(Bill(amount, day) for amount, day in visits_))
    fund, own = found.amounts["fund_pays"], found.amounts["self_pays"]
    assert fund + own == sum(amount for amount, _ in visits_)
    assert fund >= 0 and own >= 0


@shared
@given(status=statuses, bill=amounts, more=amounts, used=amounts)
def test_a_larger_bill_never_pays_less(
    visits: Scheme, read: ReadFigure, status: str, bill: Decimal, more: Decimal, used: Decimal
) -> None:
    smaller = settle(visits, read, status, (Bill(bill),), used).amounts
    larger = settle(visits, read, status, (Bill(bill + more),), used).amounts
    assert larger["fund_pays"] >= smaller["fund_pays"]
    assert larger["self_pays"] >= smaller["self_pays"]


@shared
@given(status=statuses, visits_=month, used=st.one_of(st.just(Decimal(0)), amounts))
def test_a_month_never_pays_more_than_its_cap(
    visits: Scheme, read: ReadFigure, status: str, visits_: list[Decimal], used: Decimal
) -> None:
    fund = settle(visits, read, status, tuple(Bill(a) for a in visits_), used).amounts["fund_pays"]
    assert fund <= max(CAP - used, 0)


@shared
@given(status=statuses, visits_=month, order=st.randoms(use_true_random=False))
def test_the_order_of_the_visits_of_a_month_changes_nothing(
    visits: Scheme, read: ReadFigure, status: str, visits_: list[Decimal], order: object
) -> None:
    turned = list(visits_)
    order.shuffle(turned)  # type: ignore[attr-defined]
    first = settle(visits, read, status, tuple(Bill(a) for a in visits_)).amounts
    assert settle(visits, read, status, tuple(Bill(a) for a in turned)).amounts == first


@shared
@given(status=statuses, visits_=month, used=st.one_of(st.just(Decimal(0)), amounts))
def test_each_step_shown_gives_its_amount_again(
    visits: Scheme, read: ReadFigure, status: str, visits_: list[Decimal], used: Decimal
) -> None:
    for step in settle(visits, read, status, tuple(Bill(a) for a in visits_), used).steps:
        assert again(step.expression) == step.value, step


@shared
@given(status=statuses, visits_=month)
def test_the_same_facts_give_the_same_result(
    visits: Scheme, read: ReadFigure, status: str, visits_: list[Decimal]
) -> None:
    bills = tuple(Bill(a) for a in visits_)
    assert settle(visits, read, status, bills) == settle(visits, read, status, bills)


@pytest.mark.parametrize(("shown", "amount"), [("200 × 75%", "150"), ("取较小(60, 取较大(80 - 90, 0))", "0")])
def test_the_reader_of_shown_formulas_reads_them_right(shown: str, amount: str) -> None:
    assert again(shown) == Decimal(amount)
