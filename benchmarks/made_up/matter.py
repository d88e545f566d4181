"""What a made-up call is about: the facts callers tell, how they ask, and what is true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

Facts = Mapping[str, Any]
Told = Sequence[Decimal | int | str]
"""What a reply must tell: amounts, and words that stand in it."""


@dataclass(frozen=True)
class Slot:
    """One fact: how a value is drawn, and how callers tell it."""

    draw: Callable[[Random], Any]
    """A value; `None` for a fact that this caller doesn't tell."""
    say: Callable[[Random, Any], str]
    """A clause that tells it and stands alone in any place of a call: 花了320块."""
    change: Callable[[Random, Any], str] | None = None
    """The value behind 不对，是… or 那要是…呢: 退休的; `None` where it can't be changed so."""


@dataclass(frozen=True)
class Follow:
    """One more turn and what it must be answered with; `facts` are those that hold after it."""

    says: str
    told: Told
    facts: Facts | None = None


@dataclass(frozen=True)
class Matter:
    """One kind of calculation, as callers bring it up."""

    name: str
    city: str
    day: date
    slots: Mapping[str, Slot]
    asks: Sequence[str]
    """Questions that stand alone in any place of a call, and before the facts."""
    truth: Callable[[Facts], Told]
    """Worked out from the source text by a formula of its own."""
    follows: Sequence[Callable[[Random, Facts], Follow | None]] = field(default=())
    """What else its callers go on with; a correction and a what-if of each fact come by themselves."""
    opening: Sequence[str] = ("",)
    """What names the matter where neither facts nor question do; said first."""
    fits: Callable[[Facts], bool] = lambda facts: True
    """Whether drawn facts go together."""


def draw(matter: Matter, chance: Random) -> dict[str, Any]:
    """Facts of one caller that go together."""
    while True:
        drawn = {name: slot.draw(chance) for name, slot in matter.slots.items()}
        if matter.fits(drawn):
            return drawn
