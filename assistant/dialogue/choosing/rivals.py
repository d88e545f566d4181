"""Entries that fit nearly as well as the chosen one: which of them is told instead of it, or beside it.

Weighs entry against gap, and name against name; ranks nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from assistant.dialogue.choosing.finding import Finder, Found
from assistant.dialogue.choosing.ranking import Ranked, Said, asked_in
from assistant.dialogue.choosing.weighing import Weights
from assistant.dialogue.choosing.years import Years
from assistant.dialogue.hearing.asking import asks_how_much
from assistant.dialogue.hearing.aspects import asked_aspects, matters_in
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement

# Kinds of thing that an answer tells or doesn't: who asks for one on top of an answer wants that.
_DETAILS = frozenset(("span", "date", "phone", "where", "who", "list", "name", "papers"))
_EXACT = frozenset(("span", "date", "phone", "papers"))
# Among so many a gap is looked for in place of what was told before.
LIKELY_NEXT = 4
# What fits a question so well is asked for, though it was told before.
ASKED_FOR_AGAIN = 0.97
# So much of the score of an entry that holds on something unsaid a general one must have.
GENERAL_SHARE = 0.55
# What a question scores below this, it doesn't ask for.
NOT_ASKED = 0.1
# A gap of the topic that fits the whole so well is what is asked for, where no other matter is named.
SURELY_LACKED_FROM = 0.5
_SUMS = frozenset(("money", "share"))
_YES = re.compile(r"可以|能|要[,,]|需要|有[,,]|会[,,]")
_NO = re.compile(r"不|没有|无需|无须")


class Rivals:
    """Settles between near entries of one knowledge; `matters_of` tells whether an entry is about a limit."""

    def __init__(self, knowledge: Knowledge, finder: Finder, years: Years, weights: Weights,
                 matters_of: Callable[[Entry], frozenset[str]]) -> None:
        self._knowledge, self._finder, self._years, self._w = knowledge, finder, years, weights
        self._matters_of = matters_of

    def pair(self, ranked: Sequence[Found], heard: Understood, state: CallState) -> tuple[Entry, Entry] | None:
        """The two best entries, where just these fit, neither clearly, but one of them likely: both are told."""
        told = [e for f in ranked[:2] if (e := self._knowledge.entries.get(f.item.id))
                and e.statement is not Statement.GAP and self._years.fits(e, heard, state)]
        near = sum(found.score >= self._w.offer_from for found in ranked)
        if len(told) < 2 or near != 2:
            return None
        likely = 1 - math.prod(1 - found.score for found in ranked[:2])
        return (told[0], told[1]) if likely >= self._w.pair_from else None

    def instead_of_again(self, chosen: Entry, found: Ranked) -> Entry | None:
        """What is told instead of what was told just before, where the caller asks for a kind of thing it lacks."""
        own = next((f for f in found.found if f.item.id == chosen.id), None)
        asked = found.asked & _DETAILS
        if own is None or not asked or asked & set(own.item.aspects[0]) or own.score >= ASKED_FOR_AGAIN:
            return chosen
        for other in found.found[:LIKELY_NEXT]:
            gap = self._knowledge.entries.get(other.item.id)
            near = other.score >= own.score - self._w.clear_lead
            of_it = gap and (gap.topic == chosen.topic or gap.id in chosen.next)
            if gap and gap.statement is Statement.GAP and near and of_it:
                return gap
        exact = asked & _EXACT or asked
        return chosen if exact & set(own.item.aspects[1]) else None

    def more_general(self, chosen: Entry, ranked: Sequence[Found], said: Said) -> Entry:
        """Instead of an entry that holds on a condition which wasn't said, one of its topic that doesn't need it.

        It must fit the question nearly as well.
        """
        lacking = {name for name in chosen.applies if name not in said}
        lacking |= {implied for name in lacking for value in self._knowledge.dimensions[name].values
                    if value.id in chosen.applies[name] for implied in value.implies if implied not in said}
        own = next((f.score for f in ranked if f.item.id == chosen.id), 0.0)
        for found in ranked[:LIKELY_NEXT] if lacking and chosen.statement is not Statement.GAP else ():
            entry = self._knowledge.entries.get(found.item.id)
            if entry is None or entry is chosen or (entry.topic, entry.statement) != (chosen.topic, chosen.statement):
                continue
            if {n for n in entry.applies if n not in said} < lacking and found.score >= GENERAL_SHARE * own:
                return entry
        return chosen

    def safer(self, ranked: Sequence[Found], entry: Found | None, chosen: Entry | None,
               asked: frozenset[str], told_last: str | None, heard: Understood) -> Entry | None:
        """Between an entry and a gap that fit as well: the entry if it tells what is asked first, else the gap.

        What was told last is no rival of a gap: it is not asked for again. Where a limit is asked for, and the
        entry isn't about one, a gap that is goes first; so does a gap where keywords ask for sums and it has none, or
        a sum is to be worked out of one that the caller tells.
        """
        if chosen is None or entry is None or chosen.id != entry.item.id:
            return chosen
        limits = self._gap_of_limit(ranked, chosen) if "limit" in matters_in(asked_in(heard)) else None
        if limits is not None:
            return limits
        is_gap = chosen.statement is Statement.GAP
        for found in ranked[:5]:
            rival = self._knowledge.entries.get(found.item.id)
            if rival is None or (rival.statement is Statement.GAP) is is_gap or rival.id == told_last:
                continue
            told = bool(asked & set((found if is_gap else entry).item.aspects[0]))
            if is_gap and told and found.score >= entry.score - self._w.gap_tie * 2:
                return rival
            if asked and not is_gap and not told and found.score >= entry.score - self._w.gap_tie:
                return rival
        sums = asked & _SUMS
        untold = sums and not is_gap and not heard.asks and not sums & set(entry.item.aspects[1])
        own_sum = not is_gap and heard.amounts and asks_how_much(heard) and "money" not in entry.item.aspects[1]
        least = NOT_ASKED if untold else self._w.answer_from
        return (self._gap_of_topic(ranked, chosen, least) if untold or own_sum else None) or chosen

    def _gap_of_topic(self, ranked: Sequence[Found], chosen: Entry, least: float) -> Entry | None:
        """The likeliest gap of the same topic, if one may be asked for."""
        gaps = (self._knowledge.entries.get(f.item.id) for f in ranked[:LIKELY_NEXT] if f.score >= least)
        return next((e for e in gaps if e and e.statement is Statement.GAP and e.topic == chosen.topic), None)

    def lacked_of(self, chosen: Entry, other: Entry, ranked: Sequence[Found], asked: frozenset[str]) -> Entry | None:
        """Instead of an `other` topic's entry that tells such a thing a gap of the chosen one's about it.

        The whole of what was said must surely speak of that.
        """
        if other.topic == chosen.topic or not asked:
            return None
        gaps = (self._knowledge.entries.get(f.item.id) for f in ranked if f.score >= SURELY_LACKED_FROM)
        return next((e for e in gaps if e and e.statement is Statement.GAP and e.topic == chosen.topic
                     and asked & asked_aspects(" ".join((e.title, *e.ask, e.say.short)))), None)

    def of_the_name(self, heard: Understood, ranked: Sequence[Found], chosen: Entry,
                    asked: frozenset[str]) -> Entry | None:
        """Another entry that has the name that falls, where the chosen one lacks it.

        It must fit nearly as well; for a name that one city alone has, it must only fit, and tell what is asked, or
        that it isn't known. A gap with any other name isn't told where the chosen one tells the number asked for.
        """
        name = self._finder.rarest_name(asked_in(heard))
        if name is None or self._finder.covers(chosen.id, [name]):
            return None
        found_so = next(f for f in ranked if f.item.id == chosen.id)
        own, tells = found_so.score, "count" in asked & set(found_so.item.aspects[0])
        proper = any(name in area.marks for area in self._knowledge.covered_areas())
        if heard.quantities and not proper:
            return None
        least = self._w.offer_from if proper else max(self._w.offer_from, own - self._w.clear_lead)
        for found in ranked[:LIKELY_NEXT]:
            rival = self._knowledge.entries.get(found.item.id)
            if rival is None or found.score < least or not any(name in text for text in (rival.title, *rival.keywords)):
                continue
            if rival.statement is Statement.GAP and tells and not proper:
                continue
            if not proper or not asked or rival.statement is Statement.GAP or asked & set(found.item.aspects[1]):
                return rival
        return None

    def _gap_of_limit(self, ranked: Sequence[Found], chosen: Entry) -> Entry | None:
        """The likeliest gap about a limit, where what was chosen isn't about one."""
        if chosen.statement is Statement.GAP or "limit" in self._matters_of(chosen):
            return None
        gaps = (self._knowledge.entries.get(f.item.id) for f in ranked[:LIKELY_NEXT] if f.score >= NOT_ASKED)
        return next((e for e in gaps if e and e.statement is Statement.GAP
                     and "limit" in self._matters_of(e)), None)

    def beside(self, ranked: Sequence[Found], entry: Found | None, chosen: Entry, heard: Understood,
                state: CallState) -> list[Entry]:
        """The entry of the same topic that fits nearly as well, told too."""
        top = entry.score if entry else 0.0
        for found in ranked:
            rival = self._knowledge.entries.get(found.item.id)
            if rival is None or rival.id == chosen.id or rival.statement is Statement.GAP:
                continue
            if _is_contrary(rival, chosen):
                return []
            tie = self._w.beside_tie if rival.topic == chosen.topic else self._w.beside_tie / 2
            close = found.score >= max(self._w.answer_from, top - tie)
            return [rival] if close and self._years.fits(rival, heard, state) else []
        return []


def gap_first(chosen: Entry, more: dict[str, Entry], near: set[str],
               asked: frozenset[str]) -> tuple[Entry, dict[str, Entry]]:
    """The entry to tell first: a near gap among the rest, if what is asked (a sum, a date) is told nowhere."""
    gap = next((e for e in more.values() if e.statement is Statement.GAP and e.id in near), None)
    if gap is None or not asked:
        return chosen, more
    return gap, {chosen.id: chosen, **{id_: e for id_, e in more.items() if id_ != gap.id}}


def _is_contrary(one: Entry, other: Entry) -> bool:
    """Whether one entry begins with a yes and the other with a no: told together they'd contradict each other."""
    return {begins_with(one), begins_with(other)} == {"yes", "no"}


def begins_with(entry: Entry) -> str:
    """Whether an entry begins with a yes or a no; empty for neither."""
    return "no" if _NO.match(entry.say.short) else "yes" if _YES.match(entry.say.short) else ""
