"""The formula language: values, what it refuses, and how a formula is shown. All figures are invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.calculator.expression import Expression, ExpressionError, Value, parse

VALUES: dict[str, Value] = {
    "cost": Decimal("200"),
    "rate": Decimal("0.75"),
    "cap": Decimal("80"),
    "none": Decimal(0),
    "city.rate": Decimal("0.6"),
    "kind": "primary",
    "yes": True,
}
WORDS = {"cost": "200", "rate": "75%", "cap": "80", "none": "0", "city.rate": "60%"}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        pytest.param("cost * rate", "150", id="200 x 0.75"),
        pytest.param("cost + cap * rate", "260", id="products bind tighter: 200 + 60"),
        pytest.param("(cost + cap) * rate", "210", id="parentheses first: 280 x 0.75"),
        pytest.param("cost - cap - cap", "40", id="subtraction from the left: 120 - 80"),
        pytest.param("cost / cap", "2.5", id="a quotient"),
        pytest.param("-cost + cap", "-120", id="a negative number"),
        pytest.param("min(cost, cap, 90)", "80", id="the smallest of three"),
        pytest.param("max(cap - cost, 0)", "0", id="not below nothing: 80 - 200 < 0"),
        pytest.param("floor(cost / 3)", "66", id="66.67 down"),
        pytest.param("ceil(cost / 3)", "67", id="66.67 up"),
        pytest.param("cost * city.rate", "120", id="a dotted name"),
        pytest.param("choose(cost > cap, cap, cost)", "80", id="the first if the condition holds"),
        pytest.param("choose(cost < cap, cap, cost)", "200", id="the second if it does not"),
        pytest.param("choose(kind == 'primary' and not cost < cap, 1, 2)", "1", id="words and conditions joined"),
        pytest.param("choose(kind != 'primary' or cost <= cap, 1, 2)", "2", id="neither holds"),
        pytest.param("choose(none == 0, cap, cost / none)", "80", id="the side not taken is not calculated"),
        pytest.param("0.1 + 0.2", "0.3", id="decimals, not binary fractions"),
    ],
)
def test_a_formula_has_its_exact_value(formula: str, value: str) -> None:
    assert parse(formula).number(VALUES) == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    [
        pytest.param("cost / none", id="division by zero"),
        pytest.param("cost * unknown", id="unknown name"),
        pytest.param("cost * city.unknown", id="unknown dotted name"),
        pytest.param("kind * 2", id="a word is no number"),
        pytest.param("kind < 2", id="a word can't be compared with a number"),
        pytest.param("round(cost)", id="unknown function"),
        pytest.param("choose(yes, cost)", id="too few values"),
        pytest.param("floor(cost, cap)", id="too many values"),
        pytest.param("min()", id="nothing to choose from"),
        pytest.param("cost ** 2", id="an operator that is not in the language"),
        pytest.param("[cost]", id="a list"),
        pytest.param("0 < cost < 300", id="a chain of comparisons"),
        pytest.param("None", id="a constant that is no number"),
        pytest.param("__import__('os')", id="a call into Python"),
        pytest.param("cost.real.__class__", id="an attribute of a value"),
        pytest.param("lambda: 1", id="a function"),
    ],
)
def test_what_a_formula_cannot_do_is_refused(formula: str) -> None:
    with pytest.raises(ExpressionError):
        parse(formula).number(VALUES)


@pytest.mark.parametrize("text", ["", "cost *", "cost = 2", "1; 2", "(" * 500, "cost\x00"])
def test_what_is_no_formula_is_refused_when_it_is_read(text: str) -> None:
    with pytest.raises(ExpressionError):
        Expression(text)


def test_a_condition_is_no_number_and_a_number_no_condition() -> None:
    with pytest.raises(ExpressionError):
        parse("cost > cap").number(VALUES)
    with pytest.raises(ExpressionError):
        parse("cost").holds(VALUES)
    assert parse("cost > cap").holds(VALUES)


def test_the_names_of_a_formula_are_known_whole_and_without_its_functions() -> None:
    assert parse("choose(a.b > 1, min(c, d), -e) / a.b").names == {"a.b", "c", "d", "e"}


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("cost * rate", "200 × 75%"),
        ("cost - (cap - none)", "200 - (80 - 0)"),
        ("cost - cap - none", "200 - 80 - 0"),
        ("(cost + cap) * rate", "(200 + 80) × 75%"),
        ("cost / (cap * rate)", "200 ÷ (80 × 75%)"),
        ("cost * city.rate", "200 × 60%"),
        ("min(cost * rate, cap)", "取较小(200 × 75%, 80)"),
        ("max(cost, cap)", "取较大(200, 80)"),
        ("floor(cost / 3)", "向下取整(200 ÷ 3)"),
        ("choose(cost > cap, cap, cost)", "80"),
        ("cost * -cap", "200 × (-80)"),
    ],
)
def test_a_formula_is_shown_in_the_words_of_its_names(formula: str, shown: str) -> None:
    assert parse(formula).shown(WORDS, VALUES) == shown


def test_not_below_nothing_is_only_left_out_where_it_changes_nothing() -> None:
    assert parse("max(cost - cap, 0)").shown(WORDS, VALUES) == "200 - 80"
    # 80 - 200 is negative: without the 0 the formula shown would give another amount.
    assert parse("max(cap - cost, 0)").shown(WORDS, VALUES) == "取较大(80 - 200, 0)"


def test_a_formula_is_parsed_once() -> None:
    assert parse("cost * rate") is parse("cost * rate")


@pytest.mark.parametrize(
    ("first", "days", "later"),
    [
        pytest.param("2024-05-06", 3, "2024-05-09", id="Monday to Thursday"),
        pytest.param("2024-05-08", 3, "2024-05-13", id="over a weekend"),
        pytest.param("2024-05-11", 1, "2024-05-13", id="from Saturday on, Monday is the first"),
        pytest.param("2024-05-11", 5, "2024-05-17", id="a whole week from Saturday on"),
        pytest.param("2024-05-10", 5, "2024-05-17", id="a whole week"),
        pytest.param("2024-05-06", 12, "2024-05-22", id="two weeks and two days"),
        pytest.param("2024-05-06", 0, "2024-05-06", id="none later"),
    ],
)
def test_a_day_so_many_working_days_later(first: str, days: int, later: str) -> None:
    values: dict[str, Value] = {"first": Decimal(date.fromisoformat(first).toordinal()), "days": Decimal(days)}
    assert parse("workdays_later(first, days)").number(values) == date.fromisoformat(later).toordinal()
    if days:
        assert parse("workdays(first, workdays_later(first, days))").number(values) == days
