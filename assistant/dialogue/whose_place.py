"""Whose place a call goes on about: the caller's own, or that of somebody he told of before, named or not.

Knows what was heard and the call's state, not what is told.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.hearing.locating import UNNAMED
from assistant.dialogue.hearing.place_roles import asks_back_home, asks_of_them, asks_there
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge


def with_place_meant(heard: Understood, state: CallState, knowledge: Knowledge) -> Understood:
    """The utterance with the place that it means without its name: somebody else's, or the caller's own again."""
    located = heard.located
    if located.areas or located.elsewhere:
        return heard
    theirs = UNNAMED if located.theirs == UNNAMED else state.theirs
    just_told = located.theirs == UNNAMED or state.only_placed
    if theirs and (asks_there(heard.text) or (just_told and asks_of_them(heard.text))):
        covered = theirs in knowledge.areas
        areas, elsewhere = ((theirs,), ()) if covered else ((), (theirs,))
        return replace(heard, located=replace(located, areas=areas, elsewhere=elsewhere, for_them=True))
    if state.own and asks_back_home(heard.text):
        return replace(heard, located=replace(located, areas=(state.own,)))
    return heard


def note_place(heard: Understood, state: CallState) -> None:
    """Note where somebody else was said to be, and the caller's own place while another one is told of."""
    located = heard.located
    state.theirs = located.theirs or state.theirs
    if located.own or heard.corrects:
        state.own = None
    elif located.areas and state.area not in (None, *located.areas):
        state.own = state.own or state.area


def is_unnamed(heard: Understood) -> bool:
    """Whether an utterance asks of somebody else's place that nobody has named."""
    return heard.located.elsewhere == (UNNAMED,) and heard.located.for_them


def go_to(area: str, state: CallState, knowledge: Knowledge) -> None:
    """Take the call to an area: what holds only in the one before is set aside, and found again on the way back."""
    if state.area not in (None, area):
        told = knowledge.entries.get(state.subject or "") or knowledge.schemes.get(state.scheme or "")
        if told is not None and told.area not in knowledge.lineage(area):
            state.leave()
        if state.left is not None and state.left.area == area:
            state.come_back()
    state.area = area
