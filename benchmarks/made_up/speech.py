"""How callers say amounts, counts and the hinges between turns, drawn at random."""

from __future__ import annotations

from decimal import Decimal
from random import Random

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_COUNTED = {2: "两"}


def chinese(number: int) -> str:
    """A whole number from 0 to 99,999 in Chinese numerals, as it is spoken: 12 十二, 20500 两万零五百."""
    if number == 0:
        return _DIGITS[0]
    myriads, rest = divmod(number, 10_000)
    said = f"{_below_myriad(myriads)}万" if myriads else ""
    if said == "二万":
        said = "两万"
    if said and 0 < rest < 1000:
        said += _DIGITS[0]
    if rest:
        said += _below_myriad(rest)
    return said.removeprefix("一") if 10 <= number < 20 else said


def _below_myriad(number: int) -> str:
    said, gap = "", False
    for unit, name in (*_UNITS, (1, "")):
        digit, number = divmod(number, unit)
        if not digit:
            gap = bool(said)
            continue
        spoken = _COUNTED[2] if digit == 2 and unit > 10 else _DIGITS[digit]
        said += (_DIGITS[0] if gap else "") + spoken + name
        gap = False
    return said


def money(chance: Random, amount: Decimal | int) -> str:
    """An amount of yuan as callers say it; the value stays the same."""
    value = Decimal(amount)
    digits = f"{value.normalize():f}"
    forms = [f"{digits}块", f"{digits}元", f"{digits}块钱"]
    if value == value.to_integral_value() and value < 100_000:
        whole = int(value)
        forms += [f"{chinese(whole)}块", f"{chinese(whole)}元"]
        if whole >= 10_000 and whole % 1000 == 0:
            forms.append(f"{Decimal(whole) / 10_000:f}".rstrip("0").rstrip(".") + "万块")
    return chance.choice(forms)


def counted(chance: Random, number: int, unit: str) -> str:
    """A number of things with their classifier: 3个, 三个, 两个."""
    spoken = _COUNTED.get(number) or chinese(number)
    return chance.choice((f"{number}{unit}", f"{spoken}{unit}"))


def drawn_sum(chance: Random, low: int, high: int, step: int = 1, cents: bool = False) -> Decimal:
    """An amount between two bounds in whole steps, one in six with a broken part if `cents`."""
    value = Decimal(chance.randrange(low, high + 1, step))
    return value + Decimal(chance.randrange(10, 100)) / 100 if cents and chance.random() < 1 / 6 else value
