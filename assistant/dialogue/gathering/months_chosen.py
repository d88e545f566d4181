"""Which single months of a stretch somebody takes, where the rule would give more (只缓八月和九月, 光缓两个月).

Knows how months are chosen by their names; how many were chosen by their number is a fact's words. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.gathering.monthly import months_listed
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.model import FactShape

# Before the months: what they are chosen for, and before that what makes it a choice.
_FOR = r"(?:缓缴|缓交|缓|晚缴|晚交|推迟|往后推|压|拖)(?:它|上|个|掉|了|的是|的就是)?"
_ONLY = r"(?:只|就|光|净|单单|单(?!位)|仅仅|仅|挑|选|净系|淨系|齋)"
_CHOSEN_AFTER = re.compile(rf"{_FOR}$")
_ONLY_BEFORE = re.compile(rf"{_ONLY}[^,.;?!\d]{{0,5}}$")
# Behind the months: 八月九月缓, 8月9月两个月的缓下来, 从八月缓到九月.
_CHOSEN_BEHIND = re.compile(
    r"(?:份)?(?:这|那)?(?:一个月|两个月|俩月|两月)?(?:的|份的)?(?:才|来|都|给|就|要|想|打算|准备|能|可以)*+(?:缓|晚交|晚缴|推迟)(?![到至])")
_FROM_TO = re.compile(r"份?(?:开始|起)?(?:缓缴|缓交|缓|推|压)(?:到|至)$")
_AND = re.compile(r"[、,和跟同与]?")
_MOST_CHOSEN = 2

_Listed = tuple[int, int, list[int]]
"""Where months are named, and which."""


def months_chosen(heard: Understood) -> list[int]:
    """The months that an utterance chooses by their names, in their order; none if all are meant or none is named."""
    lists = _joined(months_listed(heard.text), heard.text)
    for number, (start, end, months) in enumerate(lists):
        before, behind = heard.text[:start], lists[number + 1] if number + 1 < len(lists) else None
        if behind and _FROM_TO.match(heard.text[end : behind[0]]) and months[0] < behind[2][-1]:
            return list(range(months[0], behind[2][-1] + 1))
        only = _ONLY_BEFORE.search(before) or _ONLY_BEFORE.search(_CHOSEN_AFTER.sub("", before))
        governed = _CHOSEN_AFTER.search(before) or _CHOSEN_BEHIND.match(heard.text, end)
        several = 1 < len(months) <= _MOST_CHOSEN
        if governed and (only or several):
            return months
    return []


def _joined(lists: Sequence[_Listed], text: str) -> list[_Listed]:
    """The lists of months, those that follow each other as one (9月10月)."""
    joined: list[_Listed] = []
    for start, end, months in lists:
        if joined and _AND.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end, [*joined[-1][2], *months])
        else:
            joined.append((start, end, months))
    return joined


def with_months_chosen(facts: Sequence[FactShape], told: Mapping[str, FactValue], given: Mapping[str, FactValue],
                       heard: Understood) -> dict[str, FactValue]:
    """The facts told, the one amount of every month as that of each month chosen.

    Where only a number of months is chosen after that, it is again that of every month.
    """
    fact = next((f for f in facts if f.kind == "months" and f.by_month), None)
    whole = dict(told)
    amount = next((f for f in facts if f.kind == "money" and f.by_month), None)
    bills = (told.get(amount.id) or given.get(amount.id)) if amount else None
    if fact is None or amount is None or not isinstance(bills, tuple) or len({b.amount for b in bills}) != 1:
        return whole
    months = months_chosen(heard)
    if months:
        whole[fact.id] = Decimal(len(months))
        whole[amount.id] = tuple(replace(bills[0], day=date(heard.today.year, month, 1), words=f"{month}月")
                                 for month in months)
    elif fact.id in told and all(bill.day for bill in bills):
        whole[amount.id] = (Bill(bills[0].amount),)
    return whole
