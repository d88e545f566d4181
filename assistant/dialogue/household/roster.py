"""The members of a household as a calculator's facts, and back.

Knows which fact counts whom (`heads`), not who they are or what they pay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.calculator.scheme import FactValue
from assistant.dialogue.household.household import FREE, WHOLE, Member, paying
from assistant.policy.model import FactShape

# What is counted of each member by himself (每人检测次数).
_EACH = "每人"
Roster = tuple[Member, ...]


class Homes(NamedTuple):
    """The household of a call: as the caller told it, and as it was supposed to be last (the same, if it wasn't).

    `of_whole` tells that the number of all members was told, not only that of each group.
    """

    told: Roster = ()
    last: Roster = ()
    of_whole: bool = False

    @property
    def anybody(self) -> bool:
        """Whether anybody was counted; else it is only known of whom a value is said."""
        return any(member.number for member in self.last)


NOBODY = Homes()


def values_of(facts: Sequence[FactShape]) -> frozenset[str]:
    """The values that members are counted by (each 档); empty where only heads count."""
    return frozenset(f.heads for f in facts if f.heads and f.heads not in WHOLE)


def counts_members(facts: Sequence[FactShape]) -> bool:
    """Whether a scheme counts the members of a household."""
    return any(f.heads for f in facts)


def roster_of(facts: Sequence[FactShape], given: Mapping[str, FactValue]) -> Roster:
    """The members that facts count; empty if they count nobody, or tell something of members that isn't counted."""
    numbers = {f.heads: int(value) for f in facts if f.heads and isinstance(value := given.get(f.id), Decimal)}
    others = any(f.kind == "count" and not f.heads and given.get(f.id) and not f.label.startswith(_EACH) for f in facts)
    if others or not any(numbers.values()):
        return ()
    young, groups = numbers.get("young", 0), {v: numbers.get(v, 0) for v in values_of(facts)}
    placed = sum(groups.values())
    open_ = max(numbers.get("grown", 0) - placed, numbers.get("all", 0) - young - placed, 0)
    all_of = next((value for value in given.values() if isinstance(value, str) and value in groups), "")
    members = [Member("", number, False, value) for value, number in sorted(groups.items())]
    members += [Member("", open_, False, all_of), Member("", young, True)]
    members.append(Member("", numbers.get(FREE, 0), False, FREE))
    return tuple(m for m in members if m.number)


def facts_of(facts: Sequence[FactShape], roster: Roster) -> dict[str, FactValue]:
    """Every fact that counts members, also those that count none; choices for all of them at once are undone."""
    groups = values_of(facts)
    grown, young = paying(roster)
    whole = {"all": grown + young, "grown": grown, "young": young}
    counted: dict[str, FactValue] = {}
    for fact in facts:
        if fact.heads:
            number = whole.get(fact.heads)
            counted[fact.id] = Decimal(sum(m.number for m in roster if m.value == fact.heads)
                                       if number is None else number)
        elif fact.default is not None and groups & {value.id for value in fact.values}:
            counted[fact.id] = fact.default
    return counted
