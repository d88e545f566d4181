"""The one of several bills told in one breath that alone is asked for (三月花了八百,六月花了九百,六月那回报多少).

Knows how callers point at one of their bills. Calculates nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.hearing.asking import ALL_TOGETHER, asks_together
from assistant.dialogue.hearing.correcting import which_of
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case, bills_of

_BILL = r"(?:一)?(?:次|回|趟|笔|张|单)"
_ONLY = r"(?:元|块|钱|了|的|药|,|;|[.]|。|\s|我|俺|她|他|那|光|单|净|就|只|问|想|知道|说|算|看|请)*+"
_THIS = re.compile(rf"{_ONLY}(?:这|今|呢){_BILL}")
_BEFORE = re.compile(rf"{_ONLY}(?:上|前|头){_BILL}")
_PLACE = re.compile(rf"{_ONLY}(?:第[一二三四五]|最后|后|后面|前面|头){_BILL}?")
_OF_MONTH = re.compile(r"(?:\d{1,2}[号日])?(?:份)?(?:的)?(?:这|那|嗰|呢)?(?:一)?(?:次|回|趟|笔|张|单)")
_MUCH = re.compile(r"多少|几多|几(?=个钱|块|钱|[,.?!]|$)|几个(?=[,.?!]|$)")


def with_bill_asked(case: Case, heard: Understood) -> Case:
    """The case with nothing behind the bill that alone is asked for, and those in front of it not its own."""
    several = {id_: bills for id_, value in case.facts.items() if len(bills := bills_of(value)) > 1}
    if len(several) != 1 or case.beyond or not heard.sums:
        return case
    id_, bills = next(iter(several.items()))
    end = max(q.end for q in heard.sums)
    asked = heard.text[end:]
    together = asks_together(heard) or ALL_TOGETHER.search(asked)
    if together or len(_MUCH.findall(asked)) != 1 or _MUCH.search(heard.text, 0, end):
        return case
    at = _at(asked, end, len(bills), heard)
    return case if at is None else replace(case, facts={**case.facts, id_: bills[: at + 1]}, beyond=at)


def _at(asked: str, end: int, number: int, heard: Understood) -> int | None:
    """Which of so many bills, counted from 0, a question points at; None if it points at none."""
    if _THIS.match(asked):
        return number - 1
    if _PLACE.match(asked):
        return which_of(asked, number)
    if _BEFORE.match(asked):
        return 0 if number == 2 else None
    named = [d for d in heard.dates if d.start >= end and _OF_MONTH.match(heard.text, d.end)]
    told = [d.first_day for d in heard.dates if d.end <= end]
    months = [(day.year, day.month) for day in told]
    month = (named[0].first_day.year, named[0].first_day.month) if len(named) == 1 else None
    return months.index(month) if month and len(told) == number and months.count(month) == 1 else None
