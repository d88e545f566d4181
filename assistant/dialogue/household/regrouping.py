"""What an utterance changes about the household told before: members who move, join, leave, or were told wrongly.

Decides which kind of change it is. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.hearing.asking import asks_difference, asks_for_both
from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.other_results import asks_part
from assistant.dialogue.hearing.people import clause_at
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.changes import ADDED_FOR_SURE, JOINS, SUPPOSES, TURNS, Change, numbers_in
from assistant.dialogue.household.growing_up import grows_up, stays_young
from assistant.dialogue.household.household import FREE, GONE, Household, Member
from assistant.dialogue.household.membership import (
    LEAVES,
    comes_in,
    comes_too,
    corrected,
    joined_by,
    left_out,
    supposed_otherwise,
    told_besides,
    told_in_parts,
    turned_free,
)
from assistant.dialogue.household.moving import moved_at_once, of_those_known, values_changed, values_settled
from assistant.dialogue.household.recounting import children_among, recounted, supposes, tells_anew
from assistant.dialogue.household.roster import Homes

# The home of somebody else, right before the number of those who live there (我弟弟家三口人).
_OTHER_HOME = re.compile(
    r"(?:[哥弟姐妹嫂姑姨舅叔伯婶佬友戚爸妈爷奶婆公]|邻居|同事|[佢他她](?:们|哋)?)(?:家|屋企|那边)(?:里|一共|总共|有|是)*$"
)
_FEWER = re.compile(r"少(?:了|交|缴|买|计|算)*(?:[一两二三四五六七八九\d]+(?:个|人|口|名|位))")
_PEOPLE = ("口", "人", "口人")
_LONGEST = 40


def change(heard: Understood, home: Household | None, homes: Homes, mentions: Sequence[Mention], *,
           tiered: bool = True, free: Sequence[str] = ()) -> Change | None:
    """What an utterance changes about the household of a call; None if it tells nothing of the kind.

    Args:
        heard: The utterance.
        home: The people it names, if it names any.
        homes: The household told before.
        mentions: The values said of members (each one's 档).
        tiered: Whether members are counted by their values, not only by heads.
        free: Words for those who pay nothing (低保).
    """
    said = sorted((m for m in mentions if not m.negated), key=lambda m: m.start)
    if homes.last and asks_part(heard):
        return None
    if home and home.gone and (home.told_whole or not homes.last):
        return None  # told anew
    if not JOINS.search(heard.text) and any(
            q.measure in _PEOPLE and _OTHER_HOME.search(heard.text[: q.start]) for q in numbers_in(heard)):
        return None  # of others
    if (home and home.gone) or any(m.value == GONE for m in homes.last):
        return _beside_gone(heard, home, homes, said)
    one_more = _free_beside(heard, homes, free) if home is None and homes.last else None
    return one_more or _changed(heard, home, homes, said, tiered=tiered)


def _free_beside(heard: Understood, homes: Homes, free: Sequence[str]) -> Change | None:
    """So many more who pay nothing, of whom nothing else is said (还有一个人是低保)."""
    counted = numbers_in(heard)
    if len(counted) != 1 or not ADDED_FOR_SURE.search(heard.text[: counted[0].start]):
        return None
    if not any(word in heard.text[counted[0].end :] for word in free):
        return None
    return Change(homes.last, (*homes.last, Member("", int(counted[0].value), False, FREE)))


def _beside_gone(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Change | None:
    """A change of those who take no part of whom only the number is known, or of the others beside them."""
    told, last = (tuple(m for m in roster if m.value != GONE) for roster in (homes.told, homes.last))
    gone = tuple(m for m in homes.last if m.value == GONE)
    supposed = bool(SUPPOSES.search(heard.text))
    if home and home.gone:
        gone = (Member("", home.gone, False, GONE),)
        home = replace(home, gone=0)
        if not home.members:
            return Change(homes.last, (*last, *gone), supposed)
    whole = [q for q in numbers_in(heard) if q.measure in _PEOPLE and q.value > 1]
    if home is None and len(whole) == 1 and not JOINS.search(heard.text) and not LEAVES.search(heard.text) and (
            not last or heard.elliptical or heard.corrects):
        return Change(homes.last, (Member("", int(whole[0].value), False), *gone), supposed, not last)
    if not last:
        return Change(homes.last, (*home.members, *gone), in_parts=True) if home and home.members else None
    found = _changed(heard, home, Homes(told, last, homes.of_whole), said, tiered=False)
    if found is None or not found.after:
        return found
    return replace(found, before=(*found.before, *gone), after=(*found.after, *gone))


def _changed(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention], *,
             tiered: bool) -> Change | None:
    """What changes about a household all of whose members are known."""
    if not homes.last:
        return moved_at_once(heard, home, said)
    older = grows_up(heard, home, homes, said) if tiered and homes.anybody else None
    if older is not None:
        return older
    same = stays_young(heard, home, homes, said) if tiered and homes.anybody else None
    if same is not None:
        return same
    among = children_among(heard, home, homes) if tiered and homes.anybody else None
    if among is not None:
        return Change(homes.last, among, supposes(heard), in_parts=not heard.elliptical)
    told_anew = recounted(heard, home, homes, said)
    if told_anew is not None:
        return Change(homes.told, told_anew, supposes(heard), in_parts=not (heard.elliptical or tells_anew(heard)))
    if not homes.anybody:
        return told_besides(heard, home, homes, said) if tiered else None
    freed = turned_free(heard, home, homes)
    if freed:
        return freed
    open_ = any(not m.value and not m.young for m in homes.last)
    again = of_those_known(heard, homes.last, said) if said and open_ else None
    if again:
        return Change(homes.last, again)
    beside = asks_for_both(heard) and not asks_difference(heard) and not (
        JOINS.search(heard.text) or TURNS.search(heard.text) or _FEWER.search(heard.text)
        or comes_too(heard, home, homes) or left_out(heard, home, homes))
    if _length(heard, said) > _LONGEST or beside:
        return None
    found = (comes_in(heard, home, homes) or left_out(heard, home, homes) or corrected(heard, home, homes)
             or joined_by(heard, home, homes)
             or (told_besides(heard, home, homes, said) if tiered else told_in_parts(heard, home, homes))
             or supposed_otherwise(heard, home, homes, tiered=tiered))
    return found or values_changed(heard, home, homes, said) or values_settled(heard, home, homes, said)


def _length(heard: Understood, said: Sequence[Mention]) -> int:
    """How long an utterance is from the clause on in which it first tells something of members."""
    turn = TURNS.search(heard.text)
    at = min([*(m.start for m in said), *(q.start for q in numbers_in(heard)), *([turn.start()] if turn else [])],
             default=0)
    clause = clause_at(heard.clauses, at)
    return len(heard.text) - (clause.start if clause else 0)
