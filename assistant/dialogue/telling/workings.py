"""Replies by arithmetic: what an utterance asks to be worked out of statistics, and the reply that tells it.

What can be worked out is `arithmetic`'s; here is in which order it is tried, on which entries, and how it is worded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.dialogue import phrases
from assistant.dialogue.arithmetic.arithmetic import Arithmetic
from assistant.dialogue.arithmetic.named_before import Compared
from assistant.dialogue.arithmetic.named_operations import leans
from assistant.dialogue.arithmetic.operation_words import leans_whole
from assistant.dialogue.arithmetic.results import Worked
from assistant.dialogue.arithmetic.told_figures import MOST_TOLD, Told
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.ranking import asked_in
from assistant.dialogue.gathering.timing import day_asked
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import Reply, ReplyKind, StepShown
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.composing import Composer
from assistant.dialogue.telling.focusing import Focus
from assistant.dialogue.wording import Writer
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement

# Among so many of what was found the figures that a question quotes are likeliest.
LIKELY_MEANT = 4
# What is lacking in the documents, though its parts aren't, is found among so many.
GAP_AMONG = 3


@dataclass(frozen=True)
class Working:
    """What was worked out, if anything; `told`: the entry that tells the result itself."""

    worked: Worked | None
    told: Entry | None = None


class Workings:
    """Works out and tells on one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer, composer: Composer, focus: Focus,
                 arithmetic: Arithmetic) -> None:
        self._knowledge, self._writer, self._composer = knowledge, writer, composer
        self._focus, self._arithmetic = focus, arithmetic
        self._by_name, self._turns = arithmetic.by_name, arithmetic.of_turns

    def find(self, choice: Choice, heard: Understood, state: CallState) -> Working:
        """What is to be worked out: of what was told first, then of what the utterance quotes or names."""
        followed = (self._of_two_values(choice, heard, state) or self._going_on(heard, state)
                    or self._added(choice, heard, state) or self._of_beside(choice, heard, state)
                    or self._of_periods(choice, heard, state))
        followed = self._of_mean_supposed(choice, heard, state) or self._of_change(heard, state) or followed
        of_told = (followed or self._of_told(heard, state) or self._of_flows(heard, state)
                   or self._of_answered(heard, state) or self._of_difference(heard, state)
                   or self._of_both(choice, heard, state))
        told = self._telling_result(heard, state, of_told) if followed is None else None
        if told is not None:
            return Working(None, told)
        return Working(of_told or self._worked(choice, heard, state) or self._of_mean(choice, heard, state)
                       or self._of_named(choice, heard, state))

    def tell(self, worked: Worked, choice: Choice, heard: Understood, state: CallState) -> Reply:
        """What was worked out first, then what the entry says that tells the figures; else which figures they are."""
        day, basis = day_asked(heard, state), self._writer.basis()
        places = [(basis.use(operand.reference, day), operand) for operand in worked.operands]
        entry = next(iter(worked.entries), None)
        if entry is not None:
            short, rest = self._writer.sentences(entry, state.facts_for(heard.mentions, follows=choice.follows), day,
                                                 basis)
            details = [short, *rest]
            state.turn_to(entry.id, entry.topic, day, follows=choice.follows)
        else:
            named = ";".join(f"{operand.figure.label}{words}" for words, operand in places)
            details = [phrases.WORKED_FROM.format(named=named)]
        state.compared = self._by_name.compared_by(worked, state.compared)
        telling = tuple(told.id for told in worked.entries[:1])
        state.answered = (*state.answered, Told(worked.operands, telling, heard.matched))
        if worked.is_own:
            details = [phrases.BY_RATE if worked.is_by_rate else phrases.AVERAGE_CUT, *details]
        if worked.may_overlap:
            details = [phrases.COUNTED_TWICE, *details]
        for operand in worked.operands:
            if operand.figure.contradiction:
                basis.notices[operand.figure.contradiction] = None
        reply = self._composer.compose(ReplyKind.ANSWER, worked.short, details, basis, state, day, choice.score)
        place = basis.place_of([operand.reference for operand in worked.operands], day)
        steps = tuple(StepShown(r.label, r.expression, r.amount, place) for r in worked.results)
        return replace(reply, steps=(*steps, *reply.steps))

    def named_last(self, heard: Understood, state: CallState) -> Compared | None:
        """The figures that the utterance itself names, for what may go on about them."""
        return self._by_name.named_last(heard, state.area, day_asked(heard, state)) if state.area else None

    def answered(self, named: Compared | None, heard: Understood, state: CallState,
                 before: tuple[Told, ...]) -> tuple[Told, ...]:
        """What the last turns told, with this one: what it `named` by itself, else what was noted when it was told."""
        now = state.answered[-1] if state.answered is not before else Told()
        if now.entries and named:
            now = replace(now, operands=named.parts)
        kept = self._turns.without_denied(heard, before[-1], state.area) if before and state.area else None
        if kept is not None:
            return (*before[:-1], kept)
        return (*(told for told in before if told.operands != now.operands or not now.operands), now)[-MOST_TOLD:]

    def _going_on(self, heard: Understood, state: CallState) -> Worked | None:
        """What goes on about the figures that were named before, while nothing else was told."""
        before = state.compared
        if before is None or before.subject != state.subject or state.area is None:
            return None
        found = self._by_name.going_on(heard, before, state.area, day_asked(heard, state))
        if found is None:
            return None
        state.compared = found[1]
        return found[0]

    def _of_beside(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What is asked of the figures told last and of what the utterance names beside them."""
        if state.area is None or heard.sums or heard.located.areas not in ((), (state.area,)):
            return None
        return self._turns.of_beside(heard, chosen_entries(choice), state.answered, state.area,
                                          day_asked(heard, state))

    def _added(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What the statistic told last comes to together with another that the utterance adds to it."""
        last = self._knowledge.entries.get(state.subject or "")
        if last is None or last.statement is not Statement.STATISTIC or state.compared is not None:
            return None
        others, area = [*chosen_entries(choice), *self._likely(choice)], state.area or ""
        return self._arithmetic.of_added(heard, last, others, state.last_said, area, day_asked(heard, state))

    def _of_two_values(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What is asked of the two values that the documents have of one figure."""
        if state.area is None:
            return None
        last = self._knowledge.entries.get(state.subject or "")
        entries = [*([last] if last else []), *chosen_entries(choice)]
        return self._arithmetic.of_two_values(heard, entries, state.area, day_asked(heard, state))

    def _of_periods(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What a statistic of one period is against the same of another."""
        if state.area is None:
            return None
        last = self._knowledge.entries.get(state.subject or "")
        found = [*chosen_entries(choice), *self._likely(choice)]
        leans_on = last is not None and (choice.follows or heard.follows or heard.elliptical or leans(heard.matched)
                                         or last in found)
        entries = [*([last] if last and leans_on else []), *found]
        before = state.last_said if leans_on else ""
        return self._arithmetic.of_periods(heard, entries, before, state.area, day_asked(heard, state))

    def _of_told(self, heard: Understood, state: CallState) -> Worked | None:
        """What is to be worked out of the two statistics told last."""
        told = [entry for id_ in state.told if (entry := self._knowledge.entries.get(id_))]
        return self._turns.of_told(heard, told, state.last_said, state.area or "", day_asked(heard, state))

    def _of_answered(self, heard: Understood, state: CallState) -> Worked | None:
        """What is to be worked out of the figures that the last turns told."""
        if state.area is None or heard.located.areas not in ((), (state.area,)):
            return None
        return self._turns.of_answered(heard, state.answered, state.area, day_asked(heard, state))

    def _of_difference(self, heard: Understood, state: CallState) -> Worked | None:
        """By how many per cent the figures differ whose difference was told last."""
        if state.area is None or heard.sums or heard.located.areas not in ((), (state.area,)):
            return None
        return self._turns.of_difference_told(heard, state.answered, state.area, day_asked(heard, state))

    def _of_change(self, heard: Understood, state: CallState) -> Worked | None:
        """What the statistic told last comes to if it changes as the utterance supposes."""
        last = self._knowledge.entries.get(state.subject or "")
        if last is None or state.area is None:
            return None
        return self._turns.of_change(heard, last, state.answered, state.area, day_asked(heard, state))

    def _of_mean_supposed(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """The mean that was chosen or told last if what it is over changes as the utterance supposes."""
        last = self._knowledge.entries.get(state.subject or "")
        if state.area is None or heard.sums:
            return None
        for entries in ([*([last] if last and choice.follows else [])], chosen_entries(choice), self._likely(choice)):
            worked = self._arithmetic.of_mean_supposed(heard, entries, state.area, day_asked(heard, state))
            if worked is not None:
                return worked
        return None

    def _of_flows(self, heard: Understood, state: CallState) -> Worked | None:
        """Several sums of what two funds took in, paid and kept, asked for at once."""
        if state.area is None:
            return None
        return self._turns.of_flows(heard, state.answered, state.area, day_asked(heard, state))

    def _of_both(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """How far apart two figures are and their sum, asked for at once, where what was chosen tells the first."""
        if state.area is None or choice.entry is None:
            return None
        return self._arithmetic.of_told_apart(heard, choice.entry, state.area, day_asked(heard, state))

    def _worked(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What is to be worked out of figures that the utterance quotes."""
        if state.area is None:
            return None
        found = self._likely(choice)
        entries = chosen_entries(choice)
        last = self._knowledge.entries.get(state.subject or "")
        return self._arithmetic.work_out(heard, entries, found, last, state.last_said, state.area,
                                         day_asked(heard, state))

    def _of_mean(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What a statistic that the utterance names is a head or a month, if no calculated figure tells it."""
        if state.area is None:
            return None
        entries = [*chosen_entries(choice), *self._likely(choice)]
        worked = self._arithmetic.of_mean(heard, entries, state.last_said, state.area, day_asked(heard, state))
        focus = self._focus.find(entries[:1], asked_in(heard)) if worked is not None and worked.is_mean else None
        if focus is None or worked is None:
            return worked
        spread = {operand.figure.id for operand in worked.operands}
        return None if spread <= self._focus.operands(focus) else worked

    def _of_named(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What is to be worked out of statistics that the utterance names, if no calculated figure is of the same."""
        if state.area is None or (choice.entry is not None and choice.entry.statement is Statement.GAP):
            return None
        entries = [*chosen_entries(choice), *self._likely(choice)]
        leans_on = choice.follows or heard.follows or heard.elliptical or leans(heard.matched)
        before = state.last_said if leans_on else ""
        worked = self._by_name.worked(heard, entries, before, state.area, day_asked(heard, state))
        lacking = any(entry.statement is Statement.GAP for entry in entries[:GAP_AMONG])
        if worked is not None and (worked.is_of_own_change or (worked.is_mean and lacking)):
            return None
        if worked is None or len(worked.results) > 1 or choice.entry is None:
            return worked
        focus = self._focus.find((choice.entry, *choice.more), asked_in(heard))
        named = {operand.figure.id for operand in worked.operands}
        return None if focus and self._focus.operands(focus) == named else worked

    def _likely(self, choice: Choice) -> list[Entry]:
        """The entries that were found, as many as may be meant."""
        return [self._knowledge.entries[f.item.id] for f in choice.ranked if f.item.kind == "entry"][:LIKELY_MEANT]

    def _telling_result(self, heard: Understood, state: CallState, of_told: Worked | None) -> Entry | None:
        """The statistic told last, if an utterance asks for nothing but an operation and it tells the result."""
        entry = self._knowledge.entries.get(state.subject or "")
        if entry is None or leans_whole(heard.text) is None:
            return None
        if self._focus.find((entry,), with_last(heard, state)):
            return entry
        shares = "占" in heard.text and of_told is None and self._focus.tells_shares(entry)
        return entry if shares else None


def chosen_entries(choice: Choice) -> list[Entry]:
    return [entry for entry in (choice.entry, *choice.more) if entry is not None]


def with_last(heard: Understood, state: CallState) -> str:
    """An utterance behind the ones that it leans on."""
    return ",".join(dict.fromkeys((state.last_matched, state.last_said, heard.matched)))
