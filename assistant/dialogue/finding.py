"""Finds what an utterance may be asking: entries, calculators and outside subjects, with a score in 0 to 1.

Retrieval and the comparison of wordings are the search package's; here they are joined with what the
words of an item cover. Conditions are not scored: they veto, elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.dialogue.catalog import Catalog, Item
from assistant.search import Index
from assistant.search.features import NAMES, compare

_LIMIT = 160
_COLUMN = {name: number for number, name in enumerate(NAMES)}
_WORDING = {
    "cosine_word": 0.30,
    "cosine_pair": 0.26,
    "cosine_sound_pair": 0.16,
    "query_share_word": 0.16,
    "text_indel": 0.12,
}
_COVER = 0.34


class Kind(StrEnum):
    """What an item is."""

    ENTRY = "entry"
    SCHEME = "scheme"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Found:
    """An item that may answer, how well it fits, and the wording of it that fits best."""

    item: Item
    score: float
    question: str
    cover: float
    wording: float


class Finder:
    """Looks utterances up in the catalog of one knowledge."""

    def __init__(self, catalog: Catalog, index: Index) -> None:
        self._catalog = catalog
        self._index = index

    def find(self, text: str, areas: Iterable[str] | None, context: Mapping[str, float] | None = None) -> list[Found]:
        """Items of the areas (None: all) and the outside subjects, best first."""
        partitions = self._catalog.partitions(areas)
        if not text.strip():
            return []
        candidates = self._index.search(text, partitions, _LIMIT)
        if not len(candidates):
            return []
        compared = compare(candidates)
        best: dict[int, tuple[float, int]] = {}
        for row, place in enumerate(candidates.places.tolist()):
            wording = sum(weight * float(compared[row, _COLUMN[name]]) for name, weight in _WORDING.items())
            owner = self._index.owner(place)
            if owner not in best or wording > best[owner][0]:
                best[owner] = (wording, self._index.question(place))
        words = self._catalog.content_words(text)
        found = [self._found(owner, wording, question, words, context or {})
                 for owner, (wording, question) in best.items()]
        return sorted(found, key=lambda f: (-f.score, f.item.id))

    def _found(self, owner: int, wording: float, question: int, words: Sequence[tuple[str, float]],
               context: Mapping[str, float]) -> Found:
        item = self._catalog.items[owner]
        cover = self._catalog.cover(owner, words)
        score = (1 - _COVER) * wording + _COVER * cover + context.get(item.id, 0.0)
        score = 1 / (1 + math.exp(-8.0 * (score - 0.5)))
        return Found(item, score, self._catalog.questions[question], cover, wording)
