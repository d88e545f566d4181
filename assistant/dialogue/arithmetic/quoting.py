"""Which figures of an area's knowledge the numbers in an utterance are: quoted back, as they are or rounded.

Only what is surely such a figure is taken for one. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import Figures, base_amount
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, DatedValue, Entry, Figure, Statement, Unit
from assistant.policy.references import PLACEHOLDER, reference_in, whole_id
from assistant.text.numerals import SUMS, Quantity, QuantityKind

SHARES = frozenset((Unit.FRACTION, Unit.POINTS))
MONEY = frozenset((Unit.YUAN, Unit.WAN_YUAN, Unit.YI_YUAN))
COUNTS = frozenset((Unit.COUNT, Unit.WAN_COUNT))
# A rounded number must have so many digits of its own; one with so many is seldom anything else by chance.
ROUNDED_DIGITS, TELLING_DIGITS = 2, 3
# So much of a label must be said around a number of few digits, within so many characters before and behind it.
SAID_NEAR, BEFORE, BEHIND = 0.5, 18, 16
# So much is enough if what was found for the utterance tells the figure.
SAID_OF_LIKELY = 0.25
NAMED = 0.6
_SPANS = frozenset((QuantityKind.DAYS, QuantityKind.MONTHS, QuantityKind.YEARS))
# How many things there are that were just named (两项, 三笔, 两个年度).
_HOW_MANY = ("个", "项", "笔", "样", "种", "边", "类", "块", "年", "头", "家", "次", "套", "处", "组")


# Behind these words stands what the caller paid or got, whatever figure it happens to equal.
_SPENT = re.compile(r"(?:花|用|掏|付|交|缴|报|扣|领|拿|出|收)[了咗过]$")


# A count is asked for in something, and so much of a name stands behind a number that belongs to it.
_ASKED_COUNT = re.compile(r"(?:多少|几)(?P<measure>人次|[人家个户笔名条例次种项])")
_OF_NAME = 2
_IN_WORDS = str.maketrans("123456789", "一二三四五六七八九")


# Where a figure is meant that no number says.
UNSAID = Quantity(QuantityKind.NUMBER, Decimal(0), 0, 0, "")


@dataclass(frozen=True)
class Operand:
    """A figure that was quoted: how to refer to it, the value meant, its amount in base units, and where it stands.

    One that was told before and isn't said again stands at the very beginning.
    """

    reference: str
    figure: Figure
    value: DatedValue
    amount: Decimal
    quantity: Quantity
    is_exact: bool

    @property
    def dimension(self) -> str:
        """What can be added to it: money, count or share."""
        return "share" if self.figure.unit in SHARES else "money" if self.figure.unit in MONEY else "count"


def each_once(operands: Iterable[Operand]) -> tuple[Operand, ...]:
    """The operands without those that were there before, by what they refer to."""
    return tuple({operand.reference: operand for operand in operands}.values())


@dataclass(frozen=True)
class Quoted:
    """The figures that an utterance quotes, in its order, the spans of time it names, and its other numbers."""

    operands: tuple[Operand, ...]
    spans: tuple[Quantity, ...]
    others: tuple[Quantity, ...] = ()


@dataclass(frozen=True)
class _Told:
    """The ids of figures that entries tell: those that are meant, and those with the ones that were only found."""

    sure: frozenset[str]
    likely: frozenset[str]


class Quoting:
    """Recognises the figures of one knowledge by their numbers."""

    def __init__(self, knowledge: Knowledge, figures: Figures, said: Callable[[str, str], float],
                 mended: Callable[[str, str], str]) -> None:
        """Take the knowledge; `said` is the share of a label that a text says, `mended` a text in labels' words."""
        self._knowledge, self._figures, self._said, self._mended = knowledge, figures, said, mended
        self._known = lru_cache(maxsize=8)(self._known_on)
        self._ids: dict[str, frozenset[str]] = {}

    def read(self, heard: Understood, area: str, day: date, entries: Sequence[Entry],
             likely: Sequence[Entry]) -> Quoted | None:
        """What is quoted, be it nothing; None if a number may be two figures.

        `others` of it are the numbers that are surely no figure of the area, or may be something else.
        """
        numbers = [q for q in heard.quantities if q.kind not in (*_SPANS, QuantityKind.ORDINAL) and not _is_each(q)]
        sure = frozenset(id_ for entry in entries for id_ in self.ids_in(entry))
        told = _Told(sure, sure.union(*map(self.ids_in, likely)))
        operands: dict[str, Operand] = {}
        unknown = []
        for quantity in numbers:
            measures = {q.measure for q in numbers if q is not quantity}
            named = self._named_by(quantity, heard.text, measures, area, day)
            fitting = [named] if named else self._fitting(quantity, heard.text, area, day, told)
            if not fitting:
                unknown.append(quantity)
            elif fitting[0].reference in operands and len({operand.figure.id for operand in fitting}) > 1:
                return None  # the same number twice may be two figures
            else:
                operands.setdefault(fitting[0].reference, fitting[0])
        spans = tuple(q for q in heard.quantities if q.kind in _SPANS)
        others = tuple(q for q in unknown if not _is_number_of(q, len(operands)))
        return Quoted(tuple(operands.values()), spans, others)

    def ids_in(self, entry: Entry) -> frozenset[str]:
        """The ids of the figures that an entry's words tell."""
        if entry.id not in self._ids:
            self._ids[entry.id] = frozenset(self._ids_in(entry))
        return self._ids[entry.id]

    def _ids_in(self, entry: Entry) -> Iterable[str]:
        say = entry.say
        texts = (say.short, *say.details, *say.do, *(t for v in say.variants for t in (v.short, *v.details)))
        return (whole_id(match["id"], entry.area, self._knowledge.figures)
                for text in texts for match in PLACEHOLDER.finditer(text))

    def told_first(self, entry: Entry, day: date) -> tuple[Operand, ...]:
        """The amounts and counts that an entry's first sentence tells as the documents have them, in its order."""
        return tuple(self._first_of(MONEY | COUNTS, entry, day))

    def answered_first(self, entry: Entry, day: date) -> tuple[Operand, ...]:
        """The amounts, counts, rates and months that an entry's first sentence tells, calculated ones among them."""
        units = MONEY | COUNTS | {Unit.FRACTION, Unit.MONTHS}
        return tuple(self._written(entry.say.short, units, entry, day, calculated=True))

    def counts_told(self, entries: Iterable[Entry], day: date) -> tuple[Operand, ...]:
        """The counts that entries tell as the documents have them."""
        ids = sorted({id_ for entry in entries for id_ in self.ids_in(entry)})
        told = [(self._figures.on(id_, day), id_) for id_ in ids]
        return tuple(Operand(id_, at.figure, at.values[0], base_amount(at.figure, at.values[0]), UNSAID, True)
                     for at, id_ in told if at.figure.unit in COUNTS and not at.figure.derive and len(at.values) == 1)

    def told(self, entries: Iterable[Entry], day: date) -> tuple[Operand, ...]:
        """The amounts and counts that entries tell as the documents have them, in the order of what they say."""
        return tuple(operand for entry in entries for text in (entry.say.short, *entry.say.details)
                     for operand in self._written(text, MONEY | COUNTS, entry, day))

    def cuts_told(self, entry: Entry, day: date) -> tuple[Operand, ...]:
        """The shares that an entry's first sentence tells as the documents have them."""
        return tuple(self._first_of(frozenset((Unit.FRACTION,)), entry, day))

    def _first_of(self, units: frozenset[Unit], entry: Entry, day: date) -> Iterator[Operand]:
        return self._written(entry.say.short, units, entry, day)

    def _written(self, text: str, units: frozenset[Unit], entry: Entry, day: date, *,
                 calculated: bool = False) -> Iterator[Operand]:
        for match in PLACEHOLDER.finditer(text):
            reference = whole_id(reference_in(match), entry.area, self._knowledge.figures)
            found = self._figures.on(reference, day)
            is_meant = found.figure.unit in units and (calculated or not found.figure.derive)
            if is_meant and len(found.values) == 1:
                amount = base_amount(found.figure, found.values[0])
                yield Operand(reference, found.figure, found.values[0], amount, UNSAID, True)

    def said(self, label: str, text: str) -> float:
        """The share of a label's weight that a text says."""
        return self._said(label, text)

    def is_spoken_of(self, operand: Operand, text: str) -> bool:
        """Whether a text says something of what a figure is."""
        return self._said(operand.figure.label, text) >= SAID_OF_LIKELY

    def shares_named(self, text: str, area: str, day: date) -> list[Operand]:
        """The shares of an area, as the documents have them, that a text names by what they are of."""
        return [Operand(reference, figure, value, amount, UNSAID, True)
                for reference, figure, value, amount in self._known(area, day)
                if figure.unit is Unit.FRACTION and not figure.derive and "占" in figure.label
                and self._said(figure.label, text) >= NAMED]

    def _fitting(self, quantity: Quantity, text: str, area: str, day: date, told: _Told) -> list[Operand]:
        """The figures that a number may be, the likeliest first; none if that one isn't sure."""
        fitting = [Operand(reference, figure, value, amount, quantity, abs(quantity.value) == amount)
                   for reference, figure, value, amount in self._known(area, day)
                   if is_of_kind(quantity, figure) and is_amount(quantity, amount)]
        exact = [operand for operand in fitting if operand.is_exact]
        near = text[max(0, quantity.start - BEFORE) : quantity.end + BEHIND]
        ranked = sorted(exact or fitting, reverse=True, key=lambda o: (
            o.figure.id in told.likely, is_counted_so(quantity, o.figure), self._said(o.figure.label, near),
            o.figure.derive is None, o.figure.id))
        if not ranked:
            return []
        best = ranked[0]
        if best.figure.statement is Statement.RULE and _SPENT.search(text[: quantity.start]):
            return []
        wanted = SAID_OF_LIKELY if best.figure.id in told.likely else SAID_NEAR
        sure = best.figure.id in told.sure or self._said(best.figure.label, near) >= wanted or (
            _digits(quantity.value) >= TELLING_DIGITS and is_counted_so(quantity, best.figure))
        return [o for o in ranked if is_counted_so(quantity, o.figure)] or ranked if sure else []

    def _named_by(self, quantity: Quantity, text: str, others: set[str], area: str, day: date) -> Operand | None:
        """The count of what a number is only a part of the name of (五项攻坚有几条, 占40条的几成); None if none is.

        It is counted as is asked, or as the `others` that are told.
        """
        asked = others | {match["measure"] for match in _ASKED_COUNT.finditer(text)}
        if quantity.kind is not QuantityKind.COUNT or not asked or quantity.measure in asked:
            return None
        behind = text[quantity.end : quantity.end + _OF_NAME]
        digits = f"{quantity.value.normalize():f}"
        names = [f"{number}{quantity.measure}{name}" for number in (digits, digits.translate(_IN_WORDS))
                 for name in dict.fromkeys((behind, self._mended(behind, area)))]
        found = [Operand(reference, figure, value, amount, quantity, True)
                 for reference, figure, value, amount in self._known(area, day)
                 if len(behind) == _OF_NAME and figure.measure in asked and any(name in figure.label for name in names)]
        return min(found, key=lambda o: (len(o.figure.label), o.reference), default=None)

    def _known_on(self, area: str, day: date) -> tuple[tuple[str, Figure, DatedValue, Decimal], ...]:
        areas = self._knowledge.lineage(area)
        return tuple(
            (reference, figure, value, base_amount(figure, value))
            for figure in self._knowledge.figures.values()
            if figure.unit in NUMERIC_UNITS and figure.id.split(".")[0] in areas
            for reference, value in self._values(figure, day))

    def _values(self, figure: Figure, day: date) -> Iterable[tuple[str, DatedValue]]:
        """Each value of a figure with the reference that means it."""
        now = self._figures.on(figure.id, day).values
        if figure.derive or len(now) == 1:
            yield figure.id, now[0]
        else:
            yield from ((f"{figure.id}#{value.name}", value) for value in now if value.name)
        for value in figure.values:
            at = value.first_day or value.last_day
            if value not in now and at and self._figures.on(f"{figure.id}@{at}", day).values == (value,):
                yield f"{figure.id}@{at}", value


def _is_each(quantity: Quantity) -> bool:
    """Whether it is the one of which something is told (一个人, 一家)."""
    return quantity.kind is QuantityKind.COUNT and quantity.value == 1


def _is_number_of(quantity: Quantity, operands: int) -> bool:
    counts = quantity.kind is QuantityKind.COUNT and quantity.measure in _HOW_MANY
    return counts and quantity.value in (operands, operands - 1)


def is_of_kind(quantity: Quantity, figure: Figure) -> bool:
    """Whether a number may be told of what a figure is: a share, money, or a count."""
    if figure.unit in SHARES:
        return quantity.kind in (QuantityKind.PERCENT, QuantityKind.POINTS)
    if figure.unit in MONEY:
        return quantity.kind in SUMS
    bare = quantity.kind is QuantityKind.MONEY and not quantity.measure
    return figure.unit in COUNTS and (bare or quantity.kind in (QuantityKind.COUNT, QuantityKind.NUMBER))


def is_counted_so(quantity: Quantity, figure: Figure) -> bool:
    """Whether what was said behind the number is what the figure is counted in."""
    return not quantity.measure or figure.unit not in COUNTS or _one(quantity.measure) == _one(figure.measure)


def _one(measure: str) -> str:
    if measure in ("名", "位", "口", "个人"):
        return "人"
    return "个" if measure in ("支", "种", "项", "样", "件", "桩", "宗", "条", "笔") else measure


def is_amount(quantity: Quantity, amount: Decimal) -> bool:
    """Whether a number is an amount, or what it is rounded to."""
    value = abs(quantity.value)
    if value == amount or quantity.kind in (QuantityKind.PERCENT, QuantityKind.POINTS):
        return value == amount
    last = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
    if quantity.approximate and value < amount < value + last:  # 七千多万
        return True
    if _digits(value) < ROUNDED_DIGITS:
        return False
    return any(amount.quantize(last, rounding) == value for rounding in (ROUND_HALF_UP, ROUND_FLOOR))


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
