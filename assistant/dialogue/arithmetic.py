"""Works out what is asked of figures that the caller quotes from the documents: sums, shares, means and the like.

Only figures of the knowledge are calculated with, and an own amount that is cut as the documents say; the caller's
other amounts are the calculators'.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from assistant.calculator.expression import ExpressionError
from assistant.dialogue.operation_words import asks_anything, asks_part, asks_times, leans_whole, sets_against
from assistant.dialogue.operations import Asked, Formula, formulas, own_cut
from assistant.dialogue.quoting import MONEY, Operand, Quoted, Quoting
from assistant.dialogue.understanding import Understood
from assistant.policy.figures import Figures, base_amount, scale_of, write
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Bound, DatedValue, Entry, Figure, Statement, Unit
from assistant.policy.references import bare_id

PLACES = 2
# From so many yuan on a mean is told in 万元; from ten thousand on a result in yuan is told in 万元, too.
LARGE, TEN_THOUSAND, HUNDRED_MILLION = Decimal(100_000), Decimal(10_000), Decimal(100_000_000)
_VAGUE = frozenset((Bound.ABOUT, Bound.MORE_THAN, Bound.NEARLY))
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
    """What was worked out, the figures it rests on, and the entries that tell all of them, nearest first."""

    results: tuple[Result, ...]
    operands: tuple[Operand, ...]
    entries: tuple[Entry, ...]
    of_calculators: bool
    is_own: bool = False

    @property
    def short(self) -> str:
        """The results in one sentence."""
        return ";".join(result.sentence.removesuffix("。") for result in self.results) + "。"

    @property
    def goes_first(self) -> bool:
        """Whether no calculator could be meant: of what was or is planned, or by a sum that none does."""
        if self.is_own:
            return False
        kinds = {operand.figure.statement for operand in self.operands}
        return not self.of_calculators or kinds <= {Statement.STATISTIC, Statement.PLAN, Statement.BACKGROUND}


class Arithmetic:
    """Works out results on the figures of one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, said: Callable[[str, str], float]) -> None:
        self._knowledge, self._figures = knowledge, figures
        self._quoting = Quoting(knowledge, figures, said)

    @cached_property
    def _operands(self) -> tuple[frozenset[str], ...]:
        """For each calculated figure the ids of those that it is calculated from."""
        derived = (figure for figure in self._knowledge.figures.values() if figure.derive)
        return tuple(frozenset(map(bare_id, self._figures.operands(figure))) for figure in derived)

    def of_told(self, heard: Understood, told: Sequence[Entry], asked_last: str, area: str,
                day: date) -> Worked | None:
        """What one that says nothing but an operation asks for of the two statistics told last; None if unsure.

        `asked_last` was answered by the first of `told`: its figure must be what that asked for.
        """
        bare = leans_whole(heard.text)
        if bare is None or len(told) != 2 or any(entry.statement is not Statement.STATISTIC for entry in told):
            return None
        firsts = [self._quoting.told_first(entry, day) for entry in told]
        if any(len(first) != 1 for first in firsts):
            return None
        quoted = Quoted((firsts[0][0], firsts[1][0]), ())
        whole = max(quoted.operands, key=lambda operand: operand.amount)
        named = firsts[0][0].figure.label
        if not any(asked_last[i : i + 2] in named for i in range(len(asked_last) - 1)):
            return None
        if bare["of"] and bare["of"] not in whole.figure.label:
            return None
        return self._worked(quoted, heard, told, area, day)

    def work_out(self, heard: Understood, entries: Sequence[Entry], likely: Sequence[Entry], last: Entry | None,
                 area: str, day: date) -> Worked | None:
        """The results that an utterance asks for on the figures it quotes; None if that isn't sure.

        `entries` are the ones that were chosen for it, `likely` what else was found. For a share or a multiple what
        isn't quoted is what `last` told, the entry before, or the chosen one.
        """
        if not asks_anything(heard.text):
            return None
        quoted = self._quoting.read(heard, area, day, (*entries, last) if last else entries, likely)
        if quoted is None:
            return None
        if quoted.others:
            return self._own(heard, quoted, entries[:1], day)
        quoted = self._completed(quoted, heard, entries[:1], last, day)
        if not quoted.operands:
            return None
        return self._worked(quoted, heard, (*entries, *likely), area, day)

    def _worked(self, quoted: Quoted, heard: Understood, entries: Sequence[Entry], area: str,
                day: date) -> Worked | None:
        found = formulas(self._asked(heard, quoted))
        if not found:
            return None
        try:
            results = tuple(self._result(formula, quoted, day) for formula in found)
        except ExpressionError:  # an id that can't stand in a formula, or a division by nothing
            return None
        return Worked(results, quoted.operands, self._telling(quoted, entries, area),
                      any(formula.of_calculators for formula in found))

    def _own(self, heard: Understood, quoted: Quoted, chosen: Sequence[Entry], day: date) -> Worked | None:
        """What the caller's own amount came to by the one average cut that is quoted or told."""
        shares = quoted.operands or (self._quoting.cuts_told(chosen[0], day) if chosen else ())
        if len(shares) != 1 or len(quoted.others) != 1:
            return None
        quoted = replace(quoted, operands=shares)
        found = own_cut(self._asked(heard, quoted), quoted.others[0])
        if found is None:
            return None
        telling = [entry for entry in chosen if shares[0].figure.id in self._quoting.ids_in(entry)]
        return Worked((self._result(found, quoted, day),), shares, tuple(telling), True, is_own=True)

    def _completed(self, quoted: Quoted, heard: Understood, chosen: Sequence[Entry], last: Entry | None,
                   day: date) -> Quoted:
        """What is quoted, and for a share or a multiple that lacks a part what was told of it, if that is sure."""
        if len(quoted.operands) == 1 and last is not None and sets_against(heard.text):
            part = quoted.operands[0]
            told = [o for o in self._quoting.told_first(last, day)
                    if o.figure.measure == part.figure.measure and o.dimension == part.dimension]
            if len(told) == 1 and told[0].figure is not part.figure:
                return replace(quoted, operands=(*told, *quoted.operands))
        if len(quoted.operands) == 1 and asks_part(heard.text):
            shares = self._shares_of(quoted.operands[0], heard, day)
            if len(shares) == 1:
                return replace(quoted, operands=(*quoted.operands, *shares))
        if not quoted.operands and chosen and asks_times(heard.text):
            told = list(self._quoting.told_first(chosen[0], day))
            if len(told) == len({o.figure.id for o in told}) == 2:
                return replace(quoted, operands=tuple(told))
        return quoted

    def _shares_of(self, whole: Operand, heard: Understood, day: date) -> list[Operand]:
        """The shares that are told of an amount and named in the utterance."""
        found = self._quoting.shares_named(heard.text, whole.figure.id.split(".")[0], day)
        return [share for share in found if whole.dimension != "share" and self._are_told_together(whole, share)]

    def _asked(self, heard: Understood, quoted: Quoted) -> Asked:
        words = tuple(write(o.figure, o.value) for o in quoted.operands)
        return Asked(heard.text, quoted.operands, words, quoted.spans, self._are_told_together)

    def _are_told_together(self, one: Operand, other: Operand) -> bool:
        """Whether an entry tells both figures, or a figure is calculated from both."""
        wanted = {one.figure.id, other.figure.id}
        if any(wanted <= operands for operands in self._operands):
            return True
        return any(wanted <= self._quoting.ids_in(entry) for entry in self._knowledge.entries.values())

    def _telling(self, quoted: Quoted, entries: Sequence[Entry], area: str) -> tuple[Entry, ...]:
        wanted = {operand.figure.id for operand in quoted.operands}
        areas = self._knowledge.lineage(area)
        others = [entry for entry in self._knowledge.entries.values() if entry.area in areas]
        ordered = {entry.id: entry for entry in (*entries, *others)}
        return tuple(entry for entry in ordered.values() if wanted <= self._quoting.ids_in(entry))

    def _result(self, formula: Formula, quoted: Quoted, day: date) -> Result:
        figure = Figure(id=f"{quoted.operands[0].figure.id}.worked", label=formula.label, unit=formula.unit,
                        measure=formula.measure, derive=formula.expression)
        exact = self._figures.derived(figure, day)[0]
        figure, value, is_rounded = _rounded(figure, exact)
        vague = is_rounded or any(o.figure.bound in _VAGUE for o in quoted.operands)
        figure = figure.model_copy(update={"bound": Bound.ABOUT if vague else None})
        words = write(figure, value) + _in_larger_units(figure, value)
        return Result(formula.label, self._figures.working(figure, day), words,
                      formula.sentence.format(result=words).replace("是约", "约是"))


def _rounded(figure: Figure, exact: DatedValue) -> tuple[Figure, DatedValue, bool]:
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


def _in_larger_units(figure: Figure, value: DatedValue) -> str:
    """A large sum once more in 万元 or 亿元."""
    amount = base_amount(figure, value)
    if figure.unit in MONEY and abs(amount) >= HUNDRED_MILLION and figure.unit is not Unit.YI_YUAN:
        return f"(约{(amount / HUNDRED_MILLION).quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}亿元)"
    if figure.unit is Unit.YUAN and abs(amount) >= TEN_THOUSAND:
        number = amount / TEN_THOUSAND
        told = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"({'约' if told != number else ''}{told.normalize():f}万元)"
    return ""
