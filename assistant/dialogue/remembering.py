"""What a call keeps of each turn: what was said and told, the conditions that hold from now on, what waits."""

from __future__ import annotations

from assistant.dialogue.choosing.ranking import ONLY_A_CONDITION
from assistant.dialogue.gathering.standing import tells_old_age
from assistant.dialogue.hearing.conditions import denied, stated
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.insured_people import OF_INSURED, of_who_is_named, with_told
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge

STATUS, AT_WORK = "status", "working"

# An utterance up to this length leans on the one before and doesn't replace it.
SHORT_UTTERANCE = 8

# So many utterances about one subject are remembered.
MOST_TALK = 8


def remember(state: CallState, heard: Understood, reply: Reply, area: str | None) -> Reply:
    """Note a turn and its reply in the state; gives the reply."""
    state.area, state.last_reply = area, reply
    only_varies = heard.elliptical and heard.conditions and len(heard.matched) < ONLY_A_CONDITION
    if (len(heard.matched) > SHORT_UTTERANCE and not only_varies) or not state.last_matched:
        state.last_matched = heard.matched
    state.last_said, state.talk = heard.matched, (*state.talk, heard.text)[-MOST_TALK:]
    state.asked_nothing = not heard.asks
    state.asked_back = state.asked_back + 1 if reply.kind is ReplyKind.CLARIFY else 0
    if reply.kind is not ReplyKind.CLARIFY and not reply.options:
        forget_question(state)
    elif reply.kind is ReplyKind.REFUSE:  # its near titles may be picked, but nothing waits for an answer
        state.asked, state.pending = None, None
    for dimension, values in stated(heard.mentions).items():
        if len(values) == 1:
            state.facts[dimension] = values
    state.insured = with_told(state.insured, heard)
    return reply


def forget_question(state: CallState) -> None:
    """Let nothing that was asked back wait any longer."""
    state.asked, state.options, state.pending = None, (), None


def set_right(state: CallState, heard: Understood, knowledge: Knowledge) -> None:
    """Put right what was heard before by what the conditions said now imply (居民 before, 退休 now: 职工).

    What is denied now no longer holds.
    """
    said, theirs = stated(heard.mentions), of_who_is_named(state.insured, heard)
    if theirs:
        others = {name: values for name, values in state.facts.items() if name not in OF_INSURED}
        state.facts = {**others, **theirs}
    if STATUS not in said and not theirs and state.facts.get(STATUS) == (AT_WORK,) and tells_old_age(heard):
        del state.facts[STATUS]  # that was the caller's own
    for dimension, values in said.items():
        known = knowledge.dimensions.get(dimension)
        for value in known.values if known and len(values) == 1 else ():
            for name, implied in value.implies.items() if value.id == values[0] else ():
                if name not in said and implied not in state.facts.get(name, (implied,)):
                    state.facts[name] = (implied,)
    for dimension, values in denied(heard.mentions).items():
        if set(state.facts.get(dimension, ())) & set(values):
            del state.facts[dimension]
