"""What is left of a limit after what was told to be used of it, where no bill is told that would use more.

Knows limits only as calculators have them: what one bill leaves for the next of its period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.calculator import explore
from assistant.calculator.scheme import Bill, Done, FactKind, FactValue, ReadFigure, Scheme, Settlement, StepKind
from assistant.dialogue.placed import Case

# The steps that tell what is left say so in their label.
_LEFT = re.compile(r"还能|还可|还剩|还差|剩余")
_NAME = re.compile(r"[a-z_]+")


def room_left(scheme: Scheme, case: Case, read: ReadFigure, day: date) -> Done | None:
    """The step that tells what is left after what a case says was used before.

    None if a bill is told, nothing used, or what is left depends on what isn't known.
    """
    carry = scheme.carry
    bill = next((f for f in scheme.facts if f.kind is FactKind.MONEY and f.many and f.default is None), None)
    if carry is None or bill is None or bill.id in case.facts or not case.facts.get(carry.into):
        return None
    facts: dict[str, FactValue] = {**case.facts, bill.id: (Bill(Decimal(0)),)}
    scheme = replace(scheme, facts=tuple(replace(f, default="0") if f is bill else f for f in scheme.facts))
    left = {s.label for s in scheme.steps if s.kind is StepKind.FORMULA and _LEFT.search(s.label)
            and carry.into in _NAME.findall(s.expression or "")}
    found = [list(_told(outcome, left)) for _, outcome in explore(scheme, facts, read, day)]
    steps = {step.words: step for told in found for step in told}
    return next(iter(steps.values())) if len(steps) == 1 and all(found) else None


def _told(outcome: object, labels: set[str]) -> Iterator[Done]:
    """The steps of a calculation that bear one of the labels."""
    if isinstance(outcome, Settlement):
        yield from (step for step in outcome.steps if step.label in labels)
