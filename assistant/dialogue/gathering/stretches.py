"""Amounts of several stretches of months: how long each lasted, and what later turns add to or change about them.

Knows how callers name the place of a stretch among others (头三个月, 后尾两个月), not what comes of an amount.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from assistant.calculator.scheme import Bill, FactValue
from assistant.calculator.wording import quantity as written
from assistant.dialogue.hearing.asking import asks_difference, asks_how_much
from assistant.dialogue.hearing.other_results import is_brief
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case, Placed
from assistant.policy.model import FactShape
from assistant.text.dates import STRETCHES, Precision
from assistant.text.numerals import QuantityKind

FIRST, MIDDLE, LAST, AFTER = "前", "中间", "后", "之后"
_ORDER = (FIRST, MIDDLE, LAST, AFTER)
_WORDS = {
    FIRST: "开头|开始|起初|起先|最初|最先|头先|前头|前边|前面|先头|先前|前|头|先",
    MIDDLE: "中间|当中|中段",
    AFTER: "再之后|再往后|再后来|再后面|再后尾|再接下来|再接着|再跟住|再跟着|再然后|再后|之后再|接下来|之后",
    LAST: "后尾|后头|后边|后面|后来|最后|末尾|尾|末|余下|剩下|剩低|其余|后",
}
_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)"
_PLACE = re.compile(
    "(?:" + "|".join(f"(?P<p{_ORDER.index(place)}>{words})" for place, words in _WORDS.items())
    + rf")(?:的|嘅|那|嗰|这|呢|连续|有)*(?:{_NUMBER}个(?:半)?月|半年)$"
)
# A month that begins a stretch, and months listed one after another.
_BEGINS = re.compile(r"份?(?:起|开始|以后|之后|以来|到|至|-|~)")
_TURNS = re.compile(r"[涨升加增调提降减改变换]|起|开始|以后|之后")
_LISTED_MONTHS = re.compile(r"(?:[一二三四五六七八九十]{2,6}|\d{1,2}(?:[,、/ ]+\d{1,2})+)(?:这|那)?$")
_LATER = re.compile(r"后(?:面|来|边|头)?|末|尾")
_EARLIER = re.compile(r"前|头|先|开始|起初")
_BETWEEN = re.compile(_WORDS[MIDDLE])
_IN_MONTHS = re.compile(r"(\d+)个月$")
_LONGEST_PLACE = 10
_EACH = re.compile(r"各|分别|每(?:一)?段|[两三]段|前后")
_OF_ONE = re.compile(r"[前后头尾](?:面|头|边|尾|来)?(?:的|嘅|那|嗰|这|呢)*段")
_A_MONTH = re.compile(r"每个?月|(?<!\d)一个月|月均|每月")


class _Span(NamedTuple):
    """A stretch that was told: where its words stand, how many months it has, and its place (empty: not told)."""

    start: int
    months: Decimal
    place: str


def for_their_months(placed: Sequence[Placed], heard: Understood) -> tuple[list[Placed], list[str]]:
    """What is placed, amounts of facts `for_months` times the months told before each, with the words for it.

    Such amounts are left out unless each has its months; one alone, unless its place among others is told.
    """
    own = sorted((p for p in placed if p.fact.for_months), key=lambda p: p.quantity.start)
    if not own:
        return list(placed), []
    single = _single_months(own, heard)
    spans = single or _changing(own, heard) or _spans(heard)
    kept, told, end = [p for p in placed if not p.fact.for_months], [], 0
    for item in own:
        near = [span for span in spans if end <= span.start < item.quantity.start]
        if not near or (len(own) == 1 and not near[-1].place):
            return kept, []
        span, end = near[-1], item.quantity.end
        span = span._replace(months=sum((one.months for one in near), Decimal(0))) if single else span
        value = item.value * span.months
        told.append(f"{written(item.value)}元 × {written(span.months)}个月 = {written(value)}元")
        kept.append(replace(item, value=value, day=None, words=f"{span.place}{_in_months(span.months)}"))
    return kept, told


def with_stretches_before(facts: Sequence[FactShape], told: Mapping[str, FactValue],
                          given: Mapping[str, FactValue], heard: Understood) -> dict[str, FactValue]:
    """The facts told, those of single stretches joined with what was `given` for the other ones before.

    A stretch told again has what was told last; one that comes after the others is added unless it is corrected.
    """
    whole = dict(told)
    for fact in facts:
        value, before = told.get(fact.id), given.get(fact.id)
        if fact.for_months and isinstance(value, tuple) and isinstance(before, tuple) and before != value:
            whole[fact.id] = _joined(before, value, again=heard.corrects or heard.elliptical)
    return whole


def stretch_corrected(facts: Sequence[FactShape], given: Mapping[str, FactValue],
                      heard: Understood) -> dict[str, FactValue]:
    """The amounts `given` for several stretches, by their fact, where one is told anew in part (不对,后面是九千).

    The stretch is the one that is named by its place, else the only one of so many months.
    """
    whole: dict[str, FactValue] = {}
    sums = heard.sums
    months = [q.value for q in heard.quantities if q.kind is QuantityKind.MONTHS]
    changes = heard.corrects or (heard.elliptical and sums)
    for fact in facts if changes and len(sums) <= 1 and len(months) <= 1 and (sums or months) else ():
        before = given.get(fact.id)
        if not fact.for_months or not isinstance(before, tuple) or len(before) < 2:
            continue
        at = _which(before, heard.text, months)
        length = _months_in(before[at]) if at is not None else None
        if at is None or not length:
            continue
        each = sums[0].value if sums else before[at].amount / length
        over = months[0] if months else length
        place = _IN_MONTHS.sub("", before[at].words)
        whole[fact.id] = (*before[:at], Bill(each * over, None, f"{place}{_in_months(over)}"), *before[at + 1 :])
    return whole


def tells_stretch(placed: Sequence[Placed]) -> bool:
    """Whether an amount of a stretch is among what was placed."""
    return any(p.fact.for_months and p.words for p in placed)


def each_stretch(facts: Sequence[FactShape], given: Mapping[str, FactValue],
                 heard: Understood) -> tuple[list[Case], bool]:
    """A case for each stretch given before, where they are asked about one by one or against each other; else none.

    It is of a single month of each where that is asked for (后面每个月比前面少多少): the second value tells so.
    """
    fact = next((f for f in facts if f.for_months and isinstance(given.get(f.id), tuple)), None)
    bills = given.get(fact.id, ()) if fact else ()
    assert isinstance(bills, tuple)
    lengths = [_months_in(bill) for bill in bills]
    if fact is None or len(bills) < 2 or not all(lengths) or not _asks_of_each(heard):
        return [], False
    monthly = bool(_A_MONTH.search(heard.text))
    cases = []
    for number, (bill, months) in enumerate(zip(bills, lengths, strict=True)):
        place = _place_at(bills, number)
        one = replace(bill, amount=bill.amount / (months or 1), words=_in_months(Decimal(1))) if monthly else bill
        label = f"{place}{_in_months(months or Decimal(1))}" + ("每月" if monthly else "")
        cases.append(Case(label, {**given, fact.id: (one,)}))
    return cases, monthly


def _asks_of_each(heard: Understood) -> bool:
    """Whether an utterance with no amount of its own asks for each of several stretches, or what they differ in."""
    bare = not heard.sums and not heard.corrects and is_brief(heard)
    placed = bool(_LATER.search(heard.text) and _EARLIER.search(heard.text))
    apart = asks_difference(heard) and placed
    one_by_one = asks_how_much(heard) and bool(_EACH.search(heard.text) or _OF_ONE.search(heard.text))
    return bare and (apart or one_by_one)


def _spans(heard: Understood) -> list[_Span]:
    """The stretches that an utterance names, in their order."""
    spans = [_Span(q.start, q.value, _place(heard.text, q.start, q.end))
             for q in heard.quantities if q.kind is QuantityKind.MONTHS]
    spans += [_Span(d.start, Decimal(12 * (d.last_day.year - d.first_day.year) + d.last_day.month
                                     - d.first_day.month + 1), _place(heard.text, d.start, d.end))
              for d in heard.dates if d.precision in STRETCHES]
    return sorted(spans)


def _changing(amounts: Sequence[Placed], heard: Understood) -> list[_Span]:
    """The stretches of amounts each of which is told to begin in a month, within one that is told as a whole.

    So with 七月起五千到十月涨到六千,下半年一共; none where a month isn't told or lies outside.
    """
    whole = [d for d in heard.dates if d.precision in STRETCHES]
    months = [d for d in heard.dates if d.precision is Precision.MONTH]
    if len(amounts) < 2 or len(whole) != 1:
        return []
    first, last = _in_all(whole[0].first_day), _in_all(whole[0].last_day)
    begins = [first]
    for before, item in pairwise(amounts):
        own = [d for d in months if before.quantity.end <= d.start < item.quantity.start]
        if not own or not _TURNS.search(heard.text[own[-1].end : item.quantity.start]):
            return []
        begins.append(_in_all(own[-1].first_day))
    ends = [*begins[1:], last + 1]
    if any(begin >= end for begin, end in zip(begins, ends, strict=True)):
        return []
    places = [FIRST, *[MIDDLE] * (len(amounts) - 2), LAST]
    return [_Span(item.quantity.start - 1, Decimal(end - begin), place)
            for item, begin, end, place in zip(amounts, begins, ends, places, strict=True)]


def _in_all(day: date) -> int:
    """A day's month, counted through the years."""
    return day.year * 12 + day.month


def _single_months(amounts: Sequence[Placed], heard: Understood) -> list[_Span]:
    """The single months told before each amount (七月五千二,八九月五千六), or as many as amounts are listed after them.

    None where a month only begins a stretch (七月起), or an amount has none of its own.
    """
    months = [d for d in heard.dates if d.precision is Precision.MONTH and re.match(_NUMBER, d.words)]
    if len(amounts) < 2 or any(_BEGINS.match(heard.text, d.end) for d in months):
        return []
    if any(d.start > amounts[-1].quantity.end for d in months):
        return []  # what it is in one of them is asked for
    first = amounts[0].quantity.start
    ahead = [d for d in months if d.end <= first]
    if len(ahead) == len(amounts) == len(months):  # 七、八、九月分别是…
        return [_Span(item.quantity.start - 1, Decimal(1), "") for item in amounts]
    if not months and _listed_months(heard, first) == len(amounts):
        return [_Span(item.quantity.start - 1, Decimal(1), "") for item in amounts]
    bounds = [0, *(item.quantity.end for item in amounts)]
    own = [[d for d in months if start <= d.start < item.quantity.start]
           for start, item in zip(bounds, amounts, strict=False)]
    return [_Span(d.start, Decimal(1), "") for group in own for d in group] if all(own) else []


def _listed_months(heard: Understood, end: int) -> int:
    """How many months are listed by their numbers before a place, said to be so many (七八九三个月)."""
    return next((int(q.value) for q in heard.quantities if q.kind is QuantityKind.MONTHS and q.end <= end
                 and _LISTED_MONTHS.search(heard.text[: q.start])), 0)


def _place(text: str, start: int, end: int) -> str:
    """The place of a stretch among others as it is said with its months; empty if it isn't."""
    found = _PLACE.search(text[max(0, start - _LONGEST_PLACE) : end])
    return next((place for number, place in enumerate(_ORDER) if found and found[f"p{number}"]), "")


def _place_at(bills: Sequence[Bill], number: int) -> str:
    """The place of one of several stretches: as it was told, else by its number."""
    told = _IN_MONTHS.sub("", bills[number].words)
    return told or (FIRST if number == 0 else LAST if number == len(bills) - 1 else MIDDLE)


def _joined(before: Sequence[Bill], new: Sequence[Bill], *, again: bool) -> tuple[Bill, ...]:
    """The stretches of before with the new ones, each in the place of the one it tells `again`, in their order."""
    if not all(_IN_MONTHS.sub("", bill.words) for bill in new):
        return tuple(new)
    placed = [(_place_at(before, number) if len(before) > 1 else _place_at(before, 0), bill)
              for number, bill in enumerate(before)]
    for number, bill in enumerate(new):
        place = _place_at(new, number)
        same = [at for at, (known, _) in enumerate(placed) if known == place]
        if same and (again or place != AFTER):
            placed[same[-1]] = (place, bill)
        else:
            placed.append((place, bill))
    placed.sort(key=lambda pair: _ORDER.index(pair[0]))
    return tuple(bill for _, bill in placed)


def _which(bills: Sequence[Bill], text: str, months: Sequence[Decimal]) -> int | None:
    """The number of the stretch that is told anew."""
    between = [at for at in range(len(bills)) if _place_at(bills, at) == MIDDLE]
    if _BETWEEN.search(text) and len(between) == 1:
        return between[0]
    for named, place, otherwise in ((_LATER, LAST, len(bills) - 1), (_EARLIER, FIRST, 0)):
        if named.search(text):
            return next((at for at in range(len(bills)) if _place_at(bills, at) == place), otherwise)
    alike = [at for at, bill in enumerate(bills) if months and _months_in(bill) == months[0]]
    return alike[0] if len(alike) == 1 else None


def _in_months(number: Decimal) -> str:
    return f"{written(number)}个月"


def _months_in(bill: Bill) -> Decimal | None:
    found = _IN_MONTHS.search(bill.words)
    return Decimal(found[1]) if found else None
