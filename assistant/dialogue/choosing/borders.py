"""Where the knowledge ends: subjects that are no business of it, and matters that only other cities' documents have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.dialogue.choosing.finding import Finder, Found
from assistant.dialogue.choosing.ranking import LONG_STORY
from assistant.dialogue.choosing.weighing import Weights
from assistant.dialogue.hearing.introducing import introduces
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.knowledge import Knowledge

# What comes before the caller's own trade.
_LIVELIHOOD = re.compile(r"(?:我|俺|咱|我们)(?:本身|自己|以前)?(?:是|做|干|在做|卖|系)(?:个|一个)?[^,.?!;]{0,4}$")

# What the caller lacks isn't what is asked about (没有退休金的老人看门诊报几成).
_LACKED = re.compile(r"(?:没有?|冇|无)$")

# What somebody lives on, told by the way before the question (每月拿三千块退休金,看牙报多少).
_LIVED_ON = re.compile(r"(?:拿|领|靠|吃|有)[^,.?!;]{0,8}$")
_TOLD_BY_THE_WAY = re.compile(r"的?[,.;].")
_WITH_ITS_SUM = re.compile(r"(?:每个?月|是|有|得)?[\d.一二两三四五六七八九十百千万几多]+[元块]?[,.;].")

# What may stand between the parts of a word (我*余额).
_BETWEEN, _WHATEVER = "*", r"[^,.;?!]{0,8}?"

# An outside subject must lead what the knowledge could tell by so much.
OUTSIDE_LEAD = 0.05

# From this score on, what the question is about is beyond doubt.
BEYOND_DOUBT = 0.75


class Borders:
    """Knows the borders of one knowledge."""

    def __init__(self, knowledge: Knowledge, finder: Finder, weights: Weights) -> None:
        self._knowledge, self._finder, self._w = knowledge, finder, weights

    def outside(self, heard: Understood) -> str | None:
        """What is said of a subject that is no business of the knowledge; None for policy."""
        return self.outside_among(heard, self._finder.find(heard.matched, None))

    def outside_among(self, heard: Understood, ranked: Sequence[Found]) -> str | None:
        """The same by what was found, best first: an outside subject leads, or a word of one falls.

        Who only says what somebody is (俺爹是低保户) is yet to ask.
        """
        policy = [f for f in ranked if f.item.kind != "outside"]
        by_itself = self._by_itself(heard)
        if by_itself is not None:
            return by_itself
        only_tells = bool(heard.mentions) and introduces(heard)
        if not only_tells and ranked and ranked[0].item.kind == "outside" and ranked[0].score >= self._w.answer_from:
            rival = policy[0].score if policy else 0.0
            if rival < self._w.answer_from or ranked[0].score - rival > OUTSIDE_LEAD:
                return self._knowledge.outside[ranked[0].item.id].say
        return self._by_word(heard, policy)

    def _by_itself(self, heard: Understood) -> str | None:
        """What is said of an outside subject by a word of its own that leads, whatever was spoken of before."""
        found = self._finder.find(heard.matched, None)
        first = found[0] if found else None
        if first is None or first.item.kind != "outside" or first.score < self._w.offer_from:
            return None
        outside = self._knowledge.outside[first.item.id]
        rival = max((f.score for f in found if f.item.kind != "outside"), default=0.0)
        falls = any(_falls(word, heard.text, sure=False, beyond_doubt=False) for word in outside.words)
        return outside.say if falls and first.score - rival > OUTSIDE_LEAD else None

    def _by_word(self, heard: Understood, ranked: Sequence[Found]) -> str | None:
        """What is said when a word of an outside subject falls that the best items don't speak of."""
        text = heard.last_questions if len(heard.matched) >= LONG_STORY else heard.text
        best = ranked[0].score if ranked else 0.0
        sure, beyond_doubt = best >= self._w.answer_from, best >= BEYOND_DOUBT
        for outside in self._knowledge.outside.values():
            for word in outside.words:
                if _falls(word, text, sure, beyond_doubt) and not any(self._speaks_of(f, word) for f in ranked[:2]):
                    return outside.say
        return None

    def _speaks_of(self, found: Found, word: str) -> bool:
        """Whether an item's own wordings have all parts of a word."""
        return all(self._finder.speaks_of(found, part) for part in word.split(_BETWEEN))

    def is_policy(self, heard: Understood) -> bool:
        """Whether anything in the knowledge of any city comes near what was said."""
        for area in self._knowledge.covered_areas():
            ranked = self._finder.find(heard.matched, self._knowledge.lineage(area.id))
            if ranked and ranked[0].item.kind != "outside" and ranked[0].score >= self._w.offer_from:
                return True
        return False

    def is_foreign(self, heard: Understood, area: str, score: float) -> bool:
        """Whether another city's wording fits so much better that this city's documents lack the matter."""
        if score >= self._w.foreign_sure:
            return False
        own = self._knowledge.lineage(area)
        covered = [id_ for a in self._knowledge.covered_areas() for id_ in self._knowledge.lineage(a.id)]
        others = [id_ for id_ in dict.fromkeys(covered) if id_ not in own]
        found = [f for f in self._finder.find(heard.matched, others) if f.item.kind != "outside"]
        if not found:
            return False
        return found[0].score - score > self._w.foreign_margin and found[0].score >= self._w.foreign_fits


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(_WHATEVER.join(map(re.escape, word.split(_BETWEEN))))


def _falls(word: str, text: str, sure: bool, beyond_doubt: bool) -> bool:
    """Whether a word falls other than as what the caller does, lacks (if `sure`) or lives on (if `beyond_doubt`)."""
    for match in _pattern(word).finditer(text):
        before = text[: match.start()]
        by_the_way = _LIVED_ON.search(before) and _TOLD_BY_THE_WAY.match(text, match.end())
        lived_on = by_the_way or _WITH_ITS_SUM.match(text, match.end())
        if not (_LIVELIHOOD.search(before) or (sure and _LACKED.search(before)) or (beyond_doubt and lived_on)):
            return True
    return False
