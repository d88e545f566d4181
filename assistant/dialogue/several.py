"""Several questions in one utterance: an entry for each."""

from __future__ import annotations

import re

from assistant.dialogue.conditions import ConditionFinder, denied, stated
from assistant.dialogue.finding import Found
from assistant.dialogue.ranking import Ranker, Said
from assistant.dialogue.state import CallState
from assistant.dialogue.understanding import Understood
from assistant.dialogue.weighing import Weights
from assistant.dialogue.years import Years
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement

# A shorter part of an utterance asks for nothing by itself.
SHORTEST_PART = 4


class SeveralQuestions:
    """Finds entries for the parts of an utterance."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker, years: Years, weights: Weights) -> None:
        self._knowledge, self._ranker, self._years, self._w = knowledge, ranker, years, weights
        self._conditions = ConditionFinder(knowledge.dimensions.values())

    def further(self, heard: Understood, area: str, chosen: Entry, state: CallState) -> tuple[Entry, ...]:
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

    def of_each_part(self, heard: Understood, area: str, state: CallState) -> tuple[Entry, ...]:
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

    def _entries_for(self, part: str, area: str, said: Said, not_said: Said) -> list[Found]:
        """The entries that fit a part of an utterance, best first."""
        return [f for f in self._ranker.finder.find(part, self._knowledge.lineage(area))
                if f.item.kind == "entry" and not self._ranker.vetoed(f, said, not_said)]
