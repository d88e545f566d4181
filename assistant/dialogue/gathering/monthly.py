"""Amounts of single months: which amount is which month's, where they differ from month to month.

Knows how months are listed (七八九月分别是…, 10月起涨到…), not for which of them an amount counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed
from assistant.policy.model import FactShape
from assistant.text.numerals import SUMS, Quantity, QuantityKind

_DIGITS = "一二三四五六七八九"
_ONE = rf"1[0-2]|[1-9]|十[一二]?|[{_DIGITS}]"
_MONTHS = re.compile(
    rf"(?<![\d.年个第])(?P<list>(?:{_ONE})(?:(?:月份?)?\s*(?:[、,和跟同与]\s*|(?<=[{_DIGITS}十])(?=[{_DIGITS}十]))(?:{_ONE})(?!\d))*"
    rf"(?:(?:月份?)?\s*(?:到|至|-|~)\s*(?:{_ONE}))?)\s*月(?:份)?(?P<on>开?始?起|开始|以后|往后|之后)?(?!\d{1,2}[号日])"
)
# Months listed by their bare numbers (七八九都不交).
_BARE = re.compile(
    rf"(?<![{_DIGITS}十百千万零两\d.年个第])[{_DIGITS}十](?:[、,]?[{_DIGITS}十]){{1,4}}(?=(?:月份?)?(?:[都全先]|统统|通通|一齐|这(?:三|几)个月|三个月))"
)
_TO = re.compile(r"到|至|-|~")
_EACH = re.compile(_ONE)
# Between a month and its amount: nothing that tells of something else, or of every month.
_OF_OTHERS = re.compile(r"[.;?!]|[没未不]|每个?月|月月|一个月|个人|员工|能|可以|缓")
_EVERY_MONTH = re.compile(r"每个?月|月月|一个月")
# A sum of each month, and stretches by so many of them.
_A_MONTH = re.compile(r"(?:每个?月|月月|一个月|月均|个个月|平均(?:每|一)个?月)[^,.?!;\d]{0,8}$")
_STRETCHES = ((12, re.compile(r"[一全整成]个?年")), (6, re.compile(r"半年")), (3, re.compile(r"季度")))
_FARTHEST = 14
_REST = "其余月份"
_LAST = 12


def of_months(placed: Sequence[Placed], heard: Understood) -> list[Placed]:
    """What is placed, with the month of each amount of a fact that is told by months; none where it isn't told.

    A number that only belongs to a list of months is left out.
    """
    own = [p for p in placed if p.fact.kind == "money" and p.fact.by_month]
    if not own:
        return list(placed)
    lists = [m for m in _MONTHS.finditer(heard.text) if m[0] != "一月"]
    listed = [*(m.span("list") for m in lists), *(m.span() for m in _BARE.finditer(heard.text))]
    amounts = [p for p in own if not any(start <= p.quantity.start < end for start, end in listed)]
    found: dict[Quantity, list[int]] = {}
    for number, match in enumerate(lists):
        end = lists[number + 1].start() if number + 1 < len(lists) else len(heard.text)
        behind = [p for p in amounts if match.end() <= p.quantity.start < end]
        months = _months(match)
        if len(months) > 1 and len(behind) == len(months):
            found |= {p.quantity: [month] for p, month in zip(behind, months, strict=True)}
        elif behind and _is_linked(heard.text[match.end() : behind[0].quantity.start], goes_on=bool(match["on"])):
            found[behind[0].quantity] = months
    kept = [p for p in placed if p not in own]
    for item in amounts:
        days: list[date | None] = [date(heard.today.year, month, 1) for month in found.get(item.quantity, [])]
        kept += [replace(item, day=day) for day in (days or [None])]
    return sorted(kept, key=lambda p: p.quantity.start)


def with_months_before(facts: Sequence[FactShape], told: Mapping[str, FactValue],
                       given: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """The facts told, those of single months joined with what was `given` for the other ones before.

    A month told again has what was told last; the amount of no month in particular, of the rest, stands last.
    """
    whole = dict(told)
    for fact in facts:
        value = told.get(fact.id)
        if fact.kind != "money" or not fact.by_month or not isinstance(value, tuple) or not any(b.day for b in value):
            continue
        before = given.get(fact.id, ())
        earlier = before if isinstance(before, tuple) else ()
        dated = {b.day.month: b for b in (*earlier, *value) if b.day}
        rest = [b for b in value if not b.day] or [b for b in earlier if not b.day]
        whole[fact.id] = (*(replace(dated[month], words=f"{month}月") for month in sorted(dated)),
                          *(Bill(b.amount, None, _REST) for b in rest))
    return whole


def months_listed(text: str) -> list[tuple[int, int, list[int]]]:
    """Where months are named by their numbers, alone or in lists: start, end and the months."""
    return [(m.start(), m.end(), _months(m)) for m in _MONTHS.finditer(text) if m[0] != "一月"]


def _months(match: re.Match[str]) -> list[int]:
    numbers = [_number(word) for word in _EACH.findall(match["list"])]
    if match["on"] and len(numbers) == 1:
        return list(range(numbers[0], _LAST + 1))
    if _TO.search(match["list"]) and len(numbers) == 2 and numbers[0] < numbers[1]:
        return list(range(numbers[0], numbers[1] + 1))
    return numbers


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return 10 + (_DIGITS.find(word[1:]) + 1 if word[1:] else 0) if word[0] == "十" else _DIGITS.index(word) + 1


def _is_linked(between: str, *, goes_on: bool) -> bool:
    """Whether an amount is that of the months told before it; from one on it may be of every month (9月起每月…)."""
    others = _OF_OTHERS.search(_EVERY_MONTH.sub("", between) if goes_on else between)
    return len(between) <= _FARTHEST and not others


def without_their_whole(quantities: Sequence[Quantity], heard: Understood) -> list[Quantity]:
    """The quantities without a sum that is only the whole of one told a month, over months told.

    So of 七百,分两个月,每月三百五 the first.
    """
    months = {q.value for q in quantities if q.kind is QuantityKind.MONTHS and q.value > 1}
    months |= {Decimal(number) for number, words in _STRETCHES if words.search(heard.text)}
    sums = [q for q in quantities if q.kind in SUMS]
    monthly = [q for q in sums if _A_MONTH.search(heard.text, 0, q.start)]
    wholes = [q for q in sums if q not in monthly and any(q.value == one.value * n for one in monthly for n in months)]
    return [q for q in quantities if q not in wholes] if len(monthly) == 1 and len(sums) == len(wholes) + 1 else [
        *quantities]
