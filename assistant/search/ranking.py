"""Orders candidates by how likely they mean what the query asks, and tells how likely the first one is right.

Weights come from `weights.json`, written by `benchmarks/fit_ranking.py`. Owns no threshold: deciding is the caller's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.search import features
from assistant.search.index import Candidates
from assistant.search.model import Network, packaged

ABOUT_FIRST = ["score", "score_of_second", "gap", "share", "hits_of_owner", *features.NAMES]
_WIDEST_GAP = 6.0
_HITS = 10


@dataclass(frozen=True)
class Hit:
    """A question that may mean what the query asks.

    Attributes:
        question: its number in the sequence that the index was built from.
        owner: the number its caller gave it there.
        score: higher is better; comparable within one query only.
        features: what was compared, by name (`features.NAMES`).
    """

    question: int
    owner: int
    score: float
    features: Mapping[str, float]


@cache
def _network(part: str) -> Network:
    return Network.load(packaged(part))


def rank(candidates: Candidates) -> list[Hit]:
    """Return the best ten candidates as hits, best first; equal ones in the order of the index."""
    return rank_with(_network("ranking"), candidates, features.compare(candidates))


def network_scores(compared: features.Matrix) -> NDArray[np.float64]:
    """Return the fitted network's score of each row of features, for callers that rank by more than wording."""
    return np.asarray(_network("ranking").scores(compared), np.float64)


def rank_with(network: Network, candidates: Candidates, compared: features.Matrix) -> list[Hit]:
    """Return hits as `rank` does, by another network and features computed before."""
    return rank_by(network.scores(compared), candidates, compared) if len(candidates) else []


def rank_by(scores: NDArray[np.float64], candidates: Candidates, compared: features.Matrix) -> list[Hit]:
    """Return hits as `rank` does, by scores of the caller's, one a candidate."""
    best = np.lexsort((candidates.places, -scores))[:_HITS]
    index = candidates.index
    return [
        Hit(index.question(place), index.owner(place), score, dict(zip(features.NAMES, row, strict=True)))
        for place, score, row in zip(
            candidates.places[best].tolist(), scores[best].tolist(), compared[best].tolist(), strict=True
        )
    ]


def certainty(hits: Sequence[Hit]) -> float:
    """Return the probability, from 0 to 1, that the first hit means what was asked; 0 without hits."""
    if not hits:
        return 0.0
    odds = float(_network("certainty").scores(np.array([about_first(hits)]))[0])
    return 1 / (1 + math.exp(-odds))


def about_first(hits: Sequence[Hit]) -> list[float]:
    """Return what tells whether the first hit is right, in the order of `ABOUT_FIRST`; other owners compete with it."""
    first = hits[0]
    others = [hit.score for hit in hits if hit.owner != first.owner]
    second = others[0] if others else first.score - _WIDEST_GAP
    likely = [(math.exp(hit.score - first.score), hit.owner == first.owner) for hit in hits]
    share = sum(value for value, same in likely if same) / sum(value for value, _ in likely)
    gap = min(first.score - second, _WIDEST_GAP)
    return [first.score, second, gap, share, float(len(hits) - len(others)), *first.features.values()]
