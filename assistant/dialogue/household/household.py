"""The household that an utterance tells of: who belongs to it, how many they are, and what is said of each.

Puts together the people named (`relatives`) and what is said of them (`tiers`), and leaves out who takes no part.
Knows no policy: which members count for what, the caller of this module decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.leaving import freed, leaves_out, leaving
from assistant.dialogue.household.relatives import Person, Relatives
from assistant.dialogue.household.some_of_kin import tells_some
from assistant.dialogue.household.tiers import Tiers
from assistant.text.numerals import Quantity, QuantityKind

__all__ = ["FREE", "WHOLE", "Household", "Member", "Person", "household"]

# What a fact counts that counts no group of its own.
WHOLE = frozenset(("all", "grown", "young", "free"))
# Those who pay nothing themselves: the fact that counts them, and the value said of them.
FREE = "free"
# Those who take no part, of whom only their number is told: taken off the number of all.
GONE = "gone"
# Some of those told of (其中两个).
_PARTITIVE = re.compile(r"(?:其中|当中|里头|里面|之中|中间|(?<![还另没又再])有)(?:的|已经)?$")
_TOGETHER = re.compile(r"(?:都|全都|全部|一齐|一起)(?![去来说讲])")
# All of a household, right before their number (大大小小六个).
_ALL_AGES = re.compile(
    r"(?:大大小小|老老少少|老老小小|老老嫩嫩|老嫩大细|大细老嫩|老少|老小|老幼|大小|大细|上上下下)(?:一共|总共|统共|合共|共|有|,)*$")
_PERSONS = ("口", "口人", "人", "名", "位", "口子")
_WHOLE = re.compile(r"一家(?:子|人)?|全家|家里|屋企|我家|俺家|我哋|一共|总共|合共|拢共|共|我们家|老少|上下")


class Member(NamedTuple):
    """Some members of a household: who, how many, whether children or students, and the value said of them.

    `key` is empty for those who are only counted, `value` where nothing is said.
    """

    key: str
    number: int
    young: bool
    value: str = ""


@dataclass
class Household:
    """The people told of, without those said not to take part; `whole` is their number if it was said outright.

    `of_value` leads from a value of a condition (一档) to the number of grown-ups it is said of, `of_person` from the
    key of a person to the value. `counted` are the quantities that were read as numbers of these people, `told_whole`
    the one that `whole` comes from. `kin` tells that relatives are named, not only people counted, `open` that some
    take no part of whom neither who nor how many was said, `some` that how many they are wasn't said
    of some. `free` are those who pay nothing; no number above holds them. `gone` is the number of those who take no
    part where it isn't told which; `whole` doesn't hold them.
    """

    people: list[Person] = field(default_factory=list)
    whole: int | None = None
    of_value: dict[str, int] = field(default_factory=dict)
    of_person: dict[str, str] = field(default_factory=dict)
    counted: set[Quantity] = field(default_factory=set)
    told_whole: Quantity | None = None
    kin: bool = False
    open: bool = False
    free: list[Person] = field(default_factory=list)
    gone: int = 0
    some: bool = False

    @property
    def size(self) -> int:
        """How many they are."""
        if self.whole is not None:
            return self.whole
        return sum(paying(self.members))

    @property
    def told_size(self) -> int | None:
        """The number of all of them as it was said, those who take no part included; None if none was."""
        return int(self.told_whole.value) if self.told_whole else None

    @property
    def grown(self) -> int:
        """How many of those named are grown up."""
        return sum(p.number for p in self.people if not p.young)

    @property
    def young(self) -> int:
        """How many of those named are children or students."""
        return sum(p.number for p in self.people if p.young)

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody once: those named with what is said of them, then those only counted."""
        named = [Member(p.key, p.number, p.young, self.of_person.get(p.key, "")) for p in self.people]
        counted = dict(self.of_value)
        for member in named:
            if member.value:
                counted[member.value] -= member.number
        unnamed = [Member("", number, False, value) for value, number in counted.items() if number > 0]
        several = sum(member.number for member in unnamed)
        untold = [m for m in named if not m.young and not m.value]
        if len(unnamed) == 1 and several == sum(m.number for m in untold):  # 爸妈和我,三个人都一档
            named = [m._replace(value=unnamed[0].value) if m in untold else m for m in named]
            several, unnamed = 0, []
        kept: list[Member] = []
        for member in reversed(named):  # those counted by their value are some of the named of whom none is told
            open_ = not member.young and not member.value
            taken = min(member.number, several) if open_ else 0
            several -= taken
            if member.number > taken:
                kept.insert(0, member._replace(number=member.number - taken))
        others = (self.whole + self.gone if self.whole is not None else 0) - sum(m.number for m in (*kept, *unnamed))
        free = (Member(p.key, p.number, p.young, FREE) for p in self.free)
        gone = (Member("", self.gone, False, GONE),) if self.gone else ()
        return (*kept, *unnamed, *((Member("", others, False),) if others > 0 else ()), *free, *gone)


def paying(members: Iterable[Member]) -> tuple[int, int]:
    """How many grown-ups and how many children pay; those who are gone were grown up, as far as there are so many."""
    told = tuple(members)
    gone = sum(m.number for m in told if m.value == GONE)
    grown, young = (sum(m.number for m in told if m.young == of and m.value not in (FREE, GONE))
                    for of in (False, True))
    return max(grown - gone, 0), max(young - max(gone - grown, 0), 0)


def household(heard: Understood, mentions: Sequence[Mention], free: Sequence[str] = (),
              known: Sequence[Member] = (), *, apart: bool = False) -> Household | None:
    """The household that an utterance tells of; None if it names nobody.

    Args:
        heard: The utterance.
        mentions: What is said of single members (each one's 档); its words may stand before or behind them.
        free: Words for those who pay nothing (低保).
        known: The members told of before, where they are all named.
        apart: Keep the number of those who take no part, where only that is told, apart from the others.
    """
    said = [m for m in mentions if not m.negated]
    relatives = Relatives(heard, said, [Person(m.key, m.number, m.young, 0, 0) for m in known])
    tiers = Tiers(relatives, said)
    relatives.counted.update(tiers.counted)
    whole_told = _whole(relatives)
    left = leaving(relatives, whole_told, tiers=bool(said))
    paid_for = freed(relatives, free, whole_told)
    gone = left.counted or left.rest or left.open or paid_for.counted
    some = [q for q in left.counted if whole_told or _PARTITIVE.search(relatives.text[: q.start])]
    number_gone = sum(int(q.value) for q in some) if apart and not (said or left.rest) else 0
    together = bool(whole_told and _ALL_AGES.search(relatives.text[: whole_told.start])) or any(
        q.measure.startswith("口") for q in tiers.counted)
    counted = together or (whole_told and gone) or number_gone or len(tiers.numbers) > 1
    if not relatives.people and not counted:
        return None
    relatives.counted.update((*left.counted, *paid_for.counted))
    exempt = [*paid_for.people, *(Person("", int(q.value), False, q.start, q.end) for q in paid_for.counted)]
    fewer = _counted_together(relatives) if apart and not gone else None
    if fewer is not None:
        relatives.counted.add(fewer)
        some_of = Person("", int(fewer.value), False, fewer.start, fewer.end)
        return Household([some_of], some_of.number, counted=relatives.counted, told_whole=fewer, kin=relatives.kin)
    out = {p.key: p.number for p in paid_for.people}
    out = {**{key: relatives.people[key].number for key in left.keys}, **out}
    people = [p._replace(number=p.number - out.get(key, 0)) for key, p in relatives.people.items()
              if p.number > out.get(key, 0)]
    told = _whole(relatives)
    aside = {*left.counted, *paid_for.counted}
    whole = None if told is None else int(told.value) - sum(out.values()) - sum(int(q.value) for q in aside)
    if left.rest:
        relatives.counted.update((left.rest, *((told,) if told else ())))
        whole = int(left.rest.value)
    open_ = left.open and not exempt
    some_untold = told is None and not open_ and tells_some(heard.text)
    if open_:
        relatives.counted.update((told,) if told else ())
        people, whole = [], 0
    of_value, of_person = _values(people, tiers)
    return Household(people, whole, of_value, of_person, relatives.counted, told, relatives.kin, open_, exempt,
                     number_gone, some_untold)


def _values(people: Sequence[Person], tiers: Tiers) -> tuple[dict[str, int], dict[str, str]]:
    """Of how many each value is said, and what is said of those named."""
    of_person = {p.key: tiers.of_person[p.key] for p in people if p.key in tiers.of_person and p.key not in tiers.split}
    of_value = dict(tiers.numbers)
    for person in people:
        if person.key in of_person:
            value = of_person[person.key]
            of_value[value] = of_value.get(value, 0) + person.number
    return of_value, of_person


def _whole(relatives: Relatives) -> Quantity | None:
    """The number of all of them, if it was said: of 口, or of people behind a word for the whole."""
    text = relatives.text
    counts = [q for q in relatives.heard.quantities if q.kind is QuantityKind.COUNT and q.value > 1
              and (q.measure in _PERSONS or _ALL_AGES.search(text[: q.start])) and q not in relatives.counted
              and not any(t.start <= q.start < t.end for t in relatives.tokens)
              and not re.match(r"\s*(?:加|还有|和|再|另外)", text[q.end :]) and not _leaves(q, relatives)]
    of_all = [q for q in counts if q.measure.startswith("口") or _ALL_AGES.search(text[: q.start])
              or _WHOLE.search(text[max(0, q.start - 8) : q.start])]
    named = sum(p.number for p in relatives.people.values())
    last = (of_all or [q for q in counts if q.value >= named])[:1]
    return last[0] if last and (of_all or len({q.value for q in counts}) == 1) else None


def _counted_together(relatives: Relatives) -> Quantity | None:
    """The number of those asked for, where fewer than were named before are said to do it together (四个人都…)."""
    named = sum(p.number for p in relatives.people.values())
    return next((q for q in relatives.heard.quantities if q.kind is QuantityKind.COUNT and 1 < q.value < named
                 and q.measure in _PERSONS and _TOGETHER.match(relatives.text, q.end)
                 and not _PARTITIVE.search(relatives.text[: q.start])
                 and all(p.start < q.start for p in relatives.people.values())
                 and not any(t.start <= q.start < t.end for t in relatives.tokens)), None)


def _leaves(quantity: Quantity, relatives: Relatives) -> bool:
    """Whether a number is of those who take no part (有两个人在单位交)."""
    match = leaves_out(relatives.text, quantity.end, relatives.clause(quantity.start)[1])
    return match is not None and not quantity.measure.startswith("口") and not relatives.named(
        quantity.end, match.start()) and not any(
        quantity.end <= q.start < match.start() for q in relatives.heard.quantities if q.kind is QuantityKind.COUNT)
