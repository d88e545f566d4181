"""Several questions in one utterance: an entry for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from assistant.dialogue.choosing.finding import Found
from assistant.dialogue.choosing.ranking import Ranker, Said
from assistant.dialogue.choosing.rivals import Rivals, begins_with
from assistant.dialogue.choosing.weighing import Weights
from assistant.dialogue.choosing.years import Years
from assistant.dialogue.hearing.aspects import asked_aspects, asks_only_change
from assistant.dialogue.hearing.conditions import denied, stated
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement

# A shorter part of an utterance asks for nothing by itself.
SHORTEST_PART = 4
# Scores for the whole utterance from which it speaks of an entry, or names it at all, and for a part of it: that an
# entry fits it surely, or is hinted at by it, and how much better than the chosen one it must fit.
SPOKEN_OF_FROM, NAMED_FROM = 0.3, 0.1
SURE_FROM, HINTED_FROM = 0.85, 0.08
_SUMS = frozenset(("money", "share"))
# So well a part must fit by itself to be told though the whole hardly speaks of it.
ALONE_FROM = 0.8
LEAD = 0.12
# A shorter part asks for more of what the first one asked for (少了多少).
NAMES_NOTHING = 6
# A part that only takes up what was told (这件事归谁管) asks for nothing else, unless it surely does.
TAKES_UP = re.compile(r"这[件种个样档桩]?事|这么一?回事|这回事|这方面|这一?块|这一?项|这种情况")
# So many of the chosen one's keywords, where they were said, are what a part leaves out.
SUBJECT_WORDS = 2

# What is asked of the first one's figures, whatever they are (占全部的几成, 一共是多少).
_ONLY_OF_IT = re.compile(
    r"(?:还有|另外|再|那|这|它|这个|那个|这些|大概|差不多|一共|总共|合计|共|合起来|加起来|平均|每个?|占|占了|全部|总数|总额|整个|当中|"
    r"其中|里头|里面|的|是|有|比例|比重|各|分别|大约|约|,)*(?:多少|几|几成|百分之几|百分之多少|几分之几|多大比例|多少比例)"
    r"(?:个|家|人|钱|元|块|万|亿|次|例)*[呢啊呀?]*"
)

_YES_OR_NO = re.compile(r"(?:不|没有?|未|冇|嘛|伐|啵|吧)[啊呀呢?]*$|(?P<verb>[^\W\d_])[不唔](?P=verb)|是否|要不")

LookUp = Callable[[str], list[Found]]
"""The entries that fit some words, best first."""


class SeveralQuestions:
    """Finds entries for the parts of an utterance."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker, years: Years, weights: Weights, rivals: Rivals) -> None:
        self._knowledge, self._ranker, self._years, self._w, self._rivals = knowledge, ranker, years, weights, rivals

    def further(self, heard: Understood, chosen: Entry, state: CallState,
                ranked: Sequence[Found]) -> tuple[Entry, ...]:
        """Entries for other questions in the same utterance, when each part has a clear one of its own.

        What fits the whole utterance (`ranked`) goes first; what doesn't is only told if the chosen one isn't asked
        for such a thing itself.
        """
        more: dict[str, Entry] = {}
        whole = {f.item.id: f.score for f in ranked}
        told = next((f.item.aspects[0] for f in ranked if f.item.id == chosen.id), ())
        look_up = partial(self._entries_for, heard=heard, state=state, said=stated(heard.mentions),
                          not_said=denied(heard.mentions))
        for part in heard.parts:
            if len(re.sub(r"\W", "", part)) < SHORTEST_PART or _ONLY_OF_IT.fullmatch(part):
                continue
            if chosen.statement is Statement.STATISTIC and asks_only_change(part):
                continue
            subject = _subject(chosen, part, heard)
            found = self._of_its_subject(part, subject, chosen, look_up, whole)
            own = next((f.score for f in found if f.item.id == chosen.id), 0.0)
            asked = asked_aspects(part)
            is_told = asked <= set(told) and bool(asked or not heard.is_search)
            others = [f for f in found if f.item.id != chosen.id]
            best = self._best(others, whole, is_told)
            if best is None and not asked and part in heard.questions:
                best = self._best(self._of_topic(chosen, others), whole, is_told=False)
            if best is None or best.score <= own + LEAD or (TAKES_UP.search(part) and best.score < SURE_FROM):
                continue
            entry = self._knowledge.entries[best.item.id]
            if entry.statement is not Statement.GAP and whole.get(entry.id, 0.0) < SPOKEN_OF_FROM:
                entry = self._rivals.lacked_of(chosen, entry, ranked, asked & _SUMS) or entry
            spoken_of = whole.get(entry.id, 0.0) >= SPOKEN_OF_FROM or entry.topic == chosen.topic
            says_so = begins_with(entry) and not _asks_whether(part) and not spoken_of  # to what nobody asked
            near = entry.topic == chosen.topic and whole.get(entry.id, 0.0) >= SPOKEN_OF_FROM
            leads_in = part not in heard.further_parts and not near
            if self._years.fits(entry, heard, state) and not (says_so or leads_in):
                more[entry.id] = entry
        return tuple(more.values())[:2]

    def _of_topic(self, chosen: Entry, found: Sequence[Found]) -> list[Found]:
        """Those of what was found that are of the chosen one's topic."""
        return [f for f in found if self._knowledge.entries[f.item.id].topic == chosen.topic]

    def _of_its_subject(self, part: str, subject: str, chosen: Entry, look_up: LookUp,
                        whole: Mapping[str, float]) -> list[Found]:
        """The entries for a part, those of the chosen one's topic if one fits it better with the subject before it.

        Only for a part that seems to be about something else by itself (住了多少人次, 脱贫人口 being left out).
        """
        found, entries = look_up(part), self._knowledge.entries
        first = entries[found[0].item.id] if found else None
        if not subject or subject in part or len(part) < NAMES_NOTHING or (first and first.topic == chosen.topic):
            return found
        of_it = [f for f in look_up(f"{subject} {part}") if entries[f.item.id].topic == chosen.topic]
        best = of_it[0] if of_it and of_it[0].item.id != chosen.id else None
        named = first is not None and any(word in part for word in first.keywords[:1])
        others = [f.score for f in found
                  if named and f.item.id != chosen.id and whole.get(f.item.id, 0.0) >= NAMED_FROM]
        return of_it if best and best.score >= max([self._w.answer_from, *others]) else found

    def for_other_values(self, chosen: Entry, ranked: Sequence[Found], said: Said) -> tuple[Entry, ...]:
        """The entry for what was said beside what the chosen one is about (职工 and 居民), of the same topic."""
        for dimension, accepted in chosen.applies.items():
            others = set(said.get(dimension, ())) - set(accepted)
            for found in ranked if others and set(said[dimension]) & set(accepted) else ():
                entry = self._knowledge.entries.get(found.item.id)
                told = entry is not None and entry.topic == chosen.topic and entry.statement is chosen.statement
                if entry and told and found.score >= NAMED_FROM and set(entry.applies.get(dimension, ())) & others:
                    return (entry,)
        return ()

    def where_unsaid(self, chosen: Entry | None, ranked: Sequence[Found], said: Said) -> tuple[Entry, ...]:
        """The entry of the same calculation for who isn't what the chosen one holds on, where that wasn't said."""
        calculated = chosen and chosen.statement is not Statement.GAP and chosen.calculate
        open_ones = [name for name in chosen.applies if name not in said] if chosen and calculated else []
        for found in ranked if open_ones else ():
            entry = self._knowledge.entries.get(found.item.id)
            alike = entry and chosen and (entry.calculate, entry.statement, entry.unless) == (
                chosen.calculate, chosen.statement, chosen.unless)
            if entry and alike and found.score >= self._w.offer_from and holds_apart(entry, chosen, open_ones):
                return (entry,)
        return ()

    def _best(self, found: Sequence[Found], whole: Mapping[str, float], is_told: bool) -> Found | None:
        """The entry for a part: one that fits it surely, that the whole speaks of, or else that fits it well.

        With `is_told`, what the whole doesn't speak of at all is left out, unless the part alone says it clearly.
        """
        fitting = [f for f in found if f.score >= self._w.second_from
                   and (f.score >= ALONE_FROM or whole.get(f.item.id, 0.0) >= NAMED_FROM or not is_told)]
        spoken_of = [f for f in found if f.score >= HINTED_FROM and whole.get(f.item.id, 0.0) >= SPOKEN_OF_FROM]
        sure = [f for f in fitting if f.score >= SURE_FROM]
        return next(iter([*sure, *spoken_of, *fitting]), None)

    def of_each_part(self, heard: Understood, state: CallState) -> tuple[Entry, ...]:
        """An entry for each part of an utterance that asks for several things at once; none unless each has one."""
        chosen: dict[str, Entry] = {}
        for part in heard.questions:
            mentions = self._ranker.conditions.find(part)
            found = self._entries_for(part, heard, state, stated(mentions), denied(mentions))
            best = self._knowledge.entries[found[0].item.id] if found else None
            if best is None or found[0].score < self._w.answer_from or not self._years.fits(best, heard, state):
                return ()
            chosen[best.id] = best
        return tuple(sorted(chosen.values(), key=lambda e: e.statement is Statement.GAP))

    def _entries_for(self, part: str, heard: Understood, state: CallState, said: Said,
                     not_said: Said) -> list[Found]:
        """The entries that fit a part of an utterance and of which it has the words that they must have, best first."""
        return [f for f in self._ranker.finder.find(part, self._knowledge.lineage(state.area or ""))
                if f.item.kind == "entry" and not self._ranker.vetoed(f, said, not_said)
                and self._ranker.has_words_of(f, heard)]


def holds_apart(entry: Entry, other: Entry | None, names: Iterable[str]) -> list[str]:
    """The conditions of some `names` of which two entries hold on different values."""
    accepted = [(name, set(entry.applies.get(name, ())), set(other.applies.get(name, ()) if other else ()))
                for name in names]
    return [name for name, own, others in accepted if own and others and not own & others]


def _asks_whether(part: str) -> bool:
    """Whether a part asks for a yes or no."""
    return "whether" in asked_aspects(part) or bool(_YES_OR_NO.search(part))


def _subject(chosen: Entry, part: str, heard: Understood) -> str:
    """The keywords of the chosen entry that a part leaves out: those said, but not only in another question."""
    named = [word for word in chosen.keywords if word in heard.text]
    elsewhere = [other for other in heard.further_parts if other != part]
    of_others = [word for word in named if any(word in other for other in elsewhere)]
    shared = [word for word in named if word not in of_others or word in _without(heard.text, elsewhere)]
    return " ".join((shared or named or list(chosen.keywords[:1]))[:SUBJECT_WORDS])


def _without(text: str, parts: Sequence[str]) -> str:
    for part in parts:
        text = text.replace(part, " ")
    return text
