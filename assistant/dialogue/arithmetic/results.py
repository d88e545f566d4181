"""What was worked out of figures: its results, and how exact and in which unit each is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.dialogue.arithmetic.quoting import MONEY, Operand
from assistant.policy.figures import base_amount, scale_of
from assistant.policy.model import Bound, DatedValue, Entry, Figure, Statement, Unit

PLACES = 2
# From so many yuan on a mean is told in 万元; from ten thousand on a result in yuan is told in 万元, too.
LARGE, TEN_THOUSAND, HUNDRED_MILLION = Decimal(100_000), Decimal(10_000), Decimal(100_000_000)
VAGUE = frozenset((Bound.ABOUT, Bound.MORE_THAN, Bound.NEARLY))
_CHANGE = re.compile(r"(?:比上年|较上年|同比)(?:度|同期)?(?:减少|增加|增长|下降|多|少)了?的?")
_WHOLE = frozenset("人名家笔次户条例项种")


@dataclass(frozen=True)
class Result:
    """One result: what it is, how it came about, and how it is written."""

    label: str
    expression: str
    amount: str
    sentence: str


@dataclass(frozen=True)
class Worked:
    """What was worked out, the figures it rests on, and the entries that tell all of them, nearest first.

    `is_own` is of an own amount, `is_by_rate` by a rate that was taken over; `may_overlap` tells that what was added
    may be the same persons or things.
    """

    results: tuple[Result, ...]
    operands: tuple[Operand, ...]
    entries: tuple[Entry, ...]
    of_calculators: bool
    is_own: bool = False
    may_overlap: bool = False
    is_mean: bool = False
    is_by_rate: bool = False

    @property
    def short(self) -> str:
        """The results in one sentence."""
        return ";".join(result.sentence.removesuffix("。") for result in self.results) + "。"

    @property
    def is_of_own_change(self) -> bool:
        """Whether something is set against its own change since the year before, which tells the change already."""
        labels = [operand.figure.label for operand in self.operands]
        return any(bare != label and bare in labels for label in labels for bare in (_CHANGE.sub("", label),))

    @property
    def goes_first(self) -> bool:
        """Whether no calculator could be meant: of what was or is planned, or by a sum that none does."""
        if self.is_own:
            return False
        kinds = {operand.figure.statement for operand in self.operands}
        return not self.of_calculators or kinds <= {Statement.STATISTIC, Statement.PLAN, Statement.BACKGROUND}


def rounded(figure: Figure, exact: DatedValue) -> tuple[Figure, DatedValue, bool]:
    """The result in a unit that suits its size, rounded, and whether anything was lost by it."""
    amount = base_amount(figure, exact)
    if figure.unit is Unit.YUAN and "/" in (figure.derive or "") and abs(amount) >= LARGE:
        figure = figure.model_copy(update={"unit": Unit.WAN_YUAN})
    number = amount / scale_of(figure.unit)
    places = PLACES
    if figure.unit in (Unit.FRACTION, Unit.POINTS):
        places = PLACES + 2
    elif figure.unit is Unit.COUNT and figure.measure[:1] in _WHOLE and abs(number) >= LARGE / 1000:
        places = 0
    elif "/" not in (figure.derive or "") and "*" not in (figure.derive or ""):
        places = PLACES + 2
    told = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{told.normalize():f}"
    return figure, exact.model_copy(update={"value": text}), told != number


def in_larger_units(figure: Figure, value: DatedValue) -> str:
    """A large sum once more in 万元 or 亿元."""
    amount = base_amount(figure, value)
    if figure.unit in MONEY and abs(amount) >= HUNDRED_MILLION and figure.unit is not Unit.YI_YUAN:
        return f"(约{(amount / HUNDRED_MILLION).quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}亿元)"
    if figure.unit is Unit.YUAN and abs(amount) >= TEN_THOUSAND:
        number = amount / TEN_THOUSAND
        told = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"({'约' if told != number else ''}{told.normalize():f}万元)"
    return ""
