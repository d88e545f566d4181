"""The same matter at another time, which is all that a follow-up names (下年呢, 而家呢, 八月买的呢).

Entries tell one figure of one time each; the one whose time is asked for goes before the one told last.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.timing import day_asked, names_present, names_time
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.state import CallState
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement
from assistant.policy.references import FigureReference, placeholders, read_reference, reference_in, whole_id

# As sure as what only goes on about what was told.
_SURE = 0.9
# A time is named in so many characters.
_LONGEST = 14


class OtherTime:
    """Finds what tells of the time asked for, in one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures) -> None:
        self._knowledge, self._figures = knowledge, figures

    def instead(self, choice: Choice, heard: Understood, state: CallState) -> Choice:
        """The choice, or the entry that tells the figures told last as they are at the time that is asked for."""
        told = self._knowledge.entries.get(state.subject or "")
        if told is None or choice.outside or choice.foreign or not _only_names_time(heard):
            return choice
        day, own = day_asked(heard, state), self._references(told)
        ids = {reference.id for reference in own if reference.day}
        if not ids:
            return choice
        near = [told, *(e for e in self._knowledge.entries.values() if e is not told and _is_beside(e, told))]
        fitting = [e for e in near if (of := self._references(e, ids)) and self._are_of(of, day)]
        if not fitting:
            return choice
        best = max(fitting, key=lambda e: len({reference.id for reference in self._references(e, ids)}))
        return Choice(choice.ranked, _SURE, best, follows=True)

    def _references(self, entry: Entry, ids: Iterable[str] = ()) -> list[FigureReference]:
        """The figures in an entry's first sentence, those with these ids if any are given."""
        figures = self._knowledge.figures
        found = [read_reference(whole_id(reference_in(match), entry.area, figures))
                 for match in placeholders(entry.say.short)]
        return [reference for reference in found if not ids or reference.id in ids]

    def _are_of(self, references: list[FigureReference], day: date) -> bool:
        """Whether each of the figures is told of one time, in which this day is."""
        if len({reference.id for reference in references}) < len({(r.id, r.day) for r in references}):
            return False
        return all(reference.day is None or self._is_alike(reference, day) for reference in references)

    def _is_alike(self, reference: FigureReference, day: date) -> bool:
        """Whether the value that a reference means is still in force on a day."""
        meant = self._figures.on(str(reference), day)
        now = self._figures.on(str(FigureReference(reference.id, day, reference.name)), day)
        return now.current and meant.values == now.values


def _only_names_time(heard: Understood) -> bool:
    """Whether an utterance asks nothing but how it is at another time."""
    timed = names_time(heard) or names_present(heard)
    brief = heard.elliptical and len(heard.matched) <= _LONGEST
    return timed and brief and not heard.quantities and not heard.corrects


def _is_beside(entry: Entry, told: Entry) -> bool:
    """Whether an entry tells something of the same topic, for the same people."""
    alike = entry.applies == told.applies or not entry.applies or not told.applies
    return (entry.topic, entry.area) == (told.topic, told.area) and entry.statement is not Statement.GAP and alike
