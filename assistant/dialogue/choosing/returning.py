"""Going back to what was spoken of before the last subject (刚才说的那个, 回到前面).

Knows how callers go back, not what they go back to.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.own_words import has_own
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState, Subject

_RETURNS = re.compile(
    r"(?:刚才|刚刚|前面|头先|之前|先前|最早|一开始|最开始|开头|上面)[^,.?!;]{0,5}(?:那个|那件|那条|那样|那笔|那次|问题|的事)|"
    r"(?:回到|说回|讲回|返回|返去|绕回|转回)(?!来|原籍|老家|家)|第一个(?:问题|事)|还是(?:说|问|讲)(?:回|刚才|前面|那个)"
)
# So much less may what goes back fit than what doesn't.
_NEARLY = 0.05


def goes_back(heard: Understood) -> bool:
    """Whether an utterance says that it goes back to something."""
    return bool(_RETURNS.search(heard.text))


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
    if place is state and (meant := _meant(heard, state)):
        place = state.returned_to(meant)
        best = choose(place)
    return best, place


def _meant(heard: Understood, state: CallState) -> Subject | None:
    """The earlier subject that an utterance goes back to, naming nothing that wasn't spoken of there."""
    back = _RETURNS.search(heard.text)
    if not back:
        return None
    return next((e for e in state.earlier if not has_own(heard, (back.group(), *e.talk), len(e.cases))), None)
