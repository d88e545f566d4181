"""Fits the small networks of `assistant.search`: plain numpy, the same result every time.

Two losses: *listwise* for ranking (the relevant candidates of a list share the probability of being first), *binary*
for the certainty that the first one is right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.search.model import LIMIT, Network

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]


class Gradient(Protocol):
    """Returns the slope of the loss at the scores of some rows, in the scores' shape."""

    def __call__(self, scores: Floats, rows: Rows) -> Floats: ...



_FIRST_DECAY, _SECOND_DECAY = 0.9, 0.999


@dataclass(frozen=True)
class Settings:
    """How a network is fitted; chosen by cross-validation on the tuning queries."""

    hidden: tuple[int, ...] = (16,)
    epochs: int = 10
    batch: int = 64
    learning_rate: float = 3e-3
    decay: float = 1e-3
    seed: int = 0


@dataclass(frozen=True)
class Lists:
    """Candidate lists padded to one length.

    Attributes:
        features: (n_lists, longest, n_features).
        relevant, present: (n_lists, longest).
        weight: (n_lists,)
    """

    features: Floats
    relevant: NDArray[np.bool_]
    present: NDArray[np.bool_]
    weight: Floats

    @classmethod
    def pad(cls, lists: Sequence[tuple[Floats, NDArray[np.bool_], float]]) -> Lists:
        """Keep the lists that hold something relevant."""
        kept = [entry for entry in lists if entry[1].any()]
        shape = (len(kept), max(len(relevant) for _, relevant, _ in kept))
        features = np.zeros((*shape, kept[0][0].shape[1]), np.float32)
        relevant, present = np.zeros(shape, bool), np.zeros(shape, bool)
        for row, (compared, right, _) in enumerate(kept):
            features[row, : len(right)] = compared
            relevant[row, : len(right)] = right
            present[row, : len(right)] = True
        return cls(features, relevant, present, np.array([weight for *_, weight in kept], np.float32))


def fit_ranking(lists: Lists, names: Sequence[str], settings: Settings) -> dict[str, Any]:
    """Return the facts of a network that puts relevant candidates first."""
    mean, scale = _standard(lists.features[lists.present])
    inputs = np.clip((lists.features - mean) / scale, -LIMIT, LIMIT)

    def gradient(scores: Floats, rows: NDArray[np.intp]) -> Floats:
        scores = np.where(lists.present[rows], scores, np.float32(-1e9))
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        wanted = np.where(lists.relevant[rows], likely, 0)
        likely /= likely.sum(axis=1, keepdims=True)
        wanted /= np.maximum(wanted.sum(axis=1, keepdims=True), 1e-20)
        slope: Floats = (likely - wanted) * lists.weight[rows, None]
        return slope

    return _facts(names, mean, scale, _descend(inputs, gradient, settings))


def fit_certainty(
    features: Floats, right: NDArray[np.bool_], weight: Floats, names: Sequence[str], settings: Settings
) -> dict[str, Any]:
    """Return the facts of a network whose output is the log-odds that the first hit is right."""
    mean, scale = _standard(features)
    inputs = np.clip((features - mean) / scale, -LIMIT, LIMIT)

    def gradient(scores: Floats, rows: NDArray[np.intp]) -> Floats:
        slope: Floats = ((1 / (1 + np.exp(-scores)) - right[rows]) * weight[rows]).astype(np.float32)
        return slope

    return _facts(names, mean, scale, _descend(inputs, gradient, settings))


def network(facts: dict[str, Any]) -> Network:
    """Return the network that the package would make of these facts."""
    return Network.load(facts)


def _standard(rows: Floats) -> tuple[Floats, Floats]:
    return rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-3)


def _descend(inputs: Floats, gradient: Gradient, settings: Settings) -> list[list[Floats]]:
    """Fit by Adam with a cosine schedule."""
    chance = np.random.default_rng(settings.seed)
    sizes = [inputs.shape[-1], *settings.hidden, 1]
    layers = [
        [chance.normal(0, a**-0.5, (a, b)).astype(np.float32), np.zeros(b, np.float32)]
        for a, b in pairwise(sizes)
    ]
    moments = [[(np.zeros_like(part), np.zeros_like(part)) for part in layer] for layer in layers]
    steps = settings.epochs * (len(inputs) // settings.batch)
    step = 0
    for _ in range(settings.epochs):
        order = chance.permutation(len(inputs))
        for first in range(0, len(inputs) - settings.batch + 1, settings.batch):
            step += 1
            rows = order[first : first + settings.batch]
            rate = settings.learning_rate * 0.5 * (1 + np.cos(np.pi * step / steps))
            slopes = _slopes(layers, inputs[rows], partial(gradient, rows=rows), settings)
            _step(layers, moments, slopes, rate, step)
    return layers


def _slopes(
    layers: list[list[Floats]], values: Floats, gradient: Callable[[Floats], Floats], settings: Settings
) -> list[list[Floats]]:
    """Return the gradient of each layer's weights and bias."""
    outputs = [values]
    for weights, bias in layers[:-1]:
        outputs.append(np.tanh(outputs[-1] @ weights + bias))
    weights, bias = layers[-1]
    slope = (gradient((outputs[-1] @ weights + bias)[..., 0]) / settings.batch).astype(np.float32)[..., None]
    slopes = []
    for (weights, _), output in zip(reversed(layers), reversed(outputs), strict=True):
        flat = slope.reshape(-1, slope.shape[-1])
        slopes.append([output.reshape(-1, output.shape[-1]).T @ flat + settings.decay * weights, flat.sum(axis=0)])
        slope = (slope @ weights.T) * (1 - output * output)
    return slopes[::-1]


def _step(layers: list[list[Floats]], moments: Any, slopes: list[list[Floats]], rate: float, step: int) -> None:
    for layer, layer_moments, layer_slopes in zip(layers, moments, slopes, strict=True):
        for part, (first, second), slope in zip(layer, layer_moments, layer_slopes, strict=True):
            first += (1 - _FIRST_DECAY) * (slope - first)
            second += (1 - _SECOND_DECAY) * (slope * slope - second)
            ahead = first / (1 - _FIRST_DECAY**step)
            part -= rate * ahead / (np.sqrt(second / (1 - _SECOND_DECAY**step)) + 1e-8)


def _facts(names: Sequence[str], mean: Floats, scale: Floats, layers: list[list[Floats]]) -> dict[str, Any]:
    def rounded(values: Floats) -> Any:
        return np.round(values.astype(np.float64), 5).tolist()

    return {
        "features": list(names),
        "mean": rounded(mean),
        "scale": rounded(scale),
        "layers": [{"weights": rounded(weights), "bias": rounded(bias)} for weights, bias in layers],
    }
