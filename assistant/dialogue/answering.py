"""Turns what was chosen into the reply: an answer, a calculation, a question back, or an honest no.

Keeps the call's state on what was told; decides nothing about what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from assistant.calculator.scheme import FactValue
from assistant.dialogue import phrases
from assistant.dialogue.calculating import Calculator, Calculators, known_values
from assistant.dialogue.choosing import Choice
from assistant.dialogue.comparing import Told
from assistant.dialogue.conditions import stated
from assistant.dialogue.focusing import Focus
from assistant.dialogue.gathering import Case, Gathered
from assistant.dialogue.ranking import asked_in
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.timing import names_an_end
from assistant.dialogue.understanding import Understood
from assistant.dialogue.unsettled import DAY, month_told, twice, waiting
from assistant.dialogue.weighing import fitted_weights
from assistant.dialogue.wording import Basis, Writer, best_variant
from assistant.dialogue.years import without_other_years
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Area, Entry, SchemeShape, Statement
from assistant.text.numerals import QuantityKind

OLD_AFTER_DAYS = 400


class Answerer:
    """Words replies on one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer, calculators: Calculators, focus: Focus) -> None:
        self._knowledge, self._writer, self._calculators = knowledge, writer, calculators
        self._focus = focus

    def reply(self, choice: Choice, heard: Understood, state: CallState) -> Reply:
        """The reply to an utterance for which `choice` was made; the state notes what it is about."""
        if choice.outside:
            return self._plain(ReplyKind.REFUSE, choice.outside, state)
        if choice.foreign:
            return self._absent(choice, state)
        elsewhere = choice.scheme is not None and choice.scheme.id != state.scheme
        wordless = choice.entry is None and choice.other_year is None and (not choice.follows or elsewhere)
        if choice.scheme is not None and choice.scheme.entry and wordless:
            choice = replace(choice, entry=self._knowledge.entries[choice.scheme.entry])
        unfed = choice.other_year is not None and not heard.quantities
        if choice.scheme is not None and not unfed:
            reply = self._calculation(choice, heard, state)
            if reply is not None:
                return reply
        if choice.other_year is not None and choice.entry is None:
            return self._other_year(choice.other_year, heard, state)
        if choice.entry is not None and choice.asks and choice.asks not in state.facts:
            return self._ask_first(choice.entry, choice.asks, choice, heard, state)
        if choice.entry is not None:
            return self._entry(choice, heard, state)
        return self._nothing(choice, state)

    def calculate(self, scheme: SchemeShape, facts: dict[str, FactValue], day: date, state: CallState) -> Reply:
        """The calculator's reply to facts as they are given, by the rules of `day`; the state notes it."""
        basis = self._writer.basis()
        told = self._calculators.tell(self._calculators.get(scheme.id), Gathered([Case("", facts)], True), day, basis)
        if told.kind is ReplyKind.CALCULATION and basis.future and not basis.present:
            return self._not_yet(scheme, told.short, basis, state, day)
        state.subject, state.topic, state.last_day = scheme.id, scheme.topic, day
        self._keep(facts, scheme, told, state, scheme.title)
        return self._told(told, basis, state, day, Choice((), 1.0, scheme=scheme))

    def gathered(self, scheme: str, heard: Understood, known: dict[str, tuple[str, ...]], state: CallState) -> Case:
        """What an utterance and the call so far say of a calculator's facts."""
        given = state.given if state.scheme == scheme else {}
        return self._calculators.gathered(scheme, heard, known, given)

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

    def _entry(self, choice: Choice, heard: Understood, state: CallState) -> Reply:
        entry = choice.entry
        assert entry is not None
        facts = self._facts(choice, heard, state)
        day = self._day(heard, state)
        basis = self._writer.basis()
        more = choice.more
        question = asked_in(heard)
        several = question == heard.matched and heard.questions
        focus = self._focus.find((entry, *more), question) if not several else None
        if focus:
            more = tuple(other for other in more if other.id not in choice.near)
            entry = self._focus.narrowed(entry, focus)
        short, details = self._writer.sentences(entry, facts, day, basis)
        if basis.future and not basis.present and day < state.today and entry.statement is Statement.STATISTIC:
            day, basis = state.today, self._writer.basis()  # its words say of which time it is
            short, details = self._writer.sentences(entry, facts, day, basis)
        if basis.future and not basis.present and day < state.today:
            return self._not_yet(entry, short, basis, state, day)
        if basis.future and not basis.present:
            first = min(value.first_day for value in basis.future if value.first_day)
            basis.notices[phrases.NOT_BEGUN.format(day=f"{first.year}年{first.month}月{first.day}日")] = None
        for other in more:
            extra, rest = self._writer.sentences(other, facts, day, basis)
            details += [extra, *rest[:2]]
        asked = frozenset(heard.years) if heard.years and not heard.relative_years else frozenset()
        short, details = without_other_years(short, asked), [without_other_years(text, asked) for text in details]
        details += self._open_question(entry, facts)
        kind = ReplyKind.REFUSE if entry.statement is Statement.GAP else ReplyKind.ANSWER
        self._note(entry.id, entry.topic, heard, state, choice.follows, day)
        if kind is ReplyKind.REFUSE:
            details.append(phrases.TURN_TO.format(where=self._home(entry, state).ask_at))
        details += self._of_wider(entry.area, state)
        return self._build(kind, short, details, basis, state, day, choice.score)

    def _ask_first(self, entry: Entry, condition: str, choice: Choice, heard: Understood, state: CallState) -> Reply:
        """A question back for the condition on which an entry holds, with what is told if it does."""
        dimension = self._knowledge.dimensions[condition]
        labels = [value.label for value in dimension.values if not value.broader]
        day, basis = self._day(heard, state), self._writer.basis()
        short, _ = self._writer.sentences(entry, self._facts(choice, heard, state), day, basis)
        holds = "、".join(v.label for v in dimension.values if v.id in entry.applies[condition])
        self._note(entry.id, entry.topic, heard, state, choice.follows, day)
        state.asked, state.pending = condition, heard.plain
        state.options = tuple((label, label) for label in labels)
        question = phrases.WHICH_CONDITION.format(question=dimension.question)
        reply = self._build(ReplyKind.CLARIFY, question, [f"{holds}:{short}"], basis, state, day, choice.score)
        return replace(reply, options=tuple(labels))

    def _open_question(self, entry: Entry, facts: dict[str, tuple[str, ...]]) -> list[str]:
        """What to ask after an answer that lays out several branches, when the caller's own isn't known."""
        if not entry.say.variants or best_variant(entry.say.variants, facts):
            return []
        names = dict.fromkeys(name for variant in entry.say.variants for name in variant.when)
        open_ones = [self._knowledge.dimensions[n].question for n in names if len(facts.get(n, ())) != 1]
        return [phrases.TELL_ME.format(question=open_ones[0])] if open_ones else []

    def _home(self, item: Entry | SchemeShape, state: CallState) -> Area:
        """The caller's own area, in which the entry or calculator of a wider one holds, too."""
        return self._knowledge.areas[state.area or item.area]

    def _of_wider(self, area: str, state: CallState) -> list[str]:
        """What says that a rule is a wider area's."""
        if state.area in (None, area):
            return []
        areas = self._knowledge.areas
        return [phrases.WIDER.format(wider=areas[area].name, area=areas[state.area or ""].name)]

    def _not_yet(self, item: Entry | SchemeShape, short: str, basis: Basis, state: CallState, day: date) -> Reply:
        """A refusal for a day before everything that is told was in force."""
        area = self._home(item, state)
        text = phrases.NOT_YET.format(area=area.name, day=f"{day.year}年{day.month}月{day.day}日")
        first = min(value.first_day for value in basis.future if value.first_day)
        since = phrases.ONLY_SINCE.format(day=f"{first.year}年{first.month}月{first.day}日", told=short)
        return self._build(ReplyKind.REFUSE, text, [since, phrases.TURN_TO.format(where=area.ask_at)], basis, state,
                           day, 0.0)

    def _facts(self, choice: Choice, heard: Understood, state: CallState) -> dict[str, tuple[str, ...]]:
        return {**(state.facts if choice.follows else {}), **stated(heard.mentions)}

    def _day(self, heard: Understood, state: CallState) -> date:
        """The day whose figures are told: in the year asked for, else the day of the call."""
        days = [d for d in heard.dates if d.year_told or d.precision.value in ("day", "month")]
        if heard.relative_years and not state.date_given:
            days = [d for d in days if not d.relative]
        for mention in days:
            if names_an_end(heard.text, mention):
                return mention.first_day - timedelta(days=1)
            if mention.first_day <= state.today <= mention.last_day:
                return state.today
        if days:
            return days[-1].first_day if days[-1].first_day > state.today else days[-1].last_day
        return state.today

    def _other_year(self, entry: Entry, heard: Understood, state: CallState) -> Reply:
        basis = self._writer.basis()
        short, _ = self._writer.sentences(entry, {}, state.today, basis)
        area = self._home(entry, state)
        asked = "、".join(f"{year}年" for year in heard.years)
        text = phrases.OTHER_YEAR.format(area=area.name, asked=asked)
        details = [phrases.NEAREST_YEAR.format(told=short), phrases.TURN_TO.format(where=area.ask_at)]
        return self._build(ReplyKind.REFUSE, text, details, basis, state, state.today, 0.0)

    # Calculations

    def _calculation(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """The calculation, if the quantities it wants were given; None to answer in words instead."""
        assert choice.scheme is not None
        calculator = self._calculators.get(choice.scheme.id)
        same = state.scheme == choice.scheme.id and choice.follows and (
            choice.entry is None or choice.repeats or heard.elliptical or heard.corrects
            or self._calculators.supplies(choice.scheme.id, heard))
        known = self._facts(choice, heard, state)
        same_topic = choice.follows and choice.scheme.topic == state.topic
        given = state.given if same or same_topic else {}
        gathered = (Gathered([Case("", self._remembered(calculator, known, given), state.last_day)], True)
                    if choice.repeats else calculator.gatherer.gather(heard, known, given))
        led = bool(choice.ranked) and choice.ranked[0].item.id == choice.scheme.id
        quoted = heard.asks_why or (not led and self._quotes(choice.entry, heard, state))
        fresh = choice.repeats or (gathered.quantities and not quoted)
        uses_given = choice.follows and any(fact.id in given for fact in calculator.scheme.facts)
        idle = calculator.starts_from_nothing and not gathered.quantities and not gathered.wanted
        if not self._worth_it(choice, calculator, fresh or bool(gathered.wanted), same, uses_given, idle):
            return None
        day = self._day(heard, state)
        basis = self._writer.basis()
        told = self._calculators.tell(calculator, gathered, day, basis)
        stated_years = heard.years and (state.date_given or not heard.relative_years)
        missed = ((basis.past or basis.future) and not basis.present) or not basis.covers(
            year for year in heard.asked_years if year > state.today.year)
        if stated_years and missed and choice.scheme.entry:
            return self._other_year(self._knowledge.entries[choice.scheme.entry], heard, state)
        if choice.other_year is not None and told.kind is ReplyKind.CLARIFY:
            return self._other_year(choice.other_year, heard, state)
        if told.unclear and choice.entry is not None and not same and not led:
            return None
        if told.lacks_quantity and choice.entry is not None and not gathered.quantities and not same \
                and not gathered.wanted:
            return None
        month = month_told(heard, state.today)
        if month and told.kind is ReplyKind.CALCULATION:
            bases = (self._writer.basis(), self._writer.basis())
            both = twice(month, gathered, partial(self._calculators.tell, calculator), bases)
            told, basis = (both, bases[1]) if both else (told, basis)
        self._note(choice.scheme.id, choice.scheme.topic, heard, state, choice.follows, day)
        self._keep(gathered.cases[0].facts, choice.scheme, told, state, heard.plain)
        if told.asked == DAY:
            state.pending, state.month = waiting(heard)
        return self._told(told, basis, state, day, choice)

    @staticmethod
    def _remembered(calculator: Calculator, known: dict[str, tuple[str, ...]],
                    given: dict[str, FactValue]) -> dict[str, FactValue]:
        """The facts of the calculation before, to be told once more."""
        ids = {fact.id for fact in calculator.scheme.facts}
        facts: dict[str, FactValue] = {name: values[0] for name, values in known.items() if name in ids}
        facts.update({name: value for name, value in given.items() if name in ids})
        return facts

    def _quotes(self, entry: Entry | None, heard: Understood, state: CallState) -> bool:
        """Whether the caller's amounts are figures of the answer itself, quoted back, not a bill."""
        numbers = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL]
        if entry is None or not numbers or (entry.calculate and entry.statement is not Statement.STATISTIC):
            return False
        basis = self._writer.basis()
        self._writer.sentences(entry, {}, state.today, basis)
        told = basis.base_amounts()
        return all(quantity.value in told for quantity in numbers)

    @staticmethod
    def _worth_it(choice: Choice, calculator: Calculator, fresh: bool, same: bool, given: bool, idle: bool) -> bool:
        """Whether to calculate rather than answer: amounts were given, or none is needed and it fits best."""
        if fresh or same:
            return True
        if given:
            return True
        if calculator.wants_quantity or idle:
            return choice.entry is None
        best = next((f for f in choice.ranked if f.item.kind != "outside"), None)
        return choice.entry is None or (best is not None and best.item.kind == "scheme")

    @staticmethod
    def _keep(facts: dict[str, FactValue], scheme: SchemeShape, told: Told, state: CallState, words: str) -> None:
        state.scheme = scheme.id
        state.given = {name: value for name, value in facts.items() if not isinstance(value, str)}
        state.facts.update(known_values(facts))
        if told.kind is ReplyKind.CLARIFY:
            state.asked = told.asked
            state.options = tuple((label, label) for _, label in told.options)
            state.pending = words

    def _told(self, told: Told, basis: Basis, state: CallState, day: date, choice: Choice) -> Reply:
        kind = told.kind
        details = [line for line in told.details if line]
        if kind is ReplyKind.CLARIFY and choice.entry is not None and told.lacks_quantity:
            short, _ = self._writer.sentences(choice.entry, state.facts, day, basis)
            details.append(short)
        asked_too = [entry for entry in choice.more if entry.id not in choice.near]
        for other in asked_too if kind is ReplyKind.CALCULATION else ():
            extra, rest = self._writer.sentences(other, state.facts, day, basis)
            details += [extra, *rest[:1]]
        if kind is ReplyKind.CALCULATION and choice.scheme is not None:
            details += self._of_wider(choice.scheme.area, state)
        reply = self._build(kind, told.short, details, basis, state, day, choice.score)
        steps = (*told.steps, *reply.steps)
        return replace(reply, steps=steps, amounts=told.amounts, options=tuple(label for _, label in told.options))

    # Refusals

    def _absent(self, choice: Choice, state: CallState) -> Reply:
        area = self._knowledge.areas[state.area or ""]
        text = phrases.ABSENT_HERE.format(area=area.name)
        return self._refusal(text, choice, state)

    def _nothing(self, choice: Choice, state: CallState) -> Reply:
        area = self._knowledge.areas[state.area or ""]
        return self._refusal(phrases.NOTHING_FOUND.format(area=area.name), choice, state)

    def _refusal(self, text: str, choice: Choice, state: CallState) -> Reply:
        area = self._knowledge.areas[state.area or ""]
        near = [f for f in choice.ranked[:3] if f.score >= fitted_weights().offer_from and f.item.kind != "outside"]
        details = []
        if near:
            details.append(phrases.NEAR.format(titles="、".join(f"“{f.item.title}”" for f in near)))
        details.append(phrases.TURN_TO.format(where=area.ask_at))
        state.options = tuple((f.item.title, f.item.title) for f in near)
        reply = self._build(ReplyKind.REFUSE, text, details, self._writer.basis(), state, state.today, 0.0)
        return replace(reply, options=tuple(f.item.title for f in near))

    # Shared

    def _note(self, subject: str, topic: str, heard: Understood, state: CallState, follows: bool, day: date) -> None:
        if not follows:
            state.facts, state.given, state.scheme = {}, {}, None
        state.subject, state.topic, state.last_day = subject, topic, day
        if heard.amounts and not follows:
            state.given = {}

    def _plain(self, kind: ReplyKind, text: str, state: CallState) -> Reply:
        return Reply(kind, text, state.area, state.today, short=text)

    def _build(self, kind: ReplyKind, short: str, details: list[str], basis: Basis, state: CallState, day: date,
               score: float) -> Reply:
        steps = self._writer.working(basis, day)
        paragraphs = list(dict.fromkeys(d for d in details if d and d != short))
        notices = list(basis.notices)
        lead = self._past(basis, state) if kind in (ReplyKind.ANSWER, ReplyKind.CALCULATION) else ""
        if not lead and kind in (ReplyKind.ANSWER, ReplyKind.CALCULATION):
            old = self._old(basis, state)
            notices += [old] if old else []
        source = self._writer.source_line(basis) if kind is not ReplyKind.REFUSE else ""
        text = "\n".join([f"{lead}{short}", *paragraphs, *notices, *([source] if source else [])])
        return Reply(kind, text, state.area, state.today, short=f"{lead}{short}", details=tuple(paragraphs),
                     citations=basis.citations, figures=basis.figures_used, steps=steps, notices=tuple(notices),
                     confidence=score)

    def _past(self, basis: Basis, state: CallState) -> str:
        """The lead of what is told as history: figures whose time had ended on the day told of."""
        if not basis.past:
            return ""
        documents = {value.document for value in basis.past}
        return phrases.PAST.format(dated=self._dated(min(documents)))

    def _old(self, basis: Basis, state: CallState) -> str:
        documents = {c.document: c.issued for c in basis.citations}
        for id_, issued in documents.items():
            if (state.today - issued).days > OLD_AFTER_DAYS:
                return phrases.OLD.format(dated=self._dated(id_))
        return ""

    def _dated(self, document: str) -> str:
        found = self._knowledge.documents[document]
        issued = found.issued
        return found.dated.split("(")[0] if found.dated else f"{issued.year}年{issued.month}月{issued.day}日"
