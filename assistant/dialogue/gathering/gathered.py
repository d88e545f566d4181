"""What was gathered from an utterance for a calculator, on the way and in the end. Only data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assistant.calculator.scheme import FactValue
from assistant.dialogue.gathering.placing import Placing
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.own_rule import OwnRule
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.roster import NOBODY, Homes
from assistant.dialogue.placed import Case, Placed


@dataclass
class Gathered:
    """The cases of one utterance, whether it brought a quantity, and what was only roughly told.

    `each` is how many people have the same facts, or in how many months they recur (`each_of`: 人 or 个月).
    `asks_sum` tells that the cases are to be added up, `asks_difference` that their difference is asked for,
    `repeated` how amounts were multiplied, `left` the sums that fit no fact; `misses_sums` tells that sums were
    told and none of them is of use. `supposed` tells that only the first case is so, the others would be.
    `continues` tells that the case holds what was told before, too, `earlier` is that by itself;
    `joined` that the first case is the one told before. `months`, or `years`, is over how many of them the difference
    of what is told for one is asked for, `own_rule` the caller's own rate or price to set it against.
    `homes` is the household of the call after the utterance. `asks_room` tells that what is left of a limit is asked
    for, `asks_points` by how many points a target is missed or passed.
    `unlike` tells that a month stands against several that don't come to the same each,
    `result` is the one that is asked for of several cases, empty for the first.
    """

    cases: list[Case]
    quantities: bool
    rough: list[str] = field(default_factory=list)
    wanted: frozenset[str] = frozenset()
    persons: bool = False
    placed: int = 0
    each: int = 1
    supposed: bool = False
    each_of: str = "人"
    asks_sum: bool = False
    asks_difference: bool = False
    repeated: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    misses_sums: bool = False
    continues: bool = False
    earlier: Case | None = None
    joined: bool = False
    homes: Homes = NOBODY
    months: int = 0
    years: int = 0
    own_rule: OwnRule | None = None
    asks_room: bool = False
    asks_points: bool = False
    unlike: bool = False
    result: str = ""


class Amounts(NamedTuple):
    """Quantities at their facts, how they were multiplied, in how many months they recur, sums that fit no fact."""

    placed: list[Placed]
    repeated: list[str]
    months: int
    left: list[str]


class Parts(NamedTuple):
    """The cases of an utterance by itself, the conditions that count for them and the sums that they leave out.

    `each` is how many people have the same facts, or in how many months they recur (`each_of`). `apart` tells that
    they are two whose difference is asked for.
    """

    cases: list[Case]
    mentions: Sequence[Mention]
    left: list[str]
    each: int
    each_of: str
    of_persons: bool = False
    of_years: bool = False
    apart: bool = False


class Reading(NamedTuple):
    """What an utterance tells a scheme: `whole` with a price of the caller's own, `heard` without it."""

    whole: Understood
    heard: Understood
    own: tuple[Mention, ...]
    mentions: Sequence[Mention]
    placing: Placing


class Among(NamedTuple):
    """The only case of an utterance among those told before.

    `alone` is as the utterance has it, `case` with the bills in front of it, `both` with the one it stands beside;
    `given` and `before` are the quantities told earlier, the latter with what follows of them.
    """

    alone: Case | None
    case: Case | None
    both: list[Case]
    known: Mapping[str, tuple[str, ...]]
    given: Mapping[str, FactValue]
    before: Mapping[str, FactValue]
    day: date | None
    unclear: list[str]
