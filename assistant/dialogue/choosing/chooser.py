"""Chooses what an utterance asks for among what was ranked: which item, or that nothing fits; says nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.asked_sentence import AskedSentence
from assistant.dialogue.choosing.borders import Borders
from assistant.dialogue.choosing.both_values import BothValues
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.difference_told import DifferenceTold
from assistant.dialogue.choosing.finding import Finder, Found
from assistant.dialogue.choosing.of_last import OfLast
from assistant.dialogue.choosing.other_group import OtherGroup
from assistant.dialogue.choosing.other_time import OtherTime
from assistant.dialogue.choosing.outcomes import Outcomes
from assistant.dialogue.choosing.ranking import LONG_STORY, Ranked, Ranker
from assistant.dialogue.choosing.rivals import NOT_ASKED, Rivals, gap_first
from assistant.dialogue.choosing.several import SeveralQuestions
from assistant.dialogue.choosing.weighing import Weights, fitted_weights
from assistant.dialogue.choosing.years import Years
from assistant.dialogue.gathering.taking import takes_sum
from assistant.dialogue.hearing.asking import (
    asks_difference,
    asks_for_result,
    asks_together,
    asks_which_months,
    asks_year_before,
)
from assistant.dialogue.hearing.aspects import asked_aspects
from assistant.dialogue.hearing.bare_questions import bare_question
from assistant.dialogue.hearing.conditions import contradicts, denied, is_excepted, stated
from assistant.dialogue.hearing.introducing import introduces
from assistant.dialogue.hearing.own_words import own_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import TELLING, ReplyKind
from assistant.dialogue.state import CallState
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement, Unit
from assistant.text.numerals import QuantityKind

_OF_DAYS = frozenset(("end", "date", "start"))
_STRICT = frozenset(("money", "share", "count", "span", "date", "phone"))
# What may be set right of the numbers told before.
_NUMBERS = (QuantityKind.MONEY, QuantityKind.NUMBER, QuantityKind.COUNT)
# How many entries are told beside the first one.
MOST_BESIDE = 2
# One of up to this length that asks nothing may only add conditions to what was told.
ONLY_CONDITIONS = 24
# What is told of a topic in place of a gap that holds on what wasn't said may be so much less likely.
NEARLY_AS_LIKELY = 0.8
# Among so many of a topic's entries the most general one is told where none fits clearly.
GENERAL_AMONG = 3
# What a story asks last is among so many of what fits the whole of it.
LIKELY_LAST = 4


# A calculator that is told all it takes needs only this score, so much above what is of other topics.
FED_ALL, FED_FROM, FED_LEAD = 3, 0.25, 0.1


class Chooser:
    """Chooses among the items of one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, finder: Finder, calculators: Calculators,
                 weights: Weights | None = None) -> None:
        self._knowledge, self._figures, self.finder = knowledge, figures, finder
        self._calculators, self._years = calculators, Years(knowledge, figures)
        self._w = weights or fitted_weights()
        self._ranker = Ranker(knowledge, finder, calculators, self._w)
        self._rivals = Rivals(knowledge, finder, self._years, self._w, self._ranker.matters_of)
        self._several = SeveralQuestions(knowledge, self._ranker, self._years, self._w, self._rivals)
        self._asked_sentence = AskedSentence(knowledge, figures)
        self._difference_told = DifferenceTold(knowledge, figures)
        self._both_values = BothValues(knowledge, figures)
        self._other_time = OtherTime(knowledge, figures)
        self._outcomes = Outcomes(knowledge)
        self._of_last = OfLast(knowledge, figures, finder, self._w.answer_from)
        self._other_group = OtherGroup(knowledge, self._ranker.with_implied)
        self.borders = Borders(knowledge, finder, self._w)

    def weighing_by(self, weights: Weights) -> Chooser:
        """The same chooser with other numbers."""
        return Chooser(self._knowledge, self._figures, self.finder, self._calculators, weights)

    def choose(self, heard: Understood, state: CallState) -> Choice:
        """What the utterance asks for in the state's area."""
        both = self._both_values.instead(heard, state)
        if both is not None:
            return both
        repeated = self._repeated(heard, state)
        choice = repeated or self._found(heard, state)
        choice = self._other_group.instead(choice, heard, state) or self._of_last.instead(choice, heard, state)
        choice = self._difference_told.instead(self._other_time.instead(choice, heard, state), heard)
        choice = self._outcomes.instead(choice, heard, state)
        return self._asked_sentence.first(choice, heard, state)

    def _found(self, heard: Understood, state: CallState) -> Choice:
        """What is asked for among all that is found."""
        found = self._ranker.rank(heard, state)
        if not found.found:
            return Choice(found.ruled_out, 0.0, follows=found.follows)
        policy = replace(found, found=tuple(f for f in found.found if f.item.kind != "outside"))
        return self._beyond(heard, state, found, policy) or self._decide(heard, state, policy)

    def _beyond(self, heard: Understood, state: CallState, found: Ranked, policy: Ranked) -> Choice | None:
        """What lies outside of policy, or of the city's documents; None for what is to be decided."""
        top = found.found[0]
        outside = self.borders.outside_among(heard, found.found)
        if outside and top.item.kind == "outside" and top.score >= self._w.answer_from:
            return Choice(found.found, top.score, outside=outside)
        if outside or not policy.found:
            return Choice(policy.found, 0.0, outside=outside)
        score = policy.found[0].score
        if not found.follows and self.borders.is_foreign(heard, state.area or "", score):
            return Choice(policy.found, score, foreign=True)
        return None

    def _repeated(self, heard: Understood, state: CallState) -> Choice | None:
        """The same subject again, when only what was told of it is called in question."""
        if state.scheme and not heard.asks and self._feeds_last(state.scheme, heard, state):
            return Choice((), 0.9, None, self._knowledge.schemes[state.scheme], follows=True)
        if state.scheme and self._asks_its_day(state.scheme, heard, state):
            return Choice((), 0.9, None, self._knowledge.schemes[state.scheme], follows=True)
        entry = self._knowledge.entries.get(state.subject or "")
        own = stated(heard.mentions)
        if entry is not None and (contradicts(entry.applies, own, denied(heard.mentions))
                                  or is_excepted(entry.unless, own)):
            return None  # what was told isn't for somebody like that (居民的, after what holds for employees)
        if entry is not None and not heard.asks and self._completes(entry, heard):
            return Choice((), 0.9, entry, self._knowledge.schemes.get(entry.calculate or ""), follows=True)
        if entry is not None and entry.statement is Statement.STATISTIC and asks_year_before(heard):
            return Choice((), 0.9, entry, follows=True)
        told_last = state.last_reply is not None and state.last_reply.kind in TELLING
        only_tells = told_last and not state.asked and self._only_tells(heard)
        if not (heard.doubts or only_tells) or not state.subject or heard.corrects:
            return None
        entry, scheme = self._knowledge.entries.get(state.subject), self._knowledge.schemes.get(state.subject)
        linked = self._knowledge.entries.get(scheme.entry) if scheme and scheme.entry else entry
        return Choice((), 0.9, linked, scheme, follows=True, repeats=True)

    def _asks_its_day(self, scheme: str, heard: Understood, state: CallState) -> bool:
        """Whether nothing is asked but the day that the calculator of last has told (最晚哪天报)."""
        shape, last = self._knowledge.schemes[scheme], state.last_reply
        days = {step.id for step in shape.steps if step.unit is Unit.DATE}
        if last is None or last.kind is not ReplyKind.CALCULATION or not days & set(shape.results.values()):
            return False
        asked = bare_question(replace(heard, text=heard.matched), (shape.title, last.text, *state.talk))
        return asked is not None and asked.kind.name in _OF_DAYS

    def _feeds_last(self, scheme: str, heard: Understood, state: CallState) -> bool:
        """Whether an utterance gives the calculator of last something, or sets right what it was given."""
        if heard.sums and not takes_sum(self._knowledge.schemes[scheme].facts, heard):
            return False  # of another calculator of its matter (单胎,一天按135块算)
        if self._calculators.supplies(scheme, heard):
            return True
        numbers = any(q.kind in _NUMBERS for q in heard.quantities)
        return heard.corrects and numbers and self._calculators.supplies(scheme, heard, state.given, state.cases)

    @staticmethod
    def _only_tells(heard: Understood) -> bool:
        """Whether somebody tells nothing but conditions of his own and asks nothing (俺是居民医保)."""
        told = [mention.words for mention in heard.conditions]
        brief = len(heard.matched) <= ONLY_CONDITIONS and not (heard.quantities or heard.dates)
        return bool(told) and brief and introduces(heard) and not own_words(heard, told)

    def _completes(self, entry: Entry, heard: Understood) -> bool:
        """Whether nothing but conditions is said, and of those that what was told of last depends on."""
        dimensions = {name for variant in entry.say.variants for name in variant.when}
        if entry.calculate:
            dimensions |= {fact.id for fact in self._knowledge.schemes[entry.calculate].facts if fact.dimension}
        said = {mention.dimension for mention in heard.mentions if not mention.negated}
        return bool(said & dimensions) and not heard.quantities and len(heard.matched) <= ONLY_CONDITIONS

    def _decide(self, heard: Understood, state: CallState, found: Ranked) -> Choice:
        found = self._without_other_years(heard, state, found)
        ranked, score, follows = found.found, found.found[0].score, found.follows
        entry = next((f for f in ranked if f.item.kind == "entry"), None)
        chosen, wanted = self._best(heard, state.area or "", found, entry)
        if chosen is None and wanted is None and not follows:
            each = self._several.of_each_part(heard, state)
            if each:
                return Choice(ranked, score, each[0], more=each[1:])
        asks = None
        if wanted is None:
            chosen, wanted, asks = self._of_topic(chosen, found)
        if chosen is None and wanted is None:
            pair = self._rivals.pair(ranked, heard, state) if not follows else None
            nothing = Choice(ranked, score, follows=follows)
            return replace(nothing, entry=pair[0], more=pair[1:], near=frozenset({pair[1].id})) if pair else nothing
        other_year = None
        if chosen is not None and not self._years.fits(chosen, heard, state):
            substitute = self._years.substitute(ranked, entry, heard, state, self._w.answer_from) if entry else None
            other_year = None if substitute else chosen
            chosen = substitute
        if follows and chosen is not None and chosen.id == state.subject and not _says_more(heard, chosen):
            chosen = self._rivals.instead_of_again(chosen, found)
            if chosen is None and wanted is None:
                return Choice(ranked, score, follows=follows)
        safer = self._rivals.safer(ranked, entry, chosen, found.asked & _STRICT, state.subject if follows else None,
                                   heard)
        if safer is None or safer.statement is Statement.GAP or self._years.fits(safer, heard, state):
            chosen = safer
        chosen = self._asked_last(chosen, heard, ranked, state.area or "")
        is_best = entry is not None and chosen is not None and chosen.id == entry.item.id
        named = self._rivals.of_the_name(heard, ranked, chosen, found.asked & _STRICT) if is_best and chosen else None
        if named is not None:
            chosen, wanted = named, None
        if chosen is not None:
            chosen = self._rivals.more_general(chosen, ranked, found.said)
        choice = Choice(ranked, score, chosen, wanted, other_year=other_year, follows=follows, asks=asks)
        choice = self._with_others(choice, entry, heard, state, found.asked & _STRICT)
        others = self._several.where_unsaid(choice.entry, ranked, found.said) if not follows else ()
        more = {e.id: e for e in (*others, *choice.more)}
        return replace(choice, more=tuple(more.values())[:MOST_BESIDE]) if others else choice

    def _without_other_years(self, heard: Understood, state: CallState, found: Ranked) -> Ranked:
        """What was found, without a gap that leads it and is of other years than those asked for."""
        first = self._knowledge.entries.get(found.found[0].item.id)
        gap = first is not None and first.statement is Statement.GAP and not self._years.fits(first, heard, state)
        rest = found.found[1:]
        return replace(found, found=rest) if gap and rest and rest[0].score >= self._w.offer_from else found

    def _asked_last(self, chosen: Entry | None, heard: Understood, ranked: Sequence[Found], area: str) -> Entry | None:
        """Instead of a gap, or what doesn't tell such a thing, that a story is near to, what it asks last for alone."""
        last = heard.questions[-1] if heard.questions else ""
        asked = asked_aspects(last)
        kinds = frozenset() if "whether" in asked else asked & _STRICT
        own = next((f for f in ranked if chosen and f.item.id == chosen.id), None)
        if chosen is None or own is None or len(heard.matched) < LONG_STORY or not kinds:
            return chosen
        if chosen.statement is not Statement.GAP and kinds & set(own.item.aspects[1]):
            return chosen
        scores = {f.item.id: f.score for f in self.finder.find(last, self._knowledge.lineage(area))}
        if scores.get(chosen.id, 0.0) >= NOT_ASKED:
            return chosen
        for found in ranked[:LIKELY_LAST]:
            entry = self._knowledge.entries.get(found.item.id)
            told = entry is not None and entry.statement is not Statement.GAP and kinds & set(found.item.aspects[0])
            if entry and told and scores.get(found.item.id, 0.0) >= self._w.answer_from:
                return self._rivals.lacked_of(chosen, entry, ranked, kinds) or entry
        return chosen

    def _best(self, heard: Understood, area: str, found: Ranked,
              entry: Found | None) -> tuple[Entry | None, SchemeShape | None]:
        """The best entry, if it fits well enough, and the calculator that is wanted."""
        ranked = found.found
        scheme = next((f for f in ranked if f.item.kind == "scheme"), None)
        chosen = self._knowledge.entries[entry.item.id] if entry and self._is_enough(entry, ranked) else None
        chosen = self._told_by(scheme, chosen, ranked, heard)
        wanted = self._scheme(ranked, entry, scheme, found.fed)
        past = wanted and chosen and entry and (
            _asks_no_amount(heard) or (self._aims_past(wanted, entry, heard, area, ranked[0].score)
                                       and not (found.fed.get(wanted.id, 0) >= 2 and _asks_of_all(heard))))
        return chosen, None if past else wanted

    def _with_others(self, choice: Choice, entry: Found | None, heard: Understood, state: CallState,
                     asked: frozenset[str]) -> Choice:
        """The choice with the entries that are told beside its own."""
        chosen = choice.entry
        if chosen is None or chosen.statement is Statement.GAP:
            return choice
        parts = () if choice.follows else self._several.further(heard, chosen, state, choice.ranked)
        said = stated(heard.asked_of if len(heard.matched) >= LONG_STORY else heard.mentions)
        parts += self._several.for_other_values(chosen, choice.ranked, said)
        more = {e.id: e for e in (*parts, *self._rivals.beside(choice.ranked, entry, chosen, heard, state))}
        near = frozenset(more) - {e.id for e in parts}
        own = next((f for f in choice.ranked if f.item.id == chosen.id), entry)
        if own and not asked & set(own.item.aspects[1]):
            fitting = {f.item.id for f in choice.ranked if f.score >= self._w.offer_from}
            chosen, more = gap_first(chosen, more, fitting, asked)
        return replace(choice, entry=chosen, more=tuple(more.values())[:MOST_BESIDE], near=near)

    def _of_topic(self, chosen: Entry | None,
                  found: Ranked) -> tuple[Entry | None, SchemeShape | None, str | None]:
        """What to tell where several items of one topic fit, none of them clearly: its calculator or general entry.

        So, too, where a gap was chosen that holds on a condition which wasn't said. With it comes the condition to
        ask for first, if the entry holds on one.
        """
        ranked, said, strict = found.found, found.said, found.asked & _STRICT
        if chosen is not None and (chosen.statement is not Statement.GAP or all(n in said for n in chosen.applies)):
            return chosen, None, None
        leads = ranked[0]
        if chosen is None and leads.item.kind == "scheme" and found.fed.get(leads.item.id, 0) >= FED_ALL:
            others = max((f.score for f in ranked if f.item.topic != leads.item.topic), default=0.0)
            if leads.score >= FED_FROM and leads.score - others >= FED_LEAD:
                return None, self._knowledge.schemes[leads.item.id], None
        topic = chosen.topic if chosen else leads.item.topic
        group = [f for f in ranked if f.item.topic == topic and f.item.id != (chosen.id if chosen else "")]
        told = [f for f in group if f.item.kind == "scheme" or self._tells(f, strict)]
        likely = 1 - math.prod(1 - f.score for f in told)
        if likely < (NEARLY_AS_LIKELY * ranked[0].score if chosen else self._w.topic_from):
            return chosen, None, None
        scheme = next((f for f in told if found.fed.get(f.item.id, 0) >= 2), None)
        if scheme:
            return None, self._knowledge.schemes[scheme.item.id], None
        entries = [self._knowledge.entries[f.item.id] for f in told if f.item.kind == "entry"][:GENERAL_AMONG]
        general = min(entries, key=lambda e: sum(n not in said for n in e.applies), default=None)
        return general or chosen, None, next((n for n in general.applies if n not in said), None) if general else None

    def _tells(self, found: Found, asked: frozenset[str]) -> bool:
        """Whether an item is an entry that tells something, and what is asked for if that is a sum, a date or so."""
        entry = self._knowledge.entries.get(found.item.id)
        told = not asked or bool(asked & set(found.item.aspects[1]))
        return entry is not None and entry.statement is not Statement.GAP and told

    def _told_by(self, scheme: Found | None, chosen: Entry | None, ranked: Sequence[Found],
                 heard: Understood) -> Entry | None:
        """Of a calculator that fits best the entry in words, rather than a gap that fits less.

        Nothing in words, where it is only meant by words of its own that fell, and fits clearly better.
        """
        if scheme is None or chosen is None or scheme is not ranked[0]:
            return chosen
        shape, own = self._knowledge.schemes[scheme.item.id], next(f.score for f in ranked if f.item.id == chosen.id)
        if shape.needs and scheme.score - own > self._w.clear_entry:
            return None
        if chosen.statement is not Statement.GAP:
            return chosen
        if _lacks_its_sum(shape, heard):
            return chosen
        return self._knowledge.entries[shape.entry] if shape.entry else chosen

    def _is_enough(self, entry: Found, ranked: Sequence[Found]) -> bool:
        """Whether an entry fits well enough to be told: by itself, or clearly better than all others."""
        if entry.score >= self._w.answer_from:
            return True
        rivals = [f.score for f in ranked if f.item.id != entry.item.id and f.item.kind == "entry"]
        return entry.score >= self._w.offer_from and entry.score - max(rivals, default=0.0) >= self._w.clear_lead

    def _scheme(self, ranked: Sequence[Found], entry: Found | None, scheme: Found | None,
                fed: Mapping[str, int]) -> SchemeShape | None:
        """The calculator that the utterance may want: the one named by the best entry, or the best of its own."""
        linked = self._knowledge.entries[entry.item.id].calculate if entry else None
        clear = entry is not None and entry.score >= self._w.answer_from
        if not clear and not (entry and fed.get(linked or "", 0) >= 2 and self._is_enough(entry, ranked)):
            linked = None
        best = scheme if scheme and scheme.score >= self._w.answer_from * 0.8 else None
        if best and fed.get(best.item.id, 0) >= 2 and fed.get(linked or "", 0) < 2:
            beaten = entry is not None and entry.score - best.score > self._w.clear_entry
            return None if beaten else self._knowledge.schemes[best.item.id]
        near = {f.item.id: f.score for f in ranked}
        close = best is None or near.get(linked or "", 0.0) >= best.score - 0.08
        if linked and (close or (entry and best and entry.score > best.score)):
            return self._knowledge.schemes.get(linked)
        return self._knowledge.schemes[best.item.id] if best else None

    def _aims_past(self, wanted: SchemeShape, entry: Found, heard: Understood, area: str, score: float) -> bool:
        """Whether a story feeds a calculator, but the question it ends in is clearly for the best entry alone."""
        if len(heard.matched) < LONG_STORY or self._knowledge.entries[entry.item.id].calculate == wanted.id:
            return False
        found = self.finder.find(heard.question, self._knowledge.lineage(area))
        aimed = {f.item.id: f.score for f in found}
        rest = max((f.score for f in found if f.item.id in (wanted.id, wanted.entry)), default=0.0)
        own = aimed.get(entry.item.id, 0.0)
        leads = entry.score >= score or (own >= self._w.answer_from and rest < NOT_ASKED)
        return leads and own - rest > self._w.clear_entry


def _lacks_its_sum(scheme: SchemeShape, heard: Understood) -> bool:
    """Whether a calculator works on a sum that the caller must name, and none is told."""
    wanted = any(f.kind == "money" and f.named and f.default is None for f in scheme.facts)
    return wanted and not heard.sums


def _asks_no_amount(heard: Understood) -> bool:
    """Whether a story tells no quantity but one of something, and asks for none that could be calculated."""
    numbers = [q for q in heard.quantities if q.kind is not QuantityKind.ORDINAL and q.value != 1]
    if len(heard.matched) < LONG_STORY or heard.sums:
        return False
    return asks_which_months(heard) or (not numbers and not asks_for_result(heard))


def _asks_of_all(heard: Understood) -> bool:
    """Whether the difference, or what several amounts told come to, is asked for."""
    return asks_difference(heard) or (len(heard.sums) > 1 and asks_together(heard))


def _says_more(heard: Understood, told: Entry) -> bool:
    """Whether conditions are told that what was told of doesn't have in its title."""
    return any(mention.words not in told.title for mention in heard.mentions)
