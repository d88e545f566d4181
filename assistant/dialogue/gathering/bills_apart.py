"""The two bills of one case set against each other, where only their difference is asked for (两回一比省下多少).

Knows how callers ask it, not what the bills come to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.calculator.scheme import Bill, Scheme
from assistant.dialogue.gathering.choices import PERIODS
from assistant.dialogue.hearing.asking import BOTH, asks_difference, asks_enough
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case
from assistant.policy.model import FactShape
from assistant.text.numerals import QuantityKind

# What is lacking to something else, or would be otherwise.
_OTHERWISE = re.compile(r"还[差争欠缺]|[离距够]|如果|要是|假如|换成|改成|限额|上限|额度|起付|目标")
# How two bills are pointed at and set against each other.
_POINTING = (
    "前后两次前后两回一比比下来比一比对比相比比起来头一回头一次头一笔第一回第一次第一笔第二回第二次第二笔上一回上一次上回上次"
    "这回这次那回那次前一次前一回前一笔后一次后一回后一笔后面那次前面那次先头那次省下省了省返悭返少掏少出少付少俾多掏多出多付多报少报"
    "花的报的药费比之下之下来单子张单呢次嗰次啱先比头先头先嗰次"
)
_LONGEST = 24


def two_bills(facts: Sequence[FactShape], scheme: Scheme, told: Sequence[Case], heard: Understood,
              known: Iterable[str]) -> list[Case]:
    """The two bills of the case told last, each as a case; none if not just their difference is asked for.

    The second stands behind the first where what that used up carries over to it.
    """
    found = _bills(facts, told[-1]) if told else None
    if found is None or not _asks_apart(heard, found[1], told[-1].day, known):
        return []
    (id_, bills), case = found, told[-1]
    labels = _labels(bills, case.day)
    first = replace(case, label=labels[0], facts={**case.facts, id_: bills[:1]}, day=bills[0].day or case.day)
    if scheme.carry:
        return [first, replace(case, label=labels[1], beyond=1)]
    return [first, replace(case, label=labels[1], facts={**case.facts, id_: bills[1:]}, day=bills[1].day or case.day)]


def _bills(facts: Sequence[FactShape], case: Case) -> tuple[str, tuple[Bill, ...]] | None:
    """The only fact of a case that has several values, and those, if they are two bills."""
    several = [(f, value) for f in facts if isinstance(value := case.facts.get(f.id), tuple) and len(value) > 1]
    if len(several) != 1 or case.beyond:
        return None
    fact, bills = several[0]
    return (fact.id, bills) if fact.kind == "money" and len(bills) == BOTH and not fact.for_months else None


def _asks_apart(heard: Understood, bills: Sequence[Bill], last: date | None, known: Iterable[str]) -> bool:
    """Whether nothing is asked but by how much the two differ; they may be named by their months."""
    own = [m for m in heard.conditions if m.value not in PERIODS]  # 前后两次差
    asks = asks_difference(heard) and len(heard.text) <= _LONGEST and not (own or heard.sums)
    if not asks or heard.corrects or _OTHERWISE.search(heard.text) or asks_enough(heard):
        return False
    counted = all(q.kind is QuantityKind.ORDINAL or q.value in (1, BOTH) for q in heard.quantities)
    months = {(day.year, day.month) for bill in bills if (day := bill.day or last)}
    dated = all((d.first_day.year, d.first_day.month) in months for d in heard.dates)
    words = [*known, _POINTING, *(d.words for d in heard.dates)]
    return counted and dated and not own_words(heard, words)


def _labels(bills: Sequence[Bill], last: date | None) -> list[str]:
    """Their months, if each has one of its own, else their places."""
    months = [f"{day.month}月" for bill in bills if (day := bill.day or last)]
    return months if len(set(months)) == BOTH else ["第一笔", "第二笔"]
