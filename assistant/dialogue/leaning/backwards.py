"""Questions that turn a calculation round: what comes out of it is told, what goes into it asked for.

Knows which calculators turn others round, and how such a question, or another that is only meant by words of its
own, comes in pieces or is gone on about.
Calculates nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.taking import asks_for, names_sum, only_sums_of, takes_any, takes_sum
from assistant.dialogue.gathering.timing import names_time
from assistant.dialogue.hearing.asking import asks_difference, asks_for_both, asks_for_result, only_swaps
from assistant.dialogue.hearing.introducing import leaves_open, with_more
from assistant.dialogue.hearing.other_results import ASKED, asks_other_result
from assistant.dialogue.hearing.room_left import asks_for_room
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import SchemeShape, Statement


class Backwards:
    """Finds the calculators that turn others round, in one knowledge."""

    def __init__(self, knowledge: Knowledge, calculators: Calculators) -> None:
        self._knowledge, self._calculators = knowledge, calculators
        self._all = [s for s in knowledge.schemes.values() if s.reverses]
        self._by_words = [s for s in knowledge.schemes.values() if s.reverses or s.needs]

    def meant(self, choice: Choice, heard: Understood, state: CallState) -> SchemeShape | None:
        """The calculator that turns round the one chosen, as what is told and asked for means it.

        What comes out of the one chosen is told, and what goes into it asked for (先自付了三千,总费用多少).
        """
        told, entry = choice.scheme, choice.entry
        chosen = (told.id if told else None, *((entry.id, entry.calculate) if entry else ()))
        near = {id_ for id_ in (*chosen, state.scheme, state.subject) if id_}
        turning = [s for s in self._here(state)
                   if self._calculators.turns(s.id, heard) and self._yields(told, s, heard)]
        beside = self._named_beside(turning, heard, state)
        if beside is not None:
            return beside
        for shape in turning:
            if near & {shape.id, shape.reverses or "", shape.entry or ""}:
                return shape
        topics = {shape.topic for shape in (told, entry) if shape} or {state.topic or ""}
        return next((s for s in turning if s.topic in topics and self._calculators.told_of(s.id, heard)), None)

    def of_room(self, choice: Choice, heard: Understood, state: CallState) -> SchemeShape | None:
        """The calculator that tells what is left of a limit, where only what was used of it is told (已经领了三万).

        Of one's topic: one that takes just that, else the one whose bills use up the limit.
        """
        told = choice.scheme or choice.entry
        if told is None or not heard.sums or not asks_for_room(heard):
            return None
        lineage = self._knowledge.lineage(state.area or "")
        of_topic = [s for s in self._knowledge.schemes.values() if s.topic == told.topic and s.area in lineage]
        using = next((s for s in of_topic if s.carry and only_sums_of(s.facts, s.carry.into, heard)), None)
        if using is None or using.carry is None:
            return None
        return next((s for s in of_topic if s.needs and not s.reverses and any(
            f.id == using.carry.into and f.default is None for f in s.facts)), using)

    def _named_beside(self, turning: Sequence[SchemeShape], heard: Understood, state: CallState) -> SchemeShape | None:
        """A calculator of the same topic that turns nothing round, if its own words fall and it takes what is told.

        So with 这个月报了三十,再看多少就用完: what is left is asked for, not what the thirty came from. Where nothing
        is told, so with the calculator of last.
        """
        topics, lineage = {s.topic for s in turning}, self._knowledge.lineage(state.area or "")
        return next((s for s in self._knowledge.schemes.values() if s.needs and not s.reverses and s.topic in topics
                     and s.area in lineage and self._calculators.asked_round(s.id, heard)
                     and (names_sum(s.facts, heard) or self._takes_more(s, turning, heard)
                          or (s.id == state.scheme and not heard.sums))), None)

    @staticmethod
    def _takes_more(shape: SchemeShape, turning: Sequence[SchemeShape], heard: Understood) -> bool:
        """Whether a calculator takes a quantity, and none of those that turn another round does."""
        return takes_any(shape.facts, heard) and not any(takes_any(s.facts, heard) for s in turning)

    def _yields(self, chosen: SchemeShape | None, turning: SchemeShape, heard: Understood) -> bool:
        """Whether the calculator chosen gives place to one that turns a calculation round.

        A third one does only where it takes none of the sums.
        """
        if chosen is None or chosen.id in (turning.id, turning.reverses):
            return True
        return self._calculators.told_of(turning.id, heard) and not takes_sum(chosen.facts, heard)

    def goes_on(self, choice: Choice, heard: Understood, state: CallState) -> tuple[SchemeShape, bool] | None:
        """The calculator turned round that was told last, if an utterance goes on about it; whether to tell it again.

        It does with another sum or condition, asking for another of its results, or telling more of the matter without
        a question; unless a sum turns it back.
        """
        last = self._knowledge.schemes.get(state.scheme or "")
        if last is None or not last.reverses or state.subject != state.scheme or not (state.cases or state.asked):
            return None
        asked_round = self._calculators.asked_round(last.id, heard)
        if (asks_for_both(heard) or asks_difference(heard)) and not (asked_round and heard.quantities):
            beside = names_sum(last.facts, heard) and self._calculators.takes_instead(last.id, heard)
            return (last, not beside) if beside or asks_other_result(heard, last.results) else None
        varies = heard.corrects or heard.elliptical or only_swaps(heard) or not heard.asks
        varies = varies or ASKED in self._calculators.conditions_told(last.id, heard)
        if heard.sums:
            varied = varies or asked_round
            other = self._from_other_side(last, heard) if varied else None
            if other is not None:
                return other, False
            if choice.scheme and choice.scheme.topic == last.topic and not self._yields(choice.scheme, last, heard):
                return None
            return (last, False) if varied and self._calculators.takes_instead(last.id, heard) else None
        if self._calculators.goes_on_with(last.id, heard, state.given, state.cases):
            return (last, False) if varies or asked_round else None
        topics = {told.topic for told in (choice.entry, choice.scheme) if told}
        if heard.dates and varies and (heard.corrects or topics <= {last.topic}):
            return last, False
        if not heard.asks and not leaves_open(heard) and topics == {last.topic}:
            return last, not names_time(heard)
        again = bool(state.cases) and (asks_other_result(heard, last.results) or (
            not heard.conditions and asked_round))
        return (last, True) if again else None

    def _from_other_side(self, last: SchemeShape, heard: Understood) -> SchemeShape | None:
        """Another calculator that turns round the same one, if only it takes the sum told by its words.

        So with 要是报了四万呢 after the bill was found that one's own part comes from.
        """
        if self._calculators.told_of(last.id, heard):
            return None
        return next((s for s in self._all if s is not last and s.reverses == last.reverses
                     and self._calculators.told_of(s.id, heard)), None)

    def turned_back(self, choice: Choice, heard: Understood, state: CallState) -> SchemeShape | None:
        """The calculator that the one told last turns round, if only it takes what an utterance tells.

        So with 一年入多少 after the base was found that a month's sum comes from.
        """
        told = choice.scheme
        turned = self._knowledge.schemes.get((told.reverses or "") if told else "")
        if told is None or turned is None or told.id != state.scheme or not heard.asks:
            return None
        return turned if takes_any(turned.facts, heard) and not takes_any(told.facts, heard) else None

    def asked_of_found(self, heard: Understood, state: CallState) -> SchemeShape | None:
        """The calculator that the one told last turns round, if it is asked what that took, on another condition.

        So with 那办了转诊的先负担多少: of the bill that was found.
        """
        last = self._knowledge.schemes.get(state.scheme or "")
        turned = self._knowledge.schemes.get((last.reverses or "") if last else "")
        if last is None or turned is None or state.subject != last.id or heard.sums:
            return None
        found = any(f.kind == "money" and f.id in state.given for f in turned.facts)
        other = heard.conditions or self._calculators.conditions_told(last.id, heard)
        asked = asks_for(last.facts, heard) and not self._calculators.asked_round(last.id, heard)
        return turned if found and other and asked else None

    def completes(self, whole: Understood, heard: Understood, state: CallState) -> bool:
        """Whether an utterance gives what a question turned round lacked: `whole` is it behind what was kept."""
        if heard.located.elsewhere:
            return False
        own = self._of_topic(state) if heard.asks else self._meant_by_words(state)
        for shape in (*own, *(s for s in self._here(state) if s not in own)):
            asked = self._calculators.partly_asked_round(shape.id, heard)
            told = self._told(shape, heard)
            if shape in own and told and self._calculators.asked_round(shape.id, heard):
                return False  # it lacks nothing
            lacked = (told and (asked or not heard.asks)) or (asked and not heard.amounts and shape in own)
            if lacked and self._calculators.turns(shape.id, whole) and self._gives(shape, whole, heard):
                return True
        return False

    def unfinished(self, heard: Understood, alone: Understood, kept: str, state: CallState) -> str:
        """What to keep of a question turned round that lacks its sum, or of such a sum that lacks its question.

        `heard` is the utterance `alone`, or with what was told before; `kept` what was kept already.
        """
        told = self._knowledge.schemes.get(state.subject or "")
        if told is not None and (told.reverses or told.needs):
            return ""
        for shape in self._meant_by_words(state) if alone.asks else self._of_topic(state):
            told_of = self._told(shape, heard)
            whole = self._calculators.asked_round(shape.id, heard) and told_of
            part = self._calculators.partly_asked_round(shape.id, heard) or told_of
            if part and not whole:
                return heard.plain
        asks_else = alone.asks and (asks_for_result(alone) or leaves_open(alone))
        return with_more(kept, alone.plain) if kept and not asks_else else ""

    def only_told(self, choice: Choice, heard: Understood) -> bool:
        """Whether nothing is asked and a sum is told that the calculator chosen would have to be turned round for."""
        if choice.scheme is None or heard.asks:
            return False
        turning = [s.id for s in self._all if s.reverses == choice.scheme.id]
        return any(self._calculators.told_of(id_, heard) and self._calculators.takes_instead(id_, heard)
                   for id_ in turning)

    def _here(self, state: CallState) -> list[SchemeShape]:
        lineage = self._knowledge.lineage(state.area or "")
        return [s for s in self._all if s.area in lineage]

    def _gives(self, shape: SchemeShape, whole: Understood, heard: Understood) -> bool:
        """Whether what a calculator needs is told: a sum, or a condition of its own where it needs none."""
        needs_none = not self._calculators.get(shape.id).wants_quantity
        return self._told(shape, whole) or (needs_none and bool(self._calculators.conditions_told(shape.id, heard)))

    def _told(self, shape: SchemeShape, heard: Understood) -> bool:
        """Whether a sum is told for a calculator, or a number for one that takes no sums."""
        if any(fact.kind == "money" for fact in shape.facts):
            return self._calculators.told_of(shape.id, heard)
        return takes_any(shape.facts, heard)

    def _meant_by_words(self, state: CallState) -> list[SchemeShape]:
        """Those that are only meant by words of their own, of the area at hand."""
        lineage = self._knowledge.lineage(state.area or "")
        return [s for s in self._by_words if s.area in lineage]

    def _of_topic(self, state: CallState) -> list[SchemeShape]:
        """Those of the topic at hand, all where nothing is known of it."""
        told = self._knowledge.entries.get(state.subject or "")
        unknown = state.topic is None or (told is not None and told.statement is Statement.GAP)
        return [s for s in self._meant_by_words(state) if unknown or s.topic == state.topic]
