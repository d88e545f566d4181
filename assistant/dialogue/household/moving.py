"""Changes of what is said of members: another value for some of them, or the first one for those without (改二档).

Knows how such changes are said. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.conditions import Mention
from assistant.dialogue.hearing.kinship import OLD_ONES
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.changes import ADDED_FOR_SURE, ANYBODY, SUPPOSES, TURNS, Change, numbers_in, size_of
from assistant.dialogue.household.household import FREE, Household, Member, household
from assistant.dialogue.household.roster import Homes, Roster

_AGAIN = re.compile(r"也|再|又|还|接着|同样")
_ONLY = re.compile(r"只|光|单|就(?!是说)|仅|净")
_ALL = re.compile(r"都|全|大人|一起|统统")
# A change told before is only pointed back at (改了以后要多交多少).
_ONCE_DONE = re.compile(
    r"(?:改|换|转|变|调)(?:[了咗过完]|成)*(?:这|那)?(?:个|一)?(?:之|以)?后|(?:这么|这样|咁样?|噉)一?(?:改|换|变)")


def moved_at_once(heard: Understood, home: Household | None, said: Sequence[Mention]) -> Change | None:
    """So many people who move from one value to another, told in one breath (三个人一档改二档)."""
    turn = TURNS.search(heard.text, said[0].end) if len(said) > 1 else None
    if turn is None or len(said) != 2 or said[0].value == said[1].value or not (
            said[0].end <= turn.start() and turn.end() <= said[1].start):
        return None
    counted = [q for q in numbers_in(heard) if home is None or q not in home.counted]
    number = home.grown if home and home.grown else int(counted[0].value) if len(counted) == 1 else 0
    if not number:
        return None
    young = tuple(m for m in home.members if m.young) if home else ()
    before, after = (Member("", number, False, mention.value) for mention in said)
    return Change((before, *young), (after, *young))


def values_changed(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Change | None:
    """Members of whom another value is said, or supposed (我妈改二档呢, 都改一档)."""
    turn = TURNS.search(heard.text)
    goal = next((m.value for m in reversed(said)), "") or (_goal_of_last(homes) if turn else "")
    known = {m.key for m in homes.last} - ANYBODY
    named = [m for m in home.members if not m.young] if home else []
    if not goal or any(not m.value and not m.young for m in homes.last):
        return None
    if turn and not (said or named) and _ONCE_DONE.match(heard.text, turn.start()):
        return None
    if not turn and not (named or heard.elliptical or _ALL.search(heard.text)):
        return None
    if not turn and any(m.key not in known for m in named if m.key not in ANYBODY):
        return None
    if home and home.young and not turn:
        return None
    supposed = bool(SUPPOSES.search(heard.text))
    before = homes.last if _AGAIN.search(heard.text) and not _ONLY.search(heard.text) else homes.told
    after: Roster | None = before
    movers = [(m, m.value or goal) for m in named]
    if not movers:
        counted = [q for q in numbers_in(heard) if turn is None or q.end <= turn.start()]
        source = said[0].value if len(said) > 1 and said[0].value != goal else ""
        number = int(counted[0].value) if len(counted) == 1 else 0
        movers = [(Member("", number, False, source), goal)] if number else []
        if not movers:
            only = {source} if source else {m.value for m in before if not m.young} - {FREE}
            moved = tuple(m._replace(value=goal) if not m.young and m.value in only else m for m in before)
            return Change(before, moved, supposed)
    for member, value in movers:
        after = _with_value(after, member, value) if after is not None else None
    return Change(before, after or (), supposed)


def _with_value(roster: Roster, moving: Member, value: str) -> Roster | None:
    """The members, some of them with another value; None where there are not so many."""
    own = [m for m in roster if m.key == moving.key and moving.key not in ANYBODY]
    if own and own[0].value == value:
        return roster
    others = [m for m in roster if not m.young and m.value not in (value, FREE)]
    unnamed = [m for m in others if m.key in ANYBODY]
    for source in (own, unnamed, others):
        if sum(m.number for m in source) >= moving.number:
            return _moving_out_of(roster, source, moving, value)
    return None


def _moving_out_of(roster: Roster, source: Sequence[Member], moving: Member, value: str) -> Roster:
    kept, left = [], moving.number
    for member in roster:
        taken = min(left, member.number) if member in source else 0
        left -= taken
        kept += [member._replace(number=member.number - taken)] if member.number > taken else []
        kept += [Member(moving.key if moving.key not in ANYBODY else member.key if taken == member.number else "",
                        taken, False, value)] if taken else []
    return tuple(kept)


def _goal_of_last(homes: Homes) -> str:
    """The value that most moved to when a change was supposed last (两个都改呢)."""
    gained = {m.value: 0 for m in homes.last if not m.young}
    for sign, roster in ((1, homes.last), (-1, homes.told)):
        for member in roster:
            if not member.young:
                gained[member.value] = gained.get(member.value, 0) + sign * member.number
    best = max(gained, key=lambda value: gained[value], default="")
    return best if gained.get(best, 0) > 0 else ""


def values_settled(heard: Understood, home: Household | None, homes: Homes, said: Sequence[Mention]) -> Change | None:
    """The values of members of whom none was said before (爸妈二档,我一档; 都交一档; 两个一档一个二档)."""
    open_ = [m for m in homes.last if not m.young and not m.value]
    if not said or not open_:
        return None
    joining = {p.key for p in home.people if ADDED_FOR_SURE.search(heard.text[: p.start])} if home else set()
    told = [m for m in home.members if m.key not in joining] if home else []
    values = {m.value for m in said}
    if any(m.young for m in told):
        return None
    numbers = [m for m in told if m.value]
    if not told:
        counted = {m.value: [q for q in numbers_in(heard) if 0 <= m.start - q.end <= 3] for m in said}
        numbers = [Member("", int(found[-1].value), False, value) for value, found in counted.items() if found]
        if not numbers and len(values) == 1:
            numbers = [Member("", sum(m.number for m in open_), False, values.pop())]
    after: Roster | None = homes.last
    for member in numbers:
        after = _with_value(after, member, member.value) if after is not None else None
    if not after or after == homes.last:
        return None
    return Change(homes.last, (*after, *(m for m in home.members if m.key in joining)) if home else after)


def of_those_known(heard: Understood, roster: Roster, said: Sequence[Mention]) -> Roster | None:
    """The members told of before, each with the value said of him; None where the utterance doesn't tell them all."""
    named = tuple(m for m in roster if m.value != FREE)
    if any(m.key in ANYBODY - OLD_ONES for m in named) or len({m.key for m in named}) < len(named):
        return None
    home = household(heard, said, known=named)
    if home is None or home.told_whole or size_of(home.members) != size_of(named):
        return None
    if any(not m.value and not m.young for m in home.members):
        return None
    return (*home.members, *(m for m in roster if m.value == FREE))
