"""Replies in an entry's words: which of its sentences lead, what is told beside it, and of what day it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue import phrases
from assistant.dialogue.arithmetic.arithmetic import Arithmetic
from assistant.dialogue.arithmetic.operation_words import OF_BEFORE
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.ranking import asked_in
from assistant.dialogue.choosing.several import holds_apart
from assistant.dialogue.choosing.years import only_of, without_other_years
from assistant.dialogue.gathering.timing import day_asked, leaves_year_open
from assistant.dialogue.hearing.premise import supposed_day, verdict
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import Reply, ReplyKind, StepShown
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.composing import Composer, first_day
from assistant.dialogue.telling.focusing import Focus
from assistant.dialogue.telling.remaining import days_left
from assistant.dialogue.telling.spanning import span_told
from assistant.dialogue.wording import Basis, Writer, best_variant
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement, Variant

SAME_TIME = "上年同期"


class InWords:
    """Tells entries of one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer, composer: Composer, calculators: Calculators, focus: Focus,
                 arithmetic: Arithmetic) -> None:
        self._knowledge, self._writer, self._composer = knowledge, writer, composer
        self._calculators, self._focus, self._arithmetic = calculators, focus, arithmetic

    def tell(self, choice: Choice, heard: Understood, state: CallState, question: str = "") -> Reply:
        """The reply in an entry's words; it is narrowed to what the `question` asks, by default the utterance's."""
        compared = state.compared
        entry, more = self._narrowed(choice, heard, state, question or asked_in(heard))
        told = self._arithmetic.of_turns.answering((entry, *more), asked_in(heard), entry.area, state.today)
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
        details += self._open_question(entry, facts, more)
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

    def ask_first(self, entry: Entry, condition: str, choice: Choice, heard: Understood, state: CallState) -> Reply:
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

    def supposed(self, choice: Choice, heard: Understood, state: CallState) -> Entry | None:
        """The entry of a calculator that was chosen, where only the number that it tells is asked to be confirmed."""
        if choice.scheme is None or choice.follows or state.cases:
            return None
        entry = choice.entry or self._knowledge.entries.get(choice.scheme.entry or "")
        if entry is None or entry.statement is Statement.GAP:
            return None
        facts, day = state.facts_for(heard.mentions, follows=False), day_asked(heard, state)
        short, rest = self._writer.sentences(entry, facts, day, self._writer.basis())
        return entry if verdict(heard, short, rest) else None

    def _narrowed(self, choice: Choice, heard: Understood, state: CallState,
                  question: str) -> tuple[Entry, tuple[Entry, ...]]:
        """The entry chosen, told as the question focuses on it, and the entries to be told beside it."""
        entry = choice.entry
        assert entry is not None
        if choice.sentence:
            of_variant = next((v.details for v in entry.say.variants if v.short == choice.sentence), ())
            return self._focus.led_by(entry, choice.sentence, (*of_variant, *entry.say.details)), choice.more
        if sum(part in question for part in heard.questions) > 1:  # several are asked: each its own
            return entry, choice.more
        years = heard.years if state.date_given or not heard.relative_years else ()
        for told in (entry, *self._told_before(choice, heard, state)):
            before = self._focus.of_year_before(told, years, question)
            if before:
                return self._focus.of_other_year(told, before, f"{years[0]}年" if years else SAME_TIME), choice.more
        focus = self._focus.find((entry, *choice.more), question)
        if focus:
            state.compared = self._arithmetic.by_name.compared_in(focus, day_asked(heard, state)) or state.compared
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

    def _open_question(self, entry: Entry, facts: dict[str, tuple[str, ...]], beside: Sequence[Entry]) -> list[str]:
        """What to ask after an answer of several branches, or that one more condition would make another one.

        First what sets it apart from those told `beside` it for the same calculation.
        """
        alike = [other for other in beside if other.calculate and other.calculate == entry.calculate]
        implied = {name for id_, told in facts.items() if id_ in self._knowledge.dimensions
                   for value in self._knowledge.dimensions[id_].values if value.id in told for name in value.implies}
        unsaid = [name for name in entry.applies if name not in facts and name not in implied]
        apart = [name for other in alike for name in holds_apart(other, entry, unsaid)]
        best = best_variant(entry.say.variants, facts)
        variants = [v for v in entry.say.variants if best is None or _narrows(v, best, facts)]
        names = dict.fromkeys([*apart, *(name for variant in variants for name in variant.when)])
        open_ones = [self._knowledge.dimensions[n].question for n in names if len(facts.get(n, ())) != 1]
        return [phrases.TELL_ME.format(question=open_ones[0])] if open_ones else []


def _narrows(variant: Variant, told: Variant, facts: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a variant tells something else than the one told if one more condition holds than was said."""
    alike = all(set(values) & set(variant.when.get(name, ())) for name, values in told.when.items())
    fits = all(set(facts.get(name, values)) & set(values) for name, values in variant.when.items())
    return alike and fits and len(variant.when) > len(told.when) and variant.short != told.short
