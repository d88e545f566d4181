"""Finds the place names of a gazetteer in an utterance: the longest at each place, none overlapping.

Knows nothing of which places the knowledge covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.text.words import Words

# What a name that is told in short may be followed by and still be the same place.
_KIND = re.compile(
    r"(?:[壮回藏苗侗彝白傣]族|维吾尔)?自治[区州县]|特别行政区|地区(?!的?医)|省(?![里内外级市直钱下])|市(?![里内外级县区直场民中])"
    r"|县(?![里内外级城医人中])|盟|州(?=市)"
)
# After these a name isn't the place but a street, a dish or a language.
_SOMETHING_ELSE = re.compile(r"[东西南北中]?(?:路|街|大道)|话(?=[说讲])|菜(?!市)")


@dataclass(frozen=True)
class PlaceMention:
    """A place spoken of; `name` is the gazetteer's spelling, `text[start:end]` what was said."""

    name: str
    start: int
    end: int


class Gazetteer:
    """The places that are recognised, as people call them (烟台), or whole where the short name is a common word."""

    def __init__(self, names: Iterable[str], words: Words | None = None) -> None:
        """Take the names; with `words`, a name that ordinary words claim (上高 in 以上高血压) isn't found."""
        self._names = frozenset(name for name in names if len(name) > 1)
        self._words = words
        self._longest: dict[str, int] = {}
        for name in self._names:
            self._longest[name[0]] = max(len(name), self._longest.get(name[0], 0))

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted, so that a dictionary of words can take them in."""
        return tuple(sorted(self._names))

    def find(self, text: str) -> tuple[PlaceMention, ...]:
        """Return the places in a normalised text, in order."""
        found: list[PlaceMention] = []
        edges: set[int] | None = None
        at = 0
        while at < len(text):
            name = self._longest_at(text, at)
            if name is None:
                at += 1
                continue
            if edges is None:
                edges = self._edges(text)
            end = at + len(name)
            if at in edges and end in edges and not _SOMETHING_ELSE.match(text, end):
                kind = _KIND.match(text, end)
                found.append(PlaceMention(name, at, kind.end() if kind else end))
                at = found[-1].end
            else:
                at += 1
        return tuple(found)

    def _longest_at(self, text: str, at: int) -> str | None:
        for length in range(min(self._longest.get(text[at], 0), len(text) - at), 1, -1):
            if text[at : at + length] in self._names:
                return text[at : at + length]
        return None

    def _edges(self, text: str) -> set[int]:
        """Where a name may begin or end: anywhere, or between two words and inside a word that is longer than both."""
        if self._words is None:
            return set(range(len(text) + 1))
        edges, at = {0}, 0
        for word in self._words.cut(text):
            # A word may hold a name whole, at its head or end: 江门市, 广东省, 山东人.
            edges |= {at, at + len(word)} | self._inner_edges(word, at)
            at += len(word)
        return edges

    def _inner_edges(self, word: str, at: int) -> set[int]:
        if len(word) < 3:
            return set()
        found = set()
        for start in range(len(word)):
            name = self._longest_at(word, start)
            if name and (start == 0 or start + len(name) == len(word)):
                found |= {at + start, at + start + len(name)}
        return found
