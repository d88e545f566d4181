"""The same subject for another group than it was told for: the entry that differs from the one told last in that alone.

Who asks so names the group and nothing else of his own (我爸是退休的,他呢; 我婆婆是居民的,她呢).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.hearing.asking import asks_together
from assistant.dialogue.hearing.aspects import asked_aspects, entry_aspects
from assistant.dialogue.hearing.conditions import ConditionFinder, contradicts, denied, stated
from assistant.dialogue.hearing.own_words import matter_words
from assistant.dialogue.hearing.understanding import Understood
from assistant.dialogue.reply import TELLING
from assistant.dialogue.state import CallState
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, Statement

Said = Mapping[str, tuple[str, ...]]
# As sure as what only varies a condition of what was told.
_SURE = 0.9
_LONGEST = 40
# The kinds of thing that the sibling must tell first if they are asked for.
_KINDS = frozenset(("money", "share", "count", "span", "date", "phone"))
# Both groups are asked about at once.
_SET_AGAINST = re.compile(r"一样|同样|相同|一致|区别|不同|[跟比和与同]|加|算[到进在]|连|一共|总共|合")
# The conditions that make a group of people.
_GROUPS = ("scheme", "status")
# What stands in a title or doesn't, whatever the group.
_BESIDE = re.compile(r"\(.*?\)|人员|医保|普通|城乡|的")
# What is said of people whose group is told.
_TELLING_OF_GROUP = (
    "没工作|没有工作|没上班|没单位|不上班|工人|在家|一直|农村|村里|种地|务农|没班上|还没|刚刚|今年|现在|如果|要是|换成|假如|"
    "呢边|那边|那头"
)


class OtherGroup:
    """Finds the entry of the same subject for another group; `implied` adds to conditions what they imply."""

    def __init__(self, knowledge: Knowledge, implied: Callable[[dict[str, tuple[str, ...]]], Said]) -> None:
        self._knowledge, self._implied = knowledge, implied
        self._conditions = ConditionFinder(knowledge.dimensions.values())

    def instead(self, choice: Choice, heard: Understood, state: CallState) -> Choice | None:
        """The sibling of the entry told last that holds for the group said now; None if nothing but that is asked."""
        entry, last = self._knowledge.entries.get(state.subject or ""), state.last_reply
        told = entry is not None and entry.statement is not Statement.GAP and last is not None and last.kind in TELLING
        if entry is None or not told or state.asked or not self._is_of_group_alone(heard, entry, state):
            return None
        said = self._implied(dict(stated(heard.conditions)))
        if not contradicts(entry.applies, said, denied(heard.conditions)):
            return None
        siblings = [e for e in self._siblings(entry) if not contradicts(e.applies, said, denied(heard.conditions))]
        if choice.entry is not None and choice.entry in siblings:
            of_another = choice.scheme is not None and choice.scheme.topic != entry.topic
            return replace(choice, scheme=None) if of_another else None
        asked = asked_aspects(heard.matched) & _KINDS
        asked |= {"share"} if "money" in asked else set()  # 多少 asks for either
        siblings = [e for e in siblings if not asked or asked & set(entry_aspects(e, self._knowledge)[0])]
        if not siblings or choice.outside:
            return None
        meant = max(siblings, key=lambda e: (sum(name in said for name in e.applies), e.id))
        return Choice(choice.ranked, _SURE, meant, follows=True)

    def _siblings(self, entry: Entry) -> list[Entry]:
        """The entries of the same topic and area that are called the same but for the groups in their titles."""
        bare = self._bare(entry)
        return [e for e in self._knowledge.entries.values()
                if e.area == entry.area and e.topic == entry.topic and e.id != entry.id
                and e.statement is entry.statement and self._bare(e) == bare]

    def _bare(self, entry: Entry) -> str:
        """An entry's title without the words for the group that it holds for."""
        title = entry.title
        for mention in reversed(self._conditions.find(title)):
            if mention.dimension in entry.applies and mention.dimension in _GROUPS:
                title = title[: mention.start] + title[mention.end :]
        return _BESIDE.sub("", title)

    @staticmethod
    def _is_of_group_alone(heard: Understood, entry: Entry, state: CallState) -> bool:
        """Whether an utterance names a group and no number, day or matter that the entry isn't about."""
        if not any(mention.dimension in _GROUPS for mention in heard.conditions) or len(heard.matched) > _LONGEST:
            return False
        if heard.sums or heard.dates or heard.located.areas or heard.corrects or heard.asks_why:
            return False
        if asks_together(heard) or _SET_AGAINST.search(heard.text):
            return False
        others = [mention for mention in heard.conditions if mention.dimension not in _GROUPS]
        if any(mention.words not in entry.title for mention in others):
            return False
        known = (entry.title, *entry.ask, *entry.keywords, entry.say.short, state.last_said,
                 *(mention.words for mention in heard.conditions))
        return not matter_words(heard, (*known, _TELLING_OF_GROUP))
