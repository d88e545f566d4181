"""Turns what was chosen into the reply: an answer, a calculation, a question back, or an honest no.

Keeps the call's state on what was told; decides nothing about what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue import phrases
from assistant.dialogue.arithmetic.arithmetic import Arithmetic
from assistant.dialogue.arithmetic.named_before import only_confirms
from assistant.dialogue.arithmetic.results import Worked
from assistant.dialogue.arithmetic.time_apart import TimesApart
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.asking import only_asks
from assistant.dialogue.hearing.going_back import without_return
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.leaning.leaning import Leaning
from assistant.dialogue.leaning.unstated import gap_of_day
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.composing import Composer
from assistant.dialogue.telling.focusing import Focus
from assistant.dialogue.telling.in_words import InWords
from assistant.dialogue.telling.reckoning import Reckoner
from assistant.dialogue.telling.refusing import Refuser
from assistant.dialogue.telling.times_told import TimesTold
from assistant.dialogue.telling.workings import Workings, with_last
from assistant.dialogue.wording import Writer
from assistant.policy.knowledge import Knowledge


class Answerer:
    """Words replies on one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer, calculators: Calculators, focus: Focus,
                 arithmetic: Arithmetic, times: TimesApart) -> None:
        self._knowledge, self._composer = knowledge, Composer(knowledge, writer)
        self._times = TimesTold(knowledge, writer, self._composer, times)
        self._workings = Workings(knowledge, writer, self._composer, focus, arithmetic)
        self._words = InWords(knowledge, writer, self._composer, calculators, focus, arithmetic)
        self._refuser = Refuser(knowledge, writer, self._composer)
        self.reckoner = Reckoner(knowledge, writer, calculators, self._composer)
        self.leaning = Leaning(knowledge, calculators)
        # What is asked of the results told last goes before what was chosen; the first that fits replies.
        self._of_last = (self._times.left, self._times.paced, self._times.apart, self.reckoner.again.of_one,
                         self.reckoner.again.of_two_bills, self._together, self.reckoner.again.of_stretches,
                         self._refuser.of_whole_only)

    def reply(self, choice: Choice, heard: Understood, state: CallState) -> Reply:
        """The reply to an utterance for which `choice` was made; the state notes what it is about."""
        before, answered = state.compared, state.answered
        named = self._workings.named_last(heard, state)
        reply = self._replied(choice, heard, state)
        state.answered = self._workings.answered(named, heard, state, answered)
        now = named or (state.compared if state.compared is not before or only_confirms(heard.text) else None)
        state.compared = replace(now, subject=state.subject) if now else None
        return self._composer.dated_first(reply, _years_named(heard, state))

    def _replied(self, choice: Choice, heard: Understood, state: CallState) -> Reply:
        if choice.outside:
            return self._composer.plain(ReplyKind.REFUSE, choice.outside, state)
        for of_last in self._of_last:
            reply = of_last(choice, heard, state)
            if reply is not None:
                return reply
        working = self._workings.find(choice, heard, state)
        if working.told is not None:
            choice = replace(choice, entry=working.told, scheme=None, more=(), follows=True)
            return self._words.tell(choice, heard, state, with_last(heard, state))
        worked = working.worked
        if worked is not None and (worked.goes_first or (choice.scheme is None and not worked.is_by_rate)):
            return self._workings.tell(worked, choice, heard, state)
        choice = self.leaning.settle(choice, heard, state)
        if choice.foreign:
            return self._refuser.refuse(phrases.ABSENT_HERE, choice, state)
        unstated = gap_of_day(choice, heard, self._knowledge)
        if unstated is not None:
            return self._words.tell(replace(choice, entry=unstated, scheme=None, more=()), heard, state)
        return self._by_choice(self._with_entry(choice, state), worked, heard, state)

    def _by_choice(self, choice: Choice, worked: Worked | None, heard: Understood, state: CallState) -> Reply:
        """The reply by the calculator or entry that was chosen, with what was `worked` out between them."""
        supposed = self._words.supposed(choice, heard, state)
        if supposed is not None:
            return self._words.tell(replace(choice, entry=supposed, scheme=None), heard, state)
        unfed = choice.other_year is not None and not heard.quantities
        if choice.scheme is not None and not unfed:
            reply = self.reckoner.reply(choice, choice.scheme, heard, state)
            if reply is not None:
                return reply
        if worked is not None:
            return self._workings.tell(worked, choice, heard, state)
        if choice.other_year is not None and choice.entry is None:
            return self._composer.other_year(choice.other_year, heard, state)
        if choice.entry is None:
            return self._refuser.offer(heard, state) or self._refuser.refuse(phrases.NOTHING_FOUND, choice, state)
        if choice.asks and choice.asks not in state.facts:
            return self._words.ask_first(choice.entry, choice.asks, choice, heard, state)
        if choice.lacks:
            return self._refuser.lacking(choice.entry, choice.sentence, heard, state)
        return self._words.tell(choice, heard, state)

    def _with_entry(self, choice: Choice, state: CallState) -> Choice:
        """The choice with the entry of its calculator, where nothing else was chosen to be told in words."""
        if choice.scheme is None or not choice.scheme.entry:
            return choice
        elsewhere = choice.scheme.id != state.scheme
        wordless = choice.entry is None and choice.other_year is None and (not choice.follows or elsewhere)
        return replace(choice, entry=self._knowledge.entries[choice.scheme.entry]) if wordless else choice

    def _together(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """The cases told before side by side, if their sum or difference is all that is asked for."""
        if len(state.cases) <= 1 or not state.scheme:
            return None
        asked = without_return(heard)
        of_all = only_asks(asked) or self.leaning.asks_of_all(choice, asked, state)
        if not of_all or self.leaning.supposes_household(heard, state):
            return None
        return self.reckoner.again.together(choice, heard, state)

    def side_by_side(self, replies: Sequence[tuple[str, Reply]], choice: Choice, state: CallState) -> Reply:
        """One reply for several areas: each area's own, under its name; where one is silent, that too."""
        told = [reply for _, reply in replies if reply.kind is not ReplyKind.REFUSE]
        parts = [f"【{self._knowledge.areas[area].name}】{reply.text}" for area, reply in replies]
        kind = told[0].kind if told else ReplyKind.REFUSE
        first = told[0] if told else replies[0][1]
        return Reply(
            kind, "\n".join(parts), replies[0][0], state.today, short=parts[0].split("\n")[0], details=tuple(parts[1:]),
            citations=tuple(c for _, r in replies for c in r.citations),
            figures=tuple(f for _, r in replies for f in r.figures),
            steps=first.steps, amounts=first.amounts,
            notices=tuple(n for _, r in replies for n in r.notices), confidence=choice.score,
        )


def _years_named(heard: Understood, state: CallState) -> tuple[int, ...]:
    """The years asked for by their number, or as 今年 on a stated day; what is to come isn't told of as old."""
    years = heard.asked_years or heard.years
    if not heard.relative_years:
        return years
    return tuple(year for year in years if year <= state.today.year) if state.date_given else ()
