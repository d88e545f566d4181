"""A curated scheme as the calculator takes it, and figures as it reads them on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.calculator.scheme import Carry, Fact, FactKind, ReadFigure, Reading, Row, Scheme, Step, StepKind
from assistant.calculator.wording import quantity
from assistant.policy.figures import Figures, base_amount, write
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import FactShape, SchemeShape, StepShape, Unit


def build_scheme(shape: SchemeShape, knowledge: Knowledge) -> Scheme:
    """The calculator that a curator's scheme describes."""
    return Scheme(
        id=shape.id,
        title=shape.title,
        facts=tuple(_fact(fact, knowledge) for fact in shape.facts),
        figures=shape.figures,
        steps=tuple(_step(step) for step in shape.steps),
        results=shape.results,
        carry=Carry(shape.carry.step, shape.carry.into, shape.carry.per) if shape.carry else None,
    )


def _fact(shape: FactShape, knowledge: Knowledge) -> Fact:
    dimension = knowledge.dimensions.get(shape.dimension) if shape.dimension else None
    values = shape.values or (dimension.values if dimension else ())
    choices = tuple((v.id, v.label) for v in values if not shape.only or v.id in shape.only)
    return Fact(
        id=shape.id,
        kind=FactKind(shape.kind),
        label=shape.label or (dimension.label if dimension else shape.id),
        question=shape.question or (dimension.question if dimension else ""),
        choices=choices,
        default=shape.default,
        assumed=shape.assumed,
        many=shape.many,
        when=shape.when,
        least=shape.least,
        most=shape.most,
        derive=shape.derive,
        rules=shape.rules,
        vary=shape.vary,
    )


def _step(shape: StepShape) -> Step:
    return Step(
        id=shape.id,
        kind=StepKind(shape.kind),
        label=shape.label,
        when=shape.when,
        expression=shape.expression,
        rows=tuple(Row(row.when, row.figure, row.expression) for row in shape.rows),
        unit=shape.unit.value,
        measure=shape.measure,
        rounding=shape.rounding,
        otherwise=shape.otherwise,
        absent=shape.absent,
        aside=shape.aside,
        told_if=shape.told_if,
    )


def reader(figures: Figures, alternative: int = 0) -> ReadFigure:
    """Reads figures for a calculation; of two contradictory values the one numbered `alternative`.

    A figure whose values had not begun on the day (or have ended before it) is read as the nearest
    one: the caller of the calculation says so by `Figures.on(...).current`.
    """

    def read(id_: str, day: date) -> Reading | None:
        found = figures.on(id_, day)
        if not found.values:
            return None
        value = found.values[min(alternative, len(found.values) - 1)]
        if found.figure.unit is Unit.DATE:
            words = write(found.figure, value)
            return Reading(Decimal(date.fromisoformat(value.value).toordinal()), words, words)
        if found.figure.unit is Unit.MONTH:
            return Reading(Decimal(value.value[5:7]), write(found.figure, value))
        if found.figure.unit in (Unit.TEXT, Unit.YEAR):
            return Reading(Decimal(0), write(found.figure, value))
        amount = base_amount(found.figure, value)
        scaled = found.figure.unit in (Unit.WAN_YUAN, Unit.YI_YUAN, Unit.WAN_COUNT)
        return Reading(amount, write(found.figure, value), quantity(amount) if scaled else "")

    return read
