"""Which quantities belong to which of several alternatives that were told with them (今年四个人明年三个人).

Knows neither which alternatives are compared nor what comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Placed

# Who does it, where a clause tells of somebody else than the one before.
_EACH_ASKED = re.compile(r"(?:就|要|大概|大约|能|会|又)*(?:相?差|省|便宜|贵|[多少](?:花|出|付|交|收)?)(?:了|出)?多少")
_SUBJECT = re.compile(
    r"我|俺|自己|老板|[他她佢]|爸|妈|爹|娘|老公|老婆|老人|孩子|仔|儿子|女儿|婆|公公|爷|奶|全家|一家|屋企|家里|我家|俺家"
)


def amounts_by_value(mentions: Sequence[Mention], dimension: str, values: Sequence[str],
                     placed: Sequence[Placed]) -> dict[str, list[Placed]]:
    """Which quantities belong to which alternative: all to each, unless each alternative has one of its own."""
    groups: dict[str, list[Placed]] = {v: [] for v in values}
    for fact in dict.fromkeys(p.fact.id for p in placed):
        own = [p for p in placed if p.fact.id == fact]
        if len(own) == len(values) > 1 and own[0].fact.kind in ("money", "count", "months"):
            for item, value in zip(own, _in_order(mentions, dimension, values), strict=True):
                groups[value].append(item)
        else:
            for value in values:
                groups[value] += own
    return groups


def by_clause(mentions: Sequence[Mention], dimension: str, values: Sequence[str], placed: Sequence[Placed],
              heard: Understood) -> dict[str, list[Placed]] | None:
    """Which quantities belong to which alternative, where each has quantities in its own clause (单检…3次,5人混检…2轮).

    What was told before goes on for a later alternative that is of nobody else and has none of its own; None where
    the clauses don't tell.
    """
    clauses = {v: next((c for m in mentions if m.dimension == dimension and m.value == v
                        for c in heard.clauses if c.start <= m.start < c.end + 1), None) for v in values}
    inside = {v: [p for p in placed if c and c.start <= p.quantity.start < c.end and p.quantity.words]
              for v, c in clauses.items()}
    own = [p for group in inside.values() for p in group]
    facts = [{p.fact.id for p in group} for group in inside.values()]
    if len({id(c) for c in clauses.values()}) < len(values) or not all(facts) or all(f == facts[0] for f in facts):
        return None
    groups, before = {}, list[Placed]()
    for value in sorted(values, key=lambda v: clauses[v].start if clauses[v] else 0):  # type: ignore[union-attr]
        clause, group = clauses[value], inside[value]
        assert clause is not None
        of_others = _SUBJECT.search(heard.text, clause.start, clause.end)
        told = {p.fact.id for p in group}
        going_on = [] if of_others else [p for p in before if p.fact.id not in told]
        groups[value] = [*(p for p in placed if p not in own), *going_on, *group]
        before = [*going_on, *group]
    return groups


def without_each(placed: Sequence[Placed], text: str) -> list[Placed]:
    """The quantities without the one of which a difference is asked (一个人差多少), where their number is told."""
    return [p for p in placed if not (
        p.fact.kind == "count" and p.value == 1 and _EACH_ASKED.match(text, p.quantity.end)
        and any(other.fact.id == p.fact.id and other.value > 1 for other in placed))]


def all_the_same(groups: Mapping[str, Sequence[Placed]]) -> bool:
    told = [tuple(id(p) for p in group) for group in groups.values()]
    return len(set(told)) < 2


def in_turns(mentions: Sequence[Mention], dimension: str, values: Sequence[str], placed: Sequence[Placed]) -> bool:
    """Whether values and amounts take turns (今年四个人明年三个人): then each amount belongs to its value."""
    starts = {m.value: m.start for m in reversed(mentions) if m.dimension == dimension}
    if not set(values) <= set(starts):
        return False  # the usual value, that nobody named
    first = [starts[value] for value in values]
    said = sorted([(at, True) for at in first] + [(p.quantity.start, False) for p in placed])
    return len(said) == 2 * len(values) and all(a[1] != b[1] for a, b in pairwise(said))


def _in_order(mentions: Sequence[Mention], dimension: str, values: Sequence[str]) -> list[str]:
    """The alternatives in the order in which they were said."""
    said = dict.fromkeys(m.value for m in mentions if m.dimension == dimension and m.value in values)
    return [*said, *(v for v in values if v not in said)]
