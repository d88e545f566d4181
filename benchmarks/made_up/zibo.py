"""Zibo's matters, worked out from the briefing of 2022-09-06."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from benchmarks.made_up.matter import Facts, Follow, Matter, Slot, Told
from benchmarks.made_up.speech import drawn_sum, money

_DAY = date(2022, 9, 6)
_RATES = {"在职": Decimal("0.7"), "退休": Decimal("0.8"), "居民": Decimal("0.55")}
_DEDUCTIBLES = {"在职": 1000, "退休": 1000, "居民": 500}


def _who(chance: Random, value: str) -> str:
    return chance.choice(
        {
            "在职": ("我是在职职工", "职工医保，还没退休", "俺上着班呢，交的职工医保"),
            "退休": ("我是退休职工", "职工医保退休的", "俺是职工医保，已经退休了"),
            "居民": ("我是居民医保", "俺交的是居民医保", "城乡居民医保的"),
        }[value]
    )


def _who_else(chance: Random, value: str) -> str:
    return chance.choice(
        {"在职": ("在职的职工", "在职职工"), "退休": ("退休的职工", "退休职工"), "居民": ("居民医保的", "居民医保")}[
            value
        ]
    )


def _chronic(facts: Facts) -> Told:
    left = max(Decimal(_DEDUCTIBLES[facts["who"]] - (facts["met"] or 0)), Decimal(0))
    return [max(facts["cost"] - left, Decimal(0)) * _RATES[facts["who"]]]


def _one_more_bill(chance: Random, facts: Facts) -> Follow:
    more = drawn_sum(chance, 100, 3000, 50)
    told = _chronic({**facts, "cost": facts["cost"] + more})[0]
    before = _chronic(facts)[0]
    assert isinstance(told, Decimal) and isinstance(before, Decimal)
    return Follow(f"后来又花了{money(chance, more)}，这一笔能报多少？", [told - before])


_COST = Slot(
    lambda chance: drawn_sum(chance, 600, 9000, 50, cents=True),
    lambda chance, value: chance.choice(("花了{}", "一共花了{}", "费用是{}")).format(money(chance, value)),
    lambda chance, value: chance.choice(("花了{}", "费用是{}")).format(money(chance, value)),
)

MATTERS = (
    Matter(
        "zibo.chronic",
        "zibo",
        _DAY,
        {
            "who": Slot(lambda chance: chance.choice(tuple(_RATES)), _who, _who_else),
            "cost": _COST,
            "met": Slot(
                lambda chance: chance.choice((None, None, 100, 200, 300, 400)),
                lambda chance, value: f"起付线今年已经扣过{money(chance, value)}",
                lambda chance, value: f"起付线已经扣过{money(chance, value)}",
            ),
        },
        ("门诊慢特病能报多少？", "看门诊慢特病能报多少钱？", "慢特病医保给报多少？", "慢特病报销多少钱啊？"),
        _chronic,
        follows=(_one_more_bill,),
    ),
)
