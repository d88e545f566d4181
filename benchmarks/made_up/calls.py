"""Makes a call of a matter: told at once or in pieces, then perhaps a correction or what else goes on from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from benchmarks.made_up.matter import Facts, Follow, Matter, Told, draw

_CORRECTS = ("不对，{}", "说错了，{}", "哦不是，{}", "我刚才说错了，应该是{}", "更正一下，{}")
_SUPPOSES = ("那要是{}呢？", "如果{}呢？", "换成{}呢？", "那{}呢？")
_TRIES = 20


@dataclass(frozen=True)
class MadeUpCall:
    """The turns of a call, what the reply to the last one must tell, and how it was made."""

    matter: str
    flow: str
    city: str
    day: date
    turns: tuple[str, ...]
    told: Told


def make(matter: Matter, chance: Random) -> MadeUpCall:
    """One call: first how the facts are told, then, two times in three, one or two turns that go on."""
    facts = draw(matter, chance)
    flow, turns = chance.choice((("at once", _at_once), ("in pieces", _in_pieces)))
    said, told = turns(matter, facts, chance), matter.truth(facts)
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        if (gone_on := _goes_on(matter, facts, chance)) is None:
            break
        kind, follow = gone_on
        flow, told = f"{flow}, {kind}", follow.told
        said = [*said, follow.says]
        if follow.facts is None:
            break
        facts = dict(follow.facts)
    return MadeUpCall(matter.name, flow, matter.city, matter.day, tuple(said), told)


def _clauses(matter: Matter, facts: Facts, chance: Random) -> list[str]:
    told = [slot.say(chance, facts[name]) for name, slot in matter.slots.items() if facts[name] is not None]
    chance.shuffle(told)
    return told


def _at_once(matter: Matter, facts: Facts, chance: Random) -> list[str]:
    """All facts in one sentence, the question before or after them."""
    told, asks = _clauses(matter, facts, chance), chance.choice(matter.asks)
    parts = [asks, *told] if chance.random() < 1 / 4 else [*told, asks]
    return ["，".join(part for part in (chance.choice(matter.opening), *parts) if part)]


def _in_pieces(matter: Matter, facts: Facts, chance: Random) -> list[str]:
    """The question first, then the facts one or two a turn, in any order."""
    told = _clauses(matter, facts, chance)
    first = [chance.choice(matter.opening), *([told.pop()] if told and chance.random() < 1 / 2 else [])]
    turns = ["，".join(part for part in (*first, chance.choice(matter.asks)) if part)]
    while told:
        size = min(len(told), chance.choice((1, 1, 2)))
        turns.append("，".join(told.pop() for _ in range(size)))
    return turns


def _goes_on(matter: Matter, facts: Facts, chance: Random) -> tuple[str, Follow] | None:
    """A turn that goes on from what holds, with its kind."""
    ways: list[tuple[str, Follow]] = [
        ("goes on", follow) for own in matter.follows if (follow := own(chance, facts)) is not None
    ]
    for kind, hinges in (("corrects", _CORRECTS), ("what if", _SUPPOSES)):
        if (changed := _changed(matter, facts, chance)) is not None:
            name, other = changed
            change = matter.slots[name].change
            assert change is not None
            says = chance.choice(hinges).format(change(chance, other[name]))
            # A what-if leaves open which facts hold afterwards; it ends the call.
            ways.append((kind, Follow(says, matter.truth(other), other if kind == "corrects" else None)))
    return chance.choice(ways) if ways else None


def _changed(matter: Matter, facts: Facts, chance: Random) -> tuple[str, Mapping[str, Any]] | None:
    """One fact with another value that goes with the rest and changes what is true."""
    names = [name for name, slot in matter.slots.items() if slot.change is not None and facts[name] is not None]
    if not names:
        return None
    name = chance.choice(names)
    for _ in range(_TRIES):
        other = {**facts, name: matter.slots[name].draw(chance)}
        if other[name] is not None and matter.fits(other) and _tells(matter, other) != _tells(matter, facts):
            return name, other
    return None


def _tells(matter: Matter, facts: Facts) -> Sequence[Any]:
    return tuple(matter.truth(facts))
