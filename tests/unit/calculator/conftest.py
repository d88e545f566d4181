"""A calculator with invented figures: 75 % of a bill, at most 80 a month from 2024-07-01 (50 before)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.calculator.scheme import Carry, Fact, FactKind, ReadFigure, Reading, Row, Scheme, Step, StepKind

CHANGE = date(2024, 7, 1)
READINGS = {
    "rate.working": Reading(Decimal("0.75"), "75%"),
    "rate.retired": Reading(Decimal("0.80"), "80%"),
    "bonus": Reading(Decimal("0.05"), "5个百分点"),
    "needed": Reading(Decimal(3), "3个月"),
    "limit": Reading(Decimal(50000), "5万元", "50000"),
}


@pytest.fixture
def read() -> ReadFigure:
    def reading(id_: str, day: date) -> Reading | None:
        if id_ == "cap":
            return Reading(Decimal(80), "80元") if day >= CHANGE else Reading(Decimal(50), "50元")
        return READINGS.get(id_)

    return reading


@pytest.fixture
def visits() -> Scheme:
    """A share of each bill by status, all bills of a month together not above the cap."""
    return Scheme(
        id="visits",
        title="invented",
        facts=(
            Fact("status", FactKind.CHOICE, "身份", "在职还是退休", choices=(("working", "在职"), ("retired", "退休"))),
            Fact("cost", FactKind.MONEY, "费用", "花了多少", many=True),
            Fact("used", FactKind.MONEY, "已报", "报了多少", default="0", assumed="按还没有报过计算"),
        ),
        figures={"cap": "cap"},
        steps=(
            Step(
                "rate",
                StepKind.LOOKUP,
                "比例",
                unit="fraction",
                rows=(
                    Row({"status": ("working",)}, "rate.working", None),
                    Row({"status": ("retired",)}, "rate.retired", None),
                ),
            ),
            Step("by_rate", StepKind.FORMULA, "按比例", expression="cost * rate"),
            Step("fund", StepKind.FORMULA, "医保支付", expression="min(by_rate, max(cap - used, 0))"),
            Step("own", StepKind.FORMULA, "自己付", expression="cost - fund"),
        ),
        results={"fund_pays": "fund", "self_pays": "own"},
        carry=Carry("fund", "used", "month"),
    )


@pytest.fixture
def yearly(visits: Scheme) -> Scheme:
    return replace(visits, carry=Carry("fund", "used", "year"))


@pytest.fixture
def single() -> Callable[..., Scheme]:
    """A scheme of one quantity `x` and one formula."""

    def build(
        expression: str, unit: str = "yuan", rounding: str = "half_up", kind: FactKind = FactKind.MONEY, **fact: object
    ) -> Scheme:
        return Scheme(
            id="single",
            title="invented",
            facts=(Fact("x", kind, "金额", "多少", **fact),),  # type: ignore[arg-type]
            figures={"rate": "rate.working", "bonus": "bonus", "limit": "limit", "unknown": "not.stated"},
            steps=(Step("y", StepKind.FORMULA, "结果", expression=expression, unit=unit, rounding=rounding),),
            results={"y": "y"},
        )

    return build
