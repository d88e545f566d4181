"""Turns what was chosen into the reply: an answer, a calculation, a question back, or an honest no.

Keeps the call's state on what was told; decides nothing about what was asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue import phrases
from assistant.dialogue.arithmetic.arithmetic import Arithmetic
from assistant.dialogue.arithmetic.named_before import Compared, only_confirms
from assistant.dialogue.arithmetic.named_operations import leans
from assistant.dialogue.arithmetic.operation_words import OF_BEFORE, leans_whole
from assistant.dialogue.arithmetic.results import Worked
from assistant.dialogue.arithmetic.time_apart import TimeApart, TimesApart
from assistant.dialogue.arithmetic.told_figures import MOST_TOLD, Told
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.ranking import asked_in
from assistant.dialogue.choosing.weighing import fitted_weights
from assistant.dialogue.choosing.years import only_of, without_other_years
from assistant.dialogue.gathering.timing import day_asked, leaves_year_open
from assistant.dialogue.hearing.asking import only_asks
from assistant.dialogue.hearing.going_back import without_return
from assistant.dialogue.hearing.premise import supposed_day, verdict
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.leaning.leaning import Leaning
from assistant.dialogue.leaning.unstated import gap_of_day
from assistant.dialogue.reply import Reply, ReplyKind, StepShown
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.composing import Composer, first_day
from assistant.dialogue.telling.focusing import Focus
from assistant.dialogue.telling.reckoning import Reckoner
from assistant.dialogue.telling.remaining import days_left
from assistant.dialogue.telling.spanning import span_told
from assistant.dialogue.wording import Basis, Writer, best_variant
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement, Variant

# The name of a matter is so long; of up to so many items that bear it so many are offered.
SHORTEST_NAME, LONGEST_NAME = 2, 6
MOST_NAMED, MOST_OFFERED = 30, 4
# Among so many of what was found the figures that a question quotes are likeliest.
LIKELY_MEANT = 4
SAME_TIME = "上年同期"
# What is lacking in the documents, though its parts aren't, is found among so many.
GAP_AMONG = 3


class Answerer:
    """Words replies on one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer, calculators: Calculators, focus: Focus,
                 arithmetic: Arithmetic, times: TimesApart) -> None:
        self._arithmetic, self._times = arithmetic, times
        self._knowledge, self._writer = knowledge, writer
        self._calculators, self._focus, self._composer = calculators, focus, Composer(knowledge, writer)
        self.reckoner = Reckoner(knowledge, writer, calculators, self._composer)
        self.leaning = Leaning(knowledge, calculators)

    def reply(self, choice: Choice, heard: Understood, state: CallState) -> Reply:
        """The reply to an utterance for which `choice` was made; the state notes what it is about."""
        before, answered = state.compared, state.answered
        named = self._arithmetic.named_last(heard, state.area, day_asked(heard, state)) if state.area else None
        reply = self._replied(choice, heard, state)
        state.answered = self._answered(named, heard, state, answered)
        now = named or (state.compared if state.compared is not before or only_confirms(heard.text) else None)
        state.compared = replace(now, subject=state.subject) if now else None
        return self._composer.dated_first(reply, _years_named(heard, state))

    def _answered(self, named: Compared | None, heard: Understood, state: CallState,
                  before: tuple[Told, ...]) -> tuple[Told, ...]:
        """What the last turns told, with this one: what it `named` by itself, else what was noted when it was told."""
        now = state.answered[-1] if state.answered is not before else Told()
        if now.entries and named:
            now = replace(now, operands=named.parts)
        kept = self._arithmetic.without_denied(heard, before[-1], state.area) if before and state.area else None
        if kept is not None:
            return (*before[:-1], kept)
        return (*(told for told in before if told.operands != now.operands or not now.operands), now)[-MOST_TOLD:]

    def _replied(self, choice: Choice, heard: Understood, state: CallState) -> Reply:
        if choice.outside:
            return self._composer.plain(ReplyKind.REFUSE, choice.outside, state)
        left = self._time_left(heard, state)
        if left is not None:
            return left
        apart = self._time_apart(heard, state)
        if apart is not None:
            return self._tell_time(apart, choice, state)
        of_one = self.reckoner.of_one(choice, heard, state)
        if of_one is not None:
            return of_one
        of_bills = self.reckoner.of_two_bills(choice, heard, state)
        if of_bills is not None:
            return of_bills
        asked = without_return(heard)
        of_all = only_asks(asked) or self.leaning.asks_of_all(choice, asked, state)
        if of_all and len(state.cases) > 1 and state.scheme and not self.leaning.supposes_household(heard, state):
            return self.reckoner.together(choice, heard, state)
        of_stretches = self.reckoner.of_stretches(choice, heard, state)
        if of_stretches is not None:
            return of_stretches
        if self._is_of_whole_only(choice, heard):
            return self._refusal(phrases.OF_WHOLE_ONLY.replace("{place}", heard.located.part), choice, state)
        followed = (self._of_two_values(choice, heard, state) or self._going_on(heard, state)
                    or self._added(choice, heard, state)
                    or self._of_periods(choice, heard, state))
        followed = self._of_change(heard, state) or followed
        of_told = (followed or self._of_told(heard, state) or self._of_flows(heard, state)
                   or self._of_answered(heard, state) or self._of_both(choice, heard, state))
        told = self._telling_result(heard, state, of_told) if followed is None else None
        if told is not None:
            return self._entry(replace(choice, entry=told, scheme=None, more=(), follows=True), heard, state,
                               _with_last(heard, state))
        worked = (of_told or self._worked(choice, heard, state) or self._of_mean(choice, heard, state)
                  or self._of_named(choice, heard, state))
        if worked is not None and (worked.goes_first or (choice.scheme is None and not worked.is_by_rate)):
            return self._tell_worked(worked, choice, heard, state)
        choice = self.leaning.settle(choice, heard, state)
        if choice.foreign:
            return self._refusal(phrases.ABSENT_HERE, choice, state)
        unstated = gap_of_day(choice, heard, self._knowledge)
        if unstated is not None:
            return self._entry(replace(choice, entry=unstated, scheme=None, more=()), heard, state)
        elsewhere = choice.scheme is not None and choice.scheme.id != state.scheme
        wordless = choice.entry is None and choice.other_year is None and (not choice.follows or elsewhere)
        if choice.scheme is not None and choice.scheme.entry and wordless:
            choice = replace(choice, entry=self._knowledge.entries[choice.scheme.entry])
        supposed = self._supposed(choice, heard, state)
        if supposed is not None:
            return self._entry(replace(choice, entry=supposed, scheme=None), heard, state)
        unfed = choice.other_year is not None and not heard.quantities
        if choice.scheme is not None and not unfed:
            reply = self.reckoner.reply(choice, choice.scheme, heard, state)
            if reply is not None:
                return reply
        if worked is not None:
            return self._tell_worked(worked, choice, heard, state)
        if choice.other_year is not None and choice.entry is None:
            return self._composer.other_year(choice.other_year, heard, state)
        if choice.entry is not None and choice.asks and choice.asks not in state.facts:
            return self._ask_first(choice.entry, choice.asks, choice, heard, state)
        if choice.entry is not None and choice.lacks:
            return self._lacking(choice.entry, choice.sentence, heard, state)
        if choice.entry is not None:
            return self._entry(choice, heard, state)
        return self._offer(heard, state) or self._refusal(phrases.NOTHING_FOUND, choice, state)

    def _supposed(self, choice: Choice, heard: Understood, state: CallState) -> Entry | None:
        """The entry of a calculator that was chosen, where only the number that it tells is asked to be confirmed."""
        if choice.scheme is None or choice.follows or state.cases:
            return None
        entry = choice.entry or self._knowledge.entries.get(choice.scheme.entry or "")
        if entry is None or entry.statement is Statement.GAP:
            return None
        facts, day = state.facts_for(heard.mentions, follows=False), day_asked(heard, state)
        short, rest = self._writer.sentences(entry, facts, day, self._writer.basis())
        return entry if verdict(heard, short, rest) else None

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

    # Answers

    def _telling_result(self, heard: Understood, state: CallState, of_told: Worked | None) -> Entry | None:
        """The statistic told last, if an utterance asks for nothing but an operation and it tells the result."""
        entry = self._knowledge.entries.get(state.subject or "")
        if entry is None or leans_whole(heard.text) is None:
            return None
        if self._focus.find((entry,), _with_last(heard, state)):
            return entry
        shares = "占" in heard.text and of_told is None and self._focus.tells_shares(entry)
        return entry if shares else None

    def _is_of_whole_only(self, choice: Choice, heard: Understood) -> bool:
        """Whether a number is asked of a district, or of a wider area, that the statistic chosen says nothing of."""
        part, entry = heard.located.part, choice.entry
        if not part or entry is None or entry.statement is not Statement.STATISTIC:
            return False
        whole = self._knowledge.areas[entry.area]
        said = (entry.title, *entry.ask, entry.say.short, *entry.say.details, whole.name, *whole.aliases)
        return not any(part.removesuffix("市").removesuffix("省") in words for words in said)

    def _going_on(self, heard: Understood, state: CallState) -> Worked | None:
        """What goes on about the figures that were named before, while nothing else was told."""
        before = state.compared
        if before is None or before.subject != state.subject or state.area is None:
            return None
        found = self._arithmetic.going_on(heard, before, state.area, day_asked(heard, state))
        if found is None:
            return None
        state.compared = found[1]
        return found[0]

    def _added(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What the statistic told last comes to together with another that the utterance adds to it."""
        last = self._knowledge.entries.get(state.subject or "")
        if last is None or last.statement is not Statement.STATISTIC or state.compared is not None:
            return None
        others, area = [*_chosen(choice), *self._likely(choice)], state.area or ""
        return self._arithmetic.of_added(heard, last, others, state.last_said, area, day_asked(heard, state))

    def _of_two_values(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What is asked of the two values that the documents have of one figure."""
        if state.area is None:
            return None
        last = self._knowledge.entries.get(state.subject or "")
        entries = [*([last] if last else []), *_chosen(choice)]
        return self._arithmetic.of_two_values(heard, entries, state.area, day_asked(heard, state))

    def _of_periods(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What a statistic of one period is against the same of another."""
        if state.area is None:
            return None
        last = self._knowledge.entries.get(state.subject or "")
        found = [*_chosen(choice), *self._likely(choice)]
        leans_on = last is not None and (choice.follows or heard.follows or heard.elliptical or leans(heard.matched)
                                         or last in found)
        entries = [*([last] if last and leans_on else []), *found]
        before = state.last_said if leans_on else ""
        return self._arithmetic.of_periods(heard, entries, before, state.area, day_asked(heard, state))

    def _of_told(self, heard: Understood, state: CallState) -> Worked | None:
        """What is to be worked out of the two statistics told last."""
        told = [entry for id_ in state.told if (entry := self._knowledge.entries.get(id_))]
        return self._arithmetic.of_told(heard, told, state.last_said, state.area or "", day_asked(heard, state))

    def _of_answered(self, heard: Understood, state: CallState) -> Worked | None:
        """What is to be worked out of the figures that the last turns told."""
        if state.area is None or heard.located.areas not in ((), (state.area,)):
            return None
        return self._arithmetic.of_answered(heard, state.answered, state.area, day_asked(heard, state))

    def _of_change(self, heard: Understood, state: CallState) -> Worked | None:
        """What the statistic told last comes to if it changes as the utterance supposes."""
        last = self._knowledge.entries.get(state.subject or "")
        if last is None or state.area is None:
            return None
        return self._arithmetic.of_change(heard, last, state.answered, state.area, day_asked(heard, state))

    def _of_flows(self, heard: Understood, state: CallState) -> Worked | None:
        """Several sums of what two funds took in, paid and kept, asked for at once."""
        if state.area is None:
            return None
        return self._arithmetic.of_flows(heard, state.answered, state.area, day_asked(heard, state))

    def _of_both(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """How far apart two figures are and their sum, asked for at once, where what was chosen tells the first."""
        if state.area is None or choice.entry is None:
            return None
        return self._arithmetic.of_told_apart(heard, choice.entry, state.area, day_asked(heard, state))

    def _likely(self, choice: Choice) -> list[Entry]:
        """The entries that were found, as many as may be meant."""
        return [self._knowledge.entries[f.item.id] for f in choice.ranked if f.item.kind == "entry"][:LIKELY_MEANT]

    def _worked(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What is to be worked out of figures that the utterance quotes."""
        if state.area is None:
            return None
        found = self._likely(choice)
        entries = _chosen(choice)
        last = self._knowledge.entries.get(state.subject or "")
        return self._arithmetic.work_out(heard, entries, found, last, state.last_said, state.area,
                                         day_asked(heard, state))

    def _of_mean(self, choice: Choice, heard: Understood, state: CallState) -> Worked | None:
        """What a statistic that the utterance names is a head or a month, if no calculated figure tells it."""
        if state.area is None:
            return None
        entries = [*_chosen(choice), *self._likely(choice)]
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
        entries = [*_chosen(choice), *self._likely(choice)]
        leans_on = choice.follows or heard.follows or heard.elliptical or leans(heard.matched)
        before = state.last_said if leans_on else ""
        worked = self._arithmetic.of_named(heard, entries, before, state.area, day_asked(heard, state))
        lacking = any(entry.statement is Statement.GAP for entry in entries[:GAP_AMONG])
        if worked is not None and (worked.is_of_own_change or (worked.is_mean and lacking)):
            return None
        if worked is None or len(worked.results) > 1 or choice.entry is None:
            return worked
        focus = self._focus.find((choice.entry, *choice.more), asked_in(heard))
        named = {operand.figure.id for operand in worked.operands}
        return None if focus and self._focus.operands(focus) == named else worked

    def _tell_worked(self, worked: Worked, choice: Choice, heard: Understood, state: CallState) -> Reply:
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
        state.compared = self._arithmetic.compared_by(worked, state.compared)
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

    def _time_apart(self, heard: Understood, state: CallState) -> TimeApart | None:
        """How long it is between dated things that the utterance names, or that the entry told last tells."""
        if state.area is None or heard.sums:
            return None
        told = [(entry, turn.asked) for turn in state.answered for id_ in turn.entries[:1]
                if (entry := self._knowledge.entries.get(id_))]
        last = self._knowledge.entries.get(state.subject or "")
        if last is not None and (not told or told[-1][0] is not last):
            told = [(last, state.last_said)]
        return self._times.asked(heard, told, state.area, state.today)

    def _time_left(self, heard: Understood, state: CallState) -> Reply | None:
        """The calculation of last again, behind how long it still is to the day that it came to, if that is asked."""
        last = state.last_reply
        ahead = any(isinstance(day, date) and day > state.today for day in state.given.values())
        if last is None or last.kind is not ReplyKind.CALCULATION or heard.sums or ahead:
            return None
        left = self._times.until(heard, last.steps, state.today)
        if left is None:
            return None
        return replace(last, text=f"{left.sentence}\n{last.text}", short=left.sentence,
                       details=(last.short, *last.details), steps=(left.step, *last.steps))

    def _tell_time(self, apart: TimeApart, choice: Choice, state: CallState) -> Reply:
        """The time that was counted first, then what the entries say that tell its ends."""
        day, basis, details = state.today, self._writer.basis(), []
        for event in apart.events:
            basis.use(event.figure.id, day)
        entries = list(dict.fromkeys(event.entry.id for event in apart.events if event.entry))
        for id_ in entries:
            entry = self._knowledge.entries[id_]
            short, rest = self._writer.sentences(entry, {}, day, basis)
            details += [short, *(rest if len(entries) == 1 else ())]
            state.turn_to(entry.id, entry.topic, day, follows=False)
        basis.past.clear()  # a time between two days stays what it is
        reply = self._composer.compose(ReplyKind.ANSWER, apart.sentence, details, basis, state, day, choice.score)
        place = basis.place_of([event.figure.id for event in apart.events], day)
        return replace(reply, steps=(replace(apart.step, citation=place), *reply.steps))

    def _entry(self, choice: Choice, heard: Understood, state: CallState, question: str = "") -> Reply:
        """The reply in an entry's words; it is narrowed to what the `question` asks, by default the utterance's."""
        compared = state.compared
        entry, more = self._narrowed(choice, heard, state, question or asked_in(heard))
        told = self._arithmetic.answering((entry, *more), asked_in(heard), entry.area, state.today)
        if state.compared is not None and state.compared is not compared:
            told = replace(told, operands=state.compared.operands)
        state.answered = (*state.answered, told)
        facts = state.facts_for(heard.mentions, follows=choice.follows)
        asked = state.today if supposed_day(heard) else day_asked(heard, state)
        day, basis, short, details = self._in_words(entry, facts, asked, state.today)
        if basis.not_begun and day < state.today and leaves_year_open(heard):
            coming = self._in_words(entry, facts, state.today, state.today)
            if coming[1].not_begun:  # before the rule begins, only the month to come can be meant
                day, basis, short, details = coming
        if basis.not_begun and day < state.today:
            return self._composer.not_yet(entry, short, basis, state, day)
        if basis.not_begun:
            basis.notices[phrases.NOT_BEGUN.format(day=first_day(basis))] = None
        counted = self._counted(entry, heard, basis, state)
        for other in more:
            extra, rest = self._writer.sentences(other, facts, day, basis)
            details += [extra, *rest[:2]]
        counted = counted or self._counted(entry, heard, basis, state)  # on the figures told beside it
        if counted:
            short, details = counted[0], [short, *details]
        short, *details = (text for text in without_other_years((short, *details), only_of(heard)) if text)
        details += self._open_question(entry, facts)
        is_gap = entry.statement is Statement.GAP
        counts = entry.statement is Statement.STATISTIC and supposed_day(heard)  # its day is only as of when
        agrees = "" if is_gap or counted or counts else verdict(heard, short, details) or choice.agrees
        short = phrases.VERDICT.format(verdict=agrees, told=short) if agrees else short
        state.turn_to(entry.id, entry.topic, day, follows=choice.follows)
        if entry.calculate:
            state.facts.update(self._calculators.conditions_told(entry.calculate, heard))
        if is_gap:
            details.append(phrases.TURN_TO.format(where=self._composer.home(entry, state).ask_at))
        details += self._composer.of_wider(entry.area, state)
        kind = ReplyKind.REFUSE if is_gap else ReplyKind.ANSWER
        reply = self._composer.compose(kind, short, details, basis, state, day, choice.score)
        return replace(reply, steps=(counted[1], *reply.steps)) if counted else reply

    def _narrowed(self, choice: Choice, heard: Understood, state: CallState,
                  question: str) -> tuple[Entry, tuple[Entry, ...]]:
        """The entry chosen, told as the question focuses on it, and the entries to be told beside it."""
        entry = choice.entry
        assert entry is not None
        if choice.sentence:
            of_variant = next((v.details for v in entry.say.variants if v.short == choice.sentence), ())
            return self._focus.led_by(entry, choice.sentence, (*of_variant, *entry.say.details)), choice.more
        if question == heard.matched and heard.questions:  # several are asked: each its own
            return entry, choice.more
        years = heard.years if state.date_given or not heard.relative_years else ()
        for told in (entry, *self._told_before(choice, heard, state)):
            before = self._focus.of_year_before(told, years, question)
            if before:
                return self._focus.of_other_year(told, before, f"{years[0]}年" if years else SAME_TIME), choice.more
        focus = self._focus.find((entry, *choice.more), question)
        if focus:
            state.compared = self._arithmetic.compared_in(focus, day_asked(heard, state)) or state.compared
            return self._focus.narrowed(entry, focus), tuple(e for e in choice.more if e.id not in choice.near)
        return entry, choice.more

    def _told_before(self, choice: Choice, heard: Understood, state: CallState) -> list[Entry]:
        """The statistics that the last turns told, of which a follow-up that names nothing may ask the year before."""
        if not (OF_BEFORE.search(heard.text) and (choice.follows or heard.follows or heard.elliptical)):
            return []
        told = dict.fromkeys(id_ for turn in reversed(state.answered[:-1]) for id_ in turn.entries[:1])
        entries = [self._knowledge.entries[id_] for id_ in told if id_ in self._knowledge.entries]
        topic = choice.entry.topic if choice.entry else ""
        return [e for e in entries if e.statement is Statement.STATISTIC and e.topic == topic]

    def _in_words(self, entry: Entry, facts: dict[str, tuple[str, ...]], day: date,
                  today: date) -> tuple[date, Basis, str, list[str]]:
        """An entry's first sentence and the rest, with what they rest on and the day by which they hold."""
        basis = self._writer.basis()
        short, details = self._writer.sentences(entry, facts, day, basis)
        if basis.not_begun and day < today and entry.statement is Statement.STATISTIC:
            day, basis = today, self._writer.basis()  # its words say of which time it is
            short, details = self._writer.sentences(entry, facts, day, basis)
        return day, basis, short, list(details)

    def _counted(self, entry: Entry, heard: Understood, basis: Basis, state: CallState) -> tuple[str, StepShown] | None:
        """The days that are asked for of a period, or until a deadline, that the figures used so far tell."""
        if entry.statement is Statement.GAP:
            return None
        used = basis.figures_used
        documents = {citation.document for citation in basis.citations}
        shape = self._knowledge.documents[documents.pop()] if len(documents) == 1 else None
        issued = shape.issued if shape and not shape.dated else None
        return span_told(heard, used, issued) or days_left(heard, state.today, used)

    def _ask_first(self, entry: Entry, condition: str, choice: Choice, heard: Understood, state: CallState) -> Reply:
        """A question back for the condition on which an entry holds, with what is told if it does."""
        dimension = self._knowledge.dimensions[condition]
        labels = [value.label for value in dimension.values if not value.broader]
        day, basis = day_asked(heard, state), self._writer.basis()
        short, _ = self._writer.sentences(entry, state.facts_for(heard.mentions, follows=choice.follows), day, basis)
        holds = "、".join(v.label for v in dimension.values if v.id in entry.applies[condition])
        state.turn_to(entry.id, entry.topic, day, follows=choice.follows)
        state.asked, state.pending = condition, heard.plain
        state.options = tuple((label, label) for label in labels)
        question = phrases.WHICH_CONDITION.format(question=dimension.question)
        reply = self._composer.compose(ReplyKind.CLARIFY, question, [f"{holds}:{short}"], basis, state, day,
                                       choice.score)
        return replace(reply, options=tuple(labels))

    def _open_question(self, entry: Entry, facts: dict[str, tuple[str, ...]]) -> list[str]:
        """What to ask after an answer of several branches, or that one more condition would make another one."""
        best = best_variant(entry.say.variants, facts)
        variants = [v for v in entry.say.variants if best is None or _narrows(v, best, facts)]
        names = dict.fromkeys(name for variant in variants for name in variant.when)
        open_ones = [self._knowledge.dimensions[n].question for n in names if len(facts.get(n, ())) != 1]
        return [phrases.TELL_ME.format(question=open_ones[0])] if open_ones else []

    # Refusals

    def _lacking(self, entry: Entry, sentence: str, heard: Understood, state: CallState) -> Reply:
        """A refusal in an entry's own sentence that tells that what is asked isn't known."""
        day, basis = day_asked(heard, state), self._writer.basis()
        short = self._writer.fill(sentence, entry.area, day, basis)
        where = phrases.TURN_TO.format(where=self._composer.home(entry, state).ask_at)
        state.turn_to(entry.id, entry.topic, day, follows=True)
        return self._composer.compose(ReplyKind.REFUSE, short, [where], basis, state, day, 0.0)

    def _offer(self, heard: Understood, state: CallState) -> Reply | None:
        """A question back for what of a matter is meant, where its bare name is all that was said (慢特病)."""
        name = heard.matched.strip("?!,. ")
        if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or heard.asks or heard.quantities:
            return None
        lineage = self._knowledge.lineage(state.area or "")
        titles = [e.title for e in self._knowledge.entries.values()
                  if e.area in lineage and e.statement is not Statement.GAP and name in e.title]
        if not 1 < len(titles) <= MOST_NAMED:
            return None
        titles = titles[:MOST_OFFERED]
        state.asked, state.pending, state.options = "matter", heard.plain, tuple((t, t) for t in titles)
        reply = self._composer.compose(ReplyKind.CLARIFY, phrases.WHICH_MATTER.format(name=name), [],
                                       self._writer.basis(), state, state.today, 0.0)
        return replace(reply, options=tuple(titles))

    def _refusal(self, phrase: str, choice: Choice, state: CallState) -> Reply:
        """A refusal in the words of `phrase`, with what comes near and where to turn."""
        area = self._knowledge.areas[state.area or ""]
        near = [f for f in choice.ranked[:3] if f.score >= fitted_weights().offer_from and f.item.kind != "outside"]
        details = []
        if near:
            details.append(phrases.NEAR.format(titles="、".join(f"“{f.item.title}”" for f in near)))
        details.append(phrases.TURN_TO.format(where=area.ask_at))
        state.options = tuple((f.item.title, f.item.title) for f in near)
        reply = self._composer.compose(ReplyKind.REFUSE, phrase.format(area=area.name), details, self._writer.basis(),
                                       state, state.today, 0.0)
        return replace(reply, options=tuple(f.item.title for f in near))


def _years_named(heard: Understood, state: CallState) -> tuple[int, ...]:
    """The years asked for by their number, or as 今年 on a stated day; what is to come isn't told of as old."""
    years = heard.asked_years or heard.years
    if not heard.relative_years:
        return years
    return tuple(year for year in years if year <= state.today.year) if state.date_given else ()


def _chosen(choice: Choice) -> list[Entry]:
    return [entry for entry in (choice.entry, *choice.more) if entry is not None]


def _with_last(heard: Understood, state: CallState) -> str:
    """An utterance behind the ones that it leans on."""
    return ",".join(dict.fromkeys((state.last_matched, state.last_said, heard.matched)))


def _narrows(variant: Variant, told: Variant, facts: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a variant tells something else than the one told if one more condition holds than was said."""
    alike = all(set(values) & set(variant.when.get(name, ())) for name, values in told.when.items())
    fits = all(set(facts.get(name, values)) & set(values) for name, values in variant.when.items())
    return alike and fits and len(variant.when) > len(told.when) and variant.short != told.short
