"""What nobody has stated: an amount per day for which the caller has only told a wage.

Knows which calculators go by an amount per day, not what else they take.
"""

from __future__ import annotations

import re

from assistant.dialogue.choosing.choice import Choice
from assistant.dialogue.gathering.periods import goes_by_day, without_other_periods
from assistant.dialogue.hearing.understanding import Understood
from assistant.policy.knowledge import Knowledge
from assistant.policy.model import Entry, SchemeShape, Statement

# What comes to the caller is asked for, not for how long.
_GETS = re.compile(
    r"(?:发|领|拿|给|得|到手|攞|畀|俾|有|是|合|算)[^,.?!;]{0,5}?(?:多少|几多|几个?钱|几块|好多)(?!天|日|个?月)|多少钱|几多钱|几个钱")
# A gap is that of a calculator if they have so many keywords in common.
_IN_COMMON = 2


def gap_of_day(choice: Choice, heard: Understood, knowledge: Knowledge) -> Entry | None:
    """The gap to tell in place of a calculation by the day for which only a wage was told; None if that isn't so."""
    chosen = choice.scheme or choice.entry
    if chosen is None or not heard.sums or not _GETS.search(heard.text):
        return None
    daily = [s for s in knowledge.schemes.values()
             if (s.area, s.topic) == (chosen.area, chosen.topic) and goes_by_day(s.facts)]
    for scheme in daily:
        meant = scheme is chosen or any(word in heard.text for word in scheme.about)
        if meant and not without_other_periods(heard.sums, scheme.facts, heard):
            return _gap(scheme, knowledge)
    return None


def _gap(scheme: SchemeShape, knowledge: Knowledge) -> Entry | None:
    """The gap of a calculator's topic that is about the same."""
    near = [(len(set(entry.keywords) & set(scheme.keywords)), entry) for entry in knowledge.entries.values()
            if entry.statement is Statement.GAP and (entry.area, entry.topic) == (scheme.area, scheme.topic)]
    common, gap = max(near, key=lambda pair: pair[0], default=(0, None))
    return gap if common >= _IN_COMMON else None
