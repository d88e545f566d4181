"""What leans on the calculation before: which calculator an utterance means that doesn't name its matter.

Knows the ways in which callers go on about a result. Calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.dialogue.calculating.calculator import Calculator
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.taking import spans
from assistant.dialogue.hearing.asking import BOTH, asks_for_both, asks_how_much, asks_together
from assistant.dialogue.hearing.other_results import asks_other_result, asks_part
from assistant.dialogue.hearing.own_words import has_own
from assistant.dialogue.hearing.remarks import only_says_now
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.household.roster import counts_members
from assistant.dialogue.leaning import asked_of_result as asked
from assistant.dialogue.leaning import told_of_case as told
from assistant.dialogue.leaning.backwards import Backwards
from assistant.dialogue.leaning.counting_as import asked_gap
from assistant.dialogue.leaning.led import Led
from assistant.dialogue.leaning.of_household import OfHousehold, changes
from assistant.dialogue.leaning.siblings import Siblings
from assistant.dialogue.leaning.turn import LEANS_BELOW, LONGEST_VARIATION, Turn, to, words_of
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape
from assistant.text.dates import Precision
from assistant.text.numerals import QuantityKind

# How it is to be reckoned, as it was before (按上限, 照规定的价), and that nobody is left out.
_RECKONED = re.compile(
    r"(?:按照?|照|依|以)(?:着|返)?(?:现在|目前|如今|而家|眼下|今年|改革后|这个?|那个?|最|你|您|刚才|上面|规定|政策|文件|资料|说的|讲的|的|嘅|个){0,3}"
    r"(?:上限|顶格|封顶价?|高价?|高的|标准|价格?|规定|政策|文件|办法|规矩|数)(?:价|来|去|算|计|收|的)*|(?:计|算|按)?(?:足|够|满|齐)(?=[一1]?(?:整)?年|\d+个月)|"
    r"(?:全部|统统|通通|所有|总的|整个|全都|成班人|大家|冚唪唥|冚巴郎|全体|拢总|拢共|满打满算)(?:人|的|嘅|都|一齐|一起)*(?:算上|算埋|计埋)?")


_SPANS = (QuantityKind.MONTHS, QuantityKind.YEARS)


class Leaning:
    """Finds the calculator that an utterance leans on, in one knowledge."""

    def __init__(self, knowledge: Knowledge, calculators: Calculators) -> None:
        self._knowledge, self._calculators = knowledge, calculators
        self.backwards, self._siblings = Backwards(knowledge, calculators), Siblings(knowledge, calculators)
        self.led = Led(knowledge, calculators)
        of_household = OfHousehold(knowledge, self._siblings)
        # The first that finds something is followed.
        self._rules: tuple[Callable[[Turn], Choice | None], ...] = (
            asked.part, asked.in_all, asked.still_lacking, asked.of_each, of_household.year, of_household.members,
            of_household.left_out_before, of_household.asked, told.recurring, told.returned, told.anew, told.regretted,
            told.another, of_household.changed, asked.what_is_left, asked.only_result, told.reached, told.own_price,
            told.rate, told.growth, told.one_more, told.once_more, asked.after_story, asked.after_telling,
            told.sum_taken, told.since_reform, told.further, told.besides, asked.enough, told.number, told.in_addition,
            told.own_sum, told.day,
            told.varied, asked.likewise, asked.other_result, told.other_sum, told.moved_sum, told.more,
            told.named_last, asked.confirmed, asked.how_much)

    def settle(self, choice: Choice, heard: Understood, state: CallState) -> Choice:
        """The choice, or the calculator that an utterance leans on instead."""
        gap = asked_gap(choice, heard, state, self._knowledge)
        if gap is not None:
            return gap
        changed = self.changes_household(heard, state)
        choice = self._turned(self._siblings.meant(choice, heard, state, changes=changed), heard, state)
        if choice.turned:
            return choice
        led_to = self.led.meant(choice, heard, state)
        if led_to is not None:
            return led_to
        if not (state.scheme and (state.cases or state.homes.anybody)):
            return choice
        last = self._calculators.get(state.scheme)
        turn = Turn(choice, heard, state, last, self._counting(state.scheme), self._calculators)
        return next((meant for rule in self._rules if (meant := rule(turn)) is not None), choice)

    def changes_household(self, heard: Understood, state: CallState) -> bool:
        """Whether an utterance changes the household that the calculation of last counted."""
        return bool(state.scheme) and changes(heard, state, self._counting(state.scheme or ""))

    def supposes_household(self, heard: Understood, state: CallState) -> bool:
        """Whether an utterance only puts another number of people in the place of the one before (那一共三口人呢)."""
        counted = any(q.kind is QuantityKind.COUNT for q in heard.quantities)
        return counted and heard.elliptical and self.changes_household(heard, state)

    def _counting(self, scheme: str) -> Calculator:
        """The calculator that counts the people whom one tells of: itself, or the one it turns round."""
        last = self._calculators.get(scheme)
        turned = last.shape.reverses
        return self._calculators.get(turned) if turned and not counts_members(last.shape.facts) else last

    def asks_of_all(self, choice: Choice, heard: Understood, state: CallState) -> bool:
        """Whether an utterance with nothing of its own asks what was told of several cases side by side."""
        if not state.scheme:
            return False
        shape = self._calculators.get(state.scheme).shape
        of_last = choice.scheme is shape or choice.score < LEANS_BELOW
        goes_on = state.subject == state.scheme
        if asks_part(heard):
            return False
        of_them = goes_on and state.cases and asks_together(heard)
        bare = replace(_without_told(heard, state), text=_RECKONED.sub("|", heard.text))
        if len({case.who for case in state.cases if case.who}) >= BOTH:
            bare = _without_span(_without_told(heard, state), shape)
        if of_them and not has_own(bare, words_of(state, shape), len(state.cases)):
            return True
        told = state.together > 1 and goes_on and len(heard.matched) <= LONGEST_VARIATION
        dated = heard.dates and (len(heard.dates) > 1 or heard.dates[0].precision is not Precision.MONTH)
        own = heard.conditions or dated or heard.amounts or heard.corrects
        if not told or own:
            return False
        other = asks_other_result(heard, shape.results)
        return other or bool(of_last and asks_how_much(heard) and asks_for_both(heard))

    def conditions_told(self, scheme: str, heard: Understood) -> dict[str, tuple[str, ...]]:
        """The conditions of a calculator's own that an utterance tells."""
        return self._calculators.conditions_told(scheme, heard)

    def _turned(self, choice: Choice, heard: Understood, state: CallState) -> Choice:
        """The choice, or the calculator that turns round the one chosen or goes on about one turned round before."""
        if choice.turned or choice.outside or heard.located.elsewhere:
            return choice
        of_found = self.backwards.asked_of_found(heard, state)
        if of_found is not None:
            return replace(to(choice, of_found), other_year=None, turned=True)
        back = self.backwards.turned_back(choice, heard, state)
        if back is not None:
            return to(choice, back)
        room = self.backwards.of_room(choice, heard, state)
        if room is not None:
            return replace(choice, scheme=room, entry=None, more=(), turned=True)
        goes_on = self.backwards.goes_on(choice, heard, state)
        if goes_on is not None:
            return replace(to(choice, goes_on[0], repeats=goes_on[1]), other_year=None, turned=True)
        turning = self.backwards.meant(choice, heard, state)
        if turning is not None:
            return replace(choice, scheme=turning, entry=None, more=(), turned=True)
        if self.backwards.only_told(choice, heard) and choice.scheme and choice.scheme.id != state.scheme:
            return replace(choice, scheme=None, entry=self._knowledge.entries.get(choice.scheme.entry or ""))
        return choice


def _without_span(heard: Understood, shape: SchemeShape) -> Understood:
    """The utterance without how it is to be reckoned, over how long, and that it is by the rules of now."""
    over = bool(spans(shape.facts, heard))
    text = _RECKONED.sub("|", heard.text)
    for span in [q for q in heard.quantities if over and q.kind in _SPANS]:
        text = text.replace(span.words, "|", 1)
    return replace(heard, text=text,
                   mentions=tuple(m for m in heard.mentions if not only_says_now(m.words)),
                   quantities=tuple(q for q in heard.quantities if not (over and q.kind in _SPANS)))


def _without_told(heard: Understood, state: CallState) -> Understood:
    """The utterance without the conditions by which it names one of several cases told (社区多报多少)."""
    if len(state.cases) < BOTH:
        return heard
    told = {(id_, value) for case in state.cases for id_, value in case.facts.items() if isinstance(value, str)}
    return replace(heard, mentions=tuple(m for m in heard.mentions if (m.dimension, m.value) not in told))
