"""Chooses what an utterance asks for: ranks what was found, lets conditions veto, weighs other cities' matches.

Decides which item, and whether nothing fits; says nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from assistant.calculator.scheme import FactValue
from assistant.dialogue.aspects import asked_aspects
from assistant.dialogue.calculating import Calculators
from assistant.dialogue.conditions import ConditionFinder, contradicts, denied, stated
from assistant.dialogue.finding import Finder, Found
from assistant.dialogue.state import CallState
from assistant.dialogue.understanding import Understood
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement
from assistant.policy.references import PLACEHOLDER, whole_id

_STRICT = frozenset(("money", "share", "count", "span", "date", "phone"))
_LAST_YEAR = re.compile(r"上年|上一年|去年")
_TITLE_YEAR = re.compile(r"(20\d\d)年")
ANSWER_FROM = 0.33
OFFER_FROM = 0.18
FOREIGN_MARGIN = 0.40
FOREIGN_SURE = 0.30
FOREIGN_FITS = 0.75
SECOND_FROM = 0.42
GAP_TIE, BESIDE_TIE, MOST_BESIDE = 0.03, 0.13, 2
# Log-odds that the call so far adds: same topic, offered next; and conditions said or left open.
SAME_TOPIC, OFFERED_NEXT, SAME_SUBJECT = 0.8, 1.0, -0.9
# Log-odds for the same subject when only a condition is varied (退休的呢).
ONLY_VARIED, ONLY_A_CONDITION = 2.2, 11
# What is found for the utterance and the one before it together counts a little less than for it alone.
JOINED_SHARE = 0.85
CONDITION_SAID, CONDITION_OPEN, GAP_CONDITION_OPEN = 0.7, -0.5, -2.0
# A story from this length on is also read a few clauses at a time, unless the whole is clear; what the
# clauses ask must be among the likeliest of the whole, and counts a little less.
LONG_STORY, SURE_ENOUGH, LIKELY, WINDOW_SHARE = 34, 0.5, 8, 0.9
# Log-odds for a calculator by how well the utterance feeds it (none, some, all needed, everything).
FED = (-0.3, 0.3, 1.5, 2.0)
# … and for each quantity beyond the first that it takes.
ANOTHER_FED = 0.5
# How much of an entry's score counts for the calculator that it names.
LINKED_SHARE = 0.9
# Only a calculator of the topics that lead the ranking is fed, and none that a gap leads by so much.
LEADING, GAP_LEADS = 4, 0.15
# … and for one whose result is of another kind than what is asked for (days, not money).
OTHER_KIND = -0.8
# … and for an entry that tells no sum, share or number though one is asked for.
NOT_TOLD = -1.2
# … and for an item about another kind of care than was said (住院, 门诊, 慢特病).
OTHER_CARE = -1.8
WORTH_FEEDING = 0.03
# An entry that fits so much better than a fed calculator is told instead.
CLEAR_ENTRY = 0.25
CLEAR_LEAD = 0.15


@dataclass(frozen=True)
class Choice:
    """What was chosen: `entry` and/or `scheme` (None: nothing fits), and why if it was ruled out.

    `other_year` is an entry that fits but for the year asked for; `foreign` tells that only another
    city's documents speak of it. `more` are entries for further questions in the same utterance.
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


class Chooser:
    """Chooses among the items of one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures, finder: Finder, calculators: Calculators) -> None:
        self._knowledge, self._figures, self.finder = knowledge, figures, finder
        self._calculators = calculators
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
        if ranked and ranked[0].item.kind == "outside" and ranked[0].score >= ANSWER_FROM:
            return self._knowledge.outside[ranked[0].item.id].say
        return self._outside_by_word(heard, [f for f in ranked if f.item.kind != "outside"])

    def _outside_by_word(self, heard: Understood, ranked: list[Found]) -> str | None:
        """What is said when a word of an outside subject falls that the best items don't speak of."""
        for outside in self._knowledge.outside.values():
            for word in outside.words:
                if word in heard.text and not any(self.finder.speaks_of(f, word) for f in ranked[:2]):
                    return outside.say
        return None

    def is_policy(self, heard: Understood) -> bool:
        """Whether anything in the knowledge of any city comes near what was said."""
        ranked = self.finder.find(heard.matched, None)
        return bool(ranked) and ranked[0].score >= OFFER_FROM

    def choose(self, heard: Understood, state: CallState) -> Choice:
        """What the utterance asks for in the state's area."""
        area = state.area or ""
        lineage = [a.id for a in self._knowledge.lineage(area)]
        repeated = self._repeated(heard, state)
        if repeated:
            return repeated
        fresh = self.finder.find(heard.matched, lineage)
        fresh = self._by_window(heard, fresh, lineage)
        ranked, follows = self._in_context(heard, state, fresh, lineage)
        said = self._with_implied({**(state.facts if follows else {}), **stated(heard.mentions)})
        not_said = denied(heard.mentions)
        asked = asked_aspects(heard.matched) & {"money", "share", "phone"}
        allowed = [self._weighed(f, said, asked) for f in ranked if not self._vetoed(f, said, not_said)]
        fed: dict[str, int] = {}
        if heard.quantities or follows:
            allowed, fed = self._fed(allowed, heard, said, state.given if follows else {})
        allowed.sort(key=lambda f: (-f.score, f.item.id))
        if not allowed:
            return Choice(tuple(ranked), 0.0, follows=follows)
        return self._decide(heard, state, allowed, follows, area, fed)

    def _by_window(self, heard: Understood, fresh: list[Found], lineage: list[str]) -> list[Found]:
        """For a long story: what a few clauses on end ask, if the whole speaks of it too but less clearly."""
        if len(heard.matched) < LONG_STORY or (fresh and fresh[0].score >= SURE_ENOUGH):
            return fresh
        likely = {f.item.id: f for f in fresh[:LIKELY]}
        best: dict[str, float] = {}
        for window in heard.windows:
            for found in self.finder.find(window, lineage)[:3]:
                if found.item.id in likely:
                    best[found.item.id] = max(best.get(found.item.id, 0.0), found.score * WINDOW_SHARE)
        moved = [replace(f, score=max(f.score, best.get(f.item.id, 0.0))) for f in fresh]
        return sorted(moved, key=lambda f: (-f.score, f.item.id))

    def _repeated(self, heard: Understood, state: CallState) -> Choice | None:
        """The same subject again, when only what was told of it is called in question."""
        supplied = state.scheme and not heard.asks and self._calculators.supplies(state.scheme, heard)
        if supplied and state.scheme:
            return Choice((), 0.9, None, self._knowledge.schemes[state.scheme], follows=True)
        if not heard.doubts or not state.subject or heard.corrects:
            return None
        entry, scheme = self._knowledge.entries.get(state.subject), self._knowledge.schemes.get(state.subject)
        linked = self._knowledge.entries.get(scheme.entry) if scheme and scheme.entry else entry
        return Choice((), 0.9, linked, scheme, follows=True, repeats=True)

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
                 or same_topic or top < ANSWER_FROM)
        if not leans:
            return fresh, False
        bonus = self._context_bonus(heard, state)
        joined = self.finder.find(f"{state.last_matched} {heard.matched}", lineage, bonus)
        alone = self.finder.find(heard.matched, lineage, bonus)
        if top >= 0.80 and fresh[0].item.id != state.subject and not heard.follows and not heard.elliptical:
            return fresh, False
        empty = not self.finder.has_content(heard.matched)
        share = 1.0 if heard.elliptical and len(heard.matched) < ONLY_A_CONDITION else JOINED_SHARE
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
                bonus[item.id] = SAME_TOPIC
        for id_ in (*subject.next, *((subject.calculate,) if subject.calculate else ())) if subject else ():
            bonus[id_] = bonus.get(id_, 0.0) + OFFERED_NEXT
        varied = bool(heard.mentions or heard.dates or heard.located.areas)
        if state.subject and heard.elliptical and varied and len(heard.matched) < ONLY_A_CONDITION:
            bonus[state.subject] = bonus.get(state.subject, 0.0) + ONLY_VARIED
        elif state.subject and not heard.mentions and not heard.corrects and self.finder.has_content(heard.matched):
            bonus[state.subject] = bonus.get(state.subject, 0.0) + SAME_SUBJECT
        return bonus

    def _weighed(self, found: Found, said: Mapping[str, tuple[str, ...]], asked: frozenset[str]) -> Found:
        """The item with its conditions in mind: said ones speak for it, those left open a little against it."""
        item = self._item(found.item.id)
        care, told = set(said.get("care", ())), self._care.get(found.item.id, frozenset())
        if care and told and not care & told and not ("outpatient" in told and "chronic" in care):
            found = replace(found, score=_shifted(found.score, OTHER_CARE))
        tells = isinstance(item, Entry) and item.statement is not Statement.GAP
        if tells and asked and not asked & set(found.item.aspects[1]):
            found = replace(found, score=_shifted(found.score, NOT_TOLD))
        if item is None or not item.applies:
            return found
        gap = isinstance(item, Entry) and item.statement is Statement.GAP
        left_open = GAP_CONDITION_OPEN if gap else CONDITION_OPEN
        added = sum(CONDITION_SAID if name in said else left_open for name in item.applies)
        return replace(found, score=_shifted(found.score, added))

    def _fed(self, ranked: list[Found], heard: Understood, said: Mapping[str, tuple[str, ...]],
             given: Mapping[str, FactValue]) -> tuple[list[Found], dict[str, int]]:
        """The ranking with the calculators that the quantities feed moved up, and how well each is fed."""
        asked = asked_aspects(heard.matched) & {"money", "span"}
        moved, fed = [], {}
        topics = {f.item.topic for f in ranked[:LEADING]}
        first = self._knowledge.entries.get(ranked[0].item.id) if ranked else None
        led_by_gap = ranked[0].score if first and first.statement is Statement.GAP else 0.0
        evidence = self._linked_scores(ranked)
        for found in ranked:
            fits = found.item.topic in topics and led_by_gap - found.score < GAP_LEADS
            worth = max(found.score, evidence.get(found.item.id, 0.0)) > WORTH_FEEDING
            if found.item.kind == "scheme" and fits and worth and not heard.asks_why:
                ready, taken = self._calculators.readiness(found.item.id, heard, said, given)
                fed[found.item.id] = ready
                other_kind = bool(asked) and not asked & set(found.item.aspects[1])
                odds = OTHER_KIND if other_kind else FED[ready] + ANOTHER_FED * max(taken - 1, 0)
                known = max(found.score, evidence.get(found.item.id, 0.0) if ready >= 2 else 0.0)
                found = replace(found, score=_shifted(known, odds))
            moved.append(found)
        return moved, fed

    def _linked_scores(self, ranked: list[Found]) -> dict[str, float]:
        """For each calculator, how well the entries fit whose amounts it calculates."""
        scores: dict[str, float] = {}
        for found in ranked:
            entry = self._knowledge.entries.get(found.item.id)
            if entry and entry.calculate:
                scores[entry.calculate] = max(scores.get(entry.calculate, 0.0), found.score * LINKED_SHARE)
        return scores

    def _item(self, id_: str) -> Entry | SchemeShape | None:
        return self._knowledge.entries.get(id_) or self._knowledge.schemes.get(id_)

    def _vetoed(self, found: Found, said: Mapping[str, tuple[str, ...]],
                not_said: Mapping[str, tuple[str, ...]]) -> bool:
        item = self._item(found.item.id)
        return item is not None and contradicts(item.applies, said, not_said)

    def _decide(self, heard: Understood, state: CallState, ranked: list[Found], follows: bool, area: str,
                fed: Mapping[str, int]) -> Choice:
        top = ranked[0]
        if top.item.kind == "outside" and top.score >= ANSWER_FROM:
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
        wanted = self._scheme(ranked, entry, scheme, fed)
        if chosen is None and wanted is None:
            return Choice(tuple(ranked), score, follows=follows)
        other_year = None
        if chosen is not None and not self._year_fits(chosen, heard, state):
            substitute = self._same_year(ranked, entry, heard, state) if entry else None
            other_year = None if substitute else chosen
            chosen = substitute
        chosen = self._safer(ranked, entry, chosen, asked_aspects(heard.matched) & _STRICT)
        gap = chosen is not None and chosen.statement is Statement.GAP
        more: dict[str, Entry] = {}
        if chosen and not gap:
            parts = self._further(heard, area, chosen, state) if not follows else ()
            more = {e.id: e for e in (*parts, *self._beside(ranked, entry, chosen, heard, state))}
        return Choice(tuple(ranked), score, chosen, wanted, other_year=other_year, follows=follows,
                      more=tuple(more.values())[:MOST_BESIDE])

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
            if is_gap and told and found.score >= entry.score - GAP_TIE * 2:
                return rival
            if asked and not is_gap and not told and found.score >= entry.score - GAP_TIE:
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
            tie = BESIDE_TIE if rival.topic == chosen.topic else BESIDE_TIE / 2
            close = found.score >= max(ANSWER_FROM, top - tie)
            return [rival] if close and self._year_fits(rival, heard, state) else []
        return []

    @staticmethod
    def _is_enough(entry: Found, ranked: list[Found]) -> bool:
        """Whether an entry fits well enough to be told: by itself, or clearly better than all others."""
        if entry.score >= ANSWER_FROM:
            return True
        rivals = [f.score for f in ranked if f.item.id != entry.item.id and f.item.kind == "entry"]
        return entry.score >= OFFER_FROM and entry.score - max(rivals, default=0.0) >= CLEAR_LEAD

    def _scheme(self, ranked: list[Found], entry: Found | None, scheme: Found | None,
                fed: Mapping[str, int]) -> SchemeShape | None:
        """The calculator that the utterance may want: the one named by the best entry, or the best of its own."""
        linked = self._knowledge.entries[entry.item.id].calculate if entry and entry.score >= ANSWER_FROM else None
        best = scheme if scheme and scheme.score >= ANSWER_FROM * 0.8 else None
        if best and fed.get(best.item.id, 0) >= 2 and fed.get(linked or "", 0) < 2:
            beaten = entry is not None and entry.score - best.score > CLEAR_ENTRY
            return None if beaten else self._knowledge.schemes[best.item.id]
        near = {f.item.id: f.score for f in ranked}
        close = best is None or near.get(linked or "", 0.0) >= best.score - 0.08
        if linked and (close or (entry and best and entry.score > best.score)):
            return self._knowledge.schemes.get(linked)
        return self._knowledge.schemes[best.item.id] if best else None

    def _is_foreign(self, heard: Understood, area: str, score: float) -> bool:
        """Whether another city's wording fits so much better that this city's documents lack the matter."""
        if score >= FOREIGN_SURE:
            return False
        own = {a.id for a in self._knowledge.lineage(area)}
        covered = [wider.id for a in self._knowledge.covered_areas() for wider in self._knowledge.lineage(a.id)]
        others = [id_ for id_ in dict.fromkeys(covered) if id_ not in own]
        found = [f for f in self.finder.find(heard.matched, others) if f.item.kind != "outside"]
        if not found:
            return False
        return found[0].score - score > FOREIGN_MARGIN and found[0].score >= FOREIGN_FITS

    # Years

    def _year_fits(self, entry: Entry, heard: Understood, state: CallState) -> bool:
        """Whether an entry speaks of the years asked for; relative years count only if the date was given."""
        if not heard.years or (heard.relative_years and not state.date_given):
            return True
        if any(f"{year}年" in text for year in heard.years for text in (entry.title, *entry.ask)):
            return True
        if any(_LAST_YEAR.search(text) for text in (entry.say.short, *entry.say.details)):
            periods = self._periods(entry)
            if any(_covers(first, last, year + 1) for year in heard.years for first, last in periods):
                return True
        titled = [int(year) for year in _TITLE_YEAR.findall(entry.title)]
        if titled and not set(titled) & set(heard.years):
            return False
        periods = self._periods(entry)
        if not periods:
            return True
        return any(_covers(first, last, year) for year in heard.years for first, last in periods)

    def _periods(self, entry: Entry) -> list[tuple[date | None, date | None]]:
        """The bounded periods of the figures that an entry's first sentence tells, or its own."""
        texts = [entry.say.short, *(v.short for v in entry.say.variants)]
        periods: list[tuple[date | None, date | None]] = []
        for text in texts:
            for match in PLACEHOLDER.finditer(text):
                figure = self._figures.get(whole_id(match["id"], entry.area, self._knowledge.figures))
                day = date.fromisoformat(match["day"]) if match["day"] else None
                values = self._figures.on(figure.id, day).values if day or not figure.values else figure.values
                if figure.unit.value not in ("text", "date", "month", "year", "phone"):
                    periods += [(v.first_day, v.last_day) for v in values]
        if entry.first_day or entry.last_day:
            periods.append((entry.first_day, entry.last_day))
        return [p for p in periods if p != (None, None)] if all(p != (None, None) for p in periods) else []

    def _same_year(self, ranked: list[Found], entry: Found, heard: Understood, state: CallState) -> Entry | None:
        """Another entry, nearly as good, that does speak of the year."""
        for found in ranked:
            if found.item.kind == "entry" and found.score >= max(ANSWER_FROM, entry.score - 0.12):
                candidate = self._knowledge.entries[found.item.id]
                if self._year_fits(candidate, heard, state):
                    return candidate
        return None

    # Several questions

    def _further(self, heard: Understood, area: str, chosen: Entry, state: CallState) -> tuple[Entry, ...]:
        """Entries for other questions in the same utterance, when each part has a clear one of its own."""
        parts = heard.parts
        if not parts:
            return ()
        lineage = [a.id for a in self._knowledge.lineage(area)]
        more: dict[str, Entry] = {}
        said, not_said = stated(heard.mentions), denied(heard.mentions)
        for part in parts:
            if len(re.sub(r"\W", "", part)) < 5:
                continue
            found = [f for f in self.finder.find(part, lineage) if f.item.kind == "entry"
                     and not self._vetoed(f, said, not_said)]
            own = next((f.score for f in found if f.item.id == chosen.id), 0.0)
            another = bool(found) and found[0].item.id != chosen.id
            if another and found[0].score >= SECOND_FROM and found[0].score > own + 0.12:
                entry = self._knowledge.entries[found[0].item.id]
                if self._year_fits(entry, heard, state):
                    more[entry.id] = entry
        return tuple(more.values())[:2]


def _items(knowledge: Knowledge) -> list[Entry | SchemeShape]:
    return [*knowledge.entries.values(), *knowledge.schemes.values()]


def _shifted(score: float, odds: float) -> float:
    """A probability moved by log-odds."""
    score = min(max(score, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-math.log(score / (1 - score)) - odds))


def _covers(first: date | None, last: date | None, year: int) -> bool:
    return (first is None or first.year <= year) and (last is None or last.year >= year)
