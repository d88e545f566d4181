"""A household that counts differently in two years: each year with its own number of people.

Knows how the numbers are told (今年三个人,明年四个; 添了个小孩), not what a year costs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.dialogue.hearing.asking import BOTH, PEOPLE, asks_difference
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.household import Member
from assistant.dialogue.household.roster import facts_of, values_of
from assistant.dialogue.placed import Case
from assistant.policy.model import FactShape
from assistant.text.dates import Precision
from assistant.text.numerals import Quantity, QuantityKind

_JOINS = re.compile(r"(?:多|添|加|生|增)[加了咗]*(?:返)?$")
_LEAVES = re.compile(r"(?:少|减|走)[少了咗]*$")
_ONE_JOINS = re.compile(r"(?:多|添|加|生)[了咗](?:一)?个")
_COMPARED = re.compile("[跟和同与]")
_JUST_BEFORE = re.compile(r"(?:都|在|就|是)?")
_ASKS_BOTH = re.compile(r"分别|各|两年|都|合计|合共|[一总拢统]共|加起来|加埋|加一|总和")


def by_year(facts: Sequence[FactShape], heard: Understood, mentions: Sequence[Mention],
            told: Sequence[Case]) -> list[Case]:
    """One case for each of two years with a number of people of its own; none if that isn't what is told.

    A year that no number is told of has that of the case `told` of it before.
    """
    fact = next((f for f in facts if f.kind == "choice" and f.values and any(
        m.dimension == f.id for m in mentions)), None)
    if fact is None or values_of(facts) or not any(f.heads == "all" for f in facts):
        return []
    said = sorted((m for m in mentions if m.dimension == fact.id and not m.negated), key=lambda m: m.start)
    first: dict[str, Mention] = {}
    for mention in said:
        first.setdefault(mention.value, mention)
    before = {str(c.facts[fact.id]): c for c in told if fact.id in c.facts}
    apart = asks_difference(heard)
    if len(first) == 1 and apart and told and str(told[-1].facts.get(fact.id)) in set(before) - set(first):
        values = [str(told[-1].facts[fact.id]), *first]
    else:
        values = list(first)
    if len(values) != BOTH or not (apart or _ASKS_BOTH.search(heard.text)):
        return []
    numbers = {value: _number(heard, value, said) for value in values}
    sizes = {value: number if number is not None else _size(facts, before.get(value)) for value, number
             in numbers.items()}
    if any(numbers[v] is not None for v in values) and None in sizes.values():
        base = next((size for size in sizes.values() if size), None)
        sizes = {v: size if size is not None else _joined(heard, v, said, base) for v, size in sizes.items()}
    own = [size for size in sizes.values() if size]
    if len(own) != BOTH or len(set(own)) != BOTH:
        return []
    return [Case(_label(fact, value, first.get(value)), {
        fact.id: value, **facts_of(facts, (Member("", size, False),))}, _day(heard, first.get(value)))
        for value, size in sizes.items() if size]


def _stretches(heard: Understood, value: str, said: Sequence[Mention]) -> list[tuple[int, int]]:
    """The stretches that follow the mentions of a value, up to the next mention of another one.

    People right in front of a year are those of that year (我们三个人2022年度买的), and those behind a year that
    another is compared with are not that other one's (跟今年三个人比).
    """
    starts = {m: _with_people_before(heard, m) for m in said}
    return [(starts[m], next((starts[o] for o in said if o.start > m.start and (
        o.value != value or _COMPARED.match(o.words))), len(heard.text)))
            for m in said if m.value == value and not _COMPARED.match(m.words)]


def _with_people_before(heard: Understood, mention: Mention) -> int:
    """Where a mention begins, with the people counted right in front of it."""
    return next((q.start for q in heard.quantities if q.kind is QuantityKind.COUNT and q.measure in PEOPLE
                 and _JUST_BEFORE.fullmatch(heard.text, q.end, mention.start)), mention.end)


def _number(heard: Understood, value: str, said: Sequence[Mention]) -> int | None:
    """How many people are told of a value; None if none or several."""
    whole: list[Quantity] = []
    for start, end in _stretches(heard, value, said):
        whole += [q for q in heard.quantities if q.kind is QuantityKind.COUNT and start <= q.start < end and (
            q.measure in PEOPLE or (q.measure == "个" and re.match("人|买|参|交", heard.text[q.end :])))
            and not _JOINS.search(heard.text[: q.start]) and not _LEAVES.search(heard.text[: q.start])]
    numbers = {int(q.value) for q in whole}
    return numbers.pop() if len(numbers) == 1 else None


def _joined(heard: Understood, value: str, said: Sequence[Mention], base: int | None) -> int | None:
    """The number of a year that is only told as one more than the other's."""
    more = any(_ONE_JOINS.search(heard.text, start, end) for start, end in _stretches(heard, value, said))
    return base + 1 if base and more else None


def _size(facts: Sequence[FactShape], case: Case | None) -> int | None:
    """How many people a case told before counts."""
    if case is None:
        return None
    numbers = {f.heads: case.facts.get(f.id) for f in facts if f.heads}
    whole = numbers.get("all") or sum(int(str(numbers.get(part) or 0)) for part in ("grown", "young"))
    return int(str(whole)) or None


def _label(fact: FactShape, value: str, mention: Mention | None) -> str:
    if mention and re.fullmatch(r"\d{4}", mention.words):
        return f"{mention.words}年度"
    return mention.words if mention else next((v.label for v in fact.values if v.id == value), value)


def _day(heard: Understood, mention: Mention | None) -> date:
    """The day by whose rules a year is counted: today, or the last one of a year gone by."""
    year = next((d.first_day.year for d in heard.dates if mention and d.precision is Precision.YEAR
                 and d.start < mention.end and mention.start < d.end), None)
    return date(year, 12, 31) if year and year < heard.today.year else heard.today
