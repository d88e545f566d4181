"""Whether the facts of a caller can be: in range, whole, to the fen, one of the choices. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from assistant.calculator.scheme import Fact, FactKind, FactValue, Invalid, Scheme
from assistant.calculator.wording import quantity, write_day

MOST_MONEY = Decimal(10) ** 11
FIRST_YEAR, LAST_YEAR = 1990, 2099
"""Days outside of these years are slips of the tongue or of the keyboard."""


def first_invalid(scheme: Scheme, facts: Mapping[str, FactValue]) -> Invalid | None:
    """The first fact with an impossible value, and what is accepted instead; None if all are possible."""
    for fact in scheme.facts:
        message = impossible(fact, facts[fact.id]) if fact.id in facts else None
        if message:
            return Invalid(fact, message)
    return None


def impossible(fact: Fact, value: FactValue) -> str | None:
    """Why the fact can't have this value and what is accepted (Chinese), None if it can."""
    for message in (*_number_messages(fact, value), *_day_messages(fact, value)):
        return message
    if fact.kind is FactKind.CHOICE and isinstance(value, str) and value not in dict(fact.choices):
        return f"{fact.label}只能是:{'、'.join(label for _, label in fact.choices)}"
    return None


def _number_messages(fact: Fact, value: FactValue | None) -> Iterator[str]:
    numbers = [value] if isinstance(value, Decimal) else []
    if isinstance(value, tuple):
        numbers = [bill.amount for bill in value]
    for number in numbers:
        message = _number_message(fact, number)
        if message:
            yield message


def _number_message(fact: Fact, number: Decimal) -> str | None:
    least = fact.least if fact.least is not None else Decimal(0)
    most = fact.most if fact.most is not None else MOST_MONEY
    if not number.is_finite():
        return f"{fact.label}不是一个数,请再说一遍"
    if number < 0:
        return f"{fact.label}不能是负数({quantity(number)}),请再说一遍"
    if number == 0 and fact.default is None and least == 0:
        return f"{fact.label}是0,没有可以计算的,请再说一遍"
    if number < least or number > most:
        return f"{fact.label}应在{quantity(least)}到{quantity(most)}之间,收到的是{quantity(number)}"
    if fact.kind is FactKind.MONEY and number != number.quantize(Decimal("0.01")):
        return f"{fact.label}最多到分,收到的是{quantity(number)}"
    if fact.kind is FactKind.COUNT and number != number.to_integral_value():
        return f"{fact.label}应是整数,收到的是{quantity(number)}"
    return None


def _day_messages(fact: Fact, value: FactValue | None) -> Iterator[str]:
    days = [value] if isinstance(value, date) else []
    if isinstance(value, tuple):
        days = [bill.day for bill in value if bill.day]
    for day in days:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            told = fact.label if isinstance(value, date) else f"{fact.label}的日期"
            yield f"{told}应在{FIRST_YEAR}年到{LAST_YEAR}年之间,收到的是{write_day(day)}"
