"""Figures that must equal others: the sources' own arithmetic, done again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assistant.errors import Fault
from assistant.policy.figures import Figures, base_amount, scale_of
from assistant.policy.knowledge import Knowledge
from assistant.policy.load import Source
from assistant.policy.model import DatedValue, Figure


def equality_faults(knowledge: Knowledge, source: Source) -> Iterator[Fault]:
    """A fault for each figure that differs from the one it should equal, without saying that it does."""
    figures = Figures(knowledge)
    for figure in knowledge.figures.values():
        if not figure.equals or figure.contradiction or knowledge.figures[figure.equals].contradiction:
            continue
        last = _last_told(knowledge, figure)
        for value in figure.values or figures.on(figure.id, last).values:
            found = _other(figures, figure, value, value.last_day or value.first_day or last)
            if found is not None and found != Decimal(value.value):
                message = f"“{figure.id}”是{value.value},按“{figure.equals}”算出来是{found}"
                remedy = "请核对两处的数;若资料本身对不上,请用contradiction说明"
                yield source.fault("figures", figure.id, ("equals",), message, remedy)


def _last_told(knowledge: Knowledge, figure: Figure) -> date:
    """The day of the latest document that the figure, or its area, rests on."""
    named = {value.document for value in figure.values}
    area = figure.id.split(".")[0]
    days = [d.issued for d in knowledge.documents.values() if d.id in named or (not named and d.area == area)]
    return max(days, default=date.max)


def _other(figures: Figures, figure: Figure, value: DatedValue, day: date) -> Decimal | None:
    """The other figure on a day, in the value's unit and decimals; None if it has no value."""
    others = figures.on(figure.equals or "", day).values
    if not others:
        return None
    amount = base_amount(figures.get(figure.equals or ""), others[0]) / scale_of(figure.unit)
    places = len(value.value.partition(".")[2])
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
