"""One calculation under way: the steps of a scheme taken for each bill, in order, on the figures of its day.

Pure: no file, no clock, no global. Money is rounded to the fen (half up unless the step says otherwise) at the
end of each step, so that the steps shown re-evaluate to the result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from assistant.calculator.expression import ExpressionError, parse
from assistant.calculator.facts import derivable, fits
from assistant.calculator.scheme import (
    Bill,
    Done,
    Fact,
    FactKind,
    FactValue,
    ReadFigure,
    Reading,
    Row,
    Scheme,
    Settlement,
    Step,
    StepKind,
    Unmet,
)
from assistant.calculator.wording import quantity, write_value

_ROUNDING = {"half_up": ROUND_HALF_UP, "up": ROUND_CEILING, "down": ROUND_FLOOR}
_NAME = re.compile(r"\{([a-z0-9_.]+)\}")


class Run:
    """One calculation under way: the bills one after the other, sharing what is carried."""

    def __init__(self, scheme: Scheme, facts: Mapping[str, FactValue], read: ReadFigure, day: date) -> None:
        self.scheme, self.facts, self.read, self.day = scheme, dict(facts), read, day
        self.done: list[Done] = []
        self.assumed: list[str] = []
        self.carried: dict[object, Decimal] = {}
        # What the caller says was used already belongs to one period: the call's, else that of the last bill.
        self.given_key: object = None

    def settle(self) -> Settlement | Unmet:
        many = next((f for f in self.scheme.facts if f.many and isinstance(self.facts.get(f.id), tuple)), None)
        bills = self.facts[many.id] if many else (Bill(Decimal(0)),)
        assert isinstance(bills, tuple)
        if many and many.kind is FactKind.MONTHS:
            bills = self._joined(bills)
        keys = [self._carry_key(bill.day or self.day) for bill in bills]
        self.given_key = self._carry_key(self.day) if self._carry_key(self.day) in keys else keys[-1]
        totals: dict[str, Decimal] = {}
        words: dict[str, str] = {}
        values: dict[str, Decimal | str] = {}
        told: list[Mapping[str, str]] = []
        for number, bill in enumerate(bills, 1):
            title = (bill.words or f"第{number}笔") if len(bills) > 1 else ""
            result = self._bill(many, bill, title, bills, number)
            if isinstance(result, Unmet):
                return result
            values, words = result
            below = self._below_nothing(values)
            if below:
                return Unmet(f"照所说的数算,{below.label}是负数,数对不上,请再核对一下", True, tuple(self.done))
            for name, step in self._results(values):
                amount = values[step]
                assert isinstance(amount, Decimal)
                totals[name] = totals.get(name, Decimal(0)) + amount
            told.append(words)
        if len(bills) > 1:
            words = self._totals_in_words(words, totals)
            if many and many.kind is not FactKind.MONEY:
                whole = sum((bill.amount for bill in bills), Decimal(0))
                words[many.id] = write_value(whole, _UNITS.get(many.kind, "yuan"))
        assumed = tuple(dict.fromkeys(self.assumed))
        return Settlement(totals, tuple(self.done), assumed, words, values, tuple(told) if len(told) > 1 else ())

    def _results(self, known: Mapping[str, object]) -> list[tuple[str, str]]:
        """The results by name, those whose steps were taken: a step that didn't hold gives none."""
        return [(name, step_id) for name, step_id in self.scheme.results.items() if step_id in known]

    def _joined(self, bills: tuple[Bill, ...]) -> tuple[Bill, ...]:
        """Months on end for which all figures are the same, taken together (2022年1月到6月)."""
        ids = {*self.scheme.figures.values(), *(r.figure for s in self.scheme.steps for r in s.rows if r.figure)}
        joined: list[tuple[Bill, date | None]] = []
        before: object = None
        for bill in bills:
            read = [self.read(id_, bill.day) for id_ in sorted(ids)] if bill.day else None
            if joined and read is not None and read == before:
                first = joined[-1][0]
                joined[-1] = (replace(first, amount=first.amount + bill.amount), bill.day)
            else:
                joined.append((bill, bill.day))
            before = read
        return tuple(replace(bill, words=_months(bill.day, last)) for bill, last in joined)

    def _below_nothing(self, values: Mapping[str, Decimal | str]) -> Step | None:
        """The step of a result that came out negative: facts that contradict each other."""
        for _, step_id in self._results(values):
            if self._number(values[step_id]) < 0:
                return next(step for step in self.scheme.steps if step.id == step_id)
        return None

    def _totals_in_words(self, words: dict[str, str], totals: Mapping[str, Decimal]) -> dict[str, str]:
        whole = dict(words)
        for name, total in totals.items():
            step = next(s for s in self.scheme.steps if s.id == self.scheme.results[name])
            whole[step.id] = whole[name] = write_value(total, step.unit, step.measure)
        return whole

    def _bill(self, many: Fact | None, bill: Bill, title: str, bills: Sequence[Bill],
              number: int) -> tuple[dict[str, Decimal | str], dict[str, str]] | Unmet:
        day = bill.day or self.day
        values: dict[str, Decimal | str] = {}
        words: dict[str, str] = {}
        shown: dict[str, str] = {}
        used: dict[str, tuple[str, ...]] = {}
        self._take_facts(many, bill, (number, len(bills)), values, words, shown)
        self._derive_facts(values, words, shown)
        values |= {"bills": Decimal(len(bills)), "bill_number": Decimal(number),
                   "dated_bills": Decimal(sum(b.day is not None for b in bills)),
                   "bill_month": Decimal(bill.day.month if bill.day else 0),
                   "told_apart": Decimal(any(self._is_of_each(fact, many, len(bills)) for fact in self.scheme.facts))}
        key = self._carry_key(day)
        if self.scheme.carry and key != self.given_key:
            self._put(self.scheme.carry.into, Decimal(0), "yuan", "", values, words, shown)
        if self.scheme.carry and key in self.carried:
            self._put(self.scheme.carry.into, self._number(values[self.scheme.carry.into]) + self.carried[key],
                      "yuan", "", values, words, shown)
        for name, id_ in self.scheme.figures.items():
            reading = self.read(id_, day)
            if reading is not None:
                values[name], words[name], shown[name] = reading.value, reading.words, _in_formula(reading)
                used[name] = (id_,)
        for step in self.scheme.steps:
            if fits(step.when, values):
                unmet = self._step(step, day, values, words, shown, used, title)
                if unmet:
                    return unmet
        if self.scheme.carry:
            added = self._number(values[self.scheme.carry.step])
            self.carried[key] = self.carried.get(key, Decimal(0)) + added
        for name, step_id in self._results(values):
            words.setdefault(name, words[step_id])
        return values, words

    def _carry_key(self, day: date) -> object:
        per = self.scheme.carry.per if self.scheme.carry else "always"
        return (day.year, day.month) if per == "month" else day.year if per == "year" else None

    def _is_of_each(self, fact: Fact, many: Fact | None, bills: int) -> bool:
        """Whether a fact of which there is one amount in all was told of each of several bills by itself."""
        value = self.facts.get(fact.id)
        return fact is not many and not fact.many and isinstance(value, tuple) and len(value) == bills > 1

    def _take_facts(self, many: Fact | None, bill: Bill, place: tuple[int, int], values: dict[str, Decimal | str],
                    words: dict[str, str], shown: dict[str, str]) -> None:
        number, bills = place
        for fact in self.scheme.facts:
            value: object = bill.amount if fact is many else self.facts.get(fact.id)
            if isinstance(value, tuple) and self._is_of_each(fact, many, bills):
                value = value[number - 1].amount
            if isinstance(value, tuple):
                value = sum((b.amount for b in value), Decimal(0))
            if value is None:
                if fact.default is None or derivable(fact, self.facts):
                    continue
                value = fact.default if fact.kind is FactKind.CHOICE else Decimal(fact.default)
                if fact.assumed and fits(fact.when, values):
                    self.assumed.append(fact.assumed)
            if isinstance(value, Decimal):
                self._put(fact.id, value, _UNITS.get(fact.kind, "yuan"), "", values, words, shown)
            elif isinstance(value, date):
                self._put(fact.id, Decimal(value.toordinal()), "date", "", values, words, shown)
            elif isinstance(value, str):
                values[fact.id], words[fact.id], shown[fact.id] = value, fact.choice_label(value), value

    def _derive_facts(self, values: dict[str, Decimal | str], words: dict[str, str], shown: dict[str, str]) -> None:
        for fact in self.scheme.facts:
            if fact.id not in self.facts and derivable(fact, self.facts):
                formula = parse(fact.derive)
                told = formula.shown(shown, values)
                self._put(fact.id, formula.number(values), _UNITS.get(fact.kind, "yuan"), "", values, words, shown)
                amount = formula.number(values)
                self.done.append(Done(fact.id, fact.label, told, amount, words[fact.id], ()))

    @staticmethod
    def _put(name: str, value: Decimal, unit: str, measure: str, values: dict[str, Decimal | str],
             words: dict[str, str], shown: dict[str, str]) -> None:
        values[name] = value
        words[name] = write_value(value, unit, measure)
        shown[name] = f"{quantity(value * 100)}%" if unit in ("fraction", "points") else quantity(value)
        if unit == "date":
            shown[name] = words[name]

    @staticmethod
    def _number(value: Decimal | str) -> Decimal:
        assert isinstance(value, Decimal)
        return value

    def _step(self, step: Step, day: date, values: dict[str, Decimal | str], words: dict[str, str],
              shown: dict[str, str], used: dict[str, tuple[str, ...]], bill: str) -> Unmet | None:
        try:
            return self._take(step, day, values, words, shown, used, bill)
        except ExpressionError:  # a figure that the sources don't state on this day, or a division by zero
            reason = fill(step.absent, words) or f"{step.label}算不出来,资料没有载明要用的数据"
            return Unmet(reason, False, tuple(self.done))

    def _take(self, step: Step, day: date, values: dict[str, Decimal | str], words: dict[str, str],
              shown: dict[str, str], used: dict[str, tuple[str, ...]], bill: str) -> Unmet | None:
        if step.kind is StepKind.REQUIRE:
            expression = parse(step.expression or "True")
            if expression.holds(values):
                return None
            ids = tuple(id_ for name in sorted(expression.names) for id_ in used.get(name, ()))
            return Unmet(fill(step.otherwise, words), True, tuple(self.done), ids)
        if step.kind is StepKind.LOOKUP:
            row = next((r for r in step.rows if fits(r.when, values)), None)
            if row is None or not self._look_up(step, row, day, values, words, shown, used):
                return Unmet(fill(step.absent, words) or f"资料没有载明{step.label}", False, tuple(self.done))
            return None
        self._formula(step, values, words, shown, used, bill)
        return None

    def _look_up(self, step: Step, row: Row, day: date, values: dict[str, Decimal | str], words: dict[str, str],
                 shown: dict[str, str], used: dict[str, tuple[str, ...]]) -> bool:
        if row.figure:
            reading = self.read(row.figure, day)
            if reading is None:
                return False
            values[step.id], words[step.id], shown[step.id] = reading.value, reading.words, _in_formula(reading)
            used[step.id] = (row.figure,)
            return True
        expression = parse(row.expression or "0")
        self._put(step.id, expression.number(values), step.unit, step.measure, values, words, shown)
        used[step.id] = _used_by(expression.names, used)
        return True

    def _formula(self, step: Step, values: dict[str, Decimal | str], words: dict[str, str], shown: dict[str, str],
                 used: dict[str, tuple[str, ...]], bill: str) -> None:
        expression = parse(step.expression or "0")
        value = rounded(expression.number(values), step)
        told = expression.shown(shown, values)
        self._put(step.id, value, step.unit, step.measure, values, words, shown)
        used[step.id] = _used_by(expression.names, {n: u for n, u in used.items() if n in expression.names})
        if step.aside or (step.told_if and not parse(step.told_if).holds(values)):
            return
        label = f"{bill}:{step.label}" if bill else step.label
        self.done.append(Done(step.id, label, told, value, words[step.id], used[step.id]))


_UNITS = {FactKind.COUNT: "count", FactKind.MONTHS: "months", FactKind.DAYS: "days", FactKind.FRACTION: "fraction",
          FactKind.DATE: "date"}


def _months(first: date | None, last: date | None) -> str:
    """A stretch of months in words; empty when no days were told."""
    if first is None or last is None:
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月"
    return f"{first.year}年{first.month}月到{f'{last.year}年' if last.year != first.year else ''}{last.month}月"


def _used_by(names: frozenset[str], used: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for name in sorted(names) for id_ in used.get(name, ())))


def _in_formula(reading: Reading) -> str:
    """A figure as it stands inside a formula: without a bound or a unit."""
    if reading.plain:
        return reading.plain
    words = reading.words
    if words.endswith("个百分点"):
        return f"{quantity(reading.value * 100)}%"
    found = re.search(r"-?[\d.]+%?", words)
    return found.group() if found else words


def rounded(value: Decimal, step: Step) -> Decimal:
    """The value rounded as its step says: money to the fen, counts to whole ones if up or down."""
    if step.rounding == "none":
        return value
    if step.unit == "yuan":
        return value.quantize(Decimal("0.01"), _ROUNDING[step.rounding])
    if step.unit in ("fraction", "points"):
        return value.quantize(Decimal("0.0001"), _ROUNDING[step.rounding])
    if step.rounding in ("up", "down"):
        return value.quantize(Decimal(1), _ROUNDING[step.rounding])
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with `{name}` replaced by that name's words."""
    return _NAME.sub(lambda m: words.get(m[1], m[0]), text)
