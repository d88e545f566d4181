"""Which dated thing of an area's documents a caller names: a start, a deadline, the day of a paper.

An event is named by the words of its figure's label and of the questions that only it answers. Calculates nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Figure, Statement, Unit
from assistant.policy.references import bare_id, placeholders, reference_in, whole_id

# How callers say that a paper was made, and how its figure does.
_PAPERS, _OF_PAPER = re.compile(r"(?:发|下)(?:文|发)(?!件)"), "成文"
# The day of a paper or a meeting is in entries of anything.
_OF_PAPERS = frozenset((Statement.BACKGROUND, Statement.STATISTIC))
# So much of what names an event its words must cover, and so much better than those of any other.
COVERED, CLEARLY = 0.5, 1.25
# What names it must weigh so much: a word that is in anything names nothing.
LEAST = 3.0
# A longer word is said if so many of its pairs of characters are.
OF_PAIRS = 0.5
_STARTS = re.compile(r"起始|开始|第一个月")
_ENDS = re.compile(r"截止|期限|最后|到期|结束")
# What figures of a period cover, and what a single caller told.
_COUNTED = re.compile(r"统计|听众")
_MONTH_IN_WORDS = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月[底末初]?前?")
_ASKS_WHEN = re.compile(r"什么时候|几时|哪[一]?天|哪个?月|几月|几号|时间|日期|到期|截止|期限|多久")


class Place(Enum):
    """Where in its month an event stands of which only the month is told."""

    BEGINNING = "月初"
    END = "月底"
    OPEN = ""


@dataclass(frozen=True)
class Event:
    """A dated thing: the first and last day that its figure tells (of a month both ends), and the entry that tells it.

    `place` is where in its month it stands, if only that is told.
    """

    figure: Figure
    first: date
    last: date
    entry: Entry | None
    place: Place

    @property
    def is_month(self) -> bool:
        """Whether only the month is told."""
        return self.first != self.last

    @property
    def day(self) -> date | None:
        """The day that counts; None if only the month is known, and nothing of its beginning or end."""
        if not self.is_month:
            return self.first
        return {Place.BEGINNING: self.first, Place.END: self.last, Place.OPEN: None}[self.place]

    @property
    def is_deadline(self) -> bool:
        """Whether something ends with it, or must be done by it."""
        return bool(_ENDS.search(self.figure.label))

    def is_meant_by(self, first: date, last: date) -> bool:
        """Whether a time that a caller told is this event's own."""
        return (first <= self.first and self.last <= last) or (first, last) == (self.last, self.last)


class Events:
    """The events of one knowledge, recognised by their words."""

    def __init__(self, knowledge: Knowledge, figures: Figures,
                 content_words: Callable[[str], list[tuple[str, float]]], standard: Callable[[str], str]) -> None:
        self._knowledge, self._figures, self._words, self._standard = knowledge, figures, content_words, standard
        self._of_area = lru_cache(maxsize=8)(self._events_of)

    def named(self, text: str, area: str, day: date, *, deadlines: bool = False) -> tuple[Event, float] | None:
        """The one event, or one of the `deadlines`, that a text names, and how clearly; None if none or several."""
        words = self._words(_PAPERS.sub(_OF_PAPER, text))
        whole = sum(weight for _, weight in words)
        told = [pair for pair in self._of_area(area, day) if pair[0].is_deadline or not deadlines]
        if not whole or not told:
            return None
        found = [{word for word, _ in words if _is_said(word, said)} for _, said in told]
        shared = Counter(word for said in found for word in said)
        ranked = sorted(((sum(w / shared[word] for word, w in words if word in said), number)
                         for number, said in enumerate(found)), reverse=True)
        (best, number), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
        covered = sum(weight for word, weight in words if word in found[number]) / whole
        if covered < COVERED or best < LEAST or best < CLEARLY * second:
            return None
        return told[number][0], best

    def is_named_by(self, text: str, event: Event, area: str, day: date) -> bool:
        """Whether most of what a text names is an event's own."""
        words = self._words(_PAPERS.sub(_OF_PAPER, text))
        said = next((said for other, said in self._of_area(area, day) if other is event), "")
        return sum(w for word, w in words if _is_said(word, said)) >= COVERED * sum(w for _, w in words)

    def names_anything(self, text: str) -> bool:
        """Whether a text has a word of several characters that tells what it is about."""
        return any(len(word) > 1 for word, _ in self._words(text))

    def of_entry(self, entry: Entry, area: str, day: date) -> tuple[Event, ...]:
        """The events that an entry tells first, else those that it tells at all."""
        ids = _dates_in(entry, _first(entry), self._knowledge) or _dates_in(entry, _all(entry), self._knowledge)
        return tuple(event for event, _ in self._of_area(area, day) if event.figure.id in ids)

    def of_answer(self, entry: Entry, asked: Iterable[str], area: str, day: date) -> tuple[Event, ...]:
        """The event that an entry tells first; of several the one of which what was asked says what only it has."""
        told = self.of_entry(entry, area, day)
        for question in asked if len(told) > 1 else ():
            labels = [event.figure.label for event in told]
            own = [event for event in told if any(
                pair in question and sum(pair in label for label in labels) == 1 for pair in pairs(event.figure.label))]
            if len(own) == 1:
                return tuple(own)
        return told

    def is_about(self, text: str, entry: Entry) -> bool:
        """Whether all that a text names is something that an entry speaks of."""
        said = self._standard(" ".join((entry.title, *entry.ask, entry.say.short)))
        return all(len(word) == 1 or _is_said(word, said) for word, _ in self._words(text))

    def _events_of(self, area: str, day: date) -> tuple[tuple[Event, str], ...]:
        areas = self._knowledge.lineage(area)
        entries = [entry for entry in self._knowledge.entries.values()
                   if entry.area in areas and entry.statement is not Statement.GAP]
        alone: dict[str, list[Entry]] = {}
        for entry in entries:
            ids = _dates_in(entry, _first(entry), self._knowledge)
            if len(ids) == 1:
                alone.setdefault(ids[0], []).append(entry)
        made = []
        for figure in self._knowledge.figures.values():
            if figure.id.split(".")[0] not in areas or not _is_dated(figure):
                continue
            values = {_in_numbers(value.value) for value in self._figures.on(figure.id, day).values}
            if len(values) != 1 or _COUNTED.search(figure.label):
                continue
            telling = alone.get(figure.id, [])
            own = [e for e in telling if _is_of_time(e)] or ([] if figure.statement in _OF_PAPERS else telling)
            words = self._standard(" ".join((figure.label, *(t for e in own for t in (e.title, *e.ask)))))
            made.append((_event(figure, values.pop(), own[0] if own else self._beside(figure, entries)), words))
        return tuple(made)

    def _beside(self, figure: Figure, entries: Iterable[Entry]) -> Entry | None:
        """The entry about times that tells an event beside others."""
        return next((e for texts in (_first, _all) for e in entries
                     if _is_of_time(e) and figure.id in _dates_in(e, texts(e), self._knowledge)), None)


def pairs(label: str) -> list[str]:
    """Each two characters on end of a label."""
    return [label[at : at + 2] for at in range(len(label) - 1)]


def _first(entry: Entry) -> tuple[str, ...]:
    return (entry.say.short,)


def _all(entry: Entry) -> tuple[str, ...]:
    return (entry.say.short, *entry.say.details)


def _is_of_time(entry: Entry) -> bool:
    """Whether an entry, or most ways of asking for it, ask when something is."""
    asks = sum(bool(_ASKS_WHEN.search(ask)) for ask in entry.ask)
    return bool(_ASKS_WHEN.search(entry.title)) or 2 * asks > len(entry.ask)


def _event(figure: Figure, value: str, entry: Entry | None) -> Event:
    parts = [int(part) for part in value.split("-")]
    if len(parts) > 2:
        day = date(*parts)
        return Event(figure, day, day, entry, Place.OPEN)
    year, month = parts[:2]
    place = (Place.END if _ENDS.search(figure.label) else Place.BEGINNING if _STARTS.search(figure.label)
             else Place.OPEN)
    return Event(figure, date(year, month, 1), date(year, month, monthrange(year, month)[1]), entry, place)


def _dates_in(entry: Entry, texts: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of the dated figures that are written into an entry's sentences, each once."""
    ids = dict.fromkeys(bare_id(whole_id(reference_in(match), entry.area, knowledge.figures))
                        for text in texts for match in placeholders(text))
    return tuple(id_ for id_ in ids if _is_dated(knowledge.figures[id_]))


def _is_dated(figure: Figure) -> bool:
    """Whether a figure is a day or a month, be it written as a text."""
    dated = figure.unit in (Unit.DATE, Unit.MONTH)
    return dated or (figure.unit is Unit.TEXT and bool(figure.values) and all(
        _MONTH_IN_WORDS.fullmatch(value.value) for value in figure.values))


def _in_numbers(value: str) -> str:
    """A month that is written in words as 2021-08; anything else as it is."""
    written = _MONTH_IN_WORDS.fullmatch(value)
    return f"{written['year']}-{int(written['month']):02}" if written else value


def _is_said(word: str, text: str) -> bool:
    """Whether a text has a word, or of a longer one most pairs of its characters."""
    pairs = [word[at : at + 2] for at in range(len(word) - 1)] if len(word) > 2 else []
    return word in text or (bool(pairs) and sum(pair in text for pair in pairs) > OF_PAIRS * len(pairs))
