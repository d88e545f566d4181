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
from assistant.calculator.wording import quantity as written
from assistant.dialogue.placed import Placed
from assistant.dialogue.understanding import Understood
from assistant.policy.model import FactShape
from assistant.text.dates import Precision
from assistant.text.numerals import Quantity, QuantityKind

_DIGITS = "一二三四五六七八九"
_ONE = rf"1[0-2]|[1-9]|十[一二]?|[{_DIGITS}]"
_MONTHS = re.compile(
    rf"(?<![\d.年个第])(?P<list>(?:{_ONE})(?:(?:月份?)?\s*(?:[、,和跟同与]\s*|(?<=[{_DIGITS}十])(?=[{_DIGITS}十]))(?:{_ONE})(?!\d))*"
    rf"(?:(?:月份?)?\s*(?:到|至|-|~)\s*(?:{_ONE}))?)\s*月(?:份)?(?P<on>开?始?起|开始|以后|往后|之后)?(?!\d{1,2}[号日])"
)
_TO = re.compile(r"到|至|-|~")
_EACH = re.compile(_ONE)
# Between a month and its amount: nothing that tells of something else, or of every month.
_OF_OTHERS = re.compile(r"[.;?!]|[没未不]|每个?月|月月|一个月|个人|员工|能|可以|缓")
_EVERY_MONTH = re.compile(r"每个?月|月月|一个月")
_FARTHEST = 14
_LATER = re.compile(r"后(?:面|来|边|头)?|末|尾")
_EARLIER = re.compile(r"前|头|先|开始|起初")
_SPANS = frozenset((Precision.MONTHS, Precision.HALF, Precision.QUARTER))
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
    amounts = [p for p in own if not any(m.start() <= p.quantity.start < m.end("list") for m in lists)]
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


def stretch_corrected(facts: Sequence[FactShape], given: Mapping[str, FactValue],
                      heard: Understood) -> dict[str, FactValue]:
    """The amounts `given` for several stretches, where one of them is told anew (不对,后四个月是九千), by their fact.

    The stretch is the first or last one, as it is called, else the only one of so many months.
    """
    whole: dict[str, FactValue] = {}
    sums = heard.sums
    months = [q.value for q in heard.quantities if q.kind is QuantityKind.MONTHS]
    for fact in facts if heard.corrects and len(sums) <= 1 and len(months) <= 1 and (sums or months) else ():
        before = given.get(fact.id)
        if not fact.for_months or not isinstance(before, tuple) or len(before) < 2:
            continue
        at = _which(before, heard.text, months)
        length = _months_in(before[at]) if at is not None else None
        if at is None or not length:
            continue
        each = sums[0].value if sums else before[at].amount / length
        over = months[0] if months else length
        bills = [*before[:at], Bill(each * over, None, _in_months(over)), *before[at + 1 :]]
        whole[fact.id] = tuple(bills)
    return whole


def _which(bills: Sequence[Bill], text: str, months: Sequence[Decimal]) -> int | None:
    if _LATER.search(text):
        return len(bills) - 1
    if _EARLIER.search(text):
        return 0
    alike = [at for at, bill in enumerate(bills) if months and _months_in(bill) == months[0]]
    return alike[0] if len(alike) == 1 else None


def _in_months(number: Decimal) -> str:
    return f"{written(number)}个月"


def _months_in(bill: Bill) -> Decimal | None:
    number = bill.words.removesuffix("个月")
    return Decimal(number) if number.isdecimal() else None


def for_their_months(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """What is placed, amounts of facts `for_months` times the months told before each, with the words for it.

    Such amounts are left out unless there are several and each has its months.
    """
    own = sorted((p for p in placed if p.fact.for_months), key=lambda p: p.quantity.start)
    if not own:
        return list(placed), []
    spans = [(q.start, q.value) for q in heard.quantities if q.kind is QuantityKind.MONTHS]
    spans += [(d.start, Decimal(12 * (d.last_day.year - d.first_day.year) + d.last_day.month - d.first_day.month + 1))
              for d in heard.dates if d.precision in _SPANS]
    kept, told, end = [p for p in placed if not p.fact.for_months], [], 0
    for item in own:
        near = [months for start, months in sorted(spans) if end <= start < item.quantity.start]
        if not near or len(own) == 1:
            return kept, []
        value, end = item.value * near[-1], item.quantity.end
        told.append(f"{written(item.value)}元 × {written(near[-1])}个月 = {written(value)}元")
        kept.append(replace(item, value=value, day=None, words=_in_months(near[-1])))
    return kept, told
