"""What is known of how a plan came out, where only that is asked: mostly that nothing is.

A plan's figure is no answer to who asks what was reached; and who asks whether it was reached or is only meant gets the
plan itself, which tells that it is one, not a calculation from it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.outcomes import OutcomeAsked, outcome_asked, without_outcome
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement
from assistant.text.numerals import QuantityKind

# A plan fits at least so well that something was asked of it.
_FROM = 0.2
_SURE = 0.9
# So few characters besides the asking are of what was told last.
_LITTLE = 6
_UNKNOWN = re.compile(r"(?:实际|结果|完成|是否|有没有|落实|达到|做到)[^。]{0,24}(?:没有写|没有载明|未载明|没有给出)")
_IS_PLAN = re.compile(r"(?:这|都)是[^。]{0,16}(?:目标|计划|要求|安排)")
_NOT_REACHED = re.compile(r"不是[^。]{0,8}(?:完成|实现|达到)")
_OF_OUTCOMES = re.compile(r"实际|结果|完成|进展|落实")


class Outcomes:
    """Finds the plan that is asked about, and what tells that its outcome isn't known."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def instead(self, choice: Choice, heard: Understood, state: CallState) -> Choice:
        """The choice, or what is known of how the plan came out that it is about."""
        asked = outcome_asked(heard.text)
        if asked is None or choice.outside or choice.foreign or choice.other_year or _tells_own(heard):
            return choice
        plan = self._plan(choice, heard, state)
        if plan is None:
            return choice
        if asked is OutcomeAsked.WHICH:
            sentence = next((text for text in plan.say.details if _IS_PLAN.search(text)), "")
            return Choice(choice.ranked, max(choice.score, _SURE), plan, follows=choice.follows, sentence=sentence)
        return self._unknown(plan, choice)

    def _plan(self, choice: Choice, heard: Understood, state: CallState) -> Entry | None:
        """The plan that was chosen, was told last, or fits best; None if there is none."""
        told = self._knowledge.entries.get(state.subject or "")
        if told is not None and told.statement is Statement.PLAN and len(without_outcome(heard.matched)) <= _LITTLE:
            return told
        entry = choice.entry
        if entry is not None and entry.statement is not Statement.GAP:
            return entry if entry.statement is Statement.PLAN else None
        topic = entry.topic if entry else None
        for found in choice.ranked:
            fitting = self._knowledge.entries.get(found.item.id)
            if fitting is None or found.score < _FROM:
                continue
            if fitting.statement is Statement.PLAN and (topic is None or fitting.topic == topic):
                return fitting
        return None

    def _unknown(self, plan: Entry, choice: Choice) -> Choice:
        """What tells that the outcome of a plan isn't known: the plan itself, or a gap of its topic."""
        entry = choice.entry
        if entry is not None and entry.statement is Statement.GAP and entry.topic == plan.topic:
            return choice
        if _NOT_REACHED.search(plan.say.short):
            return replace(choice, entry=plan, scheme=None, more=())
        sentence = next((text for text in (*plan.say.details, *plan.say.do) if _UNKNOWN.search(text)), "")
        if sentence:
            return replace(choice, entry=plan, scheme=None, sentence=sentence, lacks=True, more=(), score=_SURE)
        gap = next((e for e in self._knowledge.entries.values() if e.statement is Statement.GAP
                    and (e.topic, e.area) == (plan.topic, plan.area) and _OF_OUTCOMES.search(e.title)), None)
        return Choice(choice.ranked, _SURE, gap, follows=choice.follows) if gap else choice


def _tells_own(heard: Understood) -> bool:
    """Whether a number of his own is told, of which something can be worked out."""
    return any(q.kind in (QuantityKind.COUNT, QuantityKind.MONEY) and q.value > 1 for q in heard.quantities)
