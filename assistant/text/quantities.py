"""What a quantity in an utterance is: its kind, its value, where it stands. Reads none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

# Callers may say amounts of any size (1e99); writing them must not fail.
_ANY_SIZE = Context(prec=200, rounding=ROUND_HALF_UP)


class QuantityKind(StrEnum):
    """What a number in an utterance is a number of."""

    MONEY = "money"
    PERCENT = "percent"  # a fraction: 三成 is 0.3
    POINTS = "points"  # percentage points, as a fraction: 十个百分点 is 0.1
    COUNT = "count"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    ORDINAL = "ordinal"
    NUMBER = "number"


SUMS = (QuantityKind.MONEY, QuantityKind.NUMBER)
"""The kinds that callers say sums of money in, with or without a unit."""


@dataclass(frozen=True)
class Quantity:
    """One quantity; `text[start:end]` is `words`, `measure` is the unit as said (empty for a bare number)."""

    kind: QuantityKind
    value: Decimal
    start: int
    end: int
    words: str
    measure: str = ""
    approximate: bool = False


def format_amount(value: Decimal) -> str:
    """Return the value in digits, with at most two decimals (half a fen goes up) and no trailing zeros."""
    rounded = f"{value.quantize(Decimal('0.01'), context=_ANY_SIZE):f}"
    shortened = rounded.rstrip("0").rstrip(".")
    return "0" if shortened == "-0" else shortened
