"""Amounts of which that of the month before the one asked counts (上月基数), where those of several months are told.

Knows how months are told of such amounts, not what comes of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assistant.dialogue.hearing.asking import asks_difference
from assistant.dialogue.hearing.cues import CHANGED
from assistant.dialogue.hearing.understanding import Understood, day_of
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape
from assistant.text.dates import DateMention, Precision
from assistant.text.numerals import Quantity

# Before the amount that another one took the place of (从五千调到六千).
_FROM = re.compile(r"(?:从|由|自|打)(?:原来|原先|之前|以前|本来)?(?:的|嘅)?$")
_IS = re.compile(r"份?(?:的|嘅)?(?:还|都|就|才|只)?(?:是|系|有|按)?")
_BETWEEN = re.compile(rf"{CHANGED.pattern}|到|至")
_ENDS = re.compile(r"[.?!;]")
_LONGEST_CHANGE = 14
# A smaller sum is none of those that are told by months.
_LEAST = Decimal(100)


class _Since(NamedTuple):
    """An amount and the month it is told of, counted through the years; 0 for one that held before the others."""

    month: int
    item: Placed


def of_month_before(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """What is placed, of the amounts that count a month later only that one which does, with the words for it.

    All of them where no month is asked about, or a month isn't sure.
    """
    own = sorted((p for p in placed if p.fact.of_month_before), key=lambda p: p.quantity.start)
    if len(own) < 2 or len({(p.fact.id, p.person) for p in own}) > 1 or asks_difference(heard):
        return list(placed), []
    asked = _asked(own, heard)
    told = _since(own, heard) if asked else []
    counting = [since for since in told if asked and since.month < _in_all(asked)]
    if not asked or not counting:
        return list(placed), []
    item = max(counting, key=lambda since: since.month).item
    month = date(asked.year - (asked.month == 1), (asked.month - 2) % 12 + 1, 1).month
    words = f"{asked.month}月按上个月({month}月)的{item.quantity.words}算"
    return [p for p in placed if p is item or p not in own], [words]


def of_named_month(quantity: Quantity, facts: Sequence[FactShape], heard: Understood) -> list[FactShape]:
    """The fact whose amount counts a month later, where a month is told right before an amount (九月是6800)."""
    own = any(_IS.fullmatch(heard.text, d.end, quantity.start) for d in _months(heard))
    return [f for f in facts if f.of_month_before] if own and quantity.value >= _LEAST else []


def of_another_month(quantity: Quantity, placed: Sequence[Placed], heard: Understood) -> list[FactShape]:
    """The fact of the amount before, where that counts a month later and this one is told of a month of its own."""
    before = [p for p in placed if p.quantity.end <= quantity.start and p.fact.of_month_before]
    last = max(before, key=lambda p: p.quantity.end, default=None)
    own = last is not None and any(last.quantity.end <= d.start < quantity.start for d in _months(heard))
    return [last.fact] if last and own and quantity.value >= _LEAST else []


def _asked(own: Sequence[Placed], heard: Understood) -> date | None:
    """The one month named behind the amounts, which is asked about."""
    behind = {day_of(d) for d in _months(heard) if d.start >= own[-1].quantity.end} - {None}
    return behind.pop() if len(behind) == 1 else None


def _since(own: Sequence[Placed], heard: Understood) -> list[_Since]:
    """Each amount with the month told before it; empty where one has none and isn't told to have held before.

    Of two that are told to change (十一月从五千调到六千) the month is that of the second.
    """
    told: list[_Since] = []
    end, moved = 0, 0
    for number, item in enumerate(own):
        start = item.quantity.start
        month = next((_in_all(day) for d in reversed(_months(heard))
                      if end <= d.start < start and (day := day_of(d))), moved)
        following = own[number + 1].quantity.start if number + 1 < len(own) else start
        between, moved = heard.text[item.quantity.end : following], 0
        if _FROM.search(heard.text[end:start]) and _changes(between):
            month, moved = 0, month
        if not month and number:
            return []
        told.append(_Since(month, item))
        end = item.quantity.end
    return told


def _changes(between: str) -> bool:
    """Whether an amount is told to become the one behind it."""
    return len(between) <= _LONGEST_CHANGE and bool(_BETWEEN.search(between)) and not _ENDS.search(between)


def _months(heard: Understood) -> list[DateMention]:
    return [d for d in heard.dates if d.precision is Precision.MONTH]


def _in_all(day: date) -> int:
    """A day's month, counted through the years."""
    return day.year * 12 + day.month
