"""Ranks what was found for an utterance: the call so far, conditions, kinds of thing asked for and amounts weigh in.

Conditions veto; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.calculator.scheme import FactValue
from assistant.dialogue.calculating.calculators import Calculators
from assistant.dialogue.choosing.finding import Finder, Found
from assistant.dialogue.choosing.weighing import Weights, shifted
from assistant.dialogue.hearing.aspects import asked_aspects, flows_in, matters_in, without_change
from assistant.dialogue.hearing.conditions import (
    ConditionFinder,
    contradicts,
    denied,
    falls,
    is_excepted,
    one_of_each_falls,
    stated,
)
from assistant.dialogue.hearing.own_words import asks_bare, has_own, own_words
from assistant.dialogue.hearing.premise import asking_for_supposed
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement

Said = Mapping[str, tuple[str, ...]]

# An utterance up to this length that leans on the one before only varies a condition of it.
ONLY_A_CONDITION = 11
# So short an utterance that found nothing told a condition alone (三级), and what comes next is asked under it.
BARE_CONDITION = 5
# A story from this length on is also read a few clauses at a time; what they ask must be among the likeliest.
LONG_STORY, LIKELY = 34, 8
# The condition that says of which time something is; a day told anew takes its place.
PERIOD = "reform_period"
# Only a calculator of the topics that lead the ranking is fed.
LEADING = 4
# The kinds of thing that an answer must tell if they are asked for, and the weight of not telling them.
_ASKED_FOR = (
    ("phone_not_told", frozenset(("phone",))),
    ("not_told", frozenset(("money", "share"))),
    ("time_not_told", frozenset(("date", "count", "span"))),
    ("name_not_told", frozenset(("name",))),
)

_HOW_MUCH = re.compile(r"(?:是|有)?(?:多少|几多|几个?)$")
# What is asked of what was told, not of something in its place.
_OF_IT = re.compile(r"增长|增幅|增加|涨|下降|减少|降|同比|比例|占|平均|变化|一共|总共|合计|多少")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
# Log-odds taken off what doesn't have what a short utterance names in place of what was said before.
_NOT_NAMED = -2.0
# What scores below this alone has no part in an utterance, and how a caller comes to something else.
_NO_PART = 0.05
_DIGRESSES = re.compile(
    r"(?:哦|噢|啊|呃|好的?|嗯|行|谢谢|多谢|那|,|.)?,?(?:对了|另外|顺便|顺带|再问|还想问|还要问|还有(?:个|一个|件|一件)(?:事|问题)|换个|问个别的|问个事|再请教|再咨询)"
)
# Those that a calculator comes to.
_SETTLED = frozenset(("money", "span"))


@dataclass(frozen=True)
class Ranked:
    """What was found, best first, and what it was ranked by.

    `follows` tells that the utterance goes on about the call's subject, `said` holds the conditions that count, `fed`
    how well the utterance feeds each calculator, `asked` the kinds of thing asked for; `ruled_out` is what was found
    at all if conditions left nothing.
    """

    found: tuple[Found, ...]
    follows: bool
    said: Said
    fed: Mapping[str, int]
    asked: frozenset[str]
    ruled_out: tuple[Found, ...] = ()


class Ranker:
    """Ranks the items of one knowledge."""

    def __init__(self, knowledge: Knowledge, finder: Finder, calculators: Calculators, weights: Weights) -> None:
        self._knowledge, self.finder, self._calculators, self._w = knowledge, finder, calculators, weights
        finder_of_care = ConditionFinder([d for d in knowledge.dimensions.values() if d.id == "care"])
        self._matters: dict[str, frozenset[str]] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._of_topic: dict[str, list[str]] = {}
        for item in _items(knowledge):
            self._of_topic.setdefault(item.topic, []).append(item.id)
        self.conditions = ConditionFinder(knowledge.dimensions.values())
        self._care = {item.id: frozenset(stated(finder_of_care.find(item.title)).get("care", ()))
                      for item in _items(knowledge)}

    def rank(self, heard: Understood, state: CallState) -> Ranked:
        """What the utterance may ask for in the state's area."""
        lineage = self._knowledge.lineage(state.area or "")
        text = heard.matched if len(heard.matched) >= LONG_STORY else without_change(heard.matched)
        fresh = self.finder.find(text, lineage)
        fresh = self._supposing(heard, self._behind_premise(heard, fresh, lineage), lineage)
        fresh = self._by_window(heard, fresh, lineage)
        ranked, follows = self._in_context(heard, state, fresh, lineage)
        ranked = self._with_linked(ranked) if heard.sums else ranked
        own = stated(heard.mentions)
        if len(heard.matched) >= LONG_STORY:
            own |= stated(heard.asked_of)
        told = {name: values for name, values in state.facts.items() if name != PERIOD or not heard.dates}
        said = self.with_implied({**(told if follows else {}), **own}, stated(heard.mentions))
        not_said = denied(heard.mentions)
        asked = _asked_of(heard)
        allowed = [self._weighed(f, said, heard, asked, follows) for f in ranked
                   if not self.vetoed(f, said, not_said) and self.is_spoken_of(f, heard, state, follows)]
        fed: dict[str, int] = {}
        if heard.quantities or follows:
            given = state.given if follows else {}
            allowed, fed = self._fed(allowed, heard, said, given, asked & _SETTLED)
        allowed.sort(key=lambda f: (-f.score, f.item.id))
        return Ranked(tuple(allowed), follows, said, fed, asked, () if allowed else tuple(ranked))

    def vetoed(self, found: Found, said: Said, not_said: Said) -> bool:
        """Whether what was said rules an item out."""
        item = self._item(found.item.id)
        return item is not None and (contradicts(item.applies, said, not_said) or is_excepted(item.unless, said))

    def has_words_of(self, found: Found, heard: Understood) -> bool:
        """Whether an utterance has, of each list of words that an item isn't meant without, one."""
        item = self._item(found.item.id)
        lists = () if item is None else (item.about, item.needs)
        return one_of_each_falls(lists, heard.text, heard.plain, heard.matched)

    def is_spoken_of(self, found: Found, heard: Understood, state: CallState, follows: bool) -> bool:
        """Whether a word falls without which an item isn't meant, or the call is about it, and none that bars it."""
        item = self._item(found.item.id)
        texts = (heard.text, heard.plain, heard.matched, *([state.last_matched] if follows else []))
        goes_on = item is None or item.id in (state.scheme, state.subject)
        if isinstance(item, Entry) and item.never and _asks_another(heard, item.never):
            return False
        if item is not None and item.needs and not goes_on and not falls(item.needs, *texts):
            return False
        turns_round = isinstance(item, SchemeShape) and item.reverses and not goes_on
        if turns_round and (heard.amounts or heard.sums) and not self._calculators.turns(found.item.id, heard):
            return False
        if item is None or not item.about or falls(item.about, *texts):
            return True
        return goes_on or (state.topic == item.topic and not turns_round)

    def _item(self, id_: str) -> Entry | SchemeShape | None:
        return self._knowledge.entries.get(id_) or self._knowledge.schemes.get(id_)

    def _behind_premise(self, heard: Understood, fresh: list[Found], lineage: Sequence[str]) -> list[Found]:
        """What is asked behind a premise, before what fits the premise as well."""
        if not heard.after_premise:
            return fresh
        best = {f.item.id: replace(f, score=f.score * self._w.premise_share) for f in fresh}
        for found in self.finder.find(heard.after_premise, lineage):
            if found.item.id in best and found.score > best[found.item.id].score:
                best[found.item.id] = found
        return sorted(best.values(), key=lambda f: (-f.score, f.item.id))

    def _supposing(self, heard: Understood, fresh: list[Found], lineage: Sequence[str]) -> list[Found]:
        """What tells the number that a question only supposes (是不是能缓六个月: 能缓几个月)."""
        asked = asking_for_supposed(heard)
        if not asked:
            return fresh
        best = {f.item.id: f for f in fresh}
        for found in self.finder.find(asked, lineage):
            if found.score > (best[found.item.id].score if found.item.id in best else 0.0):
                best[found.item.id] = found
        return sorted(best.values(), key=lambda f: (-f.score, f.item.id))

    def _by_window(self, heard: Understood, fresh: list[Found], lineage: Sequence[str]) -> list[Found]:
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

    def with_implied(self, said: dict[str, tuple[str, ...]], beside: Said | None = None) -> dict[str, tuple[str, ...]]:
        """What was said, with what it implies (退休 … 职工医保) where nothing to the contrary was said or implied.

        What was said `beside` it may bar that (在厂里干活, of people who choose a 档).
        """
        implied: dict[str, set[str]] = {}
        barred: set[tuple[str, str]] = set()
        for dimension, values in (*said.items(), *(beside or {}).items()):
            known = self._knowledge.dimensions.get(dimension)
            for value in known.values if known else ():
                if value.id in values:
                    barred |= set(value.bars.items())
                    for name, other in value.implies.items() if values is said.get(dimension) else ():
                        implied.setdefault(name, set()).add(other)
        sure = {name: tuple(others) for name, others in implied.items()
                if len(others) == 1 and not {(name, other) for other in others} & barred}
        return {**sure, **said}

    def _in_context(self, heard: Understood, state: CallState, fresh: list[Found],
                    lineage: Sequence[str]) -> tuple[list[Found], bool]:
        """The ranking with the subject so far in mind, and whether the utterance goes on about it."""
        top = fresh[0].score if fresh else 0.0
        if not state.subject and not state.last_matched:
            return fresh, False
        known = next((f for f in fresh if f.item.kind != "outside"), None)
        same_topic = known is not None and known.item.topic == state.topic
        leans = (heard.follows or heard.elliptical or heard.corrects or bool(state.asked) or len(heard.matched) < 14
                 or (state.asked_nothing and heard.asks)
                 or same_topic or top < self._w.answer_from)
        if not leans or self._is_of_another(heard, state, fresh):
            return fresh, False
        bare = not state.subject and bool(state.facts) and len(state.last_matched) < BARE_CONDITION
        leaning = heard.follows or heard.elliptical or heard.corrects or bare or _is_only_a_condition(heard)
        if top >= self._w.stands_alone_from and fresh[0].item.id != state.subject and not leaning:
            told = self.with_implied(dict(state.facts))
            goes_on = fresh[0].item.topic == state.topic and not heard.conditions
            return fresh, goes_on and not self.vetoed(fresh[0], told, {})
        return self._joined(heard, state, lineage), True

    def _is_of_another(self, heard: Understood, state: CallState, fresh: Sequence[Found]) -> bool:
        """Whether an utterance by itself is clearly about something else than what was told, and about that not at all.

        One that begins like a digression (对了, …) needs only to be more about it.
        """
        if not fresh or not state.topic or state.asked or heard.follows or heard.elliptical or heard.corrects:
            return False
        here = max((f.score for f in fresh if f.item.topic == state.topic), default=0.0)
        first = fresh[0]
        if first.item.kind == "outside" or first.item.topic == state.topic:
            return False
        if _DIGRESSES.match(heard.plain):
            return first.score >= self._w.answer_from
        return first.score >= self._w.sure_enough and here < _NO_PART

    def _joined(self, heard: Understood, state: CallState, lineage: Sequence[str]) -> list[Found]:
        """What is found for an utterance alone and for it together with the one before, each item at its best."""
        bonus = self._context_bonus(heard, state)
        varied = self._with_other_value(heard, state)
        if varied:
            return self.finder.find(varied, lineage, bonus)
        named, without = self._named_instead(heard, state)
        joined = self.finder.find(f"{state.last_matched} {heard.matched}", lineage, bonus)
        for text in without:
            joined += [f for f in self.finder.find(text, lineage, bonus) if self._names(f, named)]
        weighed = [(f, 1.0) for f in joined]
        bare = heard.asks and not has_own(heard)
        names = not bare and not (heard.follows and heard.asks and asks_bare(heard))
        if names and self.finder.has_content(heard.matched):
            share = 1.0 if heard.elliptical and len(heard.matched) < ONLY_A_CONDITION else self._w.joined_share
            alone = self.finder.find(heard.matched, lineage, bonus)
            weighed = [*((f, 1.0) for f in alone), *((f, share) for f in joined)]
        merged: dict[str, Found] = {}
        for found, weight in weighed:
            score = found.score * weight
            if found.item.id not in merged or merged[found.item.id].score < score:
                merged[found.item.id] = Found(found.item, score, found.question)
        if any(f.score >= self._w.offer_from and self._names(f, named) for f in merged.values()):
            merged = {id_: f if self.finder.covers(id_, named) else replace(f, score=shifted(f.score, _NOT_NAMED))
                      for id_, f in merged.items()}
        return sorted(merged.values(), key=lambda f: (-f.score, f.item.id))

    def _with_other_value(self, heard: Understood, state: CallState) -> str:
        """The utterance before with the one value that a short one names in place of its own (职工收入多少 … 居民的呢).

        Empty if the short one says anything else, or the one before named no single value of that condition.
        """
        only_told = not (heard.asks or heard.quantities or heard.dates or state.asked)
        if not (heard.elliptical or only_told) or len(heard.matched) >= ONLY_A_CONDITION or len(heard.mentions) != 1:
            return ""
        new = heard.mentions[0]
        others = [word for word in self.finder.content_words(heard.matched)
                  if word not in new.words and new.words not in word]
        old = [m for m in self.conditions.find(state.last_matched) if m.dimension == new.dimension]
        if new.negated or others or {m.negated for m in old} != {False} or len({m.value for m in old}) != 1:
            return ""
        labels = {value.id: value.label for value in self._knowledge.dimensions[new.dimension].values}
        text = state.last_matched
        for mention in reversed(old):
            named = labels[new.value] if mention.words == labels[mention.value] else new.words
            text = text[: mention.start] + named + text[mention.end :]
        return "" if old[0].value == new.value else text

    def _named_instead(self, heard: Understood, state: CallState) -> tuple[frozenset[str], list[str]]:
        """What a short utterance names in place of something said before (收入多少 … 支出呢).

        With it the utterance before, each time with that in the place of another word.
        """
        year = _YEAR.findall(heard.matched)
        if len(year) == 1 and _YEAR.search(state.last_matched) and len(heard.matched) < ONLY_A_CONDITION:
            return frozenset(year), [_YEAR.sub(year[0], state.last_matched)]
        if len(heard.matched) >= ONLY_A_CONDITION or heard.conditions or heard.quantities or heard.dates:
            return frozenset(), []
        before = [_HOW_MUCH.sub("", word) for word in self.finder.content_words(state.last_matched)]
        named = [bare for word in self.finder.content_words(heard.matched)
                 if (bare := _HOW_MUCH.sub("", word)) and bare not in before and not _OF_IT.search(bare)]
        if state.subject:  # what was told tells of the others
            named = [word for word in named if not self.finder.covers(state.subject, [word])]
        replaced = [word for word in before if len(word) > 1] if named else []
        return frozenset(named), [state.last_matched.replace(word, "".join(named)) for word in replaced]

    def _names(self, found: Found, words: frozenset[str]) -> bool:
        """Whether one of the words stands in an item's own wordings."""
        item = self._item(found.item.id)
        return item is not None and any(word in text for word in words for text in (item.title, *item.ask))

    def _context_bonus(self, heard: Understood, state: CallState) -> dict[str, float]:
        bonus = dict.fromkeys(self._of_topic.get(state.topic or "", ()), self._w.same_topic)
        subject = self._knowledge.entries.get(state.subject or "")
        for id_ in (*subject.next, *((subject.calculate,) if subject.calculate else ())) if subject else ():
            bonus[id_] = bonus.get(id_, 0.0) + self._w.offered_next
        varied = bool(heard.conditions or heard.dates or heard.located.areas)
        if state.subject and heard.elliptical and varied and len(heard.matched) < ONLY_A_CONDITION:
            bonus[state.subject] = bonus.get(state.subject, 0.0) + self._w.only_varied
        elif state.subject and not heard.conditions and not heard.corrects and self.finder.has_content(heard.matched):
            bonus[state.subject] = bonus.get(state.subject, 0.0) + self._w.same_subject
        return bonus

    def _of_matter(self, found: Found, item: Entry | SchemeShape | None, question: str) -> Found:
        """The item, the less likely if a limit or a benefit is asked for and nobody asks for it in such words."""
        matters = matters_in(question)
        if not isinstance(item, Entry) or item.statement is Statement.GAP or not matters:
            return found
        lacks = matters - self.matters_of(item)
        if item.statement is not Statement.STATISTIC:
            lacks -= {"benefit", "own"}
        weight = self._w.other_matter * (2 if "own" in lacks else 1)  # what all get tells nothing of one's own
        return replace(found, score=shifted(found.score, weight)) if lacks else found

    def _asks(self, item: Entry | SchemeShape, kind: str) -> bool:
        """Whether a kind of thing is asked for in an item's wordings."""
        if item.id not in self._kinds:
            self._kinds[item.id] = frozenset().union(*map(asked_aspects, (item.title, *item.ask)))
        return kind in self._kinds[item.id]

    def matters_of(self, entry: Entry) -> frozenset[str]:
        """Whether a limit, or a benefit, is asked for in an entry's wordings."""
        if entry.id not in self._matters:
            self._matters[entry.id] = frozenset().union(*map(matters_in, (entry.title, *entry.ask)))
        return self._matters[entry.id]

    def _weighed(self, found: Found, said: Said, heard: Understood, asked: frozenset[str], follows: bool) -> Found:
        """The item with its conditions in mind: said ones speak for it, those left open a little against it."""
        item = self._item(found.item.id)
        care, told = set(said.get("care", ())), self._care.get(found.item.id, frozenset())
        if care and told and not care & told and not ("outpatient" in told and "chronic" in care):
            own = bool(care & set(stated(heard.conditions).get("care", ())))  # not only of what was told before
            found = replace(found, score=shifted(found.score, self._w.other_care * (2 if own and follows else 1)))
        tells = isinstance(item, Entry) and item.statement is not Statement.GAP
        for weight, kinds in _ASKED_FOR if tells else ():
            if asked & kinds:
                if not asked & kinds & set(found.item.aspects[1]):
                    found = replace(found, score=shifted(found.score, getattr(self._w, weight)))
                break
        if isinstance(item, Entry) and item.statement is Statement.STATISTIC:
            asked_of, tells_of = flows_in(asked_in(heard)), flows_in(item.title)
            if asked_of and tells_of and not asked_of & tells_of:  # 支出 where 收入 is asked for
                found = replace(found, score=shifted(found.score, self._w.other_care))
        if not heard.amounts:
            found = self._of_matter(found, item, asked_in(heard))
        elif isinstance(item, Entry) and item.statement is Statement.GAP and "limit" in (
                matters_in(item.title) - matters_in(heard.matched)):
            found = replace(found, score=shifted(found.score, self._w.other_matter))
        gap = isinstance(item, Entry) and item.statement is Statement.GAP
        if item is not None and gap and any(kind in asked and not self._asks(item, kind)
                       for kind in ("who", *(("money",) if heard.sums else ()))):
            found = replace(found, score=shifted(found.score, self._w.other_matter))
        if item is None or not item.applies:
            return found
        left_open = self._w.gap_condition_open if gap else self._w.condition_open
        added = 0.0
        for name, accepted in item.applies.items():
            values = set(said.get(name, ()))
            several = len(values) > 1 and not values <= set(accepted)
            added += self._w.one_of_several if several else self._w.condition_said if values else left_open
        return replace(found, score=shifted(found.score, added))

    def _fed(self, ranked: list[Found], heard: Understood, said: Said, given: Mapping[str, FactValue],
             asked: frozenset[str]) -> tuple[list[Found], dict[str, int]]:
        """The ranking with the calculators that the quantities feed moved up, and how well each is fed."""
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

    def _with_linked(self, ranked: list[Found]) -> list[Found]:
        """The ranking, behind it the calculators of its first entries that weren't found by words of their own."""
        found = {f.item.id for f in ranked}
        entries = [self._knowledge.entries.get(f.item.id) for f in ranked[:LEADING]]
        linked = dict.fromkeys(e.calculate for e in entries if e and e.calculate and e.calculate not in found)
        return [*ranked, *(Found(self.finder.item(id_), 0.0, "") for id_ in linked)]

    def _linked_scores(self, ranked: list[Found]) -> dict[str, float]:
        """For each calculator, how well the entries fit whose amounts it calculates."""
        scores: dict[str, float] = {}
        for found in ranked:
            entry = self._knowledge.entries.get(found.item.id)
            if entry and entry.calculate:
                scores[entry.calculate] = max(scores.get(entry.calculate, 0.0), found.score * self._w.linked_share)
        return scores


def _is_only_a_condition(heard: Understood) -> bool:
    """Whether nothing is said but a condition, for what was asked before (二级医院)."""
    names = [mention.words for mention in heard.conditions]
    brief = len(heard.matched) < ONLY_A_CONDITION and not (heard.asks or heard.quantities or heard.dates)
    return bool(names) and brief and not own_words(heard, names)


def _asks_another(heard: Understood, never: Sequence[str]) -> bool:
    """Whether words fall that bar an item, and no other part of the utterance asks for something."""
    own = [part for part in heard.parts if asked_aspects(part) and not falls(never, part)]
    return falls(never, heard.text, heard.plain, heard.matched) and not own


def asked_in(heard: Understood) -> str:
    """The words that ask: of a story, those of its question."""
    return heard.question if len(heard.matched) >= LONG_STORY else heard.matched


def _asked_of(heard: Understood) -> frozenset[str]:
    """The kinds of thing asked for: of a story, in its question."""
    whole = asked_aspects(heard.matched)
    return (asked_aspects(heard.question) or whole) if len(heard.matched) >= LONG_STORY else whole


def _items(knowledge: Knowledge) -> list[Entry | SchemeShape]:
    return [*knowledge.entries.values(), *knowledge.schemes.values()]
