"""What a fact told last has changed: the case before it beside the one in force, where their difference is asked for.

So with 我年底就退休了, and then 退休以后也花这么多,能多报多少. Calculates nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.calculator.scheme import Fact, FactKind, Scheme
from assistant.dialogue.gathering.continuing import adds_sum, tells_another
from assistant.dialogue.gathering.joining import labelled
from assistant.dialogue.hearing.asking import BOTH, asks_difference
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case

# What holds of both cases alike where it is only told with the question (一年下来多多少).
_SHARED = (FactKind.MONTHS, FactKind.DAYS, FactKind.COUNT)
_SUMS = (FactKind.MONEY,)


def since_change(scheme: Scheme, told: Sequence[Case], own: Case, full: Case, heard: Understood) -> list[Case]:
    """The case told before the last one and that one, with what the question tells of both; else none.

    `own` is what the utterance tells by itself, `full` the same with what was told before.
    """
    if len(told) < BOTH or heard.corrects or tells_another(heard) or adds_sum(heard) or not asks_difference(heard):
        return []
    before, last = told[-2:]
    if own.who and own.who != last.who:
        return []
    changed = {f.id for f in scheme.facts if before.facts.get(f.id) != last.facts.get(f.id)}
    new = [f for f in scheme.facts if f.id in full.facts and full.facts[f.id] != last.facts.get(f.id)
           and (f.id in own.facts or f.id not in changed)]
    if not changed or any(f.id in changed for f in new):
        return []
    names_change = any(own.facts.get(id_) == last.facts.get(id_) is not None for id_ in changed)
    if not all(_is_shared(fact, names_change=names_change) for fact in new):
        return []
    both = {fact.id: full.facts[fact.id] for fact in new if fact.id in full.facts}
    cases = [replace(case, facts={**case.facts, **both}, label="") for case in (before, last)]
    chosen = any(f.kind is FactKind.CHOICE and f.id in changed for f in scheme.facts)
    if chosen or len({case.who for case in cases} - {""}) > 1:
        return list(labelled(scheme, cases))
    return [replace(case, label=label) for case, label in zip(cases, ("原来", "后来"), strict=True)]


def _is_shared(fact: Fact, *, names_change: bool) -> bool:
    """Whether what is told anew of a fact holds of both: how long or how often, with the change named a sum, too."""
    return fact.kind in _SHARED or (names_change and fact.kind in _SUMS)
