"""What comes up every month by a scheme's own rules: a bill of each month told at once, or the one told before again.

Whether a month has a limit of its own, or all months share one, decides how often an amount counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.calculator.scheme import Bill, FactValue, Scheme
from assistant.dialogue.gathering.repeating import (
    by_months,
    is_monthly,
    likewise,
    months_likewise,
    months_of,
    months_of_own,
    over_months,
    told_monthly,
)
from assistant.dialogue.gathering.standing import is_sum, standing
from assistant.dialogue.gathering.timing import months_told
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed, bills_of
from assistant.policy.model import FactShape, SchemeShape
from assistant.text.numerals import Quantity, QuantityKind

_YEAR = 12


class Recurring:
    """What comes up every month of the amounts that one scheme takes."""

    def __init__(self, shape: SchemeShape, scheme: Scheme) -> None:
        self._shape, self._scheme = shape, scheme
        self._limits_months = scheme.carry is not None and scheme.carry.per == "month"

    def each_month(self, placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str], int]:
        """What was paid every month: multiplied, or as so many months where each has a limit of its own."""
        own = standing(heard)
        if not self._limits_months:
            return *by_months(placed, heard, own), 1
        named, bills = months_told(heard), [p for p in placed if p.is_bill]
        if len({month.day.year for month in named if month.day}) == 1 and len(bills) == 1 and (
                is_monthly(heard) and not any(is_sum(q) and q not in (bills[0].quantity,) for q in own)):
            rest = [p for p in placed if p not in bills]
            return [*rest, *(replace(bills[0], day=month.day) for month in named)], [], 1
        if len(bills) > 1 and (apart := self._of_each(placed, heard)):
            return apart, [], 1
        months = [found for p in placed if (found := months_of(p, placed, heard, own))]
        whole = len(months) == 1 and months[0] == months[0].to_integral_value()
        return list(placed), [], int(months[0]) if whole else 1

    @staticmethod
    def _of_each(placed: Sequence[Placed], heard: Understood) -> list[Placed]:
        """The bills with those that somebody had every month once in each of his months; empty if nobody had."""
        kept: list[Placed] = []
        for item in placed:
            months = months_of_own(item, placed, heard)
            kept += [replace(item, day=month.day) for month in months] if months else [item]
        return kept if len(kept) > len(placed) else []

    def in_months_named(self, heard: Understood, given: Mapping[str, FactValue]) -> list[Placed]:
        """The only bill given before, in each of the months named in which it comes up again (7到12月每月都这么多)."""
        bills = self._only_bill(given)
        months = months_told(heard)
        if bills is None or len(months) < 2 or heard.sums or not likewise(heard):
            return []
        fact = next((f for f in self._shape.facts if f.id == bills[0]), None)
        if fact is None:
            return []
        at = Quantity(QuantityKind.MONEY, bills[1].amount, 0, 0, "")
        return [Placed(fact, bills[1].amount, at, month.day, None, False) for month in months]

    def _only_bill(self, given: Mapping[str, FactValue]) -> tuple[str, Bill] | None:
        """The only bill given before and its fact, where each month has its own limit."""
        if not self._limits_months:
            return None
        bills = [(id_, value) for id_, value in given.items() if isinstance(value, tuple)]
        return (bills[0][0], bills[0][1][0]) if len(bills) == 1 and len(bills[0][1]) == 1 else None

    def months_likewise(self, heard: Understood, given: Mapping[str, FactValue]) -> int:
        """In how many months the only bill given before comes up again, where none counts for those after it."""
        bills = [value for value in given.values() if isinstance(value, tuple)]
        carries = self._scheme.carry is not None and not self._limits_months
        if carries or len(bills) != 1 or len(bills[0]) != 1 or self._bill_likewise(heard, given) is not None:
            return 0
        again = len(months_told(heard)) if likewise(heard) and not heard.sums else 0
        return max(months_likewise(heard), again if again > 1 else 0)

    def comes_again(self, heard: Understood, given: Mapping[str, FactValue]) -> bool:
        """Whether the only bill given before is said to come up again in so many months."""
        return bool(self.months_likewise(heard, given) or self._bill_likewise(heard, given))

    def _bill_likewise(self, heard: Understood, given: Mapping[str, FactValue]) -> FactShape | None:
        """The fact of the only bill given before, where it comes up again in months that have no limit of their own."""
        months = months_likewise(heard)
        within_year = months <= _YEAR or self._scheme.carry is None
        if not months or not within_year or self._limits_months:
            return None
        facts = [f for f in self._shape.facts if isinstance(given.get(f.id), tuple)]
        alone = len(facts) == 1 and facts[0].kind == "money" and facts[0].many and not told_monthly(facts[0])
        return facts[0] if alone and len(bills_of(given[facts[0].id])) == 1 else None

    def over_months(self, heard: Understood,
                    given: Mapping[str, FactValue]) -> tuple[Mapping[str, FactValue], list[str]]:
        """What was given, its only bill times the months in which it comes up again, with the words for that."""
        fact = self._bill_likewise(heard, given)
        if fact is None:
            return given, []
        bill, told_as = over_months(bills_of(given[fact.id])[0], months_likewise(heard))
        return {**given, fact.id: (bill,)}, [told_as]
