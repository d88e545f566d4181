"""Finds what an utterance may be asking: entries, calculators and outside subjects, each with a score.

Retrieval and the comparison of wordings are the search package's. Here an item's best wordings, the
words it covers and how it stands to its rivals become one score in 0 to 1, by weights that
`benchmarks/fit_relevance.py` fits. Conditions are not scored: they veto, elsewhere.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assistant.dialogue.choosing.catalog import OUTSIDE, Catalog, Item
from assistant.dialogue.hearing.aspects import asked_aspects
from assistant.search import Candidates, Index, Meanings
from assistant.search.features import NAMES, compare
from assistant.search.ranking import network_scores

_LIMIT = 200
_COMPARED = (
    "cosine_word", "cosine_pair", "cosine_sound_pair", "query_share_word", "query_share_pair",
    "candidate_share_word", "candidate_share_pair", "candidate_share_sound_pair", "text_indel", "longest_run",
)
_COLUMNS = [NAMES.index(name) for name in _COMPARED]
_ROUGH = np.array([0.22, 0.2, 0.12, 0.1, 0.05, 0.1, 0.06, 0.03, 0.12, 0.0])
_KEPT = 40
_PLAIN = (
    *(f"best_{name}" for name in _COMPARED), *(f"most_{name}" for name in _COMPARED), "mean_rough", "cover",
    "title_share", "rough_gap", "cover_gap", "length", "known_words",
    "network", "network_gap", "aspect_short", "aspect_any", "aspect_missing",
)
# In a long story the same agreement means more: these count again in proportion to its length.
_BY_LENGTH = ("length", "most_cosine_pair", "most_candidate_share_pair", "most_query_share_pair", "cover",
              "mean_rough", "rough_gap", "cover_gap", "network_gap")
# A clear lead counts for more than twice a small one.
_SQUARED = ("mean_rough", "rough_gap", "cover_gap")
FEATURES = (*_PLAIN, *(f"{name}_by_length" for name in _BY_LENGTH), *(f"{name}_squared" for name in _SQUARED))
_AT = {name: number for number, name in enumerate(_PLAIN)}


# How many wordings that are nearest in meaning become candidates.
_NEAREST = 20
BY_MEANING = "meaning"
# A word from this length on may be a name.
_NAME_FROM = 3
# Log-odds taken off, for the share of what is said that the knowledge has no word for, from this share on.
STRANGE, STRANGE_FROM = 8.0, 0.2


@dataclass(frozen=True)
class Found:
    """An item that may answer, how well it fits (0 to 1), and the wording of it that fits best."""

    item: Item
    score: float
    question: str
    features: tuple[float, ...] = ()


@dataclass(frozen=True)
class Nearness:
    """How near items are in meaning: `cosines` by owner (None: not compared), and the owners that lead."""

    cosines: NDArray[np.float64] | None = None
    leading: frozenset[int] = frozenset()

    def of(self, owners: Sequence[int]) -> NDArray[np.float64]:
        """The feature, (n_owners,): how much nearer an owner is than those that lead are on average."""
        assert self.cosines is not None
        level = self.cosines[sorted(self.leading)].mean() if self.leading else 0.0
        return self.cosines[owners] - level


class Finder:
    """Looks utterances up in the catalog of one knowledge, by words and, where `meanings` are given, by meaning too."""

    def __init__(self, catalog: Catalog, index: Index, meanings: Meanings | None = None) -> None:
        self._catalog = catalog
        self._index = index
        self._meanings = meanings
        self._owners = {item.id: number for number, item in enumerate(catalog.items)}
        self._owner_of = np.array(catalog.owners, np.int64)

    def find(self, text: str, areas: Iterable[str] | None, context: Mapping[str, float] | None = None) -> list[Found]:
        """Items of the areas (None: all) and the outside subjects, best first.

        Args:
            text: The utterance in standard wording, without city and amounts.
            areas: The areas whose items count.
            context: What the call so far adds to an item's log-odds, by item id.
        """
        owners, questions, features = self._compared(text, areas)
        if not owners:
            return []
        strange = max(0.0, self._catalog.strange_share(self._catalog.content_words(text)) - STRANGE_FROM)
        weights, bias = _fitted(self._meanings is not None)
        scores = features @ weights + bias
        found = []
        for number, owner in enumerate(owners):
            item = self._catalog.items[owner]
            odds = float(scores[number]) + (context or {}).get(item.id, 0.0)
            odds -= STRANGE * strange if item.kind != OUTSIDE else 0.0
            found.append(Found(item, 1 / (1 + math.exp(-odds)), self._catalog.questions[questions[number]],
                               tuple(features[number].tolist())))
        return sorted(found, key=lambda f: (-f.score, f.item.id))

    def item(self, id_: str) -> Item:
        """What the catalog knows of an item; raises KeyError for an unknown id."""
        return self._catalog.items[self._owners[id_]]

    def speaks_of(self, found: Found, word: str) -> bool:
        """Whether an item's own wordings have the word."""
        return word in found.question or word in found.item.title

    def content_words(self, text: str) -> tuple[str, ...]:
        """The words of a text that tell what it is about."""
        return tuple(word for word, _ in self._catalog.content_words(text))

    def rarest_name(self, text: str) -> str | None:
        """The longer word of a text that the fewest items have, if any has it: a name rather than a word of many."""
        words = [(weight, word) for word, weight in self._catalog.content_words(text)
                 if len(word) >= _NAME_FROM and self._catalog.strange_share([(word, 1.0)]) == 0.0]
        return max(words)[1] if words else None

    def covers(self, item: str, words: Iterable[str]) -> bool:
        """Whether an item's wordings or what it tells have one of the words; raises KeyError for an unknown id."""
        owner = self._owners[item]
        return self._catalog.cover(owner, [(word, 1.0) for word in words]) > 0

    def has_content(self, text: str) -> bool:
        """Whether any word of the text tells what it is about."""
        return bool(self._catalog.content_words(text))

    def _compared(self, text: str, areas: Iterable[str] | None) -> tuple[list[int], list[int], NDArray[np.float64]]:
        """Owners, their best question and the features of each: `FEATURES`, then `BY_MEANING` if that is compared."""
        nothing = np.empty((0, len(FEATURES)))
        if not text.strip():
            return [], [], nothing
        candidates = self._index.search(text, self._catalog.partitions(areas), _LIMIT)
        if not len(candidates):
            return [], [], nothing
        candidates, near = self._by_meaning(candidates, text, areas)
        everything = compare(candidates)
        compared = everything[:, _COLUMNS].astype(np.float64)
        rough = compared @ _ROUGH
        network = network_scores(everything)
        rows: dict[int, list[int]] = {}
        for row, place in enumerate(candidates.places.tolist()):
            rows.setdefault(self._index.owner(place), []).append(row)
        ordered = sorted(rows, key=lambda o: -max(rough[rows[o]]))
        owners = ordered[:_KEPT] + [owner for owner in ordered[_KEPT:] if owner in near.leading]
        words = self._catalog.content_words(text)
        asked = asked_aspects(text)
        features = np.array([
            [*self._item(owner, rows[owner], compared, rough, words), float(network[rows[owner]].max()), 0.0,
             *self._aspects(owner, asked)]
            for owner in owners
        ])
        self._add_relative(features, text, words)
        features = _with_products(features)
        if near.cosines is not None:
            features = np.column_stack([features, near.of(owners)])
        best = [self._index.question(int(candidates.places[max(rows[o], key=lambda r: rough[r])])) for o in owners]
        return owners, best, features

    def _by_meaning(self, candidates: Candidates, text: str,
                    areas: Iterable[str] | None) -> tuple[Candidates, Nearness]:
        """The candidates with the wordings nearest in meaning among them, and how near each item is."""
        if self._meanings is None:
            return candidates, Nearness()
        numbers, cosines = self._meanings.compare(text, self._catalog.partitions(areas))
        owners = self._owner_of[numbers]
        best = np.zeros(len(self._catalog.items))
        np.maximum.at(best, owners, cosines.astype(np.float64))
        leading = np.argsort(-cosines, kind="stable")[:_NEAREST]
        near = Nearness(best, frozenset(owners[leading].tolist()))
        return self._index.widened(candidates, numbers[leading].tolist()), near

    def _item(self, owner: int, rows: Sequence[int], compared: NDArray[np.float64], rough: NDArray[np.float64],
              words: Sequence[tuple[str, float]]) -> list[float]:
        own = compared[rows]
        best = int(np.argmax(rough[rows]))
        mean = float(np.sort(rough[rows])[::-1][:3].sum() / 3)
        cover = self._catalog.cover(owner, words)
        title = self._catalog.title_cover(owner, words)
        return [*own[best].tolist(), *own.max(axis=0).tolist(), mean, cover, title, 0.0, 0.0, 0.0, 0.0]

    def _aspects(self, owner: int, asked: frozenset[str]) -> tuple[float, float, float]:
        """Whether the item tells the kind of thing asked for: in its first sentence, anywhere, or not at all."""
        short, told = self._catalog.items[owner].aspects
        if not asked:
            return 0.0, 0.0, 0.0
        return float(bool(asked & set(short))), float(bool(asked & set(told))), float(not asked & set(told))

    @staticmethod
    def _add_relative(features: NDArray[np.float64], text: str, words: Sequence[tuple[str, float]]) -> None:
        """How each item stands to its best rival, and how long and how known the utterance is."""
        for source, target in (("mean_rough", "rough_gap"), ("cover", "cover_gap"), ("network", "network_gap")):
            column = features[:, _AT[source]]
            for row in range(len(features)):
                rivals = np.delete(column, row)
                features[row, _AT[target]] = column[row] - (rivals.max() if len(rivals) else 0.0)
        features[:, _AT["length"]] = min(len(text), 80) / 40
        features[:, _AT["known_words"]] = min(len(words), 20) / 10


def _with_products(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """The features, (n, len(_PLAIN)), and those that count again by length or squared: (n, len(FEATURES))."""
    length = features[:, [_AT["length"]]]
    by_length = features[:, [_AT[name] for name in _BY_LENGTH]] * length
    squared = features[:, [_AT[name] for name in _SQUARED]] ** 2
    return np.hstack([features, by_length, squared])


@cache
def _fitted(by_meaning: bool) -> tuple[NDArray[np.float64], float]:
    """The fitted weights, one a feature, and the bias; those with meaning are a set of their own."""
    name = "relevance-semantic.json" if by_meaning else "relevance.json"
    text = resources.files("assistant.dialogue.choosing").joinpath(name).read_text("utf-8")
    data = json.loads(text)
    features = (*FEATURES, BY_MEANING) if by_meaning else FEATURES
    return np.array([data["weights"].get(name, 0.0) for name in features]), float(data["bias"])
