"""Chooses what an utterance asks for: ranks what was found, lets conditions veto, weighs other cities' matches.

Decides which item, and whether nothing fits; says nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.calculator.scheme import FactValue
from assistant.dialogue.aspects import asked_aspects
from assistant.dialogue.calculating import Calculators
from assistant.dialogue.conditions import ConditionFinder, contradicts, denied, stated
from assistant.dialogue.finding import Finder, Found
from assistant.dialogue.state import CallState
from assistant.dialogue.understanding import Understood
from assistant.dialogue.weighing import Weights, fitted_weights, shifted
from assistant.dialogue.years import Years
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement

_STRICT = frozenset(("money", "share", "count", "span", "date", "phone"))
# What comes before the caller's own trade.
_LIVELIHOOD = re.compile(r"(?:我|俺|咱|我们)(?:本身|自己|以前)?(?:是|做|干|在做|卖|系)(?:个|一个)?[^,.?!;]{0,4}$")
# How many entries are told beside the first one.
MOST_BESIDE = 2
# An utterance up to this length that leans on the one before only varies a condition of it.
ONLY_A_CONDITION = 11
# One of up to this length that asks nothing may only add conditions to what was told.
ONLY_CONDITIONS = 24
# A story from this length on is also read a few clauses at a time; what they ask must be among the likeliest.
LONG_STORY, LIKELY = 34, 8
# A shorter part of an utterance asks for nothing by itself.
SHORTEST_PART = 4
# What a question scores below this, it doesn't ask for.
NOT_ASKED = 0.1
# Among so many of a topic's entries the most general one is told where none fits clearly.
GENERAL_AMONG = 3
# Only a calculator of the topics that lead the ranking is fed.
LEADING = 4
# The kinds of thing that an answer must tell if they are asked for, and the weight of not telling them.
_ASKED_FOR = (
    ("phone_not_told", frozenset(("phone",))),
    ("not_told", frozenset(("money", "share"))),
    ("time_not_told", frozenset(("date", "count", "span"))),
    ("name_not_told", frozenset(("name",))),
)


@dataclass(frozen=True)
class Choice:
    """What was chosen: `entry` and/or `scheme` (None: nothing fits), and why if it was ruled out.

    `other_year` is an entry that fits but for the year asked for; `foreign` tells that only another
    city's documents speak of it. `more` are entries told beside the first one: for further questions in
    the same utterance, and, their ids in `near`, those that fit nearly as well. `asks` is a condition to ask for
    before `entry` is told.
    """

    ranked: tuple[Found, ...]
    score: float
    entry: Entry | None = None
    scheme: SchemeShape | None = None
    outside: str | None = None
    other_year: Entry | None = None
    foreign: bool = False
    follows: bool = False
    repeats: bool = False
    more: tuple[Entry, ...] = ()
    asks: str | None = None
    near: frozenset[str] = frozenset()


class Chooser:
    """Chooses among the items of one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, finder: Finder, calculators: Calculators,
                 weights: Weights | None = None) -> None:
        self._knowledge, self.finder = knowledge, finder
        self._calculators, self._years = calculators, Years(knowledge, figures)
        self._w = weights or fitted_weights()
        self._conditions = ConditionFinder(knowledge.dimensions.values())
        care = [d for d in knowledge.dimensions.values() if d.id == "care"]
        finder_of_care = ConditionFinder(care)
        self._care = {item.id: frozenset(stated(finder_of_care.find(item.title)).get("care", ()))
                      for item in _items(knowledge)}
        marks = [(mark, area.id) for area in knowledge.covered_areas() for mark in area.marks]
        self._marks = sorted(marks, key=lambda m: -len(m[0]))

    def marked_area(self, text: str) -> str | None:
        """The area that alone has something of this name (a product, a mini-program, a hospital)."""
        return next((area for mark, area in self._marks if mark in text), None)

    def outside(self, heard: Understood) -> str | None:
        """What is said of a subject that is no business of the knowledge; None for policy."""
        ranked = self.finder.find(heard.matched, None)
        if ranked and ranked[0].item.kind == "outside" and ranked[0].score >= self._w.answer_from:
            return self._knowledge.outside[ranked[0].item.id].say
        return self._outside_by_word(heard, [f for f in ranked if f.item.kind != "outside"])

    def _outside_by_word(self, heard: Understood, ranked: list[Found]) -> str | None:
        """What is said when a word of an outside subject falls that the best items don't speak of."""
        for outside in self._knowledge.outside.values():
            for word in outside.words:
                if self._falls(word, heard.text) and not any(self.finder.speaks_of(f, word) for f in ranked[:2]):
                    return outside.say
        return None

    @staticmethod
    def _falls(word: str, text: str) -> bool:
        """Whether a word falls other than as what the caller is or does for a living (我是卖保险的)."""
        return any(not _LIVELIHOOD.search(text[: match.start()]) for match in re.finditer(re.escape(word), text))

    def is_policy(self, heard: Understood) -> bool:
        """Whether anything in the knowledge of any city comes near what was said."""
        for area in self._knowledge.covered_areas():
            ranked = self.finder.find(heard.matched, [a.id for a in self._knowledge.lineage(area.id)])
            if ranked and ranked[0].item.kind != "outside" and ranked[0].score >= self._w.offer_from:
                return True
        return False

    def choose(self, heard: Understood, state: CallState) -> Choice:
        """What the utterance asks for in the state's area."""
        area = state.area or ""
        lineage = [a.id for a in self._knowledge.lineage(area)]
        repeated = self._repeated(heard, state)
        if repeated:
            return repeated
        fresh = self.finder.find(heard.matched, lineage)
        fresh = self._by_window(heard, self._behind_premise(heard, fresh, lineage), lineage)
        ranked, follows = self._in_context(heard, state, fresh, lineage)
        own = stated(heard.mentions)
        if len(heard.matched) >= LONG_STORY:
            own |= stated(heard.asked_of)
        said = self._with_implied({**(state.facts if follows else {}), **own})
        not_said = denied(heard.mentions)
        asked = _asked(heard)
        allowed = [self._weighed(f, said, asked) for f in ranked if not self._vetoed(f, said, not_said)]
        fed: dict[str, int] = {}
        if heard.quantities or follows:
            allowed, fed = self._fed(allowed, heard, said, state.given if follows else {})
        allowed.sort(key=lambda f: (-f.score, f.item.id))
        if not allowed:
            return Choice(tuple(ranked), 0.0, follows=follows)
        return self._decide(heard, state, allowed, follows, area, fed, said)

    def _behind_premise(self, heard: Understood, fresh: list[Found], lineage: list[str]) -> list[Found]:
        """What is asked behind a premise, before what fits the premise as well."""
        if not heard.after_premise:
            return fresh
        best = {f.item.id: replace(f, score=f.score * self._w.premise_share) for f in fresh}
        for found in self.finder.find(heard.after_premise, lineage):
            if found.item.id in best and found.score > best[found.item.id].score:
                best[found.item.id] = found
        return sorted(best.values(), key=lambda f: (-f.score, f.item.id))

    def _by_window(self, heard: Understood, fresh: list[Found], lineage: list[str]) -> list[Found]:
        """For a long story: what a few clauses on end ask, if the whole speaks of it too but less clearly."""
        if len(heard.matched) < LONG_STORY or (fresh and fresh[0].score >= self._w.sure_enough):
            return fresh
        likely = {f.item.id: f for f in fresh[:LIKELY]}
        best: dict[str, float] = {}
        for window in heard.windows:
            for found in self.finder.find(window, lineage)[:3]:
                if found.item.id in likely:
                    best[found.item.id] = max(best.get(found.item.id, 0.0), found.score * self._w.window_share)
        moved = [replace(f, score=max(f.score, best.get(f.item.id, 0.0))) for f in fresh]
        return sorted(moved, key=lambda f: (-f.score, f.item.id))

    def _repeated(self, heard: Understood, state: CallState) -> Choice | None:
        """The same subject again, when only what was told of it is called in question."""
        supplied = state.scheme and not heard.asks and self._calculators.supplies(state.scheme, heard)
        if supplied and state.scheme:
            return Choice((), 0.9, None, self._knowledge.schemes[state.scheme], follows=True)
        entry = self._knowledge.entries.get(state.subject or "")
        if entry is not None and not heard.asks and self._completes(entry, heard):
            return Choice((), 0.9, entry, self._knowledge.schemes.get(entry.calculate or ""), follows=True)
        if not heard.doubts or not state.subject or heard.corrects:
            return None
        entry, scheme = self._knowledge.entries.get(state.subject), self._knowledge.schemes.get(state.subject)
        linked = self._knowledge.entries.get(scheme.entry) if scheme and scheme.entry else entry
        return Choice((), 0.9, linked, scheme, follows=True, repeats=True)

    def _completes(self, entry: Entry, heard: Understood) -> bool:
        """Whether nothing but conditions is said, and of those that what was told of last depends on."""
        dimensions = {name for variant in entry.say.variants for name in variant.when}
        if entry.calculate:
            dimensions |= {fact.id for fact in self._knowledge.schemes[entry.calculate].facts if fact.dimension}
        said = {mention.dimension for mention in heard.mentions if not mention.negated}
        return bool(said & dimensions) and not heard.quantities and len(heard.matched) <= ONLY_CONDITIONS

    def _with_implied(self, said: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """What was said, with what it implies (退休 … 职工医保) where nothing to the contrary was said."""
        whole = dict(said)
        for dimension, values in said.items():
            known = self._knowledge.dimensions.get(dimension)
            for value in known.values if known else ():
                if value.id in values:
                    for name, implied in value.implies.items():
                        whole.setdefault(name, (implied,))
        return whole

    def _in_context(self, heard: Understood, state: CallState, fresh: list[Found],
                    lineage: list[str]) -> tuple[list[Found], bool]:
        """The ranking with the subject so far in mind, and whether the utterance goes on about it."""
        top = fresh[0].score if fresh else 0.0
        if not state.subject and not state.last_matched:
            return fresh, False
        known = next((f for f in fresh if f.item.kind != "outside"), None)
        same_topic = known is not None and known.item.topic == state.topic
        leans = (heard.follows or heard.elliptical or heard.corrects or bool(state.asked) or len(heard.matched) < 14
                 or same_topic or top < self._w.answer_from)
        if not leans:
            return fresh, False
        bonus = self._context_bonus(heard, state)
        joined = self.finder.find(f"{state.last_matched} {heard.matched}", lineage, bonus)
        alone = self.finder.find(heard.matched, lineage, bonus)
        leaning = heard.follows or heard.elliptical
        if top >= self._w.stands_alone_from and fresh[0].item.id != state.subject and not leaning:
            return fresh, False
        empty = not self.finder.has_content(heard.matched)
        share = 1.0 if heard.elliptical and len(heard.matched) < ONLY_A_CONDITION else self._w.joined_share
        merged: dict[str, Found] = {}
        weighed = [(f, 1.0) for f in joined] if empty else [*((f, 1.0) for f in alone), *((f, share) for f in joined)]
        for found, weight in weighed:
            score = found.score * weight
            if found.item.id not in merged or merged[found.item.id].score < score:
                merged[found.item.id] = Found(found.item, score, found.question)
        ranked = sorted(merged.values(), key=lambda f: (-f.score, f.item.id))
        return ranked, True

    def _context_bonus(self, heard: Understood, state: CallState) -> dict[str, float]:
        bonus: dict[str, float] = {}
        subject = self._knowledge.entries.get(state.subject or "")
        for item in _items(self._knowledge):
            if state.topic and item.topic == state.topic:
                bonus[item.id] = self._w.same_topic
        for id_ in (*subject.next, *((subject.calculate,) if subject.calculate else ())) if subject else ():
            bonus[id_] = bonus.get(id_, 0.0) + self._w.offered_next
        varied = bool(heard.mentions or heard.dates or heard.located.areas)
        if state.subject and heard.elliptical and varied and len(heard.matched) < ONLY_A_CONDITION:
            bonus[state.subject] = bonus.get(state.subject, 0.0) + self._w.only_varied
        elif state.subject and not heard.mentions and not heard.corrects and self.finder.has_content(heard.matched):
            bonus[state.subject] = bonus.get(state.subject, 0.0) + self._w.same_subject
        return bonus

    def _weighed(self, found: Found, said: Mapping[str, tuple[str, ...]], asked: frozenset[str]) -> Found:
        """The item with its conditions in mind: said ones speak for it, those left open a little against it."""
        item = self._item(found.item.id)
        care, told = set(said.get("care", ())), self._care.get(found.item.id, frozenset())
        if care and told and not care & told and not ("outpatient" in told and "chronic" in care):
            found = replace(found, score=shifted(found.score, self._w.other_care))
        tells = isinstance(item, Entry) and item.statement is not Statement.GAP
        for weight, kinds in _ASKED_FOR if tells else ():
            if asked & kinds:
                if not asked & kinds & set(found.item.aspects[1]):
                    found = replace(found, score=shifted(found.score, getattr(self._w, weight)))
                break
        if item is None or not item.applies:
            return found
        gap = isinstance(item, Entry) and item.statement is Statement.GAP
        left_open = self._w.gap_condition_open if gap else self._w.condition_open
        added = 0.0
        for name, accepted in item.applies.items():
            values = set(said.get(name, ()))
            several = len(values) > 1 and not values <= set(accepted)
            added += self._w.one_of_several if several else self._w.condition_said if values else left_open
        return replace(found, score=shifted(found.score, added))

    def _fed(self, ranked: list[Found], heard: Understood, said: Mapping[str, tuple[str, ...]],
             given: Mapping[str, FactValue]) -> tuple[list[Found], dict[str, int]]:
        """The ranking with the calculators that the quantities feed moved up, and how well each is fed."""
        asked = _asked(heard) & {"money", "span"}
        moved, fed = [], {}
        topics = {f.item.topic for f in ranked[:LEADING]}
        first = self._knowledge.entries.get(ranked[0].item.id) if ranked else None
        led_by_gap = ranked[0].score if first and first.statement is Statement.GAP else 0.0
        evidence = self._linked_scores(ranked)
        for found in ranked:
            fits = found.item.topic in topics and led_by_gap - found.score < self._w.gap_leads
            worth = max(found.score, evidence.get(found.item.id, 0.0)) > self._w.worth_feeding
            if found.item.kind == "scheme" and fits and worth and not heard.asks_why:
                ready, taken = self._calculators.readiness(found.item.id, heard, said, given)
                fed[found.item.id] = ready
                other_kind = bool(asked) and not asked & set(found.item.aspects[1])
                well_fed = self._w.fed(ready) + self._w.another_fed * max(taken - 1, 0)
                odds = self._w.other_kind if other_kind else well_fed
                known = max(found.score, evidence.get(found.item.id, 0.0) if ready >= 2 else 0.0)
                found = replace(found, score=shifted(known, odds))
            moved.append(found)
        return moved, fed

    def _linked_scores(self, ranked: list[Found]) -> dict[str, float]:
        """For each calculator, how well the entries fit whose amounts it calculates."""
        scores: dict[str, float] = {}
        for found in ranked:
            entry = self._knowledge.entries.get(found.item.id)
            if entry and entry.calculate:
                scores[entry.calculate] = max(scores.get(entry.calculate, 0.0), found.score * self._w.linked_share)
        return scores

    def _item(self, id_: str) -> Entry | SchemeShape | None:
        return self._knowledge.entries.get(id_) or self._knowledge.schemes.get(id_)

    def _vetoed(self, found: Found, said: Mapping[str, tuple[str, ...]],
                not_said: Mapping[str, tuple[str, ...]]) -> bool:
        item = self._item(found.item.id)
        return item is not None and contradicts(item.applies, said, not_said)

    def _decide(self, heard: Understood, state: CallState, ranked: list[Found], follows: bool, area: str,
                fed: Mapping[str, int], said: Mapping[str, tuple[str, ...]]) -> Choice:
        top = ranked[0]
        if top.item.kind == "outside" and top.score >= self._w.answer_from:
            return Choice(tuple(ranked), top.score, outside=self._knowledge.outside[top.item.id].say)
        ranked = [f for f in ranked if f.item.kind != "outside"]
        outside = self._outside_by_word(heard, ranked)
        if outside:
            return Choice(tuple(ranked), 0.0, outside=outside)
        if not ranked:
            return Choice((), 0.0)
        entry = next((f for f in ranked if f.item.kind == "entry"), None)
        scheme = next((f for f in ranked if f.item.kind == "scheme"), None)
        score = ranked[0].score
        if not follows and self._is_foreign(heard, area, score):
            return Choice(tuple(ranked), score, foreign=True)
        chosen = self._knowledge.entries[entry.item.id] if entry and self._is_enough(entry, ranked) else None
        chosen = self._told_by(scheme, chosen, ranked)
        wanted = self._scheme(ranked, entry, scheme, fed)
        if wanted and chosen and entry and self._aims_past(wanted, entry, heard, area, score):
            wanted = None
        asks = None
        each = self._of_each_part(heard, area, state) if chosen is None and wanted is None and not follows else ()
        if each:
            return Choice(tuple(ranked), score, each[0], more=each[1:])
        if wanted is None:
            chosen, wanted, asks = self._of_topic(heard, chosen, ranked, said, fed)
        if chosen is None and wanted is None:
            return Choice(tuple(ranked), score, follows=follows)
        other_year = None
        if chosen is not None and not self._years.fits(chosen, heard, state):
            substitute = self._years.substitute(ranked, entry, heard, state, self._w.answer_from) if entry else None
            other_year = None if substitute else chosen
            chosen = substitute
        chosen = self._safer(ranked, entry, chosen, _asked(heard) & _STRICT)
        gap = chosen is not None and chosen.statement is Statement.GAP
        more: dict[str, Entry] = {}
        beside: frozenset[str] = frozenset()
        if chosen and not gap:
            parts = self._further(heard, area, chosen, state) if not follows else ()
            more = {e.id: e for e in (*parts, *self._beside(ranked, entry, chosen, heard, state))}
            beside = frozenset(more) - {e.id for e in parts}
            if entry and not _asked(heard) & _STRICT & set(entry.item.aspects[1]):
                fitting = {f.item.id for f in ranked if f.score >= self._w.offer_from}
                chosen, more = _gap_first(chosen, more, fitting, _asked(heard) & _STRICT)
        return Choice(tuple(ranked), score, chosen, wanted, other_year=other_year, follows=follows,
                      more=tuple(more.values())[:MOST_BESIDE], near=beside, asks=asks)

    def _of_topic(self, heard: Understood, chosen: Entry | None, ranked: list[Found],
                  said: Mapping[str, tuple[str, ...]],
                  fed: Mapping[str, int]) -> tuple[Entry | None, SchemeShape | None, str | None]:
        """What to tell where several items of one topic fit, none of them clearly: its calculator or general entry.

        So, too, where a gap was chosen that holds on a condition which wasn't said. With it comes the condition to
        ask for first, if the entry holds on one.
        """
        if chosen is not None and (chosen.statement is not Statement.GAP or all(n in said for n in chosen.applies)):
            return chosen, None, None
        strict = _asked(heard) & _STRICT
        topic = chosen.topic if chosen else ranked[0].item.topic
        group = [f for f in ranked if f.item.topic == topic and f.item.id != (chosen.id if chosen else "")]
        told = [f for f in group if f.item.kind == "scheme" or self._tells(f, strict)]
        likely = 1 - math.prod(1 - f.score for f in told)
        if likely < max(self._w.topic_from, ranked[0].score if chosen else 0.0):
            return chosen, None, None
        scheme = next((f for f in told if fed.get(f.item.id, 0) >= 2), None)
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

    def _told_by(self, scheme: Found | None, chosen: Entry | None, ranked: list[Found]) -> Entry | None:
        """Of a calculator that fits best the entry in words, rather than a gap that fits less."""
        if scheme is None or chosen is None or chosen.statement is not Statement.GAP or scheme is not ranked[0]:
            return chosen
        linked = self._knowledge.schemes[scheme.item.id].entry
        return self._knowledge.entries[linked] if linked else chosen

    def _safer(self, ranked: list[Found], entry: Found | None, chosen: Entry | None,
               asked: frozenset[str]) -> Entry | None:
        """Between an entry and a gap that fit as well: the entry if it tells what is asked first, else the gap."""
        if chosen is None or entry is None or chosen.id != entry.item.id:
            return chosen
        is_gap = chosen.statement is Statement.GAP
        for found in ranked[:5]:
            rival = self._knowledge.entries.get(found.item.id)
            if rival is None or (rival.statement is Statement.GAP) is is_gap:
                continue
            told = bool(asked & set((found if is_gap else entry).item.aspects[0]))
            if is_gap and told and found.score >= entry.score - self._w.gap_tie * 2:
                return rival
            if asked and not is_gap and not told and found.score >= entry.score - self._w.gap_tie:
                return rival
        return chosen

    def _beside(self, ranked: list[Found], entry: Found | None, chosen: Entry, heard: Understood,
                state: CallState) -> list[Entry]:
        """The entry of the same topic that fits nearly as well, told too."""
        top = entry.score if entry else 0.0
        for found in ranked:
            rival = self._knowledge.entries.get(found.item.id)
            if rival is None or rival.id == chosen.id or rival.statement is Statement.GAP:
                continue
            tie = self._w.beside_tie if rival.topic == chosen.topic else self._w.beside_tie / 2
            close = found.score >= max(self._w.answer_from, top - tie)
            return [rival] if close and self._years.fits(rival, heard, state) else []
        return []

    def _is_enough(self, entry: Found, ranked: list[Found]) -> bool:
        """Whether an entry fits well enough to be told: by itself, or clearly better than all others."""
        if entry.score >= self._w.answer_from:
            return True
        rivals = [f.score for f in ranked if f.item.id != entry.item.id and f.item.kind == "entry"]
        return entry.score >= self._w.offer_from and entry.score - max(rivals, default=0.0) >= self._w.clear_lead

    def _scheme(self, ranked: list[Found], entry: Found | None, scheme: Found | None,
                fed: Mapping[str, int]) -> SchemeShape | None:
        """The calculator that the utterance may want: the one named by the best entry, or the best of its own."""
        clear = entry is not None and entry.score >= self._w.answer_from
        linked = self._knowledge.entries[entry.item.id].calculate if entry and clear else None
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
        found = self.finder.find(heard.question, [a.id for a in self._knowledge.lineage(area)])
        aimed = {f.item.id: f.score for f in found}
        rest = max((f.score for f in found if f.item.id in (wanted.id, wanted.entry)), default=0.0)
        own = aimed.get(entry.item.id, 0.0)
        leads = entry.score >= score or (own >= self._w.answer_from and rest < NOT_ASKED)
        return leads and own - rest > self._w.clear_entry

    def _is_foreign(self, heard: Understood, area: str, score: float) -> bool:
        """Whether another city's wording fits so much better that this city's documents lack the matter."""
        if score >= self._w.foreign_sure:
            return False
        own = {a.id for a in self._knowledge.lineage(area)}
        covered = [wider.id for a in self._knowledge.covered_areas() for wider in self._knowledge.lineage(a.id)]
        others = [id_ for id_ in dict.fromkeys(covered) if id_ not in own]
        found = [f for f in self.finder.find(heard.matched, others) if f.item.kind != "outside"]
        if not found:
            return False
        return found[0].score - score > self._w.foreign_margin and found[0].score >= self._w.foreign_fits

    # Several questions

    def _further(self, heard: Understood, area: str, chosen: Entry, state: CallState) -> tuple[Entry, ...]:
        """Entries for other questions in the same utterance, when each part has a clear one of its own."""
        more: dict[str, Entry] = {}
        said, not_said = stated(heard.mentions), denied(heard.mentions)
        for part in heard.parts:
            if len(re.sub(r"\W", "", part)) < SHORTEST_PART:
                continue
            found = self._entries_for(part, area, said, not_said)
            own = next((f.score for f in found if f.item.id == chosen.id), 0.0)
            another = bool(found) and found[0].item.id != chosen.id
            if another and found[0].score >= self._w.second_from and found[0].score > own + 0.12:
                entry = self._knowledge.entries[found[0].item.id]
                if self._years.fits(entry, heard, state):
                    more[entry.id] = entry
        return tuple(more.values())[:2]

    def _of_each_part(self, heard: Understood, area: str, state: CallState) -> tuple[Entry, ...]:
        """An entry for each part of an utterance that asks for several things at once; none unless each has one."""
        chosen: dict[str, Entry] = {}
        for part in heard.questions:
            mentions = self._conditions.find(part)
            found = self._entries_for(part, area, stated(mentions), denied(mentions))
            best = self._knowledge.entries[found[0].item.id] if found else None
            if best is None or found[0].score < self._w.answer_from or not self._years.fits(best, heard, state):
                return ()
            chosen[best.id] = best
        return tuple(sorted(chosen.values(), key=lambda e: e.statement is Statement.GAP))

    def _entries_for(self, part: str, area: str, said: Mapping[str, tuple[str, ...]],
                     not_said: Mapping[str, tuple[str, ...]]) -> list[Found]:
        """The entries that fit a part of an utterance, best first."""
        lineage = [a.id for a in self._knowledge.lineage(area)]
        return [f for f in self.finder.find(part, lineage)
                if f.item.kind == "entry" and not self._vetoed(f, said, not_said)]


def _asked(heard: Understood) -> frozenset[str]:
    """The kinds of thing asked for: of a story, in its question."""
    whole = asked_aspects(heard.matched)
    return (asked_aspects(heard.question) or whole) if len(heard.matched) >= LONG_STORY else whole


def _gap_first(chosen: Entry, more: dict[str, Entry], near: set[str],
               asked: frozenset[str]) -> tuple[Entry, dict[str, Entry]]:
    """The entry to tell first: a near gap among the rest, if what is asked (a sum, a date) is told nowhere."""
    gap = next((e for e in more.values() if e.statement is Statement.GAP and e.id in near), None)
    if gap is None or not asked:
        return chosen, more
    return gap, {chosen.id: chosen, **{id_: e for id_, e in more.items() if id_ != gap.id}}


def _items(knowledge: Knowledge) -> list[Entry | SchemeShape]:
    return [*knowledge.entries.values(), *knowledge.schemes.values()]
