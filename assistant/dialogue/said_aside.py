"""What is said on the way and asks nothing: a remark, what leads over to a question, or where somebody else lives.

Such words are nodded to and leave what the call is about as it was. Knows no policy.
"""

from __future__ import annotations

import re

from assistant.dialogue.hearing.locating import UNNAMED
from assistant.dialogue.hearing.place_roles import only_tells_where
from assistant.dialogue.hearing.remarks import remark, remark_in
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Area

# The kinds of small talk that such words are answered by, as `phrases.CHAT` has them.
GO_ON = "go_on"
NOD = "nod"
_CLAUSE = re.compile(r"[^,.?!;]+")


def said_aside(heard: Understood, state: CallState, knowledge: Knowledge) -> str | None:
    """The kind of small talk that answers an utterance which asks nothing; None for any other.

    Where somebody else lives is noted, for a question that is asked of him.
    """
    if state.asked != "area" and _tells_where(heard, knowledge):
        state.theirs, state.only_placed = heard.located.theirs, True
        return GO_ON
    kind = remark(heard)
    if kind == NOD:
        return None if state.asked else "acknowledged"  # it may be the answer
    return kind


def _tells_where(heard: Understood, knowledge: Knowledge) -> bool:
    """Whether an utterance tells that somebody else is in a place, and nothing but remarks beside it."""
    place = heard.located.theirs
    if not place or heard.asks or heard.dates or heard.sums:
        return False
    area = knowledge.areas.get(place)
    if heard.conditions and (area or place == UNNAMED or any(m.dimension != "status" for m in heard.conditions)):
        return False  # they count for what is told of there
    names = _names(area) if area else ("",) if place == UNNAMED else (place,)
    rest = [clause for clause in _CLAUSE.findall(heard.text)
            if not any(only_tells_where(clause, name) for name in names)]
    told = len(rest) < len(_CLAUSE.findall(heard.text))
    return told and all(remark_in(clause) for clause in rest)


def _names(area: Area) -> tuple[str, ...]:
    """All names of an area and its districts, the longest first."""
    names = {area.name, *area.aliases}
    for district in area.districts:
        names |= {district.name, *district.aliases}
    return tuple(sorted(names, key=len, reverse=True))
