"""An honest no, and the question back for which of several matters is meant where nothing was chosen."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue import phrases
from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.choosing.weighing import fitted_weights
from assistant.dialogue.gathering.timing import day_asked
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import Reply, ReplyKind
from assistant.dialogue.state import CallState
from assistant.dialogue.telling.composing import Composer
from assistant.dialogue.wording import Writer
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement

# The name of a matter is so long; of up to so many items that bear it so many are offered.
SHORTEST_NAME, LONGEST_NAME = 2, 6
MOST_NAMED, MOST_OFFERED = 30, 4


class Refuser:
    """Refuses on one knowledge."""

    def __init__(self, knowledge: Knowledge, writer: Writer, composer: Composer) -> None:
        self._knowledge, self._writer, self._composer = knowledge, writer, composer

    def refuse(self, phrase: str, choice: Choice, state: CallState) -> Reply:
        """A refusal in the words of `phrase`, with what comes near and where to turn."""
        area = self._knowledge.areas[state.area or ""]
        near = [f for f in choice.ranked[:3] if f.score >= fitted_weights().offer_from and f.item.kind != "outside"]
        details = []
        if near:
            details.append(phrases.NEAR.format(titles="、".join(f"“{f.item.title}”" for f in near)))
        details.append(phrases.TURN_TO.format(where=area.ask_at))
        state.options = tuple((f.item.title, f.item.title) for f in near)
        reply = self._composer.compose(ReplyKind.REFUSE, phrase.format(area=area.name), details, self._writer.basis(),
                                       state, state.today, 0.0)
        return replace(reply, options=tuple(f.item.title for f in near))

    def lacking(self, entry: Entry, sentence: str, heard: Understood, state: CallState) -> Reply:
        """A refusal in an entry's own sentence that tells that what is asked isn't known."""
        day, basis = day_asked(heard, state), self._writer.basis()
        short = self._writer.fill(sentence, entry.area, day, basis)
        where = phrases.TURN_TO.format(where=self._composer.home(entry, state).ask_at)
        state.turn_to(entry.id, entry.topic, day, follows=True)
        return self._composer.compose(ReplyKind.REFUSE, short, [where], basis, state, day, 0.0)

    def offer(self, heard: Understood, state: CallState) -> Reply | None:
        """A question back for what of a matter is meant, where its bare name is all that was said (慢特病)."""
        name = heard.matched.strip("?!,. ")
        if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or heard.asks or heard.quantities:
            return None
        lineage = self._knowledge.lineage(state.area or "")
        titles = [e.title for e in self._knowledge.entries.values()
                  if e.area in lineage and e.statement is not Statement.GAP and name in e.title]
        if not 1 < len(titles) <= MOST_NAMED:
            return None
        titles = titles[:MOST_OFFERED]
        state.asked, state.pending, state.options = "matter", heard.plain, tuple((t, t) for t in titles)
        reply = self._composer.compose(ReplyKind.CLARIFY, phrases.WHICH_MATTER.format(name=name), [],
                                       self._writer.basis(), state, state.today, 0.0)
        return replace(reply, options=tuple(titles))

    def of_whole_only(self, choice: Choice, heard: Understood, state: CallState) -> Reply | None:
        """A refusal where a number is asked of a district, or of a wider area, that the statistic says nothing of."""
        part, entry = heard.located.part, choice.entry
        if not part or entry is None or entry.statement is not Statement.STATISTIC:
            return None
        whole = self._knowledge.areas[entry.area]
        said = (entry.title, *entry.ask, entry.say.short, *entry.say.details, whole.name, *whole.aliases)
        if any(part.removesuffix("市").removesuffix("省") in words for words in said):
            return None
        return self.refuse(phrases.OF_WHOLE_ONLY.replace("{place}", part), choice, state)
