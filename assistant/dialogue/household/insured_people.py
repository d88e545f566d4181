"""What insurance each person has whom the caller has told of, to be known when they are spoken of again.

So 老头是职工退休的 and 老伴交的居民医保 hold for each of them when their bills are told turns later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.calculator.scheme import FactValue
from assistant.dialogue.hearing.people import SELF, named_in, persons_at
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case
from assistant.policy.model import FactShape

OF_INSURED = ("scheme", "status")
"""The conditions of which each person has one."""

Insured = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Person → condition → what was told of it."""


def with_told(people: Insured, heard: Understood) -> Insured:
    """The people, with what an utterance tells of the insurance of one of them."""
    told = {person: dict(conditions) for person, conditions in people.items()}
    for mention in heard.mentions:
        persons = persons_at(heard.text, heard.clauses, mention.start)
        if mention.dimension in OF_INSURED and not mention.negated and len(persons) == 1 and persons[0] != SELF:
            told.setdefault(persons[0], {})[mention.dimension] = (mention.value,)
    return told


def of_who_is_named(people: Insured, heard: Understood) -> Mapping[str, tuple[str, ...]]:
    """What was told before of the only person that an utterance names; empty where nothing was, or it tells it anew."""
    named = [person for person in named_in(heard.text) if person != SELF]
    if len(named) != 1 or any(mention.dimension in OF_INSURED for mention in heard.mentions):
        return {}
    return people.get(named[0], {})


def as_told_of(cases: Sequence[Case], people: Insured, facts: Sequence[FactShape], heard: Understood) -> list[Case]:
    """The cases of several people, each with what was told of that person where the utterance tells nothing of it."""
    own = {fact.dimension: fact for fact in facts if fact.dimension and fact.dimension in OF_INSURED}
    if len(cases) < 2 or any(mention.dimension in own for mention in heard.mentions):
        return list(cases)
    return [_as_told(case, people, own) for case in cases]


def _as_told(case: Case, people: Insured, own: Mapping[str, FactShape]) -> Case:
    person = next(iter(named_in(case.who or case.label)), "")
    told = people.get(person, {})
    known: dict[str, FactValue] = {own[name].id: values[0] for name, values in told.items() if name in own}
    if not known:
        return case
    matters = [own[name].when for name in told if name in own]
    kept = {id_: value for id_, value in case.facts.items()
            if id_ not in own or all(value in when[id_] for when in matters if id_ in when)}
    return replace(case, facts={**kept, **known})
