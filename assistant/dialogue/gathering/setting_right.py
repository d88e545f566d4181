"""One of several bills set right: which of those given before it takes the place of.

Calculates nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.calculator.scheme import Bill, FactValue
from assistant.dialogue.hearing.correcting import tells_whole, which_of
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.placed import Case, Placed, bills_of


def set_right(case: Case, placed: Sequence[Placed], given: Mapping[str, FactValue],
              heard: Understood) -> tuple[Case, list[str]]:
    """The case with a corrected bill among those given before, and the words of one that may be any of them.

    What is told as the whole takes the place of all of them.
    """
    if not heard.corrects or tells_whole(heard.text):
        return case, []
    facts, unclear = dict(case.facts), list[str]()
    for id_, value in case.facts.items():
        new, earlier = bills_of(value), bills_of(given.get(id_, ()))
        if len(new) != 1 or len(earlier) < 2:
            continue
        at = which_of(heard.text, len(earlier))
        at = _denied(earlier, new[0], heard) if at is None else at
        if at is None:
            unclear += [p.quantity.words for p in placed if p.fact.id == id_]
        else:
            facts[id_] = (*earlier[:at], replace(new[0], day=new[0].day or earlier[at].day), *earlier[at + 1 :])
    return replace(case, facts=facts), unclear


def _denied(earlier: Sequence[Bill], new: Bill, heard: Understood) -> int | None:
    """The place of the only bill whose amount the utterance says, too: that which it denies (不是四十,是三十)."""
    said = {q.value for q in heard.sums} - {new.amount}
    named = [at for at, bill in enumerate(earlier) if bill.amount in said]
    return named[0] if len(named) == 1 else None
