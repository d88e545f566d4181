"""Rules of leaning: who changes the household that was counted, or asks something else of it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.taking import counts_anybody, takes_sum
from assistant.dialogue.hearing.asking import asks_difference, only_swaps
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.household import FREE
from assistant.dialogue.household.leaving import leaves_out_told
from assistant.dialogue.household.roster import counts_members, roster_of
from assistant.dialogue.leaning.siblings import Siblings
from assistant.dialogue.leaning.turn import LONGEST_VARIATION, Turn, asks, to
from assistant.dialogue.placed import Case
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape
from assistant.text.numerals import QuantityKind

# Another value in the place of the one before, whatever is asked behind it.
_PUTS_ANOTHER = re.compile(r"(?:呢|咧|的话)[呀啊]?(?:[,?]|$)")
_INSTEAD = re.compile(r"[换改][成为做作]|应该是|说错了?|讲错了?|不对")


# So much better a calculator must fit than the entry chosen to be meant for sure.
_CLEARLY = 0.25


class OfHousehold:
    """The rules for what goes on about people that were counted, in one knowledge."""

    def __init__(self, knowledge: Knowledge, siblings: Siblings) -> None:
        self._knowledge, self._siblings = knowledge, siblings

    def year(self, turn: Turn) -> Choice | None:
        """Tells nothing but the year of the calculation before (要是明年的呢, 说错了,是去年的).

        So also where both years are asked for (两年各多少), unless a result of another calculator is asked for by name.
        """
        heard, told = turn.heard, turn.choice.scheme
        numbers = any(q.kind is not QuantityKind.YEARS for q in heard.quantities)  # 两年各多少
        alone = not numbers and not heard.conditions and len(heard.text) <= LONGEST_VARIATION
        tells = heard.corrects or _PUTS_ANOTHER.search(heard.text) or only_swaps(heard) or not heard.asks
        if not (turn.goes_on and alone and tells and heard.dates and turn.last.gatherer.years_told(heard)):
            return None
        if told is not None and told is not turn.last.shape and self._siblings.asks(told, heard):
            return None
        said = replace(heard, text=_INSTEAD.sub("|", heard.text))
        left = own_words(said, [*turn.known(), *(d.words for d in heard.dates)])
        return replace(turn.to_last(), other_year=None) if not left else None

    def members(self, turn: Turn) -> Choice | None:
        """Tells of more members or fewer, with the question of last over again (要是再多俩人参保,一共多补多少)."""
        heard, shape = turn.heard, turn.counting.shape
        if not turn.goes_on or heard.sums or not changes(turn.heard, turn.state, turn.counting):
            return None
        told = turn.choice.scheme
        if told is not None and told is not shape and (told.needs or self._siblings.asks(told, heard)):
            return None
        if asks_difference(heard) or heard.dates:
            return None
        left = own_words(heard, [*turn.known(), *shape.ask, *shape.about])
        return replace(to(turn.choice, shape), other_year=None) if not (asks(heard) and left) else None

    @staticmethod
    def left_out_before(turn: Turn) -> Choice | None:
        """Asks what the others pay without somebody who was left out by what was told before (唔计佢,仲要交几多)."""
        state, shape = turn.state, turn.last.shape
        fewer = len(state.cases) > 1 and _heads(shape, state.cases[-1]) < _heads(shape, state.cases[-2])
        asks_rest = turn.goes_on and fewer and leaves_out_told(turn.heard) and state.asked_nothing
        return replace(turn.to_last(repeats=True), other_year=None) if asks_rest else None

    def asked(self, turn: Turn) -> Choice | None:
        """Asks something of the household counted before (比去年多多少, 够不够扣, 每个月多少).

        It means the calculator that fits best, or that of last if it only tells a number of people (要是两个人呢).
        """
        choice, heard, last = turn.choice, turn.heard, turn.last.shape
        if not turn.state.homes.anybody or heard.asks_why:
            return None
        if turn.goes_on and heard.elliptical and changes(turn.heard, turn.state, turn.counting):
            return to(choice, turn.counting.shape)
        leads = choice.entry.calculate if choice.entry else None
        told = choice.scheme
        named = told and told.needs and not told.reverses and turn.calculators.asked_round(told.id, heard)
        if told and ((heard.sums and takes_sum(told.facts, heard)) or self._siblings.asks(told, heard)
                     or named or _is_clearly_meant(told.id, choice)):
            leads = told.id
        ids = [leads] if leads else [f.item.id for f in choice.ranked[:1] if f.item.kind == "scheme"]
        best = self._knowledge.schemes[ids[0]] if ids else None
        if best is None or best.topic != last.topic or not counts_members(best.facts):
            return None
        if best is last and heard.conditions and not heard.elliptical:
            return None  # what one of a group pays is asked for
        if not counts_anybody(best.facts, heard):
            return to(choice, best)
        return to(choice, turn.counting.shape) if heard.elliptical and not heard.dates else None

    def changed(self, turn: Turn) -> Choice | None:
        """Changes the household counted before, but was taken for another matter."""
        other = turn.choice.scheme if turn.choice.entry is None else None
        if other is not None and other.topic == turn.last.shape.topic:
            return None
        changed = changes(turn.heard, turn.state, turn.counting)
        return to(turn.choice, turn.counting.shape) if changed else None


def _heads(shape: SchemeShape, case: Case) -> int:
    """How many people a case counts."""
    return sum(member.number for member in roster_of(shape.facts, case.facts) if member.value != FREE)


def _is_clearly_meant(scheme: str, choice: Choice) -> bool:
    """Whether a calculator fits far better than the entry that was chosen with it."""
    scores = {found.item.id: found.score for found in choice.ranked}
    entry = scores.get(choice.entry.id, 0.0) if choice.entry else 0.0
    return scores.get(scheme, 0.0) - entry > _CLEARLY


def changes(heard: Understood, state: CallState, counting: Calculator) -> bool:
    """Whether an utterance changes the household that the calculation of last counted."""
    return bool(state.homes.last) and counting.gatherer.change(heard, None, state.homes) is not None
