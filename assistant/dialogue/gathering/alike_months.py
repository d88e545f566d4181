"""One month's bill beside that of every month of a year: the two are set against each other month for month.

Calculates nothing: whether every month comes to the same is for the calculator to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.hearing.asking import BOTH
from assistant.dialogue.placed import Case, bills_of

# So many bills, one a month, are those of every month.
_LEAST = 3


def month_for_months(cases: Sequence[Case]) -> tuple[int, Case, int] | None:
    """Which of two cases has a bill of every month, that with its first one alone, and of how many months it is.

    None unless the other one has a single bill, and all of these are alike.
    """
    if len(cases) != BOTH or any(case.beyond for case in cases):
        return None
    at = max(range(BOTH), key=lambda number: _number(cases[number]))
    several = {id_: bills for id_, value in cases[at].facts.items() if len(bills := bills_of(value)) > 1}
    if len(several) != 1 or _number(cases[1 - at]) != 1:
        return None
    id_, bills = several.popitem()
    months = {(bill.day.year, bill.day.month) for bill in bills if bill.day}
    if len(bills) < _LEAST or len(months) != len(bills) or len({bill.amount for bill in bills}) > 1:
        return None
    first = replace(cases[at], facts={**cases[at].facts, id_: bills[:1]}, day=bills[0].day)
    return at, first, len(bills)


def on_their_days(cases: Sequence[Case]) -> list[Case] | None:
    """Two cases that differ in nothing but their day, each one's only bill on it; None where it isn't clear which.

    A bill that keeps the day of the other case would come to the same in both.
    """
    alike = len(cases) == BOTH and cases[0].facts == cases[1].facts and not any(case.beyond for case in cases)
    days = {case.day for case in cases}
    bills = [bill for value in cases[0].facts.values() for bill in bills_of(value)]
    if not alike or len(days) != BOTH or not any(bill.day for bill in bills):
        return list(cases)
    mislabelled = any(case.label.endswith("月") and case.day and case.label != f"{case.day.month}月" for case in cases)
    if len(bills) > 1 or mislabelled:
        return None
    return [replace(case, facts={id_: tuple(replace(bill, day=case.day or bill.day) for bill in value)
                                 if isinstance(value, tuple) else value for id_, value in case.facts.items()})
            for case in cases]


def _number(case: Case) -> int:
    return max((len(bills_of(value)) for value in case.facts.values()), default=0)
