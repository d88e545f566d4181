"""The entry that sets two shares of one matter against each other, where it is asked how many points apart they are.

Each of the two has an entry of its own, which fits as many words of such a question. Works nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.asking import asks_points
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.figures import Figures
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Figure, Statement, Unit
from assistant.policy.references import bare_id, placeholders, reference_in, whole_id

# The comparison or its other figure must be spoken of at least so much.
_SPOKEN_OF_FROM = 0.1
_TAKEN_OFF = " - "


class DifferenceTold:
    """Finds entries that tell a difference, in one knowledge."""

    def __init__(self, knowledge: Knowledge, figures: Figures) -> None:
        self._knowledge, self._figures = knowledge, figures

    def instead(self, choice: Choice, heard: Understood) -> Choice:
        """The choice, or where its distance from another share is asked for, the one entry that tells it."""
        told = choice.entry
        if told is None or told.statement is not Statement.STATISTIC or choice.scheme or choice.follows:
            return choice
        if not asks_points(heard):
            return choice
        score = {f.item.id: f.score for f in choice.ranked}
        found: dict[str, tuple[Entry, str]] = {}
        for entry in self._beside(told, choice):
            for figure, sentence in self._differences(entry):
                if figure.unit is Unit.POINTS and self._is_spoken_of(figure, entry, told, score):
                    found[entry.id] = (entry, sentence)
        if len(found) != 1:
            return choice
        entry, sentence = next(iter(found.values()))
        if entry is told:
            return choice  # it is told with the rest of it
        return replace(choice, entry=entry, sentence=sentence, more=(), near=frozenset())

    def _beside(self, told: Entry, choice: Choice) -> list[Entry]:
        """The entry chosen and the others of its topic that were found."""
        ranked = (self._knowledge.entries.get(f.item.id) for f in choice.ranked)
        return [told, *(e for e in ranked if e and e is not told and (e.topic, e.area) == (told.topic, told.area))]

    def _differences(self, entry: Entry) -> list[tuple[Figure, str]]:
        """The differences of two figures of its first sentence that an entry tells behind it, with their sentences."""
        first = set(self._ids((entry.say.short,), entry))
        return [(figure, text) for text in entry.say.details for id_ in self._ids((text,), entry)
                if _TAKEN_OFF in ((figure := self._knowledge.figures[id_]).derive or "")
                and len(parts := self._parts(figure)) == len(first & parts) == 2]

    def _is_spoken_of(self, difference: Figure, entry: Entry, told: Entry, score: dict[str, float]) -> bool:
        """Whether one of a difference's two figures is told by what was chosen, and the other is spoken of, too."""
        parts = self._parts(difference)
        own = parts & set(self._ids((told.say.short,), told))
        others = [id_ for id_ in score if (other := self._knowledge.entries.get(id_))
                  and (parts - own) & set(self._ids((other.say.short,), other))]
        spoken_of = max((score[id_] for id_ in (*others, entry.id) if id_ in score), default=0.0)
        return bool(own) and spoken_of >= _SPOKEN_OF_FROM

    def _parts(self, figure: Figure) -> set[str]:
        return {bare_id(operand) for operand in self._figures.operands(figure)}

    def _ids(self, texts: Iterable[str], entry: Entry) -> list[str]:
        """The figures that sentences of an entry tell."""
        return [bare_id(whole_id(reference_in(match), entry.area, self._knowledge.figures))
                for text in texts for match in placeholders(text)]
