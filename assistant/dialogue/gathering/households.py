"""The household of a call by the facts of a scheme that counts its members: what of it an utterance tells or changes.

Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.dialogue.gathering.placing import Placing, of_members, place
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.changes import Change
from assistant.dialogue.household.household import FREE, Member
from assistant.dialogue.household.recounting import value_of_all, whole_told
from assistant.dialogue.household.regrouping import change
from assistant.dialogue.household.roster import Homes, Roster, counts_members, facts_of, roster_of, values_of
from assistant.dialogue.placed import Case, Placed
from assistant.policy.model import FactShape
from assistant.text.numerals import Quantity, QuantityKind

# What adds up homes or years, not the members of one.
_SEVERAL_HOMES = re.compile(r"[两俩二三几][家户年回次份边样种头]|加|合(?:起|埋|一块|在)|夹埋|都|各")
_GROWN_UPS = re.compile(r"大人|成年人|成人")


def change_of(facts: Sequence[FactShape], heard: Understood, placing: Placing, homes: Homes) -> Change | None:
    """What an utterance changes about the household told before; None if nothing."""
    free = [word for f in facts if f.heads == FREE for word in f.words]
    return change(heard, placing.home, homes, of_members(facts, heard), tiered=bool(values_of(facts)), free=free)


def homes_changed(shift: Change, heard: Understood, placing: Placing, homes: Homes) -> Homes:
    """The household of the call after a change; the one before where the change can't be settled."""
    if not shift.after:
        return homes
    told = homes.told if shift.supposed and homes.told else shift.after
    return Homes(told, shift.after, _is_whole_told(heard, placing, homes))


def homes_after(facts: Sequence[FactShape], heard: Understood, placing: Placing, case: Case, homes: Homes) -> Homes:
    """The household of the call: the one this utterance tells of, or else the one before."""
    if not counts_members(facts) or (homes.last and not any(p.fact.heads for p in placing.placed)):
        return homes
    counted = roster_of(facts, case.facts)
    named = placing.home.members if placing.home else ()
    alike = facts_of(facts, named) == facts_of(facts, counted)
    members = named if alike else counted
    if all(m.young for m in members):
        members = (*_without_number(facts, heard), *members)
    return Homes(members, members, _is_whole_told(heard, placing, homes))


def of_one_home(facts: Sequence[FactShape], told: Sequence[Case], together: int, heard: Understood) -> bool:
    """Whether the cases told are one household as it changed, of which the last alone counts (那一共多少)."""
    one_after_another = together < len(told) and len({case.who for case in told}) == 1
    return counts_members(facts) and one_after_another and not _SEVERAL_HOMES.search(heard.text)


def of_the_same_home(facts: Sequence[FactShape], placing: Placing, homes: Homes) -> list[Placed]:
    """What is placed, without the number of those named where they are only some of the household told before.

    Where they are more than those told before, nothing told before of its members counts.
    """
    home = placing.home
    if home is None or not homes.last or not values_of(facts) or home.told_whole:
        return placing.placed
    before = sum(m.number for m in homes.last if m.value != FREE)
    if home.size < before:
        return [p for p in placing.placed if p.fact.heads not in ("all", "grown")]
    if home.size == before:
        return placing.placed
    at = Quantity(QuantityKind.COUNT, Decimal(0), 0, 0, "")
    told = {p.fact.id for p in placing.placed}
    return [*placing.placed, *(Placed(f, Decimal(0), at, None, None, False) for f in facts
                               if f.heads and f.id not in told)]


def told_early(facts: Sequence[FactShape], heard: Understood) -> Roster:
    """The members told before a calculation that waits for others: the children, or a value of all grown-ups."""
    home = place(facts, heard).home if values_of(facts) else None
    young = home.members if home and all(m.young for m in home.members) else ()
    return (*_without_number(facts, heard), *young)


def _is_whole_told(heard: Understood, placing: Placing, homes: Homes) -> bool:
    """Whether the number of all members is told, now or before."""
    return homes.of_whole or whole_told(heard, placing.home) is not None


def _without_number(facts: Sequence[FactShape], heard: Understood) -> Roster:
    """The grown-ups of whom a value is said without their number (大人都交一档); nobody if none is."""
    value = value_of_all(heard, of_members(facts, heard), {}) if values_of(facts) else ""
    return (Member("", 0, False, value),) if value and _GROWN_UPS.search(heard.text) else ()
