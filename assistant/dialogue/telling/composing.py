"""Puts a reply together out of its sentences: what leads it, its citations and notices, and refusals that recur.

Decides neither what is told nor of what day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from assistant.dialogue import phrases
from assistant.dialogue.choosing.years import asked_time, nearest_day
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import TELLING, Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.wording import Basis, Writer
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import NUMERIC_UNITS, Area, Entry, SchemeShape, Unit
from assistant.text.written_days import day_in_words

OLD_AFTER_DAYS = 400
_PAST_BEGINS = phrases.PAST.split("{")[0]
_IN_CHARACTERS = str.maketrans("0123456789", "〇一二三四五六七八九")


class Composer:
    """Composes replies on one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer) -> None:
        self._knowledge, self._writer = knowledge, writer

    def plain(self, kind: ReplyKind, text: str, state: CallState) -> Reply:
        """A reply of one text that rests on nothing."""
        return Reply(kind, text, state.area, state.today, short=text)

    def compose(self, kind: ReplyKind, short: str, details: Iterable[str], basis: Basis, state: CallState, day: date,
                score: float) -> Reply:
        """The reply that tells `short` first, then `details`, as of `day`; `score` is its confidence."""
        steps = self._writer.working(basis, day)
        paragraphs = list(dict.fromkeys(d for d in details if d and d != short))
        notices = list(basis.notices)
        lead = self._past(basis) if kind in TELLING else ""
        if not lead and kind in TELLING:
            old = self._old(basis, state)
            notices += [old] if old else []
        source = self._writer.source_line(basis) if kind is not ReplyKind.REFUSE else ""
        text = "\n".join([f"{lead}{short}", *paragraphs, *notices, *([source] if source else [])])
        return Reply(kind, text, state.area, state.today, short=f"{lead}{short}", details=tuple(paragraphs),
                     citations=basis.citations, figures=basis.figures_used, steps=steps, notices=tuple(notices),
                     confidence=score)

    def home(self, item: Entry | SchemeShape, state: CallState) -> Area:
        """The caller's own area, in which the entry or calculator of a wider one holds, too."""
        return self._knowledge.areas[state.area or item.area]

    def of_wider(self, area: str, state: CallState) -> list[str]:
        """What says that a rule is a wider area's."""
        if state.area in (None, area):
            return []
        areas = self._knowledge.areas
        return [phrases.WIDER.format(wider=areas[area].name, area=areas[state.area or ""].name)]

    def not_yet(self, item: Entry | SchemeShape, short: str, basis: Basis, state: CallState, day: date) -> Reply:
        """A refusal for a day before everything that is told was in force."""
        area = self.home(item, state)
        text = phrases.NOT_YET.format(area=area.name, day=day_in_words(day))
        since = phrases.ONLY_SINCE.format(day=first_day(basis), told=short)
        return self.compose(ReplyKind.REFUSE, text, [since, phrases.TURN_TO.format(where=area.ask_at)], basis, state,
                            day, 0.0)

    def other_year(self, entry: Entry, heard: Understood, state: CallState) -> Reply:
        """A refusal for a time that was asked for and that the sources lack, with what they have nearest to it."""
        basis = self._writer.basis()
        short, _ = self._writer.sentences(entry, {}, nearest_day(heard, state.today), basis)
        area = self.home(entry, state)
        text = phrases.OTHER_YEAR.format(area=area.name, asked=asked_time(heard))
        details = [phrases.NEAREST_YEAR.format(told=short), phrases.TURN_TO.format(where=area.ask_at)]
        return self.compose(ReplyKind.REFUSE, text, details, basis, state, state.today, 0.0)

    def dated_first(self, reply: Reply, years: Collection[int]) -> Reply:
        """A reply with numbers to who asked for `years`: led by its documents' day if none of it is of those years."""
        issued = max((citation.issued.year for citation in reply.citations), default=None)
        if reply.kind not in TELLING or issued is None or not years or min(years) <= issued:
            return reply
        days = {day.year for figure in reply.figures for day in (figure.first_day, figure.last_day) if day is not None}
        counts = any(Unit(figure.unit) in NUMERIC_UNITS for figure in reply.figures)
        names = any(map(partial(_names, reply.text), years))
        if not counts or names or days & set(years) or reply.short.startswith(_PAST_BEGINS):
            return reply
        dated = self._dated(min(citation.document for citation in reply.citations))
        lead, old = phrases.PAST.format(dated=dated), phrases.OLD.format(dated=dated)
        text = "\n".join(line for line in reply.text.split("\n") if line != old)
        return replace(reply, text=f"{lead}{text}", short=f"{lead}{reply.short}",
                       notices=tuple(notice for notice in reply.notices if notice != old))

    def _past(self, basis: Basis) -> str:
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
        return found.dated.split("(")[0] if found.dated else day_in_words(found.issued)


def first_day(basis: Basis) -> str:
    """The first day on which anything that has not begun is in force, in words."""
    return day_in_words(min(value.first_day for value in basis.future if value.first_day))


def _names(text: str, year: int) -> bool:
    """Whether a text names a year, in digits or in characters."""
    return any(f"{words}年" in text for words in (str(year), str(year).translate(_IN_CHARACTERS)))
