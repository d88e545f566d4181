"""Numbers as a calculation writes them. Standard library only."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_SUFFIX = {"yuan": "元", "days": "天", "months": "个月", "years": "年", "points": "个百分点"}
_LARGE = Decimal(100_000)
_BEYOND_WRITING = Decimal(10) ** 18


def quantity(value: Decimal) -> str:
    """The number without trailing zeros and without an exponent, at most four decimals."""
    if abs(value) >= _BEYOND_WRITING:
        return f"{value:.3E}"
    value = value.quantize(Decimal("0.0001"), ROUND_HALF_UP) if value.as_tuple().exponent else value
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_day(day: date) -> str:
    """The day as it is said: 2022年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def write_value(value: Decimal, unit: str, measure: str = "") -> str:
    """The value with its unit; sums from a hundred thousand yuan on also in 万元; a day's number as day or month."""
    if unit == "date":
        return write_day(date.fromordinal(int(value))) if value >= 1 else "没有说"
    if unit == "month":
        day = date.fromordinal(max(int(value), 1))
        return f"{day.year}年{day.month}月"
    if unit in ("fraction", "points"):
        number = quantity((value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP))
        return f"{number}%" if unit == "fraction" else f"{number}个百分点"
    if unit == "yuan":
        number = quantity(value.quantize(Decimal("0.01"), ROUND_HALF_UP))
        if abs(value) >= _LARGE:
            return f"{number}元({quantity((value / 10000).quantize(Decimal('0.0001'), ROUND_HALF_UP))}万元)"
        return f"{number}元"
    number = quantity(value.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return f"{number}{measure or _SUFFIX.get(unit, '')}"
