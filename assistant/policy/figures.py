"""Figures on a day: which value is in force, what a derived one amounts to, how it is written.

The only place that turns a figure into words (`75%`, `126.80元或126.35元`, `2022年7月1日`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Bound, DatedValue, Figure, Unit
from assistant.policy.references import read_formula, read_reference, whole_id
from assistant.text.written_days import day_in_words

_SUFFIX = {
    Unit.YUAN: "元",
    Unit.WAN_YUAN: "万元",
    Unit.YI_YUAN: "亿元",
    Unit.POINTS: "个百分点",
    Unit.DAYS: "天",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
}
_BEFORE = {Bound.ABOUT: "约", Bound.AT_LEAST: "至少", Bound.AT_MOST: "最多", Bound.NEARLY: "近"}


@dataclass(frozen=True)
class InForce:
    """The values of a figure that answer for a day, and how they stand to it.

    `current` is False when none was in force and the nearest earlier (or later) ones are given.
    """

    figure: Figure
    values: tuple[DatedValue, ...]
    current: bool


class Figures:
    """The figures of one knowledge, read on days."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def get(self, reference: str) -> Figure:
        """The figure that a reference means; raises KeyError."""
        return self._knowledge.figures[read_reference(reference).id]

    def on(self, reference: str, day: date | None) -> InForce:
        """The values in force on `day` (None: today); where there are none, the ones nearest to it.

        A reference's own day goes before `day`; of contradictory values only the one it names is given.
        """
        meant = read_reference(reference)
        day = meant.day or day or date.today()
        figure = self.get(reference)
        if figure.derive:
            values = self.derived(figure, day)
            return InForce(figure, values, values[0].holds_on(day))
        named = tuple(v for v in figure.values if meant.name in (None, v.name))
        held = tuple(v for v in named if v.holds_on(day))
        if held:
            return InForce(figure, held, True)
        return InForce(figure, self._nearest(named, day), False)

    def _nearest(self, values: tuple[DatedValue, ...], day: date) -> tuple[DatedValue, ...]:
        """What held on the day its document was issued if `day` is later, else the nearest in time."""
        ended = [v for v in values if v.last_day is not None and v.last_day < day]
        if ended:
            latest = max(v.last_day for v in ended if v.last_day)
            told = [v for v in ended if v.holds_on(self._knowledge.documents[v.document].issued)]
            later = [v for v in ended if v.last_day == latest]
            return tuple(told) or tuple(later)
        coming = [v for v in values if v.first_day is not None and v.first_day > day]
        first = min((v.first_day for v in coming if v.first_day), default=None)
        return tuple(v for v in coming if v.first_day == first)

    def operands(self, figure: Figure) -> tuple[str, ...]:
        """The references to the figures that a derived one is calculated from, in order of appearance."""
        if not figure.derive:
            return ()
        return tuple(self._operands(figure).values())

    def _operands(self, figure: Figure) -> dict[str, str]:
        """For each name in a derived figure's formula, the reference with the whole id."""
        area = figure.id.split(".")[0]
        _, references = read_formula(figure.derive or "")
        return {name: whole_id(told, area, self._knowledge.figures) for name, told in references.items()}

    def derived(self, figure: Figure, day: date) -> tuple[DatedValue, ...]:
        """The one value of a calculated figure on a day; the figure needn't be one of the knowledge's."""
        expression, _ = read_formula(figure.derive or "")
        operands = self._operands(figure)
        chosen = {name: self.on(reference, day).values[0] for name, reference in operands.items()}
        amount = expression.number({name: base_amount(self.get(operands[name]), v) for name, v in chosen.items()})
        amount /= _SCALE.get(figure.unit, Decimal(1))
        if figure.places is not None:
            amount = amount.quantize(Decimal(1).scaleb(-figure.places), ROUND_HALF_UP)
        first = next(iter(chosen.values()))
        # What is meant on a day of its own doesn't change with the day asked for.
        bounding = [v for name, v in chosen.items() if read_reference(operands[name]).day is None]
        return (
            DatedValue(
                value=_plain(amount),
                first_day=max((v.first_day for v in bounding if v.first_day), default=None),
                last_day=min((v.last_day for v in bounding if v.last_day), default=None),
                document=first.document,
                locator=first.locator,
            ),
        )

    def working(self, figure: Figure, day: date) -> str:
        """How a derived figure came about: its formula with the values written in."""
        expression, _ = read_formula(figure.derive or "")
        words: dict[str, str] = {}
        numbers: dict[str, Decimal] = {}
        for name, reference in self._operands(figure).items():
            operand, value = self.get(reference), self.on(reference, day).values[0]
            whole = operand.unit in (Unit.FRACTION, Unit.WAN_YUAN, Unit.YI_YUAN, Unit.WAN_COUNT)
            words[name] = write(operand, value, bare=not whole)
            numbers[name] = base_amount(operand, value)
        return expression.shown(words, dict(numbers))

    def written(self, reference: str, day: date, *, bare: bool = False) -> str:
        """The figure as it is said on `day`; two values of a contradiction are joined by 或."""
        found = self.on(reference, day)
        told: list[str] = []
        for value in found.values:
            words = write(found.figure, value, bare=bare)
            if words not in told:
                told.append(words)
        return "或".join(told)


def covers_year(first: date | None, last: date | None, year: int) -> bool:
    """Whether a period has days in a year; None stands for no first or last day."""
    return (first is None or first.year <= year) and (last is None or last.year >= year)


def scale_of(unit: Unit) -> Decimal:
    """How many base units (yuan, persons) one of this unit is."""
    return _SCALE.get(unit, Decimal(1))


_SCALE = {Unit.WAN_YUAN: Decimal(10000), Unit.YI_YUAN: Decimal(10) ** 8, Unit.WAN_COUNT: Decimal(10000)}


def base_amount(figure: Figure, value: DatedValue) -> Decimal:
    """The value in base units (yuan, persons, fraction) as derived figures calculate with it."""
    return value.number * _SCALE.get(figure.unit, Decimal(1))


def write(figure: Figure, value: DatedValue, *, bare: bool = False) -> str:
    """One value in words: number, unit and bound, or the number alone if `bare`."""
    number, suffix = _number_and_suffix(figure, value)
    if bare:
        return number
    if figure.bound is Bound.MORE_THAN:
        return f"{number}余{suffix}" if suffix and not suffix.startswith("%") else f"{number}{suffix}以上"
    before = _BEFORE.get(figure.bound, "") if figure.bound else ""
    return f"{before}{number}{suffix}"


def _number_and_suffix(figure: Figure, value: DatedValue) -> tuple[str, str]:
    unit = figure.unit
    if unit is Unit.TEXT:
        return value.value, ""
    if unit is Unit.DATE:
        return day_in_words(date.fromisoformat(value.value)), ""
    if unit is Unit.MONTH:
        year, month = value.value.split("-")[:2]
        return f"{int(year)}年{int(month)}月", ""
    if unit is Unit.YEAR:
        return f"{value.value}年", ""
    if unit is Unit.FRACTION:
        return f"{_plain(value.number * 100)}%", ""
    if unit is Unit.POINTS:
        return _plain(value.number * 100), "个百分点"
    if unit is Unit.COUNT:
        return _plain(value.number), figure.measure
    if unit is Unit.WAN_COUNT:
        return f"{_plain(value.number)}万", figure.measure
    if unit is Unit.DAYS and figure.measure:
        return _plain(value.number), figure.measure
    number = f"{value.number:.2f}" if unit is Unit.YUAN and _places(value.value) == 2 else _plain(value.number)
    return number, _SUFFIX[unit]


def _places(text: str) -> int:
    return len(text.partition(".")[2])


def _plain(number: Decimal) -> str:
    """Without trailing zeros and without an exponent."""
    text = f"{number.normalize():f}"
    return text
