"""By how many points the share that a calculation found misses or passes the target rate that it goes by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assistant.calculator.scheme import Settlement, StepKind
from assistant.calculator.wording import write_value
from assistant.dialogue.calculating.calculator import Calculator
from assistant.policy.figures import Figures
from assistant.policy.model import Statement, Unit


def points_off(calculator: Calculator, settled: Settlement, figures: Figures, day: date) -> str:
    """The sentence for it; empty where a calculation has no one share that was reached, or no one target."""
    if calculator.shape.statement is not Statement.PLAN:
        return ""
    shares = {step.label: value for step in calculator.scheme.steps
              if step.kind is StepKind.LOOKUP and step.unit == "fraction" and not step.aside
              and isinstance(value := settled.values.get(step.id), Decimal) and value > 0}
    targets = _rates(calculator.shape.figures, figures, day)
    if len(shares) != 1 or len(targets) != 1:
        return ""
    (label, share), target = shares.popitem(), targets[0]
    named = f"{label}约{write_value(share, 'fraction')}"
    if share == target:
        return f"{named},正好是目标{write_value(target, 'fraction')}。"
    off = write_value(abs(target - share), "points")
    return f"{named},比目标{write_value(target, 'fraction')}{'低' if share < target else '高'}约{off}。"


def _rates(named: Mapping[str, str], figures: Figures, day: date) -> list[Decimal]:
    """The rates among the figures of a scheme that have one value."""
    found = [figures.on(id_, day) for id_ in dict.fromkeys(named.values())]
    return [Decimal(one.values[0].value) for one in found if one.figure.unit is Unit.FRACTION and len(one.values) == 1]
