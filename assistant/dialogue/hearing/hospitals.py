"""Hospitals named without their level (人民医院, 中心医院): what level was told before is none of theirs.

Knows how hospitals are called. Knows no policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.hearing.conditions import Mention

LEVEL = "level"
_UNRANKED = re.compile(
    r"(?<![镇乡])(?:(?:第[一二三四五])?人民医院|中心医院|市(?:第?[一二三四五])?医?院|第[一二三四五]医院|中医院|妇幼(?:保健院?|医院)?|附属医院|大医院|大的?医院|协和)"
)
# Another place is set beside the one before.
_OR = re.compile(r"或者?|还是|定系|抑或|[和跟同与、,]|比|对比")
_FAR = 12
# A level by itself, not a kind of place that has it.
_BARE = re.compile(r"[一二三]级(?:甲等)?|[二三][甲乙]|[未无没].*")


def names_unranked(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a hospital is named of whose level nothing is said with it."""
    levels = [m for m in mentions if m.dimension == LEVEL and not m.negated and m.start < len(text)]
    return any(not any(_belongs(m, found, text) for m in levels) for found in _UNRANKED.finditer(text))


def without_level_beside(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The conditions without the level of a place that stands beside a hospital of none (卫生站或者人民医院)."""
    named = list(_UNRANKED.finditer(text))
    levels = [m for m in mentions if m.dimension == LEVEL and not _BARE.fullmatch(m.words)]
    if not named or len({m.value for m in levels}) != 1 or not names_unranked(text, mentions):
        return mentions
    beside = any(_OR.fullmatch(_between(m, found, text).strip("去到在嘅的那看睇门诊我")) for m in levels
                 for found in named)
    return tuple(m for m in mentions if m not in levels) if beside else mentions


def _belongs(mention: Mention, found: re.Match[str], text: str) -> bool:
    """Whether a level is said of a hospital: in its name, or beside it with nothing that tells them apart."""
    if _BARE.fullmatch(mention.words):
        return True
    between = _between(mention, found, text)
    return len(between) < _FAR and not _OR.search(between)


def _between(mention: Mention, found: re.Match[str], text: str) -> str:
    return text[min(mention.end, found.end()) : max(mention.start, found.start())]
