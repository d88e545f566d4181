"""A calculator's form as a record keeps it: the day and the facts, every kind of fact told apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.calculator.scheme import Bill, FactValue


def filled_of(facts: Mapping[str, FactValue], day: date) -> dict[str, Any]:
    """The form as plain data for JSON."""
    return {"day": day.isoformat(), "facts": {name: _plain(value) for name, value in facts.items()}}


def form_of(filled: Mapping[str, Any]) -> tuple[dict[str, FactValue], date]:
    """The facts and the day out of what `filled_of` gave; raises KeyError, TypeError, ValueError for anything else."""
    return {name: _value(told) for name, told in filled["facts"].items()}, date.fromisoformat(filled["day"])


def _plain(value: FactValue) -> dict[str, Any]:
    if isinstance(value, str):
        return {"choice": value}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"bills": [[str(bill.amount), bill.day.isoformat() if bill.day else None, bill.words] for bill in value]}


def _value(told: Mapping[str, Any]) -> FactValue:
    ((kind, value),) = told.items()
    if kind == "choice":
        return str(value)
    if kind == "number":
        return Decimal(value)
    if kind == "day":
        return date.fromisoformat(value)
    return tuple(
        Bill(Decimal(amount), date.fromisoformat(day) if day else None, words) for amount, day, words in value
    )
