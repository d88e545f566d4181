"""Several results told together: persons, alternatives and what-ifs side by side, with sums and differences.

Words only what was calculated elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from assistant.calculator.scheme import Scheme, Settlement, Step
from assistant.calculator.wording import quantity, write_value
from assistant.dialogue.reply import ReplyKind, StepShown

# How the steps of each of several bills begin, and those of the first.
_BILL, _FIRST = re.compile(r"^第\d+笔[::]"), "第1笔"


@dataclass
class Told:
    """What a calculation says: the kind of reply, its sentences, steps, amounts and options.

    `yields` are the numbers that other calculators know by it (fact → number).
    """

    kind: ReplyKind
    short: str
    details: list[str] = field(default_factory=list)
    steps: list[StepShown] = field(default_factory=list)
    amounts: dict[str, str] = field(default_factory=dict)
    otherwise: dict[str, str] = field(default_factory=dict)
    options: list[tuple[str, str]] = field(default_factory=list)
    asked: str | None = None
    lacks_quantity: bool = False
    unclear: bool = False
    yields: dict[str, Decimal] = field(default_factory=dict)


def side_by_side(scheme: Scheme, labels: Sequence[str], told: Sequence[Told], *, supposed: bool = False,
                 sum_first: bool = False, difference_first: bool = False, sums: bool = True,
                 differences: bool = True, months: int = 0, years: int = 0, lead: str = "") -> Told:
    """One result out of several, each under its label; the question that is open, if one of them is not settled.

    With `sum_first` what the results come to together is told before each of them, with `difference_first` by how
    much two of them differ; without `sums` or `differences` these aren't told. Where the others are only `supposed`
    instead of the first, each one's difference from it is told and nothing is added up. The difference is told for so
    many `months`, or `years`, too, if it is the same in each of them.
    """
    unsettled = [(label, t) for label, t in zip(labels, told, strict=True) if t.kind is ReplyKind.CLARIFY]
    if unsettled:
        first = unsettled[0][1]
        if len(unsettled) > 1:  # whose result is it, for each answer
            first.details = [f"{label},{line}" for label, part in unsettled for line in part.details]
        return first
    sentences = [f"{label}:{t.short.rstrip('。')}" for label, t in zip(labels, told, strict=True)]
    result = Told(ReplyKind.CALCULATION, "。".join(sentences) + "。")
    if all(t.kind is ReplyKind.REFUSE for t in told):
        result.kind = ReplyKind.REFUSE
    together = [] if supposed else _together(scheme, told, (months, "个月") if months else (years, "年"), lead)
    if sum_first and together:
        result.short = f"{together[0].added}。{result.short}"
    elif difference_first and together and together[0].apart:
        result.short = f"{together[0].apart}。{result.short}"
    lines = [one.told(sums=sums, differences=differences) for one in together]
    result.details += _differences(scheme, labels, told) if supposed else [line for line in lines if line]
    for label, part in zip(labels, told, strict=True):
        result.details += [f"{label},{line}" for line in part.details if "=" in line]
        result.details += [line for line in part.details if "=" not in line and line not in result.details]
        result.steps += [StepShown(f"{label},{s.label}", s.expression, s.amount, s.citation) for s in part.steps]
        result.amounts.update({f"{label}.{name}": amount for name, amount in part.amounts.items()})
        for name in part.amounts if supposed and part is not told[0] else ():
            if name in told[0].amounts:
                result.amounts[f"{label}.{name}.difference"] = f"{_difference(told[0], part, name):.2f}"
    return result


def in_common(told: Sequence[Told]) -> Told:
    """What is told whichever of the cases holds, where they come to the same result."""
    first = told[0]
    first.details = [line for line in first.details if all(line in other.details for other in told)]
    first.steps = [step for step in first.steps if all(step in other.steps for other in told)]
    return first


def for_each(scheme: Scheme, number: int, told: Told, of: str = "人") -> None:
    """Add to what was told of one person, or one month (`of`), what it comes to for several with the same facts."""
    sums = []
    for name, amount in list(told.amounts.items()):
        step = _step(scheme, name)
        total = Decimal(amount) * number
        written = write_value(total, step.unit, step.measure)
        sums.append(f"{step.label}{number} × {quantity(Decimal(amount))} = {written}")
        told.amounts[f"{number}{of}合计.{name}"] = f"{total:.2f}"
    told.short = f"每{of.removeprefix('个')}{told.short.rstrip('。')};{number}{of}合计{';'.join(sums)}。"


def added(scheme: Scheme, before: Told, told: Told, *, sum_first: bool) -> None:
    """Add to what was told of all bills what the new one adds to those `before`; with `sum_first` behind the sums."""
    parts = []
    for name in scheme.results:
        if name in before.amounts and name in told.amounts and not before.otherwise:
            step = _step(scheme, name, told)
            parts.append(f"{step.label}{write_value(_difference(before, told, name), step.unit, step.measure)}")
    if parts and sum_first:
        told.short = f"{told.short.rstrip('。')};其中这一笔:{'、'.join(parts)}。"
    elif parts:
        told.short = f"这一笔:{'、'.join(parts)}。连前面的一共:{told.short}"


def last_alone(scheme: Scheme, before: Told, told: Told) -> Told:
    """What was told of all bills without what the ones `before` come to: the last one by itself, behind them."""
    if told.kind is not ReplyKind.CALCULATION or before.kind is not ReplyKind.CALCULATION:
        return told
    parts = []
    for name in [name for name in scheme.results if name in before.amounts and name in told.amounts]:
        own, step = _difference(before, told, name), _step(scheme, name, told)
        told.amounts[name] = f"{own:.2f}"
        parts.append(f"{step.label}{write_value(own, step.unit, step.measure)}")
    told.short, told.otherwise = f"{'、'.join(parts)}。", {}
    told.details = [_BILL.sub("", line) for line in told.details
                    if line not in before.details and not line.startswith(_FIRST)]
    told.steps = [replace(step, label=_BILL.sub("", step.label)) for step in told.steps
                  if not step.label.startswith(_FIRST)]
    return told


def own_rule(scheme: Scheme, told: Told, outcome: Settlement, named: str, *, earlier: bool) -> str:
    """The sentence that tells what the results come to by the caller's own rate or price, and how far off that is."""
    parts = []
    for name, amount in outcome.amounts.items():
        if name in told.amounts:
            step = _step(scheme, name, told)
            apart = write_value(abs(amount - Decimal(told.amounts[name])), step.unit, step.measure)
            parts.append(f"{step.label}{write_value(amount, step.unit, step.measure)},相差{apart}")
    return f"按您{'说的原来' if earlier else '假设的'}{named}算:{';'.join(parts)}。"


class _Together(NamedTuple):
    """What several amounts of one result come to, and by how much two of them differ (empty: not two)."""

    name: str
    added: str
    apart: str

    def told(self, *, sums: bool, differences: bool) -> str:
        """Both in one sentence, or the one that is wanted."""
        if sums and differences and self.apart:
            return f"{self.added};{self.apart.removeprefix(self.name)}。"
        wanted = self.apart if differences and self.apart else self.added if sums else ""
        return f"{wanted}。" if wanted else ""


def _together(scheme: Scheme, told: Sequence[Told], over: tuple[int, str], lead: str) -> list[_Together]:
    """The sum of each result and, of two, the difference, and that of so many months, or years, if each is alike."""
    number, unit = over
    lines = []
    for name in sorted(scheme.results, key=lambda name: name != lead):
        amounts = [Decimal(t.amounts[name]) for t in told if name in t.amounts]
        if len(amounts) != len(told):
            continue
        step = _step(scheme, name, told[0])
        label = step.label.removeprefix("合计").removesuffix("合计")
        added, apart = f"{label}合计:{_sum(amounts, step)}", ""
        others = [Decimal(t.otherwise.get(name, t.amounts[name])) for t in told]
        if others != amounts:
            added += f"(按另一个数:{_sum(others, step)})"
        if len(amounts) == 2:
            apart = f"{label}相差{write_value(abs(amounts[0] - amounts[1]), step.unit, step.measure)}"
            if abs(others[0] - others[1]) != abs(amounts[0] - amounts[1]):
                apart += f"(按另一个数:相差{write_value(abs(others[0] - others[1]), step.unit, step.measure)})"
            if number:
                all_of_them = write_value(abs(amounts[0] - amounts[1]) * number, step.unit, step.measure)
                apart += f",每{unit}都这样的话{number}{unit}相差{all_of_them}"
        lines.append(_Together(label, added, apart))
    return lines


def _sum(amounts: Sequence[Decimal], step: Step) -> str:
    shown = " + ".join(quantity(amount) for amount in amounts)
    return f"{shown} = {write_value(sum(amounts, Decimal(0)), step.unit, step.measure)}"


def _difference(first: Told, other: Told, name: str) -> Decimal:
    return Decimal(other.amounts[name]) - Decimal(first.amounts[name])


def _differences(scheme: Scheme, labels: Sequence[str], told: Sequence[Told]) -> list[str]:
    """For each supposition, what every result has more or less than the first."""
    lines = []
    for label, other in zip(labels[1:], told[1:], strict=True):
        parts = []
        for name in scheme.results:
            if name not in told[0].amounts or name not in other.amounts:
                continue
            step, more = _step(scheme, name), _difference(told[0], other, name)
            before, after = (write_value(Decimal(t.amounts[name]), step.unit, step.measure) for t in (told[0], other))
            change = "不变" if more == 0 else f"{'多' if more > 0 else '少'}{_written_difference(more, step)}"
            parts.append(f"{step.label}{before} → {after},{change}")
        lines.append(f"{label}:{';'.join(parts) or '有一种情况算不出金额,没有差额'}。")
    return lines


def _written_difference(more: Decimal, step: Step) -> str:
    return write_value(abs(more), "days" if step.unit == "date" else step.unit, step.measure)


def _step(scheme: Scheme, result: str, told: Told | None = None) -> Step:
    """The step of a result; of several the one that was taken in what was told."""
    steps = [step for step in scheme.steps if step.id == scheme.results[result]]
    taken = {shown.label for shown in told.steps} if told else set()
    return next((step for step in steps if step.label in taken), steps[0])
