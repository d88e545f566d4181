"""The subject that an utterance goes back to, among those spoken of before the last one (刚才说的那个, 回到前面)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.asking import names_several, only_asks
from assistant.dialogue.hearing.going_back import goes_back, name_back, words_back
from assistant.dialogue.hearing.own_words import has_own, own_words
from assistant.dialogue.hearing.taking_up import is_of_getting_back, leaves_open, wants_back
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState, Subject
from assistant.policy.model import Statement

# So much less may what goes back fit than what doesn't.
_NEARLY = 0.05
# What goes on about an earlier subject without saying so must fit it so well.
_SURELY = 0.45
# So many of its first wordings tell what an entry is asked about by.
_WORDINGS = 6
# So many characters of a name surely name it.
_SURELY_NAMED = 3


def in_its_place(heard: Understood, state: CallState,
                 choose: Callable[[CallState], Choice]) -> tuple[Choice, CallState]:
    """What is chosen, and the call in which it is: where an earlier subject fits best, if the utterance goes back."""
    best, place = choose(state), state
    for earlier in state.earlier if goes_back(heard) else ():
        aside = state.returned_to(earlier)
        choice = choose(aside)
        told = choice.entry or choice.scheme
        again = told is not None and told.topic == earlier.topic and choice.score >= best.score - _NEARLY
        if told is not None and choice.follows and (best.is_nothing or again or choice.score > best.score):
            best, place = choice, aside
    if place is state and (meant := _named(heard, state) or _meant(heard, state)):
        place = state.returned_to(meant)
        best = choose(place)
    untold = best.is_nothing or (wants_back(heard) and not _is_of_getting_back(best))
    if place is state and untold and leaves_open(heard):
        return _before(heard, state, best, choose)
    return best, place


def _before(heard: Understood, state: CallState, best: Choice,
            choose: Callable[[CallState], Choice]) -> tuple[Choice, CallState]:
    """What is chosen in an earlier subject for what fits nothing in the present one, if just one surely tells it."""
    for earlier in state.earlier:
        aside = state.returned_to(earlier)
        choice = choose(aside)
        told = choice.entry
        surely = told is not None and told.statement is not Statement.GAP and choice.score >= _SURELY
        fits = choice.follows and not choice.more and (_is_of_getting_back(choice) or not wants_back(heard))
        if told is not None and surely and told.topic == earlier.topic and fits:
            return choice, aside
    return best, state


def _is_of_getting_back(choice: Choice) -> bool:
    """Whether what was chosen is asked about by how money is got back."""
    told = choice.entry or choice.scheme
    return told is not None and is_of_getting_back((told.title, *told.ask[:_WORDINGS]))


def _named(heard: Understood, state: CallState) -> Subject | None:
    """The last of the earlier subjects in which the name was spoken of that an utterance goes back to.

    None if that is what was spoken of last.
    """
    name = name_back(heard)
    words = own_words(replace(heard, text=name)) if name else []
    first = (words[0] if words else name)[:_SURELY_NAMED]
    if not first or any(first in text for text in state.talk):
        return None
    return next((e for e in state.earlier if any(first in text for text in e.talk)), None)


def _meant(heard: Understood, state: CallState) -> Subject | None:
    """The earlier subject that an utterance goes back to, naming nothing that wasn't spoken of there."""
    back = words_back(heard)
    if not back:
        return _of_several(heard, state)
    return next((e for e in state.earlier if not has_own(heard, (back, *e.talk), len(e.cases))), None)


def _of_several(heard: Understood, state: CallState) -> Subject | None:
    """The last subject with several cases, where an utterance asks only for their sum and the present one has none."""
    if state.cases or not only_asks(heard) or not names_several(heard):
        return None
    return next((e for e in state.earlier if len(e.cases) > 1), None)
