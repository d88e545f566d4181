"""Several results told together: persons, alternatives and what-ifs side by side, with sums and differences.

Words only what was calculated elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.calculator.scheme import Scheme, Step
from assistant.calculator.wording import quantity, write_value
from assistant.dialogue.reply import ReplyKind, StepShown


@dataclass
class Told:
    """What a calculation says: the kind of reply, its sentences, steps, amounts and options."""

    kind: ReplyKind
    short: str
    details: list[str] = field(default_factory=list)
    steps: list[StepShown] = field(default_factory=list)
    amounts: dict[str, str] = field(default_factory=dict)
    options: list[tuple[str, str]] = field(default_factory=list)
    asked: str | None = None
    lacks_quantity: bool = False


def side_by_side(scheme: Scheme, labels: Sequence[str], told: Sequence[Told]) -> Told:
    """One result out of several, each under its label; the question that is open, if one of them is not settled."""
    unsettled = next((t for t in told if t.kind is ReplyKind.CLARIFY), None)
    if unsettled:
        return unsettled
    sentences = [f"{label}:{t.short.rstrip('。')}" for label, t in zip(labels, told, strict=True)]
    result = Told(ReplyKind.CALCULATION, "。".join(sentences) + "。")
    if all(t.kind is ReplyKind.REFUSE for t in told):
        result.kind = ReplyKind.REFUSE
    result.details += _together(scheme, told)
    for label, part in zip(labels, told, strict=True):
        result.details += [f"{label},{line}" for line in part.details if "=" in line]
        result.details += [line for line in part.details if "=" not in line and line not in result.details]
        result.steps += [StepShown(f"{label},{s.label}", s.expression, s.amount, s.citation) for s in part.steps]
        result.amounts.update({f"{label}.{name}": amount for name, amount in part.amounts.items()})
    return result


def for_each(scheme: Scheme, people: int, told: Told) -> None:
    """Add to what was told of one person what it comes to for several with the same facts."""
    sums = []
    for name, amount in list(told.amounts.items()):
        step = _step(scheme, name)
        total = Decimal(amount) * people
        written = write_value(total, step.unit, step.measure)
        sums.append(f"{step.label}{people} × {quantity(Decimal(amount))} = {written}")
        told.amounts[f"{people}人合计.{name}"] = f"{total:.2f}"
    told.short = f"每人{told.short.rstrip('。')}。"
    told.details.insert(0, f"{people}人合计:{';'.join(sums)}。")


def _together(scheme: Scheme, told: Sequence[Told]) -> list[str]:
    """The sum of each result and, of two, the difference."""
    lines = []
    for name in scheme.results:
        amounts = [Decimal(t.amounts[name]) for t in told if name in t.amounts]
        if len(amounts) != len(told):
            continue
        step = _step(scheme, name)
        total = " + ".join(quantity(amount) for amount in amounts)
        text = f"{step.label}合计:{total} = {write_value(sum(amounts, Decimal(0)), step.unit, step.measure)}"
        if len(amounts) == 2:
            high, low = max(amounts), min(amounts)
            text += f";相差{write_value(high - low, step.unit, step.measure)}"
        lines.append(f"{text}。")
    return lines


def _step(scheme: Scheme, result: str) -> Step:
    return next(step for step in scheme.steps if step.id == scheme.results[result])
