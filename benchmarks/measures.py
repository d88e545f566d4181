"""What the benches count: ranking measures, refusal measures, and whether probabilities keep their word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


def precision_at_1(ranked: Sequence[Sequence[int]], relevant: Sequence[frozenset[int]]) -> float:
    """Return the share of queries whose first result is relevant."""
    return float(np.mean([bool(found) and found[0] in right for found, right in zip(ranked, relevant, strict=True)]))


def reciprocal_rank(ranked: Sequence[Sequence[int]], relevant: Sequence[frozenset[int]], depth: int = 10) -> float:
    """Return the mean of one over the rank of the first relevant result, 0 where the first `depth` hold none."""
    values = []
    for found, right in zip(ranked, relevant, strict=True):
        places = [place for place, number in enumerate(found[:depth], 1) if number in right]
        values.append(1 / places[0] if places else 0.0)
    return float(np.mean(values))


def recall(ranked: Sequence[Sequence[int]], relevant: Sequence[frozenset[int]], depth: int = 10) -> float:
    """Return the share of queries with a relevant result among the first `depth`."""
    return float(
        np.mean([not right.isdisjoint(found[:depth]) for found, right in zip(ranked, relevant, strict=True)])
    )


def area_under_curve(answerable: Sequence[float], unanswerable: Sequence[float]) -> float:
    """Return how likely an answerable query scores above an unanswerable one; equal scores count half."""
    low = np.sort(np.asarray(unanswerable))
    high = np.asarray(answerable)
    below, up_to = np.searchsorted(low, high, "left"), np.searchsorted(low, high, "right")
    return float(np.mean((below + up_to) / 2) / len(low))


def answered_at(precision: float, scores: Sequence[float], right: Sequence[bool]) -> float:
    """Return the largest share of answerable and unanswerable queries that can be answered at this precision.

    Queries are answered from the highest score down; those of equal score are answered together or not at all.
    """
    values, truth = np.asarray(scores), np.asarray(right, float)
    order = np.argsort(-values, kind="stable")
    values, kept = values[order], np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    last_of_equals = np.append(values[1:] != values[:-1], True)
    fit = np.flatnonzero((kept >= precision) & last_of_equals)
    return float((fit[-1] + 1) / len(values)) if len(fit) else 0.0


def reliability(told: Numbers, truth: Numbers, weight: Numbers | None = None, bins: int = 10) -> str:
    """Return a table: how often queries of each band of certainty were right, and the mean distance between both."""
    weight = np.ones(len(told)) if weight is None else weight
    band = np.minimum((np.asarray(told) * bins).astype(int), bins - 1)
    lines = ["  certainty    queries    told   right"]
    distance = 0.0
    for number in range(bins):
        inside = band == number
        if inside.any():
            mean = float(np.average(told[inside], weights=weight[inside]))
            right = float(np.average(truth[inside], weights=weight[inside]))
            distance += float(weight[inside].sum() / weight.sum() * abs(mean - right))
            low, high = number / bins, (number + 1) / bins
            lines.append(f"  {low:.1f} - {high:.1f} {inside.sum():9d} {mean:7.3f} {right:7.3f}")
    return "\n".join([*lines, f"  mean distance {distance:.3f}"])
